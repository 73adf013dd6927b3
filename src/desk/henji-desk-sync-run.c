/* henji-desk-sync-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-sync-run"

#include "config.h"

#include "henji-desk-sync-private.h"

#include <glib/gi18n-lib.h>

#include "henji-db-sync.h"
#include "henji-desk-private.h"

/* From here on a wrong clock is worth a word: the service compares times. */
#define SKEW (5 * G_TIME_SPAN_MINUTE)
#define LOOK_AGAIN (50 * G_TIME_SPAN_MILLISECOND)

void
_henji_sync_tell (HenjiSync *sync, const HenjiImportItem *item)
{
  if (sync->sink != NULL && sync->sink->item != NULL)
    sync->sink->item (item, sync->sink->user_data);
}

void
_henji_sync_progress (HenjiSync *sync, gint64 items)
{
  if (sync->sink != NULL && sync->sink->progress != NULL)
    sync->sink->progress (items, 0, (guint) items, sync->sink->user_data);
}

/* ---- How often the service may be called ------------------------------------------------------
 */

typedef struct
{
  const char *operation;
  HenjiTokenBucket *bucket;
} BucketJob;

static gboolean
read_bucket (HenjiDb *db, gpointer data, GError **error)
{
  BucketJob *job = data;

  return henji_db_bucket_get (db, job->operation, job->bucket, error);
}

static gboolean
write_bucket (HenjiDb *db, gpointer data, GError **error)
{
  BucketJob *job = data;

  return henji_db_bucket_set (db, job->operation, job->bucket, error);
}

static gboolean
keep_bucket (HenjiSync *sync, const char *operation, GError **error)
{
  BucketJob job = { operation, &sync->bucket };

  return henji_store_write (sync->store, HENJI_STORE_PRIORITY_BULK, write_bucket, &job, NULL,
                            error);
}

/* Sleeps, unless it is called off. */
static gboolean
sleep_for (HenjiSync *sync, gint64 time, GError **error)
{
  gint64 end = g_get_monotonic_time () + time;
  GPollFD fd;
  gint64 left;

  if (g_cancellable_set_error_if_cancelled (sync->cancellable, error))
    return FALSE;
  if (!g_cancellable_make_pollfd (sync->cancellable, &fd))
    return TRUE;
  while ((left = end - g_get_monotonic_time ()) > 0
         && !g_cancellable_is_cancelled (sync->cancellable))
    g_poll (&fd, 1, (int) MIN ((left + 999) / 1000, G_MAXINT / 2));
  g_cancellable_release_fd (sync->cancellable);

  return !g_cancellable_set_error_if_cancelled (sync->cancellable, error);
}

static void
pause_run (HenjiSync *sync, gint64 at)
{
  sync->run->outcome = HENJI_SYNC_PAUSED;
  sync->run->next_at = at;
}

gboolean
_henji_sync_sleep (HenjiSync *sync, gint64 time, GError **error)
{
  sync->slept += time;
  if (sync->slept <= sync->patience)
    return sleep_for (sync, time, error);
  pause_run (sync, g_get_real_time () + time);
  sync->run->reason
      = g_strdup (_ ("The marketplace is still making it. It is fetched as soon as it is there."));

  return FALSE;
}

/* Waits for a turn and takes it: noted before the call, so that no crash forgets it. FALSE without
 * an error when the turn is too far away. */
static gboolean
take_turn (HenjiSync *sync, const char *operation, GError **error)
{
  const HenjiUsagePlan *plan = henji_spapi_facts_plan (sync->facts, operation);
  gint64 wait;

  while ((wait = henji_token_bucket_wait (&sync->bucket, plan, g_get_real_time ())) > 0)
    {
      if (wait > sync->patience)
        {
          pause_run (sync, g_get_real_time () + wait);
          return FALSE;
        }
      if (!sleep_for (sync, wait, error))
        return FALSE;
    }
  henji_token_bucket_take (&sync->bucket, plan, g_get_real_time ());

  return keep_bucket (sync, operation, error);
}

/* ---- Asking ---------------------------------------------------------------------------------- */

gboolean
_henji_sync_is_passing (const GError *fault)
{
  return g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_BUSY)
         || g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_FAILED)
         || g_error_matches (fault, HENJI_LWA_ERROR, HENJI_LWA_ERROR_BUSY)
         || g_error_matches (fault, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_OFFLINE)
         || g_error_matches (fault, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_DEADLINE)
         || g_error_matches (fault, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_TRUNCATED)
         || g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_BROKEN);
}

/* Why it is going to pause, if it must. */
static void
say_fault (HenjiSyncRun *run, const GError *fault)
{
  g_free (run->reason);
  run->reason = g_strdup_printf (_ ("%s It goes on where it was."), fault->message);
}

static GBytes *
call (HenjiSync *sync, const char *place, const char *question, gboolean once, GError **error)
{
  HenjiSpapiTrace *trace = &sync->trace;
  GBytes *body;

  if (question == NULL)
    body = henji_spapi_get (sync->spapi, place, trace, sync->cancellable, error);
  else
    body = henji_spapi_post (sync->spapi, place, question, once, trace, sync->cancellable, error);
  if (sync->trace.request_id[0] != '\0')
    {
      g_free (sync->run->request_id);
      sync->run->request_id = g_strdup (sync->trace.request_id);
    }
  if (ABS (sync->trace.skew) > ABS (sync->skew))
    sync->skew = sync->trace.skew;

  return body;
}

GBytes *
_henji_sync_ask (HenjiSync *sync, const char *operation, const char *place, GError **error)
{
  return _henji_sync_post (sync, operation, place, NULL, error);
}

GBytes *
_henji_sync_post (
    HenjiSync *sync, const char *operation, const char *place, const char *question, GError **error)
{
  BucketJob job = { operation, &sync->bucket };

  if (!henji_store_read (sync->store, read_bucket, &job, sync->cancellable, error))
    return NULL;

  for (int try = 1;; try++)
    {
      g_autoptr (GError) fault = NULL;
      GBytes *body;

      if (!take_turn (sync, operation, error))
        return NULL;
      body = call (sync, place, question, FALSE, &fault);
      if (body != NULL)
        {
          if (sync->bucket.refusals == 0)
            return body;
          g_clear_pointer (&sync->run->reason, g_free);
          henji_token_bucket_answered (&sync->bucket);
          if (keep_bucket (sync, operation, error))
            return body;
          g_bytes_unref (body);
          return NULL;
        }
      if (!_henji_sync_is_passing (fault))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return NULL;
        }

      if (sync->trace.status != 429)
        say_fault (sync->run, fault);
      henji_token_bucket_refused (&sync->bucket, g_get_real_time (), sync->trace.retry_after,
                                  sync->facts->first_pause, sync->facts->longest_pause,
                                  g_random_double ());
      if (!keep_bucket (sync, operation, error))
        return NULL;
      if (try < sync->facts->tries)
        continue;
      if (g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_BUSY))
        pause_run (sync, sync->bucket.held_until);
      else
        g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
}

GBytes *
_henji_sync_once (
    HenjiSync *sync, const char *operation, const char *place, const char *question, GError **error)
{
  BucketJob job = { operation, &sync->bucket };
  GBytes *body;

  sync->trace = (HenjiSpapiTrace){ 0 };
  if (!henji_store_read (sync->store, read_bucket, &job, sync->cancellable, error)
      || !take_turn (sync, operation, error))
    return NULL;
  body = call (sync, place, question, TRUE, error);
  if (sync->trace.status == 429)
    {
      henji_token_bucket_refused (&sync->bucket, g_get_real_time (), sync->trace.retry_after,
                                  sync->facts->first_pause, sync->facts->longest_pause,
                                  g_random_double ());
      keep_bucket (sync, operation, NULL);
    }

  return body;
}

/* ---- A run ----------------------------------------------------------------------------------- */

/* With the faults that are not in the record yet. */
static gboolean
write_run (HenjiDb *db, gpointer data, GError **error)
{
  HenjiSync *sync = data;

  sync->run->row = henji_db_sync_run_put (db, sync->run, error);
  if (sync->run->row == 0)
    return FALSE;
  for (guint i = 0; i < sync->faults->len; i++)
    {
      const HenjiSyncFault *fault = g_ptr_array_index (sync->faults, i);

      if (!henji_db_sync_fault_add (db, sync->run->row, fault->order_id, fault->reason, error))
        return FALSE;
    }

  return TRUE;
}

static void
say_clock (HenjiSync *sync)
{
  int minutes = (int) (ABS (sync->skew) / G_TIME_SPAN_MINUTE);

  if (sync->run->reason != NULL || ABS (sync->skew) < SKEW)
    return;
  sync->run->reason = g_strdup_printf (
      sync->skew > 0
          ? _ (
              "This computer's clock is %d minutes ahead of the marketplace's. Set it right: times "
              "are compared.")
          : _ ("This computer's clock is %d minutes behind the marketplace's. Set it right: times "
               "are compared."),
      minutes);
}

/* What came of it, into the log. */
static void
end_run (HenjiSync *sync, gboolean fine, const GError *fault)
{
  HenjiSyncRun *run = sync->run;

  /* The desk closes: its line stays one that was cut off. */
  if (fault != NULL && g_cancellable_is_cancelled (sync->desk->connector->closing))
    return;
  run->ended_at = henji_desk_now (sync->desk);
  if (fine)
    run->outcome = HENJI_SYNC_DONE;
  else if (fault != NULL && g_cancellable_is_cancelled (sync->cancellable))
    {
      run->outcome = HENJI_SYNC_STOPPED;
      g_clear_pointer (&run->reason, g_free);
    }
  else if (fault != NULL)
    {
      run->outcome = HENJI_SYNC_FAILED;
      g_free (run->reason);
      run->reason = g_strdup (fault->message);
    }
  else if (run->reason == NULL)
    run->reason = g_strdup (_ ("The marketplace allows so many questions at a time. It goes on "
                               "where it was."));
  say_clock (sync);
}

static HenjiConnection *
usable_connection (HenjiDesk *self, GError **error)
{
  g_autoptr (HenjiConnection) connection = NULL;
  g_autoptr (GError) fault = NULL;
  const char *reason = NULL;

  connection = henji_desk_connection (self, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (connection == NULL)
    reason = _ ("No marketplace is connected.");
  else if (g_strcmp0 (connection->fault, "authorise") == 0)
    reason = _ ("The marketplace no longer accepts the authorisation. Authorise your application "
                "in Seller Central again and connect with the new refresh token.");
  else if (connection->fault != NULL)
    reason = _ ("The marketplace does not accept the client id and client secret. Has the secret "
                "been renewed? Connect again with the present one.");
  if (reason == NULL)
    return g_steal_pointer (&connection);

  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, reason);

  return NULL;
}

static HenjiSyncRun *
run (HenjiSync *sync, const char *stream, HenjiSyncWork work, gpointer data, GError **error)
{
  g_autoptr (HenjiSyncRun) line = henji_sync_run_new ();
  g_autoptr (GPtrArray) faults
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_fault_unref);
  g_autoptr (GError) fault = NULL;
  gboolean fine;

  line->stream = g_strdup (stream);
  line->started_at = henji_desk_now (sync->desk);
  sync->run = line;
  sync->faults = faults;
  if (!_henji_desk_write (sync->desk, write_run, sync, error))
    return NULL;

  fine = work (sync, data, &fault);
  _henji_desk_translate_error (&fault);
  _henji_desk_spapi_after (sync->desk, sync->connection, fault);
  end_run (sync, fine, fault);
  if (!_henji_desk_write (sync->desk, write_run, sync, error))
    return NULL;

  return g_steal_pointer (&line);
}

/* One asks at a time: whoever comes second waits as long as it has patience. */
static gboolean
wait_for_others (HenjiSync *sync, GMutex *mutex, GError **error)
{
  gint64 end = g_get_monotonic_time () + sync->patience;

  while (!g_mutex_trylock (mutex))
    {
      if (g_get_monotonic_time () >= end)
        {
          g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                               _ ("The marketplace is being asked already."));
          return FALSE;
        }
      if (!sleep_for (sync, LOOK_AGAIN, error))
        return FALSE;
    }

  return TRUE;
}

HenjiSyncRun *
_henji_sync_run (HenjiDesk *self,
                 const char *stream,
                 HenjiSyncWork work,
                 gpointer data,
                 gint64 patience,
                 const HenjiImportSink *sink,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (HenjiConnection) connection = usable_connection (self, error);
  g_auto (HenjiEither) either = { 0 };
  HenjiSync sync = { .desk = self, .connection = connection, .sink = sink, .patience = patience };
  HenjiSyncRun *result = NULL;

  if (connection == NULL)
    return NULL;
  sync.store = _henji_desk_store (self, error);
  if (sync.store == NULL)
    return NULL;
  _henji_either_begin (&either, self, cancellable);
  sync.cancellable = either.cancellable;
  if (!wait_for_others (&sync, &self->connector->run, error))
    return NULL;

  sync.facts = _henji_connector_facts (self->connector);
  sync.spapi = _henji_desk_spapi (self, connection, either.cancellable, error);
  if (sync.spapi != NULL)
    result = run (&sync, stream, work, data, error);
  else
    _henji_desk_translate_connection_error (error);
  g_mutex_unlock (&self->connector->run);

  return result;
}

/* ---- The log --------------------------------------------------------------------------------- */

typedef struct
{
  guint limit;
  GPtrArray *runs;
} LogJob;

static gboolean
read_log (HenjiDb *db, gpointer data, GError **error)
{
  LogJob *job = data;

  job->runs = henji_db_sync_runs (db, job->limit, error);

  return job->runs != NULL;
}

GPtrArray *
henji_desk_sync_log (HenjiDesk *self, guint limit, GError **error)
{
  LogJob job = { .limit = limit };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  if (_henji_desk_read (self, read_log, &job, NULL, error))
    return job.runs;
  g_clear_pointer (&job.runs, g_ptr_array_unref);

  return NULL;
}

typedef struct
{
  gint64 run;
  guint limit;
  GPtrArray *faults;
} FaultsJob;

static gboolean
read_faults (HenjiDb *db, gpointer data, GError **error)
{
  FaultsJob *job = data;

  job->faults = henji_db_sync_faults (db, job->run, job->limit, error);

  return job->faults != NULL;
}

GPtrArray *
henji_desk_sync_faults (HenjiDesk *self, gint64 run, guint limit, GError **error)
{
  FaultsJob job = { .run = run, .limit = limit };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_desk_read (self, read_faults, &job, NULL, error) ? job.faults : NULL;
}
