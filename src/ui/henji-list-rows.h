/* henji-list-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case-selection.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/** HenjiListRows: the rows of the list that are on the screen, and the clock that moves them. */
typedef struct _HenjiListRows HenjiListRows;

/* A word of some row may have changed, at @now. */
typedef void (*HenjiListTicked) (gint64 now, gpointer data);

HenjiListRows *henji_list_rows_new (HenjiDesk *desk,
                                    HenjiCaseSelection *selection,
                                    HenjiListTicked ticked,
                                    gpointer data);
void henji_list_rows_free (HenjiListRows *self);

/* (transfer full): makes rows for a GtkListView; to be let go of before @self. */
GtkListItemFactory *henji_list_rows_factory (HenjiListRows *self);
/* Looks at the events of @view, whose rows they are, for the keys that add to a selection. */
void henji_list_rows_listen (HenjiListRows *self, GtkWidget *view);
/* (transfer none) (nullable): what takes the keyboard for the case at @position, while it is on the
 * screen. */
GtkWidget *henji_list_rows_at (HenjiListRows *self, guint position);
/* The case whose row is @widget or holds it, 0 for none. */
gint64 henji_list_rows_case_of (HenjiListRows *self, GtkWidget *widget);
/* Another case is chosen, or selecting has begun or ended. */
void henji_list_rows_update (HenjiListRows *self);

G_END_DECLS
