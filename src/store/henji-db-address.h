/* henji-db-address.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-order.h"

G_BEGIN_DECLS

/* Addresses that the seller put in the place of the reports'. They lie apart from what reports say,
 * so a report that comes in before or after changes nothing of them. */

/* The order need not be known yet. Returns the row of the change, 0 on error. */
gint64 henji_db_address_change_add (HenjiDb *db,
                                    const char *order_id,
                                    gint64 case_row,
                                    const HenjiAddress *address,
                                    gint64 now,
                                    GError **error);
/* It stands no more; what stood before it does again. */
gboolean henji_db_address_change_take_back (HenjiDb *db, gint64 row, gint64 now, GError **error);
/* Fills what the order says of its address from the changes that stand; @order is as reported. */
gboolean henji_db_address_changes_apply (HenjiDb *db, HenjiOrder *order, GError **error);

G_END_DECLS
