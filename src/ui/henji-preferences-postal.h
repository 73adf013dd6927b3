/* henji-preferences-postal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PREFERENCES_POSTAL (henji_preferences_postal_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPreferencesPostal,
                      henji_preferences_postal,
                      HENJI,
                      PREFERENCES_POSTAL,
                      AdwPreferencesGroup)

/**
 * HenjiPreferencesPostal:
 *
 * Japan Post's list of postal codes: what is loaded, loading it, removing it.
 *
 * HenjiPreferencesPostal::toast: an AdwToast to be shown.
 */
GtkWidget *henji_preferences_postal_new (HenjiDesk *desk);
/* Whatever is being loaded is called off: the window closes. */
void henji_preferences_postal_stop (HenjiPreferencesPostal *self);

G_END_DECLS
