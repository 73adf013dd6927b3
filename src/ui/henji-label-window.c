/* henji-label-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (HenjiLabelWindow, henji_label_window, ADW_TYPE_WINDOW)

void
henji_label_window_toast (HenjiLabelWindow *self, const char *words)
{
  g_autofree char *plain = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

HenjiStock *
henji_label_window_stock (HenjiLabelWindow *self)
{
  GPtrArray *stocks = henji_desk_stocks (self->desk);
  guint i = adw_combo_row_get_selected (self->stock_row);

  return i < stocks->len ? stocks->pdata[i] : NULL;
}

static const char *
stock_title (const HenjiStock *stock)
{
  return henji_pane_language () == HENJI_LANGUAGE_JA && stock->title_ja != NULL ? stock->title_ja
                                                                                : stock->title;
}

HenjiLabelJob
henji_label_window_job (HenjiLabelWindow *self, GPtrArray *labels)
{
  g_ptr_array_set_size (labels, 0);
  if (self->shown != NULL)
    g_ptr_array_add (labels, henji_label_ref (self->shown));

  return (HenjiLabelJob){
    .stock = henji_label_window_stock (self),
    .labels = labels,
    .start = gtk_spin_button_get_value_as_int (self->start_spin),
    .copies = gtk_spin_button_get_value_as_int (self->copies_spin),
    .offset_x = gtk_spin_button_get_value (self->x_spin),
    .offset_y = gtk_spin_button_get_value (self->y_spin),
  };
}

void
henji_label_window_update (HenjiLabelWindow *self)
{
  g_autoptr (GPtrArray) labels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  HenjiStock *stock;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *subtitle = NULL;
  HenjiLabelJob job;
  gboolean fits;
  int cells, pages, n;

  if (self->updating || self->label == NULL)
    return;
  stock = henji_label_window_stock (self);
  if (stock == NULL)
    return;

  g_clear_pointer (&self->shown, henji_label_unref);
  self->shown = henji_label_with_postage (
      self->label, (HenjiPostage) adw_combo_row_get_selected (self->postage_row));
  job = henji_label_window_job (self, labels);
  cells = henji_stock_n_cells (stock);
  fits = henji_label_job_check (&job, &error);

  henji_label_window_sheet_set (self->sheet, stock, self->shown, job.start, job.copies,
                                job.offset_x, job.offset_y);
  pages = fits ? henji_label_job_n_pages (&job) : 1;
  n = job.copies;
  if (cells > 1)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%d label", "%d labels", n), n);
      g_autofree char *sheets = g_strdup_printf (ngettext ("%d sheet", "%d sheets", pages), pages);

      /* Translators: "1 label", "1 sheet" */
      words = g_strdup_printf (_ ("%s on %s. Click a cell to start there."), count, sheets);
      if (job.start > 1)
        subtitle = g_strdup_printf (ngettext ("%d of %d, the first is used",
                                              "%d of %d, the first %d are used", job.start - 1),
                                    job.start, cells, job.start - 1);
      else
        subtitle = g_strdup_printf (_ ("%d of %d"), job.start, cells);
    }
  else
    words = g_strdup_printf (ngettext ("%d label", "%d labels", n), n);
  gtk_label_set_text (self->count_label, words);
  adw_action_row_set_subtitle (self->start_row,
                               subtitle != NULL ? subtitle : _ ("One label on each sheet"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_spin), cells > 1);

  gtk_label_set_text (self->warning_label, !fits                   ? error->message
                                           : self->warning != NULL ? self->warning
                                                                   : "");
  gtk_widget_set_visible (self->warning_strip, !fits || self->warning != NULL);
  gtk_widget_set_visible (self->address_button, fits && self->warning != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.print", fits);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.save-pdf", fits);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.save-pdf-to", fits);
}

static void
changed_cb (HenjiLabelWindow *self)
{
  henji_label_window_update (self);
}

static void
sheet_start_cb (HenjiLabelWindow *self, int cell)
{
  gtk_spin_button_set_value (self->start_spin, cell);
}

static void
offset_changed_cb (HenjiLabelWindow *self)
{
  HenjiStock *stock;
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *value = NULL;

  if (self->updating || !self->loaded)
    return;
  stock = henji_label_window_stock (self);
  if (stock == NULL)
    return;

  value = g_strdup_printf (
      "%s %s", g_ascii_formatd (x, sizeof x, "%.1f", gtk_spin_button_get_value (self->x_spin)),
      g_ascii_formatd (y, sizeof y, "%.1f", gtk_spin_button_get_value (self->y_spin)));
  henji_label_window_set_setting (self, "offset", stock->id, value);
  henji_label_window_update (self);
}

/* Takes over what is known of the stock: offsets, the first cell that is free. */
void
henji_label_window_take_stock (HenjiLabelWindow *self)
{
  HenjiStock *stock = henji_label_window_stock (self);
  const char *offset, *start;
  g_autofree char *size = NULL;
  double x = 0, y = 0;
  int cells, first = 1;

  if (stock == NULL)
    return;

  cells = henji_stock_n_cells (stock);
  offset = henji_label_window_setting (self, "offset", stock->id);
  start = henji_label_window_setting (self, "start", stock->id);
  if (offset != NULL)
    {
      char *end = NULL;

      x = g_ascii_strtod (offset, &end);
      y = g_ascii_strtod (end, NULL);
    }
  if (start != NULL)
    first = (int) CLAMP (g_ascii_strtoll (start, NULL, 10), 1, cells);

  self->updating = TRUE;
  gtk_adjustment_set_upper (self->start_adjustment, cells);
  gtk_spin_button_set_value (self->start_spin, first);
  gtk_spin_button_set_value (self->x_spin, CLAMP (x, -20, 20));
  gtk_spin_button_set_value (self->y_spin, CLAMP (y, -20, 20));
  if (cells > 1)
    size = g_strdup_printf (_ ("%d × %d labels of %g × %g mm"), stock->columns, stock->rows,
                            stock->width, stock->height);
  else
    size = g_strdup_printf (_ ("%g × %g mm"), stock->page_width, stock->page_height);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->stock_row), size);
  self->updating = FALSE;
}

static void
stock_changed_cb (HenjiLabelWindow *self)
{
  HenjiStock *stock;

  if (self->updating || !self->loaded)
    return;

  stock = henji_label_window_stock (self);
  henji_label_window_take_stock (self);
  if (stock != NULL)
    henji_label_window_set_setting (self, "stock", NULL, stock->id);
  henji_label_window_update (self);
}

static void
language_changed_cb (HenjiLabelWindow *self)
{
  if (!self->updating && self->loaded)
    henji_label_window_load (self, adw_combo_row_get_selected (self->language_row) == 0
                                       ? HENJI_LANGUAGE_JA
                                       : HENJI_LANGUAGE_EN);
}

static void
addresses_clicked_cb (HenjiLabelWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.preferences", "s", "addresses");
}

static void
shop_changed_cb (HenjiLabelWindow *self)
{
  henji_label_window_load (self, self->loaded
                                     ? (adw_combo_row_get_selected (self->language_row) == 0
                                            ? HENJI_LANGUAGE_JA
                                            : HENJI_LANGUAGE_EN)
                                     : -1);
}

static void
henji_label_window_dispose (GObject *object)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_LABEL_WINDOW);
  G_OBJECT_CLASS (henji_label_window_parent_class)->dispose (object);
}

static void
henji_label_window_finalize (GObject *object)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->label, henji_label_unref);
  g_clear_pointer (&self->shown, henji_label_unref);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_free (self->warning);
  G_OBJECT_CLASS (henji_label_window_parent_class)->finalize (object);
}

static void
henji_label_window_class_init (HenjiLabelWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_label_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_label_window_finalize;

  g_type_ensure (HENJI_TYPE_LABEL_WINDOW_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-label-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiLabelWindow, child)
  BIND (toasts);
  BIND (title);
  BIND (save_button);
  BIND (print_button);
  BIND (stack);
  BIND (refused);
  BIND (sheet);
  BIND (count_label);
  BIND (warning_strip);
  BIND (warning_label);
  BIND (address_button);
  BIND (stock_row);
  BIND (start_row);
  BIND (start_spin);
  BIND (start_adjustment);
  BIND (copies_spin);
  BIND (postage_row);
  BIND (language_row);
  BIND (x_spin);
  BIND (y_spin);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, offset_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stock_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_start_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_clicked_cb);

  henji_label_window_install_output (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "label.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "label.save-pdf",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_label_window_init (HenjiLabelWindow *self)
{
  g_autoptr (GtkStringList) postages = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) languages = gtk_string_list_new (NULL);

  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (postages, _ ("Collect (着払い)"));
  gtk_string_list_append (postages, _ ("Prepaid by the buyer (元払い)"));
  gtk_string_list_append (postages, _ ("Postage label given"));
  adw_combo_row_set_model (self->postage_row, G_LIST_MODEL (postages));
  gtk_string_list_append (languages, "日本語");
  gtk_string_list_append (languages, "English");
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (languages));

  henji_pane_name (self->save_button, _ ("Save PDF"));
  henji_pane_name (self->print_button, _ ("Print"));
  henji_pane_name (self->start_spin, _ ("Start position"));
  henji_pane_name (self->copies_spin, _ ("Copies"));
  henji_pane_name (self->x_spin, _ ("Move right, millimetres"));
  henji_pane_name (self->y_spin, _ ("Move down, millimetres"));
  self->updating = FALSE;
}

HenjiLabelWindow *
henji_label_window_new (HenjiDesk *desk, gint64 case_row)
{
  HenjiLabelWindow *self;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GPtrArray *stocks;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_LABEL_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  self->case_row = case_row;
  stocks = henji_desk_stocks (desk);
  for (guint i = 0; i < stocks->len; i++)
    gtk_string_list_append (titles, stock_title (stocks->pdata[i]));
  self->updating = TRUE;
  adw_combo_row_set_model (self->stock_row, G_LIST_MODEL (titles));
  self->updating = FALSE;
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  henji_label_window_load (self, -1);

  return self;
}
