/* henji-calibration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-calibration"

#include "config.h"

#include "henji-label.h"

#include "henji-pdf-file.h"
#include "henji-typeset.h"

#include <math.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#define TICK 5.0 /* mm between ticks */
#define RULER 100.0

static void
line (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  cairo_move_to (cr, x1 * HENJI_MM, y1 * HENJI_MM);
  cairo_line_to (cr, x2 * HENJI_MM, y2 * HENJI_MM);
  cairo_stroke (cr);
}

static void
outline (const HenjiStock *stock, cairo_t *cr, double x, double y)
{
  double r = MIN (stock->corner, MIN (stock->width, stock->height) / 2) * HENJI_MM;
  double left = x * HENJI_MM, top = y * HENJI_MM;
  double right = (x + stock->width) * HENJI_MM, bottom = (y + stock->height) * HENJI_MM;

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, top + r, r, -G_PI_2, 0);
  cairo_arc (cr, right - r, bottom - r, r, 0, G_PI_2);
  cairo_arc (cr, left + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, left + r, top + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_stroke (cr);
}

/* Ticks every 5 mm along all four edges, every second one longer, counted from the left upper
 * corner. */
static void
ticks (const HenjiStock *stock, cairo_t *cr, double x, double y)
{
  for (int i = 1; i * TICK < stock->width - 0.01; i++)
    {
      double length = i % 2 == 0 ? 2.5 : 1.5;

      line (cr, x + i * TICK, y, x + i * TICK, y + length);
      line (cr, x + i * TICK, y + stock->height, x + i * TICK, y + stock->height - length);
    }
  for (int i = 1; i * TICK < stock->height - 0.01; i++)
    {
      double length = i % 2 == 0 ? 2.5 : 1.5;

      line (cr, x, y + i * TICK, x + length, y + i * TICK);
      line (cr, x + stock->width, y + i * TICK, x + stock->width - length, y + i * TICK);
    }
}

static void
cross (cairo_t *cr, double x, double y, double arm)
{
  line (cr, x - arm, y, x + arm, y);
  line (cr, x, y - arm, x, y + arm);
}

static void
words (cairo_t *cr,
       HenjiTypesetter *typesetter,
       const char *text,
       double size,
       double x,
       double y,
       double width)
{
  g_autoptr (HenjiText) set = henji_typesetter_set (typesetter, text, size, FALSE, width, 2);

  henji_text_draw (set, cr, x, y, width, HENJI_ALIGN_CENTRE);
}

typedef struct
{
  gboolean lying; /* along the page's width; narrow pages have it stand at the right */
  double x, y;
  double length;
} Ruler;

/* 100 mm, or as many whole centimetres as the page holds. */
static Ruler
ruler_of (const HenjiStock *stock)
{
  Ruler ruler = { 0 };
  double side = 0;

  ruler.lying = stock->page_width >= stock->page_height || stock->page_width >= RULER + 10;
  side = ruler.lying ? stock->page_width : stock->page_height;
  ruler.length = MIN (RULER, floor ((side - 12) / 10) * 10);
  ruler.x = ruler.lying ? (stock->page_width - ruler.length) / 2 : stock->page_width * 0.82;
  ruler.y = ruler.lying ? stock->page_height / 2 + 12 : (stock->page_height - ruler.length) / 2 - 2;

  return ruler;
}

/* On a white ground, as it may cross the outlines. */
static void
draw_ruler (const HenjiStock *stock, cairo_t *cr, HenjiTypesetter *typesetter, const Ruler *ruler)
{
  g_autofree char *title = g_strdup_printf (_ ("%g mm"), ruler->length);
  const char *advice = _ ("Print at actual size (100 %). The ruler must measure true.");
  double x = ruler->x, y = ruler->y, length = ruler->length;

  if (length < 10)
    return;

  cairo_set_source_rgb (cr, 1, 1, 1);
  if (ruler->lying)
    cairo_rectangle (cr, (x - 4) * HENJI_MM, (y - 6) * HENJI_MM, (length + 8) * HENJI_MM,
                     17 * HENJI_MM);
  else
    cairo_rectangle (cr, (x - 5) * HENJI_MM, (y - 2) * HENJI_MM, 7 * HENJI_MM,
                     (length + 4) * HENJI_MM);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);

  line (cr, x, y, ruler->lying ? x + length : x, ruler->lying ? y : y + length);
  for (int mm = 0; mm <= (int) length; mm++)
    {
      double tick = mm % 10 == 0 ? 3.5 : mm % 5 == 0 ? 2.5 : 1.5;

      if (ruler->lying)
        line (cr, x + mm, y, x + mm, y - tick);
      else
        line (cr, x, y + mm, x - tick, y + mm);
    }
  if (ruler->lying)
    {
      words (cr, typesetter, title, 8, x, y + 0.8, length);
      words (cr, typesetter, advice, 8, x, y + 5, length);
    }
  else
    {
      words (cr, typesetter, title, 8, x - 9, y + length + 0.8, 18);
      words (cr, typesetter, advice, 8, 4, stock->page_height * 0.70, x - 10);
    }
}

void
henji_calibration_draw (const HenjiStock *stock, cairo_t *cr)
{
  g_autoptr (HenjiTypesetter) typesetter = NULL;
  Ruler ruler = { 0 };

  g_return_if_fail (stock != NULL);
  g_return_if_fail (cr != NULL);

  typesetter = henji_typesetter_new ();
  ruler = ruler_of (stock);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 0.15 * HENJI_MM);
  for (int cell = 1; cell <= henji_stock_n_cells (stock); cell++)
    {
      double x = 0, y = 0, width = 0;

      henji_stock_cell (stock, cell, &x, &y);
      outline (stock, cr, x, y);
      ticks (stock, cr, x, y);
      cross (cr, x + stock->width / 2, y + stock->height / 2, MIN (stock->height / 4, 5));
      width = ruler.lying ? stock->width - 8 : ruler.x - 8;
      if (stock->width >= 40 && stock->height >= 30)
        {
          g_autofree char *number = g_strdup_printf ("%d", cell);

          if (cell == 1)
            words (cr, typesetter, stock->title, 8, x + 4, y + 5, width);
          words (cr, typesetter, number, 14, x + 4, y + stock->height - 13, 12);
        }
    }
  draw_ruler (stock, cr, typesetter, &ruler);
  cairo_restore (cr);
}

static gboolean
draw_cb (cairo_surface_t *surface, gpointer data, GError **error)
{
  const HenjiStock *stock = data;
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, stock->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Henji");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  henji_calibration_draw (stock, cr);
  cairo_show_page (cr);
  cairo_destroy (cr);

  return TRUE;
}

gboolean
henji_calibration_save (const HenjiStock *stock, const char *path, GError **error)
{
  g_return_val_if_fail (stock != NULL && path != NULL && *path != '\0', FALSE);

  return henji_pdf_file_save (path, stock->page_width, stock->page_height, 0, draw_cb,
                              (gpointer) stock, NULL, error);
}
