/* henji-label-window-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What comes out: paper or PDF, and that it did.
 */
#define G_LOG_DOMAIN "henji-label-window-output"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-compat.h"
#include "henji-label-window-print.h"

#include <glib/gi18n-lib.h>

/* What is put out is not touched by what is changed in the window meanwhile. */
typedef struct
{
  HenjiLabelWindow *window;
  HenjiLabelJob job;
  HenjiStock *stock;
  GPtrArray *labels;
  GArray *cases; /* (element-type gint64) */
  char *path;    /* (nullable) of the PDF */
  char *printer; /* (nullable) */
} Output;

static Output *
output_new (HenjiLabelWindow *self)
{
  Output *output = g_new0 (Output, 1);

  output->window = g_object_ref (self);
  output->stock = henji_stock_ref (self->stock);
  output->labels = g_ptr_array_ref (self->shown);
  output->cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->entries->len; i++)
    g_array_append_val (output->cases, ((HenjiLabelEntry *) self->entries->pdata[i])->case_row);
  output->job = henji_label_window_job (self, NULL);
  output->job.stock = output->stock;
  output->job.labels = output->labels;

  return output;
}

static void
output_free (Output *output)
{
  g_object_unref (output->window);
  henji_stock_unref (output->stock);
  g_ptr_array_unref (output->labels);
  g_array_unref (output->cases);
  g_free (output->path);
  g_free (output->printer);
  g_free (output);
}

/* Saves the PDF when there is a path; notes it either way. */
static gpointer
output_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Output *output = data;
  const HenjiPrintout printout
      = { output->cases, output->labels, output->stock->id, output->printer, output->job.copies };

  if (output->path != NULL && !henji_label_job_save (&output->job, output->path, error))
    return NULL;

  return GINT_TO_POINTER (henji_desk_printed (desk, &printout, error));
}

static void
output_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Output *output = data;
  g_autoptr (GError) error = NULL;
  gboolean done = henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL;

  if (!done)
    {
      g_autofree char *words = g_strdup_printf (
          output->path != NULL ? _ ("PDF not saved: %s") : _ ("The printing was not noted: %s"),
          error != NULL ? error->message : "");

      henji_label_window_tell (output->window, words);
    }
  else if (output->path != NULL)
    {
      g_autofree char *name = g_path_get_basename (output->path);
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), shown);

      henji_label_window_tell (output->window, words);
      if (!g_cancellable_is_cancelled (output->window->cancellable))
        henji_label_window_refuse (output->window, NULL);
    }
  output_free (output);
}

/* ---- PDF --------------------------------------------------------------------------------------
 */

static void
save_to (HenjiLabelWindow *self, const char *path)
{
  Output *output;

  if (self->shown->len == 0 || self->stock == NULL)
    return;

  output = output_new (self);
  output->path = g_strdup (path);
  henji_desk_run_async (self->desk, output_in_thread, output, NULL, NULL, NULL, output_cb, output);
}

static void
save_to_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  save_to (HENJI_LABEL_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
path_chosen_cb (const char *const *paths, gpointer data)
{
  g_autoptr (HenjiLabelWindow) self = data;
  g_autofree char *folder = NULL;

  self->choosing = FALSE;
  if (paths == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  folder = g_path_get_dirname (paths[0]);
  henji_label_window_set_setting (self, "folder", NULL, folder);
  save_to (self, paths[0]);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  g_autofree char *name = NULL;

  if (self->shown->len == 0 || self->choosing)
    return;

  if (self->shown->len == 1)
    /* Translators: the suggested name of a file; %s is the RMA number */
    name = g_strdup_printf (_ ("%s label.pdf"), ((HenjiLabel *) self->shown->pdata[0])->rma);
  else
    /* Translators: the suggested name of a file; %s is an RMA number, the first of several */
    name = g_strdup_printf (_ ("%s and others labels.pdf"),
                            ((HenjiLabel *) self->shown->pdata[0])->rma);
  g_strdelimit (name, "/\\", '-');
  self->choosing = TRUE;
  henji_compat_save_file (GTK_WINDOW (self), _ ("Save PDF"),
                          henji_label_window_setting (self, "folder", NULL), name, path_chosen_cb,
                          g_object_ref (self));
}

/* ---- Paper ------------------------------------------------------------------------------------
 */

/* What is left of the sheet comes next. */
static void
use_up (const Output *output)
{
  int cells = henji_stock_n_cells (output->stock);
  int used = output->job.start - 1 + (int) output->labels->len * output->job.copies;
  g_autofree char *start = g_strdup_printf ("%d", used % cells + 1);

  if (cells == 1)
    return;
  henji_label_window_set_setting (output->window, "start", output->stock->id, start);
  if (!g_cancellable_is_cancelled (output->window->cancellable)
      && g_str_equal (output->window->stock->id, output->stock->id))
    gtk_spin_button_set_value (output->window->start_spin, used % cells + 1);
}

/* A second one, for the desk: the printer's may still have something to say. */
static Output *
output_copy (const Output *output)
{
  Output *copy = g_new0 (Output, 1);

  *copy = *output;
  g_object_ref (copy->window);
  henji_stock_ref (copy->stock);
  g_ptr_array_ref (copy->labels);
  g_array_ref (copy->cases);
  copy->path = g_strdup (output->path);
  copy->printer = g_strdup (output->printer);

  return copy;
}

static void
printed_cb (const HenjiPrintNews *news, gpointer data)
{
  Output *output = data;
  HenjiLabelWindow *self = output->window;
  gboolean open = !g_cancellable_is_cancelled (self->cancellable);

  switch (news->state)
    {
    case HENJI_PRINT_SENT:
      if (news->settings != NULL)
        henji_label_window_set_setting (self, "dialog", output->stock->id, news->settings);
      henji_label_window_tell (self, news->words);
      break;
    case HENJI_PRINT_DONE:
      g_free (output->printer);
      output->printer = g_strdup (news->printer != NULL ? news->printer : "");
      use_up (output);
      henji_desk_run_async (self->desk, output_in_thread, output_copy (output), NULL, NULL, NULL,
                            output_cb, output_copy (output));
      henji_label_window_tell (self, news->words);
      break;
    case HENJI_PRINT_WAITING:
    case HENJI_PRINT_CANCELLED:
      henji_label_window_tell (self, news->words);
      break;
    case HENJI_PRINT_REFUSED:
    case HENJI_PRINT_FAILED:
    default:
      /* It stays to be read. */
      if (open)
        henji_label_window_refuse (self, news->words);
      else
        henji_label_window_tell (self, news->words);
      break;
    }
}

static void
print (HenjiLabelWindow *self, gboolean dialog)
{
  Output *output;
  HenjiPrintWish wish = { 0 };

  if (self->shown->len == 0 || self->stock == NULL)
    return;

  henji_label_window_refuse (self, NULL);
  output = output_new (self);
  wish.job = &output->job;
  wish.stock = output->stock;
  wish.calibrations = self->calibrations;
  wish.printer = henji_label_window_device (self);
  wish.dialog = dialog;
  wish.settings = henji_label_window_setting (self, "dialog", output->stock->id);
  wish.parent = GTK_WINDOW (self);
  henji_label_print (&wish, printed_cb, output, (GDestroyNotify) output_free);
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  print (HENJI_LABEL_WINDOW (widget), g_str_equal (action, "label.print-dialog"));
}

static void
test_printed_cb (const HenjiPrintNews *news, gpointer data)
{
  HenjiLabelWindow *self = data;

  if (news->state == HENJI_PRINT_REFUSED && !g_cancellable_is_cancelled (self->cancellable))
    henji_label_window_refuse (self, news->words);
  else
    henji_label_window_tell (self, news->words);
}

static void
test_page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  HenjiPrintWish wish = { 0 };

  if (self->stock == NULL)
    return;
  wish.stock = self->stock;
  wish.calibrations = self->calibrations;
  wish.printer = henji_label_window_device (self);
  wish.settings = henji_label_window_setting (self, "dialog", self->stock->id);
  wish.parent = GTK_WINDOW (self);
  henji_label_print (&wish, test_printed_cb, g_object_ref (self), g_object_unref);
}

void
henji_label_window_enable_output (HenjiLabelWindow *self, gboolean enabled)
{
  static const char *const actions[]
      = { "label.print", "label.print-dialog", "label.save-pdf", "label.save-pdf-to" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
}

void
henji_label_window_install_output (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "label.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "label.print-dialog", NULL, print_action);
  gtk_widget_class_install_action (klass, "label.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (klass, "label.save-pdf-to", "s", save_to_action);
  gtk_widget_class_install_action (klass, "label.test-page", NULL, test_page_action);
}
