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

typedef enum
{
  HENJI_ROLE_NAME,
  HENJI_ROLE_ADDRESS,
  HENJI_ROLE_RMA,
  HENJI_ROLE_INFO,
  HENJI_ROLE_CAPTION,
  HENJI_ROLE_NOTE,
  N_ROLES
} HenjiRole;

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
  int item_lines;  /* SLIP: that an item may take */
  int codes;       /* SLIP, RESEND: which of the forms of its own the barcodes take */
} HenjiAttempt;

/* Sets everything; FALSE when it is too high or too wide. */
typedef gboolean (*HenjiTry) (HenjiComposer *self, const HenjiAttempt *attempt);

/* henji-compose.c: what all kinds share */

/* The largest whole number of dots that is at most @most mm, but at least @least mm (a hundredth
 * under is printing tolerance), or 0. */
double henji_composer_whole_dots (const HenjiComposer *self, double least, double most);
/* Where bars may begin: the free edge is white, so it counts as quiet zone. One dot more, for the
 * shift onto whole dots. */
double henji_composer_quiet_indent (const HenjiComposer *self, int modules, double module);
/* The widest module of a Code 128 with which bars of @columns and their quiet zones take at most
 * @room mm inside the free edge, or 0. @indent: (out): of the first bar. */
double
henji_composer_bar_module (const HenjiComposer *self, int columns, double room, double *indent);
/* The largest type at which @attempt fits, as a step; -1 when none does. */
int henji_composer_best_step (HenjiComposer *self, HenjiAttempt *attempt, HenjiTry attempt_func);
/* Refuses the label with a sentence. Always %FALSE. */
gboolean henji_composer_refuse (const HenjiComposer *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* henji-compose-slip.c, henji-compose-resend.c: the same as a return label's, of the other kinds */
gboolean henji_composer_slip (HenjiComposer *self, GError **error);
gboolean henji_composer_resend (HenjiComposer *self, GError **error);

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
/* (transfer full): @words in the size of @role. */
HenjiText *henji_composer_set (HenjiComposer *self,
                               const HenjiAttempt *attempt,
                               const char *words,
                               HenjiRole role,
                               gboolean bold,
                               double width,
                               int max_lines);
/* Sets and adds it. Returns the height taken. */
double henji_composer_put (HenjiComposer *self,
                           const HenjiAttempt *attempt,
                           const char *words,
                           HenjiRole role,
                           gboolean bold,
                           double x,
                           double y,
                           double width);
/* Name and lines of the address. Returns the height taken. */
double
henji_composer_place (HenjiComposer *self, const HenjiAttempt *attempt, double y, double width);

typedef struct
{
  const char *caption; /* nullable */
  const char *value;
  int max_lines; /* 0: all */
} HenjiFact;

/* Captions in a narrow column, values beside them. Returns the height, %INFINITY when it does not
 * fit. */
double henji_composer_facts (HenjiComposer *self,
                             const HenjiAttempt *attempt,
                             const HenjiFact *facts,
                             guint n_facts,
                             double x,
                             double y,
                             double width);

G_END_DECLS
