/* henji-timeline.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_TIMELINE (henji_timeline_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTimeline, henji_timeline, HENJI, TIMELINE, GtkWidget)

/* The one timeline of a case, newest at the bottom. */
HenjiTimeline *henji_timeline_new (HenjiDesk *desk, GMenuModel *kinds);
/* (nullable): the same case again keeps the place unless something came in. */
void henji_timeline_set_detail (HenjiTimeline *self, HenjiCaseDetail *detail);
/* (transfer none): the list itself, named `Conversation`. */
GtkWidget *henji_timeline_get_list (HenjiTimeline *self);

G_END_DECLS
