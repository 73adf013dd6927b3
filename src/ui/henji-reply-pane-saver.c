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
};

typedef struct
{
  HenjiReplySaver *saver;
  HenjiDraft *draft;
  gint64 number;
  gboolean copied;
} Job;

static void
saver_clear (HenjiReplySaver *self)
{
  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->stored);
}

HenjiReplySaver *
henji_reply_saver_new (void)
{
  HenjiReplySaver *self = g_atomic_rc_box_new0 (HenjiReplySaver);

  g_mutex_init (&self->lock);
  self->stored = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

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

void
henji_reply_saver_save (HenjiReplySaver *self,
                        HenjiDesk *desk,
                        HenjiDraft *draft,
                        gboolean copied,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->saver = g_atomic_rc_box_acquire (self);
  job->draft = draft;
  job->number = ++self->number;
  job->copied = copied;
  henji_desk_run_async (desk, save_in_thread, job, (GDestroyNotify) job_free,
                        (GDestroyNotify) henji_draft_unref, NULL, callback, user_data);
}

HenjiDraft *
henji_reply_saver_finish (HenjiDesk *desk, GAsyncResult *result, GError **error)
{
  return henji_desk_run_finish (desk, result, error);
}
