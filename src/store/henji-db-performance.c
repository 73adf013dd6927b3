/* henji-db-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-performance"

#include "config.h"

#include "henji-db-performance.h"

#include "henji-store-private.h"

#define READING "SELECT id, marketplace_id, day, read_at, account, health, health_score, extra "

/* ---- Reading --------------------------------------------------------------------------------- */

static gboolean
read_figures (HenjiDb *db, HenjiPerformance *reading, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT figure, rate, number, whole, target, condition, status, from_day, "
                     "to_day FROM performance_figures WHERE reading = ? ORDER BY position");
  henji_query_bind_row (&q, row);
  while (henji_query_step (&q, error))
    {
      HenjiPerformanceFigure *figure = henji_performance_figure_new (henji_query_peek_text (&q));

      figure->rate = (int) henji_query_get_int (&q);
      figure->count = henji_query_get_int (&q);
      figure->whole = henji_query_get_int (&q);
      figure->target = henji_query_get_int (&q);
      figure->condition = henji_query_get_text (&q);
      figure->status = henji_query_get_text (&q);
      figure->from = henji_query_get_text (&q);
      figure->to = henji_query_get_text (&q);
      g_ptr_array_add (reading->figures, figure);
    }

  return !henji_query_failed (&q);
}

static gboolean
read_warnings (HenjiDb *db, HenjiPerformance *reading, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db, "SELECT type, status FROM performance_warnings WHERE reading = ? ORDER BY position");
  henji_query_bind_row (&q, row);
  while (henji_query_step (&q, error))
    {
      HenjiPerformanceWarning *warning = g_new0 (HenjiPerformanceWarning, 1);

      warning->type = henji_query_get_text (&q);
      warning->status = henji_query_get_text (&q);
      g_ptr_array_add (reading->warnings, warning);
    }

  return !henji_query_failed (&q);
}

/* (transfer full) (nullable): of the query's row. */
static HenjiPerformance *
read_reading (HenjiDb *db, HenjiQuery *q, GError **error)
{
  gint64 row = henji_query_get_int (q);
  g_autoptr (HenjiPerformance) reading = henji_performance_create (henji_query_peek_text (q));

  reading->day = henji_query_get_text (q);
  reading->read_at = henji_query_get_int (q);
  reading->account = henji_query_get_text (q);
  reading->health = henji_query_get_text (q);
  reading->health_score = (int) henji_query_get_int (q);
  reading->extra = henji_query_get_text (q);

  return read_figures (db, reading, row, error) && read_warnings (db, reading, row, error)
             ? g_steal_pointer (&reading)
             : NULL;
}

HenjiPerformance *
henji_db_performance_find (HenjiDb *db, const char *marketplace_id, const char *day, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && marketplace_id != NULL && day != NULL, NULL);

  henji_query_begin (&q, db,
                     READING "FROM performance_readings WHERE marketplace_id = ? AND day = ?");
  henji_query_bind_text (&q, marketplace_id);
  henji_query_bind_text (&q, day);

  return henji_query_step (&q, error) ? read_reading (db, &q, error) : NULL;
}

/* (transfer full) (nullable) (element-type HenjiPerformance): all rows of the query. */
static GPtrArray *
read_all (HenjiDb *db, HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_performance_unref);

  while (henji_query_step (q, error))
    {
      HenjiPerformance *reading = read_reading (db, q, error);

      if (reading == NULL)
        return NULL;
      g_ptr_array_add (all, reading);
    }

  return henji_query_failed (q) ? NULL : g_steal_pointer (&all);
}

GPtrArray *
henji_db_performance_latest (HenjiDb *db, const char *day, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db,
                     READING "FROM performance_readings AS r WHERE day = "
                             "(SELECT max (day) FROM performance_readings "
                             "WHERE marketplace_id = r.marketplace_id AND day <= ?) "
                             "ORDER BY marketplace_id");
  henji_query_bind_text (&q, day != NULL ? day : "9999-12-31");

  return read_all (db, &q, error);
}

GPtrArray *
henji_db_performance_between (HenjiDb *db, const char *from, const char *to, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && from != NULL && to != NULL, NULL);

  henji_query_begin (&q, db,
                     READING "FROM performance_readings WHERE day >= ? AND day <= ? "
                             "ORDER BY day, marketplace_id");
  henji_query_bind_text (&q, from);
  henji_query_bind_text (&q, to);

  return read_all (db, &q, error);
}

/* ---- Writing --------------------------------------------------------------------------------- */

static gboolean
drop (HenjiDb *db, const HenjiPerformance *reading, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM performance_figures WHERE reading IN (SELECT id FROM performance_readings "
    "WHERE marketplace_id = ? AND day = ?)",
    "DELETE FROM performance_warnings WHERE reading IN (SELECT id FROM performance_readings "
    "WHERE marketplace_id = ? AND day = ?)",
    "DELETE FROM performance_readings WHERE marketplace_id = ? AND day = ?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, statements[i]);
      henji_query_bind_text (&q, reading->marketplace_id);
      henji_query_bind_text (&q, reading->day);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  return TRUE;
}

/* Returns: its row, 0 on error. */
static gint64
add_reading (HenjiDb *db, const HenjiPerformance *reading, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "INSERT INTO performance_readings (marketplace_id, day, read_at, account, "
                     "health, health_score, extra) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id");
  henji_query_bind_text (&q, reading->marketplace_id);
  henji_query_bind_text (&q, reading->day);
  henji_query_bind_int (&q, reading->read_at);
  henji_query_bind_text (&q, reading->account);
  henji_query_bind_text (&q, reading->health);
  henji_query_bind_int (&q, reading->health_score);
  henji_query_bind_text (&q, reading->extra);

  return henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
}

static gboolean
add_figure (
    HenjiDb *db, gint64 row, guint position, const HenjiPerformanceFigure *figure, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "INSERT INTO performance_figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_row (&q, row);
  henji_query_bind_int (&q, position);
  henji_query_bind_text (&q, figure->id);
  henji_query_bind_int (&q, figure->rate);
  henji_query_bind_int (&q, figure->count);
  henji_query_bind_int (&q, figure->whole);
  henji_query_bind_int (&q, figure->target);
  henji_query_bind_text (&q, figure->condition);
  henji_query_bind_text (&q, figure->status);
  henji_query_bind_text (&q, figure->from);
  henji_query_bind_text (&q, figure->to);

  return henji_query_run (&q, error);
}

static gboolean
add_warning (
    HenjiDb *db, gint64 row, guint position, const HenjiPerformanceWarning *warning, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "INSERT INTO performance_warnings VALUES (?, ?, ?, ?)");
  henji_query_bind_row (&q, row);
  henji_query_bind_int (&q, position);
  henji_query_bind_text (&q, warning->type);
  henji_query_bind_text (&q, warning->status);

  return henji_query_run (&q, error);
}

gboolean
henji_db_performance_put (HenjiDb *db, const HenjiPerformance *reading, GError **error)
{
  gint64 row;

  g_return_val_if_fail (db != NULL && reading != NULL && reading->day != NULL, FALSE);

  row = drop (db, reading, error) ? add_reading (db, reading, error) : 0;
  for (guint i = 0; row != 0 && i < reading->figures->len; i++)
    if (!add_figure (db, row, i, g_ptr_array_index (reading->figures, i), error))
      return FALSE;
  for (guint i = 0; row != 0 && i < reading->warnings->len; i++)
    if (!add_warning (db, row, i, g_ptr_array_index (reading->warnings, i), error))
      return FALSE;

  return row != 0;
}

gboolean
henji_db_performance_forget (HenjiDb *db, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM performance_figures",
    "DELETE FROM performance_warnings",
    "DELETE FROM performance_readings",
  };

  g_return_val_if_fail (db != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, statements[i]);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  return TRUE;
}
