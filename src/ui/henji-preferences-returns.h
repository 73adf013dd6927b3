/* henji-preferences-returns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES_RETURNS (henji_preferences_returns_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPreferencesReturns,
                      henji_preferences_returns,
                      HENJI,
                      PREFERENCES_RETURNS,
                      AdwPreferencesGroup)

/* What the shop grants on returns, a marketplace each, with a warning where that is worse than the
 * marketplace's own. */
GtkWidget *henji_preferences_returns_new (HenjiDesk *desk);
/* What was typed last is kept at once: the window closes. */
void henji_preferences_returns_flush (HenjiPreferencesReturns *self);

G_END_DECLS
