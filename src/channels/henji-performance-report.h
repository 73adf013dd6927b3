/* henji-performance-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-spapi-facts.h"

G_BEGIN_DECLS

/* The seller performance report, GET_V2_SELLER_PERFORMANCE_REPORT:
 * https://github.com/amzn/selling-partner-api-models,
 * schemas/reports/accountHealthReport-2020-11-18.json */

HENJI_DECLARE_VALUE (HenjiPerformanceReport, henji_performance_report)

struct _HenjiPerformanceReport
{
  GPtrArray *readings; /* (element-type HenjiPerformance): one for each marketplace */
  GPtrArray *faults;   /* (element-type utf8): sentences of what was left out, with its path */
};

/* @head: the first bytes of a file. Does it begin as an object in JSON? Nothing else that the desk
 * takes does. */
gboolean henji_performance_report_sniff (const char *head, gsize length);

/**
 * henji_performance_report_parse:
 * @day: on which it is read
 *
 * Its example contradicts its schema, so it is read leniently: by any of the spellings that the
 * facts name, what is not there is not told, and a figure that is wrong is left out alone and told.
 * What nobody knows is kept in `extra`. No report at all is an error.
 *
 * Returns: (transfer full) (nullable):
 */
HenjiPerformanceReport *henji_performance_report_parse (
    const HenjiSpapiFacts *facts, GBytes *report, const char *day, gint64 read_at, GError **error);

G_END_DECLS
