/* henji-reading-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pango knows no dotted line, so it is drawn over the label in the label's own colour.
 */
#define G_LOG_DOMAIN "henji-reading-marks"

#include "config.h"

#include "henji-reading-marks.h"

#include <math.h>

#include "henji-reading-text.h"

#define DOT 1.0f /* px */
#define PERIOD 3.0f
#define GAP 1.0f     /* px left free at both ends, so that neighbours stay apart */
#define BELOW 2.0f   /* px under the baseline, beside a share of the line's height */
#define STRONG 0.75f /* of the text's colour: what the message is about */
#define FAINT 0.4f   /* any other word */

static void
draw_dots (GtkSnapshot *snapshot, float x, float y, float width, const GdkRGBA *color)
{
  float left = ceilf (x + GAP), right = floorf (x + width - GAP);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (left, roundf (y), right - left, DOT);
  graphene_rect_t tile = GRAPHENE_RECT_INIT (left, roundf (y), PERIOD, DOT);
  graphene_rect_t dot = GRAPHENE_RECT_INIT (left, roundf (y), DOT, DOT);

  if (right <= left)
    return;
  gtk_snapshot_push_repeat (snapshot, &bounds, &tile);
  gtk_snapshot_append_color (snapshot, color, &dot);
  gtk_snapshot_pop (snapshot);
}

/* Draws what of the spans stands on one line. */
static void
draw_line (const HenjiReading *reading,
           PangoLayoutLine *line,
           float x,
           float y,
           GtkSnapshot *snapshot,
           const GdkRGBA *color)
{
  int first = line->start_index, last = line->start_index + line->length;

  for (guint i = 0; i < reading->spans->len; i++)
    {
      const HenjiReadingSpan *span = &g_array_index (reading->spans, HenjiReadingSpan, i);
      g_autofree int *ranges = NULL;
      GdkRGBA shade = *color;
      int n = 0;

      if ((int) span->end <= first)
        continue;
      if ((int) span->start >= last)
        break;
      pango_layout_line_get_x_ranges (line, MAX ((int) span->start, first),
                                      MIN ((int) span->end, last), &ranges, &n);
      shade.alpha *= span->type == HENJI_READING_WORD ? FAINT : STRONG;
      for (int k = 0; k < n; k++)
        draw_dots (snapshot, x + (float) ranges[2 * k] / PANGO_SCALE, y,
                   (float) (ranges[2 * k + 1] - ranges[2 * k]) / PANGO_SCALE, &shade);
    }
}

void
henji_reading_marks_draw (const HenjiReading *reading,
                          GtkLabel *label,
                          GtkWidget *parent,
                          GtkSnapshot *snapshot)
{
  PangoLayoutIter *iter;
  GdkRGBA color;
  double x, y;
  int layout_x, layout_y;

  g_return_if_fail (reading != NULL && GTK_IS_LABEL (label));

  if (reading->spans->len == 0 || !gtk_widget_get_mapped (GTK_WIDGET (label)))
    return;

  gtk_label_get_layout_offsets (label, &layout_x, &layout_y);
  gtk_widget_translate_coordinates (GTK_WIDGET (label), parent, layout_x, layout_y, &x, &y);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (label)), &color);
  iter = pango_layout_get_iter (gtk_label_get_layout (label));
  do
    {
      PangoRectangle logical;
      float below;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      below = BELOW + (float) logical.height / PANGO_SCALE / 16;
      draw_line (reading, pango_layout_iter_get_line_readonly (iter), (float) x,
                 (float) y + (float) pango_layout_iter_get_baseline (iter) / PANGO_SCALE + below,
                 snapshot, &color);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* Where @span stands on the line of the layout that holds @index. */
static void
place_of (PangoLayout *layout, const HenjiReadingSpan *span, int index, GdkRectangle *out)
{
  PangoRectangle from, to;
  int number;
  PangoLayoutLine *line;

  pango_layout_index_to_line_x (layout, index, FALSE, &number, NULL);
  line = pango_layout_get_line_readonly (layout, number);
  pango_layout_index_to_pos (layout, MAX ((int) span->start, line->start_index), &from);
  pango_layout_index_to_pos (layout, MIN ((int) span->end, line->start_index + line->length), &to);
  out->x = PANGO_PIXELS (MIN (from.x, to.x));
  out->y = PANGO_PIXELS (from.y);
  out->width = MAX (PANGO_PIXELS (ABS (to.x - from.x)), 1);
  out->height = PANGO_PIXELS (from.height);
}

/* The tooltip's own label would break a few words of Japanese over two lines. */
static GtkLabel *
tip_of (GtkLabel *label)
{
  GtkWidget *tip = g_object_get_data (G_OBJECT (label), "henji-reading-tip");

  if (tip == NULL)
    {
      tip = g_object_ref_sink (gtk_label_new (NULL));
      g_object_set_data_full (G_OBJECT (label), "henji-reading-tip", tip, g_object_unref);
    }

  return GTK_LABEL (tip);
}

gboolean
henji_reading_marks_tooltip (
    const HenjiReading *reading, GtkLabel *label, int x, int y, GtkTooltip *tooltip)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const HenjiReadingSpan *span;
  g_autofree char *words = NULL;
  GdkRectangle area;
  int layout_x, layout_y, index;

  g_return_val_if_fail (reading != NULL && GTK_IS_LABEL (label), FALSE);

  gtk_label_get_layout_offsets (label, &layout_x, &layout_y);
  if (!pango_layout_xy_to_index (layout, (x - layout_x) * PANGO_SCALE, (y - layout_y) * PANGO_SCALE,
                                 &index, NULL))
    return FALSE;
  span = henji_reading_at (reading, (guint) index);
  if (span == NULL)
    return FALSE;

  place_of (layout, span, index, &area);
  area.x += layout_x;
  area.y += layout_y;
  words = henji_reading_words (span);
  gtk_label_set_text (tip_of (label), words);
  gtk_tooltip_set_custom (tooltip, GTK_WIDGET (tip_of (label)));
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}
