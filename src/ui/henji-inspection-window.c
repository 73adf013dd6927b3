/* henji-inspection-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-inspection-window"

#include "config.h"

#include "henji-inspection-window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-case-pane-text.h"
#include "henji-compat.h"

G_DEFINE_FINAL_TYPE (HenjiInspectionWindow, henji_inspection_window, ADW_TYPE_WINDOW)

enum
{
  DONE,
  REPLY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* As the buttons stand. */
static const HenjiCondition shown_conditions[]
    = { HENJI_CONDITION_AS_SENT, HENJI_CONDITION_OPENED,        HENJI_CONDITION_USED,
        HENJI_CONDITION_DAMAGED, HENJI_CONDITION_PARTS_MISSING, HENJI_CONDITION_OTHER_ITEM };
static const HenjiFault shown_faults[HENJI_N_FAULTS]
    = { HENJI_FAULT_BUYER, HENJI_FAULT_OURS, HENJI_FAULT_CARRIER, HENJI_FAULT_NONE };

void
henji_inspection_window_say (HenjiInspectionWindow *self, const char *fault)
{
  gtk_label_set_text (self->fault_label, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), fault != NULL);
}

static const char *
fault_title (HenjiFault fault)
{
  switch (fault)
    {
    case HENJI_FAULT_OURS:
      return _ ("Shop");
    case HENJI_FAULT_CARRIER:
      return _ ("Carrier");
    case HENJI_FAULT_BUYER:
      return _ ("Buyer");
    case HENJI_FAULT_NONE:
    default:
      return _ ("Nobody");
    }
}

/* ---- The form ---------------------------------------------------------------------------------
 */

static char *
note_text (HenjiInspectionWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
replace (char **field, char *text)
{
  g_free (*field);
  *field = *text != '\0' ? g_strdup (text) : NULL;
  g_free (text);
}

/* What was typed for the way back; not set while it is no amount. */
static HenjiMoney
typed_postage (HenjiInspectionWindow *self)
{
  HenjiMoney money = HENJI_MONEY_NONE;
  const char *text = gtk_editable_get_text (self->postage);

  if (*text == '\0'
      || !henji_money_parse (text, henji_policy_currency (self->detail->policy), &money)
      || money.minor < 0)
    return HENJI_MONEY_NONE;

  return money;
}

static void
read_form (HenjiInspectionWindow *self)
{
  HenjiInspection *seen = self->inspection;

  seen->software = gtk_check_button_get_active (self->software);
  replace (&seen->missing, g_strdup (gtk_editable_get_text (self->missing)));
  replace (&seen->note, note_text (self));
  seen->goods = (HenjiGoods) gtk_drop_down_get_selected (self->goods);
  seen->postage = typed_postage (self);
}

static void
edited_cb (HenjiInspectionWindow *self)
{
  if (self->filling || self->detail == NULL)
    return;

  self->edited = TRUE;
  henji_inspection_window_say (self, NULL);
  read_form (self);
  henji_inspection_window_show_refund (self);
}

static void
percent_changed_cb (HenjiInspectionWindow *self)
{
  if (self->filling || self->detail == NULL)
    return;

  self->inspection->percent = gtk_spin_button_get_value_as_int (self->percent);
  edited_cb (self);
}

static void
show_condition (HenjiInspectionWindow *self)
{
  HenjiCondition condition = self->inspection->items[self->current].condition;
  const HenjiRmaItem *item = g_ptr_array_index (self->detail->rma->items, self->current);
  gboolean several = self->detail->rma->items->len > 1;
  g_autofree char *words = NULL;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (shown_conditions); i++)
    gtk_toggle_button_set_active (self->condition_buttons[shown_conditions[i]],
                                  shown_conditions[i] == condition);
  gtk_widget_set_visible (GTK_WIDGET (self->software), condition == HENJI_CONDITION_OPENED);
  self->filling = FALSE;
  if (several)
    /* Translators: of which item */
    words = g_strdup_printf (_ ("Condition: %s"), item->title != NULL ? item->title : item->sku);
  gtk_label_set_text (self->condition_label, several ? words : _ ("Condition"));
}

static void
condition_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  HenjiInspectionWindow *self = user_data;
  HenjiCondition condition = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));

  if (self->filling || self->detail == NULL)
    return;
  self->inspection->items[self->current].condition
      = gtk_toggle_button_get_active (button) ? condition : HENJI_CONDITION_UNKNOWN;
  /* What one condition allowed says nothing about another. */
  self->inspection->percent = -1;
  show_condition (self);
  edited_cb (self);
}

static void
show_fault (HenjiInspectionWindow *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < HENJI_N_FAULTS; i++)
    gtk_toggle_button_set_active (self->fault_buttons[i],
                                  shown_faults[i] == self->inspection->fault);
  self->filling = FALSE;
}

static void
fault_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  HenjiInspectionWindow *self = user_data;

  if (self->filling || self->detail == NULL)
    return;
  self->inspection->fault = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));
  self->inspection->percent = -1;
  show_fault (self);
  edited_cb (self);
}

/* ---- Items ------------------------------------------------------------------------------------
 */

static void
arrived_changed_cb (GtkSpinButton *spin, gpointer user_data)
{
  HenjiInspectionWindow *self = user_data;
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (spin), "index"));

  self->inspection->items[index].arrived = gtk_spin_button_get_value_as_int (spin);
  edited_cb (self);
}

static void
item_toggled_cb (GtkCheckButton *check, gpointer user_data)
{
  HenjiInspectionWindow *self = user_data;

  if (!gtk_check_button_get_active (check) || self->filling)
    return;
  self->current = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index"));
  show_condition (self);
}

static GtkWidget *
item_words (const HenjiRmaItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  g_autofree char *words = NULL;

  henji_pane_label (GTK_LABEL (title),
                    item->title != NULL ? item->title
                    : item->sku != NULL ? item->sku
                                        : _ ("Unknown item"),
                    henji_pane_language_of (item->title));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  words = item->sku != NULL
              ? g_strdup_printf (_ ("To come back %d · SKU %s"), item->quantity, item->sku)
              : g_strdup_printf (_ ("To come back %d"), item->quantity);
  gtk_label_set_text (GTK_LABEL (detail), words);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption-dim");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_widget_set_hexpand (box, TRUE);

  return box;
}

static void
add_item (HenjiInspectionWindow *self, guint index, GtkCheckButton **group)
{
  const HenjiRmaItem *item = g_ptr_array_index (self->detail->rma->items, index);
  int arrived = self->inspection->items[index].arrived;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *caption = gtk_label_new (_ ("Arrived"));
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MAX (item->quantity, arrived), 1);
  const char *name = item->title != NULL ? item->title : item->sku;
  g_autofree char *spoken = NULL;

  if (self->detail->rma->items->len > 1)
    {
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (check), *group);
      *group = GTK_CHECK_BUTTON (check);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), index == self->current);
      g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
      g_signal_connect (check, "toggled", G_CALLBACK (item_toggled_cb), self);
      henji_pane_name (check, name != NULL ? name : _ ("Unknown item"));
      gtk_box_append (GTK_BOX (row), check);
    }
  gtk_box_append (GTK_BOX (row), item_words (item));
  gtk_widget_add_css_class (caption, "caption-dim");
  gtk_box_append (GTK_BOX (row), caption);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), arrived >= 0 ? arrived : item->quantity);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  /* Translators: how many pieces of an item arrived */
  spoken = g_strdup_printf (_ ("Arrived: %s"), name != NULL ? name : _ ("Unknown item"));
  henji_pane_name (spin, spoken);
  g_object_set_data (G_OBJECT (spin), "index", GUINT_TO_POINTER (index));
  g_signal_connect (spin, "value-changed", G_CALLBACK (arrived_changed_cb), self);
  gtk_box_append (GTK_BOX (row), spin);
  gtk_box_append (self->items, row);
}

static void
show_items (HenjiInspectionWindow *self)
{
  GtkCheckButton *group = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->items))) != NULL)
    gtk_box_remove (self->items, child);
  for (guint i = 0; i < self->inspection->n_items; i++)
    add_item (self, i, &group);
}

/* ---- The return --------------------------------------------------------------------------------
 */

static void
show_title (HenjiInspectionWindow *self)
{
  const HenjiReturnDetail *detail = self->detail;
  g_autoptr (GString) words = g_string_new (henji_rma_name (detail->rma));

  if (detail->case_->buyer != NULL)
    g_string_append_printf (words, " · %s", detail->case_->buyer);
  if (detail->rma->marketplace != NULL)
    g_string_append_printf (words, " · %s", detail->rma->marketplace);
  adw_window_title_set_subtitle (self->title, words->str);
}

static void
fill_form (HenjiInspectionWindow *self)
{
  const HenjiInspection *seen = self->inspection;
  g_autofree char *postage = NULL;

  self->filling = TRUE;
  gtk_check_button_set_active (self->software, seen->software);
  gtk_editable_set_text (self->missing, seen->missing != NULL ? seen->missing : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note),
                            seen->note != NULL ? seen->note : "", -1);
  gtk_drop_down_set_selected (self->goods, seen->goods);
  if (henji_money_is_set (seen->postage))
    {
      int decimals = henji_money_decimals (seen->postage.currency);

      postage = decimals == 0
                    ? g_strdup_printf ("%" G_GINT64_FORMAT, seen->postage.minor)
                    : g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", seen->postage.minor / 100,
                                       (int) (seen->postage.minor % 100));
    }
  gtk_editable_set_text (self->postage, postage != NULL ? postage : "");
  self->filling = FALSE;
  show_title (self);
  show_items (self);
  show_condition (self);
  show_fault (self);
  henji_inspection_window_show_photos (self);
  henji_inspection_window_show_refund (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
}

static void
set_detail (HenjiInspectionWindow *self, HenjiReturnDetail *detail)
{
  const HenjiRma *rma = detail->rma;
  gboolean first = self->detail == NULL;

  henji_return_detail_ref (detail);
  g_clear_pointer (&self->detail, henji_return_detail_unref);
  self->detail = detail;
  self->found.rma_row = rma->row;
  self->found.case_row = rma->case_row;
  if (!first)
    {
      show_title (self);
      henji_inspection_window_show_photos (self);
      henji_inspection_window_show_refund (self);
      return;
    }
  self->inspection
      = rma->inspection != NULL
            ? henji_inspection_copy (rma->inspection)
            : henji_inspection_new_for (rma->items->len, henji_return_reason_fault (rma->reason));
  if (self->inspection->n_items < rma->items->len)
    self->inspection->n_items = MIN (rma->items->len, HENJI_INSPECTION_ITEMS);
  fill_form (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->condition_buttons[HENJI_CONDITION_AS_SENT]));
}

static HenjiReturnWish
wish_of (const HenjiReturnFound *found)
{
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;

  wish.case_row = found->case_row;
  wish.order_id = *found->order_id != '\0' ? found->order_id : NULL;
  wish.marketplace_number = *found->told != '\0' ? found->told : NULL;

  return wish;
}

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  const HenjiReturnFound *found = data;
  HenjiReturnWish wish = wish_of (found);

  return found->rma_row != 0 ? henji_desk_return_detail (desk, found->rma_row, error)
                             : henji_desk_return_look (desk, &wish, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiInspectionWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiReturnDetail) detail
      = henji_desk_run_finish (HENJI_DESK (source), result, &error);

  if (self->desk == NULL)
    return; /* closed meanwhile */
  if (detail != NULL)
    set_detail (self, detail);
  else if (!henji_desk_was_ended (error))
    henji_inspection_window_say (self, error->message);
}

void
henji_inspection_window_load (HenjiInspectionWindow *self)
{
  henji_desk_run_async (self->desk, load_func, g_memdup2 (&self->found, sizeof self->found), g_free,
                        (GDestroyNotify) henji_return_detail_unref, self->cancellable, loaded_cb,
                        g_object_ref (self));
}

gint64
henji_inspection_window_ensure (HenjiDesk *desk,
                                HenjiReturnFound *found,
                                gint64 *event,
                                GError **error)
{
  HenjiReturnWish wish = wish_of (found);

  if (found->rma_row == 0)
    *event = henji_desk_return_open (desk, &wish, &found->rma_row, error);

  return found->rma_row;
}

/* ---- Keeping -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiInspectionWindow *window;
  HenjiReturnFound found;
  HenjiInspection *inspection;
  gboolean final;
  gint64 event;
  gint64 case_row;
  HenjiReturnDetail *detail; /* (nullable): afterwards */
} Keeping;

static gpointer
keep_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Keeping *job = data;
  gint64 row = henji_inspection_window_ensure (desk, &job->found, &job->event, error);
  gint64 event;

  if (row == 0)
    return NULL;
  event = job->final ? henji_desk_return_inspect (desk, row, job->inspection, error)
                     : henji_desk_return_keep (desk, row, job->inspection, NULL, error);
  if (event == 0)
    return NULL;
  if (event > 0)
    job->event = event;
  job->detail = henji_desk_return_detail (desk, row, error);

  return job->detail;
}

static void
emit_reply (HenjiInspectionWindow *self, const HenjiReturnDetail *detail)
{
  g_autoptr (HenjiChoices) choices = NULL;
  g_autofree char *text = NULL;
  HenjiRefund refund;
  const char *situation;

  if (!henji_desk_return_refund (detail, NULL, NULL, &refund))
    return;
  situation = henji_desk_return_reply (self->desk, detail, NULL, &refund, &choices);
  text = henji_choices_to_text (choices);
  g_signal_emit (self, signals[REPLY], 0, detail->rma->case_row, situation, text);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Keeping *job = user_data;
  g_autoptr (HenjiInspectionWindow) self = job->window;
  g_autoptr (HenjiReturnDetail) detail = job->detail;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    ;
  else if (detail == NULL)
    {
      self->found.rma_row = job->found.rma_row;
      gtk_widget_set_sensitive (self->later_button, TRUE);
      gtk_widget_set_sensitive (self->reply_button, TRUE);
      henji_inspection_window_say (self, error != NULL ? error->message : _ ("That did not work."));
    }
  else
    {
      if (job->event > 0)
        g_signal_emit (self, signals[DONE], 0, job->event, detail->rma->case_row,
                       job->final ? _ ("Return inspected") : _ ("The return is here; kept"));
      if (job->final)
        emit_reply (self, detail);
      self->edited = FALSE;
      gtk_window_close (GTK_WINDOW (self));
    }
  henji_inspection_unref (job->inspection);
  g_free (job);
}

static void
keep (HenjiInspectionWindow *self, gboolean final)
{
  Keeping *job;

  if (self->detail == NULL)
    return;
  read_form (self);
  if (final && !henji_inspection_is_complete (self->inspection))
    {
      henji_inspection_window_say (self, _ ("Say in what condition each item came back."));
      gtk_widget_grab_focus (GTK_WIDGET (self->condition_buttons[HENJI_CONDITION_AS_SENT]));
      return;
    }
  job = g_new0 (Keeping, 1);
  job->window = g_object_ref (self);
  job->found = self->found;
  job->inspection = henji_inspection_copy (self->inspection);
  job->final = final;
  gtk_widget_set_sensitive (self->later_button, FALSE);
  gtk_widget_set_sensitive (self->reply_button, FALSE);
  henji_desk_run_async (self->desk, keep_func, job, NULL, NULL, NULL, kept_cb, job);
}

/* What was typed is kept, however the window goes. */
static gboolean
henji_inspection_window_close_request (GtkWindow *window)
{
  HenjiInspectionWindow *self = HENJI_INSPECTION_WINDOW (window);

  if (self->edited && self->detail != NULL)
    {
      keep (self, FALSE);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (henji_inspection_window_parent_class)->close_request (window);
}

static void
later_clicked_cb (HenjiInspectionWindow *self)
{
  keep (self, FALSE);
}

static void
reply_clicked_cb (HenjiInspectionWindow *self)
{
  keep (self, TRUE);
}

static void
add_photo_cb (HenjiInspectionWindow *self)
{
  henji_inspection_window_choose_photos (self);
}

static void
source_clicked_cb (HenjiInspectionWindow *self)
{
  if (self->source != NULL)
    henji_compat_open_page (GTK_WIDGET (self), self->source);
}

static gboolean
later_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  keep (HENJI_INSPECTION_WINDOW (widget), FALSE);

  return TRUE;
}

static gboolean
reply_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  keep (HENJI_INSPECTION_WINDOW (widget), TRUE);

  return TRUE;
}

/* ---- The object --------------------------------------------------------------------------------
 */

static void
build_buttons (HenjiInspectionWindow *self)
{
  GtkToggleButton *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shown_conditions); i++)
    {
      HenjiCondition condition = shown_conditions[i];
      GtkWidget *button = gtk_toggle_button_new_with_label (henji_condition_title (condition));
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (condition));
      g_signal_connect (button, "toggled", G_CALLBACK (condition_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->conditions), button);
      self->condition_buttons[condition] = GTK_TOGGLE_BUTTON (button);
    }
  for (guint i = 0; i < HENJI_N_FAULTS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (fault_title (shown_faults[i]));

      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                               PANGO_ELLIPSIZE_END);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
      group = GTK_TOGGLE_BUTTON (button);
      g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (shown_faults[i]));
      g_signal_connect (button, "toggled", G_CALLBACK (fault_toggled_cb), self);
      gtk_box_append (GTK_BOX (self->faults), button);
      self->fault_buttons[i] = group;
    }
}

static void
henji_inspection_window_dispose (GObject *object)
{
  HenjiInspectionWindow *self = HENJI_INSPECTION_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->detail, henji_return_detail_unref);
  g_clear_pointer (&self->inspection, henji_inspection_unref);
  g_clear_pointer (&self->source, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_INSPECTION_WINDOW);
  G_OBJECT_CLASS (henji_inspection_window_parent_class)->dispose (object);
}

static void
henji_inspection_window_class_init (HenjiInspectionWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_inspection_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = henji_inspection_window_close_request;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_STRING);
  signals[REPLY]
      = g_signal_new ("reply", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-inspection-window.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, HenjiInspectionWindow, child)
  BIND (title);
  BIND (later_button);
  BIND (reply_button);
  BIND (stack);
  BIND (fault_label);
  BIND (items);
  BIND (condition_label);
  BIND (conditions);
  BIND (software);
  BIND (faults);
  BIND (missing);
  BIND (photos);
  BIND (add_photo);
  BIND (note);
  BIND (goods);
  BIND (due_title);
  BIND (due_detail);
  BIND (sums);
  BIND (goods_sum);
  BIND (outward_sum);
  BIND (fee_caption);
  BIND (percent);
  BIND (fee_sum);
  BIND (postage_caption);
  BIND (postage);
  BIND (postage_sum);
  BIND (total);
  BIND (why);
  BIND (policy);
  BIND (source_button);
  BIND (others);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, later_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reply_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, percent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_photo_cb);
  gtk_widget_class_bind_template_callback (widget_class, source_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, later_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, reply_key_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_inspection_window_init (HenjiInspectionWindow *self)
{
  g_autoptr (GtkStringList) fates = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  build_buttons (self);
  for (int goods = 0; goods < HENJI_N_GOODS; goods++)
    gtk_string_list_append (fates, henji_goods_title ((HenjiGoods) goods));
  self->filling = TRUE;
  gtk_drop_down_set_model (self->goods, G_LIST_MODEL (fates));
  self->filling = FALSE;
  henji_pane_name (self->conditions, _ ("Condition"));
  henji_pane_name (self->faults, _ ("At Whose Door"));
  henji_pane_name (self->missing, _ ("Missing Parts"));
  henji_pane_name (self->note, _ ("Note"));
  henji_pane_name (self->goods, _ ("After inspection"));
  henji_pane_name (self->percent, _ ("Restocking fee, %"));
  henji_pane_name (self->postage, _ ("Return postage the buyer paid"));
  henji_pane_name (self->add_photo, _ ("Add Photo"));
  henji_pane_name (self->source_button, _ ("Open the source of the rule"));
  g_signal_connect_object (gtk_text_view_get_buffer (self->note), "changed", G_CALLBACK (edited_cb),
                           self, G_CONNECT_SWAPPED);
  henji_inspection_window_take_drops (self);
}

HenjiInspectionWindow *
henji_inspection_window_new (HenjiDesk *desk, const HenjiReturnFound *found)
{
  HenjiInspectionWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && found != NULL, NULL);

  self = g_object_new (HENJI_TYPE_INSPECTION_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  self->found = *found;
  henji_inspection_window_load (self);

  return self;
}

gboolean
henji_inspection_window_is_of (HenjiInspectionWindow *self, const HenjiReturnFound *found)
{
  g_return_val_if_fail (HENJI_IS_INSPECTION_WINDOW (self) && found != NULL, FALSE);

  if (self->found.rma_row != 0 || found->rma_row != 0)
    return self->found.rma_row == found->rma_row;

  return strcmp (self->found.order_id, found->order_id) == 0
         && self->found.case_row == found->case_row;
}
