/* henji-calibration-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-calibration-dialog"

#include "config.h"

#include "henji-calibration-dialog.h"

#include "henji-length-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_MARKS 4

struct _HenjiCalibrationDialog
{
  AdwWindow parent_instance;

  GtkWidget *keep_button;
  HenjiLengthField *fields[N_MARKS];
  GtkLabel *result;

  HenjiMarks meant;
  HenjiCalibration used;
  HenjiCalibration read;
  HenjiCalibrationFunc done; /* NULL once it was called */
  gpointer user_data;
  GDestroyNotify free_func;
};

G_DEFINE_FINAL_TYPE (HenjiCalibrationDialog, henji_calibration_dialog, ADW_TYPE_WINDOW)

static void
finish (HenjiCalibrationDialog *self, const HenjiCalibration *calibration)
{
  HenjiCalibrationFunc done = self->done;

  self->done = NULL;
  if (done != NULL)
    done (calibration, self->user_data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keep_cb (HenjiCalibrationDialog *self)
{
  finish (self, &self->read);
}

static void
reset_cb (HenjiCalibrationDialog *self)
{
  finish (self, NULL);
}

static gboolean
take_readings (HenjiCalibrationDialog *self, HenjiMarks *measured)
{
  double *sides[N_MARKS] = { &measured->a, &measured->b, &measured->c, &measured->d };
  gboolean all = TRUE;

  for (guint i = 0; i < N_MARKS; i++)
    {
      *sides[i] = henji_length_field_get (self->fields[i]);
      henji_length_field_set_fault (self->fields[i],
                                    isnan (*sides[i]) ? _ ("Type a number, such as 12.7") : NULL);
      all = all && !isnan (*sides[i]);
    }

  return all;
}

static void
changed_cb (HenjiCalibrationDialog *self)
{
  HenjiMarks measured;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean sound = take_readings (self, &measured);

  gtk_widget_remove_css_class (GTK_WIDGET (self->result), "error");
  if (!sound)
    words = g_strdup ("");
  else if (!henji_marks_read (&self->meant, &measured, &self->used, &self->read, &error))
    {
      sound = FALSE;
      words = g_strdup (error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->result), "error");
    }
  else if (henji_calibration_is_none (&self->read))
    words = g_strdup (_ ("The printer is exact: nothing is moved."));
  else
    /* Translators: millimetres, millimetres, per cent, per cent */
    words = g_strdup_printf (_ ("Labels move %+.1f mm to the right and %+.1f mm down; the sheet is "
                                "set at %.1f %% of its width and %.1f %% of its height."),
                             self->read.offset_x, self->read.offset_y, self->read.scale_x * 100,
                             self->read.scale_y * 100);
  gtk_label_set_text (self->result, words);
  gtk_widget_set_sensitive (self->keep_button, sound);
}

/* ---- Building ---------------------------------------------------------------------------------
 */

static GtkWidget *
build_header (HenjiCalibrationDialog *self, const char *printer)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->keep_button = gtk_button_new_with_label (_ ("Keep"));
  gtk_widget_add_css_class (self->keep_button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (self->keep_button, "clicked", G_CALLBACK (keep_cb), self);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Calibration"), printer));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->keep_button);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->keep_button);

  return header;
}

static GtkWidget *
wrapped (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);

  return label;
}

static char *G_GNUC_FORMAT (1) caption_of (const char *format, double meant)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, meant);
#pragma GCC diagnostic pop
}

static GtkWidget *
build_grid (HenjiCalibrationDialog *self)
{
  const double meant[N_MARKS] = { self->meant.a, self->meant.b, self->meant.c, self->meant.d };
  const char *const captions[N_MARKS] = {
    /* Translators: the line A of the test page; millimetres at which it should be */
    _ ("A from the left edge (%.1f)"),
    _ ("B from the left edge (%.1f)"),
    _ ("C from the upper edge (%.1f)"),
    _ ("D from the upper edge (%.1f)"),
  };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < N_MARKS; i++)
    {
      g_autofree char *caption = caption_of (captions[i], meant[i]);

      self->fields[i] = henji_length_field_new (caption);
      henji_length_field_set (self->fields[i], meant[i], 1);
      g_signal_connect_swapped (self->fields[i], "changed", G_CALLBACK (changed_cb), self);
      gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (self->fields[i]), (int) i % 2, (int) i / 2, 1,
                       1);
    }

  return grid;
}

static GtkWidget *
build_body (HenjiCalibrationDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *result = wrapped (NULL);
  GtkWidget *reset = gtk_button_new_with_label (_ ("Remove Calibration"));

  self->result = GTK_LABEL (result);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_halign (reset, GTK_ALIGN_START);
  gtk_widget_set_sensitive (reset, !henji_calibration_is_none (&self->used));
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), self);
  gtk_box_append (
      GTK_BOX (box),
      wrapped (
          _ ("Print the test page on plain paper. Measure in millimetres from the paper’s edge "
             "to the middle of each line; what should come out stands in brackets.")));
  gtk_box_append (GTK_BOX (box), build_grid (self));
  gtk_box_append (GTK_BOX (box), result);
  gtk_box_append (GTK_BOX (box), reset);

  return box;
}

static void
henji_calibration_dialog_finalize (GObject *object)
{
  HenjiCalibrationDialog *self = HENJI_CALIBRATION_DIALOG (object);

  if (self->done != NULL && self->free_func != NULL)
    self->free_func (self->user_data);
  G_OBJECT_CLASS (henji_calibration_dialog_parent_class)->finalize (object);
}

static void
henji_calibration_dialog_class_init (HenjiCalibrationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = henji_calibration_dialog_finalize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_calibration_dialog_init (HenjiCalibrationDialog *self)
{
}

void
henji_calibration_dialog_show (GtkWindow *parent,
                               const char *printer,
                               const HenjiStock *stock,
                               const HenjiCalibration *used,
                               HenjiCalibrationFunc done,
                               gpointer user_data,
                               GDestroyNotify free_func)
{
  HenjiCalibrationDialog *self
      = g_object_new (HENJI_TYPE_CALIBRATION_DIALOG, "title", _ ("Calibration"), "modal", TRUE,
                      "transient-for", parent, "default-width", 440, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->meant = henji_marks_of (stock->page_width, stock->page_height);
  self->used = *used;
  self->done = done;
  self->user_data = user_data;
  self->free_func = free_func;
  gtk_box_append (GTK_BOX (box), build_header (self, printer));
  gtk_box_append (GTK_BOX (box), build_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  henji_length_field_focus (self->fields[0]);
}
