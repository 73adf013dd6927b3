/* henji-sync-task.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connect.h"
#include "henji-import-tally.h"

G_BEGIN_DECLS

/** HenjiSyncTask: something that a HenjiSyncer reads, and what came of it. */
typedef struct
{
  char *stream;
  char *order_id;          /* (nullable): this order alone */
  gboolean asked;          /* by the user */
  HenjiImportTally *tally; /* counts while it is under way */
  HenjiSyncRun *run;       /* (nullable): what came of it */
} HenjiSyncTask;

HenjiSyncTask *henji_sync_task_new (const char *stream, const char *order_id, gboolean asked);
void henji_sync_task_free (HenjiSyncTask *self);
/* Of single orders: one, or those that are missing. */
gboolean henji_sync_task_is_order (const HenjiSyncTask *self);

/* Reads it. A HenjiDeskFunc, with the task as its data, in which the run lies afterwards. */
gpointer
henji_sync_task_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error);

/* (transfer full) (nullable): what is said where the user waits for an order; %NULL: it came, or
 * the record says why not. @error: (nullable): why it could not even begin. */
char *henji_sync_task_order_words (const HenjiSyncTask *self, const GError *error);

G_END_DECLS
