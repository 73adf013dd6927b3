/* test-claim-notice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "henji-claim-notice.h"

static const struct
{
  HenjiNotification notification;
  const char *subject, *body;
  const char *stage;
  gint64 amount;
  const char *currency;
  int days;
} notices[] = {
  { HENJI_NOTIFICATION_CLAIM_OPENED,
    "A-to-z Guarantee claim received for order 112-7654321-1234567",
    "A customer filed a claim for 45 dollars. Please respond within 4 calendar days.", "opened",
    4500, "USD", 4 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "A-to-z Guarantee claim",
    "Order total: $60.00. Claim amount: $45.50. If you do not respond, the claim may be granted "
    "and the buyer refunded.",
    "opened", 4550, "USD", 0 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "【重要】Amazonマーケットプレイス保証申請のお知らせ",
    "購入者様よりマーケットプレイス保証の申請がありました。\n申請額：￥4,"
    "980\n3日以内にご回答ください。",
    "opened", 4980, "JPY", 3 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "マーケットプレイス保証申請",
    "注文合計 10,000円 のうち、申請金額 4,980円 "
    "です。必要に応じて追加情報をお願いする場合があります。",
    "opened", 4980, "JPY", 0 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "Additional information needed for A-to-z claim",
    "We need more information to decide this claim.", "information", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "マーケットプレイス保証申請について",
    "審査のため、追加情報をご提供ください。", "information", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "Your appeal of the A-to-z claim",
    "We need additional information about your appeal.", "appeal-question", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_OPENED, "A-to-z claim", "We have received your appeal.", "appealed", 0,
    "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim decision",
    "The claim was granted and we have refunded the customer $45.00. You may appeal this decision "
    "within 30 calendar days.",
    "granted", 4500, "USD", 30 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim closed",
    "We closed the claim in your favor. You are not responsible for it.", "denied", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim", "The claim was not granted.", "denied", 0, "",
    0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim closed", "The customer has withdrawn the claim.",
    "withdrawn", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim closed",
    "The claim is closed because you refunded the customer.", "accepted", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim closed", "The claim has been closed.", "closed",
    0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "Decision on your appeal",
    "We have granted your appeal and reversed the decision.", "appeal-granted", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "A-to-z claim", "Your appeal has been denied.",
    "appeal-denied", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証の審査結果",
    "申請が認められました。購入者様に返金いたしました（返金額：4,980円）。"
    "30日以内に異議申し立てをすることができます。",
    "granted", 4980, "JPY", 30 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証の審査結果",
    "申請は認められませんでした。", "denied", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証の審査結果", "申請は却下されました。",
    "denied", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証申請の終了",
    "購入者様が申請を取り下げられました。", "withdrawn", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証申請の終了",
    "出品者様が返金されたため、申請は終了しました。", "accepted", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証の異議申し立ての結果",
    "異議申し立てが認められました。", "appeal-granted", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証の異議申し立ての結果",
    "異議申し立ては認められませんでした。", "appeal-denied", 0, "", 0 },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, "マーケットプレイス保証", "クローズされました。", "closed", 0,
    "", 0 },
};

static void
test_notices (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    {
      g_autoptr (HenjiMessage) message = henji_message_new ();
      HenjiClaimStep step = { 0 };

      message->notification = notices[i].notification;
      message->subject = g_strdup (notices[i].subject);
      message->body = g_strdup (notices[i].body);
      message->own_length = (gint64) strlen (notices[i].body);
      message->at = 77;
      g_assert_true (henji_claim_notice_read (message, &step));
      if (!g_str_equal (henji_claim_stage_id (step.stage), notices[i].stage))
        g_error ("%s: %s, not %s", notices[i].body, henji_claim_stage_id (step.stage),
                 notices[i].stage);
      g_assert_cmpint (step.amount.minor, ==, notices[i].amount);
      g_assert_cmpstr (step.amount.currency, ==, notices[i].currency);
      g_assert_cmpint (step.days, ==, notices[i].days);
      g_assert_cmpint (step.at, ==, 77);
      g_assert_false (step.by_hand);
    }
}

static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    gint64 minor;
    const char *currency;
  } amounts[] = {
    { "返金額 ￥4,980", 4980, "JPY" },
    { "４，９８０円", 4980, "JPY" },
    { "US$12.50", 1250, "USD" },
    { "$1,234.5", 123450, "USD" },
    { "12 USD", 1200, "USD" },
    { "order 250-1234567-1234567, 30 days", 0, "" },
    { "", 0, "" },
    { "$", 0, "" },
    { "99999999999999999999円", 0, "" },
    { "12.345 dollars", 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      HenjiMoney money = henji_claim_notice_amount (amounts[i].text);

      g_assert_cmpint (money.minor, ==, amounts[i].minor);
      g_assert_cmpstr (money.currency, ==, amounts[i].currency);
    }
}

static void
test_others (void)
{
  g_autoptr (HenjiMessage) message = henji_message_new ();
  HenjiClaimStep step;

  message->notification = HENJI_NOTIFICATION_RETURN_REQUEST;
  g_assert_false (henji_claim_notice_read (message, &step));
  message->notification = HENJI_NOTIFICATION_REFUND_ISSUED;
  g_assert_true (henji_claim_notice_read (message, &step));
  g_assert_true (step.refund);
  g_assert_false (henji_money_is_set (step.amount));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claim-notice/notices", test_notices);
  g_test_add_func ("/claim-notice/amounts", test_amounts);
  g_test_add_func ("/claim-notice/others", test_others);

  return g_test_run ();
}
