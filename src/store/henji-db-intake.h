/* henji-db-intake.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"

G_BEGIN_DECLS

/** HenjiImportFile: where rows came from. */
typedef struct
{
  gint64 row;
  char *name; /* as named by the user, without the folder */
  char *kind; /* "all-orders", "returns", "mbox", ... */
  char *sha256;
  char *charset; /* nullable */
  gint64 size;   /* bytes */
  gint64 at;     /* when it was imported */
  gint64 n_new;
  gint64 n_updated;
  gint64 n_unchanged; /* known already */
  gint64 n_rejected;
} HenjiImportFile;

void henji_import_file_free (HenjiImportFile *file);

/* `row` 0 adds it, else its counts are brought up to date. Returns: the row, 0 on error. */
gint64 henji_db_import_put (HenjiDb *db, const HenjiImportFile *file, GError **error);
/* (transfer full) (element-type HenjiImportFile): newest first. */
GPtrArray *henji_db_imports (HenjiDb *db, guint limit, GError **error);

G_END_DECLS
