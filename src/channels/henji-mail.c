/* henji-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (henji-channel-error-quark, henji_channel_error)

static void
mail_clear (HenjiMail *self)
{
  g_free (self->from_name);
  g_free (self->from_address);
  g_free (self->reply_to);
  g_free (self->alias);
  g_free (self->case_suffix);
  g_free (self->marketplace);
  g_free (self->subject);
  g_free (self->message_id);
  g_strfreev (self->order_ids);
  g_free (self->body);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_strfreev (self->warnings);
  g_free (self->charset);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_free (self->raw_sha256);
  g_free (self->fingerprint);
}

HENJI_DEFINE_VALUE (HenjiMail, henji_mail, mail_clear)
