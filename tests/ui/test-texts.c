/* test-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window of own texts, and snippets in the reply, on a display of their own.
 */
#include "config.h"

#include "henji-demo.h"
#include "henji-reply-pane-private.h"
#include "henji-texts-window-private.h"
#include "henji-ui-resources.h"

#include <string.h>

typedef struct
{
  char *dir;
  HenjiDesk *desk;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->dir = g_dir_make_tmp ("henji-test-XXXXXX", &error);
  g_assert_no_error (error);
  f->desk = henji_desk_open (f->dir, HENJI_DESK_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  henji_desk_close (f->desk);
  g_object_unref (f->desk);
  g_free (f->dir);
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_named (GtkWidget *widget, GType type, const char *tooltip)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      GtkWidget *found = find_named (c, type, tooltip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkTextView *
text_at (GtkWidget *widget, int *index)
{
  if (GTK_IS_TEXT_VIEW (widget) && (*index)-- == 0)
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      GtkTextView *found = text_at (c, index);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
write_text (gpointer parent, int index, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_at (parent, &index)), text, -1);
}

/* ---- The window -------------------------------------------------------------------------------
 */

static void
test_saves (Fixture *f, gconstpointer data)
{
  HenjiTextsWindow *window = henji_texts_window_new (f->desk, NULL);
  g_autoptr (HenjiManuscript) begun = henji_manuscript_new (TRUE, "own-test");
  g_autoptr (HenjiTemplate) saved = NULL;
  g_autoptr (HenjiTemplate) still = NULL;
  g_autoptr (HenjiManuscript) text = NULL;
  const HenjiManuscriptClause *clause;

  gtk_window_present (GTK_WINDOW (window));
  henji_texts_window_choose (window, begun);
  wait_ms (900);
  g_assert_null (henji_desk_snippet (f->desk, "own-test")); /* nothing is written yet */

  write_text (window->editor, 0, "日本語 <b>&amp; {buyer}");
  write_text (window->editor, 1, "English {buyer}");
  wait_ms (900);
  g_assert_null (henji_desk_snippet (f->desk, "own-test")); /* a title is missing */
  g_assert_cmpuint (g_hash_table_size (window->unsaved), ==, 1);
  /* Closing says so once. */
  gtk_window_close (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));

  gtk_editable_set_text (
      GTK_EDITABLE (gtk_widget_get_first_child (gtk_widget_get_next_sibling (
          gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (window->editor)))))),
      "題");
  wait_ms (900);
  saved = henji_desk_snippet (f->desk, "own-test");
  g_assert_nonnull (saved);
  text = henji_manuscript_from_template (saved);
  clause = text->clauses->pdata[0];
  g_assert_cmpstr (text->title[HENJI_LANGUAGE_JA], ==, "題");
  g_assert_cmpstr (clause->text[HENJI_LANGUAGE_JA], ==, "日本語 <b>&amp; {buyer}");
  g_assert_cmpuint (g_hash_table_size (window->unsaved), ==, 0);

  /* A fault leaves the file as it was. */
  write_text (window->editor, 0, "{nobody}");
  wait_ms (900);
  still = henji_desk_snippet (f->desk, "own-test");
  g_assert_true (still == saved);
  g_assert_cmpuint (g_hash_table_size (window->unsaved), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every built-in text can be opened; looking at it changes nothing. */
static void
test_opens_all (Fixture *f, gconstpointer data)
{
  HenjiTextsWindow *window = henji_texts_window_new (f->desk, NULL);
  g_autoptr (GPtrArray) texts = henji_desk_texts (f->desk);
  g_autofree char *facts = g_build_filename (f->dir, "facts", NULL);

  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiDeskText *text = texts->pdata[i];
      g_autoptr (HenjiManuscript) manuscript = henji_manuscript_from_template (text->template);

      henji_texts_window_choose (window, manuscript);
      wait_ms (5);
      g_assert_true (henji_texts_window_check (window));
      g_assert_true (henji_manuscript_equal (henji_texts_editor_get (window->editor), manuscript));
    }
  wait_ms (800);
  g_assert_false (g_file_test (facts, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  HenjiTextsWindow *window = henji_texts_window_new (f->desk, NULL);
  g_autoptr (HenjiManuscript) begun = henji_manuscript_new (FALSE, "own-test");
  const HenjiManuscript *now;

  begun->title[HENJI_LANGUAGE_EN] = g_strdup ("T");
  gtk_window_present (GTK_WINDOW (window));
  henji_texts_window_choose (window, begun);
  write_text (window->editor, 0, "一");
  g_signal_emit_by_name (
      find_named (GTK_WIDGET (window->editor), GTK_TYPE_BUTTON, "Add a paragraph"), "clicked");
  write_text (window->editor, 2, "二");
  g_signal_emit_by_name (find_named (GTK_WIDGET (window->editor), GTK_TYPE_BUTTON, "Move down"),
                         "clicked");
  g_signal_emit_by_name (find_named (GTK_WIDGET (window->editor), GTK_TYPE_BUTTON, "Add a field"),
                         "clicked");
  now = henji_texts_editor_get (window->editor);
  g_assert_cmpuint (now->clauses->len, ==, 2);
  g_assert_cmpstr (((HenjiManuscriptClause *) now->clauses->pdata[0])->text[HENJI_LANGUAGE_JA], ==,
                   "二");
  g_assert_cmpuint (now->fields->len, ==, 1);
  g_signal_emit_by_name (
      find_named (GTK_WIDGET (window->editor), GTK_TYPE_BUTTON, "Remove this paragraph"),
      "clicked");
  now = henji_texts_editor_get (window->editor);
  g_assert_cmpuint (now->clauses->len, ==, 1);
  g_assert_cmpstr (((HenjiManuscriptClause *) now->clauses->pdata[0])->text[HENJI_LANGUAGE_JA], ==,
                   "一");
  wait_ms (800);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- In the reply -----------------------------------------------------------------------------
 */

static char *
text_of (HenjiReplyPane *pane, int side)
{
  return henji_reply_pane_editor_get_text (pane->editors[side]);
}

static HenjiReplyPane *
open_reply (Fixture *f, GtkWindow *window, HenjiCaseDetail **detail)
{
  HenjiCaseQuery query = { HENJI_TAB_OURS, HENJI_KIND_DAMAGED, NULL, -1, 0, NULL };
  g_autoptr (GArray) rows = NULL;
  HenjiReplyPane *pane;

  g_assert_true (henji_demo_fill (f->desk, NULL));
  rows = henji_desk_case_rows (f->desk, &query, NULL, NULL);
  *detail = henji_desk_case_detail (f->desk, g_array_index (rows, gint64, rows->len - 1), NULL);
  pane = henji_reply_pane_new (f->desk);
  gtk_window_set_child (window, GTK_WIDGET (pane));
  gtk_window_present (window);
  henji_reply_pane_set_detail (pane, *detail);
  for (guint i = 0; i < 100 && !pane->composed; i++)
    wait_ms (50);
  g_assert_true (pane->composed);

  return pane;
}

/* While an input method composes, nothing is written; the words come when it is done. */
static void
test_waits_for_preedit (Fixture *f, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiReplyPane *pane = open_reply (f, window, &detail);
  int index = 0;
  GtkTextView *view
      = text_at (GTK_WIDGET (pane->editors[henji_reply_side (pane->language)]), &index);
  g_autofree char *before = text_of (pane, JA);
  g_autofree char *during = NULL;
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;

  g_signal_emit_by_name (view, "preedit-changed", "へん");
  henji_reply_pane_use_snippet (pane, "keep-packaging");
  during = text_of (pane, JA);
  g_assert_cmpstr (during, ==, before);
  g_signal_emit_by_name (view, "preedit-changed", "");
  wait_ms (100);
  ja = text_of (pane, JA);
  en = text_of (pane, EN);
  g_assert_nonnull (strstr (ja, "緩衝材"));
  g_assert_nonnull (strstr (en, "packing material"));
  gtk_window_destroy (window);
}

/* The language that is sent must be there; the other one may be missing, and then shows. */
static void
test_missing_language (Fixture *f, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiReplyPane *pane = open_reply (f, window, &detail);
  HenjiLanguage sent = pane->language;
  HenjiLanguage other = sent == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;

  for (guint i = 0; i < 2; i++)
    {
      HenjiLanguage has = i == 0 ? other : sent;
      g_autofree char *id = g_strdup_printf ("own-%u", i);
      g_autoptr (HenjiManuscript) text = henji_manuscript_new (TRUE, id);
      g_autofree char *before_sent = text_of (pane, henji_reply_side (sent));
      g_autofree char *before_other = text_of (pane, henji_reply_side (other));
      g_autofree char *after_sent = NULL;
      g_autofree char *after_other = NULL;
      g_autoptr (GPtrArray) steps = NULL;

      text->title[has] = g_strdup ("T");
      ((HenjiManuscriptClause *) text->clauses->pdata[0])->text[has] = g_strdup ("SNIPPET");
      g_assert_true (henji_desk_save_text (f->desk, text, NULL));
      henji_reply_pane_use_snippet (pane, id);
      after_sent = text_of (pane, henji_reply_side (sent));
      after_other = text_of (pane, henji_reply_side (other));
      g_assert_cmpstr (after_other, ==, before_other);
      g_assert_true ((strstr (after_sent, "SNIPPET") != NULL) == (i == 1));
      steps = henji_reply_pair_steps (pane->pair);
      g_assert_cmpuint (steps->len, ==, i == 1 ? 1 : 0);
    }
  gtk_window_destroy (window);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  henji_ui_register_resource ();
  TEST ("/texts/saves", test_saves);
  TEST ("/texts/opens-all", test_opens_all);
  TEST ("/texts/rows", test_rows);
  TEST ("/texts/waits-for-preedit", test_waits_for_preedit);
  TEST ("/texts/missing-language", test_missing_language);

  return g_test_run ();
}
