/* henji-feedback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-feedback.h"

#include <string.h>

#include "henji-time.h"

#define FIRST_YEAR 2020
#define LAST_YEAR 2099

static void
feedback_clear (HenjiFeedback *self)
{
  g_free (self->order_id);
  g_free (self->date);
  g_free (self->date_words);
  g_free (self->marketplace);
  g_free (self->comment);
  g_free (self->answer);
}

HENJI_DEFINE_VALUE (HenjiFeedback, henji_feedback, feedback_clear)

gboolean
henji_feedback_is_negative (const HenjiFeedback *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->stars == 1 || self->stars == 2;
}

/* ---- Two of one order ------------------------------------------------------------------------ */

static int
compare (const HenjiFeedback *a, const HenjiFeedback *b)
{
  int order = g_strcmp0 (a->date, b->date);

  if (order == 0)
    order = b->stars - a->stars;
  if (order == 0)
    order = g_strcmp0 (a->comment, b->comment);

  return order != 0 ? order : g_strcmp0 (a->answer, b->answer);
}

static char *
either (const char *first, const char *second)
{
  return g_strdup (first != NULL ? first : second);
}

HenjiFeedback *
henji_feedback_merge (const HenjiFeedback *known, const HenjiFeedback *told)
{
  const HenjiFeedback *better, *other;
  HenjiFeedback *merged;

  g_return_val_if_fail (known != NULL && told != NULL, NULL);

  better = compare (known, told) >= 0 ? known : told;
  other = better == known ? told : known;
  merged = henji_feedback_new ();
  merged->row = known->row;
  merged->event = known->event;
  merged->defect = known->defect;
  merged->order_id = g_strdup (known->order_id);
  merged->date = g_strdup (better->date);
  merged->marketplace = either (better->marketplace, other->marketplace);
  merged->stars = better->stars;
  /* Another rating has other words, or none. */
  merged->comment
      = known->date != NULL && told->date != NULL && !g_str_equal (known->date, told->date)
            ? g_strdup (better->comment)
            : either (better->comment, other->comment);
  merged->answer = either (better->answer, other->answer);

  return merged;
}

gboolean
henji_feedback_equal (const HenjiFeedback *a, const HenjiFeedback *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return compare (a, b) == 0 && g_strcmp0 (a->marketplace, b->marketplace) == 0;
}

/* ---- Dates in numbers alone ------------------------------------------------------------------ */

HenjiDateWay
henji_date_way_of (const char *domain)
{
  if (g_strcmp0 (domain, "amazon.co.jp") == 0)
    return HENJI_DATE_YEAR_FIRST;

  return g_strcmp0 (domain, "amazon.com") == 0 ? HENJI_DATE_MONTH_FIRST : HENJI_DATE_DAY_FIRST;
}

/* Three numbers with one sign between them. */
static gboolean
take_numbers (const char *text, int numbers[3])
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  const char *at = plain;

  for (int i = 0; at != NULL && i < 3; i++)
    {
      int length = 0;

      if (i > 0 && (*at == '\0' || strchr ("/-.", *at) == NULL))
        return FALSE;
      at += i > 0;
      for (numbers[i] = 0; g_ascii_isdigit (at[length]) && length < 5; length++)
        numbers[i] = numbers[i] * 10 + at[length] - '0';
      if (length == 0 || length == 3 || length > 4)
        return FALSE;
      at += length;
    }

  return at != NULL && *at == '\0';
}

char *
henji_date_read (const char *text, HenjiDateWay way)
{
  static const int places[HENJI_N_DATE_WAYS][3] = {
    [HENJI_DATE_YEAR_FIRST] = { 0, 1, 2 },
    [HENJI_DATE_MONTH_FIRST] = { 2, 0, 1 },
    [HENJI_DATE_DAY_FIRST] = { 2, 1, 0 },
  };
  g_autofree char *date = NULL;
  int numbers[3];
  int year;

  g_return_val_if_fail (text != NULL && (guint) way < HENJI_N_DATE_WAYS, NULL);

  if (!take_numbers (text, numbers))
    return NULL;
  year = numbers[places[way][0]];
  if (year < 100)
    year += 2000;
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return NULL;
  date = g_strdup_printf ("%04d-%02d-%02d", year, numbers[places[way][1]], numbers[places[way][2]]);

  return henji_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
}

guint
henji_date_ways (const char *text)
{
  guint ways = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (guint way = 0; way < HENJI_N_DATE_WAYS; way++)
    {
      g_autofree char *date = henji_date_read (text, (HenjiDateWay) way);

      if (date != NULL)
        ways |= 1u << way;
    }

  return ways;
}
