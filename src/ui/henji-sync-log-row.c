/* henji-sync-log-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-sync-log-row"

#include "config.h"

#include "henji-sync-log-row.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-desk-sync.h"
#include "henji-sync-text.h"

#define MOST_FAULTS 50

static void
copy_cb (GtkWidget *button, gpointer request_id)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), request_id);
}

static GtkWidget *
copy_button (const HenjiSyncRun *run, const char *moment)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is a time */
  g_autofree char *name = g_strdup_printf (_ ("Copy the request id of %s"), moment);
  /* Translators: %s is a number of the marketplace's */
  g_autofree char *tip
      = g_strdup_printf (_ ("Copy the request id for support: %s"), run->request_id);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  henji_pane_name (button, name);
  henji_pane_tooltip (button, tip);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (run->request_id),
                         (GClosureNotify) (void (*) (void)) g_free, 0);

  return button;
}

static char *
words_of (const HenjiSyncRun *run, gboolean running)
{
  g_autofree char *counts = NULL;
  const char *outcome = henji_sync_outcome_text (run);
  gboolean empty = run->n_new + run->n_updated + run->n_unchanged + run->n_rejected == 0;

  if (*outcome == '\0'
      || (empty && run->outcome != HENJI_SYNC_DONE && run->reason != NULL && !running))
    return g_strdup (run->reason != NULL ? run->reason : "");
  counts = henji_sync_run_text (run);
  if (running)
    return g_steal_pointer (&counts);
  if (run->reason != NULL)
    return g_strdup_printf ("%s\n%s", counts, run->reason);

  return g_steal_pointer (&counts);
}

static GtkWidget *
fault_row (const HenjiSyncFault *fault)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 fault->order_id != NULL ? fault->order_id : _ ("One Order"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), fault->reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

/* ---- What was refused, read when it is wanted -------------------------------------------------
 */

typedef struct
{
  GWeakRef row;
  gint64 run;
  gint64 n; /* all that was refused */
} Opening;

static gpointer
faults_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_sync_faults (desk, ((Opening *) data)->run, MOST_FAULTS, error);
}

static GtkWidget *
rest_row (gint64 n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words
      = g_strdup_printf (ngettext ("and %d more", "and %d more", (gulong) n), (int) n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);

  return row;
}

static void
faults_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (AdwExpanderRow) row = g_weak_ref_get (&opening->row);
  g_autoptr (GPtrArray) faults = henji_desk_run_finish (HENJI_DESK (source), result, NULL);

  for (guint i = 0; row != NULL && faults != NULL && i < faults->len; i++)
    adw_expander_row_add_row (row, fault_row (g_ptr_array_index (faults, i)));
  if (row != NULL && faults != NULL && opening->n > faults->len)
    adw_expander_row_add_row (row, rest_row (opening->n - faults->len));
  g_weak_ref_clear (&opening->row);
  g_free (opening);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, gpointer user_data)
{
  const HenjiSyncRun *run = g_object_get_data (G_OBJECT (row), "line");
  Opening *opening = g_new0 (Opening, 1);

  g_signal_handlers_disconnect_by_func (row, expanded_cb, user_data);
  g_weak_ref_init (&opening->row, row);
  opening->run = run->row;
  opening->n = run->n_rejected;
  henji_desk_run_async (user_data, faults_func, opening, NULL, (GDestroyNotify) g_ptr_array_unref,
                        NULL, faults_cb, opening);
}

/* ---- The row --------------------------------------------------------------------------------- */

static GtkWidget *
when_label (const char *moment)
{
  GtkWidget *label = gtk_label_new (moment);

  gtk_widget_add_css_class (label, "caption-dim");
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

/* @counts, and what is wrong, as words: their colour is no news. */
static void
set_words (GtkWidget *row, const HenjiSyncRun *run, gboolean running, const char *moment)
{
  const char *stream = henji_sync_stream_text (run->stream);
  const char *outcome = running ? _ ("Running") : henji_sync_outcome_text (run);
  g_autofree char *title
      = *outcome != '\0' ? g_strdup_printf ("%s · %s", stream, outcome) : g_strdup (stream);
  g_autofree char *words = words_of (run, running);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", moment, title, words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), words);
  else
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
    }
  henji_pane_name (row, name);
}

GtkWidget *
henji_sync_log_row_new (HenjiDesk *desk, const HenjiSyncRun *run, gboolean running)
{
  gboolean faults = run->n_rejected > 0 && !running;
  GtkWidget *row = faults ? adw_expander_row_new () : adw_action_row_new ();
  g_autofree char *moment
      = henji_pane_moment (run->started_at, henji_desk_now (desk), henji_desk_zone (desk));
  GtkWidget *copy = run->request_id != NULL ? copy_button (run, moment) : NULL;

  set_words (row, run, running, moment);
  if (faults)
    {
      g_object_set_data_full (G_OBJECT (row), "line", henji_sync_run_ref ((HenjiSyncRun *) run),
                              (GDestroyNotify) henji_sync_run_unref);
      g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), desk, 0);
      if (copy != NULL)
        adw_expander_row_add_action (ADW_EXPANDER_ROW (row), copy);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), when_label (moment));
      return row;
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), when_label (moment));
  if (copy != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);

  return row;
}
