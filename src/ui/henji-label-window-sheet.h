/* henji-label-window-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-label.h"

G_BEGIN_DECLS

#define HENJI_TYPE_LABEL_WINDOW_SHEET (henji_label_window_sheet_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiLabelWindowSheet, henji_label_window_sheet, HENJI, LABEL_WINDOW_SHEET, GtkWidget)

/**
 * HenjiLabelWindowSheet:
 *
 * A sheet as it will be printed; its cells are buttons over it.
 *
 * HenjiLabelWindowSheet::start (int): a cell of the first sheet was clicked (1-based).
 */
/* Shows page @page of @pages, which must live until something else is shown; with %NULL the stock
 * of @job (nullable) alone, without a label. */
void henji_label_window_sheet_set (HenjiLabelWindowSheet *self,
                                   HenjiLabelPages *pages,
                                   const HenjiLabelJob *job,
                                   int page);
typedef void (*HenjiLabelWindowDraw) (int page, cairo_t *cr, gpointer data);
/* Shows page @page of something without cells, on @stock's paper, as @draw draws it in points;
 * @data must live until something else is shown. */
void henji_label_window_sheet_set_page (HenjiLabelWindowSheet *self,
                                        HenjiStock *stock,
                                        int page,
                                        HenjiLabelWindowDraw draw,
                                        gpointer data);
/* A label was composed. */
void henji_label_window_sheet_redraw (HenjiLabelWindowSheet *self);

G_END_DECLS
