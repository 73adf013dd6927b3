/* henji-label-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (HenjiLabelWindow, henji_label_window, ADW_TYPE_WINDOW)

void
henji_label_entry_free (HenjiLabelEntry *self)
{
  g_clear_pointer (&self->label, henji_label_unref);
  g_free (self->buyer);
  g_free (self->warning);
  g_free (self->fault);
  g_free (self);
}

void
henji_label_window_toast (HenjiLabelWindow *self, const char *words)
{
  g_autofree char *plain = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (plain);

  /* What became of a job does not wait until everything said before it was read. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  henji_toast_add (self->toasts, toast);
}

void
henji_label_window_tell (HenjiLabelWindow *self, const char *words)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  if (!g_cancellable_is_cancelled (self->cancellable))
    henji_label_window_toast (self, words);
  else if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", words);
}

/* ---- Stocks -----------------------------------------------------------------------------------
 */

const char *
henji_label_window_stock_title (const HenjiStock *stock)
{
  return henji_pane_language () == HENJI_LANGUAGE_JA && stock->title_ja != NULL ? stock->title_ja
                                                                                : stock->title;
}

static char *
listed_title (const HenjiStock *stock)
{
  const char *title = henji_label_window_stock_title (stock);

  /* Translators: the name of a label stock whose figures nobody has measured */
  return stock->verified || stock->own ? g_strdup (title)
                                       : g_strdup_printf (_ ("%s (check)"), title);
}

void
henji_label_window_choose_stock (HenjiLabelWindow *self, const char *id)
{
  for (guint i = 0; i < self->stocks->len; i++)
    if (g_strcmp0 (((const HenjiStock *) self->stocks->pdata[i])->id, id) == 0)
      adw_combo_row_set_selected (self->stock_row, i);
}

void
henji_label_window_fill_stocks (HenjiLabelWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *chosen = self->stock != NULL ? g_strdup (self->stock->id) : NULL;

  g_clear_pointer (&self->stocks, g_ptr_array_unref);
  self->stocks = g_ptr_array_ref (henji_desk_stocks (self->desk));
  for (guint i = 0; i < self->stocks->len; i++)
    {
      g_autofree char *title = listed_title (self->stocks->pdata[i]);

      gtk_string_list_append (titles, title);
    }
  self->updating = TRUE;
  adw_combo_row_set_model (self->stock_row, G_LIST_MODEL (titles));
  henji_label_window_choose_stock (self, chosen);
  self->updating = FALSE;
}

static char *
stock_words (const HenjiStock *stock)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (henji_stock_n_cells (stock) > 1)
    g_string_append_printf (words, _ ("%d × %d labels of %g × %g mm"), stock->columns, stock->rows,
                            stock->width, stock->height);
  else
    g_string_append_printf (words, _ ("%g × %g mm"), stock->page_width, stock->page_height);
  if (!stock->verified && !stock->own)
    g_string_append (words, _ (". Not measured: try a test page first"));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
henji_label_window_take_stock (HenjiLabelWindow *self)
{
  const HenjiStock *listed = henji_label_window_listed_stock (self);
  const char *start, *length;
  g_autofree char *words = NULL;
  int first = 1;
  gboolean roll;

  if (listed == NULL)
    return;

  start = henji_label_window_setting (self, "start", listed->id);
  length = henji_label_window_setting (self, "length", listed->id);
  roll = listed->length_max > 0;
  g_clear_pointer (&self->stock, henji_stock_unref);
  self->stock = roll && length != NULL
                    ? henji_stock_with_length (listed, g_ascii_strtod (length, NULL))
                    : henji_stock_ref ((HenjiStock *) listed);
  if (start != NULL)
    first = (int) CLAMP (g_ascii_strtoll (start, NULL, 10), 1, henji_stock_n_cells (listed));

  self->updating = TRUE;
  gtk_adjustment_set_upper (self->start_adjustment, henji_stock_n_cells (listed));
  gtk_spin_button_set_value (self->start_spin, first);
  gtk_widget_set_visible (GTK_WIDGET (self->length_row),
                          roll && !henji_label_window_has_pages (self));
  if (roll)
    {
      gtk_adjustment_set_lower (self->length_adjustment, listed->length_min);
      gtk_adjustment_set_upper (self->length_adjustment, listed->length_max);
      gtk_spin_button_set_value (self->length_spin, self->stock->page_height);
    }
  words = stock_words (self->stock);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->stock_row), words);
  self->updating = FALSE;
  self->page = 0;
  henji_label_window_refuse (self, NULL);
  henji_label_window_update_stocks (self);
  henji_label_window_update_printer (self);
}

/* ---- The job ----------------------------------------------------------------------------------
 */

HenjiLabelJob
henji_label_window_job (HenjiLabelWindow *self, const char *printer)
{
  HenjiCalibration calibration
      = henji_calibrations_get (self->calibrations, printer, self->stock->id);

  return (HenjiLabelJob){
    .stock = self->stock,
    .labels = self->shown,
    .start = gtk_spin_button_get_value_as_int (self->start_spin),
    .copies = gtk_spin_button_get_value_as_int (self->copies_spin),
    .offset_x = calibration.offset_x,
    .offset_y = calibration.offset_y,
    .scale_x = calibration.scale_x,
    .scale_y = calibration.scale_y,
  };
}

static const HenjiLabelEntry *
first_with (HenjiLabelWindow *self, gboolean fault)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const HenjiLabelEntry *entry = self->entries->pdata[i];

      if ((fault ? entry->fault : entry->warning) != NULL)
        return entry;
    }

  return NULL;
}

static void
show_warning (HenjiLabelWindow *self)
{
  const HenjiLabelEntry *fault = first_with (self, TRUE);
  const HenjiLabelEntry *warning = first_with (self, FALSE);
  const char *words = self->refusal != NULL ? self->refusal
                      : fault != NULL       ? fault->fault
                      : warning != NULL     ? warning->warning
                                            : NULL;

  gtk_label_set_text (self->warning_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->warning_strip, words != NULL);
  gtk_widget_set_visible (self->address_button,
                          self->refusal == NULL && fault == NULL && warning != NULL);
  gtk_widget_set_visible (self->pdf_button, self->refusal != NULL);
}

void
henji_label_window_refuse (HenjiLabelWindow *self, const char *words)
{
  g_free (self->refusal);
  self->refusal = g_strdup (words);
  show_warning (self);
}

static char *
count_words (HenjiLabelWindow *self, const HenjiLabelJob *job)
{
  int n = (int) job->labels->len * job->copies;
  int pages = henji_label_job_n_pages (job);
  gboolean slips = self->printable == HENJI_PRINTABLE_SLIP;
  g_autofree char *count = g_strdup_printf (
      slips ? ngettext ("%d slip", "%d slips", n) : ngettext ("%d label", "%d labels", n), n);
  g_autofree char *sheets = g_strdup_printf (ngettext ("%d sheet", "%d sheets", pages), pages);

  if (henji_stock_n_cells (job->stock) == 1)
    return g_steal_pointer (&count);

  /* Translators: "1 label", "1 sheet" */
  return g_strdup_printf (_ ("%s on %s. Click a cell to start there."), count, sheets);
}

static char *
start_words (const HenjiLabelJob *job)
{
  int cells = henji_stock_n_cells (job->stock);

  if (cells == 1)
    return g_strdup (_ ("One on each sheet"));
  if (job->start == 1)
    return g_strdup_printf (_ ("%d of %d"), job->start, cells);

  return g_strdup_printf (
      ngettext ("%d of %d, the first is used", "%d of %d, the first %d are used", job->start - 1),
      job->start, cells, job->start - 1);
}

static void
show_pages (HenjiLabelWindow *self, int n_pages)
{
  /* Translators: which page of how many */
  g_autofree char *words = g_strdup_printf (_ ("Page %d of %d"), self->page + 1, n_pages);

  gtk_label_set_text (self->page_label, words);
  gtk_widget_set_visible (self->page_box, n_pages > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.page-before", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.page-after", self->page < n_pages - 1);
}

static void
update_pages (HenjiLabelWindow *self)
{
  int n = henji_label_window_n_pages (self);

  if (n == 0)
    return;
  self->page = CLAMP (self->page, 0, n - 1);
  henji_label_window_show_page (self);
  show_pages (self, n);
  show_warning (self);
  henji_label_window_enable_output (self, TRUE);
}

void
henji_label_window_update (HenjiLabelWindow *self)
{
  HenjiLabelJob job;
  g_autofree char *count = NULL;
  g_autofree char *start = NULL;
  int n_pages;

  if (self->updating || self->stock == NULL)
    return;
  if (henji_label_window_has_pages (self))
    {
      update_pages (self);
      return;
    }
  if (self->shown->len == 0 || self->pages == NULL)
    return;

  job = henji_label_window_job (self, NULL);
  n_pages = henji_label_job_n_pages (&job);
  self->page = CLAMP (self->page, 0, n_pages - 1);
  henji_label_pages_move (self->pages, &job);
  henji_label_window_sheet_set (self->sheet, self->pages, &job, self->page);
  show_pages (self, n_pages);
  count = count_words (self, &job);
  gtk_label_set_text (self->count_label, count);
  start = start_words (&job);
  adw_action_row_set_subtitle (self->start_row, start);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_spin), henji_stock_n_cells (self->stock) > 1);
  show_warning (self);
  henji_label_window_enable_output (self, self->n_composed == self->shown->len
                                              && self->shown->len == self->entries->len
                                              && first_with (self, TRUE) == NULL);
}

/* The one whose label is the @n-th of those that are shown. */
static HenjiLabelEntry *
shown_entry (HenjiLabelWindow *self, guint n)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      HenjiLabelEntry *entry = self->entries->pdata[i];

      if (entry->label != NULL && n-- == 0)
        return entry;
    }

  g_return_val_if_reached (NULL);
}

/* One label after the other, so that the window stays quick with a hundred of them. */
static gboolean
compose_cb (gpointer data)
{
  HenjiLabelWindow *self = data;
  HenjiLabelEntry *entry = NULL;
  g_autoptr (GError) error = NULL;

  if (self->n_composed < self->shown->len)
    {
      entry = shown_entry (self, self->n_composed);
      if (!henji_label_pages_compose (self->pages, self->n_composed, &error))
        entry->fault = g_strdup (error->message);
      self->n_composed++;
      henji_label_window_sheet_redraw (self->sheet);
    }
  if (self->n_composed < self->shown->len)
    return G_SOURCE_CONTINUE;

  self->compose_id = 0;
  henji_label_window_fill_labels (self);
  henji_label_window_update (self);

  return G_SOURCE_REMOVE;
}

void
henji_label_window_clear (HenjiLabelWindow *self)
{
  g_clear_handle_id (&self->compose_id, g_source_remove);
  henji_label_window_sheet_set (self->sheet, NULL, NULL, 0);
  g_clear_pointer (&self->pages, henji_label_pages_free);
  g_ptr_array_unref (self->shown);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  g_clear_pointer (&self->packing, henji_packing_unref);
  g_clear_pointer (&self->order_ids, g_strfreev);
  g_ptr_array_set_size (self->entries, 0);
  henji_label_window_enable_output (self, FALSE);
}

void
henji_label_window_compose (HenjiLabelWindow *self)
{
  HenjiLabelJob job;

  if (self->updating || self->stock == NULL)
    return;
  if (henji_label_window_has_pages (self))
    {
      henji_label_window_fill_labels (self);
      henji_label_window_update (self);
      return;
    }

  g_clear_handle_id (&self->compose_id, g_source_remove);
  henji_label_window_sheet_set (self->sheet, NULL, NULL, 0);
  g_clear_pointer (&self->pages, henji_label_pages_free);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  for (guint i = 0; i < self->entries->len; i++)
    {
      HenjiLabelEntry *entry = self->entries->pdata[i];

      /* Without a label its fault is the desk's; else it was the stock's. */
      if (entry->label == NULL)
        continue;
      g_clear_pointer (&entry->fault, g_free);
      g_ptr_array_add (
          self->shown,
          entry->again || !self->postage_chosen || entry->kind == HENJI_LABEL_RESEND
              ? henji_label_ref (entry->label)
              : henji_label_with_postage (
                  entry->label, (HenjiPostage) adw_combo_row_get_selected (self->postage_row)));
    }
  henji_label_window_fill_labels (self);
  if (self->shown->len == 0)
    {
      henji_label_window_enable_output (self, FALSE);
      return;
    }
  job = henji_label_window_job (self, NULL);
  self->pages = henji_label_pages_new (&job);
  self->n_composed = 0;
  henji_label_window_update (self);
  self->compose_id = g_idle_add (compose_cb, self);
}

/* ---- What the seller changes ------------------------------------------------------------------
 */

static void
changed_cb (HenjiLabelWindow *self)
{
  henji_label_window_update (self);
}

static void
postage_changed_cb (HenjiLabelWindow *self)
{
  if (self->updating || !self->loaded)
    return;
  self->postage_chosen = TRUE;
  henji_label_window_compose (self);
}

static void
sheet_start_cb (HenjiLabelWindow *self, int cell)
{
  self->page = 0;
  gtk_spin_button_set_value (self->start_spin, cell);
  henji_label_window_update (self);
}

static void
length_changed_cb (HenjiLabelWindow *self)
{
  char length[G_ASCII_DTOSTR_BUF_SIZE];

  if (self->updating || !self->loaded || self->stock == NULL)
    return;
  g_ascii_dtostr (length, sizeof length, gtk_spin_button_get_value (self->length_spin));
  henji_label_window_set_setting (self, "length", self->stock->id, length);
  henji_label_window_take_stock (self);
  henji_label_window_compose (self);
}

static void
stock_changed_cb (HenjiLabelWindow *self)
{
  if (self->updating || !self->loaded)
    return;

  henji_label_window_take_stock (self);
  henji_label_window_keep_stock (self);
  henji_label_window_compose (self);
}

static void
language_changed_cb (HenjiLabelWindow *self)
{
  if (!self->updating && self->loaded)
    henji_label_window_load (self, NULL, NULL);
}

static void
printer_changed_cb (HenjiLabelWindow *self)
{
  const char *printer;

  if (self->updating || !self->loaded)
    return;
  printer = henji_label_window_printer (self);
  henji_label_window_set_setting (self, "printer", NULL, printer != NULL ? printer : "");
  henji_label_window_refuse (self, NULL);
  henji_label_window_update_printer (self);
  henji_label_window_update (self);
}

static void
page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);

  self->page += g_str_equal (action, "label.page-before") ? -1 : 1;
  henji_label_window_update (self);
}

static void
addresses_clicked_cb (HenjiLabelWindow *self)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.preferences", "s", "addresses");
}

static void
shop_changed_cb (HenjiLabelWindow *self)
{
  henji_label_window_load (self, NULL, NULL);
}

/* One that was changed, or took the place of the chosen one, is shown at once. */
static void
stocks_changed_cb (HenjiLabelWindow *self)
{
  henji_label_window_fill_stocks (self);
  henji_label_window_take_stock (self);
  henji_label_window_compose (self);
}

static gboolean
henji_label_window_close_request (GtkWindow *window)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (window);

  /* The printer's answer may keep this longer than the window it belongs to lives. */
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->compose_id, g_source_remove);
  gtk_window_set_transient_for (window, NULL);

  return GTK_WINDOW_CLASS (henji_label_window_parent_class)->close_request (window);
}

static void
henji_label_window_dispose (GObject *object)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->compose_id, g_source_remove);
  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_LABEL_WINDOW);
  G_OBJECT_CLASS (henji_label_window_parent_class)->dispose (object);
}

static void
henji_label_window_finalize (GObject *object)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (object);

  g_clear_pointer (&self->pages, henji_label_pages_free);
  g_clear_pointer (&self->packing, henji_packing_unref);
  g_clear_pointer (&self->order_ids, g_strfreev);
  g_array_unref (self->cases);
  g_free (self->marketplace);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_weak_ref_clear (&self->parent);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->wanted_rows);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->printers);
  g_clear_pointer (&self->stocks, g_ptr_array_unref);
  g_clear_pointer (&self->stock, henji_stock_unref);
  g_hash_table_unref (self->settings);
  g_hash_table_unref (self->calibrations);
  g_free (self->refusal);
  G_OBJECT_CLASS (henji_label_window_parent_class)->finalize (object);
}

static void
henji_label_window_class_init (HenjiLabelWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_label_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_label_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = henji_label_window_close_request;

  g_type_ensure (HENJI_TYPE_LABEL_WINDOW_SHEET);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-label-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, HenjiLabelWindow, child)
  BIND (toasts);
  BIND (title);
  BIND (save_button);
  BIND (print_button);
  BIND (print_label);
  BIND (print_menu);
  BIND (stack);
  BIND (refused);
  BIND (sheet);
  BIND (count_label);
  BIND (page_box);
  BIND (before_button);
  BIND (after_button);
  BIND (page_label);
  BIND (warning_strip);
  BIND (warning_label);
  BIND (address_button);
  BIND (pdf_button);
  BIND (document_row);
  BIND (labels_group);
  BIND (labels_list);
  BIND (wanted_row);
  BIND (add_all_button);
  BIND (own_button);
  BIND (stock_row);
  BIND (paper_row);
  BIND (contents_row);
  BIND (start_row);
  BIND (start_spin);
  BIND (start_adjustment);
  BIND (length_row);
  BIND (length_spin);
  BIND (length_adjustment);
  BIND (copies_row);
  BIND (copies_spin);
  BIND (postage_row);
  BIND (language_row);
  BIND (printer_row);
  BIND (calibration_row);
  BIND (test_button);
  BIND (calibrate_button);
  BIND (note_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, postage_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stock_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, length_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, printer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_start_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_clicked_cb);

  henji_label_window_install_documents (widget_class);
  henji_label_window_install_output (widget_class);
  henji_label_window_install_labels (widget_class);
  henji_label_window_install_stocks (widget_class);
  henji_label_window_install_printer (widget_class);
  gtk_widget_class_install_action (widget_class, "label.page-before", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "label.page-after", NULL, page_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "label.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "label.save-pdf",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "label.page-before", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "label.page-after", NULL);
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
  self->calibrations = henji_calibrations_new ();
  self->cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_entry_free);
  self->wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_wanted_unref);
  self->wanted_rows = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  self->printers = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (postages, _ ("Collect (着払い)"));
  gtk_string_list_append (postages, _ ("Prepaid by the buyer (元払い)"));
  gtk_string_list_append (postages, _ ("Postage label given"));
  adw_combo_row_set_model (self->postage_row, G_LIST_MODEL (postages));
  gtk_string_list_append (languages, _ ("The buyer’s own"));
  gtk_string_list_append (languages, "日本語");
  gtk_string_list_append (languages, "English");
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (languages));

  henji_pane_name (self->save_button, _ ("Save PDF"));
  henji_pane_name (self->print_button, _ ("Print"));
  henji_pane_name (self->print_menu, _ ("More ways to print"));
  henji_pane_name (self->before_button, _ ("Page before"));
  henji_pane_name (self->after_button, _ ("Page after"));
  gtk_widget_set_tooltip_text (self->before_button, _ ("Page before"));
  gtk_widget_set_tooltip_text (self->after_button, _ ("Page after"));
  henji_pane_name (self->start_spin, _ ("Start position"));
  henji_pane_name (self->length_spin, _ ("Length, millimetres"));
  henji_pane_name (self->copies_spin, _ ("Copies"));
  henji_pane_name (self->own_button, _ ("Own stocks"));
  henji_label_window_init_documents (self);
  henji_label_window_init_labels (self);
  henji_label_window_enable_output (self, FALSE);
  self->updating = FALSE;
}

static HenjiLabelWindow *
window_new (HenjiDesk *desk, GtkWindow *parent)
{
  HenjiLabelWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_LABEL_WINDOW, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  g_weak_ref_init (&self->parent, parent);
  henji_label_window_fill_stocks (self);
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (shop_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "stocks-changed", G_CALLBACK (stocks_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

HenjiLabelWindow *
henji_label_window_new_for (HenjiDesk *desk,
                            HenjiPrintable printable,
                            const GArray *rows,
                            gint64 rma_row,
                            GtkWindow *parent)
{
  HenjiLabelWindow *self = window_new (desk, parent);

  self->rma_row = rma_row;
  henji_label_window_choose_document (self, printable);
  henji_label_window_load (self, rows, NULL);

  return self;
}

HenjiLabelWindow *
henji_label_window_new (HenjiDesk *desk, const GArray *rows, GtkWindow *parent)
{
  return henji_label_window_new_for (desk, HENJI_PRINTABLE_LABEL, rows, 0, parent);
}

HenjiLabelWindow *
henji_label_window_new_again (HenjiDesk *desk, const HenjiEvent *event, GtkWindow *parent)
{
  HenjiLabelWindow *self = window_new (desk, parent);
  HenjiLabelKind kind = HENJI_LABEL_RETURN;

  henji_desk_printed_kind (event, &kind);
  henji_label_window_choose_document (self, henji_printable_of (kind));
  gtk_widget_set_sensitive (GTK_WIDGET (self->document_row), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.test-page", FALSE);
  henji_label_window_load (self, NULL, event);

  return self;
}
