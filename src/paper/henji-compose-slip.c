/* henji-compose-slip.c: the slip inside a parcel that comes back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-compose-slip"

#include "config.h"

#include "henji-compose-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT 12.0 /* mm */
#define BAR_RATIO 0.15  /* of the symbol's width: ISO/IEC 15417 4.4.2 */
#define QR_MODULE 0.4   /* mm */
#define QR_SHARE 0.22   /* of a small slip's width */
#define N_STEPS 5

/* How the number is drawn. */
enum
{
  CODE_BARS,
  CODE_QR,    /* beside the facts, where bars are too wide */
  CODE_SMALL, /* the same with as little as tells a parcel from another, for small labels */
};

typedef struct
{
  const char *title;
  const char *where;
  const char *other;
  const char *from;
  const char *reason;
  const char *items;
  const char *inside;
  const char *one_piece;
  const char *pieces;
  const char *to;
  const char *steps[N_STEPS]; /* one of them is the postage's */
  const char *in_short;
  const char *postage[3];
} SlipWords;

#define POSTAGE_STEP 3

/* The slip speaks the buyer's language, whatever the window speaks. */
static const SlipWords slip_ja = {
  .title = "返品明細書",
  .where = "荷物の中に入れてください",
  .other = "注文サイトの返品番号",
  .from = "お客様",
  .reason = "返品理由",
  .items = "返品する商品",
  .inside = "商品",
  .one_piece = "%d点",
  .pieces = "%d点",
  .to = "返送先",
  .steps = {
    "商品がそろっているかご確認のうえ、入れたものの□に印を付けてください。",
    "この用紙を商品と一緒に荷物の中へ入れてください。返品番号で受け付けますので、必ず同封をお願いします。",
    "箱の外側に返品ラベルを貼るか、返送先と返品番号を運送会社の送り状に書き写してください。",
    NULL,
    "到着後に商品を確認し、結果をご連絡します。",
  },
  .in_short = "この用紙を商品と一緒に荷物の中へ入れてください。",
  .postage = {
    "送料は当店が負担します。着払いでお送りください。",
    "恐れ入りますが、送料はお客様のご負担となります。元払いでお送りください。",
    "お渡しした送り状（送料支払い済み）を箱に貼ってお送りください。",
  },
};

static const SlipWords slip_en = {
  .title = "Return slip",
  .where = "Put this inside the parcel",
  .other = "Marketplace RMA",
  .from = "Customer",
  .reason = "Reason",
  .items = "Items to return",
  .inside = "Inside",
  .one_piece = "%d item",
  .pieces = "%d items",
  .to = "Return to",
  .steps = {
    "Check the items and tick those you put in.",
    "Put this slip into the parcel with the items: we recognise your return by its number.",
    "Stick the return label on the outside, or copy the return address and the RMA number onto the "
    "carrier’s form.",
    NULL,
    "We check the items when they arrive and write to you.",
  },
  .in_short = "Put this slip into the parcel with the items.",
  .postage = {
    "We pay the postage: send the parcel with payment by the recipient.",
    "Please pay the postage when you send the parcel.",
    "Use the prepaid label that you were given: the postage is paid.",
  },
};

static const SlipWords *
words_of (const HenjiComposer *self)
{
  return self->label->language == HENJI_LANGUAGE_JA ? &slip_ja : &slip_en;
}

/* The title, and where the slip belongs in a frame beside it or below. Returns the height. */
static double
put_title (HenjiComposer *self, const HenjiAttempt *attempt)
{
  const SlipWords *words = words_of (self);
  HenjiText *title
      = henji_composer_set (self, attempt, words->title, HENJI_ROLE_NAME, TRUE, self->width, 0);
  HenjiText *where = henji_composer_set (self, attempt, words->where, HENJI_ROLE_INFO, TRUE, 0, 0);
  double pad = 0.45 * where->size / HENJI_MM;
  double frame = where->ink_width + 3 * pad;
  double high = where->height + pad;
  double title_height = title->height;
  gboolean beside = title->n_lines == 1 && title->ink_width + 3 + frame <= self->width;
  double x = beside ? self->width - frame : 0;
  double y = beside ? MAX (0, (title_height - high) / 2) : title_height + 0.6 * self->scale;

  henji_composer_add_text (self, title, 0, 0, self->width, HENJI_ALIGN_LEFT);
  if (frame > self->width)
    {
      henji_text_unref (where);
      return INFINITY;
    }
  henji_composer_add (self, HENJI_PART_FRAME, x, y, frame, high);
  henji_composer_add_text (self, where, x, y + pad / 2, frame, HENJI_ALIGN_CENTRE);

  return MAX (title_height, y + high);
}

/* The number as bars and in words. Returns the height, %INFINITY when they are too wide. */
static double
put_bars (HenjiComposer *self, const HenjiAttempt *attempt, double y)
{
  const HenjiBarcode *code = self->out->code128;
  double indent = 0;
  double module = henji_composer_bar_module (self, code->columns, self->width, &indent);
  double height = MAX (BAR_HEIGHT, BAR_RATIO * code->columns * module);

  if (module == 0)
    return INFINITY;
  henji_composer_add_bars (self, code, module, indent, y, height, FALSE);
  height += 0.5;

  return height + henji_composer_rma (self, attempt, y + height, self->width, HENJI_ALIGN_LEFT, 0);
}

/* Returns the height; the facts leave @right free. */
static double
put_facts (HenjiComposer *self, const HenjiAttempt *attempt, double y, double right)
{
  const SlipWords *words = words_of (self);
  const HenjiWording *wording = self->wording;
  HenjiFact facts[4];
  guint n = 0;

  if (wording->other != NULL)
    facts[n++] = (HenjiFact){ words->other, wording->other, 0 };
  if (wording->order != NULL)
    facts[n++] = (HenjiFact){ wording->words->order, wording->order, 0 };
  if (wording->from != NULL)
    facts[n++] = (HenjiFact){ words->from, wording->from, 0 };
  if (wording->reason != NULL)
    facts[n++] = (HenjiFact){ words->reason, wording->reason, 0 };

  return n > 0 ? henji_composer_facts (self, attempt, facts, n, 0, y, self->width - right) : 0;
}

/* The QR code at the right edge, number and facts beside it. */
static double
put_square (HenjiComposer *self, const HenjiAttempt *attempt, double y)
{
  const HenjiBarcode *code = self->out->qr;
  double module = ceil (QR_MODULE / self->dot - 0.001) * self->dot;
  double side = code->columns * module;
  double edge = henji_composer_quiet_indent (self, HENJI_QR_QUIET, module);
  double take = edge + side + HENJI_QR_QUIET * module + self->dot;
  double number;

  if (self->width - take < 18)
    return INFINITY;
  henji_composer_add_bars (self, code, module, self->width - edge - side, y + 1, side, FALSE);
  number = henji_composer_rma (self, attempt, y, self->width - take, HENJI_ALIGN_LEFT, 0);
  number += put_facts (self, attempt, y + number, take);

  return MAX (number, side + 2);
}

/* How many things come back: "2 × Mug" are two. */
static int
n_pieces (const HenjiWording *wording)
{
  gint64 n = 0;

  for (guint i = 0; i < wording->items->len; i++)
    {
      const char *line = g_ptr_array_index (wording->items, i);
      char *end = NULL;
      gint64 quantity = g_ascii_strtoll (line, &end, 10);

      n += end != line && g_str_has_prefix (end, " × ") ? CLAMP (quantity, 1, 9999) : 1;
    }

  return (int) MIN (n, 9999);
}

static double
ink_width (HenjiComposer *self, const HenjiAttempt *attempt, const char *words, HenjiRole role)
{
  g_autoptr (HenjiText) text = henji_composer_set (self, attempt, words, role, FALSE, 0, 0);

  return text->ink_width;
}

/* Is each of them one line? */
static gboolean
are_short (HenjiComposer *self,
           const HenjiAttempt *attempt,
           const HenjiFact *facts,
           guint n_facts,
           double width)
{
  double captions = 0, values = 0;

  for (guint i = 0; i < n_facts; i++)
    {
      captions = MAX (captions, ink_width (self, attempt, facts[i].caption, HENJI_ROLE_CAPTION));
      values = MAX (values, ink_width (self, attempt, facts[i].value, HENJI_ROLE_INFO));
    }

  return captions + 2 + values <= width;
}

/* What @attempt has of it beside the number: the order, how many things, the reason. */
static double
put_few_facts (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width)
{
  const SlipWords *words = words_of (self);
  const HenjiWording *wording = self->wording;
  int n = n_pieces (wording);
  g_autofree char *pieces = g_strdup_printf (n == 1 ? words->one_piece : words->pieces, n);
  HenjiFact facts[3];
  guint n_facts = 0;

  if (wording->order != NULL)
    facts[n_facts++] = (HenjiFact){ wording->words->order, wording->order, 0 };
  if (n > 0)
    facts[n_facts++] = (HenjiFact){ words->inside, pieces, 0 };
  if (wording->reason != NULL && attempt->n_items > 0)
    facts[n_facts++] = (HenjiFact){ words->reason, wording->reason, 0 };

  if (n_facts == 0)
    return 0;

  return are_short (self, attempt, facts, n_facts, width)
             ? henji_composer_facts (self, attempt, facts, n_facts, 0, y, width)
             : INFINITY;
}

/* Returns the height, %INFINITY when a line would have to be broken. */
static double
put_small (HenjiComposer *self, const HenjiAttempt *attempt, double gap)
{
  const SlipWords *words = words_of (self);
  const HenjiBarcode *code = self->out->qr;
  double least = ceil (QR_MODULE / self->dot - 0.001) * self->dot;
  double module = MAX (
      least, henji_composer_whole_dots (self, QR_MODULE, QR_SHARE * self->width / code->columns));
  double side = code->columns * module;
  double edge = henji_composer_quiet_indent (self, HENJI_QR_QUIET, module);
  double width = self->width - edge - side - HENJI_QR_QUIET * module - self->dot;
  HenjiText *title, *where;
  double y, facts;

  g_ptr_array_set_size (self->out->parts, 0);
  if (width < 18)
    return INFINITY;
  title = henji_composer_set (self, attempt, words->title, HENJI_ROLE_INFO, TRUE, 0, 0);
  henji_composer_add_bars (self, code, module, self->width - edge - side, edge, side, FALSE);
  y = henji_composer_add_text (self, title, 0, 0, width, HENJI_ALIGN_LEFT) + gap;
  y += henji_composer_rma (self, attempt, y, width, HENJI_ALIGN_LEFT, 0) + gap;
  if (!isfinite (y))
    return INFINITY;
  facts = put_few_facts (self, attempt, y, width);
  if (!isfinite (facts))
    return INFINITY;
  y += facts;
  y = MAX (y, edge + side + HENJI_QR_QUIET * module + self->dot) + gap;
  where = henji_composer_set (self, attempt, words->where, HENJI_ROLE_NOTE, TRUE, 0, 0);
  y += henji_composer_add_text (self, where, 0, y, self->width, HENJI_ALIGN_LEFT);

  return title->ink_width > width || where->ink_width > self->width ? INFINITY : y;
}

static double
put_items (HenjiComposer *self, const HenjiAttempt *attempt, double y)
{
  const HenjiWording *wording = self->wording;
  int n = (int) wording->items->len;
  int shown = MIN (n, attempt->n_items);
  double top = y;
  double indent = 0;

  if (n == 0)
    return 0;
  y += henji_composer_put (self, attempt, words_of (self)->items, HENJI_ROLE_INFO, TRUE, 0, y,
                           self->width);
  for (int i = 0; i < shown; i++)
    {
      HenjiText *box = henji_composer_set (self, attempt, "□", HENJI_ROLE_INFO, FALSE, 0, 0);
      HenjiText *item;

      indent = box->ink_width + 1;
      item = henji_composer_set (self, attempt, g_ptr_array_index (wording->items, i),
                                 HENJI_ROLE_INFO, FALSE, self->width - indent, attempt->item_lines);
      henji_composer_add_text (self, box, 0, y, indent, HENJI_ALIGN_LEFT);
      y += henji_composer_add_text (self, item, indent, y, self->width - indent, HENJI_ALIGN_LEFT);
    }
  if (n > shown)
    {
      g_autofree char *more = henji_wording_more (wording, n - shown);

      y += henji_composer_put (self, attempt, more, HENJI_ROLE_INFO, FALSE, indent, y,
                               self->width - indent);
    }

  return y - top;
}

/* What to do, as numbered lines or as one. */
static double
put_steps (HenjiComposer *self, const HenjiAttempt *attempt, double y)
{
  const SlipWords *words = words_of (self);
  double top = y;

  if (attempt->short_note)
    {
      y += henji_composer_put (self, attempt, words->in_short, HENJI_ROLE_NOTE, FALSE, 0, y,
                               self->width);
      return y - top
             + henji_composer_put (self, attempt, words->postage[self->label->postage],
                                   HENJI_ROLE_NOTE, FALSE, 0, y, self->width);
    }
  for (int i = 0; i < N_STEPS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d.", i + 1);
      const char *step = i == POSTAGE_STEP ? words->postage[self->label->postage] : words->steps[i];
      HenjiText *mark = henji_composer_set (self, attempt, number, HENJI_ROLE_INFO, FALSE, 0, 0);
      double indent = mark->ink_width + 1.2;

      henji_composer_add_text (self, mark, 0, y, indent, HENJI_ALIGN_LEFT);
      y += henji_composer_put (self, attempt, step, HENJI_ROLE_INFO, FALSE, indent, y,
                               self->width - indent);
    }

  return y - top;
}

static double
put_rule (HenjiComposer *self, double y, double gap)
{
  henji_composer_add (self, HENJI_PART_RULE, 0, y + gap, self->width, 0);

  return 2 * gap;
}

/* Returns the height of all with @gap above and below each rule. */
static double
put_slip (HenjiComposer *self, const HenjiAttempt *attempt, double gap)
{
  double y;

  g_ptr_array_set_size (self->out->parts, 0);
  y = put_title (self, attempt);
  y += put_rule (self, y, gap);
  if (attempt->codes == CODE_QR)
    y += put_square (self, attempt, y);
  else
    {
      y += put_bars (self, attempt, y) + gap / 2;
      y += put_facts (self, attempt, y, 0);
    }
  if (self->wording->items->len > 0)
    {
      y += put_rule (self, y, gap);
      y += put_items (self, attempt, y);
    }
  y += put_rule (self, y, gap);
  y += put_steps (self, attempt, y);
  if (self->wording->sender != NULL)
    {
      HenjiFact to = { words_of (self)->to, self->wording->sender, 0 };

      y += put_rule (self, y, gap);
      y += henji_composer_facts (self, attempt, &to, 1, 0, y, self->width);
    }

  return y;
}

static gboolean
try_slip (HenjiComposer *self, const HenjiAttempt *attempt)
{
  double gap = MAX (1.0, 1.4 + 1.2 * (self->scale - 1));
  double spare;

  if (attempt->codes == CODE_SMALL)
    {
      spare = self->height - put_small (self, attempt, 0);
      if (!isfinite (spare) || spare < 0)
        return FALSE;
      put_small (self, attempt, MIN (spare / 4, 1));
      return TRUE;
    }
  spare = self->height - put_slip (self, attempt, gap);
  if (!isfinite (spare) || spare < 0)
    return FALSE;
  put_slip (self, attempt, gap + MIN (spare / 8, 1.6 * self->scale));

  return TRUE;
}

gboolean
henji_composer_slip (HenjiComposer *self, GError **error)
{
  static const HenjiAttempt wishes[] = {
    { .n_items = G_MAXINT, .item_lines = 3 },
    { .n_items = G_MAXINT, .item_lines = 1 },
    { .n_items = G_MAXINT, .item_lines = 1, .short_note = TRUE },
    { .n_items = 3, .item_lines = 1, .short_note = TRUE },
    { .n_items = 1, .item_lines = 1, .short_note = TRUE },
    { .n_items = G_MAXINT, .item_lines = 2, .short_note = TRUE, .codes = CODE_QR },
    { .n_items = 3, .item_lines = 1, .short_note = TRUE, .codes = CODE_QR },
    { .n_items = 1, .item_lines = 1, .short_note = TRUE, .codes = CODE_QR },
    { .n_items = 1, .item_lines = 1, .short_note = TRUE, .codes = CODE_QR, .broken = TRUE },
    { .n_items = 1, .codes = CODE_SMALL },
    { .n_items = 0, .codes = CODE_SMALL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      HenjiAttempt attempt = wishes[i];
      int step = henji_composer_best_step (self, &attempt, try_slip);

      if (step < 0)
        continue;
      attempt.shrink = henji_composer_shrink (self, step);
      return try_slip (self, &attempt);
    }

  return henji_composer_refuse (
      self, error, _ ("The return slip does not fit on %s. Choose larger labels or plain paper."),
      self->stock->title);
}
