/* henji-outlay-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-outlay-dialog"

#include "config.h"

#include "henji-outlay-dialog.h"

#include "henji-case-pane-text.h"
#include "henji-desk-outlay.h"

#include <glib/gi18n-lib.h>

struct _HenjiOutlayDialog
{
  AdwWindow parent_instance;

  GtkToggleButton *natures[HENJI_N_OUTLAYS];
  GtkEditable *amount;
  GtkLabel *fault;

  char *currency;
};

G_DEFINE_FINAL_TYPE (HenjiOutlayDialog, henji_outlay_dialog, ADW_TYPE_WINDOW)

static void
save_cb (HenjiOutlayDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *typed = gtk_editable_get_text (self->amount);
  HenjiMoney money = HENJI_MONEY_NONE;
  guint nature = 0;

  if (!henji_amount_typed (typed, self->currency, &money))
    {
      g_autofree char *words
          = g_strdup_printf (_ ("How much was it, in %s? An amount above zero."), self->currency);

      gtk_label_set_text (self->fault, words);
      gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->amount));
      return;
    }
  while (nature + 1 < HENJI_N_OUTLAYS && !gtk_toggle_button_get_active (self->natures[nature]))
    nature++;
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "case.outlay", "(ssx)",
                                henji_outlay_nature_id ((HenjiOutlayNature) nature), money.currency,
                                money.minor);
  gtk_window_close (GTK_WINDOW (self));
}

static void
edited_cb (HenjiOutlayDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
}

/* ---- Building -------------------------------------------------------------------------------- */

static GtkWidget *
build_header (HenjiOutlayDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));
  GtkWidget *save = gtk_button_new_with_label (_ ("Record"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  gtk_window_set_default_widget (GTK_WINDOW (self), save);

  return header;
}

static GtkWidget *
build_natures (HenjiOutlayDialog *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  henji_pane_name (flow, _ ("What for"));
  for (guint i = 0; i < HENJI_N_OUTLAYS; i++)
    {
      GtkWidget *button
          = gtk_toggle_button_new_with_label (henji_outlay_nature_title ((HenjiOutlayNature) i));

      self->natures[i] = GTK_TOGGLE_BUTTON (button);
      if (i > 0)
        gtk_toggle_button_set_group (self->natures[i], self->natures[0]);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_toggle_button_set_active (self->natures[HENJI_OUTLAY_PARTIAL_REFUND], TRUE);

  return flow;
}

static GtkWidget *
build_amount (HenjiOutlayDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *title = g_strdup_printf (_ ("Amount in %s"), self->currency);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  self->amount = GTK_EDITABLE (row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (edited_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return group;
}

static GtkWidget *
build_body (HenjiOutlayDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *hint = gtk_label_new (
      _ ("For looking back. A refund that a notice or a return report tells of as well counts "
         "once."));

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "caption-dim");
  gtk_box_append (GTK_BOX (box), build_natures (self));
  gtk_box_append (GTK_BOX (box), build_amount (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  gtk_box_append (GTK_BOX (box), hint);

  return box;
}

static void
henji_outlay_dialog_finalize (GObject *object)
{
  g_free (HENJI_OUTLAY_DIALOG (object)->currency);
  G_OBJECT_CLASS (henji_outlay_dialog_parent_class)->finalize (object);
}

static void
henji_outlay_dialog_class_init (HenjiOutlayDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = henji_outlay_dialog_finalize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
henji_outlay_dialog_init (HenjiOutlayDialog *self)
{
}

HenjiOutlayDialog *
henji_outlay_dialog_new (HenjiDesk *desk, const HenjiCaseDetail *detail, GtkWindow *parent)
{
  HenjiOutlayDialog *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL, NULL);

  self = g_object_new (HENJI_TYPE_OUTLAY_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                       _ ("Record a Cost"), "default-width", 420, NULL);
  self->currency = g_strdup (henji_desk_currency (desk, detail));
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), build_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_grab_focus (GTK_WIDGET (self->amount));

  return self;
}
