/* henji-texts-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_TEXTS_WINDOW (henji_texts_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiTextsWindow, henji_texts_window, HENJI, TEXTS_WINDOW, AdwWindow)

/**
 * HenjiTextsWindow:
 *
 * The seller's own situations and snippets beside the built-in ones: made, changed, carried to
 * another desk. What is written is saved by itself as soon as a template can be made of it.
 */
HenjiTextsWindow *henji_texts_window_new (HenjiDesk *desk, GtkWindow *parent);

/* (nullable): the case the preview is about. */
void henji_texts_window_set_case (HenjiTextsWindow *self, HenjiCaseDetail *detail);

G_END_DECLS
