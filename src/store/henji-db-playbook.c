/* henji-db-playbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-playbook"

#include "config.h"

#include "henji-db-playbook.h"

#include "henji-store-values.h"

GHashTable *
henji_db_playbook_answers (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT question, answer FROM playbook_answers WHERE case_id = ?");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    {
      char *question = henji_query_get_text (&q);

      g_hash_table_insert (answers, question, henji_query_get_text (&q));
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&answers);
}

gboolean
henji_db_playbook_answer_set (
    HenjiDb *db, gint64 case_row, const char *question, const char *answer, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && question != NULL, FALSE);

  henji_query_begin (&q, db,
                     answer != NULL
                         ? "INSERT INTO playbook_answers VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
                           "SET answer = excluded.answer"
                         : "DELETE FROM playbook_answers WHERE case_id = ? AND question = ?");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, question);
  if (answer != NULL)
    henji_query_bind_text (&q, answer);
  if (!henji_query_run (&q, error))
    return FALSE;
  if (henji_query_changes (&q) > 0)
    henji_db_note_changed (db, case_row);

  return TRUE;
}

static GHashTable *
costs_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
take_cost (GHashTable *costs, HenjiQuery *q)
{
  char *sku = henji_query_get_text (q);
  HenjiMoney cost = henji_query_get_money (q);

  g_hash_table_insert (costs, sku, g_memdup2 (&cost, sizeof cost));
}

GHashTable *
henji_db_item_costs (HenjiDb *db, GError **error)
{
  g_autoptr (GHashTable) costs = costs_new ();
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT sku, cost, cost_currency FROM item_costs");
  while (henji_query_step (&q, error))
    take_cost (costs, &q);

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&costs);
}

GHashTable *
henji_db_item_costs_of (HenjiDb *db, const char *const *skus, GError **error)
{
  g_autoptr (GHashTable) costs = costs_new ();

  g_return_val_if_fail (db != NULL && skus != NULL, NULL);

  for (guint i = 0; skus[i] != NULL; i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, "SELECT sku, cost, cost_currency FROM item_costs WHERE sku = ?");
      henji_query_bind_text (&q, skus[i]);
      if (henji_query_step (&q, error))
        take_cost (costs, &q);
      else if (henji_query_failed (&q))
        return NULL;
    }

  return g_steal_pointer (&costs);
}

gboolean
henji_db_item_cost_set (HenjiDb *db, const char *sku, HenjiMoney cost, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && sku != NULL, FALSE);

  henji_query_begin (&q, db,
                     henji_money_is_set (cost)
                         ? "INSERT INTO item_costs VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
                           "cost = excluded.cost, cost_currency = excluded.cost_currency"
                         : "DELETE FROM item_costs WHERE sku = ?");
  henji_query_bind_text (&q, sku);
  if (henji_money_is_set (cost))
    henji_query_bind_money (&q, &cost);

  return henji_query_run (&q, error);
}
