/* henji-check-dates.c: dates against today
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-time.h"

#include <string.h>

#define MONTHS_BACK 100 /* days */
#define HALF_A_YEAR 150 /* days */
#define NEARBY 120      /* characters from a date to a day of the same month */
#define DAYS_BACK 10    /* days */
#define TODAY 24        /* characters between "today" and its hour */
#define LONG_GONE 300   /* days */

typedef struct
{
  gsize start, end; /* characters of `f` */
  int year, month;  /* 0: not said */
  int day;
  int weekday; /* 1 Monday to 7, 0: not said */
  gboolean this_month;
  gboolean whole_month;
  gboolean of_year; /* says which year it is of by its distance from this one: */
  int years_ahead;
} Date;

static gsize
read_int (const gunichar *f, gsize i, guint max, int *value)
{
  gsize start = i;

  for (*value = 0; henji_check_is_digit (f[i]) && i - start < max; i++)
    *value = *value * 10 + (int) (f[i] - '0');
  if (i > start)
    return henji_check_is_digit (f[i]) ? 0 : i;

  /* 十一, 二十四 */
  for (; i - start < 4 && (henji_check_figure (f[i]) >= 0 || f[i] == 0x5341); i++)
    if (f[i] == 0x5341)
      *value = MAX (*value, 1) * 10;
    else
      *value = i > start && f[i - 1] != 0x5341 ? *value * 10 + (int) henji_check_figure (f[i])
                                               : *value + (int) henji_check_figure (f[i]);

  return i == start ? 0 : i;
}

static int
read_month_name (const HenjiCheckText *text, gsize i, gsize *end)
{
  static const char *const names[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };

  for (guint m = 0; m < G_N_ELEMENTS (names); m++)
    {
      gsize n = 0;

      while (names[m][n] != '\0' && text->f[i + n] == (gunichar) names[m][n])
        n++;
      if (n < 3 || (names[m][n] != '\0' && n > 4) || henji_check_is_letter (text->f[i + n]))
        continue;
      *end = i + n + (text->f[i + n] == '.');
      return (int) m + 1;
    }

  return 0;
}

static gsize
skip_ordinal (const HenjiCheckText *text, gsize i)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };

  for (guint k = 0; k < G_N_ELEMENTS (endings); k++)
    if (henji_check_is_at (text, i, endings[k]) && !henji_check_is_latin (text->f[i + 2]))
      return i + 2;

  return i;
}

/* ", 2026" */
static gsize
read_year_behind (const HenjiCheckText *text, gsize i, int *year)
{
  gsize at = i, end;
  int value;

  while (text->f[at] == ' ' || text->f[at] == ',')
    at++;
  end = read_int (text->f, at, 4, &value);
  if (end == 0 || value < 2000 || value > 2099)
    return i;
  *year = value;

  return end;
}

static gboolean
read_date_english (const HenjiCheckText *text, gsize i, Date *date)
{
  gsize end, at;

  if (henji_check_is_digit (text->f[i]))
    {
      end = read_int (text->f, i, 2, &date->day);
      if (end == 0)
        return FALSE;
      end = skip_ordinal (text, end);
      if (text->f[end] != ' ')
        return FALSE;
      end++;
      if (henji_check_is_at (text, end, "of "))
        end += 3;
      date->month = read_month_name (text, end, &end);
      if (date->month == 0)
        return FALSE;
    }
  else
    {
      date->month = read_month_name (text, i, &end);
      if (date->month == 0 || text->f[end] != ' ')
        return FALSE;
      if (henji_check_is_at (text, end, " the "))
        end += 4;
      at = end + 1;
      end = read_int (text->f, at, 2, &date->day);
      if (end == 0)
        return FALSE;
      end = skip_ordinal (text, end);
      if (henji_check_is_letter (text->f[end]))
        return FALSE;
    }
  date->end = read_year_behind (text, end, &date->year);

  return TRUE;
}

/* 11月末, 11月末日, 11月中に: the month's last day. */
static gsize
read_month_end (const HenjiCheckText *text, gsize i, const Date *date, int month, int *day)
{
  static const char *const words[] = { "末日", "末", "中に", "中には" };

  for (guint k = 0; month >= 1 && month <= 12 && k < G_N_ELEMENTS (words); k++)
    if (henji_check_is_at (text, i, words[k]))
      {
        *day = g_date_get_days_in_month ((GDateMonth) month,
                                         (GDateYear) (date->year > 0 ? date->year : 2024));
        return i + (gsize) g_utf8_strlen (words[k], -1);
      }

  return 0;
}

/* 2026年11月24日, 11月24日, 11月末, 2026-11-24, 2026/11/24, 11/24. */
static gboolean
read_date_figures (const HenjiCheckText *text, gsize i, Date *date)
{
  const gunichar *f = text->f;
  gunichar sign;
  gsize end;
  int first, second;

  end = read_int (f, i, 4, &first);
  if (end == 0)
    return FALSE;
  if (f[end] == 0x5E74 || (first > 1999 && (f[end] == '-' || f[end] == '/' || f[end] == '.')))
    {
      if (first < 2000 || first > 2099)
        return FALSE;
      date->year = first;
      i = end + 1;
      end = read_int (f, i, 2, &first);
      if (end == 0)
        return FALSE;
    }
  if (f[end] != 0x6708 && f[end] != '/' && f[end] != '-' && f[end] != '.')
    return FALSE;
  sign = f[end];
  i = end + 1;
  end = sign == 0x6708 ? read_month_end (text, i, date, first, &second) : 0;
  if (end > 0)
    {
      date->month = first;
      date->day = second;
      date->whole_month = TRUE;
      date->end = end;
      return TRUE;
    }
  end = read_int (f, i, 2, &second);
  if (end == 0 || (f[i - 1] == 0x6708 && f[end] != 0x65E5))
    return FALSE;
  if (date->year == 0 && sign != 0x6708 && f[end] == sign) /* 11/24/2026, 24.11.2026 */
    {
      int year;
      gsize behind = read_int (f, end + 1, 4, &year);

      if (behind == end + 3)
        year += 2000;
      if (behind == 0 || year < 2000 || year > 2099)
        return FALSE;
      date->year = year;
      end = behind;
    }
  else if (date->year == 0 && (sign == '-' || sign == '.'))
    return FALSE;
  if (first > 12 && second <= 12)
    {
      int day = first;

      first = second;
      second = day;
    }
  date->month = first;
  date->day = second;
  date->end = f[end] == 0x65E5 ? end + 1 : end;

  return TRUE;
}

static int
read_weekday (const HenjiCheckText *text, gsize i)
{
  static const char days[] = "月火水木金土日";
  static const char *const names[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  const char *found = text->f[i] != 0 ? g_utf8_strchr (days, -1, text->f[i]) : NULL;

  if (found != NULL && (text->f[i + 1] == ')' || text->f[i + 1] == 0x66DC)) /* 曜 */
    return (int) g_utf8_pointer_to_offset (days, found) + 1;
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    if (henji_check_is_at (text, i, names[k]))
      return (int) k + 1;

  return 0;
}

/* 三日に一度, 10日に1回: how often, not when. */
static gboolean
is_how_often (const HenjiCheckText *text, gsize i)
{
  static const char *const times[] = { "度", "回", "ど", "かい" };
  int n;
  gsize end = text->f[i] == 0x306B /* に */ ? read_int (text->f, i + 1, 2, &n) : 0;

  for (guint k = 0; end > 0 && k < G_N_ELEMENTS (times); k++)
    if (henji_check_is_at (text, end, times[k]))
      return TRUE;

  return FALSE;
}

/* 20日（金）に, 20日までに; not 20日間, 2、3日. */
static gboolean
read_day (const HenjiCheckText *text, gsize i, Date *date)
{
  static const char *const behind[]
      = { "までに", "に", "(", "の", "付", "中に", "必着", "着", "には", "まで、" };
  const gunichar *f = text->f;
  gsize end = read_int (f, i, 2, &date->day);

  if (end == 0 || f[end] != 0x65E5
      || (i > 0
          && ((f[i - 1] == 0x6708 && (i < 2 || f[i - 2] != 0x4ECA)) || f[i - 1] == '~'
              || f[i - 1] == ',' || f[i - 1] == 0x3001 || f[i - 1] == 0x7B2C))
      || is_how_often (text, end + 1))
    return FALSE;
  date->end = end + 1;
  date->this_month = i >= 2 && henji_check_is_at (text, i - 2, "今月");
  date->weekday = read_weekday (text, date->end + (f[date->end] == '(' || f[date->end] == 0x306E));
  if (f[date->end] == '(' || f[date->end] == 0x306E)
    return date->weekday > 0;
  if (i >= 2
      && (henji_check_is_at (text, i - 2, "来月") || henji_check_is_at (text, i - 2, "翌月")
          || henji_check_is_at (text, i - 2, "先月") || henji_check_is_at (text, i - 2, "毎月")))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (behind); k++)
    if (henji_check_is_at (text, date->end, behind[k]))
      return TRUE;

  return FALSE;
}

/* "the 20th", "Friday the 20th"; not "the 20th anniversary". */
static gboolean
read_day_english (const HenjiCheckText *text, gsize i, Date *date)
{
  const gunichar *f = text->f;
  gsize end, behind, word;

  if (i < 4 || !henji_check_is_at (text, i - 4, "the "))
    return FALSE;
  end = read_int (f, i, 2, &date->day);
  behind = end > 0 ? skip_ordinal (text, end) : 0;
  if (behind == 0 || behind == end)
    return FALSE;
  date->end = behind;
  for (word = i - 4; word > 0 && (f[word - 1] == ' ' || f[word - 1] == ',');)
    word--;
  while (word > 0 && henji_check_is_letter (f[word - 1]))
    word--;
  date->weekday = read_weekday (text, word);
  /* A noun behind it makes it something else. */
  return f[behind] != ' ' || date->weekday > 0 || henji_check_is_at (text, behind, " at ")
         || henji_check_is_at (text, behind, " and ")
         || henji_check_is_at (text, behind, " of this") || henji_check_is_at (text, behind, " by ")
         || henji_check_is_at (text, behind, " so ") || henji_check_is_at (text, behind, " for ");
}

/* "in early October", "this September": its last day, for until then it may be meant. */
static gboolean
read_month (const HenjiCheckText *text, gsize i, Date *date)
{
  static const char *const before[]
      = { "this ", "in ", "early ", "mid-", "mid ", "late ", "end of " };
  gsize end;
  int month = read_month_name (text, i, &end);

  if (month == 0)
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (before); k++)
    {
      gsize n = strlen (before[k]);

      if (i < n || !henji_check_is_at (text, i - n, before[k]))
        continue;
      date->end = read_year_behind (text, end, &date->year);
      date->month = month;
      date->day = g_date_get_days_in_month ((GDateMonth) month, 2023);
      date->whole_month = TRUE;
      return !henji_check_is_digit (text->f[date->end]);
    }

  return FALSE;
}

/* 今年の8月20日, "August 20 next year" */
static void
read_year_word (const HenjiCheckText *text, Date *date)
{
  static const struct
  {
    const char *word;
    int years_ahead;
  } before[] = { { "今年の", 0 },  { "今年", 0 },  { "本年の", 0 },  { "本年", 0 },
                 { "来年の", 1 },  { "来年", 1 },  { "翌年の", 1 },  { "翌年", 1 },
                 { "昨年の", -1 }, { "昨年", -1 }, { "去年の", -1 }, { "去年", -1 } },
    behind[] = { { " this year", 0 },    { " of this year", 0 }, { " next year", 1 },
                 { " of next year", 1 }, { " last year", -1 },   { " of last year", -1 } };

  if (date->year > 0 || date->month == 0)
    return;
  for (guint k = 0; k < G_N_ELEMENTS (before); k++)
    {
      gsize n = (gsize) g_utf8_strlen (before[k].word, -1);

      if (date->start >= n && henji_check_is_at (text, date->start - n, before[k].word))
        {
          date->of_year = TRUE;
          date->years_ahead = before[k].years_ahead;
          return;
        }
    }
  for (guint k = 0; k < G_N_ELEMENTS (behind); k++)
    if (henji_check_is_at (text, date->end, behind[k].word))
      {
        date->of_year = TRUE;
        date->years_ahead = behind[k].years_ahead;
        return;
      }
}

static gboolean
read_date (const HenjiCheckText *text, gsize i, Date *date)
{
  gunichar before = i > 0 ? text->f[i - 1] : 0;

  memset (date, 0, sizeof *date);
  date->start = i;
  if (henji_check_is_latin (before) || before == '-' || before == '/' || before == '.')
    return FALSE;
  if (!read_date_english (text, i, date) && !read_month (text, i, date)
      && !((henji_check_is_digit (text->f[i]) || henji_check_figure (text->f[i]) > 0
            || text->f[i] == 0x5341)
           && (read_date_figures (text, i, date) || read_day (text, i, date)
               || read_day_english (text, i, date))))
    return FALSE;
  read_year_word (text, date);

  return g_date_valid_dmy (
             (GDateDay) CLAMP (date->day, 0, 31),
             (GDateMonth) (date->month == 0 && date->year == 0 ? 1 : CLAMP (date->month, 0, 12)),
             (GDateYear) (date->year > 0 ? date->year : 2024))
         && !henji_check_is_digit (text->f[date->end]);
}

/* Takes the nearer one: the days from @today to the day, when there is such a day. */
static void
consider (const Date *date, int year, int month, const char *today, int *best)
{
  char one[16];
  int days;

  if (month < 1 || month > 12)
    {
      year += month < 1 ? -1 : 1;
      month = month < 1 ? 12 : 1;
    }
  g_snprintf (one, sizeof one, "%04d-%02d-%02d", year, month, date->day);
  if (!henji_date_is_valid (one))
    return;
  if (date->weekday > 0 && date->month == 0)
    {
      GDate day;

      g_date_clear (&day, 1);
      g_date_set_dmy (&day, (GDateDay) date->day, (GDateMonth) month, (GDateYear) year);
      if ((int) g_date_get_weekday (&day) != date->weekday)
        return;
    }
  days = henji_date_days_between (today, one);
  if (*best == G_MAXINT || ABS (days) < ABS (*best))
    *best = days;
}

/* The days from @today to @date; without a year or a month the nearest one is meant. */
static int
days_ahead (const Date *date, const char *today)
{
  int year = atoi (today), month = atoi (today + 5);
  int best = G_MAXINT;

  for (int step = -1; step <= 1; step++)
    if (date->year > 0)
      consider (date, date->year, date->month, today, &best);
    else if (date->of_year)
      consider (date, year + date->years_ahead, date->month, today, &best);
    else if (date->month > 0)
      consider (date, year + step, date->month, today, &best);
    /* A day alone is this month's, or the next one's. */
    else if (step == 0 || (step > 0 && !date->this_month))
      consider (date, year, month + step, today, &best);

  if (best == G_MAXINT)
    return 0;
  /* A month long gone may be next year's, a day alone next month's. */
  if (date->whole_month && date->year == 0 && best < -MONTHS_BACK)
    return 0;
  if (date->month > 0 && date->year == 0 && !date->of_year && best < -HALF_A_YEAR)
    return 0;
  if (date->month == 0 && !date->this_month && best < -DAYS_BACK)
    return 0;

  return best;
}

/* "put off until March 12 … the 14th": the day alone, of the month that was named before it or the
 * next one, @before days from today. */
static gboolean
is_after_named (const Date *date, const char *today, int before)
{
  g_autofree char *named = henji_date_add_days (today, before);
  int best = G_MAXINT;

  if (named == NULL)
    return FALSE;
  consider (date, atoi (named), atoi (named + 5) + (date->day < atoi (named + 8)), today, &best);

  return best != G_MAXINT && best >= 0;
}

typedef struct
{
  const HenjiCheckText *text;
  const HenjiCheckSentence *sentence;
  gsize from, to; /* characters of `f` between the dates beside this one */
} Around;

/* The match of one of three classes that stands nearest to the date, before or behind it. */
static const HenjiCheckMatch *
nearest (const Around *around, const Date *date, gboolean behind)
{
  const HenjiCheckText *text = around->text;
  const HenjiCheckMatch *best = NULL;

  for (guint k = around->sentence->first; k < around->sentence->last; k++)
    {
      const HenjiCheckMatch *match = &g_array_index (text->matches, HenjiCheckMatch, k);
      gsize at = text->from[match->start];

      if ((match->class != HENJI_CHECK_CLASS_PAST && match->class != HENJI_CHECK_CLASS_PROMISE)
          || at < around->from || at >= around->to || (behind ? at < date->end : at >= date->start))
        continue;
      if (best == NULL || !behind)
        best = match;
    }

  return best;
}

/* "your purchase of November 20", "the edition of March 3": which one, not when. */
static gboolean
tells_which (const HenjiCheckText *text, const Date *date)
{
  static const char *const times[]
      = { "morning", "afternoon", "evening", "night", "end", "week", "day", "close", "start" };
  gsize word = date->start >= 4 ? date->start - 4 : 0;

  if (word == 0 || !henji_check_is_at (text, word, " of "))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (times); k++)
    {
      gsize n = strlen (times[k]);

      if (word >= n && henji_check_is_at (text, word - n, times[k]))
        return FALSE;
    }

  return TRUE;
}

/* A date so long gone is one of the past, whatever is said of it. */
static gboolean
is_long_gone (const Date *date, int days)
{
  return date->year > 0 && days < -LONG_GONE;
}

/* "between November 30 and December 8": the end of it counts. */
static gboolean
is_beginning (const HenjiCheckText *text, const Date *date, const Date *next, const char *today)
{
  static const char *const links[]
      = { " and ", " to ", " through ", " - ", "-", "~", "から", "より" };

  for (guint k = 0; k < G_N_ELEMENTS (links); k++)
    if (henji_check_is_at (text, date->end, links[k])
        && next->start == date->end + (gsize) g_utf8_strlen (links[k], -1))
      return days_ahead (next, today) >= 0;

  return FALSE;
}

/* Is the date one by which something is still to happen? In Japanese the verb stands behind it, in
 * English mostly before. */
static gboolean
is_promise (const Around *around, const Date *date)
{
  const HenjiCheckText *text = around->text;
  gboolean deadline = henji_check_beside (text, HENJI_CHECK_CLASS_DEADLINE, date->start, date->end,
                                          date->start - around->from < 16 ? 8 : 16, 10);
  gboolean japanese = henji_check_is_cjk (text->f[date->end - 1])
                      || henji_check_is_cjk (text->f[date->end]) || text->f[date->end] == '(';
  const HenjiCheckMatch *verb = nearest (around, date, japanese);

  if (verb == NULL && (deadline || !japanese))
    verb = nearest (around, date, !japanese);
  if (verb == NULL) /* "It ran from November 3 until November 20." */
    return deadline
           && (!henji_class_set_has (&around->sentence->classes, HENJI_CHECK_CLASS_PAST)
               || henji_class_set_has (&around->sentence->classes, HENJI_CHECK_CLASS_PROMISE));

  return verb->class == HENJI_CHECK_CLASS_PROMISE;
}

/* "3 pm", "11:30 a.m.", "noon", 15時, 正午: minutes of the day, -1 when it is none. */
static int
read_hour (const HenjiCheckText *text, gsize i, gsize *end)
{
  const gunichar *f = text->f;
  int hour, minutes = 0;
  gsize at;

  if (henji_check_is_at (text, i, "noon") || henji_check_is_at (text, i, "正午"))
    {
      *end = i + (f[i] == 'n' ? 4 : 2);
      return henji_check_is_letter (f[*end]) ? -1 : 12 * 60;
    }
  at = henji_check_is_digit (f[i]) ? read_int (f, i, 2, &hour) : 0;
  if (at == 0 || hour > 24)
    return -1;
  if (f[at] == ':' || (f[at] == '.' && henji_check_is_digit (f[at + 1])))
    at = read_int (f, at + 1, 2, &minutes);
  if (at == 0 || minutes > 59)
    return -1;
  *end = at + 1;
  if (f[at] == 0x6642) /* 時 */
    return hour * 60 + minutes;
  at += f[at] == ' ';
  if ((f[at] != 'a' && f[at] != 'p') || hour < 1 || hour > 12)
    return -1;
  *end = at + (f[at + 1] == '.' ? 3 : 2);
  if (f[*end - 1] != 'm' || henji_check_is_letter (f[*end]))
    return -1;

  return (hour % 12 + (f[at] == 'p' ? 12 : 0)) * 60 + minutes;
}

/* Is it said within the sentence, close by, that today is meant? */
static gboolean
is_of_today (const Around *around, gsize start, gsize end)
{
  static const char *const words[] = { "today", "this morning", "this afternoon", "本日", "今日" };
  gsize from = MAX (around->from + TODAY, start) - TODAY, to = MIN (around->to, end + TODAY);

  for (gsize i = from; i < to; i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      if (henji_check_is_at (around->text, i, words[k]))
        return TRUE;

  return FALSE;
}

/* "at noon", 正午に: the hour is when it happens. */
static gboolean
is_set_for (const HenjiCheckText *text, const Date *hour)
{
  return text->f[hour->end] == 0x306B /* に */
         || (hour->start >= 3 && henji_check_is_at (text, hour->start - 3, "at "));
}

/* "by 3 pm today", in the evening. */
static void
check_hours (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (run->reply->now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, run->reply->zone);
  int minutes = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);

  for (gsize i = 0; i < text->n_f; i++)
    {
      Around around = { text, NULL, 0, 0 };
      Date hour = { .start = i };
      int said
          = i > 0 && henji_check_is_latin (text->f[i - 1]) ? -1 : read_hour (text, i, &hour.end);

      if (said < 0 || said >= minutes)
        continue;
      around.sentence = henji_check_sentence_at (text, text->f_at[i]);
      if (around.sentence == NULL)
        continue;
      around.from = text->from[around.sentence->start];
      around.to = text->from[around.sentence->end];
      if ((is_set_for (text, &hour)
           || henji_check_beside (text, HENJI_CHECK_CLASS_DEADLINE, hour.start, hour.end, 8, 4))
          && is_of_today (&around, hour.start, hour.end) && is_promise (&around, &hour))
        henji_check_report_f (run, "promise-past", hour.start, hour.end);
    }
}

void
henji_check_dates (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  g_autofree char *today = NULL;
  gsize last_end = 0, named_end = 0;
  int named_days = 0; /* of the last date with a month */

  if (run->reply->now == 0 || run->reply->zone == NULL)
    return;
  today = henji_date_of (run->reply->now, run->reply->zone);
  if (today == NULL)
    return;

  check_hours (run);
  for (gsize i = 0; i < text->n_f; i++)
    {
      Around around = { text, NULL, 0, 0 };
      Date date, next;
      gboolean more = FALSE;
      int days;

      if ((i > 0 && henji_check_is_latin (text->f[i - 1])) || !read_date (text, i, &date))
        continue;
      i = date.end - 1;
      around.sentence = henji_check_sentence_at (text, text->f_at[date.start]);
      days = days_ahead (&date, today);
      if (date.month > 0)
        {
          named_end = date.end;
          named_days = days;
        }
      else if (named_end > 0 && date.start - named_end < NEARBY && date.weekday == 0
               && is_after_named (&date, today, named_days))
        days = 0;
      if (around.sentence != NULL && days < 0 && !is_long_gone (&date, days)
          && !tells_which (text, &date))
        {
          around.from = MAX (last_end, text->from[around.sentence->start]);
          around.to = text->from[around.sentence->end];
          for (gsize k = date.end; k < around.to; k++)
            if (!henji_check_is_latin (text->f[k - 1]) && read_date (text, k, &next))
              {
                around.to = k;
                more = TRUE;
              }
          if (is_promise (&around, &date) && !(more && is_beginning (text, &date, &next, today)))
            henji_check_report_f (run, "promise-past", date.start, date.end);
        }
      last_end = date.end;
    }
}
