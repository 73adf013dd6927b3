/* henji-label-window-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-output"

#include "config.h"

#include "henji-label-window-private.h"

#include "henji-compat.h"
#include "henji-label-window-print.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  HenjiLabelWindow *window;
  GPtrArray *labels;
  HenjiLabelJob job;
  HenjiStock *stock;
  gint64 case_row;
  char *rma;
  char *path; /* (nullable) of the PDF */
} Output;

static Output *
output_new (HenjiLabelWindow *self)
{
  Output *output = g_new0 (Output, 1);

  output->window = g_object_ref (self);
  output->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_label_unref);
  output->job = henji_label_window_job (self, output->labels);
  output->stock = henji_stock_ref (henji_label_window_stock (self));
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
output_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Output *output = data;

  if (output->path != NULL && !henji_label_job_save (&output->job, output->path, error))
    return NULL;
  if (henji_desk_label_printed (desk, output->case_row, output->rma, output->stock->id, error) == 0)
    return NULL;

  return GINT_TO_POINTER (TRUE);
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

      henji_label_window_toast (output->window, words);
    }
  else if (output->path != NULL)
    {
      g_autofree char *name = g_path_get_basename (output->path);
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), shown);

      henji_label_window_toast (output->window, words);
    }
  output_free (output);
}

static void
save_to (HenjiLabelWindow *self, const char *path)
{
  Output *output;

  if (self->shown == NULL || henji_label_window_stock (self) == NULL)
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
  if (paths == NULL || self->cancellable == NULL || g_cancellable_is_cancelled (self->cancellable))
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

  if (self->label == NULL || self->choosing)
    return;

  /* Translators: the suggested name of a file; %s is the RMA number */
  name = g_strdup_printf (_ ("%s label.pdf"), self->label->rma);
  g_strdelimit (name, "/\\", '-');
  self->choosing = TRUE;
  henji_compat_save_file (GTK_WINDOW (self), _ ("Save PDF"),
                          henji_label_window_setting (self, "folder", NULL), name, path_chosen_cb,
                          g_object_ref (self));
}

static void
printed_cb (gboolean printed, const char *words, gpointer data)
{
  Output *output = data;
  HenjiLabelWindow *self = output->window;

  henji_label_window_toast (self, words);
  if (printed)
    {
      Output *event = output_new (self);
      int cells = henji_stock_n_cells (output->stock);
      int next = (output->job.start - 1 + output->job.copies) % cells + 1;
      g_autofree char *start = g_strdup_printf ("%d", next);

      /* What is left of the sheet comes next. */
      if (cells > 1)
        henji_label_window_set_setting (self, "start", output->stock->id, start);
      henji_desk_run_async (self->desk, output_in_thread, event, NULL, NULL, NULL, output_cb,
                            event);
    }
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  Output *output;

  if (self->shown == NULL || henji_label_window_stock (self) == NULL)
    return;

  output = output_new (self);
  henji_label_print (&output->job, output->stock, GTK_WINDOW (self), printed_cb, output,
                     (GDestroyNotify) output_free);
}

static void
test_printed_cb (gboolean printed, const char *words, gpointer data)
{
  henji_label_window_toast (data, words);
}

static void
test_page_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  HenjiStock *stock = henji_label_window_stock (self);

  if (stock != NULL)
    henji_label_print (NULL, stock, GTK_WINDOW (self), test_printed_cb, g_object_ref (self),
                       g_object_unref);
}

void
henji_label_window_install_output (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "label.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "label.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (klass, "label.save-pdf-to", "s", save_to_action);
  gtk_widget_class_install_action (klass, "label.test-page", NULL, test_page_action);
}
