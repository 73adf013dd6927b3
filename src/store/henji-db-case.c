/* henji-db-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-case"

#include "config.h"

#include "henji-db-case.h"
#include "henji-db-order.h"
#include "henji-db-rule.h"
#include "henji-store-private.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Rows ------------------------------------------------------------------------------------ */

static gboolean
link_orders (HenjiDb *db, gint64 row, const HenjiCase *case_, GError **error)
{
  for (guint i = 0; case_->order_ids != NULL && case_->order_ids[i] != NULL; i++)
    if (!henji_db_case_link_order (db, row, case_->order_ids[i], error))
      return FALSE;

  return TRUE;
}

gint64
henji_db_case_insert (HenjiDb *db, const HenjiCase *case_, gint64 now, GError **error)
{
  g_autofree char *made = NULL;
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && case_ != NULL, 0);

  if (case_->alias != NULL && !henji_db_buyer_put (db, case_->alias, case_->buyer, now, error))
    return 0;
  if (case_->uuid == NULL)
    made = henji_uuid_new (now);
  henji_query_begin (
      &q, db,
      "INSERT INTO cases (uuid, court, kind, language, confirmation, flags, marketplace, "
      "buyer, alias, subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, made != NULL ? made : case_->uuid);
  henji_query_bind_int (&q, case_->court);
  henji_query_bind_int (&q, case_->kind);
  henji_query_bind_int (&q, case_->language);
  henji_query_bind_int (&q, case_->confirmation);
  henji_query_bind_int (&q, case_->flags);
  henji_query_bind_text (&q, case_->marketplace);
  henji_query_bind_text (&q, case_->buyer);
  henji_query_bind_text (&q, case_->alias);
  henji_query_bind_text (&q, case_->subject);
  if (!henji_query_run (&q, error))
    return 0;
  row = sqlite3_last_insert_rowid (db->handle);
  henji_db_note_changed (db, row);

  return link_orders (db, row, case_, error) ? row : 0;
}

/* Ends a change of one case: notes it, and fails when there is no such case. */
static gboolean
finish_change (HenjiQuery *q, gint64 row, GError **error)
{
  if (!henji_query_run (q, error))
    return FALSE;
  if (henji_query_changes (q) == 0)
    {
      henji_db_set_not_found (error, _ ("There is no such case."));
      return FALSE;
    }
  henji_db_note_changed (q->db, row);

  return TRUE;
}

gboolean
henji_db_case_update (HenjiDb *db, const HenjiCase *case_, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && case_ != NULL, FALSE);

  henji_query_begin (
      &q, db,
      "UPDATE cases SET court = ?, kind = ?, language = ?, confirmation = ?, flags = ?, "
      "marketplace = ?, buyer = ?, alias = ?, subject = ? WHERE id = ?");
  henji_query_bind_int (&q, case_->court);
  henji_query_bind_int (&q, case_->kind);
  henji_query_bind_int (&q, case_->language);
  henji_query_bind_int (&q, case_->confirmation);
  henji_query_bind_int (&q, case_->flags);
  henji_query_bind_text (&q, case_->marketplace);
  henji_query_bind_text (&q, case_->buyer);
  henji_query_bind_text (&q, case_->alias);
  henji_query_bind_text (&q, case_->subject);
  henji_query_bind_int (&q, case_->row);

  return finish_change (&q, case_->row, error) && link_orders (db, case_->row, case_, error);
}

gboolean
henji_db_case_set_first_subject (
    HenjiDb *db, gint64 row, const char *subject, gint64 at, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db,
                     "UPDATE cases SET subject = ?2 WHERE id = ?1 AND subject IS NOT ?2 "
                     "AND NOT EXISTS (SELECT 1 FROM messages WHERE case_id = ?1 AND at < ?3)");
  henji_query_bind_int (&q, row);
  henji_query_bind_text (&q, subject);
  henji_query_bind_int (&q, at);
  henji_db_note_changed (db, row);
  return henji_query_run (&q, error);
}

static gboolean
set_number (HenjiDb *db, const char *sql, gint64 row, gint64 value, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, sql);
  henji_query_bind_int (&q, value);
  henji_query_bind_int (&q, row);
  return finish_change (&q, row, error);
}

gboolean
henji_db_case_set_court (HenjiDb *db, gint64 row, HenjiCourt court, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  return set_number (db, "UPDATE cases SET court = ? WHERE id = ?", row, court, error);
}

gboolean
henji_db_cases_take_turn (HenjiDb *db, const char *rule, gint64 until, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && rule != NULL, FALSE);

  henji_query_begin (
      &q, db,
      "UPDATE cases SET court = ?1 WHERE merged_into IS NULL AND court = ?2 AND id IN "
      "(SELECT case_id FROM clocks WHERE stopped_at = 0 AND until <= ?4 "
      "AND rule = ?3 AND ours) RETURNING id");
  henji_query_bind_int (&q, HENJI_COURT_OURS);
  henji_query_bind_int (&q, HENJI_COURT_THEIRS);
  henji_query_bind_text (&q, rule);
  henji_query_bind_int (&q, until);
  while (henji_query_step (&q, error))
    henji_db_note_changed (db, henji_query_get_int (&q));

  return !henji_query_failed (&q);
}

gboolean
henji_db_case_set_kind (HenjiDb *db, gint64 row, HenjiKind kind, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  return set_number (db, "UPDATE cases SET kind = ? WHERE id = ?", row, kind, error);
}

gboolean
henji_db_case_set_language (HenjiDb *db, gint64 row, HenjiLanguage language, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  return set_number (db, "UPDATE cases SET language = ? WHERE id = ?", row, language, error);
}

gboolean
henji_db_case_set_confirmation (HenjiDb *db,
                                gint64 row,
                                HenjiConfirmation confirmation,
                                GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);
  return set_number (db, "UPDATE cases SET confirmation = ? WHERE id = ?", row, confirmation,
                     error);
}

gboolean
henji_db_case_set_flags (HenjiDb *db, gint64 row, guint mask, guint flags, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE cases SET flags = (flags & ~?1) | ?2 WHERE id = ?3");
  henji_query_bind_int (&q, mask);
  henji_query_bind_int (&q, flags & mask);
  henji_query_bind_int (&q, row);
  return finish_change (&q, row, error);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static gboolean
get_order_ids (HenjiDb *db, HenjiCase *case_, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (HenjiQuery) q = { 0 };
  gboolean any = FALSE;

  henji_query_begin (&q, db, "SELECT order_id FROM case_orders WHERE case_id = ? ORDER BY id");
  henji_query_bind_int (&q, case_->row);
  for (; henji_query_step (&q, error); any = TRUE)
    g_strv_builder_add (builder, henji_query_peek_text (&q));
  if (any)
    case_->order_ids = g_strv_builder_end (builder);

  return !henji_query_failed (&q);
}

static gboolean
get_support (HenjiDb *db, HenjiCase *case_, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  if ((case_->flags & HENJI_CASE_SUPPORT) == 0)
    return TRUE;
  henji_query_begin (&q, db, "SELECT support_id, team FROM support_cases WHERE case_id = ?");
  henji_query_bind_int (&q, case_->row);
  if (henji_query_step (&q, error))
    {
      case_->support_id = henji_query_get_text (&q);
      henji_support_team_from_id (henji_query_peek_text (&q), &case_->support_team);
    }

  return !henji_query_failed (&q);
}

static gboolean
get_tags (HenjiDb *db, HenjiCase *c, GError **error)
{
  g_autoptr (GError) local = NULL;

  c->tags = henji_db_case_tags (db, c->row, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return local == NULL;
}

/* (nullable): %NULL without an error when there is none. */
static HenjiCase *
find_case (HenjiDb *db, gint64 row, GError **error)
{
  g_autoptr (HenjiCase) c = NULL;
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "SELECT id, uuid, court, kind, language, confirmation, flags, marketplace, buyer, "
      "alias, subject, excerpt, due, due_rule, last_at, n_messages FROM cases "
      "WHERE id = ?");
  henji_query_bind_int (&q, row);
  if (!henji_query_step (&q, error))
    return NULL;

  c = henji_case_new ();
  c->row = henji_query_get_int (&q);
  c->uuid = henji_query_get_text (&q);
  c->court = henji_query_get_int (&q);
  c->kind = henji_query_get_int (&q);
  c->language = henji_query_get_int (&q);
  c->confirmation = henji_query_get_int (&q);
  c->flags = (guint) henji_query_get_int (&q);
  c->marketplace = henji_query_get_text (&q);
  c->buyer = henji_query_get_text (&q);
  c->alias = henji_query_get_text (&q);
  c->subject = henji_query_get_text (&q);
  c->excerpt = henji_query_get_text (&q);
  c->due = henji_query_get_int (&q);
  if (c->due == HENJI_STORE_NO_DUE)
    c->due = 0;
  c->due_rule = henji_query_get_text (&q);
  c->last_at = henji_query_get_int (&q);
  c->n_messages = (int) henji_query_get_int (&q);

  return get_order_ids (db, c, error) && get_support (db, c, error) && get_tags (db, c, error)
             ? g_steal_pointer (&c)
             : NULL;
}

HenjiCase *
henji_db_case_get (HenjiDb *db, gint64 row, GError **error)
{
  g_autoptr (GError) local = NULL;
  HenjiCase *c;

  g_return_val_if_fail (db != NULL, NULL);

  c = find_case (db, row, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (c == NULL)
    henji_db_set_not_found (error, _ ("There is no such case."));

  return c;
}

static void
unref_case (gpointer data)
{
  if (data != NULL)
    henji_case_unref (data);
}

GPtrArray *
henji_db_cases (HenjiDb *db, const gint64 *rows, guint n_rows, GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  cases = g_ptr_array_new_full (n_rows, unref_case);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GError) local = NULL;

      g_ptr_array_add (cases, find_case (db, rows[i], &local));
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  return g_steal_pointer (&cases);
}

char *
henji_db_case_find_rma (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT rma FROM cases WHERE id = ?");
  henji_query_bind_int (&q, row);
  return henji_query_step (&q, error) ? henji_query_get_text (&q) : NULL;
}

gboolean
henji_db_case_set_rma (HenjiDb *db, gint64 row, const char *rma, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE cases SET rma = ? WHERE id = ?");
  henji_query_bind_text (&q, rma);
  henji_query_bind_int (&q, row);
  return finish_change (&q, row, error);
}

/* ---- Finding --------------------------------------------------------------------------------- */

static gint64
first_row (HenjiQuery *q, GError **error)
{
  return henji_query_step (q, error) ? henji_query_get_int (q) : 0;
}

gint64
henji_db_case_find (HenjiDb *db, const char *alias, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && alias != NULL && order_id != NULL, 0);

  henji_query_begin (
      &q, db,
      "SELECT t.id FROM cases c JOIN cases t ON t.id = coalesce (c.merged_into, c.id) "
      "JOIN case_orders o ON o.case_id = t.id AND o.order_id = ?2 "
      "WHERE c.alias = ?1 ORDER BY t.last_at DESC, t.id DESC LIMIT 1");
  henji_query_bind_text (&q, alias);
  henji_query_bind_text (&q, order_id);
  return first_row (&q, error);
}

static GArray *
all_rows (HenjiQuery *q, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (henji_query_step (q, error))
    {
      gint64 row = henji_query_get_int (q);

      g_array_append_val (rows, row);
    }

  return henji_query_failed (q) ? NULL : g_steal_pointer (&rows);
}

GArray *
henji_db_case_find_by_alias (HenjiDb *db, const char *alias, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && alias != NULL, NULL);

  henji_query_begin (&q, db,
                     "SELECT DISTINCT t.id FROM cases c "
                     "JOIN cases t ON t.id = coalesce (c.merged_into, c.id) "
                     "WHERE c.alias = ? ORDER BY t.last_at DESC, t.id DESC");
  henji_query_bind_text (&q, alias);
  return all_rows (&q, error);
}

GArray *
henji_db_case_find_without_order (HenjiDb *db, const char *alias, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && alias != NULL, NULL);

  henji_query_begin (
      &q, db,
      "SELECT DISTINCT t.id FROM cases c "
      "JOIN cases t ON t.id = coalesce (c.merged_into, c.id) "
      "WHERE c.alias = ? AND NOT EXISTS (SELECT 1 FROM case_orders o WHERE o.case_id = t.id) "
      "ORDER BY t.last_at DESC, t.id DESC");
  henji_query_bind_text (&q, alias);
  return all_rows (&q, error);
}

gint64
henji_db_case_find_by_address (HenjiDb *db, const char *address, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && address != NULL, 0);

  henji_query_begin (
      &q, db,
      "SELECT case_id FROM (SELECT case_id, at, id FROM messages WHERE reply_to = ?1 "
      "UNION ALL SELECT case_id, at, id FROM messages WHERE from_address = ?1) "
      "ORDER BY at DESC, id DESC LIMIT 1");
  henji_query_bind_text (&q, address);
  return first_row (&q, error);
}

gint64
henji_db_case_find_by_uuid (HenjiDb *db, const char *prefix, gboolean *several, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *lower = NULL;
  g_autofree char *end = NULL;
  gint64 found = 0;
  gboolean many = FALSE;

  g_return_val_if_fail (db != NULL && prefix != NULL, 0);

  if (several != NULL)
    *several = FALSE;
  if (strlen (prefix) < 4 || strspn (prefix, "0123456789abcdefABCDEF-") != strlen (prefix))
    return 0;
  lower = g_ascii_strdown (prefix, -1);
  end = g_strconcat (lower, "g", NULL); /* above every UUID that begins so */
  henji_query_begin (
      &q, db,
      "SELECT DISTINCT coalesce (merged_into, id) FROM cases WHERE uuid >= ? AND uuid < ? "
      "LIMIT 2");
  henji_query_bind_text (&q, lower);
  henji_query_bind_text (&q, end);
  while (henji_query_step (&q, error))
    {
      many = found != 0;
      found = henji_query_get_int (&q);
    }
  if (several != NULL)
    *several = many;

  return many || henji_query_failed (&q) ? 0 : found;
}

/* ---- Buyers ---------------------------------------------------------------------------------- */

gboolean
henji_db_buyer_put (HenjiDb *db, const char *alias, const char *name, gint64 at, GError **error)
{
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) known = { 0 };
  g_auto (HenjiQuery) names = { 0 };

  g_return_val_if_fail (db != NULL && alias != NULL, FALSE);

  henji_query_begin (&known, db, "SELECT 1 FROM buyers WHERE alias = ?");
  henji_query_bind_text (&known, alias);
  if (!henji_query_step (&known, error))
    {
      if (henji_query_failed (&known))
        return FALSE;
      uuid = henji_uuid_new (at);
      henji_query_begin (&q, db, "INSERT INTO buyers (uuid, alias) VALUES (?, ?)");
      henji_query_bind_text (&q, uuid);
      henji_query_bind_text (&q, alias);
      if (!henji_query_run (&q, error))
        return FALSE;
    }
  if (name == NULL || name[0] == '\0')
    return TRUE;

  henji_query_begin (&names, db,
                     "INSERT INTO buyer_names SELECT id, ?2, ?3 FROM buyers WHERE alias = ?1 "
                     "ON CONFLICT DO UPDATE SET seen_at = max (seen_at, excluded.seen_at)");
  henji_query_bind_text (&names, alias);
  henji_query_bind_text (&names, name);
  henji_query_bind_int (&names, at);
  return henji_query_run (&names, error);
}

/* The buyer's order numbers: reported with this alias, or named in a case of the alias. */
#define BUYER_ORDERS                                                                               \
  "SELECT order_id, purchased_at AS at FROM orders WHERE buyer_email = ?1 "                        \
  "UNION SELECT co.order_id, coalesce (o.purchased_at, 0) FROM cases c "                           \
  "JOIN case_orders co ON co.case_id = c.id LEFT JOIN orders o ON o.order_id = co.order_id "       \
  "WHERE c.alias = ?1"

gboolean
henji_db_new_cases (HenjiDb *db, gint64 after, int *n, gint64 *newest, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && n != NULL && newest != NULL, FALSE);

  henji_query_begin (&q, db,
                     "SELECT (SELECT count (*) FROM cases NOT INDEXED"
                     "  WHERE id > ? AND court = ? AND merged_into IS NULL), "
                     "(SELECT ifnull (max (id), 0) FROM cases)");
  henji_query_bind_int (&q, after);
  henji_query_bind_int (&q, HENJI_COURT_OURS);
  if (!henji_query_step (&q, error))
    return FALSE;
  *n = (int) henji_query_get_int (&q);
  *newest = henji_query_get_int (&q);

  return TRUE;
}

gboolean
henji_db_buyer_counts (HenjiDb *db, const char *alias, int *orders, int *cases, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && alias != NULL, FALSE);

  henji_query_begin (&q, db,
                     "SELECT (SELECT count (*) FROM (" BUYER_ORDERS ")), "
                     "(SELECT count (*) FROM cases WHERE alias = ?1 AND merged_into IS NULL)");
  henji_query_bind_text (&q, alias);
  if (!henji_query_step (&q, error))
    return FALSE;
  if (orders != NULL)
    *orders = (int) henji_query_get_int (&q);
  else
    henji_query_get_int (&q);
  if (cases != NULL)
    *cases = (int) henji_query_get_int (&q);

  return TRUE;
}

/* The texts in the first column of what @q finds, %NULL-terminated. */
static char **
take_texts (HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  while (henji_query_step (q, &local))
    g_ptr_array_add (texts, henji_query_get_text (q));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_ptr_array_add (texts, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

char **
henji_db_buyer_order_ids (HenjiDb *db, const char *alias, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && alias != NULL, NULL);

  henji_query_begin (&q, db, "SELECT order_id FROM (" BUYER_ORDERS ") ORDER BY at DESC LIMIT 500");
  henji_query_bind_text (&q, alias);

  return take_texts (&q, error);
}

char **
henji_db_other_buyers (HenjiDb *db, const HenjiCase *case_, int limit, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && case_ != NULL, NULL);

  henji_query_begin (&q, db,
                     "SELECT DISTINCT buyer FROM (SELECT buyer, alias, id FROM cases "
                     "WHERE court = 0 AND merged_into IS NULL "
                     "ORDER BY due, last_at DESC, id LIMIT ?3) "
                     "WHERE buyer IS NOT NULL AND id <> ?1 AND (alias IS NULL OR alias IS NOT ?2)");
  henji_query_bind_int (&q, case_->row);
  henji_query_bind_text (&q, case_->alias);
  henji_query_bind_int (&q, limit);

  return take_texts (&q, error);
}
