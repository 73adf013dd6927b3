/* henji-support-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-support.h"

G_BEGIN_DECLS

#define HENJI_TYPE_SUPPORT_DIALOG (henji_support_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSupportDialog, henji_support_dialog, HENJI, SUPPORT_DIALOG, AdwWindow)

/**
 * henji_support_dialog_new:
 * @detail: (nullable): a buyer's case: a case with the marketplace about it is opened; such a case
 * itself: it is changed; %NULL: one about nobody's
 *
 * HenjiSupportDialog::done: (x event, x case): what came of it; the window closes itself.
 */
HenjiSupportDialog *henji_support_dialog_new (HenjiDesk *desk, HenjiCaseDetail *detail);

G_END_DECLS
