/* henji-carrier-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"
#include "henji-parcel.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CARRIER_WINDOW (henji_carrier_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCarrierWindow, henji_carrier_window, HENJI, CARRIER_WINDOW, AdwWindow)

/**
 * HenjiCarrierWindow:
 *
 * Cases as rows of a file for a carrier's program, with what is wrong in them marked and mended in
 * place. Action `carrier.save-to (s)` writes the file to a path without asking.
 */
HenjiCarrierWindow *henji_carrier_window_new (HenjiDesk *desk,
                                              const gint64 *case_rows,
                                              guint n_cases,
                                              HenjiParcelKind kind);

G_END_DECLS
