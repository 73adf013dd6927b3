/* henji-db.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-store.h"

G_BEGIN_DECLS

/* All henji_db_*() functions: call them only in a HenjiStoreFunc, on its thread (asserted). Rows
 * are positive. A getter that finds nothing returns %NULL or 0 with %HENJI_STORE_ERROR_NOT_FOUND; a
 * finder (…_find…) returns %NULL or 0 with no error. Writers called within henji_store_read() fail.
 * Whatever touches a case notes the change by itself. */

/* Notes that case @case_row changed, for HenjiStoreChanged. */
void henji_db_note_changed (HenjiDb *db, gint64 case_row);

G_END_DECLS
