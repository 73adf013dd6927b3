/* henji-rule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_UNIT_HOURS,         /* elapsed time; nights, weekends and holidays count */
  HENJI_UNIT_CALENDAR_DAYS, /* in the marketplace's zone, to the end of the last day */
  HENJI_UNIT_BUSINESS_DAYS,
  HENJI_UNIT_CHARACTERS,
  HENJI_UNIT_MEGABYTES,
  HENJI_UNIT_PERCENT,
  HENJI_UNIT_DECIMAL_PERCENT, /* counted in tenths: 25 is 2.5 % */
  HENJI_UNIT_TIME_OF_DAY,     /* minutes since midnight in the marketplace's zone */
  HENJI_UNIT_YES_NO,          /* 1 or 0 */
  HENJI_N_UNITS
} HenjiUnit;

const char *henji_unit_id (HenjiUnit unit); /* "calendar-days", as the files write it */
gboolean henji_unit_from_id (const char *id, HenjiUnit *unit);
/* Hours or days: what makes a deadline. */
gboolean henji_unit_is_span (HenjiUnit unit);
/* May a value of @a be replaced by one of @b? Spans of time may take each other's place. */
gboolean henji_unit_fits (HenjiUnit a, HenjiUnit b);
/* "hours", "%", for a menu; "" where a value needs no unit. Translated. */
const char *henji_unit_name (HenjiUnit unit);
/* (transfer full): "24", "2.5", "9:00", "yes": a value alone, as the files write it. */
char *henji_unit_write (HenjiUnit unit, int value);
/* (transfer full): "24 hours", "2.5 %", "9:00", "Yes", for people. */
char *henji_unit_format (HenjiUnit unit, int value);
/* Reads what files and people write, full-width digits and the words of the user's language too;
 * an error is a sentence. */
gboolean henji_unit_parse (HenjiUnit unit, const char *text, int *value, GError **error);

/** HenjiRule: a figure of a marketplace, or of the shop itself, from one day on. */
HENJI_DECLARE_VALUE (HenjiRule, henji_rule)

struct _HenjiRule
{
  char *id; /* "reply" */
  int value;
  HenjiUnit unit;
  char *valid_from; /* date, nullable */
  char *source;     /* (nullable): address of the page that says so */
  char *checked;    /* date on which somebody last looked */
  gboolean verified;
  gboolean habit; /* the shop's own habit, which no marketplace asks for */
  gboolean own;   /* set by the seller instead of the built-in value */
  char *note;     /* (nullable): where the seller has an own value from */
};

/* Is it a careful assumption that somebody should set right? */
gboolean henji_rule_is_to_check (const HenjiRule *rule);

/* What rules are about, in the order in which they are shown. */
typedef enum
{
  HENJI_RULES_REPLIES,
  HENJI_RULES_CLAIMS,
  HENJI_RULES_RETURNS,
  HENJI_RULES_CSBA,
  HENJI_RULES_SUPPORT,
  HENJI_RULES_METRICS,
  HENJI_RULES_MESSAGES,
  HENJI_RULES_OTHER, /* those of a seller's own file that nobody has named */
  HENJI_N_RULE_SECTIONS
} HenjiRuleSection;

/* All three translated. A rule without a name of its own is called by its id. */
const char *henji_rule_title (const char *id);
/* (nullable): a line that says what it is counted from or used for. */
const char *henji_rule_meaning (const char *id);
const char *henji_rule_section_title (HenjiRuleSection section);

HenjiRuleSection henji_rule_section (const char *id);

/* Was a fact last checked more than twelve months before @today? Both are dates. */
gboolean henji_checked_is_old (const char *checked, const char *today);

G_END_DECLS
