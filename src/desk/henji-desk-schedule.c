/* henji-desk-schedule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-schedule"

#include "config.h"

#include "henji-desk-schedule.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "henji-db-sync.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-reports.h"
#include "henji-time.h"

#define MINUTES_KEY "sync-minutes"
#define MISSING_KEY "sync-missing"
#define LONGEST (365 * 24 * 60)
/* Orders may be asked for no more often; our own choice. */
#define SHORTEST 5
/* So many lines tell how many failed in a row. */
#define LOOK_BACK 40
/* Whoever has just connected may begin it themselves. */
#define GRACE (10 * HENJI_MINUTE)

static void
schedule_clear (HenjiSchedule *self)
{
  g_free (self->stream);
  g_clear_pointer (&self->report, henji_sync_report_unref);
  g_clear_pointer (&self->last, henji_sync_run_unref);
}

HENJI_DEFINE_VALUE (HenjiSchedule, henji_schedule, schedule_clear)

/* ---- What there is --------------------------------------------------------------------------- */

static HenjiSchedule *
new_schedule (const char *stream, HenjiSyncReport *report)
{
  HenjiSchedule *schedule = henji_schedule_new ();

  schedule->stream = g_strdup (stream);
  schedule->report = report != NULL ? henji_sync_report_ref (report) : NULL;
  schedule->shortest
      = report != NULL ? (int) ((report->interval + HENJI_MINUTE - 1) / HENJI_MINUTE) : SHORTEST;

  return schedule;
}

static GPtrArray *
all_schedules (HenjiDesk *self)
{
  g_autoptr (GPtrArray) kinds = henji_desk_report_kinds (self);
  GPtrArray *schedules = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_schedule_unref);

  g_ptr_array_add (schedules, new_schedule (HENJI_STREAM_ORDERS, NULL));
  for (guint i = 0; i < kinds->len; i++)
    {
      HenjiSyncReport *kind = g_ptr_array_index (kinds, i);

      g_ptr_array_add (schedules, new_schedule (kind->stream, kind));
    }

  return schedules;
}

static const HenjiSchedule *
find (const GPtrArray *schedules, const char *stream, GError **error)
{
  for (guint i = 0; i < schedules->len; i++)
    {
      const HenjiSchedule *schedule = g_ptr_array_index (schedules, i);

      if (g_str_equal (schedule->stream, stream))
        return schedule;
    }
  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
               _ ("“%s” is nothing that can be read from the marketplace."), stream);

  return NULL;
}

static char *
key_of (const HenjiSchedule *schedule)
{
  return schedule->report != NULL ? g_strdup_printf (MINUTES_KEY "-%s", schedule->stream)
                                  : g_strdup (MINUTES_KEY);
}

static int
minutes_of (HenjiDesk *self, const HenjiSchedule *schedule)
{
  g_autofree char *key = key_of (schedule);
  g_autofree char *word = henji_desk_setting (self, key, NULL);
  int usual = schedule->report != NULL ? (int) (schedule->report->every / HENJI_MINUTE) : 0;
  int minutes = word != NULL ? CLAMP (atoi (word), 0, LONGEST) : usual;

  return minutes > 0 ? MAX (minutes, schedule->shortest) : 0;
}

/* ---- How it stands --------------------------------------------------------------------------- */

static gboolean
is_bad (const HenjiSyncRun *run)
{
  return run->outcome == HENJI_SYNC_FAILED || run->outcome == HENJI_SYNC_RUNNING;
}

static void
take_runs (HenjiSchedule *schedule, const GPtrArray *runs)
{
  HenjiSyncPlan *plan = &schedule->plan;
  const HenjiSyncRun *last;

  if (runs->len == 0)
    return;
  schedule->last = henji_sync_run_ref (g_ptr_array_index (runs, 0));
  last = schedule->last;
  plan->last_at = last->ended_at != 0 ? last->ended_at : last->started_at;
  plan->cut_off = last->outcome == HENJI_SYNC_RUNNING;
  plan->resume_at = last->outcome == HENJI_SYNC_PAUSED ? last->next_at : 0;
  /* A report that fails has mostly been waited for before. */
  for (guint i = 0; i < runs->len; i++)
    {
      const HenjiSyncRun *run = g_ptr_array_index (runs, i);

      if (is_bad (run))
        plan->failures++;
      else if (run->outcome != HENJI_SYNC_PAUSED)
        break;
    }
}

static gboolean
read_schedules (HenjiDb *db, gpointer data, GError **error)
{
  GPtrArray *schedules = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiConnection) connection = henji_db_connection_find (db, &fault);

  for (guint i = 0; i < schedules->len && fault == NULL; i++)
    {
      HenjiSchedule *schedule = g_ptr_array_index (schedules, i);
      g_autoptr (GPtrArray) runs = henji_db_sync_runs_of (db, schedule->stream, LOOK_BACK, &fault);

      if (runs != NULL)
        take_runs (schedule, runs);
      if (connection != NULL)
        schedule->plan.first_at = connection->connected_at + GRACE;
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

GPtrArray *
henji_desk_schedules (HenjiDesk *self, GError **error)
{
  g_autoptr (GPtrArray) schedules = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  schedules = all_schedules (self);
  if (!_henji_desk_read (self, read_schedules, schedules, NULL, error))
    return NULL;
  for (guint i = 0; i < schedules->len; i++)
    {
      HenjiSchedule *schedule = g_ptr_array_index (schedules, i);

      schedule->plan.minutes = minutes_of (self, schedule);
    }

  return g_steal_pointer (&schedules);
}

/* ---- What the seller likes ------------------------------------------------------------------- */

static gboolean
call_off (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_sync_call_off (db, data, error);
}

gboolean
henji_desk_call_off (HenjiDesk *self, const char *stream, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && stream != NULL, FALSE);

  return _henji_desk_write (self, call_off, (gpointer) stream, error);
}

gboolean
henji_desk_set_schedule (HenjiDesk *self, const char *stream, int minutes, GError **error)
{
  g_autoptr (GPtrArray) schedules = NULL;
  const HenjiSchedule *schedule;
  g_autofree char *key = NULL;
  g_autofree char *word = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && stream != NULL && minutes >= 0, FALSE);

  schedules = all_schedules (self);
  schedule = find (schedules, stream, error);
  if (schedule == NULL)
    return FALSE;
  if (minutes > 0 && minutes < schedule->shortest)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   ngettext ("%d minute must lie between two.", "%d minutes must lie between two.",
                             schedule->shortest),
                   schedule->shortest);
      return FALSE;
    }
  key = key_of (schedule);
  word = g_strdup_printf ("%d", minutes);

  return (minutes > 0 || henji_desk_call_off (self, stream, error))
         && henji_desk_set_setting (self, key, word, error);
}

gboolean
henji_desk_asks_missing (HenjiDesk *self)
{
  g_autofree char *word = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  word = henji_desk_setting (self, MISSING_KEY, NULL);

  return g_strcmp0 (word, "0") != 0;
}

gboolean
henji_desk_set_asks_missing (HenjiDesk *self, gboolean asks, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  return henji_desk_set_setting (self, MISSING_KEY, asks ? "1" : "0", error);
}

/* ---- Reading --------------------------------------------------------------------------------- */

HenjiSyncRun *
henji_desk_sync_stream (HenjiDesk *self,
                        const char *stream,
                        gint64 patience,
                        const HenjiImportSink *sink,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) schedules = NULL;
  const HenjiSchedule *schedule;

  g_return_val_if_fail (HENJI_IS_DESK (self) && stream != NULL, NULL);

  schedules = all_schedules (self);
  schedule = find (schedules, stream, error);
  if (schedule == NULL)
    return NULL;

  return schedule->report != NULL
             ? henji_desk_sync_report (self, schedule->report->id, patience, sink, cancellable,
                                       error)
             : henji_desk_sync_orders (self, patience, sink, cancellable, error);
}
