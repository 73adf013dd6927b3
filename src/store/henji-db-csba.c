/* henji-db-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-csba"

#include "config.h"

#include "henji-db-csba.h"

#include "henji-case.h"
#include "henji-store-private.h"

GArray *
henji_db_csba_cases (HenjiDb *db, gint64 from, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  henji_query_begin (&q, db,
                     "SELECT id FROM cases WHERE merged_into IS NULL AND (flags & ?1 OR id IN "
                     "(SELECT co.case_id FROM orders o JOIN case_orders co USING (order_id) "
                     "WHERE o.purchased_at >= ?2)) ORDER BY id DESC");
  henji_query_bind_int (&q, HENJI_CASE_CSBA);
  henji_query_bind_int (&q, from);
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);

      g_array_append_val (rows, row);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&rows);
}
