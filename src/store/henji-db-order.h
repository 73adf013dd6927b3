/* henji-db-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-order.h"
#include "henji-return.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_MERGE_NEW,
  HENJI_MERGE_UPDATED,
  HENJI_MERGE_UNCHANGED,
} HenjiMergeStatus;

/**
 * henji_db_order_merge:
 * @in: what one report says about one order; `row` and `uuid` are not looked at
 * @has_item_ids: whether the report has a column of order-item-ids
 * @occurrences: (nullable): for each item of @in which one of its (order, SKU) it is, from 0;
 * counted within @in when %NULL
 * @source: what kind of report it was: "unshipped", "all-orders", ...
 * @now: makes the UUID of a new order
 *
 * What each report said is kept apart, and the order is worked out anew from all of it: the same
 * reports in any order make the same record, and the same report again changes nothing. Blanks
 * never overwrite; where two reports differ, the one with the later `updated_at` counts. Items
 * without an id are matched by SKU and occurrence. The buyer's alias and shipments in @in are
 * stored as well.
 */
gboolean henji_db_order_merge (HenjiDb *db,
                               const HenjiOrder *in,
                               gboolean has_item_ids,
                               const guint *occurrences,
                               const char *source,
                               gint64 now,
                               HenjiMergeStatus *status,
                               gint64 *row,
                               GError **error);

/**
 * henji_db_order_forget:
 *
 * Takes back what the reports of one kind said of an order: it is worked out anew from the others,
 * or goes where there are none. Shipments stay, as they are not told apart by report.
 */
gboolean henji_db_order_forget (
    HenjiDb *db, const char *order_id, const char *source, gint64 now, GError **error);
/* (transfer full) (element-type utf8): numbers of orders of which reports of this kind said
 * something. */
GPtrArray *henji_db_orders_of_source (HenjiDb *db, const char *source, guint limit, GError **error);
/* How many these are, and of how many nobody else said anything. */
gboolean henji_db_orders_of_source_count (
    HenjiDb *db, const char *source, gint64 *n_told, gint64 *n_alone, GError **error);

/* (transfer full): with items and shipments. */
HenjiOrder *henji_db_order_get (HenjiDb *db, const char *order_id, GError **error);
/* (transfer full) (nullable): the same, no error when unknown. */
HenjiOrder *henji_db_order_find (HenjiDb *db, const char *order_id, GError **error);
/* (transfer full) (nullable): the same as the reports say it, whatever address was put in place. */
HenjiOrder *henji_db_order_find_reported (HenjiDb *db, const char *order_id, GError **error);
/* (transfer full) (element-type HenjiOrder): the known orders of a case, in order of linking. A
 * number that no report has brought yet is in HenjiCase.order_ids only. */
GPtrArray *henji_db_case_orders (HenjiDb *db, gint64 case_row, GError **error);
/* (transfer full) (element-type gint64): cases (not merged away) that mention an order, newest
 * first. */
GArray *henji_db_order_cases (HenjiDb *db, const char *order_id, GError **error);
/* Links a case and an order number, known or not. Doing so twice is one link. */
gboolean
henji_db_case_link_order (HenjiDb *db, gint64 case_row, const char *order_id, GError **error);

/**
 * henji_db_shipment_put:
 * @by_hand: entered by the seller: wins over files
 *
 * One shipment per (order number, tracking number); the order need not be known. Blanks never
 * overwrite. An entry without a tracking number stands alone until one with a number comes.
 */
gboolean henji_db_shipment_put (HenjiDb *db,
                                const char *order_id,
                                const HenjiShipment *shipment,
                                gboolean by_hand,
                                HenjiMergeStatus *status,
                                GError **error);
/* Takes a shipment entered by hand back (undo). %TRUE also when there was none. */
gboolean henji_db_shipment_remove (HenjiDb *db,
                                   const char *order_id,
                                   const char *tracking_number,
                                   GError **error);

/**
 * henji_db_return_put:
 * @in: `order_id` must be set; `case_row` 0 and `rma` %NULL leave what is known
 * @source: "returns" for the report, "mail" for a notification or a case, "hand"
 *
 * One return per (order number, marketplace RMA, SKU). A return known from mail without these is
 * filled in by the report. Order of import does not matter, as for orders.
 */
gboolean henji_db_return_put (HenjiDb *db,
                              const HenjiReturn *in,
                              const char *source,
                              gint64 now,
                              HenjiMergeStatus *status,
                              gint64 *row,
                              GError **error);
/* Attaches a return to a case and gives it our own RMA number; 0 and %NULL leave what is there. */
gboolean henji_db_return_attach (
    HenjiDb *db, gint64 return_row, gint64 case_row, const char *rma, GError **error);
/* (transfer full) (element-type HenjiReturn): of the case and of its orders, oldest first. */
GPtrArray *henji_db_case_returns (HenjiDb *db, gint64 case_row, GError **error);
GPtrArray *henji_db_order_returns (HenjiDb *db, const char *order_id, GError **error);

G_END_DECLS
