/* henji-desk-policies.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* The figures of the marketplaces, and what the seller has set instead. A change counts at once:
 * henji_desk_policy() hands out the new policy and HenjiDesk::policies-changed is emitted. A clock
 * keeps the end it was started with, and what began before an own value's day keeps the figure of
 * its own day. */

/* Do its figures come from the seller's own file, `facts/policies/ID.ini` in the data folder? */
gboolean henji_desk_policy_is_own_file (HenjiDesk *self, const char *policy);

/**
 * henji_desk_set_rule:
 * @policy: "amazon-jp"
 * @rule: id, value and unit; the day from which it counts and the day on which it was checked, or
 * %NULL for today where the marketplace is; perhaps a note
 *
 * Goes before the built-in figure from its day on; an own value of the same day gives way. Refuses
 * what is no value of the unit, a unit that the rule cannot have and what is no date.
 */
gboolean
henji_desk_set_rule (HenjiDesk *self, const char *policy, const HenjiRule *rule, GError **error);

/* Replaces all own values of a rule (element-type HenjiRule) by such as henji_policy_own_values()
 * has given: none makes the built-in figure count again, those of before take a change back. */
gboolean henji_desk_set_own_values (
    HenjiDesk *self, const char *policy, const char *rule, const GPtrArray *values, GError **error);

/* How many figures of all marketplaces were last checked more than twelve months ago; 0 in a month
 * in which this was put away. -1 on error. */
int henji_desk_old_figures (HenjiDesk *self, GError **error);
/* Says no more of it this month. */
gboolean henji_desk_put_away_old_figures (HenjiDesk *self, GError **error);

G_END_DECLS
