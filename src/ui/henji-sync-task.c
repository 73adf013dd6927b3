/* henji-sync-task.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-task.h"

#include <glib/gi18n-lib.h>

#include "henji-desk-missing.h"

/* A longer wait for the service is a pause in which no thread is held. */
#define PATIENCE (15 * G_TIME_SPAN_SECOND)

HenjiSyncTask *
henji_sync_task_new (const char *stream, const char *order_id, gboolean asked)
{
  HenjiSyncTask *self;

  g_return_val_if_fail (stream != NULL, NULL);

  self = g_new0 (HenjiSyncTask, 1);
  self->stream = g_strdup (stream);
  self->order_id = g_strdup (order_id);
  self->asked = asked;
  self->tally = henji_import_tally_new ();

  return self;
}

void
henji_sync_task_free (HenjiSyncTask *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->stream);
  g_free (self->order_id);
  henji_import_tally_unref (self->tally);
  g_clear_pointer (&self->run, henji_sync_run_unref);
  g_free (self);
}

gboolean
henji_sync_task_is_order (const HenjiSyncTask *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (self->stream, HENJI_STREAM_ORDER);
}

gpointer
henji_sync_task_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  HenjiSyncTask *self = data;
  const char *ids[] = { self->order_id, NULL };
  HenjiImportSink sink = henji_import_tally_sink (self->tally);

  if (ids[0] != NULL)
    self->run = henji_desk_sync_some (desk, ids, PATIENCE, &sink, cancellable, error);
  else if (henji_sync_task_is_order (self))
    self->run = henji_desk_sync_missing (desk, PATIENCE, &sink, cancellable, error);
  else
    self->run = henji_desk_sync_stream (desk, self->stream, PATIENCE, &sink, cancellable, error);

  return GINT_TO_POINTER (self->run != NULL);
}

char *
henji_sync_task_order_words (const HenjiSyncTask *self, const GError *error)
{
  const HenjiSyncRun *run;

  g_return_val_if_fail (self != NULL, NULL);

  run = self->run;
  if (run == NULL)
    return g_strdup (error != NULL ? error->message : _ ("That did not work."));
  if (run->outcome == HENJI_SYNC_DONE)
    return NULL;
  if (run->outcome == HENJI_SYNC_STOPPED)
    return g_strdup (_ ("Stopped."));
  if (run->outcome == HENJI_SYNC_PAUSED)
    return g_strdup (_ ("The marketplace asks to be called less often. Try again later."));

  return g_strdup (run->reason != NULL ? run->reason : _ ("That did not work."));
}
