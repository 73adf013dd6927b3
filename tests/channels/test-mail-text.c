/* test-mail-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages as text, and whose words are whose.
 */
#define G_LOG_DOMAIN "test-mail-text"

#include "config.h"

#include "henji-html.h"
#include "henji-notification.h"
#include "henji-quote.h"

#include <string.h>

static void
assert_page (const char *html, const char *text)
{
  g_autofree char *rendered = henji_html_to_text (html, strlen (html), 100000, NULL);

  g_strchomp (rendered);
  g_assert_cmpstr (rendered, ==, text);
}

static void
test_blocks (void)
{
  assert_page ("<p>one</p><p>two</p>", "one\n\ntwo");
  assert_page ("<div>one</div><div>two<br>three</div>", "one\ntwo\nthree");
  assert_page ("one<br><br>two", "one\n\ntwo");
  assert_page ("<div>a</div><div><br></div><div>b</div>", "a\n\nb");
  assert_page ("<div>a<br></div><div>b</div>", "a\nb");
  assert_page ("<p>a</p><br><p>b</p>", "a\n\nb");
  assert_page ("  one \n\t two&nbsp; three ", "one two three");
  assert_page ("<h1>Title</h1>text", "Title\n\ntext");
  assert_page ("<pre>  a\n   b\n\nc</pre>d", "  a\n   b\n\nc\nd");
  assert_page ("<b>b</b>o<i>ld</i>", "bold");
  assert_page ("あ<wbr>い", "あい");
}

static void
test_tables_and_lists (void)
{
  assert_page ("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>", "a  b\nc  d");
  assert_page ("<ul><li>one<li>two</ul>", "- one\n- two");
  assert_page ("<ol><li>one</li><li>two<ul><li>x</li></ul></li><li>three</li></ol>",
               "1. one\n2. two\n- x\n3. three");
  assert_page ("<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>", "in");
}

static void
test_quotes (void)
{
  assert_page ("new<blockquote>old<br>older</blockquote>more", "new\n> old\n> older\nmore");
  assert_page ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n> > b");
  assert_page ("hi<div class=\"gmail_quote\">On x wrote:<br>y</div>", "hi\n> On x wrote:\n> y");
}

static void
test_links (void)
{
  assert_page ("<a href=\"https://www.amazon.co.jp/x?y=1\">ここ</a>", "ここ (www.amazon.co.jp)");
  assert_page ("<a href=\"https://www.amazon.co.jp/x\">https://www.amazon.co.jp/x</a>",
               "https://www.amazon.co.jp/x");
  assert_page ("<a href=\"https://evil.example/\">https://amazon.co.jp/</a>",
               "https://amazon.co.jp/ (evil.example)");
  assert_page ("<a href=\"https://amazon.co.jp@evil.example/\">amazon.co.jp</a>",
               "amazon.co.jp (evil.example)");
  assert_page ("<a href=\"https://amazon.co.jp.evil.example/\">amazon.co.jp</a>",
               "amazon.co.jp (amazon.co.jp.evil.example)");
  assert_page ("<a href=\"https://аmazon.com/\">amazon.com</a>", "amazon.com (xn--mazon-3ve.com)");
  assert_page ("<a href=\"mailto:taro@example.jp?subject=x\">太郎</a>", "太郎 (taro@example.jp)");
  assert_page ("<a href=\"javascript:alert(1)\">x</a><a href=\"#top\">y</a><a name=z>z</a>", "xyz");
  assert_page (
      "<a href=\"https://sellercentral.amazon.com/messaging/no-response-needed?t=1&h=00\">No "
      "response</a>",
      "No response (sellercentral.amazon.com)");
}

static void
test_hidden (void)
{
  assert_page ("<div style=\"display:none\">secret</div>seen", "seen");
  assert_page ("<span style='DISPLAY : none !important'>secret</span>seen", "seen");
  assert_page ("<div class=preheader>x</div><div hidden>y</div>seen", "seen");
  assert_page ("<head><title>t</title><style>p{x}</style></head><script>if (a<b) x()</script>seen",
               "seen");
  assert_page ("<!-- c --><!DOCTYPE html><?xml x?><![if !mso]>seen<![endif]>", "seen");
  assert_page ("a<!-- never closed > b", "a b");
  /* Hiding everything is a fault of the page. */
  assert_page ("<div style=\"display:none\"><p>all there is", "all there is");
  assert_page ("<img src=\"http://x/y.gif\" alt=\"\"><img alt=\"😊\">", "😊");
}

static void
test_entities (void)
{
  assert_page ("&lt;b&gt; &amp;amp; &quot;&#39;&apos;", "<b> &amp; \"''");
  assert_page ("&yen;1,200 &#165; &#xA5; &#12354;&#x3042; &hellip;", "¥1,200 ¥ ¥ ああ …");
  assert_page ("&#150; &#0; &#x110000; &#99999999999; &#; &#x;",
               "– \357\277\275 \357\277\275 \357\277\275 &#; &#x;");
  assert_page ("A & B &nosuch; &copy 2026 &amp", "A & B &nosuch; © 2026 &");
  assert_page ("a &lt b &gt", "a < b >");
}

static void
test_malformed (void)
{
  assert_page ("a < b <3 <", "a < b <3 <");
  assert_page ("</p></div>x</b>", "x");
  assert_page ("<div><p>a<div>b</p>c", "a\nb\n\nc");
  assert_page ("<td>a<p>b</td>c", "a\n\nb\n\nc");
  assert_page ("<a href=\"x>y</a> z", "y z");
  assert_page ("taro <taro@example.jp>", "taro <taro@example.jp>");
  assert_page ("x<br/>y<BR >z", "x\ny\nz");
  assert_page ("", "");
}

static void
assert_split (const char *text, gboolean framed, const char *own)
{
  gsize n;
  g_autofree char *sorted = henji_quote_split (text, NULL, framed, &n);
  g_autofree char *words = g_strndup (sorted, n);

  g_assert_cmpstr (words, ==, own);
  /* Nothing is lost: every line is there still. */
  {
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++)
      g_assert_nonnull (strstr (sorted, g_strchomp (lines[i])));
  }
}

static void
test_history (void)
{
  static const char *const openings[] = {
    "On Fri, Nov 20, 2026 at 10:12 AM Shop <shop@example.com> wrote:\n> old\n",
    "On Fri, Nov 20, 2026 at 10:12 AM Shop\n<shop@example.com> wrote:\n\n> old\n",
    "On Nov 20, 2026, at 10:12, Shop <shop@example.com>\nwrote:\n> old\n",
    "2026年11月20日(金) 10:12 ショップ <shop@example.jp>:\n> old\n",
    "2026年11月20日(金) 10:12 ショップ\n<shop@example.jp>:\n> old\n",
    "2026/11/20 10:12、Shop <shop@example.jp>のメール:\n> old\n",
    "2026/11/20 10:12、ショップさんのメッセージ：\n\n> old\n",
    "ショップさんは書きました：\n> old\n",
    "-----Original Message-----\nFrom: Shop\nSent: Friday\nSubject: x\nold\n",
    "-----元のメッセージ-----\nold\n",
    "----- Original Message -----\nold\n",
    "---------- Forwarded message ---------\nFrom: Shop\nold\n",
    "---------- 転送メッセージ ----------\nold\n",
    "________________________________\nFrom: Shop <a@b>\nSent: Friday\nTo: c\nSubject: x\n\nold\n",
    "From: Shop <a@b>\nSent: Friday\nTo: c\nSubject: x\n\nold\n",
    "差出人: ショップ\n送信日時: 2026年11月20日 10:12\n宛先: 花子\n件名: x\n\nold\n",
    "差出人： ショップ\n日時： 2026年11月20日 10:12\n宛先： 花子\n件名： x\n\nold\n",
    "*From:* Shop\n*Sent:* Friday\n*To:* c\n*Subject:* x\nold\n",
    "Am 20.11.2026 um 10:12 schrieb Shop <shop@example.de>:\n> old\n",
    "Le ven. 20 nov. 2026 à 10:12, Shop <shop@example.fr> a écrit :\n> old\n",
    "> old\n> older\n",
    "＞古い\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autofree char *text = g_strconcat ("I'd like to return it.\nThanks\n\n", openings[i], NULL);

      assert_split (text, FALSE, "I'd like to return it.\nThanks");
      assert_split (text, TRUE, "I'd like to return it.\nThanks");
    }
}

static void
test_below_and_between (void)
{
  assert_split ("2026年11月20日(金) 10:12 Shop <a@b>:\n> 古い\n> 文\n\n返事です。\n", FALSE,
                "返事です。");
  assert_split ("On 2026-11-20 Shop wrote:\n> q1?\nyes\n> q2?\nno\n", FALSE, "yes\nno");
  assert_split ("> only quoted\n", FALSE, "");
  /* Passed on without a word. */
  assert_split (
      "---------- Forwarded message ---------\nFrom: Taro\nDate: x\nSubject: y\n\nIt is broken.\n",
      FALSE, "It is broken.");
}

static void
test_not_history (void)
{
  const char *const texts[] = {
    "Please note: On Monday I wrote to you.\nNo answer yet.",
    "届きません。\n-----\nどうなっていますか",
    ">_<\n困っています",
    "宛先: 東京都渋谷区1-2-3\nよろしくお願いします",
    "配送日: 11/20 10:00\n希望です",
    "From: Tokyo to Osaka it took a week.",
    "壊れています -- 返金して",
    "次のように書かれていました:\n「品切れ」",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      assert_split (texts[i], FALSE, texts[i]);
      assert_split (texts[i], TRUE, texts[i]);
    }
}

static void
test_signature (void)
{
  assert_split ("本文です。\n-- \n山田花子\n090-0000-0000\n", FALSE, "本文です。");
  assert_split ("本文です。\n山田花子\n", FALSE, "本文です。\n山田花子");
}

static void
test_frame (void)
{
  assert_split (
      "You have received a message.\n\n# 112-1234567-7654321:\n1 / Charger [ASIN: B0ABCDEFGH]\n\n"
      "------------- Begin message -------------\n\nIt is broken.\n\n"
      "------------- End message -------------\n\nfooter",
      TRUE, "It is broken.");
  assert_split (
      "メッセージを受信しました。\n\n# 250-1234567-7654321:\n1 / 充電器 [ASIN: B0ABCDEFGH]\n\n"
      "------------- メッセージ: -------------\n\n壊れています。\n-----\n以上です\n\n"
      "------------- メッセージの終わり -------------\n\nfooter",
      TRUE, "壊れています。\n-----\n以上です");
  /* Words nobody has seen. */
  assert_split ("x\n# 250-1234567-7654321:\n\n------- ほにゃらら -------\n壊れています。\n"
                "------- ららほにゃ -------\nfooter",
                TRUE, "壊れています。");
  assert_split (
      "Order ID 112-1234567-7654321:\n1 of Charger [ASIN: B0ABCDEFGH]\n\n-----------\nMessage:\n"
      "-----------\nbroken\n",
      TRUE, "broken");
  /* No markers: head and foot go. */
  assert_split ("# 250-1234567-7654321:\n1 / 充電器 [ASIN: "
                "B0ABCDEFGH]\n\n壊れています。\n\n[commMgrTok:ABC]\n",
                TRUE, "壊れています。");
  assert_split ("Mensaje recibido\n------------- Mensaje: -------------\nroto\n"
                "------------- Finalizar mensaje -------------\n",
                TRUE, "roto");
  /* What a buyer sets between lines is the buyer's. */
  assert_split ("---商品---\n充電器\n---症状---\n壊れた", TRUE,
                "---商品---\n充電器\n---症状---\n壊れた");
}

static void
assert_ids (const char *text, const char *ids)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  henji_notification_order_ids (text, FALSE, found);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv (" ", (char **) found->pdata);
  g_assert_cmpstr (joined, ==, ids);
}

static void
test_order_ids (void)
{
  assert_ids ("(注文: 250-1234567-7654321)", "250-1234567-7654321");
  assert_ids ("注文２５０－１２３４５６７－７６５４３２１です", "250-1234567-7654321");
  assert_ids ("250ー1234567−7654321 と 249‐1111111–2222222、250-1234567-7654321",
              "250-1234567-7654321 249-1111111-2222222");
  assert_ids ("1250-1234567-7654321 250-1234567-76543210 A250-1234567-7654321", "");
  assert_ids ("tel 03-1234-5678, 250-1234567", "");
  assert_ids ("> 250-1234567-7654321\n249-1111111-2222222", "249-1111111-2222222");
}

static void
test_notices (void)
{
  static const struct
  {
    const char *address;
    const char *subject;
    HenjiNotification notification;
  } notices[] = {
    { "atoz-guarantee-no-reply@amazon.co.jp", "Amazonマーケットプレイス保証の申請がありました",
      HENJI_NOTIFICATION_CLAIM_OPENED },
    { "atoz-guarantee-no-reply@amazon.co.jp", "Amazonマーケットプレイス保証申請の審査結果",
      HENJI_NOTIFICATION_CLAIM_CLOSED },
    { "atoz-guarantee-no-reply@amazon.com", "A-to-z Guarantee claim received",
      HENJI_NOTIFICATION_CLAIM_OPENED },
    { "atoz-guarantee-no-reply@amazon.com", "Your A-to-z claim has been closed",
      HENJI_NOTIFICATION_CLAIM_CLOSED },
    { "atoz-guarantee-no-reply@amazon.com", "About order 1", HENJI_NOTIFICATION_CLAIM_OPENED },
    { "order-update@amazon.com", "Return requested for order 112",
      HENJI_NOTIFICATION_RETURN_REQUEST },
    { "order-update@amazon.co.jp", "返品リクエストを受け付けました",
      HENJI_NOTIFICATION_RETURN_REQUEST },
    { "payments@amazon.co.jp", "返金処理が完了しました", HENJI_NOTIFICATION_REFUND_ISSUED },
    { "payments@amazon.com", "Refund issued for order 112", HENJI_NOTIFICATION_REFUND_ISSUED },
    { "auto-communication@amazon.com", "The buyer has opted out of messages",
      HENJI_NOTIFICATION_OPT_OUT },
    { "order-update@amazon.co.jp", "ご注文のキャンセルリクエスト",
      HENJI_NOTIFICATION_CANCEL_REQUEST },
    { "order-update@amazon.com", "Order cancellation request from customer",
      HENJI_NOTIFICATION_CANCEL_REQUEST },
    { "donotreply@amazon.com", "Your e-mail to Hanako", HENJI_NOTIFICATION_REPLY_COPY },
    { "no-reply@amazon.com", "Your weekly report", HENJI_NOTIFICATION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    g_assert_cmpstr (henji_notification_id (
                         henji_notification_guess (notices[i].address, notices[i].subject, "")),
                     ==, henji_notification_id (notices[i].notification));
  g_assert_cmpint (
      henji_notification_guess ("x@amazon.com", "Notice", "A customer requested a return."), ==,
      HENJI_NOTIFICATION_RETURN_REQUEST);
}

static void
test_claim_days (void)
{
  g_assert_cmpint (henji_notification_claim_days ("respond within 4 calendar days"), ==, 4);
  g_assert_cmpint (henji_notification_claim_days ("Wait 30 days. Respond within 3 calendar days."),
                   ==, 3);
  g_assert_cmpint (henji_notification_claim_days ("within 7 days"), ==, 7);
  g_assert_cmpint (henji_notification_claim_days ("４日以内にご回答ください"), ==, 4);
  g_assert_cmpint (henji_notification_claim_days ("3暦日以内"), ==, 3);
  g_assert_cmpint (henji_notification_claim_days ("order 112-1234567 days"), ==, 0);
  g_assert_cmpint (henji_notification_claim_days ("nothing"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/blocks", test_blocks);
  g_test_add_func ("/html/tables-and-lists", test_tables_and_lists);
  g_test_add_func ("/html/quotes", test_quotes);
  g_test_add_func ("/html/links", test_links);
  g_test_add_func ("/html/hidden", test_hidden);
  g_test_add_func ("/html/entities", test_entities);
  g_test_add_func ("/html/malformed", test_malformed);
  g_test_add_func ("/quote/history", test_history);
  g_test_add_func ("/quote/below-and-between", test_below_and_between);
  g_test_add_func ("/quote/not-history", test_not_history);
  g_test_add_func ("/quote/signature", test_signature);
  g_test_add_func ("/quote/frame", test_frame);
  g_test_add_func ("/notification/order-ids", test_order_ids);
  g_test_add_func ("/notification/notices", test_notices);
  g_test_add_func ("/notification/claim-days", test_claim_days);

  return g_test_run ();
}
