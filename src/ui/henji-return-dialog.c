/* henji-return-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-return-dialog"

#include "config.h"

#include "henji-return-dialog.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-time.h"

struct _HenjiReturnDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *open_button;
  AdwPreferencesGroup *items;
  AdwComboRow *reason;
  AdwComboRow *payer;
  GtkLabel *window_label;
  GtkLabel *fault;

  HenjiDesk *desk;
  HenjiReturnDetail *detail;
  GPtrArray *spins; /* (element-type GtkSpinButton), one for each item */
};

G_DEFINE_FINAL_TYPE (HenjiReturnDialog, henji_return_dialog, ADW_TYPE_WINDOW)

static guint done_signal;

/* ---- The rows
 * ------------------------------------------------------------------------------------ */

static void
add_item (HenjiReturnDialog *self, const HenjiRmaItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, item->quantity, 1);
  const char *name = item->title != NULL ? item->title
                     : item->sku != NULL ? item->sku
                                         : _ ("Unknown item");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), item->quantity);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  henji_pane_name (spin, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (self->items, row);
  g_ptr_array_add (self->spins, spin);
}

static void
fill_combos (HenjiReturnDialog *self)
{
  g_autoptr (GtkStringList) reasons = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) payers = gtk_string_list_new (NULL);

  for (int reason = 0; reason < HENJI_N_REASONS; reason++)
    gtk_string_list_append (reasons, henji_return_reason_title ((HenjiReturnReason) reason));
  gtk_string_list_append (payers, henji_return_payer_title (HENJI_PAYER_BUYER));
  gtk_string_list_append (payers, henji_return_payer_title (HENJI_PAYER_SHOP));
  adw_combo_row_set_model (self->reason, G_LIST_MODEL (reasons));
  adw_combo_row_set_model (self->payer, G_LIST_MODEL (payers));
  adw_combo_row_set_selected (self->payer, self->detail->rma->payer);
  adw_combo_row_set_selected (self->reason, self->detail->rma->reason);
}

/* By the policy; whoever knows better changes it afterwards. */
static void
reason_changed_cb (HenjiReturnDialog *self)
{
  HenjiReturnReason reason = (HenjiReturnReason) adw_combo_row_get_selected (self->reason);
  gint64 at;

  if (self->detail == NULL || (guint) reason >= HENJI_N_REASONS
      || reason == self->detail->rma->reason)
    return;
  at = henji_date_start (self->detail->rma->requested_date,
                         henji_policy_zone (self->detail->policy));
  adw_combo_row_set_selected (
      self->payer, henji_return_payer_by_policy (self->detail->policy,
                                                 henji_return_reason_fault (reason), at, NULL));
}

static void
show_window (HenjiReturnDialog *self)
{
  const HenjiReturnWindow *window = &self->detail->window;
  g_autofree char *last = *window->last != '\0'
                              ? henji_pane_date (window->last, henji_desk_now (self->desk),
                                                 henji_policy_zone (self->detail->policy))
                              : NULL;
  g_autofree char *words = NULL;

  if (window->state == HENJI_WINDOW_IN)
    words = g_strdup_printf (_ ("Asked for in time: the window is open until %s."), last);
  else if (window->state == HENJI_WINDOW_OUT)
    words = g_strdup_printf (ngettext ("Asked for %d day after the window closed on %s.",
                                       "Asked for %d days after the window closed on %s.",
                                       (gulong) window->days_late),
                             window->days_late, last);
  else
    words = g_strdup (_ ("Nobody knows when it was delivered: it counts as asked for in time."));
  gtk_label_set_text (self->window_label, words);
}

/* ---- Opening
 * ------------------------------------------------------------------------------------- */

typedef struct
{
  HenjiReturnDialog *dialog;
  HenjiReturnWish wish;
  GPtrArray *items;
  char *order_id;
  char *told;
  gint64 event;
} OpenJob;

static gpointer
open_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  OpenJob *job = data;

  job->event = henji_desk_return_open (desk, &job->wish, NULL, error);

  return GINT_TO_POINTER (job->event != 0);
}

static void
say (HenjiReturnDialog *self, const char *fault)
{
  gtk_label_set_text (self->fault, fault);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  OpenJob *job = user_data;
  g_autoptr (HenjiReturnDialog) self = job->dialog;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL && job->event != 0)
    {
      g_signal_emit (self, done_signal, 0, job->event, job->wish.case_row);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (self->desk != NULL)
    {
      gtk_widget_set_sensitive (self->open_button, TRUE);
      say (self, error != NULL ? error->message : _ ("That did not work."));
    }
  g_ptr_array_unref (job->items);
  g_free (job->order_id);
  g_free (job->told);
  g_free (job);
}

static GPtrArray *
chosen_items (HenjiReturnDialog *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_item_unref);

  for (guint i = 0; i < self->spins->len; i++)
    {
      const HenjiRmaItem *from = g_ptr_array_index (self->detail->rma->items, i);
      int pieces = gtk_spin_button_get_value_as_int (g_ptr_array_index (self->spins, i));
      HenjiRmaItem *item;

      if (pieces <= 0)
        continue;
      item = henji_rma_item_new ();
      item->sku = g_strdup (from->sku);
      item->title = g_strdup (from->title);
      item->quantity = pieces;
      g_ptr_array_add (items, item);
    }

  return items;
}

static void
open_clicked_cb (HenjiReturnDialog *self)
{
  const HenjiRma *rma = self->detail->rma;
  g_autoptr (GPtrArray) items = chosen_items (self);
  OpenJob *job;

  if (items->len == 0)
    {
      say (self, _ ("Nothing is to come back: choose at least one piece."));
      return;
    }
  job = g_new0 (OpenJob, 1);
  job->dialog = g_object_ref (self);
  job->items = g_ptr_array_ref (items);
  job->order_id = g_strdup (rma->order_id);
  job->told = g_strdup (rma->marketplace_number);
  job->wish = (HenjiReturnWish){ .case_row = rma->case_row,
                                 .order_id = job->order_id,
                                 .marketplace_number = job->told,
                                 .items = job->items,
                                 .reason = (int) adw_combo_row_get_selected (self->reason),
                                 .payer = (int) adw_combo_row_get_selected (self->payer) };
  gtk_widget_set_sensitive (self->open_button, FALSE);
  henji_desk_run_async (self->desk, open_func, job, NULL, NULL, NULL, opened_cb, job);
}

/* ---- The object
 * ---------------------------------------------------------------------------------- */

static void
henji_return_dialog_dispose (GObject *object)
{
  HenjiReturnDialog *self = HENJI_RETURN_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_return_detail_unref);
  g_clear_pointer (&self->spins, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_RETURN_DIALOG);
  G_OBJECT_CLASS (henji_return_dialog_parent_class)->dispose (object);
}

static void
henji_return_dialog_class_init (HenjiReturnDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_return_dialog_dispose;
  done_signal = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-return-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiReturnDialog, child)
  BIND (title);
  BIND (open_button);
  BIND (items);
  BIND (reason);
  BIND (payer);
  BIND (window_label);
  BIND (fault);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_return_dialog_init (HenjiReturnDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->spins = g_ptr_array_new ();
}

HenjiReturnDialog *
henji_return_dialog_new (HenjiDesk *desk, HenjiReturnDetail *detail)
{
  HenjiReturnDialog *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && detail != NULL, NULL);

  self = g_object_new (HENJI_TYPE_RETURN_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->detail = henji_return_detail_ref (detail);
  adw_window_title_set_subtitle (self->title, detail->rma->order_id);
  for (guint i = 0; i < detail->rma->items->len; i++)
    add_item (self, g_ptr_array_index (detail->rma->items, i));
  fill_combos (self);
  show_window (self);

  return self;
}
