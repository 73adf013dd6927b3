/* henji-db-feedback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-feedback.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): %NULL without an error when no report told of any. */
HenjiFeedback *henji_db_feedback_find (HenjiDb *db, const char *order_id, GError **error);
/* (transfer full) (element-type HenjiFeedback): of these orders. @order_ids: (nullable) */
GPtrArray *henji_db_feedback_of_orders (HenjiDb *db, const char *const *order_ids, GError **error);
/* That of the event that told a case of it. */
HenjiFeedback *henji_db_feedback_of_event (HenjiDb *db, gint64 event, GError **error);
/* Adds it, or brings the row of its order up to date. Returns: the row; 0 on error */
gint64
henji_db_feedback_put (HenjiDb *db, const HenjiFeedback *feedback, gint64 now, GError **error);

/* (transfer full) (element-type HenjiFeedback): those of these dates, the newest first.
 * @from, @to: ISO dates, both among them; one whose date is not known is of the day in @zone on
 * which a report told of it first. */
GPtrArray *henji_db_feedback_between (
    HenjiDb *db, const char *from, const char *to, GTimeZone *zone, GError **error);

/* What the record has of negative feedback on the order or of its case, also where it counts no
 * more; 0 without an error when none. */
gint64
henji_db_feedback_defect (HenjiDb *db, gint64 case_row, const char *order_id, GError **error);

G_END_DECLS
