/* henji-calibrate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-calibrate"

#include "config.h"

#include "henji-calibrate.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARK 20.0  /* mm from the edge; on small paper a quarter of it */
#define SAME 0.005 /* mm, and as a share of a page that long */

GHashTable *
henji_calibrations_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static char *
key_of (const char *printer, const char *stock)
{
  return g_strdup_printf ("%s\n%s", stock, printer);
}

void
henji_calibrations_set (GHashTable *calibrations,
                        const char *printer,
                        const char *stock,
                        const HenjiCalibration *calibration)
{
  g_return_if_fail (calibrations != NULL && printer != NULL && stock != NULL);

  g_hash_table_replace (calibrations, key_of (printer, stock),
                        g_memdup2 (calibration, sizeof *calibration));
}

HenjiCalibration
henji_calibrations_get (GHashTable *calibrations, const char *printer, const char *stock)
{
  g_autofree char *key = NULL;
  const HenjiCalibration *found;

  g_return_val_if_fail (calibrations != NULL && stock != NULL, HENJI_CALIBRATION_NONE);

  if (printer == NULL)
    return HENJI_CALIBRATION_NONE;
  key = key_of (printer, stock);
  found = g_hash_table_lookup (calibrations, key);

  return found != NULL ? *found : HENJI_CALIBRATION_NONE;
}

gboolean
henji_calibration_is_none (const HenjiCalibration *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return fabs (self->offset_x) < SAME && fabs (self->offset_y) < SAME
         && fabs (self->scale_x - 1) < SAME / 100 && fabs (self->scale_y - 1) < SAME / 100;
}

HenjiMarks
henji_marks_of (double width, double height)
{
  double x = MIN (MARK, width / 4);
  double y = MIN (MARK, height / 4);

  return (HenjiMarks){ x, width - x, y, height - y };
}

/* A printer that puts what is drawn at p to s × p + o has put the lines, drawn at x × scale +
 * offset, to x × measured + shift. */
static gboolean
read_side (double first,
           double last,
           double first_measured,
           double last_measured,
           double *scale,
           double *offset)
{
  double measured = (last_measured - first_measured) / (last - first);
  double shift = first_measured - measured * first;

  *offset -= shift * *scale / measured;
  *scale /= measured;

  return *scale >= HENJI_CALIBRATION_MIN_SCALE && *scale <= HENJI_CALIBRATION_MAX_SCALE
         && fabs (*offset) <= HENJI_CALIBRATION_MAX_OFFSET;
}

gboolean
henji_marks_read (const HenjiMarks *meant,
                  const HenjiMarks *measured,
                  const HenjiCalibration *used,
                  HenjiCalibration *result,
                  GError **error)
{
  HenjiCalibration read;

  g_return_val_if_fail (meant != NULL && measured != NULL && used != NULL && result != NULL, FALSE);
  g_return_val_if_fail (meant->b > meant->a && meant->d > meant->c, FALSE);

  read = *used;
  if (!read_side (meant->a, meant->b, measured->a, measured->b, &read.scale_x, &read.offset_x))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _ ("A and B cannot be right: a printer is off by at most %g mm and 2 %%. Measure "
                    "both from the left edge, on a page printed at actual size."),
                 HENJI_CALIBRATION_MAX_OFFSET);
  else if (!read_side (meant->c, meant->d, measured->c, measured->d, &read.scale_y, &read.offset_y))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _ ("C and D cannot be right: a printer is off by at most %g mm and 2 %%. Measure "
                    "both from the upper edge, on a page printed at actual size."),
                 HENJI_CALIBRATION_MAX_OFFSET);
  else
    {
      *result = read;
      return TRUE;
    }

  return FALSE;
}
