/* henji-desk-message-draft-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk-sending.h"

G_BEGIN_DECLS

/* It went out: what was kept of it goes. What says something else stays. */
gboolean _henji_message_draft_sent (HenjiDb *db, const HenjiMessageWish *wish, GError **error);
/* All of them go. */
gboolean _henji_desk_message_drafts_forget (HenjiDesk *self, GError **error);

G_END_DECLS
