/* henji-desk-performance.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-performance-facts.h"

G_BEGIN_DECLS

/** HenjiPerformanceTaken: what came of a report. */
typedef struct
{
  guint n_new;       /* marketplaces read for the first time on this day */
  guint n_updated;   /* read on this day before, when they said something else */
  guint n_unchanged; /* word for word the same */
  GPtrArray *faults; /* (element-type utf8): sentences of what was left out */
} HenjiPerformanceTaken;

void henji_performance_taken_clear (HenjiPerformanceTaken *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiPerformanceTaken, henji_performance_taken_clear)

/**
 * henji_desk_performance_take:
 * @report: a seller performance report (GET_V2_SELLER_PERFORMANCE_REPORT)
 * @at: when it was made, as it does not say so; 0: now
 * @taken: (out): all zero before; filled where it goes well
 *
 * Takes the marketplaces' figures in as what they say on the day of @at, all or nothing; the same
 * report again makes no difference. What cannot be understood as a whole is refused.
 */
gboolean henji_desk_performance_take (HenjiDesk *self,
                                      GBytes *report,
                                      gint64 at,
                                      HenjiPerformanceTaken *taken,
                                      GCancellable *cancellable,
                                      GError **error);

/* The same from a file, which says what held when it was last written. */
gboolean henji_desk_performance_take_file (HenjiDesk *self,
                                           const char *path,
                                           HenjiPerformanceTaken *taken,
                                           GCancellable *cancellable,
                                           GError **error);

/* (transfer full) (element-type HenjiPerformance): what was read last of each marketplace up to
 * @day (nullable: of all days). Where the report tells no target, that of the marketplace's policy
 * stands in its place, marked by `rule_checked`. */
GPtrArray *henji_desk_performance (HenjiDesk *self, const char *day, GError **error);
/* (transfer full) (element-type HenjiPerformance): the course over time, the oldest first. @from,
 * @to: dates, both included. */
GPtrArray *
henji_desk_performance_course (HenjiDesk *self, const char *from, const char *to, GError **error);
/* (transfer none): what figures and words mean. */
HenjiPerformanceFacts *henji_desk_performance_facts (HenjiDesk *self);

G_END_DECLS
