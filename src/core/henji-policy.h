/* henji-policy.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-rule.h"

G_BEGIN_DECLS

/** HenjiPolicy: the dated figures of one marketplace, from `data/policies/`. Read-only. */
typedef struct _HenjiPolicy HenjiPolicy;

HenjiPolicy *henji_policy_parse (const char *text, gsize length, const char *name, GError **error);
HenjiPolicy *henji_policy_ref (HenjiPolicy *self);
void henji_policy_unref (HenjiPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPolicy, henji_policy_unref)

const char *henji_policy_id (const HenjiPolicy *self);          /* "amazon-jp" */
const char *henji_policy_marketplace (const HenjiPolicy *self); /* "amazon.co.jp" */
const char *henji_policy_currency (const HenjiPolicy *self);
GTimeZone *henji_policy_zone (const HenjiPolicy *self); /* (transfer none) */
/* (transfer full) (nullable): the address of the order's page for the seller; %NULL when the policy
 * knows none or @order_id (nullable) is no order number. */
char *henji_policy_order_page (const HenjiPolicy *self, const char *order_id);
/* (transfer none) (nullable): the rule in force on @at. */
const HenjiRule *henji_policy_rule (const HenjiPolicy *self, const char *id, gint64 at);
/* (transfer none) (nullable): the rule that would be in force on @at had the seller set nothing. */
const HenjiRule *henji_policy_built_in_rule (const HenjiPolicy *self, const char *id, gint64 at);
/* All of them in the order of the file, with every value a changed rule has had; the seller's own
 * values of a rule follow its built-in ones. */
guint henji_policy_n_rules (const HenjiPolicy *self);
const HenjiRule *henji_policy_nth_rule (const HenjiPolicy *self, guint i);
/* (transfer full) (element-type HenjiRule): of each rule what is in force on @at, in the same
 * order. */
GPtrArray *henji_policy_in_force (const HenjiPolicy *self, gint64 at);
/* (transfer full) (element-type HenjiRule): those of them that were last checked more than twelve
 * months before @at; the shop's habits do not grow old. */
GPtrArray *henji_policy_old_rules (const HenjiPolicy *self, gint64 at);
/* (transfer full) (element-type HenjiRule): the seller's own values of a rule, the earliest first.
 */
GPtrArray *henji_policy_own_values (const HenjiPolicy *self, const char *id);

/**
 * henji_policy_with_own:
 * @own: (element-type HenjiRule): dated, with `own` set
 *
 * From its day on an own value goes before every built-in one, also before one that is dated later.
 * A value is left aside when the policy has no such rule or counts it in another kind of unit.
 *
 * Returns: (transfer full): @self with them
 */
HenjiPolicy *henji_policy_with_own (HenjiPolicy *self, const GPtrArray *own);

/* The instant a duty that began at @since ends by @rule, or 0 when the rule is no span of time. */
gint64 henji_policy_deadline (const HenjiPolicy *self, const HenjiRule *rule, gint64 since);

G_END_DECLS
