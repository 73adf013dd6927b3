/* henji-marketplace-message-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-draft"

#include "config.h"

#include "henji-marketplace-message-draft.h"

static void
draft_clear (HenjiMarketplaceMessageDraft *self)
{
  g_free (self->order_id);
  g_free (self->action);
  g_free (self->text);
  g_strfreev (self->paths);
  g_free (self->from);
  g_free (self->until);
}

HENJI_DEFINE_VALUE (HenjiMarketplaceMessageDraft, henji_marketplace_message_draft, draft_clear)
