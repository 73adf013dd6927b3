/* henji-composition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-composition"

#include "config.h"

#include "henji-composition.h"

#include <math.h>

#define LINE 0.25 /* mm, rules and frames */

static void
part_free (HenjiPart *part)
{
  g_clear_pointer (&part->text, henji_text_unref);
  g_free (part);
}

void
henji_composition_free (HenjiComposition *self)
{
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->code128, henji_barcode_free);
  g_clear_pointer (&self->qr, henji_barcode_free);
  g_clear_pointer (&self->matrix, henji_barcode_free);
  g_clear_pointer (&self->customer, henji_barcode_free);
  g_free (self->customer_text);
  g_free (self);
}

HenjiComposition *
henji_composition_new (void)
{
  HenjiComposition *self = g_new0 (HenjiComposition, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);

  return self;
}

HenjiPart *
henji_composition_add (
    HenjiComposition *self, HenjiPartType type, double x, double y, double width, double height)
{
  HenjiPart *part = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  part = g_new0 (HenjiPart, 1);
  part->type = type;
  part->x = x;
  part->y = y;
  part->width = width;
  part->height = height;
  g_ptr_array_add (self->parts, part);

  return part;
}

char **
henji_composition_payloads (const HenjiComposition *self, const char *code)
{
  g_autoptr (GStrvBuilder) payloads = g_strv_builder_new ();

  g_return_val_if_fail (self != NULL && code != NULL, NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const HenjiPart *part = g_ptr_array_index (self->parts, i);

      if (part->type == HENJI_PART_BARS)
        g_strv_builder_add (payloads, part->code == self->customer ? self->customer_text : code);
    }

  return g_strv_builder_end (payloads);
}

static double
snap (double mm, double dot)
{
  return round (mm / dot) * dot;
}

void
henji_composition_draw (const HenjiComposition *self, cairo_t *cr, double x, double y)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, LINE * HENJI_MM);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const HenjiPart *part = g_ptr_array_index (self->parts, i);
      double left = x + part->x;
      double top = y + part->y;

      switch (part->type)
        {
        case HENJI_PART_TEXT:
          henji_text_draw (part->text, cr, left, top, part->width, part->align);
          break;
        case HENJI_PART_RULE:
          cairo_move_to (cr, left * HENJI_MM, top * HENJI_MM);
          cairo_line_to (cr, (left + part->width) * HENJI_MM, top * HENJI_MM);
          cairo_stroke (cr);
          break;
        case HENJI_PART_FRAME:
          cairo_rectangle (cr, (left + LINE / 2) * HENJI_MM, (top + LINE / 2) * HENJI_MM,
                           (part->width - LINE) * HENJI_MM, (part->height - LINE) * HENJI_MM);
          cairo_stroke (cr);
          break;
        case HENJI_PART_BARS:
          henji_barcode_draw (part->code, cr, snap (left, self->dot) * HENJI_MM,
                              snap (top, self->dot) * HENJI_MM, part->module * HENJI_MM,
                              snap (part->height, self->dot) * HENJI_MM, part->turned);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  if (self->cut_width > 0)
    {
      const double dash[] = { 3, 3 };

      cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_set_line_width (cr, 0.5);
      cairo_rectangle (cr, x * HENJI_MM, y * HENJI_MM, self->cut_width * HENJI_MM,
                       self->cut_height * HENJI_MM);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
