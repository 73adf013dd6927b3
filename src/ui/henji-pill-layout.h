/* henji-pill-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HENJI_TYPE_PILL_LAYOUT (henji_pill_layout_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPillLayout, henji_pill_layout, HENJI, PILL_LAYOUT, GtkLayoutManager)

/* Children side by side at their natural width, wrapping into as many lines as the width asks for.
 * Property "spacing" (int, px) between children and lines. */
GtkLayoutManager *henji_pill_layout_new (void);

G_END_DECLS
