/* henji-period.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-period.h"

#include <stdio.h>
#include <stdlib.h>

#include "henji-time.h"

#define FIRST_YEAR 1971
#define LAST_YEAR 9000

static GDate
date_of (const char *text)
{
  GDate date;
  int year = 1, month = 1, day = 1;

  sscanf (text, "%d-%d-%d", &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return date;
}

static void
set_text (char text[11], const GDate *date)
{
  g_snprintf (text, 11, "%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
              g_date_get_day (date));
}

static gboolean
is_in_reach (const char *date)
{
  int year;

  if (date == NULL || !henji_date_is_valid (date))
    return FALSE;
  year = atoi (date);

  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

gboolean
henji_period_parse (const char *from, const char *to, HenjiPeriod *period)
{
  g_return_val_if_fail (period != NULL, FALSE);

  if (!is_in_reach (from) || !is_in_reach (to) || henji_date_days_between (from, to) < 0)
    return FALSE;
  g_strlcpy (period->from, from, sizeof period->from);
  g_strlcpy (period->to, to, sizeof period->to);

  return TRUE;
}

HenjiPeriod
henji_period_week (const char *date, int first_weekday)
{
  HenjiPeriod period = { "", "" };
  GDate day = date_of (date);
  int past = ((int) g_date_get_weekday (&day) - first_weekday + 7) % 7;

  g_date_subtract_days (&day, (guint) past);
  set_text (period.from, &day);
  g_date_add_days (&day, 6);
  set_text (period.to, &day);

  return period;
}

HenjiPeriod
henji_period_month (const char *date)
{
  HenjiPeriod period = { "", "" };
  GDate day = date_of (date);

  g_date_set_day (&day, 1);
  set_text (period.from, &day);
  g_date_set_day (&day, g_date_get_days_in_month (g_date_get_month (&day), g_date_get_year (&day)));
  set_text (period.to, &day);

  return period;
}

static gboolean
is_month (const HenjiPeriod *period)
{
  HenjiPeriod month = henji_period_month (period->from);

  return g_str_equal (month.from, period->from) && g_str_equal (month.to, period->to);
}

HenjiPeriod
henji_period_before (const HenjiPeriod *period)
{
  HenjiPeriod before = { "", "" };
  GDate day = date_of (period->from);
  int days = henji_period_days (period);

  g_date_subtract_days (&day, 1);
  set_text (before.to, &day);
  if (is_month (period))
    return henji_period_month (before.to);
  g_date_subtract_days (&day, (guint) days - 1);
  set_text (before.from, &day);

  return before;
}

int
henji_period_days (const HenjiPeriod *period)
{
  return henji_date_days_between (period->from, period->to) + 1;
}

gint64
henji_period_start (const HenjiPeriod *period, GTimeZone *zone)
{
  return henji_date_start (period->from, zone);
}

gint64
henji_period_end (const HenjiPeriod *period, GTimeZone *zone)
{
  g_autofree char *after = henji_date_add_days (period->to, 1);

  return henji_date_start (after, zone);
}

static char *
format_ja (const GDate *a, const GDate *b, gboolean month)
{
  if (month)
    return g_strdup_printf ("%d年%d月", g_date_get_year (a), g_date_get_month (a));
  if (g_date_compare (a, b) == 0)
    return g_strdup_printf ("%d年%d月%d日", g_date_get_year (a), g_date_get_month (a),
                            g_date_get_day (a));
  if (g_date_get_year (a) != g_date_get_year (b))
    return g_strdup_printf ("%d年%d月%d日～%d年%d月%d日", g_date_get_year (a), g_date_get_month (a),
                            g_date_get_day (a), g_date_get_year (b), g_date_get_month (b),
                            g_date_get_day (b));
  if (g_date_get_month (a) != g_date_get_month (b))
    return g_strdup_printf ("%d年%d月%d日～%d月%d日", g_date_get_year (a), g_date_get_month (a),
                            g_date_get_day (a), g_date_get_month (b), g_date_get_day (b));
  return g_strdup_printf ("%d年%d月%d日～%d日", g_date_get_year (a), g_date_get_month (a),
                          g_date_get_day (a), g_date_get_day (b));
}

static char *
format_en (const GDate *a, const GDate *b, gboolean month)
{
  static const char *const months[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  const char *first = months[g_date_get_month (a) - 1];
  const char *last = months[g_date_get_month (b) - 1];

  if (month)
    return g_strdup_printf ("%s %d", first, g_date_get_year (a));
  if (g_date_compare (a, b) == 0)
    return g_strdup_printf ("%d %s %d", g_date_get_day (a), first, g_date_get_year (a));
  if (g_date_get_year (a) != g_date_get_year (b))
    return g_strdup_printf ("%d %s %d – %d %s %d", g_date_get_day (a), first, g_date_get_year (a),
                            g_date_get_day (b), last, g_date_get_year (b));
  if (first != last)
    return g_strdup_printf ("%d %s – %d %s %d", g_date_get_day (a), first, g_date_get_day (b), last,
                            g_date_get_year (b));
  return g_strdup_printf ("%d – %d %s %d", g_date_get_day (a), g_date_get_day (b), last,
                          g_date_get_year (b));
}

char *
henji_period_format (const HenjiPeriod *period, HenjiLanguage language)
{
  GDate a = date_of (period->from), b = date_of (period->to);
  gboolean month = is_month (period);

  return language == HENJI_LANGUAGE_JA ? format_ja (&a, &b, month) : format_en (&a, &b, month);
}
