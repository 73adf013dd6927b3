/* henji-preferences.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES (henji_preferences_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPreferences, henji_preferences, HENJI, PREFERENCES, AdwWindow)

/* Shows the preferences at @page: "desk", "shop", "addresses", "policy", "deadlines", "csba", or
 * "". What is changed is kept as one types; there is nothing to save. */
void henji_preferences_show (HenjiDesk *desk, GtkWindow *parent, const char *page);

G_END_DECLS
