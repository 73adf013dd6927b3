/* henji-preferences-csba.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES_CSBA (henji_preferences_csba_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiPreferencesCsba, henji_preferences_csba, HENJI, PREFERENCES_CSBA, AdwPreferencesGroup)

/* The enrolments in the marketplace's customer service, kept as one types. */
GtkWidget *henji_preferences_csba_new (HenjiDesk *desk);
/* What was typed last is kept at once: the window closes. */
void henji_preferences_csba_flush (HenjiPreferencesCsba *self);

G_END_DECLS
