/* henji-compose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-compose"

#include "config.h"

#include "henji-compose.h"

#include "henji-wording.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* A label is set from top to bottom: who it goes to, the number as bars, what is inside, and that
 * it is not postage. Four forms differ in where the codes stand; every form is tried from its
 * largest type down in steps of half a point, then with fewer items, then with the short note. What
 * still does not fit is refused, nothing is ever cut off. */

#define MIN_MODULE 0.25 /* mm, Code 128; a dot of 203 dpi twice is 0.2502 */
#define MAX_MODULE 0.51
#define MIN_QR_MODULE 0.4   /* mm */
#define MIN_BAR_HEIGHT 12.0 /* mm */
#define MAX_BAR_HEIGHT 24.0
#define BAR_RATIO 0.15 /* of the symbol's width: ISO/IEC 15417 4.4.2 */
#define CLEARLY 4      /* half points, a difference in type size that counts */
#define MAX_SHOWN 40   /* characters of a number in a sentence */

typedef enum
{
  FORM_BESIDE, /* QR code beside the bars */
  FORM_BELOW,  /* QR code below the bars, beside the items */
  FORM_ABOVE,  /* QR code beside the address, the items beside the bars: the lowest form */
  FORM_TURNED, /* bars run down the right edge, for narrow labels */
  N_FORMS
} Form;

typedef enum
{
  ROLE_NAME,
  ROLE_ADDRESS,
  ROLE_RMA,
  ROLE_INFO,
  ROLE_CAPTION,
  ROLE_NOTE,
  N_ROLES
} Role;

/* Type sizes in points on a label of 98 × 68 mm, and the least that is still read easily. */
static const double role_size[N_ROLES] = { 14, 11, 11, 8.5, 7.5, 7 };
static const double role_min[N_ROLES] = { 12, 9, 8, 7, 7, 7 };
static const double role_max[N_ROLES] = { 34, 26, 20, 12.5, 10, 9 };

/* What is set, cleaned, once for all attempts. */
typedef struct
{
  const HenjiLabel *label;
  const HenjiStock *stock;
  HenjiTypesetter *typesetter;
  HenjiComposition *out;
  double width; /* inside the free edge, mm */
  double height;
  double inset;
  double scale; /* of the type, by the label's size */
  double dot;
  HenjiWording *wording;
  gunichar missing;
} Composer;

/* One attempt. */
typedef struct
{
  Form form;
  double shrink; /* factor on the type sizes */
  int n_items;
  gboolean short_note;
  gboolean broken; /* numbers may be broken across lines */
} Attempt;

static double
half_points (double size)
{
  return floor (size * 2 + 0.001) / 2;
}

static double
role_points (const Composer *self, const Attempt *attempt, Role role)
{
  double size = MIN (role_size[role] * self->scale, role_max[role]) * attempt->shrink;

  return MAX (role_min[role], half_points (size));
}

static HenjiText *
set_text (Composer *self,
          const Attempt *attempt,
          const char *words,
          Role role,
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

static HenjiPart *
add_part (Composer *self, HenjiPartType type, double x, double y, double width, double height)
{
  return henji_composition_add (self->out, type, self->inset + x, self->inset + y, width, height);
}

/* (transfer full) @text. Returns the height taken. */
static double
add_text (Composer *self, HenjiText *text, double x, double y, double width, HenjiAlign align)
{
  HenjiPart *part = add_part (self, HENJI_PART_TEXT, x, y, width, text->height);

  part->text = text;
  part->align = align;

  return text->height;
}

static void
add_bars (Composer *self,
          const HenjiBarcode *code,
          double module,
          double x,
          double y,
          double height,
          gboolean turned)
{
  HenjiPart *part = add_part (self, HENJI_PART_BARS, x, y, 0, height);

  part->code = code;
  part->module = module;
  part->turned = turned;
}

/* The largest whole number of dots that is at most @most mm, but at least @least mm (a hundredth
 * under is printing tolerance), or 0. */
static double
whole_dots (const Composer *self, double least, double most)
{
  double dots = floor (most / self->dot + 0.001);

  return dots >= 1 && dots * self->dot > least - 0.005 ? dots * self->dot : 0;
}

/* Where bars may begin: the free edge is white, so it counts as quiet zone. One dot more, for the
 * shift onto whole dots. */
static double
quiet_indent (const Composer *self, int modules, double module)
{
  return MAX (0, modules * module + self->dot - self->inset);
}

/* ---- Address -------------------------------------------------------------------------------- */

/* Sets it @width wide, the words of who pays at its right edge, the lines beside a code only
 * @line_width. Returns the height, and in @code_y where a code may begin. */
static double
compose_address (
    Composer *self, const Attempt *attempt, double width, double line_width, double *code_y)
{
  HenjiText *caption = set_text (self, attempt, self->wording->words->to, ROLE_INFO, TRUE, 0, 0);
  HenjiText *postage = set_text (self, attempt, self->wording->words->postage[self->label->postage],
                                 ROLE_INFO, TRUE, 0, 0);
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
  add_text (self, caption, 0, (box_height - caption->height) / 2, width, HENJI_ALIGN_LEFT);
  add_part (self, HENJI_PART_FRAME, width - box_width, 0, box_width, box_height);
  add_text (self, postage, width - box_width, pad / 2, box_width, HENJI_ALIGN_CENTRE);
  *code_y = box_height;
  /* Beside a code the address begins under its own words, not under the frame. */
  y += (line_width < width ? (box_height + caption->height) / 2 : box_height) + 0.6 * self->scale;

  if (!self->wording->japanese && self->wording->name != NULL)
    y += add_text (self,
                   set_text (self, attempt, self->wording->name, ROLE_NAME, TRUE, line_width, 0), 0,
                   y, line_width, HENJI_ALIGN_LEFT);
  for (int i = 0; self->wording->address[i] != NULL; i++)
    {
      gboolean code = g_str_has_prefix (self->wording->address[i], "〒");

      y += add_text (
          self,
          set_text (self, attempt, self->wording->address[i], ROLE_ADDRESS, code, line_width, 0), 0,
          y, line_width, HENJI_ALIGN_LEFT);
    }
  if (self->wording->japanese && self->wording->name != NULL)
    {
      y += 0.4 * self->scale;
      y += add_text (self,
                     set_text (self, attempt, self->wording->name, ROLE_NAME, TRUE, line_width, 0),
                     0, y, line_width, HENJI_ALIGN_LEFT);
    }

  return y;
}

/* ---- What is inside ------------------------------------------------------------------------- */

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
add_row (Composer *self,
         const Attempt *attempt,
         GArray *rows,
         const char *caption,
         const char *value,
         double caption_width,
         double width,
         int max_lines)
{
  Row row = { 0 };

  if (caption != NULL)
    row.caption = set_text (self, attempt, caption, ROLE_CAPTION, FALSE, 0, 0);
  row.value = set_text (self, attempt, value, ROLE_INFO, FALSE, width - caption_width, max_lines);
  g_array_append_val (rows, row);

  return row.value;
}

static double
caption_width (Composer *self, const Attempt *attempt)
{
  const char *const captions[]
      = { self->wording->words->order, self->wording->words->from, self->wording->words->items };
  double width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (captions); i++)
    {
      g_autoptr (HenjiText) text = set_text (self, attempt, captions[i], ROLE_CAPTION, FALSE, 0, 0);

      width = MAX (width, text->ink_width);
    }

  return width + 2;
}

static double
compose_info (Composer *self, const Attempt *attempt, double x, double y, double width)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  double indent = caption_width (self, attempt);
  int n = (int) self->wording->items->len;
  int shown = MIN (n, attempt->n_items);
  double top = y;

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

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);
      /* Both on one baseline: the top of a line is one size above it. */
      double drop = row->caption != NULL ? (row->value->size - row->caption->size) / HENJI_MM : 0;

      if (row->caption != NULL)
        add_text (self, g_steal_pointer (&row->caption), x, y + drop, indent, HENJI_ALIGN_LEFT);
      y += add_text (self, g_steal_pointer (&row->value), x + indent, y, width - indent,
                     HENJI_ALIGN_LEFT);
    }

  return y - top;
}

/* ---- The whole ------------------------------------------------------------------------------ */

static double
rma_line (
    Composer *self, const Attempt *attempt, double y, double width, HenjiAlign align, double x)
{
  HenjiText *caption
      = set_text (self, attempt, self->wording->words->rma, ROLE_CAPTION, FALSE, 0, 0);
  HenjiText *number = set_text (self, attempt, self->label->rma, ROLE_RMA, TRUE, 0, 0);
  double gap = 2;
  double both = caption->ink_width + gap + number->ink_width;
  double drop = (number->size - caption->size) / HENJI_MM;
  double height = number->height;

  if (both <= width)
    {
      double left = x + (align == HENJI_ALIGN_CENTRE ? (width - both) / 2 : 0);

      add_text (self, caption, left, y + drop, caption->ink_width, HENJI_ALIGN_LEFT);
      add_text (self, number, left + both - number->ink_width, y, number->ink_width,
                HENJI_ALIGN_LEFT);
      return height;
    }

  /* Too long for one line: the caption above, the number wrapped. */
  henji_text_unref (number);
  number = set_text (self, attempt, self->label->rma, ROLE_RMA, TRUE, width, 0);
  height = caption->height + number->height;
  add_text (self, caption, x, y, width, align);
  add_text (self, number, x, y + caption->height, width, align);

  return attempt->broken || number->n_lines == 1 ? height : INFINITY;
}

static double
note_height (
    Composer *self, const Attempt *attempt, double width, HenjiText **strong, HenjiText **plain)
{
  *strong = set_text (self, attempt, self->wording->words->not_postage, ROLE_NOTE, TRUE, width, 0);
  if (!attempt->short_note)
    *plain = set_text (self, attempt, self->wording->words->what_to_do[self->label->postage],
                       ROLE_NOTE, FALSE, width, 0);

  return (*strong)->height + (*plain != NULL ? (*plain)->height : 0);
}

/* The QR code's module: as large as a share of the label allows, never below its least. */
static double
qr_module (const Composer *self, double side)
{
  double module = whole_dots (self, MIN_QR_MODULE, side / self->out->qr->columns);

  if (module == 0)
    module = ceil (MIN_QR_MODULE / self->dot - 0.001) * self->dot;

  return module;
}

/* What an attempt measured, millimetres. */
typedef struct
{
  double gap;        /* above and below a rule */
  double module;     /* of Code 128 */
  double indent;     /* of its bars from the free edge */
  double code_width; /* of its bars */
  double bar_height;
  double square; /* module of the QR code */
  double qr_side;
  double qr_right;   /* kept free right of it */
  double qr_take;    /* of the width, quiet zones included */
  double text_width; /* what the bars at the right edge leave */
  double column;     /* under the bars */
  double info_x;
  double info_width;
  double slack; /* height left under the bars beside longer neighbours */
} Measure;

/* The widest module whose bars fit with both quiet zones; FALSE when none does. */
static gboolean
measure_bars (Composer *self, const Attempt *attempt, Measure *m)
{
  gboolean shared = attempt->form == FORM_BESIDE || attempt->form == FORM_ABOVE;
  double room = attempt->form == FORM_TURNED ? self->height : self->width;
  double most = MAX_MODULE;

  if (attempt->form == FORM_BESIDE)
    room -= m->qr_take;
  if (attempt->form == FORM_ABOVE)
    room *= 0.60;
  for (;; most -= self->dot)
    {
      m->module = whole_dots (self, MIN_MODULE, most);
      if (m->module == 0)
        return FALSE;
      m->indent = quiet_indent (self, HENJI_CODE128_QUIET, m->module);
      m->code_width = self->out->code128->columns * m->module;
      if (m->indent + m->code_width
              + (shared ? HENJI_CODE128_QUIET * m->module + self->dot : m->indent)
          <= room)
        return TRUE;
    }
}

static gboolean
measure (Composer *self, const Attempt *attempt, Measure *m)
{
  double side = 0;

  if (attempt->form == FORM_BESIDE || attempt->form == FORM_ABOVE)
    side = CLAMP (MIN (0.30 * self->height, 0.26 * self->width), 8, 40);
  else
    side = CLAMP (0.26 * self->width, 8, 32);

  m->gap = MAX (1.4, 2.0 + 1.2 * (self->scale - 1));
  m->square = qr_module (self, side);
  m->qr_side = self->out->qr->columns * m->square;
  m->qr_right = attempt->form == FORM_TURNED ? HENJI_QR_QUIET * m->square
                                             : quiet_indent (self, HENJI_QR_QUIET, m->square);
  m->qr_take = m->qr_side + m->qr_right + HENJI_QR_QUIET * m->square + self->dot;
  m->text_width = self->width;
  if (!measure_bars (self, attempt, m))
    return FALSE;

  m->bar_height = MAX (MIN_BAR_HEIGHT, BAR_RATIO * m->code_width);
  if (attempt->form == FORM_TURNED)
    {
      m->bar_height = MIN_BAR_HEIGHT;
      m->text_width = self->width - m->bar_height - 3;
    }
  m->column = m->text_width;
  m->info_width = m->text_width - m->qr_take;
  if (attempt->form == FORM_BESIDE)
    m->column = m->info_width = self->width - m->qr_take;
  if (attempt->form == FORM_ABOVE)
    {
      m->column = m->indent + m->code_width;
      m->info_x = m->column + HENJI_CODE128_QUIET * m->module + self->dot;
      m->info_width = self->width - m->info_x;
    }

  return m->text_width >= 25 && m->info_width >= 20;
}

/* Under a rule the white of the gap counts as quiet zone. */
static double
qr_drop (const Composer *self, const Measure *m)
{
  return MAX (0, HENJI_QR_QUIET * m->square + self->dot - m->gap);
}

/* The number as bars, what is inside, from @y on. Returns the height taken. */
static double
compose_middle (Composer *self, const Attempt *attempt, Measure *m, double y)
{
  double top = y, info = 0, drop = qr_drop (self, m);

  if (attempt->form == FORM_BELOW)
    add_bars (self, self->out->code128, m->module, (self->width - m->code_width) / 2, y,
              m->bar_height, FALSE);
  else if (attempt->form != FORM_TURNED)
    add_bars (self, self->out->code128, m->module, m->indent, y, m->bar_height, FALSE);

  if (attempt->form != FORM_TURNED)
    y += m->bar_height + 0.5;
  y += rma_line (self, attempt, y, m->column,
                 attempt->form == FORM_BELOW ? HENJI_ALIGN_CENTRE : HENJI_ALIGN_LEFT, 0);

  if (attempt->form == FORM_ABOVE)
    {
      info = compose_info (self, attempt, m->info_x, top - 0.4, m->info_width);
      m->slack = MAX (0, info - (y - top));
      return MAX (y - top, info);
    }

  if (attempt->form == FORM_BESIDE)
    {
      y += 1.2 * self->scale;
      y += compose_info (self, attempt, 0, y, m->info_width);
      add_bars (self, self->out->qr, m->square, self->width - m->qr_right - m->qr_side, top + drop,
                m->qr_side, FALSE);
      return MAX (y - top, m->qr_side + 2 * drop);
    }

  y += m->gap;
  add_part (self, HENJI_PART_RULE, 0, y, m->text_width, 0);
  y += m->gap;
  info = compose_info (self, attempt, 0, y, m->info_width);
  add_bars (self, self->out->qr, m->square, m->text_width - m->qr_right - m->qr_side, y + drop,
            m->qr_side, FALSE);

  return y - top + MAX (info, m->qr_side + 2 * drop);
}

static double
compose_top (Composer *self, const Attempt *attempt, const Measure *m)
{
  gboolean above = attempt->form == FORM_ABOVE;
  double code_y = 0;
  double y = compose_address (self, attempt, m->text_width,
                              m->text_width - (above ? m->qr_take : 0), &code_y);

  if (!above)
    return y;

  code_y += HENJI_QR_QUIET * m->square + self->dot;
  add_bars (self, self->out->qr, m->square, self->width - m->qr_right - m->qr_side, code_y,
            m->qr_side, FALSE);

  return MAX (y, code_y + m->qr_side + qr_drop (self, m));
}

/* Sets everything; FALSE when it is too high or too wide. */
static gboolean
compose_attempt (Composer *self, const Attempt *attempt)
{
  Measure m = { 0 };
  HenjiText *strong = NULL, *plain = NULL;
  double top = 0, middle = 0, note = 0, spare = 0, extra = 0, y = 0;
  int n_gaps = attempt->form == FORM_BELOW || attempt->form == FORM_TURNED ? 6 : 4;

  g_ptr_array_set_size (self->out->parts, 0);
  if (!measure (self, attempt, &m))
    return FALSE;

  top = compose_top (self, attempt, &m);
  middle = compose_middle (self, attempt, &m, 0);
  note = note_height (self, attempt, m.text_width, &strong, &plain);
  spare = self->height - top - middle - note - 4 * m.gap;
  if (!isfinite (spare) || spare < 0)
    {
      g_clear_pointer (&strong, henji_text_unref);
      g_clear_pointer (&plain, henji_text_unref);
      return FALSE;
    }

  /* Taller bars are easier to scan; then the gaps breathe. */
  if (attempt->form != FORM_TURNED)
    {
      double most = MIN (MAX_BAR_HEIGHT, 0.3 * m.code_width);

      m.bar_height += CLAMP (m.slack, 0, MAX (0, most - m.bar_height));
      extra = CLAMP (spare * 0.4, 0, MAX (0, most - m.bar_height));
      m.bar_height += extra;
      spare -= extra;
    }
  m.gap += MIN (spare / n_gaps, 2.0 * self->scale);

  g_ptr_array_set_size (self->out->parts, 0);
  y = compose_top (self, attempt, &m) + m.gap;
  add_part (self, HENJI_PART_RULE, 0, y, m.text_width, 0);
  y += m.gap;
  compose_middle (self, attempt, &m, y);
  if (attempt->form == FORM_TURNED)
    add_bars (self, self->out->code128, m.module, self->width - m.bar_height,
              (self->height - m.code_width) / 2, m.bar_height, TRUE);

  y = self->height - note;
  add_part (self, HENJI_PART_RULE, 0, y - MIN (m.gap, 2.0), m.text_width, 0);
  y += add_text (self, strong, 0, y, m.text_width, HENJI_ALIGN_LEFT);
  if (plain != NULL)
    add_text (self, plain, 0, y, m.text_width, HENJI_ALIGN_LEFT);

  return TRUE;
}

/* How many half points the address can shrink before everything is at its least. */
static int
n_steps (const Composer *self)
{
  double least = 1;

  for (int i = 0; i < N_ROLES; i++)
    least = MIN (least, role_min[i] / (role_size[i] * self->scale));

  return (int) ceil ((1 - least) * role_size[ROLE_ADDRESS] * self->scale * 2);
}

static double
shrink_of (const Composer *self, int step)
{
  return 1 - 0.5 * step / (role_size[ROLE_ADDRESS] * self->scale);
}

/* The largest type at which @attempt fits, as a step; -1 when none does. */
static int
best_step (Composer *self, Attempt *attempt)
{
  int low = 0;
  int high = n_steps (self);

  attempt->shrink = shrink_of (self, high);
  if (!compose_attempt (self, attempt))
    return -1;
  while (low < high)
    {
      int middle = (low + high) / 2;

      attempt->shrink = shrink_of (self, middle);
      if (compose_attempt (self, attempt))
        high = middle;
      else
        low = middle + 1;
    }

  return high;
}

static gboolean
compose_best (Composer *self)
{
  static const Form tall[] = { FORM_BELOW, FORM_BESIDE, FORM_ABOVE, FORM_TURNED };
  static const Form wide[] = { FORM_ABOVE, FORM_BESIDE, FORM_BELOW, FORM_TURNED };
  static const struct
  {
    int n_items;
    gboolean short_note;
    gboolean broken;
  } wishes[]
      = { { 5 }, { 3 }, { 2 }, { 1 }, { 5, TRUE }, { 2, TRUE }, { 1, TRUE }, { 1, TRUE, TRUE } };
  const Form *forms = self->height > self->width ? tall : wide;

  for (guint w = 0; w < G_N_ELEMENTS (wishes); w++)
    {
      Attempt best = { 0 };
      int best_step_found = G_MAXINT;

      if (w > 0 && !wishes[w].short_note && wishes[w].n_items >= (int) self->wording->items->len)
        continue;
      for (int i = 0; i < N_FORMS; i++)
        {
          Attempt attempt
              = { forms[i], 1, wishes[w].n_items, wishes[w].short_note, wishes[w].broken };
          int step = 0;

          if (attempt.form == FORM_TURNED && best_step_found < G_MAXINT)
            break;
          step = best_step (self, &attempt);
          /* The form that suits the label's shape, unless another allows clearly larger type. */
          if (step < 0 || (best_step_found < G_MAXINT && step > best_step_found - CLEARLY))
            continue;
          best_step_found = step;
          best = attempt;
          best.shrink = shrink_of (self, step);
        }
      if (best_step_found < G_MAXINT)
        return compose_attempt (self, &best);
    }

  return FALSE;
}

/* ---- Preparation and refusal ---------------------------------------------------------------- */

static gboolean G_GNUC_PRINTF (3, 4)
    refuse (const Composer *self, GError **error, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list args;

  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);

  name = henji_text_excerpt (self->label->rma, MAX_SHOWN);
  if (*name == '\0')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  else
    /* Translators: the number of a return, then a sentence about what is wrong with its label. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("Label %s: %s"), name,
                 sentence);

  return FALSE;
}

static gboolean
prepare (Composer *self, GError **error)
{
  const HenjiLabel *label = self->label;
  g_autoptr (GError) reason = NULL;
  const char *fault = NULL;

  self->out->code128 = henji_barcode_code128 (label->rma != NULL ? label->rma : "", &reason);
  if (self->out->code128 != NULL)
    self->out->qr = henji_barcode_qr (label->rma, &reason);
  if (self->out->qr == NULL)
    return refuse (self, error, "%s", reason->message);

  self->wording = henji_wording_new (label);
  fault = henji_wording_fault (self->wording);
  if (fault != NULL)
    return refuse (self, error, "%s", fault);

  return TRUE;
}

/* Says what keeps the label from fitting: the part without which it would. */
static gboolean
refuse_size (Composer *self, GError **error)
{
  g_autofree char *from = g_steal_pointer (&self->wording->from);
  g_autofree char *order = NULL;
  g_auto (GStrv) address = NULL;

  if (from != NULL && compose_best (self))
    return refuse (self, error,
                   _ ("The buyer’s name does not fit on %s. Leave it out or choose larger labels."),
                   self->stock->title);
  order = g_steal_pointer (&self->wording->order);
  if (order != NULL && compose_best (self))
    return refuse (self, error, _ ("The order number does not fit on %s. Choose larger labels."),
                   self->stock->title);

  address = g_steal_pointer (&self->wording->address);
  self->wording->address = g_strsplit ("〒", "\n", -1);
  g_free (self->wording->name);
  self->wording->name = g_strdup ("行");
  if (compose_best (self))
    return refuse (self, error,
                   _ ("The return address does not fit on %s. Shorten it or choose larger labels."),
                   self->stock->title);
  if (strlen (self->label->rma) > 12)
    return refuse (self, error,
                   _ ("The barcode of the return number does not fit on %s. Choose larger labels."),
                   self->stock->title);

  return refuse (self, error, _ ("%s is too small for a return label. Choose larger labels."),
                 self->stock->title);
}

static void
composer_clear (Composer *self)
{
  g_clear_pointer (&self->out, henji_composition_free);
  g_clear_pointer (&self->wording, henji_wording_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Composer, composer_clear)

HenjiComposition *
henji_compose (HenjiTypesetter *typesetter,
               const HenjiLabel *label,
               const HenjiStock *stock,
               double width,
               double height,
               GError **error)
{
  g_auto (Composer) self = { 0 };

  g_return_val_if_fail (typesetter != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (stock != NULL, NULL);
  g_return_val_if_fail ((guint) label->postage <= HENJI_POSTAGE_LABEL, NULL);

  self.label = label;
  self.stock = stock;
  self.inset = stock->inset;
  self.width = width - 2 * stock->inset;
  self.height = height - 2 * stock->inset;
  self.scale = CLAMP (sqrt (MAX (self.width, 1) * MAX (self.height, 1)) / 77.6, 0.9, 2.0);
  self.dot = 25.4 / stock->dpi;
  self.typesetter = typesetter;
  self.out = henji_composition_new ();
  self.out->dot = self.dot;
  if (stock->cut)
    {
      self.out->cut_width = width;
      self.out->cut_height = height;
    }

  if (!prepare (&self, error))
    return NULL;
  if (!compose_best (&self))
    {
      refuse_size (&self, error);
      return NULL;
    }
  if (self.missing != 0)
    {
      char shown[7] = { 0 };

      if (g_unichar_isgraph (self.missing))
        g_unichar_to_utf8 (self.missing, shown);
      refuse (&self, error, _ ("No installed font has the character “%s” (U+%04X)."), shown,
              self.missing);
      return NULL;
    }

  return g_steal_pointer (&self.out);
}
