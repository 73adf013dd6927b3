/* henji-desk-documents.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-packing.h"

G_BEGIN_DECLS

/* What is printed about returns and parcels: labels and slips on stocks, packing lists on paper. */

/** HenjiLabelWish: which label or slip. */
typedef struct
{
  HenjiLabelKind kind;
  gint64 case_row;
  gint64 rma_row;       /* 0: the case's newest return; of a case without one a number is taken */
  const char *order_id; /* (nullable) RESEND: else the return's order, else the case's first */
  int language;         /* HenjiLanguage, -1: the buyer's */
} HenjiLabelWish;

#define HENJI_LABEL_WISH_INIT ((HenjiLabelWish){ .language = -1 })

/**
 * henji_desk_label_make:
 * @warning: (out) (optional) (nullable): a sentence, as henji_desk_label()
 *
 * Refused when an address label has nowhere to go: no order, or none whose address is known.
 *
 * Returns: (transfer full):
 */
HenjiLabel *
henji_desk_label_make (HenjiDesk *self, const HenjiLabelWish *wish, char **warning, GError **error);
/* Of which kind an event HENJI_EVENT_DOCUMENT_PRINTED tells: "slip", "resend", "packing-list".
 * (transfer full) (nullable) */
char *henji_desk_document_of (const HenjiEvent *event);

/**
 * henji_desk_stock_for_paper:
 *
 * Returns: (transfer none) (nullable): a whole page of plain paper as @marketplace's country uses
 *   it, for slips
 */
HenjiStock *henji_desk_stock_for_paper (HenjiDesk *self, const char *marketplace);

/** HenjiPackingSaved: what came of a packing list. */
typedef struct
{
  int n_pages;
  int n_list_pages;
  int n_orders;
} HenjiPackingSaved;

/** HenjiPackingJob: a packing list that is to be saved. */
typedef struct
{
  const char *const *order_ids; /* (nullable): all that have not left yet */
  HenjiLanguage language;       /* JA or EN: the list's */
  gboolean letter;              /* else A4 */
  gboolean list;
  gboolean slips;
} HenjiPackingJob;

/**
 * henji_desk_packing_lay_out:
 * @order_ids: (out) (transfer full): those it holds
 *
 * Refused when an order is not known, or there is none to send.
 *
 * Returns: (transfer full):
 */
HenjiPacking *henji_desk_packing_lay_out (HenjiDesk *self,
                                          const HenjiPackingJob *job,
                                          char ***order_ids,
                                          GError **error);
/* The same as a PDF, and noted as henji_desk_packing_printed() does. */
gboolean henji_desk_packing_save (HenjiDesk *self,
                                  const HenjiPackingJob *job,
                                  const char *path,
                                  HenjiPackingSaved *saved,
                                  GError **error);

G_END_DECLS
