/* henji-return-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-order.h"
#include "henji-policy.h"
#include "henji-rma.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_WINDOW_UNKNOWN = 0, /* nobody knows when it was delivered, or no rule says for how long */
  HENJI_WINDOW_IN,
  HENJI_WINDOW_OUT,
} HenjiWindowState;

const char *henji_window_state_id (HenjiWindowState state); /* "in" */

/** HenjiReturnWindow: was a return asked for in time? */
typedef struct
{
  HenjiWindowState state;
  char since[11];        /* the day of delivery, "" when not known */
  gboolean announced;    /* no delivery is known: @since is the day for which it was announced */
  char last[11];         /* the last day in the marketplace's zone, "" when not known */
  gint64 until;          /* its last instant, 0 when not known */
  int days_late;         /* days past the last one, 0 in time */
  const HenjiRule *rule; /* (nullable): of the policy, borrowed */
} HenjiReturnWindow;

/**
 * henji_return_window:
 * @order: (nullable)
 * @requested: the day on which the buyer asked, in the marketplace's zone
 *
 * The days count from the delivery, else from the day for which it was announced, to the end of the
 * last of them in the marketplace's zone; by the policy's `return-window` of the day of delivery.
 */
void henji_return_window (const HenjiPolicy *policy,
                          const HenjiOrder *order,
                          const char *requested,
                          HenjiReturnWindow *window);

/**
 * henji_return_payer_by_policy:
 * @rule: (out) (optional) (nullable) (transfer none): what says so
 *
 * Who pays the way back: the shop where the trouble lies at its door or the carrier's
 * (`return-postage-at-fault`), else as `prepaid-label` of the day says.
 */
HenjiReturnPayer henji_return_payer_by_policy (const HenjiPolicy *policy,
                                               HenjiFault fault,
                                               gint64 at,
                                               const HenjiRule **rule);

G_END_DECLS
