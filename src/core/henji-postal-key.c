/* henji-postal-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-key"

#include "config.h"

#include "henji-postal-codes.h"

#include "henji-fold.h"

#include <string.h>

/* The value of a digit in kanji, 10 and 100 for 十 and 百; -1 for anything else. */
static int
kanji_digit (gunichar c)
{
  static const gunichar digits[]
      = { 0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (digits[i] == c)
      return (int) i;

  return c == 0x5341 ? 10 : c == 0x767e ? 100 : -1;
}

/* Writes the number that @p begins with in digits: "二十四" is 24, "一二" is 12. */
static const char *
take_number (const char *p, GString *out)
{
  guint value = 0, ones = 0;
  gboolean had_ones = FALSE;
  int digit;

  for (; *p != '\0' && (digit = kanji_digit (g_utf8_get_char (p))) >= 0 && value < 100000;
       p = g_utf8_next_char (p))
    {
      if (digit >= 10)
        {
          value += (had_ones ? ones : 1) * (guint) digit;
          ones = 0;
          had_ones = FALSE;
        }
      else
        {
          ones = ones * 10 + (guint) digit;
          had_ones = TRUE;
          if (ones >= 100000)
            break;
        }
    }
  g_string_append_printf (out, "%u", value + ones);

  return p;
}

static gunichar
one_of_several (gunichar c)
{
  switch (c)
    {
    case 0x30f6: /* ヶ */
    case 0x30b1: /* ケ */
    case 0x304c: /* が */
      return 0x30f6;
    case 0x30ce:     /* ノ */
    case 0x4e4b:     /* 之 */
      return 0x306e; /* の */
    default:
      return c;
    }
}

/* The county's or the hamlet's 字 says nothing that the name does not. */
static gsize
silent_prefix (const char *p)
{
  if (g_str_has_prefix (p, "大字"))
    return strlen ("大字");

  return g_str_has_prefix (p, "字") ? strlen ("字") : 0;
}

char *
henji_postal_key (const char *text)
{
  g_autofree char *wide = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);

  wide = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  p = wide != NULL ? wide : "";
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      gsize silent = silent_prefix (p);

      if (silent > 0 || g_unichar_isspace (c) || g_unichar_ispunct (c))
        p += silent > 0 ? silent : (gsize) (g_utf8_next_char (p) - p);
      else if (kanji_digit (c) >= 0)
        p = take_number (p, out);
      else
        {
          g_string_append_unichar (out, one_of_several (c));
          p = g_utf8_next_char (p);
        }
    }

  return henji_fold (out->str, (gssize) out->len, NULL);
}
