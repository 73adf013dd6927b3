/* henji-stock-drawing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-stock.h"

G_BEGIN_DECLS

#define HENJI_TYPE_STOCK_DRAWING (henji_stock_drawing_get_type ())
G_DECLARE_FINAL_TYPE (HenjiStockDrawing, henji_stock_drawing, HENJI, STOCK_DRAWING, GtkWidget)

/**
 * HenjiStockDrawing:
 *
 * A sheet with its labels, numbered, and what is kept free in each; what lies off the page or over
 * another label is red. Any figures can be drawn, sound or not.
 */
GtkWidget *henji_stock_drawing_new (void);
/* @stock is copied: it may still change. */
void henji_stock_drawing_set (HenjiStockDrawing *self, const HenjiStock *stock);

G_END_DECLS
