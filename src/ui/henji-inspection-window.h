/* henji-inspection-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-returns.h"

G_BEGIN_DECLS

#define HENJI_TYPE_INSPECTION_WINDOW (henji_inspection_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiInspectionWindow, henji_inspection_window, HENJI, INSPECTION_WINDOW, AdwWindow)

/**
 * henji_inspection_window_new:
 * @found: the return; where nobody has opened it yet, its case or order: it is opened when
 * something is kept
 *
 * What came back, in what condition, and what is to be refunded for it.
 *
 * HenjiInspectionWindow::done: (x event, x case, s words): something was kept that can be undone.
 * HenjiInspectionWindow::reply: (x case, s situation, s choices): the reply that tells the buyer.
 */
HenjiInspectionWindow *henji_inspection_window_new (HenjiDesk *desk, const HenjiReturnFound *found);
/* Is it this return's? */
gboolean henji_inspection_window_is_of (HenjiInspectionWindow *self, const HenjiReturnFound *found);

G_END_DECLS
