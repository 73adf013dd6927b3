/* henji-shrink-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HENJI_TYPE_SHRINK_LAYOUT (henji_shrink_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiShrinkLayout, henji_shrink_layout, HENJI, SHRINK_LAYOUT, GtkLayoutManager)

/* For a box whose only child is a GtkScrolledWindow: as high as what is scrolled wants to be at
 * this width, less when room is short. A scrolled window alone knows nothing of height for width.
 */

G_END_DECLS
