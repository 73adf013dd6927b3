/* test-mail-hostile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails made to break readers: bombs, and thousands of mutations of real ones. A mail may be
 * refused or cut with a reason; nothing may crash, and no time may grow faster than the mail.
 */
#define G_LOG_DOMAIN "test-mail-hostile"

#include "config.h"

#include "henji-mail.h"
#include "henji-mbox.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define N_MUTATIONS 400 /* of each seed */

static HenjiMail *
parse (GString *text)
{
  g_autoptr (GBytes) raw = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;
  HenjiMail *mail = henji_mail_parse (raw, &error);

  g_assert_no_error (error);

  return mail;
}

static void
repeat (GString *out, const char *text, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
}

static void
assert_refused (GString *text, int code)
{
  g_autoptr (GBytes) raw = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiMail) mail = henji_mail_parse (raw, &error);

  g_assert_null (mail);
  g_assert_error (error, HENJI_CHANNEL_ERROR, code);
}

static void
test_address_bombs (void)
{
  const char *const names[] = { "From", "To", "Cc", "Reply-To", "Sender", "Resent-From" };
  const char *const pieces[]
      = { "a:", "<", "(", "\"", "a:(<", "@a,@b:", "\\", "=?a?B?", ",", "a@b," };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pieces); j++)
      {
        GString *text = g_string_new ("Subject: x\n");
        g_autoptr (HenjiMail) mail = NULL;

        g_string_append_printf (text, "%s: ", names[i]);
        repeat (text, pieces[j], 50000);
        g_string_append (text, "\n\nhello\n");
        mail = parse (text);
        g_assert_cmpstr (mail->body, ==, "hello");
        g_assert_nonnull (mail->warnings);
      }
}

static void
test_address_bomb_inside (void)
{
  GString *text = g_string_new ("From: a@b\nContent-Type: message/rfc822\n\nFrom: ");
  g_autoptr (HenjiMail) mail = NULL;

  repeat (text, "a:", 200000);
  g_string_append (text, "\nSubject: inner\n\ninner words\n");
  mail = parse (text);
  g_assert_nonnull (strstr (mail->body, "inner words"));
  g_assert_cmpint (mail->own_length, ==, 0);
}

static void
test_headers (void)
{
  GString *many = g_string_new ("From: a@b\n");
  GString *longest = g_string_new ("From: a@b\nSubject: ");
  GString *folded = g_string_new ("From: a@b\nSubject: x\n");
  g_autoptr (HenjiMail) mail = NULL;
  g_autoptr (HenjiMail) mail_folded = NULL;

  repeat (many, "X-A: b\n", 2000);
  g_string_append (many, "\nbody\n");
  assert_refused (many, HENJI_CHANNEL_ERROR_TOO_MANY);

  repeat (longest, "=?utf-8?B?4pGg?= ", 500000);
  g_string_append (longest, "\n\nbody\n");
  mail = parse (longest);
  g_assert_cmpuint (strlen (mail->subject), <=, HENJI_MAIL_MAX_VALUE);
  g_assert_true (g_str_has_prefix (mail->subject, "①①①"));
  g_assert_nonnull (mail->warnings);

  repeat (folded, " \t\n", 500000);
  g_string_append (folded, "\nbody\n");
  mail_folded = parse (folded);
  g_assert_cmpstr (mail_folded->subject, ==, "x");
  g_assert_cmpstr (mail_folded->body, ==, "body");
}

static void
test_depth (void)
{
  GString *text = g_string_new ("From: a@b\n");
  g_autoptr (HenjiMail) mail = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  g_string_append (text, "\ndeep\n");
  mail = parse (text);
  g_assert_nonnull (mail->warnings);
  g_assert_cmpstr (mail->body, ==, "");
}

static void
test_depth_of_mails (void)
{
  GString *text = g_string_new ("");
  g_autoptr (HenjiMail) mail = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "Subject: level %u\nContent-Type: message/rfc822\n\n", i);
  g_string_append (text, "Subject: last\n\ndeep\n");
  mail = parse (text);
  g_assert_nonnull (mail->warnings);
  g_assert_nonnull (strstr (mail->body, "level 10"));
  g_assert_null (strstr (mail->body, "level 30"));
}

static void
test_parts (void)
{
  const char *const heads[] = {
    "From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n",
    "From: a@b\nContent-Type: multipart/mixed; boundary*0=x\n\n",
    "From: a@b\nContent-Type: multipart/mixed; boundary*=us-ascii''%78\n\n",
    "From: a@b\nContent-Type: multipart/mixed;\n BOUNDARY = \"x\"\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      GString *text = g_string_new (heads[i]);
      g_autoptr (HenjiMail) mail = NULL;

      repeat (text, "--x\n\nwords\n", 200000);
      g_string_append (text, "--x--\n");
      mail = parse (text);
      g_assert_nonnull (mail->warnings);
      g_assert_true (g_str_has_prefix (mail->body, "words"));
      g_assert_cmpuint (strlen (mail->body), <, 10000);
    }
}

static void
test_part_head (void)
{
  GString *text = g_string_new ("From: a@b\nContent-Type: multipart/mixed; boundary=x\n\n"
                                "--x\n\nwords\n--x\nContent-Type: text/plain");
  g_autoptr (HenjiMail) mail = NULL;

  repeat (text, ";\n a=b", 300000);
  g_string_append (text, "\n\nmore\n--x--\n");
  mail = parse (text);
  g_assert_true (g_str_has_prefix (mail->body, "words"));
  g_assert_nonnull (mail->warnings);
}

static void
test_pages (void)
{
  const char *const pieces[] = {
    "<div>",
    "<a ",
    "<a href=\"",
    "<a href='x",
    "<!--",
    "<!-- --",
    "<",
    "&",
    "&#",
    "&#x",
    "&amp",
    "<pre style='-o-pre-wrap'>",
    "</div>",
    "<script>",
    "<blockquote>",
    "<td>",
    "<p style=\"display:none\">",
    "<br>",
    "<li>",
    "<a href=http://x>y</a>",
    "\n",
    " ",
    "<b",
    "<style",
    "</",
    "<a =\"",
    "<![endif]",
    "<ol><li>",
    "<table><tr><td>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString *text = g_string_new ("From: a@b\nContent-Type: text/html\n\nstart ");
      g_autoptr (HenjiMail) mail = NULL;

      repeat (text, pieces[i], 300000 / strlen (pieces[i]));
      mail = parse (text);
      g_assert_cmpuint (strlen (mail->body), <=, 2 * HENJI_MAIL_MAX_BODY);
      g_assert_nonnull (strstr (mail->body, "start"));
    }
}

static void
test_texts (void)
{
  const char *const pieces[] = {
    "> ",
    ">\n",
    "--\n",
    "-- \n",
    "\n",
    "On 2026 wrote:\n",
    "On 1\n",
    "2026/11/20 10:00 a\n",
    "-----Original Message-----\n",
    "From: x\n",
    "----- x -----\n",
    "a\n",
    "a",
    "あ",
    "249-",
    "\r",
    "From: x\nSent: y\nTo: z\n\n",
    "\f",
    "--\n\n\n\n\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      GString *text = g_string_new ("From: abcdefgh1@marketplace.amazon.com\n\nstart\n");
      g_autoptr (HenjiMail) mail = NULL;

      repeat (text, pieces[i], 400000 / strlen (pieces[i]));
      mail = parse (text);
      g_assert_true (g_str_has_prefix (mail->body, "start"));
      for (const char *p = mail->body; *p != '\0';)
        {
          gsize n = strcspn (p, "\n");

          g_assert_cmpint (g_utf8_strlen (p, n), <=, HENJI_MAIL_MAX_LINE);
          p += n + (p[n] != '\0');
        }
    }
}

static void
test_params (void)
{
  GString *text = g_string_new ("From: a@b\nContent-Type: image/png; name=x");
  g_autoptr (HenjiMail) mail = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "; name*%u*=%%41", i);
  g_string_append (text, "\n\nx\n");
  mail = parse (text);
  g_assert_cmpuint (mail->attachments->len, ==, 1);
}

static void
test_too_large (void)
{
  GString *text = g_string_sized_new (HENJI_MAIL_MAX_SIZE + 100);

  g_string_append (text, "From: a@b\n\n");
  g_string_set_size (text, HENJI_MAIL_MAX_SIZE + 1);
  memset (text->str + 11, 'x', text->len - 11);
  assert_refused (text, HENJI_CHANNEL_ERROR_TOO_LARGE);
}

static void
test_garbage (void)
{
  const char *const garbage[] = {
    "x",
    "\n\n\n",
    "order-id\tsku\n1\t2\n",
    "%PDF-1.4\n",
    "PK\003\004",
    "<html><body>From: x</body>",
    "HTTP/1.1 200 OK\nDate: x\n\n",
    "\377\376F\000r\000o\000m\000",
    "From me to you\nhello\n",
    "Dear shop,\nFrom: x\n",
    "{\"From\": \"x\"}",
    ":\n\n",
    " From: x\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++)
    {
      g_autoptr (GBytes) raw = g_bytes_new_static (garbage[i], strlen (garbage[i]));
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiMail) mail = henji_mail_parse (raw, &error);

      if (i + 1 == G_N_ELEMENTS (garbage))
        {
          g_assert_nonnull (mail); /* blanks before a mail are forgiven */
          continue;
        }
      g_assert_null (mail);
      g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_NOT_MAIL);
      g_assert_cmpint (henji_mail_sniff ((const guint8 *) garbage[i], strlen (garbage[i])), ==,
                       HENJI_MAIL_FORMAT_NONE);
    }
  assert_refused (g_string_new (""), HENJI_CHANNEL_ERROR_EMPTY);
}

/* A small generator of our own: the same mutations on every machine. */
static guint32
next_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;

  return *state;
}

static void
mutate (GByteArray *data, guint32 *state)
{
  static const char *const tokens[] = {
    "\n",
    "\r\n",
    "\n\n",
    "=?utf-8?B?",
    "?=",
    "=?iso-2022-jp?Q?",
    "\033$B",
    "\033(B",
    "\033(I",
    "--",
    "boundary=",
    "Content-Type: ",
    "message/rfc822",
    "multipart/mixed; boundary=\"b1\"",
    "From ",
    "\nFrom a 10:10:10 2026\nTo: b\n",
    "charset=utf-7",
    "charset=x-sjis",
    "<pre style='-o-pre-wrap'>",
    "&#x110000;",
    "<!--",
    "filename*0*=",
    "%",
    "\377",
    "\200",
    "> ",
    "+uuid@marketplace.amazon.",
    "base64",
  };
  guint n = 1 + next_random (state) % 6;

  while (n-- > 0 && data->len > 2)
    {
      guint at = next_random (state) % data->len;
      guint span = 1 + next_random (state) % 40;

      switch (next_random (state) % 6)
        {
        case 0:
          data->data[at] ^= 1u << (next_random (state) % 8);
          break;
        case 1:
          data->data[at] = next_random (state);
          break;
        case 2:
          g_byte_array_remove_range (data, at, MIN (span, data->len - at));
          break;
        case 3:
          g_byte_array_set_size (data, at + 1);
          break;
        case 4:
          {
            const char *token = tokens[next_random (state) % G_N_ELEMENTS (tokens)];
            gsize length = MIN (strlen (token), data->len - at);

            memcpy (data->data + at, token, length);
            break;
          }
        default:
          {
            const char *token = tokens[next_random (state) % G_N_ELEMENTS (tokens)];
            guint tail = data->len - at;
            gsize length = strlen (token);

            g_byte_array_set_size (data, data->len + length);
            memmove (data->data + at + length, data->data + at, tail);
            memcpy (data->data + at, token, length);
            break;
          }
        }
    }
}

static void
test_mutations (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "mail", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_seeds = 0;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *seed = NULL;
      guint32 state = g_str_hash (name) | 1;
      gsize length;

      g_assert_true (g_file_get_contents (path, &seed, &length, NULL));
      LLVMFuzzerTestOneInput ((const guint8 *) seed, length);
      for (guint i = 0; i < N_MUTATIONS; i++)
        {
          g_autoptr (GByteArray) data = g_byte_array_new ();

          g_byte_array_append (data, (const guint8 *) seed, length);
          mutate (data, &state);
          LLVMFuzzerTestOneInput (data->data, data->len);
        }
      n_seeds++;
    }
  g_assert_cmpuint (n_seeds, >=, 5);
}

static gpointer
parse_many_cb (gpointer data)
{
  GBytes *raw = data;

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (HenjiMail) mail = henji_mail_parse (raw, NULL);

      g_assert_nonnull (mail);
      g_assert_cmpuint (mail->attachments->len, ==, 1);
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "mail", "buyer-en-photo.eml", NULL);
  g_autoptr (GBytes) raw = NULL;
  GThread *threads[4];
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  raw = g_bytes_new_take (text, length);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("mail", parse_many_cb, raw);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail-hostile/address-bombs", test_address_bombs);
  g_test_add_func ("/mail-hostile/address-bomb-inside", test_address_bomb_inside);
  g_test_add_func ("/mail-hostile/headers", test_headers);
  g_test_add_func ("/mail-hostile/depth", test_depth);
  g_test_add_func ("/mail-hostile/depth-of-mails", test_depth_of_mails);
  g_test_add_func ("/mail-hostile/parts", test_parts);
  g_test_add_func ("/mail-hostile/part-head", test_part_head);
  g_test_add_func ("/mail-hostile/pages", test_pages);
  g_test_add_func ("/mail-hostile/texts", test_texts);
  g_test_add_func ("/mail-hostile/params", test_params);
  g_test_add_func ("/mail-hostile/too-large", test_too_large);
  g_test_add_func ("/mail-hostile/garbage", test_garbage);
  g_test_add_func ("/mail-hostile/mutations", test_mutations);
  g_test_add_func ("/mail-hostile/threads", test_threads);

  return g_test_run ();
}
