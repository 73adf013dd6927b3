/* henji-support-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_SUPPORT_CARD (henji_support_card_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSupportCard, henji_support_card, HENJI, SUPPORT_CARD, GtkWidget)

/* A case with the marketplace: its Case ID, with whom and how, whose turn it is, what to collect
 * first. On a buyer's case: a line for each case about it. Hidden when there is nothing to say.
 *
 * Its actions are those of `support.*`, which the window installs. */
void henji_support_card_set_desk (HenjiSupportCard *self, HenjiDesk *desk);
/* (nullable) */
void henji_support_card_set_detail (HenjiSupportCard *self, HenjiCaseDetail *detail);

/* (transfer full): "Case 12345678901", or what it is called before it has a Case ID. */
char *henji_support_card_title (const char *support_id, HenjiSupportTeam team);

G_END_DECLS
