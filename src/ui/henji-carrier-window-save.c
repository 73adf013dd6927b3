/* henji-carrier-window-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-carrier-window-save"

#include "config.h"

#include "henji-carrier-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-compat.h"
#include "henji-time.h"
#include "henji-toast.h"

#define TOAST_SECONDS 10

typedef struct
{
  HenjiCarrierWindow *window;
  HenjiCarrierSheet *sheet;
  GPtrArray *parcels;
  char *path;
  HenjiCarrierFile *file; /* out */
} SaveJob;

static void
save_free (SaveJob *job)
{
  g_object_unref (job->window);
  henji_carrier_sheet_unref (job->sheet);
  g_ptr_array_unref (job->parcels);
  g_clear_pointer (&job->file, henji_carrier_file_unref);
  g_free (job->path);
  g_free (job);
}

static gpointer
save_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  SaveJob *job = data;

  /* Whoever chose the path was asked about a file that is there. */
  job->file = henji_desk_save_carrier_file (desk, job->sheet, job->parcels, job->path, TRUE, error);

  return job->file;
}

static void
tell_saved (HenjiCarrierWindow *self, const HenjiCarrierFile *file)
{
  g_autofree char *name = g_filename_display_basename (file->path);
  g_autofree char *words = NULL;
  g_autofree char *plain = NULL;
  AdwToast *toast;

  if (self->keep_days > 0)
    words = g_strdup_printf (ngettext ("“%s” is saved, and will be deleted after %d day",
                                       "“%s” is saved, and will be deleted after %d days",
                                       (gulong) self->keep_days),
                             name, self->keep_days);
  else
    words = g_strdup_printf (_ ("“%s” is saved"), name);
  plain = g_markup_escape_text (words, -1);
  toast = adw_toast_new (plain);
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  adw_toast_set_button_label (toast, _ ("Delete Now"));
  adw_toast_set_action_name (toast, "carrier.delete");
  adw_toast_set_action_target (toast, "x", file->row);
  henji_toast_add (self->toasts, toast);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SaveJob *job = user_data;
  HenjiCarrierWindow *self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk == NULL)
    ; /* closed meanwhile */
  else if (job->file == NULL)
    henji_carrier_window_toast (self, error->message);
  else
    {
      g_free (self->folder);
      self->folder = g_path_get_dirname (job->file->path);
      henji_carrier_window_keep (self);
      tell_saved (self, job->file);
    }
  save_free (job);
}

static void
save_to (HenjiCarrierWindow *self, const char *path)
{
  SaveJob *job = g_new0 (SaveJob, 1);

  job->window = g_object_ref (self);
  job->sheet = henji_carrier_sheet_ref (self->sheet);
  job->parcels = g_ptr_array_ref (self->parcels);
  job->path = g_strdup (path);
  henji_desk_run_async (self->desk, save_func, job, NULL, NULL, NULL, saved_cb, job);
}

static void
path_cb (const char *const *paths, gpointer user_data)
{
  g_autoptr (HenjiCarrierWindow) self = user_data;

  if (paths != NULL && self->desk != NULL)
    save_to (self, paths[0]);
}

void
henji_carrier_window_save (HenjiCarrierWindow *self, const char *path)
{
  g_autofree char *today = NULL;
  g_autofree char *name = NULL;

  if (self->sheet == NULL)
    return;
  if (self->sheet->faults->len > 0)
    {
      henji_carrier_table_next_fault (self->table);
      return;
    }
  if (path != NULL)
    {
      save_to (self, path);
      return;
    }
  today = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));
  name = g_strdup_printf ("%s-%s-%s.csv", self->sheet->layout->id,
                          henji_parcel_kind_id (self->sheet->kind), today);
  henji_compat_save_file (GTK_WINDOW (self), _ ("Save Carrier File"), self->folder, name, path_cb,
                          g_object_ref (self));
}
