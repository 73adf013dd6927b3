/* henji-sync-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-plan.h"

#include "henji-time.h"

#define LONGEST (6 * HENJI_HOUR)
#define MOST_DOUBLINGS 8
/* Half of the first pause after a failure of what comes more seldom than LONGEST. */
#define SELDOM (30 * HENJI_MINUTE)

#define SECOND_REMINDER 14
#define LAST_REMINDER 3

gint64
henji_sync_plan_next (const HenjiSyncPlan *self)
{
  gint64 pause;

  g_return_val_if_fail (self != NULL, 0);

  if (self->resume_at != 0)
    return self->resume_at;
  if (self->cut_off && self->failures == 1)
    return MAX (self->last_at, 1);
  if (self->minutes <= 0)
    return 0;
  if (self->last_at == 0)
    return MAX (self->first_at, 1);

  pause = self->minutes * HENJI_MINUTE;
  if (self->failures > 0)
    pause
        = MIN ((pause > LONGEST ? SELDOM : pause) << MIN (self->failures, MOST_DOUBLINGS), LONGEST);

  return self->last_at + pause;
}

const int *
henji_sync_choices (int shortest, guint *n)
{
  static const int choices[] = { 5, 15, 30, 60, 6 * 60, 12 * 60, 24 * 60, 7 * 24 * 60 };
  guint first = 0;

  g_return_val_if_fail (n != NULL, NULL);

  while (first < G_N_ELEMENTS (choices) - 1 && choices[first] < shortest)
    first++;
  *n = G_N_ELEMENTS (choices) - first;

  return choices + first;
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
