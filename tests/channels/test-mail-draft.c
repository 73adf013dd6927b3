/* test-mail-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reply as a mail: our own reader gets back what was put in, and nothing can break out of it.
 */
#include "config.h"

#include "henji-mail-draft.h"
#include "henji-mail.h"

#include <string.h>

#define NOW (G_GINT64_CONSTANT (1795485600) * G_USEC_PER_SEC) /* 2026-11-24 11:00 in Tokyo */
#define TO "abcd1234efgh567+0a1b2c3d-1111-2222-3333-444455556666@marketplace.amazon.co.jp"
#define ID "019a20b4-8090-7350-affe-f352910268d5"
#define LONG_SUBJECT                                                                               \
  "Amazonのカスタマー 佐伯 真由 様から商品の詳細情報に関する"              \
  "お問い合わせ(注文: 250-1234567-1234567)"

static HenjiMailDraft
plain_draft (GTimeZone *zone)
{
  return (HenjiMailDraft){ .from = "shop@example.com",
                           .from_name = "青葉商店",
                           .to = TO,
                           .subject = LONG_SUBJECT,
                           .in_reply_to = "0102-abc@eu-west-1.amazonses.com",
                           .id = ID,
                           .date = NOW,
                           .zone = zone,
                           .text = "佐伯 様\n\nご連絡ありがとうございます。" };
}

static char *
written (const HenjiMailDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mail = henji_mail_draft_write (draft, &error);

  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (mail, NULL), g_bytes_get_size (mail));
}

static HenjiMail *
parse (const char *mail)
{
  g_autoptr (GBytes) raw = g_bytes_new (mail, strlen (mail));
  g_autoptr (GError) error = NULL;
  HenjiMail *read = henji_mail_parse (raw, &error);

  g_assert_no_error (error);

  return read;
}

/* Only CRLF, no line over 76 bytes but addresses and identifiers, ASCII throughout. */
static void
assert_sound (const char *mail)
{
  for (const char *p = mail; *p != '\0'; p++)
    {
      g_assert_cmpint (*p, >, 0);
      if (*p == '\n')
        g_assert_true (p > mail && p[-1] == '\r');
      if (*p == '\r')
        g_assert_true (p[1] == '\n');
    }
  for (const char *line = mail; *line != '\0';)
    {
      const char *end = strstr (line, "\r\n");
      gsize length = end != NULL ? (gsize) (end - line) : strlen (line);

      if (length > 76 && !g_str_has_prefix (line, "To: ") && !g_str_has_prefix (line, "Content-")
          && !g_str_has_prefix (line, "In-Reply-To: ") && !g_str_has_prefix (line, "References: "))
        g_error ("a line of %u bytes: %.*s", (guint) length, (int) length, line);
      line += length + (end != NULL ? 2 : 0);
    }
}

/* The header block, a field a line. */
static char **
fields_of (const char *mail)
{
  const char *end = strstr (mail, "\r\n\r\n");
  g_autoptr (GString) head = g_string_new_len (mail, end - mail);

  g_string_replace (head, "\r\n ", " ", 0);

  return g_strsplit (head->str, "\r\n", -1);
}

static void
test_header (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  HenjiMailDraft draft = plain_draft (zone);
  g_autofree char *mail = written (&draft);
  g_auto (GStrv) fields = fields_of (mail);

  assert_sound (mail);
  g_assert_cmpuint (g_strv_length (fields), ==, 11);
  g_assert_true (g_str_has_suffix (fields[0], " <shop@example.com>"));
  g_assert_cmpstr (fields[1], ==, "To: <" TO ">");
  g_assert_true (g_str_has_prefix (fields[2], "Subject: Re: =?UTF-8?Q?"));
  g_assert_cmpstr (fields[3], ==, "Date: Tue, 24 Nov 2026 11:00:00 +0900");
  g_assert_cmpstr (fields[4], ==, "Message-ID: <" ID "@henji.invalid>");
  g_assert_cmpstr (fields[5], ==, "In-Reply-To: <0102-abc@eu-west-1.amazonses.com>");
  g_assert_cmpstr (fields[6], ==, "References: <0102-abc@eu-west-1.amazonses.com>");
  g_assert_cmpstr (fields[7], ==, "X-Unsent: 1");

  /* Without an address of the shop the mail program says who it is from. */
  draft.from = NULL;
  draft.in_reply_to = "no identifier";
  draft.subject = "Inquiry (Order: 112-7654321-1234567)";
  g_free (mail);
  mail = written (&draft);
  g_strfreev (fields);
  fields = fields_of (mail);
  g_assert_cmpuint (g_strv_length (fields), ==, 8);
  g_assert_cmpstr (fields[1], ==, "Subject: Re: Inquiry (Order: 112-7654321-1234567)");
  g_assert_cmpstr (fields[4], ==, "X-Unsent: 1");
}

static void
test_subjects (void)
{
  static const char *const samples[][2] = {
    { "Inquiry", "Re: Inquiry" },
    { "Re: Inquiry", "Re: Inquiry" },
    { "RE: Re: 返品", "Re: Re: 返品" },
    { "Re： 返品", "Re: 返品" },
    { "[重要] 返品", "Re: [重要] 返品" },
    { "", "Re:" },
    { NULL, "Re:" },
    { "=?UTF-8?Q?x?=", "Re: =?UTF-8?Q?x?=" },
    { "two  spaces _ = ? 100%", "Re: two spaces _ = ? 100%" },
    { "𠮷野家 👨‍👩‍👧 é", "Re: 𠮷野家 👨‍👩‍👧 é" },
    { LONG_SUBJECT, "Re: " LONG_SUBJECT },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      HenjiMailDraft draft = plain_draft (zone);
      g_autofree char *mail = NULL;
      g_autoptr (HenjiMail) read = NULL;

      draft.subject = samples[i][0];
      mail = written (&draft);
      assert_sound (mail);
      read = parse (mail);
      g_assert_cmpstr (read->subject, ==, samples[i][1]);
    }
}

static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "佐伯 様\n\nご連絡ありがとうございます。\n",
    "one line",
    "髙﨑 ① ㈱ ～ − 𠮷 👨‍👩‍👧\n\n\n三行あけて\n",
    ".\n..\nFrom here\n-\n",
    "A & B <b> {x} %s 100%\n\ttab\n",
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GString) long_text = g_string_new (NULL);

  for (int i = 0; i < 400; i++)
    g_string_append (long_text, "とても長い一行です");
  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      HenjiMailDraft draft = plain_draft (zone);
      g_autofree char *mail = NULL;
      g_autofree char *expected = NULL;
      g_autoptr (HenjiMail) read = NULL;

      draft.text = i < G_N_ELEMENTS (texts) ? texts[i] : "short\n";
      mail = written (&draft);
      assert_sound (mail);
      read = parse (mail);
      expected = g_strchomp (g_strdup (draft.text));
      g_strchomp (read->body);
      g_assert_cmpstr (read->body, ==, expected);
      g_assert_cmpstr (read->from_address, ==, "shop@example.com");
      g_assert_cmpstr (read->from_name, ==, "青葉商店");
      g_assert_cmpint (read->date, ==, NOW);
      g_assert_cmpstr (read->message_id, ==, ID "@henji.invalid");
      g_assert_cmpstr (read->alias, ==, "abcd1234efgh567@marketplace.amazon.co.jp");
      g_assert_null (read->warnings);
    }

  /* A line longer than any reader wants is whole in the mail all the same. */
  {
    HenjiMailDraft draft = plain_draft (zone);
    g_autofree char *mail = NULL;
    g_autofree guchar *decoded = NULL;
    g_autofree char *expected = g_strconcat (long_text->str, "\r\n", NULL);
    gsize length;

    draft.text = long_text->str;
    mail = written (&draft);
    assert_sound (mail);
    decoded = g_base64_decode (strstr (mail, "\r\n\r\n") + 4, &length);
    g_assert_cmpmem (decoded, length, expected, strlen (expected));
  }
}

static void
test_attachment (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  HenjiMailDraft draft = plain_draft (zone);
  guchar content[1000];
  g_autoptr (GBytes) file = NULL;
  g_autofree char *mail = NULL;
  g_autoptr (HenjiMail) read = NULL;
  const HenjiAttachment *attachment;

  for (guint i = 0; i < sizeof content; i++)
    content[i] = (guchar) (i * 7);
  file = g_bytes_new_static (content, sizeof content);
  draft.file = file;
  draft.file_name = "返品ラベル RMA-2026-000123.pdf";
  draft.file_type = "application/pdf";
  mail = written (&draft);
  assert_sound (mail);
  read = parse (mail);
  g_assert_cmpuint (read->attachments->len, ==, 1);
  attachment = read->attachments->pdata[0];
  g_assert_cmpstr (attachment->name, ==, "返品ラベル RMA-2026-000123.pdf");
  g_assert_cmpstr (attachment->media_type, ==, "application/pdf");
  g_assert_true (g_bytes_equal (attachment->content, file));
  g_strchomp (read->body);
  g_assert_cmpstr (read->body, ==, draft.text);
}

static void
assert_refused (const HenjiMailDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mail = henji_mail_draft_write (draft, &error);

  g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_HEADER_VALUE);
  g_assert_null (mail);
}

static void
test_refused (void)
{
  static const char *const addresses[] = { "",
                                           "nobody",
                                           "@x",
                                           "x@",
                                           "a b@example.com",
                                           "a@b@c",
                                           "a@example.com>\r\nBcc: x@y",
                                           "<a@example.com>",
                                           "a@example.com,b@example.com",
                                           "a\n@example.com",
                                           "あ@example.com",
                                           "a@exa\"mple.com",
                                           "a@example.com;b",
                                           "a..b@example.com",
                                           "a@example.com\r\n",
                                           "a(b)@c.d" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  HenjiMailDraft draft;

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      draft = plain_draft (zone);
      draft.to = addresses[i];
      assert_refused (&draft);
      draft = plain_draft (zone);
      draft.from = addresses[i];
      assert_refused (&draft);
    }
  draft = plain_draft (zone);
  draft.to = NULL;
  assert_refused (&draft);
  draft = plain_draft (zone);
  draft.from_name = "Shop\r\nBcc: x@example.com";
  assert_refused (&draft);
}

/* Whatever stands in the mail that is answered, the header has the fields it should have and no
 * more. */
static void
test_injection (void)
{
  static const char *const pieces[]
      = { "\r\n",
          "\n",
          "\r",
          "Bcc: x@example.com",
          " ",
          "\r\n\r\n",
          "=?UTF-8?Q?=0D=0A?=",
          "件名",
          "=",
          "?",
          "_",
          "\t",
          "\xe2\x80\xae",
          "\x01",
          "<",
          ">",
          "\"",
          "Re:",
          "髙",
          "%0d%0a",
          "\xff",
          "very-long-word-without-a-space-very-long-word-without-a-space" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int round = 0; round < 2000; round++)
    {
      g_autoptr (GString) subject = g_string_new (NULL);
      g_autoptr (GString) id = g_string_new (NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *valid = NULL;
      HenjiMailDraft draft = plain_draft (zone);
      g_autofree char *mail = NULL;
      g_auto (GStrv) fields = NULL;
      int n = g_rand_int_range (rand, 0, 40);

      for (int i = 0; i < n; i++)
        {
          g_string_append (subject, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          if (i < 6)
            g_string_append (id, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        }
      valid = g_utf8_make_valid (subject->str, -1);
      g_string_append (id, "@example.com");
      draft.subject = valid;
      draft.in_reply_to = id->str;
      draft.text = text->str;
      mail = written (&draft);
      assert_sound (mail);
      fields = fields_of (mail);
      g_assert_true (g_strv_length (fields) == 11 || g_strv_length (fields) == 9);
      for (guint i = 0; fields[i] != NULL; i++)
        g_assert_false (g_ascii_strncasecmp (fields[i], "bcc", 3) == 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-draft/header", test_header);
  g_test_add_func ("/mail-draft/subjects", test_subjects);
  g_test_add_func ("/mail-draft/round-trip", test_round_trip);
  g_test_add_func ("/mail-draft/attachment", test_attachment);
  g_test_add_func ("/mail-draft/refused", test_refused);
  g_test_add_func ("/mail-draft/injection", test_injection);

  return g_test_run ();
}
