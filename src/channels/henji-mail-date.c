/* henji-mail-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail-head.h"

#include "henji-time.h"

#include <stdlib.h>
#include <string.h>

static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

static const struct
{
  const char *name;
  int minutes;
} zones[] = {
  { "ut", 0 },     { "utc", 0 },    { "gmt", 0 },    { "z", 0 },
  { "jst", 540 },  { "est", -300 }, { "edt", -240 }, { "cst", -360 },
  { "cdt", -300 }, { "mst", -420 }, { "mdt", -360 }, { "pst", -480 },
  { "pdt", -420 }, { "cet", 60 },   { "cest", 120 }, { "bst", 60 },
};

/* The next run of letters, digits or one sign; comments in parentheses do not count. */
static gboolean
next_token (const char **p, const char *end, char token[16])
{
  gsize n = 0;
  guint depth = 0;

  for (; *p < end; (*p)++)
    {
      if (**p == '(')
        depth++;
      else if (**p == ')' && depth > 0)
        depth--;
      else if (depth == 0 && (g_ascii_isalnum (**p) || **p == '+' || **p == '-'))
        break;
    }
  if (*p >= end)
    return FALSE;

  token[n++] = g_ascii_tolower (*(*p)++);
  while (*p < end
         && (g_ascii_isdigit (token[0]) || strchr ("+-", token[0]) != NULL ? g_ascii_isdigit (**p)
                                                                           : g_ascii_isalpha (**p)))
    {
      if (n < 15)
        token[n++] = g_ascii_tolower (**p);
      (*p)++;
    }
  token[n] = '\0';

  return TRUE;
}

static int
month_of (const char *token)
{
  const char *at;
  char key[4];

  if (strlen (token) < 3 || !g_ascii_isalpha (token[0]))
    return 0;
  g_strlcpy (key, token, sizeof key);
  at = strstr (months, key);

  return at != NULL && (at - months) % 3 == 0 ? (int) (at - months) / 3 + 1 : 0;
}

/* Days from 1970-01-01 in the Gregorian calendar. */
static gint64
days_of (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  if (!g_date_valid_dmy (day, month, year))
    return G_MININT64;
  g_date_set_dmy (&date, day, month, year);

  return (gint64) g_date_get_julian (&date) - 719163;
}

gint64
henji_mail_date_read (const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  char token[16];
  int day = 0, month = 0, year = -1, offset = 0;
  int clock[3] = { 0, 0, 0 };
  int n_clock = 0;
  gint64 days, seconds;

  /* [Fri,] 20 Nov 2026 10:12:13 +0900; also Fri Nov 20 10:12:13 2026. */
  while (next_token (&p, end, token))
    {
      int month_here = month_of (token);

      if (g_ascii_isdigit (token[0]))
        {
          gint64 value = g_ascii_strtoll (token, NULL, 10);
          gboolean before_colon = p < end && *p == ':';

          if (strlen (token) > 6)
            return 0;
          if (n_clock > 0 && n_clock < 3 && p - strlen (token) > text
              && p[-(gssize) strlen (token) - 1] == ':')
            clock[n_clock++] = value;
          else if (n_clock == 0 && before_colon && day > 0)
            clock[n_clock++] = value;
          else if (day == 0 && value >= 1 && value <= 31)
            day = value;
          else if (year < 0 && month > 0)
            year = strlen (token) <= 2 ? (value < 70 ? 2000 + value : 1900 + value) : (int) value;
        }
      else if (month == 0 && month_here > 0 && (day > 0 || !g_str_has_prefix (token, "mon")))
        month = month_here;
      else if ((token[0] == '+' || token[0] == '-') && strlen (token) == 5 && n_clock > 0)
        {
          int value = atoi (token + 1);

          offset = (value / 100) * 60 + value % 100;
          if (token[0] == '-')
            offset = -offset;
        }
      else if (n_clock > 0)
        {
          if (g_str_equal (token, "pm") && clock[0] < 12)
            clock[0] += 12;
          for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
            if (g_str_equal (zones[i].name, token))
              offset = zones[i].minutes;
        }
    }

  if (day == 0 || month == 0 || year < 0)
    {
      g_autofree char *whole = g_strstrip (g_strndup (text, MIN (length, 64)));
      gint64 instant = 0;

      return henji_time_parse_rfc3339 (whole, &instant) ? instant : 0;
    }
  if (year < 1980 || year > 2200 || clock[0] > 23 || clock[1] > 59 || clock[2] > 60
      || ABS (offset) > 14 * 60)
    return 0;
  days = days_of (year, month, day);
  if (days == G_MININT64)
    return 0;
  seconds = days * 86400 + clock[0] * 3600 + clock[1] * 60 + clock[2] - offset * 60;

  return seconds * G_USEC_PER_SEC;
}
