/* henji-window-keys.c: letters instead of buttons, and the way back to them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-window-keys"

#include "config.h"

#include "henji-window-private.h"

static const struct
{
  const char *trigger;
  const char *action;
  const char *argument;
  const char *several; /* (nullable): with the selected cases, in the list */
} letters[] = {
  { "j", "case.next" },       { "k", "case.previous" },
  { "r", "win.focus-reply" }, { "l", "case.flip-language" },
  { "t", "case.templates" },  { "p", "case.label", NULL, "several.labels" },
  { "n", "case.note", "" },   { "e", "case.no-reply", NULL, "several.no-reply" },
  { "m", "case.menu" },       { "b", "case.remind", "", "several.remind" },
  { "g", "case.playbook" },   { "<Control>z", "case.undo" },
};

/* Single letters belong to the list and the conversation alone: as accelerators of the window they
 * would eat what somebody types. */
static void
add_letters (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      GtkShortcut *shortcut
          = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (letters[i].trigger),
                              gtk_named_action_new (letters[i].action));

      if (letters[i].argument != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_string (letters[i].argument));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (widget, controller);
}

static gboolean
several_cb (GtkWidget *widget, GVariant *args, gpointer action)
{
  HenjiWindow *self = HENJI_WINDOW (gtk_widget_get_root (widget));

  return henji_list_pane_count_selected (self->list) > 0
         && gtk_widget_activate_action (widget, action, NULL);
}

/* In the list some letters are about all selected cases, before they are about the one shown. */
static void
add_letters_of_several (GtkWidget *list)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (letters[i].several != NULL)
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (
              gtk_shortcut_trigger_parse_string (letters[i].trigger),
              gtk_callback_action_new (several_cb, (gpointer) letters[i].several, NULL)));
  gtk_widget_add_controller (list, controller);
}

/* The way back from what is being written: the letters work again. */
static void
add_escape (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                            gtk_named_action_new ("win.focus-list"));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}

void
henji_window_keys_install (HenjiWindow *self)
{
  add_letters (henji_list_pane_get_list (self->list));
  add_letters_of_several (henji_list_pane_get_list (self->list));
  add_letters (henji_case_pane_get_timeline (self->order));
  add_escape (GTK_WIDGET (self->list));
  add_escape (GTK_WIDGET (self->order));
  add_escape (GTK_WIDGET (self->reply));
}
