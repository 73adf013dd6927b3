/* henji-reply-pane-moving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clauses said in another order: dragged, or moved by key or menu.
 */
#define G_LOG_DOMAIN "henji-reply-pane-moving"

#include "config.h"

#include "henji-reply-pane-private.h"

#include "henji-case-pane-text.h"

#include <glib/gi18n-lib.h>

static guint
clause_of (GtkWidget *pill)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (pill), "index"));
}

static GtkWidget *
pill_of (HenjiReplyPane *self, guint clause)
{
  for (GtkWidget *pill = gtk_widget_get_first_child (self->clauses); pill != NULL;
       pill = gtk_widget_get_next_sibling (pill))
    if (clause_of (pill) == clause)
      return pill;

  return NULL;
}

/* The next pill that is shown, to the one side or the other. */
static GtkWidget *
neighbour (GtkWidget *pill, gboolean later)
{
  do
    pill = later ? gtk_widget_get_next_sibling (pill) : gtk_widget_get_prev_sibling (pill);
  while (pill != NULL && !gtk_widget_get_visible (pill));

  return pill;
}

static guint
place_of (const GArray *sequence, guint clause)
{
  for (guint i = 0; i < sequence->len; i++)
    if (g_array_index (sequence, guint, i) == clause)
      return i;

  return sequence->len;
}

/* Moves @clause until it has passed @other, also across clauses that are not shown. */
static gboolean
move_past (HenjiReplyPane *self, guint clause, guint other, gboolean later)
{
  gboolean moved = FALSE;

  for (;;)
    {
      g_autoptr (GArray) sequence = henji_template_sequence (self->situation, self->choices);

      if ((place_of (sequence, clause) > place_of (sequence, other)) == later)
        return moved;
      if (!henji_template_move_clause (self->situation, self->choices, clause, later))
        return moved;
      moved = TRUE;
    }
}

static void
show_moved (HenjiReplyPane *self, guint clause)
{
  GtkWidget *pill;

  henji_reply_pane_build_pills (self);
  henji_reply_pane_update_pills (self);
  henji_reply_pane_render (self, NULL);
  henji_reply_pane_touch (self);
  pill = pill_of (self, clause);
  if (pill != NULL)
    gtk_widget_grab_focus (pill);
}

static void
move_pill (HenjiReplyPane *self, GtkWidget *pill, gboolean later)
{
  GtkWidget *next = pill != NULL ? neighbour (pill, later) : NULL;
  guint clause;

  if (next == NULL || !self->composed)
    return;

  clause = clause_of (pill);
  if (move_past (self, clause, clause_of (next), later))
    show_moved (self, clause);
}

/* The pill that has the keyboard, or that the menu was opened on. */
static GtkWidget *
current_pill (HenjiReplyPane *self)
{
  return gtk_widget_get_focus_child (self->clauses);
}

static gboolean
move_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  HenjiReplyPane *self = user_data;

  move_pill (self, current_pill (self), g_variant_get_boolean (arguments));

  return TRUE;
}

static void
move_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiReplyPane *self = user_data;

  move_pill (self, current_pill (self), g_variant_get_boolean (parameter));
}

/* ---- The menu of a pill ---------------------------------------------------------------------- */

static void
menu_closed_cb (GtkWidget *popover)
{
  /* Its action is yet to come. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer user_data)
{
  GtkWidget *pill = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  g_menu_append (menu, _ ("Say _Earlier"), "reply.move-clause(false)");
  g_menu_append (menu, _ ("Say _Later"), "reply.move-clause(true)");
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (pill);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (popover, pill);
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* ---- Dragging -------------------------------------------------------------------------------- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  GtkWidget *pill = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (pill);

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);

  return gdk_content_provider_new_typed (G_TYPE_UINT, clause_of (pill));
}

/* Dropped on another pill it takes that one's place. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  HenjiReplyPane *self = user_data;
  guint clause = g_value_get_uint (value);
  GtkWidget *below = gtk_widget_pick (self->clauses, x, y, GTK_PICK_DEFAULT);
  g_autoptr (GArray) sequence = NULL;
  guint other;

  while (below != NULL && gtk_widget_get_parent (below) != self->clauses)
    below = gtk_widget_get_parent (below);
  if (below == NULL || !self->composed || clause >= henji_template_n_clauses (self->situation))
    return FALSE;

  other = clause_of (below);
  sequence = henji_template_sequence (self->situation, self->choices);
  if (other == clause
      || !move_past (self, clause, other, place_of (sequence, clause) < place_of (sequence, other)))
    return FALSE;
  show_moved (self, clause);

  return TRUE;
}

void
henji_reply_pane_make_movable (HenjiReplyPane *self, GtkWidget *pill)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  gtk_widget_add_controller (pill, GTK_EVENT_CONTROLLER (source));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (pill, GTK_EVENT_CONTROLLER (click));
}

void
henji_reply_pane_add_moving (HenjiReplyPane *self)
{
  static const GActionEntry entries[] = { { "move-clause", move_action_cb, "b", NULL, NULL } };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  for (int later = 0; later < 2; later++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (
          gtk_shortcut_trigger_parse_string (later ? "<Alt>Right" : "<Alt>Left"),
          gtk_callback_action_new (move_key_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (later));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
    }
  gtk_widget_add_controller (self->clauses, keys);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->clauses, GTK_EVENT_CONTROLLER (target));
}
