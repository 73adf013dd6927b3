/* henji-desk-csba.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-return-policy.h"

G_BEGIN_DECLS

/* Customer Service by Amazon: for sellers who enrolled, the marketplace answers buyers. Who answers
 * a case is in HenjiCaseDetail; here are the settings it rests on and what the seller does. */

/* The situations that a covered case goes through. */
#define HENJI_SITUATION_CSBA_FORWARD "csba-forward" /* to the marketplace: please answer */
#define HENJI_SITUATION_CSBA_ANSWER "csba-answer"   /* to the marketplace, which had asked */
#define HENJI_SITUATION_CSBA_BUYER "csba-buyer"     /* to the buyer: the marketplace answers */

/* (transfer full) (element-type HenjiCsbaPeriod): all enrolments, in the order of the setting. */
GPtrArray *henji_desk_csba_periods (HenjiDesk *self, GError **error);
/* @text is what henji_csba_parse() reads; faults are refused with a sentence. The marks of all
 * cases follow, which may take a while. */
gboolean henji_desk_set_csba_periods (HenjiDesk *self, const char *text, GError **error);

/* (transfer full) (element-type HenjiReturnPolicy): what the shop grants, as far as it has said. */
GPtrArray *henji_desk_return_policies (HenjiDesk *self, GError **error);
gboolean henji_desk_set_return_policies (HenjiDesk *self, const char *text, GError **error);
/* (transfer full) (element-type utf8): in what each is worse than the marketplace's. No disk. */
GPtrArray *henji_desk_return_policy_faults (HenjiDesk *self, const GPtrArray *policies);

/* ---- Triage: each returns the row of its event, to be undone, or 0 on error ------------------ */

/* @nature: "customisation", "pre-order", "order" for neither, or %NULL for what words and kinds
 * tell. */
gint64
henji_desk_set_csba_nature (HenjiDesk *self, gint64 case_row, const char *nature, GError **error);
/* The buyer's message was passed on to the marketplace, with the draft where it says so: the reply
 * clock ends. The message is still to be marked there as needing no answer. */
gint64 henji_desk_csba_forwarded (HenjiDesk *self, gint64 case_row, GError **error);

G_END_DECLS
