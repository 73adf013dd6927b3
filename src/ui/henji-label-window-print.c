/* henji-label-window-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-print"

#include "config.h"

#include "henji-label-window-print.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TOLERANCE 1.0 /* mm between the stock's page and the printer's paper */

typedef struct
{
  HenjiStock *stock;
  GPtrArray *labels; /* (element-type HenjiLabel) (nullable) */
  HenjiLabelJob job;
  HenjiPrintFunc done;
  gpointer data;
  GDestroyNotify free_func;
  char *fault; /* (nullable) why we stopped it ourselves */
} Printing;

static void
printing_free (Printing *printing)
{
  if (printing->free_func != NULL)
    printing->free_func (printing->data);
  henji_stock_unref (printing->stock);
  g_clear_pointer (&printing->labels, g_ptr_array_unref);
  g_free (printing->fault);
  g_free (printing);
}

static GtkPageSetup *
page_setup (const HenjiStock *stock)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper;

  if (fabs (stock->page_width - 210.0) < 0.5 && fabs (stock->page_height - 297.0) < 0.5)
    paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  else if (fabs (stock->page_width - 215.9) < 0.5 && fabs (stock->page_height - 279.4) < 0.5)
    paper = gtk_paper_size_new (GTK_PAPER_NAME_LETTER);
  else
    paper = gtk_paper_size_new_custom (stock->id, stock->title, stock->page_width,
                                       stock->page_height, GTK_UNIT_MM);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);

  return setup;
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Printing *printing = data;
  const HenjiStock *stock = printing->stock;
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  double width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_MM);
  double height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_MM);

  /* The dialog drops keys it does not know, so they are set here again. */
  if (settings != NULL)
    {
      gtk_print_settings_set (settings, "cups-print-scaling", "none");
      gtk_print_settings_set_scale (settings, 100.0);
    }

  if (fabs (width - stock->page_width) > TOLERANCE
      || fabs (height - stock->page_height) > TOLERANCE)
    {
      printing->fault
          = g_strdup_printf (_ ("Not printed: the printer is set to paper of %.0f × %.0f mm, this "
                                "stock is %.0f × %.0f mm. "
                                "Choose that paper in the print dialog, or save a PDF."),
                             width, height, stock->page_width, stock->page_height);
      gtk_print_operation_cancel (operation);
      return;
    }

  gtk_print_operation_set_n_pages (
      operation, printing->labels != NULL ? henji_label_job_n_pages (&printing->job) : 1);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  Printing *printing = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  g_autoptr (GError) error = NULL;

  if (printing->labels == NULL)
    {
      henji_calibration_draw (printing->stock, cr);
      return;
    }

  if (!henji_label_job_draw (&printing->job, page, cr, &error))
    {
      if (printing->fault == NULL)
        printing->fault = g_strdup_printf (_ ("Not printed: %s"), error->message);
      gtk_print_operation_cancel (operation);
    }
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean printed = FALSE;

  if (printing->fault != NULL)
    words = g_steal_pointer (&printing->fault);
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      words = g_strdup_printf (_ ("Not printed: %s"),
                               error != NULL ? error->message : _ ("the printer gave no reason"));
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      printed = TRUE;
      words = g_strdup (_ ("Sent to the printer"));
    }
  else
    words = g_strdup (_ ("Printing was cancelled"));

  if (printing->done != NULL)
    printing->done (printed, words, printing->data);
  printing->done = NULL;
}

void
henji_label_print (const HenjiLabelJob *job,
                   HenjiStock *stock,
                   GtkWindow *parent,
                   HenjiPrintFunc done,
                   gpointer user_data,
                   GDestroyNotify free_func)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup (stock);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GError) error = NULL;
  Printing *printing = g_new0 (Printing, 1);

  printing->stock = henji_stock_ref (stock);
  printing->done = done;
  printing->data = user_data;
  printing->free_func = free_func;
  if (job != NULL)
    {
      printing->job = *job;
      printing->labels = g_ptr_array_ref (job->labels);
      printing->job.stock = printing->stock;
    }

  gtk_print_settings_set (settings, "cups-print-scaling", "none");
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation,
                                    job != NULL ? _ ("Return label") : _ ("Label test page"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), printing);
  g_object_set_data_full (G_OBJECT (operation), "printing", printing,
                          (GDestroyNotify) printing_free);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, &error);
  if (error != NULL && printing->done != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

      printing->done (FALSE, words, printing->data);
      printing->done = NULL;
    }
}
