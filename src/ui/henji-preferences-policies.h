/* henji-preferences-policies.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES_POLICIES (henji_preferences_policies_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPreferencesPolicies,
                      henji_preferences_policies,
                      HENJI,
                      PREFERENCES_POLICIES,
                      AdwPreferencesGroup)

/* The group of the marketplaces' deadlines and limits: each marketplace opens its figures. */
HenjiPreferencesPolicies *henji_preferences_policies_new (HenjiDesk *desk);

G_END_DECLS
