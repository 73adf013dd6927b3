/* test-costs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "data-fixture.h"

#include "henji-costs.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static HenjiMoney
money (const char *minor, const char *currency)
{
  HenjiMoney value = { g_ascii_strtoll (minor, NULL, 10), "" };

  g_strlcpy (value.currency, currency, sizeof value.currency);

  return value;
}

static void
check_row (const HenjiCostBook *book, char **words)
{
  HenjiCostInput input = { .price = money (words[2], words[1]),
                           .total = money (words[3], words[1]),
                           .item_cost = money (words[4], words[1]),
                           .risk = atoi (words[6]),
                           .restocking = atoi (words[7]),
                           .pay_return = g_str_equal (words[8], "yes") };
  g_auto (GStrv) share = g_strsplit (words[5], "-", 2);
  g_autoptr (HenjiCost) cost = NULL;
  gint64 low = 0, high = 0;

  g_assert_true (henji_offer_from_id (words[0], &input.offer));
  g_assert_true (henji_back_from_id (words[9], &input.back));
  input.share_low = atoi (share[0]);
  input.share_high = atoi (share[1]);
  cost = henji_cost_reckon (book, &input);
  g_assert_cmpstr (cost->currency, ==, words[1]);
  g_assert_cmpint (cost->low, ==, g_ascii_strtoll (words[11], NULL, 10));
  g_assert_cmpint (cost->high, ==, g_ascii_strtoll (words[12], NULL, 10));
  g_assert_cmpint (cost->refund_low, ==, g_ascii_strtoll (words[13], NULL, 10));
  g_assert_cmpint (cost->refund_high, ==, g_ascii_strtoll (words[14], NULL, 10));

  /* The figures shown make up the sum. */
  for (guint i = 0; i < cost->lines->len; i++)
    {
      low += g_array_index (cost->lines, HenjiCostLine, i).low;
      high += g_array_index (cost->lines, HenjiCostLine, i).high;
    }
  g_assert_cmpint (MIN (low, high), ==, cost->low);
  g_assert_cmpint (MAX (low, high), ==, cost->high);
}

static void
test_table (void)
{
  g_autofree char *text = read_table ("costs.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (HenjiCostBook) book = henji_cost_book_parse (NULL);
  guint rows = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      g_test_message ("%s", lines[i]);
      words = g_strsplit (lines[i], " ", -1);
      g_assert_cmpuint (g_strv_length (words), ==, 15);
      check_row (book, words);
      rows++;
    }
  g_assert_cmpuint (rows, >=, 40);
}

static void
test_unknown (void)
{
  g_autoptr (HenjiCostBook) book = henji_cost_book_parse (NULL);
  HenjiCostInput input = { .offer = HENJI_OFFER_RESEND, .risk = 5 };
  g_autoptr (HenjiCost) nothing = henji_cost_reckon (book, &input);
  g_autoptr (HenjiCost) euro = NULL;
  g_autoptr (HenjiCost) item = NULL;

  g_assert_cmpstr (nothing->currency, ==, "");
  g_assert_cmpuint (nothing->lines->len, ==, 0);

  input.price = input.total = money ("1000", "EUR");
  euro = henji_cost_reckon (book, &input);
  g_assert_cmpstr (euro->currency, ==, "");

  /* Without an item's cost the rest is still told. */
  input.price = input.total = money ("1000", "JPY");
  item = henji_cost_reckon (book, &input);
  g_assert_cmpint (item->low, ==, 700 + 200);
}

static HenjiOrder *
order_of (const char *currency)
{
  HenjiOrder *order = henji_order_new ();
  static const struct
  {
    const char *sku;
    int quantity;
    const char *price;
  } items[] = { { "MUG-1", 2, "2000" }, { "TEA-1", 1, "999" }, { NULL, -1, "101" } };

  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      HenjiOrderItem *item = henji_order_item_new ();

      item->sku = g_strdup (items[i].sku);
      item->quantity = items[i].quantity;
      item->price = money (items[i].price, currency);
      g_ptr_array_add (order->items, item);
    }

  return order;
}

static void
test_items (void)
{
  g_autoptr (HenjiCostBook) book = henji_cost_book_parse ("JPY.item=30\n");
  g_autoptr (HenjiOrder) order = order_of ("JPY");
  g_autoptr (HenjiOrder) euro = order_of ("EUR");
  g_autoptr (GHashTable) costs = g_hash_table_new (g_str_hash, g_str_equal);
  HenjiMoney mug = money ("450", "JPY");
  HenjiMoney tea = money ("3", "USD");
  gboolean guessed;

  /* 600 + 300 (299.7) + 30 (30.3) */
  g_assert_cmpint (henji_cost_of_items (order, NULL, book, &guessed).minor, ==, 930);
  g_assert_true (guessed);
  /* two mugs; a cost in another currency is none */
  g_hash_table_insert (costs, (char *) "MUG-1", &mug);
  g_hash_table_insert (costs, (char *) "TEA-1", &tea);
  g_assert_cmpint (henji_cost_of_items (order, costs, book, &guessed).minor, ==, 900 + 300 + 30);
  g_assert_true (guessed);
  g_assert_false (henji_money_is_set (henji_cost_of_items (euro, costs, book, NULL)));
}

static void
test_book (void)
{
  g_autoptr (HenjiCostBook) book = henji_cost_book_parse (
      "JPY.ship-out=650\nUSD.fee=12\nEUR.fee=1\nJPY.fee=101\nJPY.claim=-1\nJPY.moon=1\n"
      "risk.damaged.partial=0\nrisk.lost.resend=100\nrisk.x=101\nnonsense\n=\n");
  g_autoptr (HenjiCostBook) next = NULL;
  g_autoptr (HenjiCostBook) back = NULL;
  g_autofree char *text = henji_cost_book_to_text (book);
  g_autofree char *changed = NULL;

  g_assert_cmpstr (text, ==,
                   "JPY.ship-out=650\nUSD.fee=12\nrisk.damaged.partial=0\nrisk.lost.resend=100\n");
  g_assert_cmpint (henji_cost_book_rate (book, "JPY", HENJI_RATE_SHIP_OUT), ==, 650);
  g_assert_cmpint (henji_cost_book_rate (book, "JPY", HENJI_RATE_FEE), ==, 15);
  g_assert_cmpint (henji_cost_book_rate (book, "EUR", HENJI_RATE_FEE), ==, -1);
  g_assert_cmpint (henji_cost_book_risk (book, "damaged.partial", 8), ==, 0);
  g_assert_cmpint (henji_cost_book_risk (book, "damaged.refund", 8), ==, 8);

  next = henji_cost_book_with_rate (book, "JPY", HENJI_RATE_SHIP_OUT, 700);
  back = henji_cost_book_with_risk (next, "damaged.partial", -1);
  changed = henji_cost_book_to_text (back);
  g_assert_cmpstr (changed, ==, "USD.fee=12\nrisk.lost.resend=100\n");
}

static void
test_restocking (void)
{
  static const struct
  {
    const char *policy;
    HenjiBack back;
    gboolean in_window;
    int percent; /* -1: no figure is known */
  } rows[] = {
    { "amazon-us", HENJI_BACK_AS_SENT, TRUE, 0 },
    { "amazon-us", HENJI_BACK_AS_SENT, FALSE, 20 },
    /* Not verified: no figure until the seller sets it. */
    { "amazon-us", HENJI_BACK_USED, TRUE, -1 },
    { "amazon-us", HENJI_BACK_DAMAGED, FALSE, -1 },
    { "amazon-jp", HENJI_BACK_AS_SENT, TRUE, -1 },
    { "amazon-jp", HENJI_BACK_USED, FALSE, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiPolicy) policy = load_policy (rows[i].policy);
      const HenjiRule *rule = henji_cost_restocking (policy, rows[i].back, rows[i].in_window,
                                                     instant_of ("2026-11-24T10:00:00+09:00"));

      g_assert_cmpint (rule != NULL ? rule->value : -1, ==, rows[i].percent);
    }
}

static void
test_words (void)
{
  g_autofree char *range = henji_cost_range (500, 750, "JPY", HENJI_LANGUAGE_EN);
  g_autofree char *ja = henji_cost_range (500, 750, "JPY", HENJI_LANGUAGE_JA);
  g_autofree char *one = henji_cost_range (1250, 1250, "USD", HENJI_LANGUAGE_EN);
  static const struct
  {
    gint64 minor;
    const char *currency;
    gint64 rounded;
  } rows[] = {
    { 496, "JPY", 500 },   { 744, "JPY", 750 },     { 94, "JPY", 90 },        { 3, "JPY", 10 },
    { 0, "JPY", 10 },      { 480, "USD", 480 },     { 715, "USD", 700 },      { 2349, "JPY", 2300 },
    { 2350, "JPY", 2400 }, { 12345, "JPY", 12500 }, { 99999, "USD", 100000 },
  };

  g_assert_cmpstr (range, ==, "¥500–750");
  g_assert_cmpstr (ja, ==, "￥500〜750");
  g_assert_cmpstr (one, ==, "$12.50");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (henji_cost_round (rows[i].minor, rows[i].currency), ==, rows[i].rounded);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/costs/table", test_table);
  g_test_add_func ("/costs/unknown", test_unknown);
  g_test_add_func ("/costs/items", test_items);
  g_test_add_func ("/costs/book", test_book);
  g_test_add_func ("/costs/restocking", test_restocking);
  g_test_add_func ("/costs/words", test_words);

  return g_test_run ();
}
