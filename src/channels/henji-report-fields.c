/* henji-report-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report-fields"

#include "config.h"

#include "henji-report-fields.h"

#include "henji-order.h"

#include <stdlib.h>
#include <string.h>

#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000)

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;

  return TRUE;
}

static gboolean
is_dash (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xff0d || c == 0x30fc || c == 0xff70;
}

char *
henji_report_narrow (const char *text)
{
  GString *out;

  if (is_ascii (text))
    return g_strdup (text);

  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dash (c))
        c = '-';
      else if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xff01 - '!';
      else if (c == 0x3000 || c == 0xa0 || c == 0x202f)
        c = ' ';
      else if (c == 0x200b || c == 0xfeff || c == 0x200e || c == 0x200f)
        continue;
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

char *
henji_report_heading (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *low = g_utf8_strdown (wide != NULL ? wide : text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = low; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == 0xfeff || c == 0x200b)
        continue;
      if (c == '-' || c == '_' || g_unichar_isspace (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != '-')
            g_string_append_c (out, '-');
          continue;
        }
      g_string_append_unichar (out, c);
    }
  if (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);

  return g_string_free (out, FALSE);
}

char *
henji_report_order_id (const char *text, gboolean bare)
{
  g_autofree char *narrow = NULL;

  if (henji_order_id_is_valid (text))
    return g_strdup (text);

  narrow = henji_report_narrow (text);
  g_strstrip (narrow);
  if (henji_order_id_is_valid (narrow))
    return g_steal_pointer (&narrow);
  if (bare && strlen (narrow) == 17 && strspn (narrow, "0123456789") == 17)
    return g_strdup_printf ("%.3s-%.7s-%s", narrow, narrow + 3, narrow + 10);

  return NULL;
}

gboolean
henji_report_quantity (const char *text, int *quantity)
{
  g_autofree char *narrow = henji_report_narrow (text);
  guint64 n;

  if (!g_ascii_string_to_unsigned (narrow, 10, 0, 1000000, &n, NULL))
    return FALSE;
  *quantity = (int) n;

  return TRUE;
}

gboolean
henji_report_money (const char *text, const char *currency, HenjiMoney *money)
{
  g_autofree char *narrow = NULL;
  HenjiMoney parsed = HENJI_MONEY_NONE;

  if (!is_ascii (text))
    text = narrow = henji_report_narrow (text);
  if (!henji_money_parse (text, currency, &parsed))
    return FALSE;
  if (parsed.minor > MAX_AMOUNT || parsed.minor < -MAX_AMOUNT)
    return FALSE;
  *money = parsed;

  return TRUE;
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_ascii_strcasecmp (text, *words) == 0)
      return TRUE;

  return FALSE;
}

int
henji_report_yes_no (const char *text)
{
  static const char *const yes[] = { "y", "yes", "true", "1", "はい", "あり", NULL };
  static const char *const no[] = { "n", "no", "false", "0", "いいえ", "なし", NULL };

  if (is_one_of (text, yes))
    return 1;
  if (is_one_of (text, no))
    return 0;

  return -1;
}

gboolean
henji_report_is_nothing (const char *text)
{
  static const char *const words[] = { "", "n/a", "na", "null", "none", "-", "--", NULL };

  return is_one_of (text, words);
}

typedef struct
{
  int year, month, day;
  gboolean has_time;
  int hour, minute, second, micro;
  gboolean has_zone;
  int offset; /* seconds east of UTC */
} Stamp;

/* Reads up to @most digits. */
static gboolean
number (const char **p, int most, int *value)
{
  int n = 0;

  *value = 0;
  while (n < most && g_ascii_isdigit (**p))
    {
      *value = *value * 10 + (**p - '0');
      (*p)++;
      n++;
    }

  return n > 0 && !g_ascii_isdigit (**p);
}

/* English month names, whatever the user's language is. */
static gboolean
month_name (const char **p, int *month)
{
  static const char *const names[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };
  gsize length = 0;

  while (g_ascii_isalpha ((*p)[length]))
    length++;
  if (length < 3)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((length == 3 || length == strlen (names[i]) || (i == 8 && length == 4))
        && g_ascii_strncasecmp (*p, names[i], length) == 0)
      {
        *month = i + 1;
        *p += length;
        if (**p == '.')
          (*p)++;
        return TRUE;
      }

  return FALSE;
}

static void
skip (const char **p, const char *letters)
{
  *p += strspn (*p, letters);
}

static gboolean
parse_day (const char **p, Stamp *stamp)
{
  const char *start = *p;

  if (g_ascii_isalpha (**p))
    {
      /* Nov 18, 2026 */
      if (!month_name (p, &stamp->month))
        return FALSE;
      skip (p, " ");
      if (!number (p, 2, &stamp->day))
        return FALSE;
      skip (p, " ,");
      return number (p, 4, &stamp->year) && stamp->year > 31;
    }

  if (strspn (start, "0123456789") == 8)
    {
      /* 20250710 */
      stamp->year = (start[0] - '0') * 1000 + (start[1] - '0') * 100 + (start[2] - '0') * 10
                    + (start[3] - '0');
      stamp->month = (start[4] - '0') * 10 + (start[5] - '0');
      stamp->day = (start[6] - '0') * 10 + (start[7] - '0');
      *p += 8;
      return TRUE;
    }

  if (strspn (start, "0123456789") == 4)
    {
      static const char *const marks[] = { "-", "/", ".", "年", NULL };

      if (!number (p, 4, &stamp->year))
        return FALSE;
      for (guint i = 0; marks[i] != NULL; i++)
        if (g_str_has_prefix (*p, marks[i]))
          {
            const char *second = i == 3 ? "月" : marks[i];

            *p += strlen (marks[i]);
            if (!number (p, 2, &stamp->month) || !g_str_has_prefix (*p, second))
              return FALSE;
            *p += strlen (second);
            if (!number (p, 2, &stamp->day))
              return FALSE;
            if (i == 3 && !g_str_has_prefix (*p, "日"))
              return FALSE;
            if (i == 3)
              *p += strlen ("日");
            return TRUE;
          }
      return FALSE;
    }

  /* 10-Jul-2025, 10 Jul 2025 */
  if (!number (p, 2, &stamp->day) || strchr ("- /", **p) == NULL || **p == '\0')
    return FALSE;
  (*p)++;
  if (!month_name (p, &stamp->month) || strchr ("- /,", **p) == NULL || **p == '\0')
    return FALSE;
  (*p)++;
  skip (p, " ");

  return number (p, 4, &stamp->year) && stamp->year > 31;
}

static gboolean
parse_clock (const char **p, Stamp *stamp)
{
  if (!number (p, 2, &stamp->hour) || **p != ':')
    return FALSE;
  (*p)++;
  if (!number (p, 2, &stamp->minute))
    return FALSE;
  stamp->has_time = TRUE;
  if (**p == ':')
    {
      (*p)++;
      if (!number (p, 2, &stamp->second))
        return FALSE;
    }
  if (**p == '.' || (**p == ',' && g_ascii_isdigit ((*p)[1])))
    {
      int scale = 100000;

      (*p)++;
      if (!g_ascii_isdigit (**p))
        return FALSE;
      for (; g_ascii_isdigit (**p); (*p)++, scale /= 10)
        stamp->micro += (**p - '0') * scale;
    }
  skip (p, " ");
  if ((g_ascii_strncasecmp (*p, "AM", 2) == 0 || g_ascii_strncasecmp (*p, "PM", 2) == 0)
      && !g_ascii_isalpha ((*p)[2]))
    {
      if (stamp->hour < 1 || stamp->hour > 12)
        return FALSE;
      stamp->hour = stamp->hour % 12 + (g_ascii_tolower (**p) == 'p' ? 12 : 0);
      *p += 2;
    }

  return stamp->hour < 24 && stamp->minute < 60 && stamp->second <= 60;
}

static gboolean
parse_zone (const char **p, Stamp *stamp)
{
  static const struct
  {
    const char *name;
    int hours;
  } zones[] = {
    { "Z", 0 },    { "UTC", 0 },  { "GMT", 0 },  { "JST", 9 },  { "PST", -8 },
    { "PDT", -7 }, { "MST", -7 }, { "MDT", -6 }, { "CST", -6 }, { "CDT", -5 },
    { "EST", -5 }, { "EDT", -4 }, { "BST", 1 },  { "CET", 1 },  { "CEST", 2 },
  };
  gsize length = 0;

  skip (p, " ");
  while (g_ascii_isalpha ((*p)[length]))
    length++;
  if (length > 0)
    {
      guint i;

      for (i = 0; i < G_N_ELEMENTS (zones); i++)
        if (strlen (zones[i].name) == length
            && g_ascii_strncasecmp (*p, zones[i].name, length) == 0)
          break;
      if (i == G_N_ELEMENTS (zones))
        return FALSE;
      stamp->offset = zones[i].hours * 3600;
      stamp->has_zone = TRUE;
      *p += length;
      /* "UTC+9" would be read as UTC otherwise; a bare "GMT+09:00" is fine. */
      if (zones[i].hours != 0 || length == 1)
        return TRUE;
    }

  if (**p == '+' || **p == '-')
    {
      int sign = **p == '-' ? -1 : 1;
      int hours, minutes = 0;
      gsize digits;

      (*p)++;
      digits = strspn (*p, "0123456789");
      if (digits == 4)
        {
          hours = ((*p)[0] - '0') * 10 + ((*p)[1] - '0');
          minutes = ((*p)[2] - '0') * 10 + ((*p)[3] - '0');
          *p += 4;
        }
      else
        {
          if (!number (p, 2, &hours))
            return FALSE;
          if (**p == ':')
            {
              (*p)++;
              if (!number (p, 2, &minutes))
                return FALSE;
            }
        }
      if (hours > 14 || minutes > 59)
        return FALSE;
      stamp->offset = sign * (hours * 3600 + minutes * 60);
      stamp->has_zone = TRUE;
    }

  return TRUE;
}

static gboolean
parse_stamp (const char *text, Stamp *stamp)
{
  g_autofree char *narrow = henji_report_narrow (text);
  const char *p = g_strstrip (narrow);

  memset (stamp, 0, sizeof *stamp);
  if (!parse_day (&p, stamp))
    return FALSE;
  if (!g_date_valid_dmy (stamp->day, stamp->month, stamp->year) || stamp->year < 1995
      || stamp->year > 2100)
    return FALSE;

  if (*p == 'T')
    {
      p++;
      if (!g_ascii_isdigit (*p))
        return FALSE;
    }
  skip (&p, " ,");
  if (g_ascii_isdigit (*p) && !parse_clock (&p, stamp))
    return FALSE;
  if (!parse_zone (&p, stamp))
    return FALSE;
  skip (&p, " ");

  return *p == '\0';
}

gboolean
henji_report_time (const char *text, gint64 *instant)
{
  Stamp stamp;
  GDate day;
  gint64 seconds;

  if (!parse_stamp (text, &stamp))
    return FALSE;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, stamp.day, stamp.month, stamp.year);
  seconds = ((gint64) g_date_get_julian (&day) - 719163) * 86400 + stamp.hour * 3600
            + stamp.minute * 60 + MIN (stamp.second, 59) - stamp.offset;
  *instant = seconds * G_USEC_PER_SEC + stamp.micro;

  return TRUE;
}

char *
henji_report_date (const char *text)
{
  Stamp stamp;

  if (!parse_stamp (text, &stamp))
    return NULL;

  return g_strdup_printf ("%04d-%02d-%02d", stamp.year, stamp.month, stamp.day);
}
