/* henji-complaint.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-complaint"

#include "config.h"

#include "henji-complaint.h"

#include <string.h>

static guint
n_items (const HenjiOrder *order)
{
  return order->items != NULL ? order->items->len : 0;
}

static const HenjiOrderItem *
item_at (const HenjiOrder *order, guint i)
{
  return g_ptr_array_index (order->items, i);
}

int
henji_complaint_ordered (const HenjiOrder *order, guint item)
{
  g_return_val_if_fail (order != NULL && item < n_items (order), 1);

  return MAX (item_at (order, item)->quantity, 1);
}

gboolean
henji_complaint_arises (const HenjiOrder *order)
{
  guint n;

  g_return_val_if_fail (order != NULL, FALSE);

  n = n_items (order);

  return n > 1 || (n == 1 && henji_complaint_ordered (order, 0) > 1);
}

static GArray *
quantities_new (const HenjiOrder *order)
{
  GArray *quantities = g_array_new (FALSE, TRUE, sizeof (int));

  g_array_set_size (quantities, n_items (order));

  return quantities;
}

GArray *
henji_complaint_of_all (const HenjiOrder *order)
{
  GArray *quantities;

  g_return_val_if_fail (order != NULL, NULL);

  quantities = quantities_new (order);
  for (guint i = 0; i < quantities->len; i++)
    g_array_index (quantities, int, i) = henji_complaint_ordered (order, i);

  return quantities;
}

/* ---- Items --------------------------------------------------------------------------------- */

static gboolean
is_item (const HenjiOrderItem *item, const char *key)
{
  return (item->sku != NULL && g_ascii_strcasecmp (item->sku, key) == 0)
         || (item->asin != NULL && g_ascii_strcasecmp (item->asin, key) == 0)
         || (item->title != NULL && strcmp (item->title, key) == 0);
}

GArray *
henji_complaint_of_item (const HenjiOrder *order, const char *key, int quantity)
{
  GArray *quantities;

  g_return_val_if_fail (order != NULL && key != NULL, NULL);

  for (guint i = 0; i < n_items (order); i++)
    if (is_item (item_at (order, i), key))
      {
        int ordered = henji_complaint_ordered (order, i);

        if (quantity < 0 || quantity > ordered)
          continue;
        quantities = quantities_new (order);
        g_array_index (quantities, int, i) = quantity > 0 ? quantity : ordered;
        return quantities;
      }

  return NULL;
}

/* ---- Stored ---------------------------------------------------------------------------------- */

/* (nullable) */
static const char *
key_of (const HenjiOrderItem *item)
{
  return item->sku != NULL && *item->sku != '\0'     ? item->sku
         : item->asin != NULL && *item->asin != '\0' ? item->asin
                                                     : item->title;
}

char *
henji_complaint_to_text (const HenjiOrder *order, const GArray *quantities)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (order != NULL && quantities != NULL, g_string_free (text, FALSE));

  for (guint i = 0; i < quantities->len && i < n_items (order); i++)
    if (g_array_index (quantities, int, i) > 0 && key_of (item_at (order, i)) != NULL)
      g_string_append_printf (text, "%d %s\n", g_array_index (quantities, int, i),
                              key_of (item_at (order, i)));

  return g_string_free (text, FALSE);
}

/* The first line of the order of that name that nothing was said of yet. */
static void
take_line (const HenjiOrder *order, const char *line, GArray *quantities, gboolean *any)
{
  char *key;
  gint64 quantity = g_ascii_strtoll (line, &key, 10);

  if (quantity < 1 || *key != ' ')
    return;
  for (guint i = 0; i < quantities->len; i++)
    {
      int *is = &g_array_index (quantities, int, i);

      if (*is > 0 || g_strcmp0 (key_of (item_at (order, i)), key + 1) != 0)
        continue;
      *is = (int) MIN (quantity, henji_complaint_ordered (order, i));
      *any = TRUE;
      return;
    }
}

GArray *
henji_complaint_from_text (const HenjiOrder *order, const char *text)
{
  g_autoptr (GArray) quantities = NULL;
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  gboolean any = FALSE;

  g_return_val_if_fail (order != NULL, NULL);

  quantities = quantities_new (order);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (order, lines[i], quantities, &any);

  return any ? g_steal_pointer (&quantities) : NULL;
}

/* ---- The part of the order ------------------------------------------------------------------- */

static HenjiMoney
share_of (HenjiMoney money, int n, int of)
{
  gint64 whole = money.minor / of;
  gint64 rest = money.minor % of * n * 2;

  /* Half up, below zero too. */
  money.minor = whole * n + (rest + (rest < 0 ? -of : of)) / (2 * of);

  return money;
}

static HenjiOrderItem *
item_part (const HenjiOrderItem *item, int n, int of)
{
  HenjiOrderItem *part = henji_order_item_new ();

  part->item_id = g_strdup (item->item_id);
  part->sku = g_strdup (item->sku);
  part->asin = g_strdup (item->asin);
  part->title = g_strdup (item->title);
  part->status = g_strdup (item->status);
  part->quantity = n;
  part->quantity_shipped = item->quantity_shipped < 0 ? -1 : MIN (item->quantity_shipped, n);
  part->price = share_of (item->price, n, of);
  part->tax = share_of (item->tax, n, of);
  part->shipping = share_of (item->shipping, n, of);
  part->shipping_tax = share_of (item->shipping_tax, n, of);
  part->gift_wrap = share_of (item->gift_wrap, n, of);
  part->discount = share_of (item->discount, n, of);

  return part;
}

static GPtrArray *
ref_array (GPtrArray *array)
{
  return array != NULL ? g_ptr_array_ref (array) : NULL;
}

static HenjiAddress *
ref_address (HenjiAddress *address)
{
  return address != NULL ? henji_address_ref (address) : NULL;
}

static HenjiOrder *
copy_without_items (const HenjiOrder *order)
{
  HenjiOrder *copy = henji_order_new ();

  copy->row = order->row;
  copy->uuid = g_strdup (order->uuid);
  copy->order_id = g_strdup (order->order_id);
  copy->marketplace = g_strdup (order->marketplace);
  copy->status = g_strdup (order->status);
  copy->fulfilment = g_strdup (order->fulfilment);
  copy->purchased_at = order->purchased_at;
  copy->paid_at = order->paid_at;
  copy->updated_at = order->updated_at;
  copy->promised_at = order->promised_at;
  copy->delivery_start = g_strdup (order->delivery_start);
  copy->delivery_end = g_strdup (order->delivery_end);
  copy->service_level = g_strdup (order->service_level);
  copy->payment_method = g_strdup (order->payment_method);
  copy->buyer_name = g_strdup (order->buyer_name);
  copy->buyer_email = g_strdup (order->buyer_email);
  copy->buyer_phone = g_strdup (order->buyer_phone);
  copy->ship_to = ref_address (order->ship_to);
  copy->ship_was = ref_address (order->ship_was);
  copy->ship_changes = ref_array (order->ship_changes);
  copy->extra = g_strdup (order->extra);
  copy->shipments = ref_array (order->shipments);

  return copy;
}

HenjiOrder *
henji_order_part (const HenjiOrder *order, const GArray *quantities)
{
  HenjiOrder *part;

  g_return_val_if_fail (order != NULL && quantities != NULL, NULL);

  part = copy_without_items (order);
  part->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  for (guint i = 0; i < n_items (order) && i < quantities->len; i++)
    {
      int quantity = g_array_index (quantities, int, i);

      if (quantity > 0)
        g_ptr_array_add (part->items, item_part (item_at (order, i), quantity,
                                                 henji_complaint_ordered (order, i)));
    }

  return part;
}
