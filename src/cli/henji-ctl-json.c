/* henji-ctl-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-time.h"

void
henji_ctl_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
  g_object_unref (builder);
}

void
henji_ctl_member_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
henji_ctl_member_strv (JsonBuilder *builder, const char *name, char **values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

void
henji_ctl_member_time (JsonBuilder *builder, const char *name, gint64 at, GTimeZone *zone)
{
  g_autofree char *text = henji_time_format_rfc3339 (at, zone);

  henji_ctl_member_string (builder, name, text);
}

void
henji_ctl_member_money (JsonBuilder *builder, const char *name, HenjiMoney money)
{
  json_builder_set_member_name (builder, name);
  if (!henji_money_is_set (money))
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  henji_ctl_member_count (builder, "minor", money.minor);
  henji_ctl_member_string (builder, "currency", money.currency);
  json_builder_end_object (builder);
}

void
henji_ctl_member_kinds (JsonBuilder *builder, const char *name, guint32 kinds)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < HENJI_N_KINDS; i++)
    if (kinds & (1u << i))
      json_builder_add_string_value (builder, henji_kind_id (i));
  json_builder_end_array (builder);
}

void
henji_ctl_member_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
henji_ctl_member_count (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
henji_ctl_member_facts (JsonBuilder *builder, const HenjiFacts *facts)
{
  json_builder_set_member_name (builder, "facts");
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "postal_code", facts->postal_code);
  henji_ctl_member_string (builder, "address", facts->address);
  json_builder_set_member_name (builder, "phone");
  json_builder_add_boolean_value (builder, facts->phone);
  henji_ctl_member_string (builder, "part", facts->part);
  henji_ctl_member_string (builder, "amount", facts->amount);
  json_builder_set_member_name (builder, "told");
  json_builder_begin_array (builder);
  for (guint i = 0; i < HENJI_N_TOLD; i++)
    if ((facts->told & 1u << i) != 0)
      json_builder_add_string_value (builder, henji_told_id (i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
henji_ctl_member_attachments (JsonBuilder *builder, const GPtrArray *attachments)
{
  json_builder_set_member_name (builder, "attachments");
  json_builder_begin_array (builder);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const HenjiAttachment *attachment = g_ptr_array_index (attachments, i);

      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "name", attachment->name);
      henji_ctl_member_count (builder, "size", attachment->size);
      henji_ctl_member_string (builder, "type", attachment->media_type);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
member_quantity (JsonBuilder *builder, const char *name, int quantity)
{
  if (quantity >= 0)
    henji_ctl_member_count (builder, name, quantity);
  else
    henji_ctl_member_string (builder, name, NULL);
}

static void
add_item (JsonBuilder *builder, const HenjiOrderItem *item)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "order_item_id", item->item_id);
  henji_ctl_member_string (builder, "sku", item->sku);
  henji_ctl_member_string (builder, "asin", item->asin);
  henji_ctl_member_string (builder, "title", item->title);
  member_quantity (builder, "quantity", item->quantity);
  member_quantity (builder, "quantity_shipped", item->quantity_shipped);
  henji_ctl_member_money (builder, "price", item->price);
  henji_ctl_member_money (builder, "tax", item->tax);
  henji_ctl_member_money (builder, "shipping", item->shipping);
  henji_ctl_member_money (builder, "discount", item->discount);
  json_builder_end_object (builder);
}

static void
add_shipment (JsonBuilder *builder, const HenjiShipment *shipment)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "carrier", shipment->carrier);
  henji_ctl_member_string (builder, "tracking_number", shipment->tracking_number);
  henji_ctl_member_string (builder, "ship_date", shipment->ship_date);
  henji_ctl_member_string (builder, "delivered_date", shipment->delivered_date);
  json_builder_end_object (builder);
}

void
henji_ctl_member_address (JsonBuilder *builder, const char *name, const HenjiAddress *address)
{
  g_autofree char *block = NULL;

  json_builder_set_member_name (builder, name);
  if (address == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  block = henji_address_block (address, TRUE);
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "name", address->name);
  henji_ctl_member_string (builder, "line1", address->line1);
  henji_ctl_member_string (builder, "line2", address->line2);
  henji_ctl_member_string (builder, "line3", address->line3);
  henji_ctl_member_string (builder, "city", address->city);
  henji_ctl_member_string (builder, "state", address->state);
  henji_ctl_member_string (builder, "postal_code", address->postal_code);
  henji_ctl_member_string (builder, "country", address->country);
  henji_ctl_member_string (builder, "block", block);
  json_builder_end_object (builder);
}

void
henji_ctl_member_order (JsonBuilder *builder, const HenjiOrder *order, GTimeZone *zone)
{
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "order_id", order->order_id);
  henji_ctl_member_string (builder, "marketplace", order->marketplace);
  henji_ctl_member_string (builder, "status", order->status);
  henji_ctl_member_string (builder, "fulfilment", order->fulfilment);
  henji_ctl_member_time (builder, "purchased", order->purchased_at, zone);
  henji_ctl_member_time (builder, "paid", order->paid_at, zone);
  henji_ctl_member_time (builder, "updated", order->updated_at, zone);
  henji_ctl_member_time (builder, "ship_by", order->promised_at, zone);
  henji_ctl_member_string (builder, "service_level", order->service_level);
  henji_ctl_member_string (builder, "payment_method", order->payment_method);
  henji_ctl_member_string (builder, "buyer", order->buyer_name);
  henji_ctl_member_money (builder, "total", henji_order_total (order));
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; order->items != NULL && i < order->items->len; i++)
    add_item (builder, g_ptr_array_index (order->items, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "shipments");
  json_builder_begin_array (builder);
  for (guint i = 0; order->shipments != NULL && i < order->shipments->len; i++)
    add_shipment (builder, g_ptr_array_index (order->shipments, i));
  json_builder_end_array (builder);
  henji_ctl_member_address (builder, "address", order->ship_to);
  henji_ctl_member_address (builder, "address_on_report", order->ship_was);
  henji_ctl_member_time (builder, "address_changed", henji_order_address_changed_at (order), zone);
  json_builder_end_object (builder);
}

static const char *
confirmation_id (HenjiConfirmation confirmation)
{
  switch (confirmation)
    {
    case HENJI_CONFIRMATION_UNCONFIRMED:
      return "unconfirmed";
    case HENJI_CONFIRMATION_NOT_MARKED:
      return "not-marked";
    case HENJI_CONFIRMATION_CONFIRMED:
      return "confirmed";
    case HENJI_CONFIRMATION_NONE:
    default:
      return NULL;
    }
}

void
henji_ctl_case_members (JsonBuilder *builder, const HenjiCase *case_, GTimeZone *zone)
{
  henji_ctl_member_string (builder, "case", case_->uuid);
  henji_ctl_member_string (builder, "court", henji_court_id (case_->court));
  henji_ctl_member_string (builder, "kind", henji_kind_id (case_->kind));
  henji_ctl_member_string (builder, "language", henji_language_id (case_->language));
  henji_ctl_member_string (builder, "buyer", case_->buyer);
  henji_ctl_member_string (builder, "marketplace", case_->marketplace);
  henji_ctl_member_strv (builder, "order_ids", case_->order_ids);
  henji_ctl_member_string (builder, "subject", case_->subject);
  henji_ctl_member_time (builder, "due", case_->due, zone);
  henji_ctl_member_string (builder, "due_rule", case_->due_rule);
  henji_ctl_member_strv (builder, "tags", case_->tags);
  henji_ctl_member_boolean (builder, "csba", (case_->flags & HENJI_CASE_CSBA) != 0);
  henji_ctl_member_string (builder, "confirmation", confirmation_id (case_->confirmation));
  json_builder_set_member_name (builder, "support");
  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    {
      json_builder_begin_object (builder);
      henji_ctl_member_string (builder, "case_id", case_->support_id);
      henji_ctl_member_string (builder, "team", henji_support_team_id (case_->support_team));
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
}
