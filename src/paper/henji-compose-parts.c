/* henji-compose-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-compose-parts"

#include "config.h"

#include "henji-compose-private.h"

#include <math.h>

/* Type sizes in points on a label of 98 × 68 mm, and the least that is still read easily. */
static const double role_size[N_ROLES] = { 14, 11, 11, 8.5, 7.5, 7 };
static const double role_min[N_ROLES] = { 12, 9, 8, 7, 7, 7 };
static const double role_max[N_ROLES] = { 34, 26, 20, 12.5, 10, 9 };

static double
half_points (double size)
{
  return floor (size * 2 + 0.001) / 2;
}

static double
role_points (const HenjiComposer *self, const HenjiAttempt *attempt, HenjiRole role)
{
  double size = MIN (role_size[role] * self->scale, role_max[role]) * attempt->shrink;

  return MAX (role_min[role], half_points (size));
}

HenjiText *
henji_composer_set (HenjiComposer *self,
                    const HenjiAttempt *attempt,
                    const char *words,
                    HenjiRole role,
                    gboolean bold,
                    double width,
                    int max_lines)
{
  HenjiText *text = henji_typesetter_set (
      self->typesetter, words, role_points (self, attempt, role), bold, width, max_lines);

  if (self->missing == 0)
    self->missing = text->missing;

  return text;
}

HenjiPart *
henji_composer_add (
    HenjiComposer *self, HenjiPartType type, double x, double y, double width, double height)
{
  return henji_composition_add (self->out, type, self->inset + x, self->inset + y, width, height);
}

/* (transfer full) @text. Returns the height taken. */
double
henji_composer_add_text (
    HenjiComposer *self, HenjiText *text, double x, double y, double width, HenjiAlign align)
{
  HenjiPart *part = henji_composer_add (self, HENJI_PART_TEXT, x, y, width, text->height);

  part->text = text;
  part->align = align;

  return text->height;
}

void
henji_composer_add_bars (HenjiComposer *self,
                         const HenjiBarcode *code,
                         double module,
                         double x,
                         double y,
                         double height,
                         gboolean turned)
{
  HenjiPart *part = henji_composer_add (self, HENJI_PART_BARS, x, y, 0, height);

  part->code = code;
  part->module = module;
  part->turned = turned;
}

double
henji_composer_place (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width)
{
  const HenjiWording *wording = self->wording;
  double top = y;

  if (!wording->japanese && wording->name != NULL)
    y += henji_composer_put (self, attempt, wording->name, HENJI_ROLE_NAME, TRUE, 0, y, width);
  for (int i = 0; wording->address[i] != NULL; i++)
    y += henji_composer_put (self, attempt, wording->address[i], HENJI_ROLE_ADDRESS,
                             g_str_has_prefix (wording->address[i], "〒"), 0, y, width);
  if (wording->japanese && wording->name != NULL)
    {
      y += 0.4 * self->scale;
      y += henji_composer_put (self, attempt, wording->name, HENJI_ROLE_NAME, TRUE, 0, y, width);
    }

  return y - top;
}

/* Sets it @width wide, the words of who pays at its right edge, the lines beside a code only
 * @line_width. Returns the height, and in @code_y where a code may begin. */
double
henji_composer_address (HenjiComposer *self,
                        const HenjiAttempt *attempt,
                        double width,
                        double line_width,
                        double *code_y)
{
  HenjiText *caption
      = henji_composer_set (self, attempt, self->wording->words->to, HENJI_ROLE_INFO, TRUE, 0, 0);
  HenjiText *postage
      = henji_composer_set (self, attempt, self->wording->words->postage[self->label->postage],
                            HENJI_ROLE_INFO, TRUE, 0, 0);
  double pad = 0.45 * postage->size / HENJI_MM;
  double box_height = postage->height + pad;
  double box_width = postage->ink_width + 3 * pad;
  double y = 0;

  if (box_width + caption->ink_width + 2 > width)
    {
      henji_text_unref (caption);
      henji_text_unref (postage);
      return INFINITY;
    }
  henji_composer_add_text (self, caption, 0, (box_height - caption->height) / 2, width,
                           HENJI_ALIGN_LEFT);
  henji_composer_add (self, HENJI_PART_FRAME, width - box_width, 0, box_width, box_height);
  henji_composer_add_text (self, postage, width - box_width, pad / 2, box_width,
                           HENJI_ALIGN_CENTRE);
  *code_y = box_height;
  /* Beside a code the address begins under its own words, not under the frame. */
  y += (line_width < width ? (box_height + caption->height) / 2 : box_height) + 0.6 * self->scale;

  return y + henji_composer_place (self, attempt, y, line_width);
}

double
henji_composer_put (HenjiComposer *self,
                    const HenjiAttempt *attempt,
                    const char *words,
                    HenjiRole role,
                    gboolean bold,
                    double x,
                    double y,
                    double width)
{
  return henji_composer_add_text (self,
                                  henji_composer_set (self, attempt, words, role, bold, width, 0),
                                  x, y, width, HENJI_ALIGN_LEFT);
}

typedef struct
{
  HenjiText *caption; /* nullable */
  HenjiText *value;
} Row;

static void
row_clear (Row *row)
{
  g_clear_pointer (&row->caption, henji_text_unref);
  g_clear_pointer (&row->value, henji_text_unref);
}

static const HenjiText *
add_row (HenjiComposer *self,
         const HenjiAttempt *attempt,
         GArray *rows,
         const char *caption,
         const char *value,
         double caption_width,
         double width,
         int max_lines)
{
  Row row = { 0 };

  if (caption != NULL)
    row.caption = henji_composer_set (self, attempt, caption, HENJI_ROLE_CAPTION, FALSE, 0, 0);
  row.value = henji_composer_set (self, attempt, value, HENJI_ROLE_INFO, FALSE,
                                  width - caption_width, max_lines);
  g_array_append_val (rows, row);

  return row.value;
}

/* Adds the rows. Returns their height. */
static double
put_rows (HenjiComposer *self, GArray *rows, double indent, double x, double y, double width)
{
  double top = y;

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      /* Both on one baseline: the top of a line is one size above it. */
      double drop = row->caption != NULL ? (row->value->size - row->caption->size) / HENJI_MM : 0;

      if (row->caption != NULL)
        henji_composer_add_text (self, g_steal_pointer (&row->caption), x, y + drop, indent,
                                 HENJI_ALIGN_LEFT);
      y += henji_composer_add_text (self, g_steal_pointer (&row->value), x + indent, y,
                                    width - indent, HENJI_ALIGN_LEFT);
    }

  return y - top;
}

static double
caption_width (HenjiComposer *self,
               const HenjiAttempt *attempt,
               const char *const *captions,
               guint n_captions)
{
  double width = 0;

  for (guint i = 0; i < n_captions; i++)
    {
      if (captions[i] == NULL)
        continue;
      g_autoptr (HenjiText) text
          = henji_composer_set (self, attempt, captions[i], HENJI_ROLE_CAPTION, FALSE, 0, 0);

      width = MAX (width, text->ink_width);
    }

  return width + 2;
}

double
henji_composer_info (
    HenjiComposer *self, const HenjiAttempt *attempt, double x, double y, double width)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  const char *const captions[]
      = { self->wording->words->order, self->wording->words->from, self->wording->words->items };
  double indent = caption_width (self, attempt, captions, G_N_ELEMENTS (captions));
  int n = (int) self->wording->items->len;
  int shown = MIN (n, attempt->n_items);

  g_array_set_clear_func (rows, (GDestroyNotify) row_clear);
  if (width - indent < 12)
    return INFINITY;

  if (self->wording->order != NULL)
    {
      const HenjiText *order = add_row (self, attempt, rows, self->wording->words->order,
                                        self->wording->order, indent, width, 0);

      if (!attempt->broken && order->n_lines > 1)
        return INFINITY;
    }
  if (self->wording->from != NULL)
    add_row (self, attempt, rows, self->wording->words->from, self->wording->from, indent, width,
             0);
  for (int i = 0; i < shown; i++)
    add_row (self, attempt, rows, i == 0 ? self->wording->words->items : NULL,
             g_ptr_array_index (self->wording->items, i), indent, width,
             attempt->n_items < 2 || n > 2 ? 1
             : n == 2                      ? 2
                                           : 3);
  if (n > shown)
    {
      g_autofree char *more = henji_wording_more (self->wording, n - shown);

      add_row (self, attempt, rows, shown == 0 ? self->wording->words->items : NULL, more, indent,
               width, 1);
    }

  return put_rows (self, rows, indent, x, y, width);
}

double
henji_composer_facts (HenjiComposer *self,
                      const HenjiAttempt *attempt,
                      const HenjiFact *facts,
                      guint n_facts,
                      double x,
                      double y,
                      double width)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autofree const char **captions = g_new0 (const char *, n_facts + 1);
  double indent = 0;

  g_array_set_clear_func (rows, (GDestroyNotify) row_clear);
  for (guint i = 0; i < n_facts; i++)
    captions[i] = facts[i].caption;
  indent = caption_width (self, attempt, captions, n_facts);
  if (width - indent < 12)
    return INFINITY;
  for (guint i = 0; i < n_facts; i++)
    add_row (self, attempt, rows, facts[i].caption, facts[i].value, indent, width,
             facts[i].max_lines);

  return put_rows (self, rows, indent, x, y, width);
}

double
henji_composer_rma (HenjiComposer *self,
                    const HenjiAttempt *attempt,
                    double y,
                    double width,
                    HenjiAlign align,
                    double x)
{
  HenjiText *caption = henji_composer_set (self, attempt, self->wording->code_caption,
                                           HENJI_ROLE_CAPTION, FALSE, 0, 0);
  HenjiText *number = henji_composer_set (self, attempt, henji_label_code (self->label),
                                          HENJI_ROLE_RMA, TRUE, 0, 0);
  double gap = 2;
  double both = caption->ink_width + gap + number->ink_width;
  double drop = (number->size - caption->size) / HENJI_MM;
  double height = number->height;

  if (both <= width)
    {
      double left = x + (align == HENJI_ALIGN_CENTRE ? (width - both) / 2 : 0);

      henji_composer_add_text (self, caption, left, y + drop, caption->ink_width, HENJI_ALIGN_LEFT);
      henji_composer_add_text (self, number, left + both - number->ink_width, y, number->ink_width,
                               HENJI_ALIGN_LEFT);
      return height;
    }

  /* Too long for one line: the caption above, the number wrapped. */
  henji_text_unref (number);
  number = henji_composer_set (self, attempt, henji_label_code (self->label), HENJI_ROLE_RMA, TRUE,
                               width, 0);
  height = caption->height + number->height;
  henji_composer_add_text (self, caption, x, y, width, align);
  henji_composer_add_text (self, number, x, y + caption->height, width, align);

  return attempt->broken || number->n_lines == 1 ? height : INFINITY;
}

double
henji_composer_note (HenjiComposer *self,
                     const HenjiAttempt *attempt,
                     double width,
                     HenjiText **strong,
                     HenjiText **plain)
{
  *strong = henji_composer_set (self, attempt, self->wording->words->not_postage, HENJI_ROLE_NOTE,
                                TRUE, width, 0);
  if (!attempt->short_note)
    *plain
        = henji_composer_set (self, attempt, self->wording->words->what_to_do[self->label->postage],
                              HENJI_ROLE_NOTE, FALSE, width, 0);

  return (*strong)->height + (*plain != NULL ? (*plain)->height : 0);
}

/* How many half points the address can shrink before everything is at its least. */
int
henji_composer_n_steps (const HenjiComposer *self)
{
  double least = 1;

  for (int i = 0; i < N_ROLES; i++)
    least = MIN (least, role_min[i] / (role_size[i] * self->scale));

  return (int) ceil ((1 - least) * role_size[HENJI_ROLE_ADDRESS] * self->scale * 2);
}

double
henji_composer_shrink (const HenjiComposer *self, int step)
{
  return 1 - 0.5 * step / (role_size[HENJI_ROLE_ADDRESS] * self->scale);
}
