/* henji-carrier-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-layout.h"
#include "henji-parcel.h"

G_BEGIN_DECLS

/** HenjiCarrierFaultKind: why a cell cannot be written as it is. */
typedef enum
{
  HENJI_CARRIER_FAULT_LETTER, /* the file's character set lacks it */
  HENJI_CARRIER_FAULT_LONG,   /* more than the column holds */
  HENJI_CARRIER_FAULT_EMPTY,  /* the carrier needs it */
  HENJI_CARRIER_FAULT_PHONE,  /* the carrier needs one, and neither the shop's nor the buyer's is to
                                 be written */
  HENJI_CARRIER_FAULT_FORM,   /* no postal code, no telephone number, no date, … */
  HENJI_CARRIER_FAULT_ABROAD, /* an address outside Japan */
  HENJI_CARRIER_FAULT_FORMULA, /* a spreadsheet would run it */
} HenjiCarrierFaultKind;

const char *henji_carrier_fault_id (HenjiCarrierFaultKind kind); /* "letter" */

typedef struct
{
  guint row;    /* from 0 */
  guint column; /* from 0 */
  HenjiCarrierFaultKind kind;
  gunichar letter; /* LETTER, FORMULA */
  char *sentence;  /* translated */
} HenjiCarrierFault;

/** HenjiCarrierEdit: what stands in a cell of this file instead of what was worked out. */
typedef struct
{
  guint row;
  guint column;
  char *text;
} HenjiCarrierEdit;

HenjiCarrierEdit *henji_carrier_edit_new (guint row, guint column, const char *text);
void henji_carrier_edit_free (HenjiCarrierEdit *self);

/** HenjiCarrierOptions: what is the same in all rows; nothing in it is owned. */
typedef struct
{
  HenjiParcelKind kind;
  const char *today;         /* in the shop's zone */
  const char *ship_date;     /* (nullable): today */
  const char *delivery_date; /* (nullable): as soon as can be */
  const char *slot;          /* (nullable): of the layout's */
  const char *contents;      /* (nullable): instead of the names of the items */
  gboolean phones;           /* the buyers' telephone numbers are written */
  GHashTable *answers;       /* (nullable) utf8 → utf8: to what the layout asks */
} HenjiCarrierOptions;

HENJI_DECLARE_VALUE (HenjiCarrierSheet, henji_carrier_sheet)

/** HenjiCarrierSheet: a carrier's file before it is written, with all that is wrong in it. */
struct _HenjiCarrierSheet
{
  HenjiCarrierLayout *layout;
  HenjiParcelKind kind;
  guint n_rows;
  guint n_columns;
  char **cells;      /* row after row; none is %NULL */
  guint8 *edited;    /* of each of them: is it another than was worked out? */
  GPtrArray *faults; /* (element-type HenjiCarrierFault) by row and column */
  guint n_phones;    /* rows that hold a telephone number which is not the shop's */
};

/**
 * henji_carrier_sheet_make:
 * @parcels: (element-type HenjiParcel): one for each row, all of the options' kind
 * @edits: (nullable) (element-type HenjiCarrierEdit): of two for a cell the later counts
 *
 * Fills the layout's columns. Nothing is cut off or replaced: a cell that does not fit its column
 * or the file's character set keeps its text and has a fault.
 */
HenjiCarrierSheet *henji_carrier_sheet_make (HenjiCarrierLayout *layout,
                                             const GPtrArray *parcels,
                                             const HenjiCarrierOptions *options,
                                             const GPtrArray *edits);

const char *henji_carrier_sheet_cell (const HenjiCarrierSheet *self, guint row, guint column);
/* Is it another than was worked out? */
gboolean henji_carrier_sheet_is_edited (const HenjiCarrierSheet *self, guint row, guint column);
/* (nullable): the first fault of a cell. */
const HenjiCarrierFault *
henji_carrier_sheet_fault (const HenjiCarrierSheet *self, guint row, guint column);
/* Is there anything in the column, or anything wrong with it? */
gboolean henji_carrier_sheet_uses (const HenjiCarrierSheet *self, guint column);
/* (transfer full): "Row 2, 16 お届け先名" */
char *henji_carrier_sheet_place (const HenjiCarrierSheet *self, guint row, guint column);

/* (transfer full) (nullable): the file's content; %NULL while there are faults or no rows. */
GBytes *henji_carrier_sheet_write (const HenjiCarrierSheet *self);

G_END_DECLS
