/* henji-calibration-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-calibrate.h"
#include "henji-stock.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CALIBRATION_DIALOG (henji_calibration_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiCalibrationDialog, henji_calibration_dialog, HENJI, CALIBRATION_DIALOG, AdwWindow)

/* @calibration: (nullable): %NULL takes the printer's away. */
typedef void (*HenjiCalibrationFunc) (const HenjiCalibration *calibration, gpointer user_data);

/**
 * henji_calibration_dialog_show:
 * @used: what the test page was printed with
 * @done: takes @user_data over, when something is to be kept; otherwise it is freed with @free_func
 *
 * Asks where the four lines of the test page came out.
 */
void henji_calibration_dialog_show (GtkWindow *parent,
                                    const char *printer,
                                    const HenjiStock *stock,
                                    const HenjiCalibration *used,
                                    HenjiCalibrationFunc done,
                                    gpointer user_data,
                                    GDestroyNotify free_func);

G_END_DECLS
