/* henji-import-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-import-window"

#include "config.h"

#include "henji-import-window.h"

#include "henji-case-pane-text.h"
#include "henji-import-tally.h"

#include <glib/gi18n-lib.h>

#define REFRESH_MS 100

struct _HenjiImportWindow
{
  AdwWindow parent_instance;

  HenjiDesk *desk;
  HenjiImportTally *tally;
  GCancellable *cancellable; /* (nullable) while it runs */
  GPtrArray *waiting;        /* of paths that come next */
  guint refresh_id;
  gboolean abandoned;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkProgressBar *bar;
  GtkLabel *count;
  GtkLabel *hint;
  GtkButton *cancel;
  GtkLabel *heading;
  GtkGrid *figures;
  GtkWidget *complaints_box;
  GtkWidget *done;
  GtkTextBuffer *complaints;
};

enum
{
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiImportWindow, henji_import_window, ADW_TYPE_WINDOW)

static void start (HenjiImportWindow *self);

/* ---- Progress ------------------------------------------------------------------------------- */

static gboolean
refresh_cb (gpointer data)
{
  HenjiImportWindow *self = data;
  HenjiImportFigures figures;
  g_autofree char *text = NULL;

  henji_import_tally_get (self->tally, &figures);
  if (figures.total > 0)
    gtk_progress_bar_set_fraction (self->bar,
                                   CLAMP ((double) figures.done / (double) figures.total, 0, 1));
  else
    gtk_progress_bar_pulse (self->bar);
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u item read", "%u items read", figures.n_items),
      figures.n_items);
  gtk_label_set_label (self->count, text);
  return G_SOURCE_CONTINUE;
}

/* ---- Result --------------------------------------------------------------------------------- */

static void
add_figure (HenjiImportWindow *self, int row, const char *title, const char *text)
{
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_widget_add_css_class (name, "caption-dim");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (self->figures, name, 0, row, 1, 1);
  gtk_grid_attach (self->figures, value, 1, row, 1, 1);
}

static void
show_figures (HenjiImportWindow *self, const HenjiImportFigures *figures)
{
  const char *titles[] = {
    [HENJI_IMPORT_MESSAGE] = _ ("Messages"),  [HENJI_IMPORT_ORDER] = _ ("Orders"),
    [HENJI_IMPORT_RETURN] = _ ("Returns"),    [HENJI_IMPORT_SHIPMENT] = _ ("Shipments"),
    [HENJI_IMPORT_FEEDBACK] = _ ("Feedback"), [HENJI_IMPORT_PERFORMANCE] = _ ("Seller Performance"),
    [HENJI_IMPORT_FILE] = _ ("Files"),
  };
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, child);
  for (int type = 0; type <= HENJI_IMPORT_FILE; type++)
    {
      g_autofree char *text = henji_import_figures_text (figures, (HenjiImportType) type);

      if (text != NULL)
        add_figure (self, row++, titles[type], text);
    }
  if (row == 0)
    add_figure (self, 0, _ ("Files"), _ ("nothing to import"));
}

static void
show_result (HenjiImportWindow *self, const GError *error)
{
  g_autofree char *complaints = henji_import_tally_complaints (self->tally);
  HenjiImportFigures figures;
  const char *heading = _ ("Import Finished");

  henji_import_tally_get (self->tally, &figures);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    heading = _ ("Import Cancelled");
  else if (error != NULL)
    heading = _ ("Import Stopped");
  adw_window_title_set_title (self->title, heading);
  gtk_label_set_label (self->heading,
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _ (
                           "What was read so far is kept. Importing the same files again is safe.")
                       : error != NULL ? error->message
                                       : _ ("Importing the same files again changes nothing."));
  show_figures (self, &figures);
  gtk_text_buffer_set_text (self->complaints, complaints, -1);
  gtk_widget_set_visible (self->complaints_box, *complaints != '\0');
  gtk_stack_set_visible_child_name (self->stack, "result");
  gtk_widget_grab_focus (self->done);
  g_signal_emit (self, signals[IMPORTED], 0, figures.n[HENJI_IMPORT_MESSAGE][HENJI_IMPORT_NEW]);
}

/* ---- The import ----------------------------------------------------------------------------- */

typedef struct
{
  HenjiImportTally *tally;
  char **paths;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  henji_import_tally_unref (job->tally);
  g_strfreev (job->paths);
  g_free (job);
}

static gpointer
import_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  HenjiImportSink sink = henji_import_tally_sink (job->tally);

  return GINT_TO_POINTER (
      henji_desk_import (desk, (const char *const *) job->paths, &sink, cancellable, error));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->abandoned)
    return;
  if (error == NULL && self->waiting->len > 0)
    {
      start (self);
      return;
    }
  g_ptr_array_set_size (self->waiting, 0);
  show_result (self, error);
  gtk_window_present (GTK_WINDOW (self));
}

static void
start (HenjiImportWindow *self)
{
  Job *job = g_new0 (Job, 1);

  job->tally = henji_import_tally_ref (self->tally);
  g_ptr_array_add (self->waiting, NULL);
  job->paths = g_strdupv ((char **) self->waiting->pdata);
  g_ptr_array_set_size (self->waiting, 0);

  adw_window_title_set_title (self->title, _ ("Importing"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  self->cancellable = g_cancellable_new ();
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
  henji_desk_run_async (self->desk, import_func, job, job_free, NULL, self->cancellable,
                        imported_cb, g_object_ref (self));
}

void
henji_import_window_add (HenjiImportWindow *self, const char *const *paths)
{
  g_return_if_fail (HENJI_IS_IMPORT_WINDOW (self));
  g_return_if_fail (paths != NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (self->waiting, g_strdup (paths[i]));
  if (self->cancellable != NULL)
    return;
  g_clear_pointer (&self->tally, henji_import_tally_unref);
  self->tally = henji_import_tally_new ();
  start (self);
}

static void
cancel_cb (GtkButton *button, gpointer user_data)
{
  HenjiImportWindow *self = user_data;

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  HenjiImportWindow *self = user_data;
  g_autofree char *text = henji_import_tally_complaints (self->tally);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static GtkWidget *
make_progress (HenjiImportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  henji_pane_name (self->bar, _ ("Progress"));
  self->hint = GTK_LABEL (gtk_label_new (_ ("You can go on working meanwhile.")));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_justify (self->hint, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption-dim");
  self->cancel = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("_Cancel")));
  henji_pane_name_button (self->cancel);
  gtk_widget_set_halign (GTK_WIDGET (self->cancel), GTK_ALIGN_CENTER);
  g_signal_connect (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->cancel));
  return box;
}

static GtkWidget *
make_complaints (HenjiImportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("To look at"));
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("C_opy"));
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (copy, "pill-small");
  henji_pane_name_button (GTK_BUTTON (copy));
  g_signal_connect (copy, "clicked", G_CALLBACK (copy_cb), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), copy);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  henji_pane_name (view, _ ("Refused items"));
  self->complaints = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_vexpand (box, TRUE);
  self->complaints_box = box;
  return box;
}

static GtkWidget *
make_result (HenjiImportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *grid = gtk_grid_new ();

  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->heading, TRUE);
  gtk_label_set_xalign (self->heading, 0);
  self->figures = GTK_GRID (grid);
  gtk_grid_set_column_spacing (self->figures, 18);
  gtk_grid_set_row_spacing (self->figures, 6);
  gtk_widget_add_css_class (grid, "card");
  gtk_widget_add_css_class (grid, "figures");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), make_complaints (self));
  self->done = gtk_button_new_with_mnemonic (_ ("_Done"));
  henji_pane_name_button (GTK_BUTTON (self->done));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->done), "window.close");
  gtk_widget_set_halign (self->done, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->done, "pill");
  gtk_box_append (GTK_BOX (box), self->done);
  return box;
}

/* While it works the window only hides: it comes back with the result. */
static gboolean
henji_import_window_close_request (GtkWindow *window)
{
  HenjiImportWindow *self = HENJI_IMPORT_WINDOW (window);

  if (self->cancellable == NULL)
    return GTK_WINDOW_CLASS (henji_import_window_parent_class)->close_request (window);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return TRUE;
}

void
henji_import_window_abandon (HenjiImportWindow *self)
{
  g_return_if_fail (HENJI_IS_IMPORT_WINDOW (self));
  g_ptr_array_set_size (self->waiting, 0);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  self->abandoned = TRUE;
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
henji_import_window_dispose (GObject *object)
{
  HenjiImportWindow *self = HENJI_IMPORT_WINDOW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_import_window_parent_class)->dispose (object);
}

static void
henji_import_window_finalize (GObject *object)
{
  HenjiImportWindow *self = HENJI_IMPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tally, henji_import_tally_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (henji_import_window_parent_class)->finalize (object);
}

static void
henji_import_window_class_init (HenjiImportWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = henji_import_window_dispose;
  object_class->finalize = henji_import_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = henji_import_window_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  signals[IMPORTED] = g_signal_new ("imported", HENJI_TYPE_IMPORT_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
henji_import_window_init (HenjiImportWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->waiting = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_add_css_class (GTK_WIDGET (self), "import");
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Importing"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_widget_add_css_class (header, "flat");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "import-body");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, make_progress (self), "progress");
  gtk_stack_add_named (self->stack, make_result (self), "result");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 520, 480);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Import"));
}

HenjiImportWindow *
henji_import_window_new (HenjiDesk *desk, GtkWindow *parent)
{
  HenjiImportWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);
  self = g_object_new (HENJI_TYPE_IMPORT_WINDOW, "transient-for", parent, "destroy-with-parent",
                       TRUE, NULL);
  self->desk = g_object_ref (desk);
  return self;
}
