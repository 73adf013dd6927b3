/* henji-stock-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_STOCK_EDITOR (henji_stock_editor_get_type ())
G_DECLARE_FINAL_TYPE (HenjiStockEditor, henji_stock_editor, HENJI, STOCK_EDITOR, AdwWindow)

/**
 * HenjiStockEditor:
 *
 * A label stock of the seller's own: the figures on one side, the sheet as it follows from them on
 * the other. It is saved only when somebody says so.
 *
 * HenjiStockEditor::saved (utf8): its id
 */
HenjiStockEditor *henji_stock_editor_new (HenjiDesk *desk, const HenjiStock *stock, gboolean fresh);

G_END_DECLS
