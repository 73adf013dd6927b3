/* test-mbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "test-mbox"

#include "config.h"

#include "henji-mail.h"
#include "henji-mbox.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define LINE "From a@b Fri Nov 20 10:12:13 2026\n"

/* The messages of an mbox joined by "|", with their offsets. */
static char *
read_all (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiMbox) mbox = henji_mbox_new_for_stream (stream, NULL, &error);
  GString *out = g_string_new (NULL);
  GBytes *raw;
  char *reason;
  gint64 offset;
  int index, expected = 0;

  g_assert_no_error (error);
  while (henji_mbox_next (mbox, &raw, &index, &offset, &reason, &error))
    {
      g_assert_cmpint (index, ==, expected++);
      g_assert_nonnull (raw);
      g_assert_null (reason);
      g_string_append_printf (out, "%" G_GINT64_FORMAT ":%.*s|", offset,
                              (int) g_bytes_get_size (raw),
                              (const char *) g_bytes_get_data (raw, NULL));
      g_bytes_unref (raw);
    }
  g_assert_no_error (error);
  g_assert_cmpint (henji_mbox_position (mbox), ==, length);

  return g_string_free (out, FALSE);
}

static void
assert_messages (const char *text, const char *messages)
{
  g_autofree char *read = read_all (text, strlen (text));

  g_assert_cmpstr (read, ==, messages);
}

static void
test_plain (void)
{
  assert_messages (LINE "From: a\n\nx\n\n" LINE "From: b\n\ny\n",
                   "0:From: a\n\nx\n|46:From: b\n\ny\n|");
  assert_messages (LINE "From: a\n\nx", "0:From: a\n\nx|");
  assert_messages (LINE "From: a\r\n\r\nx\r\n\r\n" LINE "From: b\n\ny\n\n",
                   "0:From: a\r\n\r\nx\r\n|50:From: b\n\ny\n|");
  assert_messages ("From: a\n\nsingle\n", "0:From: a\n\nsingle\n|");
  assert_messages ("\n\n" LINE "From: a\n\nx\n", "2:From: a\n\nx\n|");
}

static void
test_from_in_bodies (void)
{
  /* No blank line before; no date; no headers after: all of it text. */
  assert_messages (LINE "From: a\n\nx\n" LINE "From: b\n", "0:From: a\n\nx\n" LINE "From: b\n|");
  assert_messages (LINE "From: a\n\nx\n\nFrom now on\nFrom: b\n",
                   "0:From: a\n\nx\n\nFrom now on\nFrom: b\n|");
  assert_messages (LINE "From: a\n\nx\n\nFrom 10:00 to 2026 yen\nit goes\n",
                   "0:From: a\n\nx\n\nFrom 10:00 to 2026 yen\nit goes\n|");
  /* Quoted. */
  assert_messages (LINE "From: a\n\n>From x\n>>From y\n> From z\n",
                   "0:From: a\n\nFrom x\n>From y\n> From z\n|");
}

static void
test_from_lines (void)
{
  static const char *const lines[] = {
    "From - Fri Nov 20 10:12:13 2026\n",
    "From MAILER-DAEMON Fri Nov 20 10:12:13 2026\n",
    "From 1795137133@xxx Fri Nov 20 10:12:13 +0000 2026\r\n",
    "From a b Fri Nov 20 10:12 2026 remote from c\n",
    "From a@b Fri, 20 Nov 2026 10:12:13 +0900\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text
          = g_strconcat (lines[i], "From: a\n\nx\n\n", lines[i], "From: b\n\ny\n", NULL);
      g_autofree char *read = read_all (text, strlen (text));
      g_auto (GStrv) parts = g_strsplit (read, "|", -1);

      g_assert_cmpuint (g_strv_length (parts), ==, 3);
      g_assert_true (g_str_has_prefix (parts[0], "0:From: a"));
    }
}

static void
test_refused (void)
{
  static const char *const texts[]
      = { "hello\n", "From me to you\n", "%PDF-1.4\n", "order-id\tsku\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GInputStream) stream
          = g_memory_input_stream_new_from_data (texts[i], strlen (texts[i]), NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiMbox) mbox = henji_mbox_new_for_stream (stream, NULL, &error);

      g_assert_null (mbox);
      g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_NOT_MAIL);
    }
  {
    g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (HenjiMbox) mbox = henji_mbox_new_for_stream (stream, NULL, &error);

    g_assert_null (mbox);
    g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_EMPTY);
  }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (HenjiMbox) mbox = henji_mbox_open ("/nonexistent/mail.mbox", NULL, &error);

    g_assert_null (mbox);
    g_assert_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_FILE);
  }
}

/* Many messages over many reads, and one that is too large in the middle. */
static void
test_large (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "henji-test-mbox-XXXXXX", NULL);
  g_autoptr (HenjiMbox) mbox = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = g_strnfill (999, 'x');
  int fd = g_mkstemp (path);
  FILE *file = fdopen (fd, "w");
  guint n_good = 0, n_refused = 0;
  gint64 offset, last = -1;
  GBytes *raw;
  char *reason;
  int index;

  for (guint i = 0; i < 2000; i++)
    fprintf (file, LINE "From: a%u@b\n\n%s\n\n", i, filler);
  fprintf (file, LINE "From: huge@b\n\n");
  for (guint i = 0; i < HENJI_MAIL_MAX_SIZE / 1000 + 10; i++)
    fprintf (file, "%s\n", filler);
  fprintf (file, "\n" LINE "From: last@b\n\nend\n");
  fclose (file);

  mbox = henji_mbox_open (path, NULL, &error);
  g_assert_no_error (error);
  while (henji_mbox_next (mbox, &raw, &index, &offset, &reason, &error))
    {
      g_assert_cmpint (offset, >, last);
      last = offset;
      if (raw == NULL)
        {
          g_assert_nonnull (reason);
          g_assert_cmpint (index, ==, 2000);
          g_free (reason);
          n_refused++;
          continue;
        }
      if (index == 2001)
        g_assert_cmpmem (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw),
                         "From: last@b\n\nend\n", 18);
      else
        {
          g_autofree char *head = g_strdup_printf ("From: a%d@b\n\nxxx", index);

          g_assert_true (g_bytes_get_size (raw) > 1000);
          g_assert_cmpint (memcmp (g_bytes_get_data (raw, NULL), head, strlen (head)), ==, 0);
        }
      n_good++;
      g_bytes_unref (raw);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_good, ==, 2001);
  g_assert_cmpuint (n_refused, ==, 1);
  g_assert_cmpint (henji_mbox_position (mbox), ==, henji_mbox_size (mbox));
  g_unlink (path);
}

static void
test_cancelled (void)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (LINE "From: a\n\nx\n", -1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiMbox) mbox = NULL;

  g_cancellable_cancel (cancellable);
  mbox = henji_mbox_new_for_stream (stream, cancellable, &error);
  g_assert_null (mbox);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mbox/plain", test_plain);
  g_test_add_func ("/mbox/from-in-bodies", test_from_in_bodies);
  g_test_add_func ("/mbox/from-lines", test_from_lines);
  g_test_add_func ("/mbox/refused", test_refused);
  g_test_add_func ("/mbox/large", test_large);
  g_test_add_func ("/mbox/cancelled", test_cancelled);

  return g_test_run ();
}
