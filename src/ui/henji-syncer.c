/* henji-syncer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-syncer"

#include "config.h"

#include "henji-syncer.h"

#include <glib/gi18n-lib.h>

#include "henji-desk-sync-reports.h"
#include "henji-sync-text.h"
#include "henji-time.h"

/* A longer wait for the service is a pause in which no thread is held. */
#define PATIENCE (15 * G_TIME_SPAN_SECOND)
/* The marketplace makes its report of returns anew each time: by itself it is asked for no more
 * often than this. */
#define RETURNS_EVERY HENJI_HOUR
/* When it could not even begin, as the keyring is locked: nobody is asked for its password anew
 * every few seconds. */
#define LEFT_ALONE (30 * HENJI_MINUTE)
/* Lines of the log that are kept at hand. */
#define LINES 100
#define LOOK_SECONDS 20
#define COUNT_MS 250

struct _HenjiSyncer
{
  GObject parent_instance;

  HenjiDesk *desk;
  GNetworkMonitor *network;      /* nullable, borrowed: until it is asked */
  HenjiConnectionStatus *status; /* (nullable) until it was read */
  gboolean reading;
  gboolean read_again;

  GCancellable *cancellable; /* (nullable) while it runs */
  HenjiImportTally *tally;   /* (nullable) likewise */
  gboolean asked;            /* the user wanted the one under way */
  gboolean goes_on;          /* the user's own has paused */
  gboolean called_off;       /* the user stopped one that had paused */
  gint64 not_before;         /* the last one could not even begin: it is left alone so long */
  guint look_id;
  guint count_id;
};

enum
{
  CHANGED,
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiSyncer, henji_syncer, G_TYPE_OBJECT)

/* ---- How it stands --------------------------------------------------------------------------- */

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_note_secret_reminder (desk, error)
             ? henji_desk_connection_status (desk, LINES, error)
             : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiSyncer) self = user_data;
  g_autoptr (GError) error = NULL;
  HenjiConnectionStatus *status = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  self->reading = FALSE;
  if (self->desk == NULL)
    {
      /* Closed meanwhile. */
      g_clear_pointer (&status, henji_connection_status_unref);
      return;
    }
  if (status != NULL)
    {
      g_clear_pointer (&self->status, henji_connection_status_unref);
      self->status = status;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else if (!henji_desk_was_ended (error))
    g_warning ("How the connection stands could not be read");
  if (self->read_again)
    henji_syncer_refresh (self);
}

void
henji_syncer_refresh (HenjiSyncer *self)
{
  g_return_if_fail (HENJI_IS_SYNCER (self));

  self->read_again = self->reading;
  if (self->reading || self->desk == NULL)
    return;
  self->reading = TRUE;
  henji_desk_run_async (self->desk, read_func, NULL, NULL,
                        (GDestroyNotify) henji_connection_status_unref, NULL, read_cb,
                        g_object_ref (self));
}

const HenjiConnectionStatus *
henji_syncer_get_status (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), NULL);

  return self->status;
}

static gboolean
is_usable (HenjiSyncer *self)
{
  return self->status != NULL && self->status->connection != NULL
         && self->status->connection->fault == NULL;
}

static void
network_cb (HenjiSyncer *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* It asks the system's bus: only who has a connection pays for that. */
static GNetworkMonitor *
network_of (HenjiSyncer *self)
{
  if (self->network == NULL)
    {
      self->network = g_network_monitor_get_default ();
      g_signal_connect_object (self->network, "notify::network-metered", G_CALLBACK (network_cb),
                               self, G_CONNECT_SWAPPED);
    }

  return self->network;
}

HenjiSyncerState
henji_syncer_get_next (HenjiSyncer *self, gint64 *at)
{
  HenjiSyncPlan plan;
  gint64 next;

  g_return_val_if_fail (HENJI_IS_SYNCER (self), HENJI_SYNCER_OFF);

  if (at != NULL)
    *at = 0;
  if (!is_usable (self))
    return HENJI_SYNCER_OFF;
  henji_connection_status_plan (self->status, &plan);
  if (plan.minutes == 0 && !self->goes_on)
    plan.resume_at = 0;
  if (self->called_off)
    plan.resume_at = 0;
  next = henji_sync_plan_next (&plan);
  if (next == 0)
    return HENJI_SYNCER_OFF;
  if (!self->goes_on && g_network_monitor_get_network_metered (network_of (self)))
    return HENJI_SYNCER_METERED;
  if (at != NULL)
    *at = MAX (next, self->not_before);

  return HENJI_SYNCER_WAITS;
}

/* ---- A sync ---------------------------------------------------------------------------------- */

typedef struct
{
  HenjiImportTally *tally;
  gboolean returns;
  HenjiSyncRun *runs[2]; /* nullable: orders, returns */
} Job;

static void
job_free (Job *job)
{
  henji_import_tally_unref (job->tally);
  for (guint i = 0; i < G_N_ELEMENTS (job->runs); i++)
    g_clear_pointer (&job->runs[i], henji_sync_run_unref);
  g_free (job);
}

static gpointer
sync_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  HenjiImportSink sink = henji_import_tally_sink (job->tally);

  job->runs[0] = henji_desk_sync_orders (desk, PATIENCE, &sink, cancellable, error);
  if (job->runs[0] != NULL && job->returns && job->runs[0]->outcome != HENJI_SYNC_STOPPED)
    job->runs[1] = henji_desk_sync_report (desk, "returns", PATIENCE, &sink, cancellable, error);

  return GINT_TO_POINTER (job->runs[0] != NULL && (!job->returns || job->runs[1] != NULL));
}

static void
end (HenjiSyncer *self, const Job *job, const GError *error)
{
  g_autofree char *words = NULL;

  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tally, henji_import_tally_unref);
  self->not_before = job->runs[0] == NULL ? henji_desk_now (self->desk) + LEFT_ALONE : 0;
  self->goes_on = self->asked && job->runs[0] != NULL && job->runs[0]->outcome == HENJI_SYNC_PAUSED;
  if (self->asked && job->runs[0] == NULL && error != NULL)
    words = g_strdup (error->message);
  else if (self->asked && job->runs[0] != NULL)
    words = henji_sync_runs_text (job->runs[0], job->runs[1]);
  if (words != NULL)
    g_signal_emit (self, signals[ENDED], 0, words);
  henji_syncer_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

typedef struct
{
  HenjiSyncer *self;
  Job *job;
} Run;

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (run->self->desk != NULL)
    end (run->self, run->job, error);
  job_free (run->job);
  g_object_unref (run->self);
  g_free (run);
}

static gboolean
count_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);

  return G_SOURCE_CONTINUE;
}

static gboolean
wants_returns (HenjiSyncer *self, gboolean asked)
{
  const HenjiSyncRun *run = henji_connection_status_run (self->status, HENJI_STREAM_RETURNS);

  return asked || run == NULL || run->outcome == HENJI_SYNC_PAUSED
         || run->started_at + RETURNS_EVERY <= henji_desk_now (self->desk);
}

static void
start (HenjiSyncer *self, gboolean asked)
{
  Run *run = g_new0 (Run, 1);

  self->asked = asked;
  self->goes_on = self->called_off = FALSE;
  self->cancellable = g_cancellable_new ();
  self->tally = henji_import_tally_new ();
  self->count_id = g_timeout_add (COUNT_MS, count_cb, self);
  run->self = g_object_ref (self);
  run->job = g_new0 (Job, 1);
  run->job->tally = henji_import_tally_ref (self->tally);
  run->job->returns = wants_returns (self, asked);
  henji_desk_run_async (self->desk, sync_func, run->job, NULL, NULL, self->cancellable, synced_cb,
                        run);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
henji_syncer_can_start (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), FALSE);

  return self->cancellable == NULL && is_usable (self);
}

void
henji_syncer_start (HenjiSyncer *self)
{
  g_return_if_fail (HENJI_IS_SYNCER (self));

  if (henji_syncer_can_start (self))
    start (self, TRUE);
}

void
henji_syncer_stop (HenjiSyncer *self)
{
  g_return_if_fail (HENJI_IS_SYNCER (self));

  self->goes_on = FALSE;
  self->called_off = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
henji_syncer_is_running (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), FALSE);

  return self->cancellable != NULL;
}

gboolean
henji_syncer_get_figures (HenjiSyncer *self, HenjiImportFigures *figures)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), FALSE);

  if (self->tally == NULL)
    return FALSE;
  henji_import_tally_get (self->tally, figures);

  return TRUE;
}

/* ---- By itself ------------------------------------------------------------------------------- */

static gboolean
look_cb (gpointer user_data)
{
  HenjiSyncer *self = user_data;
  gint64 at;

  if (henji_syncer_get_next (self, &at) == HENJI_SYNCER_WAITS && henji_syncer_can_start (self)
      && at <= henji_desk_now (self->desk))
    start (self, self->goes_on);

  return G_SOURCE_CONTINUE;
}

static void
henji_syncer_dispose (GObject *object)
{
  HenjiSyncer *self = HENJI_SYNCER (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->count_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tally, henji_import_tally_unref);
  g_clear_pointer (&self->status, henji_connection_status_unref);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_syncer_parent_class)->dispose (object);
}

static void
henji_syncer_class_init (HenjiSyncerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_syncer_dispose;
  signals[CHANGED] = g_signal_new ("changed", HENJI_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", HENJI_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
henji_syncer_init (HenjiSyncer *self)
{
}

HenjiSyncer *
henji_syncer_new (HenjiDesk *desk)
{
  HenjiSyncer *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_SYNCER, NULL);
  self->desk = g_object_ref (desk);
  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  henji_syncer_refresh (self);

  return self;
}
