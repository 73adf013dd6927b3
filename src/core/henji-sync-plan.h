/* henji-sync-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiSyncPlan: what decides when one thing is read from the marketplace again. */
typedef struct
{
  int minutes;      /* between two, as the seller likes; 0: not by itself */
  gint64 first_at;  /* the first one does not begin before; 0: it may at once */
  gint64 last_at;   /* when the last one ended, or began and was cut off; 0: there was none */
  int failures;     /* how many failed or were cut off in a row, the last one among them */
  gboolean cut_off; /* the last one was, as the program ended */
  gint64 resume_at; /* when one that paused may go on; 0: none did */
} HenjiSyncPlan;

/**
 * henji_sync_plan_next:
 *
 * One that paused goes on when it may, whoever began it; one that was cut off at once, but only the
 * first time. After failures the pause doubles each time, up to six hours; what comes more seldom
 * than that is tried again after one hour, two, and so on: our own choice, no rule of the service.
 *
 * Returns: an instant, which may have passed; 0: never
 */
gint64 henji_sync_plan_next (const HenjiSyncPlan *self);

/**
 * henji_sync_choices:
 * @shortest: minutes that must lie between two
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): minutes to choose from, in rising order, none shorter
 *   than @shortest
 */
const int *henji_sync_choices (int shortest, guint *n);

/**
 * henji_secret_reminder:
 * @days_left: until the client secret ends; %G_MAXINT unknown
 * @warn: from how many days on the first reminder comes
 *
 * Returns: which reminder is due: @warn, 14 or 3 days before the end, 0 once it is over; -1: none
 */
int henji_secret_reminder (int days_left, int warn);

G_END_DECLS
