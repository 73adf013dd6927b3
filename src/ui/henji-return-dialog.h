/* henji-return-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-returns.h"

G_BEGIN_DECLS

#define HENJI_TYPE_RETURN_DIALOG (henji_return_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiReturnDialog, henji_return_dialog, HENJI, RETURN_DIALOG, AdwWindow)

/**
 * henji_return_dialog_new:
 * @detail: as henji_desk_return_look() says: what is proposed
 *
 * Asks what comes back, why, and who pays the way back.
 *
 * HenjiReturnDialog::done: (x event, x case): the return was opened; the window closes itself.
 */
HenjiReturnDialog *henji_return_dialog_new (HenjiDesk *desk, HenjiReturnDetail *detail);

G_END_DECLS
