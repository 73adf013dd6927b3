/* henji-desk-undo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking back what was done, by what its event says of how the case stood.
 */
#define G_LOG_DOMAIN "henji-desk-undo"

#include "config.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-desk-csba-private.h"
#include "henji-db-address.h"
#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-order.h"
#include "henji-desk-claim.h"
#include "henji-desk-feedback.h"
#include "henji-desk-outlay.h"
#include "henji-desk-promise.h"
#include "henji-desk-settle.h"
#include "henji-desk-support-private.h"
#include "henji-desk-returns-private.h"
#include "henji-desk-rules-private.h"

static gint64
lookup_number (const char *data, const char *key)
{
  g_autofree char *value = _henji_desk_event_value (data, key);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

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
         && henji_db_case_set_flags (db, event->case_row, HENJI_CASE_OPTED_OUT, flags, error)
         && henji_db_case_set_flags (db, event->case_row, flags & HENJI_CASE_UNREAD, flags, error);
}

/* Settling a claim gives somebody the turn; an undo knows better who had it. */
static gboolean
restore_court (HenjiDb *db, const HenjiEvent *event, GError **error)
{
  return henji_db_case_set_court (db, event->case_row, lookup_number (event->data, "desk-court"),
                                  error);
}

static gboolean
take_back (HenjiDesk *desk, HenjiDb *db, const HenjiEvent *event, gint64 now, GError **error)
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
    case HENJI_EVENT_CSBA_FORWARDED:
    case HENJI_EVENT_REMINDER_SET:
    case HENJI_EVENT_REMINDER_DONE:
    case HENJI_EVENT_CLOCK_STARTED:
    case HENJI_EVENT_CLOCK_ENDED:
    case HENJI_EVENT_RETURN_ARRIVED:
      return restore_snapshot (db, event, now, error);

    case HENJI_EVENT_CLAIM_STAGE:
      return restore_snapshot (db, event, now, error)
             && _henji_desk_claims_settle (desk, db, event->case_row, event->row, error)
             && restore_court (db, event, error);

    case HENJI_EVENT_RETURN_OPENED:
    case HENJI_EVENT_RETURN_STAGE:
    case HENJI_EVENT_GOODS_SETTLED:
      return restore_snapshot (db, event, now, error)
             && _henji_desk_return_take_back (db, event, error);

    case HENJI_EVENT_FEEDBACK:
      return restore_snapshot (db, event, now, error)
             && _henji_desk_undo_feedback (db, event, now, error);

    case HENJI_EVENT_SUPPORT_OPENED:
      return _henji_desk_support_take_back (db, event, error);

    case HENJI_EVENT_SUPPORT_STATUS:
    case HENJI_EVENT_SUPPORT_CHANGED:
      return _henji_desk_support_take_back (db, event, error)
             && restore_snapshot (db, event, now, error);

    case HENJI_EVENT_CSBA_NATURE:
      return TRUE;

    case HENJI_EVENT_TAGGED:
    case HENJI_EVENT_UNTAGGED:
    case HENJI_EVENT_RULE_RAN:
      return _henji_desk_take_back_rule (db, event, error);

    case HENJI_EVENT_SUPPORT_WRITTEN:
      /* In a case with the marketplace its status moved, too. */
      if (strstr (event->data, "\nsupport-status=") != NULL
          && !_henji_desk_support_take_back (db, event, error))
        return FALSE;
      return restore_snapshot (db, event, now, error);

    case HENJI_EVENT_OUTLAY:
    case HENJI_EVENT_DEFECT:
      return _henji_desk_undo_outlay (db, event, error);

    case HENJI_EVENT_CONFIRMED:
      if (event->data != NULL)
        return restore_snapshot (db, event, now, error);
      break;

    case HENJI_EVENT_MERGED:
    case HENJI_EVENT_SPLIT:
      return henji_db_case_unmerge (db, event->case_row, event->data, error)
             && restore_snapshot (db, event, now, error)
             && _henji_desk_claims_settle (desk, db, event->case_row, 0, error)
             && _henji_desk_claims_settle (desk, db, lookup_number (event->data, "from"), 0, error)
             && restore_court (db, event, error);

    case HENJI_EVENT_ADDRESS_CHANGED:
      return henji_db_address_change_take_back (db, lookup_number (event->data, "desk-address"),
                                                now, error);

    case HENJI_EVENT_SHIPMENT_ENTERED:
      {
        g_autofree char *order_id = _henji_desk_event_value (event->data, "desk-order");
        g_autofree char *tracking = _henji_desk_event_value (event->data, "desk-tracking");

        return henji_db_shipment_remove (db, order_id != NULL ? order_id : "",
                                         tracking != NULL && *tracking != '\0' ? tracking : NULL,
                                         error);
      }

    case HENJI_EVENT_MARKETPLACE_MESSAGE:
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("A message that went to the buyer cannot be taken back."));
      return FALSE;

    case HENJI_EVENT_LABEL_PRINTED:
    case HENJI_EVENT_DOCUMENT_PRINTED:
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
    case HENJI_EVENT_EVIDENCE_SAVED:
    case HENJI_EVENT_CARRIER_FILE:
    case HENJI_EVENT_CSBA_QUESTION:
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
settle_after_undo (HenjiDesk *desk, HenjiDb *db, const HenjiEvent *event, GError **error)
{
  g_autofree char *order_id = _henji_desk_event_value (event->data, "desk-order");

  if (order_id != NULL && !_henji_desk_settle_order (desk, db, order_id, error))
    return FALSE;
  if (event->type == HENJI_EVENT_MERGED && event->text != NULL)
    {
      gint64 other = henji_db_case_find_by_uuid (db, event->text, NULL, NULL);

      if (other != 0 && !_henji_desk_settle_clocks (desk, db, other, error))
        return FALSE;
    }

  return _henji_desk_settle_clocks (desk, db, event->case_row, error)
         && _henji_desk_csba_mark (desk, db, event->case_row, error);
}

gint64
_henji_desk_undo_in (HenjiDesk *desk, HenjiDb *db, gint64 event_row, GError **error)
{
  gint64 now = henji_desk_now (desk), row;
  g_autoptr (HenjiEvent) event = henji_db_event_get (db, event_row, error);

  if (event == NULL)
    return 0;
  if (event->undone)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                           _ ("This was undone already."));
      return 0;
    }
  if (!take_back (desk, db, event, now, error))
    return 0;

  row = henji_db_event_add (db, event->case_row, HENJI_EVENT_UNDONE, now, NULL, NULL, event->row,
                            error);

  return row != 0 && settle_after_undo (desk, db, event, error) ? row : 0;
}

typedef struct
{
  HenjiDesk *desk;
  gint64 row;   /* the event to undo */
  gint64 event; /* out */
} UndoJob;

static gboolean
do_undo (HenjiDb *db, gpointer user_data, GError **error)
{
  UndoJob *job = user_data;

  job->event = _henji_desk_undo_in (job->desk, db, job->row, error);

  return job->event != 0;
}

gint64
henji_desk_undo (HenjiDesk *self, gint64 event_row, GError **error)
{
  UndoJob job = { self, event_row, 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self), 0);

  return _henji_desk_write (self, do_undo, &job, error) ? job.event : 0;
}
