/* henji-store-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-store-values"

#include "config.h"

#include "henji-store-values.h"

#include <string.h>

void
henji_query_bind_money (HenjiQuery *q, const HenjiMoney *money)
{
  henji_query_bind_int (q, money->minor);
  henji_query_bind_text (q, money->currency);
}

HenjiMoney
henji_query_get_money (HenjiQuery *q)
{
  HenjiMoney money = HENJI_MONEY_NONE;
  const char *currency;

  money.minor = henji_query_get_int (q);
  currency = henji_query_peek_text (q);
  if (currency != NULL)
    g_strlcpy (money.currency, currency, sizeof money.currency);

  return money;
}

void
henji_query_bind_address (HenjiQuery *q, const HenjiAddress *a)
{
  henji_query_bind_int (q, a != NULL);
  henji_query_bind_text (q, a != NULL ? a->name : NULL);
  henji_query_bind_text (q, a != NULL ? a->organisation : NULL);
  henji_query_bind_text (q, a != NULL ? a->line1 : NULL);
  henji_query_bind_text (q, a != NULL ? a->line2 : NULL);
  henji_query_bind_text (q, a != NULL ? a->line3 : NULL);
  henji_query_bind_text (q, a != NULL ? a->city : NULL);
  henji_query_bind_text (q, a != NULL ? a->state : NULL);
  henji_query_bind_text (q, a != NULL ? a->postal_code : NULL);
  henji_query_bind_text (q, a != NULL ? a->country : NULL);
  henji_query_bind_text (q, a != NULL ? a->phone : NULL);
}

HenjiAddress *
henji_query_get_address (HenjiQuery *q)
{
  HenjiAddress *a;

  if (henji_query_get_int (q) == 0)
    {
      q->column += 10;
      return NULL;
    }

  a = henji_address_new ();
  a->name = henji_query_get_text (q);
  a->organisation = henji_query_get_text (q);
  a->line1 = henji_query_get_text (q);
  a->line2 = henji_query_get_text (q);
  a->line3 = henji_query_get_text (q);
  a->city = henji_query_get_text (q);
  a->state = henji_query_get_text (q);
  a->postal_code = henji_query_get_text (q);
  a->country = henji_query_get_text (q);
  a->phone = henji_query_get_text (q);

  return a;
}

char *
henji_store_digest (const char *const *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; parts[i] != NULL; i++)
    g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);

  return g_strdup (g_checksum_get_string (checksum));
}
