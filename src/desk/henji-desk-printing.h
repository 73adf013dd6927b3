/* henji-desk-printing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-calibrate.h"
#include "henji-desk.h"

G_BEGIN_DECLS

/* ---- Calibration, for each printer and stock --------------------------------------------------
 */

/* (transfer full): of every printer and stock; see henji_calibrations_get(). */
GHashTable *henji_desk_calibrations (HenjiDesk *self, GError **error);
/* @calibration: (nullable): %NULL puts the printer back. Refuses what no printer needs. */
gboolean henji_desk_set_calibration (HenjiDesk *self,
                                     const char *printer,
                                     const char *stock,
                                     const HenjiCalibration *calibration,
                                     GError **error);

/* ---- What has come out ------------------------------------------------------------------------
 */

/** HenjiPrintout: labels and slips that have come out. */
typedef struct
{
  const GArray *cases;     /* (element-type gint64): the case of each label */
  const GPtrArray *labels; /* (element-type HenjiLabel) */
  const HenjiStock *stock; /* a roll cut to its length */
  const char *printer;     /* (nullable): %NULL for a PDF */
  int copies;
} HenjiPrintout;

/* An event for each label, which keeps what the label said. All of them or, on error, none. */
gboolean henji_desk_printed (HenjiDesk *self, const HenjiPrintout *printout, GError **error);

/** HenjiPrintedOn: what a label came out on. */
typedef struct
{
  char *stock;   /* (nullable): its id */
  double length; /* mm, of a roll; else 0 */
  int copies;
} HenjiPrintedOn;

#define HENJI_PRINTED_ON_INIT ((HenjiPrintedOn){ NULL, 0, 1 })
void henji_printed_on_clear (HenjiPrintedOn *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiPrintedOn, henji_printed_on_clear)

/* (transfer full): the label of an event as it was printed. @on: (out): to be cleared either way */
HenjiLabel *henji_desk_printed_label (HenjiDesk *self,
                                      const HenjiEvent *event,
                                      HenjiPrintedOn *on,
                                      GError **error);

/* Can the label of this event be printed again? @printer: (out) (transfer full) (nullable): what it
 * came out of; %NULL for a PDF. */
gboolean henji_desk_printed_event (const HenjiEvent *event, char **printer);
/* Likewise. @kind: (out): of the label. */
gboolean henji_desk_printed_kind (const HenjiEvent *event, HenjiLabelKind *kind);

/* A packing list of these came out: an event for each case of each order. @printer: (nullable): a
 * PDF with %NULL. */
gboolean henji_desk_packing_printed (HenjiDesk *self,
                                     const char *const *order_ids,
                                     const char *printer,
                                     GError **error);

/* ---- Labels that are wanted -------------------------------------------------------------------
 */

HENJI_DECLARE_VALUE (HenjiLabelWanted, henji_label_wanted)

/** HenjiLabelWanted: a return that waits for its label. */
struct _HenjiLabelWanted
{
  gint64 case_row;
  char *number;
  char *buyer; /* nullable */
};

/* (transfer full) (element-type HenjiLabelWanted): returns that were authorised while no label was
 * made for their case, oldest first. */
GPtrArray *henji_desk_labels_wanted (HenjiDesk *self, GError **error);

G_END_DECLS
