/* henji-stock-drawing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-stock-drawing"

#include "config.h"

#include "henji-stock-drawing.h"

#include <math.h>

#define EDGE 24         /* px round the sheet: for its shadow, and for what sticks out */
#define MOST_CELLS 400  /* that are drawn */
#define OVERLAP 0.3     /* mm two labels may share, as in the file */
#define OVERFLOW 0.6    /* mm a label may stick out */
#define LEAST_NUMBER 14 /* px of height a label needs for its number */

struct _HenjiStockDrawing
{
  GtkWidget parent_instance;

  HenjiStock *stock; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HenjiStockDrawing, henji_stock_drawing, GTK_TYPE_WIDGET)

static void
rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = CLAMP (radius, 0, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static gboolean
is_wrong (const HenjiStock *stock, double x, double y, int column, int row)
{
  return x < -OVERFLOW || y < -OVERFLOW || x + stock->width > stock->page_width + OVERFLOW
         || y + stock->height > stock->page_height + OVERFLOW
         || (column > 0 && stock->pitch_x < stock->width - OVERLAP)
         || (row > 0 && stock->pitch_y < stock->height - OVERLAP);
}

static void
draw_number (GtkWidget *widget, cairo_t *cr, int number, double x, double y, double height)
{
  g_autofree char *text = g_strdup_printf ("%d", number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int w, h;

  if (height < LEAST_NUMBER)
    return;
  pango_layout_get_pixel_size (layout, &w, &h);
  cairo_move_to (cr, x - w / 2.0, y - h / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_label (HenjiStockDrawing *self, cairo_t *cr, double scale, int column, int row)
{
  const HenjiStock *stock = self->stock;
  double x = stock->left + column * stock->pitch_x;
  double y = stock->top + row * stock->pitch_y;
  double inset = MIN (stock->inset, MIN (stock->width, stock->height) / 2);
  gboolean wrong = is_wrong (stock, x, y, column, row);

  rounded (cr, x * scale, y * scale, stock->width * scale, stock->height * scale,
           stock->corner * scale);
  if (wrong)
    cairo_set_source_rgba (cr, 0.85, 0.1, 0.1, 0.14);
  else
    cairo_set_source_rgba (cr, 0.2, 0.5, 0.9, 0.10);
  cairo_fill_preserve (cr);
  if (wrong)
    cairo_set_source_rgb (cr, 0.75, 0.1, 0.1);
  else
    cairo_set_source_rgb (cr, 0.35, 0.45, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  if (inset > 0)
    {
      const double dash[] = { 2, 3 };

      cairo_save (cr);
      cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.25);
      cairo_rectangle (cr, (x + inset) * scale, (y + inset) * scale,
                       (stock->width - 2 * inset) * scale, (stock->height - 2 * inset) * scale);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  draw_number (GTK_WIDGET (self), cr, row * stock->columns + column + 1,
               (x + stock->width / 2) * scale, (y + stock->height / 2) * scale,
               stock->height * scale);
}

static gboolean
can_be_drawn (const HenjiStock *stock)
{
  return isfinite (stock->page_width) && isfinite (stock->page_height) && stock->page_width >= 1
         && stock->page_height >= 1 && stock->width > 0 && stock->height > 0 && stock->columns > 0
         && stock->rows > 0 && (gint64) stock->columns * stock->rows <= MOST_CELLS;
}

static void
henji_stock_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HenjiStockDrawing *self = HENJI_STOCK_DRAWING (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale, left, top;
  graphene_rect_t page;
  GskRoundedRect outline;
  cairo_t *cr;

  if (self->stock == NULL || !can_be_drawn (self->stock))
    return;

  scale = MIN ((width - 2 * EDGE) / self->stock->page_width,
               (height - 2 * EDGE) / self->stock->page_height);
  left = floor ((width - scale * self->stock->page_width) / 2);
  top = floor ((height - scale * self->stock->page_height) / 2);
  graphene_rect_init (&page, (float) left, (float) top, (float) (self->stock->page_width * scale),
                      (float) (self->stock->page_height * scale));
  gsk_rounded_rect_init_from_rect (&outline, &page, 2);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, 0.25f }, 0, 1, 1, 5);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &page);

  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, left, top);
  for (int row = 0; row < self->stock->rows; row++)
    for (int column = 0; column < self->stock->columns; column++)
      draw_label (self, cr, scale, column, row);
  cairo_destroy (cr);
}

static void
henji_stock_drawing_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 420 : 520;
}

void
henji_stock_drawing_set (HenjiStockDrawing *self, const HenjiStock *stock)
{
  g_return_if_fail (HENJI_IS_STOCK_DRAWING (self) && stock != NULL);

  g_clear_pointer (&self->stock, henji_stock_unref);
  self->stock = henji_stock_copy (stock);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
henji_stock_drawing_finalize (GObject *object)
{
  g_clear_pointer (&HENJI_STOCK_DRAWING (object)->stock, henji_stock_unref);
  G_OBJECT_CLASS (henji_stock_drawing_parent_class)->finalize (object);
}

static void
henji_stock_drawing_class_init (HenjiStockDrawingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = henji_stock_drawing_finalize;
  widget_class->measure = henji_stock_drawing_measure;
  widget_class->snapshot = henji_stock_drawing_snapshot;
  gtk_widget_class_set_css_name (widget_class, "stockdrawing");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
henji_stock_drawing_init (HenjiStockDrawing *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
henji_stock_drawing_new (void)
{
  return g_object_new (HENJI_TYPE_STOCK_DRAWING, NULL);
}
