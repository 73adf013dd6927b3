/* henji-barcode.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Quiet zones, in modules on each side (ISO/IEC 15417 4.4.2, ISO/IEC 18004 9.1). */
#define HENJI_CODE128_QUIET 10
#define HENJI_QR_QUIET 4
#define HENJI_NW7_QUIET 10
#define HENJI_DATA_MATRIX_QUIET 1
/* Japan Post's customer barcode: 2 mm all round
 * (https://www.post.japanpost.jp/zipcode/zipmanual/p12.html). */
#define HENJI_CUSTOMER_QUIET 2.0 /* mm */

typedef struct
{
  int x, y, width, height; /* modules */
} HenjiBar;

/** HenjiBarcode: a symbol in whole modules, without quiet zones. */
typedef struct
{
  int columns;
  int rows;     /* 1 for Code 128 and NW-7 */
  GArray *bars; /* (element-type HenjiBar) */
} HenjiBarcode;

/* @text: printable ASCII; anything else is refused with a sentence that names the character. */
HenjiBarcode *henji_barcode_code128 (const char *text, GError **error);
/* @text: UTF-8, at most 1 KiB. */
HenjiBarcode *henji_barcode_qr (const char *text, GError **error);
/* @text: printable ASCII, at most 80 characters. A square. */
HenjiBarcode *henji_barcode_data_matrix (const char *text, GError **error);
/* NW-7 (Codabar) as carriers in Japan print it. @number: of a parcel, its check digit (7DR) last;
 * one that does not fit is refused. @guard: what it begins and ends with, "A" to "D". */
HenjiBarcode *henji_barcode_nw7 (const char *number, char guard, GError **error);
/* @postal_code, @numbers: as henji_customer_code_bars() takes them. A module is a dot of the
 * printer,
 * @dot mm: as many of them as make the 10-point size, within the tolerances of the manual's page
 * 12: bar 0.50 to 0.70 mm, space 0.45 to 0.60, long bar 3.40 to 3.60, timing bar 1.05 to 1.35. */
HenjiBarcode *
henji_barcode_customer (const char *postal_code, const char *numbers, double dot, GError **error);
void henji_barcode_free (HenjiBarcode *self);

/* Fills the bars black: left upper corner at @x, @y, one module @module wide, in the units of @cr.
 * A single row is drawn @height tall; when @turned, each bar lies and the symbol runs down. */
void henji_barcode_draw (const HenjiBarcode *self,
                         cairo_t *cr,
                         double x,
                         double y,
                         double module,
                         double height,
                         gboolean turned);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiBarcode, henji_barcode_free)

G_END_DECLS
