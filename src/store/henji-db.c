/* henji-db.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One connection to henji.db: pragmas, transactions, cached statements, errors.
 */
#define G_LOG_DOMAIN "henji-db"

#include "config.h"

#include "henji-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define BUSY_MS 5000
/* 32 MB: a checkpoint costs three waits for the disk, and an import fills 4 MB a batch. */
#define CHECKPOINT_PAGES 8000
/* Steps of the database machine between two looks at the cancellable. */
#define PROGRESS_STEPS 5000

/* ---- Errors ---------------------------------------------------------------------------------- */

static const char *
sentence_for (HenjiStoreError code)
{
  switch (code)
    {
    case HENJI_STORE_ERROR_LOCKED:
      return _ ("Another program is working with this data folder.");
    case HENJI_STORE_ERROR_TOO_NEW:
      return _ ("The record was written by a newer version of Henji.");
    case HENJI_STORE_ERROR_NOT_OURS:
      return _ ("The file is not a record of Henji.");
    case HENJI_STORE_ERROR_CORRUPT:
      return _ ("The record is damaged. Nothing was changed; restore it from a backup.");
    case HENJI_STORE_ERROR_FULL:
      return _ ("There is no room left on the disk. What was stored before is safe.");
    case HENJI_STORE_ERROR_READONLY:
      return _ ("The record can only be read here, not written.");
    case HENJI_STORE_ERROR_BUSY:
      return _ ("The record is busy. Try again in a moment.");
    case HENJI_STORE_ERROR_CONSTRAINT:
      return _ ("This would contradict what the record holds already.");
    case HENJI_STORE_ERROR_INTERRUPTED:
      return _ ("The work was cancelled.");
    case HENJI_STORE_ERROR_NOT_FOUND:
      return _ ("There is no such thing in the record.");
    case HENJI_STORE_ERROR_FAILED:
    default:
      return _ ("The record could not be read or written.");
    }
}

static HenjiStoreError
error_of_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HENJI_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HENJI_STORE_ERROR_CORRUPT;
    case SQLITE_FULL:
      return HENJI_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return HENJI_STORE_ERROR_READONLY;
    case SQLITE_CONSTRAINT:
      return HENJI_STORE_ERROR_CONSTRAINT;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
      return HENJI_STORE_ERROR_INTERRUPTED;
    default:
      return HENJI_STORE_ERROR_FAILED;
    }
}

void
henji_store_set_sqlite_error (GError **error, int code, const char *detail)
{
  HenjiStoreError mapped = error_of_sqlite (code);

  /* The detail names tables and columns, never their content. */
  g_debug ("SQLite %d: %s", code, detail != NULL ? detail : sqlite3_errstr (code));
  if (mapped == HENJI_STORE_ERROR_FAILED)
    g_set_error (error, HENJI_STORE_ERROR, mapped, "%s (%s)", sentence_for (mapped),
                 detail != NULL ? detail : sqlite3_errstr (code));
  else
    g_set_error_literal (error, HENJI_STORE_ERROR, mapped, sentence_for (mapped));
}

void
henji_store_set_errno (GError **error, int code, const char *path)
{
  HenjiStoreError mapped;

  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      mapped = HENJI_STORE_ERROR_FULL;
      break;
    case EROFS:
    case EACCES:
    case EPERM:
      mapped = HENJI_STORE_ERROR_READONLY;
      break;
    case ENOENT:
      mapped = HENJI_STORE_ERROR_NOT_FOUND;
      break;
    default:
      mapped = HENJI_STORE_ERROR_FAILED;
      break;
    }
  if (mapped == HENJI_STORE_ERROR_FULL)
    g_set_error_literal (error, HENJI_STORE_ERROR, mapped, sentence_for (mapped));
  else
    g_set_error (error, HENJI_STORE_ERROR, mapped, "%s: %s", path, g_strerror (code));
}

void
henji_db_set_not_found (GError **error, const char *sentence)
{
  g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND, sentence);
}

static void
set_db_error (GError **error, HenjiDb *db, int code)
{
  henji_store_set_sqlite_error (error, code, sqlite3_errmsg (db->handle));
}

/* ---- Opening --------------------------------------------------------------------------------- */

static int
progress_cb (void *data)
{
  HenjiDb *db = data;

  return db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable);
}

gboolean
henji_db_exec (HenjiDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  set_db_error (error, db, sqlite3_extended_errcode (db->handle));
  return FALSE;
}

static gboolean
set_pragmas (HenjiDb *db, HenjiDbRole role, GError **error)
{
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  /* Only the writer checkpoints; until all is well not even that one. */
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);

  if (!henji_db_exec (
          db,
          "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
          "PRAGMA cache_size = -16384; PRAGMA secure_delete = ON;",
          error))
    return FALSE;
  if (role == HENJI_DB_WRITER)
    return henji_db_exec (db, "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;",
                          error)
           && sqlite3_wal_autocheckpoint (db->handle, CHECKPOINT_PAGES) == SQLITE_OK;

  return henji_db_exec (db, "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0;", error);
}

static int
open_handle (HenjiDb *db, const char *path, HenjiDbRole role, gboolean immutable)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri
      = g_strdup_printf ("file:%s?mode=%s%s", escaped, role == HENJI_DB_VISITOR ? "ro" : "rw",
                         immutable ? "&immutable=1" : "");
  int code = sqlite3_open_v2 (
      uri, &db->handle,
      SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
          | (role == HENJI_DB_VISITOR ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE),
      NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_extended_result_codes (db->handle, 1);
      sqlite3_busy_timeout (db->handle, BUSY_MS);
      code = sqlite3_exec (db->handle, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
    }
  return code;
}

/* A folder that cannot be written cannot hold the files of a running WAL; a record at rest in it
 * can still be read when nobody can change it. */
static gboolean
may_be_immutable (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  GStatBuf info;

  return g_access (dir, W_OK) != 0 && (g_stat (wal, &info) != 0 || info.st_size == 0);
}

static void
finalize_cb (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

HenjiDb *
henji_db_open (const char *path, HenjiDbRole role, GError **error)
{
  g_autoptr (HenjiDb) db = g_new0 (HenjiDb, 1);
  g_autofree char *dir = g_path_get_dirname (path);
  int code;

  db->thread = g_thread_self ();
  db->visitor = role == HENJI_DB_VISITOR;
  /* By the address of the text: all texts are literals. */
  db->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_cb);
  db->changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  db->search_path = g_build_filename (dir, "search.db", NULL);
  db->dir = g_strdup (dir);

  code = open_handle (db, path, role, FALSE);
  if (code != SQLITE_OK && role == HENJI_DB_VISITOR && may_be_immutable (path))
    {
      g_clear_pointer (&db->handle, sqlite3_close);
      code = open_handle (db, path, role, TRUE);
    }
  if (code != SQLITE_OK)
    {
      henji_store_set_sqlite_error (error, code,
                                    db->handle != NULL ? sqlite3_errmsg (db->handle) : NULL);
      return NULL;
    }
  if (!set_pragmas (db, role, error))
    return NULL;
  sqlite3_progress_handler (db->handle, PROGRESS_STEPS, progress_cb, db);

  return g_steal_pointer (&db);
}

void
henji_db_close (HenjiDb *db)
{
  if (db == NULL)
    return;

  g_clear_pointer (&db->statements, g_hash_table_unref);
  g_clear_pointer (&db->changed, g_array_unref);
  henji_db_close (db->search);
  if (db->handle != NULL && sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement was left open");
  g_free (db->search_path);
  g_free (db->dir);
  g_free (db);
}

void
henji_db_adopt (HenjiDb *db)
{
  db->thread = g_thread_self ();
}

/* ---- Transactions ---------------------------------------------------------------------------- */

gboolean
henji_db_transact (HenjiDb *db,
                   const char *begin,
                   HenjiStoreFunc func,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean done = FALSE;

  g_assert (db->thread == g_thread_self ());

  if (g_cancellable_is_cancelled (cancellable))
    {
      henji_store_set_sqlite_error (error, SQLITE_INTERRUPT, NULL);
      return FALSE;
    }

  g_array_set_size (db->changed, 0);
  if (!henji_db_exec (db, begin, error))
    return FALSE;

  db->cancellable = cancellable;
  done = func (db, data, &local);
  db->cancellable = NULL; /* once it is done, it is done: the commit is not cut short */

  if (done)
    done = henji_db_exec (db, "COMMIT", &local);
  /* Some errors, a full disk for one, have rolled it back already. */
  if (!done && !sqlite3_get_autocommit (db->handle))
    {
      g_autoptr (GError) ignored = NULL;

      if (!henji_db_exec (db, "ROLLBACK", &ignored))
        g_warning ("A transaction could not be rolled back: %s", ignored->message);
    }
  if (!done)
    {
      g_array_set_size (db->changed, 0);
      if (local == NULL)
        henji_store_set_sqlite_error (&local, SQLITE_ERROR, "no reason was given");
      g_propagate_error (error, g_steal_pointer (&local));
    }

  return done;
}

void
henji_db_note_changed (HenjiDb *db, gint64 case_row)
{
  g_return_if_fail (db != NULL);

  if (case_row > 0
      && (db->changed->len == 0
          || g_array_index (db->changed, gint64, db->changed->len - 1) != case_row))
    g_array_append_val (db->changed, case_row);
}

/* ---- Queries --------------------------------------------------------------------------------- */

void
henji_query_begin (HenjiQuery *q, HenjiDb *db, const char *sql)
{
  gpointer key, value;

  g_assert (db != NULL && db->thread == g_thread_self ());

  *q = (HenjiQuery){ .db = db, .sql = sql };
  if (g_hash_table_steal_extended (db->statements, sql, &key, &value))
    q->stmt = value;
  else
    q->code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
}

void
henji_query_end (HenjiQuery *q)
{
  if (q->stmt == NULL)
    return;

  sqlite3_reset (q->stmt);
  sqlite3_clear_bindings (q->stmt);
  if (g_hash_table_contains (q->db->statements, q->sql))
    sqlite3_finalize (q->stmt); /* the same text was in use twice */
  else
    g_hash_table_insert (q->db->statements, (gpointer) q->sql, q->stmt);
  q->stmt = NULL;
}

static void
note_code (HenjiQuery *q, int code)
{
  if (q->code == SQLITE_OK)
    q->code = code;
}

void
henji_query_bind_int (HenjiQuery *q, gint64 value)
{
  if (q->stmt != NULL)
    note_code (q, sqlite3_bind_int64 (q->stmt, ++q->parameter, value));
}

void
henji_query_bind_row (HenjiQuery *q, gint64 row)
{
  if (row != 0)
    henji_query_bind_int (q, row);
  else if (q->stmt != NULL)
    note_code (q, sqlite3_bind_null (q->stmt, ++q->parameter));
}

/* The text must stay until the end of the step: all callers bind what they hold. */
void
henji_query_bind_text (HenjiQuery *q, const char *text)
{
  if (q->stmt != NULL)
    note_code (q, sqlite3_bind_text (q->stmt, ++q->parameter, text, -1, SQLITE_STATIC));
}

void
henji_query_bind_blob (HenjiQuery *q, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  if (q->stmt != NULL)
    note_code (q, sqlite3_bind_blob64 (q->stmt, ++q->parameter, size > 0 ? data : "", size,
                                       SQLITE_STATIC));
}

gboolean
henji_query_step (HenjiQuery *q, GError **error)
{
  if (q->code == SQLITE_OK)
    {
      int code = sqlite3_step (q->stmt);

      q->column = 0;
      if (code == SQLITE_ROW)
        return TRUE;
      if (code == SQLITE_DONE)
        return FALSE;
      q->code = code;
    }
  set_db_error (error, q->db, q->code);
  return FALSE;
}

gboolean
henji_query_failed (const HenjiQuery *q)
{
  return q->code != SQLITE_OK;
}

gboolean
henji_query_run (HenjiQuery *q, GError **error)
{
  while (henji_query_step (q, error))
    ;
  if (q->stmt != NULL)
    sqlite3_reset (q->stmt);
  q->parameter = 0;

  return q->code == SQLITE_OK;
}

gint64
henji_query_get_int (HenjiQuery *q)
{
  return sqlite3_column_int64 (q->stmt, q->column++);
}

gboolean
henji_query_number (HenjiDb *db, const char *sql, gint64 *number, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  *number = henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;

  return !henji_query_failed (&q);
}

const char *
henji_query_peek_text (HenjiQuery *q)
{
  return (const char *) sqlite3_column_text (q->stmt, q->column++);
}

char *
henji_query_get_text (HenjiQuery *q)
{
  return g_strdup (henji_query_peek_text (q));
}

GBytes *
henji_query_get_blob (HenjiQuery *q)
{
  int column = q->column++;
  const void *data;

  if (sqlite3_column_type (q->stmt, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (q->stmt, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (q->stmt, column));
}

int
henji_query_changes (HenjiQuery *q)
{
  return sqlite3_changes (q->db->handle);
}
