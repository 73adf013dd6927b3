/* henji-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-message.h"

static const char *const notifications[HENJI_N_NOTIFICATIONS] = {
  [HENJI_NOTIFICATION_NONE] = "none",
  [HENJI_NOTIFICATION_BUYER_MESSAGE] = "buyer-message",
  [HENJI_NOTIFICATION_REPLY_COPY] = "reply-copy",
  [HENJI_NOTIFICATION_OPT_OUT] = "opt-out",
  [HENJI_NOTIFICATION_RETURN_REQUEST] = "return-request",
  [HENJI_NOTIFICATION_REFUND_ISSUED] = "refund-issued",
  [HENJI_NOTIFICATION_CLAIM_OPENED] = "claim-opened",
  [HENJI_NOTIFICATION_CLAIM_CLOSED] = "claim-closed",
  [HENJI_NOTIFICATION_CANCEL_REQUEST] = "cancel-request",
  [HENJI_NOTIFICATION_SUPPORT] = "support",
  [HENJI_NOTIFICATION_CSBA_QUESTION] = "csba-question",
};

const char *
henji_notification_id (HenjiNotification notification)
{
  g_return_val_if_fail ((guint) notification < HENJI_N_NOTIFICATIONS, "none");

  return notifications[notification];
}

void
henji_facts_clear (HenjiFacts *facts)
{
  g_clear_pointer (&facts->order_ids, g_strfreev);
  g_clear_pointer (&facts->postal_code, g_free);
  g_clear_pointer (&facts->address, g_free);
  facts->phone = FALSE;
  g_clear_pointer (&facts->part, g_free);
  g_clear_pointer (&facts->amount, g_free);
}

void
henji_facts_copy (const HenjiFacts *from, HenjiFacts *to)
{
  to->order_ids = g_strdupv (from->order_ids);
  to->postal_code = g_strdup (from->postal_code);
  to->address = g_strdup (from->address);
  to->phone = from->phone;
  to->part = g_strdup (from->part);
  to->amount = g_strdup (from->amount);
}

static void
attachment_clear (HenjiAttachment *self)
{
  g_free (self->name);
  g_free (self->media_type);
  g_free (self->sha256);
  g_clear_pointer (&self->content, g_bytes_unref);
}

static void
message_clear (HenjiMessage *self)
{
  g_free (self->uuid);
  g_free (self->from_name);
  g_free (self->from_address);
  g_free (self->reply_to);
  g_free (self->subject);
  g_free (self->body);
  g_free (self->counterpart);
  henji_facts_clear (&self->facts);
  g_free (self->message_id);
  g_free (self->raw_sha256);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiAttachment, henji_attachment, attachment_clear)
HENJI_DEFINE_VALUE (HenjiMessage, henji_message, message_clear)
