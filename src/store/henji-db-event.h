/* henji-db-event.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"
#include "henji-db.h"
#include "henji-draft.h"

G_BEGIN_DECLS

/* ---- Events: append only -------------------------------------------------------------------- */

/* Returns: the event's row, 0 on error. @undoes: row of the event it takes back, or 0; that one
 * then reads as undone (an undo that is itself undone counts no more). */
gint64 henji_db_event_add (HenjiDb *db,
                           gint64 case_row,
                           HenjiEventType type,
                           gint64 at,
                           const char *text,
                           const char *data,
                           gint64 undoes,
                           GError **error);
/* (transfer full): */
HenjiEvent *henji_db_event_get (HenjiDb *db, gint64 row, GError **error);
/* (transfer full) (element-type HenjiEvent): oldest first. */
GPtrArray *henji_db_case_events (HenjiDb *db, gint64 case_row, GError **error);

/* ---- Clocks --------------------------------------------------------------------------------- */

/* Starts a clock and keeps the case's due time. Returns: its row, 0 on error. */
gint64 henji_db_clock_add (HenjiDb *db, const HenjiClock *clock, GError **error);
/* Stops one clock, or starts it again with @at 0 (undo). */
gboolean henji_db_clock_set_stopped (HenjiDb *db, gint64 clock_row, gint64 at, GError **error);
/**
 * henji_db_clocks_stop:
 * @rule: (nullable): only clocks of this rule, all of the case's when %NULL
 * @stopped: (out) (optional) (transfer full) (element-type gint64): rows of those that ran
 */
gboolean henji_db_clocks_stop (
    HenjiDb *db, gint64 case_row, const char *rule, gint64 at, GArray **stopped, GError **error);
/* Takes a clock away altogether (undo of what started it). */
gboolean henji_db_clock_remove (HenjiDb *db, gint64 clock_row, GError **error);
/* (transfer full) (element-type HenjiClock): running ones first, next first. */
GPtrArray *henji_db_case_clocks (HenjiDb *db, gint64 case_row, GError **error);

/* ---- Drafts --------------------------------------------------------------------------------- */

/* (transfer full): stores a new version of the case's draft (`row`, `version` and `uuid` are not
 * looked at), keeps the last 20 and those that were answered with, sets %HENJI_CASE_DRAFT.
 * Unchanged text and choices are no new version: the newest is returned. */
HenjiDraft *henji_db_draft_save (HenjiDb *db, const HenjiDraft *draft, GError **error);
/* (transfer full) (nullable): the newest version, %NULL without an error when none. */
HenjiDraft *henji_db_draft_find (HenjiDb *db, gint64 case_row, GError **error);
/* (transfer full) (element-type HenjiDraft): newest first. */
GPtrArray *henji_db_case_drafts (HenjiDb *db, gint64 case_row, GError **error);
/* Marks the newest version as what the buyer got, or not (undo); its flag %HENJI_CASE_DRAFT
 * follows. */
gboolean
henji_db_draft_set_answered (HenjiDb *db, gint64 draft_row, gboolean answered, GError **error);

G_END_DECLS
