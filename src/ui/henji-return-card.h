/* henji-return-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_RETURN_CARD (henji_return_card_get_type ())
G_DECLARE_FINAL_TYPE (HenjiReturnCard, henji_return_card, HENJI, RETURN_CARD, GtkWidget)

/**
 * HenjiReturnCard:
 *
 * The returns of a case, two slim lines each: how far it is and what to do next; why, in the window
 * or not, who pays the way back. Hidden while there is none. Its buttons are the window's actions
 * `return.*`.
 */
HenjiReturnCard *henji_return_card_new (HenjiDesk *desk);
void henji_return_card_set_detail (HenjiReturnCard *self, HenjiCaseDetail *detail); /* nullable */

G_END_DECLS
