/* henji-desk-costs.c: what things cost the shop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-costs"

#include "config.h"

#include "henji-desk-playbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-db-playbook.h"
#include "henji-db-shop.h"
#include "henji-desk-private.h"
#include "henji-table.h"

#define BATCH 500 /* items in one transaction */

HenjiCostBook *
henji_desk_cost_book (HenjiDesk *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  text = henji_desk_setting (self, "costs", &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return henji_cost_book_parse (text);
}

gboolean
henji_desk_set_cost_book (HenjiDesk *self, const HenjiCostBook *book, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && book != NULL, FALSE);

  text = henji_cost_book_to_text (book);
  if (!henji_desk_set_setting (self, "costs", text, error))
    return FALSE;
  _henji_desk_announce_shop (self);

  return TRUE;
}

/* ---- Items ----------------------------------------------------------------------------------- */

static gboolean
read_costs (HenjiDb *db, gpointer data, GError **error)
{
  GHashTable **costs = data;

  *costs = henji_db_item_costs (db, error);

  return *costs != NULL;
}

GHashTable *
henji_desk_item_costs (HenjiDesk *self, GError **error)
{
  GHashTable *costs = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_costs, &costs, NULL, error);

  return costs;
}

typedef struct
{
  char *sku;
  HenjiMoney cost;
} ItemCost;

static void
item_cost_free (ItemCost *self)
{
  g_free (self->sku);
  g_free (self);
}

static gboolean
write_costs (HenjiDb *db, gpointer data, GError **error)
{
  GPtrArray *items = data;

  for (guint i = 0; i < items->len; i++)
    {
      const ItemCost *item = items->pdata[i];

      if (!henji_db_item_cost_set (db, item->sku, item->cost, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
henji_desk_set_item_cost (HenjiDesk *self, const char *sku, HenjiMoney cost, GError **error)
{
  ItemCost item = { (char *) sku, cost };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_return_val_if_fail (HENJI_IS_DESK (self) && sku != NULL && cost.minor >= 0, FALSE);

  g_ptr_array_add (items, &item);

  if (!_henji_desk_write (self, write_costs, items, error))
    return FALSE;
  _henji_desk_announce_shop (self);

  return TRUE;
}

/* ---- From a file ----------------------------------------------------------------------------- */

void
henji_cost_import_free (HenjiCostImport *self)
{
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/* Parts the cells at the sign of which the first line has most. */
static gboolean
find_delimiter (HenjiTable *table, GError **error)
{
  static const char signs[] = ",\t;";
  char best = ',';
  guint most = 0;

  for (guint i = 0; signs[i] != '\0'; i++)
    {
      henji_table_set_delimiter (table, signs[i], TRUE);
      if (henji_table_next (table, error) == HENJI_TABLE_ERROR)
        return FALSE;
      if (henji_table_n_cells (table) > most)
        {
          most = henji_table_n_cells (table);
          best = signs[i];
        }
      if (!henji_table_rewind (table, error))
        return FALSE;
    }
  henji_table_set_delimiter (table, best, TRUE);

  return TRUE;
}

static gboolean
is_heading (const char *cell)
{
  g_autofree char *folded = g_utf8_strdown (cell, -1);

  return strstr (folded, "cost") != NULL || strstr (folded, "原価") != NULL
         || strstr (folded, "仕入") != NULL || strstr (folded, "price") != NULL;
}

/* A sentence on what is wrong with the row, or %NULL with @item filled. */
static char *
read_row (HenjiTable *table, const char *currency, gboolean first, ItemCost **item)
{
  const char *sku = henji_table_cell (table, 0);
  const char *typed = henji_table_cell (table, 1);
  HenjiMoney cost = HENJI_MONEY_NONE;

  *item = NULL;
  if (first && is_heading (typed))
    return NULL;
  if (*sku == '\0')
    return g_strdup (_ ("there is no SKU."));
  if (!henji_money_parse (typed, currency, &cost) || cost.minor < 0)
    return g_strdup_printf (_ ("“%s” is no amount in %s."), typed, currency);

  *item = g_new0 (ItemCost, 1);
  (*item)->sku = g_strdup (sku);
  (*item)->cost = cost;

  return NULL;
}

static void
count_row (HenjiCostImport *import, GHashTable *known, const ItemCost *item)
{
  const HenjiMoney *before = g_hash_table_lookup (known, item->sku);

  if (before == NULL)
    import->n_new++;
  else if (henji_money_equal (*before, item->cost))
    import->n_same++;
  else
    import->n_changed++;
  g_hash_table_insert (known, g_strdup (item->sku), g_memdup2 (&item->cost, sizeof item->cost));
}

static void
add_fault (HenjiCostImport *import, HenjiTable *table, const char *why)
{
  /* Translators: the number of a line, what is wrong there */
  g_ptr_array_add (import->faults,
                   g_strdup_printf (_ ("Line %d: %s"), henji_table_line (table), why));
}

static gboolean
read_rows (HenjiDesk *self,
           HenjiTable *table,
           const char *currency,
           HenjiCostImport *import,
           GHashTable *known,
           GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_cost_free);
  HenjiTableState state;
  gboolean first = TRUE;

  while ((state = henji_table_next (table, error)) == HENJI_TABLE_ROW || state == HENJI_TABLE_BAD)
    {
      g_autofree char *why = NULL;
      ItemCost *item = NULL;

      if (state == HENJI_TABLE_BAD)
        why = g_strdup (henji_table_reason (table));
      else
        why = read_row (table, currency, first, &item);
      first = FALSE;
      if (why != NULL)
        add_fault (import, table, why);
      if (item == NULL)
        continue;
      count_row (import, known, item);
      g_ptr_array_add (items, item);
      if (items->len >= BATCH)
        {
          if (!_henji_desk_write (self, write_costs, items, error))
            return FALSE;
          g_ptr_array_set_size (items, 0);
        }
    }

  return state == HENJI_TABLE_END
         && (items->len == 0 || _henji_desk_write (self, write_costs, items, error));
}

HenjiCostImport *
henji_desk_import_item_costs (HenjiDesk *self,
                              const char *path,
                              const char *currency,
                              GError **error)
{
  g_autoptr (HenjiTable) table = NULL;
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (HenjiCostImport) import = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && path != NULL && currency != NULL, NULL);

  known = henji_desk_item_costs (self, error);
  table = known != NULL ? henji_table_open (path, error) : NULL;
  if (table == NULL)
    return NULL;
  if (!find_delimiter (table, error))
    return NULL;

  import = g_new0 (HenjiCostImport, 1);
  import->faults = g_ptr_array_new_with_free_func (g_free);
  if (!read_rows (self, table, currency, import, known, error))
    return NULL;

  return g_steal_pointer (&import);
}
