/* henji-preferences-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-preferences-connection"

#include "config.h"

#include "henji-preferences-connection.h"

#include <glib/gi18n-lib.h>

#include "henji-case-pane-text.h"
#include "henji-desk-connect.h"

struct _HenjiPreferencesConnection
{
  AdwPreferencesGroup parent_instance;

  HenjiDesk *desk;
  AdwActionRow *row;
};

G_DEFINE_FINAL_TYPE (HenjiPreferencesConnection,
                     henji_preferences_connection,
                     ADW_TYPE_PREFERENCES_GROUP)

static gpointer
read_func (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return henji_desk_connection_status (desk, 1, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiPreferencesConnection) self = user_data;
  g_autoptr (HenjiConnectionStatus) status = NULL;
  g_autofree char *words = NULL;

  status = henji_desk_run_finish (HENJI_DESK (source), result, NULL);
  if (status == NULL || self->desk == NULL)
    return;
  words = g_strjoinv (C_ ("list", ", "), status->domains);
  adw_action_row_set_subtitle (self->row, status->connection == NULL ? _ ("Not connected")
                                          : status->connection->fault != NULL
                                              ? _ ("Turned off: it wants to be connected again")
                                              : words);
}

/* The preferences give way: what they lead to belongs to the desk's window. */
static void
show_cb (HenjiPreferencesConnection *self)
{
  GtkWindow *preferences = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWindow *desk = gtk_window_get_transient_for (preferences);

  if (desk == NULL)
    return;
  gtk_window_close (preferences);
  gtk_widget_activate_action (GTK_WIDGET (desk), "connection.show", NULL);
}

static void
henji_preferences_connection_dispose (GObject *object)
{
  HenjiPreferencesConnection *self = HENJI_PREFERENCES_CONNECTION (object);

  g_clear_object (&self->desk);
  G_OBJECT_CLASS (henji_preferences_connection_parent_class)->dispose (object);
}

static void
henji_preferences_connection_class_init (HenjiPreferencesConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_preferences_connection_dispose;
}

static void
henji_preferences_connection_init (HenjiPreferencesConnection *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Marketplace Connection"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("Reads orders and returns by a private application of your own. You can do without it. "
         "Once "
         "connected, an order that a case names and the desk does not know is asked for at once, "
         "unless you choose otherwise there."));
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ ("Connection and log"));
  adw_action_row_add_suffix (self->row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), TRUE);
  g_signal_connect_swapped (self->row, "activated", G_CALLBACK (show_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
}

HenjiPreferencesConnection *
henji_preferences_connection_new (HenjiDesk *desk)
{
  HenjiPreferencesConnection *self;

  g_return_val_if_fail (HENJI_IS_DESK (desk), NULL);

  self = g_object_new (HENJI_TYPE_PREFERENCES_CONNECTION, NULL);
  self->desk = g_object_ref (desk);
  henji_desk_run_async (desk, read_func, NULL, NULL, (GDestroyNotify) henji_connection_status_unref,
                        NULL, read_cb, g_object_ref (self));

  return self;
}
