/* test-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "test-mail"

#include "config.h"

#include "henji-mail.h"

#include <string.h>

#define ALIAS "From: Hanako <abc123def456ghi@marketplace.amazon.co.jp>\n"

static HenjiMail *
parse_bytes (const char *text, gsize length)
{
  g_autoptr (GBytes) raw = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  HenjiMail *mail = henji_mail_parse (raw, &error);

  g_assert_no_error (error);

  return mail;
}

static HenjiMail *
parse (const char *text)
{
  return parse_bytes (text, strlen (text));
}

static HenjiMail *
parse_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "mail", name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  return parse_bytes (text, length);
}

static void
assert_own (const HenjiMail *mail, const char *own)
{
  g_autofree char *words = g_strndup (mail->body, mail->own_length);

  g_assert_cmpstr (words, ==, own);
}

static const HenjiAttachment *
attachment (const HenjiMail *mail, guint i)
{
  g_assert_cmpuint (i, <, mail->attachments->len);

  return g_ptr_array_index (mail->attachments, i);
}

static void
test_frame_ja (void)
{
  g_autoptr (HenjiMail) mail = parse_file ("buyer-ja-frame.eml");

  g_assert_cmpint (mail->direction, ==, HENJI_DIRECTION_IN);
  g_assert_cmpint (mail->notification, ==, HENJI_NOTIFICATION_BUYER_MESSAGE);
  g_assert_cmpstr (mail->from_name, ==, "髙橋 花子");
  g_assert_cmpstr (mail->from_address, ==,
                   "abc123def456ghi+0a1b2c3d-1111-2222-3333-444455556666@marketplace.amazon.co.jp");
  g_assert_cmpstr (mail->reply_to, ==, mail->from_address);
  g_assert_cmpstr (mail->alias, ==, "abc123def456ghi@marketplace.amazon.co.jp");
  g_assert_cmpstr (mail->case_suffix, ==, "0a1b2c3d-1111-2222-3333-444455556666");
  g_assert_cmpstr (mail->marketplace, ==, "amazon.co.jp");
  g_assert_cmpstr (mail->subject, ==,
                   "Amazonのカスタマー 髙橋 花子 様から商品の詳細情報に関するお問い合わせ(注文: "
                   "250-1234567-7654321)");
  g_assert_cmpint (mail->date, ==, G_GINT64_CONSTANT (1795137133000000));
  g_assert_cmpstr (mail->message_id, ==, "0101@eu-west-1.amazonses.com");
  g_assert_cmpstr (mail->order_ids[0], ==, "250-1234567-7654321");
  g_assert_null (mail->order_ids[1]);
  assert_own (mail, "商品が届きましたが、箱が潰れていて\n本体にヒビが入っています。<交換>希望です "
                    "①㈱髙﨑～\n\nA & B 太字");
  g_assert_nonnull (strstr (mail->body, "[commMgrTok:ABC]"));
  g_assert_null (strstr (mail->body, "preheader"));
  g_assert_null (strstr (mail->body, "abcdef"));
  g_assert_cmpstr (mail->charset, ==, "UTF-8");
  g_assert_null (mail->warnings);
}

static void
test_photo_en (void)
{
  g_autoptr (HenjiMail) mail = parse_file ("buyer-en-photo.eml");
  const HenjiAttachment *photo = attachment (mail, 0);

  assert_own (mail, "Hi, the charger arrived broken. See the photo. Please send a new one before "
                    "11/27.\n\nThanks,\nMaria");
  g_assert_cmpstr (mail->from_name, ==, "Maria O'Neil");
  /* The form with the case in it stands in another header only. */
  g_assert_cmpstr (mail->reply_to, ==,
                   "k3j2h1g0f9d8s7+6f0e1d2c-aaaa-bbbb-cccc-0123456789ab@marketplace.amazon.com");
  g_assert_cmpstr (mail->alias, ==, "k3j2h1g0f9d8s7@marketplace.amazon.com");
  g_assert_cmpstr (mail->order_ids[0], ==, "112-1234567-7654321");
  g_assert_cmpuint (mail->attachments->len, ==, 1);
  g_assert_cmpstr (photo->name, ==, "写真.jpg");
  g_assert_cmpstr (photo->media_type, ==, "image/jpeg");
  g_assert_cmpint (photo->size, ==, 22);
  g_assert_cmpmem ("\377\330\377\340JFIF", 8, g_bytes_get_data (photo->content, NULL), 8);
  /* The mail that was attached is history. */
  g_assert_nonnull (strstr (mail->body + mail->own_length, "ご注文"));
  g_assert_nonnull (strstr (mail->body + mail->own_length, "Thank you for your order."));
  /* The link that acts when loaded does not work from here. */
  g_assert_nonnull (strstr (mail->body, "no-response-needed?…"));
  g_assert_null (strstr (mail->body, "h=0123"));
}

static void
test_japanese_sets (void)
{
  g_autoptr (HenjiMail) sjis = parse_file ("buyer-ja-cp932.eml");
  g_autoptr (HenjiMail) jis = parse_file ("buyer-ja-2022.eml");

  g_assert_cmpstr (sjis->from_name, ==, "髙橋①");
  g_assert_cmpstr (sjis->charset, ==, "CP932");
  g_assert_cmpstr (sjis->order_ids[0], ==, "249-1234567-7654321");
  g_assert_null (sjis->order_ids[1]); /* the other one is quoted */
  assert_own (sjis, "お世話になっております。\n充電ケーブルが入っていませんでした。①㈱髙﨑ｶﾅ\n\nよ"
                    "ろしくお願いします。");

  g_assert_cmpstr (jis->from_name, ==, "髙橋①");
  g_assert_cmpstr (jis->subject, ==, "注文について（249-1234567-7654321）");
  g_assert_cmpstr (jis->charset, ==, "ISO-2022-JP");
  g_assert_cmpint (jis->date, ==, G_GINT64_CONSTANT (1795136400000000));
  assert_own (jis, "お世話になります。①㈱髙﨑です。\nｶﾀｶﾅもあります。");
}

/* Answers as mail programs write them, and the marketplace's frame with and without its anchor. */
static void
test_programs (void)
{
  static const char *const mails[][2] = {
    { "reply-gmail.eml", "ありがとうございます。\n返品したいです。\n\n山田" },
    { "reply-outlook.eml", "お世話になります。\n\n電源が入りません。" },
    { "reply-outlook-mobile.eml", "It doesn't work.\nGet Outlook for iOS (aka.ms)" },
    { "reply-iphone.eml", "まだ届きません。\niPhoneから送信" },
    { "reply-yahoo.eml", "不良品でした。" },
    { "frame-anchor.eml", "はじめまして。\n領収書をください。\n\nよろしく" },
    { "frame-markers.eml", "はじめまして。\n領収書をください。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr (HenjiMail) mail = parse_file (mails[i][0]);

      assert_own (mail, mails[i][1]);
      g_assert_cmpstr (mail->from_name, ==, "山田");
      g_assert_cmpint (strlen (mail->body), >, mail->own_length);
    }
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *head;
    const char *name;
    const char *address;
  } cases[] = {
    { "From: a@b.example", "", "a@b.example" },
    { "From: <a@b.example>", "", "a@b.example" },
    { "From: \"Doe, \\\"J\\\"\" <a@b.example>", "Doe, \"J\"", "a@b.example" },
    { "From: Doe, J <a@b.example>", "Doe, J", "a@b.example" },
    { "From: a@b.example (Taro (x) Y)", "Taro x) Y", "a@b.example" },
    { "From: =?utf-8?B?5aSq6YOO?= <A+b@B.example>", "太郎", "A+b@B.example" },
    { "From: \"=?utf-8?B?5aSq6YOO?=\"\n <a@b.example>", "太郎", "a@b.example" },
    { "From: group: a@b.example, c@d.example;", "", "a@b.example" },
    { "From: a@b.example, c@d.example", "", "a@b.example" },
    { "From: 太郎 <a@b.example>", "太郎", "a@b.example" },
    { "From: \"x@y.example\" <a@b.example>", "x@y.example", "a@b.example" },
    { "From: <a@b.example", "", "a@b.example" },
    { "From: nobody", "nobody", "" },
    { "From:", "", "" },
    { "From: a@b.example <a@b.example>", "", "a@b.example" },
    { "From: \"A & B <b>\" <a@b.example>", "A & B <b>", "a@b.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("Subject: x\n", cases[i].head, "\n\nx\n", NULL);
      g_autoptr (HenjiMail) mail = parse (text);

      if (i != 4)
        g_assert_cmpstr (mail->from_name, ==, cases[i].name);
      g_assert_cmpstr (mail->from_address, ==, cases[i].address);
      g_assert_null (mail->alias);
    }
}

static void
test_alias (void)
{
  static const struct
  {
    const char *head;
    const char *alias;
    const char *marketplace;
    const char *reply_to;
  } cases[] = {
    { "From: ABC123def456@marketplace.amazon.co.jp", "abc123def456@marketplace.amazon.co.jp",
      "amazon.co.jp", "ABC123def456@marketplace.amazon.co.jp" },
    { "From: abc123def456+x@marketplace.amazon.com", "abc123def456@marketplace.amazon.com",
      "amazon.com", "abc123def456+x@marketplace.amazon.com" },
    { "From: shrt@marketplace.amazon.com", "shrt@marketplace.amazon.com", "amazon.com",
      "shrt@marketplace.amazon.com" },
    { "From: abc123def456@marketplace.amazon.co.jp.evil.example", NULL, NULL,
      "abc123def456@marketplace.amazon.co.jp.evil.example" },
    { "From: abc123def456@marketplace.amazon.evil", "abc123def456@marketplace.amazon.evil",
      "amazon.evil", "abc123def456@marketplace.amazon.evil" },
    { "From: \"abc123def456@marketplace.amazon.com\" <evil@x.example>",
      "abc123def456@marketplace.amazon.com", "amazon.com", NULL },
    { "From: abc123def456@marketplace.amazon.com\nReply-To: <abc123def456+"
      "01234567-89ab-cdef-0123-456789abcdef@marketplace.amazon.com>",
      "abc123def456@marketplace.amazon.com", "amazon.com",
      "abc123def456+01234567-89ab-cdef-0123-456789abcdef@marketplace.amazon.com" },
    { "From: donotreply@amazon.com\nX-Marketplace-ID: A1VC38T7YXB528", NULL, "amazon.co.jp", NULL },
    { "From: donotreply@amazon.com", NULL, NULL, NULL },
    { "From: x@amazon.co.jp", NULL, "amazon.co.jp", "x@amazon.co.jp" },
    { "From: x@notamazon.co.jp", NULL, NULL, "x@notamazon.co.jp" },
    { "From: a.buyer_1-x+9@marketplace.amazon.co.jp", "a.buyer_1-x@marketplace.amazon.co.jp",
      "amazon.co.jp", "a.buyer_1-x+9@marketplace.amazon.co.jp" },
    { "From: donotreply@marketplace.amazon.com", NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("Subject: x\n", cases[i].head, "\n\nx\n", NULL);
      g_autoptr (HenjiMail) mail = parse (text);

      g_assert_cmpstr (mail->alias, ==, cases[i].alias);
      g_assert_cmpstr (mail->marketplace, ==, cases[i].marketplace);
      if (cases[i].reply_to != NULL || i == 7 || i == 8)
        g_assert_cmpstr (mail->reply_to, ==, cases[i].reply_to);
    }
}

static void
test_directions (void)
{
  g_autoptr (HenjiMail) claim = parse_file ("claim-en.eml");
  g_autoptr (HenjiMail) copy = parse (
      "From: Amazon <donotreply@amazon.com>\nTo: shop@example.jp\nSubject: 250-1234567-7654321\n"
      "X-Space-Notification-Type: BBC_MESSAGE_CONFIRMATION_TO_MERCHANT\n\n------- Message: "
      "-------\n返事\n"
      "------- End message -------\n");
  g_autoptr (HenjiMail) sent
      = parse ("From: shop@example.jp\nTo: abc123def456@marketplace.amazon.co.jp\n\n返事\n");
  g_autoptr (HenjiMail) forged
      = parse ("From: x@evil.example\nX-Space-Notification-Type: REFUND_ISSUED\n\nx\n");
  g_autoptr (HenjiMail) unknown
      = parse ("From: x@amazon.co.jp\nX-Space-Notification-Type: NEW_SORT\n\nx\n");
  g_autoptr (HenjiMail) friend = parse ("From: x@example.jp\n\nx\n");

  g_assert_cmpint (claim->notification, ==, HENJI_NOTIFICATION_CLAIM_OPENED);
  g_assert_cmpint (claim->direction, ==, HENJI_DIRECTION_NOTICE);
  g_assert_cmpint (claim->claim_days, ==, 4);
  g_assert_null (claim->reply_to);
  g_assert_cmpint (copy->notification, ==, HENJI_NOTIFICATION_REPLY_COPY);
  g_assert_cmpint (copy->direction, ==, HENJI_DIRECTION_OUT);
  g_assert_null (copy->alias);
  assert_own (copy, "返事");
  g_assert_cmpint (sent->direction, ==, HENJI_DIRECTION_OUT);
  g_assert_cmpstr (sent->alias, ==, "abc123def456@marketplace.amazon.co.jp");
  g_assert_cmpint (forged->notification, ==, HENJI_NOTIFICATION_NONE);
  g_assert_cmpint (forged->direction, ==, HENJI_DIRECTION_IN);
  g_assert_cmpint (unknown->notification, ==, HENJI_NOTIFICATION_NONE);
  g_assert_cmpint (unknown->direction, ==, HENJI_DIRECTION_NOTICE);
  g_assert_cmpint (friend->direction, ==, HENJI_DIRECTION_IN);
}

static void
test_types (void)
{
  static const char *const types[][2] = {
    { "BBC_MESSAGE_SENT_TO_MERCHANT", "buyer-message" },
    { "bbc_message_confirmation_to_merchant", "reply-copy" },
    { "BUYER_OPTED_OUT_BSM_MESSAGES", "opt-out" },
    { "RETURN_REQUEST", "return-request" },
    { "REFUND_ISSUED", "refund-issued" },
    { "A_Z_CLAIM_RESPONDENT_NOTIFY", "claim-opened" },
    { "A_Z_CLAIM_RESPONDENT_CLOSE", "claim-closed" },
    { "BRC_SELLER_NOTIFICATION", "cancel-request" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "From: x@amazon.co.jp\nX-Space-Notification-Type: %s\n\nx\n", types[i][0]);
      g_autoptr (HenjiMail) mail = parse (text);

      g_assert_cmpstr (henji_notification_id (mail->notification), ==, types[i][1]);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *date;
    gint64 seconds;
  } dates[] = {
    { "Fri, 20 Nov 2026 10:12:13 +0900", 1795137133 },
    { "20 Nov 2026 10:12:13 +0900", 1795137133 },
    { "Fri, 20 Nov 2026 01:12:13 GMT", 1795137133 },
    { "Fri, 20 Nov 2026 10:12:13 JST", 1795137133 },
    { "Fri, 20 Nov 2026 10:12:13 +0900 (JST)", 1795137133 },
    { "Thu, 19 Nov 2026 17:12:13 -0800", 1795137133 },
    { "Fri,  20  November  26 10:12:13 +0900", 1795137133 },
    { "Fri Nov 20 01:12:13 2026", 1795137133 },
    { "2026-11-20T10:12:13+09:00", 1795137133 },
    { "Fri, 31 Nov 2026 10:12:13 +0900", 0 },
    { "Fri, 20 Nov 2026 25:12:13 +0900", 0 },
    { "Fri, 20 Nov 9999999 10:12:13 +0900", 0 },
    { "yesterday", 0 },
    { "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *text = g_strdup_printf ("From: a@b\nDate: %s\n\nx\n", dates[i].date);
      g_autoptr (HenjiMail) mail = parse (text);

      g_assert_cmpint (mail->date, ==, dates[i].seconds * G_USEC_PER_SEC);
    }
  {
    g_autoptr (HenjiMail) mail
        = parse ("Received: from a by b; Fri, 20 Nov 2026 10:12:13 +0900\nFrom: a@b\n\nx\n");

    g_assert_cmpint (mail->date, ==, 1795137133 * (gint64) G_USEC_PER_SEC);
  }
}

static void
test_bodies (void)
{
  g_autoptr (HenjiMail) plain
      = parse ("From: a@b\n\nline one\r\nline two\rthree\ftab\there\001\n\n\n\n\nend");
  g_autoptr (HenjiMail) none = parse ("From: a@b");
  g_autoptr (HenjiMail) html = parse (ALIAS "Content-Type: text/html\n\n<p>壊れて<br>います</p>");
  g_autoptr (HenjiMail) both
      = parse ("From: a@b\nContent-Type: multipart/alternative; boundary=x\n\n"
               "--x\n\nplain\n--x\nContent-Type: text/html\n\n<p>page</p>\n--x--\n");
  g_autoptr (HenjiMail) empty_plain
      = parse ("From: a@b\nContent-Type: multipart/alternative; boundary=x\n\n"
               "--x\n\n \n--x\nContent-Type: text/html\n\n<p>page</p>\n--x--\n");
  g_autoptr (HenjiMail) no_end
      = parse ("From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nwords");
  g_autoptr (HenjiMail) no_boundary = parse ("From: a@b\nContent-Type: multipart/mixed\n\nwords\n");
  g_autoptr (HenjiMail) crlf = parse ("From: a@b\r\nSubject: x\r\n y\r\n\r\nwords\r\n");
  g_autoptr (HenjiMail) mac = parse ("From: a@b\rSubject: x\r\rwords\r");
  g_autoptr (HenjiMail) from_line
      = parse ("From a@b Fri Nov 20 10:12:13 2026\nFrom: a@b\nSubject: x\n\nwords\n");
  g_autoptr (HenjiMail) spaced = parse ("\357\273\277\n\nFrom: a@b\nSubject: x\n\nwords\n");
  g_autofree char *long_line = g_strnfill (5000, 'x');
  g_autofree char *long_text = g_strconcat ("From: a@b\n\n", long_line, NULL);
  g_autoptr (HenjiMail) wrapped = parse (long_text);

  assert_own (plain, "line one\nline two\nthree\ntab\there\n\n\nend");
  g_assert_cmpstr (none->body, ==, "");
  assert_own (html, "壊れて\nいます");
  assert_own (both, "plain");
  assert_own (empty_plain, "page");
  assert_own (no_end, "words");
  assert_own (no_boundary, "words");
  g_assert_cmpstr (crlf->subject, ==, "x y");
  assert_own (crlf, "words");
  g_assert_cmpstr (mac->subject, ==, "x");
  assert_own (mac, "words");
  assert_own (from_line, "words");
  assert_own (spaced, "words");
  g_assert_cmpint (strcspn (wrapped->body, "\n"), ==, HENJI_MAIL_MAX_LINE);
  g_assert_cmpuint (strlen (wrapped->body), ==, 5002);
}

static void
test_attachments (void)
{
  g_autoptr (HenjiMail) mail
      = parse ("From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n"
               "--x\nContent-Type: multipart/related; boundary=y\n\n"
               "--y\nContent-Type: text/html\n\n<p>see</p><img src=cid:1>\n"
               "--y\nContent-Type: image/png\nContent-ID: <1>\nContent-Disposition: "
               "inline\nContent-Transfer-Encoding: "
               "base64\n\nYWJj\n--y--\n"
               "--x\nContent-Type: text/plain; "
               "name=\"../../.config/note.txt\"\nContent-Disposition: attachment\n\nnote\n"
               "--x\nContent-Type: application/ms-tnef; "
               "name=winmail.dat\nContent-Transfer-Encoding: base64\n\nAAEC\n"
               "--x\nContent-Type: application/pdf\nContent-Transfer-Encoding: x-uuencode\n\n"
               "begin 644 a.pdf\n#86)C\n`\nend\n"
               "--x\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n"
               "--x\n\nand more words\n--x--\n");

  assert_own (mail, "see\n\nand more words");
  g_assert_cmpuint (mail->attachments->len, ==, 5);
  g_assert_cmpstr (attachment (mail, 0)->name, ==, "attachment.png");
  g_assert_cmpmem ("abc", 3, g_bytes_get_data (attachment (mail, 0)->content, NULL),
                   attachment (mail, 0)->size);
  g_assert_cmpstr (attachment (mail, 0)->sha256, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (attachment (mail, 1)->name, ==, "note.txt");
  g_assert_cmpstr (attachment (mail, 2)->name, ==, "winmail.dat");
  g_assert_cmpmem ("abc", 3, g_bytes_get_data (attachment (mail, 3)->content, NULL),
                   attachment (mail, 3)->size);
  g_assert_cmpstr (attachment (mail, 4)->media_type, ==, "text/calendar");
}

static void
test_attached_mail (void)
{
  g_autoptr (HenjiMail) mail
      = parse ("From: a@b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
               "RnJvbTogYUBiCkNvbnRlbnQtVHlwZTogbXVsdGlwYXJ0L21peGVkOyBib3VuZGFyeT16CgotLXoKCmlubmV"
               "yCi0tegpDb250ZW50"
               "LVR5cGU6IGltYWdlL3BuZzsgbmFtZT14LnBuZwoKUE5HCi0tei0tCg==\n");

  g_assert_cmpint (mail->own_length, ==, 0);
  g_assert_nonnull (strstr (mail->body, "inner"));
  g_assert_cmpstr (attachment (mail, 0)->name, ==, "x.png");
}

static void
test_decode_again (void)
{
  static const char text[]
      = "From: a@b\nSubject: \202\240\nContent-Type: text/plain; charset=utf-8\n\n\202\240\n";
  g_autoptr (GBytes) raw = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiMail) right = henji_mail_decode_again (raw, "Shift_JIS", &error);
  g_autoptr (HenjiMail) wrong = henji_mail_decode_again (raw, "utf-8", NULL);
  g_autoptr (HenjiMail) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (right->body, ==, "あ");
  g_assert_cmpstr (right->subject, ==, "あ");
  g_assert_null (right->warnings);
  g_assert_cmpstr (wrong->body, ==, "\357\277\275");
  g_assert_nonnull (wrong->warnings);
  none = henji_mail_decode_again (raw, "klingon", &error);
  g_assert_null (none);
  g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_CHARSET);
  for (guint i = 0; henji_mail_charsets ()[i] != NULL; i++)
    {
      g_autoptr (HenjiMail) mail = henji_mail_decode_again (raw, henji_mail_charsets ()[i], NULL);

      g_assert_nonnull (mail);
    }
}

static void
test_fingerprint (void)
{
  g_autoptr (HenjiMail) one = parse ("From: a@b\nSubject: x y\n\nwords\nFrom here\n");
  g_autoptr (HenjiMail) same = parse ("Received: by x\r\nFrom: a@b\r\nSubject: x\r\n y\r\n"
                                      "X-Status: R\r\n\r\nwords\r\n>From here\r\n\r\n");
  g_autoptr (HenjiMail) other = parse ("From: a@b\nSubject: x y\n\nother words\n");
  g_autoptr (HenjiMail) named = parse ("From: a@b\nMessage-ID: <1>\nSubject: x y\n\nwords\n");

  g_assert_nonnull (one->fingerprint);
  g_assert_null (named->fingerprint);
  g_assert_cmpstr (one->fingerprint, ==, same->fingerprint);
  g_assert_cmpstr (one->raw_sha256, !=, same->raw_sha256);
  g_assert_cmpstr (one->fingerprint, !=, other->fingerprint);
}

static void
test_safe_names (void)
{
  static const char *const names[][2] = {
    { "../../.config/autostart/x.desktop", "x.desktop" },
    { "/etc/passwd", "passwd" },
    { "C:\\Windows\\a.txt", "a.txt" },
    { ".bashrc", "bashrc" },
    { "...", "attachment.jpg" },
    { "", "attachment.jpg" },
    { NULL, "attachment.jpg" },
    { "a\342\200\256gpj.exe", "agpj.exe" },
    { "a\r\nb\tc.txt", "a b c.txt" },
    { "CON", "_CON" },
    { "con.txt", "_con.txt" },
    { "a:b.jpg", "a_b.jpg" },
    { "写真.jpg", "写真.jpg" },
    { "x/", "attachment.jpg" },
    { "a.exe . ", "a.exe" },
    { "\377bad", "\357\277\275bad" },
  };
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *safe = henji_mail_safe_name (names[i][0], "image/jpeg");

      g_assert_cmpstr (safe, ==, names[i][1]);
    }
  for (guint i = 0; i < 150; i++)
    g_string_append (endless, "写真");
  g_string_append (endless, ".jpg");
  cut = henji_mail_safe_name (endless->str, NULL);
  g_assert_cmpuint (strlen (cut), <=, 200);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_true (g_str_has_suffix (cut, "真.jpg") || g_str_has_suffix (cut, "写.jpg"));
}

static void
test_gate (void)
{
  static const struct
  {
    const char *value;
    gssize length;
    gboolean ok;
  } values[] = {
    { "山田 <a@b>", -1, TRUE }, { "", -1, TRUE },      { "a\rb", -1, FALSE },
    { "a\nBcc: x", -1, FALSE }, { "a\0b", 3, FALSE },  { "a\tb", -1, FALSE },
    { "a\177", -1, FALSE },     { "\377", -1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (henji_mail_check_header_value (values[i].value, values[i].length, &error),
                       ==, values[i].ok);
      if (!values[i].ok)
        g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_HEADER_VALUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/frame-ja", test_frame_ja);
  g_test_add_func ("/mail/photo-en", test_photo_en);
  g_test_add_func ("/mail/japanese-sets", test_japanese_sets);
  g_test_add_func ("/mail/programs", test_programs);
  g_test_add_func ("/mail/addresses", test_addresses);
  g_test_add_func ("/mail/alias", test_alias);
  g_test_add_func ("/mail/directions", test_directions);
  g_test_add_func ("/mail/types", test_types);
  g_test_add_func ("/mail/dates", test_dates);
  g_test_add_func ("/mail/bodies", test_bodies);
  g_test_add_func ("/mail/attachments", test_attachments);
  g_test_add_func ("/mail/attached-mail", test_attached_mail);
  g_test_add_func ("/mail/decode-again", test_decode_again);
  g_test_add_func ("/mail/fingerprint", test_fingerprint);
  g_test_add_func ("/mail/safe-names", test_safe_names);
  g_test_add_func ("/mail/gate", test_gate);

  return g_test_run ();
}
