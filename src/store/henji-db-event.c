/* henji-db-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happened on a case, and the clocks that run on it.
 */
#define G_LOG_DOMAIN "henji-db-event"

#include "config.h"

#include "henji-db-event.h"
#include "henji-store-private.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>

/* ---- Events ---------------------------------------------------------------------------------- */

gint64
henji_db_event_add (HenjiDb *db,
                    gint64 case_row,
                    HenjiEventType type,
                    gint64 at,
                    const char *text,
                    const char *data,
                    gint64 undoes,
                    GError **error)
{
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && case_row > 0, 0);

  uuid = henji_uuid_new (at);
  henji_query_begin (&q, db,
                     "INSERT INTO events (uuid, case_id, type, at, text, data, undoes) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, case_row);
  henji_query_bind_int (&q, type);
  henji_query_bind_int (&q, at);
  henji_query_bind_text (&q, text);
  henji_query_bind_text (&q, data);
  henji_query_bind_row (&q, undoes);
  if (!henji_query_run (&q, error))
    return 0;
  row = sqlite3_last_insert_rowid (db->handle);
  henji_db_note_changed (db, case_row);

  return row;
}

/* An event counts as undone while the newest event that undoes it is not itself undone. A chain is
 * as long as the user's patience, and each link is a look-up. */
static gboolean
is_undone (HenjiDb *db, gint64 row, gboolean *undone, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db,
      "WITH RECURSIVE chain (id, depth) AS (SELECT ?1, 0 UNION ALL "
      "SELECT (SELECT max (e.id) FROM events e WHERE e.undoes = chain.id), depth + 1 "
      "FROM chain WHERE chain.id IS NOT NULL) "
      "SELECT max (depth) & 1 FROM chain WHERE id IS NOT NULL");
  henji_query_bind_int (&q, row);
  if (!henji_query_step (&q, error))
    return FALSE;
  *undone = henji_query_get_int (&q) != 0;

  return TRUE;
}

#define EVENT_COLUMNS "id, uuid, case_id, type, at, text, data, undoes"

static HenjiEvent *
read_event (HenjiQuery *q, GError **error)
{
  g_autoptr (HenjiEvent) e = henji_event_new ();

  e->row = henji_query_get_int (q);
  e->uuid = henji_query_get_text (q);
  e->case_row = henji_query_get_int (q);
  e->type = henji_query_get_int (q);
  e->at = henji_query_get_int (q);
  e->text = henji_query_get_text (q);
  e->data = henji_query_get_text (q);
  e->undoes = henji_query_get_int (q);

  return is_undone (q->db, e->row, &e->undone, error) ? g_steal_pointer (&e) : NULL;
}

HenjiEvent *
henji_db_event_get (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT " EVENT_COLUMNS " FROM events WHERE id = ?");
  henji_query_bind_int (&q, row);
  if (henji_query_step (&q, error))
    return read_event (&q, error);
  if (!henji_query_failed (&q))
    henji_db_set_not_found (error, _ ("There is no such event."));
  return NULL;
}

GPtrArray *
henji_db_case_events (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  events = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_event_unref);
  henji_query_begin (&q, db,
                     "SELECT " EVENT_COLUMNS " FROM events WHERE case_id = ? ORDER BY at, id");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    {
      HenjiEvent *e = read_event (&q, error);

      if (e == NULL)
        return NULL;
      g_ptr_array_add (events, e);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&events);
}

/* ---- Clocks ---------------------------------------------------------------------------------- */

static gboolean
set_due (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "UPDATE cases SET (due, due_rule) = (SELECT coalesce (min (until), ?2), rule "
                     "FROM clocks WHERE case_id = ?1 AND ours AND stopped_at = 0) WHERE id = ?1");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_int (&q, HENJI_STORE_NO_DUE);
  henji_db_note_changed (db, case_row);
  return henji_query_run (&q, error);
}

gint64
henji_db_clock_add (HenjiDb *db, const HenjiClock *clock, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && clock != NULL && clock->rule != NULL, 0);

  henji_query_begin (&q, db,
                     "INSERT INTO clocks (case_id, rule, ours, since, until, stopped_at, note) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_int (&q, clock->case_row);
  henji_query_bind_text (&q, clock->rule);
  henji_query_bind_int (&q, clock->ours != FALSE);
  henji_query_bind_int (&q, clock->since);
  henji_query_bind_int (&q, clock->until);
  henji_query_bind_int (&q, clock->stopped_at);
  henji_query_bind_text (&q, clock->note);
  if (!henji_query_run (&q, error))
    return 0;
  row = sqlite3_last_insert_rowid (db->handle);

  return set_due (db, clock->case_row, error) ? row : 0;
}

static gint64
case_of_clock (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "SELECT case_id FROM clocks WHERE id = ?");
  henji_query_bind_int (&q, row);
  if (henji_query_step (&q, error))
    return henji_query_get_int (&q);
  if (!henji_query_failed (&q))
    henji_db_set_not_found (error, _ ("There is no such clock."));
  return 0;
}

gboolean
henji_db_clock_set_stopped (HenjiDb *db, gint64 clock_row, gint64 at, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 case_row;

  g_return_val_if_fail (db != NULL, FALSE);

  case_row = case_of_clock (db, clock_row, error);
  if (case_row == 0)
    return FALSE;
  henji_query_begin (&q, db, "UPDATE clocks SET stopped_at = ? WHERE id = ?");
  henji_query_bind_int (&q, at);
  henji_query_bind_int (&q, clock_row);
  return henji_query_run (&q, error) && set_due (db, case_row, error);
}

gboolean
henji_db_clocks_stop (
    HenjiDb *db, gint64 case_row, const char *rule, gint64 at, GArray **stopped, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && at != 0, FALSE);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  henji_query_begin (&q, db,
                     "UPDATE clocks SET stopped_at = ?3 WHERE case_id = ?1 AND stopped_at = 0 "
                     "AND (?2 IS NULL OR rule = ?2) RETURNING id");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, rule);
  henji_query_bind_int (&q, at);
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);

      g_array_append_val (rows, row);
    }
  if (henji_query_failed (&q) || !set_due (db, case_row, error))
    return FALSE;
  if (stopped != NULL)
    *stopped = g_steal_pointer (&rows);

  return TRUE;
}

gboolean
henji_db_clock_remove (HenjiDb *db, gint64 clock_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 case_row;

  g_return_val_if_fail (db != NULL, FALSE);

  case_row = case_of_clock (db, clock_row, error);
  if (case_row == 0)
    return FALSE;
  henji_query_begin (&q, db, "DELETE FROM clocks WHERE id = ?");
  henji_query_bind_int (&q, clock_row);
  return henji_query_run (&q, error) && set_due (db, case_row, error);
}

GPtrArray *
henji_db_case_clocks (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) clocks = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_clock_unref);
  henji_query_begin (&q, db,
                     "SELECT id, case_id, rule, ours, since, until, stopped_at, note FROM clocks "
                     "WHERE case_id = ? ORDER BY stopped_at != 0, until, id");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    {
      HenjiClock *c = henji_clock_new ();

      c->row = henji_query_get_int (&q);
      c->case_row = henji_query_get_int (&q);
      c->rule = henji_query_get_text (&q);
      c->ours = henji_query_get_int (&q) != 0;
      c->since = henji_query_get_int (&q);
      c->until = henji_query_get_int (&q);
      c->stopped_at = henji_query_get_int (&q);
      c->note = henji_query_get_text (&q);
      g_ptr_array_add (clocks, c);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&clocks);
}
