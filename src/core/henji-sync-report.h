/* henji-sync-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiSyncReport, henji_sync_report)

/** HenjiSyncReport: a kind of report that the marketplace's service makes. Times in µs. */
struct _HenjiSyncReport
{
  char *id;     /* "returns" */
  char *stream; /* of its cursor and of its lines in the log: "returns" */
  char *type;   /* as the service calls it */
  char *reader; /* what reads its file: "table" */
  char *title_ja;
  char *title_en;
  gint64 span;       /* that one report covers at most; 0: it tells of the present */
  gboolean open_end; /* only the beginning of the span is asked for */
  gint64 overlap;    /* before what is known, asked for once more */
  gint64 interval;   /* the shortest between two reports */
  gint64 making;     /* what is not made by then never will be */
  gint64 life;       /* that the service keeps it */
  gint64 every;      /* between two by themselves, unless the seller chooses; 0: not by itself */
  char *source;
  char *checked; /* ISO date */
};

/**
 * henji_sync_report_wait:
 * @known: what happened until then is in the record; 0: nothing yet
 *
 * Returns: µs from @now until another one may be made; 0: now. A clock that was set back makes
 *   nobody wait.
 */
gint64 henji_sync_report_wait (const HenjiSyncReport *self, gint64 known, gint64 now);

/**
 * henji_sync_report_span:
 * @since: what happened before is not wanted
 * @from: (out): the span to ask for; 0 where the kind has none
 * @until: (out): likewise; @now where the kind has none
 */
void henji_sync_report_span (const HenjiSyncReport *self,
                             gint64 known,
                             gint64 since,
                             gint64 now,
                             gint64 *from,
                             gint64 *until);

G_END_DECLS
