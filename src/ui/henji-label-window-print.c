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
#define POINTS (72.0 / 25.4)
#define SCALING "cups-print-scaling"
#define PATIENCE 10 /* seconds until a printer that does not answer is given up */

typedef struct
{
  HenjiStock *stock;
  char *title;
  GPtrArray *labels;     /* (element-type HenjiLabel) (nullable) */
  HenjiPacking *packing; /* (nullable) */
  HenjiLabelJob job;
  GHashTable *calibrations;
  char *printer; /* (nullable) */
  gboolean sent;
  gboolean queued;     /* the printer has really taken it */
  gboolean to_file;    /* chosen in the dialog */
  gboolean ended;      /* nothing more is to be said */
  char *refused;       /* (nullable) why we stopped it ourselves */
  GObject *job_object; /* operation or job, until there is nothing more to be said */
  char *settings;      /* (nullable): of the dialog */
  GtkPrinter *device;  /* (nullable): without the dialog */
  GtkPrintSettings *wanted;
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
  g_clear_pointer (&printing->packing, henji_packing_unref);
  g_free (printing->title);
  g_hash_table_unref (printing->calibrations);
  g_free (printing->printer);
  g_free (printing->refused);
  g_free (printing->settings);
  g_clear_object (&printing->device);
  g_clear_object (&printing->wanted);
  g_free (printing);
}

static gboolean
release_cb (gpointer data)
{
  Printing *printing = data;

  /* The operation or the job frees the rest with it. */
  if (printing->job_object != NULL)
    g_object_unref (printing->job_object);
  else
    printing_free (printing);

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
    g_idle_add (release_cb, printing);
}

/* ---- Pages ------------------------------------------------------------------------------------
 */

/* (transfer full): the stock's page as GTK knows it. */
static GtkPaperSize *
paper_size (const HenjiStock *stock)
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
  GtkPaperSize *paper = paper_size (stock);

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
  return points / POINTS;
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

/* The printer is known now: takes its calibration. %FALSE when its paper is the wrong one. */
static gboolean
fits (Printing *printing, const HenjiPaper *paper)
{
  HenjiCalibration calibration
      = henji_calibrations_get (printing->calibrations, printing->printer, printing->stock->id);
  HenjiPaper checked = *paper;
  g_autoptr (GError) error = NULL;

  printing->job.offset_x = calibration.offset_x;
  printing->job.offset_y = calibration.offset_y;
  printing->job.scale_x = calibration.scale_x;
  printing->job.scale_y = calibration.scale_y;
  /* Of a test page and of what keeps margins of its own only the paper must be right. */
  if (printing->labels == NULL)
    checked.left = checked.top = checked.right = checked.bottom = 0;
  if (henji_label_job_fits_paper (&printing->job, &checked,
                                  printing->printer != NULL ? printing->printer : _ ("Printer"),
                                  &error))
    return TRUE;
  printing->refused = g_strdup_printf (_ ("Not printed: %s"), error->message);

  return FALSE;
}

static int
n_pages (const Printing *printing)
{
  if (printing->packing != NULL)
    return henji_packing_n_pages (printing->packing);

  return printing->labels != NULL ? henji_label_job_n_pages (&printing->job) : 1;
}

static gboolean
draw_page (Printing *printing, int page, cairo_t *cr)
{
  const HenjiLabelJob *job = &printing->job;
  g_autoptr (GError) error = NULL;

  if (printing->labels == NULL)
    {
      cairo_save (cr);
      cairo_translate (cr, job->offset_x * POINTS, job->offset_y * POINTS);
      cairo_scale (cr, job->scale_x, job->scale_y);
      if (printing->packing != NULL)
        henji_packing_draw (printing->packing, page, cr);
      else
        henji_calibration_draw (printing->stock, cr);
      cairo_restore (cr);
      return TRUE;
    }
  if (henji_label_job_draw (job, page, cr, &error))
    return TRUE;
  if (printing->refused == NULL)
    printing->refused = g_strdup_printf (_ ("Not printed: %s"), error->message);

  return FALSE;
}

/* ---- With the dialog --------------------------------------------------------------------------
 */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  Printing *printing = data;
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  HenjiPaper paper = paper_of (context);
  const char *name = settings != NULL ? gtk_print_settings_get_printer (settings) : NULL;

  printing->to_file = settings != NULL
                      && gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_URI) != NULL;
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

  if (!fits (printing, &paper))
    {
      gtk_print_operation_cancel (operation);
      return;
    }
  gtk_print_operation_set_n_pages (operation, n_pages (printing));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  if (!draw_page (data, page, gtk_print_context_get_cairo_context (context)))
    gtk_print_operation_cancel (operation);
}

static const char *
printer_name (const Printing *printing)
{
  return printing->printer != NULL ? printing->printer : _ ("the printer");
}

static void
tell_missing (Printing *printing)
{
  g_autofree char *words
      = g_strdup_printf (_ ("Not printed: “%s” does not answer. Is it switched on and connected? "
                            "Choose another printer, or save a PDF."),
                         printer_name (printing));

  tell (printing, HENJI_PRINT_REFUSED, words);
}

/* After the last word of GTK about sending it. @reason: what the printer says of itself. */
static void
tell_status (Printing *printing, GtkPrintStatus status, const char *reason)
{
  g_autofree char *bracket
      = reason != NULL && *reason != '\0' ? g_strdup_printf (" (%s)", reason) : g_strdup ("");
  g_autofree char *words = NULL;

  printing->queued = printing->queued || status == GTK_PRINT_STATUS_PENDING
                     || status == GTK_PRINT_STATUS_PENDING_ISSUE
                     || status == GTK_PRINT_STATUS_PRINTING;
  if (!printing->sent)
    return;
  /* GTK calls finished what the print server has not even taken: the printer is gone. */
  if (status == GTK_PRINT_STATUS_FINISHED && !printing->queued && !printing->to_file)
    tell_missing (printing);
  else if (status == GTK_PRINT_STATUS_FINISHED)
    {
      words = g_strdup_printf (_ ("Printed on “%s”"), printer_name (printing));
      tell (printing, HENJI_PRINT_DONE, words);
    }
  else if (status == GTK_PRINT_STATUS_FINISHED_ABORTED)
    {
      /* Translators: a printer, then what it says, with a blank before, or nothing */
      words = g_strdup_printf (
          printing->labels != NULL
              ? _ ("“%s” has stopped%s: not all labels came out, so none is noted as printed. Look "
                   "which did, then print again from the first free cell.")
              : _ ("“%s” has stopped%s: not all pages came out, so nothing is noted as printed. "
                   "Print them again."),
          printer_name (printing), bracket);
      tell (printing, HENJI_PRINT_FAILED, words);
    }
  else if (status == GTK_PRINT_STATUS_PENDING_ISSUE)
    {
      words = g_strdup_printf (
          _ ("“%s” is waiting%s. What is to be printed is kept there until it goes on."),
          printer_name (printing), bracket);
      tell (printing, HENJI_PRINT_WAITING, words);
    }
}

static void
status_changed_cb (GtkPrintOperation *operation, gpointer data)
{
  tell_status (data, gtk_print_operation_get_status (operation),
               gtk_print_operation_get_status_string (operation));
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

      if (settings != NULL)
        {
          g_autoptr (GKeyFile) file = g_key_file_new ();

          gtk_print_settings_to_key_file (settings, file, NULL);
          printing->settings = g_key_file_to_data (file, NULL, NULL);
        }
      words = g_strdup_printf (_ ("Sent to “%s”"), printer_name (printing));
      tell (printing, HENJI_PRINT_SENT, words);
      status_changed_cb (operation, printing);
    }
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
    gtk_print_settings_set_printer (settings, gtk_printer_get_name (wish->printer));

  return settings;
}

static Printing *
printing_new (const HenjiPrintWish *wish)
{
  Printing *printing = g_new0 (Printing, 1);

  printing->stock = henji_stock_ref (wish->stock);
  printing->title = g_strdup (wish->title);
  if (wish->packing != NULL)
    printing->packing = henji_packing_ref (wish->packing);
  printing->calibrations = g_hash_table_ref (wish->calibrations);
  if (wish->printer != NULL)
    printing->printer = g_strdup (gtk_printer_get_name (wish->printer));
  if (wish->job != NULL)
    {
      printing->job = *wish->job;
      printing->labels = g_ptr_array_ref (wish->job->labels);
      printing->job.labels = printing->labels;
    }
  printing->job.stock = printing->stock;

  return printing;
}

static void
print_with_dialog (Printing *printing, const HenjiPrintWish *wish)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup (wish->stock);
  g_autoptr (GError) error = NULL;

  printing->job_object = G_OBJECT (g_object_ref (operation));
  gtk_print_operation_set_print_settings (operation, printing->wanted);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_track_print_status (operation, TRUE);
  gtk_print_operation_set_job_name (operation, printing->title);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), printing);
  g_signal_connect (operation, "status-changed", G_CALLBACK (status_changed_cb), printing);
  g_object_set_data_full (G_OBJECT (operation), "printing", printing,
                          (GDestroyNotify) printing_free);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, wish->parent,
                           &error);
  if (error != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Not printed: %s"), error->message);

      tell (printing, HENJI_PRINT_FAILED, words);
    }
}

/* ---- Without it --------------------------------------------------------------------------------
 */

/* GTK 4.8 crashes when an operation looks for the printer without its dialog (it calls back twice),
 * so the job is made here. */

static gboolean
patience_cb (gpointer data)
{
  Printing *printing = data;

  printing->patience_id = 0;
  g_signal_handlers_disconnect_by_data (printing->device, printing);
  tell_missing (printing);

  return G_SOURCE_REMOVE;
}

/* Until the printer answers. */
static void
be_patient (Printing *printing)
{
  g_clear_handle_id (&printing->patience_id, g_source_remove);
  printing->patience_id = g_timeout_add_seconds (PATIENCE, patience_cb, printing);
}

static void
job_status_cb (GtkPrintJob *job, gpointer data)
{
  Printing *printing = data;

  tell_status (printing, gtk_print_job_get_status (job),
               gtk_printer_get_state_message (printing->device));
}

static void
job_sent_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  Printing *printing = data;
  g_autofree char *words = NULL;

  g_clear_handle_id (&printing->patience_id, g_source_remove);
  if (error != NULL)
    {
      words = g_strdup_printf (_ ("Not printed: %s"), error->message);
      tell (printing, HENJI_PRINT_FAILED, words);
      return;
    }
  words = g_strdup_printf (_ ("Sent to “%s”"), printer_name (printing));
  tell (printing, HENJI_PRINT_SENT, words);
  job_status_cb (job, printing);
}

/* The paper among those the printer has, as large as the stock's page. */
static gboolean
find_paper (const Printing *printing, HenjiPaper *paper)
{
  GList *papers = gtk_printer_list_papers (printing->device);
  gboolean found = papers == NULL;

  *paper = (HenjiPaper){ printing->stock->page_width, printing->stock->page_height, 0, 0, 0, 0 };
  for (GList *l = papers; l != NULL && !found; l = l->next)
    {
      found
          = fabs (gtk_page_setup_get_paper_width (l->data, GTK_UNIT_MM) - paper->width) < SAME
            && fabs (gtk_page_setup_get_paper_height (l->data, GTK_UNIT_MM) - paper->height) < SAME;
      if (found)
        {
          paper->left = gtk_page_setup_get_left_margin (l->data, GTK_UNIT_MM);
          paper->top = gtk_page_setup_get_top_margin (l->data, GTK_UNIT_MM);
          paper->right = gtk_page_setup_get_right_margin (l->data, GTK_UNIT_MM);
          paper->bottom = gtk_page_setup_get_bottom_margin (l->data, GTK_UNIT_MM);
        }
    }
  g_list_free_full (papers, g_object_unref);

  return found;
}

static gboolean
draw_pages (Printing *printing, GtkPrintJob *job, GError **error)
{
  cairo_surface_t *surface = gtk_print_job_get_surface (job, error);
  cairo_t *cr;
  gboolean drawn = TRUE;

  if (surface == NULL)
    return FALSE;
  cr = cairo_create (surface);
  for (int page = 0; drawn && page < n_pages (printing); page++)
    {
      drawn = draw_page (printing, page, cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);

  return drawn;
}

/* The printer has said what it can do. */
static void
send (Printing *printing)
{
  g_autoptr (GtkPageSetup) setup = page_setup (printing->stock);
  g_autoptr (GError) error = NULL;
  GtkPrintJob *job;
  HenjiPaper paper;

  g_clear_handle_id (&printing->patience_id, g_source_remove);
  if (!find_paper (printing, &paper))
    printing->refused = g_strdup_printf (
        _ ("Not printed: “%s” knows no paper of %.0f × %.0f mm. Choose it in the print dialog if "
           "it has it, or save a PDF."),
        printer_name (printing), printing->stock->page_width, printing->stock->page_height);
  if (printing->refused != NULL || !fits (printing, &paper))
    {
      tell (printing, HENJI_PRINT_REFUSED, printing->refused);
      return;
    }

  job = gtk_print_job_new (printing->title, printing->device, printing->wanted, setup);
  printing->job_object = G_OBJECT (job);
  g_object_set_data_full (G_OBJECT (job), "printing", printing, (GDestroyNotify) printing_free);
  gtk_print_job_set_track_print_status (job, TRUE);
  g_signal_connect (job, "status-changed", G_CALLBACK (job_status_cb), printing);
  if (draw_pages (printing, job, &error))
    {
      be_patient (printing);
      /* The answer may come when nobody waits for it any more. */
      gtk_print_job_send (job, job_sent_cb, printing, NULL);
    }
  else
    {
      g_autofree char *words
          = printing->refused != NULL
                ? g_strdup (printing->refused)
                : g_strdup_printf (_ ("Not printed: %s"), error != NULL
                                                              ? error->message
                                                              : _ ("the printer gave no reason"));

      tell (printing, HENJI_PRINT_FAILED, words);
    }
}

static void
details_cb (GtkPrinter *device, gboolean success, gpointer data)
{
  Printing *printing = data;

  g_signal_handlers_disconnect_by_data (device, printing);
  g_clear_handle_id (&printing->patience_id, g_source_remove);
  if (success)
    send (printing);
  else
    tell_missing (printing);
}

static gboolean
send_cb (gpointer data)
{
  send (data);

  return G_SOURCE_REMOVE;
}

static void
print_directly (Printing *printing, const HenjiPrintWish *wish)
{
  printing->device = g_object_ref (wish->printer);
  if (gtk_printer_has_details (printing->device))
    {
      g_idle_add (send_cb, printing);
      return;
    }
  be_patient (printing);
  g_signal_connect (printing->device, "details-acquired", G_CALLBACK (details_cb), printing);
  gtk_printer_request_details (printing->device);
}

void
henji_label_print (const HenjiPrintWish *wish,
                   HenjiPrintFunc done,
                   gpointer user_data,
                   GDestroyNotify free_func)
{
  Printing *printing;

  g_return_if_fail (wish != NULL && done != NULL);

  printing = printing_new (wish);
  printing->done = done;
  printing->data = user_data;
  printing->free_func = free_func;
  printing->wanted = settings_of (wish);
  if (wish->printer != NULL && !wish->dialog)
    print_directly (printing, wish);
  else
    print_with_dialog (printing, wish);
}
