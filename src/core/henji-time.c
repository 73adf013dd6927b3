/* henji-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

gboolean
henji_time_parse_rfc3339 (const char *text, gint64 *instant)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (instant != NULL, FALSE);

  /* A date is asked for as well: GLib alone takes week dates and bare times. */
  if (text == NULL || strlen (text) < 20 || text[4] != '-' || text[7] != '-')
    return FALSE;

  time = g_date_time_new_from_iso8601 (text, NULL);
  if (time == NULL)
    return FALSE;

  *instant = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return TRUE;
}

static GDateTime *
from_instant (gint64 instant, GTimeZone *zone)
{
  gint64 seconds = instant / G_USEC_PER_SEC;
  g_autoptr (GDateTime) utc = NULL;

  if (instant % G_USEC_PER_SEC < 0)
    seconds--;
  utc = g_date_time_new_from_unix_utc (seconds);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

char *
henji_time_format_rfc3339 (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  if (instant == 0)
    return NULL;

  time = from_instant (instant, zone);
  if (time == NULL)
    return NULL;

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}

gboolean
henji_time_parse_local (const char *text, GTimeZone *zone, gint64 *instant)
{
  g_autofree char *plain = NULL;
  g_autoptr (GDateTime) time = NULL;
  int year, month, day, hour = 0, minute = 0, second = 0, end = 0;
  int n;

  g_return_val_if_fail (text != NULL && zone != NULL && instant != NULL, FALSE);

  plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  if (plain == NULL)
    return FALSE;
  g_strdelimit (g_strstrip (plain), "/.T", '-');
  n = sscanf (plain, "%4d-%2d-%2d%n%*1[- ]%2d:%2d%n:%2d%n", &year, &month, &day, &end, &hour,
              &minute, &end, &second, &end);
  if (n < 3 || n == 4 || plain[end] != '\0')
    return FALSE;

  time = g_date_time_new (zone, year, month, day, hour, minute, second);
  if (time == NULL || g_date_time_get_hour (time) != hour
      || g_date_time_get_minute (time) != minute)
    return FALSE;
  *instant = g_date_time_to_unix (time) * G_USEC_PER_SEC;

  return TRUE;
}

char *
henji_time_format_local (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  time = from_instant (instant, zone);
  if (time == NULL)
    return NULL;

  return g_date_time_format (time, g_date_time_get_second (time) != 0 ? "%Y-%m-%d %H:%M:%S"
                                                                      : "%Y-%m-%d %H:%M");
}

static gboolean
parse_date (const char *date, GDate *out)
{
  int year, month, day;

  if (date == NULL || strlen (date) != 10 || date[4] != '-' || date[7] != '-')
    return FALSE;

  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (date[i]))
      return FALSE;

  year = atoi (date);
  month = atoi (date + 5);
  day = atoi (date + 8);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;

  g_date_clear (out, 1);
  g_date_set_dmy (out, day, month, year);

  return TRUE;
}

gboolean
henji_date_is_valid (const char *date)
{
  GDate parsed;

  return parse_date (date, &parsed);
}

char *
henji_date_of (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  time = from_instant (instant, zone);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : NULL;
}

static char *
date_to_text (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

char *
henji_date_add_days (const char *date, int days)
{
  GDate parsed;
  gint64 julian;

  if (!parse_date (date, &parsed))
    return NULL;

  julian = (gint64) g_date_get_julian (&parsed) + days;
  /* Years 1 to 9999, so that the text keeps its shape. */
  if (julian < 1 || julian > 3652059)
    return NULL;
  g_date_set_julian (&parsed, (guint32) julian);

  return date_to_text (&parsed);
}

gint64
henji_date_start (const char *date, GTimeZone *zone)
{
  GDate parsed;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) before = NULL;
  gint64 start;

  g_return_val_if_fail (zone != NULL, 0);

  if (!parse_date (date, &parsed))
    return 0;

  time = g_date_time_new (zone, g_date_get_year (&parsed), g_date_get_month (&parsed),
                          g_date_get_day (&parsed), 0, 0, 0);
  if (time == NULL)
    return 0;

  /* Where the clock goes back over midnight, midnight comes twice: the day begins with the first,
   * which is in the offset of the evening before. */
  start = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  before = from_instant (start - 12 * HENJI_HOUR, zone);
  if (before != NULL && g_date_time_get_utc_offset (before) > g_date_time_get_utc_offset (time))
    {
      gint64 first
          = start - g_date_time_get_utc_offset (before) + g_date_time_get_utc_offset (time);
      g_autofree char *day = henji_date_of (first, zone);

      if (g_strcmp0 (day, date) == 0)
        start = first;
    }

  return start;
}

int
henji_date_days_between (const char *from, const char *to)
{
  GDate a, b;

  if (!parse_date (from, &a) || !parse_date (to, &b))
    return 0;

  return (int) g_date_get_julian (&b) - (int) g_date_get_julian (&a);
}

char *
henji_date_format (const char *date, const char *reference, HenjiLanguage language)
{
  static const char *const days_ja[] = { "月", "火", "水", "木", "金", "土", "日" };
  static const char *const days_en[]
      = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
  static const char *const months_en[]
      = { "January", "February", "March",     "April",   "May",      "June",
          "July",    "August",   "September", "October", "November", "December" };
  GDate parsed, other;
  gboolean with_year;
  int day, month, weekday;

  if (!parse_date (date, &parsed))
    return g_strdup ("");

  with_year
      = parse_date (reference, &other) && g_date_get_year (&other) != g_date_get_year (&parsed);
  day = g_date_get_day (&parsed);
  month = g_date_get_month (&parsed);
  weekday = g_date_get_weekday (&parsed) - 1;

  if (language == HENJI_LANGUAGE_JA)
    return with_year ? g_strdup_printf ("%d年%d月%d日（%s）", g_date_get_year (&parsed), month, day,
                                        days_ja[weekday])
                     : g_strdup_printf ("%d月%d日（%s）", month, day, days_ja[weekday]);

  return with_year ? g_strdup_printf ("%s, %s %d, %d", days_en[weekday], months_en[month - 1], day,
                                      g_date_get_year (&parsed))
                   : g_strdup_printf ("%s, %s %d", days_en[weekday], months_en[month - 1], day);
}
