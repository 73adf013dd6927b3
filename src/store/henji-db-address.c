/* henji-db-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-address"

#include "config.h"

#include "henji-db-address.h"

#include <glib/gi18n-lib.h>

#include "henji-store-values.h"
#include "henji-uuid.h"

gint64
henji_db_address_change_add (HenjiDb *db,
                             const char *order_id,
                             gint64 case_row,
                             const HenjiAddress *a,
                             gint64 now,
                             GError **error)
{
  g_autofree char *uuid = henji_uuid_new (now);
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && order_id != NULL && a != NULL, 0);

  henji_query_begin (&q, db,
                     "INSERT INTO address_changes (uuid, order_id, case_id, at, taken_back_at, "
                     "name, organisation, line1, line2, line3, city, state, postal_code, country, "
                     "phone) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_text (&q, order_id);
  henji_query_bind_row (&q, case_row);
  henji_query_bind_int (&q, now);
  henji_query_bind_text (&q, a->name);
  henji_query_bind_text (&q, a->organisation);
  henji_query_bind_text (&q, a->line1);
  henji_query_bind_text (&q, a->line2);
  henji_query_bind_text (&q, a->line3);
  henji_query_bind_text (&q, a->city);
  henji_query_bind_text (&q, a->state);
  henji_query_bind_text (&q, a->postal_code);
  henji_query_bind_text (&q, a->country);
  henji_query_bind_text (&q, a->phone);
  if (!henji_query_step (&q, error))
    return 0;
  row = henji_query_get_int (&q);

  return henji_query_run (&q, error) && henji_db_note_order_changed (db, order_id, error) ? row : 0;
}

gboolean
henji_db_address_change_take_back (HenjiDb *db, gint64 row, gint64 now, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *order_id = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (
      &q, db, "UPDATE address_changes SET taken_back_at = ? WHERE id = ? RETURNING order_id");
  henji_query_bind_int (&q, now);
  henji_query_bind_int (&q, row);
  if (!henji_query_step (&q, error))
    {
      if (!henji_query_failed (&q))
        henji_db_set_not_found (error, _ ("There is no such change of address."));
      return FALSE;
    }
  order_id = henji_query_get_text (&q);

  return henji_query_run (&q, error) && henji_db_note_order_changed (db, order_id, error);
}

gboolean
henji_db_address_changes_apply (HenjiDb *db, HenjiOrder *order, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order != NULL && order->ship_changes == NULL, FALSE);

  henji_query_begin (
      &q, db,
      "SELECT id, at, 1, name, organisation, line1, line2, line3, city, state, postal_code, "
      "country, phone FROM address_changes WHERE order_id = ? AND taken_back_at = 0 "
      "ORDER BY at, id");
  henji_query_bind_text (&q, order->order_id);
  while (henji_query_step (&q, error))
    {
      HenjiAddressed *change = henji_addressed_new ();

      if (order->ship_changes == NULL)
        order->ship_changes
            = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_addressed_unref);
      g_ptr_array_add (order->ship_changes, change);
      change->row = henji_query_get_int (&q);
      change->at = henji_query_get_int (&q);
      change->address = henji_query_get_address (&q);
    }
  if (henji_query_failed (&q))
    return FALSE;

  if (order->ship_changes != NULL)
    {
      const HenjiAddressed *last = order->ship_changes->pdata[order->ship_changes->len - 1];

      order->ship_was = g_steal_pointer (&order->ship_to);
      order->ship_to = henji_address_ref (last->address);
    }

  return TRUE;
}
