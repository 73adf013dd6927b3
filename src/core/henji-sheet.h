/* henji-sheet.h
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
} HenjiSheetColumn;

typedef struct
{
  char *text;  /* as people read it */
  char *plain; /* (nullable): a number for programs, "24.80"; %NULL when the cell is words */
} HenjiSheetCell;

typedef struct
{
  GArray *cells;   /* (element-type HenjiSheetCell) */
  char *id;        /* (nullable): what the row is, for programs */
  char *search;    /* (nullable): finds the cases it is about */
  int kind;        /* HenjiKind they are filed under, -1 any */
  char *case_uuid; /* (nullable): the one case */
} HenjiSheetRow;

HENJI_DECLARE_VALUE (HenjiSheet, henji_sheet)

/** HenjiSheet: a table: window, file and paper show the same one. */
struct _HenjiSheet
{
  char *id;
  char *title;
  char *note;      /* (nullable): what must be known to read it */
  GArray *columns; /* (element-type HenjiSheetColumn) */
  GPtrArray *rows; /* (element-type HenjiSheetRow) */
};

HenjiSheet *henji_sheet_create (const char *id, const char *title);
void henji_sheet_add_column (HenjiSheet *self, const char *id, const char *title, gboolean number);
HenjiSheetRow *henji_sheet_add_row (HenjiSheet *self);
/* @text %NULL: an empty cell. */
void henji_sheet_row_add (HenjiSheetRow *row, const char *text);
void henji_sheet_row_take (HenjiSheetRow *row, char *text, char *plain);
void henji_sheet_row_add_count (HenjiSheetRow *row, gint64 count);
const HenjiSheetCell *henji_sheet_cell (const HenjiSheet *self, guint row, guint column);

/**
 * henji_sheets_csv:
 * @sheets: (element-type HenjiSheet)
 *
 * RFC 4180 with a byte order mark, by which Excel knows UTF-8: each table under its title, an empty
 * line between, all lines of one width. Words that a spreadsheet would take for a formula get an
 * apostrophe in front (OWASP, CSV injection); numbers stay numbers.
 *
 * Returns: (transfer full)
 */
char *henji_sheets_csv (GPtrArray *sheets);

G_END_DECLS
