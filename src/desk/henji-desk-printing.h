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

/* ---- Labels -----------------------------------------------------------------------------------
 */

/** HenjiPrintout: labels that have come out. */
typedef struct
{
  const GArray *cases;     /* (element-type gint64): the case of each label */
  const GPtrArray *labels; /* (element-type HenjiLabel) */
  const char *stock;       /* id */
  const char *printer;     /* (nullable): %NULL for a PDF */
  int copies;
} HenjiPrintout;

/* An event for each label, which keeps what the label said. All of them or, on error, none. */
gboolean henji_desk_printed (HenjiDesk *self, const HenjiPrintout *printout, GError **error);

/* (transfer full): the label of an event as it was printed. @stock: (out) (transfer full)
 * (nullable): the id of its stock; @copies: (out): how many there were. */
HenjiLabel *henji_desk_printed_label (
    HenjiDesk *self, const HenjiEvent *event, char **stock, int *copies, GError **error);

/* Can the label of this event be printed again? @printer: (out) (transfer full) (nullable): what it
 * came out of; %NULL for a PDF. */
gboolean henji_desk_printed_event (const HenjiEvent *event, char **printer);

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
