/* henji-desk-case.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-case"

#include "config.h"

#include "henji-desk-csba-private.h"
#include "henji-desk-playbook.h"
#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "henji-db-case.h"
#include "henji-db-claim.h"
#include "henji-db-event.h"
#include "henji-db-feedback.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-desk-returns-private.h"
#include "henji-desk-support-private.h"
#include "henji-db-rule.h"
#include "henji-time.h"

#define OTHERS 300 /* open cases whose buyers' names no reply to somebody else may hold */

static void
detail_clear (HenjiCaseDetail *self)
{
  g_clear_pointer (&self->case_, henji_case_unref);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->clocks, g_ptr_array_unref);
  g_clear_pointer (&self->returns, g_ptr_array_unref);
  g_clear_pointer (&self->claims, g_ptr_array_unref);
  g_clear_pointer (&self->rmas, g_ptr_array_unref);
  g_clear_pointer (&self->feedback, g_ptr_array_unref);
  g_clear_pointer (&self->draft, henji_draft_unref);
  g_free (self->rma);
  g_strfreev (self->buyer_order_ids);
  g_clear_pointer (&self->csba, henji_csba_answer_unref);
  g_free (self->rule_situation);
  g_clear_pointer (&self->postal, g_ptr_array_unref);
  g_clear_pointer (&self->others, henji_others_unref);
  g_clear_pointer (&self->supports, g_ptr_array_unref);
  g_clear_pointer (&self->support, henji_support_unref);
  g_clear_pointer (&self->path, henji_path_unref);
}

HENJI_DEFINE_VALUE (HenjiCaseDetail, henji_case_detail, detail_clear)

/* ---- The list ------------------------------------------------------------------------------- */

typedef struct
{
  HenjiCaseFilter filter;
  GArray *rows;
} RowsJob;

static gboolean
read_rows (HenjiDb *db, gpointer data, GError **error)
{
  RowsJob *job = data;

  job->rows = henji_db_case_rows (db, &job->filter, error);

  return job->rows != NULL;
}

GArray *
henji_desk_case_rows (HenjiDesk *self,
                      const HenjiCaseQuery *query,
                      GCancellable *cancellable,
                      GError **error)
{
  RowsJob job = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self) && query != NULL, NULL);

  job.filter.court = query->tab == HENJI_TAB_ALL ? -1 : (int) query->tab;
  job.filter.kind = query->kind;
  job.filter.language = query->language;
  job.filter.marketplace = query->marketplace;
  job.filter.due_before = query->due_before;
  job.filter.due_from = query->due_from;
  job.filter.tag = query->tag;
  job.filter.text = query->text;
  job.filter.support = query->support;
  job.filter.begun_from = query->begun_from;
  job.filter.begun_until = query->begun_until;
  _henji_desk_read (self, read_rows, &job, cancellable, error);

  return job.rows;
}

typedef struct
{
  const gint64 *rows;
  guint n_rows;
  GPtrArray *cases;
} CasesJob;

static gboolean
read_cases (HenjiDb *db, gpointer data, GError **error)
{
  CasesJob *job = data;

  job->cases = henji_db_cases (db, job->rows, job->n_rows, error);

  return job->cases != NULL;
}

GPtrArray *
henji_desk_cases (HenjiDesk *self, const gint64 *rows, guint n_rows, GError **error)
{
  CasesJob job = { rows, n_rows, NULL };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_cases, &job, NULL, error);

  return job.cases;
}

typedef struct
{
  gint64 day_start;
  HenjiStoreCounts counts;
} CountsJob;

static gboolean
read_counts (HenjiDb *db, gpointer data, GError **error)
{
  CountsJob *job = data;

  return henji_db_counts (db, job->day_start, &job->counts, error);
}

gboolean
henji_desk_counts (HenjiDesk *self, HenjiCounts *counts, GError **error)
{
  CountsJob job = { 0 };
  g_autofree char *today = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && counts != NULL, FALSE);

  today = henji_date_of (henji_desk_now (self), self->zone);
  job.day_start = henji_date_start (today, self->zone);
  if (!_henji_desk_read (self, read_counts, &job, NULL, error))
    return FALSE;

  counts->ours = job.counts.court[HENJI_COURT_OURS];
  counts->theirs = job.counts.court[HENJI_COURT_THEIRS];
  counts->closed = job.counts.court[HENJI_COURT_CLOSED];
  counts->answered_today = job.counts.answered;
  memcpy (counts->ours_by_kind, job.counts.ours_by_kind, sizeof counts->ours_by_kind);

  return TRUE;
}

typedef struct
{
  gint64 after;
  int n;
  gint64 newest;
} NewCasesJob;

static gboolean
read_new_cases (HenjiDb *db, gpointer data, GError **error)
{
  NewCasesJob *job = data;

  return henji_db_new_cases (db, job->after, &job->n, &job->newest, error);
}

gboolean
henji_desk_new_cases (HenjiDesk *self, gint64 after, int *n, gint64 *newest, GError **error)
{
  NewCasesJob job = { .after = after };

  g_return_val_if_fail (HENJI_IS_DESK (self) && n != NULL && newest != NULL, FALSE);

  if (!_henji_desk_read (self, read_new_cases, &job, NULL, error))
    return FALSE;
  *n = job.n;
  *newest = job.newest;

  return TRUE;
}

typedef struct
{
  const char *prefix;
  gboolean several;
  gint64 row;
} FindJob;

static gboolean
read_find (HenjiDb *db, gpointer data, GError **error)
{
  FindJob *job = data;
  g_autoptr (GError) local = NULL;

  job->row = henji_db_case_find_by_uuid (db, job->prefix, &job->several, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

gint64
henji_desk_find_case (HenjiDesk *self, const char *prefix, GError **error)
{
  FindJob job = { .prefix = prefix };

  g_return_val_if_fail (HENJI_IS_DESK (self) && prefix != NULL, 0);

  if (strlen (prefix) < 4)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_AMBIGUOUS,
                   _ ("“%s” is too short for a case; give at least four characters of its UUID."),
                   prefix);
      return 0;
    }
  if (!_henji_desk_read (self, read_find, &job, NULL, error))
    return 0;
  if (job.several)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_AMBIGUOUS,
                 _ ("Several cases begin with “%s”; give more of the UUID."), prefix);
  else if (job.row == 0)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND, _ ("There is no case “%s”."),
                 prefix);

  return job.several ? 0 : job.row;
}

/* ---- One case ------------------------------------------------------------------------------- */

char *
henji_desk_sent_counterpart (const HenjiEvent *event)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (event != NULL, NULL);

  escaped = _henji_desk_event_value (event->data, "desk-counterpart");

  return escaped != NULL ? g_uri_unescape_string (escaped, NULL) : NULL;
}

/* Answers whose text we hold stand in the conversation as messages of ours. */
static void
add_answers (HenjiCaseDetail *detail)
{
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);
      g_autofree char *language = NULL;
      HenjiMessage *message;
      guint at = detail->messages->len;

      if (event->type != HENJI_EVENT_ANSWERED || event->undone || event->text == NULL)
        continue;

      language = _henji_desk_event_value (event->data, "desk-language");
      message = henji_message_new ();
      message->uuid = g_strdup (event->uuid);
      message->case_row = event->case_row;
      message->direction = HENJI_DIRECTION_OUT;
      message->at = event->at;
      message->body = g_strdup (event->text);
      message->counterpart = henji_desk_sent_counterpart (event);
      message->own_length = strlen (event->text);
      message->language = language != NULL ? (HenjiLanguage) atoi (language) : HENJI_LANGUAGE_OTHER;
      while (at > 0
             && ((HenjiMessage *) g_ptr_array_index (detail->messages, at - 1))->at > message->at)
        at--;
      g_ptr_array_insert (detail->messages, at, message);
    }
}

typedef struct
{
  HenjiDesk *desk;
  gint64 row;
  HenjiCaseDetail *detail;
  HenjiDeskWays ways;
} DetailJob;

/* Whose orders are this buyer's, and who else waits for an answer: for the reply check. */
static void
read_others (HenjiDb *db, HenjiCaseDetail *detail, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (detail->case_->alias != NULL)
    {
      detail->buyer_order_ids = henji_db_buyer_order_ids (db, detail->case_->alias, error);
      if (detail->buyer_order_ids == NULL)
        return;
    }
  names = henji_db_other_buyers (db, detail->case_, OTHERS, error);
  if (names != NULL)
    detail->others = henji_others_new ((const char *const *) names, NULL);
}

static gboolean
read_detail (HenjiDb *db, gpointer data, GError **error)
{
  DetailJob *job = data;
  HenjiCaseDetail *detail = job->detail;
  g_autoptr (GError) local = NULL;
  int cases = 0;

  detail->case_ = henji_db_case_get (db, job->row, error);
  if (detail->case_ == NULL)
    return FALSE;

  detail->orders = henji_db_case_orders (db, job->row, error);
  if (detail->orders == NULL)
    return FALSE;
  detail->messages = henji_db_case_messages (db, job->row, error);
  if (detail->messages == NULL)
    return FALSE;
  detail->events = henji_db_case_events (db, job->row, error);
  if (detail->events == NULL)
    return FALSE;
  add_answers (detail);
  detail->clocks = henji_db_case_clocks (db, job->row, error);
  if (detail->clocks == NULL)
    return FALSE;
  detail->returns = henji_db_case_returns (db, job->row, error);
  if (detail->returns == NULL)
    return FALSE;
  detail->rmas = _henji_desk_case_rmas (job->desk, db, detail->case_, error);
  if (detail->rmas == NULL)
    return FALSE;

  detail->claims = henji_db_case_claims (db, job->row, error);
  if (detail->claims == NULL)
    return FALSE;

  detail->feedback
      = henji_db_feedback_of_orders (db, (const char *const *) detail->case_->order_ids, error);
  if (detail->feedback == NULL)
    return FALSE;

  detail->draft = henji_db_draft_find (db, job->row, &local);
  if (local == NULL)
    detail->rma = henji_db_case_find_rma (db, job->row, &local);
  if (local == NULL && detail->case_->alias != NULL)
    {
      henji_db_buyer_counts (db, detail->case_->alias, &detail->buyer_orders, &cases, &local);
      detail->buyer_cases = MAX (cases - 1, 0);
    }
  if (local == NULL)
    detail->csba = _henji_desk_csba_answer (job->desk, db, detail->case_, detail->orders,
                                            detail->messages, detail->events, &local);
  if (local == NULL)
    detail->rule_situation = henji_db_case_rule_situation (db, job->row, &local);
  if (local == NULL)
    read_others (db, detail, &local);
  if (local == NULL)
    _henji_desk_support_read (job->desk, db, detail, &local);
  if (local == NULL)
    _henji_desk_read_ways (db, detail, &job->ways, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

HenjiCaseDetail *
henji_desk_case_detail (HenjiDesk *self, gint64 case_row, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = henji_case_detail_new ();
  DetailJob job = { self, case_row, detail, { NULL } };
  gboolean read;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  read = _henji_desk_read (self, read_detail, &job, NULL, error);
  if (read)
    {
      detail->path = _henji_desk_find_path (self, detail, &job.ways);
      detail->postal = _henji_desk_check_orders (self, detail->orders);
    }
  _henji_desk_ways_clear (&job.ways);
  if (!read)
    return NULL;

  return g_steal_pointer (&detail);
}

#define REF(field, ref) copy->field = detail->field != NULL ? ref (detail->field) : NULL

HenjiCaseDetail *
henji_desk_detail_on_path (const HenjiCaseDetail *detail, HenjiPath *path)
{
  HenjiCaseDetail *copy;

  g_return_val_if_fail (detail != NULL && path != NULL, NULL);

  copy = henji_case_detail_new ();
  *copy = *detail;
  REF (case_, henji_case_ref);
  REF (orders, g_ptr_array_ref);
  REF (messages, g_ptr_array_ref);
  REF (events, g_ptr_array_ref);
  REF (clocks, g_ptr_array_ref);
  REF (returns, g_ptr_array_ref);
  REF (claims, g_ptr_array_ref);
  REF (rmas, g_ptr_array_ref);
  REF (feedback, g_ptr_array_ref);
  REF (draft, henji_draft_ref);
  REF (csba, henji_csba_answer_ref);
  REF (others, henji_others_ref);
  REF (supports, g_ptr_array_ref);
  REF (support, henji_support_ref);
  REF (postal, g_ptr_array_ref);
  copy->rma = g_strdup (detail->rma);
  copy->buyer_order_ids = g_strdupv (detail->buyer_order_ids);
  copy->rule_situation = g_strdup (detail->rule_situation);
  copy->path = henji_path_ref (path);

  return copy;
}

#undef REF

typedef struct
{
  gint64 row;
  GPtrArray *cases;
} BuyerJob;

static gboolean
read_buyer_cases (HenjiDb *db, gpointer data, GError **error)
{
  BuyerJob *job = data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, job->row, error);
  g_autoptr (GArray) rows = NULL;

  if (case_ == NULL)
    return FALSE;
  if (case_->alias == NULL)
    {
      job->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_case_unref);
      return TRUE;
    }

  rows = henji_db_case_find_by_alias (db, case_->alias, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i-- > 0;)
    if (g_array_index (rows, gint64, i) == job->row)
      g_array_remove_index (rows, i);
  job->cases = henji_db_cases (db, (const gint64 *) rows->data, rows->len, error);

  return job->cases != NULL;
}

GPtrArray *
henji_desk_buyer_cases (HenjiDesk *self, gint64 case_row, GError **error)
{
  BuyerJob job = { case_row, NULL };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  _henji_desk_read (self, read_buyer_cases, &job, NULL, error);

  return job.cases;
}

GBytes *
henji_desk_attachment (HenjiDesk *self, const char *sha256, GError **error)
{
  HenjiStore *store;
  GBytes *content;

  g_return_val_if_fail (HENJI_IS_DESK (self) && sha256 != NULL, NULL);

  store = _henji_desk_store (self, error);
  if (store == NULL)
    return NULL;
  content = henji_store_get_blob (store, sha256, error);
  if (content == NULL)
    _henji_desk_translate_error (error);

  return content;
}

/* ---- Search --------------------------------------------------------------------------------- */

void
henji_hit_free (HenjiHit *hit)
{
  g_free (hit->case_uuid);
  g_free (hit->message_uuid);
  g_free (hit->order_id);
  g_free (hit->field);
  g_free (hit->excerpt);
  g_free (hit);
}

GPtrArray *
henji_desk_search (
    HenjiDesk *self, const char *query, guint limit, GCancellable *cancellable, GError **error)
{
  HenjiStore *store;
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *hits;

  g_return_val_if_fail (HENJI_IS_DESK (self) && query != NULL, NULL);

  store = _henji_desk_store (self, error);
  if (store == NULL)
    return NULL;
  found = henji_store_search (store, query, limit, cancellable, error);
  if (found == NULL)
    {
      _henji_desk_translate_error (error);
      return NULL;
    }

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_hit_free);
  for (guint i = 0; i < found->len; i++)
    {
      HenjiStoreHit *from = g_ptr_array_index (found, i);
      HenjiHit *hit = g_new0 (HenjiHit, 1);

      hit->case_row = from->case_row;
      hit->case_uuid = g_strdup (from->case_uuid);
      hit->message_row = from->message_row;
      hit->message_uuid = g_strdup (from->message_uuid);
      hit->order_id = g_strdup (from->order_id);
      hit->at = from->at;
      hit->field = g_strdup (from->field);
      hit->excerpt = g_strdup (from->excerpt);
      g_ptr_array_add (hits, hit);
    }

  return hits;
}
