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
 * Return labels: the sheets as they will be printed, where on them, print and PDF. Action
 * `label.save-pdf-to (s)` writes the PDF to a path without asking.
 */
/* The labels of @rows (element-type gint64), cases; of none: those of all returns that wait for
 * one. @parent: (nullable): it is told what happens after this window was closed. */
HenjiLabelWindow *henji_label_window_new (HenjiDesk *desk, const GArray *rows, GtkWindow *parent);
/* The label of an event as it was printed. */
HenjiLabelWindow *
henji_label_window_new_again (HenjiDesk *desk, const HenjiEvent *event, GtkWindow *parent);

G_END_DECLS
