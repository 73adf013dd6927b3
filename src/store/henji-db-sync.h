/* henji-db-sync.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-order.h"
#include "henji-sync.h"
#include "henji-token-bucket.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): %NULL without an error when nothing is connected. */
HenjiConnection *henji_db_connection_find (HenjiDb *db, GError **error);
/* Puts it in the place of the one before; %NULL: nothing is connected. What was under way ends: the
 * cursors go, unless region and marketplaces are the same. */
gboolean henji_db_connection_set (HenjiDb *db, const HenjiConnection *connection, GError **error);
/* @fault: (nullable) */
gboolean henji_db_connection_set_fault (HenjiDb *db, const char *fault, GError **error);

/** HenjiSyncCursor: how far a stream has come. */
typedef struct
{
  gint64 cursor;   /* what changed before it is in the record; 0: nothing yet */
  char *search;    /* (nullable): under way */
  char *token;     /* (nullable): of its next page */
  gint64 token_at; /* when the token came */
  gint64 until;    /* what the cursor becomes at its end */
} HenjiSyncCursor;

void henji_sync_cursor_clear (HenjiSyncCursor *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiSyncCursor, henji_sync_cursor_clear)

/* Zeros when the stream was never read. */
gboolean
henji_db_sync_cursor_get (HenjiDb *db, const char *stream, HenjiSyncCursor *cursor, GError **error);
gboolean henji_db_sync_cursor_set (HenjiDb *db,
                                   const char *stream,
                                   const HenjiSyncCursor *cursor,
                                   GError **error);
/* Notes a page's token; @fresh is %FALSE when this search has handed it out before. */
gboolean henji_db_sync_token_add (
    HenjiDb *db, const char *stream, const char *token, gboolean *fresh, GError **error);
gboolean henji_db_sync_tokens_clear (HenjiDb *db, const char *stream, GError **error);

/* All zeros when the operation was never called. */
gboolean
henji_db_bucket_get (HenjiDb *db, const char *operation, HenjiTokenBucket *bucket, GError **error);
gboolean henji_db_bucket_set (HenjiDb *db,
                              const char *operation,
                              const HenjiTokenBucket *bucket,
                              GError **error);

/* `row` 0 adds it, else it is brought up to date. Returns: the row, 0 on error. Those of more than
 * two years ago go. */
gint64 henji_db_sync_run_put (HenjiDb *db, const HenjiSyncRun *run, GError **error);
/* (transfer full) (element-type HenjiSyncRun): newest first, without what they refused. */
GPtrArray *henji_db_sync_runs (HenjiDb *db, guint limit, GError **error);
/* Those of one stream. */
GPtrArray *henji_db_sync_runs_of (HenjiDb *db, const char *stream, guint limit, GError **error);
/* The newest of a stream does not go on if it has paused. */
gboolean henji_db_sync_call_off (HenjiDb *db, const char *stream, GError **error);
/* An order that could not be taken. */
gboolean henji_db_sync_fault_add (
    HenjiDb *db, gint64 run, const char *order_id, const char *reason, GError **error);
/* (transfer full) (element-type HenjiSyncFault): in order, the first @limit. */
GPtrArray *henji_db_sync_faults (HenjiDb *db, gint64 run, guint limit, GError **error);

gboolean henji_db_order_link_put (HenjiDb *db, const HenjiOrderLink *link, GError **error);
/* Those of an order that is no more. */
gboolean henji_db_order_links_forget (HenjiDb *db, const char *order_id, GError **error);

/* (transfer full) (element-type utf8): orders that open cases name and nothing has told of, which
 * were not asked for since @asked_since. */
GPtrArray *henji_db_orders_unknown (HenjiDb *db, gint64 asked_since, guint limit, GError **error);
/* Notes that the service was asked for it. */
gboolean
henji_db_order_asked (HenjiDb *db, const char *order_id, gint64 at, gboolean found, GError **error);
/* @at: (out): when it was asked for last and not brought; 0: it never was. @reason: (out) (transfer
 * full) (nullable): why it could not be taken; %NULL: the service did not know it. */
gboolean henji_db_order_missed (
    HenjiDb *db, const char *order_id, gint64 *at, char **reason, GError **error);

G_END_DECLS
