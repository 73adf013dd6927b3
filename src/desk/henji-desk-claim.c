/* henji-desk-claim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-claim"

#include "config.h"

#include "henji-desk-claim.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-claim-notice.h"
#include "henji-db-case.h"
#include "henji-db-claim.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-deadline.h"
#include "henji-desk-court.h"
#include "henji-desk-private.h"
#include "henji-desk-promise.h"
#include "henji-time.h"

/* ---- What was said ----------------------------------------------------------------------------
 */

/* (transfer none): the steps of one order's claim; "" stands for no order. */
static GArray *
steps_of (GHashTable *claims, const char *order_id)
{
  GArray *steps = g_hash_table_lookup (claims, order_id);

  if (steps == NULL)
    {
      steps = g_array_new (FALSE, FALSE, sizeof (HenjiClaimStep));
      g_hash_table_insert (claims, g_strdup (order_id), steps);
    }

  return steps;
}

/* What names no order is about the case's first. */
static const char *
order_of (char **named, const HenjiCase *case_)
{
  if (named != NULL && named[0] != NULL)
    return named[0];

  return case_->order_ids != NULL && case_->order_ids[0] != NULL ? case_->order_ids[0] : "";
}

static gint64
named_by (const HenjiMessage *message, GTimeZone *zone)
{
  const char *body = message->body != NULL ? message->body : "";
  g_autofree char *own
      = g_strndup (body, message->own_length > 0 ? (gsize) message->own_length : strlen (body));
  g_autofree char *words
      = g_strconcat (message->subject != NULL ? message->subject : "", "\n", own, NULL);

  return henji_deadline_named (words, message->at, zone);
}

static gboolean
read_notices (
    HenjiDb *db, const HenjiCase *case_, GTimeZone *zone, GHashTable *claims, GError **error)
{
  g_autoptr (GPtrArray) messages = henji_db_case_messages (db, case_->row, error);

  if (messages == NULL)
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (messages, i);
      HenjiClaimStep step;

      if (!henji_claim_notice_read (message, &step))
        continue;
      step.until = step.refund ? 0 : named_by (message, zone);
      g_array_append_val (steps_of (claims, order_of (message->facts.order_ids, case_)), step);
    }

  return TRUE;
}

static HenjiMoney
money_of_event (const char *data)
{
  g_autofree char *text = _henji_desk_event_value (data, "claim-amount");
  g_autofree char *currency = _henji_desk_event_value (data, "claim-currency");
  HenjiMoney money = HENJI_MONEY_NONE;

  if (text != NULL && currency != NULL && strlen (currency) < sizeof money.currency)
    {
      money.minor = g_ascii_strtoll (text, NULL, 10);
      g_strlcpy (money.currency, currency, sizeof money.currency);
    }

  return money;
}

static gboolean
read_events (HenjiDb *db, const HenjiCase *case_, gint64 except, GHashTable *claims, GError **error)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, case_->row, error);

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);
      g_autofree char *order_id = NULL;
      g_autofree char *stage = NULL;
      HenjiClaimStep step = { .at = event->at, .by_hand = TRUE };

      if (event->type != HENJI_EVENT_CLAIM_STAGE || event->undone || event->row == except)
        continue;
      order_id = _henji_desk_event_value (event->data, "claim-order");
      stage = _henji_desk_event_value (event->data, "claim-stage");
      step.amount = money_of_event (event->data);
      if (henji_claim_stage_from_id (stage, &step.stage))
        g_array_append_val (steps_of (claims, order_id != NULL ? order_id : order_of (NULL, case_)),
                            step);
    }

  return TRUE;
}

/* Does nobody else say that there is a claim on it? */
static gboolean
is_unheard (GHashTable *claims, const char *order_id)
{
  const GArray *steps = g_hash_table_lookup (claims, order_id);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const HenjiClaimStep *step = &g_array_index (steps, HenjiClaimStep, i);

      if (!step->refund && (!step->by_hand || step->stage == HENJI_CLAIM_OPENED))
        return FALSE;
    }

  return TRUE;
}

/* Of several cases about the order its claim belongs to the first. */
static gboolean
is_first_case (HenjiDb *db, gint64 case_row, const char *order_id, gboolean *first, GError **error)
{
  g_autoptr (GArray) rows = henji_db_order_cases (db, order_id, error);
  gint64 least = case_row;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (HenjiCase) other = henji_db_case_get (db, row, error);

      if (other == NULL)
        return FALSE;
      if ((other->flags & HENJI_CASE_SUPPORT) == 0)
        least = MIN (least, row);
    }
  *first = least == case_row;

  return TRUE;
}

/* The report of returns only says that there is a claim: where nothing else does, it counts from
 * the day on which the return was asked for, the earliest on which the clock can have begun. */
static gboolean
read_reports (
    HenjiDb *db, const HenjiCase *case_, GTimeZone *zone, GHashTable *claims, GError **error)
{
  g_autoptr (GPtrArray) returns = NULL;

  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    return TRUE;
  returns = henji_db_case_returns (db, case_->row, error);
  if (returns == NULL)
    return FALSE;
  for (guint i = 0; i < returns->len; i++)
    {
      const HenjiReturn *told = g_ptr_array_index (returns, i);
      HenjiClaimStep opened = { .stage = HENJI_CLAIM_OPENED, .amount = HENJI_MONEY_NONE };
      HenjiClaimStep refund = { .refund = TRUE, .amount = told->refunded };
      gboolean first = FALSE;

      if (told->a_to_z != 1 || told->requested_date == NULL || told->order_id == NULL
          || !is_unheard (claims, told->order_id))
        continue;
      if (!is_first_case (db, case_->row, told->order_id, &first, error))
        return FALSE;
      opened.at = first ? henji_date_start (told->requested_date, zone) : 0;
      if (opened.at == 0)
        continue;
      g_array_append_val (steps_of (claims, told->order_id), opened);
      refund.at = opened.at + 1;
      if (henji_money_is_set (refund.amount))
        g_array_append_val (steps_of (claims, told->order_id), refund);
    }

  return TRUE;
}

/* ---- The clock --------------------------------------------------------------------------------
 */

/* Until when the claim must be answered: as the policy says, or as the notice does, if earlier. */
static gint64
deadline_of (HenjiPolicy *policy, const HenjiClaimStand *stand)
{
  const char *id = henji_claim_stage_rule (stand->stage);
  const HenjiRule *rule = henji_policy_rule (policy, id, stand->at);
  gint64 until;

  /* A policy of the seller's own may lack the newer rule. */
  if (rule == NULL && stand->stage == HENJI_CLAIM_INFORMATION)
    rule = henji_policy_rule (policy, "claim-answer", stand->at);
  until = rule != NULL ? henji_policy_deadline (policy, rule, stand->at) : 0;
  if (stand->days > 0)
    {
      const HenjiRule said = { .value = stand->days, .unit = HENJI_UNIT_CALENDAR_DAYS };
      gint64 other = henji_policy_deadline (policy, &said, stand->at);

      until = until == 0 ? other : MIN (until, other);
    }
  if (stand->until != 0)
    until = until == 0 ? stand->until : MIN (until, stand->until);

  return until;
}

typedef struct
{
  HenjiDesk *desk;
  HenjiDb *db;
  const HenjiCase *case_;
  const HenjiClaim *claim;
  gboolean moved;    /* it stands elsewhere than before */
  GPtrArray *clocks; /* of the case; those of this claim that are not wanted are left over */
  GArray *by_hand;   /* of gint64: rows of clocks that somebody has ended */
} ClockJob;

/* (transfer full) of gint64 (nullable) */
static GArray *
ended_by_hand (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, case_row, error);
  GArray *rows;

  if (events == NULL)
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_CLOCK_ENDED && !event->undone && event->data != NULL)
        {
          g_autoptr (GArray) ended = _henji_desk_event_rows (event->data, "desk-clocks");

          g_array_append_vals (rows, ended->data, ended->len);
        }
    }

  return rows;
}

static gboolean
is_by_hand (const ClockJob *job, gint64 row)
{
  for (guint i = 0; i < job->by_hand->len; i++)
    if (g_array_index (job->by_hand, gint64, i) == row)
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable): the clock that belongs to the stage, taken out of those left. */
static HenjiClock *
take_clock (ClockJob *job, const HenjiClaimStand *stand, gint64 until)
{
  for (guint i = 0; i < job->clocks->len; i++)
    {
      HenjiClock *clock = g_ptr_array_index (job->clocks, i);

      if (g_strcmp0 (clock->note, job->claim->order_id) == 0 && clock->since == stand->at
          && clock->until == until
          && g_strcmp0 (clock->rule, henji_claim_stage_rule (stand->stage)) == 0)
        {
          henji_clock_ref (clock);
          g_ptr_array_remove_index (job->clocks, i);
          return clock;
        }
    }

  return NULL;
}

/* The clock of one stage: it runs while the claim stands there, and ended when it left. What
 * somebody has ended stays so until the claim moves. */
static gboolean
settle_stand (ClockJob *job, const HenjiClaimStand *stand, GError **error)
{
  const char *rule = henji_claim_stage_rule (stand->stage);
  HenjiPolicy *policy = henji_desk_policy (job->desk, job->case_->marketplace);
  gint64 until = rule != NULL ? deadline_of (policy, stand) : 0;
  gint64 stopped = stand->left != 0 ? MAX (stand->left, 1) : 0;
  g_autoptr (HenjiClock) old = until != 0 ? take_clock (job, stand, until) : NULL;
  g_autoptr (HenjiClock) clock = NULL;

  if (until == 0)
    return TRUE;
  if (old != NULL)
    return old->stopped_at == stopped
           || (old->stopped_at != 0
               && (stopped == 0 ? !job->moved
                                : old->stopped_at < stopped && is_by_hand (job, old->row)))
           || henji_db_clock_set_stopped (job->db, old->row, stopped, error);

  clock = henji_clock_new ();
  clock->case_row = job->case_->row;
  clock->rule = g_strdup (rule);
  clock->ours = TRUE;
  clock->since = stand->at;
  clock->until = until;
  clock->stopped_at = stopped;
  clock->note = g_strdup (job->claim->order_id);

  return henji_db_clock_add (job->db, clock, error) != 0;
}

/* One clock for each stage that has one, and no other of the claim's. */
static gboolean
settle_clocks (HenjiDesk *self,
               HenjiDb *db,
               const HenjiCase *case_,
               const HenjiClaim *claim,
               const GArray *stands,
               gboolean moved,
               GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, case_->row, error);
  g_autoptr (GArray) by_hand = clocks != NULL ? ended_by_hand (db, case_->row, error) : NULL;
  ClockJob job = { self, db, case_, claim, moved, clocks, by_hand };

  if (by_hand == NULL)
    return FALSE;
  for (guint i = 0; i < stands->len; i++)
    if (!settle_stand (&job, &g_array_index (stands, HenjiClaimStand, i), error))
      return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (henji_claim_is_rule (clock->rule) && g_strcmp0 (clock->note, claim->order_id) == 0
          && !henji_db_clock_remove (db, clock->row, error))
        return FALSE;
    }

  return TRUE;
}

/* Ends the clocks of a claim that is none. */
static gboolean
drop_clocks (HenjiDb *db, gint64 case_row, const char *order_id, GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, case_row, error);

  if (clocks == NULL)
    return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (henji_claim_is_rule (clock->rule) && g_strcmp0 (clock->note, order_id) == 0
          && !henji_db_clock_remove (db, clock->row, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- Settling ---------------------------------------------------------------------------------
 */

/* (transfer none) (nullable): */
static HenjiClaim *
find_claim (const GPtrArray *claims, const char *order_id)
{
  for (guint i = 0; i < claims->len; i++)
    {
      HenjiClaim *claim = g_ptr_array_index (claims, i);

      if (g_strcmp0 (claim->order_id != NULL ? claim->order_id : "", order_id) == 0)
        return claim;
    }

  return NULL;
}

static gboolean
settle_one (HenjiDesk *self,
            HenjiDb *db,
            const HenjiCase *case_,
            const char *order_id,
            GArray *steps,
            GPtrArray *before,
            gboolean *moved,
            HenjiCourt *court,
            GError **error)
{
  g_autoptr (HenjiOrder) order
      = *order_id != '\0' ? henji_db_order_find (db, order_id, NULL) : NULL;
  g_autoptr (GArray) stands = g_array_new (FALSE, FALSE, sizeof (HenjiClaimStand));
  g_autoptr (HenjiClaim) claim = henji_claim_replay (
      steps, order != NULL ? henji_order_total (order) : HENJI_MONEY_NONE, stands);
  const HenjiClaim *old = find_claim (before, order_id);
  gboolean moves;

  if (claim == NULL)
    return TRUE;
  claim->case_row = case_->row;
  claim->order_id = *order_id != '\0' ? g_strdup (order_id) : NULL;
  if (old != NULL)
    {
      claim->row = old->row;
      claim->uuid = g_strdup (old->uuid);
    }
  moves = old == NULL || old->stage != claim->stage || old->stage_at != claim->stage_at;
  *moved = *moved || old == NULL || old->stage != claim->stage;
  *court = MIN (*court, henji_claim_stage_court (claim->stage));
  if (!henji_db_claim_put (db, claim, henji_desk_now (self), error)
      || !settle_clocks (self, db, case_, claim, stands, moves, error))
    return FALSE;
  if (old != NULL)
    g_ptr_array_remove (before, (gpointer) old);

  return TRUE;
}

/* Whose turn a case is whose claim has moved: the buyer's unanswered message is ours; a decided
 * claim gives nobody the turn while something else runs. */
static gboolean
settle_court (HenjiDb *db, const HenjiCase *case_, HenjiCourt court, GError **error)
{
  g_autoptr (GPtrArray) clocks = NULL;
  gint64 unanswered;

  if (!_henji_desk_unanswered_since (db, case_->row, TRUE, &unanswered, error))
    return FALSE;
  if (unanswered != 0)
    court = HENJI_COURT_OURS;
  if (court != HENJI_COURT_OURS)
    {
      clocks = henji_db_case_clocks (db, case_->row, error);
      if (clocks == NULL)
        return FALSE;
      for (guint i = 0; i < clocks->len; i++)
        if (((const HenjiClock *) g_ptr_array_index (clocks, i))->stopped_at == 0)
          court = MIN (case_->court, HENJI_COURT_THEIRS);
    }

  return case_->court == court || henji_db_case_set_court (db, case_->row, court, error);
}

static gboolean
settle_flag (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) claims = henji_db_case_claims (db, case_row, error);
  gboolean open = FALSE;

  if (claims == NULL)
    return FALSE;
  for (guint i = 0; i < claims->len; i++)
    open
        = open || henji_claim_stage_is_open (((HenjiClaim *) g_ptr_array_index (claims, i))->stage);

  return henji_db_case_set_flags (db, case_row, HENJI_CASE_A_TO_Z, open ? HENJI_CASE_A_TO_Z : 0,
                                  error);
}

gboolean
_henji_desk_claims_settle (
    HenjiDesk *self, HenjiDb *db, gint64 case_row, gint64 except, GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, case_row, error);
  g_autoptr (GHashTable) said
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (HenjiCase) after = NULL;
  HenjiCourt court = HENJI_COURT_CLOSED;
  gboolean moved = FALSE;
  GTimeZone *zone;
  GHashTableIter iter;
  gpointer key, value;

  if (case_ == NULL)
    return FALSE;
  before = henji_db_case_claims (db, case_row, error);
  zone = henji_policy_zone (henji_desk_policy (self, case_->marketplace));
  if (before == NULL || !read_notices (db, case_, zone, said, error)
      || !read_events (db, case_, except, said, error)
      || !read_reports (db, case_, zone, said, error))
    return FALSE;

  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!settle_one (self, db, case_, key, value, before, &moved, &court, error))
      return FALSE;

  /* What nobody speaks of any more. */
  for (guint i = 0; i < before->len; i++)
    {
      const HenjiClaim *gone = g_ptr_array_index (before, i);

      if (!henji_db_claim_remove (db, gone->row, error)
          || (!g_hash_table_contains (said, gone->order_id != NULL ? gone->order_id : "")
              && !drop_clocks (db, case_row, gone->order_id, error)))
        return FALSE;
    }
  after = henji_db_case_get (db, case_row, error);

  return after != NULL && settle_flag (db, case_row, error)
         && (!moved || settle_court (db, after, court, error));
}

/* ---- By hand ----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiDesk *desk;
  gint64 case_row;
  const char *order_id;
  HenjiClaimStage stage;
  const HenjiMoney *amount;
  gint64 event; /* out */
} Act;

static const HenjiClaim *
pick_claim (const GPtrArray *claims)
{
  const HenjiClaim *best = NULL;
  int best_rank = 3;

  for (guint i = 0; i < claims->len; i++)
    {
      const HenjiClaim *claim = g_ptr_array_index (claims, i);
      int rank = henji_claim_stage_court (claim->stage) == HENJI_COURT_OURS ? 0
                 : henji_claim_stage_is_open (claim->stage)                 ? 1
                                                                            : 2;

      if (rank < best_rank)
        {
          best = claim;
          best_rank = rank;
        }
    }

  return best;
}

const HenjiClaim *
henji_desk_claim_of (const HenjiCaseDetail *detail)
{
  g_return_val_if_fail (detail != NULL, NULL);

  return detail->claims != NULL ? pick_claim (detail->claims) : NULL;
}

static gboolean
do_set (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->case_row, error);
  g_autoptr (GPtrArray) claims
      = case_ != NULL ? henji_db_case_claims (db, case_->row, error) : NULL;
  g_autoptr (GString) data = NULL;
  const HenjiClaim *claim;
  HenjiClaimStage from, to;
  const char *order_id;

  if (claims == NULL)
    return FALSE;
  claim = act->order_id != NULL ? find_claim (claims, act->order_id) : pick_claim (claims);
  order_id = act->order_id != NULL ? act->order_id
             : claim != NULL       ? claim->order_id
                                   : order_of (NULL, case_);
  from = claim != NULL ? claim->stage : HENJI_CLAIM_NONE;
  to = act->stage != HENJI_CLAIM_NONE ? act->stage : claim != NULL ? from : HENJI_CLAIM_OPENED;
  if (from != to && from == HENJI_CLAIM_NONE && to != HENJI_CLAIM_OPENED)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("There is no claim on this case yet. Open it first."));
      return FALSE;
    }
  if (from != to && !henji_claim_stage_may_follow (from, to))
    {
      /* Translators: both are stages of a claim */
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("After “%s” a claim cannot be “%s”."), henji_claim_stage_title (from),
                   henji_claim_stage_title (to));
      return FALSE;
    }
  if (from == to && act->amount == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("The claim stands at “%s” already."), henji_claim_stage_title (from));
      return FALSE;
    }

  data = _henji_desk_snapshot (case_);
  g_string_append_printf (data, "claim-order=%s\nclaim-stage=%s\n",
                          order_id != NULL ? order_id : "", henji_claim_stage_id (to));
  if (act->amount != NULL)
    g_string_append_printf (data, "claim-amount=%" G_GINT64_FORMAT "\nclaim-currency=%s\n",
                            act->amount->minor, act->amount->currency);
  act->event
      = henji_db_event_add (db, act->case_row, HENJI_EVENT_CLAIM_STAGE, henji_desk_now (act->desk),
                            henji_claim_stage_id (to), data->str, 0, error);

  return act->event != 0
         && (claim != NULL || henji_db_case_set_kind (db, act->case_row, HENJI_KIND_A_TO_Z, error))
         && _henji_desk_claims_settle (act->desk, db, act->case_row, 0, error);
}

gint64
henji_desk_set_claim (HenjiDesk *self,
                      gint64 case_row,
                      const char *order_id,
                      HenjiClaimStage stage,
                      const HenjiMoney *amount,
                      GError **error)
{
  Act act = {
    .desk = self, .case_row = case_row, .order_id = order_id, .stage = stage, .amount = amount
  };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  if (amount != NULL && (!henji_money_is_set (*amount) || amount->minor <= 0))
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The amount of a claim must be more than nothing."));
      return 0;
    }

  return _henji_desk_write (self, do_set, &act, error) ? act.event : 0;
}

/* ---- For the seller ---------------------------------------------------------------------------
 */

char *
henji_desk_claim_advice (const HenjiClaim *claim)
{
  g_return_val_if_fail (claim != NULL, NULL);

  switch (claim->stage)
    {
    case HENJI_CLAIM_OPENED:
      return g_strdup (
          _ ("Answer the claim at the marketplace: say what happened and what you did, "
             "and send the files as a message to the buyer."));
    case HENJI_CLAIM_ANSWERED:
      return g_strdup (_ ("The marketplace decides. Watch for its questions."));
    case HENJI_CLAIM_INFORMATION:
      return g_strdup (_ ("The marketplace asks for more. Answer exactly what it asks."));
    case HENJI_CLAIM_CLOSED:
      return g_strdup (_ ("The notice does not say how it ended. Look it up at the marketplace and "
                          "set the stage."));
    case HENJI_CLAIM_GRANTED:
      return g_strdup (_ ("Appeal if you have evidence that the marketplace has not seen."));
    case HENJI_CLAIM_DENIED:
      return g_strdup (_ ("Nothing to do: the claim was denied."));
    case HENJI_CLAIM_WITHDRAWN:
      return g_strdup (_ ("Nothing to do: the buyer withdrew the claim."));
    case HENJI_CLAIM_ACCEPTED:
      return g_strdup (_ ("Nothing to do: the full refund ended the claim."));
    case HENJI_CLAIM_APPEALED:
      return g_strdup (_ ("The marketplace looks at your appeal. Watch for its questions."));
    case HENJI_CLAIM_APPEAL_QUESTION:
      return g_strdup (_ ("Answer the question about your appeal."));
    case HENJI_CLAIM_APPEAL_GRANTED:
      return g_strdup (_ ("Nothing to do: the decision was reversed."));
    case HENJI_CLAIM_APPEAL_DENIED:
      return g_strdup (_ ("Nothing more can be done: the appeal was denied."));
    case HENJI_CLAIM_NONE:
    case HENJI_N_CLAIM_STAGES:
    default:
      return g_strdup ("");
    }
}

char *
henji_desk_claim_count (const HenjiClaim *claim)
{
  g_return_val_if_fail (claim != NULL, NULL);

  if (claim->stage == HENJI_CLAIM_ACCEPTED)
    return g_strdup (_ ("Counts in the order defect rate, even though you refunded in full."));
  if (henji_claim_stage_is_open (claim->stage) && claim->stage < HENJI_CLAIM_APPEALED)
    return g_strdup (_ ("Counts in the order defect rate unless it is denied. A full refund now "
                        "ends it, but it still counts."));

  switch (henji_claim_stage_count (claim->stage))
    {
    case HENJI_CLAIM_COUNTS_NOT:
      return g_strdup (_ ("Does not count in the order defect rate."));
    case HENJI_CLAIM_COUNTS_UNKNOWN:
      return g_strdup (claim->stage == HENJI_CLAIM_WITHDRAWN
                           ? _ ("Whether a withdrawn claim counts in the order defect rate is not "
                                "confirmed; look at your account.")
                           : _ ("Counts in the order defect rate unless it was denied."));
    case HENJI_CLAIM_COUNTS:
    default:
      return g_strdup (_ ("Counts in the order defect rate."));
    }
}
