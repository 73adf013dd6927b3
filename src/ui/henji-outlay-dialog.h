/* henji-outlay-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_OUTLAY_DIALOG (henji_outlay_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiOutlayDialog, henji_outlay_dialog, HENJI, OUTLAY_DIALOG, AdwWindow)

/* What setting a case right has cost. Recording it is the parent's action `case.outlay(ssx)`: the
 * nature's id, the currency and the amount in minor units. */
HenjiOutlayDialog *
henji_outlay_dialog_new (HenjiDesk *desk, const HenjiCaseDetail *detail, GtkWindow *parent);

G_END_DECLS
