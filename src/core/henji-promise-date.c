/* henji-promise-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The times that a sentence names: days, weekdays, and spans counted from now.
 */
#define G_LOG_DOMAIN "henji-promise"

#include "config.h"

#include "henji-promise-private.h"

#include "henji-field-date.h"
#include "henji-time.h"

#include <stdlib.h>
#include <string.h>

/* A day without a year that lies further ahead was meant to be one that is past. */
#define FAR_AHEAD 200 /* days */
#define MAX_SPAN 400

/* In Japanese a date stands before its "まで"; "28日まで承ります" is how long something is open. */
static const char pattern_ja[]
    = "(?:(?<date>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日"
      "|20[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
      "|(?<![0-9/.:\\-])[0-9]{1,2}/[0-9]{1,2}(?= "
      "?(?:\\(|まで|に|中|の|頃|ごろ|発|[月火水木金土日]曜|[、,]))"
      "|(?<![0-9月.~\\-])[0-9]{1,2}日(?=\\(|まで|に|中|の|[月火水木金土日]曜|[ 、]))"
      "|(?<weekday>(?:(?:今週|来週|再来週|翌週|次)の?)?[月火水木金土日]曜日?)"
      "|(?<near>本日|今日|明日|明後日|あさって)"
      "|(?<rough>今週中|今週末|今週内|来週中|来週末|来週内|来週|今月中|今月末|今月内|月末|年内|"
      "年末)"
      "|(?:(?<from>[0-9]{1,3})(?:営業日|日|時間|週間)?[~\\-])?(?<count>[0-9]{1,3}|一|二|三|両)"
      " ?(?<unit>営業日|日|時間|週間)(?:以内|後|中に|ほどで|程で|程度で|くらいで|ぐらいで|で))"
      " ?(?:\\([月火水木金土日](?:曜日?|・祝)?\\)|[月火水木金土日]曜日?)?"
      "(?:の? ?(?:(?<half>午前|午後|朝|夜|夕方) ?)?"
      "(?:(?<hour>[0-9]{1,2})(?:時(?:(?<minute>[0-9]{1,2})分|(?<thirty>半))?(?!間)"
      "|:(?<clock>[0-9]{2}))|(?<noon>正午|午前中)))?";

#define MONTH                                                                                      \
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"               \
  "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?"
#define WEEKDAY                                                                                    \
  "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|"                                   \
  "mon|tues?|wed|thurs?|thur|fri|sat|sun)(?![a-z])\\.?"
#define NUMBER "[0-9]{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten"

static const char pattern_en[]
    = "(?:(?:(?<hour1>[0-9]{1,2})(?:[:.](?<minute1>[0-9]{2}))? ?(?<half1>a\\.?m\\.?|p\\.?m\\.?)"
      "|(?<clock1>[0-9]{1,2}):(?<minutes1>[0-9]{2})|(?<noon1>noon))(?: \\(?[a-z]{2,4}\\)?)??,? "
      "(?:on )?)?"
      "\\b(?:(?<date>(?:" WEEKDAY ",? (?:the )?)?(?:" MONTH " [0-9]{1,2}(?:st|nd|rd|th)?(?![0-9])"
      "(?:,? 20[0-9]{2})?|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? " MONTH "(?![a-z])(?:,? 20[0-9]{2})?)"
      "|20[0-9]{2}-[0-9]{2}-[0-9]{2}"
      "|(?:(?<=by )|(?<=on )|(?<=before )|(?<=than "
      "))[0-9]{1,2}/[0-9]{1,2}(?:/20[0-9]{2})?(?![0-9/]))"
      "|(?:" WEEKDAY ",? )?the (?<day>[0-9]{1,2})(?:st|nd|rd|th)(?! of| order| item| time)"
      "|(?<weekday>(?:(?:this|next|coming) )?" WEEKDAY ")(?! ?(?:to|through|until|-|–) ?" WEEKDAY
      ")"
      "|(?<near>the day after tomorrow|day after tomorrow|tomorrow|today|tonight)"
      "|(?:the )?end of (?:the |this |next |business )?(?<end>day|week|month|year|business)"
      "|(?<rough>this week|next week|this month)"
      "|(?:within|in|over)(?: the next)? (?:(?<from>" NUMBER
      ")(?: ?(?:to|or|-|–) ?))?(?<count>" NUMBER
      ") (?:more )?(?<business>business |working |calendar )?(?<unit>hour|day|week)s?"
      "(?: (?:or less|at (?:the )?latest))?)"
      "(?![a-z0-9])(?:,? (?:at |by |before |around "
      ")?(?:(?<hour2>[0-9]{1,2})(?:[:.](?<minute2>[0-9]{2}))?"
      " ?(?<half2>a\\.?m\\.?|p\\.?m\\.?)(?![a-z])|(?<clock2>[0-9]{1,2}):(?<minutes2>[0-9]{2})"
      "|(?<noon2>noon)))?";

/* What follows a span counted from something else, and what goes before a day that is no limit. */
static const char after_span_en[]
    = "^,? ?(?:of|after|from|following|once|when|upon|as soon as|if|for)\\b";
static const char before_date_en[]
    = "(?:until|till|up to|from|since|after|starting|beginning|dated|message of|order of|mail of|"
      "e-mail of|day (?:to|through|-|–)|mon-|email of|between)(?: on)? "
      "?$|\\b(?:ordered|placed|sent|bought|purchased|shipped|delivered|received|was|were) on ?$";
static const char after_date_ja[]
    = "^ "
      "?(?:まで(?!に)|以降|以後|より|から|頃から|付|着で|着の|の?(?:ご|お)?(?:注文|購入|問い?"
      "合わせ|問合せ"
      "|連絡をいただ|メール)|に(?:ご|お)?(?:注文|購入|問い?合わせ|問合せ|届いた|到着した))";
/* "到着後3日以内に", "ご連絡をいただいてから24時間以内に" */
static const char before_span_ja[]
    = "(?:後|のち|から|より|次第|たら|れば|場合は?|際は?|完了|確認でき|して) ?[、,]? ?(?:の|に)?$";

static GRegex *
compiled (const char *pattern)
{
  static GMutex lock;
  static GHashTable *table;
  GRegex *regex;

  g_mutex_lock (&lock);
  if (table == NULL)
    table = g_hash_table_new (g_direct_hash, g_direct_equal);
  regex = g_hash_table_lookup (table, pattern);
  if (regex == NULL)
    {
      g_autoptr (GError) error = NULL;

      regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);
      if (regex == NULL)
        g_error ("%s", error->message);
      g_hash_table_insert (table, (gpointer) pattern, regex);
    }
  g_mutex_unlock (&lock);

  return regex;
}

gint64
henji_promise_end_of_day (const char *date, GTimeZone *zone)
{
  g_autofree char *next = henji_date_add_days (date, 1);
  gint64 start = next != NULL ? henji_date_start (next, zone) : 0;

  return start != 0 ? start - 1 : 0;
}

/* (transfer full) (nullable): what a group caught, %NULL for nothing */
static char *
caught (GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static int
number_of (const char *text)
{
  static const char *const words[]
      = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (text, words[i]))
      return (int) i + 1;
  if (g_str_equal (text, "a") || g_str_equal (text, "an") || g_str_equal (text, "一"))
    return 1;
  if (g_str_equal (text, "二") || g_str_equal (text, "両"))
    return 2;
  if (g_str_equal (text, "三"))
    return 3;

  return atoi (text);
}

/* Monday is 0. */
static int
weekday_of (const char *date)
{
  return ((henji_date_days_between ("2024-01-01", date) % 7) + 7) % 7;
}

/* "This week" ends on Friday, on Sunday when it is the weekend already. */
static char *
rough_date (const char *words, const char *today)
{
  int weekday = weekday_of (today);
  gboolean next = strstr (words, "next") != NULL || g_str_has_prefix (words, "来週");

  if (strstr (words, "week") != NULL || strstr (words, "週") != NULL)
    return henji_date_add_days (today, next           ? 11 - weekday
                                       : weekday <= 4 ? 4 - weekday
                                                      : 6 - weekday);
  if (strstr (words, "month") != NULL || strstr (words, "月") != NULL)
    return g_strdup_printf ("%.8s%02d", today,
                            g_date_get_days_in_month (atoi (today + 5), atoi (today)));
  if (strstr (words, "year") != NULL || strstr (words, "年") != NULL)
    return g_strdup_printf ("%.4s-12-31", today);

  return g_strdup (today);
}

/* (transfer full) (nullable): the day a match names. @span: it is counted from now; @instant: an
 * exact time instead of a day. */
static char *
day_of_match (GMatchInfo *match,
              const HenjiOpenDays *days,
              gint64 now,
              const char *today,
              gboolean *span,
              gint64 *instant)
{
  g_autofree char *date = caught (match, "date");
  g_autofree char *day = caught (match, "day");
  g_autofree char *weekday = caught (match, "weekday");
  g_autofree char *near = caught (match, "near");
  g_autofree char *rough = caught (match, "rough");
  g_autofree char *end = caught (match, "end");
  g_autofree char *count = caught (match, "count");
  char *found = NULL;

  *span = FALSE;
  *instant = 0;
  if (day != NULL)
    {
      g_free (date);
      date = g_strconcat (day, "日", NULL);
    }
  if (date != NULL || weekday != NULL || near != NULL)
    {
      char *words = date != NULL ? date : weekday != NULL ? weekday : near;

      if (g_str_has_suffix (words, "."))
        words[strlen (words) - 1] = '\0';
      if (g_str_equal (words, "tonight"))
        words = "today";
      found = henji_field_parse_date (words, today, NULL);
      if (found != NULL && date != NULL && !g_regex_match (compiled ("[0-9]{4}"), date, 0, NULL)
          && henji_date_days_between (today, found) > FAR_AHEAD)
        g_clear_pointer (&found, g_free);
    }
  else if (rough != NULL || end != NULL)
    found = rough_date (rough != NULL ? rough : end, today);
  else if (count != NULL)
    {
      g_autofree char *unit = caught (match, "unit");
      g_autofree char *business = caught (match, "business");
      int n = MIN (number_of (count), MAX_SPAN);

      *span = TRUE;
      if (g_str_equal (unit, "hour") || g_str_equal (unit, "時間"))
        *instant = now + n * HENJI_HOUR;
      if (g_str_equal (unit, "営業日")
          || (business != NULL && !g_str_has_prefix (business, "calendar")))
        found = henji_open_days_add (days, today, n);
      else
        found = henji_date_add_days (
            today, g_str_equal (unit, "week") || g_str_equal (unit, "週間") ? 7 * n : n);
    }

  return found;
}

/* The minute of the day that stands beside the date, -1 for none. */
static int
minute_of_match (GMatchInfo *match, HenjiLanguage language)
{
  static const char *const names[][5] = {
    { "hour", "minute", "half", "clock", "noon" },
    { "hour1", "minute1", "half1", "noon1", "noon1" },
    { "hour2", "minute2", "half2", "noon2", "noon2" },
  };

  for (guint i = language == HENJI_LANGUAGE_JA ? 0 : 1;
       i < (language == HENJI_LANGUAGE_JA ? 1 : G_N_ELEMENTS (names)); i++)
    {
      g_autofree char *hour = caught (match, names[i][0]);
      g_autofree char *minute = caught (match, names[i][1]);
      g_autofree char *half = caught (match, names[i][2]);
      g_autofree char *noon = caught (match, names[i][4]);
      int h, m = minute != NULL ? atoi (minute) : 0;

      if (noon != NULL)
        return 12 * 60;
      if (language == HENJI_LANGUAGE_JA)
        {
          g_autofree char *thirty = caught (match, "thirty");
          g_autofree char *clock = caught (match, "clock");

          m = thirty != NULL ? 30 : clock != NULL ? atoi (clock) : m;
        }
      else if (hour == NULL)
        {
          g_autofree char *minutes = caught (match, i == 1 ? "minutes1" : "minutes2");

          hour = caught (match, i == 1 ? "clock1" : "clock2");
          m = minutes != NULL ? atoi (minutes) : 0;
        }
      if (hour == NULL)
        continue;

      h = atoi (hour);
      if (half != NULL && h < 12
          && (*half == 'p' || g_str_equal (half, "午後") || g_str_equal (half, "夜")
              || g_str_equal (half, "夕方")))
        h += 12;
      else if (half != NULL && h == 12 && *half == 'a')
        h = 0;
      if (h <= 24 && m < 60)
        return h * 60 + m;
    }

  return -1;
}

static gboolean
is_no_limit (const char *sentence, int start, int end, HenjiLanguage language, gboolean span)
{
  g_autofree char *before = g_strndup (sentence, start);

  if (language == HENJI_LANGUAGE_JA)
    return span ? g_regex_match (compiled (before_span_ja), before, 0, NULL)
                : g_regex_match (compiled (after_date_ja), sentence + end, 0, NULL);

  return span ? g_regex_match (compiled (after_span_en), sentence + end, 0, NULL)
              : g_regex_match (compiled (before_date_en), before, 0, NULL);
}

GArray *
henji_date_mentions (const char *sentence,
                     HenjiLanguage language,
                     const HenjiOpenDays *days,
                     gint64 now,
                     GTimeZone *zone)
{
  GArray *mentions = g_array_new (FALSE, TRUE, sizeof (HenjiDateMention));
  GRegex *regex = compiled (language == HENJI_LANGUAGE_JA ? pattern_ja : pattern_en);
  g_autofree char *today = henji_date_of (now, zone);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, sentence, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      HenjiDateMention mention = { 0 };
      gboolean span;
      gint64 instant;
      g_autofree char *date = NULL;
      int minute;

      if (!g_match_info_fetch_pos (match, 0, &mention.start, &mention.end)
          || mention.start == mention.end)
        continue;

      date = day_of_match (match, days, now, today, &span, &instant);
      minute = minute_of_match (match, language);
      if (date != NULL && !is_no_limit (sentence, mention.start, mention.end, language, span))
        {
          if (language == HENJI_LANGUAGE_EN && mention.start >= 7
              && strncmp (sentence + mention.start - 7, "before ", 7) == 0 && minute < 0)
            mention.until = henji_date_start (date, zone) - 1;
          else if (instant != 0)
            mention.until = instant;
          else if (minute >= 0)
            mention.until = henji_date_start (date, zone) + minute * HENJI_MINUTE;
          else
            mention.until = henji_promise_end_of_day (date, zone);
          if (mention.until <= now)
            mention.until = 0;
        }
      g_array_append_val (mentions, mention);
    }

  return mentions;
}
