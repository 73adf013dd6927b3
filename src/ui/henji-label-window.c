/* henji-label-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window"

#include "config.h"

#include "henji-label-window.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-label-window-print.h"
#include "henji-label-window-sheet.h"

#include <glib/gi18n-lib.h>

struct _HenjiLabelWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkWidget *print_button;
  GtkStack *stack;
  AdwStatusPage *refused;
  HenjiLabelWindowSheet *sheet;
  GtkLabel *count_label;
  GtkWidget *warning_strip;
  GtkLabel *warning_label;
  GtkWidget *address_button;
  AdwComboRow *stock_row;
  AdwActionRow *start_row;
  GtkSpinButton *start_spin;
  GtkAdjustment *start_adjustment;
  GtkSpinButton *copies_spin;
  AdwComboRow *postage_row;
  AdwComboRow *language_row;
  GtkSpinButton *x_spin;
  GtkSpinButton *y_spin;

  HenjiDesk *desk;
  gint64 case_row;
  HenjiLabel *label;      /* (nullable) as the desk made it */
  HenjiLabel *shown;      /* (nullable) the same with the postage chosen here */
  char *warning;          /* (nullable) the desk's */
  GHashTable *settings;   /* key -> value, as loaded or set since */
  GCancellable *cancellable;
  gboolean loaded;        /* the settings are in */
  gboolean choosing;      /* the file chooser is open */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (HenjiLabelWindow, henji_label_window, ADW_TYPE_WINDOW)

static void load (HenjiLabelWindow *self, int language);

static void
toast (HenjiLabelWindow *self,
       const char *words)
{
  g_autofree char *plain = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (plain));
}

static HenjiStock *
chosen_stock (HenjiLabelWindow *self)
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

/* ---- Settings, kept per stock ------------------------------------------------------------------ */

typedef struct
{
  char *key;
  char *value;
} Setting;

static void
setting_free (Setting *setting)
{
  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
keep_setting (HenjiDesk *desk,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  Setting *setting = data;

  henji_desk_set_setting (desk, setting->key, setting->value, error);

  return NULL;
}

static void
setting_kept_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer data)
{
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (object), result, &error);
  if (error != NULL)
    g_warning ("A setting of the label window was not stored");
}

static void
set_setting (HenjiLabelWindow *self,
             const char *key,
             const char *stock,
             const char *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->key = stock != NULL ? g_strdup_printf ("label.%s.%s", key, stock) : g_strdup_printf ("label.%s", key);
  setting->value = g_strdup (value);
  g_hash_table_replace (self->settings, g_strdup (setting->key), g_strdup (value));
  henji_desk_run_async (self->desk, keep_setting, setting, (GDestroyNotify) setting_free, NULL, NULL,
                        setting_kept_cb, NULL);
}

static const char *
get_setting (HenjiLabelWindow *self,
             const char *key,
             const char *stock)
{
  g_autofree char *whole
      = stock != NULL ? g_strdup_printf ("label.%s.%s", key, stock) : g_strdup_printf ("label.%s", key);

  return g_hash_table_lookup (self->settings, whole);
}

/* ---- What is shown ------------------------------------------------------------------------------ */

static HenjiLabelJob
job_of (HenjiLabelWindow *self,
        GPtrArray *labels)
{
  g_ptr_array_set_size (labels, 0);
  if (self->shown != NULL)
    g_ptr_array_add (labels, henji_label_ref (self->shown));

  return (HenjiLabelJob){
    .stock = chosen_stock (self),
    .labels = labels,
    .start = gtk_spin_button_get_value_as_int (self->start_spin),
    .copies = gtk_spin_button_get_value_as_int (self->copies_spin),
    .offset_x = gtk_spin_button_get_value (self->x_spin),
    .offset_y = gtk_spin_button_get_value (self->y_spin),
  };
}

static GPtrArray *
labels_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
}

/* The desk's label with the postage chosen here: values are never written once they are shared. */
static HenjiLabel *
with_postage (const HenjiLabel *label,
              HenjiPostage postage)
{
  HenjiLabel *copy = henji_label_new ();

  copy->language = label->language;
  copy->to = label->to != NULL ? henji_address_ref (label->to) : NULL;
  copy->rma = g_strdup (label->rma);
  copy->order_id = g_strdup (label->order_id);
  copy->from_name = g_strdup (label->from_name);
  copy->items = g_strdupv (label->items);
  copy->postage = postage;

  return copy;
}

static void
update (HenjiLabelWindow *self)
{
  g_autoptr (GPtrArray) labels = labels_new ();
  HenjiStock *stock;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *subtitle = NULL;
  HenjiLabelJob job;
  gboolean fits;
  int cells, pages, n;

  if (self->updating || self->label == NULL)
    return;
  stock = chosen_stock (self);
  if (stock == NULL)
    return;

  g_clear_pointer (&self->shown, henji_label_unref);
  self->shown = with_postage (self->label, (HenjiPostage) adw_combo_row_get_selected (self->postage_row));
  job = job_of (self, labels);
  cells = henji_stock_n_cells (stock);
  fits = henji_label_job_check (&job, &error);

  henji_label_window_sheet_set (self->sheet, stock, self->shown, job.start, job.copies, job.offset_x,
                                job.offset_y);
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
  adw_action_row_set_subtitle (self->start_row, subtitle != NULL ? subtitle : _ ("One label on each sheet"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_spin), cells > 1);

  gtk_label_set_text (self->warning_label, !fits ? error->message
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
  update (self);
}

static void
sheet_start_cb (HenjiLabelWindow *self,
                int cell)
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
  stock = chosen_stock (self);
  if (stock == NULL)
    return;

  value = g_strdup_printf ("%s %s",
                           g_ascii_formatd (x, sizeof x, "%.1f", gtk_spin_button_get_value (self->x_spin)),
                           g_ascii_formatd (y, sizeof y, "%.1f", gtk_spin_button_get_value (self->y_spin)));
  set_setting (self, "offset", stock->id, value);
  update (self);
}

/* Takes over what is known of the stock: offsets, the first cell that is free. */
static void
take_stock (HenjiLabelWindow *self)
{
  HenjiStock *stock = chosen_stock (self);
  const char *offset, *start;
  g_autofree char *size = NULL;
  double x = 0, y = 0;
  int cells, first = 1;

  if (stock == NULL)
    return;

  cells = henji_stock_n_cells (stock);
  offset = get_setting (self, "offset", stock->id);
  start = get_setting (self, "start", stock->id);
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
    size = g_strdup_printf (_ ("%d × %d labels of %g × %g mm"), stock->columns, stock->rows, stock->width,
                            stock->height);
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

  stock = chosen_stock (self);
  take_stock (self);
  if (stock != NULL)
    set_setting (self, "stock", NULL, stock->id);
  update (self);
}

static void
language_changed_cb (HenjiLabelWindow *self)
{
  if (!self->updating && self->loaded)
    load (self, adw_combo_row_get_selected (self->language_row) == 0 ? HENJI_LANGUAGE_JA
                                                                    : HENJI_LANGUAGE_EN);
}

static void
addresses_clicked_cb (HenjiLabelWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.preferences", "s", "addresses");
}

/* ---- Loading ------------------------------------------------------------------------------------ */

typedef struct
{
  gint64 case_row;
  int language;          /* HenjiLanguage, or -1 for the buyer's */
  char **keys;           /* (nullable) settings to read */
} Request;

typedef struct
{
  HenjiLabel *label;     /* (nullable) with @fault */
  char *warning;
  char *fault;
  char *buyer;
  HenjiLanguage language;
  GHashTable *settings;
} Loaded;

static void
request_free (Request *request)
{
  g_strfreev (request->keys);
  g_free (request);
}

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->label, henji_label_unref);
  g_free (loaded->warning);
  g_free (loaded->fault);
  g_free (loaded->buyer);
  g_clear_pointer (&loaded->settings, g_hash_table_unref);
  g_free (loaded);
}

static gpointer
load_in_thread (HenjiDesk *desk,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Request *request = data;
  Loaded *loaded = g_new0 (Loaded, 1);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) cases = henji_desk_cases (desk, &request->case_row, 1, NULL);
  const HenjiCase *case_ = cases != NULL && cases->len > 0 ? cases->pdata[0] : NULL;

  loaded->language = request->language >= 0 ? (HenjiLanguage) request->language
                     : case_ != NULL && case_->language == HENJI_LANGUAGE_JA ? HENJI_LANGUAGE_JA
                                                                             : HENJI_LANGUAGE_EN;
  loaded->buyer = g_strdup (case_ != NULL ? case_->buyer : NULL);
  loaded->label = henji_desk_label (desk, request->case_row, loaded->language, &loaded->warning, &fault);
  if (loaded->label == NULL)
    loaded->fault = g_strdup (fault != NULL ? fault->message : _ ("The label could not be made."));

  loaded->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; request->keys != NULL && request->keys[i] != NULL; i++)
    {
      char *value = henji_desk_setting (desk, request->keys[i], NULL);

      if (value != NULL)
        g_hash_table_insert (loaded->settings, g_strdup (request->keys[i]), value);
    }

  return loaded;
}

static void
choose_stock (HenjiLabelWindow *self)
{
  GPtrArray *stocks = henji_desk_stocks (self->desk);
  const char *last = get_setting (self, "stock", NULL);

  self->updating = TRUE;
  for (guint i = 0; i < stocks->len; i++)
    if (g_strcmp0 (((const HenjiStock *) stocks->pdata[i])->id, last) == 0)
      adw_combo_row_set_selected (self->stock_row, i);
  self->updating = FALSE;
  take_stock (self);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer data)
{
  HenjiLabelWindow *self = data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = henji_desk_run_finish (HENJI_DESK (object), result, &error);
  GHashTableIter iter;
  gpointer key, value;

  if (loaded == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        toast (self, error->message);
      return;
    }

  g_clear_pointer (&self->label, henji_label_unref);
  g_free (self->warning);
  self->label = g_steal_pointer (&loaded->label);
  self->warning = g_steal_pointer (&loaded->warning);
  g_hash_table_iter_init (&iter, loaded->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (self->settings, g_strdup (key), g_strdup (value));

  if (!self->loaded)
    choose_stock (self);
  self->loaded = TRUE;
  self->updating = TRUE;
  adw_combo_row_set_selected (self->language_row, loaded->language == HENJI_LANGUAGE_JA ? 0 : 1);
  self->updating = FALSE;

  if (self->label == NULL)
    {
      g_autofree char *plain = g_markup_escape_text (loaded->fault, -1);

      adw_status_page_set_description (self->refused, plain);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.print", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.save-pdf", FALSE);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.save-pdf-to", FALSE);
      gtk_stack_set_visible_child_name (self->stack, "refused");
    }
  else
    {
      g_autofree char *words = loaded->buyer != NULL && *loaded->buyer != '\0'
                                   ? g_strdup_printf ("%s · %s", self->label->rma, loaded->buyer)
                                   : g_strdup (self->label->rma);

      adw_window_title_set_subtitle (self->title, words);
      gtk_stack_set_visible_child_name (self->stack, "label");
      update (self);
    }
  loaded_free (loaded);
}

static void
load (HenjiLabelWindow *self,
      int language)
{
  Request *request = g_new0 (Request, 1);

  request->case_row = self->case_row;
  request->language = language;
  if (!self->loaded)
    {
      g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
      GPtrArray *stocks = henji_desk_stocks (self->desk);

      g_strv_builder_add_many (keys, "label.stock", "label.folder", NULL);
      for (guint i = 0; i < stocks->len; i++)
        {
          const HenjiStock *stock = stocks->pdata[i];
          g_autofree char *offset = g_strdup_printf ("label.offset.%s", stock->id);
          g_autofree char *start = g_strdup_printf ("label.start.%s", stock->id);

          g_strv_builder_add (keys, offset);
          g_strv_builder_add (keys, start);
        }
      request->keys = g_strv_builder_end (keys);
    }
  henji_desk_run_async (self->desk, load_in_thread, request, (GDestroyNotify) request_free,
                        (GDestroyNotify) loaded_free, self->cancellable, loaded_cb, self);
}

static void
shop_changed_cb (HenjiLabelWindow *self)
{
  load (self, self->loaded ? (adw_combo_row_get_selected (self->language_row) == 0 ? HENJI_LANGUAGE_JA
                                                                                  : HENJI_LANGUAGE_EN)
                           : -1);
}

/* ---- Print and save ------------------------------------------------------------------------------ */

typedef struct
{
  HenjiLabelWindow *window;
  GPtrArray *labels;
  HenjiLabelJob job;
  HenjiStock *stock;
  gint64 case_row;
  char *rma;
  char *path;      /* (nullable) of the PDF */
} Output;

static Output *
output_new (HenjiLabelWindow *self)
{
  Output *output = g_new0 (Output, 1);

  output->window = g_object_ref (self);
  output->labels = labels_new ();
  output->job = job_of (self, output->labels);
  output->stock = henji_stock_ref (chosen_stock (self));
  output->job.stock = output->stock;
  output->case_row = self->case_row;
  output->rma = g_strdup (self->label->rma);

  return output;
}

static void
output_free (Output *output)
{
  g_object_unref (output->window);
  g_ptr_array_unref (output->labels);
  henji_stock_unref (output->stock);
  g_free (output->rma);
  g_free (output->path);
  g_free (output);
}

/* Saves the PDF when there is a path; files the event either way. */
static gpointer
output_in_thread (HenjiDesk *desk,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  Output *output = data;

  if (output->path != NULL && !henji_label_job_save (&output->job, output->path, error))
    return NULL;
  if (henji_desk_label_printed (desk, output->case_row, output->rma, output->stock->id, error) == 0)
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static void
output_cb (GObject *object,
           GAsyncResult *result,
           gpointer data)
{
  Output *output = data;
  g_autoptr (GError) error = NULL;
  gboolean done = henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL;

  if (!done)
    {
      g_autofree char *words = g_strdup_printf (
          output->path != NULL ? _ ("PDF not saved: %s") : _ ("The printing was not noted: %s"),
          error != NULL ? error->message : "");

      toast (output->window, words);
    }
  else if (output->path != NULL)
    {
      g_autofree char *name = g_path_get_basename (output->path);
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), shown);

      toast (output->window, words);
    }
  output_free (output);
}

static void
save_to (HenjiLabelWindow *self,
         const char *path)
{
  Output *output;

  if (self->shown == NULL || chosen_stock (self) == NULL)
    return;

  output = output_new (self);
  output->path = g_strdup (path);
  henji_desk_run_async (self->desk, output_in_thread, output, NULL, NULL, NULL, output_cb, output);
}

static void
save_to_action (GtkWidget *widget,
                const char *action,
                GVariant *parameter)
{
  save_to (HENJI_LABEL_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
path_chosen_cb (const char *const *paths,
                gpointer data)
{
  g_autoptr (HenjiLabelWindow) self = data;
  g_autofree char *folder = NULL;

  self->choosing = FALSE;
  if (paths == NULL || self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  folder = g_path_get_dirname (paths[0]);
  set_setting (self, "folder", NULL, folder);
  save_to (self, paths[0]);
}

static void
save_action (GtkWidget *widget,
             const char *action,
             GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  g_autofree char *name = NULL;

  if (self->label == NULL || self->choosing)
    return;

  /* Translators: the suggested name of a file; %s is the RMA number */
  name = g_strdup_printf (_ ("%s label.pdf"), self->label->rma);
  g_strdelimit (name, "/\\", '-');
  self->choosing = TRUE;
  henji_compat_save_file (GTK_WINDOW (self), _ ("Save PDF"), get_setting (self, "folder", NULL), name,
                          path_chosen_cb, g_object_ref (self));
}

static void
printed_cb (gboolean printed,
            const char *words,
            gpointer data)
{
  Output *output = data;
  HenjiLabelWindow *self = output->window;

  toast (self, words);
  if (printed)
    {
      Output *event = output_new (self);
      int cells = henji_stock_n_cells (output->stock);
      int next = (output->job.start - 1 + output->job.copies) % cells + 1;
      g_autofree char *start = g_strdup_printf ("%d", next);

      /* What is left of the sheet comes next. */
      if (cells > 1)
        set_setting (self, "start", output->stock->id, start);
      henji_desk_run_async (self->desk, output_in_thread, event, NULL, NULL, NULL, output_cb, event);
    }
}

static void
print_action (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  Output *output;

  if (self->shown == NULL || chosen_stock (self) == NULL)
    return;

  output = output_new (self);
  henji_label_print (&output->job, output->stock, GTK_WINDOW (self), printed_cb, output,
                     (GDestroyNotify) output_free);
}

static void
test_printed_cb (gboolean printed,
                 const char *words,
                 gpointer data)
{
  toast (data, words);
}

static void
test_page_action (GtkWidget *widget,
                  const char *action,
                  GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  HenjiStock *stock = chosen_stock (self);

  if (stock != NULL)
    henji_label_print (NULL, stock, GTK_WINDOW (self), test_printed_cb, g_object_ref (self), g_object_unref);
}

/* ---- The window ----------------------------------------------------------------------------------- */

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

  gtk_widget_class_install_action (widget_class, "label.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "label.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "label.save-pdf-to", "s", save_to_action);
  gtk_widget_class_install_action (widget_class, "label.test-page", NULL, test_page_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "label.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "label.save-pdf", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
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
henji_label_window_new (HenjiDesk *desk,
                        gint64 case_row)
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
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (shop_changed_cb), self, G_CONNECT_SWAPPED);
  load (self, -1);

  return self;
}
