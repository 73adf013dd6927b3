/* henji-token-bucket.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiUsagePlan: how often a service may be called. */
typedef struct
{
  gint64 every; /* µs in which one more call is earned */
  int burst;    /* calls that may be saved up */
} HenjiUsagePlan;

/**
 * HenjiTokenBucket:
 * @full_at: when all calls are saved up again; 0 or the past: they are
 * @held_until: no call before this, as the service refused one
 * @refusals: how many it refused in a row
 *
 * How much of a plan is used, in instants: as it is kept in the record it goes on after a restart.
 * All zeros is a fresh one.
 */
typedef struct
{
  gint64 full_at;
  gint64 held_until;
  int refusals;
} HenjiTokenBucket;

/* µs from @now until a call may be made; 0: now. A clock that was set back makes no one wait longer
 * than an empty bucket would. */
gint64
henji_token_bucket_wait (const HenjiTokenBucket *self, const HenjiUsagePlan *plan, gint64 now);
/* A call is made. */
void henji_token_bucket_take (HenjiTokenBucket *self, const HenjiUsagePlan *plan, gint64 now);
/* The service answered: what it refused before is forgotten. */
void henji_token_bucket_answered (HenjiTokenBucket *self);

/**
 * henji_token_bucket_refused:
 * @retry_after: µs that the service asks us to wait; 0: it does not say
 * @first: the pause after the first refusal in µs; each further one doubles it
 * @longest: no pause of our own is longer
 * @chance: 0 to 1: pauses are between half and the whole, so that not all come back at once
 *
 * The service refused a call (429, 503).
 */
void henji_token_bucket_refused (HenjiTokenBucket *self,
                                 gint64 now,
                                 gint64 retry_after,
                                 gint64 first,
                                 gint64 longest,
                                 double chance);

G_END_DECLS
