/* henji-report-orders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report-orders"

#include "config.h"

#include "henji-report-orders-private.h"

#include "henji-report-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROWS_PER_ORDER 1000
#define MAX_HELD 20000     /* orders waiting for rows further down */
#define MAX_GROUPS 2000000 /* runs of rows of one order that are remembered */

/* Headings of the order reports:
 * https://developer-docs.amazon.com/sp-api/docs/order-reports-attributes
 * https://developer-docs.amazon.com/sp-api/docs/order-tracking-reports-attributes */
static const HenjiReportField fields[] = {
  { "order-id", ORDER_ID },
  { "amazon-order-id", ORDER_ID },
  { "purchase-date", PURCHASED },
  { "order-date", PURCHASED },
  { "payments-date", PAID },
  { "payment-date", PAID },
  { "last-updated-date", UPDATED },
  { "promise-date", PROMISED },
  { "latest-ship-date", PROMISED },
  { "order-status", STATUS },
  { "fulfillment-channel", FULFILMENT },
  { "sales-channel", SALES_CHANNEL },
  { "ship-service-level", SERVICE_LEVEL },
  { "payment-method", PAYMENT_METHOD },
  { "scheduled-delivery-start-date", DELIVERY_START },
  { "scheduled-delivery-end-date", DELIVERY_END },
  { "buyer-name", BUYER_NAME },
  { "buyer-email", BUYER_EMAIL },
  { "buyer-phone-number", BUYER_PHONE },
  { "recipient-name", SHIP_NAME },
  { "ship-company", SHIP_ORGANISATION },
  { "ship-company-name", SHIP_ORGANISATION },
  { "ship-address-1", SHIP_LINE1 },
  { "ship-address-2", SHIP_LINE2 },
  { "ship-address-3", SHIP_LINE3 },
  { "ship-city", SHIP_CITY },
  { "ship-state", SHIP_STATE },
  { "ship-postal-code", SHIP_CODE },
  { "ship-country", SHIP_COUNTRY },
  { "ship-phone-number", SHIP_PHONE },
  { "order-item-id", ITEM_ID },
  { "amazon-order-item-id", ITEM_ID },
  { "sku", SKU },
  { "merchant-sku", SKU },
  { "asin", ASIN },
  { "product-name", TITLE },
  { "item-name", TITLE },
  { "item-status", ITEM_STATUS },
  { "quantity-purchased", QUANTITY },
  { "quantity", QUANTITY },
  { "quantity-shipped", QUANTITY_SHIPPED },
  { "currency", CURRENCY },
  { "item-price", PRICE },
  { "item-tax", TAX },
  { "shipping-price", SHIPPING },
  { "shipping-tax", SHIPPING_TAX },
  { "gift-wrap-price", GIFT_WRAP },
  { "gift-wrap-tax", GIFT_WRAP_TAX },
  { "item-promotion-discount", ITEM_DISCOUNT },
  { "ship-promotion-discount", SHIP_DISCOUNT },
};

typedef struct
{
  guint64 id;
  guint32 line;
} Group;

static void
pending_free (HenjiPendingOrder *pending)
{
  g_clear_pointer (&pending->order, henji_order_unref);
  g_clear_pointer (&pending->address, henji_address_unref);
  g_clear_pointer (&pending->occurrences, g_array_unref);
  g_clear_pointer (&pending->warnings, g_ptr_array_unref);
  g_string_free (pending->extra, TRUE);
  g_free (pending);
}

static HenjiPendingOrder *
pending_new (const char *order_id, int line)
{
  HenjiPendingOrder *pending = g_new0 (HenjiPendingOrder, 1);

  pending->order = henji_order_new ();
  pending->order->order_id = g_strdup (order_id);
  pending->order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  pending->address = henji_address_new ();
  pending->occurrences = g_array_new (FALSE, FALSE, sizeof (guint));
  pending->extra = g_string_new (NULL);
  pending->first_line = line;

  return pending;
}

void
henji_report_orders_free (HenjiReportOrders *orders)
{
  if (orders == NULL)
    return;

  g_clear_pointer (&orders->current, pending_free);
  g_queue_clear (&orders->waiting);
  g_hash_table_unref (orders->held);
  g_hash_table_unref (orders->last_group);
  g_hash_table_unref (orders->earlier);
  g_free (orders);
}

/* The digits of an order number as one number, which is never 0 here. */
static guint64
id_number (const char *order_id)
{
  guint64 n = 1;

  for (const char *p = order_id; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      n = n * 10 + (guint64) (*p - '0');

  return n;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *one = a;
  const Group *two = b;

  if (one->id != two->id)
    return one->id < two->id ? -1 : 1;

  return one->line < two->line ? -1 : one->line > two->line;
}

/* Finds the orders whose rows lie apart, so that they can be handed out whole. */
static gboolean
find_groups (HenjiReport *self, GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  char current[20] = "";
  HenjiTableState state;

  while ((state = henji_table_next (self->table, error)) != HENJI_TABLE_END)
    {
      const char *cell;
      g_autofree char *id = NULL;
      Group group;

      if (state == HENJI_TABLE_ERROR)
        return FALSE;
      cell = state == HENJI_TABLE_ROW ? henji_report_value (self, ORDER_ID) : "?";
      if (*cell == '\0' || g_str_equal (cell, current))
        continue;
      id = henji_report_order_id (cell, FALSE);
      if (id != NULL && g_str_equal (id, current))
        continue;
      g_strlcpy (current, id != NULL ? id : "", sizeof current);
      if (id == NULL || groups->len >= MAX_GROUPS)
        continue;
      group.id = id_number (id);
      group.line = henji_table_line (self->table);
      g_array_append_val (groups, group);
    }

  g_array_sort (groups, compare_groups);
  for (guint i = 1; i < groups->len; i++)
    {
      const Group *before = &g_array_index (groups, Group, i - 1);
      const Group *group = &g_array_index (groups, Group, i);

      if (before->id == group->id)
        g_hash_table_replace (self->orders->last_group, g_memdup2 (&group->id, sizeof group->id),
                              GUINT_TO_POINTER (group->line));
    }

  return TRUE;
}

/* Goes back to the row after the headings. */
static gboolean
rewind_to_rows (HenjiReport *self, int heading_line, GError **error)
{
  HenjiTableState state;

  if (!henji_table_rewind (self->table, error))
    return FALSE;
  do
    state = henji_table_next (self->table, error);
  while (state == HENJI_TABLE_ROW && henji_table_line (self->table) < heading_line);

  return state != HENJI_TABLE_ERROR;
}

gboolean
henji_report_orders_start (HenjiReport *self, GError **error)
{
  int heading_line = henji_table_line (self->table);

  henji_report_map (self, fields, G_N_ELEMENTS (fields), N_FIELDS);
  self->orders = g_new0 (HenjiReportOrders, 1);
  self->orders->last_group = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->orders->held
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pending_free);
  self->orders->earlier = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->orders->waiting);

  return find_groups (self, error) && rewind_to_rows (self, heading_line, error);
}

/* (transfer full) (nullable): the marketplace whose relay gave the buyer this address, as in
 * "abc@marketplace.amazon.co.jp" */
static char *
relay_marketplace (const char *email)
{
  const char *relay = email != NULL ? strstr (email, "marketplace.amazon.") : NULL;

  if (relay == NULL || relay == email || strchr ("@.", relay[-1]) == NULL
      || strchr (relay, '@') != NULL)
    return NULL;

  return g_ascii_strdown (relay + strlen ("marketplace."), -1);
}

/* Hands an order out. */
static void
give (HenjiReport *self, HenjiPendingOrder *pending)
{
  HenjiOrder *order = pending->order;
  HenjiReportRow *row;

  /* All its rows were bad. */
  if (pending->n_rows == 0)
    {
      pending_free (pending);
      return;
    }
  if (order->marketplace == NULL && !pending->other_channel)
    {
      const char *currency = "";
      gboolean mixed = FALSE;

      for (guint i = 0; i < order->items->len; i++)
        {
          const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

          if (!henji_money_is_set (item->price))
            continue;
          if (*currency != '\0' && !g_str_equal (currency, item->price.currency))
            mixed = TRUE;
          currency = item->price.currency;
        }
      if (!mixed && g_str_equal (currency, "JPY"))
        order->marketplace = g_strdup ("amazon.co.jp");
      else if (!mixed && g_str_equal (currency, "USD"))
        order->marketplace = g_strdup ("amazon.com");
      else if (!mixed && *currency == '\0')
        order->marketplace = relay_marketplace (order->buyer_email);
    }
  if (!henji_address_is_empty (pending->address))
    order->ship_to = g_steal_pointer (&pending->address);
  if (pending->extra->len > 0)
    order->extra = g_strdup (pending->extra->str);

  row = henji_report_push (self, HENJI_REPORT_ROW_ORDER);
  row->first_line = pending->first_line;
  row->last_line = pending->last_line;
  row->order_id = g_strdup (order->order_id);
  row->order = g_steal_pointer (&pending->order);
  row->occurrences = g_steal_pointer (&pending->occurrences);
  row->warnings = g_steal_pointer (&pending->warnings);
  pending_free (pending);
}

char *
henji_report_orders_key (const char *order_id, const char *sku)
{
  return g_strconcat (order_id, "\n", sku, NULL);
}

/* Too many orders wait for rows further down: the oldest goes now, and its other rows later. What
 * its items were counted to is kept. */
static void
give_oldest (HenjiReport *self)
{
  HenjiReportOrders *orders = self->orders;
  HenjiPendingOrder *oldest = g_queue_pop_head (&orders->waiting);
  const char *order_id = oldest->order->order_id;

  g_hash_table_steal (orders->held, order_id);
  for (guint i = 0; i < oldest->order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (oldest->order->items, i);
      guint n = g_array_index (oldest->occurrences, guint, i) + 1;

      g_hash_table_replace (orders->earlier, henji_report_orders_key (order_id, item->sku),
                            GUINT_TO_POINTER (n));
    }
  give (self, oldest);
}

/* The run of rows of one order ends here. */
static void
end_group (HenjiReport *self)
{
  HenjiReportOrders *orders = self->orders;
  HenjiPendingOrder *pending = g_steal_pointer (&orders->current);
  guint64 id;
  int last;

  if (pending == NULL)
    return;

  id = id_number (pending->order->order_id);
  last = GPOINTER_TO_UINT (g_hash_table_lookup (orders->last_group, &id));
  if (orders->group_line >= last)
    {
      give (self, pending);
      return;
    }

  g_queue_push_tail (&orders->waiting, pending);
  pending->link = orders->waiting.tail;
  g_hash_table_insert (orders->held, pending->order->order_id, pending);
  if (orders->waiting.length > MAX_HELD)
    give_oldest (self);
}

static void
begin_group (HenjiReport *self, const char *order_id, int line)
{
  HenjiReportOrders *orders = self->orders;
  HenjiPendingOrder *pending = g_hash_table_lookup (orders->held, order_id);

  if (pending != NULL)
    {
      g_hash_table_steal (orders->held, order_id);
      g_queue_delete_link (&orders->waiting, pending->link);
      pending->link = NULL;
    }
  else
    {
      pending = pending_new (order_id, line);
    }
  orders->current = pending;
  orders->group_line = line;
}

const char *
henji_report_orders_heading (HenjiReport *self, int field)
{
  return self->headings[self->columns[field]];
}

/* Sold elsewhere ("Non-Amazon US") and only sent by the marketplace: it has a number of another
 * kind (S01-1234567-1234567), and no buyer who could write here. */
static gboolean
is_from_elsewhere (HenjiReport *self)
{
  return g_ascii_strncasecmp (henji_report_value (self, SALES_CHANNEL), "non-amazon", 10) == 0;
}

void
henji_report_orders_row (HenjiReport *self)
{
  HenjiReportOrders *orders = self->orders;
  const char *cell = henji_report_value (self, ORDER_ID);
  int line = henji_table_line (self->table);
  g_autoptr (GPtrArray) warnings = NULL;
  HenjiParsedRow parsed;
  char *wrong;

  if (*cell == '\0')
    {
      if (orders->current == NULL)
        {
          henji_report_push_bad (
              self, line, NULL,
              orders->lost ? g_strdup_printf (_ ("Line %d continues a row whose order number could "
                                                 "not be read."),
                                              line)
                           : g_strdup_printf (_ ("Line %d has no order number."), line));
          return;
        }
    }
  else if (orders->current == NULL || !g_str_equal (cell, orders->current->order->order_id))
    {
      g_autofree char *id = henji_report_order_id (cell, FALSE);

      if (id == NULL)
        {
          g_autofree char *shown = henji_report_shown (cell);

          end_group (self);
          if (is_from_elsewhere (self))
            return;
          orders->lost = TRUE;
          henji_report_push_bad (
              self, line, NULL,
              g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not an order "
                                  "number (250-1234567-1234567)."),
                               line, henji_report_orders_heading (self, ORDER_ID), shown));
          return;
        }
      if (orders->current == NULL || !g_str_equal (id, orders->current->order->order_id))
        {
          end_group (self);
          begin_group (self, id, line);
          orders->lost = FALSE;
        }
    }

  wrong = henji_report_orders_parse (self, &parsed, &warnings);
  if (wrong == NULL && orders->current->n_rows == MAX_ROWS_PER_ORDER)
    wrong = g_strdup_printf (_ ("Line %d: an order of more than %d rows is not taken whole."), line,
                             MAX_ROWS_PER_ORDER);
  if (wrong != NULL)
    {
      henji_report_push_bad (self, line, orders->current->order->order_id, wrong);
      return;
    }

  if (orders->current->n_rows++ == 0)
    orders->current->first_line = line;
  orders->current->last_line = henji_table_last_line (self->table);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    {
      const HenjiReportWarning *warning = g_ptr_array_index (warnings, i);

      henji_report_warn (&orders->current->warnings, warning->line, g_strdup (warning->text));
    }
  henji_report_orders_take_order (self, orders->current, &parsed);
  henji_report_orders_take_item (self, orders->current, &parsed);
}

void
henji_report_orders_bad_line (HenjiReport *self)
{
  end_group (self);
  self->orders->lost = TRUE;
}

void
henji_report_orders_finish (HenjiReport *self)
{
  end_group (self);
  /* Only when the file changed while it was read. */
  while (self->orders->waiting.length > 0)
    give_oldest (self);
}
