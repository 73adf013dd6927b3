/* henji-preferences-costs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES_COSTS (henji_preferences_costs_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiPreferencesCosts, henji_preferences_costs, HENJI, PREFERENCES_COSTS, AdwPreferencesGroup)

/**
 * HenjiPreferencesCosts:
 *
 * The group “What things cost”: what the shop reckons with in each currency, the risk of a claim by
 * kind and offer, and the import of what items cost. What is typed is stored within a second.
 *
 * HenjiPreferencesCosts::say(utf8): a sentence for the user.
 */
GtkWidget *henji_preferences_costs_new (HenjiDesk *desk);
/* Stores now what was just typed. */
void henji_preferences_costs_flush (HenjiPreferencesCosts *self);

G_END_DECLS
