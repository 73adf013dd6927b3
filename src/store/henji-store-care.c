/* henji-store-care.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checking the record, and copying it.
 */
#define G_LOG_DOMAIN "henji-store-care"

#include "config.h"

#include "henji-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BACKUP_PAGES 256

/* ---- Backup ---------------------------------------------------------------------------------- */

static gboolean
check_quickly (HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "PRAGMA quick_check (1)");
  if (henji_query_step (&q, error) && strcmp (henji_query_peek_text (&q), "ok") == 0)
    return TRUE;
  if (!henji_query_failed (&q))
    henji_store_set_sqlite_error (error, SQLITE_CORRUPT, "quick_check");
  return FALSE;
}

gboolean
henji_db_quick_check (HenjiDb *db, GError **error)
{
  gboolean sound = check_quickly (db, error);

  sqlite3_db_release_memory (db->handle); /* every page of the file was read */

  return sound;
}

static gboolean
copy_pages (HenjiDb *db, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup = NULL;
  int code = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    {
      /* One file without a log beside it. */
      sqlite3_exec (target, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
      backup = sqlite3_backup_init (target, "main", db->handle, "main");
      code = backup != NULL ? SQLITE_OK : sqlite3_extended_errcode (target);
    }
  while (backup != NULL && (code = sqlite3_backup_step (backup, BACKUP_PAGES)) == SQLITE_OK)
    ;
  if (backup != NULL)
    {
      int finished = sqlite3_backup_finish (backup);

      code = code == SQLITE_DONE ? finished : code;
    }
  if (code == SQLITE_OK)
    code = sqlite3_exec (target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code != SQLITE_OK)
    henji_store_set_sqlite_error (error, code, target != NULL ? sqlite3_errmsg (target) : NULL);
  sqlite3_close (target);

  return code == SQLITE_OK;
}

static gboolean
check_copy (const char *path, GError **error)
{
  g_autoptr (HenjiDb) copy = NULL;

  if (!henji_store_inspect_file (path, error))
    return FALSE;
  copy = henji_db_open (path, HENJI_DB_VISITOR, error);
  return copy != NULL && henji_db_quick_check (copy, error);
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    henji_store_set_errno (error, errno, path);
  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
henji_db_backup_to (HenjiDb *db, const char *path, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".XXXXXX", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  int fd = g_mkstemp_full (aside, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      henji_store_set_errno (error, errno, path);
      return FALSE;
    }
  close (fd);

  if (!copy_pages (db, aside, error) || !check_copy (aside, error) || !sync_file (aside, error))
    {
      g_unlink (aside);
      return FALSE;
    }
  if (g_rename (aside, path) != 0)
    {
      henji_store_set_errno (error, errno, path);
      g_unlink (aside);
      return FALSE;
    }

  return henji_store_sync_folder (dir, error);
}

/* ---- Verify ---------------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *faults;
  gboolean thorough;
} Verify;

static gboolean
check_integrity (HenjiDb *db, Verify *job, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) keys = { 0 };

  henji_query_begin (&q, db,
                     job->thorough ? "PRAGMA integrity_check (20)" : "PRAGMA quick_check (20)");
  while (henji_query_step (&q, error))
    {
      const char *line = henji_query_peek_text (&q);

      if (g_strcmp0 (line, "ok") != 0)
        g_ptr_array_add (job->faults, g_strdup_printf (_ ("The record is damaged: %s"), line));
    }
  if (henji_query_failed (&q))
    return FALSE;

  henji_query_begin (&keys, db,
                     "SELECT \"table\", count (*) FROM pragma_foreign_key_check GROUP BY 1");
  while (henji_query_step (&keys, error))
    {
      const char *table = henji_query_peek_text (&keys);

      g_ptr_array_add (job->faults,
                       g_strdup_printf (_ ("%d rows of the table %s belong to nothing."),
                                        (int) henji_query_get_int (&keys), table));
    }

  return !henji_query_failed (&keys);
}

static void
check_attachment (HenjiDb *db, Verify *job, const char *sha256, gint64 size)
{
  g_autofree char *path = henji_store_blob_path (db->dir, sha256);
  g_autofree char *data = NULL;
  g_autofree char *found = NULL;
  gsize length;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      g_ptr_array_add (
          job->faults,
          g_strdup_printf (_ ("The attachment %s is missing from the data folder."), sha256));
      return;
    }
  if (info.st_size != size)
    {
      g_ptr_array_add (job->faults, g_strdup_printf (_ ("The attachment %s is damaged."), sha256));
      return;
    }
  if (!job->thorough)
    return;
  if (g_file_get_contents (path, &data, &length, NULL))
    found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  if (g_strcmp0 (found, sha256) != 0)
    g_ptr_array_add (job->faults, g_strdup_printf (_ ("The attachment %s is damaged."), sha256));
}

static gboolean
verify (HenjiDb *db, gpointer data, GError **error)
{
  Verify *job = data;
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *fault = NULL;

  if (!check_integrity (db, job, error))
    return FALSE;

  henji_query_begin (&q, db, "SELECT sha256, size FROM attachments ORDER BY sha256");
  while (henji_query_step (&q, error))
    {
      g_autofree char *sha256 = henji_query_get_text (&q);

      if (g_cancellable_is_cancelled (db->cancellable))
        {
          henji_store_set_sqlite_error (error, SQLITE_INTERRUPT, NULL);
          return FALSE;
        }
      check_attachment (db, job, sha256, henji_query_get_int (&q));
    }
  if (henji_query_failed (&q) || !henji_index_check (db, &fault, error))
    return FALSE;
  if (fault != NULL)
    g_ptr_array_add (job->faults, g_steal_pointer (&fault));

  return TRUE;
}

GPtrArray *
henji_store_verify (HenjiStore *self, gboolean thorough, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  Verify job = { faults, thorough };
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  henji_store_index_flush (self);
  if (!henji_store_read (self, verify, &job, cancellable, &local))
    {
      if (!g_error_matches (local, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_ptr_array_add (faults, g_strdup (local->message));
    }

  return g_steal_pointer (&faults);
}
