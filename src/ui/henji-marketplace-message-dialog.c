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

void
henji_marketplace_message_show_page (HenjiMarketplaceMessageDialog *self, const char *page)
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

void
henji_marketplace_message_show_failed (HenjiMarketplaceMessageDialog *self, const GError *error)
{
  g_autofree char *words = g_markup_escape_text (
      error != NULL && *error->message != '\0' ? error->message : _ ("That did not work."), -1);

  adw_status_page_set_description (self->failed, words);
  henji_marketplace_message_show_page (self, "failed");
  gtk_widget_grab_focus (self->again_button);
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
          henji_marketplace_message_show_offer (self);
        }
      else
        {
          henji_marketplace_message_show_failed (self, error);
        }
    }
  asked_free (asked);
}

void
henji_marketplace_message_ask (HenjiMarketplaceMessageDialog *self)
{
  Asked *asked = g_new0 (Asked, 1);
  const char *order_id = henji_marketplace_message_order (self);

  adw_window_title_set_subtitle (self->title, self->orders[1] == NULL ? order_id : NULL);
  self->unknown_here = FALSE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  henji_marketplace_message_show_page (self, "asking");
  asked->dialog = g_object_ref (self);
  asked->cancellable = g_object_ref (self->cancellable);
  asked->order_id = g_strdup (order_id);
  henji_desk_run_async (self->desk, ask_func, asked, NULL, NULL, self->cancellable, asked_cb,
                        asked);
}

static void
again_cb (HenjiMarketplaceMessageDialog *self)
{
  if (self->written == NULL)
    henji_marketplace_message_load (self);
  else
    henji_marketplace_message_ask (self);
}

static void
order_changed_cb (HenjiMarketplaceMessageDialog *self)
{
  if (self->desk != NULL && self->written != NULL)
    henji_marketplace_message_ask (self);
}

/* ---- Closing ---------------------------------------------------------------------------------
 */

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
  if (self->editor != NULL)
    henji_reply_pane_editor_finish_word (self->editor);
  henji_marketplace_message_take (self);
  henji_marketplace_message_keeper_flush (self->keeper);
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
  if (self->filling)
    return;
  henji_marketplace_message_say (self, NULL);
  henji_marketplace_message_take (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  HenjiMarketplaceMessageDialog *self = user_data;
  const HenjiMessageAction *kind = henji_marketplace_message_kind (self);

  if (!is_on (self, "form") || !gtk_widget_get_sensitive (self->form) || kind == NULL)
    return FALSE;
  if (kind->attachments == HENJI_ATTACHMENTS_NONE)
    {
      henji_marketplace_message_say (self, _ ("This kind of message takes no attached file."));
      return FALSE;
    }

  return henji_marketplace_message_files_drop (self->files, g_value_get_boxed (value));
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
  g_free (self->shown_order);
  g_free (self->action);
  g_free (self->action_order);
  g_clear_pointer (&self->written, g_hash_table_unref);
  g_clear_object (&self->keeper);
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
  BIND (discard_button);
  BIND (others);
  BIND (none);
  BIND (busy_box);
  BIND (busy_label);
  BIND (fault);
#undef BIND
#define BIND(callback) gtk_widget_class_bind_template_callback (widget_class, callback)
  BIND (cancel_cb);
  BIND (send_cb);
  BIND (again_cb);
  BIND (open_cb);
  BIND (there_cb);
  BIND (not_there_cb);
  BIND (edited_cb);
#undef BIND
#define BIND(callback)                                                                             \
  gtk_widget_class_bind_template_callback_full (widget_class, #callback, G_CALLBACK (callback))
  BIND (henji_marketplace_message_kind_changed);
  BIND (henji_marketplace_message_take_reply);
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
  /* Before the text, which would take the names of the files. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
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
failed_cb (HenjiMarketplaceMessageDialog *self, const char *reason)
{
  g_autofree char *words = henji_marketplace_message_not_kept (reason);

  if (self->desk != NULL)
    henji_marketplace_message_say (self, words);
}

HenjiMarketplaceMessageDialog *
henji_marketplace_message_dialog_new (HenjiDesk *desk,
                                      HenjiCaseDetail *detail,
                                      const char *const *orders,
                                      HenjiMarketplaceMessageKeeper *keeper)
{
  HenjiMarketplaceMessageDialog *self;
  g_autoptr (GtkStringList) numbers = gtk_string_list_new (orders);

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL, NULL);
  g_return_val_if_fail (orders != NULL && orders[0] != NULL, NULL);
  g_return_val_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_KEEPER (keeper), NULL);

  self = g_object_new (HENJI_TYPE_MARKETPLACE_MESSAGE_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->keeper = g_object_ref (keeper);
  self->detail = henji_case_detail_ref (detail);
  self->orders = g_strdupv ((char **) orders);
  henji_marketplace_message_files_set_desk (self->files, desk);
  adw_combo_row_set_model (self->order_row, G_LIST_MODEL (numbers));
  gtk_widget_set_visible (self->order_box, orders[1] != NULL);
  g_signal_connect_object (self->order_row, "notify::selected", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  henji_marketplace_message_connect_discard (self, self->discard_button, NULL);
  henji_marketplace_message_load (self);

  return self;
}
