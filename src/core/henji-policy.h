/* henji-policy.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

/** HenjiPolicy: the dated figures of one marketplace, from `data/policies/`. Read-only. */
typedef struct _HenjiPolicy HenjiPolicy;

typedef enum
{
  HENJI_UNIT_HOURS,         /* elapsed time; nights, weekends and holidays count */
  HENJI_UNIT_CALENDAR_DAYS, /* in the marketplace's zone, to the end of the last day */
  HENJI_UNIT_BUSINESS_DAYS,
  HENJI_UNIT_CHARACTERS,
  HENJI_UNIT_MEGABYTES,
  HENJI_UNIT_PERCENT,
} HenjiUnit;

const char *henji_unit_id (HenjiUnit unit); /* "calendar-days", as the files write it */

typedef struct
{
  char *id; /* "reply" */
  int value;
  HenjiUnit unit;
  char *valid_from; /* date, nullable */
  char *source;     /* address */
  char *checked;    /* date */
  gboolean verified;
  gint64 from; /* the first instant of @valid_from at the marketplace; G_MININT64 without */
} HenjiRule;

HenjiPolicy *henji_policy_parse (const char *text, gsize length, const char *name, GError **error);
HenjiPolicy *henji_policy_ref (HenjiPolicy *self);
void henji_policy_unref (HenjiPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiPolicy, henji_policy_unref)

const char *henji_policy_id (const HenjiPolicy *self);             /* "amazon-jp" */
const char *henji_policy_marketplace (const HenjiPolicy *self);    /* "amazon.co.jp" */
const char *henji_policy_marketplace_id (const HenjiPolicy *self); /* "A1VC38T7YXB528" */
const char *henji_policy_currency (const HenjiPolicy *self);
GTimeZone *henji_policy_zone (const HenjiPolicy *self); /* (transfer none) */
/* (transfer full) (nullable): the address of the order's page for the seller; %NULL when the policy
 * knows none or @order_id (nullable) is no order number. */
char *henji_policy_order_page (const HenjiPolicy *self, const char *order_id);
/* (transfer none) (nullable): the rule in force on @at. */
const HenjiRule *henji_policy_rule (const HenjiPolicy *self, const char *id, gint64 at);
/* All of them in the order of the file, with every value a changed rule has had. */
guint henji_policy_n_rules (const HenjiPolicy *self);
const HenjiRule *henji_policy_nth_rule (const HenjiPolicy *self, guint i);

/* Was a fact last checked more than twelve months before @today? Both are dates. */
gboolean henji_checked_is_old (const char *checked, const char *today);

/* The instant a duty that began at @since ends by @rule, or 0 when the rule is no span of time. */
gint64 henji_policy_deadline (const HenjiPolicy *self, const HenjiRule *rule, gint64 since);

G_END_DECLS
