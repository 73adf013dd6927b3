/* henji-desk-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-sync"

#include "config.h"

#include "henji-desk-sync.h"

#include <glib/gi18n-lib.h>

#include "henji-db-order.h"
#include "henji-db-sync.h"
#include "henji-desk-import-private.h"
#include "henji-desk-missing.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-private.h"
#include "henji-spapi-orders.h"

#define STREAM "orders"
/* What changed shortly before the cursor is asked for once more. */
#define OVERLAP (10 * G_TIME_SPAN_MINUTE)
/* A page's token is good for a day. */
#define TOKEN_LIFE (23 * G_TIME_SPAN_HOUR)
/* An order that the service did not know is asked for again after this. */
#define ASK_AGAIN G_TIME_SPAN_DAY
#define ASK_AT_ONCE 30
#define NOT_KNOWN _ ("The marketplace does not know this order.")

/* ---- A page becomes part of the record --------------------------------------------------------
 */

typedef struct
{
  HenjiSync *sync;
  const HenjiSpapiOrders *page;
  HenjiMergeStatus *statuses; /* of the page's orders */
  HenjiSyncCursor *cursor;    /* (nullable): what it becomes */
  const char *asked;          /* (nullable): the order that was asked for */
  gboolean repeated;          /* the page's token was handed out before */
} PageJob;

static gboolean
store_orders (HenjiDb *db, PageJob *job, GError **error)
{
  HenjiSync *sync = job->sync;

  for (guint i = 0; i < job->page->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (job->page->orders, i);

      if (!henji_db_order_merge (db, order, TRUE, NULL, "spapi", henji_desk_now (sync->desk),
                                 &job->statuses[i], NULL, error)
          || (job->statuses[i] != HENJI_MERGE_UNCHANGED
              && !_henji_desk_teach_cases (sync->desk, db, order->order_id, error)))
        return FALSE;
    }
  for (guint i = 0; i < job->page->links->len; i++)
    if (!henji_db_order_link_put (db, g_ptr_array_index (job->page->links, i), error))
      return FALSE;
  for (guint i = 0; i < job->page->faults->len; i++)
    {
      const HenjiSyncFault *fault = g_ptr_array_index (job->page->faults, i);

      if (!henji_db_sync_fault_add (db, sync->run->row, fault->order_id, fault->reason, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
store_cursor (HenjiDb *db, PageJob *job, GError **error)
{
  HenjiSyncCursor *cursor = job->cursor;
  gboolean fresh = TRUE;

  if (cursor->token != NULL && !henji_db_sync_token_add (db, STREAM, cursor->token, &fresh, error))
    return FALSE;
  if (!fresh)
    {
      /* The next time begins the search anew. */
      job->repeated = TRUE;
      g_clear_pointer (&cursor->token, g_free);
      g_clear_pointer (&cursor->search, g_free);
    }
  if (cursor->search == NULL && !henji_db_sync_tokens_clear (db, STREAM, error))
    return FALSE;

  return henji_db_sync_cursor_set (db, STREAM, cursor, error);
}

static void
count (HenjiSyncRun *run, const PageJob *job)
{
  run->pages++;
  run->n_rejected += job->page->faults->len;
  for (guint i = 0; i < job->page->orders->len; i++)
    if (job->statuses[i] == HENJI_MERGE_NEW)
      run->n_new++;
    else if (job->statuses[i] == HENJI_MERGE_UPDATED)
      run->n_updated++;
    else
      run->n_unchanged++;
}

static gboolean
store_page (HenjiDb *db, gpointer data, GError **error)
{
  PageJob *job = data;
  HenjiSync *sync = job->sync;

  if (!store_orders (db, job, error) || (job->cursor != NULL && !store_cursor (db, job, error))
      || (job->asked != NULL
          && !henji_db_order_asked (db, job->asked, g_get_real_time (), job->page->orders->len > 0,
                                    error)))
    return FALSE;
  count (sync->run, job);

  return henji_db_sync_run_put (db, sync->run, error) != 0;
}

static void
tell (HenjiSync *sync, const PageJob *job)
{
  static const HenjiImportStatus statuses[] = { [HENJI_MERGE_NEW] = HENJI_IMPORT_NEW,
                                                [HENJI_MERGE_UPDATED] = HENJI_IMPORT_UPDATED,
                                                [HENJI_MERGE_UNCHANGED] = HENJI_IMPORT_UNCHANGED };
  const HenjiSyncRun *run = sync->run;

  for (guint i = 0; i < job->page->orders->len; i++)
    {
      const HenjiOrder *order = g_ptr_array_index (job->page->orders, i);
      HenjiImportItem item = { .type = HENJI_IMPORT_ORDER,
                               .status = statuses[job->statuses[i]],
                               .index = -1,
                               .order_id = order->order_id };

      _henji_sync_tell (sync, &item);
    }
  for (guint i = 0; i < job->page->faults->len; i++)
    {
      const HenjiSyncFault *fault = g_ptr_array_index (job->page->faults, i);
      HenjiImportItem item = { .type = HENJI_IMPORT_ORDER,
                               .status = HENJI_IMPORT_REJECTED,
                               .index = -1,
                               .order_id = fault->order_id,
                               .reason = fault->reason };

      _henji_sync_tell (sync, &item);
    }
  _henji_sync_progress (sync, run->n_new + run->n_updated + run->n_unchanged + run->n_rejected);
}

/* Commits and tells. */
static gboolean
take_page (HenjiSync *sync, PageJob *job, GError **error)
{
  g_autofree HenjiMergeStatus *statuses = g_new0 (HenjiMergeStatus, job->page->orders->len + 1);

  job->sync = sync;
  job->statuses = statuses;
  if (!henji_store_write (sync->store, HENJI_STORE_PRIORITY_BULK, store_page, job,
                          sync->cancellable, error))
    return FALSE;
  tell (sync, job);

  return TRUE;
}

/* ---- The search ------------------------------------------------------------------------------ */

static gboolean
read_cursor (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_sync_cursor_get (db, STREAM, data, error);
}

static gboolean
drop_search (HenjiDb *db, gpointer data, GError **error)
{
  HenjiSyncCursor *cursor = data;

  g_clear_pointer (&cursor->search, g_free);
  g_clear_pointer (&cursor->token, g_free);
  cursor->until = 0;

  return henji_db_sync_tokens_clear (db, STREAM, error)
         && henji_db_sync_cursor_set (db, STREAM, cursor, error);
}

/* A token that is too old is no use; the search begins anew where the one before it ended. */
static gboolean
begin_search (HenjiSync *sync, HenjiSyncCursor *cursor, GError **error)
{
  gint64 age = g_get_real_time () - cursor->token_at;
  gint64 after;

  if (cursor->search != NULL && cursor->token != NULL && age >= 0 && age < TOKEN_LIFE)
    return TRUE;
  if (cursor->search != NULL
      && !henji_store_write (sync->store, HENJI_STORE_PRIORITY_BULK, drop_search, cursor,
                             sync->cancellable, error))
    return FALSE;

  after = cursor->cursor != 0 ? MAX (cursor->cursor - OVERLAP, sync->connection->since)
                              : sync->connection->since;
  cursor->search
      = henji_spapi_orders_search ((const char *const *) sync->connection->marketplaces, after);

  return TRUE;
}

/* What the cursor will be at the end: the service's word, else its clock with some distance. */
static gint64
until_of (const HenjiSync *sync, const HenjiSpapiOrders *page)
{
  gint64 now = sync->trace.date != 0 ? sync->trace.date : g_get_real_time ();

  return page->until != 0 ? MIN (page->until, now) : now - 5 * G_TIME_SPAN_MINUTE;
}

static void
advance (HenjiSync *sync, HenjiSyncCursor *cursor, const HenjiSpapiOrders *page)
{
  gint64 until = until_of (sync, page);

  cursor->until = cursor->until != 0 ? MIN (cursor->until, until) : until;
  g_free (cursor->token);
  cursor->token = g_strdup (page->next_token);
  cursor->token_at = g_get_real_time ();
  if (cursor->token != NULL)
    return;

  cursor->cursor = MAX (cursor->cursor, cursor->until);
  cursor->until = 0;
  g_clear_pointer (&cursor->search, g_free);
}

/* One page. FALSE with an error, or with none when it is to wait. */
static gboolean
search_page (HenjiSync *sync, HenjiSyncCursor *cursor, GError **error)
{
  g_autofree char *place = cursor->token != NULL
                               ? henji_spapi_orders_page (cursor->search, cursor->token)
                               : g_strdup (cursor->search);
  g_autoptr (HenjiSpapiOrders) page = NULL;
  g_autoptr (GBytes) body = NULL;
  PageJob job = { .cursor = cursor };

  body = _henji_sync_ask (sync, "searchOrders", place, error);
  if (body == NULL)
    return FALSE;
  page = henji_spapi_orders_parse (sync->facts, body, error);
  if (page == NULL)
    return FALSE;
  advance (sync, cursor, page);
  job.page = page;
  if (!take_page (sync, &job, error))
    return FALSE;
  if (job.repeated)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                           _ ("The marketplace's service sends the same page again and again. What "
                              "came is kept; the next time begins anew."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
search (HenjiSync *sync, GError **error)
{
  g_auto (HenjiSyncCursor) cursor = { 0 };
  gboolean anew = FALSE;

  if (!henji_store_read (sync->store, read_cursor, &cursor, sync->cancellable, error))
    return FALSE;

  for (;;)
    {
      g_autoptr (GError) fault = NULL;
      gboolean had_token;

      if (!begin_search (sync, &cursor, error))
        return FALSE;
      had_token = cursor.token != NULL;
      if (search_page (sync, &cursor, &fault))
        {
          if (cursor.token == NULL)
            return TRUE;
          continue;
        }
      /* A page's token may end before its day. */
      if (had_token && !anew
          && g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED))
        {
          anew = TRUE;
          if (!henji_store_write (sync->store, HENJI_STORE_PRIORITY_BULK, drop_search, &cursor,
                                  sync->cancellable, error))
            return FALSE;
          continue;
        }
      if (fault != NULL)
        g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
}

/* ---- One by one ------------------------------------------------------------------------------ */

/* @unknown: (nullable): why the order is refused when the service does not know it; %NULL: it may
 * well be too old, or not the shop's. */
static gboolean
ask_one (HenjiSync *sync, const char *id, const char *unknown, GError **error)
{
  g_autofree char *place = henji_spapi_orders_one (id);
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiSpapiOrders) page = NULL;
  g_autoptr (GBytes) body = NULL;
  PageJob job = { .asked = id };

  body = _henji_sync_ask (sync, "getOrder", place, &fault);
  if (body != NULL)
    page = henji_spapi_orders_parse (sync->facts, body, &fault);
  else if (g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_NOT_FOUND)
           || g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED))
    {
      page = henji_spapi_orders_none (id, fault->code == HENJI_SPAPI_ERROR_REFUSED ? fault->message
                                                                                   : unknown);
      g_clear_error (&fault);
    }
  if (page == NULL)
    {
      if (fault != NULL)
        g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  job.page = page;

  return take_page (sync, &job, error);
}

GPtrArray *
_henji_sync_orders_unknown (HenjiDb *db, GError **error)
{
  return henji_db_orders_unknown (db, g_get_real_time () - ASK_AGAIN, ASK_AT_ONCE, error);
}

static gboolean
read_unknown (HenjiDb *db, gpointer data, GError **error)
{
  GPtrArray **ids = data;

  *ids = _henji_sync_orders_unknown (db, error);

  return *ids != NULL;
}

static gboolean
ask_unknown (HenjiSync *sync, const char *unknown, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (!henji_store_read (sync->store, read_unknown, &ids, sync->cancellable, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ask_one (sync, g_ptr_array_index (ids, i), unknown, error))
      return FALSE;

  return TRUE;
}

static gboolean
work_orders (HenjiSync *sync, gpointer data, GError **error)
{
  return search (sync, error) && ask_unknown (sync, NULL, error);
}

static gboolean
work_missing (HenjiSync *sync, gpointer data, GError **error)
{
  return ask_unknown (sync, NOT_KNOWN, error);
}

static gboolean
work_some (HenjiSync *sync, gpointer data, GError **error)
{
  const char *const *ids = data;

  for (guint i = 0; ids[i] != NULL; i++)
    if (!ask_one (sync, ids[i], NOT_KNOWN, error))
      return FALSE;

  return TRUE;
}

HenjiSyncRun *
henji_desk_sync_orders (HenjiDesk *self,
                        gint64 patience,
                        const HenjiImportSink *sink,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_sync_run (self, STREAM, work_orders, NULL, patience, sink, cancellable, error);
}

HenjiSyncRun *
henji_desk_sync_some (HenjiDesk *self,
                      const char *const *ids,
                      gint64 patience,
                      const HenjiImportSink *sink,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && ids != NULL, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!henji_order_id_is_valid (ids[i]))
      {
        g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                     _ ("“%s” is no order number."), ids[i]);
        return NULL;
      }

  return _henji_sync_run (self, HENJI_STREAM_ORDER, work_some, (gpointer) ids, patience, sink,
                          cancellable, error);
}

HenjiSyncRun *
henji_desk_sync_missing (HenjiDesk *self,
                         gint64 patience,
                         const HenjiImportSink *sink,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_sync_run (self, HENJI_STREAM_ORDER, work_missing, NULL, patience, sink, cancellable,
                          error);
}
