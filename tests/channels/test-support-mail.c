/* test-support-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails of the marketplace's support, and what only looks like one: a table, read as whole mails.
 */
#include <glib.h>
#include <string.h>

#include "henji-mail.h"
#include "henji-support-mail.h"

#define N_ROWS 60 /* at least */

static char *
strip (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

/* What is said of the mail, as the table writes it. */
static char *
say (const HenjiMail *mail)
{
  GString *words = g_string_new (mail->support_id != NULL ? mail->support_id : "-");

  if (mail->support_id == NULL)
    return g_string_free (words, FALSE);
  if (mail->support_team == HENJI_SUPPORT_PERFORMANCE)
    g_string_append (words, " performance");
  if (mail->support_status != NULL)
    g_string_append_printf (words, " =%s", mail->support_status);
  if (mail->support_receipt)
    g_string_append (words, " receipt");

  return g_string_free (words, FALSE);
}

static HenjiMail *
mail_of (const char *sender, const char *subject, const char *body)
{
  g_autofree char *from
      = *sender == '\0' ? g_strdup ("Amazon Seller Support <seller-support@amazon.co.jp>")
        : strchr (sender, ' ') != NULL
            ? g_strdup_printf ("\"Amazon Seller Support\" <%s>", strrchr (sender, ' ') + 1)
            : g_strdup (sender);
  g_auto (GStrv) lines = g_strsplit (body, "\\n", -1);
  g_autofree char *text = g_strjoinv ("\n", lines);
  g_autofree char *encoded = g_base64_encode ((const guchar *) subject, strlen (subject));
  char *raw = g_strdup_printf ("From: %s\nTo: shop@example.com\nSubject: =?UTF-8?B?%s?=\n"
                               "Date: Thu, 26 Nov 2026 12:00:00 +0900\n"
                               "Message-ID: <a@example.invalid>\nMIME-Version: 1.0\n"
                               "Content-Type: text/plain; charset=UTF-8\n"
                               "Content-Transfer-Encoding: 8bit\n\n%s\n",
                               from, encoded, text);
  g_autoptr (GBytes) bytes = g_bytes_new_take (raw, strlen (raw));
  g_autoptr (GError) error = NULL;
  HenjiMail *mail = henji_mail_parse (bytes, &error);

  g_assert_no_error (error);

  return mail;
}

static void
test_table (void)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "support-mails.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0, wrong = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = NULL;
      g_autofree char *want = NULL;
      g_autofree char *sender = NULL;
      g_autofree char *subject = NULL;
      g_autofree char *body = NULL;
      g_autofree char *have = NULL;
      g_autoptr (HenjiMail) mail = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      cells = g_strsplit (lines[i], "|", 4);
      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      want = strip (cells[0]);
      sender = strip (cells[1]);
      subject = strip (cells[2]);
      body = strip (cells[3]);
      mail = mail_of (sender, subject, body);
      have = say (mail);
      n++;
      if (g_str_equal (have, want))
        {
          gboolean support = *want != '-';

          g_assert_cmpint (mail->notification == HENJI_NOTIFICATION_SUPPORT, ==, support);
          if (support)
            g_assert_cmpint (mail->direction, ==, HENJI_DIRECTION_IN);
          continue;
        }
      wrong++;
      g_test_message ("line %u: “%s” instead of “%s”: %s", i + 1, have, want, subject);
    }
  g_test_message ("%u mails", n);
  g_assert_cmpuint (n, >=, N_ROWS);
  g_assert_cmpuint (wrong, ==, 0);
}

/* A type that names itself is believed before any number. */
static void
test_typed (void)
{
  const char raw[] = "From: no-reply@amazon.co.jp\nTo: shop@example.com\n"
                     "Subject: [CASE 12345678901] Refund\n"
                     "X-Space-Notification-Type: REFUND_ISSUED\n"
                     "Date: Thu, 26 Nov 2026 12:00:00 +0900\n\nA refund.\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (raw, strlen (raw));
  g_autoptr (HenjiMail) mail = henji_mail_parse (bytes, NULL);

  g_assert_nonnull (mail);
  g_assert_cmpint (mail->notification, ==, HENJI_NOTIFICATION_REFUND_ISSUED);
  g_assert_null (mail->support_id);
}

/* A body without an end, without lines, without sense. */
static void
test_hostile (void)
{
  g_autofree char *digits = g_strnfill (200000, '1');
  g_autofree char *words = g_strnfill (200000, '[');
  g_autofree char *id = henji_support_mail_case_id (digits, digits);
  g_autofree char *other = henji_support_mail_case_id (words, words);
  g_autofree char *broken = henji_support_mail_case_id ("case id: \xff\xfe 12345678901", NULL);
  g_autofree char *none = henji_support_mail_case_id ("", "");
  g_autofree char *status = henji_support_mail_status (words);

  g_assert_null (id);
  g_assert_null (other);
  g_assert_null (none);
  g_assert_null (status);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/support-mail/table", test_table);
  g_test_add_func ("/support-mail/typed", test_typed);
  g_test_add_func ("/support-mail/hostile", test_hostile);

  return g_test_run ();
}
