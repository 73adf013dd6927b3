/* henji-reply-pane-saver.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-saver"

#include "config.h"

#include "henji-reply-pane-saver.h"

struct _HenjiReplySaver
{
  GMutex lock;
  GHashTable *stored; /* case row -> number of the newest draft stored */
  gint64 number;      /* of the newest one handed in; main thread only */
  GHashTable *newest; /* case row -> Newest; main thread only */
};

/* The newest draft of a case, until the record shows it. */
typedef struct
{
  HenjiDraft *draft; /* as stored, once it is */
  gint64 number;
  gboolean failed;
} Newest;

typedef struct
{
  HenjiReplySaver *saver;
  HenjiDraft *draft;
  gint64 number;
  gboolean copied;
} Job;

static void
newest_free (Newest *newest)
{
  henji_draft_unref (newest->draft);
  g_free (newest);
}

static void
saver_clear (HenjiReplySaver *self)
{
  g_hash_table_unref (self->newest);
  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->stored);
}

HenjiReplySaver *
henji_reply_saver_new (void)
{
  HenjiReplySaver *self = g_atomic_rc_box_new0 (HenjiReplySaver);

  g_mutex_init (&self->lock);
  self->stored = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->newest
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) newest_free);

  return self;
}

void
henji_reply_saver_unref (HenjiReplySaver *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) saver_clear);
}

static void
job_free (Job *job)
{
  henji_reply_saver_unref (job->saver);
  henji_draft_unref (job->draft);
  g_free (job);
}

static gpointer
save_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  HenjiReplySaver *self = job->saver;
  HenjiDraft *stored;
  const gint64 *newest;

  g_mutex_lock (&self->lock);
  newest = g_hash_table_lookup (self->stored, &job->draft->case_row);
  if (newest != NULL && *newest > job->number)
    {
      g_mutex_unlock (&self->lock);
      return NULL;
    }

  stored = henji_desk_save_draft (desk, job->draft, error);
  if (stored != NULL)
    g_hash_table_replace (self->stored, g_memdup2 (&job->draft->case_row, sizeof (gint64)),
                          g_memdup2 (&job->number, sizeof (gint64)));
  if (stored != NULL && job->copied)
    henji_desk_copied (desk, job->draft->case_row, NULL);
  g_mutex_unlock (&self->lock);

  return stored;
}

typedef struct
{
  HenjiReplySaver *saver;
  gint64 case_row;
  gint64 number;
  HenjiReplySaved saved;
  gpointer user_data;
} Call;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call *call = user_data;
  Newest *newest = g_hash_table_lookup (call->saver->newest, &call->case_row);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) stored = henji_desk_run_finish (HENJI_DESK (object), result, &error);

  if (newest != NULL && newest->number == call->number)
    {
      newest->failed = stored == NULL;
      if (stored != NULL)
        {
          henji_draft_unref (newest->draft);
          newest->draft = henji_draft_ref (stored);
        }
    }
  call->saved (stored, error, call->user_data);
  henji_reply_saver_unref (call->saver);
}

void
henji_reply_saver_save (HenjiReplySaver *self,
                        HenjiDesk *desk,
                        HenjiDraft *draft,
                        gboolean copied,
                        HenjiReplySaved saved,
                        gpointer user_data)
{
  Job *job = g_new0 (Job, 1);
  Call *call = g_new0 (Call, 1);
  Newest *newest = g_new0 (Newest, 1);

  job->saver = g_atomic_rc_box_acquire (self);
  job->draft = draft;
  job->number = ++self->number;
  job->copied = copied;
  call->saver = g_atomic_rc_box_acquire (self);
  call->case_row = draft->case_row;
  call->number = job->number;
  call->saved = saved;
  call->user_data = user_data;
  newest->draft = henji_draft_ref (draft);
  newest->number = job->number;
  g_hash_table_replace (self->newest, g_memdup2 (&draft->case_row, sizeof (gint64)), newest);
  henji_desk_act_async (desk, save_in_thread, job, (GDestroyNotify) job_free,
                        (GDestroyNotify) henji_draft_unref, NULL, saved_cb, call);
}

HenjiDraft *
henji_reply_saver_newest (HenjiReplySaver *self, gint64 case_row, HenjiDraft *stored)
{
  const Newest *newest = g_hash_table_lookup (self->newest, &case_row);

  if (newest == NULL)
    return stored;
  if (newest->draft->version == 0 || stored == NULL || stored->version < newest->draft->version)
    return newest->draft;
  g_hash_table_remove (self->newest, &case_row);

  return stored;
}

HenjiDraft *
henji_reply_saver_failed (HenjiReplySaver *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->newest);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((const Newest *) value)->failed)
      return ((const Newest *) value)->draft;

  return NULL;
}
