/* henji-desk-clocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/* Clocks that are set and ended by hand. Each returns the row of its event, to be undone, or 0 on
 * error. */

/**
 * henji_desk_start_clock:
 * @rule: of the policy of the case's marketplace
 * @since: when the duty began
 * @until: 0: as the rule says
 * @note: (nullable): for people
 */
gint64 henji_desk_start_clock (HenjiDesk *self,
                               gint64 case_row,
                               const char *rule,
                               gint64 since,
                               gint64 until,
                               const char *note,
                               GError **error);
/* What @clock_row among the case's running clocks waits for is done. */
gint64 henji_desk_end_clock (HenjiDesk *self, gint64 case_row, gint64 clock_row, GError **error);
/* The case is our turn at @until, which must lie ahead. @note: (nullable): what to think of. */
gint64 henji_desk_remind (
    HenjiDesk *self, gint64 case_row, gint64 until, const char *note, GError **error);

/* What the passing of time does: a case that waits is our turn again once a promise of ours in it
 * is due within a day, or a reminder has come. Called after opening and every minute. */
gboolean henji_desk_tick (HenjiDesk *self, GError **error);
gboolean _henji_desk_take_turns (HenjiDb *db, gint64 now, GError **error);

G_END_DECLS
