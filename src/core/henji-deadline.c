/* henji-deadline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-deadline"

#include "config.h"

#include "henji-deadline.h"

#include "henji-promise-private.h"
#include "henji-time.h"

#include <stdlib.h>
#include <string.h>

#define MAX_READ 6000 /* bytes of a notice */
#define FAR_AHEAD 200 /* days: a day without a year that lies further ahead is one that is past */

#define DATE_JA                                                                                    \
  "(?:(?<year>20[0-9]{2})(?:年|[/.-]))? ?(?<![0-9])(?<month>[0-9]{1,2})(?:月|[/.-]) "            \
  "?(?<day>[0-9]{1,2})(?![0-9])日? ?(?:\\([^()]{1,6}\\)|[月火水木金土日]曜日?)?[ の、]{0,2}"
#define TIME_JA                                                                                          \
  "(?:(?<half>午前|午後)? ?(?<hour>[0-9]{1,2})(?:時(?:(?<minute>[0-9]{2})分)?|:(?<clock>[0-9]{2})" \
  "(?::[0-9]{2})?))?"
#define MONTH "(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?"
#define WEEKDAY "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
#define TIME_EN                                                                                    \
  "(?<hour>[0-9]{1,2})(?:[:.](?<clock>[0-9]{2}))?(?::[0-9]{2})? ?(?<half>a\\.?m|p\\.?m)?\\.?"
#define LIMIT_EN                                                                                   \
  "\\b(?:by|until|till|before|than|due|deadline(?: is)?|through)(?: on)?[: ]{1,2}(?:the )?"

static const char *const patterns[] = {
  DATE_JA TIME_JA " ?(?:\\([^()]{1,12}\\))? ?(?:まで|迄|締切|締め切り|を期限)",
  "(?:期限|締切日?|締め切り)(?:日時|日)?(?:は|:| )? ?" DATE_JA TIME_JA,
  LIMIT_EN
  "(?:" TIME_EN "(?: [a-z]{2,4})?,? (?:on )?)?" WEEKDAY "(?:" MONTH
  " (?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:])|(?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? " MONTH
  ")(?:,? (?<year>20[0-9]{2}))?",
  LIMIT_EN WEEKDAY
  "(?:" MONTH
  " (?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:])|(?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? " MONTH
  ")(?:,? (?<year>20[0-9]{2}))?(?:,? (?:at )?" TIME_EN ")?",
  LIMIT_EN "(?<year>20[0-9]{2})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?:[ t]" TIME_EN ")?",
  LIMIT_EN "(?<month>[0-9]{1,2})/(?<day>[0-9]{1,2})(?:/(?<year>20[0-9]{2}))?(?![0-9/])",
};

static int
number (GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL && *text != '\0' ? atoi (text) : -1;
}

static int
month_of (GMatchInfo *match)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  g_autofree char *name = g_match_info_fetch_named (match, "name");

  return name != NULL && strlen (name) == 3 ? (int) (strstr (names, name) - names) / 3 + 1
                                            : number (match, "month");
}

/* (transfer full) (nullable): the day, of the year that is said or of the next such day. */
static char *
date_of (GMatchInfo *match, const char *today)
{
  int year = number (match, "year");
  int month = month_of (match);
  int day = number (match, "day");
  g_autofree char *date = NULL;

  if (month < 1 || day < 1)
    return NULL;
  for (int y = year > 0 ? year : atoi (today);; y++)
    {
      g_free (date);
      date = g_strdup_printf ("%04d-%02d-%02d", y, month, day);
      if (henji_date_is_valid (date) && strcmp (date, today) >= 0)
        break;
      if (year > 0 || y > atoi (today))
        return NULL;
    }

  return year > 0 || henji_date_days_between (today, date) <= FAR_AHEAD ? g_steal_pointer (&date)
                                                                        : NULL;
}

/* Minutes since midnight; a whole day where no hour is said. */
static int
minutes_of (GMatchInfo *match)
{
  g_autofree char *half = g_match_info_fetch_named (match, "half");
  int hour = number (match, "hour");
  int minute = MAX (MAX (number (match, "minute"), number (match, "clock")), 0);
  gboolean late = half != NULL && (*half == 'p' || g_str_equal (half, "午後"));
  gboolean early = half != NULL && (*half == 'a' || g_str_equal (half, "午前"));

  if (hour < 0 || hour > 24 || minute > 59)
    return 24 * 60;
  if (late && hour < 12)
    hour += 12;
  else if (early && hour == 12)
    hour = 0;
  /* The last minute of a day is meant to be used up. */
  return hour == 23 && minute == 59 ? 24 * 60 : MIN (hour * 60 + minute, 24 * 60);
}

static gint64
instant_of (const char *date, int minutes, GTimeZone *zone)
{
  g_autofree char *local = NULL;
  gint64 instant;

  if (minutes < 24 * 60)
    {
      local = g_strdup_printf ("%s %02d:%02d", date, minutes / 60, minutes % 60);
      if (henji_time_parse_local (local, zone, &instant))
        return instant;
    }

  return henji_promise_end_of_day (date, zone);
}

static gint64
find_limit (const char *pattern, const char *text, gint64 at, const char *today, GTimeZone *zone)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DUPNAMES, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gint64 earliest = 0;

  g_return_val_if_fail (regex != NULL, 0);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *date = date_of (match, today);
      gint64 until = date != NULL ? instant_of (date, minutes_of (match), zone) : 0;

      if (until > at && (earliest == 0 || until < earliest))
        earliest = until;
    }

  return earliest;
}

gint64
henji_deadline_named (const char *text, gint64 at, GTimeZone *zone)
{
  g_autofree char *head = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *low = NULL;
  g_autofree char *today = NULL;
  gint64 earliest = 0;

  g_return_val_if_fail (text != NULL && zone != NULL, 0);

  head = g_strndup (text, MAX_READ);
  valid = g_utf8_make_valid (head, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  low = g_utf8_strdown (normal, -1);
  for (char *p = low; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r' || *p == '\t')
      *p = ' ';
  today = henji_date_of (at, zone);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      gint64 until = find_limit (patterns[i], low, at, today, zone);

      if (until != 0 && (earliest == 0 || until < earliest))
        earliest = until;
    }

  return earliest;
}
