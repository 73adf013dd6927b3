/* henji-warm-up.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws the letters that replies are mostly made of once, unseen and while there is nothing else to
 * do, in every font that stands in @window: the first cases that are chosen need not wait for it.
 */
void henji_warm_up (GtkWidget *window);

G_END_DECLS
