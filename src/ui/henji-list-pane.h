/* henji-list-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_LIST_PANE (henji_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (HenjiListPane, henji_list_pane, HENJI, LIST_PANE, GtkWidget)

/**
 * HenjiListPane:
 *
 * The open cases. Installs the actions `list.tab(s)`, `list.kind(s)`, `list.marketplace(s)`,
 * `list.language(s)`, `list.due(s)`, `list.due-other` and `list.due-clear`; the window shows
 * `list.tab` as `win.tab`.
 *
 * HenjiListPane::chosen: (gint64 row, gboolean opened) the case that is now chosen, 0 for none.
 * @opened when somebody pointed at it or pressed Enter, rather than that the list moved.
 * HenjiListPane::selected: other cases are selected, or selecting several has begun or ended.
 */
HenjiListPane *henji_list_pane_new (HenjiDesk *desk);

void henji_list_pane_set_controls (HenjiListPane *self, gboolean show_window_controls);
void henji_list_pane_focus_search (HenjiListPane *self);
void henji_list_pane_focus_list (HenjiListPane *self);
/* (transfer none): the list, for shortcuts. */
GtkWidget *henji_list_pane_get_list (HenjiListPane *self);
/* (transfer none): the group of `list.*`. */
GActionGroup *henji_list_pane_get_actions (HenjiListPane *self);
/* "ours", "theirs", "closed" or "all". */
void henji_list_pane_set_tab (HenjiListPane *self, const char *tab);

/* (transfer none): where one searches; the list follows. */
GtkEditable *henji_list_pane_get_search (HenjiListPane *self);

/* Chooses the case when it is listed, or as soon as the list shows it. */
void henji_list_pane_choose (HenjiListPane *self, gint64 row);
/* While @hold nothing is chosen by itself: more cases are just coming in. */
void henji_list_pane_hold (HenjiListPane *self, gboolean hold);
/* Moves the choice by @delta cases. */
void henji_list_pane_step (HenjiListPane *self, int delta);
/* The cases before and after the chosen one, 0 where there is none. */
void henji_list_pane_get_near (HenjiListPane *self, gint64 rows[2]);
/* The chosen case is about to leave the list, @together with all that are selected: the one that
 * takes its place shall be chosen. */
void henji_list_pane_expect_leave (HenjiListPane *self, gboolean together);
/* Messages came in by hand: says so in the footer. */
void henji_list_pane_set_imported (HenjiListPane *self, guint n_messages);
/* Counts have come, and there is no case at all? */
gboolean henji_list_pane_is_empty (HenjiListPane *self);

/* ---- Several cases: beside the chosen one, which they need not hold -------------------------- */

gboolean henji_list_pane_is_selecting (HenjiListPane *self);
void henji_list_pane_set_selecting (HenjiListPane *self, gboolean selecting);
/* All that are listed. */
void henji_list_pane_select_all (HenjiListPane *self);
guint henji_list_pane_count_selected (HenjiListPane *self);
/* (transfer full) (element-type gint64): in the order of the list. */
GArray *henji_list_pane_dup_selected (HenjiListPane *self);
/* (element-type gint64): something was done with these. */
void henji_list_pane_drop_selected (HenjiListPane *self, const GArray *rows);
/* Says (nullable) what was left out of it, until the selection changes. */
void henji_list_pane_say_left (HenjiListPane *self, const char *words);

G_END_DECLS
