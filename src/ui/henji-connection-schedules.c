/* henji-connection-schedules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-connection-schedules"

#include "config.h"

#include "henji-connection-schedules.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-sync-text.h"
#include "henji-time.h"

struct _HenjiConnectionSchedules
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  HenjiSyncer *syncer;
  GPtrArray *rows; /* of Row */
  AdwComboRow *missing;
  gboolean filling;
};

typedef struct
{
  HenjiConnectionSchedules *owner;
  char *stream;
  int shortest;
  AdwComboRow *row;
  GtkButton *button;
  char *name; /* of the row, as assistive technology hears it */
} Row;

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiConnectionSchedules,
                     henji_connection_schedules,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
row_free (Row *row)
{
  g_free (row->stream);
  g_free (row->name);
  g_free (row);
}

/* ---- Keeping a choice ------------------------------------------------------------------------ */

typedef struct
{
  GWeakRef owner;
  char *stream; /* (nullable): missing orders */
  int minutes;
} Choice;

static void
choice_free (Choice *choice)
{
  g_weak_ref_clear (&choice->owner);
  g_free (choice->stream);
  g_free (choice);
}

static gpointer
keep_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;

  return GINT_TO_POINTER (
      choice->stream != NULL
          ? henji_desk_set_schedule (desk, choice->stream, choice->minutes, error)
          : henji_desk_set_asks_missing (desk, choice->minutes > 0, error));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (HenjiConnectionSchedules) self = g_weak_ref_get (&choice->owner);
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self != NULL && self->syncer != NULL)
    {
      if (error != NULL && !henji_desk_was_ended (error))
        g_signal_emit (self, signals[FAILED], 0, error->message);
      henji_syncer_refresh (self->syncer);
    }
  choice_free (choice);
}

static void
keep (HenjiConnectionSchedules *self, const char *stream, int minutes)
{
  Choice *choice = g_new0 (Choice, 1);

  g_weak_ref_init (&choice->owner, self);
  choice->stream = g_strdup (stream);
  choice->minutes = minutes;
  henji_desk_act_async (self->desk, keep_func, choice, NULL, NULL, NULL, kept_cb, choice);
}

static void
chosen_cb (AdwComboRow *combo, GParamSpec *pspec, gpointer user_data)
{
  const Row *row = user_data;
  guint n, chosen = adw_combo_row_get_selected (combo);
  const int *choices = henji_sync_choices (row->shortest, &n);

  if (!row->owner->filling && chosen <= n)
    keep (row->owner, row->stream, chosen > 0 ? choices[chosen - 1] : 0);
}

static void
missing_cb (AdwComboRow *combo, GParamSpec *pspec, gpointer user_data)
{
  HenjiConnectionSchedules *self = user_data;

  if (!self->filling)
    keep (self, NULL, adw_combo_row_get_selected (combo) == 0);
}

/* ---- Reading now ----------------------------------------------------------------------------- */

static void
button_cb (GtkButton *button, gpointer user_data)
{
  const Row *row = user_data;
  HenjiSyncer *syncer = row->owner->syncer;
  HenjiSyncerState state = henji_syncer_get_state (syncer, row->stream, NULL);

  if (state == HENJI_SYNCER_READING)
    henji_syncer_stop (syncer);
  else if (state == HENJI_SYNCER_QUEUED || state == HENJI_SYNCER_PAUSED)
    henji_syncer_call_off (syncer, row->stream);
  else
    henji_syncer_read (syncer, row->stream);
}

/* ---- How it stands --------------------------------------------------------------------------- */

static char *
last_words (HenjiConnectionSchedules *self, const HenjiSyncRun *last)
{
  g_autofree char *moment = NULL;

  if (last == NULL)
    return g_strdup (_ ("Not read yet"));
  moment = henji_pane_moment (last->started_at, henji_desk_now (self->desk),
                              henji_desk_zone (self->desk));
  if (last->outcome == HENJI_SYNC_FAILED)
    /* Translators: %s is a time */
    return g_strdup_printf (_ ("Failed %s"), moment);

  /* Translators: %s is a time */
  return g_strdup_printf (_ ("Last read %s"), moment);
}

static char *
next_words (HenjiConnectionSchedules *self,
            const HenjiSchedule *schedule,
            HenjiSyncerState state,
            gint64 at)
{
  gint64 now = henji_desk_now (self->desk);
  g_autofree char *moment = henji_pane_moment (MAX (at, now), now, henji_desk_zone (self->desk));

  switch (state)
    {
    case HENJI_SYNCER_METERED:
      return g_strdup (_ ("not while the network is metered"));
    case HENJI_SYNCER_WAITS:
      /* Translators: %s is a time */
      return g_strdup_printf (_ ("the next at %s"), moment);
    case HENJI_SYNCER_PAUSED:
      return g_strdup_printf (schedule->report != NULL
                                  /* Translators: %s is a time */
                                  ? _ ("Waits for the marketplace, next look %s")
                                  /* Translators: %s is a time */
                                  : _ ("Paused, goes on %s"),
                              moment);
    case HENJI_SYNCER_OFF:
    case HENJI_SYNCER_QUEUED:
    case HENJI_SYNCER_READING:
    default:
      return g_strdup (_ ("only when you ask for it"));
    }
}

static char *
state_words (HenjiConnectionSchedules *self,
             const HenjiSchedule *schedule,
             HenjiSyncerState state,
             gint64 at)
{
  g_autofree char *last = NULL;
  g_autofree char *next = NULL;

  if (state == HENJI_SYNCER_READING)
    return g_strdup (_ ("Being read now"));
  if (state == HENJI_SYNCER_QUEUED)
    return g_strdup (_ ("Waits until what is being read is done"));
  if (state == HENJI_SYNCER_OFF && schedule->last == NULL
      && g_str_equal (schedule->stream, "order-report"))
    return g_strdup (_ ("Not needed as a rule: the orders themselves tell more"));
  if (state == HENJI_SYNCER_PAUSED)
    return next_words (self, schedule, state, at);
  last = last_words (self, schedule->last);
  next = next_words (self, schedule, state, at);

  return g_strdup_printf ("%s · %s", last, next);
}

static guint
choice_of (const Row *row, int minutes)
{
  guint n, chosen = 0;
  const int *choices = henji_sync_choices (row->shortest, &n);

  for (guint i = 0; i < n; i++)
    if (minutes > 0 && (i == 0 || choices[i] <= minutes))
      chosen = i + 1;

  return chosen;
}

static const char *
chosen_words (AdwComboRow *combo)
{
  GtkStringObject *item = GTK_STRING_OBJECT (adw_combo_row_get_selected_item (combo));

  return item != NULL ? gtk_string_object_get_string (item) : "";
}

static void
show_button (const Row *row, HenjiSyncerState state, const char *title)
{
  gboolean stops = state >= HENJI_SYNCER_QUEUED || state == HENJI_SYNCER_PAUSED;
  const char *icon = stops ? "media-playback-stop-symbolic" : "view-refresh-symbolic";
  g_autofree char *name = NULL;

  gtk_widget_set_sensitive (
      GTK_WIDGET (row->button),
      stops || henji_syncer_get_status (row->owner->syncer)->connection->fault == NULL);
  if (g_strcmp0 (gtk_button_get_icon_name (row->button), icon) == 0)
    return;
  /* Translators: %s is what is read, like Returns */
  name = g_strdup_printf (stops ? _ ("Stop: %s") : _ ("Read now: %s"), title);
  gtk_button_set_icon_name (row->button, icon);
  henji_pane_name (row->button, name);
  henji_pane_tooltip (row->button, stops ? _ ("Stop") : _ ("Read now"));
}

static void
show_row (HenjiConnectionSchedules *self, Row *row, const HenjiSchedule *schedule)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row->row));
  gint64 at;
  HenjiSyncerState state = henji_syncer_get_state (self->syncer, row->stream, &at);
  g_autofree char *words = state_words (self, schedule, state, at);
  g_autofree char *name = NULL;

  adw_combo_row_set_selected (row->row, choice_of (row, schedule->plan.minutes));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row->row), words);
  show_button (row, state, title);
  name = g_strdup_printf ("%s, %s, %s", title, chosen_words (row->row), words);
  if (g_strcmp0 (name, row->name) == 0)
    return;
  henji_pane_name (row->row, name);
  g_free (row->name);
  row->name = g_steal_pointer (&name);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static char *
every_words (int minutes)
{
  if (minutes == 7 * 24 * 60)
    return g_strdup (_ ("Once a week"));
  if (minutes == 24 * 60)
    return g_strdup (_ ("Once a day"));
  if (minutes >= 60)
    return g_strdup_printf (ngettext ("Every hour", "Every %d hours", minutes / 60), minutes / 60);

  return g_strdup_printf (ngettext ("Every %d minute", "Every %d minutes", minutes), minutes);
}

static AdwComboRow *
add_combo (HenjiConnectionSchedules *self, const char *title, GtkStringList *names)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));

  return row;
}

static Row *
add_row (HenjiConnectionSchedules *self, const HenjiSchedule *schedule)
{
  Row *row = g_new0 (Row, 1);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const int *choices = henji_sync_choices (schedule->shortest, &n);

  gtk_string_list_append (names, _ ("Off"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = every_words (choices[i]);

      gtk_string_list_append (names, name);
    }
  row->owner = self;
  row->stream = g_strdup (schedule->stream);
  row->shortest = schedule->shortest;
  row->row = add_combo (self, henji_sync_stream_text (schedule->stream), names);
  row->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (row->button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (row->button), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row->row), GTK_WIDGET (row->button));
  g_signal_connect (row->button, "clicked", G_CALLBACK (button_cb), row);
  g_signal_connect (row->row, "notify::selected", G_CALLBACK (chosen_cb), row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
add_missing (HenjiConnectionSchedules *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Asked for at once"));
  gtk_string_list_append (names, _ ("Only when I ask"));
  self->missing = add_combo (self, _ ("Unknown orders of cases"), names);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self->missing),
      _ ("Their details, as soon as a mail or you name such an order, whatever else is off"));
  g_signal_connect (self->missing, "notify::selected", G_CALLBACK (missing_cb), self);
}

/* The kinds are those of the program's data: they never change while it runs. */
static void
show_all (HenjiConnectionSchedules *self)
{
  const HenjiConnectionStatus *status = henji_syncer_get_status (self->syncer);

  if (status == NULL || status->connection == NULL)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < status->schedules->len; i++)
    {
      const HenjiSchedule *schedule = g_ptr_array_index (status->schedules, i);

      show_row (self,
                i < self->rows->len ? g_ptr_array_index (self->rows, i) : add_row (self, schedule),
                schedule);
    }
  if (self->missing == NULL)
    add_missing (self);
  adw_combo_row_set_selected (self->missing, status->asks_missing ? 0 : 1);
  self->filling = FALSE;
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
henji_connection_schedules_dispose (GObject *object)
{
  HenjiConnectionSchedules *self = HENJI_CONNECTION_SCHEDULES (object);

  if (self->syncer != NULL)
    g_signal_handlers_disconnect_by_data (self->syncer, self);
  for (guint i = 0; self->desk != NULL && i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      g_signal_handlers_disconnect_by_data (row->row, row);
      g_signal_handlers_disconnect_by_data (row->button, row);
    }
  if (self->desk != NULL && self->missing != NULL)
    g_signal_handlers_disconnect_by_data (self->missing, self);
  g_clear_object (&self->syncer);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_connection_schedules_parent_class)->dispose (object);
}

static void
henji_connection_schedules_finalize (GObject *object)
{
  g_ptr_array_unref (HENJI_CONNECTION_SCHEDULES (object)->rows);
  G_OBJECT_CLASS (henji_connection_schedules_parent_class)->finalize (object);
}

static void
henji_connection_schedules_class_init (HenjiConnectionSchedulesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_connection_schedules_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_connection_schedules_finalize;
  signals[FAILED] = g_signal_new ("failed", HENJI_TYPE_CONNECTION_SCHEDULES, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
henji_connection_schedules_init (HenjiConnectionSchedules *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("What Is Read, and How Often"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("One after the other. The marketplace takes some minutes to make a report; it is fetched "
         "when it is there."));
}

HenjiConnectionSchedules *
henji_connection_schedules_new (HenjiDesk *desk, HenjiSyncer *syncer)
{
  HenjiConnectionSchedules *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && HENJI_IS_SYNCER (syncer), NULL);

  self = g_object_new (HENJI_TYPE_CONNECTION_SCHEDULES, NULL);
  self->desk = g_object_ref (desk);
  self->syncer = g_object_ref (syncer);
  g_signal_connect_object (syncer, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);

  return self;
}
