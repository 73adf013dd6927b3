/* henji-label-window-stocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Stocks of the seller's own: made, changed, copied, deleted.
 */
#define G_LOG_DOMAIN "henji-label-window-stocks"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-desk-stocks.h"
#include "henji-stock-editor.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

/* The list follows by itself; the one that was saved is the one to print on. */
static void
saved_cb (HenjiLabelWindow *self, const char *id)
{
  henji_label_window_set_setting (self, "stock", NULL, id);
  henji_label_window_fill_stocks (self);
  henji_label_window_choose_stock (self, id);
  henji_label_window_take_stock (self);
  henji_label_window_compose (self);
}

static void
edit (HenjiLabelWindow *self, const HenjiStock *stock, gboolean fresh)
{
  HenjiStockEditor *editor = henji_stock_editor_new (self->desk, stock, fresh);

  gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (self));
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
new_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  g_autoptr (HenjiStock) stock = henji_desk_new_stock (self->desk, NULL);

  edit (self, stock, TRUE);
}

static void
duplicate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  g_autoptr (HenjiStock) stock = NULL;

  if (self->stock == NULL)
    return;
  stock = henji_desk_new_stock (self->desk, self->stock);
  g_free (stock->title);
  g_clear_pointer (&stock->title_ja, g_free);
  /* Translators: the name of the stock that was copied */
  stock->title = g_strdup_printf (_ ("%s, copy"), henji_label_window_stock_title (self->stock));
  edit (self, stock, FALSE);
}

static void
edit_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);

  if (self->stock != NULL && self->stock->own)
    edit (self, self->stock, FALSE);
}

/* ---- Deleting ---------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiLabelWindow *window;
  HenjiStock *stock;
  gboolean back; /* it is put back */
} Removal;

static Removal *
removal_new (HenjiLabelWindow *window, HenjiStock *stock, gboolean back)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->window = g_object_ref (window);
  removal->stock = henji_stock_ref (stock);
  removal->back = back;

  return removal;
}

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->window);
  henji_stock_unref (removal->stock);
  g_free (removal);
}

static gpointer
remove_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  const Removal *removal = data;

  return GINT_TO_POINTER (removal->back
                              ? henji_desk_save_stock (desk, removal->stock, error)
                              : henji_desk_remove_stock (desk, removal->stock->id, error));
}

static void removed_cb (GObject *object, GAsyncResult *result, gpointer data);

static void
undo_cb (AdwToast *toast, HenjiLabelWindow *self)
{
  Removal *removal = removal_new (self, g_object_get_data (G_OBJECT (toast), "stock"), TRUE);

  henji_desk_run_async (self->desk, remove_in_thread, removal, NULL, NULL, NULL, removed_cb,
                        removal);
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Removal *removal = data;
  HenjiLabelWindow *self = removal->window;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) == NULL)
    henji_label_window_tell (self, error->message);
  else if (removal->back)
    saved_cb (self, removal->stock->id);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autofree char *words
          = g_strdup_printf (_ ("“%s” deleted"), henji_label_window_stock_title (removal->stock));
      g_autofree char *plain = g_markup_escape_text (words, -1);
      AdwToast *toast = adw_toast_new (plain);

      g_object_set_data_full (G_OBJECT (toast), "stock", henji_stock_ref (removal->stock),
                              (GDestroyNotify) henji_stock_unref);
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_timeout (toast, 10);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, 0);
      henji_toast_add (self->toasts, toast);
    }
  removal_free (removal);
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  Removal *removal;

  if (self->stock == NULL || !self->stock->own)
    return;
  removal = removal_new (self, self->stock, FALSE);
  henji_desk_run_async (self->desk, remove_in_thread, removal, NULL, NULL, NULL, removed_cb,
                        removal);
}

void
henji_label_window_update_stocks (HenjiLabelWindow *self)
{
  gboolean own = self->stock != NULL && self->stock->own;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.stock-edit", own);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.stock-delete", own);
}

void
henji_label_window_install_stocks (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "label.stock-new", NULL, new_action);
  gtk_widget_class_install_action (klass, "label.stock-duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (klass, "label.stock-edit", NULL, edit_action);
  gtk_widget_class_install_action (klass, "label.stock-delete", NULL, delete_action);
}
