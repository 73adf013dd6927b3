/* test-safety.c: what must never happen to a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-fixture.h"

#include "henji-store-private.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

static void
assert_refused (const char *dir, HenjiStoreMode mode, int code)
{
  g_autoptr (GError) error = NULL;
  HenjiStore *store = henji_store_open (dir, mode, &error);

  g_assert_null (store);
  g_test_message ("%s", error->message);
  g_assert_error (error, HENJI_STORE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static gboolean
add_some (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "abc@m", "山田", ORDER, error);

  return c != 0 && add_message (db, c, NOW, "件名", "本文", error) != 0;
}

/* A folder with a small record, closed. */
static char *
make_record (void)
{
  char *dir = make_dir ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);

  write_ok (store, add_some, NULL);

  return dir;
}

static char *
db_path (const char *dir)
{
  return g_build_filename (dir, "henji.db", NULL);
}

static GBytes *
contents (const char *path)
{
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static void
put_be32 (const char *path, goffset offset, guint32 value)
{
  int fd = open (path, O_RDWR);
  guint32 big = GUINT32_TO_BE (value);

  g_assert_cmpint (pwrite (fd, &big, 4, offset), ==, 4);
  close (fd);
}

/* ---- Refusals -----------------------------------------------------------------------------------
 */

static void
test_locked (void)
{
  g_autofree char *dir = make_record ();
  g_autoptr (HenjiStore) store = open_store (dir, HENJI_STORE_READ_WRITE);
  g_autoptr (HenjiStore) visitor = NULL;

  assert_refused (dir, HENJI_STORE_READ_WRITE, HENJI_STORE_ERROR_LOCKED);
  visitor = open_store (dir, HENJI_STORE_READ_ONLY);
  g_clear_pointer (&visitor, henji_store_close);
  g_clear_pointer (&store, henji_store_close);
  store = open_store (dir, HENJI_STORE_READ_WRITE);
  g_clear_pointer (&store, henji_store_close);
  remove_dir (dir);
}

typedef struct
{
  const char *name;
  goffset offset; /* of a 32-bit word to change; -1: see the code */
  guint32 value;
  int code;
} Fault;

static const Fault faults[] = {
  { "newer", 60, 99, HENJI_STORE_ERROR_TOO_NEW },
  { "foreign", 68, 0x12345678, HENJI_STORE_ERROR_NOT_OURS },
  { "unnamed", 68, 0, HENJI_STORE_ERROR_NOT_OURS },
  { "wrong magic", 0, 0x50415321, HENJI_STORE_ERROR_NOT_OURS },
  { "truncated", -1, 0, HENJI_STORE_ERROR_CORRUPT },
  { "zeros in page 3", -2, 0, HENJI_STORE_ERROR_CORRUPT },
  { "zeros at the beginning", -3, 0, HENJI_STORE_ERROR_CORRUPT },
  { "empty", -4, 0, HENJI_STORE_ERROR_CORRUPT },
  { "text", -5, 0, HENJI_STORE_ERROR_NOT_OURS },
};

static void
break_file (const char *path, const Fault *fault)
{
  g_autofree char *zeros = g_malloc0 (4096);
  int fd = open (path, O_RDWR);
  off_t size = lseek (fd, 0, SEEK_END);

  if (fault->offset >= 0)
    put_be32 (path, fault->offset, fault->value);
  else if (fault->offset == -1)
    g_assert_cmpint (ftruncate (fd, size / 2), ==, 0);
  else if (fault->offset == -2)
    g_assert_cmpint (pwrite (fd, zeros, 4096, 2 * 4096), ==, 4096);
  else if (fault->offset == -3)
    g_assert_cmpint (pwrite (fd, zeros, 4096, 0), ==, 4096);
  else if (fault->offset == -4)
    g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  else
    g_assert_true (g_file_set_contents (path, "order-id\tsku\n", -1, NULL));
  close (fd);
}

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    for (int mode = 0; mode < 2; mode++)
      {
        g_autofree char *dir = make_record ();
        g_autofree char *path = db_path (dir);
        g_autoptr (GBytes) before = NULL;
        g_autoptr (GBytes) after = NULL;

        g_test_message ("%s, %s", faults[i].name, mode == 0 ? "to write" : "to read");
        break_file (path, &faults[i]);
        before = contents (path);
        assert_refused (dir, mode, faults[i].code);
        after = contents (path);
        g_assert_true (g_bytes_equal (before, after)); /* not touched */
        remove_dir (dir);
      }
}

static void
test_missing (void)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *inner = g_build_filename (dir, "not", "there", NULL);
  g_autofree char *path = db_path (dir);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  assert_refused (inner, HENJI_STORE_READ_ONLY, HENJI_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));

  /* A log without its database. */
  g_assert_true (g_file_set_contents (wal, "something", -1, NULL));
  assert_refused (dir, HENJI_STORE_READ_WRITE, HENJI_STORE_ERROR_CORRUPT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  remove_dir (dir);
}

static void
test_synchronised (void)
{
  static const char *const refused[]
      = { "Dropbox", "OneDrive - Shop", "Google Drive", "Nextcloud" };
  g_autofree char *dir = make_dir ();
  g_autofree char *fine = g_build_filename (dir, "dropboxes", "henji", NULL);
  HenjiStore *store;

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_build_filename (dir, refused[i], "henji", NULL);

      assert_refused (path, HENJI_STORE_READ_WRITE, HENJI_STORE_ERROR_NOT_OURS);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  store = open_store (fine, HENJI_STORE_READ_WRITE);
  henji_store_close (store);
  remove_dir (dir);
}

static void
test_modes (void)
{
  static const char *const files[] = { "henji.db", "search.db", "lock" };
  static const char *const folders[] = { ".", "attachments", "backups" };
  g_autofree char *dir = make_dir ();
  g_autofree char *inner = g_build_filename (dir, "henji", NULL);
  mode_t old = umask (0);
  HenjiStore *store = open_store (inner, HENJI_STORE_READ_WRITE);
  GStatBuf info;

  write_ok (store, add_some, NULL);
  henji_store_index_flush (store);
  umask (old);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (inner, files[i], NULL);

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (inner, folders[i], NULL);

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0700);
    }
  henji_store_close (store);
  remove_dir (dir);
}

static gboolean
count_messages (HenjiDb *db, gpointer data, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "SELECT count (*) FROM messages");
  *(gint64 *) data = henji_query_step (&q, error) ? henji_query_get_int (&q) : -1;
  return *(gint64 *) data >= 0;
}

static void
test_read_only_folder (void)
{
  g_autofree char *dir = make_record ();
  HenjiStore *visitor;
  gint64 n;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write anywhere");
      remove_dir (dir);
      return;
    }
  g_assert_cmpint (g_chmod (dir, 0500), ==, 0);
  assert_refused (dir, HENJI_STORE_READ_WRITE, HENJI_STORE_ERROR_READONLY);
  visitor = open_store (dir, HENJI_STORE_READ_ONLY);
  read_ok (visitor, count_messages, &n);
  g_assert_cmpint (n, ==, 1);
  henji_store_close (visitor);
  g_chmod (dir, 0700);
  remove_dir (dir);
}

static void
test_visitor_writes_nothing (void)
{
  g_autofree char *dir = make_record ();
  g_autofree char *path = db_path (dir);
  g_autoptr (GBytes) before = contents (path);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) blob = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  HenjiStore *visitor = open_store (dir, HENJI_STORE_READ_ONLY);

  g_assert_false (
      henji_store_write (visitor, HENJI_STORE_PRIORITY_USER, add_some, NULL, NULL, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_READONLY);
  g_clear_error (&error);
  g_assert_false (henji_store_put_blob (visitor, blob, NULL, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_READONLY);
  henji_store_close (visitor);
  after = contents (path);
  g_assert_true (g_bytes_equal (before, after));
  remove_dir (dir);
}

/* ---- A full disk --------------------------------------------------------------------------------
 */

static gboolean
limit_pages (HenjiDb *db, gpointer data, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", GPOINTER_TO_INT (data));

  return henji_db_exec (db, sql, error);
}

static gboolean
add_long (HenjiDb *db, gpointer data, GError **error)
{
  g_autofree char *body = g_strnfill (100000, 'x');

  for (int i = 0; i < 20; i++)
    if (add_message (db, 1, NOW, "", body, error) == 0)
      return FALSE;

  return TRUE;
}

static void
test_full (void)
{
  g_autofree char *dir = make_record ();
  g_autoptr (GError) error = NULL;
  HenjiStore *store = open_store (dir, HENJI_STORE_READ_WRITE);
  gint64 n;

  write_ok (store, limit_pages, GINT_TO_POINTER (1));
  g_assert_false (
      henji_store_write (store, HENJI_STORE_PRIORITY_BULK, add_long, NULL, NULL, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_FULL);
  read_ok (store, count_messages, &n);
  g_assert_cmpint (n, ==, 1); /* whole batch or none */
  write_ok (store, limit_pages, GINT_TO_POINTER (1000000));
  write_ok (store, add_long, NULL);
  read_ok (store, count_messages, &n);
  g_assert_cmpint (n, ==, 21);
  henji_store_close (store);
  remove_dir (dir);
}

/* ---- Killed at any moment -----------------------------------------------------------------------
 */

static gboolean
add_batch (HenjiDb *db, gpointer data, GError **error)
{
  gint64 c = add_case (db, "k@m", "山田", NULL, error);

  for (int i = 0; i < 10; i++)
    if (add_message (db, c, NOW + i, "件名", "本文", error) == 0)
      return FALSE;

  return TRUE;
}

/* Writes batches and says so through @fd after each commit, until killed. */
static void
write_until_killed (const char *dir, int fd)
{
  HenjiStore *store = henji_store_open (dir, HENJI_STORE_READ_WRITE, NULL);

  while (store != NULL
         && henji_store_write (store, HENJI_STORE_PRIORITY_BULK, add_batch, NULL, NULL, NULL))
    if (write (fd, "x", 1) != 1)
      break;
  _exit (1);
}

static gint64
bytes_in (int fd)
{
  char buffer[4096];
  gint64 all = 0;
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    all += n;
  close (fd);

  return all;
}

static void
test_killed (void)
{
  g_autofree char *dir = make_dir ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  gint64 acknowledged = 0;

  for (int round = 0; round < 25; round++)
    {
      g_autoptr (GPtrArray) found = NULL;
      HenjiStore *store;
      gint64 n;
      int ends[2];
      pid_t child;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        {
          close (ends[0]);
          write_until_killed (dir, ends[1]);
        }
      close (ends[1]);
      g_usleep ((gulong) g_rand_int_range (rand, 1000, 60000));
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);
      acknowledged += bytes_in (ends[0]);

      store = open_store (dir, HENJI_STORE_READ_WRITE);
      read_ok (store, count_messages, &n);
      g_assert_cmpint (n % 10, ==, 0);
      g_assert_cmpint (n / 10, >=, acknowledged);
      g_assert_cmpint (n / 10, <=, acknowledged + 1);
      acknowledged = n / 10;
      found = henji_store_verify (store, FALSE, NULL, NULL);
      for (guint i = 0; i < found->len; i++)
        g_test_message ("%s", (char *) found->pdata[i]);
      g_assert_cmpuint (found->len, ==, 0);
      henji_store_close (store);
    }
  g_assert_cmpint (acknowledged, >, 0);
  remove_dir (dir);
}

/* ---- Copies, and records of earlier versions
 * ------------------------------------------------------ */

static void
test_backup (void)
{
  g_autofree char *dir = make_record ();
  g_autofree char *other = make_dir ();
  g_autofree char *path = db_path (other);
  g_autofree char *nowhere = g_build_filename (dir, "no", "folder", "x.db", NULL);
  g_autoptr (GError) error = NULL;
  HenjiStore *store = open_store (dir, HENJI_STORE_READ_WRITE);
  HenjiStore *copy;
  gint64 n;

  g_assert_true (henji_store_backup (store, path, &error));
  g_assert_no_error (error);
  g_assert_false (henji_store_backup (store, nowhere, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND);
  copy = open_store (other, HENJI_STORE_READ_WRITE);
  read_ok (copy, count_messages, &n);
  g_assert_cmpint (n, ==, 1);
  henji_store_close (copy);
  henji_store_close (store);
  remove_dir (dir);
  remove_dir (other);
}

static char *
dump_tables (const char *path, gboolean full)
{
  GString *text = g_string_new (NULL);
  sqlite3 *db;
  sqlite3_stmt *tables;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table' "
                                       "AND name NOT LIKE 'sqlite_stat%' ORDER BY 1",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (tables, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2", name);
      sqlite3_stmt *rows;
      int n = 0;

      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
      for (; sqlite3_step (rows) == SQLITE_ROW; n++)
        {
          g_string_append_printf (text, "%s|", name);
          for (int i = 0; i < sqlite3_column_count (rows); i++)
            {
              const char *value = (const char *) sqlite3_column_text (rows, i);

              g_string_append_printf (text, "%s|", value != NULL ? value : "(null)");
            }
          g_string_append_c (text, '\n');
        }
      /* Only what needs a file of its own may be empty in a dump. */
      if (full && n == 0 && strcmp (name, "attachments") != 0
          && strcmp (name, "message_attachments") != 0)
        {
          g_test_message ("no row in %s", name);
          g_test_fail ();
        }
      sqlite3_finalize (rows);
    }
  sqlite3_finalize (tables);
  sqlite3_close (db);

  return g_string_free (text, FALSE);
}

static gboolean
check_old (HenjiDb *db, gpointer data, GError **error)
{
  g_autoptr (HenjiOrder) order = henji_db_order_get (db, "250-0000002-7654321", error);
  HenjiCaseFilter all = { .court = -1, .kind = -1, .language = -1 };
  g_autoptr (GArray) rows = henji_db_case_rows (db, &all, error);

  g_assert_nonnull (order);
  g_assert_cmpstr (order->buyer_name, ==, "山田 花子 髙﨑 𠮷野家");
  g_assert_cmpint (((HenjiOrderItem *) order->items->pdata[0])->price.minor, ==, -2);
  g_assert_cmpuint (rows->len, ==, 9); /* ten, two of them merged */

  return TRUE;
}

/* Every row, with what newer columns add at its end. */
static void
assert_all_there (const char *after, const char *before)
{
  g_auto (GStrv) now = g_strsplit (after, "\n", -1);
  g_auto (GStrv) then = g_strsplit (before, "\n", -1);

  g_assert_cmpuint (g_strv_length (now), ==, g_strv_length (then));
  for (guint i = 0; then[i] != NULL; i++)
    if (!g_str_has_prefix (now[i], then[i]))
      g_assert_cmpstr (now[i], ==, then[i]);
}

static void
check_version (const char *file, gboolean full)
{
  g_autofree char *dir = make_dir ();
  g_autofree char *path = db_path (dir);
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", "db", file, NULL);
  g_autofree char *sql = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  HenjiStore *store;
  sqlite3 *db;

  g_assert_true (g_file_get_contents (dump, &sql, NULL, NULL));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  before = dump_tables (path, full);

  store = open_store (dir, HENJI_STORE_READ_WRITE);
  read_ok (store, check_old, NULL);
  found = henji_store_verify (store, FALSE, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  hits = henji_store_search (store, "𠮷野家", 10, NULL, NULL);
  g_assert_cmpuint (hits->len, >, 0);
  henji_store_close (store);
  after = dump_tables (path, FALSE);
  assert_all_there (after, before);
  remove_dir (dir);
}

static void
test_old_versions (void)
{
  check_version ("v1.sql", TRUE);
  check_version ("v2.sql", FALSE);
  check_version ("v3.sql", FALSE);
}

static gint64
number_of (HenjiDb *db, const char *sql)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autoptr (GError) error = NULL;

  henji_query_begin (&q, db, sql);
  g_assert_true (henji_query_step (&q, &error));
  return henji_query_get_int (&q);
}

static void
test_migration (void)
{
  static const char *const good[] = { NULL,
                                      NULL,
                                      NULL,
                                      NULL,
                                      "ALTER TABLE settings ADD COLUMN since INTEGER",
                                      "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT" };
  static const char *const bad[]
      = { NULL, NULL, NULL, NULL,
          "ALTER TABLE settings ADD COLUMN since INTEGER; SELECT nonsense" };
  static const char *const dangling[] = { NULL, NULL, NULL, NULL, "DELETE FROM cases" };
  g_autofree char *dir = make_record ();
  g_autofree char *path = db_path (dir);
  g_autofree char *backups = g_build_filename (dir, "backups", NULL);
  g_autofree char *copy_path = g_build_filename (backups, "before-version-6.db", NULL);
  g_autofree char *nowhere = g_build_filename (dir, "no", "backups", NULL);
  g_autoptr (GError) error = NULL;
  HenjiDb *db = henji_db_open (path, HENJI_DB_WRITER, &error);
  HenjiDb *copy;

  g_assert_false (henji_store_migrate_by (db, bad, 5, backups, &error));
  g_clear_error (&error);
  g_assert_cmpint (number_of (db, "PRAGMA user_version"), ==, 4);
  g_assert_cmpint (number_of (db, "SELECT count (*) FROM pragma_table_info ('settings')"), ==, 2);
  g_assert_false (henji_store_migrate_by (db, dangling, 5, backups, &error));
  g_assert_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_cmpint (number_of (db, "SELECT count (*) FROM cases"), ==, 1);
  g_assert_false (henji_store_migrate_by (db, good, 6, nowhere, &error)); /* no copy, no change */
  g_clear_error (&error);
  g_assert_cmpint (number_of (db, "PRAGMA user_version"), ==, 4);

  g_assert_true (henji_store_migrate_by (db, good, 6, backups, &error));
  g_assert_no_error (error);
  g_assert_cmpint (number_of (db, "PRAGMA user_version"), ==, 6);
  g_assert_cmpint (number_of (db, "SELECT count (*) FROM pragma_table_info ('settings')"), ==, 3);
  g_assert_cmpint (number_of (db, "SELECT count (*) FROM messages"), ==, 1);
  g_assert_cmpint (number_of (db, "PRAGMA foreign_keys"), ==, 1);
  henji_db_close (db);

  copy = henji_db_open (copy_path, HENJI_DB_VISITOR, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number_of (copy, "PRAGMA user_version"), ==, 4);
  g_assert_cmpint (number_of (copy, "SELECT count (*) FROM messages"), ==, 1);
  henji_db_close (copy);

  /* To this version the result is one of the future. */
  assert_refused (dir, HENJI_STORE_READ_WRITE, HENJI_STORE_ERROR_TOO_NEW);
  assert_refused (dir, HENJI_STORE_READ_ONLY, HENJI_STORE_ERROR_TOO_NEW);
  remove_dir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/killed", test_killed); /* forks: before there are threads */
  g_test_add_func ("/safety/locked", test_locked);
  g_test_add_func ("/safety/faults", test_faults);
  g_test_add_func ("/safety/missing", test_missing);
  g_test_add_func ("/safety/synchronised", test_synchronised);
  g_test_add_func ("/safety/modes", test_modes);
  g_test_add_func ("/safety/read-only-folder", test_read_only_folder);
  g_test_add_func ("/safety/visitor-writes-nothing", test_visitor_writes_nothing);
  g_test_add_func ("/safety/full", test_full);
  g_test_add_func ("/safety/backup", test_backup);
  g_test_add_func ("/safety/migration", test_migration);
  g_test_add_func ("/safety/old-versions", test_old_versions);

  return g_test_run ();
}
