/* henji-store-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copying the record, and bringing a copy back. A copy is a henji.db with one table more, `beside`,
 * that holds the files which lie beside it; a restored record is without it.
 */
#define G_LOG_DOMAIN "henji-store-backup"

#include "config.h"

#include "henji-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "henji-time.h"

#define BACKUP_PAGES 256
/* Own texts and the like; no folder of ours is deeper. */
#define DEPTH 4

/* ---- Files beside the record ----------------------------------------------------------------- */

/* Relative paths of the files under @folder of @dir. */
static void
gather (const char *dir, const char *folder, int depth, GPtrArray *paths)
{
  g_autofree char *full = g_build_filename (dir, folder, NULL);
  g_autoptr (GDir) entries = g_dir_open (full, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *inner = g_build_filename (folder, name, NULL);
      g_autofree char *path = g_build_filename (dir, inner, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (paths, g_steal_pointer (&inner));
      else if (depth < DEPTH && g_file_test (path, G_FILE_TEST_IS_DIR))
        gather (dir, inner, depth + 1, paths);
    }
}

static GPtrArray *
files_beside (const char *dir, HenjiBackupScope scope)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  gather (dir, "facts", 1, paths);
  if (scope == HENJI_BACKUP_WHOLE)
    gather (dir, "attachments", 1, paths);

  return paths;
}

static gboolean
is_sha256 (const char *name)
{
  return strlen (name) == 64 && strspn (name, "0123456789abcdef") == 64;
}

/* A copy may come from anywhere: nothing in it may name a file outside of the two folders. */
static gboolean
may_lie_beside (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (parts[i][0] == '\0' || strcmp (parts[i], ".") == 0 || strcmp (parts[i], "..") == 0)
      return FALSE;
  if (n == 3 && strcmp (parts[0], "attachments") == 0)
    return is_sha256 (parts[2]) && strlen (parts[1]) == 2 && g_str_has_prefix (parts[2], parts[1]);

  return n >= 2 && n <= DEPTH + 1 && strcmp (parts[0], "facts") == 0;
}

static gboolean
put_file (HenjiDb *db, const char *dir, const char *path, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *full = g_build_filename (dir, path, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) fault = NULL;
  gsize length;

  if (!may_lie_beside (path))
    return TRUE; /* left over from a write that was cut short */
  if (!g_file_get_contents (full, &data, &length, &fault))
    {
      if (g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE; /* removed meanwhile */
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_FAILED, "%s", fault->message);
      return FALSE;
    }
  content = g_bytes_new_take (g_steal_pointer (&data), length);
  henji_query_begin (&q, db, "INSERT INTO beside (path, content) VALUES (?, ?)");
  henji_query_bind_text (&q, path);
  henji_query_bind_blob (&q, content);

  return henji_query_run (&q, error);
}

typedef struct
{
  const char *dir;
  const GPtrArray *paths;
} Beside;

static gboolean
put_files (HenjiDb *db, gpointer data, GError **error)
{
  Beside *beside = data;

  /* A folder that was restored by hand, as a mere copy of its file, still has the table. */
  if (!henji_db_exec (db,
                      "DROP TABLE IF EXISTS beside;"
                      "CREATE TABLE beside (path TEXT NOT NULL UNIQUE, content BLOB NOT NULL)",
                      error))
    return FALSE;
  for (guint i = 0; i < beside->paths->len; i++)
    if (!put_file (db, beside->dir, g_ptr_array_index (beside->paths, i), error))
      return FALSE;

  return TRUE;
}

/* Nobody knows this file yet: nothing in it is to be synced before the end, or to be wiped. */
static HenjiDb *
open_aside (const char *path, GError **error)
{
  g_autoptr (HenjiDb) db = henji_db_open (path, HENJI_DB_WRITER, error);

  if (db == NULL
      || !henji_db_exec (
          db, "PRAGMA synchronous = OFF; PRAGMA secure_delete = OFF; PRAGMA temp_store = FILE",
          error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
add_files (const char *copy, const char *dir, HenjiBackupScope scope, GError **error)
{
  g_autoptr (HenjiDb) db = open_aside (copy, error);
  g_autoptr (GPtrArray) paths = files_beside (dir, scope);
  Beside beside = { dir, paths };

  return db != NULL && henji_db_transact (db, "BEGIN", put_files, &beside, NULL, error);
}

/* ---- Copying --------------------------------------------------------------------------------- */

gboolean
henji_db_copy_pages (HenjiDb *db, const char *path, GError **error)
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

char *
henji_store_make_aside (const char *path, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (aside, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      henji_store_set_errno (error, errno, path);
      return NULL;
    }
  close (fd);

  return g_steal_pointer (&aside);
}

static gboolean
move_into_place (const char *aside, const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);

  if (g_rename (aside, path) == 0)
    return henji_store_sync_folder (dir, error);

  henji_store_set_errno (error, errno, path);
  return FALSE;
}

static gboolean
same_file (const char *a, const char *b)
{
  GStatBuf one, two;

  return g_stat (a, &one) == 0 && g_stat (b, &two) == 0 && one.st_dev == two.st_dev
         && one.st_ino == two.st_ino;
}

gboolean
henji_store_may_replace (const char *dir, const char *path, GError **error)
{
  g_autofree char *record = g_build_filename (dir, "henji.db", NULL);
  g_autoptr (GError) fault = NULL;

  if (same_file (path, record))
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_OURS,
                   _ ("%s is the record itself, no copy of it."), path);
      return FALSE;
    }
  if (!henji_store_inspect_file (path, &fault) && fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  return TRUE;
}

gboolean
henji_store_end_copy (
    const char *aside, const char *dir, const char *path, HenjiBackupScope scope, GError **error)
{
  return add_files (aside, dir, scope, error) && check_copy (aside, error)
         && sync_file (aside, error) && move_into_place (aside, path, error);
}

gboolean
henji_db_backup_to (HenjiDb *db, const char *path, HenjiBackupScope scope, GError **error)
{
  g_autofree char *aside = henji_store_make_aside (path, error);

  if (aside == NULL)
    return FALSE;
  if (henji_db_copy_pages (db, aside, error)
      && henji_store_end_copy (aside, db->dir, path, scope, error))
    return TRUE;

  g_unlink (aside);
  return FALSE;
}

/* ---- Bringing back --------------------------------------------------------------------------- */

/** Restore: one run of henji_store_restore(). */
typedef struct
{
  const char *dir;
  char *record; /* henji.db in it */
  char *aside;  /* (nullable): the new one */
  char *facts;  /* (nullable): the folder `facts` that comes with it */
  char *kept;   /* (nullable): the folder that takes what was there */
} Restore;

static void
restore_clear (Restore *self)
{
  if (self->aside != NULL)
    g_unlink (self->aside);
  if (self->facts != NULL)
    henji_store_remove_tree (self->facts);
  g_free (self->aside);
  g_free (self->record);
  g_free (self->facts);
  g_free (self->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Restore, restore_clear)

/* @path: a copy, or a data folder. */
static gboolean
copy_aside (Restore *self, const char *path, GError **error)
{
  gboolean folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *source = folder ? g_build_filename (path, "henji.db", NULL) : g_strdup (path);
  g_autoptr (HenjiDb) copy = NULL;

  if (!henji_store_may_replace (self->dir, source, error))
    return FALSE;
  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      henji_store_set_errno (error, ENOENT, source);
      return FALSE;
    }
  self->aside = henji_store_make_aside (self->record, error);
  if (self->aside == NULL)
    return FALSE;
  copy = henji_db_open (source, HENJI_DB_VISITOR, error);

  return copy != NULL && henji_db_quick_check (copy, error)
         && henji_db_copy_pages (copy, self->aside, error)
         && (!folder || add_files (self->aside, path, HENJI_BACKUP_WHOLE, error));
}

static gboolean
write_file (const char *dir, const char *path, GBytes *content, GError **error)
{
  g_autofree char *full = g_build_filename (dir, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);
  g_autofree char *name = g_path_get_basename (full);
  GStatBuf info;

  /* An attachment has its content for a name: one that is there already is the same. */
  if (is_sha256 (name))
    {
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

      if (strcmp (sum, name) != 0
          || (g_stat (full, &info) == 0 && info.st_size == (goffset) g_bytes_get_size (content)))
        return TRUE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      henji_store_set_errno (error, errno, folder);
      return FALSE;
    }

  return henji_store_write_file (full, content, error);
}

/* Facts hold as soon as they lie there: theirs is a folder of its own until the record is. */
static gboolean
write_files (Restore *self, HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "SELECT path, content FROM beside");
  while (henji_query_step (&q, error))
    {
      g_autofree char *path = henji_query_get_text (&q);
      g_autoptr (GBytes) content = henji_query_get_blob (&q);
      gboolean fact = path != NULL && g_str_has_prefix (path, "facts/");

      if (path == NULL || content == NULL || !may_lie_beside (path))
        continue;
      if (!write_file (fact ? self->facts : self->dir, path + (fact ? strlen ("facts/") : 0),
                       content, error))
        return FALSE;
    }

  return !henji_query_failed (&q);
}

/* A copy that an older version made holds no files: those that are there stay. */
static gboolean
unpack (Restore *self, GError **error)
{
  g_autoptr (HenjiDb) db = open_aside (self->aside, error);
  gint64 n = 0;

  if (db == NULL
      || !henji_query_number (db, "SELECT count (*) FROM sqlite_schema WHERE name = 'beside'", &n,
                              error))
    return FALSE;
  if (n == 0)
    return TRUE;

  self->facts = g_build_filename (self->dir, "facts.XXXXXX", NULL);
  if (g_mkdtemp_full (self->facts, 0700) == NULL)
    {
      henji_store_set_errno (error, errno, self->dir);
      g_clear_pointer (&self->facts, g_free);
      return FALSE;
    }

  return write_files (self, db, error) && henji_db_exec (db, "DROP TABLE beside; VACUUM", error);
}

/* What its log holds goes into the record, as far as it is sound. */
static void
empty_log (const char *record)
{
  g_autoptr (GError) ignored = NULL;
  g_autoptr (HenjiDb) db = henji_db_open (record, HENJI_DB_WRITER, &ignored);

  if (db == NULL || !henji_db_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", &ignored))
    g_message ("The log stays beside the record that is replaced: %s", ignored->message);
}

/* %TRUE also when there is none. */
static gboolean
move_file (const char *from, const char *folder, GError **error)
{
  g_autofree char *name = g_path_get_basename (from);
  g_autofree char *to = g_build_filename (folder, name, NULL);

  if (g_rename (from, to) == 0 || errno == ENOENT)
    return TRUE;

  henji_store_set_errno (error, errno, from);
  return FALSE;
}

/* The record stays where it is under its second name, so that there is one at any moment. */
static gboolean
keep_present (Restore *self, gint64 now, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *at = henji_date_of (now, zone);
  g_autofree char *name = NULL;
  g_autofree char *log = g_strconcat (self->record, "-wal", NULL);
  g_autofree char *shared = g_strconcat (self->record, "-shm", NULL);
  g_autofree char *facts = g_build_filename (self->dir, "facts", NULL);
  g_autofree char *to = NULL;
  GStatBuf info;

  if (!g_file_test (self->record, G_FILE_TEST_EXISTS)
      && (self->facts == NULL || !g_file_test (facts, G_FILE_TEST_EXISTS)))
    return TRUE;
  name = g_strconcat ("before-restore-", at, NULL);
  self->kept = g_build_filename (self->dir, "backups", name, NULL);
  for (int i = 2; g_mkdir (self->kept, 0700) != 0; i++)
    {
      if (errno != EEXIST)
        {
          henji_store_set_errno (error, errno, self->kept);
          return FALSE;
        }
      g_free (self->kept);
      self->kept = g_strdup_printf ("%s/backups/%s-%d", self->dir, name, i);
    }
  if (g_file_test (self->record, G_FILE_TEST_EXISTS))
    empty_log (self->record);
  to = g_build_filename (self->kept, "henji.db", NULL);
  if (link (self->record, to) != 0 && !move_file (self->record, self->kept, error))
    return FALSE;
  g_unlink (shared);
  if (g_stat (log, &info) == 0 && info.st_size == 0)
    g_unlink (log);

  return move_file (log, self->kept, error) && henji_store_sync_folder (self->kept, error);
}

static gboolean
put_in_place (Restore *self, GError **error)
{
  static const char *const searches[] = { "search.db", "search.db-wal", "search.db-shm" };
  g_autofree char *facts = g_build_filename (self->dir, "facts", NULL);

  if (!move_into_place (self->aside, self->record, error))
    return FALSE;
  g_clear_pointer (&self->aside, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *path = g_build_filename (self->dir, searches[i], NULL);

      g_unlink (path); /* it is built anew */
    }
  if (self->facts == NULL)
    return TRUE;
  if (self->kept != NULL && !move_file (facts, self->kept, error))
    return FALSE;
  if (g_rename (self->facts, facts) != 0)
    {
      henji_store_set_errno (error, errno, facts);
      return FALSE;
    }
  g_clear_pointer (&self->facts, g_free);

  return henji_store_sync_folder (self->dir, error);
}

gboolean
henji_store_restore (const char *dir, const char *path, gint64 now, char **kept, GError **error)
{
  g_auto (Restore) self = { .dir = dir };
  int lock;
  gboolean done;

  g_return_val_if_fail (dir != NULL && path != NULL && kept != NULL, FALSE);

  *kept = NULL;
  if (!henji_store_check_folder (dir, error) || !henji_store_make_folder (dir, error))
    return FALSE;
  lock = henji_store_lock_folder (dir, error);
  if (lock < 0)
    return FALSE;

  self.record = g_build_filename (dir, "henji.db", NULL);
  done = copy_aside (&self, path, error) && unpack (&self, error) && check_copy (self.aside, error)
         && sync_file (self.aside, error) && keep_present (&self, now, error)
         && put_in_place (&self, error);
  close (lock);
  if (done)
    *kept = g_steal_pointer (&self.kept);

  return done;
}
