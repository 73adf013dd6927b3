/* henji-syncer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-syncer"

#include "config.h"

#include "henji-syncer.h"

#include "henji-desk-missing.h"
#include "henji-sync-task.h"
#include "henji-sync-text.h"
#include "henji-time.h"

/* When it could not even begin, as the keyring is locked: nobody is asked for its password anew
 * every few seconds. */
#define LEFT_ALONE (30 * HENJI_MINUTE)
/* Likewise, as the marketplace is being asked something else. */
#define LEFT_A_LITTLE (30 * HENJI_SECOND)
/* Lines of the log that are kept at hand. */
#define LINES 100
#define LOOK_SECONDS 20
#define COUNT_MS 250
/* Mail comes in heaps: one question for all orders of a heap. */
#define HEAP_SECONDS 3
/* Without news orders that nobody told of are looked for no more often. */
#define MISSING_EVERY G_TIME_SPAN_HOUR
/* Minutes after which a question for them that failed is put again, then ever more. */
#define MISSING_AGAIN 5

/* A task under way. */
typedef struct
{
  GWeakRef syncer;
  HenjiSyncTask *task;
} Work;

struct _HenjiSyncer
{
  GObject parent_instance;

  HenjiDesk *desk;               /* NULL: closed */
  GNetworkMonitor *network;      /* nullable, borrowed: until it is asked */
  HenjiConnectionStatus *status; /* (nullable) until it was read */
  gboolean reading;
  gboolean read_again;

  Work *work;                /* (nullable) borrowed: while one is under way */
  GCancellable *cancellable; /* (nullable) likewise */
  gboolean stopped;          /* the user stopped it */
  GQueue queue;              /* of HenjiSyncTask */
  GPtrArray *told;           /* (element-type HenjiSyncRun): what came of the user's wish so far */
  GHashTable *by_hand;       /* streams that the user began and that have paused */
  gint64 not_before;         /* the last one could not even begin: none does by itself so long */

  gint64 missing_at; /* monotonic: missing orders are looked for */
  int missing_failures;
  gboolean missing_reading;
  char *missing_words;     /* (nullable): why the last question for them failed */
  GHashTable *order_words; /* likewise, of single ones, by number */

  guint look_id;
  guint heap_id;
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

static void look (HenjiSyncer *self);
static void give_up (HenjiSyncer *self);

/* What the desk answers to must not keep it alive. */
static GWeakRef *
weak_new (HenjiSyncer *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);

  return weak;
}

/* (transfer full) (nullable): %NULL when it was closed meanwhile. */
static HenjiSyncer *
open_one (GWeakRef *weak)
{
  g_autoptr (HenjiSyncer) self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);

  return self != NULL && self->desk != NULL ? g_steal_pointer (&self) : NULL;
}

static HenjiSyncer *
weak_take (GWeakRef *weak)
{
  HenjiSyncer *self = open_one (weak);

  g_free (weak);

  return self;
}

/* ---- How it stands --------------------------------------------------------------------------- */

static gboolean
is_usable (HenjiSyncer *self)
{
  return self->status != NULL && self->status->connection != NULL
         && self->status->connection->fault == NULL;
}

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_connection_status (desk, LINES, error);
}

static void
clear_queue (HenjiSyncer *self)
{
  g_queue_clear_full (&self->queue, (GDestroyNotify) henji_sync_task_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiSyncer) self = weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiConnectionStatus) status = NULL;

  status = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self == NULL)
    return;
  self->reading = FALSE;
  if (status != NULL)
    {
      g_clear_pointer (&self->status, henji_connection_status_unref);
      self->status = g_steal_pointer (&status);
      if (!is_usable (self))
        give_up (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else if (!henji_desk_was_ended (error))
    g_warning ("How the connection stands could not be read");
  if (self->read_again)
    henji_syncer_refresh (self);
  else if (error == NULL)
    look (self);
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
                        weak_new (self));
}

const HenjiConnectionStatus *
henji_syncer_get_status (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), NULL);

  return self->status;
}

static void
network_cb (HenjiSyncer *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* There is a network again: what failed for want of one need not wait. */
static void
network_changed_cb (HenjiSyncer *self, gboolean available)
{
  if (!available || self->desk == NULL)
    return;
  self->missing_failures = 0;
  self->missing_at = g_get_monotonic_time ();
}

/* It asks the system's bus: only who has a connection pays for that. */
static gboolean
is_metered (HenjiSyncer *self)
{
  if (self->network == NULL)
    {
      self->network = g_network_monitor_get_default ();
      g_signal_connect_object (self->network, "notify::network-metered", G_CALLBACK (network_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }

  return g_network_monitor_get_network_metered (self->network);
}

static gboolean
is_queued (HenjiSyncer *self, const char *stream, const char *order_id)
{
  for (GList *l = self->queue.head; l != NULL; l = l->next)
    {
      const HenjiSyncTask *task = l->data;

      if (g_str_equal (task->stream, stream) && g_strcmp0 (task->order_id, order_id) == 0)
        return TRUE;
    }

  return FALSE;
}

HenjiSyncerState
henji_syncer_get_state (HenjiSyncer *self, const char *stream, gint64 *at)
{
  const HenjiSchedule *schedule;
  gint64 next;

  g_return_val_if_fail (HENJI_IS_SYNCER (self) && stream != NULL, HENJI_SYNCER_OFF);

  if (at != NULL)
    *at = 0;
  if (self->work != NULL && g_str_equal (self->work->task->stream, stream))
    return HENJI_SYNCER_READING;
  if (is_queued (self, stream, NULL))
    return HENJI_SYNCER_QUEUED;
  schedule = is_usable (self) ? henji_connection_status_schedule (self->status, stream) : NULL;
  next = schedule != NULL ? henji_sync_plan_next (&schedule->plan) : 0;
  if (next == 0)
    return HENJI_SYNCER_OFF;
  if (!g_hash_table_contains (self->by_hand, stream) && is_metered (self))
    return HENJI_SYNCER_METERED;
  if (at != NULL)
    *at = MAX (next, self->not_before);

  return schedule->plan.resume_at != 0 ? HENJI_SYNCER_PAUSED : HENJI_SYNCER_WAITS;
}

/* ---- One under way --------------------------------------------------------------------------- */

static void
work_free (Work *work)
{
  henji_sync_task_free (work->task);
  g_free (work);
}

static void
note_order (HenjiSyncer *self, const Work *work, const GError *error)
{
  g_autofree char *words = henji_sync_task_order_words (work->task, error);
  gint64 now = g_get_monotonic_time ();

  if (work->task->order_id != NULL)
    {
      g_hash_table_replace (self->order_words, g_strdup (work->task->order_id),
                            g_steal_pointer (&words));
      return;
    }
  g_free (self->missing_words);
  self->missing_words = g_steal_pointer (&words);
  if (work->task->run != NULL && work->task->run->outcome == HENJI_SYNC_PAUSED)
    self->missing_at = now + MAX (work->task->run->next_at - g_get_real_time (), 0);
  else if (self->missing_words == NULL)
    {
      self->missing_failures = 0;
      self->missing_at = now;
    }
  else
    {
      self->missing_failures++;
      self->missing_at = henji_sync_plan_next (&(HenjiSyncPlan){
          .minutes = MISSING_AGAIN, .last_at = now, .failures = self->missing_failures });
    }
}

/* The user's wish is said once, when all of it was done. */
static void
tell (HenjiSyncer *self, const char *failure)
{
  g_autofree char *words = NULL;

  if (failure != NULL)
    words = g_strdup (failure);
  else if (self->told->len > 0 && g_queue_is_empty (&self->queue))
    words = henji_sync_runs_text (self->told);
  if (words == NULL)
    return;
  g_ptr_array_set_size (self->told, 0);
  g_signal_emit (self, signals[ENDED], 0, words);
}

static void
end (HenjiSyncer *self, const Work *work, const GError *error)
{
  HenjiSyncRun *run = work->task->run;
  const char *stream = work->task->stream;
  const char *failure = NULL;
  gboolean paused = run != NULL && run->outcome == HENJI_SYNC_PAUSED;
  gboolean called_off = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_handle_id (&self->count_id, g_source_remove);
  g_clear_object (&self->cancellable);
  self->work = NULL;
  self->not_before = 0;
  if (run == NULL && !called_off)
    self->not_before
        = henji_desk_now (self->desk)
          + (g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED) ? LEFT_A_LITTLE
                                                                                 : LEFT_ALONE);
  if (run == NULL && !called_off
      && !g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED))
    clear_queue (self);
  if (paused && self->stopped)
    henji_syncer_call_off (self, stream);
  if (paused && work->task->asked && !self->stopped)
    g_hash_table_add (self->by_hand, g_strdup (stream));
  else
    g_hash_table_remove (self->by_hand, stream);

  if (henji_sync_task_is_order (work->task))
    note_order (self, work, error);
  else if (work->task->asked && run != NULL)
    g_ptr_array_add (self->told, henji_sync_run_ref (run));
  else if (work->task->asked && error != NULL && !called_off)
    failure = error->message;
  tell (self, failure);
  henji_syncer_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (HenjiSyncer) self = open_one (&work->syncer);
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self != NULL)
    end (self, work, error);
  work_free (work);
}

static gboolean
count_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);

  return G_SOURCE_CONTINUE;
}

/* @task: (transfer full) */
static void
start (HenjiSyncer *self, HenjiSyncTask *task)
{
  Work *work = g_new0 (Work, 1);

  g_weak_ref_init (&work->syncer, self);
  work->task = task;
  self->work = work;
  self->stopped = FALSE;
  self->cancellable = g_cancellable_new ();
  self->count_id = g_timeout_add (COUNT_MS, count_cb, self);
  henji_desk_run_async (self->desk, henji_sync_task_func, task, NULL, NULL, self->cancellable,
                        worked_cb, work);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- By hand --------------------------------------------------------------------------------- */

gboolean
henji_syncer_can_start (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), FALSE);

  return self->work == NULL && g_queue_is_empty (&self->queue) && is_usable (self);
}

static void
wish (HenjiSyncer *self, const char *stream)
{
  if (henji_syncer_get_state (self, stream, NULL) < HENJI_SYNCER_QUEUED)
    g_queue_push_tail (&self->queue, henji_sync_task_new (stream, NULL, TRUE));
}

/* The marketplace makes a report anew each time. */
static gboolean
is_wanted (HenjiSyncer *self, const HenjiSchedule *schedule)
{
  const HenjiSyncPlan *plan = &schedule->plan;

  if (schedule->report == NULL)
    return TRUE;

  return plan->minutes > 0
         && (plan->last_at == 0 || plan->failures > 0 || plan->resume_at != 0
             || plan->last_at + schedule->shortest * HENJI_MINUTE <= henji_desk_now (self->desk));
}

void
henji_syncer_start (HenjiSyncer *self)
{
  g_return_if_fail (HENJI_IS_SYNCER (self));

  if (!henji_syncer_can_start (self))
    return;
  for (guint i = 0; i < self->status->schedules->len; i++)
    {
      const HenjiSchedule *schedule = g_ptr_array_index (self->status->schedules, i);

      if (is_wanted (self, schedule))
        wish (self, schedule->stream);
    }
  look (self);
}

void
henji_syncer_read (HenjiSyncer *self, const char *stream)
{
  g_return_if_fail (HENJI_IS_SYNCER (self) && stream != NULL);

  if (!is_usable (self))
    return;
  wish (self, stream);
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
henji_syncer_stop (HenjiSyncer *self)
{
  g_return_if_fail (HENJI_IS_SYNCER (self));

  clear_queue (self);
  self->stopped = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
call_off_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_call_off (desk, data, error));
}

static void
called_off_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiSyncer) self = weak_take (user_data);

  henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (self != NULL)
    henji_syncer_refresh (self);
}

void
henji_syncer_call_off (HenjiSyncer *self, const char *stream)
{
  g_return_if_fail (HENJI_IS_SYNCER (self) && stream != NULL);

  if (self->desk == NULL)
    return;
  for (GList *l = self->queue.head; l != NULL; l = l->next)
    if (g_str_equal (((HenjiSyncTask *) l->data)->stream, stream))
      {
        henji_sync_task_free (l->data);
        g_queue_delete_link (&self->queue, l);
        g_signal_emit (self, signals[CHANGED], 0);
        return;
      }
  g_hash_table_remove (self->by_hand, stream);
  henji_desk_act_async (self->desk, call_off_func, g_strdup (stream), g_free, NULL, NULL,
                        called_off_cb, weak_new (self));
}

gboolean
henji_syncer_is_running (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), FALSE);

  return self->work != NULL;
}

const char *
henji_syncer_get_stream (HenjiSyncer *self)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), NULL);

  return self->work != NULL ? self->work->task->stream : NULL;
}

gboolean
henji_syncer_get_figures (HenjiSyncer *self, HenjiImportFigures *figures)
{
  g_return_val_if_fail (HENJI_IS_SYNCER (self), FALSE);

  if (self->work == NULL)
    return FALSE;
  henji_import_tally_get (self->work->task->tally, figures);

  return TRUE;
}

/* ---- Single orders --------------------------------------------------------------------------- */

HenjiSyncerOrder
henji_syncer_get_order (HenjiSyncer *self, const char *order_id, const char **words)
{
  const HenjiSyncTask *task;

  g_return_val_if_fail (HENJI_IS_SYNCER (self) && order_id != NULL && words != NULL,
                        HENJI_SYNCER_ORDER_NEVER);

  *words = g_hash_table_lookup (self->order_words, order_id);
  if (*words == NULL)
    *words = self->missing_words;
  if (!is_usable (self))
    return HENJI_SYNCER_ORDER_NEVER;
  task = self->work != NULL ? self->work->task : NULL;
  if (task != NULL && henji_sync_task_is_order (task)
      && (task->order_id == NULL || g_str_equal (task->order_id, order_id)))
    return HENJI_SYNCER_ORDER_ASKED;

  return is_queued (self, HENJI_STREAM_ORDER, order_id) ? HENJI_SYNCER_ORDER_QUEUED
                                                        : HENJI_SYNCER_ORDER_FREE;
}

void
henji_syncer_ask_order (HenjiSyncer *self, const char *order_id)
{
  const char *words;

  g_return_if_fail (HENJI_IS_SYNCER (self) && order_id != NULL);

  if (henji_syncer_get_order (self, order_id, &words) != HENJI_SYNCER_ORDER_FREE)
    return;
  g_queue_push_head (&self->queue, henji_sync_task_new (HENJI_STREAM_ORDER, order_id, TRUE));
  look (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What came of the last question for missing orders says nothing any more. */
static void
forget_missing (HenjiSyncer *self)
{
  self->missing_failures = 0;
  g_clear_pointer (&self->missing_words, g_free);
}

static gpointer
missing_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_orders_missing (desk, error);
}

static void
missing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiSyncer) self = weak_take (user_data);
  g_autoptr (GPtrArray) ids = henji_desk_run_finish (HENJI_DESK (source), result, NULL);

  if (self == NULL)
    return;
  self->missing_reading = FALSE;
  if (ids != NULL && ids->len == 0)
    forget_missing (self);
  if (ids == NULL || ids->len == 0)
    self->missing_at = MIN (self->missing_at, g_get_monotonic_time () + MISSING_EVERY);
  else if (self->work == NULL && g_queue_is_empty (&self->queue) && is_usable (self))
    start (self, henji_sync_task_new (HENJI_STREAM_ORDER, NULL, FALSE));
  else
    self->missing_at = g_get_monotonic_time ();
  look (self);
}

/* Are missing orders to be looked for? That comes first then. */
static gboolean
looks_for_missing (HenjiSyncer *self)
{
  if (!self->status->asks_missing || self->missing_at > g_get_monotonic_time ()
      || is_metered (self))
    return FALSE;
  /* What is named from now on is looked for anew. */
  self->missing_at = G_MAXINT64;
  self->missing_reading = TRUE;
  henji_desk_run_async (self->desk, missing_func, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                        NULL, missing_cb, weak_new (self));

  return TRUE;
}

static gboolean
heap_cb (gpointer user_data)
{
  HenjiSyncer *self = user_data;

  self->heap_id = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

/* A case came, or another order number. */
static void
desk_changed_cb (HenjiSyncer *self)
{
  if (!is_usable (self) || !self->status->asks_missing || self->missing_words != NULL)
    return;
  self->missing_at = MIN (self->missing_at, g_get_monotonic_time ());
  g_clear_handle_id (&self->heap_id, g_source_remove);
  self->heap_id = g_timeout_add_seconds (HEAP_SECONDS, heap_cb, self);
}

/* Nothing is connected any more, or nobody is let in: what was left to do is off, what came of the
 * rest is said, and whoever connects anew begins afresh. */
static void
give_up (HenjiSyncer *self)
{
  clear_queue (self);
  if (self->work == NULL)
    tell (self, NULL);
  forget_missing (self);
  self->missing_at = 0;
  self->not_before = 0;
  g_hash_table_remove_all (self->order_words);
}

/* ---- By itself ------------------------------------------------------------------------------- */

/* (transfer none) (nullable): what has waited longest of that whose time has come. */
static const char *
find_due (HenjiSyncer *self)
{
  const char *due = NULL;
  gint64 since = henji_desk_now (self->desk);

  for (guint i = 0; i < self->status->schedules->len; i++)
    {
      const HenjiSchedule *schedule = g_ptr_array_index (self->status->schedules, i);
      gint64 at;
      HenjiSyncerState state = henji_syncer_get_state (self, schedule->stream, &at);

      if ((state != HENJI_SYNCER_WAITS && state != HENJI_SYNCER_PAUSED) || at > since)
        continue;
      since = at - 1;
      due = schedule->stream;
    }

  return due;
}

/* Begins whatever is next. */
static void
look (HenjiSyncer *self)
{
  const char *due;

  if (self->desk == NULL || self->work != NULL || self->reading || self->missing_reading
      || !is_usable (self))
    return;
  if (!g_queue_is_empty (&self->queue))
    start (self, g_queue_pop_head (&self->queue));
  else if (self->not_before <= henji_desk_now (self->desk) && !looks_for_missing (self)
           && (due = find_due (self)) != NULL)
    start (self, henji_sync_task_new (due, NULL, g_hash_table_contains (self->by_hand, due)));
}

static gboolean
look_cb (gpointer user_data)
{
  look (user_data);

  return G_SOURCE_CONTINUE;
}

/* ---- The object ------------------------------------------------------------------------------ */

static void
let_go (HenjiSyncer *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->heap_id, g_source_remove);
  g_clear_handle_id (&self->count_id, g_source_remove);
  self->work = NULL;
  g_clear_object (&self->cancellable);
  clear_queue (self);
  g_clear_pointer (&self->status, henji_connection_status_unref);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
henji_syncer_dispose (GObject *object)
{
  let_go (HENJI_SYNCER (object));
  G_OBJECT_CLASS (henji_syncer_parent_class)->dispose (object);
}

static void
henji_syncer_finalize (GObject *object)
{
  HenjiSyncer *self = HENJI_SYNCER (object);

  g_ptr_array_unref (self->told);
  g_hash_table_unref (self->by_hand);
  g_hash_table_unref (self->order_words);
  g_free (self->missing_words);
  G_OBJECT_CLASS (henji_syncer_parent_class)->finalize (object);
}

static void
henji_syncer_class_init (HenjiSyncerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_syncer_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_syncer_finalize;
  signals[CHANGED] = g_signal_new ("changed", HENJI_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", HENJI_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
henji_syncer_init (HenjiSyncer *self)
{
  g_queue_init (&self->queue);
  self->told = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_run_unref);
  self->by_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->order_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

HenjiSyncer *
henji_syncer_new (HenjiDesk *desk)
{
  HenjiSyncer *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_SYNCER, NULL);
  self->desk = g_object_ref (desk);
  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, G_CONNECT_SWAPPED);
  henji_syncer_refresh (self);

  return self;
}

void
henji_syncer_close (HenjiSyncer *self)
{
  g_return_if_fail (HENJI_IS_SYNCER (self));

  let_go (self);
  g_object_unref (self);
}
