/* henji-report-orders-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report-orders-row"

#include "config.h"

#include "henji-report-orders-private.h"

#include "henji-report-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* (transfer full) (nullable): what is wrong with the row's amounts */
static char *
parse_amounts (HenjiReport *self, HenjiParsedRow *parsed, GPtrArray **warnings)
{
  int line = henji_table_line (self->table);
  const char *currency = henji_report_value (self, CURRENCY);
  g_autofree char *narrow = NULL;

  if (*currency != '\0')
    {
      narrow = henji_report_narrow (currency);
      if (strlen (narrow) != 3 || strspn (narrow, G_CSET_A_2_Z G_CSET_a_2_z) != 3)
        {
          g_autofree char *shown = henji_report_shown (currency);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not a currency code like JPY "
                                     "or USD."),
                                  line, henji_report_orders_heading (self, CURRENCY), shown);
        }
      for (int i = 0; i < 3; i++)
        parsed->currency[i] = g_ascii_toupper (narrow[i]);
    }

  for (int field = PRICE; field <= SHIP_DISCOUNT; field++)
    {
      const char *value = henji_report_value (self, field);
      HenjiMoney *amount = &parsed->amounts[field - PRICE];

      if (henji_report_is_nothing (value))
        continue;
      if (parsed->currency[0] == '\0')
        {
          if (strspn (value, "0.") != strlen (value))
            henji_report_warn (warnings, line,
                               g_strdup_printf (_ ("Line %d: “%s” has no currency and is left "
                                                   "out."),
                                                line, henji_report_orders_heading (self, field)));
          continue;
        }
      if (!henji_report_money (value, parsed->currency, amount)
          || (amount->minor < 0 && field < ITEM_DISCOUNT))
        {
          g_autofree char *shown = henji_report_shown (value);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not an amount in %s."), line,
                                  henji_report_orders_heading (self, field), shown,
                                  parsed->currency);
        }
    }

  return NULL;
}

/* (transfer full) (nullable): what is wrong with the row */
char *
henji_report_orders_parse (HenjiReport *self, HenjiParsedRow *parsed, GPtrArray **warnings)
{
  int line = henji_table_line (self->table);
  char *wrong;

  memset (parsed, 0, sizeof *parsed);
  parsed->quantity = parsed->quantity_shipped = -1;

  wrong = henji_report_overfull (self);
  if (wrong != NULL)
    return wrong;

  for (int field = PURCHASED; field <= PROMISED; field++)
    {
      const char *value = henji_report_value (self, field);

      if (!henji_report_is_nothing (value)
          && !henji_report_time (value, &parsed->times[field - PURCHASED]))
        {
          g_autofree char *shown = henji_report_shown (value);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not a date."), line,
                                  henji_report_orders_heading (self, field), shown);
        }
    }
  for (int field = QUANTITY; field <= QUANTITY_SHIPPED; field++)
    {
      const char *value = henji_report_value (self, field);
      int *quantity = field == QUANTITY ? &parsed->quantity : &parsed->quantity_shipped;

      if (*value != '\0' && !henji_report_quantity (value, quantity))
        {
          g_autofree char *shown = henji_report_shown (value);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not a quantity."), line,
                                  henji_report_orders_heading (self, field), shown);
        }
    }

  return parse_amounts (self, parsed, warnings);
}

static void
warn_differs (HenjiReport *self, HenjiPendingOrder *pending, int field, const char *value)
{
  int line = henji_table_line (self->table);
  g_autofree char *shown = henji_report_shown (value);

  henji_report_warn (&pending->warnings, line,
                     g_strdup_printf (_ ("Line %d: “%s” is “%s”, but a row above says otherwise "
                                         "for the same order. The row above counts."),
                                      line, henji_report_orders_heading (self, field), shown));
}

/* The first value that is not blank counts. */
static void
take_text (HenjiReport *self, HenjiPendingOrder *pending, int field, char **slot)
{
  const char *value = henji_report_value (self, field);

  if (*value == '\0')
    return;
  if (*slot == NULL)
    *slot = g_strdup (value);
  else if (!g_str_equal (*slot, value))
    warn_differs (self, pending, field, value);
}

static void
take_channel (HenjiReport *self, HenjiPendingOrder *pending)
{
  const char *value = henji_report_value (self, SALES_CHANNEL);
  g_autofree char *domain = NULL;

  if (*value == '\0')
    return;
  if (g_ascii_strncasecmp (value, "amazon.", 7) != 0)
    {
      pending->other_channel = TRUE;
      henji_report_add_extra (pending->extra, henji_report_orders_heading (self, SALES_CHANNEL),
                              value);
      return;
    }

  domain = g_ascii_strdown (value, -1);
  if (pending->order->marketplace == NULL)
    pending->order->marketplace = g_steal_pointer (&domain);
  else if (!g_str_equal (pending->order->marketplace, domain))
    warn_differs (self, pending, SALES_CHANNEL, value);
}

static void
take_fulfilment (HenjiReport *self, HenjiPendingOrder *pending)
{
  const char *value = henji_report_value (self, FULFILMENT);
  const char *known = NULL;

  if (*value == '\0')
    return;
  if (g_ascii_strcasecmp (value, "merchant") == 0 || g_ascii_strcasecmp (value, "mfn") == 0
      || g_ascii_strcasecmp (value, "seller") == 0)
    known = "merchant";
  else if (g_ascii_strncasecmp (value, "amazon", 6) == 0 || g_ascii_strcasecmp (value, "afn") == 0)
    known = "marketplace";

  if (known == NULL)
    henji_report_add_extra (pending->extra, henji_report_orders_heading (self, FULFILMENT), value);
  else if (pending->order->fulfilment == NULL)
    pending->order->fulfilment = g_strdup (known);
  else if (!g_str_equal (pending->order->fulfilment, known))
    warn_differs (self, pending, FULFILMENT, value);
}

void
henji_report_orders_take_order (HenjiReport *self,
                                HenjiPendingOrder *pending,
                                const HenjiParsedRow *parsed)
{
  HenjiOrder *order = pending->order;
  HenjiAddress *address = pending->address;
  gint64 *times[N_TIMES]
      = { &order->purchased_at, &order->paid_at, &order->updated_at, &order->promised_at };

  for (int i = 0; i < N_TIMES; i++)
    if (parsed->times[i] != 0)
      {
        if (*times[i] == 0)
          *times[i] = parsed->times[i];
        else if (*times[i] != parsed->times[i])
          warn_differs (self, pending, PURCHASED + i, henji_report_value (self, PURCHASED + i));
      }

  take_channel (self, pending);
  take_fulfilment (self, pending);
  take_text (self, pending, STATUS, &order->status);
  take_text (self, pending, SERVICE_LEVEL, &order->service_level);
  take_text (self, pending, PAYMENT_METHOD, &order->payment_method);
  take_text (self, pending, DELIVERY_START, &order->delivery_start);
  take_text (self, pending, DELIVERY_END, &order->delivery_end);
  take_text (self, pending, BUYER_NAME, &order->buyer_name);
  take_text (self, pending, BUYER_EMAIL, &order->buyer_email);
  take_text (self, pending, BUYER_PHONE, &order->buyer_phone);
  take_text (self, pending, SHIP_NAME, &address->name);
  take_text (self, pending, SHIP_ORGANISATION, &address->organisation);
  take_text (self, pending, SHIP_LINE1, &address->line1);
  take_text (self, pending, SHIP_LINE2, &address->line2);
  take_text (self, pending, SHIP_LINE3, &address->line3);
  take_text (self, pending, SHIP_CITY, &address->city);
  take_text (self, pending, SHIP_STATE, &address->state);
  take_text (self, pending, SHIP_CODE, &address->postal_code);
  take_text (self, pending, SHIP_COUNTRY, &address->country);
  take_text (self, pending, SHIP_PHONE, &address->phone);

  /* The address of the bill is of no use here, and nobody's business. */
  for (guint i = 0; i < self->n_columns; i++)
    if (self->fields[i] < 0 && *self->headings[i] != '\0'
        && g_ascii_strncasecmp (self->headings[i], "bill-", 5) != 0)
      {
        const char *value = henji_table_cell (self->table, i);

        if (*value != '\0')
          henji_report_add_extra (pending->extra, self->headings[i], value);
      }
}

static char *
dup_value (HenjiReport *self, int field)
{
  const char *value = henji_report_value (self, field);

  return *value != '\0' ? g_strdup (value) : NULL;
}

static HenjiMoney
sum (HenjiMoney a, HenjiMoney b)
{
  /* Both are below 10^12, see henji_report_money(). */
  if (!henji_money_is_set (a))
    return b;
  a.minor += b.minor;

  return a;
}

static gboolean
item_equal (const HenjiOrderItem *a, const HenjiOrderItem *b)
{
  return g_strcmp0 (a->sku, b->sku) == 0 && g_strcmp0 (a->asin, b->asin) == 0
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->status, b->status) == 0
         && a->quantity == b->quantity && a->quantity_shipped == b->quantity_shipped
         && henji_money_equal (a->price, b->price) && henji_money_equal (a->tax, b->tax)
         && henji_money_equal (a->shipping, b->shipping)
         && henji_money_equal (a->shipping_tax, b->shipping_tax)
         && henji_money_equal (a->gift_wrap, b->gift_wrap)
         && henji_money_equal (a->discount, b->discount);
}

void
henji_report_orders_take_item (HenjiReport *self,
                               HenjiPendingOrder *pending,
                               const HenjiParsedRow *parsed)
{
  g_autoptr (HenjiOrderItem) item = henji_order_item_new ();
  GPtrArray *items = pending->order->items;
  const HenjiMoney *amounts = parsed->amounts;
  guint occurrence = 0;

  item->item_id = dup_value (self, ITEM_ID);
  item->sku = dup_value (self, SKU);
  item->asin = dup_value (self, ASIN);
  item->title = dup_value (self, TITLE);
  item->status = dup_value (self, ITEM_STATUS);
  item->quantity = parsed->quantity;
  item->quantity_shipped = parsed->quantity_shipped;
  item->price = amounts[PRICE - PRICE];
  item->tax = amounts[TAX - PRICE];
  item->shipping = amounts[SHIPPING - PRICE];
  item->shipping_tax = amounts[SHIPPING_TAX - PRICE];
  item->gift_wrap = sum (amounts[GIFT_WRAP - PRICE], amounts[GIFT_WRAP_TAX - PRICE]);
  item->discount = sum (amounts[ITEM_DISCOUNT - PRICE], amounts[SHIP_DISCOUNT - PRICE]);

  /* A row that says nothing about an item, only about its order. */
  if (item->item_id == NULL && item->sku == NULL && item->asin == NULL && item->title == NULL
      && item->quantity < 0 && !henji_money_is_set (item->price))
    return;

  if (g_hash_table_size (self->orders->earlier) > 0)
    {
      g_autofree char *key = henji_report_orders_key (pending->order->order_id, item->sku);

      occurrence = GPOINTER_TO_UINT (g_hash_table_lookup (self->orders->earlier, key));
    }
  for (guint i = 0; i < items->len; i++)
    {
      const HenjiOrderItem *other = g_ptr_array_index (items, i);

      if (item->item_id != NULL && g_strcmp0 (item->item_id, other->item_id) == 0)
        {
          int line = henji_table_line (self->table);

          /* The same row twice, as in two downloads put together. */
          if (!item_equal (item, other))
            henji_report_warn (&pending->warnings, line,
                               g_strdup_printf (_ ("Line %d repeats the order item %s with other "
                                                   "values. The row above counts."),
                                                line, item->item_id));
          return;
        }
      if (g_strcmp0 (item->sku, other->sku) == 0)
        occurrence = g_array_index (pending->occurrences, guint, i) + 1;
    }

  g_ptr_array_add (items, g_steal_pointer (&item));
  g_array_append_val (pending->occurrences, occurrence);
}
