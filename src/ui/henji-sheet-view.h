/* henji-sheet-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-sheet.h"

G_BEGIN_DECLS

#define HENJI_TYPE_SHEET_VIEW (henji_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSheetView, henji_sheet_view, HENJI, SHEET_VIEW, GtkWidget)

/**
 * HenjiSheetView:
 *
 * A table of a summary.
 *
 * HenjiSheetView::activated: (const HenjiSheetRow *row) somebody chose a row; it lives as long as
 * the sheet.
 */
HenjiSheetView *henji_sheet_view_new (HenjiSheet *sheet);

G_END_DECLS
