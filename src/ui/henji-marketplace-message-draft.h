/* henji-marketplace-message-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiMarketplaceMessageDraft, henji_marketplace_message_draft)

/** HenjiMarketplaceMessageDraft: a message that was written and has not gone out. */
struct _HenjiMarketplaceMessageDraft
{
  char *order_id;
  char *action; /* (nullable): id of its kind */
  char *text;
  char **paths; /* (array zero-terminated=1): of attached files */
  char *from;   /* as it was typed */
  char *until;
};

G_END_DECLS
