/* henji-db-order-forget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one kind of report said is taken back.
 */
#define G_LOG_DOMAIN "henji-db-order-forget"

#include "config.h"

#include "henji-db-order-private.h"
#include "henji-store-private.h"

#define ENTITY_ORDER "1"

static gboolean
run_on_order (HenjiDb *db, const char *sql, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  henji_query_bind_text (&q, order_id);

  return henji_query_run (&q, error);
}

/* The buyer of an order, when no case and no other order knows them. */
#define ITS_BUYER_ALONE                                                                            \
  "(SELECT buyers.id FROM orders o JOIN buyers ON alias = buyer_email WHERE order_id = ? "         \
  "AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.alias = buyers.alias) "                         \
  "AND NOT EXISTS (SELECT 1 FROM orders p WHERE p.buyer_email = alias AND p.id <> o.id))"

/* The search learns of it by the row that was touched. */
static gboolean
remove_order (HenjiDb *db, const char *order_id, GError **error)
{
  static const char *const steps[] = {
    "DELETE FROM buyer_names WHERE buyer = " ITS_BUYER_ALONE,
    "DELETE FROM buyers WHERE id = " ITS_BUYER_ALONE,
    "DELETE FROM shipments WHERE order_id = ? AND by_hand = 0",
    "DELETE FROM touched WHERE kind = 1 AND ref = (SELECT id FROM orders WHERE order_id = ?)",
    "INSERT INTO touched (kind, ref) SELECT 1, id FROM orders WHERE order_id = ?",
    "DELETE FROM order_items WHERE parent = (SELECT id FROM orders WHERE order_id = ?)",
    "DELETE FROM orders WHERE order_id = ?",
    "DELETE FROM order_links WHERE order_id = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!run_on_order (db, steps[i], order_id, error))
      return FALSE;

  return TRUE;
}

gboolean
henji_db_order_forget (HenjiDb *db,
                       const char *order_id,
                       const char *source,
                       gint64 now,
                       gboolean *gone,
                       GError **error)
{
  gboolean known = TRUE;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL && source != NULL, FALSE);

  henji_query_begin (&q, db,
                     "DELETE FROM reports WHERE entity = " ENTITY_ORDER
                     " AND order_id = ? AND source = ?");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, source);
  if (!henji_query_run (&q, error) || !_henji_db_order_settle (db, order_id, now, &known, error))
    return FALSE;
  if (!known && !remove_order (db, order_id, error))
    return FALSE;
  if (gone != NULL)
    *gone = !known;

  return henji_db_note_order_changed (db, order_id, error);
}

GPtrArray *
henji_db_orders_told (HenjiDb *db, const char *source, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && source != NULL, NULL);

  ids = g_ptr_array_new_with_free_func (g_free);
  henji_query_begin (&q, db,
                     "SELECT DISTINCT order_id FROM reports WHERE entity = " ENTITY_ORDER
                     " AND source = ? LIMIT ?");
  henji_query_bind_text (&q, source);
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    g_ptr_array_add (ids, henji_query_get_text (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&ids);
}

gboolean
henji_db_orders_told_count (
    HenjiDb *db, const char *source, gint64 *n_told, gint64 *n_alone, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && source != NULL && n_told != NULL && n_alone != NULL, FALSE);

  henji_query_begin (&q, db,
                     "SELECT count(*), coalesce(sum(NOT others), 0) FROM "
                     "(SELECT max(source = ?1) AS told, max(source <> ?1) AS others FROM reports "
                     "WHERE entity = " ENTITY_ORDER " GROUP BY order_id) WHERE told");
  henji_query_bind_text (&q, source);
  if (!henji_query_step (&q, error))
    return FALSE;
  *n_told = henji_query_get_int (&q);
  *n_alone = henji_query_get_int (&q);

  return TRUE;
}
