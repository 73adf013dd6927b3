/* henji-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The record as a whole: its folder, its threads, the queues of work.
 */
#define G_LOG_DOMAIN "henji-store"

#include "config.h"

#include "henji-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define N_READERS 2
/* Records up to this size are checked whole at each start (some 50 ms); larger ones by verify. */
#define CHECK_AT_START (32 * 1024 * 1024)

/* Work on its way: lives on the stack of the thread that waits for it. */
typedef struct
{
  HenjiStoreFunc func;
  gpointer data;
  GCancellable *cancellable;
  GError **error;
  gboolean bare; /* without a transaction */
  gboolean result;
  gboolean done;
} Job;

/* Jobs waiting for the writer, or for the readers. */
typedef struct
{
  GMutex lock;
  GCond more;
  GCond finished;
  GQueue jobs[2]; /* by HenjiStorePriority */
  gboolean ending;
} Line;

struct _HenjiStore
{
  char *dir;
  HenjiStoreMode mode;
  int lock_fd;
  Line writes;
  Line reads;
  HenjiDb *writer_db;
  HenjiDb *reader_dbs[N_READERS];
  GThread *writer;
  GThread *readers[N_READERS];
  HenjiIndex *index; /* (nullable): none when read-only */
  GMutex changed_lock;
  HenjiStoreChanged changed;
  gpointer changed_data;
};

typedef struct
{
  HenjiStore *store;
  HenjiDb *db;
} ReaderStart;

GQuark
henji_store_error_quark (void)
{
  return g_quark_from_static_string ("henji-store-error");
}

/* ---- Lines of jobs --------------------------------------------------------------------------- */

static void
line_init (Line *line)
{
  g_mutex_init (&line->lock);
  g_cond_init (&line->more);
  g_cond_init (&line->finished);
  for (guint i = 0; i < G_N_ELEMENTS (line->jobs); i++)
    g_queue_init (&line->jobs[i]);
}

static void
line_clear (Line *line)
{
  g_mutex_clear (&line->lock);
  g_cond_clear (&line->more);
  g_cond_clear (&line->finished);
}

static gboolean
line_do (Line *line, HenjiStorePriority priority, Job *job)
{
  g_mutex_lock (&line->lock);
  g_queue_push_tail (&line->jobs[priority], job);
  g_cond_signal (&line->more);
  while (!job->done)
    g_cond_wait (&line->finished, &line->lock);
  g_mutex_unlock (&line->lock);

  return job->result;
}

/* The next job, %NULL when there is none and the line ends. */
static Job *
line_take (Line *line)
{
  Job *job = NULL;

  g_mutex_lock (&line->lock);
  for (;;)
    {
      for (guint i = 0; job == NULL && i < G_N_ELEMENTS (line->jobs); i++)
        job = g_queue_pop_head (&line->jobs[i]);
      if (job != NULL || line->ending)
        break;
      g_cond_wait (&line->more, &line->lock);
    }
  g_mutex_unlock (&line->lock);

  return job;
}

static void
line_finish (Line *line, Job *job, gboolean result)
{
  g_mutex_lock (&line->lock);
  job->result = result;
  job->done = TRUE;
  g_cond_broadcast (&line->finished);
  g_mutex_unlock (&line->lock);
}

static void
line_end (Line *line)
{
  g_mutex_lock (&line->lock);
  line->ending = TRUE;
  g_cond_broadcast (&line->more);
  g_mutex_unlock (&line->lock);
}

/* ---- Threads --------------------------------------------------------------------------------- */

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static void
announce (HenjiStore *self)
{
  GArray *rows = self->writer_db->changed;
  guint n = 0;

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    if (n == 0 || g_array_index (rows, gint64, n - 1) != g_array_index (rows, gint64, i))
      g_array_index (rows, gint64, n++) = g_array_index (rows, gint64, i);
  g_array_set_size (rows, n);

  if (self->index != NULL)
    henji_index_kick (self->index);
  g_mutex_lock (&self->changed_lock);
  if (self->changed != NULL)
    self->changed (rows, self->changed_data);
  g_mutex_unlock (&self->changed_lock);
}

static gboolean
run_job (HenjiDb *db, const char *begin, Job *job)
{
  if (job->bare)
    return job->func (db, job->data, job->error);

  return henji_db_transact (db, begin, job->func, job->data, job->cancellable, job->error);
}

static gpointer
writer_thread (gpointer data)
{
  HenjiStore *self = data;
  Job *job;

  henji_db_adopt (self->writer_db);
  while ((job = line_take (&self->writes)) != NULL)
    {
      gboolean done = run_job (self->writer_db, "BEGIN IMMEDIATE", job);

      if (done && !job->bare)
        announce (self);
      line_finish (&self->writes, job, done);
    }

  return NULL;
}

static gpointer
reader_thread (gpointer data)
{
  g_autofree ReaderStart *start = data;
  Line *line = &start->store->reads;
  Job *job;

  henji_db_adopt (start->db);
  while ((job = line_take (line)) != NULL)
    line_finish (line, job, run_job (start->db, "BEGIN", job));

  return NULL;
}

/* ---- Opening and closing --------------------------------------------------------------------- */

static gboolean
check_at_start (HenjiDb *db, const char *path, GError **error)
{
  GStatBuf info;

  return g_stat (path, &info) != 0 || info.st_size > CHECK_AT_START
         || henji_db_quick_check (db, error);
}

static gboolean
open_writer (HenjiStore *self, const char *path, GError **error)
{
  g_autofree char *backups = g_build_filename (self->dir, "backups", NULL);
  g_auto (HenjiQuery) q = { 0 };

  self->writer_db = henji_db_open (path, HENJI_DB_WRITER, error);
  if (self->writer_db == NULL || !check_at_start (self->writer_db, path, error)
      || !henji_store_migrate (self->writer_db, backups, error))
    return FALSE;

  henji_query_begin (&q, self->writer_db, "PRAGMA journal_mode = WAL");
  if (!henji_query_step (&q, error))
    return FALSE;
  if (g_strcmp0 (henji_query_peek_text (&q), "wal") != 0)
    {
      g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_FAILED,
                   _ ("The disk of %s cannot hold the record safely."), self->dir);
      return FALSE;
    }

  return TRUE;
}

static gboolean
open_readers (HenjiStore *self, const char *path, GError **error)
{
  HenjiDbRole role = self->mode == HENJI_STORE_READ_WRITE ? HENJI_DB_READER : HENJI_DB_VISITOR;

  for (guint i = 0; i < N_READERS; i++)
    {
      self->reader_dbs[i] = henji_db_open (path, role, error);
      if (self->reader_dbs[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/* An older schema needs a writer to bring it up to date; a newer one may hide in the log. */
static gboolean
check_version (HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 version;

  henji_query_begin (&q, db, "PRAGMA user_version");
  if (!henji_query_step (&q, error))
    return FALSE;
  version = henji_query_get_int (&q);
  if (version == HENJI_STORE_SCHEMA)
    return TRUE;

  if (version > HENJI_STORE_SCHEMA)
    g_set_error_literal (
        error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_TOO_NEW,
        _ ("The record was written by a newer version of Henji. It was not touched; "
           "install that version to open it."));
  else
    g_set_error_literal (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_READONLY,
                         _ ("The record was written by an older version. Open it once with the "
                            "desk, which brings it up to date."));
  return FALSE;
}

static gboolean
open_files (HenjiStore *self, GError **error)
{
  g_autofree char *path = g_build_filename (self->dir, "henji.db", NULL);
  g_autoptr (GError) local = NULL;
  gboolean exists;

  if (self->mode == HENJI_STORE_READ_WRITE)
    {
      if (!henji_store_check_folder (self->dir, error)
          || !henji_store_make_folder (self->dir, error))
        return FALSE;
      self->lock_fd = henji_store_lock_folder (self->dir, error);
      if (self->lock_fd < 0)
        return FALSE;
    }

  exists = henji_store_inspect_file (path, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (self->mode == HENJI_STORE_READ_ONLY)
    {
      if (!exists)
        {
          g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND,
                       _ ("There is no record in %s."), self->dir);
          return FALSE;
        }
      return open_readers (self, path, error) && check_version (self->reader_dbs[0], error)
             && check_at_start (self->reader_dbs[0], path, error);
    }

  return (exists || henji_store_create_file (path, error)) && open_writer (self, path, error)
         && open_readers (self, path, error);
}

static void
start_threads (HenjiStore *self)
{
  if (self->writer_db != NULL)
    {
      self->index = henji_index_start (self->dir);
      self->writer = g_thread_new ("henji-writer", writer_thread, self);
    }
  for (guint i = 0; i < N_READERS; i++)
    {
      ReaderStart *start = g_new (ReaderStart, 1);

      *start = (ReaderStart){ self, self->reader_dbs[i] };
      self->readers[i] = g_thread_new ("henji-reader", reader_thread, start);
    }
}

/* Nobody asks SQLite how much memory it uses, and counting it costs a lock that all threads share.
 */
static gpointer
configure_sqlite (gpointer data)
{
  if (sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK)
    g_debug ("SQLite was in use before");

  return NULL;
}

HenjiStore *
henji_store_open (const char *dir, HenjiStoreMode mode, GError **error)
{
  static GOnce configured = G_ONCE_INIT;
  g_autoptr (HenjiStore) self = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  g_once (&configured, configure_sqlite, NULL);

  self = g_new0 (HenjiStore, 1);
  self->dir = g_canonicalize_filename (dir, NULL);
  self->mode = mode;
  self->lock_fd = -1;
  line_init (&self->writes);
  line_init (&self->reads);
  g_mutex_init (&self->changed_lock);

  if (!open_files (self, error))
    return NULL;
  start_threads (self);

  return g_steal_pointer (&self);
}

/* The writer leaves one tidy file. Errors here lose nothing: the log is read at the next start. */
static void
close_writer (HenjiStore *self)
{
  g_autoptr (GError) error = NULL;

  henji_db_adopt (self->writer_db);
  if (!henji_db_exec (self->writer_db, "PRAGMA optimize; PRAGMA wal_checkpoint (TRUNCATE);",
                      &error))
    g_debug ("The log stays: %s", error->message);
  henji_db_close (self->writer_db);
}

void
henji_store_close (HenjiStore *self)
{
  if (self == NULL)
    return;

  henji_store_set_changed (self, NULL, NULL);
  line_end (&self->writes);
  line_end (&self->reads);
  if (self->writer != NULL)
    g_thread_join (self->writer);
  for (guint i = 0; i < N_READERS; i++)
    if (self->readers[i] != NULL)
      g_thread_join (self->readers[i]);
  g_clear_pointer (&self->index, henji_index_stop);
  for (guint i = 0; i < N_READERS; i++)
    henji_db_close (self->reader_dbs[i]);
  if (self->writer != NULL)
    close_writer (self);
  else
    henji_db_close (self->writer_db); /* refused at the door: nothing is written */
  if (self->lock_fd >= 0)
    close (self->lock_fd);

  line_clear (&self->writes);
  line_clear (&self->reads);
  g_mutex_clear (&self->changed_lock);
  g_free (self->dir);
  g_free (self);
}

const char *
henji_store_dir (HenjiStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->dir;
}

HenjiStoreMode
henji_store_mode (HenjiStore *self)
{
  g_return_val_if_fail (self != NULL, HENJI_STORE_READ_ONLY);
  return self->mode;
}

/* ---- Work ------------------------------------------------------------------------------------ */

gboolean
henji_store_write (HenjiStore *self,
                   HenjiStorePriority priority,
                   HenjiStoreFunc func,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  Job job = { .func = func, .data = data, .cancellable = cancellable, .error = error };

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  g_return_val_if_fail (g_thread_self () != self->writer, FALSE);

  if (self->writer == NULL)
    {
      henji_store_set_sqlite_error (error, SQLITE_READONLY, NULL);
      return FALSE;
    }

  return line_do (&self->writes, priority, &job);
}

gboolean
henji_store_read (
    HenjiStore *self, HenjiStoreFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Job job = { .func = func, .data = data, .cancellable = cancellable, .error = error };

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  for (guint i = 0; i < N_READERS; i++)
    g_return_val_if_fail (g_thread_self () != self->readers[i], FALSE);

  return line_do (&self->reads, HENJI_STORE_PRIORITY_USER, &job);
}

void
henji_store_set_changed (HenjiStore *self, HenjiStoreChanged changed, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->changed_lock);
  self->changed = changed;
  self->changed_data = user_data;
  g_mutex_unlock (&self->changed_lock);
}

static gboolean
copy_pages (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_copy_pages (db, data, error);
}

gboolean
henji_store_backup (HenjiStore *self, const char *path, GError **error)
{
  g_autofree char *aside = NULL;
  Job job = { .func = copy_pages, .error = error, .bare = TRUE };

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (!henji_store_may_replace (self->dir, path, error))
    return FALSE;
  job.data = aside = henji_store_make_aside (path, error);
  if (aside == NULL)
    return FALSE;
  /* The writer's own connection copies without starting over at each write. The files beside it are
   * read here, so that nobody waits for them. */
  if (line_do (self->writer != NULL ? &self->writes : &self->reads, HENJI_STORE_PRIORITY_BULK, &job)
      && henji_store_end_copy (aside, self->dir, path, HENJI_BACKUP_WHOLE, error))
    return TRUE;

  g_unlink (aside);
  return FALSE;
}

void
henji_store_index_flush (HenjiStore *self)
{
  g_return_if_fail (self != NULL);

  if (self->index != NULL)
    henji_index_flush (self->index);
}
