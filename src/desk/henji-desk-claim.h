/* henji-desk-claim.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-claim.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * henji_desk_set_claim:
 * @order_id: (nullable): the claim of this order; %NULL: the case's only or newest claim, and for
 *   a new one its first order
 * @stage: where the claim stands now; %HENJI_CLAIM_NONE to set the amount alone
 * @amount: (nullable): what the buyer wants
 *
 * What the seller knows of a claim from elsewhere. A claim that is not there yet is opened.
 *
 * Returns: the row of its event, to be undone, or 0 on error
 */
gint64 henji_desk_set_claim (HenjiDesk *self,
                             gint64 case_row,
                             const char *order_id,
                             HenjiClaimStage stage,
                             const HenjiMoney *amount,
                             GError **error);

/* (transfer none) (nullable): the claim that wants attention first: one that waits for us, else one
 * that is open, else the newest. */
const HenjiClaim *henji_desk_claim_of (const HenjiCaseDetail *detail);

/* One of the claim's sentences for the seller. All (transfer full). */
/* What to do now. */
char *henji_desk_claim_advice (const HenjiClaim *claim);
/* Whether it counts in the order defect rate. */
char *henji_desk_claim_count (const HenjiClaim *claim);

G_END_DECLS
