/* henji-clock-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-holiday.h"
#include "henji-policy.h"

G_BEGIN_DECLS

/* Clocks in words. */

/* What a clock of the rule waits for: "Reply", "Ship by". @rule: (nullable). */
const char *henji_clock_title (const char *rule);
/* (transfer full): "Reply", "Promise: send a new one", "Ship by, 250-…". */
char *henji_clock_what (const HenjiClock *clock, gboolean several_orders);
/* May the seller say that it is done? What only an answer or a report ends is not among these. */
gboolean henji_clock_can_end (const HenjiClock *clock);
/* Did the seller set it, so that no marketplace looks at it? */
gboolean henji_clock_is_own (const HenjiClock *clock);
/* The CSS class of the urgency, or %NULL; words say it too. */
const char *henji_clock_urgency (const HenjiClock *clock, gint64 now);

/* (transfer full): "27 Nov 00:40", and the marketplace's own time behind it where its clocks show
 * another: "27 Nov 00:40 · 26 Nov 07:40 PST". @marketplace: (nullable). */
char *henji_clock_when (gint64 until, gint64 now, GTimeZone *zone, GTimeZone *marketplace);
/* (transfer full): "24 hours elapsed; nights, weekends and holidays count". */
char *henji_clock_rule_words (const HenjiRule *rule);
/* (transfer full): "sellercentral.amazon.com, checked 23 Nov 2026", or that no page is known. */
char *henji_clock_source_words (const HenjiRule *rule, gint64 now, GTimeZone *zone);
/* (transfer full): where a clock comes from that follows no policy, "as promised in a reply". */
char *henji_clock_origin (const HenjiClock *clock);

/**
 * henji_clock_holidays:
 *
 * Names the public holidays from the day of @from to the day of @until in @zone.
 *
 * Returns: (transfer full) (nullable): "Monday is 勤労感謝の日; the clock runs on.", %NULL for none
 */
char *henji_clock_holidays (
    HenjiHolidays *holidays, gint64 from, gint64 until, gint64 now, GTimeZone *zone);
/* (transfer full) (nullable): the name of the holiday on @date, with "expected" behind it while it
 * is not announced. @holidays: (nullable). */
char *henji_clock_holiday_name (HenjiHolidays *holidays, const char *date, gint64 now);

G_END_DECLS
