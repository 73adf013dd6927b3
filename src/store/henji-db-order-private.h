/* henji-db-order-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db-order.h"

G_BEGIN_DECLS

/* Works an order out anew from what is left of the reports about it. @known: (out): whether there
 * was anything. */
gboolean _henji_db_order_settle (
    HenjiDb *db, const char *order_id, gint64 now, gboolean *known, GError **error);

G_END_DECLS
