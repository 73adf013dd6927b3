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
 * The first sheet as it will be printed; its cells are buttons over it.
 *
 * HenjiLabelWindowSheet::start (int): a cell was clicked (1-based).
 */
GtkWidget *henji_label_window_sheet_new (void);
/* Shows @label on @stock from cell @start on; @label may be %NULL while there is none. */
void henji_label_window_sheet_set (HenjiLabelWindowSheet *self,
                                   HenjiStock *stock,
                                   HenjiLabel *label,
                                   int start,
                                   int copies,
                                   double offset_x,
                                   double offset_y);

G_END_DECLS
