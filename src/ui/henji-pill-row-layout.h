/* henji-pill-row-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HENJI_TYPE_PILL_ROW_LAYOUT (henji_pill_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiPillRowLayout, henji_pill_row_layout, HENJI, PILL_ROW_LAYOUT, GtkLayoutManager)

/* A row of buttons that leaves out the least needed when it gets narrow: children with the CSS
 * class "fold" are dropped, the last of them first. A child that expands takes what is left. */
GtkLayoutManager *henji_pill_row_layout_new (void);

G_END_DECLS
