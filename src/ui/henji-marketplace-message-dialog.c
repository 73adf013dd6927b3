/* henji-marketplace-message-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-dialog"

#include "config.h"

#include "henji-marketplace-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-compat.h"

#define EDITOR_HEIGHT 170 /* px */

enum
{
  SENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiMarketplaceMessageDialog,
                     henji_marketplace_message_dialog,
                     ADW_TYPE_WINDOW)

const char *
henji_marketplace_message_order (HenjiMarketplaceMessageDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->order_row);

  return self->orders[chosen < g_strv_length (self->orders) ? chosen : 0];
}

guint
henji_marketplace_message_kind_index (HenjiMarketplaceMessageDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->kind_row);

  return chosen < self->usable->len ? g_array_index (self->usable, guint, chosen) : G_MAXUINT;
}

const HenjiMessageAction *
henji_marketplace_message_kind (HenjiMarketplaceMessageDialog *self)
{
  guint index = henji_marketplace_message_kind_index (self);

  return self->offer != NULL && index < self->offer->actions->len
             ? g_ptr_array_index (self->offer->actions, index)
             : NULL;
}

void
henji_marketplace_message_say (HenjiMarketplaceMessageDialog *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static gboolean
is_on (HenjiMarketplaceMessageDialog *self, const char *page)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), page);
}

static void
show_page (HenjiMarketplaceMessageDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_sensitive (self->send_button, is_on (self, "form"));
  gtk_widget_set_sensitive (self->order_box, !is_on (self, "asking"));
  henji_marketplace_message_say (self, NULL);
}

void
henji_marketplace_message_set_busy (HenjiMarketplaceMessageDialog *self, const char *words)
{
  gboolean busy = words != NULL;

  if (busy)
    {
      gtk_label_set_text (self->busy_label, words);
      henji_marketplace_message_say (self, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
    }
  gtk_widget_set_visible (self->busy_box, busy);
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (self->send_button, !busy);
  gtk_widget_set_sensitive (self->order_box, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), !self->sending);
  if (!busy)
    gtk_widget_grab_focus (self->send_button);
}

/* ---- The text --------------------------------------------------------------------------------
 */

char *
henji_marketplace_message_text (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);

  if (kind == NULL || kind->text == 0 || self->editor == NULL)
    return g_strdup ("");

  return henji_reply_pane_editor_get_text (self->editor);
}

static void
show_count (HenjiMarketplaceMessageDialog *self, const HenjiMessageAction *kind, const char *text)
{
  int length = (int) g_utf8_strlen (text, -1);
  /* Translators: characters that stand there, and that may stand there */
  g_autofree char *words = g_strdup_printf (
      length <= kind->text ? _ ("%d of %d characters") : _ ("%d of %d characters: too long"),
      length, kind->text);

  henji_reply_pane_editor_set_state (self->editor, words);
}

static void
find (HenjiMarketplaceMessageDialog *self, const char *text)
{
  const HenjiChecker *checker = henji_desk_checker (self->desk);
  HenjiReplyContext reply
      = { .now = henji_desk_now (self->desk), .zone = henji_desk_zone (self->desk) };
  HenjiCheckContext context = { .reply = &reply };
  g_autoptr (GArray) found = NULL;

  henji_desk_reply_context (self->desk, self->detail, self->shop, &reply);
  henji_desk_check_context (self->detail, &reply, &context);
  /* It is not the reply: what that has to say need not stand here. */
  context.newer_message = FALSE;
  context.fault = HENJI_CHECK_FAULT_NONE;
  found = henji_check (checker, text, -1, self->offer->language,
                       henji_desk_policy (self->desk, self->offer->domain), &context);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (self->findings, henji_reply_finding_new (
                                         checker, &g_array_index (found, HenjiFinding, i), text));
  g_ptr_array_sort (self->findings, henji_reply_finding_compare);
}

void
henji_marketplace_message_check (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);
  g_autofree char *text = henji_marketplace_message_text (self);
  g_autofree char *fault = NULL;

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_ptr_array_set_size (self->findings, 0);
  if (kind == NULL || kind->text == 0)
    return;
  show_count (self, kind, text);
  if (*text != '\0')
    {
      fault = henji_desk_message_text_fault (kind, text);
      find (self, text);
    }
  gtk_label_set_text (self->text_fault, fault != NULL ? fault : "");
  henji_reply_pane_editor_set_findings (self->editor, self->findings);
}

static gboolean
check_cb (gpointer data)
{
  HenjiMarketplaceMessageDialog *self = data;

  self->check_source = 0;
  henji_marketplace_message_check (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_say (self, NULL);
  self->unknown_here = FALSE;
  if (self->check_source == 0)
    self->check_source = g_idle_add (check_cb, self);
}

static const char *
reply_text (HenjiMarketplaceMessageDialog *self)
{
  return self->replies[self->offer->language == HENJI_LANGUAGE_JA ? 0 : 1];
}

static void
reply_clicked_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_reply_pane_editor_finish_word (self->editor);
  if (henji_reply_pane_editor_is_busy (self->editor))
    return;
  henji_reply_pane_editor_replace (self->editor, reply_text (self));
  henji_reply_pane_editor_grab (self->editor);
}

/* In the language that the buyer reads; what was written before the marketplace was asked goes into
 * it. */
static void
make_editor (HenjiMarketplaceMessageDialog *self)
{
  g_autofree char *standing = NULL;

  if (self->editor != NULL)
    {
      standing = henji_reply_pane_editor_get_text (self->editor);
      gtk_box_remove (self->text_box, GTK_WIDGET (self->editor));
    }
  self->editor = henji_reply_pane_editor_new (self->offer->language);
  henji_reply_pane_editor_set_message (self->editor);
  gtk_widget_set_size_request (GTK_WIDGET (self->editor), -1, EDITOR_HEIGHT);
  gtk_box_insert_child_after (self->text_box, GTK_WIDGET (self->editor),
                              GTK_WIDGET (self->language));
  if (standing == NULL)
    standing = g_steal_pointer (&self->text);
  henji_reply_pane_editor_set_text (self->editor, standing != NULL ? standing : "", NULL);
  g_signal_connect_object (self->editor, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
}

/* ---- The kinds -------------------------------------------------------------------------------
 */

static void
show_unknown (HenjiMarketplaceMessageDialog *self)
{
  guint index = henji_marketplace_message_kind_index (self);
  gint64 at = index < self->offer->actions->len ? self->offer->unknown_at[index] : 0;
  g_autofree char *moment = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->unknown_strip, at != 0);
  if (at == 0)
    return;
  moment = henji_pane_moment (at, henji_desk_now (self->desk), henji_desk_zone (self->desk));
  words = g_strdup_printf (_ ("A message of this kind went out at %s, and nobody knows whether it "
                              "arrived. Look at the order's messages at the marketplace; until "
                              "then no other one of its kind goes out."),
                           moment);
  gtk_label_set_text (self->unknown_label, words);
}

void
henji_marketplace_message_show_kind (HenjiMarketplaceMessageDialog *self)
{
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);

  if (kind == NULL)
    return;
  g_free (self->action);
  self->action = g_strdup (kind->id);
  gtk_widget_set_visible (GTK_WIDGET (self->text_box), kind->text > 0);
  gtk_widget_set_visible (self->reply_button, reply_text (self) != NULL);
  gtk_widget_set_visible (self->dates, kind->dates);
  gtk_widget_set_visible (GTK_WIDGET (self->files), kind->attachments != HENJI_ATTACHMENTS_NONE);
  show_unknown (self);
  henji_marketplace_message_say (self, NULL);
  henji_marketplace_message_check (self);
}

static void
kind_changed_cb (HenjiMarketplaceMessageDialog *self)
{
  self->unknown_here = FALSE;
  if (self->offer != NULL)
    henji_marketplace_message_show_kind (self);
}

static void
add_other (HenjiMarketplaceMessageDialog *self, const char *title, const char *reason)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (self->others, row);
  g_ptr_array_add (self->other_rows, row);
}

/* What can be sent goes into the row, everything else below, with the reason. */
static void
fill_kinds (HenjiMarketplaceMessageDialog *self)
{
  gboolean ja = henji_pane_language () == HENJI_LANGUAGE_JA;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_array_set_size (self->usable, 0);
  for (guint i = 0; i < self->other_rows->len; i++)
    adw_preferences_group_remove (self->others, g_ptr_array_index (self->other_rows, i));
  g_ptr_array_set_size (self->other_rows, 0);

  for (guint i = 0; i < self->offer->actions->len; i++)
    {
      const HenjiMessageAction *action = g_ptr_array_index (self->offer->actions, i);
      const char *title = !action->known ? action->id : ja ? action->title_ja : action->title_en;

      if (!action->known)
        add_other (self, title, _ ("Not supported by Henji"));
      else if (action->disabled != NULL)
        add_other (self, title, action->disabled);
      else if (action->place == NULL)
        add_other (self, title, _ ("The marketplace's link for it leads elsewhere"));
      else
        {
          if (g_strcmp0 (action->id, self->action) == 0)
            chosen = self->usable->len;
          g_array_append_val (self->usable, i);
          gtk_string_list_append (titles, title);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), self->other_rows->len > 0);
  /* The row tells of each step; only the last counts. */
  g_signal_handlers_block_by_func (self->kind_row, kind_changed_cb, self);
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->kind_row, chosen);
  g_signal_handlers_unblock_by_func (self->kind_row, kind_changed_cb, self);
}

static void
show_language (HenjiMarketplaceMessageDialog *self)
{
  const char *language = self->offer->language == HENJI_LANGUAGE_JA ? "日本語" : "English";
  g_autofree char *words = NULL;

  if (self->offer->locale != NULL)
    /* Translators: a language, and how the marketplace calls the buyer's: "en-US" */
    words = g_strdup_printf (_ ("To be written in %s: the buyer reads %s"), language,
                             self->offer->locale);
  else
    /* Translators: a language */
    words = g_strdup_printf (_ ("To be written in %s: the marketplace does not say what the buyer "
                                "reads"),
                             language);
  gtk_label_set_text (self->language, words);
}

static void
show_offer (HenjiMarketplaceMessageDialog *self)
{
  make_editor (self);
  fill_kinds (self);
  show_language (self);
  henji_marketplace_message_files_show_rule (self->files);
  if (self->usable->len == 0 && self->other_rows->len == 0)
    {
      show_page (self, "none");
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
      return;
    }
  show_page (self, "form");
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), self->usable->len > 0);
  gtk_widget_set_sensitive (self->send_button, self->usable->len > 0);
  if (self->usable->len == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->text_box), FALSE);
      gtk_widget_set_visible (self->dates, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->files), FALSE);
      gtk_widget_set_visible (self->unknown_strip, FALSE);
      henji_marketplace_message_say (self,
                                     _ ("None of the marketplace's messages can be sent now."));
      gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
      return;
    }
  henji_marketplace_message_show_kind (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->kind_row));
}

/* ---- Asking ----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiMarketplaceMessageDialog *dialog;
  GCancellable *cancellable;
  char *order_id;
  HenjiMessageOffer *offer;
  HenjiShop *shop;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->dialog);
  g_object_unref (asked->cancellable);
  g_free (asked->order_id);
  g_clear_pointer (&asked->offer, henji_message_offer_unref);
  g_clear_pointer (&asked->shop, henji_shop_unref);
  g_free (asked);
}

static gpointer
ask_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Asked *asked = data;

  henji_desk_checker (desk);
  asked->shop = henji_desk_shop (desk, error);
  if (asked->shop == NULL)
    return NULL;
  asked->offer = henji_desk_message_offer (desk, asked->order_id, cancellable, error);

  return GINT_TO_POINTER (asked->offer != NULL);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  HenjiMarketplaceMessageDialog *self = asked->dialog;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL && !g_cancellable_is_cancelled (asked->cancellable))
    {
      g_clear_object (&self->cancellable);
      if (asked->offer != NULL)
        {
          g_clear_pointer (&self->offer, henji_message_offer_unref);
          g_clear_pointer (&self->shop, henji_shop_unref);
          self->offer = g_steal_pointer (&asked->offer);
          self->shop = g_steal_pointer (&asked->shop);
          show_offer (self);
        }
      else
        {
          g_autofree char *words = g_markup_escape_text (
              error != NULL && *error->message != '\0' ? error->message : _ ("That did not work."),
              -1);

          adw_status_page_set_description (self->failed, words);
          show_page (self, "failed");
          gtk_widget_grab_focus (self->again_button);
        }
    }
  asked_free (asked);
}

static void
ask (HenjiMarketplaceMessageDialog *self)
{
  Asked *asked = g_new0 (Asked, 1);
  const char *order_id = henji_marketplace_message_order (self);

  adw_window_title_set_subtitle (self->title, self->orders[1] == NULL ? order_id : NULL);
  self->unknown_here = FALSE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_page (self, "asking");
  asked->dialog = g_object_ref (self);
  asked->cancellable = g_object_ref (self->cancellable);
  asked->order_id = g_strdup (order_id);
  henji_desk_run_async (self->desk, ask_func, asked, NULL, NULL, self->cancellable, asked_cb,
                        asked);
}

static void
order_changed_cb (HenjiMarketplaceMessageDialog *self)
{
  if (self->desk != NULL)
    ask (self);
}

/* ---- Closing ---------------------------------------------------------------------------------
 */

HenjiMarketplaceMessageDraft *
henji_marketplace_message_dialog_get_draft (HenjiMarketplaceMessageDialog *self)
{
  g_autoptr (HenjiMarketplaceMessageDraft) draft = NULL;

  g_return_val_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_DIALOG (self), NULL);

  if (self->done)
    return NULL;
  if (self->editor != NULL)
    henji_reply_pane_editor_finish_word (self->editor);
  draft = henji_marketplace_message_draft_new ();
  draft->order_id = g_strdup (henji_marketplace_message_order (self));
  draft->action = g_strdup (self->action);
  draft->text = self->editor != NULL ? henji_reply_pane_editor_get_text (self->editor)
                                     : g_strdup (self->text != NULL ? self->text : "");
  draft->paths = henji_marketplace_message_files_get (self->files);
  draft->from = g_strdup (gtk_editable_get_text (self->from_row));
  draft->until = g_strdup (gtk_editable_get_text (self->until_row));
  if (*draft->text == '\0' && draft->paths[0] == NULL && *draft->from == '\0'
      && *draft->until == '\0')
    return NULL;

  return g_steal_pointer (&draft);
}

/* What is being checked is called off; what is on its way cannot be. */
static void
cancel_cb (HenjiMarketplaceMessageDialog *self)
{
  if (self->cancellable != NULL && is_on (self, "form"))
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
henji_marketplace_message_dialog_close_request (GtkWindow *window)
{
  HenjiMarketplaceMessageDialog *self = HENJI_MARKETPLACE_MESSAGE_DIALOG (window);

  if (self->sending)
    return TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);

  return GTK_WINDOW_CLASS (henji_marketplace_message_dialog_parent_class)->close_request (window);
}

/* ---- Other buttons ---------------------------------------------------------------------------
 */

static void
send_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_send (self);
}

static void
there_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_looked (self, TRUE);
}

static void
not_there_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_looked (self, FALSE);
}

/* (transfer full) (nullable) */
static char *
order_page (HenjiMarketplaceMessageDialog *self)
{
  HenjiPolicy *policy
      = self->offer != NULL ? henji_desk_policy (self->desk, self->offer->domain) : NULL;

  return policy != NULL && g_strcmp0 (henji_policy_marketplace (policy), self->offer->domain) == 0
             ? henji_policy_order_page (policy, henji_marketplace_message_order (self))
             : NULL;
}

static void
open_cb (HenjiMarketplaceMessageDialog *self)
{
  g_autofree char *page = order_page (self);

  if (page != NULL)
    henji_compat_open_page (GTK_WIDGET (self), page);
  else
    henji_marketplace_message_say (self, _ ("The order's page at this marketplace is not known."));
}

static void
edited_cb (HenjiMarketplaceMessageDialog *self)
{
  henji_marketplace_message_say (self, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  HenjiMarketplaceMessageDialog *self = user_data;
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);
  g_autoptr (GSList) files = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (!is_on (self, "form") || !gtk_widget_get_sensitive (self->form) || kind == NULL)
    return FALSE;
  if (kind->attachments == HENJI_ATTACHMENTS_NONE)
    {
      henji_marketplace_message_say (self, _ ("This kind of message takes no attached file."));
      return FALSE;
    }
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *at = files; at != NULL; at = at->next)
    {
      char *path = g_file_get_path (at->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  g_ptr_array_add (paths, NULL);
  henji_marketplace_message_files_add (self->files, (const char *const *) paths->pdata);

  return TRUE;
}

/* ---- The class -------------------------------------------------------------------------------
 */

static void
henji_marketplace_message_dialog_dispose (GObject *object)
{
  HenjiMarketplaceMessageDialog *self = HENJI_MARKETPLACE_MESSAGE_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_MARKETPLACE_MESSAGE_DIALOG);
  G_OBJECT_CLASS (henji_marketplace_message_dialog_parent_class)->dispose (object);
}

static void
henji_marketplace_message_dialog_finalize (GObject *object)
{
  HenjiMarketplaceMessageDialog *self = HENJI_MARKETPLACE_MESSAGE_DIALOG (object);

  g_clear_pointer (&self->detail, henji_case_detail_unref);
  g_strfreev (self->orders);
  g_free (self->replies[0]);
  g_free (self->replies[1]);
  g_free (self->action);
  g_free (self->text);
  g_clear_pointer (&self->offer, henji_message_offer_unref);
  g_clear_pointer (&self->shop, henji_shop_unref);
  g_array_unref (self->usable);
  g_ptr_array_unref (self->other_rows);
  g_ptr_array_unref (self->findings);
  G_OBJECT_CLASS (henji_marketplace_message_dialog_parent_class)->finalize (object);
}

static void
henji_marketplace_message_dialog_class_init (HenjiMarketplaceMessageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_marketplace_message_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_marketplace_message_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = henji_marketplace_message_dialog_close_request;

  signals[SENT] = g_signal_new ("sent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (HENJI_TYPE_MARKETPLACE_MESSAGE_FILES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-marketplace-message-dialog.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, HenjiMarketplaceMessageDialog, child)
  BIND (cancel_button);
  BIND (title);
  BIND (send_button);
  BIND (order_box);
  BIND (order_row);
  BIND (stack);
  BIND (failed);
  BIND (again_button);
  BIND (form);
  BIND (kind_row);
  BIND (unknown_strip);
  BIND (unknown_label);
  BIND (open_button);
  BIND (there_button);
  BIND (text_box);
  BIND (language);
  BIND (text_fault);
  BIND (reply_button);
  BIND (dates);
  BIND (from_row);
  BIND (until_row);
  BIND (files);
  BIND (others);
  BIND (none);
  BIND (busy_box);
  BIND (busy_label);
  BIND (fault);
#undef BIND
#define BIND(callback) gtk_widget_class_bind_template_callback (widget_class, callback)
  BIND (cancel_cb);
  BIND (send_cb);
  BIND (ask);
  BIND (kind_changed_cb);
  BIND (open_cb);
  BIND (there_cb);
  BIND (not_there_cb);
  BIND (reply_clicked_cb);
  BIND (edited_cb);
#undef BIND
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "activate-default", NULL);
}

static void
henji_marketplace_message_dialog_init (HenjiMarketplaceMessageDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->usable = g_array_new (FALSE, FALSE, sizeof (guint));
  self->other_rows = g_ptr_array_new ();
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_reply_finding_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
henji_marketplace_message_dialog_set_reply (HenjiMarketplaceMessageDialog *self,
                                            const char *ja,
                                            const char *en)
{
  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_DIALOG (self));

  g_free (self->replies[0]);
  g_free (self->replies[1]);
  self->replies[0] = g_strdup (ja);
  self->replies[1] = g_strdup (en);
}

static void
put_draft (HenjiMarketplaceMessageDialog *self, const HenjiMarketplaceMessageDraft *draft)
{
  for (guint i = 0; self->orders[i] != NULL; i++)
    if (g_str_equal (self->orders[i], draft->order_id))
      adw_combo_row_set_selected (self->order_row, i);
  self->action = g_strdup (draft->action);
  self->text = g_strdup (draft->text);
  gtk_editable_set_text (self->from_row, draft->from);
  gtk_editable_set_text (self->until_row, draft->until);
  henji_marketplace_message_files_add (self->files, (const char *const *) draft->paths);
}

HenjiMarketplaceMessageDialog *
henji_marketplace_message_dialog_new (HenjiDesk *desk,
                                      HenjiCaseDetail *detail,
                                      const char *const *orders,
                                      const HenjiMarketplaceMessageDraft *draft)
{
  HenjiMarketplaceMessageDialog *self;
  g_autoptr (GtkStringList) numbers = gtk_string_list_new (orders);

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL, NULL);
  g_return_val_if_fail (orders != NULL && orders[0] != NULL, NULL);

  self = g_object_new (HENJI_TYPE_MARKETPLACE_MESSAGE_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->detail = henji_case_detail_ref (detail);
  self->orders = g_strdupv ((char **) orders);
  henji_marketplace_message_files_set_desk (self->files, desk);
  adw_combo_row_set_model (self->order_row, G_LIST_MODEL (numbers));
  gtk_widget_set_visible (self->order_box, orders[1] != NULL);
  if (draft != NULL)
    put_draft (self, draft);
  g_signal_connect_object (self->order_row, "notify::selected", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ask (self);

  return self;
}
