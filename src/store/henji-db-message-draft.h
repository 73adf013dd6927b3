/* henji-db-message-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-message-draft.h"

G_BEGIN_DECLS

/* Messages through the marketplace that are being written. */

/* In the place of what its kind held for its order; one that is empty goes. */
gboolean henji_db_message_draft_save (HenjiDb *db, const HenjiMessageDraft *draft, GError **error);
/* Whatever its kind holds for its order goes. */
gboolean
henji_db_message_draft_remove (HenjiDb *db, const HenjiMessageDraft *draft, GError **error);
/* (transfer full) (element-type HenjiMessageDraft): of an order, the newest first. */
GPtrArray *henji_db_message_drafts (HenjiDb *db, const char *order_id, GError **error);
/* All of them go. */
gboolean henji_db_message_drafts_forget (HenjiDb *db, GError **error);

G_END_DECLS
