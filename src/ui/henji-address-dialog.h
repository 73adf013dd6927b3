/* henji-address-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_ADDRESS_DIALOG (henji_address_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiAddressDialog, henji_address_dialog, HENJI, ADDRESS_DIALOG, AdwWindow)

/**
 * henji_address_dialog_new:
 * @order_id: (nullable): the case's first order when %NULL
 *
 * Compares the order's address part by part with the one the buyer wrote, which can be corrected,
 * and puts it in the order's place.
 *
 * HenjiAddressDialog::changed(gint64 case_row, gint64 event): it was done, and can be undone.
 */
HenjiAddressDialog *
henji_address_dialog_new (HenjiDesk *desk, HenjiCaseDetail *detail, const char *order_id);

G_END_DECLS
