/* henji-clock-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CLOCK_STRIP (henji_clock_strip_get_type ())
G_DECLARE_FINAL_TYPE (HenjiClockStrip, henji_clock_strip, HENJI, CLOCK_STRIP, GtkWidget)

/**
 * HenjiClockStrip:
 *
 * The clocks that run in a case, a line each, the next first; not there at all while none runs. It
 * goes on by itself, without a look at the record. Named `Clocks`.
 */
HenjiClockStrip *henji_clock_strip_new (HenjiDesk *desk);
/* @detail: (nullable). */
void henji_clock_strip_set_detail (HenjiClockStrip *self, HenjiCaseDetail *detail);

G_END_DECLS
