/* henji-compose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-compose"

#include "config.h"

#include "henji-compose-private.h"

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

double
henji_composer_whole_dots (const HenjiComposer *self, double least, double most)
{
  double dots = floor (most / self->dot + 0.001);

  return dots >= 1 && dots * self->dot > least - 0.005 ? dots * self->dot : 0;
}

double
henji_composer_quiet_indent (const HenjiComposer *self, int modules, double module)
{
  return MAX (0, modules * module + self->dot - self->inset);
}

double
henji_composer_bar_module (const HenjiComposer *self, int columns, double room, double *indent)
{
  for (double most = MAX_MODULE;; most -= self->dot)
    {
      double module = henji_composer_whole_dots (self, MIN_MODULE, most);

      if (module == 0)
        return 0;
      *indent = henji_composer_quiet_indent (self, HENJI_CODE128_QUIET, module);
      if (2 * *indent + columns * module <= room)
        return module;
    }
}

/* The QR code's module: as large as a share of the label allows, never below its least. */
static double
qr_module (const HenjiComposer *self, double side)
{
  double module = henji_composer_whole_dots (self, MIN_QR_MODULE, side / self->out->qr->columns);

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
measure_bars (HenjiComposer *self, const HenjiAttempt *attempt, Measure *m)
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
      m->module = henji_composer_whole_dots (self, MIN_MODULE, most);
      if (m->module == 0)
        return FALSE;
      m->indent = henji_composer_quiet_indent (self, HENJI_CODE128_QUIET, m->module);
      m->code_width = self->out->code128->columns * m->module;
      if (m->indent + m->code_width
              + (shared ? HENJI_CODE128_QUIET * m->module + self->dot : m->indent)
          <= room)
        return TRUE;
    }
}

static gboolean
measure (HenjiComposer *self, const HenjiAttempt *attempt, Measure *m)
{
  double side = 0;

  if (attempt->form == FORM_BESIDE || attempt->form == FORM_ABOVE)
    side = CLAMP (MIN (0.30 * self->height, 0.26 * self->width), 8, 40);
  else
    side = CLAMP (0.26 * self->width, 8, 32);

  m->gap = MAX (1.4, 2.0 + 1.2 * (self->scale - 1));
  m->square = qr_module (self, side);
  m->qr_side = self->out->qr->columns * m->square;
  m->qr_right = attempt->form == FORM_TURNED
                    ? HENJI_QR_QUIET * m->square
                    : henji_composer_quiet_indent (self, HENJI_QR_QUIET, m->square);
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
qr_drop (const HenjiComposer *self, const Measure *m)
{
  return MAX (0, HENJI_QR_QUIET * m->square + self->dot - m->gap);
}

/* The number as bars, what is inside, from @y on. Returns the height taken. */
static double
compose_middle (HenjiComposer *self, const HenjiAttempt *attempt, Measure *m, double y)
{
  double top = y, info = 0, drop = qr_drop (self, m);

  if (attempt->form == FORM_BELOW)
    henji_composer_add_bars (self, self->out->code128, m->module, (self->width - m->code_width) / 2,
                             y, m->bar_height, FALSE);
  else if (attempt->form != FORM_TURNED)
    henji_composer_add_bars (self, self->out->code128, m->module, m->indent, y, m->bar_height,
                             FALSE);

  if (attempt->form != FORM_TURNED)
    y += m->bar_height + 0.5;
  y += henji_composer_rma (self, attempt, y, m->column,
                           attempt->form == FORM_BELOW ? HENJI_ALIGN_CENTRE : HENJI_ALIGN_LEFT, 0);

  if (attempt->form == FORM_ABOVE)
    {
      info = henji_composer_info (self, attempt, m->info_x, top - 0.4, m->info_width);
      m->slack = MAX (0, info - (y - top));
      return MAX (y - top, info);
    }

  if (attempt->form == FORM_BESIDE)
    {
      y += 1.2 * self->scale;
      y += henji_composer_info (self, attempt, 0, y, m->info_width);
      henji_composer_add_bars (self, self->out->qr, m->square,
                               self->width - m->qr_right - m->qr_side, top + drop, m->qr_side,
                               FALSE);
      return MAX (y - top, m->qr_side + 2 * drop);
    }

  y += m->gap;
  henji_composer_add (self, HENJI_PART_RULE, 0, y, m->text_width, 0);
  y += m->gap;
  info = henji_composer_info (self, attempt, 0, y, m->info_width);
  henji_composer_add_bars (self, self->out->qr, m->square, m->text_width - m->qr_right - m->qr_side,
                           y + drop, m->qr_side, FALSE);

  return y - top + MAX (info, m->qr_side + 2 * drop);
}

static double
compose_top (HenjiComposer *self, const HenjiAttempt *attempt, const Measure *m)
{
  gboolean above = attempt->form == FORM_ABOVE;
  double code_y = 0;
  double y = henji_composer_address (self, attempt, m->text_width,
                                     m->text_width - (above ? m->qr_take : 0), &code_y);

  if (!above)
    return y;

  code_y += HENJI_QR_QUIET * m->square + self->dot;
  henji_composer_add_bars (self, self->out->qr, m->square, self->width - m->qr_right - m->qr_side,
                           code_y, m->qr_side, FALSE);

  return MAX (y, code_y + m->qr_side + qr_drop (self, m));
}

/* Sets everything; FALSE when it is too high or too wide. */
static gboolean
compose_attempt (HenjiComposer *self, const HenjiAttempt *attempt)
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
  note = henji_composer_note (self, attempt, m.text_width, &strong, &plain);
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
  henji_composer_add (self, HENJI_PART_RULE, 0, y, m.text_width, 0);
  y += m.gap;
  compose_middle (self, attempt, &m, y);
  if (attempt->form == FORM_TURNED)
    henji_composer_add_bars (self, self->out->code128, m.module, self->width - m.bar_height,
                             (self->height - m.code_width) / 2, m.bar_height, TRUE);

  y = self->height - note;
  henji_composer_add (self, HENJI_PART_RULE, 0, y - MIN (m.gap, 2.0), m.text_width, 0);
  y += henji_composer_add_text (self, strong, 0, y, m.text_width, HENJI_ALIGN_LEFT);
  if (plain != NULL)
    henji_composer_add_text (self, plain, 0, y, m.text_width, HENJI_ALIGN_LEFT);

  return TRUE;
}

int
henji_composer_best_step (HenjiComposer *self, HenjiAttempt *attempt, HenjiTry attempt_func)
{
  int low = 0;
  int high = henji_composer_n_steps (self);

  attempt->shrink = henji_composer_shrink (self, high);
  if (!attempt_func (self, attempt))
    return -1;
  while (low < high)
    {
      int middle = (low + high) / 2;

      attempt->shrink = henji_composer_shrink (self, middle);
      if (attempt_func (self, attempt))
        high = middle;
      else
        low = middle + 1;
    }

  return high;
}

static gboolean
compose_best (HenjiComposer *self)
{
  static const HenjiForm tall[] = { FORM_BELOW, FORM_BESIDE, FORM_ABOVE, FORM_TURNED };
  static const HenjiForm wide[] = { FORM_ABOVE, FORM_BESIDE, FORM_BELOW, FORM_TURNED };
  static const struct
  {
    int n_items;
    gboolean short_note;
    gboolean broken;
  } wishes[]
      = { { 5 }, { 3 }, { 2 }, { 1 }, { 5, TRUE }, { 2, TRUE }, { 1, TRUE }, { 1, TRUE, TRUE } };
  const HenjiForm *forms = self->height > self->width ? tall : wide;

  for (guint w = 0; w < G_N_ELEMENTS (wishes); w++)
    {
      HenjiAttempt best = { 0 };
      int best_step_found = G_MAXINT;

      if (w > 0 && !wishes[w].short_note && wishes[w].n_items >= (int) self->wording->items->len)
        continue;
      for (int i = 0; i < N_FORMS; i++)
        {
          HenjiAttempt attempt
              = { forms[i], 1, wishes[w].n_items, wishes[w].short_note, wishes[w].broken };
          int step = 0;

          if (best_step_found < (attempt.form == FORM_TURNED ? G_MAXINT : CLEARLY))
            break;
          step = henji_composer_best_step (self, &attempt, compose_attempt);
          /* The form that suits the label's shape, unless another allows clearly larger type. */
          if (step < 0 || (best_step_found < G_MAXINT && step > best_step_found - CLEARLY))
            continue;
          best_step_found = step;
          best = attempt;
          best.shrink = henji_composer_shrink (self, step);
        }
      if (best_step_found < G_MAXINT)
        return compose_attempt (self, &best);
    }

  return FALSE;
}

gboolean
henji_composer_refuse (const HenjiComposer *self, GError **error, const char *format, ...)
{
  g_autofree char *name = NULL;
  va_list args;

  va_start (args, format);
  g_autofree char *sentence = g_strdup_vprintf (format, args);
  va_end (args);

  name = henji_text_excerpt (henji_label_code (self->label), MAX_SHOWN);
  if (*name == '\0')
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);
  else
    /* Translators: the number of a return or order, then a sentence about what is wrong with its
     * label. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("Label %s: %s"), name,
                 sentence);

  return FALSE;
}

static gboolean
prepare (HenjiComposer *self, GError **error)
{
  const HenjiLabel *label = self->label;
  const char *code = henji_label_code (label);
  g_autoptr (GError) reason = NULL;
  const char *fault = NULL;
  gboolean made = FALSE;

  self->out->code128 = henji_barcode_code128 (code, &reason);
  made = self->out->code128 != NULL;
  if (made && label->kind != HENJI_LABEL_RESEND)
    {
      self->out->qr = henji_barcode_qr (code, &reason);
      made = self->out->qr != NULL;
    }
  if (made && label->kind == HENJI_LABEL_RESEND)
    {
      self->out->matrix = henji_barcode_data_matrix (code, &reason);
      made = self->out->matrix != NULL;
    }
  if (!made)
    return henji_composer_refuse (self, error, "%s", reason->message);

  self->wording = henji_wording_new (label);
  fault = henji_wording_fault (self->wording);
  if (fault != NULL)
    return henji_composer_refuse (self, error, "%s", fault);

  return TRUE;
}

/* Says what keeps the label from fitting: the part without which it would. */
static gboolean
refuse_size (HenjiComposer *self, GError **error)
{
  g_autofree char *from = g_steal_pointer (&self->wording->from);
  g_autofree char *order = NULL;
  g_auto (GStrv) address = NULL;

  if (from != NULL && compose_best (self))
    return henji_composer_refuse (
        self, error,
        _ ("The buyer’s name does not fit on %s. Leave it out or choose larger labels."),
        self->stock->title);
  order = g_steal_pointer (&self->wording->order);
  if (order != NULL && compose_best (self))
    return henji_composer_refuse (self, error,
                                  _ ("The order number does not fit on %s. Choose larger labels."),
                                  self->stock->title);

  address = g_steal_pointer (&self->wording->address);
  self->wording->address = g_strsplit ("〒", "\n", -1);
  g_free (self->wording->name);
  self->wording->name = g_strdup ("行");
  if (compose_best (self))
    return henji_composer_refuse (
        self, error,
        _ ("The return address does not fit on %s. Shorten it or choose larger labels."),
        self->stock->title);
  if (strlen (henji_label_code (self->label)) > 12)
    return henji_composer_refuse (
        self, error,
        _ ("The barcode of the return number does not fit on %s. Choose larger labels."),
        self->stock->title);

  return henji_composer_refuse (self, error,
                                _ ("%s is too small for a return label. Choose larger labels."),
                                self->stock->title);
}

static gboolean
compose_kind (HenjiComposer *self, GError **error)
{
  switch (self->label->kind)
    {
    case HENJI_LABEL_SLIP:
      return henji_composer_slip (self, error);
    case HENJI_LABEL_RESEND:
      return henji_composer_resend (self, error);
    case HENJI_LABEL_RETURN:
    case HENJI_N_LABELS:
    default:
      return compose_best (self) || refuse_size (self, error);
    }
}

static void
composer_clear (HenjiComposer *self)
{
  g_clear_pointer (&self->out, henji_composition_free);
  g_clear_pointer (&self->wording, henji_wording_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiComposer, composer_clear)

HenjiComposition *
henji_compose (HenjiTypesetter *typesetter,
               const HenjiLabel *label,
               const HenjiStock *stock,
               double width,
               double height,
               GError **error)
{
  g_auto (HenjiComposer) self = { 0 };

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
  if (!compose_kind (&self, error))
    return NULL;
  if (self.missing != 0)
    {
      char shown[7] = { 0 };

      if (g_unichar_isgraph (self.missing))
        g_unichar_to_utf8 (self.missing, shown);
      henji_composer_refuse (&self, error, _ ("No installed font has the character “%s” (U+%04X)."),
                             shown, self.missing);
      return NULL;
    }

  return g_steal_pointer (&self.out);
}
