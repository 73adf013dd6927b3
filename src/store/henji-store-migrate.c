/* henji-store-migrate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making a new record, and bringing an older one up to date.
 */
#define G_LOG_DOMAIN "henji-store-migrate"

#include "config.h"

#include "henji-store-private.h"
#include "henji-store-resources.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Script i brings version i to i + 1. Released scripts never change. */
static const char *const scripts[HENJI_STORE_SCHEMA] = {
  "0001-begin.sql",
};

static gpointer
register_cb (gpointer data)
{
  henji_store_register_resource ();
  return NULL;
}

static GBytes *
load_script (int version,
             GError **error)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *path = g_strdup_printf ("/io/github/henji/Henji/store/sql/%s", scripts[version]);

  g_once (&once, register_cb, NULL);
  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
get_number (HenjiDb *db,
            const char *sql,
            gint64 *number,
            GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  *number = henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
  return !henji_query_failed (&q);
}

/* One script and its version number, inside a transaction. */
static gboolean
apply (HenjiDb *db,
       gpointer data,
       GError **error)
{
  int version = GPOINTER_TO_INT (data);
  g_autoptr (GBytes) script = load_script (version, error);
  g_autofree char *bump = NULL;
  gint64 dangling;

  if (script == NULL || !henji_db_exec (db, g_bytes_get_data (script, NULL), error))
    return FALSE;
  if (!get_number (db, "SELECT count (*) FROM pragma_foreign_key_check", &dangling, error))
    return FALSE;
  if (dangling > 0)
    {
      henji_store_set_sqlite_error (error, SQLITE_CORRUPT, "rows without their parents");
      return FALSE;
    }
  bump = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                          HENJI_STORE_APPLICATION_ID, version + 1);
  return henji_db_exec (db, bump, error);
}

static gboolean
apply_from (HenjiDb *db,
            gint64 version,
            GError **error)
{
  gboolean done = henji_db_exec (db, "PRAGMA foreign_keys = OFF", error);

  for (; done && version < HENJI_STORE_SCHEMA; version++)
    done = henji_db_transact (db, "BEGIN IMMEDIATE", apply, GINT_TO_POINTER ((int) version), NULL,
                              error);

  return henji_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

gboolean
henji_store_create_file (const char *path,
                         GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".new", NULL);
  g_autofree char *journal = g_strconcat (aside, "-journal", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autoptr (HenjiDb) db = NULL;
  int fd;

  /* A log without its database belongs to another one. */
  if (g_file_test (wal, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT,
                   _("The record %s is missing, only its log is there. Nothing was touched; restore "
                     "it from a backup."),
                   path);
      return FALSE;
    }
  g_unlink (shm);
  g_unlink (aside); /* left over from a start that was cut short */
  g_unlink (journal);
  fd = open (aside, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      henji_store_set_errno (error, errno, aside);
      return FALSE;
    }
  close (fd);

  db = henji_db_open (aside, HENJI_DB_WRITER, error);
  if (db == NULL || !apply_from (db, 0, error))
    {
      g_clear_pointer (&db, henji_db_close);
      g_unlink (aside);
      g_unlink (journal);
      return FALSE;
    }
  g_clear_pointer (&db, henji_db_close);
  if (g_rename (aside, path) != 0)
    {
      henji_store_set_errno (error, errno, path);
      return FALSE;
    }

  return henji_store_sync_folder (dir, error);
}

gboolean
henji_store_migrate (HenjiDb *db,
                     const char *backups,
                     GError **error)
{
  gint64 version, application;

  if (!get_number (db, "PRAGMA application_id", &application, error) ||
      !get_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application != HENJI_STORE_APPLICATION_ID)
    {
      henji_store_set_sqlite_error (error, SQLITE_NOTADB, NULL);
      return FALSE;
    }
  if (version > HENJI_STORE_SCHEMA || version < 1)
    {
      g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_TOO_NEW,
                           _("The record was written by a newer version of Henji. It was not "
                             "touched; install that version to open it."));
      return FALSE;
    }
  if (version == HENJI_STORE_SCHEMA)
    return TRUE;

  if (backups != NULL)
    {
      g_autofree char *name = g_strdup_printf ("before-version-%d.db", HENJI_STORE_SCHEMA);
      g_autofree char *path = g_build_filename (backups, name, NULL);

      if (!henji_db_backup_to (db, path, error))
        return FALSE;
    }

  return apply_from (db, version, error) &&
         henji_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}
