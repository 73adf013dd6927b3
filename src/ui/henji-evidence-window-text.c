/* henji-evidence-window-text.c: the text for the marketplace's box
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-evidence-window-text"

#include "config.h"

#include "henji-evidence-window-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

#define CHECK_DELAY 400 /* ms after the last key */

static char *
text_of (HenjiEvidenceSide *side)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (side->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* ---- The check --------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiEvidenceWindow *window;
  HenjiEvidenceSide *side;
  HenjiCaseDetail *detail;
  char *text;
  guint check;
} Check;

static void
check_free (Check *check)
{
  g_object_unref (check->window);
  henji_case_detail_unref (check->detail);
  g_free (check->text);
  g_free (check);
}

static gpointer
check_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Check *check = data;

  return henji_desk_check_claim_text (desk, check->detail, check->text, check->side->language,
                                      henji_pane_language ());
}

static void
checked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Check *check = data;
  g_autoptr (GPtrArray) sentences = henji_desk_run_finish (HENJI_DESK (object), result, NULL);
  g_autofree char *words = NULL;

  if (sentences != NULL && check->check == check->side->check && check->side->view != NULL)
    {
      g_ptr_array_add (sentences, NULL);
      words = g_strjoinv ("\n", (char **) sentences->pdata);
      henji_pane_label (check->side->findings, words, henji_pane_language ());
      gtk_widget_set_visible (GTK_WIDGET (check->side->findings), *words != '\0');
    }
  check_free (check);
}

static void
run_check (HenjiEvidenceWindow *self, HenjiEvidenceSide *side)
{
  Check *check;

  if (self->detail == NULL)
    return;
  check = g_new0 (Check, 1);
  check->window = g_object_ref (self);
  check->side = side;
  check->detail = henji_case_detail_ref (self->detail);
  check->text = text_of (side);
  check->check = ++side->check;
  henji_desk_run_async (self->desk, check_func, check, NULL, (GDestroyNotify) g_ptr_array_unref,
                        self->cancellable, checked_cb, check);
}

#define CHECK_SOON(name, index)                                                                    \
  static gboolean name (gpointer data)                                                             \
  {                                                                                                \
    HenjiEvidenceWindow *self = data;                                                              \
                                                                                                   \
    self->sides[index].check_id = 0;                                                               \
    run_check (self, &self->sides[index]);                                                         \
    return G_SOURCE_REMOVE;                                                                        \
  }
CHECK_SOON (check_ja_cb, 0)
CHECK_SOON (check_en_cb, 1)

/* ---- The texts --------------------------------------------------------------------------------
 */

static void
show_count (HenjiEvidenceWindow *self, HenjiEvidenceSide *side)
{
  int limit = self->detail != NULL ? henji_desk_claim_text_limit (self->desk, self->detail) : 0;
  int n = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (side->view));
  g_autofree char *words
      = n > limit ? g_strdup_printf (ngettext ("%d of %d characters: %d too many",
                                               "%d of %d characters: %d too many", n - limit),
                                     n, limit, n - limit)
                  : g_strdup_printf (_ ("%d of %d characters"), n, limit);

  gtk_label_set_text (side->count, words);
  if (n > limit)
    gtk_widget_add_css_class (GTK_WIDGET (side->count), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (side->count), "error");
}

static void
text_changed (HenjiEvidenceWindow *self, guint i)
{
  HenjiEvidenceSide *side = &self->sides[i];

  side->edited = side->edited || !self->updating;
  show_count (self, side);
  g_clear_handle_id (&side->check_id, g_source_remove);
  side->check_id = g_timeout_add (CHECK_DELAY, i == 0 ? check_ja_cb : check_en_cb, self);
}

static void
ja_changed_cb (HenjiEvidenceWindow *self)
{
  text_changed (self, 0);
}

static void
en_changed_cb (HenjiEvidenceWindow *self)
{
  text_changed (self, 1);
}

typedef struct
{
  HenjiEvidenceWindow *window;
  HenjiCaseDetail *detail;
  gboolean files;
  char *texts[2];
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->window);
  henji_case_detail_unref (writing->detail);
  g_free (writing->texts[0]);
  g_free (writing->texts[1]);
  g_free (writing);
}

static gpointer
write_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;

  writing->texts[0]
      = henji_desk_claim_text (desk, writing->detail, HENJI_LANGUAGE_JA, writing->files);
  writing->texts[1]
      = henji_desk_claim_text (desk, writing->detail, HENJI_LANGUAGE_EN, writing->files);

  return NULL;
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Writing *writing = data;
  HenjiEvidenceWindow *self = writing->window;

  henji_desk_run_finish (HENJI_DESK (object), result, NULL);
  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      self->updating = TRUE;
      for (guint i = 0; i < 2; i++)
        if (!self->sides[i].edited && writing->texts[i] != NULL)
          gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->sides[i].view),
                                    writing->texts[i], -1);
      self->updating = FALSE;
    }
  writing_free (writing);
}

void
henji_evidence_window_show_text (HenjiEvidenceWindow *self)
{
  Writing *writing;

  if (self->detail == NULL)
    return;
  writing = g_new0 (Writing, 1);
  writing->window = g_object_ref (self);
  writing->detail = henji_case_detail_ref (self->detail);
  writing->files = gtk_switch_get_active (self->files_switch);
  henji_desk_run_async (self->desk, write_func, writing, NULL, NULL, self->cancellable, written_cb,
                        writing);
}

/* ---- Actions ----------------------------------------------------------------------------------
 */

static void
renew_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (widget);

  self->sides[0].edited = self->sides[1].edited = FALSE;
  henji_evidence_window_show_text (self);
}

static void
copy_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiEvidenceWindow *self = HENJI_EVIDENCE_WINDOW (widget);
  gboolean ja = g_str_equal (g_variant_get_string (parameter, NULL), "ja");
  g_autofree char *text = text_of (&self->sides[ja ? 0 : 1]);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  henji_evidence_window_toast (self,
                               _ ("Text copied. Paste it into the marketplace’s answer box."));
}

void
henji_evidence_window_init_text (HenjiEvidenceWindow *self)
{
  self->sides[0].language = HENJI_LANGUAGE_JA;
  self->sides[1].language = HENJI_LANGUAGE_EN;
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->sides[0].view), "changed",
                            G_CALLBACK (ja_changed_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->sides[1].view), "changed",
                            G_CALLBACK (en_changed_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self->sides[0].view), "ja");
  henji_pane_name (self->sides[0].view, _ ("Text in Japanese"));
  henji_pane_name (self->sides[1].view, _ ("Text in English"));
  henji_pane_name (self->sides[0].copy, _ ("Copy the Japanese text"));
  henji_pane_name (self->sides[1].copy, _ ("Copy the English text"));
  henji_pane_name (self->files_switch, _ ("The PDF was sent as a message"));
}

void
henji_evidence_window_clear_text (HenjiEvidenceWindow *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_clear_handle_id (&self->sides[i].check_id, g_source_remove);
      self->sides[i].view = NULL;
    }
}

void
henji_evidence_window_install_text (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "evidence.renew", NULL, renew_action);
  gtk_widget_class_install_action (klass, "evidence.copy", "s", copy_action);
}
