/* henji-check-date-read.c: dates and hours as replies name them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include <string.h>

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
read_date_english (const HenjiCheckText *text, gsize i, HenjiCheckDate *date)
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

/* 11月末, 11月末日, 11月の終わり, 11月中に: the month's last day; 11月上旬: its tenth. */
static gsize
read_month_end (
    const HenjiCheckText *text, gsize i, const HenjiCheckDate *date, int month, int *day)
{
  static const struct
  {
    const char *word;
    int day; /* 0: the last one */
  } words[] = { { "末日", 0 },   { "末", 0 },     { "中に", 0 },     { "中には", 0 },
                { "下旬", 0 },   { "終わり", 0 }, { "上旬", 10 },    { "中旬", 20 },
                { "うちに", 0 }, { "内に", 0 },   { "あいだに", 0 }, { "いっぱい", 0 } };

  if (text->f[i] == 0x306E) /* の */
    i++;
  for (guint k = 0; month >= 1 && month <= 12 && k < G_N_ELEMENTS (words); k++)
    if (henji_check_is_at (text, i, words[k].word))
      {
        *day = words[k].day > 0
                   ? words[k].day
                   : g_date_get_days_in_month ((GDateMonth) month,
                                               (GDateYear) (date->year > 0 ? date->year : 2024));
        return i + (gsize) g_utf8_strlen (words[k].word, -1);
      }

  return 0;
}

/* 1/4", 3/8 inch, 1/2 cup: a share, no date. */
static gboolean
is_fraction (const HenjiCheckText *text, gsize end)
{
  static const char *const measures[]
      = { "inch", "in.", "\"",    "”",      "″",    "''", "cup",    "turn", "mile",
          "mm",   "cm",  "drive", "いんち", "回転", "周", "かっぷ", "さじ", NULL };

  end += text->f[end] == ' ' || text->f[end] == '-';

  return henji_check_is_any_at (text, end, measures);
}

/* "the 3/8 bit", "3/8 or 1/2": a share of an inch, where no word says that it is a day. */
static gboolean
is_share (const HenjiCheckText *text, gsize start, gsize end, int first, int second)
{
  static const char *const before[]
      = { "by ",  "on ", "until ", "till ",   "before ", "from ",  "since ",  "to ",
          "for ", "of ", "is ",    "arrive ", "ship ",   "ships ", "around ", NULL };

  return start > 0 && (second == 2 || second == 4 || second == 8 || second == 16) && first % 2 == 1
         && first < second && !henji_check_is_cjk (text->f[end])
         && !henji_check_is_cjk (text->f[start - 1])
         && !henji_check_is_any_before (text, start, before);
}

/* 2026年11月24日, 11月24日, 11月末, 2026-11-24, 2026/11/24, 11/24. */
static gboolean
read_date_figures (const HenjiCheckText *text, gsize i, HenjiCheckDate *date)
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
  else if (date->year == 0
           && (sign == '-' || sign == '.'
               || (sign == '/'
                   && (is_fraction (text, end)
                       || is_share (text, date->start, end, first, second)))))
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
  static const char *const times[] = { "度", "回", "ど", "かい", NULL };
  int n;
  gsize end = text->f[i] == 0x306B /* に */ ? read_int (text->f, i + 1, 2, &n) : 0;

  return end > 0 && henji_check_is_any_at (text, end, times);
}

/* 20日（金）に, 20日までに; not 20日間, 2、3日. */
static gboolean
read_day (const HenjiCheckText *text, gsize i, HenjiCheckDate *date)
{
  static const char *const behind[]
      = { "まで", "に",     "(",      "の",       "付",     "中に",   "必着", "着",
          "頃",   "ごろ",   "午前",   "午後",     "夕方",   "発送",   "出荷", "お届け",
          "到着", "を予定", "、発送", "、お届け", "の間に", "の間で", NULL };
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
  if (date->weekday > 0) /* 20日（金）, 20日金曜 */
    return TRUE;
  if (f[date->end] == '(' || (f[date->end] == 0x306E && f[date->end + 1] != 0x9593 /* 間 */))
    return FALSE;
  if (i >= 2
      && (henji_check_is_at (text, i - 2, "来月") || henji_check_is_at (text, i - 2, "翌月")
          || henji_check_is_at (text, i - 2, "先月") || henji_check_is_at (text, i - 2, "毎月")))
    return FALSE;

  return henji_check_is_any_at (text, date->end, behind);
}

/* "the 20th", "Friday the 20th"; not "the 20th anniversary". */
static gboolean
read_day_english (const HenjiCheckText *text, gsize i, HenjiCheckDate *date)
{
  static const char *const words[]
      = { " at ",   " and ", " of this", " by ",  " so ", " for ", " with ", " is ",
          " you ",  " we ",  " i ",      " i'",   " it ", " via ", " will",  " or ",
          " from ", " in ",  " to ",     " but ", " if ", " when", NULL };
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
  return f[behind] != ' ' || date->weekday > 0 || henji_check_is_any_at (text, behind, words);
}

/* "in early October", "this September": its last day, for until then it may be meant. */
static gboolean
read_month (const HenjiCheckText *text, gsize i, HenjiCheckDate *date)
{
  static const char *const before[]
      = { "this ",   "in ",      "early ",   "mid-",      "mid ",    "late ",
          "end of ", "days of ", "week of ", "close of ", "within ", "during " };
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
read_year_word (const HenjiCheckText *text, HenjiCheckDate *date)
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

gboolean
henji_check_read_date (const HenjiCheckText *text, gsize i, HenjiCheckDate *date)
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

int
henji_check_read_hour (const HenjiCheckText *text, gsize i, gsize *end)
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
