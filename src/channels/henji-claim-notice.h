/* henji-claim-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-claim.h"
#include "henji-message.h"

G_BEGIN_DECLS

/**
 * henji_claim_notice_read:
 * @message: a notice of the marketplace
 * @step: (out): what it says of the claim; filled in when %TRUE is returned
 *
 * Reads a notice that a claim was opened or closed, and what it says in either language of the
 * amount, of the days there are for an answer, and of the outcome: an opened claim may be a
 * question, a closed one is granted, denied, withdrawn, refunded, or of unknown outcome. A notice
 * of a refund gives its amount. What may happen ("you can appeal") is no outcome.
 */
gboolean henji_claim_notice_read (const HenjiMessage *message, HenjiClaimStep *step);

/* The amount a text names: the one that is called an amount, else the first. Not set when there is
 * none. Yen and US dollars. */
HenjiMoney henji_claim_notice_amount (const char *text);

G_END_DECLS
