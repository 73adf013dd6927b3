/* henji-desk-connect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connection.h"
#include "henji-desk-schedule.h"

G_BEGIN_DECLS

/* Around the connection: making it, how it stands, its reminders, and what it brought. */

/**
 * henji_desk_connect:
 * @clock_off: (out) (optional): µs that this computer's clock is ahead of the service's, negative:
 *   behind
 *
 * Tests what was typed in: logs in and asks one small question for orders, as a sync would; where
 * it is refused, for each marketplace by itself, to tell which one. Then puts the credentials into
 * the Secret Service and notes the connection, which takes the place of the one before. When
 * anything fails nothing is kept and the one before stays. Blocks.
 */
gboolean henji_desk_connect (HenjiDesk *self,
                             const HenjiConnect *connect,
                             gint64 *clock_off,
                             GCancellable *cancellable,
                             GError **error);

HENJI_DECLARE_VALUE (HenjiConnectionStatus, henji_connection_status)

/** HenjiConnectionStatus: all that there is to show. */
struct _HenjiConnectionStatus
{
  HenjiConnection *connection; /* nullable: nothing is connected, and nothing else is known */
  char **domains;              /* "amazon.co.jp" */
  GPtrArray *schedules;        /* (element-type HenjiSchedule): what is read, the orders first */
  gboolean asks_missing;       /* orders that nobody told of are asked for by themselves */
  GPtrArray *runs;             /* (element-type HenjiSyncRun): the log, newest first */
  int secret_days_left;        /* %G_MAXINT: unknown */
  char *secret_end;            /* (nullable): ISO date */
  int reminder;                /* henji_secret_reminder(); -1 also when it was put away */
};

/**
 * henji_desk_connection_status:
 * @limit: lines of the log
 *
 * Also notes in the log that a reminder is due, once for each; the stream of the line is
 * %HENJI_STREAM_SECRET.
 *
 * Returns: (transfer full) (nullable):
 */
HenjiConnectionStatus *henji_desk_connection_status (HenjiDesk *self, guint limit, GError **error);

/* The reminder of now was read; the next one comes all the same. */
gboolean henji_desk_put_away_secret_reminder (HenjiDesk *self, GError **error);

#define HENJI_STREAM_SECRET "secret"

/* (transfer none) (nullable): of what is read, by the stream of its lines. */
const HenjiSchedule *henji_connection_status_schedule (const HenjiConnectionStatus *self,
                                                       const char *stream);

/* How many orders the service told of, and of how many nobody else did. */
gboolean
henji_desk_brought_count (HenjiDesk *self, gint64 *n_told, gint64 *n_alone, GError **error);

G_END_DECLS
