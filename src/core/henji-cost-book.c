/* henji-cost-book.c: what the shop reckons with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-cost-book"

#include "config.h"

#include "henji-costs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_CURRENCIES 2
#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000)

static const char *const currencies[N_CURRENCIES] = { "JPY", "USD" };

static const struct
{
  const char *id;
  gboolean amount;
  gint64 defaults[N_CURRENCIES];
} rates[HENJI_N_RATES] = {
  [HENJI_RATE_ITEM] = { "item", FALSE, { 40, 40 } },
  [HENJI_RATE_SHIP_OUT] = { "ship-out", TRUE, { 700, 800 } },
  [HENJI_RATE_SHIP_BACK] = { "ship-back", TRUE, { 900, 900 } },
  [HENJI_RATE_FEE] = { "fee", FALSE, { 15, 15 } },
  [HENJI_RATE_FEE_KEPT] = { "fee-kept", FALSE, { 20, 20 } },
  [HENJI_RATE_RESALE] = { "resale", FALSE, { 100, 100 } },
  [HENJI_RATE_RESALE_USED] = { "resale-used", FALSE, { 50, 50 } },
  [HENJI_RATE_CLAIM] = { "claim", TRUE, { 3000, 3000 } },
};

const char *
henji_rate_id (HenjiRate rate)
{
  g_return_val_if_fail ((guint) rate < HENJI_N_RATES, "");

  return rates[rate].id;
}

gboolean
henji_rate_is_amount (HenjiRate rate)
{
  g_return_val_if_fail ((guint) rate < HENJI_N_RATES, FALSE);

  return rates[rate].amount;
}

const char *
henji_rate_title (HenjiRate rate)
{
  switch (rate)
    {
    case HENJI_RATE_ITEM:
      return _ ("Item cost, percent of its price, where it is not known");
    case HENJI_RATE_SHIP_OUT:
      return _ ("A parcel to the buyer");
    case HENJI_RATE_SHIP_BACK:
      return _ ("A return that the shop pays");
    case HENJI_RATE_FEE:
      return _ ("Marketplace fee, percent of what was paid");
    case HENJI_RATE_FEE_KEPT:
      return _ ("Percent of that fee that is kept on a refund");
    case HENJI_RATE_RESALE:
      return _ ("Worth of an item back as sent, percent of its cost");
    case HENJI_RATE_RESALE_USED:
      return _ ("Worth of an item back used, percent of its cost");
    case HENJI_RATE_CLAIM:
      return _ ("Work and harm of a claim, beside the refund");
    case HENJI_N_RATES:
    default:
      g_return_val_if_reached ("");
    }
}

static int
find_currency (const char *currency)
{
  for (int i = 0; i < N_CURRENCIES; i++)
    if (g_strcmp0 (currencies[i], currency) == 0)
      return i;

  return -1;
}

static void
book_clear (HenjiCostBook *self)
{
  g_clear_pointer (&self->risks, g_hash_table_unref);
}

HENJI_DEFINE_VALUE (HenjiCostBook, henji_cost_book, book_clear)

static gboolean
fits (HenjiRate rate, gint64 value)
{
  return value >= 0 && value <= (rates[rate].amount ? MAX_AMOUNT : 100);
}

static void
take_line (HenjiCostBook *self, const char *key, gint64 value)
{
  const char *dot = strchr (key, '.');
  g_autofree char *first = g_strndup (key, dot != NULL ? (gsize) (dot - key) : 0);
  int currency = find_currency (first);

  if (dot == NULL)
    return;
  if (g_str_equal (first, "risk") && value >= 0 && value <= 100)
    g_hash_table_replace (self->risks, g_strdup (dot + 1), GINT_TO_POINTER ((int) value));
  for (guint i = 0; currency >= 0 && i < HENJI_N_RATES; i++)
    if (g_str_equal (rates[i].id, dot + 1) && fits (i, value))
      self->rates[currency][i] = value;
}

HenjiCostBook *
henji_cost_book_parse (const char *text)
{
  HenjiCostBook *self = henji_cost_book_new ();
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  self->risks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint c = 0; c < N_CURRENCIES; c++)
    for (guint i = 0; i < HENJI_N_RATES; i++)
      self->rates[c][i] = rates[i].defaults[c];
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');
      gint64 value;

      if (equals == NULL || !g_ascii_string_to_signed (equals + 1, 10, 0, MAX_AMOUNT, &value, NULL))
        continue;
      *equals = '\0';
      take_line (self, lines[i], value);
    }

  return self;
}

char *
henji_cost_book_to_text (const HenjiCostBook *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GList) keys = NULL;

  g_return_val_if_fail (self != NULL, g_string_free (text, FALSE));

  for (guint c = 0; c < N_CURRENCIES; c++)
    for (guint i = 0; i < HENJI_N_RATES; i++)
      if (self->rates[c][i] != rates[i].defaults[c])
        g_string_append_printf (text, "%s.%s=%" G_GINT64_FORMAT "\n", currencies[c], rates[i].id,
                                self->rates[c][i]);
  keys = g_list_sort (g_hash_table_get_keys (self->risks), (GCompareFunc) strcmp);
  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (text, "risk.%s=%d\n", (const char *) l->data,
                            GPOINTER_TO_INT (g_hash_table_lookup (self->risks, l->data)));

  return g_string_free (text, FALSE);
}

HenjiCostBook *
henji_cost_book_with_rate (const HenjiCostBook *self,
                           const char *currency,
                           HenjiRate rate,
                           gint64 value)
{
  g_autofree char *text = henji_cost_book_to_text (self);
  HenjiCostBook *book = henji_cost_book_parse (text);
  int c = find_currency (currency);

  g_return_val_if_fail (c >= 0 && fits (rate, value), book);

  book->rates[c][rate] = value;

  return book;
}

HenjiCostBook *
henji_cost_book_with_risk (const HenjiCostBook *self, const char *offer, int percent)
{
  g_autofree char *text = henji_cost_book_to_text (self);
  HenjiCostBook *book = henji_cost_book_parse (text);

  g_return_val_if_fail (offer != NULL && percent <= 100, book);

  if (percent < 0)
    g_hash_table_remove (book->risks, offer);
  else
    g_hash_table_replace (book->risks, g_strdup (offer), GINT_TO_POINTER (percent));

  return book;
}

gint64
henji_cost_book_rate (const HenjiCostBook *self, const char *currency, HenjiRate rate)
{
  int c = find_currency (currency);

  g_return_val_if_fail (self != NULL && (guint) rate < HENJI_N_RATES, -1);

  return c >= 0 ? self->rates[c][rate] : -1;
}

gint64
henji_cost_book_default (const char *currency, HenjiRate rate)
{
  int c = find_currency (currency);

  g_return_val_if_fail ((guint) rate < HENJI_N_RATES, -1);

  return c >= 0 ? rates[rate].defaults[c] : -1;
}

int
henji_cost_book_risk (const HenjiCostBook *self, const char *offer, int otherwise)
{
  gpointer value;

  g_return_val_if_fail (self != NULL && offer != NULL, otherwise);

  return g_hash_table_lookup_extended (self->risks, offer, NULL, &value) ? GPOINTER_TO_INT (value)
                                                                         : otherwise;
}
