/* henji-token-bucket.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-token-bucket.h"

/* Whatever a service asks for, and however the clock was set. */
#define LONGEST_HOLD G_TIME_SPAN_DAY

/* When the bucket is full again: never later than an empty one would be. */
static gint64
full_at (const HenjiTokenBucket *self, const HenjiUsagePlan *plan, gint64 now)
{
  return CLAMP (self->full_at, now, now + plan->every * plan->burst);
}

gint64
henji_token_bucket_wait (const HenjiTokenBucket *self, const HenjiUsagePlan *plan, gint64 now)
{
  gint64 wait;

  g_return_val_if_fail (self != NULL && plan != NULL && plan->burst > 0, 0);

  wait = full_at (self, plan, now) - now - plan->every * (plan->burst - 1);

  return MAX (MAX (wait, 0), MIN (self->held_until - now, LONGEST_HOLD));
}

void
henji_token_bucket_take (HenjiTokenBucket *self, const HenjiUsagePlan *plan, gint64 now)
{
  g_return_if_fail (self != NULL && plan != NULL && plan->burst > 0);

  self->full_at = full_at (self, plan, now) + plan->every;
}

void
henji_token_bucket_answered (HenjiTokenBucket *self)
{
  g_return_if_fail (self != NULL);

  self->held_until = 0;
  self->refusals = 0;
}

void
henji_token_bucket_refused (HenjiTokenBucket *self,
                            gint64 now,
                            gint64 retry_after,
                            gint64 first,
                            gint64 longest,
                            double chance)
{
  gint64 pause = first;

  g_return_if_fail (self != NULL && first > 0 && longest >= first);

  for (int i = 0; i < self->refusals && pause < longest; i++)
    pause *= 2;
  pause = MIN (pause, longest);
  pause = pause / 2 + (gint64) ((double) (pause / 2) * CLAMP (chance, 0, 1));
  self->refusals = MIN (self->refusals + 1, 62);
  self->held_until = now + MAX (pause, retry_after);
}
