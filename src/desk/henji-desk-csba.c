/* henji-desk-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-csba"

#include "config.h"

#include "henji-desk-csba-private.h"

#include <glib/gi18n-lib.h>

#include "henji-csba-words.h"
#include "henji-db-case.h"
#include "henji-db-csba.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-db-shop.h"
#include "henji-desk-private.h"

#define PERIODS_KEY "csba-periods"
#define RETURNS_KEY "return-policies"

/* Nobody writes more mails than this without an answer. */
#define LOOK_BACK 50
/* Cases of one transaction. */
#define BATCH 200

/* ---- Who answers ----------------------------------------------------------------------------- */

static GPtrArray *
read_periods (HenjiDb *db, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = henji_db_setting_find (db, PERIODS_KEY, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return henji_csba_parse (text != NULL ? text : "", error);
}

static gboolean
is_answer (const HenjiEvent *event)
{
  return !event->undone
         && (event->type == HENJI_EVENT_ANSWERED || event->type == HENJI_EVENT_NO_REPLY_NEEDED
             || event->type == HENJI_EVENT_CSBA_FORWARDED);
}

/* Was the buyer answered between two moments? */
static gboolean
answered_between (const GPtrArray *events, gint64 from, gint64 until)
{
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (is_answer (event) && event->at >= from && event->at < until)
        return TRUE;
    }

  return FALSE;
}

/* (transfer full) (element-type HenjiMessage): the buyer's newest messages, back to our last answer
 * before them. */
static GPtrArray *
newest_run (const GPtrArray *messages, const GPtrArray *events)
{
  GPtrArray *run = g_ptr_array_new ();
  gint64 newer = 0;

  for (guint i = messages->len; i-- > 0;)
    {
      HenjiMessage *message = g_ptr_array_index (messages, i);

      if (message->direction == HENJI_DIRECTION_NOTICE
          || (run->len == 0 && message->direction == HENJI_DIRECTION_OUT))
        continue;
      if (message->direction == HENJI_DIRECTION_OUT
          || (run->len > 0 && answered_between (events, message->at, newer)))
        break;
      newer = message->at;
      g_ptr_array_add (run, message);
    }

  return run;
}

static gboolean
kind_is_by_hand (const GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_KIND_CHANGED && !event->undone)
        return TRUE;
    }

  return FALSE;
}

/* What the seller said last; "" for what words and kinds tell. */
static const char *
nature_by_hand (const GPtrArray *events)
{
  for (guint i = events->len; i-- > 0;)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_CSBA_NATURE && !event->undone)
        return event->text != NULL ? event->text : "";
    }

  return "";
}

static HenjiCsbaNature
nature_by_words (HenjiDesk *desk, const GPtrArray *orders, const GPtrArray *run)
{
  const HenjiCsbaWords *words = desk->facts->csba_words;
  HenjiCsbaNature nature = HENJI_CSBA_ORDER;

  for (guint i = 0; i < run->len && nature == HENJI_CSBA_ORDER; i++)
    nature = henji_csba_words_of_message (words, g_ptr_array_index (run, i));
  for (guint i = 0; i < orders->len && nature == HENJI_CSBA_ORDER; i++)
    nature = henji_csba_words_of_order (words, g_ptr_array_index (orders, i));

  return nature;
}

static HenjiCsbaNature
nature_of (HenjiDesk *desk,
           const HenjiCase *case_,
           const GPtrArray *orders,
           const GPtrArray *run,
           const GPtrArray *events,
           gboolean *by_hand)
{
  gboolean has_order = case_->order_ids != NULL && case_->order_ids[0] != NULL;
  guint32 kinds = 1u << case_->kind;
  HenjiCsbaNature said = HENJI_CSBA_ORDER, nature;

  *by_hand = henji_csba_nature_from_id (nature_by_hand (events), &said);
  if (said != HENJI_CSBA_ORDER)
    return said;

  for (guint i = 0; i < run->len && !kind_is_by_hand (events); i++)
    {
      const HenjiMessage *message = g_ptr_array_index (run, i);

      kinds |= (1u << message->kind) | message->other_kinds;
    }
  nature = henji_csba_nature_of (kinds, has_order);

  return nature != HENJI_CSBA_ORDER || *by_hand ? nature : nature_by_words (desk, orders, run);
}

static const HenjiOrder *
find_order (const GPtrArray *orders, const char *order_id)
{
  for (guint i = 0; i < orders->len; i++)
    if (g_strcmp0 (((const HenjiOrder *) g_ptr_array_index (orders, i))->order_id, order_id) == 0)
      return g_ptr_array_index (orders, i);

  return NULL;
}

static void
order_free (HenjiCsbaOrder *self)
{
  g_free (self->order_id);
  g_free (self);
}

/* @order_id: nullable */
static void
add_order (HenjiDesk *desk,
           HenjiCsbaAnswer *answer,
           const GPtrArray *periods,
           const HenjiCase *case_,
           const GPtrArray *orders,
           const char *order_id)
{
  const HenjiOrder *order = order_id != NULL ? find_order (orders, order_id) : NULL;
  const char *marketplace
      = order != NULL && order->marketplace != NULL ? order->marketplace : case_->marketplace;
  HenjiCsbaQuestion question = { .marketplace = marketplace,
                                 .ordered_at = order != NULL ? order->purchased_at : 0,
                                 .fulfilment = order != NULL ? order->fulfilment : NULL,
                                 .nature = answer->nature };
  HenjiCsbaOrder *one = g_new0 (HenjiCsbaOrder, 1);

  one->order_id = g_strdup (order_id);
  one->ordered_at = question.ordered_at;
  one->reason = henji_csba_decide (periods, henji_desk_policy (desk, marketplace), &question,
                                   henji_desk_now (desk));
  g_ptr_array_add (answer->orders, one);
  if (answer->periods == NULL)
    answer->periods = henji_csba_periods_of (periods, marketplace);
}

HenjiCsbaAnswer *
_henji_desk_csba_answer (HenjiDesk *desk,
                         HenjiDb *db,
                         const HenjiCase *case_,
                         const GPtrArray *orders,
                         const GPtrArray *messages,
                         const GPtrArray *events,
                         GError **error)
{
  g_autoptr (HenjiCsbaAnswer) answer = NULL;
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (GPtrArray) run = NULL;
  char **ids = case_->order_ids;
  const HenjiCsbaOrder *first;

  if (case_->flags & HENJI_CASE_SUPPORT)
    return NULL;
  periods = read_periods (db, error);
  if (periods == NULL || periods->len == 0)
    return NULL;

  run = newest_run (messages, events);
  answer = henji_csba_answer_new ();
  answer->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) order_free);
  answer->nature = nature_of (desk, case_, orders, run, events, &answer->by_hand);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    add_order (desk, answer, periods, case_, orders, ids[i]);
  if (answer->orders->len == 0)
    add_order (desk, answer, periods, case_, orders, NULL);

  first = g_ptr_array_index (answer->orders, 0);
  for (guint i = 1; i < answer->orders->len && henji_csba_is_theirs (first->reason); i++)
    {
      const HenjiCsbaOrder *one = g_ptr_array_index (answer->orders, i);

      if (!henji_csba_is_theirs (one->reason))
        first = one;
    }
  answer->reason = first->reason;
  if (answer->reason == HENJI_CSBA_NOT_ENROLLED)
    return NULL;

  for (guint i = 0; run->len > 0 && i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);
      const HenjiMessage *newest = g_ptr_array_index (run, 0);

      if (is_answer (event) && event->at >= newest->at)
        answer->forwarded = event->type == HENJI_EVENT_CSBA_FORWARDED;
    }

  return g_steal_pointer (&answer);
}

/* ---- The mark -------------------------------------------------------------------------------- */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const HenjiMessage *first = *(const HenjiMessage *const *) a;
  const HenjiMessage *second = *(const HenjiMessage *const *) b;

  return first->at < second->at ? -1 : first->at > second->at;
}

static gboolean
read_theirs (HenjiDesk *desk, HenjiDb *db, const HenjiCase *case_, gboolean *theirs, GError **error)
{
  g_autoptr (GPtrArray) orders = henji_db_case_orders (db, case_->row, error);
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (HenjiCsbaAnswer) answer = NULL;
  g_autoptr (GError) local = NULL;

  if (orders == NULL)
    return FALSE;
  messages = henji_db_case_newest_messages (db, case_->row, LOOK_BACK, error);
  events = messages != NULL ? henji_db_case_events (db, case_->row, error) : NULL;
  if (events == NULL)
    return FALSE;
  g_ptr_array_sort (messages, compare_times);

  answer = _henji_desk_csba_answer (desk, db, case_, orders, messages, events, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *theirs = answer != NULL && henji_csba_is_theirs (answer->reason);

  return TRUE;
}

static gboolean
mark (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, case_row, error);
  gboolean theirs;

  if (case_ == NULL || !read_theirs (desk, db, case_, &theirs, error))
    return FALSE;

  return theirs == ((case_->flags & HENJI_CASE_CSBA) != 0)
         || henji_db_case_set_flags (db, case_row, HENJI_CASE_CSBA, theirs ? HENJI_CASE_CSBA : 0,
                                     error);
}

gboolean
_henji_desk_csba_mark (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) periods = read_periods (db, error);

  return periods != NULL && (periods->len == 0 || mark (desk, db, case_row, error));
}

/* ---- The settings ---------------------------------------------------------------------------- */

static void
refuse (GError **error, GError *fault)
{
  g_autoptr (GError) taken = fault;

  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, taken->message);
}

GPtrArray *
henji_desk_csba_periods (HenjiDesk *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  text = henji_desk_setting (self, PERIODS_KEY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return henji_csba_parse (text != NULL ? text : "", error);
}

typedef struct
{
  HenjiDesk *desk;
  gint64 from;
  GArray *rows;
  guint next;
} MarkJob;

static gboolean
find_cases (HenjiDb *db, gpointer data, GError **error)
{
  MarkJob *job = data;

  job->rows = henji_db_csba_cases (db, job->from, error);

  return job->rows != NULL;
}

static gboolean
mark_batch (HenjiDb *db, gpointer data, GError **error)
{
  MarkJob *job = data;
  guint end = MIN (job->next + BATCH, job->rows->len);

  for (guint i = job->next; i < end; i++)
    if (!mark (job->desk, db, g_array_index (job->rows, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* Short transactions, so that nobody waits behind all of them. */
static gboolean
mark_cases (HenjiDesk *self, const GPtrArray *periods, GError **error)
{
  MarkJob job = { .desk = self, .from = G_MAXINT64 };
  g_autoptr (GArray) rows = NULL;

  for (guint i = 0; i < periods->len; i++)
    job.from = MIN (job.from, ((HenjiCsbaPeriod *) g_ptr_array_index (periods, i))->from);
  if (!_henji_desk_read (self, find_cases, &job, NULL, error))
    return FALSE;

  rows = job.rows;
  for (; job.next < rows->len; job.next += BATCH)
    if (!_henji_desk_write (self, mark_batch, &job, error))
      return FALSE;

  return TRUE;
}

gboolean
henji_desk_set_csba_periods (HenjiDesk *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && text != NULL, FALSE);

  periods = henji_csba_parse (text, &fault);
  if (periods == NULL || !henji_csba_periods_check (periods, henji_desk_zone (self), &fault))
    {
      refuse (error, g_steal_pointer (&fault));
      return FALSE;
    }

  clean = henji_csba_to_text (periods, henji_desk_zone (self));
  if (!henji_desk_set_setting (self, PERIODS_KEY, *clean != '\0' ? clean : NULL, error)
      || !mark_cases (self, periods, error))
    return FALSE;
  /* What a case's pane says of it follows. */
  _henji_desk_announce_shop (self);

  return TRUE;
}

GPtrArray *
henji_desk_return_policies (HenjiDesk *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  text = henji_desk_setting (self, RETURNS_KEY, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return henji_return_policies_parse (text != NULL ? text : "", error);
}

gboolean
henji_desk_set_return_policies (HenjiDesk *self, const char *text, GError **error)
{
  g_autoptr (GPtrArray) policies = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *clean = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && text != NULL, FALSE);

  policies = henji_return_policies_parse (text, &fault);
  if (policies == NULL)
    {
      refuse (error, g_steal_pointer (&fault));
      return FALSE;
    }
  clean = henji_return_policies_to_text (policies);

  return henji_desk_set_setting (self, RETURNS_KEY, *clean != '\0' ? clean : NULL, error);
}

GPtrArray *
henji_desk_return_policy_faults (HenjiDesk *self, const GPtrArray *policies)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (HENJI_IS_DESK (self) && policies != NULL, faults);

  for (guint i = 0; i < policies->len; i++)
    {
      const HenjiReturnPolicy *own = g_ptr_array_index (policies, i);
      HenjiPolicy *policy = henji_desk_policy (self, own->marketplace);

      /* The policy of an unknown marketplace is another one's. */
      if (g_strcmp0 (henji_policy_marketplace (policy), own->marketplace) == 0)
        g_ptr_array_extend_and_steal (
            faults, henji_return_policy_faults (own, policy, henji_desk_now (self)));
    }

  return faults;
}

/* ---- What it is about, by hand --------------------------------------------------------------- */

typedef struct
{
  HenjiDesk *desk;
  gint64 row;
  const char *nature;
  gint64 event; /* out */
} NatureJob;

static gboolean
write_nature (HenjiDb *db, gpointer data, GError **error)
{
  NatureJob *job = data;

  job->event = henji_db_event_add (db, job->row, HENJI_EVENT_CSBA_NATURE,
                                   henji_desk_now (job->desk), job->nature, NULL, 0, error);

  return job->event != 0 && _henji_desk_csba_mark (job->desk, db, job->row, error);
}

gint64
henji_desk_set_csba_nature (HenjiDesk *self, gint64 case_row, const char *nature, GError **error)
{
  NatureJob job = { .desk = self, .row = case_row, .nature = nature != NULL ? nature : "" };
  HenjiCsbaNature known;

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  if (nature != NULL
      && (!henji_csba_nature_from_id (nature, &known)
          || (known != HENJI_CSBA_ORDER && known != HENJI_CSBA_CUSTOMISATION
              && known != HENJI_CSBA_PRE_ORDER)))
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” cannot be said of a case: choose customisation, pre-order or order."),
                   nature);
      return 0;
    }

  return _henji_desk_write (self, write_nature, &job, error) ? job.event : 0;
}
