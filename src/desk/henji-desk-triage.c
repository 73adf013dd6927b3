/* henji-desk-triage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-triage"

#include "config.h"

#include "henji-desk-csba-private.h"
#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-desk-claim.h"
#include "henji-desk-clocks.h"
#include "henji-desk-court.h"
#include "henji-desk-promise.h"
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
  gint64 other;                     /* another case, a message, a clock */
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

/* Does the clock end with this? A closed case has no clocks. That no reply is needed, where none
 * waits for one, is said of what gave us the turn. */
static gboolean
ends_with (const Action *action, const HenjiClock *clock, gint64 unanswered)
{
  const HenjiClockRule *rule = henji_clock_rule (clock->rule);

  if (action->type == HENJI_EVENT_CLOSED)
    return TRUE;
  if (rule == NULL || henji_claim_is_rule (clock->rule))
    return FALSE;
  /* What is written to the buyer is no answer to the marketplace. */
  if (action->type == HENJI_EVENT_ANSWERED && unanswered != 0
      && g_str_equal (clock->rule, "csba-question"))
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
  gboolean forwarded = action->type == HENJI_EVENT_CSBA_FORWARDED;
  gboolean to_support = action->type == HENJI_EVENT_SUPPORT_WRITTEN || forwarded;
  g_autoptr (HenjiDraft) draft = NULL;
  const char *sent;

  if (action->type != HENJI_EVENT_ANSWERED && !to_support)
    return NULL;
  draft = henji_db_draft_find (db, action->row, error);
  if (draft == NULL || draft->answered
      || henji_desk_draft_is_to_support (action->desk, draft) != to_support
      || (forwarded && g_strcmp0 (draft->situation, HENJI_SITUATION_CSBA_FORWARD) != 0))
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
    {
      gboolean asked;

      if (!_henji_desk_clock_runs (db, action->row, "csba-question", &asked, error))
        return FALSE;
      if (asked)
        court = HENJI_COURT_OURS;
      confirmation = HENJI_CONFIRMATION_UNCONFIRMED;
    }
  else if (action->type == HENJI_EVENT_NO_REPLY_NEEDED)
    confirmation = HENJI_CONFIRMATION_NOT_MARKED;

  return henji_db_case_set_court (db, action->row, court, error)
         && henji_db_case_set_confirmation (db, action->row, confirmation, error)
         && henji_db_case_set_flags (db, action->row, HENJI_CASE_UNREAD, 0, error)
         && _henji_desk_take_turns (db, action->now, error)
         && add_event (db, action, draft != NULL ? henji_draft_sent (draft) : NULL, data->str,
                       error);
}

/* Stops the running clocks of one rule; @data gets what undo needs. */
static gboolean
stop_rule (HenjiDb *db, const Action *action, const char *rule, GString *data, GError **error)
{
  g_autoptr (GArray) stopped = NULL;

  if (!henji_db_clocks_stop (db, action->row, rule, action->now, &stopped, error))
    return FALSE;
  _henji_desk_append_rows (data, "desk-clocks", stopped);

  return TRUE;
}

/* Nothing is left for us to do: the turn is theirs. */
static gboolean
give_turn (HenjiDb *db, const Action *action, gboolean answered, GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  const HenjiClockRule *rule;
  gint64 since = 0;

  if (case_ == NULL
      || (!answered && !_henji_desk_unanswered_since (db, action->row, TRUE, &since, error)))
    return FALSE;
  rule = case_->due != 0 ? henji_clock_rule (case_->due_rule) : NULL;
  if (case_->court != HENJI_COURT_OURS || since != 0 || (rule != NULL && rule->ends_with_answer))
    return TRUE;

  return henji_db_case_set_court (db, action->row, HENJI_COURT_THEIRS, error)
         && _henji_desk_take_turns (db, action->now, error);
}

/* The marketplace's customer service answers the buyer: our clock ends, but the message waits at
 * the marketplace until somebody says there that it needs no answer. */
static gboolean
do_csba_forwarded (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  g_autoptr (GString) data = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (HenjiDraft) draft = NULL;

  if (case_ == NULL)
    return FALSE;
  if ((case_->flags & HENJI_CASE_CSBA) == 0)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("The marketplace’s customer service does not answer this case; "
                              "you do."));
      return FALSE;
    }
  draft = draft_to_send (db, action, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  data = _henji_desk_snapshot (case_);
  return stop_rule (db, action, "reply", data, error)
         && (draft == NULL || note_sent (db, draft, data, error))
         && give_turn (db, action, TRUE, error)
         && henji_db_case_set_confirmation (db, action->row, HENJI_CONFIRMATION_NOT_MARKED, error)
         && henji_db_case_set_flags (db, action->row, HENJI_CASE_UNREAD, 0, error)
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
  if (draft == NULL && !own)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("There is no new text to the marketplace's support."));
      return FALSE;
    }
  if (!own && g_strcmp0 (draft->situation, HENJI_SITUATION_CSBA_FORWARD) == 0
      && (case_->flags & HENJI_CASE_CSBA) != 0)
    {
      action->type = HENJI_EVENT_CSBA_FORWARDED;
      return do_csba_forwarded (db, action, error);
    }

  data = _henji_desk_snapshot (case_);
  /* A case with the marketplace: now it is their turn. */
  if (own
      && (!_henji_desk_support_put_status (db, action->row, NULL, data, error)
          || !_henji_desk_support_turn (action->desk, db, case_, HENJI_COURT_THEIRS, action->now,
                                        data, error)
          || !henji_db_case_set_flags (db, action->row, HENJI_CASE_UNREAD, 0, error)))
    return FALSE;
  if (!own && g_strcmp0 (draft->situation, HENJI_SITUATION_CSBA_ANSWER) == 0
      && (!stop_rule (db, action, "csba-question", data, error)
          || !give_turn (db, action, FALSE, error)))
    return FALSE;
  if (draft == NULL)
    return add_event (db, action, NULL, data->str, error);

  return note_sent (db, draft, data, error)
         && add_event (db, action, henji_draft_sent (draft), data->str, error);
}

static gboolean
do_reopen (HenjiDb *db, gpointer user_data, GError **error)
{
  Action *action = user_data;
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, action->row, error);
  g_autoptr (GString) data = NULL;

  if (case_ == NULL)
    return FALSE;

  data = _henji_desk_snapshot (case_);

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
         && add_event (db, action, text, data->str, error)
         && _henji_desk_csba_mark (action->desk, db, action->row, error);
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
         && _henji_desk_claims_settle (action->desk, db, action->row, 0, error)
         && add_event (db, action, from->uuid, data->str, error)
         && _henji_desk_csba_mark (action->desk, db, action->row, error)
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
  gint64 since;

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

  return (since == 0 || henji_db_case_set_court (db, action->new_case, HENJI_COURT_OURS, error))
         && _henji_desk_claims_settle (action->desk, db, action->row, 0, error)
         && _henji_desk_claims_settle (action->desk, db, action->new_case, 0, error)
         && add_event (db, action, NULL, data->str, error)
         && _henji_desk_csba_mark (action->desk, db, action->row, error)
         && _henji_desk_csba_mark (action->desk, db, action->new_case, error)
         && _henji_desk_settle_clocks (action->desk, db, action->row, error)
         && _henji_desk_settle_clocks (action->desk, db, action->new_case, error);
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
henji_desk_csba_forwarded (HenjiDesk *self, gint64 case_row, GError **error)
{
  Action action = { .row = case_row, .type = HENJI_EVENT_CSBA_FORWARDED };

  return run (self, &action, do_csba_forwarded, error);
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
