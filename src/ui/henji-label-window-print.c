/* henji-label-window-print.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label-window-print"

#include "config.h"

#include "henji-label-window-print.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SAME 0.5 /* mm two papers differ that have one name */
#define SCALING "cups-print-scaling"
#define PATIENCE 20 /* seconds until a printer that does not answer is given up */

typedef struct
{
  HenjiStock *stock;
  GPtrArray *labels; /* (element-type HenjiLabel) (nullable) */
  HenjiLabelJob job;
  GHashTable *calibrations;
  char *printer; /* (nullable) */
  gboolean direct;
  gboolean sent;
  gboolean ended;               /* nothing more is to be said */
  char *refused;                /* (nullable) why we stopped it ourselves */
  GtkPrintOperation *operation; /* until there is nothing more to be said */
  char *settings;               /* (nullable): of the dialog */
  guint patience_id;
  HenjiPrintFunc done;
  gpointer data;
  GDestroyNotify free_func;
} Printing;

static void
printing_free (Printing *printing)
{
  g_clear_handle_id (&printing->patience_id, g_source_remove);
  if (printing->free_func != NULL)
    printing->free_func (printing->data);
  henji_stock_unref (printing->stock);
  g_clear_pointer (&printing->labels, g_ptr_array_unref);
  g_hash_table_unref (printing->calibrations);
  g_free (printing->printer);
  g_free (printing->refused);
  g_free (printing->settings);
  g_free (printing);
}

static gboolean
release_cb (gpointer operation)
{
  g_object_unref (operation);

  return G_SOURCE_REMOVE;
}

static void
tell (Printing *printing, HenjiPrintState state, const char *words)
{
  const HenjiPrintNews news = { state, printing->printer, words, printing->settings };

  if (printing->ended)
    return;
  printing->sent = printing->sent || state == HENJI_PRINT_SENT;
  printing->ended = state != HENJI_PRINT_SENT && state != HENJI_PRINT_WAITING;
  printing->done (&news, printing->data);
  if (printing->ended)
    g_idle_add (release_cb, printing->operation);
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

GtkPaperSize *
henji_label_paper_size (const HenjiStock *stock)
{
  if (fabs (stock->page_width - 210.0) < SAME && fabs (stock->page_height - 297.0) < SAME)
    return gtk_paper_size_new (GTK_PAPER_NAME_A4);
  if (fabs (stock->page_width - 215.9) < SAME && fabs (stock->page_height - 279.4) < SAME)
    return gtk_paper_size_new (GTK_PAPER_NAME_LETTER);

  return gtk_paper_size_new_custom (stock->id, stock->title, stock->page_width, stock->page_height,
                                    GTK_UNIT_MM);
}

static GtkPageSetup *
page_setup (const HenjiStock *stock)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *paper = henji_label_paper_size (stock);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);

  return setup;
}

static double
mm (double points)
{
  return points * 25.4 / 72.0;
}

static HenjiPaper
paper_of (GtkPrintContext *context)
{
  GtkPageSetup *setup = gtk_print_context_get_page_setup (context);
  HenjiPaper paper = {
    .width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_MM),
    .height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_MM),
  };
  double top, bottom, left, right;

  if (gtk_print_context_get_hard_margins (context, &top, &bottom, &left, &right))
    {
      paper.top = mm (top);
      paper.bottom = mm (bottom);
      paper.left = mm (left);
      paper.right = mm (right);
    }

  return paper;
}

/* ---- How it goes ------------------------------------------------------------------------------
 */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Printing *printing = data;
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  HenjiPaper paper = paper_of (context);
  HenjiCalibration calibration;
  g_autoptr (GError) error = NULL;
  const char *name = settings != NULL ? gtk_print_settings_get_printer (settings) : NULL;

  g_clear_handle_id (&printing->patience_id, g_source_remove);
  if (name != NULL)
    {
      g_free (printing->printer);
      printing->printer = g_strdup (name);
    }
  /* The dialog drops keys it does not know, so they are set here again. */
  if (settings != NULL)
    {
      gtk_print_settings_set (settings, SCALING, "none");
      gtk_print_settings_set_scale (settings, 100.0);
    }

  calibration
      = henji_calibrations_get (printing->calibrations, printing->printer, printing->stock->id);
  printing->job.offset_x = calibration.offset_x;
  printing->job.offset_y = calibration.offset_y;
  printing->job.scale_x = calibration.scale_x;
  printing->job.scale_y = calibration.scale_y;
  /* Of a test page only the paper must be right. */
  if (printing->labels == NULL)
    paper.left = paper.top = paper.right = paper.bottom = 0;
  if (!henji_label_job_fits_paper (&printing->job, &paper,
                                   printing->printer != NULL ? printing->printer : _ ("Printer"),
                                   &error))
    {
      printing->refused = g_strdup_printf (_ ("Not printed: %s"), error->message);
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
      cairo_save (cr);
      cairo_translate (cr, printing->job.offset_x * 72.0 / 25.4,
                       printing->job.offset_y * 72.0 / 25.4);
      cairo_scale (cr, printing->job.scale_x, printing->job.scale_y);
      henji_calibration_draw (printing->stock, cr);
      cairo_restore (cr);
      return;
    }

  if (!henji_label_job_draw (&printing->job, page, cr, &error))
    {
      if (printing->refused == NULL)
        printing->refused = g_strdup_printf (_ ("Not printed: %s"), error->message);
      gtk_print_operation_cancel (operation);
    }
}

/* (transfer full): what the printer says of itself, at the end of a sentence. */
static char *
reason_of (GtkPrintOperation *operation)
{
  const char *words = gtk_print_operation_get_status_string (operation);

  return words != NULL && *words != '\0' ? g_strdup_printf (" (%s)", words) : g_strdup ("");
}

static const char *
printer_name (const Printing *printing)
{
  return printing->printer != NULL ? printing->printer : _ ("the printer");
}

/* After the last word of GTK about sending it. */
static void
status_changed_cb (GtkPrintOperation *operation, gpointer data)
{
  Printing *printing = data;
  g_autofree char *words = NULL;
  g_autofree char *reason = NULL;

  if (!printing->sent)
    return;
  reason = reason_of (operation);
  switch (gtk_print_operation_get_status (operation))
    {
    case GTK_PRINT_STATUS_FINISHED:
      words = g_strdup_printf (_ ("Printed on “%s”"), printer_name (printing));
      tell (printing, HENJI_PRINT_DONE, words);
      break;
    case GTK_PRINT_STATUS_FINISHED_ABORTED:
      words = g_strdup_printf (
          _ ("“%s” has stopped%s: not all labels came out, so none is noted as printed. Look which "
             "did, then print again from the first free cell."),
          printer_name (printing), reason);
      tell (printing, HENJI_PRINT_FAILED, words);
      break;
    case GTK_PRINT_STATUS_PENDING_ISSUE:
      words = g_strdup_printf (_ ("“%s” is waiting%s. The labels are kept there until it goes on."),
                               printer_name (printing), reason);
      tell (printing, HENJI_PRINT_WAITING, words);
      break;
    case GTK_PRINT_STATUS_INITIAL:
    case GTK_PRINT_STATUS_PREPARING:
    case GTK_PRINT_STATUS_GENERATING_DATA:
    case GTK_PRINT_STATUS_SENDING_DATA:
    case GTK_PRINT_STATUS_PENDING:
    case GTK_PRINT_STATUS_PRINTING:
    default:
      break;
    }
}

static void
tell_missing (Printing *printing)
{
  g_autofree char *words
      = g_strdup_printf (_ ("Not printed: “%s” was not found. Is it switched on and connected? "
                            "Choose another printer, or save a PDF."),
                         printer_name (printing));

  tell (printing, HENJI_PRINT_REFUSED, words);
}

/* GTK looks for a printer that is gone without an end. */
static gboolean
patience_cb (gpointer data)
{
  Printing *printing = data;

  printing->patience_id = 0;
  tell_missing (printing);
  gtk_print_operation_cancel (printing->operation);

  return G_SOURCE_REMOVE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer data)
{
  Printing *printing = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (printing->refused != NULL)
    tell (printing, HENJI_PRINT_REFUSED, printing->refused);
  else if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      words = g_strdup_printf (_ ("Not printed: %s"),
                               error != NULL ? error->message : _ ("the printer gave no reason"));
      tell (printing, HENJI_PRINT_FAILED, words);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);

      if (!printing->direct && settings != NULL)
        {
          g_autoptr (GKeyFile) file = g_key_file_new ();

          gtk_print_settings_to_key_file (settings, file, NULL);
          printing->settings = g_key_file_to_data (file, NULL, NULL);
        }
      words = g_strdup_printf (_ ("Sent to “%s”"), printer_name (printing));
      tell (printing, HENJI_PRINT_SENT, words);
      status_changed_cb (operation, printing);
    }
  else if (printing->direct)
    /* Nobody was asked, so nobody has cancelled. */
    tell_missing (printing);
  else
    tell (printing, HENJI_PRINT_CANCELLED, _ ("Printing was cancelled"));
}

static GtkPrintSettings *
settings_of (const HenjiPrintWish *wish)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GtkPrintSettings *settings = NULL;

  if (wish->settings != NULL
      && g_key_file_load_from_data (file, wish->settings, (gsize) -1, G_KEY_FILE_NONE, NULL))
    settings = gtk_print_settings_new_from_key_file (file, NULL, NULL);
  if (settings == NULL)
    settings = gtk_print_settings_new ();
  gtk_print_settings_set (settings, SCALING, "none");
  gtk_print_settings_set_scale (settings, 100.0);
  gtk_print_settings_set_n_copies (settings, 1);
  gtk_print_settings_set_print_pages (settings, GTK_PRINT_PAGES_ALL);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAPER_FORMAT);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAPER_WIDTH);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAPER_HEIGHT);
  if (wish->printer != NULL)
    gtk_print_settings_set_printer (settings, wish->printer);

  return settings;
}

static Printing *
printing_new (const HenjiPrintWish *wish)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->stock = henji_stock_ref (wish->stock);
  printing->calibrations = g_hash_table_ref (wish->calibrations);
  printing->printer = g_strdup (wish->printer);
  printing->direct = wish->printer != NULL && !wish->dialog;
  if (wish->job != NULL)
    {
      printing->job = *wish->job;
      printing->labels = g_ptr_array_ref (wish->job->labels);
      printing->job.labels = printing->labels;
    }
  printing->job.stock = printing->stock;

  return printing;
}

void
henji_label_print (const HenjiPrintWish *wish,
                   HenjiPrintFunc done,
                   gpointer user_data,
                   GDestroyNotify free_func)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup (wish->stock);
  g_autoptr (GtkPrintSettings) settings = settings_of (wish);
  g_autoptr (GError) error = NULL;
  Printing *printing = printing_new (wish);

  g_return_if_fail (done != NULL);

  printing->done = done;
  printing->data = user_data;
  printing->free_func = free_func;
  printing->operation = g_object_ref (operation);

  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_track_print_status (operation, TRUE);
  gtk_print_operation_set_job_name (operation,
                                    wish->job != NULL ? _ ("Return label") : _ ("Label test page"));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), printing);
  g_signal_connect (operation, "status-changed", G_CALLBACK (status_changed_cb), printing);
  g_object_set_data_full (G_OBJECT (operation), "printing", printing,
                          (GDestroyNotify) printing_free);

  if (printing->direct)
    printing->patience_id = g_timeout_add_seconds (PATIENCE, patience_cb, printing);
  gtk_print_operation_run (operation,
                           printing->direct ? GTK_PRINT_OPERATION_ACTION_PRINT
                                            : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           wish->parent, &error);
  if (error != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

      tell (printing, HENJI_PRINT_FAILED, words);
    }
}
