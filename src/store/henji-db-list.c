/* henji-db-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of cases, and its figures.
 */
#define G_LOG_DOMAIN "henji-db-list"

#include "config.h"

#include "henji-db-case.h"
#include "henji-store-private.h"

/* Hits looked at and cases shown when the list is searched. */
#define SEARCH_HITS 4000
#define SEARCH_CASES 1000

static void
bind_filter (HenjiQuery *q, const HenjiCaseFilter *f)
{
  henji_query_bind_int (q, f->court);
  henji_query_bind_int (q, f->kind);
  henji_query_bind_int (q, f->language);
  henji_query_bind_text (q, f->marketplace);
  henji_query_bind_int (q, f->due_before);
}

static gboolean
passes (HenjiDb *db, const HenjiCaseFilter *f, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT 1 FROM cases WHERE id = ?8 AND (?1 < 0 OR court = ?1) "
                     "AND (NOT ?9 OR id IN (SELECT case_id FROM support_cases)) "
                     "AND (?7 IS NULL OR " HENJI_LIST_TAGGED ") "
                     "AND (?11 = 0 OR (" HENJI_LIST_BEGUN
                     ")) AND " HENJI_LIST_FILTER HENJI_LIST_DUE_FROM);
  bind_filter (&q, f);
  henji_query_bind_int (&q, f->due_from);
  henji_query_bind_text (&q, f->tag);
  henji_query_bind_int (&q, row);
  henji_query_bind_int (&q, f->support);
  henji_query_bind_int (&q, f->begun_from);
  henji_query_bind_int (&q, f->begun_until);
  return henji_query_step (&q, error);
}

static GArray *
searched_rows (HenjiDb *db, const HenjiCaseFilter *f, GError **error)
{
  g_autoptr (GArray) hits = henji_db_search_cases (db, f->text, SEARCH_HITS, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (hits == NULL)
    return NULL;
  for (guint i = 0; i < hits->len && rows->len < SEARCH_CASES; i++)
    {
      gint64 row = g_array_index (hits, gint64, i);
      g_autoptr (GError) local = NULL;

      if (passes (db, f, row, &local))
        g_array_append_val (rows, row);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  return g_steal_pointer (&rows);
}

GArray *
henji_db_case_rows (HenjiDb *db, const HenjiCaseFilter *filter, GError **error)
{
  g_autoptr (GArray) rows = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  if (filter->text != NULL && filter->text[0] != '\0')
    return searched_rows (db, filter, error);

  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  henji_query_begin (&q, db,
                     filter->begun_until != 0 ? HENJI_LIST_OF_PERIOD
                     : filter->support        ? HENJI_LIST_OF_SUPPORT
                     : filter->tag != NULL    ? HENJI_LIST_OF_TAG
                     : filter->due_from != 0  ? HENJI_LIST_BETWEEN
                     : filter->court >= 0     ? HENJI_LIST_OF_COURT
                                              : HENJI_LIST_OF_ALL);
  bind_filter (&q, filter);
  if (filter->begun_until != 0 || filter->support || filter->tag != NULL || filter->due_from != 0)
    henji_query_bind_int (&q, filter->due_from);
  if (filter->begun_until != 0 || filter->support || filter->tag != NULL)
    henji_query_bind_text (&q, filter->tag);
  if (filter->begun_until != 0)
    {
      henji_query_bind_int (&q, 0);
      henji_query_bind_int (&q, filter->support);
      henji_query_bind_int (&q, filter->begun_from);
      henji_query_bind_int (&q, filter->begun_until);
    }
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);

      g_array_append_val (rows, row);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&rows);
}

gboolean
henji_db_counts (HenjiDb *db, gint64 day_start, HenjiStoreCounts *counts, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) answered = { 0 };

  g_return_val_if_fail (db != NULL && counts != NULL, FALSE);

  *counts = (HenjiStoreCounts){ 0 };
  henji_query_begin (&q, db,
                     "SELECT court, kind, count (*) FROM cases WHERE merged_into IS NULL "
                     "GROUP BY court, kind");
  while (henji_query_step (&q, error))
    {
      gint64 court = henji_query_get_int (&q);
      gint64 kind = henji_query_get_int (&q);
      int n = (int) henji_query_get_int (&q);

      if (court >= 0 && court < (gint64) G_N_ELEMENTS (counts->court))
        counts->court[court] += n;
      if (court == HENJI_COURT_OURS && kind >= 0 && kind < HENJI_N_KINDS)
        counts->ours_by_kind[kind] += n;
    }
  if (henji_query_failed (&q))
    return FALSE;

  henji_query_begin (&answered, db,
                     "SELECT count (DISTINCT case_id) FROM events e WHERE type = ? AND at >= ? "
                     "AND NOT EXISTS (SELECT 1 FROM events u WHERE u.undoes = e.id)");
  henji_query_bind_int (&answered, HENJI_EVENT_ANSWERED);
  henji_query_bind_int (&answered, day_start);
  if (!henji_query_step (&answered, error))
    return FALSE;
  counts->answered = (int) henji_query_get_int (&answered);

  return TRUE;
}
