/* henji-db-outlay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-defect.h"
#include "henji-outlay.h"

G_BEGIN_DECLS

/* ---- What setting a case right cost --------------------------------------------------------- */

/* Adds it and settles anew which of the order's count. Returns: its row, 0 on error. */
gint64 henji_db_outlay_add (HenjiDb *db, const HenjiOutlay *outlay, gint64 now, GError **error);
gboolean henji_db_outlay_remove (HenjiDb *db, gint64 row, GError **error);
/* Brings the refunds that reports tell of in step with the order's returns. */
gboolean
henji_db_outlays_follow_returns (HenjiDb *db, const char *order_id, gint64 now, GError **error);
/* (transfer full) (element-type HenjiOutlay): oldest first. */
GPtrArray *henji_db_order_outlays (HenjiDb *db, const char *order_id, GError **error);

/* ---- What counts against an order ----------------------------------------------------------- */

/* Feedback or a chargeback; `natures` holds one bit. Returns: its row, 0 on error. */
gint64 henji_db_defect_add (HenjiDb *db, const HenjiDefect *defect, gint64 now, GError **error);
gboolean henji_db_defect_remove (HenjiDb *db, gint64 row, GError **error);
/* The case's newest defect of @nature that counts; 0 without an error when none. */
gint64
henji_db_defect_find (HenjiDb *db, gint64 case_row, HenjiDefectNature nature, GError **error);
/* It counts no more from @at on; 0: it counts again. */
gboolean henji_db_defect_set_removed (HenjiDb *db, gint64 row, gint64 at, GError **error);

G_END_DECLS
