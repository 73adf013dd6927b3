/* henji-desk-support.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-support-facts.h"

G_BEGIN_DECLS

/* The seller's own cases with the marketplace. What each action returns is the row of its event, to
 * be undone, or 0 on error. */

/* (transfer none): no disk. */
const HenjiSupportFacts *henji_desk_support_facts (HenjiDesk *self);
/* (transfer none) (nullable): what its status is called in @language, as far as it is known; else
 * as it was worded. */
const char *
henji_desk_support_status_title (HenjiDesk *self, const char *status, HenjiLanguage language);

/* ---- What a marketplace offers the seller -----------------------------------------------------
 */

/** HenjiSupportOffer: by the seller's plan and the marketplace's policy. */
typedef struct
{
  HenjiSellingPlan plan;
  guint channels;          /* bit (1 << channel) each: what is offered on this plan */
  HenjiSupportHours phone; /* all 0 when the policy does not say */
  gboolean phone_sure;     /* the seller set it, or it is verified */
} HenjiSupportOffer;

gboolean henji_desk_support_offer (HenjiDesk *self,
                                   const char *marketplace,
                                   HenjiSupportOffer *offer,
                                   GError **error);
gboolean henji_desk_set_selling_plan (HenjiDesk *self,
                                      const char *marketplace,
                                      HenjiSellingPlan plan,
                                      GError **error);

/* ---- A case -----------------------------------------------------------------------------------
 */

/** HenjiSupportWish: what the seller says of a case; each text nullable. */
typedef struct
{
  gint64 about;           /* row of the buyer's case, 0 for none */
  const char *support_id; /* as typed */
  HenjiSupportTeam team;
  HenjiSupportChannel channel;
  const char *path;
  const char *category;
  const char *marketplace; /* %NULL: the buyer's case's, else Japan's */
  const char *orders;      /* numbers, separated by anything; the buyer's case's are added */
  const char *problem_ja;
  const char *problem_en;
} HenjiSupportWish;

/* @case_row: (out) (optional): the new case. Undo takes it away while nothing has come in on it. */
gint64 henji_desk_support_open (HenjiDesk *self,
                                const HenjiSupportWish *wish,
                                gint64 *case_row,
                                GError **error);
/* Sets all that the wish says, `about` included; order numbers are only ever added. */
gint64 henji_desk_support_change (HenjiDesk *self,
                                  gint64 case_row,
                                  const HenjiSupportWish *wish,
                                  GError **error);
/* @status: its id or as the marketplace words it; the court follows. */
gint64 henji_desk_support_set_status (HenjiDesk *self,
                                      gint64 case_row,
                                      const char *status,
                                      GError **error);
/* What was said: @with, @promised and @at may be missing (%NULL, 0). No card number is kept. */
gint64 henji_desk_support_log_phone (HenjiDesk *self,
                                     gint64 case_row,
                                     gint64 at,
                                     const char *with,
                                     const char *said,
                                     const char *promised,
                                     GError **error);
gint64
henji_desk_support_log_chat (HenjiDesk *self, gint64 case_row, const char *text, GError **error);
/* (transfer full) (nullable): of a logged call: with whom, and what was promised. */
char *henji_desk_support_call_with (const HenjiEvent *event);
char *henji_desk_support_call_promised (const HenjiEvent *event);
/* A step of the guided path was done, or was not after all. */
gboolean henji_desk_support_set_step (
    HenjiDesk *self, gint64 case_row, const char *step, gboolean done, GError **error);
/* The case with this Case ID; 0 with an error when there is none. */
gint64 henji_desk_support_find (HenjiDesk *self, const char *support_id, GError **error);

/* (transfer full): what to have at hand when asking, as lines in @language. No disk. */
char *henji_desk_support_sheet (HenjiDesk *self,
                                const HenjiCaseDetail *detail,
                                const HenjiShop *shop,
                                HenjiLanguage language);

G_END_DECLS
