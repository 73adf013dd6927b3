/* henji-barcode.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-barcode"

#include "config.h"

#include "henji-barcode.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <zint.h>

#include "henji-customer-code.h"
#include "henji-tracking-number.h"

#define MAX_TEXT 80 /* bytes */
#define MAX_QR 1024 /* bytes */
#define ECI_UTF8 26
#define UNITS 2.0 /* of a zint vector, per module at scale 1 */

void
henji_barcode_free (HenjiBarcode *self)
{
  g_array_unref (self->bars);
  g_free (self);
}

static int
modules (double units)
{
  return (int) lround (units / UNITS);
}

static HenjiBarcode *
encode (struct zint_symbol *symbol, const char *text, GError **error)
{
  HenjiBarcode *self = NULL;
  int result = 0;

  symbol->show_hrt = 0;
  symbol->output_options |= BARCODE_NO_QUIET_ZONES;
  result = ZBarcode_Encode_and_Buffer_Vector (symbol, (const unsigned char *) text,
                                              (int) strlen (text), 0);
  /* Below ZINT_ERROR is a warning: the symbol stands. */
  if (result >= ZINT_ERROR || symbol->vector == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The number cannot be written as a barcode."));
      return NULL;
    }

  self = g_new0 (HenjiBarcode, 1);
  self->bars = g_array_new (FALSE, FALSE, sizeof (HenjiBar));
  self->columns = symbol->width;
  self->rows = symbol->rows;
  for (const struct zint_vector_rect *r = symbol->vector->rectangles; r != NULL; r = r->next)
    {
      HenjiBar bar = { modules (r->x), modules (r->y), modules (r->width), modules (r->height) };

      if (self->rows == 1)
        {
          bar.y = 0;
          bar.height = 1;
        }
      g_array_append_val (self->bars, bar);
    }

  return self;
}

/* What a return's number may hold, so that any scanner types it. */
static gboolean
is_printable (const char *text, GError **error)
{
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           *text == '\0' ? _ ("The return has no number.")
                                         : _ ("The number cannot be written as a barcode."));
      return FALSE;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      char shown[7] = { 0 };

      if (c >= 0x20 && c < 0x7f)
        continue;
      if (g_unichar_isgraph (c))
        g_unichar_to_utf8 (c, shown);
      g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
          _ ("The number holds the character “%s” (U+%04X), which a Code 128 barcode cannot "
             "hold. Use letters A to Z, digits and hyphens."),
          shown, c);
      return FALSE;
    }
  if (strlen (text) > MAX_TEXT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("The number is longer than the %d characters a barcode may hold."), MAX_TEXT);
      return FALSE;
    }

  return TRUE;
}

HenjiBarcode *
henji_barcode_code128 (const char *text, GError **error)
{
  struct zint_symbol *symbol = NULL;
  HenjiBarcode *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_printable (text, error))
    return NULL;

  symbol = ZBarcode_Create ();
  symbol->symbology = BARCODE_CODE128;
  self = encode (symbol, text, error);
  ZBarcode_Delete (symbol);

  return self;
}

HenjiBarcode *
henji_barcode_qr (const char *text, GError **error)
{
  struct zint_symbol *symbol = NULL;
  HenjiBarcode *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0' || strlen (text) > MAX_QR || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The number cannot be written as a barcode."));
      return NULL;
    }

  symbol = ZBarcode_Create ();
  symbol->symbology = BARCODE_QRCODE;
  symbol->input_mode = UNICODE_MODE;
  symbol->option_1 = 2; /* level M: 15 % may be lost */
  if (!g_str_is_ascii (text))
    symbol->eci = ECI_UTF8;
  self = encode (symbol, text, error);
  ZBarcode_Delete (symbol);

  return self;
}

HenjiBarcode *
henji_barcode_data_matrix (const char *text, GError **error)
{
  struct zint_symbol *symbol = NULL;
  HenjiBarcode *self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_printable (text, error))
    return NULL;

  symbol = ZBarcode_Create ();
  symbol->symbology = BARCODE_DATAMATRIX;
  symbol->option_3 = DM_SQUARE;
  self = encode (symbol, text, error);
  ZBarcode_Delete (symbol);

  return self;
}

HenjiBarcode *
henji_barcode_nw7 (const char *number, char guard, GError **error)
{
  g_autofree char *digits = NULL;
  g_autofree char *text = NULL;
  struct zint_symbol *symbol = NULL;
  HenjiBarcode *self = NULL;

  g_return_val_if_fail (number != NULL && guard >= 'A' && guard <= 'D', NULL);

  digits = henji_tracking_number_clean (number);
  if (henji_tracking_number_check (digits) != HENJI_TRACKING_FITS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” is no parcel number: its check digit does not fit."), number);
      return NULL;
    }

  text = g_strdup_printf ("%c%s%c", guard, digits, guard);
  symbol = ZBarcode_Create ();
  symbol->symbology = BARCODE_CODABAR;
  self = encode (symbol, text, error);
  ZBarcode_Delete (symbol);
  /* The vector carries an empty module behind the last bar. */
  if (self != NULL)
    {
      const HenjiBar *last = &g_array_index (self->bars, HenjiBar, self->bars->len - 1);

      self->columns = last->x + last->width;
    }

  return self;
}

/* The lengths of the 10-point size in whole dots; what stands over and under a timing bar is equal.
 */
#define CUSTOMER_BAR 0.6 /* mm */
#define CUSTOMER_LONG 3.6
#define CUSTOMER_TIMING 1.2

HenjiBarcode *
henji_barcode_customer (const char *postal_code, const char *numbers, double dot, GError **error)
{
  HenjiBarHeight heights[HENJI_CUSTOMER_BARS];
  HenjiBarcode *self;
  int bar, tall, timing, over;

  g_return_val_if_fail (postal_code != NULL && numbers != NULL, NULL);
  g_return_val_if_fail (dot > 0 && dot < CUSTOMER_BAR, NULL);

  if (!henji_customer_code_bars (postal_code, numbers, heights))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("“%s” with “%s” cannot be written as a customer barcode."), postal_code,
                   numbers);
      return NULL;
    }

  bar = (int) floor (CUSTOMER_BAR / dot + 0.001);
  tall = (int) floor (CUSTOMER_LONG / dot + 0.001);
  timing = (int) lround (CUSTOMER_TIMING / dot);
  tall -= (tall - timing) % 2;
  over = (tall - timing) / 2;

  self = g_new0 (HenjiBarcode, 1);
  self->bars = g_array_new (FALSE, FALSE, sizeof (HenjiBar));
  self->columns = (2 * HENJI_CUSTOMER_BARS - 1) * bar;
  self->rows = tall;
  for (int i = 0; i < HENJI_CUSTOMER_BARS; i++)
    {
      gboolean up = heights[i] == HENJI_BAR_LONG || heights[i] == HENJI_BAR_UPPER;
      gboolean down = heights[i] == HENJI_BAR_LONG || heights[i] == HENJI_BAR_LOWER;
      HenjiBar one = { 2 * i * bar, up ? 0 : over, bar, 0 };

      one.height = (down ? tall : tall - over) - one.y;
      g_array_append_val (self->bars, one);
    }

  return self;
}

void
henji_barcode_draw (const HenjiBarcode *self,
                    cairo_t *cr,
                    double x,
                    double y,
                    double module,
                    double height,
                    gboolean turned)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const HenjiBar *bar = &g_array_index (self->bars, HenjiBar, i);

      if (self->rows > 1 && turned)
        cairo_rectangle (cr, x + (self->rows - bar->y - bar->height) * module, y + bar->x * module,
                         bar->height * module, bar->width * module);
      else if (self->rows > 1)
        cairo_rectangle (cr, x + bar->x * module, y + bar->y * module, bar->width * module,
                         bar->height * module);
      else if (turned)
        cairo_rectangle (cr, x, y + bar->x * module, height, bar->width * module);
      else
        cairo_rectangle (cr, x + bar->x * module, y, bar->width * module, height);
    }
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
}
