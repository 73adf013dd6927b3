/* henji-carrier-files-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CARRIER_FILES_WINDOW (henji_carrier_files_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiCarrierFilesWindow, henji_carrier_files_window, HENJI, CARRIER_FILES_WINDOW, AdwWindow)

/** HenjiCarrierFilesWindow: files that were written for carriers and lie outside the record, to be
 * deleted by hand or after some days. */
HenjiCarrierFilesWindow *henji_carrier_files_window_new (HenjiDesk *desk);

G_END_DECLS
