/* henji-desk-promise.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk.h"
#include "henji-promise.h"
#include "henji-time.h"

G_BEGIN_DECLS

/* (transfer full) (element-type HenjiPromise): what @draft (nullable) promises. */
GPtrArray *_henji_desk_promises_of_draft (HenjiDesk *desk,
                                          const HenjiDraft *draft,
                                          const HenjiReplyContext *context);

/**
 * _henji_desk_promises_end:
 * @fresh: (element-type HenjiPromise): what the answer that is being sent promises
 * @stopped: (element-type gint64): gets the rows of the clocks that it ends
 *
 * An answer ends the promise to write again and what the buyer had to choose from; and what it
 * promises anew. All else runs until the seller says that it is done.
 */
gboolean _henji_desk_promises_end (HenjiDb *db,
                                   gint64 case_row,
                                   const GPtrArray *fresh,
                                   gint64 now,
                                   GArray *stopped,
                                   GError **error);

/* Starts a clock and adds an event for each; @data gets what undo needs. */
gboolean _henji_desk_promises_start (HenjiDb *db,
                                     gint64 case_row,
                                     const GPtrArray *promises,
                                     gint64 now,
                                     GString *data,
                                     GError **error);

/* A line "key=1,2,3" of an event's data. */
void _henji_desk_append_rows (GString *data, const char *key, const GArray *rows);
/* (transfer full) (element-type gint64): its rows; empty when there is no such line. */
GArray *_henji_desk_event_rows (const char *data, const char *key);

G_END_DECLS
