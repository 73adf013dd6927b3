/* henji-report-orders-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-report-private.h"

G_BEGIN_DECLS

/* The fields of an order report. */
enum
{
  ORDER_ID,
  /* instants of the order */
  PURCHASED,
  PAID,
  UPDATED,
  PROMISED,
  /* words of the order */
  STATUS,
  FULFILMENT,
  SALES_CHANNEL,
  SERVICE_LEVEL,
  PAYMENT_METHOD,
  DELIVERY_START,
  DELIVERY_END,
  BUYER_NAME,
  BUYER_EMAIL,
  BUYER_PHONE,
  SHIP_NAME,
  SHIP_ORGANISATION,
  SHIP_LINE1,
  SHIP_LINE2,
  SHIP_LINE3,
  SHIP_CITY,
  SHIP_STATE,
  SHIP_CODE,
  SHIP_COUNTRY,
  SHIP_PHONE,
  /* words of the item */
  ITEM_ID,
  SKU,
  ASIN,
  TITLE,
  ITEM_STATUS,
  QUANTITY,
  QUANTITY_SHIPPED,
  CURRENCY,
  /* amounts of the item */
  PRICE,
  TAX,
  SHIPPING,
  SHIPPING_TAX,
  GIFT_WRAP,
  GIFT_WRAP_TAX,
  ITEM_DISCOUNT,
  SHIP_DISCOUNT,
  N_FIELDS
};

#define N_TIMES (PROMISED - PURCHASED + 1)
#define N_AMOUNTS (SHIP_DISCOUNT - PRICE + 1)

/* An order whose rows are being put together. */
typedef struct
{
  HenjiOrder *order;
  HenjiAddress *address;
  GArray *occurrences;
  GPtrArray *warnings;
  GString *extra;
  int first_line;
  int last_line;
  guint n_rows;
  gboolean other_channel; /* sold in no marketplace we know */
  GList *link;            /* in HenjiReportOrders.waiting */
} HenjiPendingOrder;

struct _HenjiReportOrders
{
  GHashTable *last_group; /* (guint64 *, line): where the last run of rows of an order begins, for
                           * orders with several runs */
  GHashTable *held;       /* (order id, HenjiPendingOrder): orders with a run further down */
  GQueue waiting;         /* the same, oldest first */
  GHashTable *earlier;    /* ("order\nsku", count): of orders given out before their last row */
  HenjiPendingOrder *current;
  int group_line;
  gboolean lost; /* the row above has no readable order number */
};

/* What one row says, before any of it is taken. */
typedef struct
{
  gint64 times[N_TIMES];
  int quantity;
  int quantity_shipped;
  char currency[4];
  HenjiMoney amounts[N_AMOUNTS];
} HenjiParsedRow;

/* henji-report-orders.c */
const char *henji_report_orders_heading (HenjiReport *self, int field);
/* (transfer full): what the items of one SKU in one order are counted under */
char *henji_report_orders_key (const char *order_id, const char *sku);

/* henji-report-orders-row.c */
/* (transfer full) (nullable): what is wrong with the row. @warnings: what is merely left out. */
char *henji_report_orders_parse (HenjiReport *self, HenjiParsedRow *parsed, GPtrArray **warnings);
/* What the row says about its order: the first value that is not blank counts. */
void henji_report_orders_take_order (HenjiReport *self,
                                     HenjiPendingOrder *pending,
                                     const HenjiParsedRow *parsed);
/* What the row says about an item. */
void henji_report_orders_take_item (HenjiReport *self,
                                    HenjiPendingOrder *pending,
                                    const HenjiParsedRow *parsed);

G_END_DECLS
