/* henji-desk-returns-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Returns as they stand: what was opened by hand, joined with what reports and notices tell.
 */
#define G_LOG_DOMAIN "henji-desk-returns-read"

#include "config.h"

#include "henji-desk-returns-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-clocks.h"
#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-rma.h"
#include "henji-desk-private.h"
#include "henji-time.h"

static void
detail_clear (HenjiReturnDetail *self)
{
  g_clear_pointer (&self->rma, henji_rma_unref);
  g_clear_pointer (&self->order, henji_order_unref);
  g_clear_pointer (&self->case_, henji_case_unref);
  g_clear_pointer (&self->due, henji_clock_unref);
}

HENJI_DEFINE_VALUE (HenjiReturnDetail, henji_return_detail, detail_clear)

/* ---- Which report is of which return ----------------------------------------------------------
 */

typedef struct
{
  HenjiDesk *desk;
  HenjiDb *db;
  GPtrArray *rmas;    /* (element-type HenjiRma) opened ones first */
  GPtrArray *returns; /* (element-type HenjiReturn) */
  gboolean *taken;    /* one for each of @returns */
} Join;

static GTimeZone *
zone_of (HenjiDesk *desk, const char *marketplace)
{
  return henji_policy_zone (henji_desk_policy (desk, marketplace));
}

static gboolean
is_named (const HenjiRma *rma, const HenjiReturn *item)
{
  return g_strcmp0 (rma->order_id, item->order_id) == 0
         && ((item->marketplace_rma != NULL
              && g_strcmp0 (rma->marketplace_number, item->marketplace_rma) == 0)
             || (item->rma != NULL && g_strcmp0 (rma->number, item->rma) == 0));
}

/* Those that name their return first; then each goes to the first that it fits. */
static void
join_reports (Join *join)
{
  for (int named = 1; named >= 0; named--)
    for (guint i = 0; i < join->returns->len; i++)
      for (guint k = 0; k < join->rmas->len && !join->taken[i]; k++)
        {
          const HenjiReturn *item = g_ptr_array_index (join->returns, i);
          HenjiRma *rma = g_ptr_array_index (join->rmas, k);

          if (named ? !is_named (rma, item) : !henji_rma_fits (rma, item))
            continue;
          henji_rma_take_report (rma, item, zone_of (join->desk, rma->marketplace));
          join->taken[i] = TRUE;
        }
}

/* A report writes "Customer" or "Seller". */
static HenjiReturnPayer
payer_of (HenjiDesk *desk, const HenjiRma *rma, const char *paid_by, gint64 at)
{
  if (paid_by != NULL && g_ascii_strncasecmp (paid_by, "seller", 6) == 0)
    return HENJI_PAYER_SHOP;
  if (paid_by != NULL
      && (g_ascii_strncasecmp (paid_by, "customer", 8) == 0
          || g_ascii_strncasecmp (paid_by, "buyer", 5) == 0))
    return HENJI_PAYER_BUYER;

  return henji_return_payer_by_policy (henji_desk_policy (desk, rma->marketplace),
                                       henji_return_reason_fault (rma->reason), at, NULL);
}

static void
add_item (HenjiRma *rma, const HenjiReturn *from)
{
  HenjiRmaItem *item = henji_rma_item_new ();

  item->sku = g_strdup (from->sku);
  item->title = g_strdup (from->title);
  item->quantity = MAX (from->quantity, 1);
  g_ptr_array_add (rma->items, item);
}

/* A return that nobody has opened: all reports of one number. */
static HenjiRma *
told_of (Join *join, const HenjiReturn *item, const HenjiCase *case_)
{
  g_autoptr (HenjiOrder) order = henji_db_order_find (join->db, item->order_id, NULL);
  HenjiRma *rma = henji_rma_new ();

  rma->case_row = case_->row;
  rma->case_uuid = g_strdup (case_->uuid);
  rma->order_id = g_strdup (item->order_id);
  rma->marketplace = g_strdup (order != NULL && order->marketplace != NULL ? order->marketplace
                                                                           : case_->marketplace);
  rma->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_item_unref);
  rma->photos = g_ptr_array_new ();

  return rma;
}

static void
finish_told (Join *join, HenjiRma *rma, const HenjiCase *case_)
{
  const HenjiReturn *first = g_ptr_array_index (rma->returns, 0);
  GTimeZone *zone = zone_of (join->desk, rma->marketplace);
  gint64 at;

  rma->reason = henji_return_reason_of_words (rma->reason_words);
  if (rma->reason == HENJI_REASON_OTHER)
    rma->reason = henji_return_reason_of_kind (case_->kind);
  if (rma->requested_date == NULL)
    rma->requested_date = henji_date_of (henji_desk_now (join->desk), zone);
  at = henji_date_start (rma->requested_date, zone);
  rma->payer = payer_of (join->desk, rma, first->label_paid_by, at);
  rma->opened_at = at;
}

static void
add_told (Join *join, const HenjiCase *case_)
{
  guint opened = join->rmas->len;

  for (guint i = 0; i < join->returns->len; i++)
    {
      const HenjiReturn *item = g_ptr_array_index (join->returns, i);
      HenjiRma *rma = NULL;

      if (join->taken[i])
        continue;
      for (guint k = opened; k < join->rmas->len && rma == NULL; k++)
        {
          HenjiRma *other = g_ptr_array_index (join->rmas, k);

          if (g_str_equal (other->order_id, item->order_id)
              && (other->marketplace_number == NULL || item->marketplace_rma == NULL
                  || g_str_equal (other->marketplace_number, item->marketplace_rma)))
            rma = other;
        }
      if (rma == NULL)
        {
          rma = told_of (join, item, case_);
          g_ptr_array_add (join->rmas, rma);
        }
      henji_rma_take_report (rma, item, zone_of (join->desk, rma->marketplace));
      add_item (rma, item);
      join->taken[i] = TRUE;
    }
  for (guint k = opened; k < join->rmas->len; k++)
    finish_told (join, g_ptr_array_index (join->rmas, k), case_);
}

/* ---- Notices, and what was said of an order as a whole -----------------------------------------
 */

static gboolean
has_event (const HenjiRma *rma, gint64 event_row)
{
  for (guint i = 0; rma->steps != NULL && i < rma->steps->len; i++)
    if (((HenjiReturnStep *) g_ptr_array_index (rma->steps, i))->event_row == event_row)
      return TRUE;

  return FALSE;
}

static void
tell (HenjiRma *rma, HenjiReturnStage stage, const HenjiEvent *event, HenjiReturnSource source)
{
  HenjiReturnStep *step = henji_return_step_new ();

  step->stage = stage;
  step->source = source;
  step->at = event->at;
  step->event_row = source == HENJI_TOLD_BY_HAND ? event->row : 0;
  if (stage == HENJI_RETURN_ARRIVED)
    step->date = _henji_desk_event_value (event->data, "desk-date");
  henji_rma_take_step (rma, step);
}

/* One notice is about one return: the first of the order that has not come so far. */
static void
take_event (Join *join, const HenjiEvent *event)
{
  g_autofree char *order_id = NULL;
  HenjiReturnStage stage;
  HenjiReturnSource source = HENJI_TOLD_BY_NOTICE;

  if (event->undone)
    return;
  if (event->type == HENJI_EVENT_REFUND_ISSUED)
    stage = HENJI_RETURN_REFUNDED;
  else if (event->type == HENJI_EVENT_RETURN_ARRIVED)
    {
      stage = HENJI_RETURN_ARRIVED;
      source = HENJI_TOLD_BY_HAND;
    }
  else
    return;
  for (guint i = 0; i < join->rmas->len; i++)
    if (has_event (g_ptr_array_index (join->rmas, i), event->row))
      return;

  order_id = _henji_desk_event_value (event->data, "desk-order");
  for (guint i = 0; i < join->rmas->len; i++)
    {
      HenjiRma *rma = g_ptr_array_index (join->rmas, i);
      gint64 since
          = rma->requested_date != NULL
                ? henji_date_start (rma->requested_date, zone_of (join->desk, rma->marketplace))
                : rma->opened_at;

      if (event->case_row != rma->case_row
          || (order_id != NULL && !g_str_equal (order_id, rma->order_id))
          || (stage == HENJI_RETURN_REFUNDED && event->at < since) || henji_rma_has (rma, stage))
        continue;
      tell (rma, stage, event, source);
      return;
    }
}

static gboolean
take_events (Join *join, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < join->rmas->len; i++)
    {
      const HenjiRma *rma = g_ptr_array_index (join->rmas, i);
      g_autoptr (GPtrArray) events = NULL;

      if (!g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) rma->case_row)))
        continue;
      events = henji_db_case_events (join->db, rma->case_row, error);
      if (events == NULL)
        return FALSE;
      for (guint k = 0; k < events->len; k++)
        take_event (join, g_ptr_array_index (events, k));
    }

  return TRUE;
}

/* ---- Joined ------------------------------------------------------------------------------------
 */

/* Takes the returns of @more that are not among @all. */
static void
unite (GPtrArray *all, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    {
      HenjiRma *rma = g_ptr_array_index (more, i);
      gboolean known = FALSE;

      for (guint k = 0; k < all->len && !known; k++)
        known = ((HenjiRma *) g_ptr_array_index (all, k))->row == rma->row;
      if (!known)
        g_ptr_array_add (all, henji_rma_ref (rma));
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const HenjiRma *x = *(HenjiRma *const *) a;
  const HenjiRma *y = *(HenjiRma *const *) b;

  return x->row < y->row ? -1 : x->row > y->row;
}

static gboolean
join_all (Join *join, const HenjiCase *case_, GError **error)
{
  g_autofree gboolean *taken = g_new0 (gboolean, join->returns->len + 1);

  join->taken = taken;
  g_ptr_array_sort (join->rmas, compare_rows);
  join_reports (join);
  if (case_ != NULL)
    add_told (join, case_);
  join->taken = NULL;
  if (!take_events (join, error))
    return FALSE;
  for (guint i = 0; i < join->rmas->len; i++)
    henji_rma_settle (g_ptr_array_index (join->rmas, i));

  return TRUE;
}

GPtrArray *
_henji_desk_case_rmas (HenjiDesk *desk, HenjiDb *db, const HenjiCase *case_, GError **error)
{
  g_autoptr (GPtrArray) rmas = henji_db_case_rmas (db, case_->row, error);
  g_autoptr (GPtrArray) returns
      = rmas != NULL ? henji_db_case_returns (db, case_->row, error) : NULL;
  Join join = { .desk = desk, .db = db, .rmas = rmas, .returns = returns };

  if (returns == NULL)
    return NULL;
  for (guint i = 0; case_->order_ids != NULL && case_->order_ids[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) more = henji_db_order_rmas (db, case_->order_ids[i], error);

      if (more == NULL)
        return NULL;
      unite (rmas, more);
    }
  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    g_ptr_array_set_size (rmas, 0);

  return join_all (&join, (case_->flags & HENJI_CASE_SUPPORT) == 0 ? case_ : NULL, error)
             ? g_steal_pointer (&rmas)
             : NULL;
}

/* All returns of the order are joined, so that each gets the reports that are its own. */
HenjiRma *
_henji_desk_rma_get (HenjiDesk *desk, HenjiDb *db, gint64 row, GError **error)
{
  g_autoptr (HenjiRma) bare = henji_db_rma_get (db, row, error);
  g_autoptr (GPtrArray) rmas = NULL;
  g_autoptr (GPtrArray) returns = NULL;
  Join join = { .desk = desk, .db = db };

  if (bare == NULL)
    return NULL;
  rmas = henji_db_order_rmas (db, bare->order_id, error);
  returns = rmas != NULL ? henji_db_order_returns (db, bare->order_id, error) : NULL;
  join.rmas = rmas;
  join.returns = returns;
  if (returns == NULL || !join_all (&join, NULL, error))
    return NULL;
  for (guint i = 0; i < rmas->len; i++)
    {
      HenjiRma *rma = g_ptr_array_index (rmas, i);

      if (rma->row == row)
        return henji_rma_ref (rma);
    }
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                       _ ("There is no such return."));

  return NULL;
}

/* ---- One return --------------------------------------------------------------------------------
 */

static HenjiClock *
refund_clock (HenjiDb *db, const HenjiRma *rma, GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, rma->case_row, error);

  for (guint i = 0; clocks != NULL && i < clocks->len; i++)
    {
      HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (clock->stopped_at == 0 && g_str_equal (clock->rule, HENJI_REFUND_RULE)
          && henji_clock_is_of_rma (clock, rma))
        return henji_clock_ref (clock);
    }

  return NULL;
}

HenjiReturnDetail *
_henji_desk_return_detail (HenjiDesk *desk, HenjiDb *db, gint64 row, GError **error)
{
  g_autoptr (HenjiReturnDetail) detail = henji_return_detail_new ();
  g_autoptr (GError) local = NULL;

  detail->rma = _henji_desk_rma_get (desk, db, row, error);
  detail->case_ = detail->rma != NULL ? henji_db_case_get (db, detail->rma->case_row, error) : NULL;
  if (detail->case_ == NULL)
    return NULL;
  detail->order = henji_db_order_find (db, detail->rma->order_id, &local);
  if (local == NULL)
    detail->due = refund_clock (db, detail->rma, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  detail->policy = henji_desk_policy (desk, detail->rma->marketplace);
  henji_desk_return_window (desk, detail->rma, detail->order, &detail->window);

  return g_steal_pointer (&detail);
}

typedef struct
{
  HenjiDesk *desk;
  gint64 row;
  int stage;
  const char *code;
  HenjiReturnFound *found;
  gboolean any;
  gpointer result;
} Job;

static gboolean
read_detail (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;

  job->result = _henji_desk_return_detail (job->desk, db, job->row, error);

  return job->result != NULL;
}

HenjiReturnDetail *
henji_desk_return_detail (HenjiDesk *self, gint64 rma_row, GError **error)
{
  Job job = { .desk = self, .row = rma_row };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_detail, &job, NULL, error);

  return job.result;
}

static gboolean
read_list (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) all = henji_db_rmas (db, error);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_unref);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const HenjiRma *bare = g_ptr_array_index (all, i);
      g_autoptr (HenjiRma) rma = _henji_desk_rma_get (job->desk, db, bare->row, error);

      if (rma == NULL)
        return FALSE;
      if (job->stage == HENJI_N_RETURN_STAGES || (int) rma->stage == job->stage
          || (job->stage < 0 && !henji_return_stage_is_settled (rma->stage)))
        g_ptr_array_add (wanted, henji_rma_ref (rma));
    }
  job->result = g_steal_pointer (&wanted);

  return TRUE;
}

GPtrArray *
henji_desk_returns (HenjiDesk *self, int stage, GError **error)
{
  Job job = { .desk = self, .stage = stage };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_list, &job, NULL, error);

  return job.result;
}

/* ---- By a code ---------------------------------------------------------------------------------
 */

/* Of several returns of one order the one that waits; else the newest. */
static const HenjiRma *
best_of (HenjiDesk *desk, HenjiDb *db, GPtrArray *rmas)
{
  const HenjiRma *best = NULL;

  for (guint i = 0; i < rmas->len; i++)
    {
      const HenjiRma *bare = g_ptr_array_index (rmas, i);
      g_autoptr (HenjiRma) rma = _henji_desk_rma_get (desk, db, bare->row, NULL);

      if (rma != NULL && !henji_return_stage_is_settled (rma->stage))
        return bare;
      if (best == NULL || bare->row > best->row)
        best = bare;
    }

  return best;
}

static gboolean
take_found (Job *job, HenjiDb *db, GPtrArray *rmas)
{
  const HenjiRma *rma = rmas != NULL ? best_of (job->desk, db, rmas) : NULL;

  if (rma == NULL)
    return FALSE;
  job->any = TRUE;
  job->found->rma_row = rma->row;
  job->found->case_row = rma->case_row;
  g_strlcpy (job->found->order_id, rma->order_id, sizeof job->found->order_id);

  return TRUE;
}

static gboolean
find_order (Job *job, HenjiDb *db, GError **error)
{
  g_autoptr (GPtrArray) rmas = henji_db_order_rmas (db, job->code, error);
  g_autoptr (GArray) cases = rmas != NULL ? henji_db_order_cases (db, job->code, error) : NULL;
  g_autoptr (HenjiOrder) order = NULL;
  g_autoptr (GError) local = NULL;

  if (cases == NULL)
    return FALSE;
  if (take_found (job, db, rmas))
    return TRUE;
  order = henji_db_order_find (db, job->code, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (order == NULL && cases->len == 0)
    return TRUE;
  job->any = TRUE;
  job->found->case_row = cases->len > 0 ? g_array_index (cases, gint64, 0) : 0;
  g_strlcpy (job->found->order_id, job->code, sizeof job->found->order_id);

  return TRUE;
}

static gboolean
is_called (const HenjiRma *rma, const char *code)
{
  const char *names[] = { rma->number, rma->marketplace_number, rma->tracking };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && g_ascii_strcasecmp (names[i], code) == 0)
      return TRUE;

  return FALSE;
}

/* An opened return whose number only a report knows. */
static gboolean
find_told (Job *job, HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GPtrArray) rmas = henji_db_order_rmas (db, order_id, error);

  for (guint i = 0; rmas != NULL && i < rmas->len; i++)
    {
      const HenjiRma *bare = g_ptr_array_index (rmas, i);
      g_autoptr (HenjiRma) rma = _henji_desk_rma_get (job->desk, db, bare->row, NULL);

      if (rma == NULL || !is_called (rma, job->code))
        continue;
      job->any = TRUE;
      job->found->rma_row = rma->row;
      job->found->case_row = rma->case_row;
      g_strlcpy (job->found->order_id, rma->order_id, sizeof job->found->order_id);

      return TRUE;
    }

  return FALSE;
}

static gboolean
read_found (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) rmas = henji_db_rmas_by_code (db, job->code, error);
  g_autofree char *order_id = NULL;
  g_autoptr (GError) local = NULL;
  gint64 case_row;

  if (rmas == NULL)
    return FALSE;
  if (take_found (job, db, rmas))
    return TRUE;
  if (henji_order_id_is_valid (job->code))
    return find_order (job, db, error);
  case_row = henji_db_rma_find_case (db, job->code, &order_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (case_row == 0 && order_id == NULL)
    return TRUE;
  if (order_id != NULL && find_told (job, db, order_id, error))
    return TRUE;
  job->any = TRUE;
  job->found->case_row = case_row;
  if (order_id != NULL)
    g_strlcpy (job->found->order_id, order_id, sizeof job->found->order_id);

  return TRUE;
}

gboolean
henji_desk_return_find (HenjiDesk *self, const char *code, HenjiReturnFound *found, GError **error)
{
  g_autofree char *plain = NULL;
  Job job = { .desk = self, .found = found };

  g_return_val_if_fail (HENJI_IS_DESK (self) && code != NULL && found != NULL, FALSE);

  *found = (HenjiReturnFound){ 0 };
  plain = g_utf8_normalize (code, -1, G_NORMALIZE_ALL_COMPOSE);
  if (plain == NULL)
    return FALSE;
  g_strstrip (plain);
  if (*plain == '\0')
    return FALSE;
  job.code = plain;

  return _henji_desk_read (self, read_found, &job, NULL, error) && job.any;
}
