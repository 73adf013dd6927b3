/* henji-desk-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-clocks"

#include "config.h"

#include "henji-desk-clocks.h"

#include <glib/gi18n-lib.h>

#include "henji-db-case.h"
#include "henji-db-clocks.h"
#include "henji-db-event.h"
#include "henji-desk-carrier.h"
#include "henji-desk-court.h"
#include "henji-desk-private.h"
#include "henji-desk-settle.h"
#include "henji-time.h"

typedef struct
{
  HenjiDesk *desk;
  gint64 case_row;
  gint64 now;
  gint64 clock_row; /* to end */
  const char *rule; /* to start */
  gint64 since;
  gint64 until;
  const char *note;
  const char *order_id; /* of a return */
  const char *date;
  gint64 event; /* out */
} Act;

/* ---- Our turn again -------------------------------------------------------------------------- */

gboolean
_henji_desk_take_turns (HenjiDb *db, gint64 now, GError **error)
{
  guint n;
  const HenjiClockRule *rules = henji_clock_rules (&n);

  for (guint i = 0; i < n; i++)
    if (rules[i].gives_turn
        && !henji_db_cases_take_turn (db, rules[i].rule, now + rules[i].ahead, error))
      return FALSE;

  return TRUE;
}

static gboolean
do_tick (HenjiDb *db, gpointer data, GError **error)
{
  return _henji_desk_take_turns (db, *(gint64 *) data, error);
}

gboolean
henji_desk_tick (HenjiDesk *self, GError **error)
{
  gint64 now;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  now = henji_desk_now (self);

  return _henji_desk_write (self, do_tick, &now, error)
         && henji_desk_expire_carrier_files (self, error);
}

/* ---- Starting -------------------------------------------------------------------------------- */

static gboolean
do_start (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  gboolean reminder = g_str_equal (act->rule, HENJI_REMINDER_RULE);
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->case_row, error);
  g_autoptr (HenjiClock) clock = henji_clock_new ();
  g_autoptr (GString) data = NULL;
  gint64 row;

  if (case_ == NULL)
    return FALSE;

  clock->case_row = act->case_row;
  clock->rule = g_strdup (act->rule);
  clock->ours = TRUE;
  clock->since = act->since;
  clock->until = act->until;
  clock->note = g_strdup (act->note);
  if (clock->until == 0)
    {
      HenjiPolicy *policy = henji_desk_policy (act->desk, case_->marketplace);
      const HenjiRule *rule = henji_policy_rule (policy, act->rule, act->since);

      clock->until = rule != NULL ? henji_policy_deadline (policy, rule, act->since) : 0;
    }
  if (clock->until == 0)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("No rule “%s” says when this ends."), act->rule);
      return FALSE;
    }

  data = _henji_desk_snapshot (case_);
  row = henji_db_clock_add (db, clock, error);
  if (row == 0)
    return FALSE;
  g_string_append_printf (
      data, "desk-started=%" G_GINT64_FORMAT "\ndesk-rule=%s\ndesk-until=%" G_GINT64_FORMAT "\n",
      row, act->rule, clock->until);

  /* A closed case that is to come back waits until then. */
  if (case_->court == HENJI_COURT_CLOSED
      && !henji_db_case_set_court (db, act->case_row, HENJI_COURT_THEIRS, error))
    return FALSE;
  act->event = henji_db_event_add (db, act->case_row,
                                   reminder ? HENJI_EVENT_REMINDER_SET : HENJI_EVENT_CLOCK_STARTED,
                                   act->now, act->note, data->str, 0, error);

  return act->event != 0 && _henji_desk_take_turns (db, act->now, error);
}

gint64
henji_desk_start_clock (HenjiDesk *self,
                        gint64 case_row,
                        const char *rule,
                        gint64 since,
                        gint64 until,
                        const char *note,
                        GError **error)
{
  Act act = {
    .desk = self, .case_row = case_row, .rule = rule, .since = since, .until = until, .note = note
  };

  g_return_val_if_fail (HENJI_IS_DESK (self) && rule != NULL, 0);

  act.now = henji_desk_now (self);

  return _henji_desk_write (self, do_start, &act, error) ? act.event : 0;
}

gint64
henji_desk_remind (HenjiDesk *self, gint64 case_row, gint64 until, const char *note, GError **error)
{
  gint64 now;

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  now = henji_desk_now (self);
  if (until <= now)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The time of a reminder must lie ahead."));
      return 0;
    }

  return henji_desk_start_clock (self, case_row, HENJI_REMINDER_RULE, now, until, note, error);
}

/* ---- Ending ---------------------------------------------------------------------------------- */

/* (transfer full): the running clock, or an error. */
static HenjiClock *
running_clock (HenjiDb *db, const Act *act, GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, act->case_row, error);

  if (clocks == NULL)
    return NULL;
  for (guint i = 0; i < clocks->len; i++)
    {
      HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (clock->row == act->clock_row && clock->stopped_at == 0)
        return henji_clock_ref (clock);
    }
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                       _ ("This clock does not run any more."));

  return NULL;
}

static HenjiEventType
end_of (const char *rule)
{
  if (g_str_equal (rule, HENJI_PROMISE_RULE))
    return HENJI_EVENT_PROMISE_KEPT;
  if (g_str_equal (rule, HENJI_REMINDER_RULE))
    return HENJI_EVENT_REMINDER_DONE;

  return HENJI_EVENT_CLOCK_ENDED;
}

/* Was it only this clock that made the case our turn? */
static gboolean
gave_turn (const Act *act, const HenjiClock *clock, const HenjiCase *after, gint64 unanswered)
{
  const HenjiClockRule *rule = henji_clock_rule (clock->rule);
  const HenjiClockRule *next = henji_clock_rule (after->due_rule);

  return after->court == HENJI_COURT_OURS && unanswered == 0 && rule != NULL && rule->gives_turn
         && clock->until <= act->now + rule->ahead
         && (after->due == 0 || (next != NULL && next->gives_turn));
}

static gboolean
do_end (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiClock) clock = running_clock (db, act, error);
  g_autoptr (HenjiCase) case_ = clock != NULL ? henji_db_case_get (db, act->case_row, error) : NULL;
  g_autoptr (HenjiCase) after = NULL;
  g_autoptr (GString) data = NULL;
  gint64 unanswered;

  if (case_ == NULL)
    return FALSE;

  data = _henji_desk_snapshot (case_);
  g_string_append_printf (data, "desk-clocks=%" G_GINT64_FORMAT "\ndesk-rule=%s\n", clock->row,
                          clock->rule);
  if (!henji_db_clock_set_stopped (db, clock->row, act->now, error)
      || !_henji_desk_unanswered_since (db, act->case_row, TRUE, &unanswered, error))
    return FALSE;
  after = henji_db_case_get (db, act->case_row, error);
  if (after == NULL
      || (gave_turn (act, clock, after, unanswered)
          && !henji_db_case_set_court (db, act->case_row, HENJI_COURT_THEIRS, error))
      || !_henji_desk_take_turns (db, act->now, error))
    return FALSE;
  act->event = henji_db_event_add (db, act->case_row, end_of (clock->rule), act->now, clock->note,
                                   data->str, 0, error);

  return act->event != 0;
}

gint64
henji_desk_end_clock (HenjiDesk *self, gint64 case_row, gint64 clock_row, GError **error)
{
  Act act = { .desk = self, .case_row = case_row, .clock_row = clock_row };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  act.now = henji_desk_now (self);

  return _henji_desk_write (self, do_end, &act, error) ? act.event : 0;
}

char *
henji_desk_clock_event_rule (const HenjiEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);

  return _henji_desk_event_value (event->data, "desk-rule");
}

/* ---- A return is here ------------------------------------------------------------------------ */

static gboolean
do_arrived (HenjiDb *db, gpointer user_data, GError **error)
{
  Act *act = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, act->case_row, error);
  g_autoptr (GString) data = NULL;
  const char *order_id = act->order_id;

  if (case_ == NULL)
    return FALSE;
  for (guint i = 0; case_->order_ids != NULL && case_->order_ids[i] != NULL; i++)
    if (order_id == NULL || g_str_equal (case_->order_ids[i], order_id))
      {
        order_id = case_->order_ids[i];
        data = _henji_desk_snapshot (case_);
        break;
      }
  if (data == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
                           _ ("The case mentions no such order."));
      return FALSE;
    }

  g_string_append_printf (data, "desk-order=%s\ndesk-date=%s\n", order_id, act->date);
  act->event = henji_db_event_add (db, act->case_row, HENJI_EVENT_RETURN_ARRIVED, act->now,
                                   act->date, data->str, 0, error);

  return act->event != 0 && _henji_desk_settle_clocks (act->desk, db, act->case_row, error);
}

gint64
henji_desk_return_arrived (
    HenjiDesk *self, gint64 case_row, const char *order_id, const char *date, GError **error)
{
  g_autofree char *today = NULL;
  Act act = { .desk = self, .case_row = case_row, .order_id = order_id };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  act.now = henji_desk_now (self);
  today = henji_date_of (act.now, self->zone);
  act.date = date != NULL ? date : today;
  if (!henji_date_is_valid (act.date))
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” is no date like 2026-11-24."), act.date);
      return 0;
    }

  return _henji_desk_write (self, do_arrived, &act, error) ? act.event : 0;
}
