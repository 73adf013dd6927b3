/* henji-list-filters.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk-clocks.h"
#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_LIST_FILTERS (henji_list_filters_get_type ())
G_DECLARE_FINAL_TYPE (HenjiListFilters, henji_list_filters, HENJI, LIST_FILTERS, GtkWidget)

/**
 * HenjiListFilters:
 *
 * Tabs and filters over the list, as actions of the group `list`.
 *
 * HenjiListFilters::changed: another query is wanted.
 */
HenjiListFilters *henji_list_filters_new (HenjiDesk *desk);
/* (transfer none): the group of `list.*`. */
GActionGroup *henji_list_filters_get_actions (HenjiListFilters *self);
/* Fills all of @query but its text; borrowed strings stay valid until the next change. */
void henji_list_filters_get_query (HenjiListFilters *self, HenjiCaseQuery *query);
void henji_list_filters_set_counts (HenjiListFilters *self, const HenjiCounts *counts);
/* What the shop's next closing brings, and the one to warn of; `n_clocks` 0 for none. */
void henji_list_filters_set_closings (HenjiListFilters *self,
                                      const HenjiClosing *next,
                                      const HenjiClosing *warning);
void henji_list_filters_set_tab (HenjiListFilters *self, const char *tab);
/* While one searches the tabs do not apply: every tab is searched. */
void henji_list_filters_set_searching (HenjiListFilters *self, gboolean searching, guint n_found);
/* Is anything but the tab narrowing the list? */
gboolean henji_list_filters_is_narrowed (HenjiListFilters *self);
void henji_list_filters_reset (HenjiListFilters *self);

G_END_DECLS
