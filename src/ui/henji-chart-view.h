/* henji-chart-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-chart.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CHART_VIEW (henji_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (HenjiChartView, henji_chart_view, HENJI, CHART_VIEW, GtkWidget)

/**
 * HenjiChartView:
 *
 * A chart in the colours of the theme. What it shows is its name; the table beside it has all of
 * it for whoever cannot see it.
 *
 * HenjiChartView::activated: (const char *search, int kind) somebody pressed on a bar; @search is
 * (nullable), @kind a HenjiKind or -1.
 */
HenjiChartView *henji_chart_view_new (HenjiChart *chart);

G_END_DECLS
