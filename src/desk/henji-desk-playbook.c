/* henji-desk-playbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-playbook"

#include "config.h"

#include "henji-desk-playbook.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-playbook.h"
#include "henji-db-shop.h"
#include "henji-desk-address.h"
#include "henji-desk-clocks.h"
#include "henji-desk-private.h"
#include "henji-time.h"

#define PLAN_HOUR 10

HenjiPlaybook *
henji_desk_playbook (HenjiDesk *self, HenjiKind kind)
{
  g_autoptr (GPtrArray) situations = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  situations = henji_desk_situations (self);

  return henji_desk_facts_playbook (self->facts, kind, situations);
}

/* ---- What is known of the case --------------------------------------------------------------- */

static const HenjiShipment *
newest_shipment (const HenjiOrder *order)
{
  return order != NULL && order->shipments != NULL && order->shipments->len > 0
             ? order->shipments->pdata[order->shipments->len - 1]
             : NULL;
}

static const char *
return_window (HenjiDesk *self, const HenjiReplyContext *reply)
{
  const HenjiShipment *shipment = newest_shipment (reply->order);
  HenjiPolicy *policy
      = shipment != NULL ? henji_desk_policy (self, reply->order->marketplace) : NULL;
  const HenjiRule *rule
      = policy != NULL ? henji_policy_rule (policy, "return-window", reply->now) : NULL;
  g_autofree char *today = henji_date_of (reply->now, reply->zone);
  g_autofree char *last = NULL;

  if (rule == NULL || rule->unit != HENJI_UNIT_CALENDAR_DAYS || shipment->delivered_date == NULL
      || !henji_date_is_valid (shipment->delivered_date))
    return NULL;
  last = henji_date_add_days (shipment->delivered_date, rule->value);

  return g_strcmp0 (today, last) <= 0 ? "in" : "past";
}

static const char *
overdue (const HenjiReplyContext *reply)
{
  const HenjiOrder *order = reply->order;
  g_autofree char *day = NULL;
  g_autofree char *today = NULL;

  if (order == NULL || order->delivery_end == NULL)
    return NULL;
  day = g_strndup (order->delivery_end, strlen ("2026-11-24"));
  if (!henji_date_is_valid (day))
    return NULL;
  today = henji_date_of (reply->now, reply->zone);

  return g_strcmp0 (today, day) > 0 ? "yes" : "no";
}

static gboolean
happened (const HenjiCaseDetail *detail, HenjiEventType type)
{
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = detail->events->pdata[i];

      if (event->type == type && !event->undone)
        return TRUE;
    }

  return FALSE;
}

static const char *
refunded (const HenjiCaseDetail *detail)
{
  gboolean done = happened (detail, HENJI_EVENT_REFUND_ISSUED);

  for (guint i = 0; i < detail->returns->len && !done; i++)
    done = henji_money_is_set (((const HenjiReturn *) detail->returns->pdata[i])->refunded);

  return done ? "yes" : NULL;
}

static void
know (GHashTable *facts, const char *fact, const char *value)
{
  if (value != NULL)
    g_hash_table_insert (facts, (char *) fact, (char *) value);
}

static void
know_address (HenjiDesk *self, const HenjiCaseDetail *detail, GHashTable *facts)
{
  g_autoptr (HenjiAddressProposal) proposal = henji_desk_propose_address (self, detail, NULL);

  if (proposal == NULL)
    return;
  know (facts, "new-address", proposal->from_buyer ? "yes" : "no");
  know (facts, "address-set", proposal->applied ? "yes" : "no");
  know (facts, "address-fits", proposal->change->faults == 0 ? "yes" : "no");
}

/* (transfer full): static strings only */
static GHashTable *
facts_of (HenjiDesk *self, const HenjiCaseDetail *detail, const HenjiReplyContext *reply)
{
  GHashTable *facts = g_hash_table_new (g_str_hash, g_str_equal);
  const HenjiMessage *message = reply->message;

  know (facts, "window", return_window (self, reply));
  know (facts, "overdue", overdue (reply));
  know (facts, "refunded", refunded (detail));
  know (facts, "returning",
        detail->returns->len > 0 || happened (detail, HENJI_EVENT_RETURN_REQUESTED) ? "yes" : NULL);
  if (message != NULL)
    know (facts, "part", message->facts.part != NULL ? "yes" : "no");
  if (detail->case_->kind == HENJI_KIND_ADDRESS_CHANGE)
    know_address (self, detail, facts);

  return facts;
}

/* ---- The path -------------------------------------------------------------------------------- */

void
_henji_desk_ways_clear (HenjiDeskWays *ways)
{
  g_clear_pointer (&ways->shop, henji_shop_unref);
  g_clear_pointer (&ways->book, henji_cost_book_unref);
  g_clear_pointer (&ways->costs, g_hash_table_unref);
  g_clear_pointer (&ways->answers, g_hash_table_unref);
}

/* (transfer full): the strings are the order's */
static const char **
skus_of (const HenjiCaseDetail *detail)
{
  const HenjiOrder *order = detail->orders->len > 0 ? detail->orders->pdata[0] : NULL;
  GPtrArray *skus = g_ptr_array_new ();

  for (guint i = 0; order != NULL && order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = order->items->pdata[i];

      if (item->sku != NULL)
        g_ptr_array_add (skus, item->sku);
    }
  g_ptr_array_add (skus, NULL);

  return (const char **) g_ptr_array_free (skus, FALSE);
}

gboolean
_henji_desk_read_ways (HenjiDb *db,
                       const HenjiCaseDetail *detail,
                       HenjiDeskWays *ways,
                       GError **error)
{
  g_autofree const char **skus = skus_of (detail);
  g_autoptr (GError) local = NULL;
  g_autofree char *book = henji_db_setting_find (db, "costs", &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  ways->book = henji_cost_book_parse (book);
  ways->shop = henji_db_shop_get (db, error);
  if (ways->shop == NULL)
    return FALSE;
  ways->costs = henji_db_item_costs_of (db, skus, error);
  if (ways->costs == NULL)
    return FALSE;
  ways->answers = henji_db_playbook_answers (db, detail->case_->row, error);

  return ways->answers != NULL;
}

HenjiPath *
_henji_desk_find_path (HenjiDesk *self, const HenjiCaseDetail *detail, const HenjiDeskWays *ways)
{
  HenjiKind kind
      = (detail->case_->flags & HENJI_CASE_A_TO_Z) != 0 ? HENJI_KIND_A_TO_Z : detail->case_->kind;
  HenjiPlaybook *playbook = henji_desk_playbook (self, kind);
  g_autoptr (GHashTable) facts = NULL;
  HenjiReplyContext reply;
  HenjiPathContext context = { .reply = &reply,
                               .book = ways->book,
                               .costs = ways->costs,
                               .answers = ways->answers,
                               .messages = detail->messages,
                               .returns = detail->returns };

  if (playbook == NULL || (detail->case_->flags & HENJI_CASE_SUPPORT) != 0)
    return NULL;

  henji_desk_reply_context (self, detail, ways->shop, &reply);
  reply.order = detail->orders->len > 0 ? detail->orders->pdata[0] : NULL;
  facts = facts_of (self, detail, &reply);
  context.facts = facts;
  context.policy = henji_desk_policy (self, reply.order != NULL && reply.order->marketplace != NULL
                                                ? reply.order->marketplace
                                                : detail->case_->marketplace);

  return henji_path_find (playbook, &context);
}

typedef struct
{
  const HenjiCaseDetail *detail;
  HenjiDeskWays ways;
} PathJob;

static gboolean
read_ways (HenjiDb *db, gpointer data, GError **error)
{
  PathJob *job = data;

  return _henji_desk_read_ways (db, job->detail, &job->ways, error);
}

HenjiPath *
henji_desk_path (HenjiDesk *self,
                 const HenjiCaseDetail *detail,
                 GHashTable *answers,
                 GError **error)
{
  PathJob job = { .detail = detail };
  HenjiPath *path = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && detail != NULL && answers != NULL, NULL);

  if (_henji_desk_read (self, read_ways, &job, NULL, error))
    {
      g_hash_table_unref (job.ways.answers);
      job.ways.answers = g_hash_table_ref (answers);
      path = _henji_desk_find_path (self, detail, &job.ways);
    }
  _henji_desk_ways_clear (&job.ways);

  return path;
}

/* ---- Answers --------------------------------------------------------------------------------- */

typedef struct
{
  HenjiDesk *desk;
  gint64 case_row;
  const char *question;
  const char *answer;
} AnswerJob;

static gboolean
write_answer (HenjiDb *db, gpointer data, GError **error)
{
  AnswerJob *job = data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, job->case_row, error);
  HenjiPlaybook *playbook;

  if (case_ == NULL)
    return FALSE;
  playbook = henji_desk_playbook (
      job->desk, (case_->flags & HENJI_CASE_A_TO_Z) != 0 ? HENJI_KIND_A_TO_Z : case_->kind);
  if (playbook == NULL || henji_playbook_find_question (playbook, job->question) < 0
      || (job->answer != NULL && !henji_playbook_has_answer (playbook, job->question, job->answer)))
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("The playbook has no question “%s” with an answer “%s”."), job->question,
                   job->answer != NULL ? job->answer : "");
      return FALSE;
    }

  return henji_db_playbook_answer_set (db, job->case_row, job->question, job->answer, error);
}

gboolean
henji_desk_answer_question (
    HenjiDesk *self, gint64 case_row, const char *question, const char *answer, GError **error)
{
  AnswerJob job = { self, case_row, question, answer };

  g_return_val_if_fail (HENJI_IS_DESK (self) && question != NULL, FALSE);

  return _henji_desk_write (self, write_answer, &job, error);
}

typedef struct
{
  gint64 case_row;
  const GArray *quantities;
} ItemsJob;

static gboolean
write_items (HenjiDb *db, gpointer data, GError **error)
{
  ItemsJob *job = data;
  g_autoptr (GPtrArray) orders = henji_db_case_orders (db, job->case_row, error);
  g_autofree char *text = NULL;

  if (orders == NULL)
    return FALSE;
  if (orders->len > 0 && job->quantities != NULL)
    text = henji_complaint_to_text (orders->pdata[0], job->quantities);

  return henji_db_playbook_answer_set (db, job->case_row, HENJI_PLAYBOOK_ITEMS,
                                       text != NULL && *text != '\0' ? text : NULL, error);
}

gboolean
henji_desk_choose_items (HenjiDesk *self, gint64 case_row, const GArray *quantities, GError **error)
{
  ItemsJob job = { case_row, quantities };

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  return _henji_desk_write (self, write_items, &job, error);
}

/* ---- Plans ----------------------------------------------------------------------------------- */

typedef struct
{
  HenjiDesk *desk;
  gint64 case_row;
  const char *deed;
  HenjiLanguage language;
  gint64 now;
  gint64 event; /* out */
} PlanJob;

/* (nullable) */
static const HenjiPlaybookDeed *
find_plan (HenjiDesk *desk, const HenjiCase *case_, const char *id)
{
  HenjiPlaybook *playbook = henji_desk_playbook (
      desk, (case_->flags & HENJI_CASE_A_TO_Z) != 0 ? HENJI_KIND_A_TO_Z : case_->kind);
  int i = playbook != NULL ? henji_playbook_find_deed (playbook, id) : -1;
  const HenjiPlaybookDeed *deed = i >= 0 ? henji_playbook_deed (playbook, (guint) i) : NULL;

  return deed != NULL && deed->act == HENJI_ACT_PLAN ? deed : NULL;
}

static gboolean
add_day (
    HenjiDb *db, const PlanJob *job, const HenjiPlaybookDay *day, GString *rows, GError **error)
{
  g_autoptr (HenjiClock) clock = henji_clock_new ();
  GTimeZone *zone = henji_desk_zone (job->desk);
  g_autofree char *today = henji_date_of (job->now, zone);
  g_autofree char *date = henji_date_add_days (today, day->days);
  gint64 row;

  clock->case_row = job->case_row;
  clock->rule = g_strdup (HENJI_REMINDER_RULE);
  clock->ours = TRUE;
  clock->since = job->now;
  clock->until = MAX (henji_date_start (date, zone) + PLAN_HOUR * HENJI_HOUR, job->now);
  clock->note = g_strdup (day->words[job->language]);
  row = henji_db_clock_add (db, clock, error);
  if (row != 0)
    g_string_append_printf (rows, "%s%" G_GINT64_FORMAT, rows->len > 0 ? "," : "", row);

  return row != 0;
}

static gboolean
write_plan (HenjiDb *db, gpointer data, GError **error)
{
  PlanJob *job = data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, job->case_row, error);
  const HenjiPlaybookDeed *deed;
  g_autoptr (GString) snapshot = NULL;
  g_autoptr (GString) rows = g_string_new (NULL);

  if (case_ == NULL)
    return FALSE;
  deed = find_plan (job->desk, case_, job->deed);
  if (deed == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                   _ ("The playbook has no plan “%s”."), job->deed);
      return FALSE;
    }

  snapshot = _henji_desk_snapshot (case_);
  for (guint i = 0; i < deed->days->len; i++)
    if (!add_day (db, job, deed->days->pdata[i], rows, error))
      return FALSE;
  g_string_append_printf (snapshot, "desk-started=%s\n", rows->str);
  job->event = henji_db_event_add (db, job->case_row, HENJI_EVENT_REMINDER_SET, job->now,
                                   deed->title[job->language], snapshot->str, 0, error);

  return job->event != 0 && _henji_desk_take_turns (db, job->now, error);
}

gint64
henji_desk_start_plan (
    HenjiDesk *self, gint64 case_row, const char *deed, HenjiLanguage language, GError **error)
{
  PlanJob job = { .desk = self, .case_row = case_row, .deed = deed };

  g_return_val_if_fail (HENJI_IS_DESK (self) && deed != NULL, 0);

  job.language = language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  job.now = henji_desk_now (self);

  return _henji_desk_write (self, write_plan, &job, error) ? job.event : 0;
}

gboolean
henji_desk_plan_runs (const HenjiCaseDetail *detail, const HenjiPlaybookDeed *deed)
{
  g_return_val_if_fail (detail != NULL && deed != NULL, FALSE);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = detail->clocks->pdata[i];

      for (guint j = 0; clock->stopped_at == 0 && j < deed->days->len; j++)
        {
          const HenjiPlaybookDay *day = deed->days->pdata[j];

          if (g_strcmp0 (clock->note, day->words[HENJI_LANGUAGE_JA]) == 0
              || g_strcmp0 (clock->note, day->words[HENJI_LANGUAGE_EN]) == 0)
            return TRUE;
        }
    }

  return FALSE;
}
