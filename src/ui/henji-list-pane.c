/* henji-list-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-pane"

#include "config.h"

#include "henji-list-pane.h"

#include "henji-case-model.h"
#include "henji-case-pane-text.h"
#include "henji-case-row.h"
#include "henji-list-counts.h"
#include "henji-list-filters.h"
#include "henji-list-nothing.h"
#include "henji-primary-menu.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

#define SEARCH_DELAY_MS 120

struct _HenjiListPane
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  HenjiCaseModel *model;
  GtkSingleSelection *selection;

  GtkWidget *box;
  AdwHeaderBar *header;
  GtkSearchEntry *search;
  HenjiListFilters *filters;
  GtkStack *stack;
  GtkListView *view;
  GtkScrolledWindow *scroller;
  AdwStatusPage *nothing;
  GtkWidget *reset_button;
  GtkLabel *imported;
  GtkLabel *answered;

  GPtrArray *bound; /* of GtkListItem, not owned */
  guint tick_id;
  gint64 tick_at;
  guint search_id;
  guint focus_id;
  guint first_id;

  gint64 chosen;    /* the chosen case, also while it is not listed */
  guint chosen_at;  /* where it stood */
  gboolean leaving; /* its place is to be taken by the next one */
  gboolean moving;  /* the selection moves by itself */
  gboolean first_listed;
  gboolean scroll; /* show the chosen one when the list has come */
  gboolean hold;   /* nothing is chosen by itself */

  HenjiCounts counts;
  gboolean counted;
  gboolean counting;
  gboolean count_again;
  char *counted_on; /* (nullable): the day of the figures */
};

enum
{
  CHOSEN,
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiListPane, henji_list_pane, GTK_TYPE_WIDGET)

static void schedule_tick (HenjiListPane *self, gint64 next);
static void count_cases (HenjiListPane *self);

/* ---- Rows ----------------------------------------------------------------------------------- */

static HenjiCaseRow *
row_of (GtkListItem *list_item)
{
  return HENJI_CASE_ROW (gtk_list_item_get_child (list_item));
}

static void
item_changed_cb (HenjiCaseItem *item, GParamSpec *pspec, gpointer user_data)
{
  GtkListItem *list_item = user_data;
  HenjiListPane *self = g_object_get_data (G_OBJECT (list_item), "pane");
  HenjiCase *case_ = henji_case_item_get_case (item);
  gint64 now = henji_desk_now (self->desk);

  henji_case_row_set_case (row_of (list_item), case_, now);
  schedule_tick (self, case_ != NULL ? henji_case_row_tick (row_of (list_item), now) : 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  g_object_set_data (G_OBJECT (list_item), "pane", user_data);
  gtk_list_item_set_child (list_item, GTK_WIDGET (henji_case_row_new ()));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HenjiListPane *self = user_data;
  HenjiCaseItem *item = gtk_list_item_get_item (list_item);

  g_ptr_array_add (self->bound, list_item);
  g_signal_connect (item, "notify::case", G_CALLBACK (item_changed_cb), list_item);
  item_changed_cb (item, NULL, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HenjiListPane *self = user_data;

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), item_changed_cb,
                                        list_item);
  g_ptr_array_remove_fast (self->bound, list_item);
}

/* ---- The clock: only rows on the screen, and only when a word changes ------------------------ */

/* The figures of a day, and what is to be warned of, change with it. */
static void
count_on_new_day (HenjiListPane *self, gint64 now)
{
  g_autofree char *today = henji_date_of (now, henji_desk_zone (self->desk));

  if (g_strcmp0 (today, self->counted_on) != 0)
    count_cases (self);
}

static gboolean
tick_cb (gpointer data)
{
  HenjiListPane *self = data;
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
  count_on_new_day (self, now);
  return G_SOURCE_REMOVE;
}

static void
schedule_tick (HenjiListPane *self, gint64 next)
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

/* ---- Choosing ------------------------------------------------------------------------------- */

static void
scroll_to (HenjiListPane *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* The arrows go on from the row that has the keyboard: it is to be the chosen one. */
static void
focus_chosen (HenjiListPane *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *list_item = g_ptr_array_index (self->bound, i);

      if (gtk_list_item_get_position (list_item) == position)
        {
          gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (list_item)));
          return;
        }
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
has_keyboard (HenjiListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL
         && (focus == GTK_WIDGET (self->view)
             || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)));
}

static void
announce (HenjiListPane *self, gint64 row, gboolean opened)
{
  if (row == self->chosen && !opened)
    return;
  self->chosen = row;
  g_signal_emit (self, signals[CHOSEN], 0, row, opened);
}

static void
select_position (HenjiListPane *self, guint position)
{
  self->moving = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->moving = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    self->chosen_at = position;
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, gpointer user_data)
{
  HenjiListPane *self = user_data;
  guint position = gtk_single_selection_get_selected (selection);

  if (self->moving || position == GTK_INVALID_LIST_POSITION)
    return;
  self->leaving = FALSE;
  self->chosen_at = position;
  announce (self, henji_case_model_row_at (self->model, position), FALSE);
}

static void
activate_cb (GtkListView *view, guint position, gpointer user_data)
{
  HenjiListPane *self = user_data;

  self->chosen_at = position;
  announce (self, henji_case_model_row_at (self->model, position), TRUE);
}

static void
update_stack (HenjiListPane *self)
{
  const HenjiCaseQuery *query = henji_case_model_get_query (self->model);
  gboolean narrowed = henji_list_filters_is_narrowed (self->filters);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    {
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->scroller));
      return;
    }
  henji_list_nothing_say (self->nothing, query, narrowed);
  gtk_widget_set_visible (self->reset_button, query->text == NULL && narrowed);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->nothing));
}

static gboolean
choose_first_cb (gpointer data)
{
  HenjiListPane *self = data;

  self->first_id = 0;
  if (self->chosen == 0 && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    {
      select_position (self, 0);
      announce (self, henji_case_model_row_at (self->model, 0), FALSE);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
focus_cb (gpointer data)
{
  HenjiListPane *self = data;

  self->focus_id = 0;
  if (has_keyboard (self))
    focus_chosen (self);
  return G_SOURCE_REMOVE;
}

static void
listed_cb (HenjiCaseModel *model, gpointer user_data)
{
  HenjiListPane *self = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint position
      = self->chosen != 0 ? henji_case_model_find (model, self->chosen) : GTK_INVALID_LIST_POSITION;
  gboolean searching = henji_case_model_get_query (model)->text != NULL;

  update_stack (self);
  henji_list_filters_set_searching (self->filters, searching, n);
  if (position == GTK_INVALID_LIST_POSITION && self->leaving && n > 0)
    {
      self->leaving = FALSE;
      self->scroll = TRUE;
      position = MIN (self->chosen_at, n - 1);
      select_position (self, position);
      announce (self, henji_case_model_row_at (model, position), FALSE);
    }
  else
    select_position (self, position);
  if (n > 0 && !self->hold && !self->first_listed && !searching)
    {
      /* After the first frame: the list itself shall not wait for it. */
      self->first_listed = TRUE;
      if (self->chosen == 0)
        self->first_id = g_idle_add_full (G_PRIORITY_LOW, choose_first_cb, self, NULL);
    }
  if (position != GTK_INVALID_LIST_POSITION && self->scroll)
    {
      self->scroll = FALSE;
      scroll_to (self, position);
    }
  /* The rows are there after the next frame. */
  if (self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_cb, self, NULL);
}

/* ---- Queries -------------------------------------------------------------------------------- */

static void
send_query (HenjiListPane *self)
{
  HenjiCaseQuery query;
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_clear_handle_id (&self->search_id, g_source_remove);
  self->leaving = FALSE;
  self->scroll = TRUE;
  henji_list_filters_get_query (self->filters, &query);
  g_strstrip (text);
  if (*text != '\0')
    {
      query.text = text;
      query.tab = HENJI_TAB_ALL;
    }
  henji_case_model_set_query (self->model, &query);
}

static gboolean
search_now_cb (gpointer data)
{
  HenjiListPane *self = data;

  self->search_id = 0;
  send_query (self);
  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  HenjiListPane *self = user_data;

  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (SEARCH_DELAY_MS, search_now_cb, self);
}

static void
search_stop_cb (GtkSearchEntry *entry, gpointer user_data)
{
  HenjiListPane *self = user_data;

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  focus_chosen (self);
}

/* Enter in the search takes the first hit. */
static void
search_activate_cb (GtkSearchEntry *entry, gpointer user_data)
{
  HenjiListPane *self = user_data;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  select_position (self, 0);
  announce (self, henji_case_model_row_at (self->model, 0), TRUE);
  focus_chosen (self);
}

static void
reset_cb (GtkButton *button, gpointer user_data)
{
  henji_list_filters_reset (HENJI_LIST_PANE (user_data)->filters);
}

/* ---- Counts --------------------------------------------------------------------------------- */

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HenjiListPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiListCounts) counted = henji_desk_run_finish (HENJI_DESK (source), result, &error);
  const HenjiCounts *counts = counted != NULL ? &counted->counts : NULL;
  g_autofree char *text = NULL;

  self->counting = FALSE;
  if (self->model == NULL)
    return;
  if (counts == NULL)
    {
      if (!henji_desk_was_ended (error))
        g_warning ("The cases cannot be counted: %s", error->message);
      return;
    }
  self->counts = *counts;
  self->counted = TRUE;
  henji_list_filters_set_counts (self->filters, counts);
  henji_list_filters_set_closings (self->filters, &counted->closing, &counted->warning);
  henji_list_filters_set_tags (self->filters, counted->tags);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d answered today", "%d answered today",
                                       (gulong) counts->answered_today),
                          counts->answered_today);
  gtk_label_set_label (self->answered, text);
  g_signal_emit (self, signals[COUNTED], 0);
  if (self->count_again)
    count_cases (self);
}

static void
count_cases (HenjiListPane *self)
{
  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  g_free (self->counted_on);
  self->counted_on = henji_date_of (henji_desk_now (self->desk), henji_desk_zone (self->desk));
  henji_desk_run_async (self->desk, henji_list_counts_func, NULL, NULL,
                        (GDestroyNotify) henji_list_counts_free, NULL, counted_cb,
                        g_object_ref (self));
}

static void
desk_changed_cb (HenjiDesk *desk, GArray *rows, gpointer user_data)
{
  count_cases (user_data);
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = henji_primary_menu_new ();

  gtk_menu_button_set_menu_model (button, menu);
}

static GtkWidget *
make_header (HenjiListPane *self)
{
  GtkWidget *import = gtk_button_new_from_icon_name ("folder-download-symbolic");
  GtkWidget *menu = gtk_menu_button_new ();

  self->header = ADW_HEADER_BAR (adw_header_bar_new ());
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import");
  gtk_widget_set_tooltip_text (import, _ ("Import mail or reports (Ctrl+O)"));
  henji_pane_name (import, _ ("Import"));
  adw_header_bar_pack_start (self->header, import);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("Search everything"), "max-width-chars", 8,
                NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 8);
  gtk_widget_set_hexpand (GTK_WIDGET (self->search), TRUE);
  henji_pane_name (self->search, _ ("Search cases"));
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stop_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  adw_header_bar_set_title_widget (self->header, GTK_WIDGET (self->search));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (menu), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu), make_menu_cb, NULL, NULL);
  gtk_widget_set_tooltip_text (menu, _ ("Main menu"));
  henji_pane_name (menu, _ ("Main menu"));
  adw_header_bar_pack_end (self->header, menu);
  return GTK_WIDGET (self->header);
}

static GtkWidget *
make_list (HenjiListPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "cases");
  henji_pane_name (self->view, _ ("Open cases"));
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));

  self->nothing = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "compact");
  self->reset_button = gtk_button_new_with_label (_ ("Clear Filters"));
  gtk_widget_set_halign (self->reset_button, GTK_ALIGN_CENTER);
  g_signal_connect (self->reset_button, "clicked", G_CALLBACK (reset_cb), self);
  adw_status_page_set_child (self->nothing, self->reset_button);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->scroller));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->nothing));
  return GTK_WIDGET (self->stack);
}

static GtkWidget *
make_footer (HenjiListPane *self)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (footer, "list-footer");
  self->imported = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->imported, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->imported, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->imported), TRUE);
  self->answered = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->answered, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->imported));
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->answered));
  return footer;
}

/* Tab leaves the list, as in any list: GTK 4.8 would go through all rows, be there ten thousand. */
static gboolean
henji_list_pane_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HenjiListPane *self = HENJI_LIST_PANE (widget);

  if (!has_keyboard (self)
      || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (henji_list_pane_parent_class)->focus (widget, direction);
  if (direction == GTK_DIR_TAB_FORWARD)
    return FALSE;
  return gtk_widget_child_focus (GTK_WIDGET (self->filters), direction)
         || gtk_widget_child_focus (GTK_WIDGET (self->header), direction);
}

static void
henji_list_pane_dispose (GObject *object)
{
  HenjiListPane *self = HENJI_LIST_PANE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->search_id, g_source_remove);
  g_clear_handle_id (&self->first_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  g_clear_pointer (&self->counted_on, g_free);

  G_OBJECT_CLASS (henji_list_pane_parent_class)->dispose (object);
}

static void
henji_list_pane_class_init (HenjiListPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_list_pane_dispose;
  GTK_WIDGET_CLASS (klass)->focus = henji_list_pane_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", HENJI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[COUNTED] = g_signal_new ("counted", HENJI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_list_pane_init (HenjiListPane *self)
{
  self->bound = g_ptr_array_new ();
}

HenjiListPane *
henji_list_pane_new (HenjiDesk *desk)
{
  HenjiListPane *self = g_object_new (HENJI_TYPE_LIST_PANE, NULL);

  self->desk = g_object_ref (desk);
  self->filters = henji_list_filters_new (desk);
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (send_query), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list",
                                  henji_list_filters_get_actions (self->filters));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "list-pane");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->filters));
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  gtk_box_append (GTK_BOX (self->box), make_footer (self));

  self->model = henji_case_model_new_for_desk (desk);
  g_signal_connect_object (self->model, "listed", G_CALLBACK (listed_cb), self, 0);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed_cb), self, 0);
  g_signal_connect_object (desk, "shop-changed", G_CALLBACK (count_cases), self, G_CONNECT_SWAPPED);
  count_cases (self);
  send_query (self);
  return self;
}

/* ---- For the window ------------------------------------------------------------------------- */

void
henji_list_pane_set_controls (HenjiListPane *self, gboolean show_window_controls)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  adw_header_bar_set_show_end_title_buttons (self->header, show_window_controls);
}

void
henji_list_pane_focus_search (HenjiListPane *self)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
henji_list_pane_focus_list (HenjiListPane *self)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  focus_chosen (self);
}

GtkWidget *
henji_list_pane_get_list (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), NULL);
  return GTK_WIDGET (self->view);
}

GActionGroup *
henji_list_pane_get_actions (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), NULL);
  return henji_list_filters_get_actions (self->filters);
}

void
henji_list_pane_set_tab (HenjiListPane *self, const char *tab)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  henji_list_filters_set_tab (self->filters, tab);
}

GtkEditable *
henji_list_pane_get_search (HenjiListPane *self)
{
  return GTK_EDITABLE (self->search);
}

void
henji_list_pane_choose (HenjiListPane *self, gint64 row)
{
  guint position;

  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  self->leaving = FALSE;
  position = henji_case_model_find (self->model, row);
  select_position (self, position);
  self->scroll = position == GTK_INVALID_LIST_POSITION;
  if (!self->scroll)
    scroll_to (self, position);
  announce (self, row, TRUE);
}

void
henji_list_pane_hold (HenjiListPane *self, gboolean hold)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  self->hold = hold;
  /* Anew: what is on its way may be older than the last case. */
  if (!hold)
    send_query (self);
}

void
henji_list_pane_step (HenjiListPane *self, int delta)
{
  guint n, position;

  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  position = gtk_single_selection_get_selected (self->selection);
  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = MIN (self->chosen_at, n - 1);
  else
    position = (guint) CLAMP ((gint64) position + delta, 0, (gint64) n - 1);
  select_position (self, position);
  scroll_to (self, position);
  if (has_keyboard (self))
    focus_chosen (self);
  announce (self, henji_case_model_row_at (self->model, position), FALSE);
}

void
henji_list_pane_get_near (HenjiListPane *self, gint64 rows[2])
{
  guint position;

  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = self->chosen_at;
  rows[0] = position > 0 ? henji_case_model_row_at (self->model, position - 1) : 0;
  rows[1] = henji_case_model_row_at (self->model, position + 1);
}

void
henji_list_pane_expect_leave (HenjiListPane *self)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  self->leaving = TRUE;
}

void
henji_list_pane_set_imported (HenjiListPane *self, guint n_messages)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u new message", "%u new messages", n_messages), n_messages);
  gtk_label_set_label (self->imported, text);
}

gboolean
henji_list_pane_is_empty (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), FALSE);
  return self->counted && self->counts.ours + self->counts.theirs + self->counts.closed == 0;
}
