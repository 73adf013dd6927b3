/* henji-field-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-field"

#include "config.h"

#include "henji-field-date.h"

#include "henji-template.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 8

static void
refuse (GError **error, const char *sentence, const char *text)
{
  g_set_error (error, HENJI_TEMPLATE_ERROR, HENJI_TEMPLATE_ERROR_VALUE, sentence, text);
}

/* Monday is 0. */
static int
weekday_of (const char *date)
{
  return ((henji_date_days_between ("2024-01-01", date) % 7) + 7) % 7;
}

static char *
make_date (int year, int month, int day)
{
  g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", year, month, day);

  return henji_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

/* The next such day that is not past; 29 February may lie some years ahead. */
static char *
next_date (int month, int day, const char *today)
{
  int year = atoi (today);

  for (int i = 0; i <= 8; i++)
    {
      g_autofree char *date = make_date (year + i, month, day);

      if (date != NULL && strcmp (date, today) >= 0)
        return g_steal_pointer (&date);
    }

  return NULL;
}

static int
month_from_word (const char *word)
{
  static const char *const months[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };
  gsize length = strlen (word);

  if (length == 4 && strcmp (word, "sept") == 0)
    return 9;
  for (int i = 0; i < 12; i++)
    if (length >= 3 && strncmp (months[i], word, length) == 0
        && (length == 3 || length == strlen (months[i])))
      return i + 1;

  return 0;
}

static int
weekday_from_word (const char *word)
{
  static const char *const days[]
      = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
  static const char *const short_days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  static const char *const others[] = { "", "tues", "weds", "thur", "", "", "" };
  static const char *const kanji[] = { "月", "火", "水", "木", "金", "土", "日" };

  for (int i = 0; i < 7; i++)
    {
      if (strcmp (word, days[i]) == 0 || strcmp (word, short_days[i]) == 0
          || (*others[i] != '\0' && strcmp (word, others[i]) == 0))
        return i;
      if (g_str_has_prefix (word, kanji[i])
          && (strcmp (word + strlen (kanji[i]), "曜") == 0
              || strcmp (word + strlen (kanji[i]), "曜日") == 0))
        return i;
    }

  return strcmp (word, "thurs") == 0 ? 3 : -1;
}

/* One or two digits, with "st", "nd", "rd", "th" behind them; 0 when it is no day. */
static int
day_from_word (const char *word)
{
  char *end;
  long day;

  if (!g_ascii_isdigit (*word))
    return 0;

  day = strtol (word, &end, 10);
  if (*end != '\0' && strcmp (end, "st") != 0 && strcmp (end, "nd") != 0 && strcmp (end, "rd") != 0
      && strcmp (end, "th") != 0)
    return 0;

  return day >= 1 && day <= 31 && end - word <= 4 && g_ascii_isdigit (word[0]) ? (int) day : 0;
}

static int
year_from_word (const char *word)
{
  if (strlen (word) != 4)
    return 0;
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (word[i]))
      return 0;

  return atoi (word);
}

/* ---- Words for near days --------------------------------------------------------------------- */

static const struct
{
  const char *word;
  int days;
} near[] = {
  { "今日", 0 },
  { "本日", 0 },
  { "きょう", 0 },
  { "明日", 1 },
  { "あした", 1 },
  { "あす", 1 },
  { "明後日", 2 },
  { "あさって", 2 },
  { "しあさって", 3 },
  { "翌日", 1 },
  { "today", 0 },
  { "tomorrow", 1 },
  { "day after tomorrow", 2 },
  { "the day after tomorrow", 2 },
  { "一週間後", 7 },
  { "1週間後", 7 },
  { "二週間後", 14 },
  { "2週間後", 14 },
  { "in a week", 7 },
};

static char *
near_date (const char *text, const char *today)
{
  g_autoptr (GRegex) count = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    if (strcmp (text, near[i].word) == 0)
      return henji_date_add_days (today, near[i].days);

  count = g_regex_new ("^(?:in |\\+)?([0-9]{1,3}) ?(日後|days?|)$", 0, 0, NULL);
  if (g_regex_match (count, text, 0, &match))
    {
      g_autofree char *number = g_match_info_fetch (match, 1);
      g_autofree char *unit = g_match_info_fetch (match, 2);

      if (*unit != '\0' || *text == '+')
        return henji_date_add_days (today, atoi (number));
    }

  return NULL;
}

/* "火曜", "next tuesday", "来週火曜", "今週の金曜日": %NULL when it is none of these. */
static char *
week_date (const char *text, const char *today)
{
  static const struct
  {
    const char *word;
    int week; /* -1: the next such day; 0, 1, 2: in this week or a later one, weeks begin on Monday
               */
  } weeks[] = {
    { "再来週の", 2 }, { "再来週", 2 }, { "来週の", 1 }, { "来週", 1 },  { "翌週", 1 },
    { "今週の", 0 },   { "今週", 0 },   { "次の", -1 },  { "this ", 0 }, { "next ", 1 },
    { "coming ", -1 }, { "on ", -1 },   { "", -1 },
  };
  int now = weekday_of (today);

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      int day;

      if (!g_str_has_prefix (text, weeks[i].word))
        continue;

      day = weekday_from_word (text + strlen (weeks[i].word));
      if (day < 0)
        continue;
      if (weeks[i].week < 0)
        return henji_date_add_days (today, day > now ? day - now : day - now + 7);
      return henji_date_add_days (today, day - now + 7 * weeks[i].week);
    }

  return NULL;
}

/* ---- Numbers --------------------------------------------------------------------------------- */

typedef struct
{
  int year, month, day; /* year 0: not written; month -1: the day alone */
} Written;

/* "2026-11-24", "11/24", "24/11", "11.24", "20261124", "11月24日", "2026年11月24日", "24日" */
static gboolean
read_numbers (const char *text, Written *written)
{
  g_autoptr (GRegex) full
      = g_regex_new ("^([0-9]{4})([-/.年])([0-9]{1,2})[-/.月]([0-9]{1,2})日?$", 0, 0, NULL);
  g_autoptr (GRegex) packed = g_regex_new ("^(20[0-9]{2})([0-9]{2})([0-9]{2})$", 0, 0, NULL);
  g_autoptr (GRegex) part = g_regex_new ("^([0-9]{1,2})([-/.月])([0-9]{1,2})日?$", 0, 0, NULL);
  g_autoptr (GRegex) western
      = g_regex_new ("^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$", 0, 0, NULL);
  g_autoptr (GRegex) day = g_regex_new ("^([0-9]{1,2})日$", 0, 0, NULL);
  GRegex *const shapes[] = { full, packed, part, western, day };
  int numbers[5] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (!g_regex_match (shapes[i], text, 0, &match))
        continue;

      for (int j = 1; j < g_match_info_get_match_count (match) && j < 5; j++)
        {
          g_autofree char *number = g_match_info_fetch (match, j);

          numbers[j] = atoi (number);
        }

      if (i == 0)
        *written = (Written){ numbers[1], numbers[3], numbers[4] };
      else if (i == 1)
        *written = (Written){ numbers[1], numbers[2], numbers[3] };
      else if (i == 2)
        *written = (Written){ 0, numbers[1], numbers[3] };
      else if (i == 3)
        *written = (Written){ numbers[3], numbers[1], numbers[2] };
      else
        *written = (Written){ 0, -1, numbers[1] };

      /* 24/11 can only be meant the other way round. */
      if ((i == 2 || i == 3) && written->month > 12 && written->day <= 12
          && strstr (text, "月") == NULL)
        *written = (Written){ written->year, written->day, written->month };
      return TRUE;
    }

  return FALSE;
}

/* "24 nov", "nov 24, 2026", "tuesday, november 24th" */
static gboolean
read_english (const char *text, Written *written)
{
  g_autofree char *plain = g_strdup (text);
  g_auto (GStrv) words = NULL;

  g_strdelimit (plain, ",.", ' ');
  words = g_strsplit (plain, " ", MAX_WORDS);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || strcmp (words[i], "of") == 0 || strcmp (words[i], "the") == 0
          || weekday_from_word (words[i]) >= 0)
        continue;
      if (written->month == 0 && (written->month = month_from_word (words[i])) > 0)
        continue;
      if (written->day == 0 && (written->day = day_from_word (words[i])) > 0)
        continue;
      if (written->year == 0 && (written->year = year_from_word (words[i])) > 0)
        continue;
      return FALSE;
    }

  return written->month > 0 && written->day > 0;
}

/* The next @day of a month that has one. */
static char *
next_day_of_month (int day, const char *today)
{
  int year = atoi (today), month = atoi (today + 5);

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *date = make_date (year, month, day);

      if (date != NULL && strcmp (date, today) >= 0)
        return g_steal_pointer (&date);
      if (++month > 12)
        {
          month = 1;
          year++;
        }
    }

  return NULL;
}

char *
henji_field_parse_date (const char *text, const char *today, GError **error)
{
  g_autofree char *plain = g_strdup (text);
  g_autoptr (GRegex) in_brackets = NULL;
  g_autofree char *bare = NULL;
  char *date;
  Written written = { 0 };
  gsize length;

  g_return_val_if_fail (text != NULL && today != NULL, NULL);

  /* The weekday of "11月24日(火)" says nothing new; "まで" and "by" are the template's words. */
  in_brackets = g_regex_new (" ?\\([月火水木金土日](曜日?)?\\)", 0, 0, NULL);
  bare = g_regex_replace_literal (in_brackets, plain, -1, 0, "", 0, NULL);
  length = strlen (bare);
  if (g_str_has_suffix (bare, "まで"))
    bare[length - strlen ("まで")] = '\0';
  if (g_str_has_prefix (bare, "by "))
    memmove (bare, bare + 3, strlen (bare + 3) + 1);
  g_strstrip (bare);

  date = near_date (bare, today);
  if (date == NULL)
    date = week_date (bare, today);
  if (date != NULL)
    {
      if (strcmp (date, today) >= 0)
        return date;
      g_free (date);
      refuse (error, _ ("“%s” is past"), text);
      return NULL;
    }

  if (!read_numbers (bare, &written))
    {
      written = (Written){ 0 };
      if (!read_english (bare, &written))
        {
          refuse (error, _ ("“%s” is no date; write it like 11/24, 2026-11-24 or tomorrow"), text);
          return NULL;
        }
    }

  if (written.month < 0)
    date = next_day_of_month (written.day, today);
  else if (written.year == 0)
    date = next_date (written.month, written.day, today);
  else if (written.year >= 2000 && written.year <= 2099)
    date = make_date (written.year, written.month, written.day);

  if (date == NULL)
    refuse (error, _ ("There is no such day as “%s”"), text);

  return date;
}
