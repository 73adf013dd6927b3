/* henji-db-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-sync"

#include "config.h"

#include "henji-db-sync.h"

#include "henji-db-sync-private.h"
#include "henji-store-private.h"

/* Runs of the log are kept so long, in days. */
#define LOG_DAYS 731

/* ---- The connection -------------------------------------------------------------------------- */

HenjiConnection *
henji_db_connection_find (HenjiDb *db, GError **error)
{
  g_autoptr (HenjiConnection) connection = NULL;
  g_autofree char *marketplaces = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (
      &q, db,
      "SELECT account, region, marketplaces, since, connected_at, secret_date, fault "
      "FROM connections");
  if (!henji_query_step (&q, error))
    return NULL;
  connection = henji_connection_new ();
  connection->account = henji_query_get_text (&q);
  connection->region = henji_query_get_text (&q);
  marketplaces = henji_query_get_text (&q);
  connection->marketplaces = g_strsplit (marketplaces, ",", -1);
  connection->since = henji_query_get_int (&q);
  connection->connected_at = henji_query_get_int (&q);
  connection->secret_date = henji_query_get_text (&q);
  connection->fault = henji_query_get_text (&q);

  return g_steal_pointer (&connection);
}

static gboolean
run_plain (HenjiDb *db, const char *sql, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);

  return henji_query_run (&q, error);
}

static gboolean
is_same_place (const HenjiConnection *a, const HenjiConnection *b)
{
  return a != NULL && b != NULL && g_str_equal (a->region, b->region)
         && g_strv_equal ((const char *const *) a->marketplaces,
                          (const char *const *) b->marketplaces)
         && a->since <= b->since;
}

gboolean
henji_db_connection_set (HenjiDb *db, const HenjiConnection *connection, GError **error)
{
  g_autoptr (HenjiConnection) known = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *marketplaces = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  known = henji_db_connection_find (db, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (!is_same_place (known, connection)
      && (!run_plain (db, "DELETE FROM sync_cursors", error)
          || !run_plain (db, "DELETE FROM sync_tokens", error)
          || !run_plain (db, "DELETE FROM orders_asked", error)))
    return FALSE;
  if (connection == NULL)
    return run_plain (db, "DELETE FROM connections", error);

  marketplaces = g_strjoinv (",", connection->marketplaces);
  henji_query_begin (&q, db, "REPLACE INTO connections VALUES (1, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, connection->account);
  henji_query_bind_text (&q, connection->region);
  henji_query_bind_text (&q, marketplaces);
  henji_query_bind_int (&q, connection->since);
  henji_query_bind_int (&q, connection->connected_at);
  henji_query_bind_text (&q, connection->secret_date);
  henji_query_bind_text (&q, connection->fault);

  return henji_query_run (&q, error);
}

gboolean
henji_db_connection_set_fault (HenjiDb *db, const char *fault, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE connections SET fault = ?");
  henji_query_bind_text (&q, fault);

  return henji_query_run (&q, error);
}

/* ---- How far --------------------------------------------------------------------------------- */

void
henji_sync_cursor_clear (HenjiSyncCursor *self)
{
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->token, g_free);
  self->cursor = self->token_at = self->until = 0;
}

gboolean
henji_db_sync_cursor_get (HenjiDb *db, const char *stream, HenjiSyncCursor *cursor, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && stream != NULL && cursor != NULL, FALSE);

  henji_sync_cursor_clear (cursor);
  henji_query_begin (
      &q, db, "SELECT cursor, search, token, token_at, until FROM sync_cursors WHERE stream = ?");
  henji_query_bind_text (&q, stream);
  if (!henji_query_step (&q, error))
    return !henji_query_failed (&q);
  cursor->cursor = henji_query_get_int (&q);
  cursor->search = henji_query_get_text (&q);
  cursor->token = henji_query_get_text (&q);
  cursor->token_at = henji_query_get_int (&q);
  cursor->until = henji_query_get_int (&q);

  return TRUE;
}

gboolean
henji_db_sync_cursor_set (HenjiDb *db,
                          const char *stream,
                          const HenjiSyncCursor *cursor,
                          GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && stream != NULL && cursor != NULL, FALSE);

  henji_query_begin (&q, db, "REPLACE INTO sync_cursors VALUES (?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, stream);
  henji_query_bind_int (&q, cursor->cursor);
  henji_query_bind_text (&q, cursor->search);
  henji_query_bind_text (&q, cursor->token);
  henji_query_bind_int (&q, cursor->token_at);
  henji_query_bind_int (&q, cursor->until);

  return henji_query_run (&q, error);
}

gboolean
henji_db_sync_token_add (
    HenjiDb *db, const char *stream, const char *token, gboolean *fresh, GError **error)
{
  g_autofree char *digest = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && stream != NULL && token != NULL && fresh != NULL, FALSE);

  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
  henji_query_begin (&q, db, "INSERT OR IGNORE INTO sync_tokens VALUES (?, ?)");
  henji_query_bind_text (&q, stream);
  henji_query_bind_text (&q, digest);
  if (!henji_query_run (&q, error))
    return FALSE;
  *fresh = henji_query_changes (&q) > 0;

  return TRUE;
}

gboolean
henji_db_sync_tokens_clear (HenjiDb *db, const char *stream, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && stream != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM sync_tokens WHERE stream = ?");
  henji_query_bind_text (&q, stream);

  return henji_query_run (&q, error);
}

/* ---- How often ------------------------------------------------------------------------------- */

gboolean
henji_db_bucket_get (HenjiDb *db, const char *operation, HenjiTokenBucket *bucket, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && operation != NULL && bucket != NULL, FALSE);

  *bucket = (HenjiTokenBucket){ 0 };
  henji_query_begin (&q, db,
                     "SELECT full_at, held_until, refusals FROM sync_buckets WHERE operation = ?");
  henji_query_bind_text (&q, operation);
  if (!henji_query_step (&q, error))
    return !henji_query_failed (&q);
  bucket->full_at = henji_query_get_int (&q);
  bucket->held_until = henji_query_get_int (&q);
  bucket->refusals = (int) henji_query_get_int (&q);

  return TRUE;
}

gboolean
henji_db_bucket_set (HenjiDb *db,
                     const char *operation,
                     const HenjiTokenBucket *bucket,
                     GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && operation != NULL && bucket != NULL, FALSE);

  henji_query_begin (&q, db, "REPLACE INTO sync_buckets VALUES (?, ?, ?, ?)");
  henji_query_bind_text (&q, operation);
  henji_query_bind_int (&q, bucket->full_at);
  henji_query_bind_int (&q, bucket->held_until);
  henji_query_bind_int (&q, bucket->refusals);

  return henji_query_run (&q, error);
}

/* ---- The log --------------------------------------------------------------------------------- */

static gboolean
forget_old (HenjiDb *db, gint64 now, GError **error)
{
  static const char *const statements[] = {
    HENJI_SYNC_OLD_FAULTS,
    HENJI_SYNC_OLD_RUNS,
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, statements[i]);
      henji_query_bind_int (&q, now - LOG_DAYS * G_TIME_SPAN_DAY);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  return TRUE;
}

gint64
henji_db_sync_run_put (HenjiDb *db, const HenjiSyncRun *run, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && run != NULL && run->stream != NULL, 0);

  if (run->row == 0 && !forget_old (db, run->started_at, error))
    return 0;
  henji_query_begin (
      &q, db, "REPLACE INTO sync_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
  henji_query_bind_row (&q, run->row);
  henji_query_bind_text (&q, run->stream);
  henji_query_bind_int (&q, run->started_at);
  henji_query_bind_int (&q, run->ended_at);
  henji_query_bind_text (&q, henji_sync_outcome_id (run->outcome));
  henji_query_bind_int (&q, run->next_at);
  henji_query_bind_int (&q, run->pages);
  henji_query_bind_int (&q, run->n_new);
  henji_query_bind_int (&q, run->n_updated);
  henji_query_bind_int (&q, run->n_unchanged);
  henji_query_bind_int (&q, run->n_rejected);
  henji_query_bind_text (&q, run->reason);
  henji_query_bind_text (&q, run->request_id);
  if (!henji_query_step (&q, error))
    return 0;
  row = henji_query_get_int (&q);

  return henji_query_run (&q, error) ? row : 0;
}

#define RUN                                                                                        \
  "SELECT id, stream, started_at, ended_at, outcome, next_at, pages, n_new, n_updated, "           \
  "n_unchanged, n_rejected, reason, request_id FROM sync_runs "

static GPtrArray *
take_runs (HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) runs
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_run_unref);

  while (henji_query_step (q, error))
    {
      HenjiSyncRun *run = henji_sync_run_new ();

      run->row = henji_query_get_int (q);
      run->stream = henji_query_get_text (q);
      run->started_at = henji_query_get_int (q);
      run->ended_at = henji_query_get_int (q);
      run->outcome = henji_sync_outcome_from_id (henji_query_peek_text (q));
      run->next_at = henji_query_get_int (q);
      run->pages = henji_query_get_int (q);
      run->n_new = henji_query_get_int (q);
      run->n_updated = henji_query_get_int (q);
      run->n_unchanged = henji_query_get_int (q);
      run->n_rejected = henji_query_get_int (q);
      run->reason = henji_query_get_text (q);
      run->request_id = henji_query_get_text (q);
      g_ptr_array_add (runs, run);
    }

  return henji_query_failed (q) ? NULL : g_steal_pointer (&runs);
}

GPtrArray *
henji_db_sync_runs (HenjiDb *db, guint limit, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, RUN "ORDER BY id DESC LIMIT ?");
  henji_query_bind_int (&q, limit);

  return take_runs (&q, error);
}

GPtrArray *
henji_db_sync_runs_of (HenjiDb *db, const char *stream, guint limit, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && stream != NULL, NULL);

  henji_query_begin (&q, db, RUN "WHERE stream = ? ORDER BY id DESC LIMIT ?");
  henji_query_bind_text (&q, stream);
  henji_query_bind_int (&q, limit);

  return take_runs (&q, error);
}

gboolean
henji_db_sync_call_off (HenjiDb *db, const char *stream, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && stream != NULL, FALSE);

  henji_query_begin (&q, db,
                     "UPDATE sync_runs SET outcome = ?, next_at = 0 WHERE outcome IN (?, ?) AND "
                     "id = (SELECT max (id) FROM sync_runs WHERE stream = ?)");
  henji_query_bind_text (&q, henji_sync_outcome_id (HENJI_SYNC_STOPPED));
  henji_query_bind_text (&q, henji_sync_outcome_id (HENJI_SYNC_PAUSED));
  henji_query_bind_text (&q, henji_sync_outcome_id (HENJI_SYNC_RUNNING));
  henji_query_bind_text (&q, stream);

  return henji_query_run (&q, error);
}

gboolean
henji_db_sync_fault_add (
    HenjiDb *db, gint64 run, const char *order_id, const char *reason, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && run > 0 && reason != NULL, FALSE);

  henji_query_begin (&q, db,
                     "INSERT INTO sync_faults SELECT ?1, (SELECT count (*) FROM sync_faults "
                     "WHERE run = ?1), ?2, ?3");
  henji_query_bind_int (&q, run);
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, reason);

  return henji_query_run (&q, error);
}

GPtrArray *
henji_db_sync_faults (HenjiDb *db, gint64 run, guint limit, GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  faults = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_fault_unref);
  henji_query_begin (&q, db,
                     "SELECT order_id, reason FROM sync_faults WHERE run = ? ORDER BY position "
                     "LIMIT ?");
  henji_query_bind_int (&q, run);
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    {
      HenjiSyncFault *fault = henji_sync_fault_new ();

      fault->order_id = henji_query_get_text (&q);
      fault->reason = henji_query_get_text (&q);
      g_ptr_array_add (faults, fault);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&faults);
}

/* ---- Orders ---------------------------------------------------------------------------------- */

gboolean
henji_db_order_link_put (HenjiDb *db, const HenjiOrderLink *link, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && link != NULL, FALSE);

  henji_query_begin (&q, db, "REPLACE INTO order_links VALUES (?, ?, ?)");
  henji_query_bind_text (&q, link->order_id);
  henji_query_bind_text (&q, link->original_id);
  henji_query_bind_int (&q, link->exchange);

  return henji_query_run (&q, error);
}

gboolean
henji_db_order_links_forget (HenjiDb *db, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM order_links WHERE order_id = ?");
  henji_query_bind_text (&q, order_id);

  return henji_query_run (&q, error);
}

GPtrArray *
henji_db_orders_unknown (HenjiDb *db, gint64 asked_since, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  ids = g_ptr_array_new_with_free_func (g_free);
  henji_query_begin (
      &q, db,
      "SELECT DISTINCT order_id FROM cases JOIN case_orders ON case_id = cases.id "
      "WHERE court <> 2 AND merged_into IS NULL "
      "AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.order_id = case_orders.order_id) "
      "AND NOT EXISTS (SELECT 1 FROM orders_asked WHERE orders_asked.order_id = "
      "case_orders.order_id AND at >= ?) ORDER BY cases.id DESC LIMIT ?");
  henji_query_bind_int (&q, asked_since);
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    {
      char *id = henji_query_get_text (&q);

      if (henji_order_id_is_valid (id))
        g_ptr_array_add (ids, id);
      else
        g_free (id);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&ids);
}

gboolean
henji_db_order_asked (HenjiDb *db, const char *order_id, gint64 at, gboolean found, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, FALSE);

  henji_query_begin (&q, db, "REPLACE INTO orders_asked VALUES (?, ?, ?)");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_int (&q, at);
  henji_query_bind_int (&q, found);

  return henji_query_run (&q, error);
}

gboolean
henji_db_order_missed (HenjiDb *db, const char *order_id, gint64 *at, char **reason, GError **error)
{
  g_auto (HenjiQuery) asked = { 0 };
  g_auto (HenjiQuery) fault = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL && at != NULL && reason != NULL, FALSE);

  *at = 0;
  *reason = NULL;
  henji_query_begin (&asked, db, "SELECT at FROM orders_asked WHERE order_id = ? AND found = 0");
  henji_query_bind_text (&asked, order_id);
  if (!henji_query_step (&asked, error))
    return !henji_query_failed (&asked);
  *at = henji_query_get_int (&asked);

  henji_query_begin (&fault, db,
                     "SELECT reason FROM sync_faults WHERE order_id = ? AND run IN (SELECT id FROM "
                     "sync_runs WHERE stream IN ('order', 'orders')) ORDER BY run DESC LIMIT 1");
  henji_query_bind_text (&fault, order_id);
  if (henji_query_step (&fault, error))
    *reason = henji_query_get_text (&fault);

  return !henji_query_failed (&fault);
}
