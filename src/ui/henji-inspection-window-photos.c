/* henji-inspection-window-photos.c: pictures of what came back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-inspection-window-photos"

#include "config.h"

#include "henji-inspection-window-private.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-photo-window.h"
#include "henji-photo.h"

#define THUMBNAIL 104
#define THUMBNAIL_HEIGHT 84

/* ---- Showing -----------------------------------------------------------------------------------
 */

static void
thumbnail_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GdkTexture) texture = henji_photo_load_finish (HENJI_DESK (object), result, NULL);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
photo_clicked_cb (HenjiInspectionWindow *self, GtkButton *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  HenjiPhotoWindow *window;

  if (index >= self->detail->rma->photos->len)
    return;
  window = henji_photo_window_new (self->desk, self->detail->rma->photos, index);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (window));
}

static GtkWidget *
photo_button (HenjiInspectionWindow *self, const HenjiAttachment *photo, guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *picture = gtk_picture_new ();
  g_autoptr (GdkTexture) ready = henji_photo_remembered (photo->sha256);
  g_autofree char *name = g_strdup_printf (_ ("Photo %u: %s"), index + 1, photo->name);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (picture, THUMBNAIL, THUMBNAIL_HEIGHT);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_button_set_child (GTK_BUTTON (button), picture);
  gtk_widget_add_css_class (button, "thumbnail-button");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  henji_pane_tooltip (button, photo->name);
  henji_pane_name (button, name);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (photo_clicked_cb), self);
  if (ready != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (ready));
  else
    henji_photo_load_async (self->desk, photo->sha256, 256, self->cancellable, thumbnail_cb,
                            g_object_ref (picture));

  return button;
}

typedef struct
{
  HenjiInspectionWindow *window;
  HenjiReturnFound found;
  char **paths;  /* to add */
  char *sha256;  /* to remove */
  gint64 event;  /* of an opening */
  char *trouble; /* (nullable): what could not be taken */
} PhotoJob;

static void run (HenjiInspectionWindow *self, PhotoJob *job);

static void
remove_cb (HenjiInspectionWindow *self, GtkButton *button)
{
  PhotoJob *job = g_new0 (PhotoJob, 1);

  job->sha256 = g_strdup (g_object_get_data (G_OBJECT (button), "sha256"));
  run (self, job);
}

static GtkWidget *
photo_place (HenjiInspectionWindow *self, const HenjiAttachment *photo, guint index)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Remove photo %u"), index + 1);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), photo_button (self, photo, index));
  gtk_widget_set_halign (remove, GTK_ALIGN_END);
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_widget_add_css_class (remove, "osd");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_add_css_class (remove, "photo-remove");
  henji_pane_name (remove, name);
  g_object_set_data_full (G_OBJECT (remove), "sha256", g_strdup (photo->sha256), g_free);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), remove);

  return overlay;
}

void
henji_inspection_window_show_photos (HenjiInspectionWindow *self)
{
  const GPtrArray *photos = self->detail->rma->photos;
  GtkWidget *child, *last = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->photos))) != self->add_photo)
    gtk_box_remove (self->photos, child);
  for (guint i = 0; photos != NULL && i < photos->len; i++)
    {
      GtkWidget *place = photo_place (self, g_ptr_array_index (photos, i), i);

      gtk_box_insert_child_after (self->photos, place, last);
      last = place;
    }
}

/* ---- Adding and removing
 * --------------------------------------------------------------------------
 */

static gboolean
add_file (HenjiDesk *desk, gint64 row, const char *path, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, error))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&content), length);

  return henji_desk_return_add_photo (desk, row, path, bytes, error);
}

/* Each file by itself: one that is no picture does not keep the others out. */
static gpointer
photo_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  PhotoJob *job = data;
  gint64 row = henji_inspection_window_ensure (desk, &job->found, &job->event, error);

  if (row == 0)
    return NULL;
  if (job->sha256 != NULL)
    return GINT_TO_POINTER (henji_desk_return_remove_photo (desk, row, job->sha256, error));
  for (guint i = 0; job->paths[i] != NULL; i++)
    {
      g_autoptr (GError) local = NULL;

      if (!add_file (desk, row, job->paths[i], &local))
        {
          g_free (job->trouble);
          job->trouble = g_strdup (local->message);
        }
    }

  return GINT_TO_POINTER (TRUE);
}

static void
photo_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PhotoJob *job = user_data;
  g_autoptr (HenjiInspectionWindow) self = job->window;
  g_autoptr (GError) error = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  if (self->desk != NULL)
    {
      self->found.rma_row = job->found.rma_row;
      if (job->event > 0)
        g_signal_emit_by_name (self, "done", job->event, job->found.case_row, _ ("Return opened"));
      henji_inspection_window_say (self, error != NULL ? error->message : job->trouble);
      henji_inspection_window_load (self);
    }
  g_strfreev (job->paths);
  g_free (job->sha256);
  g_free (job->trouble);
  g_free (job);
}

static void
run (HenjiInspectionWindow *self, PhotoJob *job)
{
  job->window = g_object_ref (self);
  job->found = self->found;
  henji_desk_run_async (self->desk, photo_func, job, NULL, NULL, NULL, photo_done_cb, job);
}

static void
add_photos (HenjiInspectionWindow *self, const char *const *paths)
{
  PhotoJob *job = g_new0 (PhotoJob, 1);

  job->paths = g_strdupv ((char **) paths);
  run (self, job);
}

static void
chosen_cb (const char *const *paths, gpointer user_data)
{
  g_autoptr (HenjiInspectionWindow) self = user_data;

  if (paths != NULL && self->desk != NULL)
    add_photos (self, paths);
}

void
henji_inspection_window_choose_photos (HenjiInspectionWindow *self)
{
  henji_compat_choose_files (GTK_WINDOW (self), FALSE, chosen_cb, g_object_ref (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  HenjiInspectionWindow *self = user_data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) || self->detail == NULL)
    return FALSE;
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0)
    {
      henji_inspection_window_say (self, _ ("Only files on this computer can be dropped here."));
      return FALSE;
    }
  g_ptr_array_add (paths, NULL);
  add_photos (self, (const char *const *) paths->pdata);

  return TRUE;
}

/* Before the note gets it, which would take the names of the files. */
void
henji_inspection_window_take_drops (HenjiInspectionWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
