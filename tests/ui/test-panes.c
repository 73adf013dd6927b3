/* test-panes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-case-pane.h"
#include "henji-demo.h"
#include "henji-label-window.h"
#include "henji-reply-pane.h"
#include "henji-shipment-dialog.h"
#include "henji-ui-resources.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *dir;
  HenjiDesk *desk;
  HenjiCaseDetail *detail; /* an open case with an order */
  GtkWindow *window;
} Fixture;

/* An open case of this kind that has no draft yet. */
static gint64
find_case (HenjiDesk *desk, HenjiKind kind)
{
  HenjiCaseQuery query = { HENJI_TAB_OURS, (int) kind, NULL, -1, 0, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = henji_desk_case_rows (desk, &query, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (GPtrArray) cases = henji_desk_cases (desk, &row, 1, &error);

      g_assert_no_error (error);
      if ((((HenjiCase *) cases->pdata[0])->flags & HENJI_CASE_DRAFT) == 0)
        return row;
    }

  g_assert_not_reached ();
}

static void
write_rule (Fixture *fixture)
{
  static const char rule[] = "[rule moonlight]\n"
                             "severity doubt\n"
                             "ja 月光とあります。\n"
                             "en There is moonlight in it.\n"
                             "checked 2026-11-27\n"
                             "when (月光|moonlight)\n";
  g_autofree char *folder = g_build_filename (fixture->dir, "facts", "rules", NULL);
  g_autofree char *path = g_build_filename (folder, "own.txt", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, rule, -1, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("henji-test-XXXXXX", &error);
  g_assert_no_error (error);
  write_rule (fixture);
  fixture->desk = henji_desk_open (fixture->dir, HENJI_DESK_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (henji_demo_fill (fixture->desk, &error));
  g_assert_no_error (error);
  fixture->detail = henji_desk_case_detail (fixture->desk,
                                            find_case (fixture->desk, HENJI_KIND_DAMAGED), &error);
  g_assert_no_error (error);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 700, 700);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  henji_case_detail_unref (fixture->detail);
  henji_desk_close (fixture->desk);
  g_object_unref (fixture->desk);
  g_free (fixture->dir);
}

static gboolean
time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @done or ten seconds have passed. */
static void
wait_for (gboolean (*done) (gpointer data), gpointer data)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (10, time_over_cb, &over);

  while (!done (data) && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (over);
  g_source_remove (source);
}

static GtkWidget *
find_widget (GtkWidget *widget, GType type, gboolean (*fits) (GtkWidget *widget))
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (fits == NULL || fits (widget)))
    return widget;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      GtkWidget *found = find_widget (c, type, fits);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_sent (GtkWidget *widget)
{
  return gtk_widget_has_css_class (gtk_widget_get_parent (gtk_widget_get_parent (widget)), "sent");
}

static gboolean
is_counterpart (GtkWidget *widget)
{
  return gtk_widget_has_css_class (gtk_widget_get_parent (gtk_widget_get_parent (widget)),
                                   "counterpart");
}

static gboolean
is_clause (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "clause");
}

static GtkTextBuffer *
buffer_of (HenjiReplyPane *pane, gboolean sent)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (
      find_widget (GTK_WIDGET (pane), GTK_TYPE_TEXT_VIEW, sent ? is_sent : is_counterpart)));
}

static char *
text_of (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
has_text (gpointer data)
{
  return gtk_text_buffer_get_char_count (data) > 0;
}

static HenjiReplyPane *
open_pane (Fixture *fixture)
{
  HenjiReplyPane *pane = henji_reply_pane_new (fixture->desk);

  gtk_window_set_child (fixture->window, GTK_WIDGET (pane));
  gtk_window_present (fixture->window);
  henji_reply_pane_set_detail (pane, fixture->detail);
  wait_for (has_text, buffer_of (pane, TRUE));

  return pane;
}

static gboolean
has_draft (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (HenjiCaseDetail) detail
      = henji_desk_case_detail (fixture->desk, fixture->detail->case_->row, NULL);

  return detail->draft != NULL
         && (strstr (detail->draft->ja, "追伸") != NULL
             || strstr (detail->draft->en, "追伸") != NULL);
}

static void
reload (Fixture *fixture)
{
  gint64 row = fixture->detail->case_->row;

  henji_case_detail_unref (fixture->detail);
  fixture->detail = henji_desk_case_detail (fixture->desk, row, NULL);
}

/* Both languages stand at once; nothing is stored until somebody types; then it is, and comes back.
 */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  GtkTextIter end;
  g_autofree char *sent = NULL;
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;
  g_autofree char *other_again = NULL;
  gboolean ja = fixture->detail->case_->language == HENJI_LANGUAGE_JA;

  reload (fixture);
  g_assert_null (fixture->detail->draft);
  g_assert_true (has_text (buffer_of (pane, FALSE)));

  /* The Japanese side, whichever it is. */
  gtk_text_buffer_get_end_iter (buffer_of (pane, ja), &end);
  gtk_text_buffer_insert (buffer_of (pane, ja), &end, "\n\n追伸 <b>&amp; よろしく", -1);
  sent = text_of (buffer_of (pane, TRUE));
  other = text_of (buffer_of (pane, FALSE));
  wait_for (has_draft, fixture);

  reload (fixture);
  g_assert_nonnull (fixture->detail->draft);
  g_assert_cmpstr (fixture->detail->draft->ja, ==, ja ? sent : other);
  g_assert_cmpstr (fixture->detail->draft->en, ==, ja ? other : sent);
  g_assert_true (fixture->detail->draft->ja_edited);

  /* Another pane, as after a restart. */
  gtk_window_set_child (fixture->window, NULL);
  pane = open_pane (fixture);
  again = text_of (buffer_of (pane, TRUE));
  other_again = text_of (buffer_of (pane, FALSE));
  g_assert_cmpstr (again, ==, sent);
  g_assert_cmpstr (other_again, ==, other);
}

/* (transfer full): what was copied last, "" for nothing. */
static char *
copied (HenjiReplyPane *pane)
{
  GdkContentProvider *content
      = gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (pane)));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  if (content == NULL || !gdk_content_provider_get_value (content, &value, NULL))
    return g_strdup ("");

  return g_value_dup_string (&value);
}

/* A doubtful sentence is shown before the reply leaves; shown once, it may stay. */
static void
test_doubt (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  GtkTextBuffer *buffer = buffer_of (pane, TRUE);
  gboolean ja = fixture->detail->case_->language == HENJI_LANGUAGE_JA;
  const char *sentence = ja ? "月光がきれいです。" : "The moonlight is fair.";
  g_autofree char *line = g_strdup_printf ("\n\n%s", sentence);
  g_autofree char *before = NULL;
  g_autofree char *chosen = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, line, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);

  henji_reply_pane_copy (pane);
  before = copied (pane);
  g_assert_cmpstr (before, ==, "");
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  chosen = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_nonnull (strstr (chosen, ja ? "月光" : "moonlight"));

  henji_reply_pane_copy (pane);
  after = copied (pane);
  g_assert_nonnull (strstr (after, sentence));
}

static gboolean
is_field (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "field") && gtk_widget_get_visible (widget);
}

/* (transfer full): all that the labels under it say. */
static char *
words_of (GtkWidget *widget)
{
  GString *words
      = g_string_new (GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "");

  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      g_autofree char *inner = words_of (c);

      g_string_append (words, inner);
    }

  return g_string_free (words, FALSE);
}

/* A draft opened on a later day says what it said, in the text and in the fields, also once a
 * clause is switched off and on; what nobody touched counts from today. */
static void
test_later_day (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  gint64 now = henji_desk_now (fixture->desk);
  g_autofree char *proposed = text_of (buffer_of (pane, TRUE));
  g_autofree char *later = NULL;
  g_autofree char *written = NULL;
  g_autofree char *field = NULL;
  g_autofree char *again = NULL;
  g_autofree char *field_again = NULL;
  g_autofree char *switched = NULL;
  GtkToggleButton *pill;
  GtkTextIter end;

  henji_desk_set_now (fixture->desk, now + 3 * G_TIME_SPAN_DAY);
  gtk_window_set_child (fixture->window, NULL);
  pane = open_pane (fixture);
  later = text_of (buffer_of (pane, TRUE));
  g_assert_cmpstr (later, !=, proposed);

  gtk_text_buffer_get_end_iter (buffer_of (pane, TRUE), &end);
  gtk_text_buffer_insert (buffer_of (pane, TRUE), &end, "\n\n追伸", -1);
  written = text_of (buffer_of (pane, TRUE));
  field = words_of (find_widget (GTK_WIDGET (pane), GTK_TYPE_WIDGET, is_field));
  wait_for (has_draft, fixture);

  henji_desk_set_now (fixture->desk, now + 6 * G_TIME_SPAN_DAY);
  reload (fixture);
  gtk_window_set_child (fixture->window, NULL);
  pane = open_pane (fixture);
  again = text_of (buffer_of (pane, TRUE));
  g_assert_cmpstr (again, ==, written);
  field_again = words_of (find_widget (GTK_WIDGET (pane), GTK_TYPE_WIDGET, is_field));
  g_assert_cmpstr (field_again, ==, field);

  pill = GTK_TOGGLE_BUTTON (find_widget (GTK_WIDGET (pane), GTK_TYPE_TOGGLE_BUTTON, is_clause));
  gtk_toggle_button_set_active (pill, !gtk_toggle_button_get_active (pill));
  gtk_toggle_button_set_active (pill, !gtk_toggle_button_get_active (pill));
  switched = text_of (buffer_of (pane, TRUE));
  g_assert_cmpstr (switched, ==, written);
}

/* A refresh of the same case leaves what is being written alone; flipping changes places only. */
static void
test_flip (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  GtkTextIter start;
  g_autofree char *sent = NULL;
  g_autofree char *other = NULL;
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;

  gtk_text_buffer_get_start_iter (buffer_of (pane, TRUE), &start);
  gtk_text_buffer_insert (buffer_of (pane, TRUE), &start, "★", -1);
  sent = text_of (buffer_of (pane, TRUE));
  other = text_of (buffer_of (pane, FALSE));
  reload (fixture);
  henji_reply_pane_set_detail (pane, fixture->detail);
  after = text_of (buffer_of (pane, TRUE));
  g_assert_cmpstr (after, ==, sent);

  henji_reply_pane_flip_language (pane);
  g_clear_pointer (&after, g_free);
  after = text_of (buffer_of (pane, TRUE));
  back = text_of (buffer_of (pane, FALSE));
  g_assert_cmpstr (after, ==, other);
  g_assert_cmpstr (back, ==, sent);
}

/* Switching a clause leaves what was typed. */
static void
test_clause (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  GtkWidget *pill = find_widget (GTK_WIDGET (pane), GTK_TYPE_TOGGLE_BUTTON, is_clause);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer_of (pane, TRUE), &end);
  gtk_text_buffer_insert (buffer_of (pane, TRUE), &end, "\n\n追伸", -1);
  before = text_of (buffer_of (pane, TRUE));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pill),
                                !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pill)));
  after = text_of (buffer_of (pane, TRUE));
  g_assert_cmpstr (after, !=, before);
  g_assert_true (g_str_has_suffix (after, "\n\n追伸"));
}

static char *
selection_of (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  return gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
             ? gtk_text_buffer_get_text (buffer, &start, &end, TRUE)
             : NULL;
}

static gboolean
is_confirm (GtkWidget *widget)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Confirm") == 0
         && gtk_widget_get_mapped (widget);
}

static gboolean
can_confirm (gpointer data)
{
  return find_widget (data, GTK_TYPE_BUTTON, is_confirm) != NULL;
}

/* Is it stored that a pair of paragraphs agrees? */
static gboolean
has_agreed (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (HenjiCaseDetail) detail
      = henji_desk_case_detail (fixture->desk, fixture->detail->case_->row, NULL);
  g_autoptr (HenjiChoices) choices = henji_choices_from_text (detail->draft->choices);
  const char *const *agreed = henji_choices_list (choices, "agreed");

  return agreed != NULL;
}

/* One key goes to the paragraph whose counterpart was changed; confirming ends it, also for a pane
 * opened later. */
static void
test_out_of_step (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  g_autofree char *other = text_of (buffer_of (pane, FALSE));
  g_auto (GStrv) paragraphs = g_strsplit (other, "\n\n", -1);
  g_autofree char *marked = NULL;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer_of (pane, TRUE), &end, 2);
  gtk_text_iter_forward_to_line_end (&end);
  gtk_text_buffer_insert (buffer_of (pane, TRUE), &end, "追伸", -1);
  wait_for (can_confirm, pane);
  wait_for (has_draft, fixture);

  reload (fixture);
  gtk_window_set_child (fixture->window, NULL);
  pane = open_pane (fixture);
  g_assert_true (can_confirm (pane));
  henji_reply_pane_next_spot (pane);
  while ((marked = selection_of (buffer_of (pane, FALSE))) == NULL)
    henji_reply_pane_next_spot (pane);
  g_assert_cmpstr (marked, ==, paragraphs[1]);

  henji_reply_pane_confirm_here (pane);
  g_assert_false (can_confirm (pane));
  henji_reply_pane_flush (pane);
  wait_for (has_agreed, fixture);
  reload (fixture);
  gtk_window_set_child (fixture->window, NULL);
  pane = open_pane (fixture);
  g_assert_false (can_confirm (pane));
}

static gboolean
has_both (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (HenjiCaseDetail) detail
      = henji_desk_case_detail (fixture->desk, fixture->detail->case_->row, NULL);

  return detail->draft != NULL && strstr (detail->draft->ja, "追伸") != NULL
         && strstr (detail->draft->en, "追伸") != NULL;
}

/* Both were changed and stored, and only then the text is left: that they agree is stored too. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  GtkWidget *view = find_widget (GTK_WIDGET (pane), GTK_TYPE_TEXT_VIEW, is_sent);

  for (int i = 0; i < 2; i++)
    {
      GtkTextBuffer *buffer = buffer_of (pane, i == 0);
      GtkTextIter end;

      gtk_text_buffer_get_iter_at_line (buffer, &end, 2);
      gtk_text_iter_forward_to_line_end (&end);
      gtk_text_buffer_insert (buffer, &end, "追伸", -1);
    }
  wait_for (has_both, fixture);
  g_assert_false (has_agreed (fixture));

  g_signal_emit_by_name (gtk_widget_get_ancestor (view, g_type_from_name ("HenjiReplyPaneEditor")),
                         "left");
  wait_for (has_agreed, fixture);
}

static gboolean
is_shown_clause (GtkWidget *widget)
{
  return is_clause (widget) && gtk_widget_get_visible (widget)
         && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget));
}

/* The paragraph of a clause that is moved later trades places with the next. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *pane = open_pane (fixture);
  GtkWidget *pill = find_widget (GTK_WIDGET (pane), GTK_TYPE_TOGGLE_BUTTON, is_shown_clause);
  g_autofree char *before = text_of (buffer_of (pane, TRUE));
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_auto (GStrv) was = g_strsplit (before, "\n\n", -1);
  g_auto (GStrv) is = NULL;

  gtk_widget_grab_focus (pill);
  gtk_widget_activate_action (pill, "reply.move-clause", "b", TRUE);
  after = text_of (buffer_of (pane, TRUE));
  for (int i = 0; g_str_equal (after, before) && i < 10; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (pane), "reply.move-clause", "b", TRUE);
      g_free (after);
      after = text_of (buffer_of (pane, TRUE));
    }
  is = g_strsplit (after, "\n\n", -1);
  g_assert_cmpuint (g_strv_length (is), ==, g_strv_length (was));
  g_assert_cmpstr (is[0], ==, was[0]);
  g_assert_cmpstr (is[1], ==, was[1]);
  g_assert_cmpstr (is[2], ==, was[3]);
  g_assert_cmpstr (is[3], ==, was[2]);

  for (int i = 0; i < 10; i++)
    gtk_widget_activate_action (GTK_WIDGET (pane), "reply.move-clause", "b", FALSE);
  back = text_of (buffer_of (pane, TRUE));
  g_assert_cmpstr (back, ==, before);
}

static void
assert_named (GtkWidget *widget)
{
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      if (!gtk_widget_get_visible (c) || ADW_IS_COMBO_ROW (c))
        continue;
      if (GTK_IS_BUTTON (c) || GTK_IS_TEXT_VIEW (c) || GTK_IS_LIST_VIEW (c)
          || GTK_IS_SPIN_BUTTON (c))
        {
          gboolean words = GTK_IS_BUTTON (c) && gtk_button_get_label (GTK_BUTTON (c)) != NULL;
          gboolean named = gtk_test_accessible_has_property (GTK_ACCESSIBLE (c),
                                                             GTK_ACCESSIBLE_PROPERTY_LABEL);

          /* Buttons inside a spin button or the window's own are GTK's. */
          if (!words && !named && gtk_widget_get_ancestor (c, GTK_TYPE_SPIN_BUTTON) == NULL
              && gtk_widget_get_ancestor (c, GTK_TYPE_WINDOW_CONTROLS) == NULL)
            g_error ("%s in %s has no name", G_OBJECT_TYPE_NAME (c), G_OBJECT_TYPE_NAME (widget));
        }
      assert_named (c);
    }
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *reply = open_pane (fixture);
  HenjiCasePane *pane;
  int minimum;

  assert_named (GTK_WIDGET (reply));
  gtk_widget_measure (GTK_WIDGET (reply), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 427);

  pane = henji_case_pane_new (fixture->desk);
  gtk_window_set_child (fixture->window, GTK_WIDGET (pane));
  henji_case_pane_set_detail (pane, fixture->detail);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  assert_named (GTK_WIDGET (pane));
  gtk_widget_measure (GTK_WIDGET (pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 347);
}

static gboolean
exists (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
has_label (gpointer data)
{
  return find_widget (data, GTK_TYPE_SPIN_BUTTON, gtk_widget_get_mapped) != NULL;
}

static gboolean
saves (GtkWidget *widget)
{
  return g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "label.save-pdf") == 0
         && gtk_widget_is_sensitive (widget);
}

/* Nothing is saved before the label is set. */
static gboolean
can_save (gpointer data)
{
  return find_widget (data, GTK_TYPE_BUTTON, saves) != NULL;
}

/* The keyboard begins at what puts out, not at the arrow beside it. */
static gboolean
is_led (gpointer data)
{
  GtkWidget *focus = gtk_window_get_focus (data);
  const char *action
      = GTK_IS_ACTIONABLE (focus) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)) : NULL;

  return g_strcmp0 (action, "label.print") == 0 || g_strcmp0 (action, "label.save-pdf") == 0;
}

static void
test_label (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  HenjiLabelWindow *window;
  g_autofree char *path = g_build_filename (fixture->dir, "label.pdf", NULL);
  g_autofree char *content = NULL;
  gboolean noted = FALSE;

  g_array_append_val (rows, fixture->detail->case_->row);
  window = henji_label_window_new (fixture->desk, rows, NULL);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (has_label, window);
  assert_named (GTK_WIDGET (window));
  wait_for (can_save, window);
  wait_for (is_led, window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "label.save-pdf-to", "s", path));
  wait_for (exists, path);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));

  while (!noted)
    {
      reload (fixture);
      for (guint i = 0; i < fixture->detail->events->len; i++)
        noted |= ((HenjiEvent *) fixture->detail->events->pdata[i])->type
                 == HENJI_EVENT_LABEL_PRINTED;
      g_main_context_iteration (NULL, FALSE);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A note that is half written stays with its case. */
static void
test_note_kept (Fixture *fixture, gconstpointer data)
{
  HenjiCasePane *pane = henji_case_pane_new (fixture->desk);
  g_autoptr (HenjiCaseDetail) other = henji_case_detail_new ();
  GtkEditable *note;

  other->case_ = henji_case_new ();
  other->case_->row = fixture->detail->case_->row + 1;
  other->orders = g_ptr_array_new ();
  other->messages = g_ptr_array_new ();
  other->events = g_ptr_array_new ();
  other->clocks = g_ptr_array_new ();
  other->returns = g_ptr_array_new ();
  gtk_window_set_child (fixture->window, GTK_WIDGET (pane));
  henji_case_pane_set_detail (pane, fixture->detail);
  note = GTK_EDITABLE (find_widget (GTK_WIDGET (pane), GTK_TYPE_ENTRY, NULL));
  gtk_editable_set_text (note, "asked the car");

  henji_case_pane_set_detail (pane, other);
  g_assert_cmpstr (gtk_editable_get_text (note), ==, "");
  henji_case_pane_set_detail (pane, NULL);
  henji_case_pane_set_detail (pane, fixture->detail);
  g_assert_cmpstr (gtk_editable_get_text (note), ==, "asked the car");
}

/* ---- The shipment ---------------------------------------------------------------------------- */

static gboolean
is_save (GtkWidget *widget)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Save") == 0;
}

static gboolean
is_tracking (GtkWidget *widget)
{
  return g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                           "Tracking");
}

static gboolean
is_carrier (GtkWidget *widget)
{
  return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "Carrier");
}

static gboolean
is_fault (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "error") && gtk_widget_get_visible (widget);
}

static gboolean
has_number (gpointer data)
{
  Fixture *fixture = data;
  const HenjiOrder *order;

  reload (fixture);
  order = fixture->detail->orders->pdata[0];

  for (guint i = 0; i < order->shipments->len; i++)
    if (g_strcmp0 (((HenjiShipment *) order->shipments->pdata[i])->tracking_number,
                   "2009-6118-5435")
        == 0)
      return TRUE;

  return FALSE;
}

/* A number with a wrong check digit is asked about once, then stored. */
static void
test_shipment (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (henji_shipment_dialog_new (
      fixture->desk, fixture->detail->case_->row, fixture->detail->orders->pdata[0]));
  GtkWidget *save, *tracking;

  gtk_window_present (GTK_WINDOW (dialog));
  save = find_widget (dialog, GTK_TYPE_BUTTON, is_save);
  tracking = find_widget (dialog, ADW_TYPE_ENTRY_ROW, is_tracking);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (dialog, ADW_TYPE_ENTRY_ROW, is_carrier)),
                         "ヤマト運輸");
  gtk_editable_set_text (GTK_EDITABLE (tracking), "2009-6118-5435");
  g_signal_emit_by_name (save, "clicked");
  g_assert_nonnull (find_widget (dialog, GTK_TYPE_LABEL, is_fault));
  g_signal_emit_by_name (save, "clicked");
  wait_for (has_number, fixture);
}

static void
test_death (Fixture *fixture, gconstpointer data)
{
  HenjiReplyPane *reply = open_pane (fixture);
  HenjiCasePane *pane = henji_case_pane_new (fixture->desk);

  g_object_add_weak_pointer (G_OBJECT (reply), (gpointer *) &reply);
  gtk_window_set_child (fixture->window, GTK_WIDGET (pane));
  henji_case_pane_set_detail (pane, fixture->detail);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_null (reply);
  g_object_add_weak_pointer (G_OBJECT (pane), (gpointer *) &pane);
  gtk_window_set_child (fixture->window, NULL);
  g_assert_null (pane);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv);
  adw_init ();
  henji_ui_register_resource ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/panes/draft", test_draft);
  ADD ("/panes/doubt", test_doubt);
  ADD ("/panes/later-day", test_later_day);
  ADD ("/panes/flip", test_flip);
  ADD ("/panes/clause", test_clause);
  ADD ("/panes/out-of-step", test_out_of_step);
  ADD ("/panes/left", test_left);
  ADD ("/panes/order", test_order);
  ADD ("/panes/names", test_names);
  ADD ("/panes/note-kept", test_note_kept);
  ADD ("/panes/label", test_label);
  ADD ("/panes/shipment", test_shipment);
  ADD ("/panes/death", test_death);
#undef ADD

  return g_test_run ();
}
