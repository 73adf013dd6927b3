/* henji-spapi-orders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-spapi-orders"

#include "config.h"

#include "henji-spapi-orders.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-json.h"
#include "henji-report-private.h"
#include "henji-time.h"

#define PLACE "/orders/2026-01-01/orders"
#define INCLUDED "BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,PAYMENT"
#define MAX_ITEMS 1000

static void
orders_clear (HenjiSpapiOrders *self)
{
  g_ptr_array_unref (self->orders);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->faults);
  g_free (self->next_token);
}

HENJI_DEFINE_VALUE (HenjiSpapiOrders, henji_spapi_orders, orders_clear)

/* ---- Questions ------------------------------------------------------------------------------- */

char *
henji_spapi_orders_search (const char *const *marketplaces, gint64 updated_after)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *after = NULL;
  g_autofree char *ids = NULL;

  g_return_val_if_fail (marketplaces != NULL && marketplaces[0] != NULL, NULL);

  time = g_date_time_new_from_unix_utc (updated_after / HENJI_SECOND);
  after = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  ids = g_strjoinv (",", (char **) marketplaces);

  return g_strdup_printf (PLACE "?marketplaceIds=%s&lastUpdatedAfter=%s&maxResultsPerPage=100"
                                "&includedData=" INCLUDED,
                          ids, after);
}

char *
henji_spapi_orders_page (const char *search, const char *token)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (search != NULL && token != NULL, NULL);

  escaped = g_uri_escape_string (token, NULL, FALSE);

  return g_strconcat (search, "&paginationToken=", escaped, NULL);
}

char *
henji_spapi_orders_one (const char *order_id)
{
  g_return_val_if_fail (henji_order_id_is_valid (order_id), NULL);

  return g_strconcat (PLACE "/", order_id, "?includedData=" INCLUDED, NULL);
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* (transfer full) (nullable): "PARTIALLY_SHIPPED" as the order reports write it:
 * "PartiallyShipped", so that the two do not contradict each other. */
static char *
report_word (const HenjiJsonAt *at, const char *name)
{
  g_autofree char *word = henji_json_text (at, name);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean begin = TRUE;

  if (word == NULL || word[strspn (word, G_CSET_A_2_Z "_")] != '\0')
    return g_steal_pointer (&word);
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p != '_')
        g_string_append_c (out, begin ? *p : g_ascii_tolower (*p));
      begin = *p == '_';
    }

  return g_strdup (out->str);
}

static void
add_extra (GString *extra, const char *heading, const char *value)
{
  g_autofree char *line = g_strdup (value);

  if (line == NULL)
    return;
  henji_report_add_extra (extra, heading, g_strdelimit (line, "\t\n", ' '));
}

/* A member that no field of ours holds. */
static void
keep_extra (GString *extra, const HenjiJsonAt *at, const char *name, const char *heading)
{
  g_autofree char *value = henji_json_text (at, name);

  add_extra (extra, heading, value);
}

/* ---- Parts of an order ----------------------------------------------------------------------- */

/* (transfer full) (nullable) */
static HenjiAddress *
take_address (const HenjiJsonAt *at, GString *extra)
{
  g_autoptr (HenjiAddress) address = henji_address_new ();
  g_autofree char *district = henji_json_text (at, "districtOrCounty");
  g_autofree char *municipality = henji_json_text (at, "municipality");

  address->name = henji_json_text (at, "name");
  address->organisation = henji_json_text (at, "companyName");
  address->line1 = henji_json_text (at, "addressLine1");
  address->line2 = henji_json_text (at, "addressLine2");
  address->line3 = henji_json_text (at, "addressLine3");
  address->city = henji_json_text (at, "city");
  address->state = henji_json_text (at, "stateOrRegion");
  address->postal_code = henji_json_text (at, "postalCode");
  address->country = henji_json_text (at, "countryCode");
  address->phone = henji_json_text (at, "phone");
  /* Part of the address where there is no other word for the place. */
  if (address->city == NULL)
    address->city = g_strdup (municipality != NULL ? municipality : district);
  add_extra (extra, "ship-district", district);
  add_extra (extra, "ship-municipality", municipality);

  return henji_address_is_empty (address) ? NULL : g_steal_pointer (&address);
}

static HenjiMoney
add (const HenjiJsonAt *at, HenjiMoney a, HenjiMoney b)
{
  if (!henji_money_is_set (a) || !henji_money_is_set (b))
    return henji_money_is_set (a) ? a : b;
  if (!g_str_equal (a.currency, b.currency) || __builtin_add_overflow (a.minor, b.minor, &a.minor))
    henji_json_fail (at, NULL, _ ("has amounts that cannot be added"));

  return a;
}

/* Takes the tax on shipping apart, as the reports have it in a column of its own. */
static void
take_tax (HenjiOrderItem *item, const HenjiJsonAt *at, HenjiMoney total)
{
  HenjiJsonAt parts = henji_json_array (at, "detailedBreakdowns");
  HenjiMoney shipping = HENJI_MONEY_NONE;

  for (guint i = 0; i < henji_json_length (&parts); i++)
    {
      HenjiJsonAt part = henji_json_element (&parts, i);
      g_autofree char *subtype = henji_json_text (&part, "subtype");

      if (g_strcmp0 (subtype, "SHIPPING") == 0)
        shipping = add (&part, shipping, henji_json_money (&part, "value"));
    }
  if (henji_money_is_set (shipping))
    {
      HenjiMoney rest = shipping;

      rest.minor = -rest.minor;
      total = add (at, total, rest);
      item->shipping_tax = add (at, item->shipping_tax, shipping);
    }
  item->tax = add (at, item->tax, total);
}

/* All amounts are of the whole line. */
static void
take_proceeds (HenjiOrderItem *item, const HenjiJsonAt *at, GString *extra)
{
  HenjiJsonAt proceeds = henji_json_object (at, "proceeds");
  HenjiJsonAt parts = henji_json_array (&proceeds, "breakdowns");

  for (guint i = 0; i < henji_json_length (&parts); i++)
    {
      HenjiJsonAt part = henji_json_element (&parts, i);
      g_autofree char *type = henji_json_text (&part, "type");
      HenjiMoney amount = henji_json_money (&part, "subtotal");

      if (type == NULL || !henji_money_is_set (amount))
        continue;
      if (g_str_equal (type, "ITEM"))
        item->price = add (&part, item->price, amount);
      else if (g_str_equal (type, "SHIPPING"))
        item->shipping = add (&part, item->shipping, amount);
      else if (g_str_equal (type, "GIFT_WRAP"))
        item->gift_wrap = add (&part, item->gift_wrap, amount);
      else if (g_str_equal (type, "DISCOUNT"))
        item->discount = add (&part, item->discount, amount);
      else if (g_str_equal (type, "TAX"))
        take_tax (item, &part, amount);
      else
        {
          g_autofree char *heading = g_strdelimit (g_ascii_strdown (type, -1), "_", '-');
          g_autofree char *text = henji_money_format (amount, HENJI_LANGUAGE_EN);

          add_extra (extra, heading, text);
        }
    }
}

/* What one costs, where the line's amount is not told. */
static void
take_unit_price (HenjiOrderItem *item, const HenjiJsonAt *product)
{
  HenjiJsonAt price = henji_json_object (product, "price");
  HenjiMoney unit = henji_json_money (&price, "unitPrice");

  if (henji_money_is_set (item->price) || !henji_money_is_set (unit) || item->quantity < 0)
    return;
  if (__builtin_mul_overflow (unit.minor, (gint64) item->quantity, &unit.minor))
    henji_json_fail (&price, "unitPrice", _ ("is no amount of its currency"));
  item->price = unit;
}

/* (nullable): "Cancelled" when somebody cancelled the line. */
static const char *
cancellation (const HenjiJsonAt *at, GString *extra)
{
  HenjiJsonAt both = henji_json_object (at, "cancellation");
  HenjiJsonAt request = henji_json_object (&both, "cancellationRequest");
  HenjiJsonAt execution = henji_json_object (&both, "cancellationExecution");
  g_autofree char *requester = henji_json_text (&request, "requester");
  g_autofree char *by = henji_json_text (&execution, "cancelledBy");

  if (g_strcmp0 (requester, "BUYER") == 0)
    {
      add_extra (extra, "is-buyer-requested-cancellation", "true");
      keep_extra (extra, &request, "cancelReason", "buyer-requested-cancel-reason");
    }

  return by != NULL ? "Cancelled" : NULL;
}

/* Where the order was placed; UTC while that is unknown. */
static GTimeZone *
zone_of (const HenjiSpapiFacts *facts, const HenjiOrder *order)
{
  const HenjiSpapiMarketplace *known
      = order->marketplace != NULL ? henji_spapi_facts_marketplace_at (facts, order->marketplace)
                                   : NULL;
  GTimeZone *zone = known != NULL ? g_time_zone_new_identifier (known->zone) : NULL;

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

/* (transfer full) (nullable): as the reports write it, in the marketplace's own time: what is read
 * of it is the day. */
static char *
local_text (const HenjiJsonAt *at, const char *name, GTimeZone *zone)
{
  gint64 instant = henji_json_instant (at, name);
  g_autoptr (GDateTime) utc
      = instant != 0 ? g_date_time_new_from_unix_utc (instant / HENJI_SECOND) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%dT%H:%M:%S%:z") : NULL;
}

static void
take_delivery (HenjiOrder *order, const HenjiJsonAt *window, GTimeZone *zone)
{
  if (order->delivery_start != NULL || order->delivery_end != NULL)
    return;
  order->delivery_start = local_text (window, "earliestDateTime", zone);
  order->delivery_end = local_text (window, "latestDateTime", zone);
}

static HenjiOrderItem *
take_item (HenjiOrder *order, const HenjiJsonAt *at, GTimeZone *zone, GString *extra)
{
  HenjiOrderItem *item = henji_order_item_new ();
  HenjiJsonAt product = henji_json_object (at, "product");
  HenjiJsonAt fulfilment = henji_json_object (at, "fulfillment");
  HenjiJsonAt packing = henji_json_object (&fulfilment, "packing");
  HenjiJsonAt gift = henji_json_object (&packing, "giftOption");
  HenjiJsonAt shipping = henji_json_object (&fulfilment, "shipping");
  HenjiJsonAt window = henji_json_object (&shipping, "scheduledDeliveryWindow");

  item->item_id = henji_json_need_text (at, "orderItemId");
  item->sku = henji_json_text (&product, "sellerSku");
  item->asin = henji_json_text (&product, "asin");
  item->title = henji_json_text (&product, "title");
  item->quantity = henji_json_count (at, "quantityOrdered");
  item->quantity_shipped = henji_json_count (&fulfilment, "quantityFulfilled");
  take_proceeds (item, at, extra);
  take_unit_price (item, &product);
  item->status = g_strdup (cancellation (at, extra));
  keep_extra (extra, &gift, "giftWrapLevel", "gift-wrap-type");
  keep_extra (extra, &gift, "giftMessage", "gift-message-text");
  take_delivery (order, &window, zone);

  return item;
}

/* A parcel on its way. The marketplace's own warehouses tell none. */
static void
take_packages (HenjiOrder *order, const HenjiJsonAt *at, GTimeZone *zone)
{
  HenjiJsonAt packages = henji_json_array (at, "packages");

  for (guint i = 0; i < henji_json_length (&packages); i++)
    {
      HenjiJsonAt package = henji_json_element (&packages, i);
      g_autoptr (HenjiShipment) shipment = henji_shipment_new ();
      gint64 shipped = henji_json_instant (&package, "shipTime");

      shipment->carrier = henji_json_text (&package, "carrier");
      shipment->tracking_number = henji_json_text (&package, "trackingNumber");
      shipment->ship_date = shipped != 0 ? henji_date_of (shipped, zone) : NULL;
      /* 定形外郵便 and the like have no number. */
      if (shipment->tracking_number != NULL || shipment->ship_date != NULL)
        g_ptr_array_add (order->shipments, g_steal_pointer (&shipment));
    }
}

static void
take_links (HenjiSpapiOrders *out, const HenjiOrder *order, const HenjiJsonAt *at)
{
  HenjiJsonAt others = henji_json_array (at, "associatedOrders");

  for (guint i = 0; i < henji_json_length (&others); i++)
    {
      HenjiJsonAt other = henji_json_element (&others, i);
      g_autofree char *id = henji_json_text (&other, "orderId");
      g_autofree char *type = henji_json_text (&other, "associationType");
      gboolean exchange = g_strcmp0 (type, "EXCHANGE_ORIGINAL_ID") == 0;
      HenjiOrderLink *link;

      if (!henji_order_id_is_valid (id)
          || (!exchange && g_strcmp0 (type, "REPLACEMENT_ORIGINAL_ID") != 0))
        continue;
      link = henji_order_link_new ();
      link->order_id = g_strdup (order->order_id);
      link->original_id = g_steal_pointer (&id);
      link->exchange = exchange;
      g_ptr_array_add (out->links, link);
    }
}

/* ---- An order -------------------------------------------------------------------------------- */

static void
take_channel (const HenjiSpapiFacts *facts,
              HenjiOrder *order,
              const HenjiJsonAt *at,
              GString *extra)
{
  HenjiJsonAt channel = henji_json_object (at, "salesChannel");
  g_autofree char *name = henji_json_text (&channel, "channelName");
  g_autofree char *id = henji_json_text (&channel, "marketplaceId");
  g_autofree char *shown = henji_json_text (&channel, "marketplaceName");
  const HenjiSpapiMarketplace *known
      = id != NULL ? henji_spapi_facts_marketplace (facts, id) : NULL;

  if (g_strcmp0 (name, "NON_AMAZON") == 0)
    add_extra (extra, "sales-channel", shown != NULL ? shown : name);
  else if (known != NULL)
    order->marketplace = g_strdup (known->domain);
  else if (shown != NULL && g_ascii_strncasecmp (shown, "amazon.", 7) == 0)
    order->marketplace = g_ascii_strdown (shown, -1);
}

static void
take_fulfilment (HenjiOrder *order, const HenjiJsonAt *at)
{
  HenjiJsonAt fulfilment = henji_json_object (at, "fulfillment");
  HenjiJsonAt ship_by = henji_json_object (&fulfilment, "shipByWindow");
  g_autofree char *by = henji_json_text (&fulfilment, "fulfilledBy");

  order->status = report_word (&fulfilment, "fulfillmentStatus");
  order->service_level = report_word (&fulfilment, "fulfillmentServiceLevel");
  if (g_strcmp0 (by, "MERCHANT") == 0)
    order->fulfilment = g_strdup ("merchant");
  else if (g_strcmp0 (by, "AMAZON") == 0)
    order->fulfilment = g_strdup ("marketplace");
  order->promised_at = henji_json_instant (&ship_by, "latestDateTime");
}

static void
take_buyer (HenjiOrder *order, const HenjiJsonAt *at, GString *extra)
{
  HenjiJsonAt buyer = henji_json_object (at, "buyer");
  HenjiJsonAt recipient = henji_json_object (at, "recipient");
  HenjiJsonAt address = henji_json_object (&recipient, "deliveryAddress");
  HenjiJsonAt payment = henji_json_object (at, "payment");
  HenjiJsonAt executions = henji_json_array (&payment, "paymentExecutions");

  order->buyer_name = henji_json_text (&buyer, "buyerName");
  order->buyer_email = henji_json_text (&buyer, "buyerEmail");
  keep_extra (extra, &buyer, "buyerCompanyName", "buyer-company-name");
  keep_extra (extra, &buyer, "buyerPurchaseOrderNumber", "purchase-order-number");
  order->ship_to = take_address (&address, extra);
  if (henji_json_length (&executions) > 0)
    {
      HenjiJsonAt first = henji_json_element (&executions, 0);

      order->payment_method = henji_json_text (&first, "paymentMethod");
    }
}

static void
take_programs (const HenjiJsonAt *at, GString *extra)
{
  HenjiJsonAt programs = henji_json_array (at, "programs");
  JsonArray *array = henji_json_length (&programs) > 0 ? json_node_get_array (programs.node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *word = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

      if (g_strcmp0 (word, "PRIME") == 0)
        add_extra (extra, "is-prime", "true");
      else if (g_strcmp0 (word, "AMAZON_BUSINESS") == 0)
        add_extra (extra, "is-business-order", "true");
      else if (g_strcmp0 (word, "PREORDER") == 0)
        add_extra (extra, "is-pre-order", "true");
    }
}

/* (transfer full): with whatever is readable; @at's fault says whether it is sound. */
static HenjiOrder *
take_order (const HenjiSpapiFacts *facts, const HenjiJsonAt *at)
{
  HenjiOrder *order = henji_order_new ();
  HenjiJsonAt items = henji_json_array (at, "orderItems");
  HenjiJsonAt fulfilment = henji_json_object (at, "fulfillment");
  HenjiJsonAt deliver_by = henji_json_object (&fulfilment, "deliverByWindow");
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GString) extra = g_string_new (NULL);

  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  order->shipments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_shipment_unref);
  order->order_id = henji_json_need_text (at, "orderId");
  if (order->order_id != NULL && !henji_order_id_is_valid (order->order_id))
    henji_json_fail (at, "orderId", _ ("is no order number"));
  order->purchased_at = henji_json_need_instant (at, "createdTime");
  order->updated_at = henji_json_need_instant (at, "lastUpdatedTime");
  take_channel (facts, order, at, extra);
  zone = zone_of (facts, order);
  take_fulfilment (order, at);
  take_buyer (order, at, extra);
  take_programs (at, extra);
  if (items.node == NULL || henji_json_length (&items) > MAX_ITEMS)
    henji_json_fail (at, "orderItems", _ ("is no list of items"));
  for (guint i = 0; i < henji_json_length (&items); i++)
    {
      HenjiJsonAt item = henji_json_element (&items, i);

      g_ptr_array_add (order->items, take_item (order, &item, zone, extra));
    }
  /* A day that was agreed upon with the buyer goes before the promised one. */
  take_delivery (order, &deliver_by, zone);
  take_packages (order, at, zone);
  if (extra->len > 0)
    order->extra = g_strdup (extra->str);

  return order;
}

static void
add_fault (HenjiSpapiOrders *out, const char *order_id, const char *reason)
{
  HenjiSyncFault *fault = henji_sync_fault_new ();

  fault->order_id = henji_order_id_is_valid (order_id) ? g_strdup (order_id) : NULL;
  fault->reason = g_strdup (reason);
  g_ptr_array_add (out->faults, fault);
}

/* Sold elsewhere, and only sent by the marketplace: it has a number of another kind, and no buyer
 * who could write here. */
static gboolean
is_from_elsewhere (HenjiJsonAt at)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  HenjiJsonAt channel;

  at.fault = &fault;
  channel = henji_json_object (&at, "salesChannel");
  id = henji_json_text (&at, "orderId");
  name = henji_json_text (&channel, "channelName");

  return id != NULL && !henji_order_id_is_valid (id) && g_strcmp0 (name, "NON_AMAZON") == 0;
}

static void
add_order (const HenjiSpapiFacts *facts, HenjiSpapiOrders *out, HenjiJsonAt at)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiOrder) order = NULL;

  if (henji_json_failed (&at) || is_from_elsewhere (at))
    return;
  /* A fault of one order is its own. */
  at.fault = &fault;
  order = take_order (facts, &at);
  if (fault == NULL)
    take_links (out, order, &at);
  if (fault != NULL)
    add_fault (out, order->order_id, fault->message);
  else
    g_ptr_array_add (out->orders, g_steal_pointer (&order));
}

static void
add_all (const HenjiSpapiFacts *facts, HenjiSpapiOrders *out, const HenjiJsonAt *root)
{
  HenjiJsonAt one = henji_json_object (root, "order");
  HenjiJsonAt all = henji_json_array (root, "orders");
  HenjiJsonAt pagination = henji_json_object (root, "pagination");

  if (one.node == NULL && all.node == NULL)
    henji_json_fail (root, "orders", _ ("is missing"));
  if (one.node != NULL)
    add_order (facts, out, one);
  for (guint i = 0; i < henji_json_length (&all); i++)
    add_order (facts, out, henji_json_element (&all, i));
  out->next_token = henji_json_text (&pagination, "nextToken");
  out->until = henji_json_instant (root, "lastUpdatedBefore");
}

static HenjiSpapiOrders *
empty_orders (void)
{
  HenjiSpapiOrders *out = henji_spapi_orders_new ();

  out->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_unref);
  out->links = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_link_unref);
  out->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_fault_unref);

  return out;
}

HenjiSpapiOrders *
henji_spapi_orders_none (const char *order_id, const char *reason)
{
  HenjiSpapiOrders *out = empty_orders ();

  if (reason != NULL)
    add_fault (out, order_id, reason);

  return out;
}

HenjiSpapiOrders *
henji_spapi_orders_parse (const HenjiSpapiFacts *facts, GBytes *body, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (HenjiSpapiOrders) out = NULL;
  HenjiJsonAt at;

  g_return_val_if_fail (facts != NULL && body != NULL, NULL);

  root = henji_json_parse (body, error);
  if (root == NULL)
    return NULL;

  out = empty_orders ();
  at = henji_json_root (root, &fault);
  add_all (facts, out, &at);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }

  return g_steal_pointer (&out);
}
