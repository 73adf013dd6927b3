/* henji-db-support.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-support.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what stands beside a case of the seller's own; %NULL without an error
 * when it is a buyer's. */
HenjiSupport *henji_db_support_find (HenjiDb *db, gint64 case_row, GError **error);
/* (transfer full) (element-type HenjiSupport): those about a buyer's case, the newest first. */
GPtrArray *henji_db_supports_about (HenjiDb *db, gint64 case_row, GError **error);
/* The case with this Case ID; 0 without an error when there is none. */
gint64 henji_db_support_find_case (HenjiDb *db, const char *support_id, GError **error);
/* Stores what belongs to `case_row`; what follows from other rows is not looked at. */
gboolean henji_db_support_put (HenjiDb *db, const HenjiSupport *support, GError **error);
/* Takes it away, and the case itself out of every list (undo of opening it). */
gboolean henji_db_support_remove (HenjiDb *db, gint64 case_row, GError **error);
/* Takes one link of a case and an order away (undo). */
gboolean
henji_db_case_unlink_order (HenjiDb *db, gint64 case_row, const char *order_id, GError **error);

G_END_DECLS
