/* henji-time-left.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"

G_BEGIN_DECLS

/** HenjiUrgency: how the time left is coloured; the words say it too. */
typedef enum
{
  HENJI_URGENCY_NONE,
  HENJI_URGENCY_SOON, /* under 6 hours */
  HENJI_URGENCY_NOW,  /* under 2 hours, or overdue */
} HenjiUrgency;

HenjiUrgency henji_time_left_urgency (const HenjiCase *case_, gint64 now);

/* (transfer full): "2 h 10 m", "Overdue 3 h", "2 days"; where no clock runs, how the case stands.
 */
char *henji_time_left_text (const HenjiCase *case_, gint64 now);

/* The next instant at which text or urgency may change, 0 for never. */
gint64 henji_time_left_next_change (const HenjiCase *case_, gint64 now);

/* (nullable): that the marketplace does not know yet what was done here. */
const char *henji_time_left_unconfirmed (const HenjiCase *case_);

G_END_DECLS
