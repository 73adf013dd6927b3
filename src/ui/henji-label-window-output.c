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
#include "henji-time.h"

#include <glib/gi18n-lib.h>

/* What is put out is not touched by what is changed in the window meanwhile. */
typedef struct
{
  HenjiLabelWindow *window;
  HenjiPrintable printable;
  HenjiLabelJob job;
  HenjiStock *stock;
  GPtrArray *labels;
  GArray *cases;         /* (element-type gint64): of each label */
  HenjiPacking *packing; /* (nullable) */
  HenjiPackingJob packing_job;
  char **order_ids; /* (nullable): of @packing */
  char *path;       /* (nullable) of the PDF */
  char *printer;    /* (nullable) */
} Output;

static Output *
output_new (HenjiLabelWindow *self)
{
  Output *output = g_new0 (Output, 1);

  output->window = g_object_ref (self);
  output->printable = self->printable;
  output->stock = henji_stock_ref (self->stock);
  output->labels = g_ptr_array_ref (self->shown);
  output->cases = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->entries->len; i++)
    g_array_append_val (output->cases, ((HenjiLabelEntry *) self->entries->pdata[i])->case_row);
  if (self->packing != NULL)
    output->packing = henji_packing_ref (self->packing);
  output->packing_job = henji_label_window_packing_job (self);
  output->order_ids = g_strdupv (self->order_ids);
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
  g_clear_pointer (&output->packing, henji_packing_unref);
  g_strfreev (output->order_ids);
  g_free (output->path);
  g_free (output->printer);
  g_free (output);
}

/* The pages that are shown belong to the window's thread, so they are laid out once more. */
static gboolean
put_out_packing (HenjiDesk *desk, Output *output, GError **error)
{
  HenjiPackingSaved saved;

  output->packing_job.order_ids = (const char *const *) output->order_ids;
  if (output->path != NULL)
    return henji_desk_packing_save (desk, &output->packing_job, output->path, &saved, error);

  return henji_desk_packing_printed (desk, output->packing_job.order_ids, output->printer, error);
}

/* Saves the PDF when there is a path; notes it either way. A test page is nobody's business. */
static gpointer
output_in_thread (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Output *output = data;
  const HenjiPrintout printout
      = { output->cases, output->labels, output->stock, output->printer, output->job.copies };

  if (output->printable == HENJI_PRINTABLE_TEST)
    return GINT_TO_POINTER (output->path == NULL
                            || henji_calibration_save (output->stock, output->path, error));
  if (henji_printable_is_packing (output->printable))
    return GINT_TO_POINTER (put_out_packing (desk, output, error));
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

static gboolean
is_ready (HenjiLabelWindow *self)
{
  return self->stock != NULL
         && (henji_label_window_has_pages (self) ? henji_label_window_n_pages (self) > 0
                                                 : self->shown->len > 0);
}

static void
save_to (HenjiLabelWindow *self, const char *path)
{
  Output *output;

  if (!is_ready (self))
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

/* (transfer full): of a packing list. */
static char *
dated_name (HenjiLabelWindow *self)
{
  g_autofree char *today
      = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));

  /* Translators: the suggested name of a file; %s is a date */
  return g_strdup_printf (_ ("packing list %s.pdf"), today);
}

/* (transfer full): the file's name that is proposed. */
static char *
file_name (HenjiLabelWindow *self)
{
  const char *code = self->shown->len > 0 ? henji_label_code (self->shown->pdata[0]) : "";

  switch (self->printable)
    {
    case HENJI_PRINTABLE_SLIP:
      /* Translators: the suggested name of a file; %s is the RMA number */
      return g_strdup_printf (_ ("%s slip.pdf"), code);
    case HENJI_PRINTABLE_RESEND:
      /* Translators: the suggested name of a file; %s is the number of an order */
      return g_strdup_printf (_ ("%s address.pdf"), code);
    case HENJI_PRINTABLE_PACKING:
    case HENJI_PRINTABLE_PACKING_ALL:
      return dated_name (self);
    case HENJI_PRINTABLE_TEST:
      /* Translators: the suggested name of a file; %s is the name of a label stock */
      return g_strdup_printf (_ ("test page %s.pdf"), henji_label_window_stock_title (self->stock));
    case HENJI_PRINTABLE_LABEL:
    case HENJI_PRINTABLE_PAIR:
    case HENJI_N_PRINTABLES:
    default:
      break;
    }
  if (self->cases->len <= 1)
    /* Translators: the suggested name of a file; %s is the RMA number */
    return g_strdup_printf (_ ("%s label.pdf"), code);

  /* Translators: the suggested name of a file; %s is an RMA number, the first of several */
  return g_strdup_printf (_ ("%s and others labels.pdf"), code);
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiLabelWindow *self = HENJI_LABEL_WINDOW (widget);
  g_autofree char *name = NULL;

  if (!is_ready (self) || self->choosing)
    return;

  name = file_name (self);
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
  int printed = (int) output->labels->len * output->job.copies;
  int used = output->job.start - 1 + printed;
  g_autofree char *start = g_strdup_printf ("%d", used % cells + 1);

  if (cells == 1 || printed == 0)
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
  if (copy->packing != NULL)
    henji_packing_ref (copy->packing);
  copy->order_ids = g_strdupv (output->order_ids);
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
  Output *done;

  switch (news->state)
    {
    case HENJI_PRINT_SENT:
      if (news->settings != NULL)
        henji_label_window_set_setting (self, "dialog", output->stock->id, news->settings);
      /* A toast that comes in while another slides up crashes libadwaita 1.2, so the last word
       * alone is one. */
      if (open)
        gtk_label_set_text (self->count_label, news->words);
      else
        henji_label_window_tell (self, news->words);
      break;
    case HENJI_PRINT_DONE:
      g_free (output->printer);
      output->printer = g_strdup (news->printer != NULL ? news->printer : "");
      use_up (output);
      done = output_copy (output);
      henji_desk_run_async (self->desk, output_in_thread, done, NULL, NULL, NULL, output_cb, done);
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
  /* How many there are stands where it stood. */
  if (open && news->state != HENJI_PRINT_SENT)
    henji_label_window_update (self);
}

static void
print (HenjiLabelWindow *self, gboolean dialog)
{
  Output *output;
  HenjiPrintWish wish = { 0 };

  if (!is_ready (self))
    return;

  henji_label_window_refuse (self, NULL);
  output = output_new (self);
  wish.title = henji_printable_title (self->printable);
  wish.job = henji_label_window_has_pages (self) ? NULL : &output->job;
  wish.packing = output->packing;
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

/* What the keyboard is on when the window comes up: nothing the seller has gone to. */
static gboolean
is_untouched (HenjiLabelWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus == NULL || gtk_widget_is_ancestor (focus, self->print_menu)
         || focus == self->print_menu;
}

void
henji_label_window_enable_output (HenjiLabelWindow *self, gboolean enabled)
{
  static const char *const actions[]
      = { "label.print", "label.print-dialog", "label.save-pdf", "label.save-pdf-to" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], enabled);
  if (!enabled || self->focused)
    return;
  self->focused = TRUE;
  if (is_untouched (self))
    gtk_widget_grab_focus (self->looking || self->printers->len > 0 ? self->print_button
                                                                    : self->save_button);
}

void
henji_label_window_focus_pdf (HenjiLabelWindow *self)
{
  if (gtk_window_get_focus (GTK_WINDOW (self)) == self->print_button)
    gtk_widget_grab_focus (self->save_button);
}

void
henji_label_window_install_output (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "label.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "label.print-dialog", NULL, print_action);
  gtk_widget_class_install_action (klass, "label.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (klass, "label.save-pdf-to", "s", save_to_action);
}
