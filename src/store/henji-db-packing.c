/* henji-db-packing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-packing"

#include "config.h"

#include "henji-db-packing.h"

#include "henji-store-values.h"

GPtrArray *
henji_db_orders_to_pack (HenjiDb *db, gint64 since, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  ids = g_ptr_array_new_with_free_func (g_free);
  henji_query_begin (
      &q, db,
      "SELECT order_id FROM orders o WHERE ifnull(fulfilment, 'merchant') = 'merchant' AND "
      "(lower(replace(status, ' ', '')) IN ('unshipped', 'partiallyshipped') OR "
      "(ifnull(status, '') = '' AND purchased_at >= ?)) AND NOT EXISTS "
      "(SELECT 1 FROM shipments s WHERE s.order_id = o.order_id) "
      "ORDER BY promised_at = 0, promised_at, purchased_at, order_id LIMIT ?");
  henji_query_bind_int (&q, since);
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    g_ptr_array_add (ids, henji_query_get_text (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&ids);
}
