/* henji-photo-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-photo-window"

#include "config.h"

#include "henji-photo-window.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"
#include "henji-photo.h"

#include <glib/gi18n-lib.h>

#define LARGE 4096 /* px, the longest side a photo is decoded to */

struct _HenjiPhotoWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkWidget *save_button;
  GtkToggleButton *zoom_button;
  GtkStack *stack;
  GtkPicture *picture;
  GtkLabel *fault;

  HenjiDesk *desk;
  GPtrArray *photos; /* (element-type HenjiAttachment) */
  guint shown;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (HenjiPhotoWindow, henji_photo_window, ADW_TYPE_WINDOW)

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  HenjiPhotoWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = henji_photo_load_finish (HENJI_DESK (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture == NULL)
    gtk_label_set_text (self->fault, error->message);
  gtk_stack_set_visible_child_name (self->stack, texture != NULL ? "photo" : "fault");
}

static void
show_photo (HenjiPhotoWindow *self, guint index)
{
  const HenjiAttachment *photo = self->photos->pdata[index];
  g_autofree char *place = NULL;

  self->shown = index;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  place = g_strdup_printf (_ ("%u of %u"), index + 1, self->photos->len);
  adw_window_title_set_title (self->title, photo->name != NULL ? photo->name : _ ("Photo"));
  adw_window_title_set_subtitle (self->title, self->photos->len > 1 ? place : "");
  gtk_window_set_title (GTK_WINDOW (self), photo->name != NULL ? photo->name : _ ("Photo"));
  henji_pane_name (self->picture, photo->name != NULL ? photo->name : _ ("Photo"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photo.previous", index > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photo.next", index + 1 < self->photos->len);
  henji_photo_load_async (self->desk, photo->sha256, LARGE, self->cancellable, loaded_cb, self);
}

static void
step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiPhotoWindow *self = HENJI_PHOTO_WINDOW (widget);

  if (g_str_equal (action, "photo.next") && self->shown + 1 < self->photos->len)
    show_photo (self, self->shown + 1);
  else if (g_str_equal (action, "photo.previous") && self->shown > 0)
    show_photo (self, self->shown - 1);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HenjiPhotoWindow *self = HENJI_PHOTO_WINDOW (widget);

  henji_photo_window_save_attachment (self->desk, self->photos->pdata[self->shown], widget);
}

static void
zoom_toggled_cb (HenjiPhotoWindow *self)
{
  gtk_picture_set_can_shrink (self->picture, !gtk_toggle_button_get_active (self->zoom_button));
}

static void
henji_photo_window_dispose (GObject *object)
{
  HenjiPhotoWindow *self = HENJI_PHOTO_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->photos, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_PHOTO_WINDOW);
  G_OBJECT_CLASS (henji_photo_window_parent_class)->dispose (object);
}

static void
henji_photo_window_class_init (HenjiPhotoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_photo_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/henji/Henji/ui/henji-photo-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, previous_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, HenjiPhotoWindow, fault);
  gtk_widget_class_bind_template_callback (widget_class, zoom_toggled_cb);
  gtk_widget_class_install_action (widget_class, "photo.next", NULL, step);
  gtk_widget_class_install_action (widget_class, "photo.previous", NULL, step);
  gtk_widget_class_install_action (widget_class, "photo.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "photo.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "photo.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "photo.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
henji_photo_window_init (HenjiPhotoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  henji_pane_name (self->previous_button, _ ("Previous photo"));
  henji_pane_name (self->next_button, _ ("Next photo"));
  henji_pane_name (self->save_button, _ ("Save photo"));
  henji_pane_name (self->zoom_button, _ ("Actual size"));
}

HenjiPhotoWindow *
henji_photo_window_new (HenjiDesk *desk, GPtrArray *photos, guint first)
{
  HenjiPhotoWindow *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);
  g_return_val_if_fail (photos != NULL && first < photos->len, NULL);

  self = g_object_new (HENJI_TYPE_PHOTO_WINDOW, NULL);
  self->desk = g_object_ref (desk);
  self->photos = g_ptr_array_ref (photos);
  show_photo (self, first);

  return self;
}

/* ---- Saving an attachment -------------------------------------------------------------------- */

typedef struct
{
  HenjiDesk *desk;
  GtkWidget *from; /* weak */
  char *sha256;
  GFile *file;
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  if (keeping->from != NULL)
    g_object_remove_weak_pointer (G_OBJECT (keeping->from), (gpointer *) &keeping->from);
  g_object_unref (keeping->desk);
  g_free (keeping->sha256);
  g_clear_object (&keeping->file);
  g_free (keeping);
}

static gpointer
keep (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Keeping *keeping = data;
  g_autoptr (GBytes) bytes = henji_desk_attachment (desk, keeping->sha256, error);

  if (bytes == NULL
      || !g_file_replace_contents (keeping->file, g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), NULL, FALSE,
                                   G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Keeping *keeping = data;
  g_autoptr (GError) error = NULL;
  gboolean done = henji_desk_run_finish (HENJI_DESK (object), result, &error) != NULL;

  if (keeping->from != NULL)
    {
      g_autofree char *name = g_file_get_basename (keeping->file);
      g_autofree char *shown = g_filename_display_name (name);
      g_autofree char *words = done ? g_strdup_printf (_ ("Saved as %s"), shown)
                                    : g_strdup_printf (_ ("Not saved: %s"), error->message);
      GtkWidget *target = keeping->from;
      GtkRoot *root = gtk_widget_get_root (target);

      /* The photo window has no place for words; the desk's window has. */
      if (GTK_IS_WINDOW (root) && gtk_window_get_transient_for (GTK_WINDOW (root)) != NULL)
        target = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (root)));
      gtk_widget_activate_action (target, "win.toast", "s", words);
    }
  keeping_free (keeping);
}

static void
path_chosen_cb (const char *const *paths, gpointer data)
{
  Keeping *keeping = data;

  if (paths == NULL)
    {
      keeping_free (keeping);
      return;
    }

  keeping->file = g_file_new_for_path (paths[0]);
  henji_desk_run_async (keeping->desk, keep, keeping, NULL, NULL, NULL, kept_cb, keeping);
}

void
henji_photo_window_save_attachment (HenjiDesk *desk,
                                    const HenjiAttachment *attachment,
                                    GtkWidget *from)
{
  GtkRoot *root = gtk_widget_get_root (from);
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->desk = g_object_ref (desk);
  keeping->from = from;
  keeping->sha256 = g_strdup (attachment->sha256);
  g_object_add_weak_pointer (G_OBJECT (from), (gpointer *) &keeping->from);
  henji_compat_save_file (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Save attachment"),
                          NULL, attachment->name != NULL ? attachment->name : _ ("attachment"),
                          path_chosen_cb, keeping);
}
