/* henji-db-carrier.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-file.h"
#include "henji-db.h"

G_BEGIN_DECLS

/* Files written for carriers, until they are deleted. */

/* Returns the file's row, 0 on error. */
gint64 henji_db_carrier_file_add (HenjiDb *db, const HenjiCarrierFile *file, GError **error);
/* It is there no more, or is none of ours. */
gboolean henji_db_carrier_file_end (HenjiDb *db, gint64 row, gint64 at, GError **error);
/* Earlier files at @path were written over by the one in @row. */
gboolean henji_db_carrier_files_end_at (
    HenjiDb *db, const char *path, gint64 row, gint64 at, GError **error);
/* (transfer full) (element-type HenjiCarrierFile): those that are there, newest first; with @before
 * only those written before it, 0 for all. */
GPtrArray *henji_db_carrier_files (HenjiDb *db, gint64 before, GError **error);
/* (transfer full) */
HenjiCarrierFile *henji_db_carrier_file_get (HenjiDb *db, gint64 row, GError **error);

G_END_DECLS
