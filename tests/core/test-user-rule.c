/* test-user-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"
#include "henji-user-rule.h"

#include <string.h>

/* A damaged mug for 2,480 yen, that also asks for a refund. */
static HenjiMessage *
make_message (void)
{
  HenjiMessage *message = henji_message_new ();
  static const char body[]
      = "届いたマグカップが割れていました。バッテリーは無事です。\n> 引用 電池";

  message->kind = HENJI_KIND_DAMAGED;
  message->other_kinds = 1u << HENJI_KIND_REFUND_STATUS;
  message->language = HENJI_LANGUAGE_JA;
  message->subject = g_strdup ("注文について");
  message->body = g_strdup (body);
  message->own_length = strstr (body, "\n>") - body;

  return message;
}

static HenjiOrder *
make_order (const char *sku, gint64 price, const char *currency)
{
  HenjiOrder *order = henji_order_new ();
  HenjiOrderItem *item = henji_order_item_new ();

  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  item->sku = g_strdup (sku);
  item->quantity = 1;
  item->price.minor = price;
  g_strlcpy (item->price.currency, currency, sizeof item->price.currency);
  g_ptr_array_add (order->items, item);

  return order;
}

static void
test_matching (void)
{
  static const struct
  {
    const char *terms;
    gboolean holds;
    gboolean holds_without_order;
  } rows[] = {
    { "", TRUE, TRUE },
    { "kind=damaged", TRUE, TRUE },
    { "kind=refund-status", TRUE, TRUE },
    { "kind=lost", FALSE, FALSE },
    { "language=ja", TRUE, TRUE },
    { "language=en", FALSE, FALSE },
    { "marketplace=amazon.co.jp", TRUE, TRUE },
    { "marketplace=amazon.com", FALSE, FALSE },
    { "sku=MUG-1", TRUE, FALSE },
    { "sku=mug-1", TRUE, FALSE },
    { "sku=MUG", FALSE, FALSE },
    { "sku=MUG*", TRUE, FALSE },
    { "sku=M*", TRUE, FALSE },
    { "sku=*", TRUE, FALSE },
    { "sku=MUG-1*", TRUE, FALSE },
    { "sku=MUG-12*", FALSE, FALSE },
    { "words=バッテリー", TRUE, TRUE },
    { "words=ﾊﾞｯﾃﾘｰ", TRUE, TRUE },
    { "words=注文", TRUE, TRUE },
    /* What is quoted was said before. */
    { "words=電池", FALSE, FALSE },
    { "words=電池、割れ", TRUE, TRUE },
    { "words=電池\nwords=割れ", TRUE, TRUE },
    { "above=2479 JPY", TRUE, FALSE },
    { "above=2480 JPY", FALSE, FALSE },
    { "below=2481 JPY", TRUE, FALSE },
    { "below=2480 JPY", FALSE, FALSE },
    { "above=1000 JPY\nbelow=3000 JPY", TRUE, FALSE },
    { "above=1.00 USD", FALSE, FALSE },
    { "below=99999.00 USD", FALSE, FALSE },
    { "kind=damaged\nlanguage=ja\nmarketplace=amazon.co.jp\nsku=MUG*\nwords=割れ\nabove=100 JPY",
      TRUE, FALSE },
    { "kind=damaged\nlanguage=en\nmarketplace=amazon.co.jp\nsku=MUG*\nwords=割れ\nabove=100 JPY",
      FALSE, FALSE },
  };
  g_autoptr (HenjiMessage) message = make_message ();
  g_autoptr (GPtrArray) orders
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_ptr_array_add (orders, make_order ("LAMP-2", 50, "EUR"));
  g_ptr_array_add (orders, make_order ("MUG-1", 2480, "JPY"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty ("A rule");
      g_autoptr (GError) error = NULL;
      HenjiRuleSubject with = { message, "amazon.co.jp", orders };
      HenjiRuleSubject without = { message, "amazon.co.jp", none };

      henji_user_rule_set_terms (rule, rows[i].terms, &error);
      g_assert_no_error (error);
      if (henji_user_rule_matches (rule, &with) != rows[i].holds
          || henji_user_rule_matches (rule, &without) != rows[i].holds_without_order)
        {
          g_test_message ("“%s”", rows[i].terms);
          g_test_fail ();
        }
    }
}

/* What is said of orders must be true of one and the same order. */
static void
test_one_order (void)
{
  g_autoptr (HenjiMessage) message = make_message ();
  g_autoptr (GPtrArray) orders
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty ("A rule");
  HenjiRuleSubject subject = { message, NULL, orders };

  g_ptr_array_add (orders, make_order ("MUG-1", 500, "JPY"));
  g_ptr_array_add (orders, make_order ("LAMP-2", 9000, "JPY"));
  g_assert_true (henji_user_rule_set_terms (rule, "sku=MUG*\nabove=5000 JPY", NULL));
  g_assert_false (henji_user_rule_matches (rule, &subject));
}

static void
test_text (void)
{
  static const char terms[] = "kind=damaged\nlanguage=ja\nmarketplace=amazon.co.jp\nsku=MUG-*\n"
                              "words=電池, battery\nabove=5000 JPY\nbelow=24.50 USD\n";
  static const char acts[] = "tag=fragile\ntag=急ぎ\nsituation=damaged\nremind=3o\n";
  static const char *const bad_terms[]
      = { "kind=",     "kind=broken",    "language=xx",  "colour=blue",
          "above=100", "above=12.5 JPY", "above=-1 JPY", "damaged" };
  static const char *const bad_acts[] = { "remind=3",    "remind=3d",  "remind=-1h", "remind=1000h",
                                          "remind=soon", "delete=all", "tag=" };
  g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty ("A rule");
  g_autofree char *terms_back = NULL;
  g_autofree char *acts_back = NULL;

  g_assert_true (henji_user_rule_set_terms (rule, terms, NULL));
  g_assert_true (henji_user_rule_set_acts (rule, acts, NULL));
  terms_back = henji_user_rule_terms (rule);
  acts_back = henji_user_rule_acts (rule);
  g_assert_cmpstr (terms_back, ==, terms);
  g_assert_cmpstr (acts_back, ==, acts);
  for (guint i = 0; i < G_N_ELEMENTS (bad_terms); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (henji_user_rule_set_terms (rule, bad_terms[i], &error));
      g_assert_nonnull (strstr (error->message, bad_terms[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_acts); i++)
    g_assert_false (henji_user_rule_set_acts (rule, bad_acts[i], NULL));
}

static void
test_check (void)
{
  static const struct
  {
    const char *name;
    const char *terms;
    const char *acts;
    gboolean fine;
  } rows[] = { { "A", "", "tag=a", TRUE },
               { "", "", "tag=a", FALSE },
               { "A", "kind=lost", "", FALSE },
               { "A", "above=10 JPY\nbelow=11 JPY", "remind=1h", TRUE },
               { "A", "above=10 JPY\nbelow=10 JPY", "remind=1h", FALSE },
               { "A", "above=10 JPY\nbelow=99.00 USD", "remind=1h", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty (rows[i].name);

      g_assert_true (henji_user_rule_set_terms (rule, rows[i].terms, NULL));
      g_assert_true (henji_user_rule_set_acts (rule, rows[i].acts, NULL));
      g_assert_cmpint (henji_user_rule_check (rule, NULL), ==, rows[i].fine);
    }
}

static void
test_reminders (void)
{
  static const struct
  {
    const char *acts;
    const char *at;
    const char *until; /* NULL: none */
  } rows[] = {
    { "tag=a", "2026-11-20T10:00:00+09:00", NULL },
    { "remind=5h", "2026-11-20T22:00:00+09:00", "2026-11-21T03:00:00+09:00" },
    /* Friday: one open day on is Monday, at the same hour. */
    { "remind=1o", "2026-11-20T10:15:00+09:00", "2026-11-23T10:15:00+09:00" },
    { "remind=3o", "2026-11-20T10:15:00+09:00", "2026-11-25T10:15:00+09:00" },
    { "remind=1o", "2026-11-21T10:15:00+09:00", "2026-11-23T10:15:00+09:00" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty ("A rule");
      gint64 at = instant_of (rows[i].at);

      g_assert_true (henji_user_rule_set_acts (rule, rows[i].acts, NULL));
      g_assert_cmpint (henji_user_rule_remind_at (rule, at, NULL, zone), ==,
                       rows[i].until != NULL ? instant_of (rows[i].until) : 0);
    }
}

static void
test_tags (void)
{
  static const struct
  {
    const char *text;
    const char *tag; /* NULL: none */
  } rows[] = { { "fragile", "fragile" },
               { "  two \n words\t", "two words" },
               { "", NULL },
               { " \n ", NULL },
               { "a & b <c>", "a & b <c>" },
               { "一二三四五六七八九十一二三四五六七八九十一二三四五六",
                 "一二三四五六七八九十一二三四五六七八九十一二三四" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *tag = henji_tag_clean (rows[i].text);

      g_assert_cmpstr (tag, ==, rows[i].tag);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/user-rule/matching", test_matching);
  g_test_add_func ("/user-rule/one-order", test_one_order);
  g_test_add_func ("/user-rule/text", test_text);
  g_test_add_func ("/user-rule/check", test_check);
  g_test_add_func ("/user-rule/reminders", test_reminders);
  g_test_add_func ("/user-rule/tags", test_tags);

  return g_test_run ();
}
