/* henji-label-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_LABEL_WINDOW (henji_label_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiLabelWindow, henji_label_window, HENJI, LABEL_WINDOW, AdwWindow)

/**
 * HenjiLabelWindow:
 *
 * The return label of a case: the sheet as it will be printed, where on it, print and PDF. Action
 * `label.save-pdf-to (s)` writes the PDF to a path without asking.
 */
HenjiLabelWindow *henji_label_window_new (HenjiDesk *desk, gint64 case_row);

G_END_DECLS
