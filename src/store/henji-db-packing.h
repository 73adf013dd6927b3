/* henji-db-packing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8): numbers of the orders that are ours to send and have not
 * left, the one that must go first before others; at most @limit. Where no report says how an order
 * stands it counts when it was bought @since or later. */
GPtrArray *henji_db_orders_to_pack (HenjiDb *db, gint64 since, guint limit, GError **error);

G_END_DECLS
