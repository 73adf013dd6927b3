/* henji-period.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"

G_BEGIN_DECLS

/** HenjiPeriod: whole days of some zone, the first and the last one, "2026-11-01". By value. */
typedef struct
{
  char from[11];
  char to[11];
} HenjiPeriod;

/* %FALSE when one is no date between 1971 and 9000, or @to lies before @from. */
gboolean henji_period_parse (const char *from, const char *to, HenjiPeriod *period);
/* The week that holds @date. @first_weekday: 1 Monday … 7 Sunday. */
HenjiPeriod henji_period_week (const char *date, int first_weekday);
HenjiPeriod henji_period_month (const char *date);
/* The month before a whole month, else as many days as @period has, up to the day before it. */
HenjiPeriod henji_period_before (const HenjiPeriod *period);
int henji_period_days (const HenjiPeriod *period);
/* The first instant of its first day, and the first one after its last day. */
gint64 henji_period_start (const HenjiPeriod *period, GTimeZone *zone);
gint64 henji_period_end (const HenjiPeriod *period, GTimeZone *zone);
/* (transfer full): "November 2026", "1 – 7 November 2026"; Japanese: "2026年11月",
 * "2026年11月1日～7日".
 */
char *henji_period_format (const HenjiPeriod *period, HenjiLanguage language);

G_END_DECLS
