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

G_END_DECLS
