/* henji-marketplace-message-send.c: checked, confirmed, sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-send"

#include "config.h"

#include "henji-marketplace-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-desk-sending.h"

/* A message on its way. */
typedef struct
{
  HenjiMarketplaceMessageDialog *dialog;
  GCancellable *cancellable; /* (nullable) */
  HenjiMessageWish wish;
  char *order_id;
  char *action;
  char *text;
  char **paths;
  char *from; /* (nullable): ISO date */
  char *until;
  HenjiReceipt *receipt; /* (nullable) */
} Message;

static void
message_free (Message *message)
{
  g_object_unref (message->dialog);
  g_clear_object (&message->cancellable);
  g_free (message->order_id);
  g_free (message->action);
  g_free (message->text);
  g_strfreev (message->paths);
  g_free (message->from);
  g_free (message->until);
  g_clear_pointer (&message->receipt, henji_receipt_unref);
  g_free (message);
}

/* Nothing else is to be written here. */
static void
finish (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_went_out (self);
  self->done = TRUE;
  g_signal_emit_by_name (self, "sent");
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- What can be told here -------------------------------------------------------------------
 */

/* FALSE when it is no day. @date: (out) (transfer full) (nullable): ISO */
static gboolean
read_day (HenjiMarketplaceMessageDialog *self, GtkEditable *row, char **date)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  HenjiReplyContext context
      = { .now = henji_desk_now (self->desk), .zone = henji_desk_zone (self->desk) };
  g_autoptr (GError) error = NULL;

  *date = NULL;
  if (*typed == '\0')
    return TRUE;
  *date = henji_date_is_valid (typed)
              ? g_strdup (typed)
              : henji_field_parse (HENJI_FIELD_DATE, typed, &context, &error);
  if (*date != NULL)
    return TRUE;
  henji_marketplace_message_say (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (row));

  return FALSE;
}

static gboolean
check_text (HenjiMarketplaceMessageDialog *self, const HenjiMessageAction *kind)
{
  g_autofree char *text = henji_marketplace_message_text (self);
  g_autofree char *fault = henji_desk_message_text_fault (kind, text);
  const HenjiReplyFinding *stop;

  if (kind->text == 0)
    return TRUE;
  henji_marketplace_message_check (self);
  if (fault != NULL)
    {
      gtk_label_set_text (self->text_fault, fault);
      henji_reply_pane_editor_grab (self->editor);
      return FALSE;
    }
  stop = henji_reply_pane_editor_stop (self->editor);
  if (stop == NULL)
    return TRUE;
  henji_marketplace_message_say (self, stop->severity == HENJI_SEVERITY_DOUBT
                                           ? henji_reply_finding_look_again ()
                                           : stop->message);
  if (stop->end == stop->start)
    henji_reply_pane_editor_grab (self->editor);

  return FALSE;
}

/* (nullable): says why not. */
static Message *
take_message (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);
  g_autofree char *files = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  Message *message;

  if (kind == NULL)
    return NULL;
  if (gtk_widget_get_visible (self->unknown_strip))
    {
      henji_marketplace_message_say (self, _ ("First say whether the message before is there."));
      gtk_widget_grab_focus (self->there_button);
      return NULL;
    }
  if (!check_text (self, kind))
    return NULL;
  files = kind->attachments != HENJI_ATTACHMENTS_NONE
              ? henji_marketplace_message_files_fault (self->files, kind)
              : NULL;
  if (files != NULL)
    {
      henji_marketplace_message_say (self, files);
      gtk_widget_child_focus (GTK_WIDGET (self->files), GTK_DIR_TAB_FORWARD);
      return NULL;
    }
  if (kind->dates
      && (!read_day (self, self->from_row, &from) || !read_day (self, self->until_row, &until)))
    return NULL;

  message = g_new0 (Message, 1);
  message->dialog = g_object_ref (self);
  message->order_id = g_strdup (henji_marketplace_message_order (self));
  message->action = g_strdup (kind->id);
  message->text = henji_marketplace_message_text (self);
  if (kind->attachments != HENJI_ATTACHMENTS_NONE)
    message->paths = henji_marketplace_message_files_get (self->files);
  message->from = g_steal_pointer (&from);
  message->until = g_steal_pointer (&until);
  message->wish = (HenjiMessageWish){
    .order_id = message->order_id,
    .action = message->action,
    .text = message->text,
    .paths = (const char *const *) message->paths,
    .from_date = message->from,
    .until_date = message->until,
  };

  return message;
}

/* ---- Out --------------------------------------------------------------------------------------
 */

static gpointer
send_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Message *message = data;

  message->receipt = henji_desk_message_send (desk, &message->wish, cancellable, error);

  return GINT_TO_POINTER (message->receipt != NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Message *message = user_data;
  HenjiMarketplaceMessageDialog *self = message->dialog;
  const HenjiReceipt *receipt = message->receipt;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  self->sending = FALSE;
  if (self->desk != NULL && receipt != NULL && receipt->outcome == HENJI_RECEIPT_SENT)
    finish (self);
  else if (self->desk != NULL)
    {
      henji_marketplace_message_set_busy (self, NULL);
      if (receipt != NULL && receipt->outcome == HENJI_RECEIPT_UNKNOWN)
        {
          self->unknown_here = TRUE;
          self->offer->unknown_at[henji_marketplace_message_kind_index (self)]
              = henji_desk_now (self->desk);
          henji_marketplace_message_show_kind (self);
          gtk_widget_grab_focus (self->open_button);
        }
      else
        henji_marketplace_message_say (self, receipt != NULL && receipt->reason != NULL
                                                 ? receipt->reason
                                             : error != NULL ? error->message
                                                             : _ ("Nothing was sent."));
    }
  message_free (message);
}

static void
send_now (Message *message)
{
  HenjiMarketplaceMessageDialog *self = message->dialog;

  henji_marketplace_message_keeper_flush (self->keeper);
  message->wish.only_check = FALSE;
  g_clear_pointer (&message->receipt, henji_receipt_unref);
  self->sending = TRUE;
  henji_marketplace_message_set_busy (self, _ ("Sending… What has gone out cannot be called off."));
  henji_desk_run_async (self->desk, send_func, message, NULL, NULL, NULL, sent_cb, message);
}

static void
confirmed_cb (AdwMessageDialog *question, const char *response, gpointer user_data)
{
  Message *message = user_data;

  if (message->dialog->desk != NULL && g_str_equal (response, "send"))
    send_now (message);
  else
    message_free (message);
}

static void
confirm (Message *message)
{
  HenjiMarketplaceMessageDialog *self = message->dialog;
  guint n = message->paths != NULL ? g_strv_length (message->paths) : 0;
  g_autofree char *files = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u attached file", "%u attached files", n), n);
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);
  g_autofree char *body = g_strdup_printf (
      "%s · %s%s%s\n%s", message->order_id,
      henji_pane_language () == HENJI_LANGUAGE_JA ? kind->title_ja : kind->title_en,
      n > 0 ? " · " : "", n > 0 ? files : "",
      _ ("The marketplace takes it. Once it is sent it cannot be taken back."));
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Send This to the Buyer?"), body));

  adw_message_dialog_add_responses (question, "cancel", _ ("Cancel"), "send", _ ("Send"), NULL);
  adw_message_dialog_set_response_appearance (question, "send", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "send");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect (question, "response", G_CALLBACK (confirmed_cb), message);
  gtk_window_present (GTK_WINDOW (question));
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Message *message = user_data;
  HenjiMarketplaceMessageDialog *self = message->dialog;
  const HenjiReceipt *receipt = message->receipt;
  g_autoptr (GError) error = NULL;
  gboolean stopped = g_cancellable_is_cancelled (message->cancellable);

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    {
      message_free (message);
      return;
    }
  g_clear_object (&self->cancellable);
  henji_marketplace_message_set_busy (self, NULL);
  if (!stopped && receipt != NULL && receipt->outcome == HENJI_RECEIPT_CHECKED)
    {
      confirm (message);
      return;
    }
  henji_marketplace_message_say (self, stopped ? _ ("Cancelled. Nothing was sent.")
                                       : receipt != NULL && receipt->reason != NULL
                                           ? receipt->reason
                                       : error != NULL ? error->message
                                                       : _ ("Nothing was sent."));
  message_free (message);
}

void
henji_marketplace_message_send (HenjiMarketplaceMessageDialog *self)
{
  Message *message;

  if (self->editor != NULL)
    henji_reply_pane_editor_finish_word (self->editor);
  message = take_message (self);
  if (message == NULL)
    return;
  message->wish.only_check = TRUE;
  self->cancellable = g_cancellable_new ();
  message->cancellable = g_object_ref (self->cancellable);
  henji_marketplace_message_set_busy (self, _ ("Asking the marketplace whether it takes this…"));
  henji_desk_run_async (self->desk, send_func, message, NULL, NULL, self->cancellable, checked_cb,
                        message);
}

/* ---- Whoever has looked ----------------------------------------------------------------------
 */

typedef struct
{
  HenjiMarketplaceMessageDialog *dialog;
  char *order_id;
  char *action;
  HenjiMessageOffer *offer; /* that was shown: another order may be chosen meanwhile */
  guint kind;
  gboolean there;
  gint64 event;
  gboolean gone; /* what was kept of it was found */
} Look;

static gboolean
is_kept (HenjiDesk *desk, const Look *look)
{
  const char *const orders[] = { look->order_id, NULL };
  g_autoptr (GPtrArray) drafts = henji_desk_message_drafts (desk, orders, NULL);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    if (g_str_equal (((HenjiMessageDraft *) drafts->pdata[i])->action, look->action))
      return TRUE;

  return drafts == NULL;
}

static gpointer
look_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;
  gboolean kept = is_kept (desk, look);

  look->event = henji_desk_message_looked (desk, look->order_id, look->action, look->there, error);
  look->gone = kept && !is_kept (desk, look);

  return GINT_TO_POINTER (look->event != 0);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  HenjiMarketplaceMessageDialog *self = look->dialog;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (look->event != 0)
    look->offer->unknown_at[look->kind] = 0;
  if (self->desk != NULL && self->offer == look->offer && look->event != 0 && look->there
      && (look->gone || self->unknown_here) && g_strcmp0 (self->action, look->action) == 0)
    finish (self);
  else if (self->desk != NULL && self->offer == look->offer)
    {
      if (look->event != 0)
        {
          self->unknown_here = FALSE;
          henji_marketplace_message_show_kind (self);
          gtk_widget_grab_focus (self->send_button);
        }
      henji_marketplace_message_say (self, error != NULL ? error->message : NULL);
    }
  g_object_unref (self);
  henji_message_offer_unref (look->offer);
  g_free (look->order_id);
  g_free (look->action);
  g_free (look);
}

void
henji_marketplace_message_looked (HenjiMarketplaceMessageDialog *self, gboolean there)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);
  Look *look;

  if (kind == NULL)
    return;
  henji_marketplace_message_keeper_flush (self->keeper);
  look = g_new0 (Look, 1);
  look->dialog = g_object_ref (self);
  look->order_id = g_strdup (henji_marketplace_message_order (self));
  look->action = g_strdup (kind->id);
  look->offer = henji_message_offer_ref (self->offer);
  look->kind = henji_marketplace_message_kind_index (self);
  look->there = there;
  henji_desk_act_async (self->desk, look_func, look, NULL, NULL, NULL, looked_cb, look);
}
