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
  char *checked; /* (nullable): the day somebody looked, "2026-11-26" */
  char *source;
  double
      length_min; /* of a continuous roll: its labels may be that high; 0: they are cut already */
  double length_max;
  gboolean inches; /* whoever made it thinks in inches */
  gboolean own;    /* a file of the seller's; set by whoever reads it */
};

/* Parses and validates one stock file: nothing off the page, no overlap, finite numbers. @name is
 * the file's name for the sentence of an error, which also says the line. */
HenjiStock *henji_stock_parse (const char *text, gsize length, const char *name, GError **error);
/* (transfer full): the file's text; parsed again it is the same stock. */
char *henji_stock_to_text (const HenjiStock *self);
/* (transfer full): a copy nobody shares yet, to be changed. */
HenjiStock *henji_stock_copy (const HenjiStock *self);
/* (transfer full): a continuous roll cut to @length mm, kept within what it allows. */
HenjiStock *henji_stock_with_length (const HenjiStock *self, double length);

/**
 * henji_stock_check:
 * @key: (out) (transfer none) (optional): the file's key of the figure at fault, "pitch-x"
 *
 * Is it a sheet one can print on? Otherwise a sentence without a capital letter, for one place.
 */
gboolean henji_stock_check (const HenjiStock *self, const char **key, GError **error);
/* What the figure of @key may be, as in the file. */
void henji_stock_limits (const char *key, double *min, double *max);
/* The figure of @key, millimetres or a number. */
double henji_stock_get (const HenjiStock *self, const char *key);
/* Not once it is shared. */
void henji_stock_set (HenjiStock *self, const char *key, double value);

/* -1, 0, 1 by menu order, then id; for g_ptr_array_sort() through henji_stock_compare_ptr(). */
int henji_stock_compare (const HenjiStock *a, const HenjiStock *b);
int henji_stock_compare_ptr (gconstpointer a, gconstpointer b);
int henji_stock_n_cells (const HenjiStock *self);
/* Left upper corner of cell @cell (1-based, row by row). */
void henji_stock_cell (const HenjiStock *self, int cell, double *x, double *y);

G_END_DECLS
