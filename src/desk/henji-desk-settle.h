/* henji-desk-settle.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * _henji_desk_settle_clocks:
 *
 * Brings the case's clocks in step with its messages, events, orders and returns: starts, stops and
 * takes away what henji_clocks_work_out() says otherwise. A clock that somebody stopped stays so,
 * and one that somebody started by hand is left alone. Call it after every change of these; twice
 * is as good as once.
 */
gboolean _henji_desk_settle_clocks (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error);
/* The same for all cases that mention the order. */
gboolean
_henji_desk_settle_order (HenjiDesk *desk, HenjiDb *db, const char *order_id, GError **error);

G_END_DECLS
