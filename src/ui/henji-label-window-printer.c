/* henji-label-window-printer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which printer, and how it is off on the chosen stock.
 */
#define G_LOG_DOMAIN "henji-label-window-printer"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-calibration-dialog.h"
#include "henji-label-window-print.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtkunixprint.h>

/* ---- Printers ---------------------------------------------------------------------------------
 */

GtkPrinter *
henji_label_window_device (HenjiLabelWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->printer_row);

  return selected >= 1 && selected <= self->printers->len ? self->printers->pdata[selected - 1]
                                                          : NULL;
}

const char *
henji_label_window_printer (HenjiLabelWindow *self)
{
  GtkPrinter *device = henji_label_window_device (self);

  return device != NULL ? gtk_printer_get_name (device) : NULL;
}

static void
fill_printers (HenjiLabelWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *last = henji_label_window_setting (self, "printer", NULL);
  guint selected = 0;

  gtk_string_list_append (names, _ ("Ask each time"));
  for (guint i = 0; i < self->printers->len; i++)
    {
      const char *name = gtk_printer_get_name (self->printers->pdata[i]);

      gtk_string_list_append (names, name);
      if (g_strcmp0 (name, last) == 0)
        selected = i + 1;
    }
  self->updating = TRUE;
  adw_combo_row_set_model (self->printer_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->printer_row, selected);
  self->updating = FALSE;
  henji_label_window_update_printer (self);
  henji_label_window_update (self);
}

static gboolean
found_cb (GtkPrinter *printer, gpointer data)
{
  HenjiLabelWindow *self = data;

  if (g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  if (!gtk_printer_is_virtual (printer))
    {
      g_ptr_array_add (self->printers, g_object_ref (printer));
      fill_printers (self);
    }

  return FALSE;
}

static void
looked_cb (gpointer data)
{
  g_autoptr (HenjiLabelWindow) self = data;

  self->looking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  henji_label_window_update_printer (self);
  if (self->printers->len == 0)
    henji_label_window_focus_pdf (self);
}

void
henji_label_window_find_printers (HenjiLabelWindow *self)
{
  self->looking = TRUE;
  fill_printers (self);
  gtk_enumerate_printers (found_cb, g_object_ref (self), looked_cb, FALSE);
}

/* ---- Calibration ------------------------------------------------------------------------------
 */

static char *
calibration_words (const HenjiCalibration *calibration)
{
  if (henji_calibration_is_none (calibration))
    return g_strdup (_ ("None yet: print a test page, then type in what you read"));

  /* Translators: millimetres to the right and down, per cent of the width and the height */
  return g_strdup_printf (_ ("%+.1f mm right, %+.1f mm down, %.1f × %.1f %%"),
                          calibration->offset_x, calibration->offset_y, calibration->scale_x * 100,
                          calibration->scale_y * 100);
}

void
henji_label_window_update_printer (HenjiLabelWindow *self)
{
  const char *printer = henji_label_window_printer (self);
  g_autofree char *words = NULL;

  if (self->stock == NULL)
    return;
  if (printer != NULL)
    {
      HenjiCalibration calibration
          = henji_calibrations_get (self->calibrations, printer, self->stock->id);

      words = calibration_words (&calibration);
    }
  else
    words = g_strdup (_ ("Kept for each printer and stock: choose a printer"));
  adw_action_row_set_subtitle (self->calibration_row, words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->printer_row),
                               self->printers->len > 0 || self->looking
                                   ? NULL
                                   : _ ("No printer was found: save a PDF instead"));
  gtk_label_set_text (GTK_LABEL (self->print_label), printer != NULL ? _ ("Print") : _ ("Print…"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "label.calibrate", printer != NULL);
}

typedef struct
{
  HenjiLabelWindow *window;
  char *printer;
  char *stock;
  gboolean given;
  HenjiCalibration calibration;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->window);
  g_free (keeping->printer);
  g_free (keeping->stock);
  g_free (keeping);
}

static gpointer
keep_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Keeping *keeping = data;

  if (!henji_desk_set_calibration (desk, keeping->printer, keeping->stock,
                                   keeping->given ? &keeping->calibration : NULL, error))
    return NULL;

  return henji_desk_calibrations (desk, error);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Keeping *keeping = data;
  HenjiLabelWindow *self = keeping->window;
  g_autoptr (GError) error = NULL;
  GHashTable *calibrations = henji_desk_run_finish (HENJI_DESK (object), result, &error);

  if (calibrations == NULL)
    henji_label_window_tell (self, error->message);
  else
    {
      g_hash_table_unref (self->calibrations);
      self->calibrations = calibrations;
      if (!g_cancellable_is_cancelled (self->cancellable))
        {
          henji_label_window_refuse (self, NULL);
          henji_label_window_update_printer (self);
          henji_label_window_update (self);
          henji_label_window_toast (self, keeping->given ? _ ("Calibration kept")
                                                         : _ ("Calibration removed"));
        }
    }
  keeping_free (keeping);
}

static void
read_cb (const HenjiCalibration *calibration, gpointer data)
{
  Keeping *keeping = data;

  keeping->given = calibration != NULL;
  if (calibration != NULL)
    keeping->calibration = *calibration;
  henji_desk_run_async (keeping->window->desk, keep_in_thread, keeping, NULL,
                        (GDestroyNotify) g_hash_table_unref, NULL, kept_cb, keeping);
}

static void
calibrate_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  const char *printer = henji_label_window_printer (self);
  HenjiCalibration calibration;
  Keeping *keeping;

  if (printer == NULL || self->stock == NULL)
    return;
  keeping = g_new0 (Keeping, 1);
  keeping->window = g_object_ref (self);
  keeping->printer = g_strdup (printer);
  keeping->stock = g_strdup (self->stock->id);
  calibration = henji_calibrations_get (self->calibrations, printer, self->stock->id);
  henji_calibration_dialog_show (GTK_WINDOW (self), printer, self->stock, &calibration, read_cb,
                                 keeping, (GDestroyNotify) keeping_free);
}

void
henji_label_window_install_printer (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "label.calibrate", NULL, calibrate_action);
}
