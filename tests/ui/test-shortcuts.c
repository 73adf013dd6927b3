/* test-shortcuts.c: the help says every shortcut, and no other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-application.h"
#include "henji-case-selection.h"
#include "henji-label-window.h"
#include "henji-photo-window.h"
#include "henji-reply-pane.h"
#include "henji-ui-resources.h"
#include "henji-window.h"

/* "Return" and "KP_Enter" are one key for the one who presses it. */
static void
add (GHashTable *keys, guint keyval, GdkModifierType modifiers, const char *where)
{
  if (keyval == GDK_KEY_KP_Enter)
    keyval = GDK_KEY_Return;
  g_hash_table_replace (keys, gtk_accelerator_name (keyval, modifiers), g_strdup (where));
}

static void
add_words (GHashTable *keys, const char *words, const char *where)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint keyval;

      g_assert_true (gtk_accelerator_parse (parts[i], &keyval, &modifiers));
      add (keys, keyval, modifiers, where);
    }
}

/* The shortcuts that controllers in and under @widget hold for actions of ours, not of GTK. */
static void
add_controllers (GHashTable *keys, GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && k < g_list_model_get_n_items (G_LIST_MODEL (controller));
           k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
          const char *name = GTK_IS_NAMED_ACTION (action)
                                 ? gtk_named_action_get_action_name (GTK_NAMED_ACTION (action))
                                 : "";

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && (g_str_has_prefix (name, "case.") || g_str_has_prefix (name, "win.")
                  || g_str_has_prefix (name, "label.") || g_str_has_prefix (name, "photo.")
                  || g_str_equal (name, "window.close")))
            add (keys, gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)),
                 gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)), name);
        }
    }
  if (GTK_IS_LIST_VIEW (widget)
      && HENJI_IS_CASE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (widget))))
    add_words (keys, "<Control>space <Shift>Up <Shift>Down <Control>a", "a list of several");
  if (HENJI_IS_REPLY_PANE (widget))
    add_words (keys, "<Alt>Left <Alt>Right", "a clause of a reply");
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_primary (GTK_MENU_BUTTON (widget)))
    add_words (keys, "F10", "the main menu");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_controllers (keys, child);
}

static void
add_accelerators (GHashTable *keys, GtkApplication *app)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (app);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (app, actions[i]);

      for (guint k = 0; accels[k] != NULL; k++)
        add_words (keys, accels[k], actions[i]);
    }
}

static void
add_help (GHashTable *keys, GtkWidget *widget)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *words = NULL;
      g_autofree char *title = NULL;

      g_object_get (widget, "accelerator", &words, "title", &title, NULL);
      add_words (keys, words, title);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_help (keys, child);
}

static void
assert_contains (GHashTable *keys, GHashTable *others, const char *what)
{
  GHashTableIter iter;
  gpointer key, where;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &key, &where))
    if (!g_hash_table_contains (keys, key))
      g_error ("%s (%s): %s", (char *) key, (char *) where, what);
}

static void
activated_cb (GtkApplication *app)
{
  GtkWindow *window = gtk_application_get_active_window (app);
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/henji/Henji/ui/help-overlay.ui");
  GtkWindow *help = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  HenjiDesk *desk = henji_window_get_desk (HENJI_WINDOW (window));
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWindow *others[2];

  others[0] = GTK_WINDOW (henji_label_window_new (desk, none, NULL));
  others[1] = GTK_WINDOW (g_object_new (HENJI_TYPE_PHOTO_WINDOW, NULL));
  add_help (said, GTK_WIDGET (help));
  g_assert_cmpuint (g_hash_table_size (said), >, 20);
  add_accelerators (held, app);
  add_controllers (held, GTK_WIDGET (window));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    add_controllers (held, GTK_WIDGET (others[i]));
  assert_contains (held, said, "the help says it, but nothing reacts");
  assert_contains (said, held, "it is there, but the help does not say it");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_window_destroy (others[i]);
  gtk_window_destroy (help);
  g_action_group_activate_action (G_ACTION_GROUP (app), "quit", NULL);
}

static void
test_help (void)
{
  g_autoptr (HenjiApplication) app = henji_application_new ();
  char *argv[] = { "henji", "--demo", NULL };

  g_signal_connect_after (app, "activate", G_CALLBACK (activated_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (app), 2, argv), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  henji_ui_register_resource ();

  g_test_add_func ("/ui/shortcuts/help", test_help);

  return g_test_run ();
}
