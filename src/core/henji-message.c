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

static const char *const told_ids[HENJI_N_TOLD] = {
  [HENJI_TOLD_WANTS_REFUND] = "wants-refund",
  [HENJI_TOLD_WANTS_REPLACEMENT] = "wants-replacement",
  [HENJI_TOLD_WANTS_PART_REFUND] = "wants-part-refund",
  [HENJI_TOLD_LOOKED_AROUND] = "looked-around",
  [HENJI_TOLD_DANGER] = "danger",
  [HENJI_TOLD_HURT] = "hurt",
  [HENJI_TOLD_SENT_BACK] = "sent-back",
  [HENJI_TOLD_MISSED_DELIVERY] = "missed-delivery",
  [HENJI_TOLD_CANCELS_PART] = "cancels-part",
  [HENJI_TOLD_CANCELS_IF] = "cancels-if",
  [HENJI_TOLD_KEEPS_ORDER] = "keeps-order",
  [HENJI_TOLD_HOLD] = "hold",
  [HENJI_TOLD_COMBINE] = "combine",
  [HENJI_TOLD_CHANGES_ORDER] = "changes-order",
  [HENJI_TOLD_EXTRA_ITEM] = "extra-item",
  [HENJI_TOLD_CHARGE] = "charge",
  [HENJI_TOLD_RETURNED_GOODS] = "returned-goods",
  [HENJI_TOLD_GIFT_WISH] = "gift-wish",
  [HENJI_TOLD_CARRIER_LOST] = "carrier-lost",
  [HENJI_TOLD_FOUND] = "found",
  [HENJI_TOLD_NO_ACTION] = "no-action",
  [HENJI_TOLD_UNANSWERED] = "unanswered",
  [HENJI_TOLD_CONTENTS_FINE] = "contents-fine",
  [HENJI_TOLD_RECEIVED] = "received",
};

const char *
henji_told_id (HenjiTold told)
{
  g_return_val_if_fail ((guint) told < HENJI_N_TOLD, NULL);

  return told_ids[told];
}

gboolean
henji_told_from_id (const char *id, HenjiTold *told)
{
  for (guint i = 0; i < HENJI_N_TOLD; i++)
    if (g_strcmp0 (told_ids[i], id) == 0)
      {
        *told = i;
        return TRUE;
      }

  return FALSE;
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
  facts->told = 0;
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
  to->told = from->told;
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
