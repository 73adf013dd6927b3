/* henji-label-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/** HenjiPrintable: what the label window prints. */
typedef enum
{
  HENJI_PRINTABLE_LABEL,       /* return labels */
  HENJI_PRINTABLE_PAIR,        /* each with its slip */
  HENJI_PRINTABLE_SLIP,        /* return slips */
  HENJI_PRINTABLE_RESEND,      /* addresses of parcels that go to the buyer */
  HENJI_PRINTABLE_PACKING,     /* what the cases' orders hold */
  HENJI_PRINTABLE_PACKING_ALL, /* what all orders hold that have not left yet */
  HENJI_PRINTABLE_TEST,        /* the page to calibrate a printer by */
  HENJI_N_PRINTABLES
} HenjiPrintable;

/* "return", "pair", "slip", "resend", "packing-case", "packing", "test" */
const char *henji_printable_id (HenjiPrintable printable);
gboolean henji_printable_from_id (const char *id, HenjiPrintable *printable);

#define HENJI_TYPE_LABEL_WINDOW (henji_label_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiLabelWindow, henji_label_window, HENJI, LABEL_WINDOW, AdwWindow)

/**
 * HenjiLabelWindow:
 *
 * What is printed about returns and parcels: the pages as they will come out, where on them, print
 * and PDF. Action `label.save-pdf-to (s)` writes the PDF to a path without asking.
 */
/* The return labels of @rows (element-type gint64), cases; of none: those of all returns that wait
 * for one. @parent: (nullable): it is told what happens after this window was closed. */
HenjiLabelWindow *henji_label_window_new (HenjiDesk *desk, const GArray *rows, GtkWindow *parent);
/* Likewise something else. @rma_row: of a single case's returns, 0 for its newest. */
HenjiLabelWindow *henji_label_window_new_for (HenjiDesk *desk,
                                              HenjiPrintable printable,
                                              const GArray *rows,
                                              gint64 rma_row,
                                              GtkWindow *parent);
/* The label or slip of an event as it was printed. */
HenjiLabelWindow *
henji_label_window_new_again (HenjiDesk *desk, const HenjiEvent *event, GtkWindow *parent);

G_END_DECLS
