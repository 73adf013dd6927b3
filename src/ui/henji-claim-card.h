/* henji-claim-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/** HenjiClaimCard: the case's A-to-z claim: where it stands, until when, what to do. Hides itself
 * when there is none. Its actions are the window's: case.use-situation(s), case.evidence(s),
 * case.claim-stage(s). */
#define HENJI_TYPE_CLAIM_CARD (henji_claim_card_get_type ())
G_DECLARE_FINAL_TYPE (HenjiClaimCard, henji_claim_card, HENJI, CLAIM_CARD, GtkWidget)

HenjiClaimCard *henji_claim_card_new (HenjiDesk *desk);
/* (nullable): */
void henji_claim_card_set_detail (HenjiClaimCard *self, HenjiCaseDetail *detail);

G_END_DECLS
