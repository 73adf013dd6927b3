/* henji-compose-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-compose.h"
#include "henji-wording.h"

G_BEGIN_DECLS

typedef enum
{
  FORM_BESIDE, /* QR code beside the bars */
  FORM_BELOW,  /* QR code below the bars, beside the items */
  FORM_ABOVE,  /* QR code beside the address, the items beside the bars: the lowest form */
  FORM_TURNED, /* bars run down the right edge, for narrow labels */
  N_FORMS
} HenjiForm;

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
} HenjiComposer;

/* One attempt. */
typedef struct
{
  HenjiForm form;
  double shrink; /* factor on the type sizes */
  int n_items;
  gboolean short_note;
  gboolean broken; /* numbers may be broken across lines */
} HenjiAttempt;

/* henji-compose-parts.c: adds the parts of a label, millimetres inside the free edge */
HenjiPart *henji_composer_add (
    HenjiComposer *self, HenjiPartType type, double x, double y, double width, double height);
/* (transfer full) @text. Returns the height taken. */
double henji_composer_add_text (
    HenjiComposer *self, HenjiText *text, double x, double y, double width, HenjiAlign align);
void henji_composer_add_bars (HenjiComposer *self,
                              const HenjiBarcode *code,
                              double module,
                              double x,
                              double y,
                              double height,
                              gboolean turned);
/* The address @width wide, the lines beside a code only @line_width. Returns the height, and in
 * @code_y where a code may begin; %INFINITY when it does not fit. */
double henji_composer_address (HenjiComposer *self,
                               const HenjiAttempt *attempt,
                               double width,
                               double line_width,
                               double *code_y);
/* What is inside. Returns the height, %INFINITY when it does not fit. */
double henji_composer_info (
    HenjiComposer *self, const HenjiAttempt *attempt, double x, double y, double width);
/* The number in words. Returns the height, %INFINITY when it would have to be broken. */
double henji_composer_rma (HenjiComposer *self,
                           const HenjiAttempt *attempt,
                           double y,
                           double width,
                           HenjiAlign align,
                           double x);
/* Sets, but does not add, that it is not postage: @strong, and @plain unless the note is short.
 * Both must be %NULL before. Returns their height. */
double henji_composer_note (HenjiComposer *self,
                            const HenjiAttempt *attempt,
                            double width,
                            HenjiText **strong,
                            HenjiText **plain);
/* How many half points the address can shrink before everything is at its least. */
int henji_composer_n_steps (const HenjiComposer *self);
/* The factor on the type sizes after @step half points. */
double henji_composer_shrink (const HenjiComposer *self, int step);

G_END_DECLS
