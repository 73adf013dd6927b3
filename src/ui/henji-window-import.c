/* henji-window-import.c: how files come into the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-import"

#include "config.h"

#include "henji-window-private.h"

#include "henji-compat.h"
#include "henji-import-window.h"

#include <glib/gi18n-lib.h>

static void
imported_cb (HenjiImportWindow *import, guint n_messages, gpointer user_data)
{
  henji_list_pane_set_imported (HENJI_WINDOW (user_data)->list, n_messages);
}

void
henji_window_import (HenjiWindow *self, const char *const *paths)
{
  g_return_if_fail (HENJI_IS_WINDOW (self));
  g_return_if_fail (paths != NULL);

  if (self->import_window == NULL)
    {
      g_set_weak_pointer (&self->import_window,
                          GTK_WIDGET (henji_import_window_new (self->desk, GTK_WINDOW (self))));
      g_signal_connect_object (self->import_window, "imported", G_CALLBACK (imported_cb), self, 0);
    }
  henji_import_window_add (HENJI_IMPORT_WINDOW (self->import_window), paths);
  gtk_window_present (GTK_WINDOW (self->import_window));
}

static void
files_cb (const char *const *paths, gpointer user_data)
{
  g_autoptr (HenjiWindow) self = user_data;

  if (paths != NULL && self->desk != NULL)
    henji_window_import (self, paths);
}

void
henji_window_import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  henji_compat_choose_files (GTK_WINDOW (widget), g_str_equal (name, "win.import-folder"), files_cb,
                             g_object_ref (widget));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  HenjiWindow *self = user_data;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "dropping");
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0)
    {
      henji_window_toast (self, _ ("Only files on this computer can be dropped here."));
      return FALSE;
    }
  g_ptr_array_add (paths, NULL);
  henji_window_import (self, (const char *const *) paths->pdata);
  return TRUE;
}

static GdkDragAction
drop_enter_cb (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  gtk_widget_add_css_class (GTK_WIDGET (user_data), "dropping");
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (GtkDropTarget *target, gpointer user_data)
{
  gtk_widget_remove_css_class (GTK_WIDGET (user_data), "dropping");
}

/* Before the widgets below get it: a text view would take the names of the files. */
void
henji_window_take_drops (HenjiWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect (target, "enter", G_CALLBACK (drop_enter_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
