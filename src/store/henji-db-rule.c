/* henji-db-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-rule"

#include "config.h"

#include "henji-db-rule.h"

#include "henji-store-private.h"
#include "henji-uuid.h"

/* ---- Rules ----------------------------------------------------------------------------------- */

/* A rule that a later version wrote, with terms we do not know, must not hold of everything. */
static HenjiUserRule *
read_rule (HenjiQuery *q)
{
  HenjiUserRule *rule = henji_user_rule_new_empty (NULL);
  g_autofree char *terms = NULL;
  g_autofree char *acts = NULL;

  rule->row = henji_query_get_int (q);
  rule->uuid = henji_query_get_text (q);
  rule->position = (int) henji_query_get_int (q);
  rule->enabled = henji_query_get_int (q) != 0;
  rule->name = henji_query_get_text (q);
  rule->after_message = henji_query_get_int (q);
  terms = henji_query_get_text (q);
  acts = henji_query_get_text (q);
  if (!henji_user_rule_set_terms (rule, terms, NULL)
      || !henji_user_rule_set_acts (rule, acts, NULL))
    rule->enabled = FALSE;

  return rule;
}

GPtrArray *
henji_db_rules (HenjiDb *db, GError **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  rules = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_user_rule_unref);
  henji_query_begin (&q, db,
                     "SELECT id, uuid, position, enabled, name, after_message, terms, acts "
                     "FROM rules ORDER BY position, id");
  while (henji_query_step (&q, error))
    g_ptr_array_add (rules, read_rule (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&rules);
}

gint64
henji_db_rule_put (HenjiDb *db, const HenjiUserRule *rule, gint64 now, GError **error)
{
  g_autofree char *uuid = NULL;
  g_autofree char *terms = NULL;
  g_autofree char *acts = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && rule != NULL, 0);

  uuid = rule->uuid != NULL ? g_strdup (rule->uuid) : henji_uuid_new (now);
  terms = henji_user_rule_terms (rule);
  acts = henji_user_rule_acts (rule);
  henji_query_begin (
      &q, db,
      "INSERT INTO rules (id, uuid, position, enabled, name, after_message, terms, acts) "
      "VALUES (?1, ?2, CASE WHEN ?1 IS NULL THEN (SELECT coalesce (max (position) + 1, 0) "
      "FROM rules) ELSE ?3 END, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "
      "position = excluded.position, enabled = excluded.enabled, name = excluded.name, "
      "after_message = excluded.after_message, terms = excluded.terms, acts = excluded.acts");
  henji_query_bind_row (&q, rule->row);
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, rule->position);
  henji_query_bind_int (&q, rule->enabled);
  henji_query_bind_text (&q, rule->name);
  henji_query_bind_int (&q, rule->after_message);
  henji_query_bind_text (&q, terms);
  henji_query_bind_text (&q, acts);
  if (!henji_query_run (&q, error))
    return 0;

  return rule->row != 0 ? rule->row : sqlite3_last_insert_rowid (db->handle);
}

gboolean
henji_db_rule_remove (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM rules WHERE id = ?");
  henji_query_bind_int (&q, row);

  return henji_query_run (&q, error);
}

gboolean
henji_db_rule_set_position (HenjiDb *db, gint64 row, int position, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE rules SET position = ?2 WHERE id = ?1");
  henji_query_bind_int (&q, row);
  henji_query_bind_int (&q, position);

  return henji_query_run (&q, error);
}

gboolean
henji_db_newest_message (HenjiDb *db, gint64 *row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && row != NULL, FALSE);

  henji_query_begin (&q, db, "SELECT coalesce (max (id), 0) FROM messages");
  if (!henji_query_step (&q, error))
    return FALSE;
  *row = henji_query_get_int (&q);

  return TRUE;
}

/* ---- Runs ------------------------------------------------------------------------------------ */

gboolean
henji_db_rule_ran (HenjiDb *db, gint64 rule_row, gint64 message_row, gboolean *ran, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && ran != NULL, FALSE);

  henji_query_begin (&q, db, "SELECT 1 FROM rule_runs WHERE message = ? AND rule = ?");
  henji_query_bind_int (&q, message_row);
  henji_query_bind_int (&q, rule_row);
  *ran = henji_query_step (&q, error);

  return !henji_query_failed (&q);
}

gboolean
henji_db_rule_run_add (
    HenjiDb *db, gint64 rule_row, gint64 message_row, const char *situation, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db,
                     "INSERT OR IGNORE INTO rule_runs (message, rule, situation) VALUES (?, ?, ?)");
  henji_query_bind_int (&q, message_row);
  henji_query_bind_int (&q, rule_row);
  henji_query_bind_text (&q, situation);

  return henji_query_run (&q, error);
}

gboolean
henji_db_rule_run_remove (HenjiDb *db, gint64 rule_row, gint64 message_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM rule_runs WHERE message = ? AND rule = ?");
  henji_query_bind_int (&q, message_row);
  henji_query_bind_int (&q, rule_row);

  return henji_query_run (&q, error);
}

char *
henji_db_case_rule_situation (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db,
                     "SELECT r.situation FROM rule_runs r LEFT JOIN rules ON rules.id = r.rule "
                     "WHERE r.situation IS NOT NULL AND r.message = (SELECT id FROM messages "
                     "WHERE case_id = ? AND direction = 0 ORDER BY at DESC, id DESC LIMIT 1) "
                     "ORDER BY rules.position IS NULL, rules.position, r.rule LIMIT 1");
  henji_query_bind_int (&q, case_row);

  return henji_query_step (&q, error) ? henji_query_get_text (&q) : NULL;
}

GArray *
henji_db_rule_cases (HenjiDb *db, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  henji_query_begin (&q, db,
                     "SELECT id FROM cases WHERE merged_into IS NULL AND last_in_at > 0 "
                     "ORDER BY last_at DESC, id DESC");
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);

      g_array_append_val (rows, row);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&rows);
}

/* ---- Tags ------------------------------------------------------------------------------------ */

static gboolean
change_tag (HenjiDb *db,
            const char *sql,
            gint64 case_row,
            const char *tag,
            gboolean *changed,
            GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, tag);
  if (!henji_query_run (&q, error))
    return FALSE;
  if (changed != NULL)
    *changed = henji_query_changes (&q) > 0;
  if (henji_query_changes (&q) > 0)
    henji_db_note_changed (db, case_row);

  return TRUE;
}

gboolean
henji_db_tag_add (HenjiDb *db, gint64 case_row, const char *tag, gboolean *changed, GError **error)
{
  g_return_val_if_fail (db != NULL && tag != NULL, FALSE);

  return change_tag (db, "INSERT OR IGNORE INTO case_tags (case_id, tag) VALUES (?, ?)", case_row,
                     tag, changed, error);
}

gboolean
henji_db_tag_remove (
    HenjiDb *db, gint64 case_row, const char *tag, gboolean *changed, GError **error)
{
  g_return_val_if_fail (db != NULL && tag != NULL, FALSE);

  return change_tag (db, "DELETE FROM case_tags WHERE case_id = ? AND tag = ?", case_row, tag,
                     changed, error);
}

static char **
read_tags (HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);

  while (henji_query_step (q, error))
    g_ptr_array_add (tags, henji_query_get_text (q));
  if (henji_query_failed (q))
    return NULL;
  g_ptr_array_add (tags, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
}

char **
henji_db_case_tags (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  char **tags;

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT tag FROM case_tags WHERE case_id = ? ORDER BY tag");
  henji_query_bind_int (&q, case_row);
  tags = read_tags (&q, error);
  if (tags != NULL && tags[0] == NULL)
    g_clear_pointer (&tags, g_strfreev);

  return tags;
}

char **
henji_db_tags (HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT DISTINCT tag FROM case_tags ORDER BY tag");

  return read_tags (&q, error);
}
