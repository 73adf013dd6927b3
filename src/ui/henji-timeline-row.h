/* henji-timeline-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-timeline-item.h"

G_BEGIN_DECLS

#define HENJI_TYPE_TIMELINE_ROW (henji_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTimelineRow, henji_timeline_row, HENJI, TIMELINE_ROW, GtkWidget)

/* One entry of the conversation; used again and again for others. @kinds: the menu of kinds. */
HenjiTimelineRow *henji_timeline_row_new (HenjiDesk *desk, GMenuModel *kinds);
void henji_timeline_row_bind (HenjiTimelineRow *self, HenjiTimelineItem *item);
void henji_timeline_row_unbind (HenjiTimelineRow *self);

/* (transfer full): one sentence that names the entry. */
char *henji_timeline_row_name (HenjiDesk *desk, HenjiTimelineItem *item);

G_END_DECLS
