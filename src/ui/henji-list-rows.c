/* henji-list-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-rows"

#include "config.h"

#include "henji-list-rows.h"

#include "henji-case-row.h"

struct _HenjiListRows
{
  HenjiDesk *desk;
  HenjiCaseSelection *selection;
  HenjiListTicked ticked;
  gpointer data;

  GPtrArray *bound; /* of GtkListItem, not owned */
  guint tick_id;
  gint64 tick_at;
};

static void schedule_tick (HenjiListRows *self, gint64 next);

static HenjiCaseRow *
row_of (GtkListItem *list_item)
{
  return HENJI_CASE_ROW (gtk_list_item_get_child (list_item));
}

static void
show_selection (HenjiListRows *self, GtkListItem *list_item)
{
  HenjiCaseItem *item = gtk_list_item_get_item (list_item);
  gboolean chosen
      = henji_case_item_get_row (item) == henji_case_selection_get_chosen (self->selection);

  henji_case_row_set_selecting (row_of (list_item),
                                henji_case_selection_is_selecting (self->selection),
                                gtk_list_item_get_selected (list_item), chosen);
}

/* ---- The clock: only rows on the screen, and only when a word changes ------------------------ */

static gboolean
tick_cb (gpointer data)
{
  HenjiListRows *self = data;
  gint64 now = henji_desk_now (self->desk);
  gint64 next = 0;

  self->tick_id = 0;
  for (guint i = 0; i < self->bound->len; i++)
    {
      gint64 change = henji_case_row_tick (row_of (g_ptr_array_index (self->bound, i)), now);

      if (change != 0 && (next == 0 || change < next))
        next = change;
    }
  schedule_tick (self, next);
  self->ticked (now, self->data);
  return G_SOURCE_REMOVE;
}

static void
schedule_tick (HenjiListRows *self, gint64 next)
{
  gint64 wait;

  if (next == 0 || (self->tick_id != 0 && next >= self->tick_at))
    return;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_at = next;
  wait = (next - henji_desk_now (self->desk)) / 1000;
  /* Not above a minute: rows that come later may change sooner. */
  self->tick_id = g_timeout_add ((guint) CLAMP (wait, 200, 60 * 1000), tick_cb, self);
}

/* ---- The rows ------------------------------------------------------------------------------- */

static void
item_changed_cb (HenjiCaseItem *item, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *list_item = user_data;
  HenjiListRows *self = g_object_get_data (G_OBJECT (list_item), "rows");
  HenjiCase *case_ = henji_case_item_get_case (item);
  gint64 now = henji_desk_now (self->desk);

  henji_case_row_set_case (row_of (list_item), case_, now);
  schedule_tick (self, case_ != NULL ? henji_case_row_tick (row_of (list_item), now) : 0);
}

static void
selected_cb (GtkListItem *list_item, GParamSpec *pspec, gpointer user_data)
{
  if (gtk_list_item_get_item (list_item) != NULL)
    show_selection (user_data, list_item);
}

/* While several are being selected, a click adds or takes away. With Ctrl and Shift a view knows
 * by itself what is meant. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  GtkListItem *list_item = user_data;
  HenjiListRows *self = g_object_get_data (G_OBJECT (list_item), "rows");
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (!henji_case_selection_is_selecting (self->selection)
      || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (row);
  gtk_widget_activate_action (row, "list.select-item", "(ubb)",
                              gtk_list_item_get_position (list_item), TRUE, FALSE);
}

/* Before the rows see it. */
static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, gpointer user_data)
{
  HenjiListRows *self = user_data;
  GdkEventType type = gdk_event_get_event_type (event);
  guint keyval = type == GDK_KEY_PRESS ? gdk_key_event_get_keyval (event) : GDK_KEY_VoidSymbol;
  gboolean held = (gdk_event_get_modifier_state (event) & GDK_CONTROL_MASK) != 0;

  henji_case_selection_set_adding (self->selection, (held && type != GDK_KEY_RELEASE)
                                                        || keyval == GDK_KEY_space
                                                        || keyval == GDK_KEY_KP_Space);

  return GDK_EVENT_PROPAGATE;
}

void
henji_list_rows_listen (HenjiListRows *self, GtkWidget *view)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (view, events);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *row = GTK_WIDGET (henji_case_row_new ());
  GtkGesture *click = gtk_gesture_click_new ();

  g_object_set_data (G_OBJECT (list_item), "rows", user_data);
  g_signal_connect (list_item, "notify::selected", G_CALLBACK (selected_cb), user_data);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), list_item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HenjiListRows *self = user_data;
  HenjiCaseItem *item = gtk_list_item_get_item (list_item);

  g_ptr_array_add (self->bound, list_item);
  g_signal_connect (item, "notify::case", G_CALLBACK (item_changed_cb), list_item);
  item_changed_cb (item, NULL, list_item);
  show_selection (self, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HenjiListRows *self = user_data;

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_changed_cb,
                                        list_item);
  g_ptr_array_remove_fast (self->bound, list_item);
}

GtkListItemFactory *
henji_list_rows_factory (HenjiListRows *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);

  return factory;
}

GtkWidget *
henji_list_rows_at (HenjiListRows *self, guint position)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *list_item = g_ptr_array_index (self->bound, i);

      if (gtk_list_item_get_position (list_item) == position)
        return gtk_widget_get_parent (gtk_list_item_get_child (list_item));
    }

  return NULL;
}

gint64
henji_list_rows_case_of (HenjiListRows *self, GtkWidget *widget)
{
  for (guint i = 0; widget != NULL && i < self->bound->len; i++)
    {
      GtkListItem *list_item = g_ptr_array_index (self->bound, i);
      GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (list_item));

      if (row == widget || gtk_widget_is_ancestor (widget, row))
        return henji_case_item_get_row (gtk_list_item_get_item (list_item));
    }

  return 0;
}

void
henji_list_rows_update (HenjiListRows *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_selection (self, g_ptr_array_index (self->bound, i));
}

HenjiListRows *
henji_list_rows_new (HenjiDesk *desk,
                     HenjiCaseSelection *selection,
                     HenjiListTicked ticked,
                     gpointer data)
{
  HenjiListRows *self = g_new0 (HenjiListRows, 1);

  self->desk = g_object_ref (desk);
  self->selection = g_object_ref (selection);
  self->ticked = ticked;
  self->data = data;
  self->bound = g_ptr_array_new ();

  return self;
}

void
henji_list_rows_free (HenjiListRows *self)
{
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_ptr_array_unref (self->bound);
  g_object_unref (self->selection);
  g_object_unref (self->desk);
  g_free (self);
}
