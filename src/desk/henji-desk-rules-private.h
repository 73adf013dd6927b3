/* henji-desk-rules-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk-rules.h"

G_BEGIN_DECLS

/* Runs the rules that have not run yet on the messages of a case: something came in. */
gboolean _henji_desk_run_rules (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error);
/* Takes back what HENJI_EVENT_RULE_RAN, _TAGGED or _UNTAGGED did. */
gboolean _henji_desk_take_back_rule (HenjiDb *db, const HenjiEvent *event, GError **error);
/* Takes one event back, inside a transaction. Returns the row of the event that does so, or 0. */
gint64 _henji_desk_undo_in (HenjiDesk *desk, HenjiDb *db, gint64 event_row, GError **error);

G_END_DECLS
