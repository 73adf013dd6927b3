/* henji-rules-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_RULES_WINDOW (henji_rules_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiRulesWindow, henji_rules_window, HENJI, RULES_WINDOW, AdwWindow)

/**
 * HenjiRulesWindow:
 *
 * The seller's own rules: made, switched, ordered, tried on the cases there are, removed.
 */
HenjiRulesWindow *henji_rules_window_new (HenjiDesk *desk, GtkWindow *parent);

G_END_DECLS
