/* henji-marketplace-message-keeper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-message-draft.h"

G_BEGIN_DECLS

/**
 * HenjiMarketplaceMessageKeeper:
 *
 * Keeps messages that are being written in the record: less than a second after they were written,
 * and again until the disk takes them.
 *
 * HenjiMarketplaceMessageKeeper::failed: (const char *reason) something could not be kept; told
 * once until something can.
 */
#define HENJI_TYPE_MARKETPLACE_MESSAGE_KEEPER (henji_marketplace_message_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HenjiMarketplaceMessageKeeper,
                      henji_marketplace_message_keeper,
                      HENJI,
                      MARKETPLACE_MESSAGE_KEEPER,
                      GObject)

HenjiMarketplaceMessageKeeper *henji_marketplace_message_keeper_new (HenjiDesk *desk);
/* This is how it stands now; an empty one goes. */
void henji_marketplace_message_keeper_put (HenjiMarketplaceMessageKeeper *self,
                                           HenjiMessageDraft *draft);
/* Hands on at once what waits. */
void henji_marketplace_message_keeper_flush (HenjiMarketplaceMessageKeeper *self);
/* (transfer full) (element-type HenjiMessageDraft): what the record does not hold yet, in
 * no order. */
GPtrArray *henji_marketplace_message_keeper_waiting (HenjiMarketplaceMessageKeeper *self);

G_END_DECLS
