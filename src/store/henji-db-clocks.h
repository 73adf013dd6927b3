/* henji-db-clocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-db.h"
#include "henji-order.h"

G_BEGIN_DECLS

/* (transfer full) (element-type HenjiClock): running clocks of ours that end from @from on and
 * before @until, of cases that are not closed, the next first. */
GPtrArray *henji_db_clocks_due (HenjiDb *db, gint64 from, gint64 until, GError **error);
gboolean
henji_db_clocks_count_due (HenjiDb *db, gint64 from, gint64 until, guint *n, GError **error);
/* (transfer full) (element-type HenjiOrder): orders that no case mentions, to be shipped from @from
 * on and before @until, the next first. */
GPtrArray *henji_db_orders_due (HenjiDb *db, gint64 from, gint64 until, GError **error);

G_END_DECLS
