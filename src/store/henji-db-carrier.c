/* henji-db-carrier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-carrier"

#include "config.h"

#include "henji-db-carrier.h"

#include <glib/gi18n-lib.h>

#include "henji-store-private.h"

#define COLUMNS "id, path, layout, kind, parcels, phones, sha256, at"

gint64
henji_db_carrier_file_add (HenjiDb *db, const HenjiCarrierFile *file, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && file != NULL, 0);

  henji_query_begin (&q, db,
                     "INSERT INTO carrier_files (path, layout, kind, parcels, phones, sha256, at, "
                     "ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, 0) RETURNING id");
  henji_query_bind_text (&q, file->path);
  henji_query_bind_text (&q, file->layout);
  henji_query_bind_text (&q, henji_parcel_kind_id (file->kind));
  henji_query_bind_int (&q, file->parcels);
  henji_query_bind_int (&q, file->phones);
  henji_query_bind_text (&q, file->sha256);
  henji_query_bind_int (&q, file->at);
  if (!henji_query_step (&q, error))
    return 0;
  row = henji_query_get_int (&q);

  return henji_query_run (&q, error) ? row : 0;
}

gboolean
henji_db_carrier_file_end (HenjiDb *db, gint64 row, gint64 at, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE carrier_files SET ended_at = ? WHERE id = ?");
  henji_query_bind_int (&q, at);
  henji_query_bind_int (&q, row);

  return henji_query_run (&q, error);
}

gboolean
henji_db_carrier_files_end_at (HenjiDb *db, const char *path, gint64 row, gint64 at, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && path != NULL, FALSE);

  henji_query_begin (
      &q, db, "UPDATE carrier_files SET ended_at = ? WHERE path = ? AND id <> ? AND ended_at = 0");
  henji_query_bind_int (&q, at);
  henji_query_bind_text (&q, path);
  henji_query_bind_int (&q, row);

  return henji_query_run (&q, error);
}

static HenjiCarrierFile *
read_file (HenjiQuery *q)
{
  HenjiCarrierFile *file = henji_carrier_file_new ();
  g_autofree char *kind = NULL;

  file->row = henji_query_get_int (q);
  file->path = henji_query_get_text (q);
  file->layout = henji_query_get_text (q);
  kind = henji_query_get_text (q);
  henji_parcel_kind_from_id (kind != NULL ? kind : "", &file->kind);
  file->parcels = (int) henji_query_get_int (q);
  file->phones = (int) henji_query_get_int (q);
  file->sha256 = henji_query_get_text (q);
  file->at = henji_query_get_int (q);

  return file;
}

GPtrArray *
henji_db_carrier_files (HenjiDb *db, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_carrier_file_unref);
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db,
                     "SELECT " COLUMNS " FROM carrier_files WHERE ended_at = 0 AND at < ? "
                     "ORDER BY at DESC, id DESC");
  henji_query_bind_int (&q, before != 0 ? before : G_MAXINT64);
  while (henji_query_step (&q, error))
    g_ptr_array_add (files, read_file (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&files);
}

HenjiCarrierFile *
henji_db_carrier_file_get (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT " COLUMNS " FROM carrier_files WHERE id = ? AND ended_at = 0");
  henji_query_bind_int (&q, row);
  if (henji_query_step (&q, error))
    return read_file (&q);
  if (!henji_query_failed (&q))
    henji_db_set_not_found (error, _ ("There is no such file."));

  return NULL;
}
