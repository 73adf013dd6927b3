/* henji-refund-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-outlay.h"

#include <string.h>

#define LONGEST_CAPTION 16 /* characters; a sentence is longer */

/* How surely an amount of a line is that of the refund. */
typedef enum
{
  PLAIN,  /* the line says nothing of a refund */
  REFUND, /* it does, or the line before did */
  TOTAL,  /* it names the whole refund */
  N_SURETIES
} Surety;

typedef struct
{
  const char *currency;
  HenjiMoney found[N_SURETIES];
  gboolean several[N_SURETIES]; /* different amounts: none of them is it */
} Search;

static const char *const refund_words[] = { "refund", "返金", "払い戻し", NULL };
static const char *const total_words[] = { "total", "合計", "総額", "返金額", NULL };

static gboolean
holds_any (const char *line, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (line, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* What stands before and behind an amount of @currency; lower case, NFKC. */
static gboolean
is_marked (const char *line, const char *start, const char *end, const char *currency)
{
  gboolean yen = g_str_equal (currency, "JPY");
  g_autofree char *code = g_ascii_strdown (currency, -1);
  const char *p = start;

  while (p > line && p[-1] == ' ')
    p--;
  while (*end == ' ')
    end++;
  if (g_str_has_prefix (end, code) || (p - line >= 3 && strncmp (p - 3, code, 3) == 0))
    return TRUE;
  if (yen)
    return g_str_has_prefix (end, "円") || g_str_has_prefix (end, "yen")
           || (p > line && p[-1] == '\\') || (p - line >= 2 && strncmp (p - 2, "¥", 2) == 0);
  if (g_str_equal (currency, "USD"))
    return p > line && p[-1] == '$';

  return FALSE;
}

static void
note (Search *search, Surety surety, HenjiMoney money)
{
  HenjiMoney *found = &search->found[surety];

  if (!henji_money_is_set (*found))
    *found = money;
  else if (!henji_money_equal (*found, money))
    search->several[surety] = TRUE;
}

/* Returns: whether the line held an amount. */
static gboolean
search_line (Search *search, const char *line, Surety surety)
{
  gboolean any = FALSE;

  for (const char *p = line; *p != '\0';)
    {
      gsize n = strspn (p, "0123456789,.");
      HenjiMoney money = HENJI_MONEY_NONE;
      g_autofree char *number = NULL;
      gsize length = n;

      if (!g_ascii_isdigit (*p))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      while (length > 0 && !g_ascii_isdigit (p[length - 1]))
        length--;
      number = g_strndup (p, length);
      if (is_marked (line, p, p + length, search->currency)
          && henji_money_parse (number, search->currency, &money) && money.minor > 0)
        {
          note (search, surety, money);
          any = TRUE;
        }
      p += n;
    }

  return any;
}

static HenjiMoney
amount_in (const char *text, const char *currency)
{
  g_autofree char *normal = NULL;
  g_autofree char *lower = NULL;
  g_auto (GStrv) lines = NULL;
  Search search = { currency, { HENJI_MONEY_NONE }, { FALSE } };
  Surety before = PLAIN;

  normal = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_NFKC);
  if (normal == NULL)
    return HENJI_MONEY_NONE;
  lower = g_utf8_strdown (normal, -1);
  lines = g_strsplit (lower, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Surety surety = PLAIN;

      if (holds_any (lines[i], refund_words))
        surety = holds_any (lines[i], total_words) ? TOTAL : REFUND;
      if (search_line (&search, lines[i], MAX (surety, before)))
        before = PLAIN;
      else if (*g_strstrip (lines[i]) != '\0') /* a caption stands above its amount */
        before = g_utf8_strlen (lines[i], -1) <= LONGEST_CAPTION ? surety : PLAIN;
    }

  for (int surety = TOTAL; surety >= PLAIN; surety--)
    if (henji_money_is_set (search.found[surety]))
      return search.several[surety] ? HENJI_MONEY_NONE : search.found[surety];

  return HENJI_MONEY_NONE;
}

HenjiMoney
henji_refund_amount (const char *text)
{
  HenjiMoney yen = amount_in (text, "JPY");
  HenjiMoney dollars = amount_in (text, "USD");

  if (henji_money_is_set (yen) && henji_money_is_set (dollars))
    return HENJI_MONEY_NONE;

  return henji_money_is_set (yen) ? yen : dollars;
}
