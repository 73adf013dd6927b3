/* henji-db-rule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-user-rule.h"

G_BEGIN_DECLS

/* ---- The seller's own rules ------------------------------------------------------------------ */

/* (transfer full) (element-type HenjiUserRule): in the order in which they are tried. */
GPtrArray *henji_db_rules (HenjiDb *db, GError **error);
/**
 * henji_db_rule_put:
 * @rule: `row` 0 makes a new one at the end; another number that is not there is made anew (undo);
 *   `position` and `after_message` are stored as they are
 *
 * Returns: its row, 0 on error
 */
gint64 henji_db_rule_put (HenjiDb *db, const HenjiUserRule *rule, gint64 now, GError **error);
gboolean henji_db_rule_remove (HenjiDb *db, gint64 row, GError **error);
gboolean henji_db_rule_set_position (HenjiDb *db, gint64 row, int position, GError **error);
/* The row of the message that came last, 0 when there is none. */
gboolean henji_db_newest_message (HenjiDb *db, gint64 *row, GError **error);

/* Has the rule held of the message before? */
gboolean
henji_db_rule_ran (HenjiDb *db, gint64 rule_row, gint64 message_row, gboolean *ran, GError **error);
/* @situation: nullable */
gboolean henji_db_rule_run_add (
    HenjiDb *db, gint64 rule_row, gint64 message_row, const char *situation, GError **error);
gboolean
henji_db_rule_run_remove (HenjiDb *db, gint64 rule_row, gint64 message_row, GError **error);
/* (transfer full) (nullable): the situation that a rule proposed for the buyer's newest message; of
 * several the first rule's. %NULL without an error when none did. */
char *henji_db_case_rule_situation (HenjiDb *db, gint64 case_row, GError **error);
/* (transfer full) (element-type gint64): cases (not merged away) with a message of the buyer. */
GArray *henji_db_rule_cases (HenjiDb *db, GError **error);

/* ---- Tags ------------------------------------------------------------------------------------ */

/* @changed: (out) (optional): it was not there before */
gboolean
henji_db_tag_add (HenjiDb *db, gint64 case_row, const char *tag, gboolean *changed, GError **error);
gboolean henji_db_tag_remove (
    HenjiDb *db, gint64 case_row, const char *tag, gboolean *changed, GError **error);
/* (transfer full) (nullable): %NULL without an error when it has none. */
char **henji_db_case_tags (HenjiDb *db, gint64 case_row, GError **error);
/* (transfer full): every tag in use, in the order of the alphabet. */
char **henji_db_tags (HenjiDb *db, GError **error);

G_END_DECLS
