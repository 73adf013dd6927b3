/* henji-window-backup.c: a copy of all that is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-backup"

#include "config.h"

#include "henji-window-private.h"

#include "henji-compat.h"
#include "henji-desk-backup.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

/** Backup: one that is under way. */
typedef struct
{
  HenjiWindow *window;
  char *path;
} Backup;

static void
backup_free (Backup *self)
{
  g_object_unref (self->window);
  g_free (self->path);
  g_free (self);
}

static gpointer
back_up_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  Backup *self = data;

  return GINT_TO_POINTER (henji_desk_back_up (desk, self->path, error));
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Backup *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *words = NULL;

  henji_desk_run_finish (HENJI_DESK (source), result, &error);
  /* Translators: the name of a file */
  words = error != NULL ? g_strdup (error->message)
                        : g_strdup_printf (_ ("Everything was backed up as %s"), name);
  if (self->window->desk != NULL)
    henji_window_toast (self->window, words);
  backup_free (self);
}

static void
path_cb (const char *const *paths, gpointer data)
{
  Backup *self = data;

  if (paths == NULL || self->window->desk == NULL)
    {
      backup_free (self);
      return;
    }
  self->path = g_strdup (paths[0]);
  henji_reply_pane_flush (self->window->reply);
  henji_desk_run_async (self->window->desk, back_up_func, self, NULL, NULL, NULL, backed_up_cb,
                        self);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *window = user_data;
  g_autofree char *today
      = henji_date_of (henji_desk_now (window->desk), henji_desk_zone (window->desk));
  g_autofree char *name = g_strdup_printf ("henji-%s.henji-backup", today);
  Backup *self = g_new0 (Backup, 1);

  self->window = g_object_ref (window);
  henji_compat_save_file (GTK_WINDOW (window), _ ("Back Up"), NULL, name, path_cb, self);
}

void
henji_window_backup_install (HenjiWindow *self)
{
  static const GActionEntry entries[] = { { .name = "save", .activate = save_cb } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "backup", G_ACTION_GROUP (actions));
}
