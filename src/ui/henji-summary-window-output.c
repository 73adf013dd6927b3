/* henji-summary-window-output.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-summary-window-output"

#include "config.h"

#include "henji-summary-window-private.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-summary-paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  HenjiSummaryWindow *window;
  HenjiSummary *summary;
  gboolean pdf;
  char *path;
} Output;

static Output *
output_new (HenjiSummaryWindow *self, gboolean pdf)
{
  Output *output = g_new0 (Output, 1);

  output->window = g_object_ref (self);
  output->summary = henji_summary_ref (self->summary);
  output->pdf = pdf;

  return output;
}

static void
output_free (Output *output)
{
  g_object_unref (output->window);
  henji_summary_unref (output->summary);
  g_free (output->path);
  g_free (output);
}

/* ---- Files ----------------------------------------------------------------------------------- */

static GBytes *
csv_of (HenjiSummary *summary)
{
  g_autoptr (GPtrArray) sheets = henji_summary_sheets (summary, henji_pane_language ());
  char *text = henji_listings_csv (sheets);

  return g_bytes_new_take (text, strlen (text));
}

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Output *output = data;
  g_autoptr (GBytes) content = output->pdf ? henji_desk_summary_pdf (desk, output->summary, error)
                                           : csv_of (output->summary);

  /* Whoever chose a file that is there was asked by the dialog. */
  return GINT_TO_POINTER (content != NULL
                          && henji_desk_save_summary (desk, output->path, content, TRUE, error));
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Output *output = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL)
    {
      g_autofree char *name = g_path_get_basename (output->path);
      g_autofree char *shown = g_filename_display_name (name);

      words = g_strdup_printf (_ ("Saved as %s"), shown);
    }
  else
    words = g_strdup_printf (_ ("Not saved: %s"), error != NULL ? error->message : "");
  if (output->window->desk != NULL)
    henji_summary_window_toast (output->window, words);
  output_free (output);
}

static void
save (Output *output, const char *path)
{
  output->path = g_strdup (path);
  henji_desk_run_async (output->window->desk, save_func, output, NULL, NULL, NULL, saved_cb,
                        output);
}

static void
path_cb (const char *const *paths, gpointer data)
{
  Output *output = data;

  if (paths == NULL || output->window->desk == NULL)
    output_free (output);
  else
    save (output, paths[0]);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiSummaryWindow *self = HENJI_SUMMARY_WINDOW (widget);
  gboolean pdf = g_str_equal (action, "summary.save-pdf");
  g_autofree char *name = NULL;

  if (self->summary == NULL)
    return;
  /* Translators: the suggested name of a file: the first day, the last day, "csv" or "pdf" */
  name = g_strdup_printf (_ ("looking back %s to %s.%s"), self->summary->period.from,
                          self->summary->period.to, pdf ? "pdf" : "csv");
  henji_compat_save_file (GTK_WINDOW (self), pdf ? _ ("Save PDF") : _ ("Save Tables"), NULL, name,
                          path_cb, output_new (self, pdf));
}

/* ---- Paper ----------------------------------------------------------------------------------- */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  gtk_print_operation_set_n_pages (operation, henji_summary_paper_n_pages (data));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  henji_summary_paper_draw (data, page, gtk_print_context_get_cairo_context (context));
}

static void
print_done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  HenjiSummaryWindow *self = data;

  if (self->desk == NULL)
    return;
  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    henji_summary_window_toast (self, _ ("Sent to the printer"));
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      gtk_print_operation_get_error (operation, &error);
      words = g_strdup_printf (_ ("Not printed: %s"),
                               error != NULL ? error->message : _ ("the printer gave no reason"));
      henji_summary_window_toast (self, words);
    }
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiSummaryWindow *self = HENJI_SUMMARY_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GError) error = NULL;
  GtkPaperSize *a4;
  HenjiSummaryPaper *paper;

  if (self->summary == NULL)
    return;
  paper = henji_summary_paper_new (self->summary, henji_pane_language ());
  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, a4);
  gtk_paper_size_free (a4);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Looking Back"));
  g_object_set_data_full (G_OBJECT (operation), "paper", paper,
                          (GDestroyNotify) henji_summary_paper_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), paper);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), paper);
  g_signal_connect_object (operation, "done", G_CALLBACK (print_done_cb), self, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                           &error);
  if (error != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

      henji_summary_window_toast (self, words);
    }
}

void
henji_summary_window_install_output (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "summary.save-csv", NULL, save_action);
  gtk_widget_class_install_action (klass, "summary.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (klass, "summary.print", NULL, print_action);
}
