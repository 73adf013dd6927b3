/* henji-desk-connect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connection.h"
#include "henji-sync-plan.h"

G_BEGIN_DECLS

/* What the window needs around the connection: trying it, how it stands, its reminders, and what
 * it brought. */

/**
 * henji_desk_try_connection:
 * @clock_off: (out) (nullable): µs that this computer's clock is ahead of the service's, negative:
 *   behind
 *
 * Logs in and asks one small question for orders, as a sync would. Keeps nothing. Blocks.
 */
gboolean henji_desk_try_connection (HenjiDesk *self,
                                    const HenjiConnect *connect,
                                    gint64 *clock_off,
                                    GCancellable *cancellable,
                                    GError **error);

HENJI_DECLARE_VALUE (HenjiConnectionStatus, henji_connection_status)

/** HenjiConnectionStatus: all that there is to show. */
struct _HenjiConnectionStatus
{
  HenjiConnection *connection; /* nullable: nothing is connected */
  char **domains;              /* "amazon.co.jp"; empty when nothing is connected */
  int minutes;                 /* between two syncs by themselves; 0: off */
  GPtrArray *runs;             /* (element-type HenjiSyncRun): the log, newest first */
  int secret_days_left;        /* %G_MAXINT: unknown */
  char *secret_end;            /* (nullable): ISO date */
  int reminder;                /* henji_secret_reminder(); -1 also when it was put away */
};

/**
 * henji_desk_connection_status:
 * @limit: lines of the log
 *
 * Returns: (transfer full) (nullable):
 */
HenjiConnectionStatus *henji_desk_connection_status (HenjiDesk *self, guint limit, GError **error);

/* @minutes: 0: off. */
gboolean henji_desk_set_sync_minutes (HenjiDesk *self, int minutes, GError **error);
/* The reminder of now was read; the next one comes all the same. */
gboolean henji_desk_put_away_secret_reminder (HenjiDesk *self, GError **error);
/* Notes in the log that a reminder is due, once for each; the stream of the line is
 * %HENJI_STREAM_SECRET. */
gboolean henji_desk_note_secret_reminder (HenjiDesk *self, GError **error);

#define HENJI_STREAM_ORDERS "orders"
#define HENJI_STREAM_RETURNS "returns"
#define HENJI_STREAM_SECRET "secret"

/* The plan by which the next sync begins by itself, as the record has it. */
void henji_connection_status_plan (const HenjiConnectionStatus *self, HenjiSyncPlan *plan);
/* (transfer none) (nullable): the newest line about a stream. */
const HenjiSyncRun *henji_connection_status_run (const HenjiConnectionStatus *self,
                                                 const char *stream);

/* How many orders the service told of, and of how many nobody else did. */
gboolean
henji_desk_brought_count (HenjiDesk *self, gint64 *n_told, gint64 *n_alone, GError **error);

G_END_DECLS
