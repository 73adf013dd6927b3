/* henji-sync-log-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-sync-log-row"

#include "config.h"

#include "henji-sync-log-row.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-sync-text.h"

/* More of them are in `henjictl sync-log`. */
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
  gboolean faults = run->faults != NULL && run->faults->len > 0;
  GtkWidget *row = faults ? adw_expander_row_new () : adw_action_row_new ();
  g_autofree char *moment
      = henji_pane_moment (run->started_at, henji_desk_now (desk), henji_desk_zone (desk));
  GtkWidget *copy = run->request_id != NULL ? copy_button (run, moment) : NULL;

  set_words (row, run, running, moment);
  if (faults)
    {
      for (guint i = 0; i < MIN (run->faults->len, MOST_FAULTS); i++)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                  fault_row (g_ptr_array_index (run->faults, i)));
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
