/* fuzz-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entry point for libFuzzer: clang -fsanitize=fuzzer,address,undefined. Also what test-mail-hostile
 * calls on each of its mutations.
 */
#define G_LOG_DOMAIN "fuzz-mail"

#include "config.h"

#include "henji-mail.h"
#include "henji-mbox.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What every mail must be, wherever it came from. */
static void
check (const HenjiMail *mail)
{
  g_assert_true (g_utf8_validate (mail->body, -1, NULL));
  g_assert_true (g_utf8_validate (mail->subject, -1, NULL));
  g_assert_true (g_utf8_validate (mail->from_name, -1, NULL));
  g_assert_true (g_utf8_validate (mail->from_address, -1, NULL));
  g_assert_cmpint (mail->own_length, >=, 0);
  g_assert_cmpint (mail->own_length, <=, strlen (mail->body));
  g_assert_true (g_utf8_validate (mail->body, mail->own_length, NULL));
  g_assert_true (henji_mail_check_header_value (mail->subject, -1, NULL));
  g_assert_true (henji_mail_check_header_value (mail->from_name, -1, NULL));
  g_assert_true (henji_mail_check_header_value (mail->from_address, -1, NULL));
  if (mail->reply_to != NULL)
    g_assert_true (henji_mail_check_header_value (mail->reply_to, -1, NULL));
  for (guint i = 0; i < mail->attachments->len; i++)
    {
      const HenjiAttachment *attachment = g_ptr_array_index (mail->attachments, i);

      g_assert_cmpuint (strlen (attachment->name), >, 0);
      g_assert_cmpuint (strlen (attachment->name), <=, 200);
      g_assert_null (strpbrk (attachment->name, "/\\"));
      g_assert_cmpint (attachment->name[0], !=, '.');
      g_assert_true (henji_mail_check_header_value (attachment->name, -1, NULL));
      g_assert_cmpint (attachment->size, ==, g_bytes_get_size (attachment->content));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) raw = g_bytes_new (data, size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (raw);
  g_autoptr (HenjiMail) mail = henji_mail_parse (raw, NULL);
  g_autoptr (HenjiMail) again = henji_mail_decode_again (raw, "CP932", NULL);
  g_autoptr (HenjiMbox) mbox = NULL;

  g_assert_true ((mail != NULL) == (again != NULL));
  if (mail != NULL)
    {
      check (mail);
      check (again);
      g_assert_cmpint (henji_mail_sniff (data, size), !=, HENJI_MAIL_FORMAT_NONE);
    }

  mbox = henji_mbox_new_for_stream (stream, NULL, NULL);
  if (mbox != NULL)
    {
      g_autofree char *reason = NULL;
      GBytes *message;
      int index;

      while (henji_mbox_next (mbox, &message, &index, NULL, &reason, NULL))
        {
          g_clear_pointer (&message, g_bytes_unref);
          g_clear_pointer (&reason, g_free);
        }
    }

  return 0;
}
