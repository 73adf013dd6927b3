/* henji-store-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

#define HENJI_STORE_APPLICATION_ID 0x48656e6a /* "Henj" */
#define HENJI_STORE_SCHEMA 4
/* A raw source of at most this many bytes is a row, a longer one a file. */
#define HENJI_STORE_RAW_INLINE (64 * 1024)
/* cases.due while no clock runs. */
#define HENJI_STORE_NO_DUE G_MAXINT64

typedef struct _HenjiIndex HenjiIndex;

struct _HenjiDb
{
  sqlite3 *handle;
  HenjiDb *search; /* (nullable): search.db, opened at first use */
  char *search_path;
  int search_epoch;
  char *dir;
  GHashTable *statements; /* SQL text (static) → idle sqlite3_stmt */
  GThread *thread;
  GCancellable *cancellable; /* borrowed, of the work at hand */
  GArray *changed;           /* gint64 rows; sorted and made unique after commit */
  gboolean visitor;          /* of a store opened read-only: nobody here keeps the index */
};

/* ---- Connections ----------------------------------------------------------------------------- */

typedef enum
{
  HENJI_DB_WRITER,
  HENJI_DB_READER,
  HENJI_DB_VISITOR, /* of a store opened read-only */
} HenjiDbRole;

HenjiDb *henji_db_open (const char *path, HenjiDbRole role, GError **error);
void henji_db_close (HenjiDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiDb, henji_db_close)
/* From here on only the calling thread may use it. */
void henji_db_adopt (HenjiDb *db);
gboolean henji_db_exec (HenjiDb *db, const char *sql, GError **error);
/* Runs @func between BEGIN and COMMIT or ROLLBACK. */
gboolean henji_db_transact (HenjiDb *db,
                            const char *begin,
                            HenjiStoreFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/* The one place where SQLite's codes become ours. */
void henji_store_set_sqlite_error (GError **error, int code, const char *detail);
/* The same for errno of a file. */
void henji_store_set_errno (GError **error, int code, const char *path);

/* ---- Queries --------------------------------------------------------------------------------- */

/**
 * HenjiQuery:
 *
 * A cached statement in use: bind its parameters in order, step, get its columns in order. What
 * goes wrong on the way comes out of step() or run(). Declare it with g_auto(), so that it ends.
 */
typedef struct
{
  HenjiDb *db;
  sqlite3_stmt *stmt;
  const char *sql;
  int parameter;
  int column;
  int code;
} HenjiQuery;

/* @sql must live as long as the program. */
void henji_query_begin (HenjiQuery *q, HenjiDb *db, const char *sql);
void henji_query_end (HenjiQuery *q);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiQuery, henji_query_end)
void henji_query_bind_int (HenjiQuery *q, gint64 value);
void henji_query_bind_row (HenjiQuery *q, gint64 row); /* 0 is NULL */
void henji_query_bind_text (HenjiQuery *q, const char *text);
void henji_query_bind_blob (HenjiQuery *q, GBytes *bytes);
/* %TRUE: a row; %FALSE: no more, or an error. */
gboolean henji_query_step (HenjiQuery *q, GError **error);
/* Did step() end with an error? */
gboolean henji_query_failed (const HenjiQuery *q);
/* Steps to the end and resets: %FALSE on error. Parameters may be bound anew afterwards. */
gboolean henji_query_run (HenjiQuery *q, GError **error);
gint64 henji_query_get_int (HenjiQuery *q);
/* The one number that @sql asks for, 0 where there is none; %FALSE on error. */
gboolean henji_query_number (HenjiDb *db, const char *sql, gint64 *number, GError **error);
char *henji_query_get_text (HenjiQuery *q);        /* (transfer full) (nullable) */
const char *henji_query_peek_text (HenjiQuery *q); /* until the next step */
GBytes *henji_query_get_blob (HenjiQuery *q);      /* (transfer full) (nullable) */
int henji_query_changes (HenjiQuery *q);

/* Notes the cases that mention an order. */
gboolean henji_db_note_order_changed (HenjiDb *db, const char *order_id, GError **error);
void henji_db_set_not_found (GError **error, const char *sentence);

/* ---- Files ----------------------------------------------------------------------------------- */

gboolean henji_store_check_folder (const char *dir, GError **error);
gboolean henji_store_make_folder (const char *dir, GError **error);
/* Returns: the descriptor that holds the lock, -1 on error. */
int henji_store_lock_folder (const char *dir, GError **error);
/* Is it a whole database of ours, as far as its first page tells? %FALSE without an error: no file.
 */
gboolean henji_store_inspect_file (const char *path, GError **error);
char *henji_store_blob_path (const char *dir, const char *sha256);
gboolean henji_store_sync_folder (const char *dir, GError **error);
/* Writes, syncs, and renames into place; 0600. */
gboolean henji_store_write_file (const char *path, GBytes *content, GError **error);

/* ---- Schema ---------------------------------------------------------------------------------- */

/* Makes a new database at @path: aside, then renamed. */
gboolean henji_store_create_file (const char *path, GError **error);
/* Brings @db up to date, after a backup into @backups. */
gboolean henji_store_migrate (HenjiDb *db, const char *backups, GError **error);
/* The same by @n scripts of one's own: number i brings version i to i + 1. */
gboolean henji_store_migrate_by (
    HenjiDb *db, const char *const *texts, int n, const char *backups, GError **error);
/* Is @path no file yet, or another copy of a record, and not the record of @dir itself? */
gboolean henji_store_may_replace (const char *dir, const char *path, GError **error);

/** HenjiBackupScope: what lies beside the record and goes into a copy of it. */
typedef enum
{
  HENJI_BACKUP_FACTS, /* what the seller wrote: for a copy in the data folder itself */
  HENJI_BACKUP_WHOLE, /* attachments, too */
} HenjiBackupScope;

/* A copy in steps, of which only the second one needs the connection. (transfer full): a new, empty
 * file beside @path. */
char *henji_store_make_aside (const char *path, GError **error);
gboolean henji_db_copy_pages (HenjiDb *db, const char *aside, GError **error);
/* Adds what lies in @dir, checks the copy and moves it to @path; @aside stays on error. */
gboolean henji_store_end_copy (
    const char *aside, const char *dir, const char *path, HenjiBackupScope scope, GError **error);
/* All of them. */
gboolean henji_db_backup_to (HenjiDb *db, const char *path, HenjiBackupScope scope, GError **error);
gboolean henji_db_quick_check (HenjiDb *db, GError **error);

/* ---- The list -------------------------------------------------------------------------------- */

/* The planner uses a partial index only when the query says its condition. */
#define HENJI_LIST_FILTER                                                                          \
  "merged_into IS NULL AND (?2 < 0 OR kind = ?2) AND (?3 < 0 OR language = ?3) "                   \
  "AND (?4 IS NULL OR marketplace = ?4) AND (?5 = 0 OR due < ?5) "
/* And a clock of ours that runs out in a span of time, be it the next or not. */
#define HENJI_LIST_DUE_FROM                                                                        \
  "AND (?6 = 0 OR id IN (SELECT case_id FROM clocks WHERE stopped_at = 0 AND ours "                \
  "AND until >= ?6 AND until < ?5)) "
#define HENJI_LIST_ORDER "ORDER BY due, last_at DESC, id"
#define HENJI_LIST_OF_COURT                                                                        \
  "SELECT id FROM cases WHERE court = ?1 AND " HENJI_LIST_FILTER HENJI_LIST_ORDER
#define HENJI_LIST_OF_ALL                                                                          \
  "SELECT id FROM cases WHERE ?1 < 0 AND " HENJI_LIST_FILTER HENJI_LIST_ORDER
#define HENJI_LIST_BETWEEN                                                                         \
  "SELECT id FROM cases WHERE (?1 < 0 OR court = ?1) "                                             \
  "AND " HENJI_LIST_FILTER HENJI_LIST_DUE_FROM HENJI_LIST_ORDER
/* The cases of a tag, which are few. */
#define HENJI_LIST_TAGGED "id IN (SELECT case_id FROM case_tags WHERE tag = ?7) "
#define HENJI_LIST_OF_SUPPORT                                                                      \
  "SELECT id FROM cases WHERE id IN (SELECT case_id FROM support_cases) "                          \
  "AND (?1 < 0 OR court = ?1) AND (?7 IS NULL OR " HENJI_LIST_TAGGED                               \
  ") AND " HENJI_LIST_FILTER HENJI_LIST_DUE_FROM HENJI_LIST_ORDER
#define HENJI_LIST_OF_TAG                                                                          \
  "SELECT id FROM cases WHERE (?1 < 0 OR court = ?1) AND " HENJI_LIST_TAGGED                       \
  "AND " HENJI_LIST_FILTER HENJI_LIST_DUE_FROM HENJI_LIST_ORDER
/* Cases whose first message lies in a span of time: the days that a summary counts them to. */
#define HENJI_LIST_BEGUN                                                                           \
  "(SELECT min (at) FROM messages WHERE case_id = cases.id) >= ?10 "                               \
  "AND (SELECT min (at) FROM messages WHERE case_id = cases.id) < ?11 "
#define HENJI_LIST_OF_PERIOD                                                                       \
  "SELECT id FROM cases WHERE id IN (SELECT case_id FROM messages WHERE at >= ?10 AND at < ?11) "  \
  "AND (?1 < 0 OR court = ?1) AND (?7 IS NULL OR " HENJI_LIST_TAGGED                               \
  ") AND (NOT ?9 OR id IN (SELECT case_id FROM support_cases)) AND ?8 = 0 "                        \
  "AND " HENJI_LIST_BEGUN "AND " HENJI_LIST_FILTER HENJI_LIST_DUE_FROM HENJI_LIST_ORDER

/* ---- Search ---------------------------------------------------------------------------------- */

HenjiIndex *henji_index_start (const char *dir);
void henji_index_stop (HenjiIndex *self);
void henji_index_kick (HenjiIndex *self);
/* Waits until all committed before the call is searchable. */
void henji_index_flush (HenjiIndex *self);
/* %FALSE with @fault (transfer full) when search.db is damaged or behind. */
gboolean henji_index_check (HenjiDb *db, char **fault, GError **error);
/* (transfer full) (element-type gint64): cases with a hit, newest hit first, each once; looks at
 * the newest @limit messages that hold the words. */
GArray *henji_db_search_cases (HenjiDb *db, const char *query, guint limit, GError **error);

G_END_DECLS
