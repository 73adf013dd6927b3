/* henji-marketplace-message-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-marketplace-message-files"

#include "config.h"

#include "henji-marketplace-message-files.h"

#include "henji-case-pane-text.h"
#include "henji-compat.h"

#include <glib/gi18n-lib.h>

struct _HenjiMarketplaceMessageFiles
{
  GtkWidget parent_instance;

  GtkLabel *rule;
  GtkWidget *add_button;
  GtkBox *list;
  GtkLabel *fault;

  HenjiDesk *desk;
  GPtrArray *files; /* (element-type File) */
};

typedef struct
{
  char *path;
  goffset size;
  char *fault;     /* (nullable): why it cannot go out */
  gboolean looked; /* what stands above is known */
} File;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiMarketplaceMessageFiles, henji_marketplace_message_files, GTK_TYPE_WIDGET)

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file->fault);
  g_free (file);
}

void
henji_marketplace_message_files_say (HenjiMarketplaceMessageFiles *self, const char *words)
{
  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self));

  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), words != NULL);
}

static File *
file_new (const char *path)
{
  File *file = g_new0 (File, 1);

  file->path = g_strdup (path);

  return file;
}

/* ---- The list --------------------------------------------------------------------------------
 */

static void show_list (HenjiMarketplaceMessageFiles *self);

static void
remove_cb (HenjiMarketplaceMessageFiles *self, GtkButton *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (index >= self->files->len)
    return;
  g_ptr_array_remove_index (self->files, index);
  henji_marketplace_message_files_say (self, NULL);
  show_list (self);
  gtk_widget_grab_focus (self->add_button);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
file_row (HenjiMarketplaceMessageFiles *self, const File *file, guint index)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-attachment-symbolic");
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *size = gtk_label_new (NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *shown = g_filename_display_basename (file->path);
  g_autofree char *bytes = file->fault == NULL ? g_format_size ((guint64) file->size) : NULL;
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), shown);

  henji_pane_label (GTK_LABEL (name), shown, henji_pane_language_of (shown));
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  henji_pane_tooltip (name, file->fault != NULL ? file->fault : file->path);
  gtk_label_set_text (GTK_LABEL (size), bytes != NULL ? bytes : _ ("cannot be sent"));
  gtk_widget_add_css_class (size, "caption-dim");
  gtk_widget_add_css_class (size, file->fault != NULL ? "error" : "numeric");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "small");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  henji_pane_name (remove, words);
  henji_pane_tooltip (remove, words);
  g_object_set_data (G_OBJECT (remove), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), size);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_widget_add_css_class (row, "message-file");

  return row;
}

static void
show_list (HenjiMarketplaceMessageFiles *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      if (file->looked)
        gtk_box_append (self->list, file_row (self, file, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}

/* @index: (out): where it is */
static gboolean
is_there (HenjiMarketplaceMessageFiles *self, const char *path, guint *index)
{
  for (*index = 0; *index < self->files->len; (*index)++)
    if (g_str_equal (((File *) g_ptr_array_index (self->files, *index))->path, path))
      return TRUE;

  return FALSE;
}

/* ---- Adding ----------------------------------------------------------------------------------
 */

/* One look at files. */
typedef struct
{
  HenjiMarketplaceMessageFiles *widget;
  GPtrArray *files; /* (element-type File) */
  gboolean kept;    /* they were attached before: one that cannot go out any more stays */
} Look;

static gpointer
look_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;

  for (guint i = 0; i < look->files->len; i++)
    {
      File *file = g_ptr_array_index (look->files, i);
      g_autoptr (GError) fault = NULL;

      file->looked = TRUE;
      if (!henji_desk_attached_check (desk, file->path, &file->size, &fault))
        file->fault = g_strdup (fault->message);
    }

  return look;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = user_data;
  HenjiMarketplaceMessageFiles *self = look->widget;
  g_autoptr (GString) refused = g_string_new (NULL);

  henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  while (self->desk != NULL && look->files->len > 0)
    {
      File *file = g_ptr_array_steal_index (look->files, 0);
      guint index;

      if (is_there (self, file->path, &index))
        g_ptr_array_remove_index (self->files, index);
      else
        g_clear_pointer (&file, file_free);
      if (file != NULL && file->fault != NULL)
        g_string_append_printf (refused, "%s%s", refused->len > 0 ? "\n" : "", file->fault);
      if (file != NULL && (file->fault == NULL || look->kept))
        g_ptr_array_insert (self->files, (int) index, file);
      else
        g_clear_pointer (&file, file_free);
    }
  if (self->desk != NULL)
    {
      henji_marketplace_message_files_say (self, refused->len > 0 ? refused->str : NULL);
      show_list (self);
      if (!look->kept)
        g_signal_emit (self, signals[CHANGED], 0);
    }
  g_ptr_array_unref (look->files);
  g_object_unref (self);
  g_free (look);
}

/* They are among the files at once, so that none is lost, and shown when they were looked at. */
static void
add (HenjiMarketplaceMessageFiles *self, const char *const *paths, gboolean kept)
{
  Look *look;

  if (paths[0] == NULL || self->desk == NULL)
    return;
  look = g_new0 (Look, 1);
  look->widget = g_object_ref (self);
  look->files = g_ptr_array_new_with_free_func (file_free);
  look->kept = kept;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      guint index;

      if (is_there (self, paths[i], &index))
        continue;
      g_ptr_array_add (self->files, file_new (paths[i]));
      g_ptr_array_add (look->files, file_new (paths[i]));
    }
  henji_desk_run_async (self->desk, look_func, look, NULL, NULL, NULL, looked_cb, look);
}

void
henji_marketplace_message_files_add (HenjiMarketplaceMessageFiles *self, const char *const *paths)
{
  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self) && paths != NULL);

  add (self, paths, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
henji_marketplace_message_files_drop (HenjiMarketplaceMessageFiles *self, GdkFileList *list)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) local = NULL;

  g_return_val_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self), FALSE);

  for (GSList *at = files; at != NULL; at = at->next)
    {
      g_autofree char *path = g_file_get_path (at->data);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  local = g_strv_builder_end (paths);
  if (local[0] == NULL)
    {
      henji_marketplace_message_files_say (self,
                                           _ ("Only files on this computer can be attached."));
      return FALSE;
    }
  henji_marketplace_message_files_add (self, (const char *const *) local);

  return TRUE;
}

void
henji_marketplace_message_files_set (HenjiMarketplaceMessageFiles *self, const char *const *paths)
{
  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self) && paths != NULL);

  g_ptr_array_set_size (self->files, 0);
  henji_marketplace_message_files_say (self, NULL);
  show_list (self);
  add (self, paths, TRUE);
}

static void
chosen_cb (const char *const *paths, gpointer user_data)
{
  g_autoptr (HenjiMarketplaceMessageFiles) self = user_data;

  if (paths != NULL)
    henji_marketplace_message_files_add (self, paths);
}

static void
add_clicked_cb (HenjiMarketplaceMessageFiles *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *endings = henji_desk_attached_endings (self->desk);

  henji_compat_choose_several (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, _ ("Attach Files"),
                               _ ("What the marketplace takes"), endings, chosen_cb,
                               g_object_ref (self));
}

/* ---- What they are ---------------------------------------------------------------------------
 */

char **
henji_marketplace_message_files_get (HenjiMarketplaceMessageFiles *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  g_return_val_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self), NULL);

  for (guint i = 0; i < self->files->len; i++)
    g_strv_builder_add (paths, ((File *) g_ptr_array_index (self->files, i))->path);

  return g_strv_builder_end (paths);
}

char *
henji_marketplace_message_files_fault (HenjiMarketplaceMessageFiles *self,
                                       const HenjiMessageAction *action)
{
  goffset bytes = 0;

  g_return_val_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self), NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = g_ptr_array_index (self->files, i);

      if (!file->looked)
        return g_strdup (_ ("The files are still being looked at."));
      if (file->fault != NULL)
        return g_strdup (file->fault);
      bytes += file->size;
    }

  return henji_desk_attached_fault (self->desk, action, self->files->len, bytes);
}

void
henji_marketplace_message_files_set_desk (HenjiMarketplaceMessageFiles *self, HenjiDesk *desk)
{
  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self));

  g_set_object (&self->desk, desk);
}

void
henji_marketplace_message_files_show_rule (HenjiMarketplaceMessageFiles *self)
{
  g_autofree char *rule = NULL;

  g_return_if_fail (HENJI_IS_MARKETPLACE_MESSAGE_FILES (self));

  rule = henji_desk_attached_rule (self->desk);
  gtk_label_set_text (self->rule, rule);
}

static void
henji_marketplace_message_files_dispose (GObject *object)
{
  HenjiMarketplaceMessageFiles *self = HENJI_MARKETPLACE_MESSAGE_FILES (object);

  g_clear_object (&self->desk);
  henji_pane_clear (GTK_WIDGET (self));
  gtk_widget_dispose_template (GTK_WIDGET (self), HENJI_TYPE_MARKETPLACE_MESSAGE_FILES);
  G_OBJECT_CLASS (henji_marketplace_message_files_parent_class)->dispose (object);
}

static void
henji_marketplace_message_files_finalize (GObject *object)
{
  g_ptr_array_unref (HENJI_MARKETPLACE_MESSAGE_FILES (object)->files);
  G_OBJECT_CLASS (henji_marketplace_message_files_parent_class)->finalize (object);
}

static void
henji_marketplace_message_files_class_init (HenjiMarketplaceMessageFilesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = henji_marketplace_message_files_dispose;
  G_OBJECT_CLASS (klass)->finalize = henji_marketplace_message_files_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/henji/Henji/ui/henji-marketplace-message-files.ui");
#define BIND(child)                                                                                \
  gtk_widget_class_bind_template_child (widget_class, HenjiMarketplaceMessageFiles, child)
  BIND (rule);
  BIND (add_button);
  BIND (list);
  BIND (fault);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
henji_marketplace_message_files_init (HenjiMarketplaceMessageFiles *self)
{
  self->files = g_ptr_array_new_with_free_func (file_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
