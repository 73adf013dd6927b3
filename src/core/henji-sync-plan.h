/* henji-sync-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiSyncPlan: what decides when the marketplace is asked again. */
typedef struct
{
  int minutes;      /* between two syncs, as the seller likes; 0: not by itself */
  gint64 last_at;   /* when the last one ended; 0: there was none */
  int failures;     /* how many failed in a row */
  gint64 resume_at; /* when one that paused may go on; 0: none did */
} HenjiSyncPlan;

/**
 * henji_sync_plan_next:
 *
 * One that paused goes on when it may. After failures the pause doubles each time, up to six hours:
 * our own choice, no rule of the service.
 *
 * Returns: an instant, which may have passed; 0: never
 */
gint64 henji_sync_plan_next (const HenjiSyncPlan *self);

/**
 * henji_secret_reminder:
 * @days_left: until the client secret ends; %G_MAXINT unknown
 * @warn: from how many days on the first reminder comes
 *
 * Returns: which reminder is due: @warn, 14 or 3 days before the end, 0 once it is over; -1: none
 */
int henji_secret_reminder (int days_left, int warn);

G_END_DECLS
