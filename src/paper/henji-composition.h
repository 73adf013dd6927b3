/* henji-composition.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-barcode.h"
#include "henji-typeset.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_PART_TEXT,
  HENJI_PART_RULE,
  HENJI_PART_FRAME,
  HENJI_PART_BARS,
} HenjiPartType;

/* A thing to draw, millimetres from the cell's corner. */
typedef struct
{
  HenjiPartType type;
  double x, y, width, height;
  HenjiText *text;
  HenjiAlign align;
  const HenjiBarcode *code;
  double module;
  gboolean turned;
} HenjiPart;

/** HenjiComposition: a label with every part at its place, ready to be drawn any number of times on
 * the thread that composed it. */
typedef struct
{
  GPtrArray *parts; /* (element-type HenjiPart) */
  HenjiBarcode *code128;
  HenjiBarcode *qr;       /* nullable */
  HenjiBarcode *matrix;   /* nullable */
  HenjiBarcode *customer; /* nullable */
  char *customer_text;    /* what it says */
  double dot;             /* of the printer, mm */
  double cut_width;       /* of the line to cut along, mm, 0 for none */
  double cut_height;
} HenjiComposition;

HenjiComposition *henji_composition_new (void);
void henji_composition_free (HenjiComposition *self);

/* (transfer none): a new part, millimetres. */
HenjiPart *henji_composition_add (
    HenjiComposition *self, HenjiPartType type, double x, double y, double width, double height);

/* (transfer full): what is drawn as bars, in drawing order; @code is what all but the customer
 * barcode say. */
char **henji_composition_payloads (const HenjiComposition *self, const char *code);

/* Draws with the cell's left upper corner at @x, @y (mm) of the page; @cr is in points with its
 * origin at the page's corner: bars are moved by at most half a dot to fall on the printer's dots.
 */
void henji_composition_draw (const HenjiComposition *self, cairo_t *cr, double x, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiComposition, henji_composition_free)

G_END_DECLS
