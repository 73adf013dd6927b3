/* henji-desk-performance-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk-performance.h"

G_BEGIN_DECLS

/* What henji_desk_performance() and henji_desk_performance_course() do, on a thread of the record.
 */
GPtrArray *
_henji_desk_performance_latest (HenjiDesk *self, HenjiDb *db, const char *day, GError **error);
GPtrArray *_henji_desk_performance_between (
    HenjiDesk *self, HenjiDb *db, const char *from, const char *to, GError **error);

/* The same course, of each figure that is a rate no more than the rate, without targets. */
GPtrArray *_henji_desk_performance_rates (
    HenjiDesk *self, HenjiDb *db, const char *from, const char *to, GError **error);

/* Takes back all that was ever read. */
gboolean _henji_desk_performance_forget (HenjiDesk *self, GError **error);

G_END_DECLS
