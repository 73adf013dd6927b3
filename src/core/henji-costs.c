/* henji-costs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-costs"

#include "config.h"

#include "henji-costs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
find_id (const char *id, const char *const *ids, guint n, guint *found)
{
  for (guint i = 0; id != NULL && i < n; i++)
    if (g_str_equal (ids[i], id))
      {
        *found = i;
        return TRUE;
      }

  return FALSE;
}

static const char *const offer_ids[HENJI_N_OFFERS]
    = { "words",    "part",   "partial-refund", "reship", "resend",
        "exchange", "refund", "return",         "cancel" };

const char *
henji_offer_id (HenjiOffer offer)
{
  g_return_val_if_fail ((guint) offer < HENJI_N_OFFERS, "");

  return offer_ids[offer];
}

gboolean
henji_offer_from_id (const char *id, HenjiOffer *offer)
{
  guint found;

  g_return_val_if_fail (offer != NULL, FALSE);

  if (!find_id (id, offer_ids, HENJI_N_OFFERS, &found))
    return FALSE;
  *offer = (HenjiOffer) found;

  return TRUE;
}

static const char *const back_ids[HENJI_N_BACKS] = { "as-sent", "used", "damaged" };

gboolean
henji_back_from_id (const char *id, HenjiBack *back)
{
  guint found;

  g_return_val_if_fail (back != NULL, FALSE);

  if (!find_id (id, back_ids, HENJI_N_BACKS, &found))
    return FALSE;
  *back = (HenjiBack) found;

  return TRUE;
}

const char *
henji_figure_id (HenjiFigure figure)
{
  static const char *const ids[HENJI_N_FIGURES]
      = { "refund",   "restocking", "fee-returned", "item",
          "ship-out", "ship-back",  "resale",       "claim-risk" };

  g_return_val_if_fail ((guint) figure < HENJI_N_FIGURES, "");

  return ids[figure];
}

const char *
henji_figure_title (HenjiFigure figure)
{
  switch (figure)
    {
    case HENJI_FIGURE_REFUND:
      return _ ("Refund");
    case HENJI_FIGURE_RESTOCKING:
      return _ ("Restocking fee");
    case HENJI_FIGURE_FEE:
      return _ ("Marketplace fee returned");
    case HENJI_FIGURE_ITEM:
      return _ ("Item");
    case HENJI_FIGURE_SHIP_OUT:
      return _ ("Shipping out");
    case HENJI_FIGURE_SHIP_BACK:
      return _ ("Shipping back");
    case HENJI_FIGURE_RESALE:
      return _ ("Item back in stock");
    case HENJI_FIGURE_RISK:
      return _ ("Risk of a claim");
    case HENJI_N_FIGURES:
    default:
      g_return_val_if_reached ("");
    }
}

/* ---- Reckoning ------------------------------------------------------------------------------- */

/* Half up; nothing overflows that is an amount. */
static gint64
share_of (gint64 minor, int percent)
{
  return minor / 100 * percent + (minor % 100 * percent + 50) / 100;
}

HenjiMoney
henji_cost_of_items (const HenjiOrder *order,
                     GHashTable *costs,
                     const HenjiCostBook *book,
                     gboolean *guessed)
{
  HenjiMoney sum = henji_order_items_total (order);
  gint64 percent;

  g_return_val_if_fail (order != NULL && book != NULL, HENJI_MONEY_NONE);

  if (guessed != NULL)
    *guessed = FALSE;
  percent = henji_cost_book_rate (book, sum.currency, HENJI_RATE_ITEM);
  if (!henji_money_is_set (sum) || percent < 0)
    return HENJI_MONEY_NONE;

  sum.minor = 0;
  for (guint i = 0; i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);
      const HenjiMoney *cost
          = costs != NULL && item->sku != NULL ? g_hash_table_lookup (costs, item->sku) : NULL;

      if (cost != NULL && strcmp (cost->currency, sum.currency) == 0)
        sum.minor += cost->minor * MAX (item->quantity, 1);
      else
        {
          sum.minor += share_of (item->price.minor, (int) percent);
          if (guessed != NULL)
            *guessed = TRUE;
        }
    }

  return sum;
}

const HenjiRule *
henji_cost_restocking (const HenjiPolicy *policy, HenjiBack back, gboolean in_window, gint64 at)
{
  const HenjiRule *rule;

  g_return_val_if_fail (policy != NULL, NULL);

  rule = henji_policy_rule (policy,
                            back != HENJI_BACK_AS_SENT ? "restocking-used"
                            : in_window                ? "restocking-in-window"
                                                       : "restocking-out-of-window",
                            at);

  /* What nobody has verified is not kept back from a buyer. */
  return rule != NULL && rule->unit == HENJI_UNIT_PERCENT && !henji_rule_is_to_check (rule) ? rule
                                                                                            : NULL;
}

gint64
henji_cost_round (gint64 minor, const char *currency)
{
  gboolean whole = henji_money_decimals (currency) == 0;
  gint64 step;

  if (minor < (whole ? 100 : 500))
    step = 10;
  else if (minor < 1000)
    step = 50;
  else
    step = minor < 10000 ? 100 : 500;

  return MAX ((minor + step / 2) / step * step, step);
}

static void
add_line (HenjiCost *self, HenjiFigure figure, gint64 low, gint64 high, int percent, gint64 base)
{
  HenjiCostLine line = { figure, low, high, percent, base };

  g_array_append_val (self->lines, line);
  self->low += low;
  self->high += high;
}

/* The refund, and what of the fee comes back with it. Of an order that does not leave all does. */
static void
add_refund (HenjiCost *self, const HenjiCostBook *book, const HenjiCostInput *input)
{
  const char *currency = self->currency;
  int fee = (int) henji_cost_book_rate (book, currency, HENJI_RATE_FEE);
  int kept = input->offer == HENJI_OFFER_CANCEL
                 ? 0
                 : (int) henji_cost_book_rate (book, currency, HENJI_RATE_FEE_KEPT);
  gint64 restocking = 0;

  if (input->offer == HENJI_OFFER_PARTIAL)
    {
      self->refund_low
          = MIN (henji_cost_round (share_of (input->price.minor, input->share_low), currency),
                 input->price.minor);
      self->refund_high
          = MIN (henji_cost_round (share_of (input->price.minor, input->share_high), currency),
                 input->price.minor);
      add_line (self, HENJI_FIGURE_REFUND, self->refund_low, self->refund_high, -1, 0);
    }
  else
    {
      add_line (self, HENJI_FIGURE_REFUND, input->total.minor, input->total.minor, -1, 0);
      if (input->offer == HENJI_OFFER_RETURN)
        restocking = share_of (input->price.minor, input->restocking);
      if (restocking > 0)
        add_line (self, HENJI_FIGURE_RESTOCKING, -restocking, -restocking, input->restocking,
                  input->price.minor);
      self->refund_low = self->refund_high = input->total.minor - restocking;
    }
  add_line (self, HENJI_FIGURE_FEE, -share_of (share_of (self->refund_low, fee), 100 - kept),
            -share_of (share_of (self->refund_high, fee), 100 - kept), fee, self->refund_low);
}

static void
add_goods (HenjiCost *self, const HenjiCostBook *book, const HenjiCostInput *input)
{
  gint64 out = henji_cost_book_rate (book, self->currency, HENJI_RATE_SHIP_OUT);
  gint64 item = input->item_cost.minor;
  gboolean known = henji_money_is_set (input->item_cost);

  if (input->offer == HENJI_OFFER_PART)
    {
      if (known)
        add_line (self, HENJI_FIGURE_ITEM, share_of (item, input->share_low),
                  share_of (item, input->share_high), input->share_high, item);
      add_line (self, HENJI_FIGURE_SHIP_OUT, out, out, -1, 0);
    }
  else if (input->offer == HENJI_OFFER_RESHIP)
    add_line (self, HENJI_FIGURE_SHIP_OUT, out, out, -1, 0);
  else if (input->offer == HENJI_OFFER_RESEND || input->offer == HENJI_OFFER_EXCHANGE)
    {
      if (known)
        add_line (self, HENJI_FIGURE_ITEM, item, item, -1, 0);
      add_line (self, HENJI_FIGURE_SHIP_OUT, out, out, -1, 0);
    }
  else if (input->offer == HENJI_OFFER_CANCEL)
    {
      if (known)
        add_line (self, HENJI_FIGURE_ITEM, -item, -item, -1, 0);
      add_line (self, HENJI_FIGURE_SHIP_OUT, -out, -out, -1, 0);
    }
}

static void
add_way_back (HenjiCost *self, const HenjiCostBook *book, const HenjiCostInput *input)
{
  gint64 back = henji_cost_book_rate (book, self->currency, HENJI_RATE_SHIP_BACK);
  gint64 worth;
  int percent = 0;

  if (input->offer != HENJI_OFFER_EXCHANGE && input->offer != HENJI_OFFER_RETURN)
    return;
  if (input->pay_return)
    add_line (self, HENJI_FIGURE_SHIP_BACK, back, back, -1, 0);
  if (input->back != HENJI_BACK_DAMAGED)
    percent = (int) henji_cost_book_rate (
        book, self->currency,
        input->back == HENJI_BACK_AS_SENT ? HENJI_RATE_RESALE : HENJI_RATE_RESALE_USED);
  worth = share_of (input->item_cost.minor, percent);
  if (worth > 0)
    add_line (self, HENJI_FIGURE_RESALE, -worth, -worth, percent, input->item_cost.minor);
}

/* A claim that is granted takes what was not paid back yet, and its own work and harm. */
static void
add_risk (HenjiCost *self, const HenjiCostBook *book, const HenjiCostInput *input)
{
  gint64 harm = henji_cost_book_rate (book, self->currency, HENJI_RATE_CLAIM);
  gint64 low = harm + input->total.minor - self->refund_high;
  gint64 high = harm + input->total.minor - self->refund_low;

  if (input->risk > 0)
    add_line (self, HENJI_FIGURE_RISK, share_of (low, input->risk), share_of (high, input->risk),
              input->risk, low);
}

HenjiCost *
henji_cost_reckon (const HenjiCostBook *book, const HenjiCostInput *input)
{
  HenjiCost *self;

  g_return_val_if_fail (book != NULL && input != NULL, NULL);

  self = henji_cost_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (HenjiCostLine));
  if (!henji_money_is_set (input->total) || !henji_money_is_set (input->price)
      || strcmp (input->total.currency, input->price.currency) != 0
      || henji_cost_book_rate (book, input->total.currency, HENJI_RATE_FEE) < 0)
    return self;

  g_strlcpy (self->currency, input->total.currency, sizeof self->currency);
  if (input->offer == HENJI_OFFER_PARTIAL || input->offer == HENJI_OFFER_REFUND
      || input->offer == HENJI_OFFER_RETURN || input->offer == HENJI_OFFER_CANCEL)
    add_refund (self, book, input);
  add_goods (self, book, input);
  add_way_back (self, book, input);
  add_risk (self, book, input);
  if (self->low > self->high)
    {
      gint64 low = self->high;

      self->high = self->low;
      self->low = low;
    }

  return self;
}

static void
cost_clear (HenjiCost *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
}

HENJI_DEFINE_VALUE (HenjiCost, henji_cost, cost_clear)

static char *
format (gint64 minor, const char *currency, HenjiLanguage language)
{
  HenjiMoney money = { minor, "" };

  g_strlcpy (money.currency, currency, sizeof money.currency);

  return henji_money_format (money, language);
}

char *
henji_cost_range (gint64 low, gint64 high, const char *currency, HenjiLanguage language)
{
  g_autofree char *from = format (low, currency, language);
  g_autofree char *to = format (high, currency, language);
  const char *rest = to;

  g_return_val_if_fail (currency != NULL, NULL);

  if (low == high)
    return g_steal_pointer (&from);

  /* One sign for both: "¥500–750". */
  for (const char *a = from; *a == *rest && !g_ascii_isdigit (*rest); a++)
    rest++;

  return g_strdup_printf (language == HENJI_LANGUAGE_JA ? "%s〜%s" : "%s–%s", from, rest);
}
