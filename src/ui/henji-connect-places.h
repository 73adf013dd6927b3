/* henji-connect-places.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-connection.h"

G_BEGIN_DECLS

/** HenjiConnectPlaces: rows to choose a region and marketplaces in it. */
typedef struct _HenjiConnectPlaces HenjiConnectPlaces;

/* @before: (nullable): what is chosen at first. */
HenjiConnectPlaces *henji_connect_places_new (HenjiDesk *desk, const HenjiConnection *before);
void henji_connect_places_free (HenjiConnectPlaces *self);
void henji_connect_places_add_to (HenjiConnectPlaces *self, AdwPreferencesGroup *group);
/* (transfer full): ids. */
char **henji_connect_places_get (HenjiConnectPlaces *self);
/* (transfer full): "amazon.co.jp, amazon.sg". */
char *henji_connect_places_text (HenjiConnectPlaces *self);
void henji_connect_places_focus (HenjiConnectPlaces *self);

G_END_DECLS
