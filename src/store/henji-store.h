/* henji-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-message.h"

G_BEGIN_DECLS

/* The record: one folder with henji.db, search.db, attachments/, backups/ and lock. One writer
 * thread, two reader threads, one thread that keeps search.db in step. Every function here blocks,
 * and may be called from any thread but the store's own. */

#define HENJI_STORE_ERROR (henji_store_error_quark ())
GQuark henji_store_error_quark (void);

/** HenjiStoreError: the message is a sentence for the seller, translated. */
typedef enum
{
  HENJI_STORE_ERROR_LOCKED,   /* another program writes to the folder */
  HENJI_STORE_ERROR_TOO_NEW,  /* written by a newer version; untouched */
  HENJI_STORE_ERROR_NOT_OURS, /* some other program's file, or a folder unfit for a record */
  HENJI_STORE_ERROR_CORRUPT,  /* damaged; untouched */
  HENJI_STORE_ERROR_FULL,
  HENJI_STORE_ERROR_READONLY,
  HENJI_STORE_ERROR_BUSY,
  HENJI_STORE_ERROR_CONSTRAINT,
  HENJI_STORE_ERROR_INTERRUPTED, /* cancelled */
  HENJI_STORE_ERROR_NOT_FOUND,   /* no such row, file or folder */
  HENJI_STORE_ERROR_FAILED,
} HenjiStoreError;

typedef enum
{
  HENJI_STORE_READ_WRITE, /* takes the folder's lock; makes the folder when there is none */
  HENJI_STORE_READ_ONLY,  /* never writes, needs no lock; the folder must hold a record */
} HenjiStoreMode;

typedef enum
{
  HENJI_STORE_PRIORITY_USER, /* goes before all waiting bulk work */
  HENJI_STORE_PRIORITY_BULK, /* import batches: about 500 rows each */
} HenjiStorePriority;

typedef struct _HenjiStore HenjiStore;

/** HenjiDb: one connection, inside one transaction. Only ever used by the function it was given to.
 */
typedef struct _HenjiDb HenjiDb;

/**
 * henji_store_open:
 * @dir: the data folder
 *
 * Refuses a folder on a network or synchronised drive, a locked one, a foreign, damaged or newer
 * database; none of these is touched. An older schema is backed up and brought up to date.
 *
 * Returns: (transfer full): end it with henji_store_close()
 */
HenjiStore *henji_store_open (const char *dir, HenjiStoreMode mode, GError **error);

/* Finishes what is queued, ends the threads, closes the files, frees @self. */
void henji_store_close (HenjiStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiStore, henji_store_close)

const char *henji_store_dir (HenjiStore *self);
HenjiStoreMode henji_store_mode (HenjiStore *self);

/* ---- Work ----------------------------------------------------------------------------------- */

/* Returns %FALSE with @error set to have the transaction rolled back. Must not call henji_store_*.
 */
typedef gboolean (*HenjiStoreFunc) (HenjiDb *db, gpointer data, GError **error);

/**
 * henji_store_write:
 *
 * Runs @func on the writer thread in one transaction. On a store opened read-only it fails with
 * %HENJI_STORE_ERROR_READONLY.
 *
 * Returns: %TRUE once the transaction is committed to the disk; %FALSE when it was rolled back
 */
gboolean henji_store_write (HenjiStore *self,
                            HenjiStorePriority priority,
                            HenjiStoreFunc func,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

/* Runs @func on a reader thread, in a read transaction: all it reads is of one moment. */
gboolean henji_store_read (HenjiStore *self,
                           HenjiStoreFunc func,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);

/**
 * HenjiStoreChanged:
 * @rows: (element-type gint64): rows of the cases that a transaction touched, each once; empty when
 *   something changed that belongs to no case
 *
 * Called on the writer thread after each commit. Be quick; never call henji_store_* in it.
 */
typedef void (*HenjiStoreChanged) (const GArray *rows, gpointer user_data);
void henji_store_set_changed (HenjiStore *self, HenjiStoreChanged changed, gpointer user_data);

/* ---- Attachments and raw sources ------------------------------------------------------------ */

/**
 * henji_store_put_blob:
 * @sha256: (out) (optional) (transfer full): 64 hex digits
 *
 * Keeps @content as a file named by its SHA-256: written aside, synced, renamed. Doing so twice is
 * one file. Call it on your own thread, before the transaction that mentions it.
 */
gboolean henji_store_put_blob (HenjiStore *self, GBytes *content, char **sha256, GError **error);

/* Puts the content of every attachment of @message that still carries one, and @raw (nullable) when
 * it is too long for a row of the database. Call before henji_db_message_insert(). */
gboolean henji_store_put_contents (HenjiStore *self,
                                   const HenjiMessage *message,
                                   GBytes *raw,
                                   GError **error);

/* (transfer full): an attachment or a raw source; %HENJI_STORE_ERROR_NOT_FOUND, or _CORRUPT when
 * the content does not match its name. */
GBytes *henji_store_get_blob (HenjiStore *self, const char *sha256, GError **error);

/* ---- Care ----------------------------------------------------------------------------------- */

/* (transfer full) (element-type utf8): each fault a translated sentence, empty when sound; %NULL
 * when it could not be checked. @thorough also reads every attachment. */
GPtrArray *
henji_store_verify (HenjiStore *self, gboolean thorough, GCancellable *cancellable, GError **error);

/* A checked copy of the record at @path, which appears only when whole: henji.db, and in a table of
 * it the folders `facts` (own texts, label stocks, policies ...) and `attachments`. What can be
 * made or loaded anew, the search index and the list of postal codes, is not in it. */
gboolean henji_store_backup (HenjiStore *self, const char *path, GError **error);

/**
 * henji_store_restore:
 * @dir: the data folder, which nobody else may have open; made when there is none
 * @path: a file of henji_store_backup(), of this or an earlier version, or another data folder
 * @now: its date (UTC) is in the name of @kept
 * @kept: (out) (transfer full) (nullable): the folder to which that was moved which @dir held
 *
 * Makes the copy the record of @dir, all or nothing. Facts that the copy does not know are moved
 * with the record they belong to; a copy without any leaves them.
 */
gboolean
henji_store_restore (const char *dir, const char *path, gint64 now, char **kept, GError **error);

/* Removes a folder and all in it as far as it can be removed; a link, not what it points to. */
void henji_store_remove_tree (const char *path);

/* ---- Search --------------------------------------------------------------------------------- */

/** HenjiStoreHit: the fields of the desk's HenjiHit. */
typedef struct
{
  gint64 case_row;    /* 0: an order without a case */
  char *case_uuid;    /* nullable */
  gint64 message_row; /* 0 when an order, a note, a draft or the case itself matched */
  char *message_uuid; /* nullable */
  char *order_id;     /* the order that matched, or the case's first one; nullable */
  gint64 at;
  char *field;   /* "body" "subject" "sender" "attachment" "order-id" "buyer" "address" "item"
                  * "sku" "tracking" "rma" "case-id" "note" "draft" */
  char *excerpt; /* one line round the hit */
} HenjiStoreHit;

void henji_store_hit_free (HenjiStoreHit *hit);

/**
 * henji_store_search:
 * @query: words as typed; all of them must occur, in one message, order, note, draft or return
 *
 * Width, case and kana do not matter. Words in Japanese match anywhere, in Latin letters the
 * beginning of a word; digits also within order, tracking and RMA numbers.
 *
 * Returns: (transfer full) (element-type HenjiStoreHit): newest first
 */
GPtrArray *henji_store_search (
    HenjiStore *self, const char *query, guint limit, GCancellable *cancellable, GError **error);

/* Waits until all that is committed can be found. */
void henji_store_index_flush (HenjiStore *self);

G_END_DECLS
