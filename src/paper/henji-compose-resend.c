/* henji-compose-resend.c: the address of a parcel that goes to the buyer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-compose-resend"

#include "config.h"

#include "henji-compose-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "henji-customer-code.h"

#define BAR_HEIGHT 12.0 /* mm */
#define MAX_BAR_HEIGHT 18.0
#define BAR_RATIO 0.15    /* of the symbol's width: ISO/IEC 15417 4.4.2 */
#define MATRIX_MODULE 0.4 /* mm */
#define CLEARLY 4         /* half points of type that a customer barcode is not worth */

/* How the order's number is drawn, and where the customer barcode stands. */
enum
{
  CODE_LYING = 0,
  CODE_TURNED = 1, /* down the right edge */
  CODE_MATRIX = 2, /* Data Matrix */
  CODE_BESIDE = 3, /* the same beside the address, for the lowest labels */
  CODE_FORMS = 3,
  CUSTOMER_LYING = 1 << 4,
  CUSTOMER_TURNED = 1 << 5,
};

static int
form_of (const HenjiAttempt *attempt)
{
  return attempt->codes & CODE_FORMS;
}

static double
gap_of (const HenjiComposer *self, const HenjiAttempt *attempt)
{
  return form_of (attempt) == CODE_BESIDE ? 0.8 : MAX (1.0, 1.6 + 1.2 * (self->scale - 1));
}

static double
customer_edge (const HenjiComposer *self)
{
  return MAX (0, HENJI_CUSTOMER_QUIET + self->dot - self->inset);
}

/* What bars at the right edge leave for the words. */
static double
text_width (const HenjiComposer *self, const HenjiAttempt *attempt)
{
  if (form_of (attempt) == CODE_TURNED)
    return self->width - BAR_HEIGHT - 3;
  if (attempt->codes & CUSTOMER_TURNED)
    return self->width - self->out->customer->rows * self->dot - customer_edge (self)
           - HENJI_CUSTOMER_QUIET - self->dot;

  return self->width;
}

/* ---- Above ----------------------------------------------------------------------------------- */

static double
put_sender (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width)
{
  gboolean ja = self->label->language == HENJI_LANGUAGE_JA;
  HenjiFact from = { ja ? "ご依頼主" : "From", self->wording->sender, 0 };

  return self->wording->sender != NULL ? henji_composer_facts (self, attempt, &from, 1, 0, y, width)
                                       : 0;
}

static double
put_rule (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width)
{
  double gap = gap_of (self, attempt);

  henji_composer_add (self, HENJI_PART_RULE, 0, y + gap, width, 0);

  return 2 * gap;
}

/* Under the address, its quiet zone above it. */
static double
put_customer (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width)
{
  const HenjiBarcode *code = self->out->customer;
  double edge = customer_edge (self);
  double length = code->columns * self->dot;
  double high = code->rows * self->dot;

  if (attempt->codes & CUSTOMER_TURNED)
    {
      if (length + 2 * edge > self->height)
        return INFINITY;
      henji_composer_add_bars (self, code, self->dot, self->width - edge - high,
                               (self->height - length) / 2, high, TRUE);
      return 0;
    }
  if (edge + length + MAX (edge, HENJI_CUSTOMER_QUIET + self->dot - self->inset) > width)
    return INFINITY;
  y += HENJI_CUSTOMER_QUIET + self->dot;
  henji_composer_add_bars (self, code, self->dot, edge, y, high, FALSE);

  return HENJI_CUSTOMER_QUIET + self->dot + high
         + MAX (0, HENJI_CUSTOMER_QUIET + self->dot - gap_of (self, attempt));
}

/* The Data Matrix at the right edge. Returns what it takes of the width; @high: (out). */
static double
put_square (HenjiComposer *self, double y, double width, double *high)
{
  const HenjiBarcode *code = self->out->matrix;
  double module = ceil (MATRIX_MODULE / self->dot - 0.001) * self->dot;
  double side = code->columns * module;
  double edge = henji_composer_quiet_indent (self, HENJI_DATA_MATRIX_QUIET, module);

  henji_composer_add_bars (self, code, module, width - edge - side, y, side, FALSE);
  *high = side + edge;

  return edge + side + HENJI_DATA_MATRIX_QUIET * module + self->dot;
}

static double
put_top (HenjiComposer *self, const HenjiAttempt *attempt, double width)
{
  gboolean ja = self->label->language == HENJI_LANGUAGE_JA;
  double square = 0, begin;
  double whole = width;
  double y = 0;

  if (!self->wording->japanese && self->wording->sender != NULL)
    {
      y += put_sender (self, attempt, y, width);
      y += put_rule (self, attempt, y, width);
    }
  begin = y;
  if (form_of (attempt) == CODE_BESIDE)
    width -= put_square (self, y, whole, &square) + 0.5;
  if (width < 20)
    return INFINITY;
  y += henji_composer_put (self, attempt, ja ? "お届け先" : "Ship to", HENJI_ROLE_INFO, TRUE, 0, y,
                           width);
  y += form_of (attempt) == CODE_BESIDE ? 0 : 0.6 * self->scale;
  y += henji_composer_place (self, attempt, y, width);
  y = MAX (y, begin + square);
  if (attempt->codes & (CUSTOMER_LYING | CUSTOMER_TURNED))
    y += put_customer (self, attempt, y, whole);

  return y;
}

/* ---- Below ----------------------------------------------------------------------------------- */

static double
put_lying (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width, double more)
{
  const HenjiBarcode *code = self->out->code128;
  double indent = 0;
  double module = henji_composer_bar_module (self, code->columns, width, &indent);
  double length = code->columns * module;
  double height
      = MIN (MAX (BAR_HEIGHT, BAR_RATIO * length) + more, MAX (MAX_BAR_HEIGHT, BAR_RATIO * length));

  /* Beside bars at the right edge the free edge is no quiet zone. */
  if (module == 0
      || (width < self->width
          && indent + length + HENJI_CODE128_QUIET * module + self->dot > width))
    return INFINITY;
  henji_composer_add_bars (self, code, module, indent, y, height, FALSE);
  height += 0.5;

  return height + henji_composer_rma (self, attempt, y + height, width, HENJI_ALIGN_LEFT, 0);
}

static double
put_matrix (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width)
{
  double high;
  double take = put_square (self, y, width, &high);

  if (width - take < 10)
    return INFINITY;

  return MAX (henji_composer_rma (self, attempt, y, width - take, HENJI_ALIGN_LEFT, 0), high);
}

static double
put_code (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width, double more)
{
  const HenjiBarcode *code = self->out->code128;
  double indent = 0;
  double module;

  if (form_of (attempt) == CODE_LYING)
    return put_lying (self, attempt, y, width, more);
  if (form_of (attempt) == CODE_MATRIX)
    return put_matrix (self, attempt, y, width);
  if (form_of (attempt) == CODE_BESIDE)
    return henji_composer_rma (self, attempt, y, width, HENJI_ALIGN_LEFT, 0);

  module = henji_composer_bar_module (self, code->columns, self->height, &indent);
  if (module == 0)
    return INFINITY;
  henji_composer_add_bars (self, code, module, self->width - BAR_HEIGHT,
                           (self->height - code->columns * module) / 2, BAR_HEIGHT, TRUE);

  return henji_composer_rma (self, attempt, y, width, HENJI_ALIGN_LEFT, 0);
}

static double
put_bottom (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width, double more)
{
  double top = y;

  if (self->wording->japanese && self->wording->sender != NULL)
    {
      y += put_rule (self, attempt, y, width);
      y += put_sender (self, attempt, y, width);
    }
  y += put_rule (self, attempt, y, width);
  y += put_code (self, attempt, y, width, more);

  return y - top;
}

/* ---- The label ------------------------------------------------------------------------------- */

static gboolean
try_resend (HenjiComposer *self, const HenjiAttempt *attempt)
{
  double width = text_width (self, attempt);
  double top, bottom, spare, more;

  g_ptr_array_set_size (self->out->parts, 0);
  if (width < 20)
    return FALSE;
  top = put_top (self, attempt, width);
  bottom = put_bottom (self, attempt, 0, width, 0);
  spare = self->height - top - bottom;
  if (!isfinite (spare) || spare < 0)
    return FALSE;

  /* Taller bars are easier to scan. */
  more = form_of (attempt) == CODE_LYING ? MIN (spare * 0.4, MAX_BAR_HEIGHT - BAR_HEIGHT) : 0;
  g_ptr_array_set_size (self->out->parts, 0);
  put_top (self, attempt, width);
  bottom = put_bottom (self, attempt, 0, width, more);
  g_ptr_array_set_size (self->out->parts, 0);
  put_top (self, attempt, width);
  put_bottom (self, attempt, self->height - bottom, width, more);

  return TRUE;
}

/* The order's barcode lies where it can. */
static gboolean
compose_forms (HenjiComposer *self)
{
  static const int codes[] = { CODE_LYING, CODE_TURNED, CODE_MATRIX, CODE_BESIDE };
  static const int customers[] = { CUSTOMER_LYING, CUSTOMER_TURNED };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      HenjiAttempt best = { .codes = codes[i], .broken = codes[i] >= CODE_MATRIX };
      int step = henji_composer_best_step (self, &best, try_resend);

      if (step < 0)
        continue;
      for (guint k = 0; self->out->customer != NULL && k < G_N_ELEMENTS (customers); k++)
        {
          HenjiAttempt attempt = best;
          int taken;

          if (codes[i] == CODE_TURNED && customers[k] == CUSTOMER_TURNED)
            continue;
          attempt.codes |= customers[k];
          taken = henji_composer_best_step (self, &attempt, try_resend);
          if (taken < 0 || taken > step + CLEARLY)
            continue;
          best = attempt;
          step = taken;
          break;
        }
      best.shrink = henji_composer_shrink (self, step);
      return try_resend (self, &best);
    }

  return FALSE;
}

/* Where there is no room for both, who gets it is more than who sends it. */
static gboolean
compose_best (HenjiComposer *self)
{
  char *sender;

  if (compose_forms (self))
    return TRUE;
  sender = g_steal_pointer (&self->wording->sender);
  if (sender != NULL && compose_forms (self))
    {
      g_free (sender);
      return TRUE;
    }
  self->wording->sender = sender;

  return FALSE;
}

/* Where the address gives one; a parcel does without. */
static void
prepare_customer (HenjiComposer *self)
{
  const HenjiAddress *to = self->label->to;
  g_autofree char *numbers = NULL;
  GString *digits = NULL;

  if (!self->wording->japanese || to->postal_code == NULL)
    return;
  digits = g_string_new (NULL);
  for (const char *p = to->postal_code; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      g_string_append_printf (digits, "%d", g_unichar_digit_value (g_utf8_get_char (p)));
  numbers = henji_customer_code_of_address (to);
  self->out->customer = henji_barcode_customer (digits->str, numbers, self->dot, NULL);
  if (self->out->customer != NULL)
    self->out->customer_text = g_strconcat (digits->str, numbers, NULL);
  g_string_free (digits, TRUE);
}

/* Says what keeps the label from fitting: the part without which it would. */
static gboolean
refuse_size (HenjiComposer *self, GError **error)
{
  g_clear_pointer (&self->wording->sender, g_free);
  g_strfreev (self->wording->address);
  self->wording->address = g_strsplit ("〒", "\n", -1);
  g_free (self->wording->name);
  self->wording->name = g_strdup ("様");
  if (compose_best (self))
    return henji_composer_refuse (
        self, error, _ ("The buyer’s address does not fit on %s. Choose larger labels."),
        self->stock->title);

  return henji_composer_refuse (self, error,
                                _ ("%s is too small for an address label. Choose larger labels."),
                                self->stock->title);
}

gboolean
henji_composer_resend (HenjiComposer *self, GError **error)
{
  if (self->label->to == NULL || henji_address_is_empty (self->label->to))
    return henji_composer_refuse (self, error, _ ("The order has no address to send it to."));
  prepare_customer (self);

  return compose_best (self) || refuse_size (self, error);
}
