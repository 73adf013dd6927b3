/* henji-desk-triage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-triage"

#include "config.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-desk-clocks.h"
#include "henji-desk-court.h"
#include "henji-desk-promise.h"
#include "henji-desk-returns-private.h"
#include "henji-desk-settle.h"
#include "henji-desk-support-private.h"
#include "henji-card-number.h"

/* An action writes down how the case stood and what it made, so that undo can put it back:
 * lines "desk-court=0", "desk-clocks=12,13" (stopped), "desk-started=14,15", "desk-draft=16",
 * "desk-promises=17" (events). */

typedef struct
{
  HenjiDesk *desk;
  gint64 row; /* case, or event to undo */
  gint64 now;
  HenjiEventType type;
  const char *text;
  HenjiKind kind;
  gint64 other; /* another case, a message, a clock */
  const HenjiShipment *shipment;
  const char *order_id;
  const HenjiReplyContext *context; /* of an answer */
  gint64 event;                     /* out */
  gint64 new_case;                  /* out */
} Action;

GString *
_henji_desk_snapshot (const HenjiCase *case_)
{
  GString *data = g_string_new (NULL);

  g_string_printf (data, "desk-court=%d\ndesk-kind=%d\ndesk-confirmation=%d\ndesk-flags=%u\n",
                   case_->court, case_->kind, case_->confirmation, case_->flags);

  return data;
}

char *
_henji_desk_event_value (const char *data, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (data != NULL ? data : "", "\n", -1);
  gsize length = strlen (key);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], key, length) == 0 && lines[i][length] == '=')
      return g_strdup (lines[i] + length + 1);

  return NULL;
}

static gint64
lookup_number (const char *data, const char *key)
{
  g_autofree char *value = _henji_desk_event_value (data, key);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

/* Does the clock end with this? A closed case has no clocks. That no reply is needed, where none
 * waits for one, is said of what gave us the turn. */
static gboolean
ends_with (const Action *action, const HenjiClock *clock, gint64 unanswered)
{
  const HenjiClockRule *rule = henji_clock_rule (clock->rule);

  if (action->type == HENJI_EVENT_CLOSED)
    return TRUE;
  if (rule == NULL)
    return FALSE;

  return rule->ends_with_answer
         || (rule->gives_turn && action->type == HENJI_EVENT_NO_REPLY_NEEDED && unanswered == 0
             && clock->until <= action->now + rule->ahead);
}

/* An answer leaves what we have promised; one that promises anew takes the place of some of it. */
static gboolean
stop_clocks (
    HenjiDb *db, const Action *action, const GPtrArray *promises, GString *data, GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, action->row, error);
  g_autoptr (GArray) stopped = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 unanswered;

  if (clocks == NULL || !_henji_desk_unanswered_since (db, action->row, TRUE, &unanswered, error))
    return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (clocks, i);

      if (clock->stopped_at != 0 || !ends_with (action, clock, unanswered))
        continue;
      if (!henji_db_clock_set_stopped (db, clock->row, action->now, error))
        return FALSE;
      g_array_append_val (stopped, clock->row);
    }
  if (action->type == HENJI_EVENT_ANSWERED
      && !_henji_desk_promises_end (db, action->row, promises, action->now, stopped, error))
    return FALSE;
  _henji_desk_append_rows (data, "desk-clocks", stopped);

  return TRUE;
}

static gboolean
add_event (HenjiDb *db, Action *action, const char *text, const char *data, GError **error)
{
  action->event
      = henji_db_event_add (db, action->row, action->type, action->now, text, data, 0, error);

  return action->event != 0;
}

/* The draft that goes out with this; %NULL without an error when nothing is known of it. */
static HenjiDraft *
draft_to_send (HenjiDb *db, const Action *action, GError **error)
{
  gboolean to_support = action->type == HENJI_EVENT_SUPPORT_WRITTEN;
  g_autoptr (HenjiDraft) draft = NULL;
  const char *sent;

  if (action->type != HENJI_EVENT_ANSWERED && !to_support)
    return NULL;
  draft = henji_db_draft_find (db, action->row, error);
  if (draft == NULL || draft->answered
      || henji_desk_draft_is_to_support (action->desk, draft) != to_support)
    return NULL;
  sent = henji_draft_sent (draft);

  return sent != NULL && *sent != '\0' ? g_steal_pointer (&draft) : NULL;
}

/* What was sent is kept word for word, and what it says in the other language. */
static gboolean
note_sent (HenjiDb *db, const HenjiDraft *draft, GString *data, GError **error)
{
  const char *other = draft->language == HENJI_LANGUAGE_JA ? draft->en : draft->ja;
  g_autofree char *escaped = other != NULL ? g_uri_escape_string (other, NULL, TRUE) : NULL;

  g_string_append_printf (data, "desk-draft=%" G_GINT64_FORMAT "\ndesk-language=%d\n", draft->row,
                          draft->language);
  if (escaped != NULL && *escaped != '\0')
    g_string_append_printf (data, "desk-counterpart=%s\n", escaped);

  return henji_db_draft_set_answered (db, draft->row, TRUE, error);
}

static gboolean
do_end_turn (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  g_autoptr (GString) data = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  g_autoptr (GPtrArray) promises = NULL;
  HenjiCourt court = action->type == HENJI_EVENT_CLOSED ? HENJI_COURT_CLOSED : HENJI_COURT_THEIRS;
  HenjiConfirmation confirmation = HENJI_CONFIRMATION_NONE;

  if (case_ == NULL)
    return FALSE;
  if (action->type == HENJI_EVENT_NO_REPLY_NEEDED && (case_->flags & HENJI_CASE_SUPPORT) != 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("No buyer waits here: set the status, or close the case."));
      return FALSE;
    }
  draft = draft_to_send (db, action, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  data = _henji_desk_snapshot (case_);
  promises = _henji_desk_promises_of_draft (action->desk, draft, action->context);
  if (!stop_clocks (db, action, promises, data, error)
      || !_henji_desk_promises_start (db, action->row, promises, action->now, data, error)
      || (draft != NULL && !note_sent (db, draft, data, error)))
    return FALSE;
  if (action->type == HENJI_EVENT_ANSWERED)
    confirmation = HENJI_CONFIRMATION_UNCONFIRMED;
  else if (action->type == HENJI_EVENT_NO_REPLY_NEEDED)
    confirmation = HENJI_CONFIRMATION_NOT_MARKED;

  return henji_db_case_set_court (db, action->row, court, error)
         && henji_db_case_set_confirmation (db, action->row, confirmation, error)
         && henji_db_case_set_flags (db, action->row, HENJI_CASE_UNREAD, 0, error)
         && _henji_desk_take_turns (db, action->now, error)
         && add_event (db, action, draft != NULL ? henji_draft_sent (draft) : NULL, data->str,
                       error);
}

static gboolean
do_support_written (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiDraft) draft = draft_to_send (db, action, &local);
  g_autoptr (HenjiCase) case_ = NULL;
  g_autoptr (GString) data = NULL;
  gboolean own;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  case_ = henji_db_case_get (db, action->row, error);
  if (case_ == NULL)
    return FALSE;
  own = (case_->flags & HENJI_CASE_SUPPORT) != 0;
  data = own ? _henji_desk_snapshot (case_) : g_string_new (NULL);
  /* A case with the marketplace: now it is their turn. */
  if (own
      && (!_henji_desk_support_put_status (db, action->row, NULL, data, error)
          || !_henji_desk_support_turn (action->desk, db, case_, HENJI_COURT_THEIRS, action->now,
                                        data, error)
          || !henji_db_case_set_flags (db, action->row, HENJI_CASE_UNREAD, 0, error)))
    return FALSE;
  if (draft == NULL && own)
    return add_event (db, action, NULL, data->str, error);
  if (draft == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("There is no new text to the marketplace's support."));
      return FALSE;
    }

  return note_sent (db, draft, data, error)
         && add_event (db, action, henji_draft_sent (draft), data->str, error);
}

static gboolean
do_reopen (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  g_autoptr (GString) data = NULL;
  gint64 since, started = 0;

  if (case_ == NULL)
    return FALSE;

  data = _henji_desk_snapshot (case_);
  if (!_henji_desk_unanswered_since (db, action->row, FALSE, &since, error))
    return FALSE;
  if (since != 0 && (case_->flags & HENJI_CASE_SUPPORT) == 0
      && !_henji_desk_run_reply_clock (db, action->row,
                                       henji_desk_policy (action->desk, case_->marketplace), since,
                                       &started, error))
    return FALSE;
  if (started != 0)
    g_string_append_printf (data, "desk-started=%" G_GINT64_FORMAT "\n", started);

  return henji_db_case_set_court (db, action->row, HENJI_COURT_OURS, error)
         && henji_db_case_set_confirmation (db, action->row, HENJI_CONFIRMATION_NONE, error)
         && add_event (db, action, NULL, data->str, error)
         && _henji_desk_settle_clocks (action->desk, db, action->row, error);
}

static gboolean
do_confirm (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  g_autoptr (GString) data = NULL;

  if (case_ == NULL)
    return FALSE;

  data = _henji_desk_snapshot (case_);

  return henji_db_case_set_confirmation (db, action->row, HENJI_CONFIRMATION_CONFIRMED, error)
         && add_event (db, action, NULL, data->str, error);
}

static gboolean
do_text (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;

  return add_event (db, action, action->text, NULL, error);
}

static gboolean
do_kind (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  g_autoptr (GString) data = NULL;
  g_autofree char *text = NULL;

  if (case_ == NULL)
    return FALSE;

  data = _henji_desk_snapshot (case_);
  text = g_strdup_printf ("%s → %s", henji_kind_id (case_->kind), henji_kind_id (action->kind));

  return henji_db_case_set_kind (db, action->row, action->kind, error)
         && add_event (db, action, text, data->str, error);
}

static gboolean
do_merge (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) into = henji_db_case_get (db, action->row, error);
  g_autoptr (HenjiCase) from = into != NULL ? henji_db_case_get (db, action->other, error) : NULL;
  g_autoptr (GString) data = NULL;
  g_autofree char *undo = NULL;

  if (from == NULL)
    return FALSE;
  if (action->row == action->other)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("A case cannot be merged with itself."));
      return FALSE;
    }
  if (((into->flags | from->flags) & HENJI_CASE_SUPPORT) != 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("A case with the marketplace keeps to its Case ID: it cannot be "
                              "merged."));
      return FALSE;
    }

  data = _henji_desk_snapshot (into);
  if (!henji_db_case_merge (db, action->row, action->other, &undo, error))
    return FALSE;
  g_string_append (data, undo);

  /* The more urgent of the two courts: ours, then theirs, then closed. */
  return henji_db_case_set_court (db, action->row, MIN (into->court, from->court), error)
         && henji_db_case_set_flags (db, action->row, from->flags, from->flags, error)
         && add_event (db, action, from->uuid, data->str, error)
         && _henji_desk_settle_clocks (action->desk, db, action->row, error);
}

static gboolean
do_split (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiMessage) message = henji_db_message_get (db, action->other, error);
  g_autoptr (HenjiCase) case_ = NULL;
  g_autoptr (GString) data = NULL;
  g_autofree char *undo = NULL;
  gint64 since, started = 0;

  if (message == NULL)
    return FALSE;
  action->row = message->case_row;
  case_ = henji_db_case_get (db, action->row, error);
  if (case_ == NULL)
    return FALSE;

  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("A case with the marketplace keeps to its Case ID: it cannot be "
                              "split."));
      return FALSE;
    }
  data = _henji_desk_snapshot (case_);
  if (!henji_db_case_split (db, action->other, action->now, &action->new_case, &undo, error))
    return FALSE;
  g_string_append (data, undo);
  if (!_henji_desk_unanswered_since (db, action->new_case, TRUE, &since, error))
    return FALSE;
  if (since != 0)
    {
      if (!_henji_desk_run_reply_clock (db, action->new_case,
                                        henji_desk_policy (action->desk, case_->marketplace), since,
                                        &started, error)
          || !henji_db_case_set_court (db, action->new_case, HENJI_COURT_OURS, error))
        return FALSE;
      if (started != 0)
        g_string_append_printf (data, "desk-started=%" G_GINT64_FORMAT "\n", started);
    }

  return add_event (db, action, NULL, data->str, error)
         && _henji_desk_settle_clocks (action->desk, db, action->row, error)
         && _henji_desk_settle_clocks (action->desk, db, action->new_case, error);
}

static gboolean
do_shipment (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  const HenjiShipment *shipment = action->shipment;
  HenjiMergeStatus status;
  g_autoptr (HenjiOrder) order = NULL;
  g_autofree char *text = NULL;
  g_autofree char *data = NULL;

  order = henji_db_order_get (db, action->order_id, error);
  if (order == NULL
      || !henji_db_shipment_put (db, action->order_id, shipment, TRUE, &status, error))
    return FALSE;

  if (action->row == 0)
    {
      g_autoptr (GArray) cases = henji_db_order_cases (db, action->order_id, error);

      if (cases == NULL)
        return FALSE;
      if (cases->len == 0)
        {
          action->event = -1;
          return TRUE;
        }
      action->row = g_array_index (cases, gint64, 0);
    }

  text = g_strjoin (" ", shipment->carrier != NULL ? shipment->carrier : "",
                    shipment->tracking_number != NULL ? shipment->tracking_number : "",
                    shipment->ship_date != NULL ? shipment->ship_date : "", NULL);
  g_strstrip (text);
  data = g_strdup_printf ("desk-order=%s\ndesk-tracking=%s\n", action->order_id,
                          shipment->tracking_number != NULL ? shipment->tracking_number : "");

  return add_event (db, action, text, data, error)
         && _henji_desk_settle_order (action->desk, db, action->order_id, error);
}

/* ---- Undo ----------------------------------------------------------------------------------- */

static gboolean
has_clock (const GPtrArray *clocks, gint64 row)
{
  for (guint i = 0; i < clocks->len; i++)
    if (((const HenjiClock *) g_ptr_array_index (clocks, i))->row == row)
      return TRUE;

  return FALSE;
}

/* A clock that is not there any more is none to put back: whatever followed from what has come in
 * since is settled afterwards. */
static gboolean
restore_clocks (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autoptr (GPtrArray) clocks = henji_db_case_clocks (db, event->case_row, error);
  g_autoptr (GArray) stopped = _henji_desk_event_rows (event->data, "desk-clocks");
  g_autoptr (GArray) started = _henji_desk_event_rows (event->data, "desk-started");

  if (clocks == NULL)
    return FALSE;
  for (guint i = 0; i < stopped->len; i++)
    if (has_clock (clocks, g_array_index (stopped, gint64, i))
        && !henji_db_clock_set_stopped (db, g_array_index (stopped, gint64, i), 0, error))
      return FALSE;
  for (guint i = 0; i < started->len; i++)
    if (has_clock (clocks, g_array_index (started, gint64, i))
        && !henji_db_clock_remove (db, g_array_index (started, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
restore_snapshot (HenjiDb *db, const HenjiEvent *event, gint64 now, GError **error)
{
  const char *data = event->data;
  g_autoptr (GArray) promises = _henji_desk_event_rows (data, "desk-promises");
  gint64 draft = lookup_number (data, "desk-draft");
  guint flags = (guint) lookup_number (data, "desk-flags");

  if (!restore_clocks (db, event, error))
    return FALSE;
  for (guint i = 0; i < promises->len; i++)
    if (henji_db_event_add (db, event->case_row, HENJI_EVENT_UNDONE, now, NULL, NULL,
                            g_array_index (promises, gint64, i), error)
        == 0)
      return FALSE;
  if (draft != 0 && !henji_db_draft_set_answered (db, draft, FALSE, error))
    return FALSE;

  return henji_db_case_set_court (db, event->case_row, lookup_number (data, "desk-court"), error)
         && henji_db_case_set_kind (db, event->case_row, lookup_number (data, "desk-kind"), error)
         && henji_db_case_set_confirmation (db, event->case_row,
                                            lookup_number (data, "desk-confirmation"), error)
         && henji_db_case_set_flags (db, event->case_row, HENJI_CASE_A_TO_Z | HENJI_CASE_OPTED_OUT,
                                     flags, error)
         && henji_db_case_set_flags (db, event->case_row, flags & HENJI_CASE_UNREAD, flags, error);
}

static gboolean
take_back (HenjiDb *db, const HenjiEvent *event, gint64 now, GError **error)
{
  switch (event->type)
    {
    case HENJI_EVENT_NOTE:
    case HENJI_EVENT_PHONE_LOGGED:
    case HENJI_EVENT_CHAT_LOGGED:
      return TRUE;

    case HENJI_EVENT_ANSWERED:
    case HENJI_EVENT_NO_REPLY_NEEDED:
    case HENJI_EVENT_CLOSED:
    case HENJI_EVENT_REOPENED:
    case HENJI_EVENT_KIND_CHANGED:
    case HENJI_EVENT_PROMISE_KEPT:
    case HENJI_EVENT_REMINDER_SET:
    case HENJI_EVENT_REMINDER_DONE:
    case HENJI_EVENT_CLOCK_STARTED:
    case HENJI_EVENT_CLOCK_ENDED:
    case HENJI_EVENT_RETURN_ARRIVED:
      return restore_snapshot (db, event, now, error);

    case HENJI_EVENT_RETURN_OPENED:
    case HENJI_EVENT_RETURN_STAGE:
    case HENJI_EVENT_GOODS_SETTLED:
      return restore_snapshot (db, event, now, error)
             && _henji_desk_return_take_back (db, event, error);

    case HENJI_EVENT_SUPPORT_OPENED:
      return _henji_desk_support_take_back (db, event, error);

    case HENJI_EVENT_SUPPORT_STATUS:
    case HENJI_EVENT_SUPPORT_CHANGED:
      return _henji_desk_support_take_back (db, event, error)
             && restore_snapshot (db, event, now, error);

    case HENJI_EVENT_SUPPORT_WRITTEN:
      /* In a case with the marketplace the court moved, too. */
      if (event->data != NULL && g_str_has_prefix (event->data, "desk-court="))
        return _henji_desk_support_take_back (db, event, error)
               && restore_snapshot (db, event, now, error);
      return henji_db_draft_set_answered (db, lookup_number (event->data, "desk-draft"), FALSE,
                                          error);

    case HENJI_EVENT_CONFIRMED:
      if (event->data != NULL)
        return restore_snapshot (db, event, now, error);
      break;

    case HENJI_EVENT_MERGED:
    case HENJI_EVENT_SPLIT:
      return henji_db_case_unmerge (db, event->case_row, event->data, error)
             && restore_snapshot (db, event, now, error);

    case HENJI_EVENT_SHIPMENT_ENTERED:
      {
        g_autofree char *order_id = _henji_desk_event_value (event->data, "desk-order");
        g_autofree char *tracking = _henji_desk_event_value (event->data, "desk-tracking");

        return henji_db_shipment_remove (db, order_id != NULL ? order_id : "",
                                         tracking != NULL && *tracking != '\0' ? tracking : NULL,
                                         error);
      }

    case HENJI_EVENT_LABEL_PRINTED:
    case HENJI_EVENT_RETURN_REQUESTED:
    case HENJI_EVENT_REFUND_ISSUED:
    case HENJI_EVENT_CLAIM_OPENED:
    case HENJI_EVENT_CLAIM_CLOSED:
    case HENJI_EVENT_OPT_OUT:
    case HENJI_EVENT_CANCEL_REQUESTED:
    case HENJI_EVENT_RECOGNISED:
    case HENJI_EVENT_UNDONE:
    case HENJI_EVENT_PROMISE:
    case HENJI_EVENT_COPIED:
    case HENJI_EVENT_CHECK_OVERRIDDEN:
    case HENJI_EVENT_CSBA_FORWARDED:
    case HENJI_EVENT_CLAIM_STAGE:
    case HENJI_EVENT_EVIDENCE_SAVED:
    case HENJI_EVENT_ADDRESS_CHANGED:
    case HENJI_EVENT_OUTLAY:
    case HENJI_EVENT_DEFECT:
    case HENJI_EVENT_TAGGED:
    case HENJI_EVENT_UNTAGGED:
    case HENJI_N_EVENTS:
    default:
      break;
    }

  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                       _ ("This cannot be undone."));

  return FALSE;
}

/* What was taken back may have been of an order that several cases mention, or of two cases. */
static gboolean
settle_after_undo (const Action *action, HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autofree char *order_id = _henji_desk_event_value (event->data, "desk-order");

  if (order_id != NULL && !_henji_desk_settle_order (action->desk, db, order_id, error))
    return FALSE;
  if (event->type == HENJI_EVENT_MERGED && event->text != NULL)
    {
      gint64 other = henji_db_case_find_by_uuid (db, event->text, NULL, NULL);

      if (other != 0 && !_henji_desk_settle_clocks (action->desk, db, other, error))
        return FALSE;
    }

  return _henji_desk_settle_clocks (action->desk, db, event->case_row, error);
}

static gboolean
do_undo (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiEvent) event = henji_db_event_get (db, action->row, error);

  if (event == NULL)
    return FALSE;
  if (event->undone)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("This was undone already."));
      return FALSE;
    }
  if (!take_back (db, event, action->now, error))
    return FALSE;

  action->event = henji_db_event_add (db, event->case_row, HENJI_EVENT_UNDONE, action->now, NULL,
                                      NULL, event->row, error);

  return action->event != 0 && settle_after_undo (action, db, event, error);
}

/* ---- The actions ---------------------------------------------------------------------------- */

static gint64
run (HenjiDesk *self, Action *action, HenjiStoreFunc func, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  action->desk = self;
  action->now = henji_desk_now (self);
  if (!_henji_desk_write (self, func, action, error))
    return 0;

  return action->event;
}

gint64
henji_desk_answered (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_ANSWERED };
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  HenjiReplyContext context;

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  detail = henji_desk_case_detail (self, case_row, error);
  shop = detail != NULL ? henji_desk_shop (self, error) : NULL;
  if (shop == NULL)
    return 0;
  if (detail->support != NULL)
    return henji_desk_support_written (self, case_row, error);
  henji_desk_reply_context (self, detail, shop, &context);
  action.context = &context;

  return run (self, &action, do_end_turn, error);
}

gint64
henji_desk_support_written (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_SUPPORT_WRITTEN };

  return run (self, &action, do_support_written, error);
}

gint64
henji_desk_no_reply_needed (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_NO_REPLY_NEEDED };

  return run (self, &action, do_end_turn, error);
}

gint64
henji_desk_close_case (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_CLOSED };

  return run (self, &action, do_end_turn, error);
}

gint64
henji_desk_reopen (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_REOPENED };

  return run (self, &action, do_reopen, error);
}

gint64
henji_desk_confirm (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_CONFIRMED };

  return run (self, &action, do_confirm, error);
}

gint64
henji_desk_note (HenjiDesk *self, gint64 case_row, const char *text, GError **error)
{
  g_autofree char *stripped = g_strstrip (henji_card_number_mask (text != NULL ? text : "", NULL));
  Action action = { .row = case_row, .type = HENJI_EVENT_NOTE, .text = stripped };

  if (*stripped == '\0')
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The note is empty."));
      return 0;
    }

  return run (self, &action, do_text, error);
}

gint64
henji_desk_copied (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_COPIED };

  return run (self, &action, do_text, error);
}

gint64
henji_desk_check_overridden (HenjiDesk *self, gint64 case_row, const char *text, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_CHECK_OVERRIDDEN, .text = text };

  return run (self, &action, do_text, error);
}

gint64
henji_desk_set_kind (HenjiDesk *self, gint64 case_row, HenjiKind kind, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_KIND_CHANGED, .kind = kind };

  return run (self, &action, do_kind, error);
}

gint64
henji_desk_merge (HenjiDesk *self, gint64 into_row, gint64 from_row, GError **error)
{
  Action action = { .row = into_row, .type = HENJI_EVENT_MERGED, .other = from_row };

  return run (self, &action, do_merge, error);
}

gint64
henji_desk_split (HenjiDesk *self, gint64 message_row, gint64 *new_case, GError **error)
{
  Action action = { .type = HENJI_EVENT_SPLIT, .other = message_row };
  gint64 event = run (self, &action, do_split, error);

  if (new_case != NULL)
    *new_case = action.new_case;

  return event;
}

gint64
henji_desk_set_shipment (HenjiDesk *self,
                         gint64 case_row,
                         const char *order_id,
                         const HenjiShipment *shipment,
                         GError **error)
{
  Action action = { .row = case_row,
                    .type = HENJI_EVENT_SHIPMENT_ENTERED,
                    .order_id = order_id,
                    .shipment = shipment };

  g_return_val_if_fail (order_id != NULL && shipment != NULL, 0);

  return run (self, &action, do_shipment, error);
}

gint64
henji_desk_undo (HenjiDesk *self, gint64 event_row, GError **error)
{
  Action action = { .row = event_row, .type = HENJI_EVENT_UNDONE };

  return run (self, &action, do_undo, error);
}

static gboolean
do_mark_read (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;

  return henji_db_case_set_flags (db, action->row, HENJI_CASE_UNREAD, 0, error);
}

gboolean
henji_desk_mark_read (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row };

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  return _henji_desk_write (self, do_mark_read, &action, error);
}
