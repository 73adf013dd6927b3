/* henji-marketplace-message-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-messaging.h"
#include "henji-marketplace-message-keeper.h"

G_BEGIN_DECLS

/**
 * HenjiMarketplaceMessageDialog:
 *
 * A message of a fixed kind to the buyer of an order, through the marketplace's service. What may
 * be sent is asked anew each time; what is sent was checked just before, by the marketplace's rules
 * and as replies are. Each kind of each order has a text of its own, which is kept until it is sent
 * or discarded.
 *
 * HenjiMarketplaceMessageDialog::sent: it went out, or turned out to have.
 */
#define HENJI_TYPE_MARKETPLACE_MESSAGE_DIALOG (henji_marketplace_message_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiMarketplaceMessageDialog,
                      henji_marketplace_message_dialog,
                      HENJI,
                      MARKETPLACE_MESSAGE_DIALOG,
                      AdwWindow)

/**
 * henji_marketplace_message_dialog_new:
 * @orders: (array zero-terminated=1): numbers of the case's orders, at least one
 * @keeper: what is written is handed to it
 */
HenjiMarketplaceMessageDialog *
henji_marketplace_message_dialog_new (HenjiDesk *desk,
                                      HenjiCaseDetail *detail,
                                      const char *const *orders,
                                      HenjiMarketplaceMessageKeeper *keeper);
/* The reply as it stands in the composer, to begin with. Both nullable. */
void henji_marketplace_message_dialog_set_reply (HenjiMarketplaceMessageDialog *self,
                                                 const char *ja,
                                                 const char *en);
/* (transfer full): a sentence for HenjiMarketplaceMessageKeeper::failed. */
char *henji_marketplace_message_not_kept (const char *reason);

G_END_DECLS
