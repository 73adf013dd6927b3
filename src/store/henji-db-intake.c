/* henji-db-intake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where rows came from, how far the channels have read, what waits to be sent.
 */
#define G_LOG_DOMAIN "henji-db-intake"

#include "config.h"

#include "henji-db-intake.h"
#include "henji-store-private.h"
#include "henji-uuid.h"

/* ---- Imports --------------------------------------------------------------------------------- */

void
henji_import_file_free (HenjiImportFile *file)
{
  if (file == NULL)
    return;

  g_free (file->name);
  g_free (file->kind);
  g_free (file->sha256);
  g_free (file->charset);
  g_free (file);
}

gint64
henji_db_import_put (HenjiDb *db, const HenjiImportFile *file, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && file != NULL, 0);

  henji_query_begin (&q, db, "REPLACE INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_row (&q, file->row);
  henji_query_bind_text (&q, file->name != NULL ? file->name : "");
  henji_query_bind_text (&q, file->kind != NULL ? file->kind : "");
  henji_query_bind_text (&q, file->sha256 != NULL ? file->sha256 : "");
  henji_query_bind_text (&q, file->charset);
  henji_query_bind_int (&q, file->size);
  henji_query_bind_int (&q, file->at);
  henji_query_bind_int (&q, file->n_new);
  henji_query_bind_int (&q, file->n_updated);
  henji_query_bind_int (&q, file->n_unchanged);
  henji_query_bind_int (&q, file->n_rejected);
  return henji_query_run (&q, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

GPtrArray *
henji_db_imports (HenjiDb *db, guint limit, GError **error)
{
  g_autoptr (GPtrArray) files = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_import_file_free);
  henji_query_begin (
      &q, db,
      "SELECT id, name, kind, sha256, charset, size, at, n_new, n_updated, n_unchanged, "
      "n_rejected FROM imports ORDER BY id DESC LIMIT ?");
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    {
      HenjiImportFile *f = g_new0 (HenjiImportFile, 1);

      f->row = henji_query_get_int (&q);
      f->name = henji_query_get_text (&q);
      f->kind = henji_query_get_text (&q);
      f->sha256 = henji_query_get_text (&q);
      f->charset = henji_query_get_text (&q);
      f->size = henji_query_get_int (&q);
      f->at = henji_query_get_int (&q);
      f->n_new = henji_query_get_int (&q);
      f->n_updated = henji_query_get_int (&q);
      f->n_unchanged = henji_query_get_int (&q);
      f->n_rejected = henji_query_get_int (&q);
      g_ptr_array_add (files, f);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&files);
}
