/* henji-clocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-order.h"
#include "henji-policy.h"
#include "henji-rma.h"

G_BEGIN_DECLS

/* Which clocks follow by themselves from what is known of a case. The same knowledge gives the same
 * clocks, in whatever order it came in. */

#define HENJI_REPLY_RULE "reply"
#define HENJI_CLAIM_ANSWER_RULE "claim-answer"
#define HENJI_RETURN_REQUEST_RULE "return-request"
#define HENJI_REFUND_RULE "refund-after-return"
#define HENJI_RETURN_WINDOW_RULE "return-window"
#define HENJI_SHIP_BY_RULE "ship-by" /* of the order, not of a policy */

typedef enum
{
  HENJI_MOMENT_ASKED,    /* the buyer wrote, or asked to cancel */
  HENJI_MOMENT_ANSWERED, /* we wrote, or said that it needs none */
  HENJI_MOMENT_CLAIM_CLOSED,
  HENJI_MOMENT_RETURN_REQUESTED,
  HENJI_MOMENT_RETURN_ARRIVED, /* somebody saw one that belongs to none of the case's returns */
  HENJI_MOMENT_REFUNDED,
  HENJI_MOMENT_RETURN_DECIDED, /* authorised or refused, its label sent */
} HenjiMomentType;

/** HenjiMoment: something that begins or ends a clock. */
typedef struct
{
  gint64 at;
  HenjiMomentType type;
  const char *order_id; /* (nullable): of any order of the case */
} HenjiMoment;

/** HenjiClockBasis: what is known of a case. */
typedef struct
{
  const HenjiPolicy *policy;  /* of the case's marketplace */
  const HenjiMoment *moments; /* by henji_moment_compare() */
  guint n_moments;
  const GPtrArray *orders;  /* (nullable) (element-type HenjiOrder) */
  const GPtrArray *returns; /* (nullable) (element-type HenjiReturn) */
  const GPtrArray *rmas; /* (nullable) (element-type HenjiRma): the case's own, joined with those */
  gint64 first_at;       /* of the first message, 0 for none */
} HenjiClockBasis;

/** HenjiClockSpan: a clock as it should be; strings are borrowed from the basis. */
typedef struct
{
  const char *rule;
  gboolean ours;
  gint64 since;
  gint64 until;
  gint64 stopped_at; /* 0 while it runs */
  const char *note;  /* (nullable): the order it belongs to, or of its returns the one */
} HenjiClockSpan;

/* By time; who asks and is answered in one instant was answered. */
int henji_moment_compare (gconstpointer a, gconstpointer b);

/**
 * henji_clocks_work_out:
 * @spans: (element-type HenjiClockSpan): gets the clocks appended
 *
 * - `reply`: from the first unanswered message of each exchange to its answer.
 * - `return-request`: from the day of a request that a report shows as pending, to our answer or
 *   decision. (Where a notice
 * came, the clock runs from the notice and is not among these.)
 * - `ship-by`: the order's own promise, while nobody has recorded that it left. Only where the case
 *   is older than that promise: who complains later of a broken cup has it.
 * - `refund-after-return`: from the day a return arrived to its refund, one for each return.
 * - `return-window`: the buyer's, from the day of delivery; where none is known from the day by
 *   which delivery was announced.
 */
void henji_clocks_work_out (const HenjiClockBasis *basis, GArray *spans);

/* Has the return request been dealt with, as far as its report tells? */
gboolean henji_return_is_settled (const HenjiReturn *self);
/* Is the clock of this return, or of its whole order? */
gboolean henji_clock_is_of_rma (const HenjiClock *clock, const HenjiRma *rma);
/* Is somebody to ship it still? Not what was cancelled, or what the marketplace ships. */
gboolean henji_order_is_to_ship (const HenjiOrder *self);

G_END_DECLS
