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

/* ---- Cursors --------------------------------------------------------------------------------- */

char *
henji_db_cursor_find (HenjiDb *db, const char *channel, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && channel != NULL, NULL);

  henji_query_begin (&q, db, "SELECT cursor FROM channel_cursors WHERE channel = ?");
  henji_query_bind_text (&q, channel);
  return henji_query_step (&q, error) ? henji_query_get_text (&q) : NULL;
}

gboolean
henji_db_cursor_set (
    HenjiDb *db, const char *channel, const char *cursor, gint64 at, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && channel != NULL && cursor != NULL, FALSE);

  henji_query_begin (&q, db, "REPLACE INTO channel_cursors VALUES (?, ?, ?)");
  henji_query_bind_text (&q, channel);
  henji_query_bind_text (&q, cursor);
  henji_query_bind_int (&q, at);
  return henji_query_run (&q, error);
}

/* ---- Outbox ---------------------------------------------------------------------------------- */

void
henji_outbox_entry_free (HenjiOutboxEntry *entry)
{
  if (entry == NULL)
    return;

  g_free (entry->uuid);
  g_free (entry->channel);
  g_free (entry->payload);
  g_free (entry->fault);
  g_free (entry);
}

gint64
henji_db_outbox_add (HenjiDb *db,
                     gint64 case_row,
                     const char *channel,
                     const char *payload,
                     gint64 at,
                     GError **error)
{
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && channel != NULL && payload != NULL, 0);

  uuid = henji_uuid_new (at);
  henji_query_begin (
      &q, db,
      "INSERT INTO outbox (uuid, case_id, channel, payload, state, created_at, next_at, "
      "attempts) VALUES (?1, ?2, ?3, ?4, 0, ?5, ?5, 0)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_row (&q, case_row);
  henji_query_bind_text (&q, channel);
  henji_query_bind_text (&q, payload);
  henji_query_bind_int (&q, at);
  if (!henji_query_run (&q, error))
    return 0;
  henji_db_note_changed (db, case_row);

  return sqlite3_last_insert_rowid (db->handle);
}

gboolean
henji_db_outbox_set (HenjiDb *db,
                     gint64 row,
                     HenjiOutboxState state,
                     gint64 next_at,
                     const char *fault,
                     GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db,
                     "UPDATE outbox SET state = ?, next_at = ?, fault = ?, attempts = attempts + 1 "
                     "WHERE id = ? RETURNING case_id");
  henji_query_bind_int (&q, state);
  henji_query_bind_int (&q, next_at);
  henji_query_bind_text (&q, fault);
  henji_query_bind_int (&q, row);
  if (!henji_query_step (&q, error))
    {
      if (!henji_query_failed (&q))
        henji_store_set_sqlite_error (error, SQLITE_CONSTRAINT, "no such row of the outbox");
      return FALSE;
    }
  henji_db_note_changed (db, henji_query_get_int (&q));
  return henji_query_run (&q, error);
}

GPtrArray *
henji_db_outbox_waiting (HenjiDb *db, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_outbox_entry_free);
  henji_query_begin (
      &q, db,
      "SELECT id, uuid, case_id, channel, payload, state, created_at, next_at, attempts, "
      "fault FROM outbox WHERE state = 0 AND next_at <= ? ORDER BY next_at, id");
  henji_query_bind_int (&q, now);
  while (henji_query_step (&q, error))
    {
      HenjiOutboxEntry *e = g_new0 (HenjiOutboxEntry, 1);

      e->row = henji_query_get_int (&q);
      e->uuid = henji_query_get_text (&q);
      e->case_row = henji_query_get_int (&q);
      e->channel = henji_query_get_text (&q);
      e->payload = henji_query_get_text (&q);
      e->state = henji_query_get_int (&q);
      e->created_at = henji_query_get_int (&q);
      e->next_at = henji_query_get_int (&q);
      e->attempts = (int) henji_query_get_int (&q);
      e->fault = henji_query_get_text (&q);
      g_ptr_array_add (entries, e);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&entries);
}
