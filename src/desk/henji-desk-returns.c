/* henji-desk-returns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the seller does about a return. The events' data, after the snapshot: "desk-order=",
 * "return-rma=" its row, "return-stage=", "return-number="; "return-inspection=" what was kept of
 * the inspection before, escaped; "return-case-made=1" when the case was made for it.
 */
#define G_LOG_DOMAIN "henji-desk-returns"

#include "config.h"

#include "henji-desk-returns.h"

#include <glib/gi18n-lib.h>

#include "henji-card-number.h"
#include "henji-clocks.h"
#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-db-rma.h"
#include "henji-db-shop.h"
#include "henji-desk-private.h"
#include "henji-desk-promise.h"
#include "henji-desk-returns-private.h"
#include "henji-desk-settle.h"
#include "henji-time.h"

typedef struct
{
  HenjiDesk *desk;
  gint64 now;
  const HenjiReturnWish *wish;
  gint64 row; /* of the return */
  HenjiReturnMove move;
  const HenjiInspection *inspection;
  const char *arrived;
  HenjiReturnDetail *detail; /* out */
  gint64 event;              /* out */
} Act;

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *sentence = NULL;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, sentence);

  return FALSE;
}

/* ---- Events ---------------------------------------------------------------------------------- */

gboolean
_henji_desk_return_event_stage (const HenjiEvent *event, HenjiReturnStage *stage)
{
  g_autofree char *id = _henji_desk_event_value (event->data, "return-stage");

  return henji_return_stage_from_id (id, stage);
}

gboolean
henji_desk_return_event (const HenjiEvent *event, HenjiReturnStage *stage, char **number)
{
  g_return_val_if_fail (event != NULL && stage != NULL && number != NULL, FALSE);

  *number = _henji_desk_event_value (event->data, "return-number");
  if (_henji_desk_return_event_stage (event, stage))
    return TRUE;
  g_clear_pointer (number, g_free);

  return FALSE;
}

static void
append_return (GString *data, const HenjiRma *rma, HenjiReturnStage stage)
{
  g_string_append_printf (
      data, "desk-order=%s\nreturn-rma=%" G_GINT64_FORMAT "\nreturn-stage=%s\nreturn-number=%s\n",
      rma->order_id, rma->row, henji_return_stage_id (stage), rma->number);
}

/* What was seen before the event is what is kept again. */
static void
append_inspection (GString *data, const HenjiRma *rma)
{
  g_autofree char *text
      = rma->inspection != NULL ? henji_inspection_to_text (rma->inspection) : g_strdup ("");
  g_autofree char *escaped = g_uri_escape_string (text, NULL, TRUE);

  g_string_append_printf (data, "return-inspection=%s\n", escaped);
}

gboolean
_henji_desk_return_take_back (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autofree char *escaped = _henji_desk_event_value (event->data, "return-inspection");
  g_autofree char *rma = _henji_desk_event_value (event->data, "return-rma");
  g_autofree char *made = _henji_desk_event_value (event->data, "return-case-made");
  g_autofree char *text = escaped != NULL ? g_uri_unescape_string (escaped, NULL) : NULL;

  if (made != NULL && !henji_db_case_set_court (db, event->case_row, HENJI_COURT_CLOSED, error))
    return FALSE;

  return text == NULL || rma == NULL
         || henji_db_rma_set_inspection (db, g_ascii_strtoll (rma, NULL, 10),
                                         *text != '\0' ? text : NULL, error);
}

/* ---- Opening --------------------------------------------------------------------------------- */

static char *
marketplace_of (const HenjiOrder *order, const HenjiCase *case_)
{
  return g_strdup (order != NULL && order->marketplace != NULL ? order->marketplace
                                                               : case_->marketplace);
}

gint64
_henji_desk_open_silent_case (HenjiDb *db,
                              const char *order_id,
                              HenjiKind kind,
                              const char *subject,
                              gint64 now,
                              GError **error)
{
  g_autoptr (HenjiOrder) order = henji_db_order_find (db, order_id, NULL);
  g_autoptr (HenjiCase) case_ = henji_case_new ();

  case_->court = HENJI_COURT_OURS;
  case_->kind = kind;
  case_->subject = g_strdup (subject);
  case_->marketplace = g_strdup (order != NULL ? order->marketplace : NULL);
  case_->language
      = g_strcmp0 (case_->marketplace, "amazon.com") == 0 ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;
  if (order != NULL)
    {
      case_->buyer = g_strdup (order->buyer_name);
      case_->alias = order->buyer_email != NULL ? g_utf8_strdown (order->buyer_email, -1) : NULL;
    }
  case_->order_ids = g_new0 (char *, 2);
  case_->order_ids[0] = g_strdup (order_id);

  return henji_db_case_insert (db, case_, now, error);
}

static gint64
case_of_order (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GArray) cases = henji_db_order_cases (db, order_id, error);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      g_autoptr (HenjiCase) case_ = henji_db_case_get (db, g_array_index (cases, gint64, i), error);

      if (case_ != NULL && (case_->flags & HENJI_CASE_SUPPORT) == 0)
        return case_->row;
    }

  return 0;
}

static void
take_order_items (HenjiRma *rma, const HenjiOrder *order)
{
  for (guint i = 0; order != NULL && order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *from = g_ptr_array_index (order->items, i);
      HenjiRmaItem *item = henji_rma_item_new ();

      item->sku = g_strdup (from->sku);
      item->title = g_strdup (from->title);
      item->quantity = MAX (from->quantity, 1);
      g_ptr_array_add (rma->items, item);
    }
}

static void
take_items (HenjiRma *rma, const GPtrArray *items)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const HenjiRmaItem *from = g_ptr_array_index (items, i);
      HenjiRmaItem *item;

      if (from->sku == NULL && from->title == NULL)
        continue;
      item = henji_rma_item_new ();
      item->sku = g_strdup (from->sku);
      item->title = g_strdup (from->title);
      item->quantity = MAX (from->quantity, 1);
      g_ptr_array_add (rma->items, item);
    }
}

/* What is to come back: as wished, as reported, else all that was ordered. */
static void
fill_items (HenjiRma *rma,
            const HenjiReturnWish *wish,
            const HenjiRma *told,
            const HenjiOrder *order)
{
  rma->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_item_unref);
  take_items (rma, wish->items);
  if (rma->items->len == 0 && told != NULL)
    take_items (rma, told->items);
  if (rma->items->len == 0)
    take_order_items (rma, order);
  if (rma->items->len == 0)
    {
      HenjiRmaItem *item = henji_rma_item_new ();

      item->quantity = 1;
      g_ptr_array_add (rma->items, item);
    }
  if (rma->items->len > HENJI_INSPECTION_ITEMS)
    g_ptr_array_set_size (rma->items, HENJI_INSPECTION_ITEMS);
}

static gboolean
shares_item (const HenjiRma *a, const HenjiRma *b)
{
  for (guint i = 0; i < a->items->len; i++)
    for (guint k = 0; k < b->items->len; k++)
      {
        const HenjiRmaItem *x = g_ptr_array_index (a->items, i);
        const HenjiRmaItem *y = g_ptr_array_index (b->items, k);

        if (x->sku == NULL || y->sku == NULL || g_str_equal (x->sku, y->sku))
          return TRUE;
      }

  return FALSE;
}

/* (nullable): of what the case knows of: the return that was told of, which is opened now. */
static HenjiRma *
look_round (GPtrArray *known, const HenjiReturnWish *wish, const char *order_id)
{
  for (guint i = 0; i < known->len; i++)
    {
      HenjiRma *rma = g_ptr_array_index (known, i);

      if (rma->row == 0 && g_str_equal (rma->order_id, order_id)
          && (wish->marketplace_number == NULL || rma->marketplace_number == NULL
              || g_str_equal (wish->marketplace_number, rma->marketplace_number)))
        return rma;
    }

  return NULL;
}

/* Refused when one that is open has the same items. */
static gboolean
check_known (GPtrArray *known, const HenjiRma *rma, GError **error)
{
  for (guint i = 0; i < known->len; i++)
    {
      const HenjiRma *other = g_ptr_array_index (known, i);

      if (other->row != 0 && g_str_equal (other->order_id, rma->order_id)
          && !henji_return_stage_is_settled (other->stage) && shares_item (other, rma))
        return refuse (error, _ ("This is on its way back already: %s."), other->number);
    }

  return TRUE;
}

/* The case's own number while it is free; else the next of the series, which becomes the case's. */
static gboolean
give_number (HenjiDb *db, HenjiRma *rma, const HenjiRma *told, const char *today, GError **error)
{
  g_autofree char *own = henji_db_case_find_rma (db, rma->case_row, NULL);
  const char *wanted = told != NULL && told->number != NULL ? told->number : own;
  gboolean taken = TRUE;

  if (wanted != NULL && !henji_db_rma_number_is_taken (db, wanted, &taken, error))
    return FALSE;
  rma->number = !taken ? g_strdup (wanted) : henji_db_rma_next (db, today, error);

  return rma->number != NULL
         && (g_strcmp0 (own, rma->number) == 0
             || henji_db_case_set_rma (db, rma->case_row, rma->number, error));
}

static void
fill_rest (Act *act, HenjiRma *rma, const HenjiRma *told, const HenjiCase *case_)
{
  const HenjiReturnWish *wish = act->wish;
  HenjiPolicy *policy = henji_desk_policy (act->desk, rma->marketplace);
  gint64 at;

  rma->opened_at = act->now;
  rma->requested_date = wish->requested_date != NULL ? g_strdup (wish->requested_date)
                        : told != NULL               ? g_strdup (told->requested_date)
                                       : henji_date_of (act->now, henji_policy_zone (policy));
  rma->marketplace_number = g_strdup (wish->marketplace_number != NULL ? wish->marketplace_number
                                      : told != NULL                   ? told->marketplace_number
                                                                       : NULL);
  rma->reason_words = g_strdup (told != NULL ? told->reason_words : NULL);
  rma->reason = wish->reason >= 0 ? (HenjiReturnReason) wish->reason
                : told != NULL    ? told->reason
                                  : henji_return_reason_of_kind (case_->kind);
  at = henji_date_start (rma->requested_date, henji_policy_zone (policy));
  rma->payer = wish->payer >= 0 ? (HenjiReturnPayer) wish->payer
               : told != NULL && wish->reason < 0
                   ? told->payer
                   : henji_return_payer_by_policy (policy, henji_return_reason_fault (rma->reason),
                                                   at, NULL);
}

/* (transfer full): the return as it would be opened, without a number. @told: (out): what it was
 * told of by. */
static HenjiRma *
draft_of (Act *act,
          const HenjiCase *case_,
          const char *order_id,
          const HenjiOrder *order,
          GPtrArray *known,
          HenjiRma **told)
{
  HenjiRma *rma = henji_rma_new ();

  rma->case_row = case_->row;
  rma->case_uuid = g_strdup (case_->uuid);
  rma->order_id = g_strdup (order_id);
  rma->marketplace = marketplace_of (order, case_);
  *told = look_round (known, act->wish, order_id);
  fill_items (rma, act->wish, *told, order);
  fill_rest (act, rma, *told, case_);

  return rma;
}

static gboolean
open_it (
    Act *act, HenjiDb *db, HenjiCase *case_, const char *order_id, gboolean made, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiOrder) order = henji_db_order_find (db, order_id, &local);
  g_autoptr (GPtrArray) known
      = local == NULL ? _henji_desk_case_rmas (act->desk, db, case_, error) : NULL;
  g_autoptr (HenjiRma) rma = NULL;
  g_autofree char *today = NULL;
  g_autoptr (GString) data = NULL;
  HenjiRma *told;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (known == NULL)
    return FALSE;

  rma = draft_of (act, case_, order_id, order, known, &told);
  today = henji_date_of (act->now, act->desk->zone);
  if (!check_known (known, rma, error)
      || !henji_db_case_link_order (db, case_->row, order_id, error)
      || !give_number (db, rma, told, today, error))
    return FALSE;

  data = _henji_desk_snapshot (case_);
  append_return (data, rma, HENJI_RETURN_OPENED);
  if (made)
    g_string_append (data, "return-case-made=1\n");
  act->event = henji_db_event_add (db, case_->row, HENJI_EVENT_RETURN_OPENED, act->now, rma->number,
                                   data->str, 0, error);
  if (act->event == 0)
    return FALSE;
  act->row = henji_db_rma_insert (db, rma, act->event, error);

  return act->row != 0 && _henji_desk_settle_clocks (act->desk, db, case_->row, error);
}

static gboolean
do_open (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  const HenjiReturnWish *wish = act->wish;
  gint64 case_row = wish->case_row;
  const char *order_id = wish->order_id;
  g_autoptr (HenjiCase) case_ = NULL;
  gboolean made = FALSE;

  if (case_row == 0 && order_id != NULL)
    {
      g_autoptr (HenjiOrder) order = henji_db_order_find (db, order_id, NULL);

      case_row = case_of_order (db, order_id, error);
      made = case_row == 0;
      if (made && order == NULL)
        return refuse (error, _ ("No order %s is known."), order_id);
      if (made)
        case_row = _henji_desk_open_silent_case (db, order_id, HENJI_KIND_RETURN_REQUEST, NULL,
                                                 act->now, error);
    }
  case_ = case_row != 0 ? henji_db_case_get (db, case_row, error) : NULL;
  if (case_ == NULL)
    return FALSE;
  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    return refuse (error, _ ("A case with the marketplace has no return."));
  if (order_id == NULL && case_->order_ids != NULL)
    order_id = case_->order_ids[0];
  if (order_id == NULL)
    return refuse (error, _ ("The case has no order number yet: a return needs one."));

  return open_it (act, db, case_, order_id, made, error);
}

gint64
henji_desk_return_open (HenjiDesk *self,
                        const HenjiReturnWish *wish,
                        gint64 *rma_row,
                        GError **error)
{
  Act act = { .desk = self, .wish = wish };

  g_return_val_if_fail (HENJI_IS_DESK (self) && wish != NULL, 0);

  if (wish->order_id != NULL && !henji_order_id_is_valid (wish->order_id))
    {
      refuse (error, _ ("“%s” is no order number like 250-1234567-1234567."), wish->order_id);
      return 0;
    }
  if (wish->case_row == 0 && wish->order_id == NULL)
    {
      refuse (error, _ ("A return needs a case or an order number."));
      return 0;
    }
  if (wish->requested_date != NULL && !henji_date_is_valid (wish->requested_date))
    {
      refuse (error, _ ("“%s” is no date like 2026-11-24."), wish->requested_date);
      return 0;
    }
  act.now = henji_desk_now (self);
  if (!_henji_desk_write (self, do_open, &act, error))
    return 0;
  if (rma_row != NULL)
    *rma_row = act.row;

  return act.event;
}

/* ---- Looking before anybody has opened it -----------------------------------------------------
 */

/* The case of an order that has none, as it would be made. */
static HenjiCase *
case_to_be (const HenjiOrder *order)
{
  HenjiCase *case_ = henji_case_new ();

  case_->kind = HENJI_KIND_RETURN_REQUEST;
  case_->marketplace = g_strdup (order != NULL ? order->marketplace : NULL);
  case_->buyer = g_strdup (order != NULL ? order->buyer_name : NULL);

  return case_;
}

static void
fill_look (Act *act, HenjiReturnDetail *detail, const char *order_id, GPtrArray *known)
{
  HenjiRma *told;

  detail->rma = draft_of (act, detail->case_, order_id, detail->order, known, &told);
  for (guint i = 0; told != NULL && told->returns != NULL && i < told->returns->len; i++)
    henji_rma_take_report (detail->rma, g_ptr_array_index (told->returns, i),
                           henji_policy_zone (henji_desk_policy (act->desk, told->marketplace)));
  henji_rma_settle (detail->rma);
  detail->rma->photos = g_ptr_array_new ();
  detail->policy = henji_desk_policy (act->desk, detail->rma->marketplace);
  henji_desk_return_window (act->desk, detail->rma, detail->order, &detail->window);
}

static gboolean
do_look (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  const HenjiReturnWish *wish = act->wish;
  g_autoptr (HenjiReturnDetail) detail = henji_return_detail_new ();
  g_autoptr (GPtrArray) known = NULL;
  const char *order_id = wish->order_id;

  detail->case_ = wish->case_row != 0 ? henji_db_case_get (db, wish->case_row, error) : NULL;
  if (wish->case_row != 0 && detail->case_ == NULL)
    return FALSE;
  if (order_id == NULL && detail->case_ != NULL && detail->case_->order_ids != NULL)
    order_id = detail->case_->order_ids[0];
  if (order_id == NULL)
    return refuse (error, _ ("The case has no order number yet: a return needs one."));
  detail->order = henji_db_order_find (db, order_id, NULL);
  known = detail->case_ != NULL ? _henji_desk_case_rmas (act->desk, db, detail->case_, error)
                                : g_ptr_array_new ();
  if (known == NULL)
    return FALSE;
  if (detail->case_ == NULL)
    detail->case_ = case_to_be (detail->order);
  fill_look (act, detail, order_id, known);
  act->detail = g_steal_pointer (&detail);

  return TRUE;
}

HenjiReturnDetail *
henji_desk_return_look (HenjiDesk *self, const HenjiReturnWish *wish, GError **error)
{
  Act act = { .desk = self, .wish = wish };

  g_return_val_if_fail (HENJI_IS_DESK (self) && wish != NULL, NULL);

  act.now = henji_desk_now (self);
  _henji_desk_read (self, do_look, &act, NULL, error);

  return act.detail;
}

/* ---- Going further --------------------------------------------------------------------------- */

/* What the step ends, so that undo can let it run again. */
static gboolean
stop_clocks (Act *act,
             HenjiDb *db,
             const HenjiRma *rma,
             HenjiReturnStage stage,
             GString *data,
             GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, rma->case_row, error);
  g_autoptr (GArray) stopped = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (clocks == NULL)
    return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (clocks, i);
      gboolean ends
          = (henji_return_stage_is_settled (stage) && g_str_equal (clock->rule, HENJI_REFUND_RULE))
            || (stage != HENJI_RETURN_ON_ITS_WAY && stage != HENJI_RETURN_ARRIVED
                && g_str_equal (clock->rule, HENJI_RETURN_REQUEST_RULE));
      if (!ends || clock->stopped_at != 0 || !henji_clock_is_of_rma (clock, rma))
        continue;
      if (!henji_db_clock_set_stopped (db, clock->row, act->now, error))
        return FALSE;
      g_array_append_val (stopped, clock->row);
    }
  _henji_desk_append_rows (data, "desk-clocks", stopped);

  return TRUE;
}

static gboolean
add_step (Act *act,
          HenjiDb *db,
          const HenjiRma *rma,
          const HenjiReturnMove *move,
          GString *more,
          GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, rma->case_row, error);
  g_autoptr (HenjiReturnStep) step = henji_return_step_new ();
  g_autoptr (GString) data = NULL;
  gboolean arrived = move->stage == HENJI_RETURN_ARRIVED;

  if (case_ == NULL)
    return FALSE;
  step->stage = move->stage;
  step->date = move->date != NULL ? g_strdup (move->date)
                                  : henji_date_of (act->now, henji_policy_zone (henji_desk_policy (
                                                                 act->desk, rma->marketplace)));
  step->carrier = g_strdup (move->carrier);
  step->tracking = g_strdup (move->tracking);
  step->amount = move->amount;
  data = _henji_desk_snapshot (case_);
  append_return (data, rma, move->stage);
  g_string_append_printf (data, "desk-date=%s\n", step->date);
  if (more != NULL)
    g_string_append (data, more->str);
  if (!stop_clocks (act, db, rma, move->stage, data, error))
    return FALSE;
  step->event_row = henji_db_event_add (
      db, rma->case_row, arrived ? HENJI_EVENT_RETURN_ARRIVED : HENJI_EVENT_RETURN_STAGE, act->now,
      arrived ? step->date : rma->number, data->str, 0, error);
  act->event = step->event_row;

  return act->event != 0 && henji_db_rma_step_add (db, rma->row, step, error);
}

/* The amount that nobody named is the one proposed. */
static void
propose_amount (const HenjiReturnDetail *detail, HenjiReturnMove *move)
{
  HenjiRefund refund;

  if (move->stage == HENJI_RETURN_REFUNDED && !henji_money_is_set (move->amount)
      && detail->rma->inspection != NULL && henji_desk_return_refund (detail, NULL, NULL, &refund))
    move->amount = henji_refund_money (&refund, refund.rest);
}

static gboolean
may_move (const HenjiRma *rma, HenjiReturnStage stage, GError **error)
{
  if (stage == HENJI_RETURN_ARRIVED && henji_rma_has (rma, stage)
      && rma->stage < HENJI_RETURN_REFUSED)
    return refuse (error, _ ("The return has arrived already."));
  if (henji_return_stage_may_follow (rma->stage, stage))
    return TRUE;

  /* Translators: two stages of a return */
  return refuse (error, _ ("A return that is at “%s” cannot be set to “%s”."),
                 henji_return_stage_title (rma->stage), henji_return_stage_title (stage));
}

static gboolean
do_move (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiReturnDetail) detail = _henji_desk_return_detail (act->desk, db, act->row, error);

  if (detail == NULL || !may_move (detail->rma, act->move.stage, error))
    return FALSE;
  propose_amount (detail, &act->move);

  return add_step (act, db, detail->rma, &act->move, NULL, error)
         && _henji_desk_settle_order (act->desk, db, detail->rma->order_id, error);
}

gint64
henji_desk_return_move (HenjiDesk *self,
                        gint64 rma_row,
                        const HenjiReturnMove *move,
                        GError **error)
{
  Act act = { .desk = self, .row = rma_row };

  g_return_val_if_fail (HENJI_IS_DESK (self) && move != NULL, 0);

  if (move->date != NULL && !henji_date_is_valid (move->date))
    {
      refuse (error, _ ("“%s” is no date like 2026-11-24."), move->date);
      return 0;
    }
  act.now = henji_desk_now (self);
  act.move = *move;

  return _henji_desk_write (self, do_move, &act, error) ? act.event : 0;
}

/* ---- Inspecting ------------------------------------------------------------------------------ */

static HenjiInspection *
clean (const HenjiInspection *inspection, const HenjiRma *rma)
{
  HenjiInspection *own = henji_inspection_copy (inspection);
  char **texts[] = { &own->missing, &own->note };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] != NULL)
      {
        g_autofree char *masked = g_strstrip (henji_card_number_mask (*texts[i], NULL));

        g_free (*texts[i]);
        *texts[i] = *masked != '\0' ? g_steal_pointer (&masked) : NULL;
      }
  own->n_items = MIN (rma->items->len, HENJI_INSPECTION_ITEMS);
  for (guint i = 0; i < own->n_items; i++)
    if (i >= inspection->n_items)
      own->items[i].arrived = -1;

  return own;
}

static gboolean
keep (HenjiDb *db, const HenjiRma *rma, const HenjiInspection *inspection, GError **error)
{
  g_autoptr (HenjiInspection) own = clean (inspection, rma);
  g_autofree char *text = henji_inspection_to_text (own);

  return henji_db_rma_set_inspection (db, rma->row, text, error);
}

/* Whoever looks at it has it. */
static gboolean
receive (Act *act, HenjiDb *db, const HenjiRma *rma, const char *date, GError **error)
{
  HenjiReturnMove move = { .stage = HENJI_RETURN_ARRIVED, .date = date };

  return henji_rma_has (rma, HENJI_RETURN_ARRIVED) || add_step (act, db, rma, &move, NULL, error);
}

/* What becomes of the goods; its row goes into the data of the inspection, which takes it back. */
static gboolean
settle_goods (Act *act, HenjiDb *db, const HenjiRma *rma, GString *more, GError **error)
{
  g_autoptr (HenjiCase) case_ = NULL;
  g_autoptr (GString) data = NULL;
  int pieces = 0;
  gint64 row;

  if (act->inspection->goods == HENJI_GOODS_UNDECIDED
      || (rma->inspection != NULL && henji_rma_has (rma, HENJI_RETURN_INSPECTED)
          && rma->inspection->goods == act->inspection->goods))
    return TRUE;
  case_ = henji_db_case_get (db, rma->case_row, error);
  if (case_ == NULL)
    return FALSE;
  for (guint i = 0; i < rma->items->len && i < HENJI_INSPECTION_ITEMS; i++)
    {
      const HenjiRmaItem *item = g_ptr_array_index (rma->items, i);
      int arrived = i < act->inspection->n_items ? act->inspection->items[i].arrived : -1;

      pieces += arrived >= 0 ? arrived : item->quantity;
    }
  data = _henji_desk_snapshot (case_);
  g_string_append_printf (
      data, "desk-order=%s\nreturn-goods=%s\nreturn-pieces=%d\nreturn-number=%s\n", rma->order_id,
      henji_goods_id (act->inspection->goods), pieces, rma->number);
  row = henji_db_event_add (db, rma->case_row, HENJI_EVENT_GOODS_SETTLED, act->now,
                            henji_goods_id (act->inspection->goods), data->str, 0, error);
  g_string_append_printf (more, "desk-promises=%" G_GINT64_FORMAT "\n", row);

  return row != 0;
}

static gboolean
do_inspect (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiRma) rma = _henji_desk_rma_get (act->desk, db, act->row, error);
  HenjiReturnMove move = { .stage = HENJI_RETURN_INSPECTED };
  g_autoptr (GString) more = g_string_new (NULL);

  if (rma == NULL)
    return FALSE;
  if (rma->stage == HENJI_RETURN_CLOSED)
    return may_move (rma, HENJI_RETURN_INSPECTED, error);
  append_inspection (more, rma);

  return receive (act, db, rma, NULL, error) && settle_goods (act, db, rma, more, error)
         && add_step (act, db, rma, &move, more, error) && keep (db, rma, act->inspection, error)
         && _henji_desk_settle_order (act->desk, db, rma->order_id, error);
}

gint64
henji_desk_return_inspect (HenjiDesk *self,
                           gint64 rma_row,
                           const HenjiInspection *inspection,
                           GError **error)
{
  Act act = { .desk = self, .row = rma_row, .inspection = inspection };

  g_return_val_if_fail (HENJI_IS_DESK (self) && inspection != NULL, 0);

  if (!henji_inspection_is_complete (inspection))
    {
      refuse (error, _ ("Say in what condition each item came back."));
      return 0;
    }
  act.now = henji_desk_now (self);

  return _henji_desk_write (self, do_inspect, &act, error) ? act.event : 0;
}

static gboolean
do_keep (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiRma) rma = _henji_desk_rma_get (act->desk, db, act->row, error);

  act->event = -1;

  return rma != NULL && receive (act, db, rma, act->arrived, error)
         && keep (db, rma, act->inspection, error)
         && _henji_desk_settle_order (act->desk, db, rma->order_id, error);
}

gint64
henji_desk_return_keep (HenjiDesk *self,
                        gint64 rma_row,
                        const HenjiInspection *inspection,
                        const char *arrived,
                        GError **error)
{
  Act act = { .desk = self, .row = rma_row, .inspection = inspection, .arrived = arrived };

  g_return_val_if_fail (HENJI_IS_DESK (self) && inspection != NULL, 0);

  act.now = henji_desk_now (self);

  return _henji_desk_write (self, do_keep, &act, error) ? act.event : 0;
}
