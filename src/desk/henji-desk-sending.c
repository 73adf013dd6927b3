/* henji-desk-sending.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-sending"

#include "config.h"

#include "henji-desk-sending.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-db-case.h"
#include "henji-db-event.h"
#include "henji-db-message-draft.h"
#include "henji-db-order.h"
#include "henji-db-sending.h"
#include "henji-desk-message-draft-private.h"
#include "henji-desk-message-draft.h"
#include "henji-desk-message-files-private.h"
#include "henji-desk-messaging-private.h"
#include "henji-desk-private.h"
#include "henji-locale.h"
#include "henji-spapi-messaging.h"
#include "henji-time.h"

#define CALLED_TOO_OFTEN                                                                           \
  _ ("The marketplace asks to be called less often. Nothing was sent; try again later.")

static void
receipt_clear (HenjiReceipt *self)
{
  g_free (self->reason);
  g_free (self->locale);
  g_free (self->request_id);
}

HENJI_DEFINE_VALUE (HenjiReceipt, henji_receipt, receipt_clear)

const char *
henji_receipt_outcome_id (HenjiReceiptOutcome outcome)
{
  static const char *const ids[] = { "checked", "sent", "refused", "unknown" };

  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (ids), ids[0]);

  return ids[outcome];
}

/* ---- What can be told without asking ----------------------------------------------------------
 */

static gboolean
check_text (const HenjiMessageAction *action, const char *text, GError **error)
{
  g_autofree char *fault = henji_desk_message_text_fault (action, text);

  return fault == NULL || _henji_refuse (error, "%s", fault);
}

/* ---- The job ----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiDesk *desk;
  const HenjiMessageWish *wish;
  const HenjiMessageAction *action; /* as it is offered */
  const char *domain;               /* of the marketplace */
  HenjiLanguage language;
  GPtrArray *files;
  char *text;
  char *digest;
  gint64 from, until;
  HenjiReceipt *receipt;

  /* Of a step on the record. */
  HenjiSendingBefore before;
  gint64 before_at;
  gint64 case_row;
  gint64 row; /* of the sending */
} Job;

static char *
digest_of (const Job *job)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *) job->text, (gssize) strlen (job->text) + 1);
  for (guint i = 0; i < job->files->len; i++)
    {
      const HenjiMessageFile *file = g_ptr_array_index (job->files, i);
      gsize length;
      const guchar *data = g_bytes_get_data (file->bytes, &length);
      guint64 size = length;

      g_checksum_update (sum, (const guchar *) &size, sizeof size);
      g_checksum_update (sum, data, (gssize) length);
    }
  g_checksum_update (sum, (const guchar *) &job->from, sizeof job->from);
  g_checksum_update (sum, (const guchar *) &job->until, sizeof job->until);

  return g_strdup (g_checksum_get_string (sum));
}

/* ---- On the record ----------------------------------------------------------------------------
 */

/* The newest case of the order; 0 without an error: none. */
static gboolean
find_case (HenjiDb *db, Job *job, GError **error)
{
  g_autoptr (GArray) rows = henji_db_order_cases (db, job->wish->order_id, error);

  for (guint i = 0; rows != NULL && i < rows->len && job->case_row == 0; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (HenjiCase) case_ = henji_db_case_get (db, row, error);

      if (case_ == NULL)
        return FALSE;
      if ((case_->flags & HENJI_CASE_SUPPORT) == 0)
        job->case_row = row;
    }

  return rows != NULL;
}

static gboolean
read_before (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return find_case (db, job, error)
         && henji_db_sending_before (db, job->wish->order_id, job->wish->action, job->digest,
                                     &job->before, &job->before_at, error);
}

static gboolean
write_begin (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;

  if (job->wish->looked
      && !henji_db_sendings_looked (db, job->wish->order_id, job->wish->action, FALSE, error))
    return FALSE;
  job->row = henji_db_sending_add (db, job->wish->order_id, job->wish->action, job->digest,
                                   henji_desk_now (job->desk), error);

  return job->row != 0;
}

static gboolean
open_case (HenjiDb *db, Job *job, GError **error)
{
  g_autoptr (HenjiCase) case_ = henji_case_new ();
  const char *ids[] = { job->wish->order_id, NULL };

  case_->court = HENJI_COURT_THEIRS;
  case_->kind = HENJI_KIND_OTHER;
  case_->marketplace = g_strdup (job->domain);
  case_->language = job->language;
  case_->order_ids = g_strdupv ((char **) ids);
  case_->subject = g_strdup (job->language == HENJI_LANGUAGE_JA ? job->action->title_ja
                                                                : job->action->title_en);
  job->case_row = henji_db_case_insert (db, case_, henji_desk_now (job->desk), error);

  return job->case_row != 0;
}

static gboolean
write_event (HenjiDb *db, Job *job, GError **error)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (job->text);

  if (!find_case (db, job, error) || (job->case_row == 0 && !open_case (db, job, error)))
    return FALSE;
  g_string_append_printf (data,
                          "sent-order=%s\nsent-action=%s\nsent-title-ja=%s\nsent-title-en=%s\n"
                          "sent-outcome=%s\n",
                          job->wish->order_id, job->action->id, job->action->title_ja,
                          job->action->title_en, henji_receipt_outcome_id (job->receipt->outcome));
  for (guint i = 0; i < job->files->len; i++)
    {
      const HenjiMessageFile *file = g_ptr_array_index (job->files, i);
      g_autofree char *escaped = g_uri_escape_string (file->name, NULL, TRUE);

      g_string_append_printf (data, "sent-file=%s\n", escaped);
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", file->name);
    }
  job->receipt->event
      = henji_db_event_add (db, job->case_row, HENJI_EVENT_MARKETPLACE_MESSAGE,
                            henji_desk_now (job->desk), words->str, data->str, 0, error);

  return job->receipt->event != 0;
}

/* What came of it: for good. */
static gboolean
write_end (HenjiDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return henji_db_sending_settle (db, job->row, henji_receipt_outcome_id (job->receipt->outcome),
                                  error)
         && (job->receipt->outcome == HENJI_RECEIPT_REFUSED || write_event (db, job, error))
         && (job->receipt->outcome != HENJI_RECEIPT_SENT
             || _henji_message_draft_sent (db, job->wish, error));
}

/* ---- Before it goes out -----------------------------------------------------------------------
 */

static const HenjiMessageAction *
find_action (const GPtrArray *actions, const char *id, GError **error)
{
  for (guint i = 0; i < actions->len; i++)
    {
      const HenjiMessageAction *action = g_ptr_array_index (actions, i);

      if (!g_str_equal (action->id, id))
        continue;
      if (action->disabled != NULL)
        _henji_refuse (error, _ ("The marketplace does not let it be sent now: %s"),
                       action->disabled);
      else if (!action->known)
        _henji_refuse (error, _ ("Henji does not support this kind of message."));
      else if (action->place == NULL)
        _henji_refuse (error,
                       _ ("The marketplace's link for this message leads elsewhere. Nothing was "
                          "sent."));
      else
        return action;
      return NULL;
    }
  _henji_refuse (error, _ ("The marketplace does not offer this message for this order now."));

  return NULL;
}

/* As every reply is checked; what blocks one blocks this too. */
static gboolean
check_reply (Job *job, GError **error)
{
  HenjiDesk *desk = job->desk;
  const HenjiChecker *checker = henji_desk_checker (desk);
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiShop) shop = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  HenjiReplyContext reply = { .now = henji_desk_now (desk), .zone = henji_desk_zone (desk) };
  HenjiCheckContext context = { .reply = &reply };

  if (job->action->text == 0)
    return TRUE;
  if (job->case_row != 0)
    {
      detail = henji_desk_case_detail (desk, job->case_row, error);
      shop = detail != NULL ? henji_desk_shop (desk, error) : NULL;
      if (shop == NULL)
        return FALSE;
      henji_desk_reply_context (desk, detail, shop, &reply);
      henji_desk_check_context (detail, &reply, &context);
      context.newer_message = FALSE;
    }
  findings = henji_check (checker, job->text, -1, job->language,
                          henji_desk_policy (desk, job->domain), &context);
  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);
      g_autofree char *why = NULL;

      if (finding->severity != HENJI_SEVERITY_BLOCKING)
        continue;
      why = henji_checker_explain (checker, finding, job->text, henji_locale_language ());
      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", why);
    }

  return words->len == 0 || _henji_refuse (error, "%s", words->str);
}

static gboolean
check_before (HenjiSync *sync, Job *job, GError **error)
{
  g_autofree char *at = NULL;

  if (!henji_store_read (sync->store, read_before, job, sync->cancellable, error))
    return FALSE;
  at = henji_time_format_local (job->before_at, henji_desk_zone (job->desk));
  if (job->before == HENJI_SENDING_SENT)
    return _henji_refuse (error, _ ("Just this message was sent for this order at %s."), at);
  if (job->before == HENJI_SENDING_UNKNOWN && !job->wish->looked)
    return _henji_refuse (
        error,
        _ ("A message of this kind was sent at %s, and nobody knows whether it arrived. "
           "Look at the order's messages at the marketplace first; it is not sent "
           "twice."),
        at);

  return TRUE;
}

static gboolean
upload_one (HenjiSync *sync,
            Job *job,
            const char *marketplace,
            const HenjiMessageFile *file,
            GPtrArray *uploads,
            GError **error)
{
  g_autofree char *place
      = henji_spapi_upload_place (job->action->place, marketplace, file->bytes, file->media);
  g_autoptr (GBytes) body
      = _henji_sync_post (sync, "createUploadDestinationForResource", place, "", error);
  HenjiUpload *upload = body != NULL ? henji_spapi_upload_parse (body, error) : NULL;

  if (upload == NULL)
    return FALSE;
  g_ptr_array_add (uploads, upload);

  return henji_spapi_upload (sync->spapi, upload->uri, upload->headers, file->media, file->bytes,
                             &sync->trace, sync->cancellable, error);
}

/* ---- Out --------------------------------------------------------------------------------------
 */

/* A request that perhaps arrived is no refused one. */
static HenjiReceiptOutcome
outcome_of (const HenjiSpapiTrace *trace, const GError *fault)
{
  if (trace->status >= 200 && trace->status < 300)
    return HENJI_RECEIPT_SENT;
  if (trace->calls == 0 || (trace->status >= 300 && trace->status < 500)
      || g_error_matches (fault, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_HOST)
      || g_error_matches (fault, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_TLS)
      || g_error_matches (fault, HENJI_HTTP_ERROR, HENJI_HTTP_ERROR_REDIRECT))
    return HENJI_RECEIPT_REFUSED;

  return HENJI_RECEIPT_UNKNOWN;
}

static char *
reason_of (const HenjiSync *sync, HenjiReceiptOutcome outcome, const GError *fault)
{
  if (outcome == HENJI_RECEIPT_SENT)
    return NULL;
  if (outcome == HENJI_RECEIPT_UNKNOWN)
    return g_strdup (_ ("The message went out, but no answer came: nobody knows whether it "
                        "arrived. Look at the order's messages at the marketplace. Henji does not "
                        "send it again."));
  if (fault == NULL || sync->trace.status == 429)
    return g_strdup (CALLED_TOO_OFTEN);

  return g_strdup (fault->message);
}

static gboolean
post (HenjiSync *sync, Job *job, const GPtrArray *uploads, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *question = NULL;
  HenjiReceipt *receipt = job->receipt;

  for (guint i = 0; i < job->files->len; i++)
    g_ptr_array_add (names, ((HenjiMessageFile *) g_ptr_array_index (job->files, i))->name);
  question = henji_spapi_message_body (job->action, job->text, uploads,
                                       (const char *const *) names->pdata, job->from, job->until);
  if (!henji_store_write (sync->store, HENJI_STORE_PRIORITY_USER, write_begin, job,
                          sync->cancellable, error))
    return FALSE;

  body = _henji_sync_once (sync, "sendMessage", job->action->place, question, &fault);
  receipt->outcome = outcome_of (&sync->trace, fault);
  receipt->reason = reason_of (sync, receipt->outcome, fault);
  sync->run->pages++;
  sync->run->n_new = receipt->outcome == HENJI_RECEIPT_SENT;
  /* Nobody calls this off: it has happened. */
  if (!henji_store_write (sync->store, HENJI_STORE_PRIORITY_USER, write_end, job, NULL, error))
    return FALSE;
  if (receipt->outcome == HENJI_RECEIPT_SENT)
    return TRUE;

  return _henji_refuse (error, "%s", receipt->reason);
}

static gboolean
work_send (HenjiSync *sync, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GPtrArray) uploads
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_upload_unref);
  const char *marketplace;

  actions = _henji_messaging_actions (sync, job->wish->order_id, &marketplace, error);
  if (actions == NULL)
    return FALSE;
  job->action = find_action (actions, job->wish->action, error);
  job->domain = _henji_messaging_domain (sync, marketplace);
  if (job->action == NULL || !check_text (job->action, job->text, error))
    return FALSE;
  if ((job->from != 0 || job->until != 0) && !job->action->dates)
    return _henji_refuse (error, _ ("Only a warranty has dates."));
  job->files = _henji_message_files_read (sync->facts, job->action, job->wish->paths, error);
  if (job->files == NULL)
    return FALSE;
  job->digest = digest_of (job);
  if (!check_before (sync, job, error)
      || !_henji_messaging_language (sync, job->wish->order_id, marketplace, &job->receipt->locale,
                                     &job->language, error)
      || !check_reply (job, error))
    return FALSE;
  if (job->wish->only_check)
    return TRUE;

  for (guint i = 0; i < job->files->len; i++)
    if (!upload_one (sync, job, marketplace, g_ptr_array_index (job->files, i), uploads, error))
      return FALSE;

  return post (sync, job, uploads, error);
}

/* Its last second; 0 for no date. */
static gint64
end_of_day (const char *date, GTimeZone *zone)
{
  g_autofree char *next = henji_date_is_valid (date) ? henji_date_add_days (date, 1) : NULL;

  return next != NULL ? henji_date_start (next, zone) - HENJI_SECOND : 0;
}

static gboolean
take_dates (Job *job, GError **error)
{
  GTimeZone *zone = henji_desk_zone (job->desk);
  const HenjiMessageWish *wish = job->wish;

  if (wish->from_date != NULL)
    job->from = henji_date_start (wish->from_date, zone);
  if (wish->until_date != NULL)
    job->until = end_of_day (wish->until_date, zone);
  if ((wish->from_date != NULL && job->from == 0) || (wish->until_date != NULL && job->until == 0)
      || (job->from != 0 && job->until != 0 && job->from > job->until))
    return _henji_refuse (error, _ ("These are no dates from and until which a warranty holds."));

  return TRUE;
}

HenjiReceipt *
henji_desk_message_send (HenjiDesk *self,
                         const HenjiMessageWish *wish,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (HenjiReceipt) receipt = henji_receipt_new ();
  g_autoptr (HenjiSyncRun) run = NULL;
  Job job = { .desk = self, .wish = wish, .receipt = receipt };

  g_return_val_if_fail (HENJI_IS_DESK (self) && wish != NULL && wish->text != NULL, NULL);

  if (!henji_order_id_is_valid (wish->order_id))
    {
      _henji_refuse (error, _ ("“%s” is no order number."), wish->order_id);
      return NULL;
    }
  if (!take_dates (&job, error))
    return NULL;
  job.text = _henji_message_plain_text (wish->text);
  receipt->outcome = HENJI_RECEIPT_REFUSED;
  run = _henji_sync_run (self, "messages", work_send, &job, HENJI_MESSAGING_PATIENCE, NULL,
                         cancellable, error);
  g_free (job.text);
  g_free (job.digest);
  g_clear_pointer (&job.files, g_ptr_array_unref);
  if (run == NULL)
    return NULL;

  receipt->request_id = g_strdup (run->request_id);
  if (run->outcome == HENJI_SYNC_DONE && wish->only_check)
    receipt->outcome = HENJI_RECEIPT_CHECKED;
  if (receipt->reason == NULL && run->outcome == HENJI_SYNC_PAUSED)
    receipt->reason = g_strdup (CALLED_TOO_OFTEN);
  if (receipt->reason == NULL && run->outcome != HENJI_SYNC_DONE)
    receipt->reason = g_strdup (run->reason != NULL ? run->reason : _ ("Nothing was sent."));

  return g_steal_pointer (&receipt);
}

/* ---- Whoever has looked ---------------------------------------------------------------------- */

typedef struct
{
  Job job;
  const HenjiMessageAction *kind; /* (nullable) */
  gboolean there;
  HenjiMessageDraft *draft; /* (nullable): what is kept of its kind */
  char *digest;             /* (nullable): of that, were it sent */
} Look;

static void
take_draft (Look *look)
{
  HenjiDesk *self = look->job.desk;
  const char *const orders[] = { look->job.wish->order_id, NULL };
  g_autoptr (GPtrArray) drafts = henji_desk_message_drafts (self, orders, NULL);
  Job job = { .desk = self };

  for (guint i = 0; drafts != NULL && i < drafts->len && look->draft == NULL; i++)
    if (g_str_equal (((HenjiMessageDraft *) drafts->pdata[i])->action, look->job.wish->action))
      look->draft = henji_message_draft_ref (drafts->pdata[i]);
  if (look->draft == NULL || look->kind == NULL)
    return;
  job.files = _henji_message_files_read (_henji_connector_facts (self->connector), look->kind,
                                         (const char *const *) look->draft->paths, NULL);
  if (job.files == NULL)
    return;
  job.text = _henji_message_plain_text (look->draft->text);
  look->digest = digest_of (&job);
  g_free (job.text);
  g_ptr_array_unref (job.files);
}

/* What is kept is what was found: nobody has to write it any more. */
static gboolean
remove_found (HenjiDb *db, const Look *look, GError **error)
{
  HenjiSendingBefore before;
  gint64 at;

  if (!look->there || look->digest == NULL)
    return TRUE;
  if (!henji_db_sending_before (db, look->job.wish->order_id, look->job.wish->action, look->digest,
                                &before, &at, error))
    return FALSE;

  return before != HENJI_SENDING_SENT || henji_db_message_draft_remove (db, look->draft, error);
}

static gboolean
write_looked (HenjiDb *db, gpointer data, GError **error)
{
  Look *look = data;
  const HenjiMessageWish *wish = look->job.wish;
  g_autoptr (GString) told = g_string_new (NULL);
  HenjiSendingBefore before;
  gint64 at;

  if (!henji_db_sending_before (db, wish->order_id, wish->action, "", &before, &at, error))
    return FALSE;
  if (before != HENJI_SENDING_UNKNOWN)
    return _henji_refuse (error, _ ("No message of this kind waits to be looked for."));
  if (!henji_db_sendings_looked (db, wish->order_id, wish->action, look->there, error)
      || !find_case (db, &look->job, error))
    return FALSE;
  if (look->job.case_row == 0)
    return _henji_refuse (error, _ ("There is no case of this order."));
  g_string_append_printf (
      told, "sent-order=%s\nsent-action=%s\nsent-title-ja=%s\nsent-title-en=%s\nsent-outcome=%s\n",
      wish->order_id, wish->action, look->kind != NULL ? look->kind->title_ja : wish->action,
      look->kind != NULL ? look->kind->title_en : wish->action, look->there ? "found" : "missing");
  look->job.receipt->event
      = henji_db_event_add (db, look->job.case_row, HENJI_EVENT_MARKETPLACE_MESSAGE,
                            henji_desk_now (look->job.desk), NULL, told->str, 0, error);

  return look->job.receipt->event != 0 && remove_found (db, look, error);
}

gint64
henji_desk_message_looked (
    HenjiDesk *self, const char *order_id, const char *action, gboolean there, GError **error)
{
  HenjiMessageWish wish = { .order_id = order_id, .action = action };
  g_autoptr (HenjiReceipt) receipt = henji_receipt_new ();
  Look look = { .job = { .desk = self, .wish = &wish, .receipt = receipt }, .there = there };
  gboolean fine;

  g_return_val_if_fail (HENJI_IS_DESK (self) && order_id != NULL && action != NULL, 0);

  look.kind = henji_desk_message_kind (self, action);
  if (there)
    take_draft (&look);
  fine = _henji_desk_write (self, write_looked, &look, error);
  g_clear_pointer (&look.draft, henji_message_draft_unref);
  g_free (look.digest);

  return fine ? receipt->event : 0;
}

HenjiSendingWord
henji_desk_sending_event (const HenjiEvent *event, gboolean ja, char **title)
{
  static const char *const words[] = { "sent", "unknown", "found", "missing" };
  g_autofree char *outcome = NULL;

  g_return_val_if_fail (event != NULL && title != NULL, HENJI_SENDING_WORD_UNKNOWN);

  *title = _henji_desk_event_value (event->data, ja ? "sent-title-ja" : "sent-title-en");
  outcome = _henji_desk_event_value (event->data, "sent-outcome");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (outcome, words[i]) == 0)
      return (HenjiSendingWord) i;

  return HENJI_SENDING_WORD_UNKNOWN;
}
