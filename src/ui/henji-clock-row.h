/* henji-clock-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CLOCK_ROW (henji_clock_row_get_type ())
G_DECLARE_FINAL_TYPE (HenjiClockRow, henji_clock_row, HENJI, CLOCK_ROW, GtkWidget)

/**
 * HenjiClockRow:
 *
 * One clock of a case: what it waits for, the time left, when it ends here and at the marketplace,
 * by which rule; and a button that ends it.
 */
HenjiClockRow *henji_clock_row_new (HenjiDesk *desk);
/* @policy: of the case's marketplace; @several_orders: the clock's order is to be named. */
void henji_clock_row_set (HenjiClockRow *self,
                          const HenjiClock *clock,
                          HenjiPolicy *policy,
                          gboolean several_orders);
/* The row of the clock in the record, 0 before there is one. */
gint64 henji_clock_row_get (HenjiClockRow *self);
/* Says anew how much time is left. */
void henji_clock_row_tick (HenjiClockRow *self, gint64 now);

G_END_DECLS
