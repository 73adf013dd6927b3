/* henji-order.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"
#include "henji-money.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiOrderItem, henji_order_item)

struct _HenjiOrderItem
{
  char *item_id; /* order-item-id; %NULL in all-orders reports */
  char *sku;
  char *asin;
  char *title;
  char *status;
  int quantity;         /* -1 unknown */
  int quantity_shipped; /* -1 unknown */
  HenjiMoney price;     /* total of the line, without shipping */
  HenjiMoney tax;
  HenjiMoney shipping;
  HenjiMoney shipping_tax;
  HenjiMoney gift_wrap;
  HenjiMoney discount; /* item and shipping promotions together, as written */
};

HENJI_DECLARE_VALUE (HenjiShipment, henji_shipment)

struct _HenjiShipment
{
  char *carrier; /* as written */
  char *tracking_number;
  char *ship_date;      /* "2026-11-18" */
  char *delivered_date; /* known only when somebody entered it */
};

HENJI_DECLARE_VALUE (HenjiAddressed, henji_addressed)

/** HenjiAddressed: that an order was to go elsewhere from a moment on. */
struct _HenjiAddressed
{
  gint64 row;
  gint64 at;
  HenjiAddress *address;
};

HENJI_DECLARE_VALUE (HenjiOrder, henji_order)

struct _HenjiOrder
{
  gint64 row; /* the record's row number, 0 before it is stored */
  char *uuid;
  char *order_id;    /* "250-1234567-1234567" */
  char *marketplace; /* domain: "amazon.co.jp", %NULL when unknown */
  char *status;      /* as the report says */
  char *fulfilment;  /* "merchant", "marketplace" or %NULL */
  gint64 purchased_at;
  gint64 paid_at;
  gint64 updated_at;
  gint64 promised_at;   /* ship-by, when known */
  char *delivery_start; /* scheduled delivery as written */
  char *delivery_end;
  char *service_level;
  char *payment_method; /* as written: "COD", "CVS", ... */
  char *buyer_name;
  char *buyer_email; /* alias */
  char *buyer_phone;
  HenjiAddress *ship_to;   /* (nullable): where it is to go now */
  HenjiAddress *ship_was;  /* (nullable): what the reports say, where it was changed since */
  GPtrArray *ship_changes; /* (element-type HenjiAddressed) (nullable): oldest first; the last is
                              @ship_to */
  char *extra;             /* unknown columns, "heading\tvalue\n" each */
  GPtrArray *items;        /* (element-type HenjiOrderItem) (nullable) */
  GPtrArray *shipments;    /* (element-type HenjiShipment) (nullable) */
};

HENJI_DECLARE_VALUE (HenjiOrderLink, henji_order_link)

/** HenjiOrderLink: that an order was made in the place of another. */
struct _HenjiOrderLink
{
  char *order_id;    /* the later one */
  char *original_id; /* the one it replaces */
  gboolean exchange; /* the buyer wanted another thing; %FALSE: the same thing again */
};

/* Is @text exactly an order number (3-7-7 digits)? */
gboolean henji_order_id_is_valid (const char *text);
/* The sum of the items' lines with tax, shipping and gift wrap, less discounts. Not set when no
 * price is known or currencies differ. */
HenjiMoney henji_order_total (const HenjiOrder *self);
/* The items' price alone. */
HenjiMoney henji_order_items_total (const HenjiOrder *self);
/* When the address was last changed; 0: it is the reports'. */
gint64 henji_order_address_changed_at (const HenjiOrder *self);
/* As the reports tell it: wrapped for a price, or a wrapping or a message in a column of its own.
 */
gboolean henji_order_is_gift (const HenjiOrder *self);
/* (transfer full) (nullable): what a report says of the order in a column that Henji does not know,
 * "gift-message-text". */
char *henji_order_extra (const HenjiOrder *self, const char *heading);
/* Somebody recorded that it left: a shipment, or the report's status says so. */
gboolean henji_order_is_shipped (const HenjiOrder *self);

/* (nullable): the day of the order's delivery; else the one for which it was announced, and
 * @announced says so. @buffer may hold it. */
const char *
henji_order_delivery_day (const HenjiOrder *order, char buffer[11], gboolean *announced);

G_END_DECLS
