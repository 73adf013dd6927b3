/* henji-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-order.h"

#include <string.h>

#include "henji-time.h"

static void
item_clear (HenjiOrderItem *self)
{
  g_free (self->item_id);
  g_free (self->sku);
  g_free (self->asin);
  g_free (self->title);
  g_free (self->status);
}

static void
shipment_clear (HenjiShipment *self)
{
  g_free (self->carrier);
  g_free (self->tracking_number);
  g_free (self->ship_date);
  g_free (self->delivered_date);
}

static void
addressed_clear (HenjiAddressed *self)
{
  g_clear_pointer (&self->address, henji_address_unref);
}

static void
link_clear (HenjiOrderLink *self)
{
  g_free (self->order_id);
  g_free (self->original_id);
}

static void
order_clear (HenjiOrder *self)
{
  g_free (self->uuid);
  g_free (self->order_id);
  g_free (self->marketplace);
  g_free (self->status);
  g_free (self->fulfilment);
  g_free (self->delivery_start);
  g_free (self->delivery_end);
  g_free (self->service_level);
  g_free (self->payment_method);
  g_free (self->buyer_name);
  g_free (self->buyer_email);
  g_free (self->buyer_phone);
  g_clear_pointer (&self->ship_to, henji_address_unref);
  g_clear_pointer (&self->ship_was, henji_address_unref);
  g_clear_pointer (&self->ship_changes, g_ptr_array_unref);
  g_free (self->extra);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->shipments, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiOrderItem, henji_order_item, item_clear)
HENJI_DEFINE_VALUE (HenjiShipment, henji_shipment, shipment_clear)
HENJI_DEFINE_VALUE (HenjiAddressed, henji_addressed, addressed_clear)
HENJI_DEFINE_VALUE (HenjiOrderLink, henji_order_link, link_clear)
HENJI_DEFINE_VALUE (HenjiOrder, henji_order, order_clear)

gint64
henji_order_address_changed_at (const HenjiOrder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->ship_changes == NULL || self->ship_changes->len == 0)
    return 0;

  return ((const HenjiAddressed *) self->ship_changes->pdata[self->ship_changes->len - 1])->at;
}

gboolean
henji_order_id_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != 19)
    return FALSE;

  for (int i = 0; i < 19; i++)
    if (i == 3 || i == 11 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

/* Adds @part to @sum; FALSE when the currencies differ or the sum overflows. */
static gboolean
add (HenjiMoney *sum, HenjiMoney part, int sign)
{
  gint64 minor = part.minor * sign;

  if (!henji_money_is_set (part))
    return TRUE;
  if (!henji_money_is_set (*sum))
    memcpy (sum->currency, part.currency, sizeof sum->currency);
  if (strcmp (sum->currency, part.currency) != 0)
    return FALSE;

  return !__builtin_add_overflow (sum->minor, minor, &sum->minor);
}

HenjiMoney
henji_order_total (const HenjiOrder *self)
{
  HenjiMoney sum = HENJI_MONEY_NONE;

  g_return_val_if_fail (self != NULL, sum);

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (self->items, i);

      /* Promotions are written with or without a minus sign; they always lessen the sum. */
      if (!add (&sum, item->price, 1) || !add (&sum, item->tax, 1) || !add (&sum, item->shipping, 1)
          || !add (&sum, item->shipping_tax, 1) || !add (&sum, item->gift_wrap, 1)
          || !add (&sum, item->discount, item->discount.minor < 0 ? 1 : -1))
        return HENJI_MONEY_NONE;
    }

  return sum;
}

HenjiMoney
henji_order_items_total (const HenjiOrder *self)
{
  HenjiMoney sum = HENJI_MONEY_NONE;

  g_return_val_if_fail (self != NULL, sum);

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (self->items, i);

      if (!add (&sum, item->price, 1) || !add (&sum, item->tax, 1))
        return HENJI_MONEY_NONE;
    }

  return sum;
}

gboolean
henji_order_is_shipped (const HenjiOrder *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->shipments != NULL && self->shipments->len > 0)
    return TRUE;

  return self->status != NULL && g_ascii_strncasecmp (self->status, "shipped", 7) == 0;
}

char *
henji_order_extra (const HenjiOrder *self, const char *heading)
{
  g_auto (GStrv) lines = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL && heading != NULL, NULL);

  length = strlen (heading);
  lines = g_strsplit (self->extra != NULL ? self->extra : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], heading, length) == 0 && lines[i][length] == '\t'
        && lines[i][length + 1] != '\0')
      return g_strdup (lines[i] + length + 1);

  return NULL;
}

gboolean
henji_order_is_gift (const HenjiOrder *self)
{
  g_autofree char *wrapping = NULL;
  g_autofree char *message = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    if (((const HenjiOrderItem *) g_ptr_array_index (self->items, i))->gift_wrap.minor > 0)
      return TRUE;
  wrapping = henji_order_extra (self, "gift-wrap-type");
  message = henji_order_extra (self, "gift-message-text");

  return wrapping != NULL || message != NULL;
}

const char *
henji_order_delivery_day (const HenjiOrder *order, char buffer[11], gboolean *announced)
{
  const char *date = NULL;

  g_return_val_if_fail (order != NULL && buffer != NULL, NULL);

  if (announced != NULL)
    *announced = FALSE;
  for (guint i = 0; order->shipments != NULL && i < order->shipments->len; i++)
    {
      const HenjiShipment *shipment = g_ptr_array_index (order->shipments, i);

      if (g_strcmp0 (shipment->delivered_date, date) > 0)
        date = shipment->delivered_date;
    }
  if (date != NULL || order->delivery_end == NULL)
    return date;
  if (announced != NULL)
    *announced = TRUE;
  g_strlcpy (buffer, order->delivery_end, 11);

  return henji_date_is_valid (buffer) ? buffer : NULL;
}
