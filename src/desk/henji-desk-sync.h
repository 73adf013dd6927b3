/* henji-desk-sync.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connection.h"
#include "henji-desk-import.h"

G_BEGIN_DECLS

/**
 * henji_desk_sync_orders:
 * @patience: µs that it may wait in one go for the service; what takes longer ends as paused, and
 *   the next call goes on there
 * @sink: (nullable): is told of every order after it is committed; its file is %NULL
 *
 * Brings all orders that changed since the last time, page by page, each committed together with
 * how far it came; then those that open cases name and nobody has told of. Whenever it is cut off,
 * the next call goes on with the page that is missing. Blocks.
 *
 * Returns: (transfer full) (nullable): what came of it; %NULL with an error when there was nothing
 * to try: nothing is connected, another one runs, the record is closed. What the service or the
 * network refused is an outcome, with its reason.
 */
HenjiSyncRun *henji_desk_sync_orders (HenjiDesk *self,
                                      gint64 patience,
                                      const HenjiImportSink *sink,
                                      GCancellable *cancellable,
                                      GError **error);

/* The same for these orders alone. @ids: (array zero-terminated=1) */
HenjiSyncRun *henji_desk_sync_some (HenjiDesk *self,
                                    const char *const *ids,
                                    gint64 patience,
                                    const HenjiImportSink *sink,
                                    GCancellable *cancellable,
                                    GError **error);

/* (transfer full) (element-type HenjiSyncRun): the log, newest first. What a run refused
 * is read with henji_desk_sync_faults(). */
GPtrArray *henji_desk_sync_log (HenjiDesk *self, guint limit, GError **error);

/* (transfer full) (element-type HenjiSyncFault) (nullable): what a line of the log refused, the
 * first
 * @limit of it. */
GPtrArray *henji_desk_sync_faults (HenjiDesk *self, gint64 run, guint limit, GError **error);

G_END_DECLS
