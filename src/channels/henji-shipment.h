/* henji-shipment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-report-private.h"

G_BEGIN_DECLS

/**
 * HenjiShipmentProfile: how one kind of file tells that orders were shipped, from `data/carriers/`
 *
 * A profile names the headings (or, for files without them, the column numbers) of the order
 * number, the tracking number, the ship date and the carrier.
 */
GPtrArray *
henji_shipment_profiles (void); /* (transfer container) (element-type HenjiShipmentProfile) */
HenjiShipmentProfile *
henji_shipment_profile_parse (const char *text, gsize length, const char *name, GError **error);
HenjiShipmentProfile *henji_shipment_profile_ref (HenjiShipmentProfile *self);
void henji_shipment_profile_unref (HenjiShipmentProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiShipmentProfile, henji_shipment_profile_unref)

const char *henji_shipment_profile_id (const HenjiShipmentProfile *self);

/* Puts @profile before the built-in ones, in place of the one with its id: a seller's own. */
void henji_shipment_profile_install (HenjiShipmentProfile *profile);

/* (transfer full) (nullable): the address of a parcel's own page at its carrier; %NULL for a
 * carrier that no profile knows or what is no tracking number. Both may be %NULL. */
char *henji_shipment_page (const char *carrier, const char *number);

/* Does the number's check digit say what it should? %TRUE where nothing can be said: an unknown
 * carrier, a number of another length. Both may be %NULL. */
gboolean henji_shipment_number_fits (const char *carrier, const char *number);

/* Does the profile know a file by these headings, or by its first row when it has none? */
gboolean henji_shipment_profile_has_headings (const HenjiShipmentProfile *self,
                                              const char *const *headings);
gboolean henji_shipment_profile_has_row (const HenjiShipmentProfile *self, HenjiTable *table);

/* @by_number: the file has no headings */
void henji_report_shipments_start (HenjiReport *self, gboolean by_number);
void henji_report_shipments_row (HenjiReport *self);

G_END_DECLS
