/* henji-db-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Orders with items and shipments: reading, and the links to cases.
 */
#define G_LOG_DOMAIN "henji-db-order"

#include "config.h"

#include "henji-db-order.h"

#include "henji-db-address.h"
#include "henji-store-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Reading --------------------------------------------------------------------------------- */

static gboolean
get_items (HenjiDb *db, HenjiOrder *order, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "SELECT item_id, sku, asin, title, status, quantity, quantity_shipped, price, "
      "price_currency, tax, tax_currency, shipping, shipping_currency, shipping_tax, "
      "shipping_tax_currency, gift_wrap, gift_wrap_currency, discount, discount_currency "
      "FROM order_items WHERE parent = ? ORDER BY position");
  henji_query_bind_int (&q, order->row);
  while (henji_query_step (&q, error))
    {
      HenjiOrderItem *item = henji_order_item_new ();

      item->item_id = henji_query_get_text (&q);
      item->sku = henji_query_get_text (&q);
      item->asin = henji_query_get_text (&q);
      item->title = henji_query_get_text (&q);
      item->status = henji_query_get_text (&q);
      item->quantity = (int) henji_query_get_int (&q);
      item->quantity_shipped = (int) henji_query_get_int (&q);
      item->price = henji_query_get_money (&q);
      item->tax = henji_query_get_money (&q);
      item->shipping = henji_query_get_money (&q);
      item->shipping_tax = henji_query_get_money (&q);
      item->gift_wrap = henji_query_get_money (&q);
      item->discount = henji_query_get_money (&q);
      g_ptr_array_add (order->items, item);
    }

  return !henji_query_failed (&q);
}

static void
fill_text (char **field, const char *text)
{
  if (*field == NULL)
    *field = g_strdup (text);
}

/* One shipment per tracking number: what was entered by hand first, then what files say. Entries
 * without a number fill the blanks of the only one with a number, or stand alone. */
static gboolean
get_shipments (HenjiDb *db, HenjiOrder *order, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  HenjiShipment *last = NULL;

  henji_query_begin (
      &q, db,
      "SELECT tracking_number, carrier, ship_date, delivered_date FROM shipments "
      "WHERE order_id = ? ORDER BY tracking_number = '', tracking_number, by_hand DESC");
  henji_query_bind_text (&q, order->order_id);
  while (henji_query_step (&q, error))
    {
      const char *number = henji_query_peek_text (&q);
      gboolean same
          = last != NULL
            && g_strcmp0 (last->tracking_number != NULL ? last->tracking_number : "", number) == 0;

      if (number[0] == '\0' && order->shipments->len > 1)
        continue;
      if (!same && !(number[0] == '\0' && order->shipments->len == 1))
        {
          last = henji_shipment_new ();
          last->tracking_number = number[0] != '\0' ? g_strdup (number) : NULL;
          g_ptr_array_add (order->shipments, last);
        }
      fill_text (&last->carrier, henji_query_peek_text (&q));
      fill_text (&last->ship_date, henji_query_peek_text (&q));
      fill_text (&last->delivered_date, henji_query_peek_text (&q));
    }

  return !henji_query_failed (&q);
}

HenjiOrder *
henji_db_order_find_reported (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (HenjiOrder) o = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  henji_query_begin (
      &q, db,
      "SELECT id, uuid, order_id, marketplace, status, fulfilment, purchased_at, paid_at, "
      "updated_at, promised_at, delivery_start, delivery_end, service_level, "
      "payment_method, buyer_name, buyer_email, buyer_phone, extra, ship_known, ship_name, "
      "ship_organisation, ship_line1, ship_line2, ship_line3, ship_city, ship_state, "
      "ship_postal_code, ship_country, ship_phone FROM orders WHERE order_id = ?");
  henji_query_bind_text (&q, order_id);
  if (!henji_query_step (&q, error))
    return NULL;

  o = henji_order_new ();
  o->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  o->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
  o->row = henji_query_get_int (&q);
  o->uuid = henji_query_get_text (&q);
  o->order_id = henji_query_get_text (&q);
  o->marketplace = henji_query_get_text (&q);
  o->status = henji_query_get_text (&q);
  o->fulfilment = henji_query_get_text (&q);
  o->purchased_at = henji_query_get_int (&q);
  o->paid_at = henji_query_get_int (&q);
  o->updated_at = henji_query_get_int (&q);
  o->promised_at = henji_query_get_int (&q);
  o->delivery_start = henji_query_get_text (&q);
  o->delivery_end = henji_query_get_text (&q);
  o->service_level = henji_query_get_text (&q);
  o->payment_method = henji_query_get_text (&q);
  o->buyer_name = henji_query_get_text (&q);
  o->buyer_email = henji_query_get_text (&q);
  o->buyer_phone = henji_query_get_text (&q);
  o->extra = henji_query_get_text (&q);
  o->ship_to = henji_query_get_address (&q);

  return get_items (db, o, error) && get_shipments (db, o, error) ? g_steal_pointer (&o) : NULL;
}

HenjiOrder *
henji_db_order_find (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (HenjiOrder) order = henji_db_order_find_reported (db, order_id, error);

  return order != NULL && henji_db_address_changes_apply (db, order, error)
             ? g_steal_pointer (&order)
             : NULL;
}

HenjiOrder *
henji_db_order_get (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  HenjiOrder *order;

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  order = henji_db_order_find (db, order_id, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (order == NULL)
    g_set_error (error, HENJI_STORE_ERROR, HENJI_STORE_ERROR_NOT_FOUND, _ ("There is no order %s."),
                 order_id);

  return order;
}

GPtrArray *
henji_db_case_orders (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) orders = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  orders = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  henji_query_begin (
      &q, db,
      "SELECT co.order_id FROM case_orders co JOIN orders o ON o.order_id = co.order_id "
      "WHERE co.case_id = ? ORDER BY co.id");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    {
      HenjiOrder *order = henji_db_order_get (db, henji_query_peek_text (&q), error);

      if (order == NULL)
        return NULL;
      g_ptr_array_add (orders, order);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&orders);
}

/* ---- Links ----------------------------------------------------------------------------------- */

GArray *
henji_db_order_cases (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  henji_query_begin (
      &q, db,
      "SELECT c.id FROM case_orders co JOIN cases c ON c.id = co.case_id "
      "WHERE co.order_id = ? AND c.merged_into IS NULL ORDER BY c.last_at DESC, c.id DESC");
  henji_query_bind_text (&q, order_id);
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);

      g_array_append_val (rows, row);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&rows);
}

gboolean
henji_db_case_link_order (HenjiDb *db, gint64 case_row, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, FALSE);

  henji_query_begin (
      &q, db, "INSERT INTO case_orders (case_id, order_id) VALUES (?, ?) ON CONFLICT DO NOTHING");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, order_id);
  if (!henji_query_run (&q, error))
    return FALSE;
  if (henji_query_changes (&q) > 0)
    henji_db_note_changed (db, case_row);

  return TRUE;
}

gboolean
henji_db_note_order_changed (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GArray) rows = henji_db_order_cases (db, order_id, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    henji_db_note_changed (db, g_array_index (rows, gint64, i));

  return TRUE;
}

/* ---- Shipments ------------------------------------------------------------------------------- */

/* Among two files the greater text counts; by hand, the later entry. */
#define BETTER(column)                                                                             \
  column " = CASE WHEN excluded." column " IS NULL THEN " column " WHEN by_hand OR " column        \
         " IS NULL THEN excluded." column " ELSE max (" column ", excluded." column ") END"
#define DIFFERS(column)                                                                            \
  "(excluded." column " IS NOT NULL AND (" column " IS NULL OR (by_hand AND " column               \
  " IS NOT excluded." column ") OR excluded." column " > " column "))"

static const char *
non_blank (const char *text)
{
  return text != NULL && text[0] != '\0' ? text : NULL;
}

static gboolean
exists_shipment (HenjiDb *db,
                 const char *order_id,
                 const char *number,
                 gboolean by_hand,
                 gboolean *exists,
                 GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db, "SELECT 1 FROM shipments WHERE order_id = ? AND by_hand = ? AND tracking_number = ?");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_int (&q, by_hand);
  henji_query_bind_text (&q, number);
  *exists = henji_query_step (&q, error);

  return !henji_query_failed (&q);
}

gboolean
henji_db_shipment_put (HenjiDb *db,
                       const char *order_id,
                       const HenjiShipment *shipment,
                       gboolean by_hand,
                       HenjiMergeStatus *status,
                       GError **error)
{
  const char *number = "";
  gboolean known, changed;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL && shipment != NULL, FALSE);

  if (non_blank (shipment->tracking_number) != NULL)
    number = shipment->tracking_number;
  by_hand = by_hand != FALSE;
  if (!exists_shipment (db, order_id, number, by_hand, &known, error))
    return FALSE;

  /* clang-format off */
  henji_query_begin (&q, db,
                     "INSERT INTO shipments VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                     BETTER ("carrier") ", " BETTER ("ship_date") ", " BETTER ("delivered_date")
                     " WHERE " DIFFERS ("carrier") " OR " DIFFERS ("ship_date") " OR "
                     DIFFERS ("delivered_date"));
  /* clang-format on */
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, number);
  henji_query_bind_int (&q, by_hand);
  henji_query_bind_text (&q, non_blank (shipment->carrier));
  henji_query_bind_text (&q, non_blank (shipment->ship_date));
  henji_query_bind_text (&q, non_blank (shipment->delivered_date));
  if (!henji_query_run (&q, error))
    return FALSE;
  changed = henji_query_changes (&q) > 0;
  if (status != NULL)
    *status = !changed ? HENJI_MERGE_UNCHANGED : known ? HENJI_MERGE_UPDATED : HENJI_MERGE_NEW;

  return !changed || henji_db_note_order_changed (db, order_id, error);
}

gboolean
henji_db_shipment_remove (HenjiDb *db,
                          const char *order_id,
                          const char *tracking_number,
                          GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, FALSE);

  henji_query_begin (
      &q, db, "DELETE FROM shipments WHERE order_id = ? AND by_hand AND tracking_number = ?");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, tracking_number != NULL ? tracking_number : "");
  return henji_query_run (&q, error) && henji_db_note_order_changed (db, order_id, error);
}
