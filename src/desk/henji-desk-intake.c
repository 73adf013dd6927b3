/* henji-desk-intake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-intake"

#include "config.h"

#include "henji-desk-intake.h"

#include <string.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-message.h"
#include "henji-db-order.h"
#include "henji-desk-claim.h"
#include "henji-desk-clocks.h"
#include "henji-desk-court.h"
#include "henji-desk-csba-private.h"
#include "henji-desk-outlay.h"
#include "henji-desk-private.h"
#include "henji-desk-settle.h"
#include "henji-desk-promise.h"
#include "henji-desk-support-private.h"
#include "henji-desk-rules-private.h"
#include "henji-time.h"

/* A mail dated later than this after now has a wrong clock; it counts as coming now. */
#define CLOCK_SLACK HENJI_DAY

/* ---- Reading -------------------------------------------------------------------------------- */

static void
add_order_ids (GPtrArray *to, char **ids)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (to, ids[i], g_str_equal, NULL))
      g_ptr_array_add (to, g_strdup (ids[i]));
}

/* All order numbers of mail and own words, in order of appearance, each once; NULL when none. */
static char **
join_order_ids (char **mail, char **facts)
{
  GPtrArray *ids = g_ptr_array_new ();

  add_order_ids (ids, mail);
  add_order_ids (ids, facts);
  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      return NULL;
    }
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}

static HenjiKind
kind_of_notification (HenjiNotification notification, HenjiKind recognised)
{
  switch (notification)
    {
    case HENJI_NOTIFICATION_RETURN_REQUEST:
      return HENJI_KIND_RETURN_REQUEST;
    case HENJI_NOTIFICATION_REFUND_ISSUED:
      return HENJI_KIND_REFUND_STATUS;
    case HENJI_NOTIFICATION_CLAIM_OPENED:
    case HENJI_NOTIFICATION_CLAIM_CLOSED:
      return HENJI_KIND_A_TO_Z;
    case HENJI_NOTIFICATION_CANCEL_REQUEST:
      return HENJI_KIND_CANCEL_REQUEST;
    case HENJI_NOTIFICATION_OPT_OUT:
      return HENJI_KIND_OTHER;
    case HENJI_NOTIFICATION_CSBA_QUESTION:
    case HENJI_NOTIFICATION_NONE:
    case HENJI_NOTIFICATION_BUYER_MESSAGE:
    case HENJI_NOTIFICATION_REPLY_COPY:
    case HENJI_NOTIFICATION_SUPPORT:
    case HENJI_N_NOTIFICATIONS:
    default:
      return recognised;
    }
}

static gboolean
notification_needs_answer (HenjiNotification notification)
{
  return notification == HENJI_NOTIFICATION_NONE
         || notification == HENJI_NOTIFICATION_RETURN_REQUEST
         || notification == HENJI_NOTIFICATION_CLAIM_OPENED
         || notification == HENJI_NOTIFICATION_CANCEL_REQUEST
         || notification == HENJI_NOTIFICATION_CSBA_QUESTION;
}

static HenjiMessage *
message_of_mail (HenjiDesk *desk, const HenjiMail *mail, gint64 now)
{
  g_auto (HenjiRecognition) seen = { 0 };
  HenjiMessage *message = henji_message_new ();

  henji_recognise (henji_desk_facts_lexicon (desk->facts), mail->subject, mail->body,
                   mail->own_length, &seen);

  message->direction = mail->direction;
  message->notification = mail->notification;
  message->at = mail->date > 0 && mail->date < now + CLOCK_SLACK ? mail->date : now;
  message->from_name = g_strdup (mail->from_name);
  message->from_address = g_strdup (mail->from_address);
  message->reply_to = g_strdup (mail->reply_to);
  message->subject = g_strdup (mail->subject);
  message->body = g_strdup (mail->body);
  message->own_length = mail->own_length;
  message->language = seen.language;
  message->message_id = g_strdup (mail->message_id != NULL ? mail->message_id : mail->fingerprint);
  message->raw_sha256 = g_strdup (mail->raw_sha256);
  message->attachments = g_ptr_array_ref (mail->attachments);
  if (mail->direction == HENJI_DIRECTION_IN)
    {
      message->kind = seen.kind;
      message->other_kinds = seen.other_kinds;
      message->reply_needed = seen.reply_needed;
      henji_facts_copy (&seen.facts, &message->facts);
      g_clear_pointer (&message->facts.order_ids, g_strfreev);
    }
  else
    {
      message->kind = kind_of_notification (mail->notification, seen.kind);
      message->reply_needed = mail->direction == HENJI_DIRECTION_NOTICE
                              && notification_needs_answer (mail->notification);
    }
  message->facts.order_ids = join_order_ids (mail->order_ids, seen.facts.order_ids);

  return message;
}

HenjiIntake *
_henji_desk_intake_new (HenjiDesk *desk, const char *file, int index, GBytes *raw, gint64 now)
{
  HenjiIntake *self = g_new0 (HenjiIntake, 1);
  g_autoptr (GError) error = NULL;

  self->file = g_strdup (file);
  self->index = index;
  self->mail = henji_mail_parse (raw, &error);
  if (self->mail == NULL)
    {
      self->status = HENJI_IMPORT_REJECTED;
      self->reason = g_strdup (error->message);
      return self;
    }

  self->message = message_of_mail (desk, self->mail, now);
  if (self->mail->warnings != NULL)
    self->reason = g_strjoinv (" ", self->mail->warnings);

  return self;
}

void
_henji_desk_intake_free (HenjiIntake *self)
{
  g_free (self->file);
  g_clear_pointer (&self->mail, henji_mail_unref);
  g_clear_pointer (&self->message, henji_message_unref);
  g_free (self->reason);
  g_free (self->case_uuid);
  g_free (self);
}

/* ---- Threading ------------------------------------------------------------------------------ */

/* Who the case is with: the relay address without its suffix, else the sender's own address. */
static char *
alias_of_mail (const HenjiMail *mail)
{
  if (mail->alias != NULL)
    return g_strdup (mail->alias);
  if (mail->direction == HENJI_DIRECTION_IN && *mail->from_address != '\0')
    return g_utf8_strdown (mail->from_address, -1);

  return NULL;
}

/* May a case that mentions the order take a mail from @alias (nullable)? One with the marketplace
 * takes only what bears its Case ID. */
static gboolean
may_take (HenjiDb *db, gint64 row, const char *alias)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, row, NULL);

  return case_ != NULL && (case_->flags & HENJI_CASE_SUPPORT) == 0
         && (alias == NULL || case_->alias == NULL);
}

/* Among cases of one alias (newest first): the one this very address wrote in, else the newest. */
static gint64
pick_by_alias (HenjiDb *db, const GArray *rows, const HenjiMail *mail)
{
  gint64 same_address = 0;

  if (rows->len == 0)
    return 0;
  if (rows->len > 1 && mail->case_suffix != NULL)
    same_address = henji_db_case_find_by_address (
        db, mail->reply_to != NULL ? mail->reply_to : mail->from_address, NULL);
  for (guint i = 0; same_address != 0 && i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == same_address)
      return same_address;

  return g_array_index (rows, gint64, 0);
}

/* The case a mail belongs to, 0 for none: (alias, order number), then the alias alone; a mail
 * without an alias by its order number. Never by Message-ID. */
static gint64
find_case (HenjiDb *db, const HenjiIntake *self, const char *alias)
{
  char **ids = self->message->facts.order_ids;
  gboolean has_orders = ids != NULL && ids[0] != NULL;
  gint64 row = 0;

  if (alias != NULL)
    {
      g_autoptr (GArray) rows = NULL;

      for (guint i = 0; has_orders && ids[i] != NULL && row == 0; i++)
        row = henji_db_case_find (db, alias, ids[i], NULL);
      if (row == 0)
        {
          /* With order numbers that no case has, only a case from before the purchase will do. */
          rows = has_orders ? henji_db_case_find_without_order (db, alias, NULL)
                            : henji_db_case_find_by_alias (db, alias, NULL);
          if (rows != NULL)
            row = pick_by_alias (db, rows, self->mail);
        }
    }

  for (guint i = 0; has_orders && ids[i] != NULL && row == 0; i++)
    {
      g_autoptr (GArray) rows = henji_db_order_cases (db, ids[i], NULL);

      for (guint j = 0; rows != NULL && j < rows->len && row == 0; j++)
        if (may_take (db, g_array_index (rows, gint64, j), alias))
          row = g_array_index (rows, gint64, j);
    }

  return row;
}

/* A sender's name without what the marketplace adds: "佐伯 - Amazon Marketplace" → "佐伯". */
static char *
buyer_name (const HenjiMail *mail)
{
  g_autofree char *name = g_strdup (mail->from_name);
  char *dash = strstr (name, " - ");
  g_autofree char *folded = NULL;

  if (dash != NULL)
    *dash = '\0';
  g_strstrip (name);
  folded = g_utf8_casefold (name, -1);

  return *name == '\0' || strstr (folded, "amazon") != NULL || strchr (name, '@') != NULL
             ? NULL
             : g_steal_pointer (&name);
}

static HenjiCourt
first_court (const HenjiMessage *message)
{
  if (message->direction == HENJI_DIRECTION_IN)
    return HENJI_COURT_OURS;
  if (message->direction == HENJI_DIRECTION_OUT
      || message->notification == HENJI_NOTIFICATION_OPT_OUT)
    return HENJI_COURT_THEIRS;

  return message->reply_needed ? HENJI_COURT_OURS : HENJI_COURT_CLOSED;
}

static gint64
open_case (HenjiDb *db, const HenjiIntake *self, const char *alias, gint64 now, GError **error)
{
  const HenjiMessage *message = self->message;
  g_autoptr (HenjiCase) case_ = henji_case_new ();

  case_->court = first_court (message);
  case_->kind = message->kind;
  case_->language = message->language;
  case_->confirmation = message->direction == HENJI_DIRECTION_OUT ? HENJI_CONFIRMATION_CONFIRMED
                                                                  : HENJI_CONFIRMATION_NONE;
  case_->alias = g_strdup (alias);
  case_->marketplace = g_strdup (self->mail->marketplace);
  case_->subject = g_strdup (message->subject);

  return henji_db_case_insert (db, case_, now, error);
}

/* ---- What a mail does to its case ----------------------------------------------------------- */

static gboolean
kind_was_corrected (HenjiDb *db, gint64 row)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, row, NULL);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_KIND_CHANGED && !event->undone)
        return TRUE;
    }

  return FALSE;
}

/* What the seller chose stays, and so does an open claim. */
static gboolean
update_matter (HenjiDb *db, const HenjiCase *case_, GError **error)
{
  HenjiKind kind;
  HenjiLanguage language;

  if (!_henji_desk_matter (db, case_->row, &kind, &language, error))
    return FALSE;
  if (language != HENJI_LANGUAGE_OTHER && language != case_->language
      && !henji_db_case_set_language (db, case_->row, language, error))
    return FALSE;

  return kind == case_->kind || (case_->flags & HENJI_CASE_A_TO_Z) != 0
         || kind_was_corrected (db, case_->row)
         || henji_db_case_set_kind (db, case_->row, kind, error);
}

static gboolean
take_buyer_message (HenjiDb *db,
                    const HenjiCase *case_,
                    const HenjiMessage *message,
                    GError **error)
{
  gint64 since;

  if (!update_matter (db, case_, error)
      || !_henji_desk_unanswered_since (db, case_->row, TRUE, &since, error))
    return FALSE;
  if (since == 0 || message->at < since)
    return TRUE;

  if (!henji_db_case_set_flags (db, case_->row, HENJI_CASE_UNREAD, HENJI_CASE_UNREAD, error)
      || (case_->court != HENJI_COURT_OURS
          && !henji_db_case_set_court (db, case_->row, HENJI_COURT_OURS, error))
      || (case_->confirmation != HENJI_CONFIRMATION_NONE
          && !henji_db_case_set_confirmation (db, case_->row, HENJI_CONFIRMATION_NONE, error)))
    return FALSE;

  return TRUE;
}

static gboolean
take_reply_copy (HenjiDb *db, const HenjiCase *case_, const HenjiMessage *message, GError **error)
{
  gint64 since;
  gboolean asked;

  if (!update_matter (db, case_, error)
      || !_henji_desk_unanswered_since (db, case_->row, TRUE, &since, error)
      || !_henji_desk_clock_runs (db, case_->row, "csba-question", &asked, error))
    return FALSE;
  if (since != 0)
    return TRUE;
  if (case_->court == HENJI_COURT_OURS && !asked
      && !henji_db_case_set_court (db, case_->row, HENJI_COURT_THEIRS, error))
    return FALSE;

  /* Who has answered has read. */
  return henji_db_case_set_flags (db, case_->row, HENJI_CASE_UNREAD, 0, error)
         && henji_db_case_set_confirmation (db, case_->row, HENJI_CONFIRMATION_CONFIRMED, error);
}

static const struct
{
  HenjiNotification notification;
  HenjiEventType event;
  const char *rule; /* clock it starts, NULL for none */
} notices[] = {
  { HENJI_NOTIFICATION_RETURN_REQUEST, HENJI_EVENT_RETURN_REQUESTED, "return-request" },
  { HENJI_NOTIFICATION_REFUND_ISSUED, HENJI_EVENT_REFUND_ISSUED, NULL },
  { HENJI_NOTIFICATION_CLAIM_OPENED, HENJI_EVENT_CLAIM_OPENED, NULL },
  { HENJI_NOTIFICATION_CLAIM_CLOSED, HENJI_EVENT_CLAIM_CLOSED, NULL },
  { HENJI_NOTIFICATION_OPT_OUT, HENJI_EVENT_OPT_OUT, NULL },
  { HENJI_NOTIFICATION_CANCEL_REQUEST, HENJI_EVENT_CANCEL_REQUESTED, "reply" },
  { HENJI_NOTIFICATION_CSBA_QUESTION, HENJI_EVENT_CSBA_QUESTION, "csba-question" },
};

static gboolean
note_return (HenjiDesk *desk,
             HenjiDb *db,
             const HenjiCase *case_,
             const HenjiMessage *message,
             gint64 now,
             GError **error)
{
  g_autoptr (HenjiReturn) item = NULL;
  HenjiMergeStatus status;

  if (message->facts.order_ids == NULL)
    return TRUE;

  item = henji_return_new ();
  item->case_row = case_->row;
  item->order_id = g_strdup (message->facts.order_ids[0]);
  item->quantity = -1;
  item->in_policy = -1;
  item->a_to_z = -1;
  item->requested_date = henji_date_of (
      message->at, henji_policy_zone (henji_desk_policy (desk, case_->marketplace)));

  return henji_db_return_put (db, item, "mail", now, &status, NULL, error);
}

/* (transfer full) (nullable): a notice that names one order is about no other. */
static char *
order_of_notice (const HenjiMessage *message)
{
  char **ids = message->facts.order_ids;

  if (message->notification != HENJI_NOTIFICATION_REFUND_ISSUED || ids == NULL || ids[0] == NULL
      || ids[1] != NULL)
    return NULL;

  return g_strdup_printf ("desk-order=%s\n", ids[0]);
}

static gboolean
is_about_claim (const HenjiMessage *message)
{
  return message->notification == HENJI_NOTIFICATION_CLAIM_OPENED
         || message->notification == HENJI_NOTIFICATION_CLAIM_CLOSED
         || message->notification == HENJI_NOTIFICATION_REFUND_ISSUED;
}

/* A refund may end a claim. What a claim does to clocks and court follows from all its notices. */
static gboolean
take_claim_notice (HenjiDesk *desk,
                   HenjiDb *db,
                   const HenjiCase *case_,
                   const HenjiMessage *message,
                   GError **error)
{
  gboolean refund = message->notification == HENJI_NOTIFICATION_REFUND_ISSUED;

  return _henji_desk_claims_settle (desk, db, case_->row, 0, error)
         && (refund
             || (henji_db_case_set_kind (db, case_->row, message->kind, error)
                 && henji_db_case_set_flags (db, case_->row, HENJI_CASE_UNREAD, HENJI_CASE_UNREAD,
                                             error)));
}

static gboolean
take_notice (HenjiDesk *desk,
             HenjiDb *db,
             const HenjiCase *case_,
             const HenjiMessage *message,
             gint64 now,
             GError **error)
{
  guint i = 0;
  g_autofree char *data = NULL;

  while (i < G_N_ELEMENTS (notices) && notices[i].notification != message->notification)
    i++;
  if (i == G_N_ELEMENTS (notices))
    return TRUE;

  data = order_of_notice (message);
  if (henji_db_event_add (db, case_->row, notices[i].event, message->at, message->subject, data, 0,
                          error)
      == 0)
    return FALSE;

  if (message->notification == HENJI_NOTIFICATION_OPT_OUT
      && !henji_db_case_set_flags (db, case_->row, HENJI_CASE_OPTED_OUT, HENJI_CASE_OPTED_OUT,
                                   error))
    return FALSE;
  if (message->notification == HENJI_NOTIFICATION_RETURN_REQUEST
      && !note_return (desk, db, case_, message, now, error))
    return FALSE;
  if (message->notification == HENJI_NOTIFICATION_REFUND_ISSUED
      && !_henji_desk_take_refund (db, case_, message, now, error))
    return FALSE;

  if (is_about_claim (message))
    return take_claim_notice (desk, db, case_, message, error);
  if (!message->reply_needed)
    return TRUE;

  /* A question of the marketplace about a buyer's matter leaves the matter as it is. */
  if (message->notification != HENJI_NOTIFICATION_CSBA_QUESTION
      && !henji_db_case_set_kind (db, case_->row, message->kind, error))
    return FALSE;

  return henji_db_case_set_court (db, case_->row, HENJI_COURT_OURS, error)
         && henji_db_case_set_flags (db, case_->row, HENJI_CASE_UNREAD, HENJI_CASE_UNREAD, error)
         && (notices[i].rule == NULL
             || _henji_desk_start_clock (db, case_->row,
                                         henji_desk_policy (desk, case_->marketplace),
                                         notices[i].rule, message->at, NULL, error));
}

/* ---- Our own reply coming back -------------------------------------------------------------- */

static char *
copy_mark (const HenjiMessage *message)
{
  return g_strdup_printf ("copy=%s\n", message->raw_sha256);
}

/* Was this very copy taken before as the confirmation of an answer? */
static gboolean
copy_is_known (HenjiDb *db, gint64 row, const HenjiMessage *message)
{
  g_autofree char *mark = copy_mark (message);
  g_autoptr (GPtrArray) events = henji_db_case_events (db, row, NULL);

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_CONFIRMED && g_strcmp0 (event->data, mark) == 0)
        return TRUE;
    }

  return FALSE;
}

/* The text of an answer of ours that waits for its confirmation is in the record already. */
static gboolean
holds_answer (HenjiDb *db, gint64 row)
{
  g_autoptr (GPtrArray) events = henji_db_case_events (db, row, NULL);

  for (guint i = events != NULL ? events->len : 0; i-- > 0;)
    {
      const HenjiEvent *event = g_ptr_array_index (events, i);

      if (event->type == HENJI_EVENT_ANSWERED && !event->undone)
        return event->text != NULL;
    }

  return FALSE;
}

/* Does the copy confirm such an answer, rather than being an older reply? */
static gboolean
copy_confirms (HenjiDb *db, const HenjiCase *case_, const HenjiMessage *copy)
{
  g_autoptr (GPtrArray) messages = NULL;

  if (case_->confirmation != HENJI_CONFIRMATION_UNCONFIRMED || !holds_answer (db, case_->row))
    return FALSE;

  messages = henji_db_case_newest_messages (db, case_->row, 10, NULL);
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    {
      const HenjiMessage *message = g_ptr_array_index (messages, i);

      if (message->direction == HENJI_DIRECTION_IN)
        return copy->at >= message->at;
    }

  return TRUE;
}

static gboolean
confirm_by_copy (HenjiDb *db, const HenjiCase *case_, const HenjiMessage *message, GError **error)
{
  g_autofree char *mark = copy_mark (message);

  return henji_db_event_add (db, case_->row, HENJI_EVENT_CONFIRMED, message->at, message->subject,
                             mark, 0, error)
             != 0
         && henji_db_case_set_confirmation (db, case_->row, HENJI_CONFIRMATION_CONFIRMED, error);
}

/* ---- Filing --------------------------------------------------------------------------------- */

static gboolean
set_case_uuid (HenjiDb *db, HenjiIntake *self, gint64 row, GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, row, error);

  if (case_ == NULL)
    return FALSE;
  g_free (self->case_uuid);
  self->case_uuid = g_strdup (case_->uuid);

  return TRUE;
}

/* Sets @field to @value when it says something else; TRUE when it did. */
static gboolean
replace (char **field, const char *value)
{
  if (value == NULL || g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);

  return TRUE;
}

gboolean
_henji_desk_case_learn (HenjiDb *db,
                        gint64 row,
                        const char *alias,
                        const char *name,
                        const char *marketplace,
                        GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_db_case_get (db, row, error);
  g_autoptr (HenjiOrder) order = NULL;
  g_autofree char *order_alias = NULL;
  gboolean changed = FALSE;

  if (case_ == NULL)
    return FALSE;
  if ((case_->flags & HENJI_CASE_SUPPORT) != 0)
    return TRUE; /* whoever ordered, it is with the marketplace */
  if (case_->order_ids != NULL && case_->order_ids[0] != NULL)
    order = henji_db_order_find (db, case_->order_ids[0], NULL);
  if (order != NULL)
    {
      name = order->buyer_name != NULL ? order->buyer_name : name;
      marketplace = marketplace != NULL ? marketplace : order->marketplace;
      if (alias == NULL && order->buyer_email != NULL)
        alias = order_alias = g_utf8_strdown (order->buyer_email, -1);
    }

  if (case_->alias == NULL)
    changed |= replace (&case_->alias, alias);
  if (case_->marketplace == NULL)
    changed |= replace (&case_->marketplace, marketplace);
  if (case_->buyer == NULL || (order != NULL && order->buyer_name != NULL))
    changed |= replace (&case_->buyer, name);

  return !changed || henji_db_case_update (db, case_, error);
}

static gboolean
link_orders (HenjiDb *db, gint64 row, char **ids, GError **error)
{
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (!henji_db_case_link_order (db, row, ids[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
take_effect (HenjiDesk *desk,
             HenjiDb *db,
             gint64 row,
             const HenjiIntake *intake,
             const HenjiCase *before,
             gint64 now,
             GError **error)
{
  const HenjiMessage *message = intake->message;
  g_autoptr (HenjiCase) case_ = NULL;

  if (message->notification == HENJI_NOTIFICATION_SUPPORT)
    return _henji_desk_support_take_mail (desk, db, intake, before, error);
  case_ = henji_db_case_get (db, row, error);
  if (case_ == NULL)
    return FALSE;
  if (message->at < case_->last_at
      && !henji_db_case_set_first_subject (db, row, message->subject, message->at, error))
    return FALSE;

  switch (message->direction)
    {
    case HENJI_DIRECTION_IN:
      if (!take_buyer_message (db, case_, message, error))
        return FALSE;
      break;
    case HENJI_DIRECTION_OUT:
      if (!take_reply_copy (db, case_, message, error))
        return FALSE;
      break;
    case HENJI_DIRECTION_NOTICE:
    default:
      if (!take_notice (desk, db, case_, message, now, error))
        return FALSE;
      break;
    }

  return _henji_desk_settle_clocks (desk, db, row, error);
}

gboolean
_henji_desk_intake_file (
    HenjiDesk *desk, HenjiDb *db, HenjiIntake *self, gint64 now, GError **error)
{
  g_autofree char *alias = NULL;
  g_autofree char *name = NULL;
  g_autoptr (HenjiCase) before = NULL;
  gint64 row = 0;

  if (henji_db_message_find (db, self->message, &row, NULL) != 0)
    {
      self->status = HENJI_IMPORT_DUPLICATE;
      return set_case_uuid (db, self, row, error);
    }

  if (self->message->notification == HENJI_NOTIFICATION_SUPPORT)
    {
      if (!_henji_desk_support_file (desk, db, self, now, &row, error))
        return FALSE;
    }
  else
    {
      alias = alias_of_mail (self->mail);
      name = self->message->direction == HENJI_DIRECTION_IN ? buyer_name (self->mail) : NULL;
      row = find_case (db, self, alias);
    }
  if (row != 0 && self->message->direction == HENJI_DIRECTION_OUT)
    {
      g_autoptr (HenjiCase) case_ = henji_db_case_get (db, row, error);

      if (case_ == NULL)
        return FALSE;
      if (copy_is_known (db, row, self->message))
        {
          self->status = HENJI_IMPORT_DUPLICATE;
          return set_case_uuid (db, self, row, error);
        }
      if (copy_confirms (db, case_, self->message))
        {
          self->status = HENJI_IMPORT_NEW;
          return confirm_by_copy (db, case_, self->message, error)
                 && set_case_uuid (db, self, row, error);
        }
    }

  if (row == 0)
    row = open_case (db, self, alias, now, error);
  if (row == 0 || !link_orders (db, row, self->message->facts.order_ids, error)
      || !_henji_desk_case_learn (db, row, alias, name, self->mail->marketplace, error))
    return FALSE;
  if (alias != NULL && name != NULL
      && !henji_db_buyer_put (db, alias, name, self->message->at, error))
    return FALSE;

  before = henji_db_case_get (db, row, error);
  if (before == NULL)
    return FALSE;
  self->message->case_row = row;
  if (henji_db_message_insert (db, self->message, self->mail->raw, now, error) == 0)
    return FALSE;
  self->status = HENJI_IMPORT_NEW;

  return take_effect (desk, db, row, self, before, now, error)
         && _henji_desk_csba_mark (desk, db, row, error)
         && _henji_desk_run_rules (desk, db, row, error) && set_case_uuid (db, self, row, error);
}
