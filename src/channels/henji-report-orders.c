/* henji-report-orders.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-report-orders"

#include "config.h"

#include "henji-report-private.h"

#include "henji-report-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROWS_PER_ORDER 1000
#define MAX_HELD 20000      /* orders waiting for rows further down */
#define MAX_GROUPS 2000000  /* runs of rows of one order that are remembered */

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
  gboolean other_channel;  /* sold in no marketplace we know */
  GList *link;             /* in HenjiReportOrders.waiting */
} Pending;

typedef struct
{
  guint64 id;
  guint32 line;
} Group;

struct _HenjiReportOrders
{
  GHashTable *last_group;  /* (guint64 *, line): where the last run of rows of an order begins, for
                            * orders with several runs */
  GHashTable *held;        /* (order id, Pending): orders with a run further down */
  GQueue waiting;          /* the same, oldest first */
  GHashTable *earlier;     /* ("order\nsku", count): of orders given out before their last row */
  Pending *current;
  int group_line;
  gboolean lost;           /* the row above has no readable order number */
};

/* What one row says, before any of it is taken. */
typedef struct
{
  gint64 times[N_TIMES];
  int quantity;
  int quantity_shipped;
  char currency[4];
  HenjiMoney amounts[N_AMOUNTS];
} Parsed;

static void
pending_free (Pending *pending)
{
  g_clear_pointer (&pending->order, henji_order_unref);
  g_clear_pointer (&pending->address, henji_address_unref);
  g_clear_pointer (&pending->occurrences, g_array_unref);
  g_clear_pointer (&pending->warnings, g_ptr_array_unref);
  g_string_free (pending->extra, TRUE);
  g_free (pending);
}

static Pending *
pending_new (const char *order_id,
             int line)
{
  Pending *pending = g_new0 (Pending, 1);

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

gboolean
henji_report_orders_known (const char *heading)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (heading, fields[i].heading))
      return TRUE;

  return FALSE;
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
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const Group *one = a;
  const Group *two = b;

  if (one->id != two->id)
    return one->id < two->id ? -1 : 1;

  return one->line < two->line ? -1 : one->line > two->line;
}

/* Finds the orders whose rows lie apart, so that they can be handed out whole. */
static gboolean
find_groups (HenjiReport *self,
             GError **error)
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
rewind_to_rows (HenjiReport *self,
                int heading_line,
                GError **error)
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
henji_report_orders_start (HenjiReport *self,
                           GError **error)
{
  int heading_line = henji_table_line (self->table);

  henji_report_map (self, fields, G_N_ELEMENTS (fields), N_FIELDS);
  self->orders = g_new0 (HenjiReportOrders, 1);
  self->orders->last_group = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->orders->held = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify) pending_free);
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
give (HenjiReport *self,
      Pending *pending)
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

static char *
occurrence_key (const char *order_id,
                const char *sku)
{
  return g_strconcat (order_id, "\n", sku, NULL);
}

/* Too many orders wait for rows further down: the oldest goes now, and its other rows later. What its
 * items were counted to is kept. */
static void
give_oldest (HenjiReport *self)
{
  HenjiReportOrders *orders = self->orders;
  Pending *oldest = g_queue_pop_head (&orders->waiting);
  const char *order_id = oldest->order->order_id;

  g_hash_table_steal (orders->held, order_id);
  for (guint i = 0; i < oldest->order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (oldest->order->items, i);
      guint n = g_array_index (oldest->occurrences, guint, i) + 1;

      g_hash_table_replace (orders->earlier, occurrence_key (order_id, item->sku),
                            GUINT_TO_POINTER (n));
    }
  give (self, oldest);
}

/* The run of rows of one order ends here. */
static void
end_group (HenjiReport *self)
{
  HenjiReportOrders *orders = self->orders;
  Pending *pending = g_steal_pointer (&orders->current);
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
begin_group (HenjiReport *self,
             const char *order_id,
             int line)
{
  HenjiReportOrders *orders = self->orders;
  Pending *pending = g_hash_table_lookup (orders->held, order_id);

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

static const char *
heading_of (HenjiReport *self,
            int field)
{
  return self->headings[self->columns[field]];
}

/* (transfer full) (nullable): what is wrong with the row's amounts */
static char *
parse_amounts (HenjiReport *self,
               Parsed *parsed,
               GPtrArray **warnings)
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
                                  line, heading_of (self, CURRENCY), shown);
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
                                                line, heading_of (self, field)));
          continue;
        }
      if (!henji_report_money (value, parsed->currency, amount)
          || (amount->minor < 0 && field < ITEM_DISCOUNT))
        {
          g_autofree char *shown = henji_report_shown (value);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not an amount in %s."), line,
                                  heading_of (self, field), shown, parsed->currency);
        }
    }

  return NULL;
}

/* (transfer full) (nullable): what is wrong with the row */
static char *
parse_row (HenjiReport *self,
           Parsed *parsed,
           GPtrArray **warnings)
{
  int line = henji_table_line (self->table);

  memset (parsed, 0, sizeof *parsed);
  parsed->quantity = parsed->quantity_shipped = -1;

  for (guint i = self->n_columns; i < henji_table_n_cells (self->table); i++)
    if (*henji_table_cell (self->table, i) != '\0')
      return g_strdup_printf (_ ("Line %d has more columns than there are headings; its values may "
                                 "have moved."),
                              line);

  for (int field = PURCHASED; field <= PROMISED; field++)
    {
      const char *value = henji_report_value (self, field);

      if (!henji_report_is_nothing (value)
          && !henji_report_time (value, &parsed->times[field - PURCHASED]))
        {
          g_autofree char *shown = henji_report_shown (value);

          return g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not a date."), line,
                                  heading_of (self, field), shown);
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
                                  heading_of (self, field), shown);
        }
    }

  return parse_amounts (self, parsed, warnings);
}

static void
warn_differs (HenjiReport *self,
              Pending *pending,
              int field,
              const char *value)
{
  int line = henji_table_line (self->table);
  g_autofree char *shown = henji_report_shown (value);

  henji_report_warn (&pending->warnings, line,
                     g_strdup_printf (_ ("Line %d: “%s” is “%s”, but a row above says otherwise "
                                         "for the same order. The row above counts."),
                                      line, heading_of (self, field), shown));
}

/* The first value that is not blank counts. */
static void
take_text (HenjiReport *self,
           Pending *pending,
           int field,
           char **slot)
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
take_channel (HenjiReport *self,
              Pending *pending)
{
  const char *value = henji_report_value (self, SALES_CHANNEL);
  g_autofree char *domain = NULL;

  if (*value == '\0')
    return;
  if (g_ascii_strncasecmp (value, "amazon.", 7) != 0)
    {
      pending->other_channel = TRUE;
      henji_report_add_extra (pending->extra, heading_of (self, SALES_CHANNEL), value);
      return;
    }

  domain = g_ascii_strdown (value, -1);
  if (pending->order->marketplace == NULL)
    pending->order->marketplace = g_steal_pointer (&domain);
  else if (!g_str_equal (pending->order->marketplace, domain))
    warn_differs (self, pending, SALES_CHANNEL, value);
}

static void
take_fulfilment (HenjiReport *self,
                 Pending *pending)
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
    henji_report_add_extra (pending->extra, heading_of (self, FULFILMENT), value);
  else if (pending->order->fulfilment == NULL)
    pending->order->fulfilment = g_strdup (known);
  else if (!g_str_equal (pending->order->fulfilment, known))
    warn_differs (self, pending, FULFILMENT, value);
}

static void
take_order (HenjiReport *self,
            Pending *pending,
            const Parsed *parsed)
{
  HenjiOrder *order = pending->order;
  HenjiAddress *address = pending->address;
  gint64 *times[N_TIMES] = { &order->purchased_at, &order->paid_at, &order->updated_at,
                             &order->promised_at };

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
dup_value (HenjiReport *self,
           int field)
{
  const char *value = henji_report_value (self, field);

  return *value != '\0' ? g_strdup (value) : NULL;
}

static HenjiMoney
sum (HenjiMoney a,
     HenjiMoney b)
{
  /* Both are below 10^12, see henji_report_money(). */
  if (!henji_money_is_set (a))
    return b;
  a.minor += b.minor;

  return a;
}

static gboolean
item_equal (const HenjiOrderItem *a,
            const HenjiOrderItem *b)
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

static void
take_item (HenjiReport *self,
           Pending *pending,
           const Parsed *parsed)
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
      g_autofree char *key = occurrence_key (pending->order->order_id, item->sku);

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

void
henji_report_orders_row (HenjiReport *self)
{
  HenjiReportOrders *orders = self->orders;
  const char *cell = henji_report_value (self, ORDER_ID);
  int line = henji_table_line (self->table);
  g_autoptr (GPtrArray) warnings = NULL;
  Parsed parsed;
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
          orders->lost = TRUE;
          henji_report_push_bad (self, line, NULL,
                                 g_strdup_printf (_ ("Line %d: “%s” is “%s”, which is not an order "
                                                     "number (250-1234567-1234567)."),
                                                  line, heading_of (self, ORDER_ID), shown));
          return;
        }
      if (orders->current == NULL || !g_str_equal (id, orders->current->order->order_id))
        {
          end_group (self);
          begin_group (self, id, line);
          orders->lost = FALSE;
        }
    }

  wrong = parse_row (self, &parsed, &warnings);
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
  take_order (self, orders->current, &parsed);
  take_item (self, orders->current, &parsed);
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
