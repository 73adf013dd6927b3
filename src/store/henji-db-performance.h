/* henji-db-performance.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-performance.h"

G_BEGIN_DECLS

/* The marketplace's own figures. What is read has no `marketplace`: the record knows ids alone. */

/* (transfer full) (nullable): %NULL without an error when none was read on that day. */
HenjiPerformance *henji_db_performance_find (HenjiDb *db,
                                             const char *marketplace_id,
                                             const char *day,
                                             GError **error);
/* Puts it in the place of what was read on its day before. */
gboolean henji_db_performance_put (HenjiDb *db, const HenjiPerformance *reading, GError **error);
/* All of it goes. */
gboolean henji_db_performance_forget (HenjiDb *db, GError **error);
/* (transfer full) (element-type HenjiPerformance): the latest of each marketplace up to @day
 * (nullable: of all days). */
GPtrArray *henji_db_performance_latest (HenjiDb *db, const char *day, GError **error);
/* (transfer full) (element-type HenjiPerformance): all from @from to @to, both included, the oldest
 * first. */
GPtrArray *
henji_db_performance_between (HenjiDb *db, const char *from, const char *to, GError **error);

G_END_DECLS
