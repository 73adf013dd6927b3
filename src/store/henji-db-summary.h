/* henji-db-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-defect.h"
#include "henji-outlay.h"
#include "henji-performance.h"
#include "henji-summary.h"

G_BEGIN_DECLS

/* What looking back on a period reads: @from is its first instant, @to the first one after it.
 * Each calls @func for one thing after the other, which is gone when @func returns: however large
 * the record, no more than one is held. Cases of the seller with the marketplace are left out. */

/** HenjiSummaryCase: the case something belongs to; `row` 0 when there is none. */
typedef struct
{
  gint64 row;
  char *uuid;
  HenjiKind kind;
  guint flags;
  char *marketplace;   /* nullable */
  char *order_id;      /* (nullable): its first */
  char *sku;           /* (nullable): the only item, or the one a return names */
  char *title;         /* nullable */
  gboolean several;    /* several items, and nobody says which */
  char *situation;     /* (nullable): id; what it was answered with last */
  char *return_reason; /* (nullable): as a report words it; of a return or a refund alone */
} HenjiSummaryCase;

/* @is_new: its first message that asks for anything lies in the period. @spans: what began to wait
 * in the period. Without @with_items nothing is said of what the case is about. */
typedef void (*HenjiSummaryCaseFunc) (const HenjiSummaryCase *about,
                                      gboolean is_new,
                                      const HenjiReplySpan *spans,
                                      guint n_spans,
                                      gpointer data);
gboolean henji_db_each_case_written_in (HenjiDb *db,
                                        gint64 from,
                                        gint64 to,
                                        gboolean with_items,
                                        HenjiSummaryCaseFunc func,
                                        gpointer data,
                                        GError **error);

/* Outlays that count. */
typedef void (*HenjiSummaryOutlayFunc) (const HenjiOutlay *outlay,
                                        const HenjiSummaryCase *about,
                                        gpointer data);
gboolean henji_db_each_outlay (HenjiDb *db,
                               gint64 from,
                               gint64 to,
                               HenjiSummaryOutlayFunc func,
                               gpointer data,
                               GError **error);

/* Returns asked for from @from to @to, dates, both included. */
typedef void (*HenjiSummaryReturnFunc) (const HenjiSummaryCase *about, gpointer data);
gboolean henji_db_each_return (HenjiDb *db,
                               const char *from,
                               const char *to,
                               HenjiSummaryReturnFunc func,
                               gpointer data,
                               GError **error);

/* Units of an item in orders of the period; cancelled orders do not count. @marketplace:
 * (nullable).
 */
typedef void (*HenjiSummarySoldFunc) (const char *sku,
                                      const char *marketplace,
                                      gint64 units,
                                      gpointer data);
gboolean henji_db_each_item_sold (
    HenjiDb *db, gint64 from, gint64 to, HenjiSummarySoldFunc func, gpointer data, GError **error);

/* Orders by the time of their purchase, oldest first. */
typedef void (*HenjiSummaryOrderFunc) (gint64 at, const char *marketplace, gpointer data);
gboolean henji_db_each_order (
    HenjiDb *db, gint64 from, gint64 to, HenjiSummaryOrderFunc func, gpointer data, GError **error);

/* Adds to @stars how many have one star, how many two … of the period's feedback; what has no date
 * counts where it was told of. @marketplace: (nullable). */
gboolean henji_db_count_stars (HenjiDb *db,
                               const HenjiPeriod *period,
                               const char *marketplace,
                               GTimeZone *zone,
                               int stars[6],
                               GError **error);

/* (transfer full) (element-type HenjiPerformance): what marketplaces said from @from to @to, both
 * included, the oldest first: of each figure that is a rate no more than the rate. */
GPtrArray *
henji_db_performance_course (HenjiDb *db, const char *from, const char *to, GError **error);

/* (transfer full) (element-type HenjiDefect): negative feedback, chargebacks and claims not denied
 * since @from, as they come: an order may be there several times. */
GPtrArray *henji_db_defects_since (HenjiDb *db, gint64 from, GError **error);

G_END_DECLS
