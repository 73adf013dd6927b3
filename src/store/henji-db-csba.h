/* henji-db-csba.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"

G_BEGIN_DECLS

/* (transfer full) (element-type gint64): cases (not merged away) with an order made at @from or
 * later, and those marked %HENJI_CASE_CSBA: all that a change of the enrolments can touch. */
GArray *henji_db_csba_cases (HenjiDb *db, gint64 from, GError **error);

G_END_DECLS
