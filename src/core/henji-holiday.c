/* henji-holiday.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-holiday"

#include "config.h"

#include "henji-holiday.h"

#include "henji-ini.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 1900 /* what the formula of the equinoxes reaches */
#define LAST_YEAR 2150
#define EDGE 7 /* days of the neighbour years that may move a holiday into a year */

/* A file is a group [calendar], perhaps [substitute] and [between], and a group per holiday with
 * its name in both languages. The other keys say when it is, by the years that do:
 * "1949-1999=01-15" every 15 January, "2000-=01 monday 2" every second Monday of January,
 * "2020=07-23" once, "1949-=spring-equinox". */

typedef enum
{
  DAY_FIXED,
  DAY_NTH_WEEKDAY,
  DAY_SPRING_EQUINOX,
  DAY_AUTUMN_EQUINOX,
} DayKind;

typedef struct
{
  const char *name_ja, *name_en;
  int from, to; /* years */
  DayKind kind;
  int month;
  int day;     /* of a fixed one */
  int weekday; /* Monday is 1 */
  int nth;     /* 1 to 4, 0 for the last */
} Rule;

typedef enum
{
  SUBSTITUTE_NEXT_DAY,      /* of a Sunday the next day */
  SUBSTITUTE_NEXT_FREE_DAY, /* of a Sunday the next day that is no named holiday */
  SUBSTITUTE_NEAREST,       /* of a Sunday Monday, of a Saturday Friday */
  BETWEEN_NOT_SUNDAY,
  BETWEEN_ANY,
} Way;

/* How the law adds days, from the day of a change on. */
typedef struct
{
  guint32 since; /* julian day */
  Way way;
} Change;

typedef struct
{
  guint n;
  HenjiHoliday days[];
} Year;

struct _HenjiHolidays
{
  GStringChunk *strings;
  const char *country;
  GTimeZone *zone;
  int first, last;
  int announced;       /* month of the year before, 0: nothing is announced */
  GArray *rules;       /* of Rule */
  GArray *substitutes; /* of Change, oldest first */
  GArray *betweens;
  const char *substitute_ja, *substitute_en; /* nullable: the holiday's own name */
  const char *between_ja, *between_en;
  gpointer *years; /* (element-type Year) from @first on, %NULL until asked for */
};

/* A holiday on its way to the list of its year. */
typedef struct
{
  guint32 day; /* julian */
  const char *name_ja, *name_en;
  HenjiHolidayNature nature;
} Found;

static const char *const weekdays[]
    = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

static void
holidays_clear (HenjiHolidays *self)
{
  for (int i = 0; self->years != NULL && i <= self->last - self->first; i++)
    g_free (self->years[i]);
  g_free (self->years);
  g_array_unref (self->rules);
  g_array_unref (self->substitutes);
  g_array_unref (self->betweens);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_string_chunk_free (self->strings);
}

HenjiHolidays *
henji_holidays_ref (HenjiHolidays *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_holidays_unref (HenjiHolidays *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) holidays_clear);
}

const char *
henji_holiday_nature_id (HenjiHolidayNature nature)
{
  static const char *const ids[] = { "named", "substitute", "between" };

  g_return_val_if_fail ((guint) nature < G_N_ELEMENTS (ids), "named");

  return ids[nature];
}

/* ---- Reading --------------------------------------------------------------------------------- */

static const char *
keep (HenjiHolidays *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

static gboolean
read_number (const char *text, int min, int max, int *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, min, max, &value, NULL))
    return FALSE;

  *number = (int) value;

  return TRUE;
}

/* "1949-1999", "2000-", "2020": within the calendar's years. */
static gboolean
read_years (const HenjiHolidays *self, const char *text, int *from, int *to)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);

  if (!read_number (parts[0], self->first, self->last, from))
    return FALSE;
  *to = parts[1] == NULL ? *from : self->last;
  if (parts[1] != NULL && *parts[1] != '\0' && !read_number (parts[1], self->first, self->last, to))
    return FALSE;

  return *from <= *to;
}

static gboolean
read_day (const char *text, Rule *rule)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 0);
  guint n = g_strv_length (words);

  if (g_str_equal (text, "spring-equinox") || g_str_equal (text, "autumn-equinox"))
    {
      rule->kind = *text == 's' ? DAY_SPRING_EQUINOX : DAY_AUTUMN_EQUINOX;
      return TRUE;
    }
  if (n == 1 && strlen (text) == 5 && text[2] == '-')
    {
      g_autofree char *leap = g_strdup_printf ("2024-%s", text);

      rule->kind = DAY_FIXED;
      rule->month = atoi (text);
      rule->day = atoi (text + 3);
      return henji_date_is_valid (leap);
    }
  if (n != 3 || !read_number (words[0], 1, 12, &rule->month))
    return FALSE;

  rule->kind = DAY_NTH_WEEKDAY;
  for (guint i = 0; i < G_N_ELEMENTS (weekdays); i++)
    if (g_str_equal (words[1], weekdays[i]))
      rule->weekday = (int) i + 1;

  return rule->weekday != 0
         && (g_str_equal (words[2], "last") || read_number (words[2], 1, 4, &rule->nth));
}

static gboolean
take_calendar (HenjiHolidays *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  static const char *const keys[]
      = { "id", "country", "zone", "first", "last", "source", "checked" };
  const char *announced = henji_ini_value (group, "announced");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (henji_ini_value (group, keys[i]) == NULL)
      return henji_ini_fail (name, group->line, error, _ ("“%s” is missing in [calendar]."),
                             keys[i]);

  self->country = keep (self, henji_ini_value (group, "country"));
  self->zone = g_time_zone_new_identifier (henji_ini_value (group, "zone"));
  if (self->zone == NULL)
    return henji_ini_fail (name, group->line, error, _ ("“%s” is no time zone."),
                           henji_ini_value (group, "zone"));
  if (!henji_date_is_valid (henji_ini_value (group, "checked")))
    return henji_ini_fail (name, group->line, error, _ ("“checked” must be a date in [%s]."),
                           group->name);
  if (!read_number (henji_ini_value (group, "first"), FIRST_YEAR, LAST_YEAR, &self->first)
      || !read_number (henji_ini_value (group, "last"), self->first, LAST_YEAR, &self->last))
    return henji_ini_fail (name, group->line, error,
                           _ ("“first” and “last” must be years from %d to %d."), FIRST_YEAR,
                           LAST_YEAR);
  if (announced != NULL && !read_number (announced, 1, 12, &self->announced))
    return henji_ini_fail (name, group->line, error, _ ("“announced” must be a month."));

  return TRUE;
}

/* [substitute] or [between]: names, and from which day the law adds days in which way. */
static gboolean
take_added (HenjiHolidays *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  static const struct
  {
    const char *group;
    const char *word;
    Way way;
  } ways[] = {
    { "substitute", "next-day", SUBSTITUTE_NEXT_DAY },
    { "substitute", "next-free-day", SUBSTITUTE_NEXT_FREE_DAY },
    { "substitute", "nearest-weekday", SUBSTITUTE_NEAREST },
    { "between", "not-on-sunday", BETWEEN_NOT_SUNDAY },
    { "between", "any-day", BETWEEN_ANY },
  };
  gboolean substitute = g_str_equal (group->name, "substitute");
  GArray *changes = substitute ? self->substitutes : self->betweens;

  for (guint i = 0; i < group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (group->lines, i);
      Change change = { 0 };
      guint j;

      if (g_str_has_prefix (line->key, "name-"))
        {
          gboolean ja = g_str_equal (line->key, "name-ja");
          const char **to = substitute ? (ja ? &self->substitute_ja : &self->substitute_en)
                                       : (ja ? &self->between_ja : &self->between_en);

          *to = keep (self, line->value);
          continue;
        }
      if (!henji_date_is_valid (line->key))
        return henji_ini_fail (name, line->line, error, _ ("“%s” is no date like 2026-01-26."),
                               line->key);
      for (j = 0; j < G_N_ELEMENTS (ways); j++)
        if (g_str_equal (group->name, ways[j].group) && g_str_equal (line->value, ways[j].word))
          break;
      if (j == G_N_ELEMENTS (ways))
        return henji_ini_fail (name, line->line, error, _ ("“%s” is no way to add a day in [%s]."),
                               line->value, group->name);
      change.since = 1 + (guint32) henji_date_days_between ("0001-01-01", line->key);
      change.way = ways[j].way;
      if (changes->len > 0
          && g_array_index (changes, Change, changes->len - 1).since >= change.since)
        return henji_ini_fail (name, line->line, error, _ ("The dates in [%s] must ascend."),
                               group->name);
      g_array_append_val (changes, change);
    }
  if (!substitute && (self->between_ja == NULL || self->between_en == NULL))
    return henji_ini_fail (name, group->line, error,
                           _ ("[%s] lacks a name in Japanese or English."), group->name);

  return TRUE;
}

static gboolean
take_holiday (HenjiHolidays *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  const char *name_ja = keep (self, henji_ini_value (group, "name-ja"));
  const char *name_en = keep (self, henji_ini_value (group, "name-en"));

  if (name_ja == NULL || name_en == NULL)
    return henji_ini_fail (name, group->line, error,
                           _ ("[%s] lacks a name in Japanese or English."), group->name);

  for (guint i = 0; i < group->lines->len; i++)
    {
      const HenjiIniLine *line = g_ptr_array_index (group->lines, i);
      Rule rule = { .name_ja = name_ja, .name_en = name_en };

      if (!g_ascii_isdigit (*line->key))
        continue;
      if (!read_years (self, line->key, &rule.from, &rule.to))
        return henji_ini_fail (name, line->line, error,
                               _ ("“%s” are no years of this calendar, like 2000- or 1949-1999."),
                               line->key);
      if (!read_day (line->value, &rule))
        return henji_ini_fail (name, line->line, error,
                               _ ("“%s” is no day, like 01-15 or 01 monday 2."), line->value);
      for (guint j = 0; j < self->rules->len; j++)
        {
          const Rule *other = &g_array_index (self->rules, Rule, j);

          if (other->name_ja == rule.name_ja && other->from <= rule.to && rule.from <= other->to)
            return henji_ini_fail (name, line->line, error, _ ("[%s] is there twice in one year."),
                                   group->name);
        }
      g_array_append_val (self->rules, rule);
    }

  return TRUE;
}

static gboolean
take_groups (HenjiHolidays *self, const HenjiIni *ini, GError **error)
{
  for (guint i = 0; i < ini->groups->len; i++)
    {
      const HenjiIniGroup *group = g_ptr_array_index (ini->groups, i);
      gboolean fine;

      if (i == 0)
        fine = g_str_equal (group->name, "calendar")
                   ? take_calendar (self, ini->name, group, error)
                   : henji_ini_fail (ini->name, group->line, error,
                                     _ ("[calendar] must come first."));
      else if (g_str_equal (group->name, "substitute") || g_str_equal (group->name, "between"))
        fine = take_added (self, ini->name, group, error);
      else
        fine = take_holiday (self, ini->name, group, error);
      if (!fine)
        return FALSE;
    }
  if (ini->groups->len == 0)
    return henji_ini_fail (ini->name, 1, error, _ ("[calendar] must come first."));

  return TRUE;
}

HenjiHolidays *
henji_holidays_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiHolidays) self = NULL;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (HenjiHolidays);
  self->strings = g_string_chunk_new (1024);
  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  self->substitutes = g_array_new (FALSE, FALSE, sizeof (Change));
  self->betweens = g_array_new (FALSE, FALSE, sizeof (Change));
  if (!take_groups (self, ini, error))
    return NULL;
  self->years = g_new0 (gpointer, self->last - self->first + 1);

  return g_steal_pointer (&self);
}

/* ---- Computing a year ------------------------------------------------------------------------ */

/* The day of March or September on which Japan's equinox falls: that of 1980, the mean tropical
 * year (0.242194 days beyond 365), less the leap days since. What is added per span makes up for
 * the slow change of the year's length and for 2100, which has no leap day. The usual approximation
 * of Japanese almanacs for 1900 to 2150; its last autumn figure, 24.2488, misses 2107 (23
 * September, 23:37), so it is lowered. All years from 1949 on were compared with the equinoxes by
 * Meeus, Astronomical Algorithms, chapter 27. */
static int
equinox (int year, gboolean spring)
{
  static const struct
  {
    int last;
    double spring, autumn;
    int leap; /* from which the leap days are counted */
  } spans[] = {
    { 1979, 20.8357, 23.2588, 1983 },
    { 2099, 20.8431, 23.2488, 1980 },
    { LAST_YEAR, 21.8510, 24.2300, 1980 },
  };
  guint i = 0;

  while (year > spans[i].last && i + 1 < G_N_ELEMENTS (spans))
    i++;

  return (int) ((spring ? spans[i].spring : spans[i].autumn) + 0.242194 * (year - 1980))
         - (year - spans[i].leap) / 4;
}

/* The julian day of a rule in @year, 0 when that year has none. */
static guint32
day_of (const Rule *rule, int year)
{
  GDate date;
  int day = rule->day;
  int month = rule->month;

  if (year < rule->from || year > rule->to)
    return 0;

  if (rule->kind == DAY_SPRING_EQUINOX || rule->kind == DAY_AUTUMN_EQUINOX)
    {
      month = rule->kind == DAY_SPRING_EQUINOX ? 3 : 9;
      day = equinox (year, month == 3);
    }
  else if (rule->kind == DAY_NTH_WEEKDAY)
    {
      /* The first such weekday on or after the earliest day that it can be. */
      int first = rule->nth > 0
                      ? 7 * rule->nth - 6
                      : g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year) - 6;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) first, month, (GDateYear) year);
      day = first + (rule->weekday - (int) g_date_get_weekday (&date) + 7) % 7;
    }
  if (!g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return 0;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, month, (GDateYear) year);

  return g_date_get_julian (&date);
}

static gboolean
holds (const GArray *found, guint32 day, gboolean named_only)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);

      if (one->day == day && (!named_only || one->nature == HENJI_HOLIDAY_NAMED))
        return TRUE;
    }

  return FALSE;
}

/* (nullable): what the law says on @day. */
static const Change *
in_force (const GArray *changes, guint32 day)
{
  const Change *best = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (change->since <= day)
        best = change;
    }

  return best;
}

/* Monday is 1: day 1 of GDate's count was one. */
static guint
weekday_of (guint32 day)
{
  return (day - 1) % 7 + 1;
}

/* 0: none */
static guint32
substitute_for (const GArray *found, const Change *change, guint32 day)
{
  guint weekday = weekday_of (day);

  if (change == NULL || weekday < 6 || (weekday == 6 && change->way != SUBSTITUTE_NEAREST))
    return 0;
  if (weekday == 6)
    return day - 1;

  day++;
  while (change->way == SUBSTITUTE_NEXT_FREE_DAY && holds (found, day, TRUE))
    day++;

  return day;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = a, *y = b;

  return x->day < y->day ? -1 : x->day > y->day;
}

static void
add_substitutes (const HenjiHolidays *self, GArray *found)
{
  guint n = found->len;

  for (guint i = 0; i < n; i++)
    {
      Found one = g_array_index (found, Found, i);

      one.day = substitute_for (found, in_force (self->substitutes, one.day), one.day);
      if (one.day == 0 || holds (found, one.day, FALSE))
        continue;
      one.nature = HENJI_HOLIDAY_SUBSTITUTE;
      if (self->substitute_ja != NULL)
        one.name_ja = self->substitute_ja;
      if (self->substitute_en != NULL)
        one.name_en = self->substitute_en;
      g_array_append_val (found, one);
    }
}

static void
add_between (const HenjiHolidays *self, GArray *found)
{
  guint n = found->len;

  for (guint i = 0; i < n; i++)
    {
      Found one = g_array_index (found, Found, i);
      guint32 day = one.day + 1;
      const Change *change = in_force (self->betweens, day);

      if (change == NULL || one.nature != HENJI_HOLIDAY_NAMED || holds (found, day, FALSE)
          || !holds (found, day + 1, TRUE)
          || (change->way == BETWEEN_NOT_SUNDAY && weekday_of (day) == 7))
        continue;
      one.day = day;
      one.nature = HENJI_HOLIDAY_BETWEEN;
      one.name_ja = self->between_ja;
      one.name_en = self->between_en;
      g_array_append_val (found, one);
    }
}

static Year *
compute (const HenjiHolidays *self, int year)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GDate date;
  guint32 start, end;
  Year *out;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
  start = g_date_get_julian (&date);
  g_date_set_dmy (&date, 31, G_DATE_DECEMBER, (GDateYear) year);
  end = g_date_get_julian (&date);

  /* What lies at the edges of the neighbours may add a day to this year. */
  for (int y = year - 1; y <= year + 1; y++)
    for (guint i = 0; i < self->rules->len; i++)
      {
        const Rule *rule = &g_array_index (self->rules, Rule, i);
        Found one = { day_of (rule, y), rule->name_ja, rule->name_en, HENJI_HOLIDAY_NAMED };

        if (one.day + EDGE >= start && one.day <= end + EDGE && !holds (found, one.day, FALSE))
          g_array_append_val (found, one);
      }
  add_substitutes (self, found);
  add_between (self, found);
  g_array_sort (found, compare_found);

  out = g_malloc0 (sizeof (Year) + found->len * sizeof (HenjiHoliday));
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      HenjiHoliday *day = &out->days[out->n];

      if (one->day < start || one->day > end)
        continue;
      g_date_set_julian (&date, one->day);
      g_snprintf (day->date, sizeof day->date, "%04u-%02u-%02u",
                  (guint) g_date_get_year (&date) % 10000, (guint) g_date_get_month (&date) % 100,
                  (guint) g_date_get_day (&date) % 100);
      day->name_ja = one->name_ja;
      day->name_en = one->name_en;
      day->nature = one->nature;
      out->n++;
    }

  return out;
}

const HenjiHoliday *
henji_holidays_year (HenjiHolidays *self, int year, guint *n)
{
  gpointer *slot;
  Year *got;

  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  *n = 0;
  if (year < self->first || year > self->last)
    return NULL;

  slot = &self->years[year - self->first];
  got = g_atomic_pointer_get (slot);
  if (got == NULL)
    {
      Year *made = compute (self, year);

      /* Another thread may have been faster. */
      if (g_atomic_pointer_compare_and_exchange (slot, NULL, made))
        got = made;
      else
        {
          g_free (made);
          got = g_atomic_pointer_get (slot);
        }
    }
  *n = got->n;

  return got->days;
}

const HenjiHoliday *
henji_holidays_on (HenjiHolidays *self, const char *date)
{
  const HenjiHoliday *days;
  guint n;

  g_return_val_if_fail (self != NULL && henji_date_is_valid (date), NULL);

  days = henji_holidays_year (self, atoi (date), &n);
  for (guint i = 0; i < n; i++)
    if (strcmp (days[i].date, date) == 0)
      return &days[i];

  return NULL;
}

gboolean
henji_holidays_announced (const HenjiHolidays *self, int year, gint64 now)
{
  g_autofree char *date = NULL;
  GDate day;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->announced == 0)
    return TRUE;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, self->announced, (GDateYear) (year - 1));
  while (g_date_get_weekday (&day) > G_DATE_FRIDAY)
    g_date_add_days (&day, 1);
  date = g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (&day),
                          (guint) g_date_get_month (&day), (guint) g_date_get_day (&day));

  return henji_date_start (date, self->zone) <= now;
}

const char *
henji_holidays_country (const HenjiHolidays *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->country;
}

int
henji_holidays_first_year (const HenjiHolidays *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first;
}

int
henji_holidays_last_year (const HenjiHolidays *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->last;
}
