/* henji-db-policy.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-rule.h"

G_BEGIN_DECLS

/* (transfer full) (element-type HenjiRule): what the seller has set instead of the figures of a
 * policy, in the order of rules and days. Values of units that are not known are left out. */
GPtrArray *henji_db_policy_values (HenjiDb *db, const char *policy, GError **error);

/* Sets all own values of a rule, each dated; none (element-type HenjiRule) is the built-in figure
 * again. */
gboolean henji_db_policy_set_values (
    HenjiDb *db, const char *policy, const char *rule, const GPtrArray *values, GError **error);

G_END_DECLS
