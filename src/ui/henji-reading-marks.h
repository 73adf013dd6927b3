/* henji-reading-marks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-reading.h"

G_BEGIN_DECLS

/* Reading help on a label that shows the text it was made of. The label's own attributes, its
 * selection and what is copied stay as they are. */

/* Draws a thin dotted line under each span of @label, a child of @parent. */
void henji_reading_marks_draw (const HenjiReading *reading,
                               GtkLabel *label,
                               GtkWidget *parent,
                               GtkSnapshot *snapshot);

/* For `query-tooltip` of @label: the meaning of the words at @x, @y. */
gboolean henji_reading_marks_tooltip (
    const HenjiReading *reading, GtkLabel *label, int x, int y, GtkTooltip *tooltip);

G_END_DECLS
