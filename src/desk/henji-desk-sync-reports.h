/* henji-desk-sync-reports.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-sync.h"
#include "henji-sync-report.h"

G_BEGIN_DECLS

/* The service's reports: it makes one in its own time, of a kind in data/spapi/reports.ini. */

/* (transfer full) (element-type HenjiSyncReport): the kinds that can be read, in the order of the
 * file. Does not touch the record. */
GPtrArray *henji_desk_report_kinds (HenjiDesk *self);

/**
 * henji_desk_sync_report:
 * @kind: id of a kind
 *
 * Asks for a report of this kind, or after the one under way, and takes what it says: several in a
 * row where one does not cover the time. A call that does not wait as long as the service takes
 * ends as paused, and the next one asks after it. One that was made less than the kind's interval
 * ago is not asked for again: that is done, with words. Otherwise like henji_desk_sync_orders();
 * also %NULL with an error for a kind that is not known.
 */
HenjiSyncRun *henji_desk_sync_report (HenjiDesk *self,
                                      const char *kind,
                                      gint64 patience,
                                      const HenjiImportSink *sink,
                                      GCancellable *cancellable,
                                      GError **error);

HENJI_DECLARE_VALUE (HenjiReportStatus, henji_report_status)

/** HenjiReportStatus: how far a kind has been read. */
struct _HenjiReportStatus
{
  HenjiSyncReport *kind;
  gint64 known_at; /* what happened until then is in the record; 0: never read */
  gint64 next_at;  /* not asked for before; 0: now */
  gint64 asked_at; /* when the one under way was asked for; 0: none is */
};

/* (transfer full) (element-type HenjiReportStatus): of all kinds, in the order of the file. */
GPtrArray *henji_desk_report_status (HenjiDesk *self, GError **error);

G_END_DECLS
