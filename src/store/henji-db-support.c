/* henji-db-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seller's own cases with the marketplace.
 */
#define G_LOG_DOMAIN "henji-db-support"

#include "config.h"

#include "henji-db-support.h"

#include "henji-store-private.h"

/* A buyer's case that was merged is the case that took it in. */
#define SUPPORTS                                                                                   \
  "SELECT s.case_id, c.uuid, c.court, s.support_id, s.status, s.team, s.channel, s.category, "     \
  "s.path, s.steps, s.problem_ja, s.problem_en, s.opened_at, b.id, b.uuid, b.buyer "               \
  "FROM support_cases s JOIN cases c ON c.id = s.case_id "                                         \
  "LEFT JOIN cases a ON a.id = s.about LEFT JOIN cases b ON b.id = coalesce (a.merged_into, "      \
  "a.id) "

static HenjiSupport *
read_support (HenjiQuery *q)
{
  HenjiSupport *s = henji_support_new ();
  g_autofree char *team = NULL;
  g_autofree char *channel = NULL;
  g_autofree char *steps = NULL;

  s->case_row = henji_query_get_int (q);
  s->case_uuid = henji_query_get_text (q);
  s->court = henji_query_get_int (q);
  s->support_id = henji_query_get_text (q);
  s->status = henji_query_get_text (q);
  team = henji_query_get_text (q);
  henji_support_team_from_id (team, &s->team);
  channel = henji_query_get_text (q);
  henji_support_channel_from_id (channel, &s->channel);
  s->category = henji_query_get_text (q);
  s->path = henji_query_get_text (q);
  steps = henji_query_get_text (q);
  s->steps = steps != NULL ? g_strsplit (steps, " ", -1) : NULL;
  s->problem_ja = henji_query_get_text (q);
  s->problem_en = henji_query_get_text (q);
  s->opened_at = henji_query_get_int (q);
  s->about = henji_query_get_int (q);
  s->about_uuid = henji_query_get_text (q);
  s->about_buyer = henji_query_get_text (q);

  return s;
}

HenjiSupport *
henji_db_support_find (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, SUPPORTS "WHERE s.case_id = ?");
  henji_query_bind_int (&q, case_row);

  return henji_query_step (&q, error) ? read_support (&q) : NULL;
}

GPtrArray *
henji_db_supports_about (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) supports
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_support_unref);
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db,
                     SUPPORTS
                     "WHERE s.about IN (SELECT id FROM cases WHERE id = ?1 OR merged_into = ?1) "
                     "ORDER BY s.opened_at DESC, s.case_id DESC");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    g_ptr_array_add (supports, read_support (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&supports);
}

gint64
henji_db_support_find_case (HenjiDb *db, const char *support_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && support_id != NULL, 0);

  henji_query_begin (&q, db, "SELECT case_id FROM support_cases WHERE support_id = ?");
  henji_query_bind_text (&q, support_id);

  return henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
}

gboolean
henji_db_support_put (HenjiDb *db, const HenjiSupport *s, GError **error)
{
  g_autofree char *steps = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && s != NULL && s->case_row != 0, FALSE);

  steps = s->steps != NULL && s->steps[0] != NULL ? g_strjoinv (" ", s->steps) : NULL;
  henji_query_begin (
      &q, db,
      "INSERT INTO support_cases (case_id, support_id, status, team, channel, category, path, "
      "steps, problem_ja, problem_en, about, opened_at) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (case_id) DO UPDATE "
      "SET support_id = ?2, status = ?3, team = ?4, channel = ?5, category = ?6, path = ?7, "
      "steps = ?8, problem_ja = ?9, problem_en = ?10, about = ?11");
  henji_query_bind_int (&q, s->case_row);
  henji_query_bind_text (&q, s->support_id);
  henji_query_bind_text (&q, s->status);
  henji_query_bind_text (&q, henji_support_team_id (s->team));
  henji_query_bind_text (&q, henji_support_channel_id (s->channel));
  henji_query_bind_text (&q, s->category);
  henji_query_bind_text (&q, s->path);
  henji_query_bind_text (&q, steps);
  henji_query_bind_text (&q, s->problem_ja);
  henji_query_bind_text (&q, s->problem_en);
  henji_query_bind_row (&q, s->about);
  henji_query_bind_int (&q, s->opened_at);
  henji_db_note_changed (db, s->case_row);
  if (s->about != 0)
    henji_db_note_changed (db, s->about);

  return henji_query_run (&q, error);
}

gboolean
henji_db_support_remove (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiSupport) known = NULL;
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) hide = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  known = henji_db_support_find (db, case_row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  henji_query_begin (&q, db, "DELETE FROM support_cases WHERE case_id = ?");
  henji_query_bind_int (&q, case_row);
  /* Events are never deleted, so the row stays: led to itself it is in no list. */
  henji_query_begin (&hide, db, "UPDATE cases SET merged_into = id WHERE id = ?");
  henji_query_bind_int (&hide, case_row);
  henji_db_note_changed (db, case_row);
  if (known != NULL && known->about != 0)
    henji_db_note_changed (db, known->about);

  return henji_query_run (&q, error) && henji_query_run (&hide, error);
}

gboolean
henji_db_case_unlink_order (HenjiDb *db, gint64 case_row, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM case_orders WHERE case_id = ? AND order_id = ?");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, order_id);
  henji_db_note_changed (db, case_row);

  return henji_query_run (&q, error);
}
