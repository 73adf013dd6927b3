/* henji-desk-settle.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-settle"

#include "config.h"

#include "henji-desk-settle.h"

#include "henji-claim.h"
#include "henji-clocks.h"
#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-desk-clocks.h"
#include "henji-desk-court.h"
#include "henji-desk-private.h"
#include "henji-desk-promise.h"
#include "henji-desk-returns-private.h"

typedef struct
{
  HenjiDb *db;
  HenjiDesk *desk;
  HenjiPolicy *policy;
  HenjiCase *case_;
  GPtrArray *events;
  GPtrArray *stored; /* (element-type HenjiClock) */
  GPtrArray *orders;
  GPtrArray *returns;
  GPtrArray *rmas;     /* (element-type HenjiRma): the case's own */
  GArray *moments;     /* of HenjiMoment */
  GPtrArray *strings;  /* order numbers of the moments */
  GArray *stopped;     /* rows of clocks that an action stopped, and that it still holds */
  GArray *by_hand;     /* rows of clocks that an action started */
  gint64 floor;        /* reply clocks from before this moment are left alone */
  gint64 first_at;     /* of the first message */
  gboolean asked;      /* the marketplace asked something since our last answer */
  gboolean turn_ended; /* what had given us the turn is over */
} Settling;

static void
settling_clear (Settling *self)
{
  g_clear_pointer (&self->case_, henji_case_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->returns, g_ptr_array_unref);
  g_clear_pointer (&self->rmas, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_array_unref);
  g_clear_pointer (&self->strings, g_ptr_array_unref);
  g_clear_pointer (&self->stopped, g_array_unref);
  g_clear_pointer (&self->by_hand, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

/* ---- What is known --------------------------------------------------------------------------- */

static void
add_moment (Settling *self, gint64 at, HenjiMomentType type, const char *order_id)
{
  HenjiMoment moment = { at, type, order_id };

  g_array_append_val (self->moments, moment);
}

/* (nullable): the order that an event is about. */
static const char *
order_of (Settling *self, const HenjiEvent *event)
{
  char *order_id = _henji_desk_event_value (event->data, "desk-order");

  g_ptr_array_add (self->strings, order_id);

  return order_id;
}

/* What the seller did about a return ends what it waited for. */
static void
add_stage (Settling *self, const HenjiEvent *event)
{
  HenjiReturnStage stage;

  if (!_henji_desk_return_event_stage (event, &stage))
    return;
  if (henji_return_stage_is_settled (stage))
    add_moment (self, event->at, HENJI_MOMENT_REFUNDED, order_of (self, event));
  if (stage != HENJI_RETURN_ON_ITS_WAY)
    add_moment (self, event->at, HENJI_MOMENT_RETURN_DECIDED, order_of (self, event));
}

static gboolean
is_of_a_return (const Settling *self, const HenjiEvent *event)
{
  for (guint i = 0; i < self->rmas->len; i++)
    {
      const HenjiRma *rma = g_ptr_array_index (self->rmas, i);

      for (guint k = 0; rma->steps != NULL && k < rma->steps->len; k++)
        if (((const HenjiReturnStep *) g_ptr_array_index (rma->steps, k))->event_row == event->row)
          return TRUE;
    }

  return FALSE;
}

static void
add_event (Settling *self, const HenjiEvent *event, gint64 *closed)
{
  switch ((int) event->type)
    {
    case HENJI_EVENT_ANSWERED:
    case HENJI_EVENT_NO_REPLY_NEEDED:
    case HENJI_EVENT_CSBA_FORWARDED:
      add_moment (self, event->at, HENJI_MOMENT_ANSWERED, NULL);
      break;
    case HENJI_EVENT_CANCEL_REQUESTED:
      add_moment (self, event->at, HENJI_MOMENT_ASKED, NULL);
      break;
    case HENJI_EVENT_CLOSED:
      *closed = event->at;
      break;
    case HENJI_EVENT_REOPENED:
      *closed = 0;
      break;
    case HENJI_EVENT_CLAIM_CLOSED:
      add_moment (self, event->at, HENJI_MOMENT_CLAIM_CLOSED, NULL);
      break;
    case HENJI_EVENT_RETURN_REQUESTED:
      add_moment (self, event->at, HENJI_MOMENT_RETURN_REQUESTED, NULL);
      break;
    case HENJI_EVENT_REFUND_ISSUED:
      add_moment (self, event->at, HENJI_MOMENT_REFUNDED, order_of (self, event));
      break;
    case HENJI_EVENT_RETURN_STAGE:
      add_stage (self, event);
      break;
    case HENJI_EVENT_RETURN_ARRIVED:
      {
        const char *order_id = order_of (self, event);
        char *date = _henji_desk_event_value (event->data, "desk-date");

        g_ptr_array_add (self->strings, date);
        if (order_id != NULL && henji_date_is_valid (date) && !is_of_a_return (self, event))
          add_moment (self, henji_date_start (date, henji_policy_zone (self->policy)),
                      HENJI_MOMENT_RETURN_ARRIVED, order_id);
        break;
      }
    default:
      break;
    }
}

/* The first moment of @type from @since on, 0 for none. */
static gint64
first_from (const Settling *self, HenjiMomentType type, gint64 since)
{
  for (guint i = 0; i < self->moments->len; i++)
    {
      const HenjiMoment *moment = &g_array_index (self->moments, HenjiMoment, i);

      if (moment->type == type && moment->at >= since)
        return moment->at;
    }

  return 0;
}

static void
add_rows (GArray *to, const HenjiEvent *event, const char *key)
{
  g_autoptr (GArray) rows = _henji_desk_event_rows (event->data, key);

  if (rows->len > 0)
    g_array_append_vals (to, rows->data, rows->len);
}

/* Clocks that an action of the seller's started are his. Clocks that he stopped stay so; a case
 * that was closed and opened again has stopped none. */
static void
note_by_hand (Settling *self, const HenjiEvent *event, GArray *closing)
{
  if (event->type == HENJI_EVENT_CLOSED || event->type == HENJI_EVENT_REOPENED)
    g_array_set_size (closing, 0);
  if (event->data == NULL || event->type == HENJI_EVENT_REOPENED
      || event->type == HENJI_EVENT_SPLIT)
    return;
  add_rows (self->by_hand, event, "desk-started");
  add_rows (event->type == HENJI_EVENT_CLOSED ? closing : self->stopped, event, "desk-clocks");
}

/* Of a long case only the newest messages are looked at: what lies before the first answer among
 * them is unknown, and stays as it is. */
static void
forget_before_first_answer (Settling *self)
{
  guint kept = 0;

  self->floor = G_MAXINT64;
  for (guint i = 0; i < self->moments->len; i++)
    {
      HenjiMoment moment = g_array_index (self->moments, HenjiMoment, i);

      if (self->floor == G_MAXINT64 && moment.type == HENJI_MOMENT_ANSWERED
          && moment.at >= self->first_at)
        self->floor = moment.at;
      if (moment.type != HENJI_MOMENT_ASKED || self->floor != G_MAXINT64)
        g_array_index (self->moments, HenjiMoment, kept++) = moment;
    }
  g_array_set_size (self->moments, kept);
}

/* The returns that have their clocks here: not those of the same order that another case opened. A
 * case of which no report and no event tells one has none. */
static gboolean
gather_returns (Settling *self, GError **error)
{
  gboolean any = self->returns->len > 0;

  for (guint i = 0; i < self->events->len && !any; i++)
    any = ((const HenjiEvent *) g_ptr_array_index (self->events, i))->type
          == HENJI_EVENT_RETURN_ARRIVED;
  self->rmas
      = any ? _henji_desk_case_rmas (self->desk, self->db, self->case_, error) : g_ptr_array_new ();
  for (guint i = self->rmas != NULL ? self->rmas->len : 0; i-- > 0;)
    if (((const HenjiRma *) g_ptr_array_index (self->rmas, i))->case_row != self->case_->row)
      g_ptr_array_remove_index (self->rmas, i);

  return self->rmas != NULL;
}

static gboolean
gather (Settling *self, gint64 case_row, GError **error)
{
  g_autoptr (GArray) turns = NULL;
  g_autoptr (GArray) closing = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 closed = 0, asked_at = 0;

  self->case_ = henji_db_case_get (self->db, case_row, error);
  self->events = self->case_ != NULL ? henji_db_case_events (self->db, case_row, error) : NULL;
  self->stored = self->events != NULL ? henji_db_case_clocks (self->db, case_row, error) : NULL;
  self->orders = self->stored != NULL ? henji_db_case_orders (self->db, case_row, error) : NULL;
  self->returns = self->orders != NULL ? henji_db_case_returns (self->db, case_row, error) : NULL;
  turns = self->returns != NULL
              ? henji_db_case_turns (self->db, case_row, HENJI_TURNS_LOOKED_AT, error)
              : NULL;
  if (turns == NULL || !gather_returns (self, error))
    return FALSE;

  self->policy = henji_desk_policy (self->desk, self->case_->marketplace);
  self->moments = g_array_new (FALSE, FALSE, sizeof (HenjiMoment));
  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->stopped = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->by_hand = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < turns->len; i++)
    {
      const HenjiTurn *turn = &g_array_index (turns, HenjiTurn, i);

      if (turn->direction == HENJI_DIRECTION_OUT)
        add_moment (self, turn->at, HENJI_MOMENT_ANSWERED, NULL);
      else if (turn->direction == HENJI_DIRECTION_IN)
        add_moment (self, turn->at, HENJI_MOMENT_ASKED, NULL);
      else
        asked_at = turn->reply_needed ? MAX (asked_at, turn->at) : asked_at;
      self->first_at = turn->at;
    }
  for (guint i = 0; i < self->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (self->events, i);

      if (event->undone)
        continue;
      add_event (self, event, &closed);
      note_by_hand (self, event, closing);
    }
  if (closing->len > 0)
    g_array_append_vals (self->stopped, closing->data, closing->len);
  if (closed != 0)
    add_moment (self, closed, HENJI_MOMENT_ANSWERED, NULL);
  g_array_sort (self->moments, henji_moment_compare);
  if (turns->len == HENJI_TURNS_LOOKED_AT)
    forget_before_first_answer (self);
  self->asked = asked_at != 0 && first_from (self, HENJI_MOMENT_ANSWERED, asked_at) == 0;

  return TRUE;
}

/* ---- In step --------------------------------------------------------------------------------- */

/* Takes the stored clock of this span out of those that are still to be looked at; a running one
 * rather than a stopped one. */
static HenjiClock *
take_stored (Settling *self, const HenjiClockSpan *span)
{
  for (guint i = 0; i < self->stored->len; i++)
    {
      HenjiClock *clock = g_ptr_array_index (self->stored, i);

      if (g_str_equal (clock->rule, span->rule) && clock->since == span->since
          && g_strcmp0 (clock->note, span->note) == 0)
        return g_ptr_array_steal_index (self->stored, i);
    }

  return NULL;
}

static gboolean
start (Settling *self, const HenjiClockSpan *span, GError **error)
{
  g_autoptr (HenjiClock) clock = NULL;

  if (self->case_->court == HENJI_COURT_CLOSED && span->stopped_at == 0)
    return TRUE;

  clock = henji_clock_new ();
  clock->case_row = self->case_->row;
  clock->rule = g_strdup (span->rule);
  clock->ours = span->ours;
  clock->since = span->since;
  clock->until = span->until;
  clock->stopped_at = span->stopped_at;
  clock->note = g_strdup (span->note);

  return henji_db_clock_add (self->db, clock, error) != 0;
}

static void
note_ended (Settling *self, const HenjiClock *clock)
{
  const HenjiClockRule *rule = henji_clock_rule (clock->rule);

  self->turn_ended = self->turn_ended
                     || (rule != NULL && rule->gives_turn
                         && clock->until <= henji_desk_now (self->desk) + rule->ahead);
}

static gboolean
stop (Settling *self, const HenjiClock *clock, gint64 at, GError **error)
{
  note_ended (self, clock);

  return henji_db_clock_set_stopped (self->db, clock->row, at, error);
}

static gboolean
take_away (Settling *self, const HenjiClock *clock, GError **error)
{
  note_ended (self, clock);

  return henji_db_clock_remove (self->db, clock->row, error);
}

static gboolean
has_row (const GArray *rows, gint64 row)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return TRUE;

  return FALSE;
}

static gboolean
settle_span (Settling *self, const HenjiClockSpan *span, GError **error)
{
  g_autoptr (HenjiClock) clock = take_stored (self, span);

  if (clock == NULL)
    return start (self, span, error);
  if (span->stopped_at != 0)
    return (clock->stopped_at != 0 && clock->stopped_at <= span->stopped_at)
           || stop (self, clock, span->stopped_at, error);
  if (clock->stopped_at != 0)
    return has_row (self->stopped, clock->row) || self->case_->court == HENJI_COURT_CLOSED
           || henji_db_clock_set_stopped (self->db, clock->row, 0, error);
  if (clock->until == span->until)
    return TRUE;

  return henji_db_clock_remove (self->db, clock->row, error) && start (self, span, error);
}

/* Every request that a report knows of was dealt with. */
static gboolean
requests_are_settled (const Settling *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->returns->len; i++)
    {
      const HenjiReturn *item = g_ptr_array_index (self->returns, i);

      if (item->status == NULL)
        continue;
      any = TRUE;
      if (!henji_return_is_settled (item))
        return FALSE;
    }

  return any;
}

/* A stored clock that no span stands for. */
static gboolean
settle_rest (Settling *self, const HenjiClock *clock, GError **error)
{
  gboolean runs = clock->stopped_at == 0;
  gint64 end, decided;

  if (g_str_equal (clock->rule, HENJI_REPLY_RULE))
    {
      if (clock->since >= self->floor)
        return take_away (self, clock, error);
      return !runs || self->floor == G_MAXINT64 || stop (self, clock, self->floor, error);
    }
  if (!runs)
    return TRUE;
  if (g_str_equal (clock->rule, HENJI_SHIP_BY_RULE) || g_str_equal (clock->rule, HENJI_REFUND_RULE)
      || g_str_equal (clock->rule, HENJI_RETURN_WINDOW_RULE))
    return take_away (self, clock, error);
  if (henji_claim_is_rule (clock->rule))
    return TRUE; /* _henji_desk_claims_settle() sees to it */
  if (g_str_equal (clock->rule, HENJI_RETURN_REQUEST_RULE))
    {
      end = first_from (self, HENJI_MOMENT_ANSWERED, clock->since);
      decided = first_from (self, HENJI_MOMENT_RETURN_DECIDED, clock->since);
      if (end == 0 || (decided != 0 && decided < end))
        end = decided;
      if (end != 0)
        return stop (self, clock, end, error);
      return !requests_are_settled (self) || take_away (self, clock, error);
    }

  return TRUE;
}

/* What had given us the turn is over, and nothing else is ours to do. */
static gboolean
settle_turn (Settling *self, GError **error)
{
  g_autoptr (HenjiCase) after = NULL;
  const HenjiClockRule *next;
  gint64 unanswered;

  if (self->turn_ended && self->case_->court == HENJI_COURT_OURS && !self->asked)
    {
      after = henji_db_case_get (self->db, self->case_->row, error);
      if (after == NULL
          || !_henji_desk_unanswered_since (self->db, self->case_->row, TRUE, &unanswered, error))
        return FALSE;
      next = henji_clock_rule (after->due_rule);
      if (unanswered == 0 && (after->due == 0 || (next != NULL && next->gives_turn))
          && !henji_db_case_set_court (self->db, self->case_->row, HENJI_COURT_THEIRS, error))
        return FALSE;
      return _henji_desk_take_turns (self->db, henji_desk_now (self->desk), error);
    }

  return self->case_->court != HENJI_COURT_THEIRS
         || _henji_desk_take_turns (self->db, henji_desk_now (self->desk), error);
}

gboolean
_henji_desk_settle_clocks (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (Settling) self = { .db = db, .desk = desk };
  g_autoptr (GArray) spans = NULL;
  HenjiClockBasis basis;

  if (!gather (&self, case_row, error))
    return FALSE;
  /* The clocks of a case of our own with the marketplace are set by what is done there. */
  if ((self.case_->flags & HENJI_CASE_SUPPORT) != 0)
    return TRUE;

  basis = (HenjiClockBasis){ .policy = self.policy,
                             .moments = (const HenjiMoment *) self.moments->data,
                             .n_moments = self.moments->len,
                             .orders = self.orders,
                             .returns = self.returns,
                             .rmas = self.rmas,
                             .first_at = self.first_at };
  spans = g_array_new (FALSE, FALSE, sizeof (HenjiClockSpan));
  henji_clocks_work_out (&basis, spans);
  for (guint i = self.stored->len; i-- > 0;)
    if (has_row (self.by_hand, ((HenjiClock *) g_ptr_array_index (self.stored, i))->row))
      g_ptr_array_remove_index (self.stored, i);
  for (guint i = 0; i < spans->len; i++)
    if (!settle_span (&self, &g_array_index (spans, HenjiClockSpan, i), error))
      return FALSE;
  for (guint i = 0; i < self.stored->len; i++)
    if (!settle_rest (&self, g_ptr_array_index (self.stored, i), error))
      return FALSE;

  return settle_turn (&self, error);
}

gboolean
_henji_desk_settle_order (HenjiDesk *desk, HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GArray) cases = henji_db_order_cases (db, order_id, error);

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    if (!_henji_desk_settle_clocks (desk, db, g_array_index (cases, gint64, i), error))
      return FALSE;

  return TRUE;
}
