/* henji-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-timeline"

#include "config.h"

#include "henji-timeline.h"

#include "henji-case-pane-text.h"
#include "henji-timeline-item.h"
#include "henji-timeline-row.h"

#include <glib/gi18n-lib.h>

/* A place in the conversation. Places stay when another case is shown and get other contents: the
 * list view would throw its rows away and make new ones. */
#define HENJI_TYPE_TIMELINE_PLACE (henji_timeline_place_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTimelinePlace, henji_timeline_place, HENJI, TIMELINE_PLACE, GObject)

struct _HenjiTimelinePlace
{
  GObject parent_instance;

  HenjiTimelineItem *item;
  GtkListItem *shown_in; /* (nullable) not owned: while it has a row */
};

G_DEFINE_FINAL_TYPE (HenjiTimelinePlace, henji_timeline_place, G_TYPE_OBJECT)

struct _HenjiTimeline
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  GListStore *store; /* of HenjiTimelinePlace: one case's worth */
  HenjiDesk *desk;
  GMenuModel *kinds;
  gint64 case_row;
  guint scroll_source;
};

G_DEFINE_FINAL_TYPE (HenjiTimeline, henji_timeline, GTK_TYPE_WIDGET)

static void
henji_timeline_place_finalize (GObject *object)
{
  g_clear_object (&HENJI_TIMELINE_PLACE (object)->item);
  G_OBJECT_CLASS (henji_timeline_place_parent_class)->finalize (object);
}

static void
henji_timeline_place_class_init (HenjiTimelinePlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = henji_timeline_place_finalize;
}

static void
henji_timeline_place_init (HenjiTimelinePlace *self)
{
}

static void
show_place (HenjiTimeline *self, HenjiTimelinePlace *place)
{
  GtkWidget *row = gtk_list_item_get_child (place->shown_in);
  g_autofree char *name = henji_timeline_row_name (self->desk, place->item);

  henji_timeline_row_bind (HENJI_TIMELINE_ROW (row), place->item);
  /* The list's own row around it is what takes the focus. */
  if (gtk_widget_get_parent (row) != NULL)
    henji_pane_name (gtk_widget_get_parent (row), name);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HenjiTimeline *self)
{
  gtk_list_item_set_child (item, GTK_WIDGET (henji_timeline_row_new (self->desk, self->kinds)));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HenjiTimeline *self)
{
  HenjiTimelinePlace *place = gtk_list_item_get_item (item);

  place->shown_in = item;
  show_place (self, place);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, HenjiTimeline *self)
{
  HenjiTimelinePlace *place = gtk_list_item_get_item (item);

  if (place != NULL && place->shown_in == item)
    place->shown_in = NULL;
  henji_timeline_row_unbind (HENJI_TIMELINE_ROW (gtk_list_item_get_child (item)));
}

static gboolean
scroll_cb (gpointer data)
{
  HenjiTimeline *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  self->scroll_source = 0;
  if (n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
  /* What the buyer wrote last is to be read, also when notes and events follow it. */
  for (guint i = n; i-- > 0;)
    {
      g_autoptr (HenjiTimelinePlace) place = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (place->item->newest)
        {
          gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
          break;
        }
    }

  return G_SOURCE_REMOVE;
}

static gboolean
is_same (const HenjiTimelineItem *a, const HenjiTimelineItem *b)
{
  return a->type == b->type && a->at == b->at && a->kind == b->kind && a->newest == b->newest
         && g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->more, b->more) == 0
         && (a->message != NULL ? a->message->row : 0)
                == (b->message != NULL ? b->message->row : 0);
}

static void
fill_place (HenjiTimeline *self, guint position, HenjiTimelineItem *item, gboolean refresh)
{
  g_autoptr (HenjiTimelinePlace) place
      = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  /* What stands already is left alone: an unfolded quotation stays unfolded. */
  if (refresh && is_same (place->item, item))
    return;
  g_set_object (&place->item, item);
  if (place->shown_in != NULL)
    show_place (self, place);
}

void
henji_timeline_set_detail (HenjiTimeline *self, HenjiCaseDetail *detail)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) more = NULL;
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  gboolean refresh;

  g_return_if_fail (HENJI_IS_TIMELINE (self));

  if (detail == NULL)
    {
      self->case_row = 0;
      g_list_store_remove_all (self->store);
      return;
    }

  refresh = self->case_row == detail->case_->row;
  self->case_row = detail->case_->row;
  items = henji_timeline_items (detail, henji_desk_now (self->desk), henji_desk_zone (self->desk));

  for (guint i = 0; i < MIN (old, items->len); i++)
    fill_place (self, i, items->pdata[i], refresh);
  if (old > items->len)
    g_list_store_splice (self->store, items->len, old - items->len, NULL, 0);
  else if (old < items->len)
    {
      more = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = old; i < items->len; i++)
        {
          HenjiTimelinePlace *place = g_object_new (HENJI_TYPE_TIMELINE_PLACE, NULL);

          place->item = g_object_ref (items->pdata[i]);
          g_ptr_array_add (more, place);
        }
      g_list_store_splice (self->store, old, 0, more->pdata, more->len);
    }
  if ((!refresh || items->len > old) && self->scroll_source == 0)
    self->scroll_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, scroll_cb, self, NULL);
}

GtkWidget *
henji_timeline_get_list (HenjiTimeline *self)
{
  g_return_val_if_fail (HENJI_IS_TIMELINE (self), NULL);

  return GTK_WIDGET (self->list);
}

static void
henji_timeline_dispose (GObject *object)
{
  HenjiTimeline *self = HENJI_TIMELINE (object);

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->desk);
  g_clear_object (&self->kinds);
  G_OBJECT_CLASS (henji_timeline_parent_class)->dispose (object);
}

static void
henji_timeline_class_init (HenjiTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "timeline");
}

static void
henji_timeline_init (HenjiTimeline *self)
{
}

HenjiTimeline *
henji_timeline_new (HenjiDesk *desk, GMenuModel *kinds)
{
  HenjiTimeline *self;
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection;

  self = g_object_new (HENJI_TYPE_TIMELINE, NULL);
  self->desk = g_object_ref (desk);
  self->kinds = g_object_ref (kinds);
  self->store = g_list_store_new (HENJI_TYPE_TIMELINE_PLACE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory));
  henji_pane_name (self->list, _ ("Conversation"));

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  return self;
}
