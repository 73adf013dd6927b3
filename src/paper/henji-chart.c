/* henji-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing. All measures are multiples of the height of a line, so that a chart grows with the text.
 */
#define G_LOG_DOMAIN "henji-chart"

#include "config.h"

#include "henji-chart.h"

#include <math.h>

#define ROW 1.75    /* of lying bars */
#define COLUMNS 9.0 /* height of columns and lines */
#define CELL 1.7    /* of the heat map */

const HenjiChartInk henji_chart_ink_paper = {
  .text = { 0.10, 0.10, 0.12, 1 },
  .dim = { 0.35, 0.35, 0.38, 1 },
  .line = { 0.78, 0.78, 0.80, 1 },
  .fill = { 0.21, 0.42, 0.72, 1 },
  .bad = { 0.75, 0.11, 0.16, 1 },
};

/* One drawing under way. */
typedef struct
{
  const HenjiChart *chart;
  cairo_t *cr;
  PangoContext *context;
  const HenjiChartInk *ink;
  double width;
  double unit; /* height of a line of text */
  int marked;
} Drawing;

static const HenjiChartBar *
bar_at (const HenjiChart *chart, guint i)
{
  return &g_array_index (chart->bars, HenjiChartBar, i);
}

static double
unit_of (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double height = (double) (pango_font_metrics_get_ascent (metrics)
                            + pango_font_metrics_get_descent (metrics))
                  / PANGO_SCALE;

  pango_font_metrics_unref (metrics);

  return MAX (height, 1);
}

static void
set_ink (Drawing *d, const double ink[4], double opacity)
{
  cairo_set_source_rgba (d->cr, ink[0], ink[1], ink[2], ink[3] * opacity);
}

static double
largest (const HenjiChart *chart)
{
  double most = 0;

  for (guint i = 0; i < chart->bars->len; i++)
    most = MAX (most, MAX (bar_at (chart, i)->value, bar_at (chart, i)->before));

  return most;
}

/* ---- Text ------------------------------------------------------------------------------------ */

/* @width: at most, then "…"; below 0: as wide as it is. */
static PangoLayout *
layout_of (PangoContext *context, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (context);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (width >= 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  return layout;
}

static double
text_width (PangoContext *context, const char *text)
{
  PangoLayout *layout = layout_of (context, text, -1);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  g_object_unref (layout);

  return (double) logical.width / PANGO_SCALE;
}

/* In the middle of the line at @y. @align: 0 from @x on, 0.5 around it, 1 up to it. */
static void
draw_text (Drawing *d, const char *text, double x, double y, double width, double align)
{
  PangoLayout *layout = layout_of (d->context, text, width);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (d->cr, x - align * logical.width / PANGO_SCALE,
                 y - ((double) logical.height / PANGO_SCALE - d->unit) / 2);
  pango_cairo_show_layout (d->cr, layout);
  g_object_unref (layout);
}

/* ---- Shapes ---------------------------------------------------------------------------------- */

static void
rounded (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* What is bad is hatched, so that colour is not all that says it. */
static void
fill_shape (
    Drawing *d, double x, double y, double width, double height, gboolean bad, double opacity)
{
  rounded (d->cr, x, y, width, height, d->unit * 0.18);
  set_ink (d, bad ? d->ink->bad : d->ink->fill, opacity);
  if (!bad)
    {
      cairo_fill (d->cr);
      return;
    }
  cairo_save (d->cr);
  cairo_clip_preserve (d->cr);
  set_ink (d, d->ink->bad, 0.35 * opacity);
  cairo_fill (d->cr);
  set_ink (d, d->ink->bad, opacity);
  cairo_set_line_width (d->cr, d->unit * 0.12);
  for (double at = x - height; at < x + width; at += d->unit * 0.4)
    {
      cairo_move_to (d->cr, at, y + height);
      cairo_line_to (d->cr, at + height, y);
    }
  cairo_stroke (d->cr);
  cairo_restore (d->cr);
  rounded (d->cr, x, y, width, height, d->unit * 0.18);
  cairo_set_line_width (d->cr, MAX (1, d->unit * 0.06));
  cairo_stroke (d->cr);
}

static void
stroke_line (Drawing *d, const double ink[4], double x1, double y1, double x2, double y2)
{
  set_ink (d, ink, 1);
  cairo_set_line_width (d->cr, MAX (0.7, d->unit * 0.05));
  cairo_move_to (d->cr, x1, y1);
  cairo_line_to (d->cr, x2, y2);
  cairo_stroke (d->cr);
}

/* ---- Bars ------------------------------------------------------------------------------------ */

static void
draw_bars (Drawing *d)
{
  double labels = 0, words = 0, most = largest (d->chart), room;

  for (guint i = 0; i < d->chart->bars->len; i++)
    {
      labels = MAX (labels, text_width (d->context, bar_at (d->chart, i)->label));
      words = MAX (words, text_width (d->context, bar_at (d->chart, i)->words));
    }
  labels = MIN (labels, d->width * 0.42);
  words = MIN (words, d->width * 0.32);
  room = MAX (d->width - labels - words - d->unit * 1.6, d->unit);
  for (guint i = 0; i < d->chart->bars->len; i++)
    {
      const HenjiChartBar *bar = bar_at (d->chart, i);
      double y = i * ROW * d->unit;
      double text_y = y + (ROW - 1) / 2 * d->unit;
      double x = labels + d->unit * 0.8;
      double length = most > 0 ? room * bar->value / most : 0;
      double end = x + MAX (length, 1);

      if ((int) i == d->marked)
        {
          rounded (d->cr, 0, y, d->width, ROW * d->unit, d->unit * 0.4);
          set_ink (d, d->ink->text, 0.07);
          cairo_fill (d->cr);
        }
      set_ink (d, d->ink->text, 1);
      draw_text (d, bar->label, labels, text_y, labels, 1);
      if (length > 0)
        fill_shape (d, x, y + d->unit * 0.35, length, (ROW - 0.7) * d->unit, bar->bad, 0.85);
      if (bar->before > 0 && most > 0)
        {
          double before = x + room * bar->before / most;

          stroke_line (d, d->ink->text, before, y + d->unit * 0.18, before,
                       y + (ROW - 0.18) * d->unit);
          end = MAX (end, before);
        }
      set_ink (d, d->ink->dim, 1);
      draw_text (d, bar->words, end + d->unit * 0.5, text_y,
                 MAX (d->width - end - d->unit * 0.5, d->unit), 0);
    }
}

/* ---- Columns --------------------------------------------------------------------------------- */

static void
draw_columns (Drawing *d)
{
  guint n = d->chart->bars->len;
  double step = MIN (d->width / n, d->unit * 7);
  double height = (COLUMNS - 2.6) * d->unit, base = height + d->unit * 1.3;
  double most = largest (d->chart);

  for (guint i = 0; i < n; i++)
    {
      const HenjiChartBar *bar = bar_at (d->chart, i);
      double length = most > 0 ? height * bar->value / most : 0;
      double x = i * step;

      if (length > 0)
        fill_shape (d, x + step * 0.18, base - length, step * 0.64, length, bar->bad, 0.85);
      set_ink (d, d->ink->text, 1);
      draw_text (d, bar->words, x + step / 2, base - length - d->unit * 1.15, -1, 0.5);
      set_ink (d, d->ink->dim, 1);
      draw_text (d, bar->label, x + step / 2, base + d->unit * 0.2, -1, 0.5);
    }
  stroke_line (d, d->ink->line, 0, base, step * n, base);
}

/* ---- The line -------------------------------------------------------------------------------- */

/* (transfer full): "2026-11-24" → "11-24"; what is in the table in full. */
static const char *
short_day (const char *day)
{
  return g_utf8_strlen (day, -1) == 10 ? day + 5 : day;
}

static void
draw_line_labels (Drawing *d, double left, double base, double step)
{
  guint n = d->chart->bars->len;
  const HenjiChartBar *last = bar_at (d->chart, n - 1);

  set_ink (d, d->ink->dim, 1);
  draw_text (d, short_day (bar_at (d->chart, 0)->label), left, base + d->unit * 0.2, -1, 0);
  draw_text (d, short_day (bar_at (d->chart, n / 2)->label), left + step * (n / 2),
             base + d->unit * 0.2, -1, 0.5);
  draw_text (d, short_day (last->label), left + step * (n - 1), base + d->unit * 0.2, -1, 1);
}

static void
draw_target (Drawing *d, double left, double right, double y)
{
  const double dashes[] = { d->unit * 0.5, d->unit * 0.3 };

  cairo_save (d->cr);
  cairo_set_dash (d->cr, dashes, 2, 0);
  set_ink (d, d->ink->bad, 1);
  cairo_set_line_width (d->cr, MAX (1, d->unit * 0.09));
  cairo_move_to (d->cr, left, y);
  cairo_line_to (d->cr, right, y);
  cairo_stroke (d->cr);
  cairo_restore (d->cr);
  set_ink (d, d->ink->text, 1);
  draw_text (d, d->chart->target_words, left + d->unit * 0.3, y - d->unit * 1.15, -1, 0);
}

/* What the marketplace said: a square for each day on which it was read, with dashes between. */
static void
draw_own (Drawing *d, double base, double scale, double step)
{
  const double dashes[] = { d->unit * 0.2, d->unit * 0.2 };
  double half = d->unit * 0.2;
  gboolean drawing = FALSE;

  cairo_save (d->cr);
  set_ink (d, d->ink->dim, 1);
  cairo_new_path (d->cr);
  for (guint i = 0; i < d->chart->bars->len; i++)
    if (bar_at (d->chart, i)->before >= 0)
      {
        (drawing ? cairo_line_to : cairo_move_to) (d->cr, i * step,
                                                   base - bar_at (d->chart, i)->before * scale);
        drawing = TRUE;
      }
  cairo_set_dash (d->cr, dashes, 2, 0);
  cairo_set_line_width (d->cr, MAX (1, d->unit * 0.09));
  cairo_stroke (d->cr);
  for (guint i = 0; i < d->chart->bars->len; i++)
    if (bar_at (d->chart, i)->before >= 0)
      cairo_rectangle (d->cr, i * step - half, base - bar_at (d->chart, i)->before * scale - half,
                       2 * half, 2 * half);
  cairo_fill (d->cr);
  cairo_restore (d->cr);
}

/* Beside the line's own words, above or below them where both would lie on each other. */
static void
draw_own_words (Drawing *d, double left, double base, double scale)
{
  const HenjiChartBar *last = bar_at (d->chart, d->chart->bars->len - 1);
  double ours = base - MAX (last->value, 0) * scale, y = base;

  for (guint i = 0; i < d->chart->bars->len; i++)
    if (bar_at (d->chart, i)->before >= 0)
      y = base - bar_at (d->chart, i)->before * scale;
  if (last->value >= 0 && ABS (y - ours) < d->unit * 1.3)
    y = y > ours ? ours + d->unit * 1.3 : ours - d->unit * 1.3;
  set_ink (d, d->ink->dim, 1);
  draw_text (d, d->chart->own_words, left, y - d->unit * 0.5, -1, 0);
}

static void
draw_line (Drawing *d)
{
  guint n = d->chart->bars->len;
  double height = (COLUMNS - 2.8) * d->unit, base = height + d->unit * 1.4;
  double most = MAX (MAX (largest (d->chart), d->chart->target) * 1.15, 0.01);
  const HenjiChartBar *last = bar_at (d->chart, n - 1);
  double words
      = MAX (text_width (d->context, last->words),
             d->chart->own_words != NULL ? text_width (d->context, d->chart->own_words) : 0);
  double right = d->width - words - d->unit * 0.8;
  double step = n > 1 ? right / (n - 1) : 0;
  gboolean drawing = FALSE;

  stroke_line (d, d->ink->line, 0, base, right, base);
  draw_line_labels (d, 0, base, step);
  if (d->chart->target > 0)
    draw_target (d, 0, right, base - height * d->chart->target / most);
  if (d->chart->own_words != NULL)
    {
      draw_own (d, base, height / most, step);
      draw_own_words (d, right + d->unit * 0.5, base, height / most);
    }
  cairo_new_path (d->cr);
  for (guint i = 0; i < n; i++)
    {
      const HenjiChartBar *point = bar_at (d->chart, i);
      double y = base - height * point->value / most;

      if (point->value < 0)
        drawing = FALSE; /* no orders: nothing to go by */
      else if (drawing)
        cairo_line_to (d->cr, i * step, y);
      else
        {
          cairo_move_to (d->cr, i * step, y);
          drawing = TRUE;
        }
    }
  set_ink (d, d->ink->fill, 1);
  cairo_set_line_width (d->cr, MAX (1.5, d->unit * 0.14));
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (d->cr);
  if (last->value >= 0)
    {
      double y = base - height * last->value / most;

      cairo_arc (d->cr, (n - 1) * step, y, d->unit * 0.25, 0, 2 * G_PI);
      cairo_fill (d->cr);
      set_ink (d, d->ink->text, 1);
      draw_text (d, last->words, right + d->unit * 0.5, y - d->unit * 0.5, -1, 0);
    }
}

/* ---- The heat map ---------------------------------------------------------------------------- */

static void
draw_heat (Drawing *d)
{
  int columns = d->chart->n_columns;
  guint rows = d->chart->bars->len / (guint) columns;
  double labels = 0, step, most = MAX (largest (d->chart), 1);

  for (guint row = 0; row < rows; row++)
    labels = MAX (labels, text_width (d->context, bar_at (d->chart, row * (guint) columns)->label));
  labels += d->unit * 0.6;
  step = MIN ((d->width - labels) / columns, d->unit * 5);
  for (int column = 0; column <= columns; column++)
    {
      g_autofree char *hour = g_strdup_printf ("%d", column * 24 / columns);

      set_ink (d, d->ink->dim, 1);
      draw_text (d, hour, labels + column * step, 0, -1, 0.5);
    }
  for (guint i = 0; i < d->chart->bars->len; i++)
    {
      const HenjiChartBar *cell = bar_at (d->chart, i);
      double x = labels + (i % (guint) columns) * step;
      double y = d->unit * 1.3 + (i / (guint) columns) * CELL * d->unit;
      double gap = d->unit * 0.08;

      rounded (d->cr, x + gap, y + gap, step - 2 * gap, CELL * d->unit - 2 * gap, d->unit * 0.2);
      set_ink (d, cell->value > 0 ? d->ink->fill : d->ink->line,
               cell->value > 0 ? 0.14 + 0.44 * cell->value / most : 0.35);
      cairo_fill (d->cr);
      set_ink (d, d->ink->text, 1);
      draw_text (d, cell->words, x + step / 2, y + (CELL - 1) / 2 * d->unit, -1, 0.5);
      if (i % (guint) columns == 0)
        draw_text (d, cell->label, labels - d->unit * 0.6, y + (CELL - 1) / 2 * d->unit, -1, 1);
    }
}

/* ---- Any of them ----------------------------------------------------------------------------- */

double
henji_chart_height (const HenjiChart *self, PangoContext *context, double width)
{
  double unit;

  g_return_val_if_fail (self != NULL && context != NULL, 0);

  unit = unit_of (context);
  switch (self->type)
    {
    case HENJI_CHART_BARS:
      return self->bars->len * ROW * unit;
    case HENJI_CHART_HEAT:
      return (1.5 + self->bars->len / (guint) self->n_columns * CELL) * unit;
    case HENJI_CHART_COLUMNS:
    case HENJI_CHART_LINE:
    default:
      return COLUMNS * unit;
    }
}

void
henji_chart_draw (const HenjiChart *self,
                  cairo_t *cr,
                  PangoContext *context,
                  const HenjiChartInk *ink,
                  double width,
                  int marked)
{
  Drawing d = { self, cr, context, ink, width, 0, marked };

  g_return_if_fail (self != NULL && cr != NULL && context != NULL && ink != NULL);

  d.unit = unit_of (context);
  cairo_save (cr);
  switch (self->type)
    {
    case HENJI_CHART_BARS:
      draw_bars (&d);
      break;
    case HENJI_CHART_COLUMNS:
      draw_columns (&d);
      break;
    case HENJI_CHART_LINE:
      draw_line (&d);
      break;
    case HENJI_CHART_HEAT:
    default:
      draw_heat (&d);
      break;
    }
  cairo_restore (cr);
}

int
henji_chart_find_bar (const HenjiChart *self, PangoContext *context, double y)
{
  int i;

  g_return_val_if_fail (self != NULL && context != NULL, -1);

  i = (int) floor (y / (ROW * unit_of (context)));

  return self->type == HENJI_CHART_BARS && i >= 0 && i < (int) self->bars->len ? i : -1;
}
