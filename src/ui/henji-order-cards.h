/* henji-order-cards.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-syncer.h"

G_BEGIN_DECLS

#define HENJI_TYPE_ORDER_CARDS (henji_order_cards_get_type ())
G_DECLARE_FINAL_TYPE (HenjiOrderCards, henji_order_cards, HENJI, ORDER_CARDS, GtkWidget)

/**
 * HenjiOrderCards:
 *
 * The orders of a case one below the other, the case's own first. As high as they are, up to a
 * limit; then they scroll. Named `Order detail`.
 *
 * HenjiOrderCards::history: the buyer's earlier cases are wanted.
 */
void henji_order_cards_set_desk (HenjiOrderCards *self, HenjiDesk *desk);
/* Before the first detail: who can be asked for orders that are missing. */
void henji_order_cards_set_syncer (HenjiOrderCards *self, HenjiSyncer *syncer);
void henji_order_cards_set_detail (HenjiOrderCards *self, HenjiCaseDetail *detail);
void henji_order_cards_scroll_to_top (HenjiOrderCards *self);
/* (transfer none) (nullable): the button that asks for the earlier cases. */
GtkWidget *henji_order_cards_get_history_button (HenjiOrderCards *self);

G_END_DECLS
