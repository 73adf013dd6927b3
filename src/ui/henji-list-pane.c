/* henji-list-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-pane"

#include "config.h"

#include "henji-list-pane.h"

#include "henji-case-model.h"
#include "henji-case-pane-text.h"
#include "henji-case-selection.h"
#include "henji-list-bar.h"
#include "henji-list-counts.h"
#include "henji-list-filters.h"
#include "henji-list-nothing.h"
#include "henji-list-rows.h"
#include "henji-primary-menu.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

#define SEARCH_DELAY_MS 120

struct _HenjiListPane
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  HenjiCaseModel *model;
  HenjiCaseSelection *selection;
  HenjiListRows *rows;

  GtkWidget *box;
  AdwHeaderBar *header;
  GtkSearchEntry *search;
  HenjiListFilters *filters;
  GtkStack *stack;
  GtkListView *view;
  GtkScrolledWindow *scroller;
  AdwStatusPage *nothing;
  GtkWidget *reset_button;
  HenjiListBar *bar;

  guint search_id;
  guint focus_id;
  guint first_id;

  guint chosen_at;  /* where the chosen case stood */
  gint64 focused;   /* whose row has the keyboard, as the list was taken away */
  gboolean leaving; /* its place is to be taken by the next one */
  gint64 next;      /* which is this one, 0 for none */
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
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiListPane, henji_list_pane, GTK_TYPE_WIDGET)

static void count_cases (HenjiListPane *self);

/* The figures of a day, and what is to be warned of, change with it. */
static void
ticked_cb (gint64 now, gpointer data)
{
  HenjiListPane *self = data;
  g_autofree char *today = henji_date_of (now, henji_desk_zone (self->desk));

  if (g_strcmp0 (today, self->counted_on) != 0)
    count_cases (self);
}

/* ---- Choosing ------------------------------------------------------------------------------- */

static void
scroll_to (HenjiListPane *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
focus_position (HenjiListPane *self, guint position)
{
  GtkWidget *row = henji_list_rows_at (self->rows, position);

  gtk_widget_grab_focus (row != NULL ? row : GTK_WIDGET (self->view));
}

/* The arrows go on from the row that has the keyboard: it is to be the chosen one. */
static void
focus_chosen (HenjiListPane *self)
{
  focus_position (self, henji_case_selection_get_position (self->selection));
}

/* (nullable): what has the keyboard, when it is the list or a row. */
static GtkWidget *
get_focus (HenjiListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL
                 && (focus == GTK_WIDGET (self->view)
                     || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
             ? focus
             : NULL;
}

static gboolean
has_keyboard (HenjiListPane *self)
{
  return get_focus (self) != NULL;
}

/* The view remembers by place where a range begins; here it is known by its case. */
static void
tell_anchor (HenjiListPane *self)
{
  guint anchor = henji_case_selection_get_anchor (self->selection);

  if (anchor == GTK_INVALID_LIST_POSITION)
    return;
  henji_case_selection_hold (self->selection, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.select-item", "(ubb)", anchor, FALSE,
                              FALSE);
  henji_case_selection_hold (self->selection, FALSE);
}

/* @row: 0 for none; @opened: somebody pointed at it. */
static void
choose (HenjiListPane *self, gint64 row, gboolean opened)
{
  gboolean same = row == henji_case_selection_get_chosen (self->selection);
  guint position;

  henji_case_selection_choose (self->selection, row);
  henji_list_rows_update (self->rows);
  position = henji_case_selection_get_position (self->selection);
  if (position != GTK_INVALID_LIST_POSITION)
    self->chosen_at = position;
  tell_anchor (self);
  if (!same || opened)
    g_signal_emit (self, signals[CHOSEN], 0, row, opened);
}

static void
choose_at (HenjiListPane *self, guint position, gboolean opened)
{
  choose (self, henji_case_model_row_at (self->model, position), opened);
}

static void
chosen_cb (HenjiCaseSelection *selection, gint64 row, gpointer user_data)
{
  HenjiListPane *self = user_data;

  self->leaving = FALSE;
  self->chosen_at = henji_case_selection_get_position (selection);
  henji_list_rows_update (self->rows);
  g_signal_emit (self, signals[CHOSEN], 0, row, FALSE);
}

static void
activate_cb (GtkListView *view, guint position, gpointer user_data)
{
  choose_at (user_data, position, TRUE);
}

/* ---- Selecting several ---------------------------------------------------------------------- */

static void
show_selection (HenjiListPane *self)
{
  henji_list_bar_set_selecting (self->bar, henji_case_selection_is_selecting (self->selection),
                                henji_case_selection_count (self->selection),
                                henji_case_selection_count_hidden (self->selection));
}

static void
selection_changed_cb (HenjiCaseSelection *selection, gpointer user_data)
{
  HenjiListPane *self = user_data;

  henji_list_bar_say_left (self->bar, NULL);
  henji_list_rows_update (self->rows);
  show_selection (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

/* Before the view lets go of its rows. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  HenjiListPane *self = user_data;
  gint64 focused = henji_list_rows_case_of (self->rows, get_focus (self));

  if (focused != 0)
    self->focused = focused;
}

/* ---- What the list shows -------------------------------------------------------------------- */

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
  if (henji_case_selection_get_chosen (self->selection) == 0
      && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    choose_at (self, 0, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
focus_cb (gpointer data)
{
  HenjiListPane *self = data;

  gint64 focused = self->focused;

  self->focus_id = 0;
  self->focused = 0;
  if (!has_keyboard (self))
    return G_SOURCE_REMOVE;
  if (focused != 0 && henji_case_selection_is_selecting (self->selection))
    {
      guint position = henji_case_model_find (self->model, focused);

      if (position != GTK_INVALID_LIST_POSITION)
        {
          focus_position (self, position);
          return G_SOURCE_REMOVE;
        }
    }
  focus_chosen (self);
  return G_SOURCE_REMOVE;
}

static void
listed_cb (HenjiCaseModel *model, gpointer user_data)
{
  HenjiListPane *self = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint position = henji_case_selection_get_position (self->selection);
  gboolean searching = henji_case_model_get_query (model)->text != NULL;

  update_stack (self);
  henji_list_filters_set_searching (self->filters, searching, n);
  if (position == GTK_INVALID_LIST_POSITION && self->leaving && n > 0)
    {
      self->leaving = FALSE;
      self->scroll = TRUE;
      if (self->next != 0)
        position = henji_case_model_find (model, self->next);
      if (position == GTK_INVALID_LIST_POSITION)
        position = MIN (self->chosen_at, n - 1);
      choose_at (self, position, FALSE);
    }
  else if (position != GTK_INVALID_LIST_POSITION)
    {
      self->chosen_at = position;
      tell_anchor (self);
    }
  if (henji_case_selection_is_selecting (self->selection))
    show_selection (self);
  if (n > 0 && !self->hold && !self->first_listed && !searching)
    {
      /* After the first frame: the list itself shall not wait for it. */
      self->first_listed = TRUE;
      if (henji_case_selection_get_chosen (self->selection) == 0)
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
  choose_at (self, 0, TRUE);
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
  henji_list_bar_set_answered (self->bar, counts->answered_today);
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
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, henji_list_rows_factory (self->rows)));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "cases");
  henji_pane_name (self->view, _ ("Open cases"));
  henji_list_rows_listen (self->rows, GTK_WIDGET (self->view));
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

/* Tab leaves the list, as in any list: GTK 4.8 would go through all rows, be there ten thousand. */
static gboolean
henji_list_pane_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HenjiListPane *self = HENJI_LIST_PANE (widget);

  if (!has_keyboard (self)
      || (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (henji_list_pane_parent_class)->focus (widget, direction);
  if (direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_child_focus (GTK_WIDGET (self->bar), direction);
  return gtk_widget_child_focus (GTK_WIDGET (self->filters), direction)
         || gtk_widget_child_focus (GTK_WIDGET (self->header), direction);
}

static void
henji_list_pane_dispose (GObject *object)
{
  HenjiListPane *self = HENJI_LIST_PANE (object);

  g_clear_handle_id (&self->search_id, g_source_remove);
  g_clear_handle_id (&self->first_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->rows, henji_list_rows_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->desk);
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
  signals[SELECTED] = g_signal_new ("selected", HENJI_TYPE_LIST_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_list_pane_init (HenjiListPane *self)
{
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

  self->model = henji_case_model_new_for_desk (desk);
  g_signal_connect_object (self->model, "listed", G_CALLBACK (listed_cb), self, 0);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  self->selection = henji_case_selection_new (self->model);
  self->rows = henji_list_rows_new (desk, self->selection, ticked_cb, self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "list-pane");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->filters));
  gtk_box_append (GTK_BOX (self->box), make_list (self));
  self->bar = henji_list_bar_new ();
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->bar));

  g_signal_connect_object (self->selection, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (self->selection, "changed", G_CALLBACK (selection_changed_cb), self, 0);
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
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  self->leaving = FALSE;
  choose (self, row, TRUE);
  self->scroll = henji_case_selection_get_position (self->selection) == GTK_INVALID_LIST_POSITION;
  if (!self->scroll)
    scroll_to (self, self->chosen_at);
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
  position = henji_case_selection_get_position (self->selection);
  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = MIN (self->chosen_at, n - 1);
  else
    position = (guint) CLAMP ((gint64) position + delta, 0, (gint64) n - 1);
  scroll_to (self, position);
  choose_at (self, position, FALSE);
  if (has_keyboard (self))
    focus_chosen (self);
}

void
henji_list_pane_get_near (HenjiListPane *self, gint64 rows[2])
{
  guint position;

  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  position = henji_case_selection_get_position (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    position = self->chosen_at;
  rows[0] = position > 0 ? henji_case_model_row_at (self->model, position - 1) : 0;
  rows[1] = henji_case_model_row_at (self->model, position + 1);
}

void
henji_list_pane_expect_leave (HenjiListPane *self, gboolean together)
{
  guint position;

  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  self->leaving = TRUE;
  position = henji_case_selection_get_position (self->selection);
  self->next = 0;
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  do
    position++;
  while (together
         && gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position));
  self->next = henji_case_model_row_at (self->model, position);
}

void
henji_list_pane_set_imported (HenjiListPane *self, guint n_messages)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  henji_list_bar_set_imported (self->bar, n_messages);
}

gboolean
henji_list_pane_is_empty (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), FALSE);
  return self->counted && self->counts.ours + self->counts.theirs + self->counts.closed == 0;
}

gboolean
henji_list_pane_is_selecting (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), FALSE);
  return henji_case_selection_is_selecting (self->selection);
}

void
henji_list_pane_set_selecting (HenjiListPane *self, gboolean selecting)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  if (selecting == henji_case_selection_is_selecting (self->selection))
    return;
  henji_case_selection_set_selecting (self->selection, selecting);
  focus_chosen (self);
}

void
henji_list_pane_select_all (HenjiListPane *self)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

guint
henji_list_pane_count_selected (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), 0);
  return henji_case_selection_count (self->selection);
}

GArray *
henji_list_pane_dup_selected (HenjiListPane *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_PANE (self), NULL);
  return henji_case_selection_dup_rows (self->selection);
}

void
henji_list_pane_drop_selected (HenjiListPane *self, const GArray *rows)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  henji_case_selection_drop (self->selection, rows);
}

void
henji_list_pane_say_left (HenjiListPane *self, const char *words)
{
  g_return_if_fail (HENJI_IS_LIST_PANE (self));
  henji_list_bar_say_left (self->bar, words);
  show_selection (self);
}
