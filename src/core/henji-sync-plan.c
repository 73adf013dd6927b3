/* henji-sync-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-plan.h"

#include "henji-time.h"

#define LONGEST (6 * HENJI_HOUR)
#define MOST_DOUBLINGS 8

#define SECOND_REMINDER 14
#define LAST_REMINDER 3

gint64
henji_sync_plan_next (const HenjiSyncPlan *self)
{
  gint64 pause;

  g_return_val_if_fail (self != NULL, 0);

  if (self->resume_at != 0)
    return self->resume_at;
  if (self->minutes <= 0)
    return 0;
  if (self->last_at == 0)
    return 1;

  pause = self->minutes * HENJI_MINUTE;
  if (self->failures > 0)
    pause = MAX (pause, MIN (pause << MIN (self->failures, MOST_DOUBLINGS), LONGEST));

  return self->last_at + pause;
}

int
henji_secret_reminder (int days_left, int warn)
{
  if (days_left == G_MAXINT || days_left > warn)
    return -1;
  if (days_left <= 0)
    return 0;
  if (days_left <= LAST_REMINDER)
    return LAST_REMINDER;

  return days_left <= SECOND_REMINDER ? MIN (SECOND_REMINDER, warn) : warn;
}
