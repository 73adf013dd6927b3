/* henji-list-filters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-filters"

#include "config.h"

#include "henji-list-filters.h"

#include "henji-case-pane-text.h"
#include "henji-moment-dialog.h"
#include "henji-moments.h"
#include "henji-period.h"
#include "henji-pill-row-layout.h"

#include "henji-time.h"

#include <glib/gi18n-lib.h>

#define N_PILLS 2
#define SUPPORT "with-marketplace" /* among the kinds: our own cases with it */

struct _HenjiListFilters
{
  GtkWidget parent_instance;

  HenjiDesk *desk;
  GSimpleActionGroup *actions;

  GtkWidget *box;
  GtkStack *top;
  GtkLabel *ours;
  GtkLabel *theirs;
  GtkLabel *rest;
  GtkToggleButton *rest_button;
  GtkLabel *found;
  GtkToggleButton *pills[N_PILLS];
  GtkLabel *pill_titles[N_PILLS];
  GtkLabel *pill_counts[N_PILLS];
  GtkMenuButton *kind_button;
  GtkLabel *kind_label;
  GtkMenuButton *due_button;

  GtkLabel *due_label;
  GtkWidget *due_clear;
  GtkWidget *closing_bar;
  GtkLabel *closing_label;
  GtkWidget *closing_button;

  HenjiCounts counts;
  HenjiClosing closing; /* the next one, be it a weekend */
  HenjiClosing warning; /* n_clocks 0: there is nothing to warn of */
  gboolean searching;
  guint n_found;
  char **tags; /* (nullable): those in use */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HenjiListFilters, henji_list_filters, GTK_TYPE_WIDGET)

static const char *
state (HenjiListFilters *self, const char *action)
{
  g_autoptr (GVariant) value
      = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), action);

  /* The action holds the value on; nobody changes it while the string is used. */
  return g_variant_get_string (value, NULL);
}

static void
set_state (HenjiListFilters *self, const char *action, const char *value)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), action,
                                      g_variant_new_string (value));
}

static gboolean
is (HenjiListFilters *self, const char *action, const char *value)
{
  return g_strcmp0 (state (self, action), value) == 0;
}

/* ---- What the filters mean ------------------------------------------------------------------ */

/* The state is "" for any time, "UNTIL" or "FROM-UNTIL" in microseconds. */
static void
due_span (HenjiListFilters *self, gint64 *from, gint64 *until)
{
  g_auto (GStrv) ends = g_strsplit (state (self, "due"), "-", 2);
  guint n = g_strv_length (ends);

  *from = n > 1 ? g_ascii_strtoll (ends[0], NULL, 10) : 0;
  *until = n > 0 ? g_ascii_strtoll (ends[n - 1], NULL, 10) : 0;
}

/* "2026-11-01 2026-11-30" */
static gboolean
chosen_period (HenjiListFilters *self, HenjiPeriod *period)
{
  g_auto (GStrv) ends = g_strsplit (state (self, "period"), " ", 2);

  return g_strv_length (ends) == 2 && henji_period_parse (ends[0], ends[1], period);
}

void
henji_list_filters_get_query (HenjiListFilters *self, HenjiCaseQuery *query)
{
  static const char *tabs[] = { "ours", "theirs", "closed", "all" };
  HenjiKind kind;
  HenjiLanguage language;
  HenjiPeriod period;

  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  g_return_if_fail (query != NULL);
  *query = (HenjiCaseQuery){ .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    if (is (self, "tab", tabs[i]))
      query->tab = (HenjiTab) i;
  query->support = is (self, "kind", SUPPORT);
  if (henji_kind_from_id (state (self, "kind"), &kind) && !is (self, "kind", ""))
    query->kind = (int) kind;
  if (henji_language_from_id (state (self, "language"), &language) && !is (self, "language", ""))
    query->language = (int) language;
  if (!is (self, "marketplace", ""))
    query->marketplace = state (self, "marketplace");
  due_span (self, &query->due_from, &query->due_before);
  /* A promise in a case that waits runs out as well. */
  if (query->due_before != 0)
    query->tab = HENJI_TAB_ALL;
  if (!is (self, "tag", ""))
    query->tag = state (self, "tag");
  if (chosen_period (self, &period))
    {
      query->tab = HENJI_TAB_ALL;
      query->begun_from = henji_period_start (&period, henji_desk_zone (self->desk));
      query->begun_until = henji_period_end (&period, henji_desk_zone (self->desk));
    }
}

gboolean
henji_list_filters_is_narrowed (HenjiListFilters *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_FILTERS (self), FALSE);
  return !is (self, "tag", "") || !is (self, "kind", "") || !is (self, "language", "")
         || !is (self, "marketplace", "") || !is (self, "due", "") || !is (self, "period", "");
}

/* ---- Closings ---------------------------------------------------------------------------------
 */

static char *
closing_target (const HenjiClosing *closing)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, closing->from, closing->until);
}

/* "Closed from 29 Dec to 3 Jan: 4 clocks run out in it" */
static char *
closing_words (HenjiListFilters *self, const HenjiClosing *closing)
{
  gint64 now = henji_desk_now (self->desk);
  GTimeZone *zone = henji_desk_zone (self->desk);
  g_autofree char *last = henji_date_add_days (closing->reopens, -1);
  g_autofree char *from = henji_pane_date (closing->first, now, zone);
  g_autofree char *to = henji_pane_date (last, now, zone);

  if (g_str_equal (closing->first, last))
    return g_strdup_printf (ngettext ("Closed on %s: %u clock runs out",
                                      "Closed on %s: %u clocks run out", closing->n_clocks),
                            from, closing->n_clocks);

  return g_strdup_printf (ngettext ("Closed from %s to %s: %u clock runs out in it",
                                    "Closed from %s to %s: %u clocks run out in it",
                                    closing->n_clocks),
                          from, to, closing->n_clocks);
}

static void
update_closing (HenjiListFilters *self)
{
  g_autofree char *target = closing_target (&self->warning);
  gboolean shown = self->warning.n_clocks > 0 && !is (self, "due", target);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->closing_bar, shown);
  if (!shown)
    return;
  words = closing_words (self, &self->warning);
  gtk_label_set_label (self->closing_label, words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->closing_button), "s", target);
  henji_pane_name (self->closing_bar, words);
}

void
henji_list_filters_set_closings (HenjiListFilters *self,
                                 const HenjiClosing *next,
                                 const HenjiClosing *warning)
{
  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  self->closing = *next;
  self->warning = *warning;
  update_closing (self);
}

/* ---- What they look like -------------------------------------------------------------------- */

static void
set_count (GtkLabel *label, int count)
{
  g_autofree char *text = g_strdup_printf ("%d", count);

  gtk_label_set_label (label, text);
}

static void
mark_used (GtkWidget *button, gboolean used)
{
  if (used)
    gtk_widget_add_css_class (button, "used");
  else
    gtk_widget_remove_css_class (button, "used");
}

/* The most frequent kinds of our turn, or the chosen one first when it is another. */
static void
update_pills (HenjiListFilters *self)
{
  int best[N_PILLS] = { -1, -1 };
  gboolean shown = FALSE;

  for (int n = 0; n < N_PILLS; n++)
    for (int kind = 0; kind < HENJI_N_KINDS; kind++)
      if (self->counts.ours_by_kind[kind] > 0 && (n == 0 || kind != best[0])
          && (best[n] < 0 || self->counts.ours_by_kind[kind] > self->counts.ours_by_kind[best[n]]))
        best[n] = kind;
  for (int n = 0; n < N_PILLS; n++)
    {
      GtkWidget *pill = GTK_WIDGET (self->pills[n]);

      gtk_widget_set_visible (pill, best[n] >= 0);
      if (best[n] < 0)
        continue;
      gtk_label_set_label (self->pill_titles[n], henji_kind_title ((HenjiKind) best[n]));
      henji_pane_name (pill, henji_kind_title ((HenjiKind) best[n]));
      set_count (self->pill_counts[n], self->counts.ours_by_kind[best[n]]);
      g_object_set_data (G_OBJECT (pill), "kind", GINT_TO_POINTER (best[n]));
      gtk_toggle_button_set_active (self->pills[n],
                                    is (self, "kind", henji_kind_id ((HenjiKind) best[n])));
      shown = shown || gtk_toggle_button_get_active (self->pills[n]);
    }
  mark_used (GTK_WIDGET (self->kind_button),
             (!is (self, "kind", "") && !shown) || !is (self, "language", "")
                 || !is (self, "marketplace", "") || !is (self, "tag", ""));
}

/* "5 cases due before 30 Nov, Mon 09:00", or what runs out while the shop is closed. */
static char *
due_words (HenjiListFilters *self)
{
  GTimeZone *zone = henji_desk_zone (self->desk);
  gint64 from, until;
  g_autofree char *date = NULL;
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  due_span (self, &from, &until);
  date = henji_date_of (until, zone);
  day = henji_pane_weekday (date);
  clock = henji_pane_clock (until, zone);
  if (from == 0)
    /* Translators: how many cases, a day, a time */
    return g_strdup_printf (
        ngettext ("%u case due before %s %s", "%u cases due before %s %s", self->n_found),
        self->n_found, day, clock);

  /* Translators: how many cases, a day, a time */
  return g_strdup_printf (ngettext ("%u case due while closed, until %s %s",
                                    "%u cases due while closed, until %s %s", self->n_found),
                          self->n_found, day, clock);
}

/* "3 cases of November 2026" */
static char *
period_words (HenjiListFilters *self, const HenjiPeriod *period)
{
  g_autofree char *words = henji_period_format (period, henji_pane_language ());

  /* Translators: how many cases, a month or days */
  return g_strdup_printf (ngettext ("%u case of %s", "%u cases of %s", self->n_found),
                          self->n_found, words);
}

/* The tabs give way to what is looked for: it is looked for in all of them. */
static void
update_top (HenjiListFilters *self)
{
  g_autofree char *text = NULL;
  HenjiPeriod period;
  gboolean of_period = chosen_period (self, &period);

  if (self->desk != NULL && (of_period || (!self->searching && !is (self, "due", ""))))
    {
      text = of_period ? period_words (self, &period) : due_words (self);
      gtk_label_set_label (self->due_label, text);
      henji_pane_tooltip (self->due_label, text);
      gtk_stack_set_visible_child_name (self->top, "due");
      return;
    }
  if (self->searching)
    {
      text = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u case found", "%u cases found", self->n_found),
          self->n_found);
      gtk_label_set_label (self->found, text);
    }
  gtk_stack_set_visible_child_name (self->top, self->searching ? "found" : "tabs");
}

static void
update (HenjiListFilters *self)
{
  HenjiKind kind;
  gboolean any = is (self, "kind", "") || !henji_kind_from_id (state (self, "kind"), &kind);

  gtk_label_set_label (self->kind_label, is (self, "kind", SUPPORT) ? _ ("With the marketplace")
                                         : any                      ? _ ("Kind")
                                                                    : henji_kind_title (kind));
  gtk_label_set_label (self->rest, is (self, "tab", "closed") ? _ ("Closed") : _ ("All"));
  henji_pane_name (self->rest_button, gtk_label_get_label (self->rest));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->rest_button), "s",
                                    is (self, "tab", "closed") ? "closed" : "all");
  mark_used (GTK_WIDGET (self->due_button), !is (self, "due", ""));
  update_top (self);
  update_closing (self);
  update_pills (self);
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  HenjiListFilters *self = user_data;
  g_autoptr (GVariant) before = g_action_get_state (G_ACTION (action));

  if (g_variant_equal (before, value))
    return;
  g_simple_action_set_state (action, value);
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pill_cb (GtkButton *button, gpointer user_data)
{
  HenjiListFilters *self = user_data;
  HenjiKind kind = (HenjiKind) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "kind"));

  set_state (self, "kind", is (self, "kind", henji_kind_id (kind)) ? "" : henji_kind_id (kind));
  update_pills (self);
}

/* ---- Parts ---------------------------------------------------------------------------------- */

static GtkWidget *
counted (const char *title, GtkLabel **title_label, GtkLabel **count_label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (count, "count");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  if (title_label != NULL)
    *title_label = GTK_LABEL (name);
  *count_label = GTK_LABEL (count);
  return box;
}

static GtkWidget *
tab (const char *name, const char *title, GtkWidget *child)
{
  GtkWidget *button = gtk_toggle_button_new ();

  henji_pane_name (button, title);
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "list.tab");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

static GtkWidget *
make_tabs (HenjiListFilters *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *rest = gtk_label_new (_ ("All"));

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "tabs");
  gtk_box_append (GTK_BOX (box),
                  tab ("ours", _ ("Our turn"), counted (_ ("Our turn"), NULL, &self->ours)));
  gtk_box_append (GTK_BOX (box),
                  tab ("theirs", _ ("Waiting"), counted (_ ("Waiting"), NULL, &self->theirs)));
  self->rest = GTK_LABEL (rest);
  self->rest_button = GTK_TOGGLE_BUTTON (tab ("all", _ ("All"), rest));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rest_button));
  return box;
}

static GMenuModel *
kind_menu (HenjiListFilters *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) kinds = g_menu_new ();
  g_autoptr (GMenu) languages = g_menu_new ();
  g_autoptr (GMenu) places = g_menu_new ();
  g_autoptr (GMenu) tags = g_menu_new ();
  static const char *marketplaces[] = { "amazon.co.jp", "amazon.com" };

  g_menu_append (kinds, _ ("All kinds"), "list.kind::");
  g_menu_append (kinds, _ ("With the marketplace"), "list.kind::" SUPPORT);
  for (int kind = 1; kind <= HENJI_N_KINDS; kind++)
    {
      HenjiKind k = (HenjiKind) (kind % HENJI_N_KINDS); /* "other" last */
      g_autofree char *action = g_strdup_printf ("list.kind::%s", henji_kind_id (k));

      g_menu_append (kinds, henji_kind_title (k), action);
    }
  g_menu_append (languages, _ ("All languages"), "list.language::");
  for (int language = HENJI_LANGUAGE_JA; language <= HENJI_LANGUAGE_EN; language++)
    {
      g_autofree char *action
          = g_strdup_printf ("list.language::%s", henji_language_id ((HenjiLanguage) language));

      g_menu_append (languages, henji_language_title ((HenjiLanguage) language), action);
    }
  g_menu_append (places, _ ("All marketplaces"), "list.marketplace::");
  for (guint i = 0; i < G_N_ELEMENTS (marketplaces); i++)
    {
      g_autofree char *action = g_strdup_printf ("list.marketplace::%s", marketplaces[i]);

      g_menu_append (places, marketplaces[i], action);
    }
  g_menu_append (tags, _ ("All tags"), "list.tag::");
  for (guint i = 0; self->tags != NULL && self->tags[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (self->tags[i], NULL);

      g_menu_item_set_action_and_target (item, "list.tag", "s", self->tags[i]);
      g_menu_append_item (tags, item);
    }
  if (self->tags != NULL && self->tags[0] != NULL)
    g_menu_append_section (menu, _ ("Tag"), G_MENU_MODEL (tags));
  g_menu_append_section (menu, _ ("Language"), G_MENU_MODEL (languages));
  g_menu_append_section (menu, _ ("Marketplace"), G_MENU_MODEL (places));
  g_menu_append_section (menu, _ ("Kind"), G_MENU_MODEL (kinds));
  return G_MENU_MODEL (menu);
}

static void
append_due (GMenu *menu, const char *title, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, "list.due", "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
due_menu (HenjiListFilters *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) closing = g_menu_new ();
  g_autoptr (GPtrArray) presets = henji_moments_to_be_back (self->desk);

  append_due (section, _ ("Any time"), "");
  for (guint i = 0; i < presets->len; i++)
    {
      const HenjiMomentPreset *preset = g_ptr_array_index (presets, i);
      g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, preset->at);

      append_due (section, preset->title, target);
    }
  g_menu_append (section, _ ("Other time…"), "list.due-other");
  g_menu_append_section (menu, _ ("Due before I am back"), G_MENU_MODEL (section));
  if (self->closing.n_clocks > 0)
    {
      g_autofree char *words = closing_words (self, &self->closing);
      g_autofree char *target = closing_target (&self->closing);

      append_due (closing, words, target);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (closing));
    }
  return G_MENU_MODEL (menu);
}

/* A menu is made when somebody opens it: start-up has no use for it. */
static void
make_kind_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = kind_menu (user_data);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
make_due_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = due_menu (user_data);

  gtk_menu_button_set_menu_model (button, menu);
}

static GtkWidget *
make_pills (HenjiListFilters *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *spacer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (row, "pills");
  gtk_widget_set_layout_manager (row, henji_pill_row_layout_new ());
  for (int n = 0; n < N_PILLS; n++)
    {
      GtkWidget *pill = gtk_toggle_button_new ();

      self->pills[n] = GTK_TOGGLE_BUTTON (pill);
      gtk_button_set_child (GTK_BUTTON (pill),
                            counted (NULL, &self->pill_titles[n], &self->pill_counts[n]));
      gtk_label_set_ellipsize (self->pill_titles[n], PANGO_ELLIPSIZE_NONE);
      gtk_widget_add_css_class (pill, "pill-small");
      gtk_widget_add_css_class (pill, "fold");
      gtk_widget_set_visible (pill, FALSE);
      g_signal_connect (pill, "clicked", G_CALLBACK (pill_cb), self);
      gtk_box_append (GTK_BOX (row), pill);
    }

  self->kind_label = GTK_LABEL (gtk_label_new (_ ("Kind")));
  gtk_label_set_ellipsize (self->kind_label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->kind_label));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->kind_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->kind_button, content);
  gtk_menu_button_set_create_popup_func (self->kind_button, make_kind_menu_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->kind_button), "pill-small");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->kind_button),
                               _ ("Filter by kind, language, marketplace, tag"));
  henji_pane_name (self->kind_button, _ ("Filter"));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->kind_button));

  gtk_widget_set_hexpand (spacer, TRUE);
  gtk_box_append (GTK_BOX (row), spacer);

  self->due_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->due_button, "alarm-symbolic");
  gtk_menu_button_set_create_popup_func (self->due_button, make_due_menu_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->due_button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->due_button), "due");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->due_button), _ ("Due before I am back"));
  henji_pane_name (self->due_button, _ ("Due before I am back"));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->due_button));
  return row;
}

static GtkWidget *
make_due_line (HenjiListFilters *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->due_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->due_label, 0);
  gtk_label_set_wrap (self->due_label, TRUE);
  gtk_label_set_lines (self->due_label, 2);
  gtk_label_set_ellipsize (self->due_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->due_label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->due_label), "heading");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->due_label));
  self->due_clear = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  gtk_widget_add_css_class (self->due_clear, "flat");
  gtk_widget_add_css_class (self->due_clear, "due-clear");
  gtk_widget_set_tooltip_text (self->due_clear, _ ("Show all again"));
  henji_pane_name (self->due_clear, _ ("Show all again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->due_clear), "list.due-clear");
  gtk_box_append (GTK_BOX (line), self->due_clear);
  return line;
}

static GtkWidget *
make_closing_bar (HenjiListFilters *self)
{
  self->closing_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->closing_bar, "strip-warning");
  self->closing_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->closing_label, 0);
  gtk_label_set_wrap (self->closing_label, TRUE);
  gtk_label_set_wrap_mode (self->closing_label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->closing_label), TRUE);
  gtk_box_append (GTK_BOX (self->closing_bar), GTK_WIDGET (self->closing_label));
  self->closing_button = gtk_button_new_with_label (_ ("Show"));
  gtk_widget_set_valign (self->closing_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->closing_button, "small");
  henji_pane_name (self->closing_button, _ ("Show what runs out while the shop is closed"));
  /* The target first: an action without the one it asks for is complained about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->closing_button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->closing_button), "list.due");
  gtk_box_append (GTK_BOX (self->closing_bar), self->closing_button);
  gtk_widget_set_visible (self->closing_bar, FALSE);
  return self->closing_bar;
}

static void
due_chosen_cb (gint64 at, const char *note, gpointer user_data)
{
  g_autoptr (HenjiListFilters) self = user_data;
  g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT, at);

  if (at != 0 && self->box != NULL)
    set_state (self, "due", target);
}

static void
due_other_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  HenjiListFilters *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  henji_moment_dialog_show (self->desk, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                            HENJI_MOMENT_BACK, due_chosen_cb, g_object_ref (self));
}

static void
due_clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_state (user_data, "due", "");
  set_state (user_data, "period", "");
}

static void
henji_list_filters_dispose (GObject *object)
{
  HenjiListFilters *self = HENJI_LIST_FILTERS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->tags, g_strfreev);
  g_clear_object (&self->actions);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (henji_list_filters_parent_class)->dispose (object);
}

static void
henji_list_filters_class_init (HenjiListFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = henji_list_filters_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", HENJI_TYPE_LIST_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
henji_list_filters_init (HenjiListFilters *self)
{
  static const GActionEntry entries[] = {
    { .name = "tab", .parameter_type = "s", .state = "'ours'", .change_state = change_state_cb },
    { .name = "kind", .parameter_type = "s", .state = "''", .change_state = change_state_cb },
    { .name = "language", .parameter_type = "s", .state = "''", .change_state = change_state_cb },
    { .name = "marketplace",
      .parameter_type = "s",
      .state = "''",
      .change_state = change_state_cb },
    { .name = "tag", .parameter_type = "s", .state = "''", .change_state = change_state_cb },
    { .name = "due", .parameter_type = "s", .state = "''", .change_state = change_state_cb },
    { .name = "period", .parameter_type = "s", .state = "''", .change_state = change_state_cb },
    { .name = "due-other", .activate = due_other_cb },
    { .name = "due-clear", .activate = due_clear_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (self->actions));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->box, "filters");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->top = GTK_STACK (gtk_stack_new ());
  self->found = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->found, 0);
  gtk_label_set_ellipsize (self->found, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->found), "heading");
  gtk_stack_add_named (self->top, make_tabs (self), "tabs");
  gtk_stack_add_named (self->top, GTK_WIDGET (self->found), "found");
  gtk_stack_add_named (self->top, make_due_line (self), "due");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->top));
  gtk_box_append (GTK_BOX (self->box), make_pills (self));
  gtk_box_append (GTK_BOX (self->box), make_closing_bar (self));
  update (self);
}

HenjiListFilters *
henji_list_filters_new (HenjiDesk *desk)
{
  HenjiListFilters *self = g_object_new (HENJI_TYPE_LIST_FILTERS, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

GActionGroup *
henji_list_filters_get_actions (HenjiListFilters *self)
{
  g_return_val_if_fail (HENJI_IS_LIST_FILTERS (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

void
henji_list_filters_set_counts (HenjiListFilters *self, const HenjiCounts *counts)
{
  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  self->counts = *counts;
  set_count (self->ours, counts->ours);
  set_count (self->theirs, counts->theirs);
  update_pills (self);
}

void
henji_list_filters_set_tags (HenjiListFilters *self, char **tags)
{
  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  g_return_if_fail (tags != NULL);

  if (self->tags != NULL
      && g_strv_equal ((const char *const *) tags, (const char *const *) self->tags))
    return;
  g_strfreev (self->tags);
  self->tags = g_strdupv (tags);
  /* A menu that was made says what there was. */
  if (gtk_menu_button_get_menu_model (self->kind_button) != NULL)
    make_kind_menu_cb (self->kind_button, self);
}

void
henji_list_filters_set_tab (HenjiListFilters *self, const char *name)
{
  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  set_state (self, "tab", name);
}

void
henji_list_filters_set_searching (HenjiListFilters *self, gboolean searching, guint n_found)
{
  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  self->searching = searching;
  self->n_found = n_found;
  update_top (self);
}

void
henji_list_filters_reset (HenjiListFilters *self)
{
  g_return_if_fail (HENJI_IS_LIST_FILTERS (self));
  set_state (self, "kind", "");
  set_state (self, "language", "");
  set_state (self, "marketplace", "");
  set_state (self, "tag", "");
  set_state (self, "due", "");
  set_state (self, "period", "");
}
