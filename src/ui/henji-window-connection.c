/* henji-window-connection.c: the marketplace's service, from the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-connection"

#include "config.h"

#include "henji-window-private.h"

#include "henji-application.h"
#include "henji-connection-notice.h"
#include "henji-connection-window.h"

static void
show_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->connection_window == NULL)
    g_set_weak_pointer (
        &self->connection_window,
        GTK_WIDGET (henji_connection_window_new (self->desk, self->syncer, GTK_WINDOW (self))));
  gtk_window_present (GTK_WINDOW (self->connection_window));
}

static void
connect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiWindow *self = user_data;

  henji_connection_assist (self->desk, self->syncer, GTK_WINDOW (self));
}

static void
sync_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  henji_syncer_start (HENJI_WINDOW (user_data)->syncer);
}

/* The connection's own window says it itself. */
static void
ended_cb (HenjiSyncer *syncer, const char *words, gpointer user_data)
{
  HenjiWindow *self = user_data;

  if (self->connection_window == NULL)
    henji_window_toast (self, words);
}

static void
changed_cb (HenjiSyncer *syncer, gpointer user_data)
{
  GSimpleActionGroup *actions = g_object_get_data (user_data, "connection-actions");
  GAction *sync = g_action_map_lookup_action (G_ACTION_MAP (actions), "sync");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (sync), henji_syncer_can_start (syncer));
}

void
henji_window_connection_install (HenjiWindow *self, GtkBox *box)
{
  static const GActionEntry entries[] = {
    { .name = "show", .activate = show_cb },
    { .name = "connect", .activate = connect_cb },
    { .name = "sync", .activate = sync_cb },
  };
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));
  GSimpleActionGroup *actions;

  if (HENJI_IS_APPLICATION (app) && henji_application_is_demo (HENJI_APPLICATION (app)))
    return;

  actions = g_simple_action_group_new ();
  self->syncer = henji_syncer_new (self->desk);
  henji_case_pane_set_syncer (self->order, self->syncer);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  g_object_set_data_full (G_OBJECT (self), "connection-actions", actions, g_object_unref);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "connection", G_ACTION_GROUP (actions));
  g_signal_connect_object (self->syncer, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (self->syncer, "ended", G_CALLBACK (ended_cb), self, 0);
  changed_cb (self->syncer, self);

  gtk_box_append (box, GTK_WIDGET (henji_connection_notice_new (self->desk, self->syncer)));
}
