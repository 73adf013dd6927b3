/* henji-user-rule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message.h"
#include "henji-open-days.h"
#include "henji-order.h"

G_BEGIN_DECLS

/* Longest tag, in characters: it stands in a row of the list. */
#define HENJI_TAG_MAX 24

typedef enum
{
  HENJI_REMIND_OPEN_DAYS, /* of the shop */
  HENJI_REMIND_HOURS,
} HenjiRemindUnit;

HENJI_DECLARE_VALUE (HenjiUserRule, henji_user_rule)

/** HenjiUserRule: one of the seller's own rules: if all its terms hold of a buyer's message, it
 * does its acts to the case. A rule without terms holds of every message. */
struct _HenjiUserRule
{
  gint64 row; /* 0 before it is stored */
  char *uuid;
  int position; /* in which rules are tried, from 0 */
  gboolean enabled;
  char *name;
  gint64 after_message; /* row of a message: only later ones are looked at by themselves */

  /* Terms */
  int kind;          /* HenjiKind, among the message's kinds, or -1 */
  int language;      /* HenjiLanguage of the message, or -1 */
  char *marketplace; /* domain, nullable */
  char *sku;         /* "MUG-1", or "MUG-*" for all that begin so; nullable */
  char **words;      /* (nullable): any of them stands in the subject or the buyer's own words */
  HenjiMoney above;  /* the order's total is more; not set: any */
  HenjiMoney below;  /* the order's total is less; not set: any */

  /* Acts */
  char **tags;     /* nullable */
  char *situation; /* id of the situation to propose, nullable */
  int remind;      /* after so many units from the message's arrival, 0: not */
  HenjiRemindUnit remind_unit;
};

/* An empty rule that holds of everything, and does nothing. */
HenjiUserRule *henji_user_rule_new_empty (const char *name);
/* (transfer full): */
HenjiUserRule *henji_user_rule_copy (const HenjiUserRule *self);

/**
 * henji_user_rule_set_terms:
 * @text: a line each: "kind=damaged", "language=ja", "marketplace=amazon.co.jp", "sku=MUG-*",
 *   "words=battery, 電池", "above=5000 JPY", "below=24.50 USD"
 *
 * %FALSE with a sentence for a line that says nothing known; @self is then half filled.
 */
gboolean henji_user_rule_set_terms (HenjiUserRule *self, const char *text, GError **error);
/* @text: "tag=fragile" (several lines, or with commas), "situation=damaged", "remind=3o" (open
 * days) or "remind=5h" */
gboolean henji_user_rule_set_acts (HenjiUserRule *self, const char *text, GError **error);
/* (transfer full): what the two read. */
char *henji_user_rule_terms (const HenjiUserRule *self);
char *henji_user_rule_acts (const HenjiUserRule *self);
/* Does it say what to do, and has it a name? %FALSE with a sentence. */
gboolean henji_user_rule_check (const HenjiUserRule *self, GError **error);

/* (transfer full): for people, translated: "Damaged · SKU MUG-*", "every message". @reader: the
 * language of the desk, for amounts. */
char *henji_user_rule_terms_words (const HenjiUserRule *self, HenjiLanguage reader);
/* @situation: (nullable): the title of the situation it proposes */
char *henji_user_rule_acts_words (const HenjiUserRule *self, const char *situation);

/* (transfer full) (nullable): a tag as it is kept: one line, blanks squeezed, at most
 * %HENJI_TAG_MAX characters; %NULL when nothing is left. */
char *henji_tag_clean (const char *text);

/** HenjiRuleSubject: what rules are tried on. */
typedef struct
{
  const HenjiMessage *message;
  const char *marketplace; /* nullable */
  const GPtrArray *orders; /* (element-type HenjiOrder): the known orders of the case */
} HenjiRuleSubject;

gboolean henji_user_rule_matches (const HenjiUserRule *self, const HenjiRuleSubject *subject);
/* When it reminds of a message of @at; 0 when it does not. @days: (nullable): the shop's. */
gint64 henji_user_rule_remind_at (const HenjiUserRule *self,
                                  gint64 at,
                                  const HenjiOpenDays *days,
                                  GTimeZone *zone);

G_END_DECLS
