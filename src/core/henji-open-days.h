/* henji-open-days.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-holiday.h"

G_BEGIN_DECLS

/**
 * HenjiOpenDays:
 *
 * On which days the shop is open. It moves no clock of a marketplace; it is what a promise in a
 * reply counts in. Read-only, safe for any thread. Every function takes %NULL for a shop that has
 * said nothing: open from Monday to Friday.
 */
typedef struct _HenjiOpenDays HenjiOpenDays;

/**
 * henji_open_days_parse:
 * @text: the closing days as a person writes them, divided by commas, blanks or lines: "sat, sun,
 *   holidays, 12/29-1/3, 8/13-8/16, 2026-05-07", "土日祝、年末年始 12/29〜1/3". A date without a
 *   year comes back every year.
 * @holidays: (nullable): what "holidays" means
 *
 * Returns: (transfer full) (nullable): %NULL with a sentence for what is no closing day, or when
 * the shop would be closed for a whole year
 */
HenjiOpenDays *henji_open_days_parse (const char *text, HenjiHolidays *holidays, GError **error);
HenjiOpenDays *henji_open_days_ref (HenjiOpenDays *self);
void henji_open_days_unref (HenjiOpenDays *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiOpenDays, henji_open_days_unref)

/* (transfer full): the closing days in one spelling: "sat, sun, holidays, 12/29-1/3, 2026-05-07".
 */
char *henji_open_days_to_text (const HenjiOpenDays *self);

gboolean henji_open_days_is_open (const HenjiOpenDays *self, const char *date);
/* (transfer full) (nullable): the first open day on or after @date; %NULL when dated closings leave
 * none within ten years. */
char *henji_open_days_next (const HenjiOpenDays *self, const char *date);
/* (transfer full) (nullable): the @n-th open day after @date; for 0 @date itself. */
char *henji_open_days_add (const HenjiOpenDays *self, const char *date, int n);

/**
 * henji_open_days_next_closing:
 * @days: how many days it must last at least: 1 finds every weekend, 3 a long one, 5 the year's end
 * @first: (out) (transfer full): its first closed day, @date or later
 * @reopens: (out) (transfer full): the open day behind it
 *
 * Returns: %FALSE when no such closing comes within ten years, or it does not end
 */
gboolean henji_open_days_next_closing (
    const HenjiOpenDays *self, const char *date, int days, char **first, char **reopens);

G_END_DECLS
