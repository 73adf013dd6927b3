/* henji-summary-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_SUMMARY_WINDOW (henji_summary_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSummaryWindow, henji_summary_window, HENJI, SUMMARY_WINDOW, AdwWindow)

/**
 * HenjiSummaryWindow:
 *
 * Looking back on a week, a month or any days: charts, the same as tables, and both on paper or as
 * a file. What is pressed opens in @parent by its actions `win.show-cases` and `win.show-case`.
 */
HenjiSummaryWindow *henji_summary_window_new (HenjiDesk *desk, GtkWindow *parent);

G_END_DECLS
