/* henji-db-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking back on a period. All of it comes out of indexes, one thing after the other.
 */
#define G_LOG_DOMAIN "henji-db-summary"

#include "config.h"

#include "henji-db-summary.h"

#include <string.h>

#include "henji-case.h"
#include "henji-db-summary-private.h"
#include "henji-message.h"
#include "henji-store-values.h"

/* ---- The case something belongs to ----------------------------------------------------------- */

static void
about_clear (HenjiSummaryCase *about)
{
  g_free (about->uuid);
  g_free (about->marketplace);
  g_free (about->order_id);
  g_free (about->sku);
  g_free (about->title);
  g_free (about->situation);
  g_free (about->return_reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiSummaryCase, about_clear)

/* Sets the item when the rows of @q name one SKU alone. Returns: how many SKUs there are, 2 for
 * more; -1 on error. */
static int
read_only_item (HenjiQuery *q, HenjiSummaryCase *about, GError **error)
{
  g_autofree char *sku = NULL;
  g_autofree char *title = NULL;
  int n = 0;

  while (n < 2 && henji_query_step (q, error))
    {
      const char *next = henji_query_peek_text (q);

      if (n == 1 && strcmp (sku, next) == 0)
        continue;
      n++;
      if (n == 1)
        {
          sku = g_strdup (next);
          title = henji_query_get_text (q);
        }
    }
  if (henji_query_failed (q))
    return -1;
  if (n == 1)
    {
      about->sku = g_steal_pointer (&sku);
      about->title = g_steal_pointer (&title);
    }

  return n;
}

static gboolean
find_item_of_case (HenjiDb *db, HenjiSummaryCase *about, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) returned = { 0 };
  int n;

  henji_query_begin (&q, db, HENJI_SUMMARY_ITEMS_OF_CASE);
  henji_query_bind_int (&q, about->row);
  n = read_only_item (&q, about, error);
  if (n < 0 || n == 1)
    return n == 1;
  henji_query_begin (&returned, db, HENJI_SUMMARY_RETURNED_OF_CASE);
  henji_query_bind_int (&returned, about->row);
  about->several = n > 1;
  n = read_only_item (&returned, about, error);
  about->several = n == 1 ? FALSE : about->several || n > 1;

  return n >= 0;
}

static gboolean
find_item_of_order (HenjiDb *db, HenjiSummaryCase *about, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  int n;

  henji_query_begin (&q, db, HENJI_SUMMARY_ITEMS_OF_ORDER);
  henji_query_bind_text (&q, about->order_id);
  n = read_only_item (&q, about, error);
  about->several = n > 1;

  return n >= 0;
}

/* Reads the case; `row` stays 0 when there is none. */
static gboolean
read_case (HenjiDb *db, gint64 row, HenjiSummaryCase *about, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, HENJI_SUMMARY_CASE);
  henji_query_bind_int (&q, row);
  if (!henji_query_step (&q, error))
    return !henji_query_failed (&q);
  about->row = henji_query_get_int (&q);
  about->uuid = henji_query_get_text (&q);
  about->kind = henji_query_get_int (&q);
  about->flags = (guint) henji_query_get_int (&q);
  about->marketplace = henji_query_get_text (&q);
  g_free (about->order_id);
  about->order_id = henji_query_get_text (&q);
  about->situation = henji_query_get_text (&q);

  return TRUE;
}

static gboolean
read_order (HenjiDb *db, const char *order_id, gint64 *at, char **marketplace, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  *at = 0;
  henji_query_begin (&q, db, HENJI_SUMMARY_ORDER);
  henji_query_bind_text (&q, order_id);
  if (!henji_query_step (&q, error))
    return !henji_query_failed (&q);
  *at = henji_query_get_int (&q);
  if (*marketplace == NULL)
    *marketplace = henji_query_get_text (&q);

  return TRUE;
}

/* The case @row, or the first one about the order; what it is about. @sku: (nullable): known
 * already. */
static gboolean
find_about (HenjiDb *db,
            gint64 row,
            const char *order_id,
            const char *sku,
            HenjiSummaryCase *about,
            GError **error)
{
  gint64 at;

  about->kind = HENJI_KIND_OTHER;
  if (row == 0 && order_id != NULL)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, HENJI_SUMMARY_CASE_OF_ORDER);
      henji_query_bind_text (&q, order_id);
      if (henji_query_step (&q, error))
        row = henji_query_get_int (&q);
      if (henji_query_failed (&q))
        return FALSE;
    }
  if (row != 0 && !read_case (db, row, about, error))
    return FALSE;
  if (order_id != NULL)
    {
      g_free (about->order_id);
      about->order_id = g_strdup (order_id);
      if (about->marketplace == NULL && !read_order (db, order_id, &at, &about->marketplace, error))
        return FALSE;
    }
  if (sku != NULL)
    {
      about->sku = g_strdup (sku);
      return TRUE;
    }
  if (about->row != 0)
    return find_item_of_case (db, about, error);

  return about->order_id == NULL || find_item_of_order (db, about, error);
}

/* ---- Replies --------------------------------------------------------------------------------- */

typedef struct
{
  gint64 from, to;
  gboolean with_items;
  gint64 waiting; /* since when; 0: nothing waits */
  GArray *spans;
} Walk;

static void
end_span (Walk *walk, gint64 until, HenjiReplyEnding ending)
{
  HenjiReplySpan span = { walk->waiting, until, ending };

  if (walk->waiting >= walk->from && walk->waiting < walk->to && walk->waiting != 0)
    g_array_append_val (walk->spans, span);
  walk->waiting = 0;
}

static HenjiReplyEnding
ending_of (gint64 event)
{
  return event == HENJI_EVENT_ANSWERED          ? HENJI_REPLY_ANSWERED
         : event == HENJI_EVENT_NO_REPLY_NEEDED ? HENJI_REPLY_UNNEEDED
                                                : HENJI_REPLY_CLOSED;
}

/* Messages and answers in one row, by their times; of the same instant the message came first. */
static gboolean
walk_case (HenjiDb *db, gint64 row, Walk *walk, GError **error)
{
  g_auto (HenjiQuery) turns = { 0 };
  g_auto (HenjiQuery) answers = { 0 };
  gboolean turn, answer;
  gint64 turn_at = 0, answer_at = 0;

  g_array_set_size (walk->spans, 0);
  walk->waiting = 0;
  henji_query_begin (&turns, db, HENJI_SUMMARY_TURNS);
  henji_query_bind_int (&turns, row);
  henji_query_begin (&answers, db, HENJI_SUMMARY_ANSWERS);
  henji_query_bind_int (&answers, row);
  turn = henji_query_step (&turns, error);
  if (henji_query_failed (&turns))
    return FALSE;
  answer = henji_query_step (&answers, error);
  if (henji_query_failed (&answers))
    return FALSE;
  turn_at = turn ? henji_query_get_int (&turns) : G_MAXINT64;
  answer_at = answer ? henji_query_get_int (&answers) : G_MAXINT64;
  while (turn || answer)
    if (turn && turn_at <= answer_at)
      {
        if (henji_query_get_int (&turns) == HENJI_DIRECTION_OUT)
          end_span (walk, turn_at, HENJI_REPLY_ANSWERED);
        else if (walk->waiting == 0)
          walk->waiting = turn_at;
        turn = henji_query_step (&turns, error);
        if (henji_query_failed (&turns))
          return FALSE;
        turn_at = turn ? henji_query_get_int (&turns) : G_MAXINT64;
      }
    else
      {
        end_span (walk, answer_at, ending_of (henji_query_get_int (&answers)));
        answer = henji_query_step (&answers, error);
        if (henji_query_failed (&answers))
          return FALSE;
        answer_at = answer ? henji_query_get_int (&answers) : G_MAXINT64;
      }
  end_span (walk, 0, HENJI_REPLY_WAITING);

  return TRUE;
}

static gboolean
was_written_before (HenjiDb *db, gint64 row, gint64 from, gboolean *before, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, HENJI_SUMMARY_EARLIER);
  henji_query_bind_int (&q, row);
  henji_query_bind_int (&q, from);
  *before = henji_query_step (&q, error);

  return !henji_query_failed (&q);
}

static gboolean
visit_case (
    HenjiDb *db, gint64 row, Walk *walk, HenjiSummaryCaseFunc func, gpointer data, GError **error)
{
  g_auto (HenjiSummaryCase) about = { 0 };
  gboolean before;

  if (!read_case (db, row, &about, error))
    return FALSE;
  if (about.row == 0 || (about.flags & HENJI_CASE_SUPPORT) != 0)
    return TRUE;
  if (!was_written_before (db, row, walk->from, &before, error)
      || (!before && walk->with_items && !find_item_of_case (db, &about, error))
      || !walk_case (db, row, walk, error))
    return FALSE;
  func (&about, !before, (const HenjiReplySpan *) walk->spans->data, walk->spans->len, data);

  return TRUE;
}

gboolean
henji_db_each_case_written_in (HenjiDb *db,
                               gint64 from,
                               gint64 to,
                               gboolean with_items,
                               HenjiSummaryCaseFunc func,
                               gpointer data,
                               GError **error)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HenjiReplySpan));
  Walk walk = { .from = from, .to = to, .with_items = with_items, .spans = spans };
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  henji_query_begin (&q, db, HENJI_SUMMARY_WRITTEN);
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, to);
  while (henji_query_step (&q, error))
    if (!visit_case (db, henji_query_get_int (&q), &walk, func, data, error))
      return FALSE;

  return !henji_query_failed (&q);
}

/* ---- Money, returns, sales ------------------------------------------------------------------- */

gboolean
henji_db_each_outlay (
    HenjiDb *db, gint64 from, gint64 to, HenjiSummaryOutlayFunc func, gpointer data, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  henji_query_begin (&q, db, HENJI_SUMMARY_OUTLAYS);
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, to);
  while (henji_query_step (&q, error))
    {
      g_autoptr (HenjiOutlay) outlay = henji_outlay_new ();
      g_auto (HenjiSummaryCase) about = { 0 };

      outlay->row = henji_query_get_int (&q);
      outlay->case_row = henji_query_get_int (&q);
      outlay->order_id = henji_query_get_text (&q);
      outlay->sku = henji_query_get_text (&q);
      henji_outlay_nature_from_id (henji_query_peek_text (&q), &outlay->nature);
      henji_outlay_source_from_id (henji_query_peek_text (&q), &outlay->source);
      outlay->amount = henji_query_get_money (&q);
      outlay->at = henji_query_get_int (&q);
      outlay->counts = TRUE;
      about.return_reason = henji_query_get_text (&q);
      if (!find_about (db, outlay->case_row, outlay->order_id, outlay->sku, &about, error))
        return FALSE;
      func (outlay, &about, data);
    }

  return !henji_query_failed (&q);
}

gboolean
henji_db_each_return (HenjiDb *db,
                      const char *from,
                      const char *to,
                      HenjiSummaryReturnFunc func,
                      gpointer data,
                      GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  henji_query_begin (&q, db, HENJI_SUMMARY_RETURNS);
  henji_query_bind_text (&q, from);
  henji_query_bind_text (&q, to);
  while (henji_query_step (&q, error))
    {
      g_auto (HenjiSummaryCase) about = { 0 };
      gint64 row = henji_query_get_int (&q);
      g_autofree char *order_id = henji_query_get_text (&q);
      g_autofree char *sku = henji_query_get_text (&q);
      g_autofree char *title = henji_query_get_text (&q);

      about.return_reason = henji_query_get_text (&q);
      if (!find_about (db, row, order_id, sku, &about, error))
        return FALSE;
      if (about.title == NULL)
        about.title = g_steal_pointer (&title);
      func (&about, data);
    }

  return !henji_query_failed (&q);
}

gboolean
henji_db_each_item_sold (
    HenjiDb *db, gint64 from, gint64 to, HenjiSummarySoldFunc func, gpointer data, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  henji_query_begin (&q, db, HENJI_SUMMARY_SOLD);
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, to);
  while (henji_query_step (&q, error))
    {
      const char *sku = henji_query_peek_text (&q);
      const char *marketplace = henji_query_peek_text (&q);

      func (sku, marketplace, henji_query_get_int (&q), data);
    }

  return !henji_query_failed (&q);
}

gboolean
henji_db_each_order (
    HenjiDb *db, gint64 from, gint64 to, HenjiSummaryOrderFunc func, gpointer data, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  henji_query_begin (&q, db, HENJI_SUMMARY_ORDERS);
  henji_query_bind_int (&q, from);
  henji_query_bind_int (&q, to);
  while (henji_query_step (&q, error))
    {
      gint64 at = henji_query_get_int (&q);

      func (at, henji_query_peek_text (&q), data);
    }

  return !henji_query_failed (&q);
}

/* ---- Feedback, and what the marketplace says ------------------------------------------------- */

gboolean
henji_db_count_stars (HenjiDb *db,
                      const HenjiPeriod *period,
                      const char *marketplace,
                      GTimeZone *zone,
                      int stars[6],
                      GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && period != NULL && zone != NULL, FALSE);

  henji_query_begin (&q, db, HENJI_SUMMARY_STARS);
  henji_query_bind_text (&q, period->from);
  henji_query_bind_text (&q, period->to);
  henji_query_bind_int (&q, henji_period_start (period, zone));
  henji_query_bind_int (&q, henji_period_end (period, zone));
  henji_query_bind_text (&q, marketplace);
  while (henji_query_step (&q, error))
    {
      gint64 n = henji_query_get_int (&q);

      stars[CLAMP (n, 1, 5)] += (int) henji_query_get_int (&q);
    }

  return !henji_query_failed (&q);
}

GPtrArray *
henji_db_performance_course (HenjiDb *db, const char *from, const char *to, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autoptr (GPtrArray) course
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_performance_unref);
  HenjiPerformance *reading = NULL;
  gint64 last = 0;

  g_return_val_if_fail (db != NULL && from != NULL && to != NULL, NULL);

  henji_query_begin (&q, db, HENJI_SUMMARY_PERFORMANCE);
  henji_query_bind_text (&q, from);
  henji_query_bind_text (&q, to);
  while (henji_query_step (&q, error))
    {
      gint64 row = henji_query_get_int (&q);
      g_autofree char *marketplace_id = henji_query_get_text (&q);
      g_autofree char *day = henji_query_get_text (&q);
      g_autofree char *account = henji_query_get_text (&q);
      g_autofree char *id = henji_query_get_text (&q);
      HenjiPerformanceFigure *figure;

      if (row != last)
        {
          reading = henji_performance_create (marketplace_id);
          reading->day = g_steal_pointer (&day);
          reading->account = g_steal_pointer (&account);
          g_ptr_array_add (course, reading);
          last = row;
        }
      if (id == NULL)
        continue;
      figure = henji_performance_figure_new (id);
      figure->rate = (int) henji_query_get_int (&q);
      g_ptr_array_add (reading->figures, figure);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&course);
}

/* ---- Defects --------------------------------------------------------------------------------- */

static HenjiDefect *
read_defect (HenjiDb *db, HenjiQuery *q, GError **error)
{
  g_autoptr (HenjiDefect) defect = henji_defect_new ();
  g_auto (HenjiSummaryCase) about = { 0 };
  HenjiDefectNature nature = HENJI_DEFECT_CLAIM;

  henji_defect_nature_from_id (henji_query_peek_text (q), &nature);
  defect->natures = 1u << nature;
  defect->order_id = henji_query_get_text (q);
  defect->case_row = henji_query_get_int (q);
  defect->marketplace = henji_query_get_text (q);
  defect->at = henji_query_get_int (q);
  defect->told = henji_query_get_int (q) != 0;
  if (defect->case_row != 0 && !read_case (db, defect->case_row, &about, error))
    return NULL;
  defect->case_uuid = g_steal_pointer (&about.uuid);
  if (defect->order_id == NULL)
    defect->order_id = g_steal_pointer (&about.order_id);
  if (defect->marketplace == NULL)
    defect->marketplace = g_steal_pointer (&about.marketplace);
  if (defect->order_id != NULL
      && !read_order (db, defect->order_id, &defect->purchased_at, &defect->marketplace, error))
    return NULL;

  return g_steal_pointer (&defect);
}

GPtrArray *
henji_db_defects_since (HenjiDb *db, gint64 from, GError **error)
{
  static const char *const statements[]
      = { HENJI_SUMMARY_DEFECTS, HENJI_SUMMARY_CLAIMS, HENJI_SUMMARY_CLAIM_NOTICES };
  g_autoptr (GPtrArray) defects
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_defect_unref);

  g_return_val_if_fail (db != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, statements[i]);
      henji_query_bind_int (&q, from);
      while (henji_query_step (&q, error))
        {
          HenjiDefect *defect = read_defect (db, &q, error);

          if (defect == NULL)
            return NULL;
          g_ptr_array_add (defects, defect);
        }
      if (henji_query_failed (&q))
        return NULL;
    }

  return g_steal_pointer (&defects);
}
