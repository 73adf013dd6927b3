/* henji-preferences-connection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* The group of the preferences that leads to the marketplace connection. */
#define HENJI_TYPE_PREFERENCES_CONNECTION (henji_preferences_connection_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPreferencesConnection,
                      henji_preferences_connection,
                      HENJI,
                      PREFERENCES_CONNECTION,
                      AdwPreferencesGroup)

HenjiPreferencesConnection *henji_preferences_connection_new (HenjiDesk *desk);

G_END_DECLS
