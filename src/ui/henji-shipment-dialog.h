/* henji-shipment-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_SHIPMENT_DIALOG (henji_shipment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiShipmentDialog, henji_shipment_dialog, HENJI, SHIPMENT_DIALOG, AdwWindow)

/* A shipment entered by hand: carrier, tracking number, when it left, when it arrived. */
HenjiShipmentDialog *
henji_shipment_dialog_new (HenjiDesk *desk, gint64 case_row, HenjiOrder *order);

G_END_DECLS
