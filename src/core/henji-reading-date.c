/* henji-reading-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dates a buyer names: "by Nov 24th", "24 November 2026", 11/24, 11月24日まで, 24日以降.
 * Weekdays and "tomorrow" are words of the glossary.
 */
#define G_LOG_DOMAIN "henji-reading"

#include "config.h"

#include "henji-reading-private.h"

#include <string.h>

#define LAST_YEAR 2199
#define FIRST_YEAR 1990

typedef struct
{
  guint year, month, day; /* 0: not said; the month is 0 with 24日 */
  gsize end;
  gboolean bare; /* 11/24 could be something else: words must say that it is a date */
} Date;

/* What is said of a date, in front of it in English, behind it in Japanese. */
typedef enum
{
  SAID_NOTHING,
  SAID_ON,
  SAID_BY,
  SAID_UNTIL,
  SAID_AFTER,
  SAID_FROM,
} Said;

static const char *const months[12]
    = { "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december" };

static gboolean
has_at (const HenjiText *text, gsize i, const char *what)
{
  for (const char *p = what; *p != '\0'; p = g_utf8_next_char (p), i++)
    if (text->c[i] != g_utf8_get_char (p))
      return FALSE;

  return TRUE;
}

static guint
number_at (const HenjiText *text, gsize i, gsize n)
{
  guint value = 0;

  for (gsize k = 0; k < n; k++)
    value = value * 10 + (guint) (text->c[i + k] - '0');

  return value;
}

static gsize
skip_blank (const HenjiText *text, gsize i)
{
  return text->c[i] == ' ' ? i + 1 : i;
}

/* "nov", "november", "sept.": the end and the month, or 0. */
static gsize
month_at (const HenjiText *text, gsize i, guint *month)
{
  gsize n = 0;

  while (henji_is_letter (text->c[i + n]))
    n++;
  if (n < 3 || n > 9)
    return 0;
  for (guint k = 0; k < 12; k++)
    {
      gsize same = 0, length = strlen (months[k]);

      while (same < n && same < length && text->c[i + same] == (guchar) months[k][same])
        same++;
      if (same == n && (n == length || n == 3 || (k == 8 && n == 4)))
        {
          *month = k + 1;
          return i + n + (n < length && text->c[i + n] == '.' ? 1 : 0);
        }
    }

  return 0;
}

/* "24", "24th": the end, or 0. */
static gsize
day_at (const HenjiText *text, gsize i, guint *day)
{
  gsize n = henji_text_count_digits (text, i);
  gsize end = i + n;

  if (n < 1 || n > 2)
    return 0;
  *day = number_at (text, i, n);
  if (has_at (text, end, "st") || has_at (text, end, "nd") || has_at (text, end, "rd")
      || has_at (text, end, "th"))
    end += 2;

  return henji_is_letter (text->c[end]) || henji_is_digit (text->c[end]) ? 0 : end;
}

/* A year may follow a date in English. */
static gsize
year_behind (const HenjiText *text, gsize i, guint *year)
{
  gsize at = skip_blank (text, text->c[i] == ',' ? i + 1 : i);

  if (at == i || henji_text_count_digits (text, at) != 4)
    return i;
  *year = number_at (text, at, 4);
  if (*year >= FIRST_YEAR && *year <= LAST_YEAR)
    return at + 4;
  *year = 0;

  return i;
}

/* "November 24th, 2026", "24th of November". */
static gboolean
english_at (const HenjiText *text, gsize i, Date *out)
{
  gsize at = month_at (text, i, &out->month);

  if (at > 0)
    {
      at = skip_blank (text, at);
      at = day_at (text, has_at (text, at, "the ") ? at + 4 : at, &out->day);
    }
  else if ((at = day_at (text, i, &out->day)) > 0)
    {
      at = skip_blank (text, at);
      at = month_at (text, has_at (text, at, "of ") ? at + 3 : at, &out->month);
    }
  if (at > 0)
    out->end = year_behind (text, at, &out->year);

  return at > 0;
}

/* 2026年11月24日, 11月24日(火), 24日. */
static gboolean
japanese_at (const HenjiText *text, gsize i, Date *out)
{
  gsize n = henji_text_count_digits (text, i);

  if (n == 4 && text->c[i + 4] == 0x5E74) /* 年 */
    {
      out->year = number_at (text, i, 4);
      i += 5;
      n = henji_text_count_digits (text, i);
    }
  if (n >= 1 && n <= 2 && text->c[i + n] == 0x6708) /* 月 */
    {
      out->month = number_at (text, i, n);
      i += n + 1;
      n = henji_text_count_digits (text, i);
    }
  if (n < 1 || n > 2 || text->c[i + n] != 0x65E5) /* 日 */
    return FALSE;
  out->day = number_at (text, i, n);
  out->end = i + n + 1;
  out->bare = out->month == 0;
  if (text->c[out->end] == '(' && text->c[out->end + 1] != 0 && text->c[out->end + 2] == ')')
    out->end += 3;

  return TRUE;
}

/* 2026-11-24, 11/24, 11/24/2026. Of 4/5 it is not known what English means by it. */
static gboolean
figures_at (const HenjiText *text, gsize i, HenjiLanguage language, Date *out)
{
  guint parts[3] = { 0 };
  gsize digits[3] = { 0 };
  guint n = 0;
  gunichar sign = 0;

  for (; n < 3; n++)
    {
      digits[n] = henji_text_count_digits (text, i);
      if (digits[n] == 0 || digits[n] == 3 || digits[n] > 4)
        return FALSE;
      parts[n] = number_at (text, i, digits[n]);
      i += digits[n];
      if (n < 2 && (text->c[i] != '/' && text->c[i] != '-' ? TRUE : (n == 1 && text->c[i] != sign)))
        break;
      sign = text->c[i];
      if (n < 2)
        i++;
    }
  n = MIN (n + 1, 3);
  out->end = i;
  if (henji_is_digit (text->c[i]) || henji_is_letter (text->c[i]) || text->c[i] == '/'
      || text->c[i] == '-' || n < 2)
    return FALSE;

  if (n == 3 && digits[0] == 4)
    *out = (Date){ parts[0], parts[1], parts[2], i, FALSE };
  else if (sign == '/' && digits[0] <= 2 && digits[1] <= 2)
    {
      *out = (Date){ 0, parts[0], parts[1], i, n == 2 };
      if (n == 3)
        out->year = digits[2] == 4 ? parts[2] : 2000 + parts[2];
      if (out->month > 12)
        *out = (Date){ out->year, out->day, out->month, i, out->bare };
      else if (language != HENJI_LANGUAGE_JA && out->day <= 12 && out->day != out->month)
        return FALSE;
    }
  else
    return FALSE;

  return TRUE;
}

static gboolean
date_at (const HenjiText *text, gsize i, HenjiLanguage language, Date *out)
{
  Date found = { 0 };

  if (i > 0
      && (henji_is_digit (text->c[i - 1]) || henji_is_letter (text->c[i - 1])
          || text->c[i - 1] == '/' || text->c[i - 1] == '-' || text->c[i - 1] == '.'))
    return FALSE;
  if (!english_at (text, i, &found))
    {
      memset (&found, 0, sizeof found);
      if (!henji_is_digit (text->c[i]))
        return FALSE;
      if (!japanese_at (text, i, &found))
        {
          memset (&found, 0, sizeof found);
          if (!figures_at (text, i, language, &found))
            return FALSE;
        }
    }
  *out = found;

  return found.day >= 1 && found.day <= 31 && found.month <= 12
         && (found.year == 0 || (found.year >= FIRST_YEAR && found.year <= LAST_YEAR));
}

/* The preposition before @i: moves *@start to it. */
static Said
said_before (const HenjiText *text, gsize i, gsize *start)
{
  static const struct
  {
    const char *words;
    Said said;
  } all[] = {
    { "no later than ", SAID_BY }, { "by ", SAID_BY },      { "before ", SAID_BY },
    { "until ", SAID_UNTIL },      { "till ", SAID_UNTIL }, { "through ", SAID_UNTIL },
    { "after ", SAID_AFTER },      { "since ", SAID_FROM }, { "from ", SAID_FROM },
    { "starting ", SAID_FROM },    { "on ", SAID_ON },      { "for ", SAID_ON },
  };

  if (i >= 4 && has_at (text, i - 4, "the "))
    i -= 4;
  for (guint k = 0; k < G_N_ELEMENTS (all); k++)
    {
      gsize n = strlen (all[k].words);

      if (n <= i && has_at (text, i - n, all[k].words) && henji_text_is_word_start (text, i - n))
        {
          *start = i - n;
          return all[k].said;
        }
    }

  return SAID_NOTHING;
}

/* The particle at *@end, moved behind it. */
static Said
said_behind (const HenjiText *text, gsize *end)
{
  static const struct
  {
    const char *words;
    Said said;
  } all[] = {
    { "までに", SAID_BY },  { "必着", SAID_BY },    { "まで", SAID_UNTIL }, { "以降", SAID_AFTER },
    { "以後", SAID_AFTER }, { "から", SAID_FROM },  { "より", SAID_FROM },  { "には", SAID_ON },
    { "に", SAID_ON },      { "の", SAID_NOTHING }, { "着", SAID_ON },      { "頃", SAID_ON },
    { "ごろ", SAID_ON },    { "は", SAID_ON },
  };

  for (guint k = 0; k < G_N_ELEMENTS (all); k++)
    if (has_at (text, *end, all[k].words))
      {
        if (all[k].said > SAID_ON)
          *end += (gsize) g_utf8_strlen (all[k].words, -1);
        return all[k].said;
      }

  return SAID_NOTHING;
}

static char *
in_japanese (const Date *date, Said said)
{
  static const char *const behind[] = { "", "", "まで", "まで", "以降", "から" };
  GString *out = g_string_new (NULL);

  if (date->year > 0)
    g_string_append_printf (out, "%u年", date->year);
  if (date->month > 0)
    g_string_append_printf (out, "%u月", date->month);
  g_string_append_printf (out, "%u日%s", date->day, behind[said]);

  return g_string_free (out, FALSE);
}

static char *
in_english (const Date *date, Said said)
{
  static const char *const before[] = { "", "", "by ", "until ", "after ", "from " };
  static const char *const ends[] = { "th", "st", "nd", "rd" };
  guint last = date->day % 10;

  if (date->month == 0)
    return g_strdup_printf ("%sthe %u%s", before[said], date->day,
                            ends[last <= 3 && date->day / 10 != 1 ? last : 0]);

  {
    g_autofree char *month = g_strdup (months[date->month - 1]);
    g_autofree char *year = date->year > 0 ? g_strdup_printf (", %u", date->year) : g_strdup ("");

    month[0] = g_ascii_toupper (month[0]);

    return g_strdup_printf ("%s%s %u%s", before[said], month, date->day, year);
  }
}

void
henji_reading_find_dates (const HenjiText *text,
                          HenjiLanguage language,
                          HenjiLanguage reader,
                          GArray *findings)
{
  for (gsize i = 0; i < text->n; i++)
    {
      Date date = { 0 };
      gsize start = i;
      Said said;
      HenjiFinding finding = { .type = HENJI_READING_TIME };

      if (!date_at (text, i, language, &date))
        continue;
      said = language == HENJI_LANGUAGE_JA ? said_behind (text, &date.end)
                                           : said_before (text, i, &start);
      if (date.bare && said == SAID_NOTHING)
        {
          i = date.end - 1;
          continue;
        }
      finding.start = (guint32) start;
      finding.end = (guint32) date.end;
      finding.meaning
          = reader == HENJI_LANGUAGE_JA ? in_japanese (&date, said) : in_english (&date, said);
      g_array_append_val (findings, finding);
      i = date.end - 1;
    }
}
