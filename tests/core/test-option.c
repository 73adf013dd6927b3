/* test-option.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of the options that we offered a buyer chose.
 */
#include "config.h"

#include "henji-option.h"

#include <string.h>

static const char english[] = "Please tell us which of these you would prefer.\n"
                              "1. A replacement, shipped by Wednesday, December 2.\n"
                              "2. A refund of $44.00, issued by Wednesday, December 2.\n\n"
                              "If anything is unclear, please just reply.";
static const char japanese[] = "次のいずれかの方法で対応いたします。\n"
                               "1. 同じ商品を12月2日（水）までに改めて発送\n"
                               "2. $44.00を返金（12月2日（水）までに手続きいたします）\n";

static HenjiMessage *
answer (void)
{
  HenjiMessage *sent = henji_message_new ();

  sent->language = HENJI_LANGUAGE_EN;
  sent->body = g_strdup (english);
  sent->counterpart = g_strdup (japanese);

  return sent;
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *reply;
    guint number; /* 0: none */
  } rows[] = {
    { "2", 2 },
    { "2 please.", 2 },
    { "２番でお願いします。", 2 },
    { "①でお願いいたします", 1 },
    { "ご連絡ありがとうございます。1番の交換を希望します。", 1 },
    { "1でお願いします。届いた商品はどうすればいいですか？", 1 },
    { "2がいいです", 2 },
    { "Option 1 please. Photos attached.", 1 },
    { "I'd go with number 2, thanks", 2 },
    { "The second option would be best for us.", 2 },
    { "No. 1, thank you!", 1 },
    { "I choose 2", 2 },
    { "2つ目の方法でお願いします", 2 },
    { "I choose the refund, thanks.", 2 },
    { "Replacement please!", 1 },
    { "返金でお願いします。", 2 },
    { "交換を希望いたします。", 1 },
    /* What is no choice, or not one. */
    { "1番か2番で迷っています。", 0 },
    { "2個とも割れていました。", 0 },
    { "12月2日までに届きますか？", 0 },
    { "I ordered 2 of these.", 0 },
    { "It came with 2 screws missing.", 0 },
    { "三番町1番地に住んでいます。", 0 },
    { "Option 3 please", 0 },
    { "Still nothing here.", 0 },
    { "I am still waiting for my refund.", 0 },
    { "I don't want a refund.", 0 },
    { "返金はまだですか。", 0 },
    { "Refund or replacement, as you like.", 0 },
    { "返金を確認しました。", 0 },
    { "", 0 },
  };
  g_autoptr (HenjiMessage) sent = answer ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiMessage) reply = henji_message_new ();
      g_autofree char *en = NULL;
      g_autofree char *ja = NULL;

      reply->body = g_strconcat (rows[i].reply, "\n> 1. A replacement", NULL);
      reply->own_length = (gint64) strlen (rows[i].reply);
      en = henji_option_chosen (sent, reply, HENJI_LANGUAGE_EN);
      ja = henji_option_chosen (sent, reply, HENJI_LANGUAGE_JA);
      g_test_message ("“%s”: %s", rows[i].reply, en);
      g_assert_cmpstr (en, ==,
                       rows[i].number == 1 ? "A replacement, shipped by Wednesday, December 2."
                       : rows[i].number == 2
                           ? "A refund of $44.00, issued by Wednesday, December 2."
                           : NULL);
      g_assert_cmpstr (ja, ==,
                       rows[i].number == 1 ? "同じ商品を12月2日（水）までに改めて発送"
                       : rows[i].number == 2 ? "$44.00を返金（12月2日（水）までに手続きいたします）"
                                             : NULL);
    }
}

/* Who asks for the money has chosen, where one option offers it. */
static void
test_wishes (void)
{
  g_autoptr (HenjiMessage) sent = answer ();
  g_autoptr (HenjiMessage) reply = henji_message_new ();
  g_autofree char *refund = NULL;
  g_autofree char *goods = NULL;

  reply->body = g_strdup ("That one please.");
  reply->own_length = (gint64) strlen (reply->body);
  reply->facts.told = 1u << HENJI_TOLD_WANTS_REFUND;
  refund = henji_option_chosen (sent, reply, HENJI_LANGUAGE_EN);
  g_assert_true (g_str_has_prefix (refund, "A refund"));
  reply->facts.told = 1u << HENJI_TOLD_WANTS_REPLACEMENT;
  goods = henji_option_chosen (sent, reply, HENJI_LANGUAGE_EN);
  g_assert_true (g_str_has_prefix (goods, "A replacement"));
  reply->facts.told |= 1u << HENJI_TOLD_WANTS_REFUND;
  g_assert_null (henji_option_chosen (sent, reply, HENJI_LANGUAGE_EN));

  g_clear_pointer (&sent->counterpart, g_free);
  reply->facts.told = 1u << HENJI_TOLD_WANTS_REFUND;
  g_assert_null (henji_option_chosen (sent, reply, HENJI_LANGUAGE_JA));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/option/numbers", test_numbers);
  g_test_add_func ("/option/wishes", test_wishes);

  return g_test_run ();
}
