/* henji-calibrate.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a printer is off on a paper, and what is done about it. */

/** HenjiCalibration: what is meant to lie at x mm is drawn at x × scale + offset. */
typedef struct
{
  double offset_x; /* mm */
  double offset_y;
  double scale_x;
  double scale_y;
} HenjiCalibration;

#define HENJI_CALIBRATION_NONE ((HenjiCalibration){ 0, 0, 1, 1 })
#define HENJI_CALIBRATION_MAX_OFFSET 10.0 /* mm; a printer further off is fed wrongly */
#define HENJI_CALIBRATION_MIN_SCALE 0.98
#define HENJI_CALIBRATION_MAX_SCALE 1.02

/** HenjiMarks: where the four lines of a test page lie, or were measured: mm from the paper's left
 * edge to the lines A and B, from its upper edge to C and D. */
typedef struct
{
  double a;
  double b;
  double c;
  double d;
} HenjiMarks;

/* Those of all printers and stocks. */
/* (transfer full): from key to HenjiCalibration. */
GHashTable *henji_calibrations_new (void);
void henji_calibrations_set (GHashTable *calibrations,
                             const char *printer,
                             const char *stock,
                             const HenjiCalibration *calibration);
/* None for a printer that has none on this stock. */
HenjiCalibration
henji_calibrations_get (GHashTable *calibrations, const char *printer, const char *stock);

gboolean henji_calibration_is_none (const HenjiCalibration *self);
/* Where the lines of a page of @width × @height mm lie. */
HenjiMarks henji_marks_of (double width, double height);

/**
 * henji_marks_read:
 * @meant: where the lines lie
 * @measured: where they were found on a page
 * @used: what that page was printed with
 * @result: (out): what brings the lines to their places
 *
 * Returns: %FALSE with a sentence when a printer cannot be that far off: somebody has misread
 */
gboolean henji_marks_read (const HenjiMarks *meant,
                           const HenjiMarks *measured,
                           const HenjiCalibration *used,
                           HenjiCalibration *result,
                           GError **error);

G_END_DECLS
