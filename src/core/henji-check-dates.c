/* henji-check-dates.c: dates against today
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-time.h"

#include <stdio.h>
#include <string.h>

#define MONTHS_BACK 100 /* days */
#define HALF_A_YEAR 150 /* days */
#define NEARBY 120      /* characters from a date to a day of the same month */
#define DAYS_BACK 10    /* days */
#define TODAY 24        /* characters between "today" and its hour */
#define LONG_GONE 300   /* days */
#define NAMED_BACK 30   /* days; later in the year the next one is meant */
#define NAMED "named-"  /* begins the names of their classes */

/* Takes the nearer one: the days from @today to the day, when there is such a day. */
static void
consider (const HenjiCheckDate *date, int year, int month, const char *today, int *best)
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
days_ahead (const HenjiCheckDate *date, const char *today)
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
is_after_named (const HenjiCheckDate *date, const char *today, int before)
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
nearest (const Around *around, const HenjiCheckDate *date, gboolean behind)
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

/* "your purchase of November 20", "the edition of March 3", 出荷日の9月1日: which one, not when. */
static gboolean
tells_which (const HenjiCheckText *text, const HenjiCheckDate *date)
{
  static const char *const times[] = { "morning", "afternoon", "evening", "night", "end", "week",
                                       "day",     "days",      "close",   "start", NULL };
  static const char *const what[] = { "出荷日の", "発送日の", "注文日の", "購入日の",
                                      "製造日の", "発行日の", "到着日の", NULL };
  gsize word = date->start >= 4 ? date->start - 4 : 0;

  if (henji_check_is_any_before (text, date->start, what))
    return TRUE;

  return word > 0 && henji_check_is_at (text, word, " of ")
         && !henji_check_is_any_before (text, word, times);
}

/* A date so long gone is one of the past, whatever is said of it. */
static gboolean
is_long_gone (const HenjiCheckDate *date, int days)
{
  return (date->year > 0 || date->of_year) && days < -LONG_GONE;
}

/* "between November 30 and December 8": the end of it counts. */
static gboolean
is_beginning (const HenjiCheckText *text,
              const HenjiCheckDate *date,
              const HenjiCheckDate *next,
              const char *today)
{
  static const char *const links[]
      = { " and ", " to ", " through ", " - ", "-", "~", "から", "より" };

  for (guint k = 0; k < G_N_ELEMENTS (links); k++)
    if (henji_check_is_at (text, date->end, links[k])
        && next->start == date->end + (gsize) g_utf8_strlen (links[k], -1))
      return days_ahead (next, today) >= 0;

  return FALSE;
}

/* "your claim, submitted on February 7": an English verb of the past right before the date,
 * whatever it is; not "will be submitted on", "expected on". */
static gboolean
is_done_on (const HenjiCheckText *text, const HenjiCheckDate *date)
{
  static const char *const ahead[]
      = { "expected", "scheduled", "planned",  "estimated", "anticipated", "projected",
          "slated",   "needed",    "supposed", "promised",  "guaranteed",  NULL };
  static const char *const passive[]
      = { "be ", "get ", "being ", "getting ", "it ", "them ", "and ", NULL };
  gsize end = date->start, word;

  if (end < 8 || !henji_check_is_at (text, end - 4, " on "))
    return FALSE;
  end -= 4;
  for (word = end; word > 0 && henji_check_is_letter (text->f[word - 1]);)
    word--;
  return end - word >= 4 && text->f[end - 1] == 'd' && text->f[end - 2] == 'e'
         && !henji_check_is_any_at (text, word, ahead)
         && !henji_check_is_any_before (text, word, passive);
}

/* Is the date one by which something is still to happen? In Japanese the verb stands behind it, in
 * English mostly before. */
static gboolean
is_promise (const Around *around, const HenjiCheckDate *date)
{
  const HenjiCheckText *text = around->text;
  gboolean deadline = henji_check_beside (text, HENJI_CHECK_CLASS_DEADLINE, date->start, date->end,
                                          date->start - around->from < 16 ? 8 : 16, 10);
  gboolean japanese = henji_check_is_cjk (text->f[date->end - 1])
                      || henji_check_is_cjk (text->f[date->end]) || text->f[date->end] == '(';
  const HenjiCheckMatch *verb = nearest (around, date, japanese);

  if (is_done_on (text, date))
    return FALSE;
  if (verb == NULL && (deadline || !japanese))
    verb = nearest (around, date, !japanese);
  if (verb == NULL) /* "It ran from November 3 until November 20." */
    return deadline
           && (!henji_class_set_has (&around->sentence->classes, HENJI_CHECK_CLASS_PAST)
               || henji_class_set_has (&around->sentence->classes, HENJI_CHECK_CLASS_PROMISE));

  return verb->class == HENJI_CHECK_CLASS_PROMISE;
}

/* The days from @today to the nearest day of @name: "12-25", or "05-2-7", the second Sunday. */
static int
named_days_ahead (const char *name, const char *today)
{
  int best = G_MAXINT, month, day, weekday;
  gboolean is_weekday = sscanf (name, "%2d-%2d-%1d", &month, &day, &weekday) == 3;

  if (!is_weekday && sscanf (name, "%2d-%2d", &month, &day) != 2)
    return 0;
  if (month < 1 || month > 12) /* a seller's own file may say anything */
    return 0;
  for (int year = atoi (today) - 1; year <= atoi (today) + 1; year++)
    {
      HenjiCheckDate date = { .day = day };

      if (is_weekday)
        {
          GDate first;

          g_date_clear (&first, 1);
          g_date_set_dmy (&first, 1, (GDateMonth) month, (GDateYear) year);
          date.day = 7 * (day - 1) + 1 + (weekday - (int) g_date_get_weekday (&first) + 7) % 7;
        }
      consider (&date, year, month, today, &best);
    }

  return best == G_MAXINT ? 0 : best;
}

/* "by Christmas", 松の内が明けるころには: classes of the rules. */
static void
check_named_days (HenjiCheckRun *run, const char *today)
{
  const HenjiCheckText *text = run->text;

  for (guint s = 0; s < text->sentences->len; s++)
    {
      const HenjiCheckSentence *sentence = &g_array_index (text->sentences, HenjiCheckSentence, s);
      Around around = { text, sentence, text->from[sentence->start], text->from[sentence->end] };

      for (guint k = sentence->first; k < sentence->last; k++)
        {
          const HenjiCheckMatch *match = &g_array_index (text->matches, HenjiCheckMatch, k);
          const char *name = run->checker->class_names->pdata[match->class];
          HenjiCheckDate date
              = { .start = text->from[match->start], .end = text->from[match->end - 1] + 1 };
          const HenjiCheckMatch *verb;
          int days;

          if (!g_str_has_prefix (name, NAMED))
            continue;
          days = named_days_ahead (name + strlen (NAMED), today);
          if (days >= 0 || days < -NAMED_BACK)
            continue;
          verb = nearest (&around, &date, henji_check_is_cjk (text->f[date.end - 1]));
          if (verb == NULL && henji_check_is_at (text, date.start, "by "))
            verb = nearest (&around, &date, TRUE);
          if (verb != NULL && verb->class == HENJI_CHECK_CLASS_PROMISE)
            henji_check_report_f (run, "promise-past", date.start, date.end);
        }
    }
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
is_set_for (const HenjiCheckText *text, const HenjiCheckDate *hour)
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
      HenjiCheckDate hour = { .start = i };
      int said = i > 0 && henji_check_is_latin (text->f[i - 1])
                     ? -1
                     : henji_check_read_hour (text, i, &hour.end);

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
  check_named_days (run, today);
  for (gsize i = 0; i < text->n_f; i++)
    {
      Around around = { text, NULL, 0, 0 };
      HenjiCheckDate date, next;
      gboolean more = FALSE;
      int days;

      if ((i > 0 && henji_check_is_latin (text->f[i - 1]))
          || !henji_check_read_date (text, i, &date))
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
            if (!henji_check_is_latin (text->f[k - 1]) && henji_check_read_date (text, k, &next))
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
