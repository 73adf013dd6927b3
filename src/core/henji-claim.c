/* henji-claim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-claim.h"

#include <glib/gi18n-lib.h>

#define BIT(stage) (1u << HENJI_CLAIM_##stage)
#define DECISIONS (BIT (CLOSED) | BIT (GRANTED) | BIT (DENIED) | BIT (WITHDRAWN) | BIT (ACCEPTED))

static const struct
{
  const char *id;
  const char *title;
  const char *rule;
  HenjiCourt court;
  HenjiClaimCount count;
  guint next; /* bits of the stages that may follow */
} stages[HENJI_N_CLAIM_STAGES] = {
  [HENJI_CLAIM_NONE]
  = { "none", N_ ("No claim"), NULL, HENJI_COURT_CLOSED, HENJI_CLAIM_COUNTS_NOT, BIT (OPENED) },
  [HENJI_CLAIM_OPENED] = { "opened", N_ ("Claim opened"), "claim-answer", HENJI_COURT_OURS,
                           HENJI_CLAIM_COUNTS, BIT (ANSWERED) | BIT (INFORMATION) | DECISIONS },
  [HENJI_CLAIM_ANSWERED] = { "answered", N_ ("Claim answered"), NULL, HENJI_COURT_THEIRS,
                             HENJI_CLAIM_COUNTS, BIT (INFORMATION) | DECISIONS },
  [HENJI_CLAIM_INFORMATION] = { "information", N_ ("More information asked"), "claim-information",
                                HENJI_COURT_OURS, HENJI_CLAIM_COUNTS, BIT (ANSWERED) | DECISIONS },
  [HENJI_CLAIM_CLOSED] = { "closed", N_ ("Claim closed, outcome unknown"), NULL, HENJI_COURT_OURS,
                           HENJI_CLAIM_COUNTS_UNKNOWN, DECISIONS & ~BIT (CLOSED) },
  [HENJI_CLAIM_GRANTED] = { "granted", N_ ("Claim granted to the buyer"), "appeal",
                            HENJI_COURT_OURS, HENJI_CLAIM_COUNTS, BIT (APPEALED) },
  [HENJI_CLAIM_DENIED]
  = { "denied", N_ ("Claim denied"), NULL, HENJI_COURT_CLOSED, HENJI_CLAIM_COUNTS_NOT, 0 },
  [HENJI_CLAIM_WITHDRAWN] = { "withdrawn", N_ ("Claim withdrawn by the buyer"), NULL,
                              HENJI_COURT_CLOSED, HENJI_CLAIM_COUNTS_UNKNOWN, 0 },
  [HENJI_CLAIM_ACCEPTED]
  = { "accepted", N_ ("Refunded in full"), NULL, HENJI_COURT_CLOSED, HENJI_CLAIM_COUNTS, 0 },
  [HENJI_CLAIM_APPEALED]
  = { "appealed", N_ ("Appeal made"), NULL, HENJI_COURT_THEIRS, HENJI_CLAIM_COUNTS,
      BIT (APPEAL_QUESTION) | BIT (APPEAL_GRANTED) | BIT (APPEAL_DENIED) },
  [HENJI_CLAIM_APPEAL_QUESTION]
  = { "appeal-question", N_ ("Question about the appeal"), "appeal-answer", HENJI_COURT_OURS,
      HENJI_CLAIM_COUNTS, BIT (APPEALED) | BIT (APPEAL_GRANTED) | BIT (APPEAL_DENIED) },
  [HENJI_CLAIM_APPEAL_GRANTED] = { "appeal-granted", N_ ("Appeal granted"), NULL,
                                   HENJI_COURT_CLOSED, HENJI_CLAIM_COUNTS_NOT, 0 },
  [HENJI_CLAIM_APPEAL_DENIED]
  = { "appeal-denied", N_ ("Appeal denied"), NULL, HENJI_COURT_CLOSED, HENJI_CLAIM_COUNTS, 0 },
};

const char *
henji_claim_stage_id (HenjiClaimStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_CLAIM_STAGES, "none");

  return stages[stage].id;
}

gboolean
henji_claim_stage_from_id (const char *id, HenjiClaimStage *stage)
{
  for (int i = 0; id != NULL && i < HENJI_N_CLAIM_STAGES; i++)
    if (g_str_equal (stages[i].id, id))
      {
        *stage = i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_claim_stage_title (HenjiClaimStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_CLAIM_STAGES, "");

  return _ (stages[stage].title);
}

gboolean
henji_claim_stage_may_follow (HenjiClaimStage from, HenjiClaimStage to)
{
  g_return_val_if_fail ((guint) from < HENJI_N_CLAIM_STAGES, FALSE);
  g_return_val_if_fail ((guint) to < HENJI_N_CLAIM_STAGES, FALSE);

  return (stages[from].next & (1u << to)) != 0;
}

const char *
henji_claim_stage_rule (HenjiClaimStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_CLAIM_STAGES, NULL);

  return stages[stage].rule;
}

gboolean
henji_claim_is_rule (const char *rule)
{
  for (int i = 0; rule != NULL && i < HENJI_N_CLAIM_STAGES; i++)
    if (g_strcmp0 (stages[i].rule, rule) == 0)
      return TRUE;

  return FALSE;
}

HenjiCourt
henji_claim_stage_court (HenjiClaimStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_CLAIM_STAGES, HENJI_COURT_OURS);

  return stages[stage].court;
}

gboolean
henji_claim_stage_is_open (HenjiClaimStage stage)
{
  return stage == HENJI_CLAIM_OPENED || stage == HENJI_CLAIM_ANSWERED
         || stage == HENJI_CLAIM_INFORMATION || stage == HENJI_CLAIM_APPEALED
         || stage == HENJI_CLAIM_APPEAL_QUESTION;
}

HenjiClaimCount
henji_claim_stage_count (HenjiClaimStage stage)
{
  g_return_val_if_fail ((guint) stage < HENJI_N_CLAIM_STAGES, HENJI_CLAIM_COUNTS);

  return stages[stage].count;
}

static void
claim_clear (HenjiClaim *self)
{
  g_free (self->uuid);
  g_free (self->order_id);
}

HENJI_DEFINE_VALUE (HenjiClaim, henji_claim, claim_clear)

/* ---- What was said makes the claim ------------------------------------------------------------
 */

static gboolean
is_of_appeal (HenjiClaimStage stage)
{
  return stage >= HENJI_CLAIM_APPEALED;
}

/* The stage that the marketplace's word leads to. A claim that was opened is not opened again by a
 * reminder; once there is an appeal, what is decided is the appeal. */
static HenjiClaimStage
follow_notice (HenjiClaimStage from, HenjiClaimStage to)
{
  gboolean appeal = is_of_appeal (from);
  gboolean open = from == HENJI_CLAIM_NONE || henji_claim_stage_is_open (from);

  switch (to)
    {
    case HENJI_CLAIM_OPENED:
      return from == HENJI_CLAIM_NONE ? to : from;
    case HENJI_CLAIM_INFORMATION:
      return !open ? from : appeal ? HENJI_CLAIM_APPEAL_QUESTION : to;
    case HENJI_CLAIM_CLOSED:
      return open && !appeal ? to : from;
    case HENJI_CLAIM_GRANTED:
      return !appeal ? to : open ? HENJI_CLAIM_APPEAL_DENIED : from;
    case HENJI_CLAIM_DENIED:
      return !appeal ? to : open ? HENJI_CLAIM_APPEAL_GRANTED : from;
    case HENJI_CLAIM_WITHDRAWN:
    case HENJI_CLAIM_ACCEPTED:
      return appeal ? from : to;
    case HENJI_CLAIM_APPEALED:
      return from == HENJI_CLAIM_APPEAL_GRANTED || from == HENJI_CLAIM_APPEAL_DENIED ? from : to;
    case HENJI_CLAIM_NONE:
      return from;
    case HENJI_CLAIM_ANSWERED:
    case HENJI_CLAIM_APPEAL_QUESTION:
    case HENJI_CLAIM_APPEAL_GRANTED:
    case HENJI_CLAIM_APPEAL_DENIED:
    case HENJI_N_CLAIM_STAGES:
    default:
      return to;
    }
}

/* A refund ends the investigation when it is all that the buyer wants, or all that was paid. */
static gboolean
is_full (HenjiMoney refund, HenjiMoney claimed, HenjiMoney full)
{
  HenjiMoney wanted = henji_money_is_set (claimed) ? claimed : full;

  return henji_money_is_set (refund) && henji_money_is_set (wanted)
         && g_str_equal (refund.currency, wanted.currency) && refund.minor >= wanted.minor;
}

/* By time; at one moment the marketplace first, then the earlier stage. */
static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const HenjiClaimStep *x = a, *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  if (x->by_hand != y->by_hand)
    return x->by_hand ? 1 : -1;

  return (int) x->stage - (int) y->stage;
}

static HenjiClaimStage
follow (const HenjiClaim *self, const HenjiClaimStep *step, HenjiMoney full)
{
  if (step->refund)
    return henji_claim_stage_is_open (self->stage) && !is_of_appeal (self->stage)
                   && is_full (step->amount, self->amount, full)
               ? HENJI_CLAIM_ACCEPTED
               : self->stage;
  if (!step->by_hand)
    return follow_notice (self->stage, step->stage);

  return henji_claim_stage_may_follow (self->stage, step->stage) ? step->stage : self->stage;
}

static void
add_stand (GArray *stands, const HenjiClaim *self)
{
  HenjiClaimStand stand = { self->stage, self->stage_at, 0, self->days, self->until };

  if (stands->len > 0)
    g_array_index (stands, HenjiClaimStand, stands->len - 1).left = self->stage_at;
  g_array_append_val (stands, stand);
}

HenjiClaim *
henji_claim_replay (GArray *steps, HenjiMoney full, GArray *stands)
{
  g_autoptr (HenjiClaim) self = henji_claim_new ();

  g_return_val_if_fail (steps != NULL, NULL);

  g_array_sort (steps, compare_steps);
  for (guint i = 0; i < steps->len; i++)
    {
      const HenjiClaimStep *step = &g_array_index (steps, HenjiClaimStep, i);
      HenjiClaimStage stage = follow (self, step, full);

      if (!step->refund && henji_money_is_set (step->amount)
          && (step->by_hand || !henji_money_is_set (self->amount)))
        self->amount = step->amount;
      if (stage == self->stage)
        continue;
      if (self->stage == HENJI_CLAIM_NONE)
        self->opened_at = step->at;
      self->stage = stage;
      self->stage_at = step->at;
      self->days = step->days;
      self->until = step->until;
      if (stands != NULL)
        add_stand (stands, self);
      self->decided_at = henji_claim_stage_is_open (stage) ? 0 : step->at;
    }

  return self->stage != HENJI_CLAIM_NONE ? g_steal_pointer (&self) : NULL;
}
