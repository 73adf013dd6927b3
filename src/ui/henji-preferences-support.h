/* henji-preferences-support.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES_SUPPORT (henji_preferences_support_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPreferencesSupport,
                      henji_preferences_support,
                      HENJI,
                      PREFERENCES_SUPPORT,
                      AdwPreferencesGroup)

/* The seller's plan at each marketplace. Stores what is changed by itself. */
HenjiPreferencesSupport *henji_preferences_support_new (HenjiDesk *desk);

G_END_DECLS
