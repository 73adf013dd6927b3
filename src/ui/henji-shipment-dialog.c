/* henji-shipment-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-shipment-dialog"

#include "config.h"

#include "henji-shipment-dialog.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

struct _HenjiShipmentDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkEditable *carrier_row;
  GtkEditable *tracking_row;
  GtkEditable *ship_row;
  GtkEditable *delivered_row;
  GtkLabel *fault;

  HenjiDesk *desk;
  char *order_id;
  gint64 case_row;
  char *doubted; /* (nullable): the number that was asked about */
};

G_DEFINE_FINAL_TYPE (HenjiShipmentDialog, henji_shipment_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  gint64 case_row;
  char *order_id;
  HenjiShipment *shipment;
} Entered;

static void
entered_free (Entered *entered)
{
  g_free (entered->order_id);
  henji_shipment_unref (entered->shipment);
  g_free (entered);
}

static void
set_fault (HenjiShipmentDialog *self, const char *words)
{
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static void
edited_cb (HenjiShipmentDialog *self)
{
  set_fault (self, NULL);
}

static gpointer
store (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Entered *entered = data;
  gint64 event = henji_desk_set_shipment (desk, entered->case_row, entered->order_id,
                                          entered->shipment, error);

  return event != 0 ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HenjiShipmentDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      gtk_widget_set_sensitive (self->save_button, TRUE);
      set_fault (self, error != NULL ? error->message : _ ("The shipment could not be stored."));
    }
}

/* %FALSE with the fault shown; an empty date is fine and stays unknown. */
static gboolean
read_date (HenjiShipmentDialog *self, GtkEditable *row, char **date)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  HenjiReplyContext context = { 0 };
  g_autoptr (GError) error = NULL;

  *date = NULL;
  if (*typed == '\0')
    return TRUE;

  context.now = henji_desk_now (self->desk);
  context.zone = henji_desk_zone (self->desk);
  if (henji_date_is_valid (typed))
    *date = g_strdup (typed);
  else
    *date = henji_field_parse (HENJI_FIELD_DATE, typed, &context, &error);
  if (*date == NULL)
    {
      set_fault (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }

  return *date != NULL;
}

static char *
words_of (GtkEditable *row)
{
  char *words = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  if (*words == '\0')
    g_clear_pointer (&words, g_free);

  return words;
}

/* A number with a wrong check digit is stored when the seller says so a second time. */
static gboolean
is_doubtful (HenjiShipmentDialog *self, const HenjiShipment *shipment)
{
  if (henji_desk_tracking_fits (self->desk, shipment)
      || g_strcmp0 (shipment->tracking_number, self->doubted) == 0)
    return FALSE;

  g_free (self->doubted);
  self->doubted = g_strdup (shipment->tracking_number);
  set_fault (self, _ ("The check digit of the tracking number does not fit. Is a digit wrong? "
                      "If it is right, save again."));
  gtk_widget_grab_focus (GTK_WIDGET (self->tracking_row));

  return TRUE;
}

static void
save_clicked_cb (HenjiShipmentDialog *self)
{
  g_autofree char *shipped = NULL;
  g_autofree char *delivered = NULL;
  Entered *entered;

  if (!read_date (self, self->ship_row, &shipped)
      || !read_date (self, self->delivered_row, &delivered))
    return;
  if (shipped != NULL && delivered != NULL && g_strcmp0 (delivered, shipped) < 0)
    {
      set_fault (self, _ ("It cannot have been delivered before it left."));
      gtk_widget_grab_focus (GTK_WIDGET (self->delivered_row));
      return;
    }

  entered = g_new0 (Entered, 1);
  entered->case_row = self->case_row;
  entered->order_id = g_strdup (self->order_id);
  entered->shipment = henji_shipment_new ();
  entered->shipment->carrier = words_of (self->carrier_row);
  entered->shipment->tracking_number = words_of (self->tracking_row);
  entered->shipment->ship_date = g_steal_pointer (&shipped);
  entered->shipment->delivered_date = g_steal_pointer (&delivered);
  if (is_doubtful (self, entered->shipment))
    {
      entered_free (entered);
      return;
    }
  gtk_widget_set_sensitive (self->save_button, FALSE);
  henji_desk_run_async (self->desk, store, entered, (GDestroyNotify) entered_free, NULL, NULL,
                        stored_cb, g_object_ref (self));
}

static void
henji_shipment_dialog_dispose (GObject *object)
{
  HenjiShipmentDialog *self = HENJI_SHIPMENT_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->order_id, g_free);
  g_clear_pointer (&self->doubted, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_SHIPMENT_DIALOG);
  G_OBJECT_CLASS (henji_shipment_dialog_parent_class)->dispose (object);
}

static void
henji_shipment_dialog_class_init (HenjiShipmentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_shipment_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-shipment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, carrier_row);
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, tracking_row);
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, ship_row);
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, delivered_row);
  gtk_widget_class_bind_template_child (widget_class, HenjiShipmentDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_shipment_dialog_init (HenjiShipmentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HenjiShipmentDialog *
henji_shipment_dialog_new (HenjiDesk *desk, gint64 case_row, HenjiOrder *order)
{
  HenjiShipmentDialog *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  self = g_object_new (HENJI_TYPE_SHIPMENT_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->case_row = case_row;
  self->order_id = g_strdup (order->order_id);
  adw_window_title_set_subtitle (self->title, order->order_id);
  if (order->shipments != NULL && order->shipments->len > 0)
    {
      const HenjiShipment *shipment = order->shipments->pdata[order->shipments->len - 1];

      gtk_editable_set_text (self->carrier_row, shipment->carrier != NULL ? shipment->carrier : "");
      gtk_editable_set_text (self->tracking_row,
                             shipment->tracking_number != NULL ? shipment->tracking_number : "");
      gtk_editable_set_text (self->ship_row,
                             shipment->ship_date != NULL ? shipment->ship_date : "");
      gtk_editable_set_text (self->delivered_row,
                             shipment->delivered_date != NULL ? shipment->delivered_date : "");
    }

  return self;
}
