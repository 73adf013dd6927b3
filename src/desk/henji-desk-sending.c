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
#include "henji-db-order.h"
#include "henji-db-sending.h"
#include "henji-desk-messaging-private.h"
#include "henji-desk-private.h"
#include "henji-locale.h"
#include "henji-spapi-messaging.h"
#include "henji-time.h"

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

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, words);

  return FALSE;
}

/* ---- What can be told without asking ----------------------------------------------------------
 */

static gboolean
check_text (const HenjiMessageAction *action, const char *text, GError **error)
{
  switch (henji_message_action_check (action, text))
    {
    case HENJI_MESSAGE_FAULT_NONE:
      return TRUE;
    case HENJI_MESSAGE_FAULT_EMPTY:
      return refuse (error, _ ("This kind of message needs a text."));
    case HENJI_MESSAGE_FAULT_NO_TEXT:
      return refuse (error, _ ("This kind of message has no text; it consists of attached files."));
    case HENJI_MESSAGE_FAULT_TOO_LONG:
      return refuse (error, _ ("The text has %ld characters; the marketplace takes %d at most."),
                     g_utf8_strlen (text, -1), action->text);
    case HENJI_MESSAGE_FAULT_HTML:
      return refuse (error, _ ("The marketplace takes no HTML: write “<” and “&” in words."));
    case HENJI_MESSAGE_FAULT_ADDRESS:
      return refuse (error, _ ("The marketplace takes no mail address in this message."));
    case HENJI_MESSAGE_FAULT_LINK:
    default:
      return refuse (error, _ ("The marketplace takes no link in this message."));
    }
}

/* An attached file. */
typedef struct
{
  char *name;
  const char *media;
  GBytes *bytes;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static const char *
media_of (const HenjiSpapiFacts *facts, const char *name)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *ending = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);

  return g_hash_table_lookup (facts->media, ending);
}

static File *
read_file (const HenjiSpapiFacts *facts, const char *path, GError **error)
{
  g_autoptr (GFile) place = g_file_new_for_path (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) fault = NULL;
  const char *media = media_of (facts, name);
  GBytes *bytes;
  File *file;

  if (media == NULL)
    {
      refuse (error, _ ("The marketplace does not take a file of the kind of “%s”."), name);
      return NULL;
    }
  info
      = g_file_query_info (place, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                           G_FILE_QUERY_INFO_NONE, NULL, &fault);
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
      && g_file_info_get_size (info) <= (goffset) facts->attached_bytes)
    bytes = g_file_load_bytes (place, NULL, NULL, &fault);
  else
    bytes = info != NULL ? g_bytes_new (NULL, 0) : NULL;
  if (bytes == NULL)
    {
      refuse (error, _ ("“%s” cannot be read: %s"), name, fault->message);
      return NULL;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      g_bytes_unref (bytes);
      refuse (error, _ ("“%s” is empty, no file, or too large."), name);
      return NULL;
    }

  file = g_new0 (File, 1);
  file->name = g_steal_pointer (&name);
  file->media = media;
  file->bytes = bytes;

  return file;
}

/* (transfer full) (element-type File) (nullable) */
static GPtrArray *
read_files (const HenjiSpapiFacts *facts,
            const HenjiMessageAction *action,
            const char *const *paths,
            GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  guint n = paths != NULL ? g_strv_length ((char **) paths) : 0;
  gsize bytes = 0;

  if (n == 0 && action->attachments == HENJI_ATTACHMENTS_NEEDED)
    refuse (error, _ ("This kind of message needs an attached file."));
  else if (n > 0 && action->attachments == HENJI_ATTACHMENTS_NONE)
    refuse (error, _ ("This kind of message takes no attached file."));
  else if (n > (guint) facts->attached)
    refuse (error, _ ("The marketplace takes %d attached files at most."), facts->attached);
  else
    {
      for (guint i = 0; i < n; i++)
        {
          File *file = read_file (facts, paths[i], error);

          if (file == NULL)
            return NULL;
          g_ptr_array_add (files, file);
          bytes += g_bytes_get_size (file->bytes);
        }
      if (bytes <= facts->attached_bytes)
        return g_steal_pointer (&files);
      refuse (error, _ ("The attached files are too large: %.1f of %.1f MB."), (double) bytes / 1e6,
              (double) facts->attached_bytes / 1e6);
    }

  return NULL;
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
      const File *file = g_ptr_array_index (job->files, i);
      gsize length;
      const guchar *data = g_bytes_get_data (file->bytes, &length);
      guint64 size = length;

      g_checksum_update (sum, (const guchar *) &size, sizeof size);
      g_checksum_update (sum, data, (gssize) length);
    }

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
      && !henji_db_sendings_looked (db, job->wish->order_id, job->wish->action, error))
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
      const File *file = g_ptr_array_index (job->files, i);
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
         && (job->receipt->outcome == HENJI_RECEIPT_REFUSED || write_event (db, job, error));
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
        refuse (error, _ ("The marketplace does not let it be sent now: %s"), action->disabled);
      else if (!action->known)
        refuse (error, _ ("Henji does not support this kind of message."));
      else if (action->place == NULL)
        refuse (error, _ ("The marketplace's link for this message leads elsewhere. Nothing was "
                          "sent."));
      else
        return action;
      return NULL;
    }
  refuse (error, _ ("The marketplace does not offer this message for this order now."));

  return NULL;
}

/* The language that the buyer reads; the marketplace's own where it does not say. */
static gboolean
ask_language (HenjiSync *sync, Job *job, const char *marketplace, GError **error)
{
  g_autofree char *place = henji_spapi_attributes_place (job->wish->order_id, marketplace);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) body = _henji_sync_ask (sync, "getAttributes", place, &fault);
  const char *locale;

  if (body != NULL)
    job->receipt->locale = henji_spapi_attributes_parse (body, &fault);
  else if (fault == NULL)
    return FALSE;
  if (fault != NULL && !g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_NOT_FOUND)
      && !g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  locale = job->receipt->locale;
  if (locale == NULL)
    locale = g_strcmp0 (job->domain, "amazon.co.jp") == 0 ? "ja" : "en";
  job->language = g_str_has_prefix (locale, "ja") ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;

  return TRUE;
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

  return words->len == 0 || refuse (error, "%s", words->str);
}

static gboolean
check_before (HenjiSync *sync, Job *job, GError **error)
{
  g_autofree char *at = NULL;

  if (!henji_store_read (sync->store, read_before, job, sync->cancellable, error))
    return FALSE;
  at = henji_time_format_local (job->before_at, henji_desk_zone (job->desk));
  if (job->before == HENJI_SENDING_SENT)
    return refuse (error, _ ("Just this message was sent for this order at %s."), at);
  if (job->before == HENJI_SENDING_UNKNOWN && !job->wish->looked)
    return refuse (error,
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
            const File *file,
            GPtrArray *uploads,
            GError **error)
{
  g_autofree char *place = henji_spapi_upload_place (job->wish->order_id, marketplace,
                                                     job->action->id, file->bytes, file->media);
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
    return g_strdup (_ ("The marketplace asks to be called less often. Nothing was sent; try again "
                        "later."));

  return sync->trace.said[0] != '\0'
             /* Translators: our sentence, and what the marketplace says */
             ? g_strdup_printf (_ ("%s It says: %s"), fault->message, sync->trace.said)
             : g_strdup (fault->message);
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
    g_ptr_array_add (names, ((File *) g_ptr_array_index (job->files, i))->name);
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

  return refuse (error, "%s", receipt->reason);
}

static gboolean
work_send (HenjiSync *sync, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) actions = NULL;
  g_autoptr (GPtrArray) uploads
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_upload_unref);
  const char *marketplace;
  const HenjiSpapiMarketplace *known;

  actions = _henji_messaging_actions (sync, job->wish->order_id, &marketplace, error);
  if (actions == NULL)
    return FALSE;
  job->action = find_action (actions, job->wish->action, error);
  known = henji_spapi_facts_marketplace (sync->facts, marketplace);
  job->domain = known != NULL ? known->domain : NULL;
  if (job->action == NULL || !check_text (job->action, job->text, error))
    return FALSE;
  job->files = read_files (sync->facts, job->action, job->wish->paths, error);
  if (job->files == NULL)
    return FALSE;
  job->digest = digest_of (job);
  if (!check_before (sync, job, error) || !ask_language (sync, job, marketplace, error)
      || !check_reply (job, error))
    return FALSE;
  if (job->wish->only_check)
    return TRUE;

  for (guint i = 0; i < job->files->len; i++)
    if (!upload_one (sync, job, marketplace, g_ptr_array_index (job->files, i), uploads, error))
      return FALSE;

  return post (sync, job, uploads, error);
}

/* Without blanks at its end, lines ended as elsewhere. */
static char *
plain_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n", -1);

  return g_strchomp (g_strjoinv ("\n", parts));
}

static gboolean
take_dates (Job *job, GError **error)
{
  GTimeZone *zone = henji_desk_zone (job->desk);
  const HenjiMessageWish *wish = job->wish;

  if (wish->from_date != NULL)
    job->from = henji_date_start (wish->from_date, zone);
  if (wish->until_date != NULL)
    job->until = henji_date_start (wish->until_date, zone);
  if ((wish->from_date != NULL && job->from == 0) || (wish->until_date != NULL && job->until == 0)
      || (job->from != 0 && job->until != 0 && job->from > job->until))
    return refuse (error, _ ("These are no dates from and until which a warranty holds."));
  if ((job->from != 0 || job->until != 0) && !g_str_equal (wish->action, "warranty"))
    return refuse (error, _ ("Only a warranty has dates."));

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
      refuse (error, _ ("“%s” is no order number."), wish->order_id);
      return NULL;
    }
  if (!take_dates (&job, error))
    return NULL;
  job.text = plain_text (wish->text);
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
  if (receipt->reason == NULL && run->outcome != HENJI_SYNC_DONE)
    receipt->reason = g_strdup (run->reason != NULL ? run->reason : _ ("Nothing was sent."));

  return g_steal_pointer (&receipt);
}

gboolean
henji_desk_sending_event (const HenjiEvent *event, gboolean ja, char **title)
{
  g_autofree char *outcome = NULL;

  g_return_val_if_fail (event != NULL && title != NULL, FALSE);

  *title = _henji_desk_event_value (event->data, ja ? "sent-title-ja" : "sent-title-en");
  outcome = _henji_desk_event_value (event->data, "sent-outcome");

  return g_strcmp0 (outcome, "sent") == 0;
}
