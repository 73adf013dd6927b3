/* henji-compose.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-label.h"
#include "henji-typeset.h"

G_BEGIN_DECLS

/** HenjiComposition: a label with every part at its place, ready to be drawn any number of times on
 * the thread that composed it. */
typedef struct _HenjiComposition HenjiComposition;

/* Composes @label for a cell of @width × @height mm on @stock; what does not fit is refused with a
 * sentence that names the label and the part. */
HenjiComposition *henji_compose (HenjiTypesetter *typesetter,
                                 const HenjiLabel *label,
                                 const HenjiStock *stock,
                                 double width,
                                 double height,
                                 GError **error);
void henji_composition_free (HenjiComposition *self);

/* Draws with the cell's left upper corner at @x, @y (mm) of the page; @cr is in points with its origin
 * at the page's corner: bars are moved by less than half a dot to fall on the printer's dots. */
void henji_composition_draw (const HenjiComposition *self, cairo_t *cr, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiComposition, henji_composition_free)

G_END_DECLS
