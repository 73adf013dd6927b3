/* henji-index.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps search.db in step with henji.db, on a thread of its own.
 *
 * search.db can always be deleted and is then made anew. Messages get dense document numbers in the
 * order of their dates: newer ones above, older ones below all that is there, so that the newest
 * hits come first without sorting. Where that fails (an archive imported between two others)
 * `disorder` counts it, and a search sorts what it finds.
 */
#define G_LOG_DOMAIN "henji-index"

#include "config.h"

#include "henji-index.h"

#include "henji-words.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FIRST_DOCID (G_GINT64_CONSTANT (1) << 40)
#define LAYOUT (1000 + HENJI_WORDS_VERSION)
#define BATCH 1000
/* Bytes of text in one batch: memory stays flat also with long mails. */
#define BATCH_BYTES (4 * 1024 * 1024)

struct _HenjiIndex
{
  char *path;
  char *search_path;
  GThread *thread;
  GMutex lock;
  GCond cond;
  guint64 wanted; /* counts kicks */
  guint64 done;   /* the kick up to which all is indexed */
  gboolean ending;
  /* The thread's own: */
  HenjiDb *db;
  HenjiDb *out; /* search.db */
};

/* How often search.db was made anew in this process: readers then open it again. */
static gint epoch;

/* ---- The file -------------------------------------------------------------------------------- */

static const char schema[]
    = "CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT "
      "ROWID;"
      "CREATE TABLE docs (docid INTEGER PRIMARY KEY, message INTEGER NOT NULL, at INTEGER NOT "
      "NULL) STRICT;"
      "CREATE TABLE things (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, ref INTEGER NOT NULL, "
      "at INTEGER NOT NULL, digits TEXT NOT NULL, UNIQUE (kind, ref)) STRICT;"
      "CREATE INDEX things_by_digits ON things (digits) WHERE digits != '';"
      "CREATE VIRTUAL TABLE message_words USING fts5 (body, content='', columnsize=0, "
      "tokenize='henji');"
      "CREATE VIRTUAL TABLE message_short USING fts5 (body, content='', columnsize=0, detail=none, "
      "tokenize='henji_short');"
      "CREATE VIRTUAL TABLE thing_words USING fts5 (body, tokenize='henji');"
      "INSERT INTO message_words (message_words, rank) VALUES ('hashsize', 16777216);"
      "INSERT INTO message_short (message_short, rank) VALUES ('hashsize', 4194304);";

static void
remove_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (path, endings[i], NULL);

      g_unlink (file);
    }
  g_atomic_int_inc (&epoch);
}

static gboolean
get_state (HenjiDb *out, const char *key, gint64 *value, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, out, "SELECT value FROM state WHERE key = ?");
  henji_query_bind_text (&q, key);
  *value = henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;

  return !henji_query_failed (&q);
}

static gboolean
set_state (HenjiDb *out, const char *key, gint64 value, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, out, "REPLACE INTO state VALUES (?, ?)");
  henji_query_bind_text (&q, key);
  henji_query_bind_int (&q, value);
  return henji_query_run (&q, error);
}

/* Tells one record from another whose numbers happen to fit. */
static gboolean
fingerprint (HenjiDb *db, gint64 message, gint64 *print, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  *print = 0;
  henji_query_begin (&q, db, "SELECT uuid FROM messages WHERE id = ?");
  henji_query_bind_int (&q, message);
  if (henji_query_step (&q, error))
    *print = (gint64) g_str_hash (henji_query_peek_text (&q)) + 1;

  return !henji_query_failed (&q);
}

/* Is this index one of this record, made by these words? */
static gboolean
belongs (HenjiIndex *self, GError **error)
{
  gint64 version, tail, touched, print, kept, last_touched;

  return henji_query_number (self->out, "PRAGMA user_version", &version, error) && version == LAYOUT
         && get_state (self->out, "tail", &tail, error)
         && get_state (self->out, "tail_print", &kept, error)
         && fingerprint (self->db, tail, &print, error) && print == kept
         && get_state (self->out, "touched", &touched, error)
         && henji_query_number (self->db, "SELECT coalesce (max (seq), 0) FROM touched",
                                &last_touched, error)
         && touched <= last_touched;
}

static gboolean
make_schema (HenjiDb *out, gpointer data, GError **error)
{
  gint64 tail = *(gint64 *) data;
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", LAYOUT);

  /* What is there already is history, taken in from the newest back. */
  return henji_db_exec (out, schema, error) && henji_db_exec (out, version, error)
         && set_state (out, "tail", tail, error) && set_state (out, "touched", 0, error)
         && set_state (out, "low", FIRST_DOCID, error)
         && set_state (out, "high", FIRST_DOCID - 1, error)
         && set_state (out, "low_at", G_MAXINT64, error)
         && set_state (out, "high_at", G_MININT64, error) && set_state (out, "disorder", 0, error)
         && set_state (out, "history", tail > 0, error)
         && set_state (out, "history_first", tail, error)
         && set_state (out, "history_at", G_MAXINT64, error)
         && set_state (out, "history_id", G_MAXINT64, error);
}

static HenjiDb *
open_out (HenjiIndex *self, GError **error)
{
  g_autoptr (HenjiDb) out = NULL;
  int code;

  if (!g_file_test (self->search_path, G_FILE_TEST_EXISTS)
      && !g_file_set_contents_full (self->search_path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600,
                                    error))
    return NULL;
  out = henji_db_open (self->search_path, HENJI_DB_WRITER, error);
  if (out == NULL)
    return NULL;
  code = henji_words_register (out->handle);
  if (code != SQLITE_OK)
    {
      henji_store_set_sqlite_error (error, code, "the tokenizers");
      return NULL;
    }

  return henji_db_exec (
             out,
             "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;",
             error)
             ? g_steal_pointer (&out)
             : NULL;
}

/* Opens search.db; whatever is wrong with it, it is made anew. */
static gboolean
prepare (HenjiIndex *self, GError **error)
{
  gint64 tail, print;

  if (self->out != NULL)
    return TRUE;

  self->out = open_out (self, NULL);
  if (self->out != NULL && belongs (self, NULL))
    return TRUE;

  g_clear_pointer (&self->out, henji_db_close);
  remove_files (self->search_path);
  self->out = open_out (self, error);
  if (self->out == NULL
      || !henji_query_number (self->db, "SELECT coalesce (max (id), 0) FROM messages", &tail, error)
      || !henji_db_transact (self->out, "BEGIN IMMEDIATE", make_schema, &tail, NULL, error)
      || !fingerprint (self->db, tail, &print, error)
      || !set_state (self->out, "tail_print", print, error))
    {
      g_clear_pointer (&self->out, henji_db_close);
      return FALSE;
    }

  return TRUE;
}

/* ---- Taking in ------------------------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  gint64 at;
  char *text;
} Entry;

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->text);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a;
  const Entry *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* The rows @q finds (id, at), each with its text. */
static GArray *
read_entries (HenjiIndex *self, HenjiQuery *q, gboolean *more, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gsize bytes = 0;

  *more = FALSE;
  g_array_set_clear_func (entries, clear_entry);
  while (henji_query_step (q, error))
    {
      Entry entry = { henji_query_get_int (q), henji_query_get_int (q), NULL };
      g_autoptr (GError) local = NULL;
      g_autoptr (HenjiDoc) doc = henji_doc_of_message (self->db, entry.id, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      entry.text = doc != NULL ? henji_doc_text (doc) : g_strdup ("");
      bytes += strlen (entry.text);
      g_array_append_val (entries, entry);
      if (entries->len >= BATCH || bytes >= BATCH_BYTES)
        {
          *more = TRUE;
          break;
        }
    }

  return henji_query_failed (q) ? NULL : g_steal_pointer (&entries);
}

static gboolean
put_entry (HenjiDb *out, gint64 docid, const Entry *entry, GError **error)
{
  static const char *const into[] = { "INSERT INTO message_words (rowid, body) VALUES (?, ?)",
                                      "INSERT INTO message_short (rowid, body) VALUES (?, ?)" };
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, out, "INSERT INTO docs VALUES (?, ?, ?)");
  henji_query_bind_int (&q, docid);
  henji_query_bind_int (&q, entry->id);
  henji_query_bind_int (&q, entry->at);
  if (!henji_query_run (&q, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (into); i++)
    {
      g_auto (HenjiQuery) words = { 0 };

      henji_query_begin (&words, out, into[i]);
      henji_query_bind_int (&words, docid);
      henji_query_bind_text (&words, entry->text);
      if (!henji_query_run (&words, error))
        return FALSE;
    }

  return TRUE;
}

/* Numbers a batch, sorted by date: what is older than all goes below, the rest above. */
static gboolean
put_entries (HenjiDb *out, GArray *entries, GError **error)
{
  gint64 low, high, low_at, high_at, disorder;
  guint below = 0;

  if (entries->len == 0)
    return TRUE;
  if (!get_state (out, "low", &low, error) || !get_state (out, "high", &high, error)
      || !get_state (out, "low_at", &low_at, error) || !get_state (out, "high_at", &high_at, error)
      || !get_state (out, "disorder", &disorder, error))
    return FALSE;

  if (low <= high)
    while (below < entries->len && g_array_index (entries, Entry, below).at < low_at)
      below++;
  low -= below;
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      gint64 docid = i < below ? low + i : ++high;

      if (i >= below && entry->at < high_at)
        disorder++;
      if (i >= below)
        high_at = MAX (high_at, entry->at);
      low_at = MIN (low_at, entry->at);
      if (!put_entry (out, docid, entry, error))
        return FALSE;
    }
  /* A first batch of old mail alone has a highest date, too. */
  high_at = MAX (high_at, g_array_index (entries, Entry, entries->len - 1).at);

  return set_state (out, "low", low, error) && set_state (out, "high", high, error)
         && set_state (out, "low_at", low_at, error) && set_state (out, "high_at", high_at, error)
         && set_state (out, "disorder", disorder, error);
}

typedef struct
{
  HenjiIndex *self;
  gboolean more;
} Step;

/* New messages, by their number. */
static gboolean
take_tail (HenjiDb *out, gpointer data, GError **error)
{
  Step *step = data;
  g_autoptr (GArray) entries = NULL;
  g_auto (HenjiQuery) q = { 0 };
  gint64 tail, print;

  if (!get_state (out, "tail", &tail, error))
    return FALSE;
  henji_query_begin (&q, step->self->db, "SELECT id, at FROM messages WHERE id > ? ORDER BY id");
  henji_query_bind_int (&q, tail);
  entries = read_entries (step->self, &q, &step->more, error);
  if (entries == NULL)
    return FALSE;
  if (entries->len == 0)
    return TRUE;

  tail = g_array_index (entries, Entry, entries->len - 1).id;
  g_array_sort (entries, compare_entries);
  return put_entries (out, entries, error) && set_state (out, "tail", tail, error)
         && fingerprint (step->self->db, tail, &print, error)
         && set_state (out, "tail_print", print, error);
}

/* What was there before the index, from the newest back. */
static gboolean
take_history (HenjiDb *out, gpointer data, GError **error)
{
  Step *step = data;
  g_autoptr (GArray) entries = NULL;
  g_auto (HenjiQuery) q = { 0 };
  gint64 history, at, id, first;

  if (!get_state (out, "history", &history, error))
    return FALSE;
  if (history == 0)
    return TRUE;
  if (!get_state (out, "history_at", &at, error) || !get_state (out, "history_id", &id, error)
      || !get_state (out, "history_first", &first, error))
    return FALSE;

  henji_query_begin (&q, step->self->db,
                     "SELECT id, at FROM messages WHERE (at, id) < (?1, ?2) AND id <= ?3 "
                     "ORDER BY at DESC, id DESC LIMIT ?4");
  henji_query_bind_int (&q, at);
  henji_query_bind_int (&q, id);
  henji_query_bind_int (&q, first);
  henji_query_bind_int (&q, BATCH);
  entries = read_entries (step->self, &q, &step->more, error);
  if (entries == NULL)
    return FALSE;
  if (entries->len == 0)
    return set_state (out, "history", 0, error);

  step->more = TRUE;
  at = g_array_index (entries, Entry, entries->len - 1).at;
  id = g_array_index (entries, Entry, entries->len - 1).id;
  g_array_sort (entries, compare_entries);
  return put_entries (out, entries, error) && set_state (out, "history_at", at, error)
         && set_state (out, "history_id", id, error);
}

static gboolean
put_thing (HenjiDb *out, int kind, gint64 ref, const HenjiDoc *doc, GError **error)
{
  g_autofree char *text = doc != NULL ? henji_doc_text (doc) : NULL;
  g_autofree char *digits = doc != NULL ? henji_doc_digits (doc) : NULL;
  g_auto (HenjiQuery) old = { 0 };
  g_auto (HenjiQuery) gone = { 0 };
  g_auto (HenjiQuery) thing = { 0 };
  g_auto (HenjiQuery) words = { 0 };

  henji_query_begin (&old, out,
                     "DELETE FROM thing_words WHERE rowid = (SELECT id FROM things WHERE kind = ? "
                     "AND ref = ?)");
  henji_query_bind_int (&old, kind);
  henji_query_bind_int (&old, ref);
  henji_query_begin (&gone, out, "DELETE FROM things WHERE kind = ? AND ref = ?");
  henji_query_bind_int (&gone, kind);
  henji_query_bind_int (&gone, ref);
  if (!henji_query_run (&old, error) || !henji_query_run (&gone, error))
    return FALSE;
  if (doc == NULL)
    return TRUE;

  henji_query_begin (&thing, out, "INSERT INTO things (kind, ref, at, digits) VALUES (?, ?, ?, ?)");
  henji_query_bind_int (&thing, kind);
  henji_query_bind_int (&thing, ref);
  henji_query_bind_int (&thing, doc->at);
  henji_query_bind_text (&thing, digits);
  henji_query_begin (&words, out,
                     "INSERT INTO thing_words (rowid, body) VALUES (last_insert_rowid (), ?)");
  henji_query_bind_text (&words, text);
  return henji_query_run (&thing, error) && henji_query_run (&words, error);
}

/* Orders, cases, returns, notes and drafts that changed. */
static gboolean
take_touched (HenjiDb *out, gpointer data, GError **error)
{
  Step *step = data;
  g_auto (HenjiQuery) q = { 0 };
  gint64 touched;
  guint n = 0;

  if (!get_state (out, "touched", &touched, error))
    return FALSE;
  henji_query_begin (&q, step->self->db,
                     "SELECT seq, kind, ref FROM touched WHERE seq > ? ORDER BY seq LIMIT ?");
  henji_query_bind_int (&q, touched);
  henji_query_bind_int (&q, BATCH);
  for (; henji_query_step (&q, error); n++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (HenjiDoc) doc = NULL;
      int kind;
      gint64 ref;

      touched = henji_query_get_int (&q);
      kind = (int) henji_query_get_int (&q);
      ref = henji_query_get_int (&q);
      doc = henji_doc_of (step->self->db, kind, ref, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (!put_thing (out, kind, ref, doc, error))
        return FALSE;
    }
  if (henji_query_failed (&q))
    return FALSE;
  step->more = n == BATCH;

  return n == 0 || set_state (out, "touched", touched, error);
}

/* One batch of one sort, of one moment of the record. */
static gboolean
take (HenjiIndex *self, HenjiStoreFunc func, gboolean *more, GError **error)
{
  Step step = { self, FALSE };
  gboolean done;

  if (!henji_db_exec (self->db, "BEGIN", error))
    return FALSE;
  done = henji_db_transact (self->out, "BEGIN IMMEDIATE", func, &step, NULL, error);
  henji_db_exec (self->db, "COMMIT", NULL);
  *more = step.more;

  return done;
}

static gboolean
must_stop (HenjiIndex *self)
{
  gboolean ending;

  g_mutex_lock (&self->lock);
  ending = self->ending;
  g_mutex_unlock (&self->lock);

  return ending;
}

/* What is new comes first, the past when nothing new waits; at the end only what is new. */
static gboolean
catch_up (HenjiIndex *self, GError **error)
{
  gboolean tail = TRUE, touched = TRUE, history = TRUE;

  if (!prepare (self, error))
    return FALSE;
  while (tail || touched || history)
    {
      if (!take (self, take_tail, &tail, error) || !take (self, take_touched, &touched, error))
        return FALSE;
      if (tail || touched)
        continue;
      if (must_stop (self))
        break;
      if (!take (self, take_history, &history, error))
        return FALSE;
      tail = history;
    }

  return TRUE;
}

static void
catch_up_or_make_anew (HenjiIndex *self)
{
  g_autoptr (GError) error = NULL;

  if (catch_up (self, &error))
    return;
  g_debug ("Making the index anew: %s", error->message);
  g_clear_error (&error);
  g_clear_pointer (&self->out, henji_db_close);
  remove_files (self->search_path);
  if (!catch_up (self, &error))
    {
      /* Searching then reads the record itself. */
      g_info ("There is no index: %s", error->message);
      g_clear_pointer (&self->out, henji_db_close);
    }
}

/* ---- The thread ------------------------------------------------------------------------------ */

static gpointer
index_thread (gpointer data)
{
  HenjiIndex *self = data;
  g_autoptr (GError) error = NULL;
  gboolean ending = FALSE;

  self->db = henji_db_open (self->path, HENJI_DB_READER, &error);
  if (self->db == NULL)
    g_info ("There is no index: %s", error->message);

  while (!ending)
    {
      guint64 wanted;

      g_mutex_lock (&self->lock);
      while (self->wanted == self->done && !self->ending)
        g_cond_wait (&self->cond, &self->lock);
      wanted = self->wanted;
      ending = self->ending;
      g_mutex_unlock (&self->lock);

      if (self->db != NULL && wanted != self->done)
        catch_up_or_make_anew (self);

      g_mutex_lock (&self->lock);
      self->done = wanted;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->lock);
    }

  if (self->out != NULL)
    henji_db_exec (self->out, "PRAGMA wal_checkpoint (TRUNCATE)", NULL);
  g_clear_pointer (&self->out, henji_db_close);
  g_clear_pointer (&self->db, henji_db_close);

  return NULL;
}

HenjiIndex *
henji_index_start (const char *dir)
{
  HenjiIndex *self = g_new0 (HenjiIndex, 1);

  self->path = g_build_filename (dir, "henji.db", NULL);
  self->search_path = g_build_filename (dir, "search.db", NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->wanted = 1; /* something may have been left over */
  self->thread = g_thread_new ("henji-index", index_thread, self);

  return self;
}

void
henji_index_stop (HenjiIndex *self)
{
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self->path);
  g_free (self->search_path);
  g_free (self);
}

void
henji_index_kick (HenjiIndex *self)
{
  g_mutex_lock (&self->lock);
  self->wanted++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
henji_index_flush (HenjiIndex *self)
{
  guint64 wanted;

  g_mutex_lock (&self->lock);
  wanted = self->wanted;
  while (self->done < wanted && !self->ending)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
}

/* ---- Readers --------------------------------------------------------------------------------- */

gboolean
henji_index_attach (HenjiDb *db)
{
  gint now = g_atomic_int_get (&epoch);

  if (db->search != NULL && db->search_epoch == now)
    return TRUE;
  g_clear_pointer (&db->search, henji_db_close);
  if (!g_file_test (db->search_path, G_FILE_TEST_EXISTS))
    return FALSE;

  db->search = henji_db_open (db->search_path, HENJI_DB_VISITOR, NULL);
  db->search_epoch = now;
  if (db->search != NULL && henji_words_register (db->search->handle) != SQLITE_OK)
    g_clear_pointer (&db->search, henji_db_close);

  return db->search != NULL;
}

gboolean
henji_index_is_complete (HenjiDb *db)
{
  gint64 version, tail, print, kept, touched, history, last, last_touched;
  HenjiDb *out = db->search;

  return out != NULL && henji_query_number (out, "PRAGMA user_version", &version, NULL)
         && version == LAYOUT && get_state (out, "tail", &tail, NULL)
         && get_state (out, "tail_print", &kept, NULL) && get_state (out, "touched", &touched, NULL)
         && get_state (out, "history", &history, NULL)
         && henji_query_number (db, "SELECT coalesce (max (id), 0) FROM messages", &last, NULL)
         && henji_query_number (db, "SELECT coalesce (max (seq), 0) FROM touched", &last_touched,
                                NULL)
         && fingerprint (db, tail, &print, NULL) && print == kept && history == 0 && tail >= last
         && touched >= last_touched;
}

gboolean
henji_index_check (HenjiDb *db, char **fault, GError **error)
{
  gint64 docs = -1, messages;

  *fault = NULL;
  if (!henji_query_number (db, "SELECT count (*) FROM messages", &messages, error))
    return FALSE;
  /* No index at all is no fault: the next start makes one. */
  if (!henji_index_attach (db))
    return TRUE;
  if (!henji_index_is_complete (db)
      || !henji_query_number (db->search, "SELECT count (*) FROM docs", &docs, NULL)
      || docs != messages)
    *fault
        = g_strdup (_ ("The search index is behind the record. It mends itself the next time the "
                       "desk is opened."));

  return TRUE;
}
