/* henji-order-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-syncer.h"

G_BEGIN_DECLS

#define HENJI_TYPE_ORDER_CARD (henji_order_card_get_type ())
G_DECLARE_FINAL_TYPE (HenjiOrderCard, henji_order_card, HENJI, ORDER_CARD, GtkWidget)

/**
 * HenjiOrderCard:
 *
 * One order as one needs to know it to answer. Unknown is said as unknown.
 *
 * HenjiOrderCard::history: the buyer's earlier cases are wanted.
 */
/* @syncer: (nullable) */
HenjiOrderCard *henji_order_card_new (HenjiDesk *desk, HenjiSyncer *syncer);

/* @first: the case's own order, which also tells about the buyer; @number: its order number, for an
 * order nobody has imported (@order is %NULL then). */
void henji_order_card_set (HenjiOrderCard *self,
                           HenjiCaseDetail *detail,
                           HenjiOrder *order,
                           const char *number,
                           gboolean first);
/* (transfer none): the button of the buyer's row, to hang a popover on. */
GtkWidget *henji_order_card_get_history_button (HenjiOrderCard *self);

G_END_DECLS
