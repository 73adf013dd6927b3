/* henji-desk-returns-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk-returns.h"

G_BEGIN_DECLS

/* (transfer full) (element-type HenjiRma): the returns of a case and of its orders, with all that
 * reports and notices tell of them; then those that nobody has opened. */
GPtrArray *
_henji_desk_case_rmas (HenjiDesk *desk, HenjiDb *db, const HenjiCase *case_, GError **error);
/* (transfer full): one of them, by its row. */
HenjiRma *_henji_desk_rma_get (HenjiDesk *desk, HenjiDb *db, gint64 row, GError **error);
/* (transfer full): within a read or a write. */
HenjiReturnDetail *
_henji_desk_return_detail (HenjiDesk *desk, HenjiDb *db, gint64 row, GError **error);
/* To which stage an event took its return. */
gboolean _henji_desk_return_event_stage (const HenjiEvent *event, HenjiReturnStage *stage);
/* Somebody sends something back, or claims, without a word: a case of its own, our turn. Returns
 * its row, 0 on error. */
gint64 _henji_desk_open_silent_case (HenjiDb *db,
                                     const char *order_id,
                                     HenjiKind kind,
                                     const char *subject,
                                     gint64 now,
                                     GError **error);
/* Puts back what an event changed beside the case itself. */
gboolean _henji_desk_return_take_back (HenjiDb *db, const HenjiEvent *event, GError **error);

G_END_DECLS
