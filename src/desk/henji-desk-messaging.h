/* henji-desk-messaging.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-sync.h"
#include "henji-message-action.h"

G_BEGIN_DECLS

/**
 * henji_desk_message_actions:
 *
 * Asks the marketplace what it lets the seller send to the buyer of this order: fixed kinds of
 * message, none of which answers what the buyer wrote; that goes by mail. Blocks.
 *
 * Returns: (transfer full) (element-type HenjiMessageAction) (nullable): perhaps none
 */
GPtrArray *henji_desk_message_actions (HenjiDesk *self,
                                       const char *order_id,
                                       GCancellable *cancellable,
                                       GError **error);

HENJI_DECLARE_VALUE (HenjiMessageOffer, henji_message_offer)

/** HenjiMessageOffer: what may be sent for an order just now, and in which language. */
struct _HenjiMessageOffer
{
  GPtrArray *actions;     /* (element-type HenjiMessageAction) */
  gint64 *unknown_at;     /* (array): for each of them, when one was sent of which nobody knows
                             whether it arrived; 0: none was */
  char *domain;           /* (nullable): of the marketplace that was asked */
  char *locale;           /* (nullable): of the buyer, as the marketplace says: "en-US" */
  HenjiLanguage language; /* to write in: the buyer's, or the marketplace's own */
};

/* (transfer full) (nullable): asks the marketplace for all of that. Blocks. */
HenjiMessageOffer *henji_desk_message_offer (HenjiDesk *self,
                                             const char *order_id,
                                             GCancellable *cancellable,
                                             GError **error);

/* (transfer none) (nullable): what is known of such a kind, whether it is offered or not. */
const HenjiMessageAction *henji_desk_message_kind (HenjiDesk *self, const char *action);
/* (transfer full) (nullable): what the marketplace would not take of @text; a sentence. */
char *henji_desk_message_text_fault (const HenjiMessageAction *action, const char *text);

G_END_DECLS
