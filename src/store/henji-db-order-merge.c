/* henji-db-order-merge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One order out of what all reports said about it.
 */
#define G_LOG_DOMAIN "henji-db-order-merge"

#include "config.h"

#include "henji-db-case.h"
#include "henji-db-order.h"
#include "henji-store-merge.h"
#include "henji-store-values.h"
#include "henji-uuid.h"

#include <stdlib.h>
#include <string.h>

#define ENTITY_ORDER 1
#define OCCURRENCE "occurrence"

#define FIELD(type, struct_type, member, person)                                                   \
  {                                                                                                \
#member, HENJI_SAID_##type, G_STRUCT_OFFSET(struct_type, member), person                       \
  }

static const HenjiSaidField order_fields[] = {
  FIELD (TEXT, HenjiOrder, marketplace, FALSE),    FIELD (TEXT, HenjiOrder, status, FALSE),
  FIELD (TEXT, HenjiOrder, fulfilment, FALSE),     FIELD (INSTANT, HenjiOrder, purchased_at, FALSE),
  FIELD (INSTANT, HenjiOrder, paid_at, FALSE),     FIELD (INSTANT, HenjiOrder, updated_at, FALSE),
  FIELD (INSTANT, HenjiOrder, promised_at, FALSE), FIELD (TEXT, HenjiOrder, delivery_start, FALSE),
  FIELD (TEXT, HenjiOrder, delivery_end, FALSE),   FIELD (TEXT, HenjiOrder, service_level, FALSE),
  FIELD (TEXT, HenjiOrder, payment_method, FALSE), FIELD (TEXT, HenjiOrder, buyer_name, TRUE),
  FIELD (TEXT, HenjiOrder, buyer_email, TRUE),     FIELD (TEXT, HenjiOrder, buyer_phone, TRUE),
  FIELD (EXTRA, HenjiOrder, extra, TRUE),
};

#define SHIP "ship_"
#define SHIP_FIELD(member)                                                                         \
  {                                                                                                \
    SHIP #member, HENJI_SAID_TEXT, G_STRUCT_OFFSET (HenjiAddress, member), TRUE                    \
  }

static const HenjiSaidField address_fields[] = {
  SHIP_FIELD (name),    SHIP_FIELD (organisation), SHIP_FIELD (line1), SHIP_FIELD (line2),
  SHIP_FIELD (line3),   SHIP_FIELD (city),         SHIP_FIELD (state), SHIP_FIELD (postal_code),
  SHIP_FIELD (country), SHIP_FIELD (phone),
};

static const HenjiSaidField item_fields[] = {
  FIELD (TEXT, HenjiOrderItem, item_id, FALSE),
  FIELD (TEXT, HenjiOrderItem, sku, FALSE),
  FIELD (TEXT, HenjiOrderItem, asin, FALSE),
  FIELD (TEXT, HenjiOrderItem, title, FALSE),
  FIELD (TEXT, HenjiOrderItem, status, FALSE),
  FIELD (COUNT, HenjiOrderItem, quantity, FALSE),
  FIELD (COUNT, HenjiOrderItem, quantity_shipped, FALSE),
  FIELD (MONEY, HenjiOrderItem, price, FALSE),
  FIELD (MONEY, HenjiOrderItem, tax, FALSE),
  FIELD (MONEY, HenjiOrderItem, shipping, FALSE),
  FIELD (MONEY, HenjiOrderItem, shipping_tax, FALSE),
  FIELD (MONEY, HenjiOrderItem, gift_wrap, FALSE),
  FIELD (MONEY, HenjiOrderItem, discount, FALSE),
};

/* Names of the personal fields of an order and its address, for keeping. */
static const HenjiSaidField *
all_fields (guint *n)
{
  static HenjiSaidField all[G_N_ELEMENTS (order_fields) + G_N_ELEMENTS (address_fields)];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      memcpy (all, order_fields, sizeof order_fields);
      memcpy (all + G_N_ELEMENTS (order_fields), address_fields, sizeof address_fields);
      g_once_init_leave (&once, 1);
    }
  *n = G_N_ELEMENTS (all);
  return all;
}

/* ---- Into words and back --------------------------------------------------------------------- */

/* What tells products apart within an order when no item has an id. */
static const char *
product_of (GHashTable *item)
{
  static const char *const names[] = { "sku", "asin", "title" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *word = g_hash_table_lookup (item, names[i]);

      if (word != NULL)
        return word;
    }

  return "";
}

static HenjiSaying *
say_order (const HenjiOrder *in,
           gboolean has_item_ids,
           const guint *occurrences,
           const char *source)
{
  HenjiSaying *saying = henji_saying_new (in->updated_at, source);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  henji_words_put (saying->words, in, order_fields, G_N_ELEMENTS (order_fields));
  if (in->ship_to != NULL)
    henji_words_put (saying->words, in->ship_to, address_fields, G_N_ELEMENTS (address_fields));

  for (guint i = 0; in->items != NULL && i < in->items->len; i++)
    {
      GHashTable *words = henji_words_new ();
      guint n;

      henji_words_put (words, g_ptr_array_index (in->items, i), item_fields,
                       G_N_ELEMENTS (item_fields));
      if (!has_item_ids)
        g_hash_table_remove (words, "item_id");
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, product_of (words)));
      g_hash_table_replace (counts, g_strdup (product_of (words)), GUINT_TO_POINTER (n + 1));
      if (occurrences != NULL)
        n = occurrences[i];
      g_hash_table_replace (words, g_strdup (OCCURRENCE), g_strdup_printf ("%u", n));
      g_ptr_array_add (saying->items, words);
    }

  return saying;
}

/* ---- The address: a whole, never a mixture ----------------------------------------------------
 */

static gboolean
is_ship_word (const char *name)
{
  return g_str_has_prefix (name, SHIP);
}

static GHashTable *
ship_words (GHashTable *words)
{
  GHashTable *ship = henji_words_new ();
  GHashTableIter iter;
  gpointer name, word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &name, &word))
    if (is_ship_word (name))
      g_hash_table_replace (ship, g_strdup (name), g_strdup (word));

  return ship;
}

static gboolean
contradicts (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, word;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &word))
    {
      const char *other = g_hash_table_lookup (b, name);

      if (other != NULL && strcmp (word, other) != 0)
        return TRUE;
    }

  return FALSE;
}

/* (transfer full): for comparing two addresses of reports of one date. */
static char *
address_text (GHashTable *ship)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (address_fields); i++)
    {
      const char *word = g_hash_table_lookup (ship, address_fields[i].name);

      g_string_append_printf (text, "%s\n", word != NULL ? word : "");
    }

  return g_string_free (text, FALSE);
}

/* A street line first, then the later report, then the greater text. */
static gboolean
is_better_address (GHashTable *ship, gint64 rank, GHashTable *best, gint64 best_rank)
{
  gboolean street = g_hash_table_contains (ship, SHIP "line1");
  gboolean best_street = g_hash_table_contains (best, SHIP "line1");
  g_autofree char *text = NULL;
  g_autofree char *best_text = NULL;

  if (street != best_street)
    return street;
  if (rank != best_rank)
    return rank > best_rank;
  text = address_text (ship);
  best_text = address_text (best);

  return strcmp (text, best_text) > 0;
}

static GHashTable *
merge_address (GPtrArray *sayings)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  GHashTable *best = NULL;
  gint64 best_rank = 0;

  for (guint i = 0; i < sayings->len; i++)
    {
      HenjiSaying *saying = g_ptr_array_index (sayings, i);
      GHashTable *ship = ship_words (saying->words);

      g_ptr_array_add (all, ship);
      if (g_hash_table_size (ship) > 0
          && (best == NULL || is_better_address (ship, saying->rank, best, best_rank)))
        {
          best = ship;
          best_rank = saying->rank;
        }
    }
  if (best == NULL)
    return NULL;

  best = ship_words (best);
  for (guint i = all->len; i > 0; i--)
    {
      GHashTable *ship = g_ptr_array_index (all, i - 1);
      GHashTableIter iter;
      gpointer name, word;

      if (contradicts (best, ship))
        continue;
      g_hash_table_iter_init (&iter, ship);
      while (g_hash_table_iter_next (&iter, &name, &word))
        if (!g_hash_table_contains (best, name))
          g_hash_table_replace (best, g_strdup (name), g_strdup (word));
    }

  return best;
}

/* ---- The items ------------------------------------------------------------------------------- */

/* One line of the order, coming together. */
typedef struct
{
  char *item_id; /* nullable */
  char *product;
  guint occurrence; /* of the product within the order; the least one said */
  guint position;   /* the least one said */
  GHashTable *words;
  GHashTable *ranks;
} Slot;

static void
slot_free (Slot *slot)
{
  g_free (slot->item_id);
  g_free (slot->product);
  g_hash_table_unref (slot->words);
  g_hash_table_unref (slot->ranks);
  g_free (slot);
}

static Slot *
add_slot (
    GPtrArray *slots, const char *item_id, const char *product, guint occurrence, guint position)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->item_id = g_strdup (item_id);
  slot->product = g_strdup (product);
  slot->occurrence = occurrence;
  slot->position = position;
  slot->words = henji_words_new ();
  slot->ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_ptr_array_add (slots, slot);

  return slot;
}

static Slot *
find_by_id (GPtrArray *slots, const char *item_id)
{
  for (guint i = 0; i < slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (slots, i);

      if (g_strcmp0 (slot->item_id, item_id) == 0)
        return slot;
    }

  return NULL;
}

static int
compare_by_occurrence (gconstpointer a, gconstpointer b)
{
  const Slot *x = *(Slot *const *) a;
  const Slot *y = *(Slot *const *) b;
  int by_product = strcmp (x->product, y->product);

  if (by_product != 0)
    return by_product;
  if (x->occurrence != y->occurrence)
    return x->occurrence < y->occurrence ? -1 : 1;
  return g_strcmp0 (x->item_id, y->item_id);
}

static int
compare_by_position (gconstpointer a, gconstpointer b)
{
  const Slot *x = *(Slot *const *) a;
  const Slot *y = *(Slot *const *) b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  return compare_by_occurrence (a, b);
}

static guint
occurrence_of (GHashTable *item)
{
  const char *word = g_hash_table_lookup (item, OCCURRENCE);

  return word != NULL ? (guint) strtoul (word, NULL, 10) : 0;
}

static void
contest (Slot *slot, GHashTable *item, gint64 rank, guint position)
{
  henji_words_contest (slot->words, slot->ranks, item, rank);
  slot->position = MIN (slot->position, position);
  slot->occurrence = MIN (slot->occurrence, occurrence_of (item));
}

/* The n-th line of a product among those with an id; then a line of its own. */
static Slot *
find_by_occurrence (GPtrArray *slots, const char *product, guint n)
{
  guint seen = 0;

  for (guint i = 0; i < slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (slots, i);

      if (strcmp (slot->product, product) != 0)
        continue;
      if (slot->item_id == NULL ? slot->occurrence == n : seen++ == n)
        return slot;
    }

  return NULL;
}

static GPtrArray *
merge_items (GPtrArray *sayings)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);

  /* Lines with an id are themselves. */
  for (guint i = 0; i < sayings->len; i++)
    {
      HenjiSaying *saying = g_ptr_array_index (sayings, i);

      for (guint k = 0; k < saying->items->len; k++)
        {
          GHashTable *item = g_ptr_array_index (saying->items, k);
          const char *item_id = g_hash_table_lookup (item, "item_id");
          Slot *slot;

          if (item_id == NULL)
            continue;
          slot = find_by_id (slots, item_id);
          if (slot == NULL)
            slot = add_slot (slots, item_id, product_of (item), occurrence_of (item), k);
          contest (slot, item, saying->rank, k);
        }
    }
  for (guint i = 0; i < slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (slots, i);

      g_free (slot->product);
      slot->product = g_strdup (product_of (slot->words));
    }
  g_ptr_array_sort (slots, compare_by_occurrence);

  /* Lines without one are told apart by product and occurrence. */
  for (guint i = 0; i < sayings->len; i++)
    {
      HenjiSaying *saying = g_ptr_array_index (sayings, i);

      for (guint k = 0; k < saying->items->len; k++)
        {
          GHashTable *item = g_ptr_array_index (saying->items, k);
          guint n = occurrence_of (item);
          Slot *slot;

          if (g_hash_table_contains (item, "item_id"))
            continue;
          slot = find_by_occurrence (slots, product_of (item), n);
          if (slot == NULL)
            slot = add_slot (slots, NULL, product_of (item), n, k);
          contest (slot, item, saying->rank, k);
        }
    }
  g_ptr_array_sort (slots, compare_by_position);

  return slots;
}

/* ---- The order ------------------------------------------------------------------------------- */

static GHashTable *
merge_words (GPtrArray *sayings)
{
  g_autoptr (GHashTable) ranks = NULL;
  GHashTable *words;

  if (sayings->len == 1) /* nobody to contest with */
    return g_hash_table_ref (((HenjiSaying *) g_ptr_array_index (sayings, 0))->words);

  words = henji_words_new ();
  ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < sayings->len; i++)
    {
      HenjiSaying *saying = g_ptr_array_index (sayings, i);

      henji_words_contest (words, ranks, saying->words, saying->rank);
    }

  return words;
}

static HenjiOrder *
merge_order (const char *order_id, GPtrArray *sayings)
{
  HenjiOrder *order = henji_order_new ();
  g_autoptr (GHashTable) words = merge_words (sayings);
  g_autoptr (GHashTable) ship = merge_address (sayings);
  g_autoptr (GPtrArray) slots = merge_items (sayings);

  henji_words_get (words, order, order_fields, G_N_ELEMENTS (order_fields));
  order->order_id = g_strdup (order_id);
  if (ship != NULL)
    {
      order->ship_to = henji_address_new ();
      henji_words_get (ship, order->ship_to, address_fields, G_N_ELEMENTS (address_fields));
    }
  order->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_order_item_unref);
  for (guint i = 0; i < slots->len; i++)
    {
      HenjiOrderItem *item = henji_order_item_new ();

      henji_words_get (((Slot *) g_ptr_array_index (slots, i))->words, item, item_fields,
                       G_N_ELEMENTS (item_fields));
      g_ptr_array_add (order->items, item);
    }

  return order;
}

static gboolean
same_order (const HenjiOrder *a, const HenjiOrder *b)
{
  g_autoptr (HenjiSaying) x = say_order (a, TRUE, NULL, NULL);
  g_autoptr (HenjiSaying) y = say_order (b, TRUE, NULL, NULL);

  if (!henji_words_equal (x->words, y->words) || x->items->len != y->items->len)
    return FALSE;
  for (guint i = 0; i < x->items->len; i++)
    if (!henji_words_equal (g_ptr_array_index (x->items, i), g_ptr_array_index (y->items, i)))
      return FALSE;

  return TRUE;
}

static gboolean
put_items (HenjiDb *db, gint64 row, const HenjiOrder *order, GError **error)
{
  g_auto (HenjiQuery) clear = { 0 };
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&clear, db, "DELETE FROM order_items WHERE parent = ?");
  henji_query_bind_int (&clear, row);
  if (!henji_query_run (&clear, error))
    return FALSE;

  henji_query_begin (&q, db,
                     "INSERT INTO order_items VALUES "
                     "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (guint i = 0; i < order->items->len; i++)
    {
      const HenjiOrderItem *item = g_ptr_array_index (order->items, i);

      henji_query_bind_int (&q, row);
      henji_query_bind_int (&q, i);
      henji_query_bind_text (&q, item->item_id);
      henji_query_bind_text (&q, item->sku);
      henji_query_bind_text (&q, item->asin);
      henji_query_bind_text (&q, item->title);
      henji_query_bind_text (&q, item->status);
      henji_query_bind_int (&q, item->quantity);
      henji_query_bind_int (&q, item->quantity_shipped);
      henji_query_bind_money (&q, &item->price);
      henji_query_bind_money (&q, &item->tax);
      henji_query_bind_money (&q, &item->shipping);
      henji_query_bind_money (&q, &item->shipping_tax);
      henji_query_bind_money (&q, &item->gift_wrap);
      henji_query_bind_money (&q, &item->discount);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  return TRUE;
}

/* Items first: the row's own trigger then tells the search about all of it. */
static gint64
put_order (HenjiDb *db, const HenjiOrder *o, gint64 now, GError **error)
{
  g_autofree char *uuid = henji_uuid_new (now);
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  henji_query_begin (
      &q, db,
      "INSERT INTO orders (uuid, order_id, marketplace, status, fulfilment, purchased_at, "
      "paid_at, updated_at, promised_at, delivery_start, delivery_end, service_level, "
      "payment_method, buyer_name, buyer_email, buyer_phone, extra, ship_known, ship_name, "
      "ship_organisation, ship_line1, ship_line2, ship_line3, ship_city, ship_state, "
      "ship_postal_code, ship_country, ship_phone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (order_id) DO UPDATE SET (marketplace, status, fulfilment, "
      "purchased_at, paid_at, updated_at, promised_at, delivery_start, delivery_end, "
      "service_level, payment_method, buyer_name, buyer_email, buyer_phone, extra, "
      "ship_known, ship_name, ship_organisation, ship_line1, ship_line2, ship_line3, "
      "ship_city, ship_state, ship_postal_code, ship_country, ship_phone) = "
      "(excluded.marketplace, excluded.status, excluded.fulfilment, "
      "excluded.purchased_at, excluded.paid_at, excluded.updated_at, "
      "excluded.promised_at, excluded.delivery_start, excluded.delivery_end, "
      "excluded.service_level, excluded.payment_method, excluded.buyer_name, "
      "excluded.buyer_email, excluded.buyer_phone, excluded.extra, excluded.ship_known, "
      "excluded.ship_name, excluded.ship_organisation, excluded.ship_line1, "
      "excluded.ship_line2, excluded.ship_line3, excluded.ship_city, excluded.ship_state, "
      "excluded.ship_postal_code, excluded.ship_country, excluded.ship_phone) "
      "RETURNING id");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_text (&q, o->order_id);
  henji_query_bind_text (&q, o->marketplace);
  henji_query_bind_text (&q, o->status);
  henji_query_bind_text (&q, o->fulfilment);
  henji_query_bind_int (&q, o->purchased_at);
  henji_query_bind_int (&q, o->paid_at);
  henji_query_bind_int (&q, o->updated_at);
  henji_query_bind_int (&q, o->promised_at);
  henji_query_bind_text (&q, o->delivery_start);
  henji_query_bind_text (&q, o->delivery_end);
  henji_query_bind_text (&q, o->service_level);
  henji_query_bind_text (&q, o->payment_method);
  henji_query_bind_text (&q, o->buyer_name);
  henji_query_bind_text (&q, o->buyer_email);
  henji_query_bind_text (&q, o->buyer_phone);
  henji_query_bind_text (&q, o->extra);
  henji_query_bind_address (&q, o->ship_to);
  if (!henji_query_step (&q, error))
    return 0;
  row = henji_query_get_int (&q);

  return henji_query_run (&q, error) && put_items (db, row, o, error) ? row : 0;
}

static gboolean
put_shipments (HenjiDb *db, const HenjiOrder *in, gboolean *changed, GError **error)
{
  for (guint i = 0; in->shipments != NULL && i < in->shipments->len; i++)
    {
      HenjiMergeStatus status = HENJI_MERGE_UNCHANGED;

      if (!henji_db_shipment_put (db, in->order_id, g_ptr_array_index (in->shipments, i), FALSE,
                                  &status, error))
        return FALSE;
      *changed = *changed || status != HENJI_MERGE_UNCHANGED;
    }

  return TRUE;
}

gboolean
henji_db_order_merge (HenjiDb *db,
                      const HenjiOrder *in,
                      gboolean has_item_ids,
                      const guint *occurrences,
                      const char *source,
                      gint64 now,
                      HenjiMergeStatus *status,
                      gint64 *row,
                      GError **error)
{
  g_autoptr (HenjiSaying) saying = NULL;
  g_autoptr (HenjiOrder) known = NULL;
  g_autoptr (HenjiOrder) merged = NULL;
  g_autoptr (GPtrArray) sayings = NULL;
  g_autoptr (GError) local = NULL;
  const HenjiSaidField *fields;
  guint n_fields;
  gboolean added, changed = FALSE;
  gint64 id;

  g_return_val_if_fail (db != NULL && in != NULL && in->order_id != NULL, FALSE);

  fields = all_fields (&n_fields);
  known = henji_db_order_find_reported (db, in->order_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  saying = say_order (in, has_item_ids, occurrences, source);
  if (!henji_sayings_add (db, ENTITY_ORDER, in->order_id, saying, fields, n_fields, &added, error)
      || !put_shipments (db, in, &changed, error))
    return FALSE;

  id = known != NULL ? known->row : 0;
  if (added || known == NULL)
    {
      if (known != NULL)
        sayings = henji_sayings_get (db, ENTITY_ORDER, in->order_id, error);
      else /* the first word on this order */
        {
          sayings = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_saying_free);
          g_ptr_array_add (sayings, g_steal_pointer (&saying));
        }
      if (sayings == NULL)
        return FALSE;
      merged = merge_order (in->order_id, sayings);
      if (known == NULL || !same_order (known, merged))
        {
          changed = TRUE;
          id = put_order (db, merged, now, error);
          if (id == 0 || !henji_db_note_order_changed (db, in->order_id, error))
            return FALSE;
        }
      if (in->buyer_email != NULL
          && !henji_db_buyer_put (db, in->buyer_email, in->buyer_name, in->purchased_at, error))
        return FALSE;
    }
  if (status != NULL)
    *status = known == NULL ? HENJI_MERGE_NEW
              : changed     ? HENJI_MERGE_UPDATED
                            : HENJI_MERGE_UNCHANGED;
  if (row != NULL)
    *row = id;

  return TRUE;
}

/* ---- Taking back ----------------------------------------------------------------------------- */

static gboolean
run_of_order (HenjiDb *db, const char *sql, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  henji_query_bind_text (&q, order_id);

  return henji_query_run (&q, error);
}

/* The buyer of an order, when no case and no other order knows them. */
#define ITS_BUYER_ALONE                                                                            \
  "(SELECT buyers.id FROM orders o JOIN buyers ON alias = buyer_email WHERE order_id = ? "         \
  "AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.alias = buyers.alias) "                         \
  "AND NOT EXISTS (SELECT 1 FROM orders p WHERE p.buyer_email = buyers.alias AND p.id <> o.id))"

/* The search forgets it as well: what is touched and gone is taken out. */
static gboolean
remove_order (HenjiDb *db, const char *order_id, GError **error)
{
  return run_of_order (db, "DELETE FROM buyer_names WHERE buyer = " ITS_BUYER_ALONE, order_id,
                       error)
         && run_of_order (db, "DELETE FROM buyers WHERE id = " ITS_BUYER_ALONE, order_id, error)
         && run_of_order (db,
                          "DELETE FROM touched WHERE kind = 1 AND ref = "
                          "(SELECT id FROM orders WHERE order_id = ?)",
                          order_id, error)
         && run_of_order (db,
                          "INSERT INTO touched (kind, ref) SELECT 1, id FROM orders "
                          "WHERE order_id = ?",
                          order_id, error)
         && run_of_order (db,
                          "DELETE FROM order_items WHERE parent = "
                          "(SELECT id FROM orders WHERE order_id = ?)",
                          order_id, error)
         && run_of_order (db, "DELETE FROM orders WHERE order_id = ?", order_id, error);
}

gboolean
henji_db_order_forget (
    HenjiDb *db, const char *order_id, const char *source, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) sayings = NULL;
  g_autoptr (HenjiOrder) merged = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL && source != NULL, FALSE);

  henji_query_begin (&q, db,
                     "DELETE FROM reports WHERE entity = ? AND order_id = ? AND source = ?");
  henji_query_bind_int (&q, ENTITY_ORDER);
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, source);
  if (!henji_query_run (&q, error))
    return FALSE;
  sayings = henji_sayings_get (db, ENTITY_ORDER, order_id, error);
  if (sayings == NULL)
    return FALSE;
  if (sayings->len == 0)
    return remove_order (db, order_id, error) && henji_db_note_order_changed (db, order_id, error);

  merged = merge_order (order_id, sayings);

  return put_order (db, merged, now, error) != 0
         && henji_db_note_order_changed (db, order_id, error);
}

GPtrArray *
henji_db_orders_of_source (HenjiDb *db, const char *source, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && source != NULL, NULL);

  ids = g_ptr_array_new_with_free_func (g_free);
  henji_query_begin (
      &q, db, "SELECT DISTINCT order_id FROM reports WHERE entity = ? AND source = ? LIMIT ?");
  henji_query_bind_int (&q, ENTITY_ORDER);
  henji_query_bind_text (&q, source);
  henji_query_bind_int (&q, limit);
  while (henji_query_step (&q, error))
    g_ptr_array_add (ids, henji_query_get_text (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&ids);
}

gboolean
henji_db_orders_of_source_count (
    HenjiDb *db, const char *source, gint64 *n_told, gint64 *n_alone, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && source != NULL && n_told != NULL && n_alone != NULL, FALSE);

  henji_query_begin (&q, db,
                     "SELECT count(*), coalesce(sum(NOT others), 0) FROM "
                     "(SELECT max(source = ?1) AS told, max(source <> ?1) AS others FROM reports "
                     "WHERE entity = ?2 GROUP BY order_id) WHERE told");
  henji_query_bind_text (&q, source);
  henji_query_bind_int (&q, ENTITY_ORDER);
  if (!henji_query_step (&q, error))
    return FALSE;
  *n_told = henji_query_get_int (&q);
  *n_alone = henji_query_get_int (&q);

  return TRUE;
}
