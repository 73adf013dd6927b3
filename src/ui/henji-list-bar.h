/* henji-list-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HENJI_TYPE_LIST_BAR (henji_list_bar_get_type ())
G_DECLARE_FINAL_TYPE (HenjiListBar, henji_list_bar, HENJI, LIST_BAR, GtkWidget)

/**
 * HenjiListBar:
 *
 * The foot of the list: what has come and was answered, or, while several cases are being selected,
 * how many there are and what can be done with them (the window's actions `several.*`).
 */
HenjiListBar *henji_list_bar_new (void);

void henji_list_bar_set_imported (HenjiListBar *self, guint n_messages);
void henji_list_bar_set_answered (HenjiListBar *self, int n_today);

/* @n_hidden: of @n_selected, those that the list does not show now. */
void henji_list_bar_set_selecting (HenjiListBar *self,
                                   gboolean selecting,
                                   guint n_selected,
                                   guint n_hidden);
/* What was left out of the last action, until the selection changes. */
void henji_list_bar_say_left (HenjiListBar *self, const char *words);

G_END_DECLS
