/* henji-desk-schedule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-sync.h"
#include "henji-sync-plan.h"
#include "henji-sync-report.h"

G_BEGIN_DECLS

/* What is read from the service, how often by itself, and when it was read last. */

#define HENJI_STREAM_ORDERS "orders"

HENJI_DECLARE_VALUE (HenjiSchedule, henji_schedule)

struct _HenjiSchedule
{
  char *stream;            /* of its lines in the log */
  HenjiSyncReport *report; /* (nullable): its kind; %NULL: the orders themselves */
  int shortest;            /* minutes that must lie between two */
  HenjiSyncRun *last;      /* (nullable): the newest line of the log */
  HenjiSyncPlan plan;      /* its minutes are what the seller has chosen, or what is usual */
};

/* (transfer full) (nullable) (element-type HenjiSchedule): the orders, then the reports in the
 * order of their file. */
GPtrArray *henji_desk_schedules (HenjiDesk *self, GError **error);

/**
 * henji_desk_set_schedule:
 * @minutes: 0: not by itself; one that had paused does not go on either
 *
 * Refuses what is shorter than the service allows.
 */
gboolean henji_desk_set_schedule (HenjiDesk *self, const char *stream, int minutes, GError **error);
/* One that paused, or was cut off, does not go on. */
gboolean henji_desk_call_off (HenjiDesk *self, const char *stream, GError **error);

/* Reads it: henji_desk_sync_orders(), or henji_desk_sync_report() of its kind. */
HenjiSyncRun *henji_desk_sync_stream (HenjiDesk *self,
                                      const char *stream,
                                      gint64 patience,
                                      const HenjiImportSink *sink,
                                      GCancellable *cancellable,
                                      GError **error);

/* Whether orders that a case names and nobody has told of are asked for by themselves: they are,
 * unless the seller does not want it. */
gboolean henji_desk_asks_missing (HenjiDesk *self);
gboolean henji_desk_set_asks_missing (HenjiDesk *self, gboolean asks, GError **error);

G_END_DECLS
