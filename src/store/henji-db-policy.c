/* henji-db-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-policy"

#include "config.h"

#include "henji-db-policy.h"

#include "henji-store-private.h"

GPtrArray *
henji_db_policy_values (HenjiDb *db, const char *policy, GError **error)
{
  g_autoptr (GPtrArray) values = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && policy != NULL, NULL);

  values = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rule_unref);
  henji_query_begin (&q, db,
                     "SELECT unit, rule, valid_from, value, note, checked FROM policy_values "
                     "WHERE policy = ? ORDER BY rule, valid_from");
  henji_query_bind_text (&q, policy);
  while (henji_query_step (&q, error))
    {
      g_autoptr (HenjiRule) rule = henji_rule_new ();
      g_autofree char *unit = henji_query_get_text (&q);

      rule->id = henji_query_get_text (&q);
      rule->valid_from = henji_query_get_text (&q);
      rule->value = (int) henji_query_get_int (&q);
      rule->note = henji_query_get_text (&q);
      rule->checked = henji_query_get_text (&q);
      rule->own = TRUE;
      if (henji_unit_from_id (unit, &rule->unit))
        g_ptr_array_add (values, g_steal_pointer (&rule));
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&values);
}

static gboolean
add_value (HenjiDb *db, const char *policy, const char *id, const HenjiRule *rule, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "INSERT INTO policy_values VALUES (?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, policy);
  henji_query_bind_text (&q, id);
  henji_query_bind_text (&q, rule->valid_from);
  henji_query_bind_int (&q, rule->value);
  henji_query_bind_text (&q, henji_unit_id (rule->unit));
  henji_query_bind_text (&q, rule->note);
  henji_query_bind_text (&q, rule->checked);

  return henji_query_run (&q, error);
}

gboolean
henji_db_policy_set_values (
    HenjiDb *db, const char *policy, const char *rule, const GPtrArray *values, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && policy != NULL && rule != NULL && values != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM policy_values WHERE policy = ? AND rule = ?");
  henji_query_bind_text (&q, policy);
  henji_query_bind_text (&q, rule);
  if (!henji_query_run (&q, error))
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    if (!add_value (db, policy, rule, g_ptr_array_index (values, i), error))
      return FALSE;

  return TRUE;
}
