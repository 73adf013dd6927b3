/* henji-db-rma.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-rma.h"

G_BEGIN_DECLS

/* Returns that somebody opened. They come with items, photos and the steps that are not undone;
 * what reports and notices say of them is for the desk to add. One whose opening was undone is
 * found by nobody. */

/* (transfer full) (element-type HenjiRma): of a case, oldest first. */
GPtrArray *henji_db_case_rmas (HenjiDb *db, gint64 case_row, GError **error);
/* (transfer full) (element-type HenjiRma): of an order, whatever its case. */
GPtrArray *henji_db_order_rmas (HenjiDb *db, const char *order_id, GError **error);
/* (transfer full) (element-type HenjiRma): all, newest first. */
GPtrArray *henji_db_rmas (HenjiDb *db, GError **error);
/* (transfer full): */
HenjiRma *henji_db_rma_get (HenjiDb *db, gint64 row, GError **error);
/* (transfer full) (element-type HenjiRma): with this number, ours or the marketplace's, or the
 * parcel's tracking number; in any case of letters. */
GPtrArray *henji_db_rmas_by_code (HenjiDb *db, const char *code, GError **error);
/* The newest case that mentions this RMA number, the marketplace's or ours, on a report or on a
 * label, though nobody opened a return; 0 without an error when there is none. @order_id: (out)
 * (transfer full) (nullable): the order of the report. */
gint64 henji_db_rma_find_case (HenjiDb *db, const char *code, char **order_id, GError **error);
/* Is the number that of a return? */
gboolean
henji_db_rma_number_is_taken (HenjiDb *db, const char *number, gboolean *taken, GError **error);

/* Stores a new return with its items; @event is the one that opened it. Returns: its row. */
gint64 henji_db_rma_insert (HenjiDb *db, const HenjiRma *rma, gint64 event, GError **error);
/* A step of return @row; `event_row` must be set. */
gboolean
henji_db_rma_step_add (HenjiDb *db, gint64 row, const HenjiReturnStep *step, GError **error);
/* What is seen so far, as text. */
gboolean
henji_db_rma_set_inspection (HenjiDb *db, gint64 row, const char *inspection, GError **error);
/* The blob must be stored already. The same photo twice is one. */
gboolean henji_db_rma_photo_add (
    HenjiDb *db, gint64 row, const HenjiAttachment *photo, gint64 at, GError **error);
gboolean henji_db_rma_photo_remove (HenjiDb *db, gint64 row, const char *sha256, GError **error);

G_END_DECLS
