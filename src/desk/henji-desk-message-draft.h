/* henji-desk-message-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-message-draft.h"

G_BEGIN_DECLS

/* Messages through the marketplace that are being written: one for each kind of each order. What is
 * sent takes its draft away, and whoever disconnects and removes what came takes all of them. */

/**
 * henji_desk_message_drafts:
 * @orders: (array zero-terminated=1): their numbers
 *
 * Blocks.
 *
 * Returns: (transfer full) (element-type HenjiMessageDraft) (nullable): the newest first
 */
GPtrArray *henji_desk_message_drafts (HenjiDesk *self, const char *const *orders, GError **error);
/* In the place of what its kind held for its order; one that is empty goes. Blocks. */
gboolean
henji_desk_save_message_draft (HenjiDesk *self, const HenjiMessageDraft *draft, GError **error);

G_END_DECLS
