/* henji-carrier-files-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-files-window"

#include "config.h"

#include "henji-carrier-files-window.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-desk-carrier.h"
#include "henji-time.h"
#include "henji-toast.h"

struct _HenjiCarrierFilesWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  AdwPreferencesGroup *group;
  GtkSpinButton *days_spin;
  GtkWidget *delete_all;

  HenjiDesk *desk;
  GPtrArray *rows; /* (element-type GtkWidget): of the files */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (HenjiCarrierFilesWindow, henji_carrier_files_window, ADW_TYPE_WINDOW)

static void load (HenjiCarrierFilesWindow *self);

/* ---- Deleting ---------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiCarrierFilesWindow *window;
  GArray *rows; /* of gint64 */
  gboolean forget;
  guint done;
  char *fault; /* (nullable): the last one */
} DeleteJob;

static gpointer
delete_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  DeleteJob *job = data;

  for (guint i = 0; i < job->rows->len; i++)
    {
      gint64 row = g_array_index (job->rows, gint64, i);
      g_autoptr (GError) local = NULL;

      if (job->forget ? henji_desk_forget_carrier_file (desk, row, &local)
                      : henji_desk_delete_carrier_file (desk, row, &local))
        job->done++;
      else
        {
          g_free (job->fault);
          job->fault = g_strdup (local->message);
        }
    }

  return NULL;
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeleteJob *job = user_data;
  g_autoptr (HenjiCarrierFilesWindow) self = job->window;
  g_autofree char *words = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (self->desk != NULL)
    {
      if (job->fault != NULL)
        words = g_strdup (job->fault);
      else if (job->forget)
        words = g_strdup (_ ("The file is off the list"));
      else
        words = g_strdup_printf (
            ngettext ("%u file deleted", "%u files deleted", (gulong) job->done), job->done);
      henji_toast_say (self->toasts, words);
      load (self);
    }
  g_array_unref (job->rows);
  g_free (job->fault);
  g_free (job);
}

static void
delete_rows (HenjiCarrierFilesWindow *self, const gint64 *rows, guint n_rows, gboolean forget)
{
  DeleteJob *job = g_new0 (DeleteJob, 1);

  job->window = g_object_ref (self);
  job->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  job->forget = forget;
  g_array_append_vals (job->rows, rows, n_rows);
  henji_desk_run_async (self->desk, delete_func, job, NULL, NULL, NULL, deleted_cb, job);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 row = g_variant_get_int64 (parameter);

  delete_rows (HENJI_CARRIER_FILES_WINDOW (widget), &row, 1, g_str_equal (name, "files.forget"));
}

static void
delete_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HenjiCarrierFilesWindow *self = HENJI_CARRIER_FILES_WINDOW (widget);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->rows->len; i++)
    {
      gint64 *row = g_object_get_data (self->rows->pdata[i], "file");

      g_array_append_val (rows, *row);
    }
  delete_rows (self, (const gint64 *) rows->data, rows->len, FALSE);
}

/* ---- The list ---------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiCarrierFile *file;
  HenjiCarrierFileState state;
} Listed;

static void
listed_free (Listed *listed)
{
  henji_carrier_file_unref (listed->file);
  g_free (listed);
}

typedef struct
{
  HenjiCarrierFilesWindow *window;
  GPtrArray *files; /* (nullable) (element-type Listed) */
  int keep_days;
} LoadJob;

static gpointer
load_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  LoadJob *job = data;
  g_autoptr (GPtrArray) files = henji_desk_carrier_files (desk, error);

  if (files == NULL)
    return NULL;
  job->keep_days = henji_desk_carrier_keep_days (desk, NULL);
  job->files = g_ptr_array_new_with_free_func ((GDestroyNotify) listed_free);
  for (guint i = 0; i < files->len; i++)
    {
      Listed *listed = g_new0 (Listed, 1);

      listed->file = henji_carrier_file_ref (files->pdata[i]);
      listed->state = henji_desk_carrier_file_state (listed->file);
      g_ptr_array_add (job->files, listed);
    }

  return job;
}

/* "Yamato B2 Cloud, 26 November, 3 rows, with telephone numbers" */
static char *
words_of (HenjiCarrierFilesWindow *self, const Listed *listed)
{
  const HenjiCarrierFile *file = listed->file;
  HenjiCarrierLayout *layout = henji_desk_carrier (self->desk, file->layout);
  g_autofree char *day = henji_date_of (file->at, henji_desk_zone (self->desk));
  g_autofree char *date
      = henji_pane_date (day, henji_desk_now (self->desk), henji_desk_zone (self->desk));
  g_autofree char *rows
      = g_strdup_printf (ngettext ("%d row", "%d rows", (gulong) file->parcels), file->parcels);
  const char *phones = file->phones > 0 ? _ ("with buyers’ telephone numbers")
                                        : _ ("without buyers’ telephone numbers");
  const char *state = listed->state == HENJI_CARRIER_FILE_CHANGED ? _ ("changed since")
                      : listed->state == HENJI_CARRIER_FILE_GONE  ? _ ("no longer there")
                                                                  : NULL;
  const char *title
      = layout != NULL ? henji_carrier_layout_title (layout, henji_pane_language ()) : file->layout;

  if (state != NULL)
    /* Translators: a file: carrier, date, rows, with or without telephone numbers, what became of
     * it */
    return g_strdup_printf (_ ("%s, %s, %s, %s; %s"), title, date, rows, phones, state);

  /* Translators: a file: carrier, date, rows, with or without telephone numbers */
  return g_strdup_printf (_ ("%s, %s, %s, %s"), title, date, rows, phones);
}

static void
add_row (HenjiCarrierFilesWindow *self, const Listed *listed)
{
  gboolean forget = listed->state == HENJI_CARRIER_FILE_CHANGED;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (forget ? _ ("Take off the List") : _ ("Delete"));
  g_autofree char *name = g_filename_display_basename (listed->file->path);
  g_autofree char *folder = g_path_get_dirname (listed->file->path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *words = words_of (self, listed);
  g_autofree char *both = g_strdup_printf ("%s\n%s", words, shown);
  /* Translators: what a button does, and to which file */
  g_autofree char *spoken
      = g_strdup_printf (_ ("%s: %s"), gtk_button_get_label (GTK_BUTTON (button)), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), both);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  forget ? "files.forget" : "files.delete");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", listed->file->row);
  henji_pane_name (button, spoken);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "file",
                          g_memdup2 (&listed->file->row, sizeof listed->file->row), g_free);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LoadJob *job = user_data;
  g_autoptr (HenjiCarrierFilesWindow) self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL && job->files != NULL)
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->group, self->rows->pdata[i]);
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < job->files->len; i++)
        add_row (self, job->files->pdata[i]);
      self->filling = TRUE;
      gtk_spin_button_set_value (self->days_spin, job->keep_days);
      self->filling = FALSE;
      gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "files" : "none");
      gtk_widget_set_sensitive (self->delete_all, self->rows->len > 0);
    }
  else if (self->desk != NULL && !henji_desk_was_ended (error))
    henji_toast_say (self->toasts, error->message);
  g_clear_pointer (&job->files, g_ptr_array_unref);
  g_free (job);
}

static void
load (HenjiCarrierFilesWindow *self)
{
  LoadJob *job = g_new0 (LoadJob, 1);

  job->window = g_object_ref (self);
  henji_desk_run_async (self->desk, load_func, job, NULL, NULL, NULL, loaded_cb, job);
}

/* ---- How long they are kept -------------------------------------------------------------------
 */

static gpointer
keep_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  henji_desk_set_carrier_keep_days (desk, GPOINTER_TO_INT (data), error);

  return NULL;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiCarrierFilesWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (error != NULL && self->desk != NULL && !henji_desk_was_ended (error))
    henji_toast_say (self->toasts, error->message);
}

static void
days_changed_cb (HenjiCarrierFilesWindow *self)
{
  if (self->desk == NULL || self->filling)
    return;
  henji_desk_run_async (self->desk, keep_func,
                        GINT_TO_POINTER (gtk_spin_button_get_value_as_int (self->days_spin)), NULL,
                        NULL, NULL, kept_cb, g_object_ref (self));
}

/* ---- The object -------------------------------------------------------------------------------
 */

static void
henji_carrier_files_window_dispose (GObject *object)
{
  HenjiCarrierFilesWindow *self = HENJI_CARRIER_FILES_WINDOW (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_CARRIER_FILES_WINDOW);
  G_OBJECT_CLASS (henji_carrier_files_window_parent_class)->dispose (object);
}

static void
henji_carrier_files_window_class_init (HenjiCarrierFilesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_carrier_files_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-carrier-files-window.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, HenjiCarrierFilesWindow, child)
  BIND (toasts);
  BIND (stack);
  BIND (group);
  BIND (days_spin);
  BIND (delete_all);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, days_changed_cb);
  gtk_widget_class_install_action (widget_class, "files.delete", "x", delete_cb);
  gtk_widget_class_install_action (widget_class, "files.forget", "x", delete_cb);
  gtk_widget_class_install_action (widget_class, "files.delete-all", NULL, delete_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_carrier_files_window_init (HenjiCarrierFilesWindow *self)
{
  self->rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_spin_button_set_range (self->days_spin, 0, 366);
  gtk_spin_button_set_increments (self->days_spin, 1, 7);
  henji_pane_name (self->days_spin, _ ("Delete by itself after days"));
  self->filling = FALSE;
}

HenjiCarrierFilesWindow *
henji_carrier_files_window_new (HenjiDesk *desk)
{
  HenjiCarrierFilesWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_CARRIER_FILES_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  load (self);

  return self;
}
