/* henji-db-feedback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-feedback"

#include "config.h"

#include "henji-db-feedback.h"

#include "henji-store-private.h"
#include "henji-time.h"

#define COLUMNS                                                                                    \
  "SELECT id, order_id, date, marketplace, stars, comment, answer, coalesce (event, 0), "          \
  "coalesce (defect, 0) FROM feedback "

static HenjiFeedback *
read_row (HenjiQuery *q)
{
  HenjiFeedback *feedback = henji_feedback_new ();

  feedback->row = henji_query_get_int (q);
  feedback->order_id = henji_query_get_text (q);
  feedback->date = henji_query_get_text (q);
  feedback->marketplace = henji_query_get_text (q);
  feedback->stars = (int) henji_query_get_int (q);
  feedback->comment = henji_query_get_text (q);
  feedback->answer = henji_query_get_text (q);
  feedback->event = henji_query_get_int (q);
  feedback->defect = henji_query_get_int (q);

  return feedback;
}

HenjiFeedback *
henji_db_feedback_find (HenjiDb *db, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  henji_query_begin (&q, db, COLUMNS "WHERE order_id = ?");
  henji_query_bind_text (&q, order_id);

  return henji_query_step (&q, error) ? read_row (&q) : NULL;
}

GPtrArray *
henji_db_feedback_of_orders (HenjiDb *db, const char *const *order_ids, GError **error)
{
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_feedback_unref);

  g_return_val_if_fail (db != NULL, NULL);

  for (guint i = 0; order_ids != NULL && order_ids[i] != NULL; i++)
    {
      g_autoptr (GError) local = NULL;
      HenjiFeedback *one = henji_db_feedback_find (db, order_ids[i], &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (one != NULL)
        g_ptr_array_add (all, one);
    }

  return g_steal_pointer (&all);
}

HenjiFeedback *
henji_db_feedback_of_event (HenjiDb *db, gint64 event, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && event > 0, NULL);

  henji_query_begin (&q, db, COLUMNS "WHERE event = ?");
  henji_query_bind_int (&q, event);

  return henji_query_step (&q, error) ? read_row (&q) : NULL;
}

gint64
henji_db_feedback_put (HenjiDb *db, const HenjiFeedback *feedback, gint64 now, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && feedback != NULL && feedback->order_id != NULL, 0);

  henji_query_begin (
      &q, db,
      "INSERT INTO feedback (order_id, date, marketplace, stars, comment, answer, event, defect, "
      "told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (order_id) DO UPDATE SET "
      "date = excluded.date, marketplace = excluded.marketplace, stars = excluded.stars, "
      "comment = excluded.comment, answer = excluded.answer, event = excluded.event, "
      "defect = excluded.defect RETURNING id");
  henji_query_bind_text (&q, feedback->order_id);
  henji_query_bind_text (&q, feedback->date);
  henji_query_bind_text (&q, feedback->marketplace);
  henji_query_bind_int (&q, feedback->stars);
  henji_query_bind_text (&q, feedback->comment);
  henji_query_bind_text (&q, feedback->answer);
  henji_query_bind_row (&q, feedback->event);
  henji_query_bind_row (&q, feedback->defect);
  henji_query_bind_int (&q, now);
  if (!henji_query_step (&q, error))
    return 0;
  row = henji_query_get_int (&q);

  return henji_query_run (&q, error) ? row : 0;
}

GPtrArray *
henji_db_feedback_between (
    HenjiDb *db, const char *from, const char *to, GTimeZone *zone, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *next = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && from != NULL && to != NULL && zone != NULL, NULL);

  all = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_feedback_unref);
  next = henji_date_add_days (to, 1);
  henji_query_begin (&q, db,
                     COLUMNS "WHERE (date BETWEEN ?1 AND ?2 OR (date IS NULL AND told_at >= ?3 "
                             "AND told_at < ?4)) "
                             "ORDER BY date DESC, id DESC");
  henji_query_bind_text (&q, from);
  henji_query_bind_text (&q, to);
  henji_query_bind_int (&q, henji_date_start (from, zone));
  henji_query_bind_int (&q, next != NULL ? henji_date_start (next, zone) : G_MAXINT64);
  while (henji_query_step (&q, error))
    g_ptr_array_add (all, read_row (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&all);
}

gint64
henji_db_feedback_defect (HenjiDb *db, gint64 case_row, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, 0);

  /* One without an order is of all of its case. */
  henji_query_begin (&q, db,
                     "SELECT id FROM defects WHERE nature = 'feedback' AND case_id = ?1 AND "
                     "(order_id IS NULL OR order_id = ?2) ORDER BY removed_at, id LIMIT 1");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, order_id);

  return henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
}
