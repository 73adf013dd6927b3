/* henji-db-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is due, over all cases.
 */
#define G_LOG_DOMAIN "henji-db-clocks"

#include "config.h"

#include "henji-db-clocks.h"

#include "henji-clocks.h"
#include "henji-db-order.h"
#include "henji-store-private.h"

#define CLOCKS_DUE                                                                                 \
  "FROM clocks k JOIN cases c ON c.id = k.case_id WHERE k.stopped_at = 0 AND k.until >= ?1 "       \
  "AND k.until < ?2 AND k.ours AND c.merged_into IS NULL AND c.court <> ?3 "

static void
bind_due (HenjiQuery *q, gint64 from, gint64 until)
{
  henji_query_bind_int (q, from);
  henji_query_bind_int (q, until);
  henji_query_bind_int (q, HENJI_COURT_CLOSED);
}

GPtrArray *
henji_db_clocks_due (HenjiDb *db, gint64 from, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) clocks = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_clock_unref);
  henji_query_begin (&q, db,
                     "SELECT k.id, k.case_id, k.rule, k.since, k.until, k.note " CLOCKS_DUE
                     "ORDER BY k.until, k.case_id, k.id");
  bind_due (&q, from, until);
  while (henji_query_step (&q, error))
    {
      HenjiClock *clock = henji_clock_new ();

      clock->row = henji_query_get_int (&q);
      clock->case_row = henji_query_get_int (&q);
      clock->rule = henji_query_get_text (&q);
      clock->ours = TRUE;
      clock->since = henji_query_get_int (&q);
      clock->until = henji_query_get_int (&q);
      clock->note = henji_query_get_text (&q);
      g_ptr_array_add (clocks, clock);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&clocks);
}

gboolean
henji_db_clocks_count_due (HenjiDb *db, gint64 from, gint64 until, guint *n, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && n != NULL, FALSE);

  henji_query_begin (&q, db, "SELECT count (*) " CLOCKS_DUE);
  bind_due (&q, from, until);
  if (!henji_query_step (&q, error))
    return FALSE;
  *n = (guint) henji_query_get_int (&q);

  return TRUE;
}

GPtrArray *
henji_db_orders_due (HenjiDb *db, gint64 from, gint64 until, GError **error)
{
  g_autoptr (GPtrArray) orders = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  orders = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  henji_query_begin (&q, db,
                     "SELECT order_id FROM orders o WHERE promised_at > 0 AND promised_at >= ?1 "
                     "AND promised_at < ?2 AND NOT EXISTS (SELECT 1 FROM shipments s "
                     "WHERE s.order_id = o.order_id) AND NOT EXISTS (SELECT 1 FROM case_orders c "
                     "WHERE c.order_id = o.order_id) ORDER BY promised_at, id");
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, until);
  while (henji_query_step (&q, error))
    {
      HenjiOrder *order = henji_db_order_get (db, henji_query_peek_text (&q), error);

      if (order == NULL)
        return NULL;
      if (henji_order_is_to_ship (order))
        g_ptr_array_add (orders, order);
      else
        henji_order_unref (order);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&orders);
}
