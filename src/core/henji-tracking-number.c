/* henji-tracking-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-tracking-number.h"

#include <string.h>

#define DIGITS 12

char *
henji_tracking_number_clean (const char *typed)
{
  g_autofree char *valid = NULL;
  g_autofree char *narrow = NULL;
  GString *clean = g_string_new (NULL);

  g_return_val_if_fail (typed != NULL, NULL);

  valid = g_utf8_make_valid (typed, -1);
  narrow = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = narrow; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION && c != 0x2212
          && c != 0x30fc) /* minus sign, long vowel mark */
        g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

int
henji_tracking_number_7dr (const char *number)
{
  int rest = 0;

  g_return_val_if_fail (number != NULL, -1);

  if (*number == '\0')
    return -1;
  for (const char *p = number; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        return -1;
      rest = (rest * 10 + (*p - '0')) % 7;
    }

  return rest;
}

HenjiTrackingCheck
henji_tracking_number_check (const char *typed)
{
  g_autofree char *number = NULL;
  int last;

  g_return_val_if_fail (typed != NULL, HENJI_TRACKING_UNKNOWN);

  number = henji_tracking_number_clean (typed);
  if (strlen (number) != DIGITS || henji_tracking_number_7dr (number) < 0)
    return HENJI_TRACKING_UNKNOWN;
  last = number[DIGITS - 1] - '0';
  number[DIGITS - 1] = '\0';

  return henji_tracking_number_7dr (number) == last ? HENJI_TRACKING_FITS : HENJI_TRACKING_WRONG;
}
