/* henji-stock-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-stock-editor"

#include "config.h"

#include "henji-stock-editor.h"

#include "henji-case-pane-text.h"
#include "henji-desk-stocks.h"
#include "henji-length-field.h"
#include "henji-stock-drawing.h"
#include "henji-toast.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MM_PER_INCH 25.4

/* A figure of the file, in the order in which one measures. */
typedef struct
{
  const char *key;
  const char *caption;
  gboolean length; /* else a number of things */
} Figure;

static const Figure figures[] = {
  { "page-width", N_ ("Page width"), TRUE },
  { "page-height", N_ ("Page height"), TRUE },
  { "columns", N_ ("Labels across"), FALSE },
  { "rows", N_ ("Labels down"), FALSE },
  { "width", N_ ("Label width"), TRUE },
  { "height", N_ ("Label height"), TRUE },
  { "left", N_ ("Left edge to first label"), TRUE },
  { "top", N_ ("Upper edge to first label"), TRUE },
  { "pitch-x", N_ ("From label to label, across"), TRUE },
  { "pitch-y", N_ ("From label to label, down"), TRUE },
  { "corner", N_ ("Round corners"), TRUE },
  { "inset", N_ ("Keep free inside"), TRUE },
};

static const int resolutions[] = { 203, 300, 600 };

struct _HenjiStockEditor
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkWidget *save_button;
  GtkEditable *title;
  GtkToggleButton *millimetres;
  GtkToggleButton *inches;
  GtkDropDown *resolution;
  HenjiLengthField *fields[G_N_ELEMENTS (figures)];
  HenjiStockDrawing *drawing;
  GtkLabel *words;

  HenjiDesk *desk;
  HenjiStock *stock; /* nobody else's */
  gboolean changed;
  gboolean warned; /* that it is not saved */
  gboolean updating;
};

static guint saved_signal;

G_DEFINE_FINAL_TYPE (HenjiStockEditor, henji_stock_editor, ADW_TYPE_WINDOW)

/* ---- Figures ----------------------------------------------------------------------------------
 */

static double
unit_of (HenjiStockEditor *self, const Figure *figure)
{
  return figure->length && self->stock->inches ? MM_PER_INCH : 1;
}

static void
show_figures (HenjiStockEditor *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    henji_length_field_set (self->fields[i],
                            henji_stock_get (self->stock, figures[i].key)
                                / unit_of (self, &figures[i]),
                            !figures[i].length    ? 0
                            : self->stock->inches ? 4
                                                  : 2);
}

/* (transfer full) (nullable): why what is typed in a field is no figure. */
static char *
fault_of (HenjiStockEditor *self, const Figure *figure, double typed)
{
  double unit = unit_of (self, figure);
  double min, max;

  henji_stock_limits (figure->key, &min, &max);
  if (isnan (typed))
    return g_strdup (_ ("Type a number, such as 12.7"));
  if (!figure->length && typed != floor (typed))
    return g_strdup (_ ("A whole number"));
  if (typed * unit < min || typed * unit > max)
    return g_strdup_printf (_ ("From %g to %g"), round (min / unit * 100) / 100,
                            round (max / unit * 100) / 100);

  return NULL;
}

/* (transfer full): a sentence that may stand alone. */
static char *
capital (const char *words)
{
  gunichar first = g_unichar_toupper (g_utf8_get_char (words));
  g_autoptr (GString) sentence = g_string_new (NULL);

  g_string_append_unichar (sentence, first);
  g_string_append (sentence, g_utf8_next_char (words));

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

static void
show_words (HenjiStockEditor *self, gboolean sound)
{
  const HenjiStock *stock = self->stock;
  int n = henji_stock_n_cells (stock);
  double unit = stock->inches ? MM_PER_INCH : 1;
  const char *name = stock->inches ? _ ("in") : _ ("mm");
  g_autofree char *count = g_strdup_printf (ngettext ("%d label", "%d labels", n), n);
  g_autofree char *words = NULL;

  if (sound)
    /* Translators: "8 labels", two lengths and their unit, two lengths and their unit */
    words = g_strdup_printf (_ ("%s of %g × %g %s on %g × %g %s"), count,
                             round (stock->width / unit * 100) / 100,
                             round (stock->height / unit * 100) / 100, name,
                             round (stock->page_width / unit * 100) / 100,
                             round (stock->page_height / unit * 100) / 100, name);
  else
    words = g_strdup (_ ("These figures do not make a sheet yet: see the red ones"));
  gtk_label_set_text (self->words, words);
  henji_pane_name (self->drawing, words);
}

/* Takes over what is typed, says at its field what is wrong, and draws the sheet. */
static gboolean
take (HenjiStockEditor *self)
{
  const char *title = gtk_editable_get_text (self->title);
  g_autoptr (GError) error = NULL;
  const char *key = NULL;
  gboolean sound = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      double typed = henji_length_field_get (self->fields[i]);
      g_autofree char *fault = fault_of (self, &figures[i], typed);

      henji_length_field_set_fault (self->fields[i], fault);
      sound = sound && fault == NULL;
      if (!isnan (typed))
        henji_stock_set (self->stock, figures[i].key, typed * unit_of (self, &figures[i]));
    }
  /* A sheet of several labels is no roll. */
  if (henji_stock_n_cells (self->stock) != 1)
    self->stock->length_min = self->stock->length_max = 0;
  if (sound && !henji_stock_check (self->stock, &key, &error))
    {
      g_autofree char *sentence = capital (error->message);

      sound = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
        if (g_str_equal (figures[i].key, key))
          henji_length_field_set_fault (self->fields[i], sentence);
    }
  henji_stock_drawing_set (self->drawing, self->stock);
  show_words (self, sound);
  gtk_widget_set_sensitive (self->save_button, sound && *title != '\0');

  return sound && *title != '\0';
}

static void
changed_cb (HenjiStockEditor *self)
{
  if (self->updating)
    return;
  self->changed = TRUE;
  self->warned = FALSE;
  take (self);
}

static void
unit_cb (HenjiStockEditor *self)
{
  gboolean inches = gtk_toggle_button_get_active (self->inches);

  if (self->updating || inches == self->stock->inches)
    return;
  self->stock->inches = inches;
  show_figures (self);
  changed_cb (self);
}

static void
resolution_cb (HenjiStockEditor *self)
{
  if (self->updating)
    return;
  self->stock->dpi = resolutions[MIN (gtk_drop_down_get_selected (self->resolution), 2)];
  changed_cb (self);
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiStockEditor *editor;
  HenjiStock *stock;
} Saving;

static gpointer
save_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_save_stock (desk, ((Saving *) data)->stock, error));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  HenjiStockEditor *self = saving->editor;
  g_autoptr (GError) error = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL)
    {
      self->changed = FALSE;
      g_signal_emit (self, saved_signal, 0, saving->stock->id);
      gtk_window_close (GTK_WINDOW (self));
    }
  else
    {
      g_autofree char *words = g_strdup_printf (_ ("Not saved: %s"), error->message);

      henji_toast_say (self->toasts, words);
      gtk_widget_set_sensitive (self->save_button, TRUE);
    }
  henji_stock_unref (saving->stock);
  g_object_unref (self);
  g_free (saving);
}

static void
save_cb (HenjiStockEditor *self)
{
  Saving *saving;

  if (!take (self))
    return;
  saving = g_new0 (Saving, 1);
  saving->editor = g_object_ref (self);
  saving->stock = henji_stock_copy (self->stock);
  g_free (saving->stock->title);
  g_free (saving->stock->title_ja);
  saving->stock->title = g_strdup (gtk_editable_get_text (self->title));
  saving->stock->title_ja = g_strdup (saving->stock->title);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  henji_desk_run_async (self->desk, save_in_thread, saving, NULL, NULL, NULL, saved_cb, saving);
}

static gboolean
henji_stock_editor_close_request (GtkWindow *window)
{
  HenjiStockEditor *self = HENJI_STOCK_EDITOR (window);

  if (self->changed && !self->warned)
    {
      self->warned = TRUE;
      henji_toast_say (self->toasts, _ ("Not saved yet. Closing again drops it."));
      return TRUE;
    }
  gtk_window_set_transient_for (window, NULL);

  return GTK_WINDOW_CLASS (henji_stock_editor_parent_class)->close_request (window);
}

/* ---- Building ---------------------------------------------------------------------------------
 */

static GtkWidget *
build_header (HenjiStockEditor *self, gboolean fresh)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->save_button = gtk_button_new_with_label (_ ("Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (
      ADW_HEADER_BAR (header),
      adw_window_title_new (fresh ? _ ("New Label Stock") : _ ("Label Stock"), NULL));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save_button);

  return header;
}

static GtkWidget *
build_sheet (HenjiStockEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_label_new (NULL);

  self->drawing = HENJI_STOCK_DRAWING (henji_stock_drawing_new ());
  self->words = GTK_LABEL (words);
  gtk_widget_set_vexpand (GTK_WIDGET (self->drawing), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->drawing), TRUE);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_justify (self->words, GTK_JUSTIFY_CENTER);
  gtk_widget_set_margin_start (words, 12);
  gtk_widget_set_margin_end (words, 12);
  gtk_widget_set_margin_bottom (words, 12);
  gtk_widget_add_css_class (words, "caption-dim");
  gtk_widget_add_css_class (box, "sheet-side");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->drawing));
  gtk_box_append (GTK_BOX (box), words);

  return box;
}

static GtkWidget *
build_units (HenjiStockEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->millimetres = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Millimetres")));
  self->inches = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Inches")));
  gtk_toggle_button_set_group (self->inches, self->millimetres);
  gtk_toggle_button_set_active (self->stock->inches ? self->inches : self->millimetres, TRUE);
  g_signal_connect_swapped (self->inches, "toggled", G_CALLBACK (unit_cb), self);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->millimetres));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->inches));

  return box;
}

static GtkWidget *
build_grid (HenjiStockEditor *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      self->fields[i] = henji_length_field_new (_ (figures[i].caption));
      g_signal_connect_swapped (self->fields[i], "changed", G_CALLBACK (changed_cb), self);
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->fields[i]), (int) i % 2, (int) i / 2, 1,
                       1);
    }

  return grid;
}

static GtkWidget *
build_resolution (HenjiStockEditor *self)
{
  const char *const words[] = { _ ("203 dpi, label printer"), _ ("300 dpi"), _ ("600 dpi"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (_ ("Printer’s resolution: bars are whole dots of it"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-dim");
  self->resolution = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words));
  gtk_drop_down_set_selected (self->resolution, self->stock->dpi <= 203  ? 0
                                                : self->stock->dpi < 600 ? 1
                                                                         : 2);
  henji_pane_name (self->resolution, _ ("Printer’s resolution"));
  g_signal_connect_swapped (self->resolution, "notify::selected", G_CALLBACK (resolution_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->resolution));

  return box;
}

static GtkWidget *
build_form (HenjiStockEditor *self, gboolean fresh)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *title = adw_entry_row_new ();

  g_object_set (title, "use-markup", FALSE, "title", _ ("Name"), "activates-default", TRUE, NULL);
  self->title = GTK_EDITABLE (title);
  gtk_editable_set_text (self->title, henji_pane_language () == HENJI_LANGUAGE_JA
                                              && self->stock->title_ja != NULL
                                          ? self->stock->title_ja
                                          : self->stock->title);
  if (fresh)
    gtk_editable_set_text (self->title, _ ("My labels"));
  g_signal_connect_swapped (title, "changed", G_CALLBACK (changed_cb), self);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), title);
  henji_pane_name (list, _ ("Name of the stock"));

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), build_units (self));
  gtk_box_append (GTK_BOX (box), build_grid (self));
  gtk_box_append (GTK_BOX (box), build_resolution (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 380, -1);

  return scroller;
}

static void
henji_stock_editor_finalize (GObject *object)
{
  HenjiStockEditor *self = HENJI_STOCK_EDITOR (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->stock, henji_stock_unref);
  G_OBJECT_CLASS (henji_stock_editor_parent_class)->finalize (object);
}

static void
henji_stock_editor_class_init (HenjiStockEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = henji_stock_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = henji_stock_editor_close_request;
  saved_signal = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
henji_stock_editor_init (HenjiStockEditor *self)
{
}

HenjiStockEditor *
henji_stock_editor_new (HenjiDesk *desk, const HenjiStock *stock, gboolean fresh)
{
  HenjiStockEditor *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_return_val_if_fail (HENJI_IS_DESK (desk) && stock != NULL, NULL);

  self = g_object_new (HENJI_TYPE_STOCK_EDITOR, "title", _ ("Label Stock"), "modal", TRUE,
                       "default-width", 900, "default-height", 600, NULL);
  self->desk = g_object_ref (desk);
  self->stock = henji_stock_copy (stock);
  self->updating = TRUE;
  gtk_box_append (GTK_BOX (sides), build_sheet (self));
  gtk_box_append (GTK_BOX (sides), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (sides), build_form (self, fresh));
  gtk_widget_set_vexpand (sides, TRUE);
  gtk_box_append (GTK_BOX (box), build_header (self, fresh));
  gtk_box_append (GTK_BOX (box), sides);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  show_figures (self);
  self->updating = FALSE;
  take (self);

  return self;
}
