/* henji-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-money.h"

#include <string.h>

gboolean
henji_money_is_set (HenjiMoney money)
{
  return money.currency[0] != '\0';
}

gboolean
henji_money_equal (HenjiMoney a, HenjiMoney b)
{
  return a.minor == b.minor && strcmp (a.currency, b.currency) == 0;
}

int
henji_money_decimals (const char *currency)
{
  g_return_val_if_fail (currency != NULL, 2);

  return g_str_equal (currency, "JPY") || g_str_equal (currency, "KRW") ? 0 : 2;
}

static gboolean
is_currency (const char *currency)
{
  if (currency == NULL || strlen (currency) != 3)
    return FALSE;

  for (int i = 0; i < 3; i++)
    if (!g_ascii_isupper (currency[i]))
      return FALSE;

  return TRUE;
}

gboolean
henji_money_parse (const char *text, const char *currency, HenjiMoney *money)
{
  gboolean negative = FALSE;
  gint64 minor = 0;
  int decimals, seen_decimals = -1, group = -1;
  gboolean digits = FALSE;

  g_return_val_if_fail (text != NULL && money != NULL, FALSE);

  if (!is_currency (currency))
    return FALSE;

  decimals = henji_money_decimals (currency);
  if (*text == '-' || *text == '+')
    negative = *text++ == '-';

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          if (seen_decimals >= 0 && ++seen_decimals > decimals)
            {
              if (*p != '0')
                return FALSE;
              continue;
            }
          if (__builtin_mul_overflow (minor, 10, &minor)
              || __builtin_add_overflow (minor, *p - '0', &minor))
            return FALSE;
          digits = TRUE;
          if (group >= 0 && seen_decimals < 0)
            group++;
        }
      else if (*p == ',' && seen_decimals < 0 && digits && (group == -1 || group == 3))
        group = 0;
      else if (*p == '.' && seen_decimals < 0 && digits && (group == -1 || group == 3))
        seen_decimals = 0;
      else
        return FALSE;
    }

  if (!digits || (group != -1 && group != 3))
    return FALSE;

  for (int i = MAX (seen_decimals, 0); i < decimals; i++)
    if (__builtin_mul_overflow (minor, 10, &minor))
      return FALSE;

  money->minor = negative ? -minor : minor;
  memcpy (money->currency, currency, 4);

  return TRUE;
}

/* 1234567 → "1,234,567" */
static char *
grouped (guint64 n)
{
  g_autofree char *plain = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  gsize length = strlen (plain);
  GString *out = g_string_sized_new (length + length / 3 + 1);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, ',');
      g_string_append_c (out, plain[i]);
    }

  return g_string_free (out, FALSE);
}

char *
henji_money_format (HenjiMoney money, HenjiLanguage language)
{
  g_autofree char *whole = NULL;
  g_autofree char *number = NULL;
  const char *sign = money.minor < 0 ? (language == HENJI_LANGUAGE_JA ? "−" : "-") : "";
  guint64 n = money.minor < 0 ? -(guint64) money.minor : (guint64) money.minor;

  if (!henji_money_is_set (money))
    return g_strdup ("");

  if (henji_money_decimals (money.currency) == 0)
    {
      number = grouped (n);
    }
  else
    {
      whole = grouped (n / 100);
      number = g_strdup_printf ("%s.%02d", whole, (int) (n % 100));
    }

  if (g_str_equal (money.currency, "JPY"))
    return g_strdup_printf ("%s%s%s", sign, language == HENJI_LANGUAGE_JA ? "￥" : "¥", number);
  if (g_str_equal (money.currency, "USD"))
    return language == HENJI_LANGUAGE_JA ? g_strdup_printf ("%s%s米ドル", sign, number)
                                         : g_strdup_printf ("%s$%s", sign, number);

  return g_strdup_printf ("%s%s %s", sign, number, money.currency);
}
