/* henji-report-fields.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-money.h"

G_BEGIN_DECLS

/* How reports write single values. All take trimmed UTF-8 and return FALSE or NULL for what cannot
 * be such a value. */

/* (transfer full): a heading in the spelling we compare: "Order ID" and "order_id" are "order-id".
 */
char *henji_report_heading (const char *text);

/* (transfer full) (nullable): "250-1234567-1234567". Full-width digits and hyphens are folded; with
 * @bare seventeen digits without hyphens will do, as carriers' files cut them down. */
char *henji_report_order_id (const char *text, gboolean bare);

/**
 * henji_report_time:
 *
 * "2026-11-18T03:12:45+00:00", "2026-11-18 03:12:45", "2026/11/18 12:12:45 JST",
 * "Nov 18, 2026 3:12:45 AM PST", "18-Nov-2026 03:12:45 UTC". Without a zone it is UTC, as reports
 * are. A date written with slashes and the year last could be read in two ways and is refused.
 */
gboolean henji_report_time (const char *text, gint64 *instant);

/* (transfer full) (nullable): "2025-07-10" from "10-Jul-2025", "2025/07/10", "20250710", "Jul 10,
 * 2025", "2025年7月10日" or the same with a time, which is left out. */
char *henji_report_date (const char *text);

/* 0 to 1,000,000. */
gboolean henji_report_quantity (const char *text, int *quantity);

/* An amount of less than a million million in the smallest unit; full-width digits are folded. */
gboolean henji_report_money (const char *text, const char *currency, HenjiMoney *money);

/* 1 for yes, 0 for no, -1 for anything else. */
int henji_report_yes_no (const char *text);

/* Is it one of the words that stand for nothing: "N/A", "null", "-", "--"? */
gboolean henji_report_is_nothing (const char *text);

/* (transfer full): full-width letters and digits made ASCII, dashes between digits made hyphens */
char *henji_report_narrow (const char *text);

G_END_DECLS
