/* henji-desk-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-user-rule.h"

G_BEGIN_DECLS

/* The seller's own rules. They run on each new message of a buyer when it comes in, in order, all
 * that hold; and again when the order comes that a message speaks of. A rule never runs twice on
 * one message, so the same files in any order do the same. */

/* (transfer full) (element-type HenjiUserRule): in the order in which they are tried. */
GPtrArray *henji_desk_rules (HenjiDesk *self, GError **error);
/* Stores a rule (`row` 0: a new one, at the end) that will look at messages from now on. @row:
 * (out) (optional). */
gboolean
henji_desk_save_rule (HenjiDesk *self, const HenjiUserRule *rule, gint64 *row, GError **error);
/* A rule that was removed is back as it was. */
gboolean henji_desk_restore_rule (HenjiDesk *self, const HenjiUserRule *rule, GError **error);
gboolean henji_desk_remove_rule (HenjiDesk *self, gint64 row, GError **error);
/* @position: from 0 */
gboolean henji_desk_move_rule (HenjiDesk *self, gint64 row, int position, GError **error);

HENJI_DECLARE_VALUE (HenjiRuleHit, henji_rule_hit)

/** HenjiRuleHit: what a rule would do to one case. */
struct _HenjiRuleHit
{
  HenjiCase *case_;
  int n_messages;   /* of the buyer in it that the rule holds of, and has not run on */
  char **tags;      /* (nullable): that the case does not have yet */
  char *situation;  /* nullable */
  gint64 remind_at; /* 0: no reminder, or its time is past */
};

/**
 * henji_desk_try_rule:
 * @rule: need not be stored
 * @n_cases: (out) (optional): how many cases were looked at
 *
 * What the rule would do to the cases there are, had it been there from the beginning. Writes
 * nothing.
 *
 * Returns: (transfer full) (nullable) (element-type HenjiRuleHit): newest case first
 */
GPtrArray *henji_desk_try_rule (HenjiDesk *self,
                                const HenjiUserRule *rule,
                                guint *n_cases,
                                GCancellable *cancellable,
                                GError **error);
/* Does it, for a stored rule. Returns: (transfer full) (nullable) (element-type gint64): events,
 * for henji_desk_undo_all(). */
GArray *henji_desk_apply_rule (HenjiDesk *self, gint64 row, GError **error);
/* Takes several events back at once, the last first. */
gboolean henji_desk_undo_all (HenjiDesk *self, const GArray *events, GError **error);

/* ---- Tags ------------------------------------------------------------------------------------ */

/* (transfer full): every tag in use. */
char **henji_desk_tags (HenjiDesk *self, GError **error);
/* Each returns the row of its event, to be undone, or 0 on error. */
gint64 henji_desk_tag (HenjiDesk *self, gint64 case_row, const char *tag, GError **error);
gint64 henji_desk_untag (HenjiDesk *self, gint64 case_row, const char *tag, GError **error);

G_END_DECLS
