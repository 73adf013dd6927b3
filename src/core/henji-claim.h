/* henji-claim.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A-to-z claims: where one stands, what may come next, and what the reports of the marketplace and
 * the seller's own entries make of it, in whatever order they came in.
 */
#pragma once

#include "henji-case.h"
#include "henji-money.h"

G_BEGIN_DECLS

/** HenjiClaimStage: stored by its id. */
typedef enum
{
  HENJI_CLAIM_NONE = 0, /* there is no claim */
  HENJI_CLAIM_OPENED,
  HENJI_CLAIM_ANSWERED,
  HENJI_CLAIM_INFORMATION, /* the marketplace asks for more */
  HENJI_CLAIM_CLOSED,      /* over, and the notice does not say how */
  HENJI_CLAIM_GRANTED,     /* the buyer wins */
  HENJI_CLAIM_DENIED,
  HENJI_CLAIM_WITHDRAWN,
  HENJI_CLAIM_ACCEPTED, /* we refunded in full */
  HENJI_CLAIM_APPEALED,
  HENJI_CLAIM_APPEAL_QUESTION,
  HENJI_CLAIM_APPEAL_GRANTED, /* we win after all */
  HENJI_CLAIM_APPEAL_DENIED,
  HENJI_N_CLAIM_STAGES
} HenjiClaimStage;

/* Ids are stored and are henjictl's words; titles are for people, translated. */
const char *henji_claim_stage_id (HenjiClaimStage stage);
gboolean henji_claim_stage_from_id (const char *id, HenjiClaimStage *stage);
const char *henji_claim_stage_title (HenjiClaimStage stage);
/* May the seller say that a claim at @from now stands at @to? */
gboolean henji_claim_stage_may_follow (HenjiClaimStage from, HenjiClaimStage to);
/* (nullable): the policy's rule for the time we have at this stage. */
const char *henji_claim_stage_rule (HenjiClaimStage stage);
/* Is it such a rule? */
gboolean henji_claim_is_rule (const char *rule);
/* Whose turn it is: ours, theirs (the marketplace decides), or closed: it is decided. */
HenjiCourt henji_claim_stage_court (HenjiClaimStage stage);
/* A claim that is being looked into, or an appeal. */
gboolean henji_claim_stage_is_open (HenjiClaimStage stage);

/** HenjiClaimCount: does it count in the order defect rate? */
typedef enum
{
  HENJI_CLAIM_COUNTS,
  HENJI_CLAIM_COUNTS_NOT,
  HENJI_CLAIM_COUNTS_UNKNOWN, /* no page of the marketplace that we know says so */
} HenjiClaimCount;

/**
 * henji_claim_stage_count:
 *
 * Claims that were not denied count, one that a full refund ended included.
 * https://sellercentral.amazon.sa/gp/help/external/help.html?itemID=200285170 and
 * https://sellercentral.amazon.com/gp/help/external/help.html?itemID=202041210
 */
HenjiClaimCount henji_claim_stage_count (HenjiClaimStage stage);

HENJI_DECLARE_VALUE (HenjiClaim, henji_claim)

struct _HenjiClaim
{
  gint64 row;
  char *uuid;
  gint64 case_row;
  char *order_id; /* nullable */
  HenjiClaimStage stage;
  gint64 stage_at;   /* since when it stands there */
  int days;          /* calendar days that the notice gave for an answer, 0: it did not say */
  gint64 until;      /* the day or hour that it named, 0: none; not stored */
  HenjiMoney amount; /* what the buyer wants */
  gint64 opened_at;
  gint64 decided_at; /* 0 while it is open */
};

/** HenjiClaimStep: one thing that was said of a claim. */
typedef struct
{
  gint64 at;
  HenjiClaimStage stage;
  gboolean by_hand;  /* the seller says so; else the marketplace */
  gboolean refund;   /* a refund was made; @amount of it */
  HenjiMoney amount; /* not set when it was not said */
  int days;
  gint64 until; /* 0: no day was named */
} HenjiClaimStep;

/** HenjiClaimStand: one of the stages a claim went through. */
typedef struct
{
  HenjiClaimStage stage;
  gint64 at;
  gint64 left; /* 0: it stands there now */
  int days;
  gint64 until;
} HenjiClaimStand;

/**
 * henji_claim_replay:
 * @steps: (element-type HenjiClaimStep): of one claim, in any order; left sorted by time
 * @full: what the order cost, for a refund that is to be told from a partial one
 * @stands: (nullable) (element-type HenjiClaimStand): the stages it went through are appended here
 *
 * What the marketplace says is so; what the seller says counts where it may follow. The same steps
 * in any order make the same claim.
 *
 * Returns: (transfer full) (nullable): without row, case and order; %NULL when there is no claim
 */
HenjiClaim *henji_claim_replay (GArray *steps, HenjiMoney full, GArray *stands);

G_END_DECLS
