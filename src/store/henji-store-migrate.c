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
  "0002-trade.sql",
  "0003-returns.sql",
  "0004-told.sql",
};

static gpointer
register_cb (gpointer data)
{
  henji_store_register_resource ();
  return NULL;
}

/* (transfer full): the texts of all scripts. */
static char **
load_scripts (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  g_auto (GStrv) texts = g_new0 (char *, HENJI_STORE_SCHEMA + 1);

  g_once (&once, register_cb, NULL);
  for (int i = 0; i < HENJI_STORE_SCHEMA; i++)
    {
      g_autofree char *path = g_strdup_printf ("/io/github/henji/Henji/store/sql/%s", scripts[i]);
      g_autoptr (GBytes) text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

      if (text == NULL)
        return NULL;
      texts[i] = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
    }

  return g_steal_pointer (&texts);
}

typedef struct
{
  const char *script;
  int version; /* that it brings */
} Step;

/* One script and its version number, inside a transaction. */
static gboolean
apply (HenjiDb *db, gpointer data, GError **error)
{
  const Step *step = data;
  g_autofree char *bump = NULL;
  gint64 dangling;

  if (!henji_db_exec (db, step->script, error)
      || !henji_query_number (db, "SELECT count (*) FROM pragma_foreign_key_check", &dangling,
                              error))
    return FALSE;
  if (dangling > 0)
    {
      henji_store_set_sqlite_error (error, SQLITE_CORRUPT, "rows without their parents");
      return FALSE;
    }
  bump = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                          HENJI_STORE_APPLICATION_ID, step->version);
  return henji_db_exec (db, bump, error);
}

/* Foreign keys can only be switched outside a transaction; each step checks them itself. */
static gboolean
apply_from (HenjiDb *db, const char *const *texts, int n, int version, GError **error)
{
  gboolean done = henji_db_exec (db, "PRAGMA foreign_keys = OFF", error);

  for (; done && version < n; version++)
    {
      Step step = { texts[version], version + 1 };

      done = henji_db_transact (db, "BEGIN IMMEDIATE", apply, &step, NULL, error);
    }

  return henji_db_exec (db, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

gboolean
henji_store_create_file (const char *path, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".new", NULL);
  g_autofree char *journal = g_strconcat (aside, "-journal", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_auto (GStrv) texts = load_scripts (error);
  g_autoptr (HenjiDb) db = NULL;
  int fd;

  if (texts == NULL)
    return FALSE;

  /* A log without its database belongs to another one. */
  if (g_file_test (wal, G_FILE_TEST_EXISTS))
    {
      g_set_error (
          error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT,
          _ ("The record %s is missing, only its log is there. Nothing was touched; restore "
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
  if (db == NULL || !apply_from (db, (const char *const *) texts, HENJI_STORE_SCHEMA, 0, error))
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
henji_store_migrate_by (
    HenjiDb *db, const char *const *texts, int n, const char *backups, GError **error)
{
  gint64 version, application;
  g_autofree char *name = g_strdup_printf ("before-version-%d.db", n);
  g_autofree char *path = g_build_filename (backups, name, NULL);

  if (!henji_query_number (db, "PRAGMA application_id", &application, error)
      || !henji_query_number (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (application != HENJI_STORE_APPLICATION_ID || version < 1)
    {
      g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_OURS,
                           _ ("The file is not a record of Henji."));
      return FALSE;
    }
  if (version > n)
    {
      g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_TOO_NEW,
                           _ ("The record was written by a newer version of Henji. It was not "
                              "touched; install that version to open it."));
      return FALSE;
    }
  if (version == n)
    return TRUE;

  return henji_db_backup_to (db, path, HENJI_BACKUP_FACTS, error)
         && apply_from (db, texts, n, (int) version, error)
         && henji_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

gboolean
henji_store_migrate (HenjiDb *db, const char *backups, GError **error)
{
  g_auto (GStrv) texts = load_scripts (error);

  return texts != NULL
         && henji_store_migrate_by (db, (const char *const *) texts, HENJI_STORE_SCHEMA, backups,
                                    error);
}
