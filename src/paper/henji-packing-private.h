/* henji-packing-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-composition.h"
#include "henji-packing.h"

G_BEGIN_DECLS

#define HENJI_PACKING_MARGIN 14.0      /* mm */
#define HENJI_PACKING_FOOT 8.0         /* for the number of the page */
#define HENJI_PACKING_BARS 12.0        /* high */
#define HENJI_PACKING_DOT (25.4 / 300) /* bars are whole dots of office printers */
#define HENJI_PACKING_MODULE (3 * 25.4 / 300)

struct _HenjiPacking
{
  const HenjiPackingWish *wish; /* while it is laid out */
  HenjiTypesetter *typesetter;
  GPtrArray *pages; /* (element-type HenjiComposition) */
  GPtrArray *codes; /* (element-type HenjiBarcode): one for each order */
  GArray *slips;    /* (element-type int): pages */
  char *title;
  double page_width;
  double page_height;
  double width; /* inside the margins */
  double y;     /* where the next thing goes, of the page */
};

/* henji-packing.c */

/* (transfer full): @text set; what no font can show stands as its number. */
HenjiText *henji_packing_set (
    HenjiPacking *self, const char *text, double size, gboolean bold, double width, int max_lines);
/* Takes @text; @x from the left margin. Returns its height. */
double henji_packing_add (HenjiPacking *self, HenjiText *text, double x, double y);
double henji_packing_put (HenjiPacking *self,
                          const char *text,
                          double size,
                          gboolean bold,
                          double x,
                          double y,
                          double width,
                          int max_lines);
/* Ends at the right margin. */
void henji_packing_put_right (
    HenjiPacking *self, const char *text, double size, gboolean bold, double right, double y);
void henji_packing_rule (HenjiPacking *self, double y);
void henji_packing_bars (HenjiPacking *self, guint order, double x, double y);
void henji_packing_new_page (HenjiPacking *self);
/* The lowest a thing may reach. */
double henji_packing_bottom (const HenjiPacking *self);
/* (transfer full): what an item is called. */
char *henji_packing_item_title (const HenjiOrderItem *item);

/* henji-packing-slip.c */
void henji_packing_slip (HenjiPacking *self, guint order);

G_END_DECLS
