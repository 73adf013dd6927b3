/* henji-stock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiStock, henji_stock)

/** HenjiStock: a sheet or roll of labels. Lengths in millimetres. */
struct _HenjiStock
{
  char *id;    /* "hisago-elm013" */
  char *title; /* "Hisago ELM013" */
  char *title_ja;
  double page_width;
  double page_height;
  int columns;
  int rows;
  double width; /* of a label */
  double height;
  double left; /* of the first label */
  double top;
  double pitch_x;
  double pitch_y;
  double corner; /* radius */
  double inset;  /* kept free inside a label's edge */
  int dpi;       /* of the printer it is made for: bars are whole dots of it */
  int order;     /* place in menus, smaller first */
  gboolean cut;  /* plain paper: a line to cut along is drawn at the label's edge */
  gboolean verified;
  char *source;
};

/* Parses and validates one stock file: nothing off the page, no overlap, finite numbers. @name is
 * the file's name for the sentence of an error, which also says the line. */
HenjiStock *henji_stock_parse (const char *text, gsize length, const char *name, GError **error);
/* -1, 0, 1 by menu order, then id; for g_ptr_array_sort() through henji_stock_compare_ptr(). */
int henji_stock_compare (const HenjiStock *a, const HenjiStock *b);
int henji_stock_compare_ptr (gconstpointer a, gconstpointer b);
int henji_stock_n_cells (const HenjiStock *self);
/* Left upper corner of cell @cell (1-based, row by row). */
void henji_stock_cell (const HenjiStock *self, int cell, double *x, double *y);

G_END_DECLS
