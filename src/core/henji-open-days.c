/* henji-open-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-open-days"

#include "config.h"

#include "henji-open-days.h"

#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TEXT 4000
#define MAX_SEARCH 3660 /* days */
#define MAX_CLOSURE 366 /* days of one dated closing */
#define WEEKEND ((1u << 5) | (1u << 6))
#define ALL_WEEK 0x7fu

/* Closed from one day to another. A yearly one has its days as month * 100 + day, and may run over
 * the year's end; a dated one has them as dates. */
typedef struct
{
  int from, to;
} Yearly;

typedef struct
{
  char from[11], to[11];
} Dated;

struct _HenjiOpenDays
{
  guint weekly; /* bit (1 << weekday) of each closed one, Monday is 0 */
  gboolean keeps_holidays;
  HenjiHolidays *holidays; /* nullable */
  GArray *yearly;          /* of Yearly */
  GArray *dated;           /* of Dated */
};

static void
open_days_clear (HenjiOpenDays *self)
{
  g_clear_pointer (&self->holidays, henji_holidays_unref);
  g_array_unref (self->yearly);
  g_array_unref (self->dated);
}

HenjiOpenDays *
henji_open_days_ref (HenjiOpenDays *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_open_days_unref (HenjiOpenDays *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) open_days_clear);
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, sentence);

  return FALSE;
}

/* ---- Reading --------------------------------------------------------------------------------- */

/* Words that say nothing by themselves, and names of closings, which say nothing without dates. */
static const char *const fillers[]
    = { "毎週", "と",   "及び",   "および", "定休日",   "定休", "休業日",
        "休業", "休み", "お休み", "毎年",   "every",    "each", "and",
        "&",    "on",   "closed", "public", "national", "the" };
static const char *const closings[] = { "年末年始",
                                        "年末年始休業",
                                        "年末",
                                        "年始",
                                        "正月",
                                        "お正月",
                                        "お盆",
                                        "お盆休み",
                                        "盆休み",
                                        "夏季休業",
                                        "夏期休業",
                                        "夏季休暇",
                                        "夏休み",
                                        "冬季休業",
                                        "冬休み",
                                        "ゴールデンウィーク",
                                        "ゴールデンウイーク",
                                        "gw",
                                        "臨時休業",
                                        "臨時休業日",
                                        "棚卸",
                                        "棚卸し",
                                        "obon",
                                        "golden",
                                        "week",
                                        "new",
                                        "year",
                                        "year's",
                                        "summer",
                                        "winter",
                                        "vacation",
                                        "stocktaking" };
static const char *const holiday_words[]
    = { "holidays", "holiday", "祝日", "祝祭日", "国民の祝日", "祝" };

static gboolean
is_one_of (const char *word, const char *const *list, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (word, list[i]) == 0)
      return TRUE;

  return FALSE;
}

#define IS_ONE_OF(word, list) is_one_of (word, list, G_N_ELEMENTS (list))

static char *
replace (char *text, const char *pattern, const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  char *out = g_regex_replace_literal (regex, text, -1, 0, with, 0, NULL);

  g_free (text);

  return out;
}

/* (transfer full): one spelling of widths and of "from … to", single blanks between the words. */
static char *
plain (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char *out = g_utf8_strdown (wide, -1);

  out = replace (out, "’", "'");
  out = replace (out, "[〜∼–—−‐―]|\\.{2,3}|…|から", "~");
  out = replace (out, "(?<=[0-9日曜])ー", "~");
  out = replace (out, "(?<=[^\\s])\\s+(?:to|through|until|till|thru|-)\\s+(?=[^\\s])", "~");
  out = replace (out, "\\s*~\\s*", "~");
  out = replace (out, "まで", " ");
  out = replace (out, "(?<=[^0-9])/(?=[^0-9])", " ");
  out = replace (out, "[\\s,、;。・:()「」]+", " ");

  return g_strstrip (out);
}

/* 0 to 6, -1 for none. */
static int
weekday_from_word (const char *word)
{
  static const char *const days[]
      = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };
  static const char *const kanji[] = { "月", "火", "水", "木", "金", "土", "日" };
  gsize length = strlen (word);

  for (int i = 0; i < 7; i++)
    {
      const char *rest = word + strlen (kanji[i]);
      gsize full = strlen (days[i]);

      if (length >= 3 && strncmp (word, days[i], MIN (length, full)) == 0
          && (length <= full || (length == full + 1 && word[full] == 's')))
        return i;
      if (g_str_has_prefix (word, kanji[i])
          && (*rest == '\0' || strcmp (rest, "曜") == 0 || strcmp (rest, "曜日") == 0))
        return i;
    }

  return -1;
}

/* "sat", "weekends", "土日祝", "月~水": FALSE when it is none of these. */
static gboolean
take_weekdays (HenjiOpenDays *self, const char *word)
{
  g_autofree char *rest = g_strdup (word);
  g_auto (GStrv) ends = g_strsplit_set (word, "~-", 0);
  gboolean holidays = FALSE;
  guint days = 0;
  const char *p;

  if (strcmp (word, "週末") == 0 || g_str_has_prefix (word, "weekend"))
    {
      self->weekly |= WEEKEND;
      return strcmp (word, "週末") == 0 || strcmp (word, "weekend") == 0
             || strcmp (word, "weekends") == 0;
    }
  if (g_strv_length (ends) == 2)
    {
      int from = weekday_from_word (ends[0]);
      int to = weekday_from_word (ends[1]);

      if (from < 0 || to < 0)
        return FALSE;
      for (int day = from;; day = (day + 1) % 7)
        {
          self->weekly |= 1u << day;
          if (day == to)
            return TRUE;
        }
    }

  for (guint i = 2; i < G_N_ELEMENTS (holiday_words) && !holidays; i++)
    if (g_str_has_suffix (rest, holiday_words[i]))
      {
        rest[strlen (rest) - strlen (holiday_words[i])] = '\0';
        holidays = TRUE;
      }
  if (weekday_from_word (rest) >= 0)
    days = 1u << weekday_from_word (rest);
  else
    for (p = rest; *p != '\0'; p = g_utf8_next_char (p))
      {
        char one[7] = "";
        int day;

        g_utf8_strncpy (one, p, 1);
        if (strcmp (one, "曜") == 0 && days != 0)
          {
            /* "土曜日曜": the 日 behind 曜 is Sunday only when another 曜 follows it. */
            const char *next = g_utf8_next_char (p);

            if (g_str_has_prefix (next, "日") && !g_str_has_prefix (next, "日曜"))
              p = next;
            continue;
          }
        day = weekday_from_word (one);
        if (day < 0)
          return FALSE;
        days |= 1u << day;
      }
  if (days == 0 && !holidays)
    return FALSE;

  self->weekly |= days;
  self->keeps_holidays |= holidays;

  return TRUE;
}

typedef struct
{
  int year, month, day; /* 0: not written */
} Written;

static int
number_of (const GMatchInfo *match, const char *name)
{
  g_autofree char *text = g_match_info_fetch_named (match, name);

  return text != NULL ? atoi (text) : 0;
}

static gboolean
is_day (int year, int month, int day)
{
  return month >= 1 && month <= 12 && day >= 1
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month,
                              (GDateYear) (year != 0 ? year : 2024));
}

static gboolean
add_dated (HenjiOpenDays *self, Written from, Written to, const char *word, GError **error)
{
  Dated dated;

  /* "2026/12/29-1/3" ends in the next year. */
  if (to.year == 0)
    to.year = from.year + (to.month * 100 + to.day < from.month * 100 + from.day);
  if (!is_day (to.year, to.month, to.day))
    return refuse (error, _ ("There is no such day as “%s”"), word);
  g_snprintf (dated.from, sizeof dated.from, "%04d-%02d-%02d", from.year % 10000, from.month % 100,
              from.day % 100);
  g_snprintf (dated.to, sizeof dated.to, "%04d-%02d-%02d", to.year % 10000, to.month % 100,
              to.day % 100);
  if (strcmp (dated.to, dated.from) < 0)
    return refuse (error, _ ("“%s” ends before it begins"), word);
  if (henji_date_days_between (dated.from, dated.to) >= MAX_CLOSURE)
    return refuse (error, _ ("“%s” is longer than a year"), word);
  g_array_append_val (self->dated, dated);

  return TRUE;
}

/* "12/29-1/3", "8月13日~16日", "2026-05-07": FALSE with an error when it is none. */
static gboolean
take_dates (HenjiOpenDays *self, const char *word, GError **error)
{
  g_autoptr (GRegex) shape
      = g_regex_new ("^(?:(?<y>[0-9]{4})[-/.年])?(?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})日?"
                     "(?:[~-](?:(?:(?<y2>[0-9]{4})[-/.年])?(?<m2>[0-9]{1,2})[-/.月])?"
                     "(?<d2>[0-9]{1,2})日?)?$",
                     0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  Written from, to;
  Yearly yearly;

  if (!g_regex_match (shape, word, 0, &match))
    return refuse (error,
                   _ ("“%s” is no closing day; write weekdays, “holidays” or dates like 12/29-1/3"),
                   word);

  from = (Written){ number_of (match, "y"), number_of (match, "m"), number_of (match, "d") };
  to = (Written){ number_of (match, "y2"), number_of (match, "m2"), number_of (match, "d2") };
  if (to.day == 0)
    to = from;
  if (to.month == 0)
    to.month = from.month;
  if (!is_day (from.year, from.month, from.day) || !is_day (to.year, to.month, to.day))
    return refuse (error, _ ("There is no such day as “%s”"), word);
  if (from.year != 0)
    return add_dated (self, from, to, word, error);
  if (to.year != 0)
    return refuse (error, _ ("“%s” has a year at its end only"), word);

  yearly = (Yearly){ from.month * 100 + from.day, to.month * 100 + to.day };
  g_array_append_val (self->yearly, yearly);

  return TRUE;
}

static gboolean
is_closed_by_date (const HenjiOpenDays *self, const char *date)
{
  int day = atoi (date + 5) * 100 + atoi (date + 8);

  for (guint i = 0; i < self->yearly->len; i++)
    {
      const Yearly *yearly = &g_array_index (self->yearly, Yearly, i);
      gboolean after = day >= yearly->from, before = day <= yearly->to;

      if (yearly->from <= yearly->to ? after && before : after || before)
        return TRUE;
    }
  for (guint i = 0; i < self->dated->len; i++)
    {
      const Dated *dated = &g_array_index (self->dated, Dated, i);

      if (strcmp (date, dated->from) >= 0 && strcmp (date, dated->to) <= 0)
        return TRUE;
    }

  return FALSE;
}

/* Would the shop be closed for a year by what comes back every week and every year? Weekdays and
 * leap years come back after 28 years. */
static gboolean
is_closed_a_year (const HenjiOpenDays *self)
{
  int day = 0;

  while (day < 28 * 366)
    {
      int i;

      /* The last open day within a year of @day. */
      for (i = MAX_CLOSURE + 7; i > 0; i--)
        {
          g_autofree char *date = henji_date_add_days ("2024-01-01", day + i);

          if (henji_open_days_is_open (self, date))
            break;
        }
      if (i == 0)
        return TRUE;
      day += i;
    }

  return FALSE;
}

static gboolean
take_words (HenjiOpenDays *self, const char *text, GError **error)
{
  g_autofree char *clean = plain (text);
  g_auto (GStrv) words = g_strsplit (clean, " ", 0);
  const char *closing = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];

      if (g_str_has_prefix (word, "毎週") && strcmp (word, "毎週") != 0)
        word += strlen ("毎週");
      if (*word == '\0' || IS_ONE_OF (word, fillers))
        continue;
      if (IS_ONE_OF (word, closings))
        {
          if (closing == NULL)
            closing = word;
          continue;
        }
      if (g_ascii_isdigit (*word))
        {
          closing = NULL;
          if (!take_dates (self, word, error))
            return FALSE;
          continue;
        }
      if (closing != NULL)
        break;
      if (IS_ONE_OF (word, holiday_words))
        self->keeps_holidays = TRUE;
      else if (!take_weekdays (self, word) && !take_dates (self, word, error))
        return FALSE;
    }
  if (closing != NULL)
    return refuse (error, _ ("“%s” needs its dates behind it, like 12/29-1/3"), closing);

  return TRUE;
}

HenjiOpenDays *
henji_open_days_parse (const char *text, HenjiHolidays *holidays, GError **error)
{
  g_autoptr (HenjiOpenDays) self = NULL;
  g_autoptr (GArray) dated = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    {
      refuse (error, _ ("These closing days are too long, or no text"));
      return NULL;
    }

  self = g_atomic_rc_box_new0 (HenjiOpenDays);
  self->holidays = holidays != NULL ? henji_holidays_ref (holidays) : NULL;
  self->yearly = g_array_new (FALSE, FALSE, sizeof (Yearly));
  self->dated = g_array_new (FALSE, FALSE, sizeof (Dated));
  if (!take_words (self, text, error))
    return NULL;

  /* What is dated ends; what comes back must leave an open day. */
  dated = g_steal_pointer (&self->dated);
  self->dated = g_array_new (FALSE, FALSE, sizeof (Dated));
  if (self->weekly == ALL_WEEK || is_closed_a_year (self))
    {
      refuse (error, _ ("With these closing days the shop would never be open"));
      return NULL;
    }
  g_array_unref (self->dated);
  self->dated = g_steal_pointer (&dated);

  return g_steal_pointer (&self);
}

char *
henji_open_days_to_text (const HenjiOpenDays *self)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < 7; i++)
    if ((self != NULL ? self->weekly : WEEKEND) & (1u << i))
      g_string_append_printf (out, ", %s", days[i]);
  if (self != NULL && self->keeps_holidays)
    g_string_append (out, ", holidays");
  for (guint i = 0; self != NULL && i < self->yearly->len; i++)
    {
      const Yearly *yearly = &g_array_index (self->yearly, Yearly, i);

      g_string_append_printf (out, ", %d/%d", yearly->from / 100, yearly->from % 100);
      if (yearly->to != yearly->from)
        g_string_append_printf (out, "-%d/%d", yearly->to / 100, yearly->to % 100);
    }
  for (guint i = 0; self != NULL && i < self->dated->len; i++)
    {
      const Dated *dated = &g_array_index (self->dated, Dated, i);

      g_string_append_printf (out, ", %s", dated->from);
      if (strcmp (dated->to, dated->from) != 0)
        g_string_append_printf (out, "~%s", dated->to);
    }
  if (out->len > 0)
    g_string_erase (out, 0, strlen (", "));

  return g_string_free (out, FALSE);
}

/* ---- Counting -------------------------------------------------------------------------------- */

gboolean
henji_open_days_is_open (const HenjiOpenDays *self, const char *date)
{
  guint weekday;

  g_return_val_if_fail (henji_date_is_valid (date), FALSE);

  /* 0001-01-01 was a Monday. */
  weekday = (guint) henji_date_days_between ("0001-01-01", date) % 7;
  if ((self != NULL ? self->weekly : WEEKEND) & (1u << weekday))
    return FALSE;
  if (self == NULL)
    return TRUE;
  if (self->keeps_holidays && self->holidays != NULL
      && henji_holidays_on (self->holidays, date) != NULL)
    return FALSE;

  return !is_closed_by_date (self, date);
}

/* (transfer full) (nullable): the @n-th open day from @date on, @date itself the first that may
 * count. */
static char *
nth_open (const HenjiOpenDays *self, const char *date, int n)
{
  g_autofree char *day = g_strdup (date);

  for (int closed = 0; day != NULL && closed < MAX_SEARCH;)
    {
      char *next;

      if (!henji_open_days_is_open (self, day))
        closed++;
      else if (--n <= 0)
        return g_steal_pointer (&day);
      else
        closed = 0;
      next = henji_date_add_days (day, 1);
      g_free (day);
      day = next;
    }

  return NULL;
}

char *
henji_open_days_next (const HenjiOpenDays *self, const char *date)
{
  g_return_val_if_fail (henji_date_is_valid (date), NULL);

  return nth_open (self, date, 1);
}

char *
henji_open_days_add (const HenjiOpenDays *self, const char *date, int n)
{
  g_autofree char *tomorrow = NULL;

  g_return_val_if_fail (henji_date_is_valid (date) && n >= 0, NULL);

  if (n == 0)
    return g_strdup (date);

  tomorrow = henji_date_add_days (date, 1);

  return tomorrow != NULL ? nth_open (self, tomorrow, n) : NULL;
}

gboolean
henji_open_days_next_closing (
    const HenjiOpenDays *self, const char *date, int days, char **first, char **reopens)
{
  g_autofree char *open = NULL;

  g_return_val_if_fail (henji_date_is_valid (date) && days > 0, FALSE);
  g_return_val_if_fail (first != NULL && reopens != NULL, FALSE);

  *first = NULL;
  *reopens = NULL;
  open = henji_date_add_days (date, -1);
  for (int i = 0; open != NULL && i < MAX_SEARCH; i++)
    {
      g_autofree char *next = henji_open_days_add (self, open, 1);

      if (next == NULL)
        return FALSE;
      if (henji_date_days_between (open, next) > days)
        {
          *first = henji_date_add_days (open, 1);
          *reopens = g_steal_pointer (&next);
          return TRUE;
        }
      g_free (open);
      open = g_steal_pointer (&next);
    }

  return FALSE;
}
