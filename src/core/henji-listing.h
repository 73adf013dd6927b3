/* henji-listing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;        /* "cases": for programs */
  char *title;     /* for people */
  gboolean number; /* at the right edge */
} HenjiListingColumn;

typedef struct
{
  char *text;  /* as people read it */
  char *plain; /* (nullable): a number for programs, "24.80"; %NULL when the cell is words */
} HenjiListingCell;

typedef struct
{
  GArray *cells;   /* (element-type HenjiListingCell) */
  char *id;        /* (nullable): what the row is, for programs */
  char *search;    /* (nullable): finds the cases it is about */
  int kind;        /* HenjiKind they are filed under, -1 any */
  char *case_uuid; /* (nullable): the one case */
} HenjiListingRow;

HENJI_DECLARE_VALUE (HenjiListing, henji_listing)

/** HenjiListing: a table: window, file and paper show the same one. */
struct _HenjiListing
{
  char *id;
  char *title;
  char *note;      /* (nullable): what must be known to read it */
  GArray *columns; /* (element-type HenjiListingColumn) */
  GPtrArray *rows; /* (element-type HenjiListingRow) */
};

HenjiListing *henji_listing_create (const char *id, const char *title);
void
henji_listing_add_column (HenjiListing *self, const char *id, const char *title, gboolean number);
HenjiListingRow *henji_listing_add_row (HenjiListing *self);
/* @text %NULL: an empty cell. */
void henji_listing_row_add (HenjiListingRow *row, const char *text);
void henji_listing_row_take (HenjiListingRow *row, char *text, char *plain);
void henji_listing_row_add_count (HenjiListingRow *row, gint64 count);
const HenjiListingCell *henji_listing_cell (const HenjiListing *self, guint row, guint column);

/**
 * henji_listings_csv:
 * @sheets: (element-type HenjiListing)
 *
 * RFC 4180 with a byte order mark, by which Excel knows UTF-8: each table under its title, an empty
 * line between, all lines of one width. Words that a spreadsheet would take for a formula get an
 * apostrophe in front (OWASP, CSV injection); numbers stay numbers.
 *
 * Returns: (transfer full)
 */
char *henji_listings_csv (GPtrArray *sheets);

G_END_DECLS
