/* henji-return-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-return-window"

#include "config.h"

#include "henji-return-window.h"

#include <string.h>

#include "henji-clocks.h"
#include "henji-time.h"

const char *
henji_window_state_id (HenjiWindowState state)
{
  switch (state)
    {
    case HENJI_WINDOW_IN:
      return "in";
    case HENJI_WINDOW_OUT:
      return "out";
    case HENJI_WINDOW_UNKNOWN:
    default:
      return "unknown";
    }
}

void
henji_return_window (const HenjiPolicy *policy,
                     const HenjiOrder *order,
                     const char *requested,
                     HenjiReturnWindow *window)
{
  GTimeZone *zone;
  char buffer[11];
  const char *delivered;
  g_autofree char *last = NULL;
  gint64 since;

  g_return_if_fail (policy != NULL && window != NULL);

  *window = (HenjiReturnWindow){ 0 };
  zone = henji_policy_zone (policy);
  delivered = order != NULL ? henji_order_delivery_day (order, buffer, &window->announced) : NULL;
  if (delivered == NULL || !henji_date_is_valid (delivered))
    return;
  g_strlcpy (window->since, delivered, sizeof window->since);
  since = henji_date_start (delivered, zone);
  window->rule = henji_policy_rule (policy, HENJI_RETURN_WINDOW_RULE, since);
  window->until = window->rule != NULL ? henji_policy_deadline (policy, window->rule, since) : 0;
  if (window->until == 0)
    return;
  last = henji_date_of (window->until, zone);
  g_strlcpy (window->last, last, sizeof window->last);
  if (!henji_date_is_valid (requested))
    return;
  window->days_late = MAX (henji_date_days_between (last, requested), 0);
  window->state = window->days_late > 0 ? HENJI_WINDOW_OUT : HENJI_WINDOW_IN;
}

HenjiReturnPayer
henji_return_payer_by_policy (const HenjiPolicy *policy,
                              HenjiFault fault,
                              gint64 at,
                              const HenjiRule **rule)
{
  gboolean at_fault = fault == HENJI_FAULT_OURS || fault == HENJI_FAULT_CARRIER;
  const HenjiRule *found;

  g_return_val_if_fail (policy != NULL, HENJI_PAYER_BUYER);

  found = henji_policy_rule (policy, at_fault ? "return-postage-at-fault" : "prepaid-label", at);
  if (rule != NULL)
    *rule = found;

  return found != NULL && found->value > 0 ? HENJI_PAYER_SHOP : HENJI_PAYER_BUYER;
}
