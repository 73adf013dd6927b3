/* henji-card-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-card-number.h"

#include <string.h>

#define MIN_DIGITS 14 /* 13 are the code of an item */
#define MAX_DIGITS 19

/* One character with what it means. */
typedef struct
{
  gsize start;
  gsize length;
  int digit; /* -1 when it is none */
  gunichar c;
} Letter;

static GArray *
letters_of (const char *text)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      Letter letter = { p - text, g_utf8_next_char (p) - p, -1, c };

      if ((c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19))
        letter.digit = (int) (c >= 0xFF10 ? c - 0xFF10 : c - '0');
      g_array_append_val (letters, letter);
    }

  return letters;
}

static gboolean
is_gap (gunichar c)
{
  return c == ' ' || c == 0x3000 || c == 0xA0 || c == 0x2212 || c == 0xFF0D || c == 0x30FC
         || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION;
}

/* The check of ISO/IEC 7812-1: from the right every second digit doubled, the sum a multiple of 10.
 */
static gboolean
check_fits (const int *digits, guint n)
{
  int sum = 0;

  for (guint i = 0; i < n; i++)
    {
      int d = digits[n - 1 - i];

      d = i % 2 == 1 ? d * 2 : d;
      sum += d > 9 ? d - 9 : d;
    }

  return sum % 10 == 0;
}

/* As cards are printed: all together, fours, or 4-6-5 and 4-6-4; an order number is 3-7-7. */
static gboolean
groups_fit (const guint *groups, guint n)
{
  if (n == 1)
    return TRUE;
  if (n == 3 && groups[0] == 4 && groups[1] == 6)
    return groups[2] == 5 || groups[2] == 4;
  for (guint i = 0; i < n; i++)
    if (i + 1 < n ? groups[i] != 4 : groups[i] > 4)
      return FALSE;

  return n >= 4;
}

/* How many letters from @at are a card's number; 0 for none. */
static guint
card_at (const GArray *letters, guint at)
{
  int digits[MAX_DIGITS];
  guint groups[MAX_DIGITS] = { 0 };
  guint n = 0, n_groups = 1, i = at;

  if (at > 0
      && (g_array_index (letters, Letter, at - 1).digit >= 0
          || g_unichar_isalpha (g_array_index (letters, Letter, at - 1).c)))
    {
      /* Japanese may stand before a number without a space. */
      gunichar before = g_array_index (letters, Letter, at - 1).c;

      if (before < 0x3000 || g_array_index (letters, Letter, at - 1).digit >= 0)
        return 0;
    }
  for (; i < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i);

      if (letter->digit >= 0)
        {
          if (n == MAX_DIGITS)
            return 0;
          digits[n++] = letter->digit;
          groups[n_groups - 1]++;
        }
      else if (is_gap (letter->c) && i + 1 < letters->len
               && g_array_index (letters, Letter, i + 1).digit >= 0)
        n_groups++;
      else
        break;
    }

  return n >= MIN_DIGITS && digits[0] >= 2 && digits[0] <= 6 && groups_fit (groups, n_groups)
                 && check_fits (digits, n)
             ? i - at
             : 0;
}

/* Does the text up to @end speak of a card's last digits? */
static gboolean
speaks_of_last_digits (const char *text, gsize end)
{
  static const char *const words[]
      = { "下4桁",     "下４桁",         "下四桁",           "下4けた",         "末尾4桁",
          "末尾４桁",  "末尾四桁",       "last four digits", "last 4 digits",   "last four of",
          "last 4 of", "card ending in", "card ends in",     "card ending with" };
  gsize start = end > 48 ? end - 48 : 0;
  g_autofree char *before = NULL;
  g_autofree char *lower = NULL;

  while (start < end && (text[start] & 0xC0) == 0x80)
    start++;
  before = g_strndup (text + start, end - start);
  lower = g_utf8_strdown (before, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *found = g_strrstr (lower, words[i]);

      /* No other number may stand between. */
      if (found != NULL && strpbrk (found + strlen (words[i]), "0123456789\n") == NULL)
        return TRUE;
    }

  return FALSE;
}

static guint
last_four_at (const GArray *letters, guint at, const char *text)
{
  guint n = 0;

  if (at > 0 && g_array_index (letters, Letter, at - 1).digit >= 0)
    return 0;
  while (at + n < letters->len && g_array_index (letters, Letter, at + n).digit >= 0)
    n++;

  return n == 4 && speaks_of_last_digits (text, g_array_index (letters, Letter, at).start) ? n : 0;
}

char *
henji_card_number_mask (const char *text, gboolean *masked)
{
  g_autoptr (GArray) letters = NULL;
  GString *out;
  gboolean any = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  letters = letters_of (text);
  out = g_string_sized_new (strlen (text));
  for (guint i = 0; i < letters->len;)
    {
      const Letter *first = &g_array_index (letters, Letter, i);
      guint n = first->digit >= 0 ? card_at (letters, i) : 0;

      if (n == 0 && first->digit >= 0)
        n = last_four_at (letters, i, text);
      any = any || n > 0;
      for (guint end = i + MAX (n, 1); i < end; i++)
        {
          const Letter *letter = &g_array_index (letters, Letter, i);

          if (n > 0 && letter->digit >= 0)
            g_string_append (out, "•");
          else
            g_string_append_len (out, text + letter->start, (gssize) letter->length);
        }
    }
  if (masked != NULL)
    *masked = any;

  return g_string_free (out, FALSE);
}
