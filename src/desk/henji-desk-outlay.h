/* henji-desk-outlay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-defect.h"
#include "henji-desk.h"
#include "henji-outlay.h"

G_BEGIN_DECLS

/* What the seller records of a case by hand. Each returns the row of its event, to be undone, or 0
 * on error. */

/* @amount: above zero. */
gint64 henji_desk_outlay (
    HenjiDesk *self, gint64 case_row, HenjiOutlayNature nature, HenjiMoney amount, GError **error);
/* Feedback of one or two stars, or a chargeback. */
gint64
henji_desk_defect (HenjiDesk *self, gint64 case_row, HenjiDefectNature nature, GError **error);
/* It was removed, or reversed: it counts no more. */
gint64 henji_desk_defect_removed (HenjiDesk *self,
                                  gint64 case_row,
                                  HenjiDefectNature nature,
                                  GError **error);

/* (transfer none): what amounts of the case are in: the currency of its first order, else of its
 * marketplace. */
const char *henji_desk_currency (HenjiDesk *self, const HenjiCaseDetail *detail);
/* (transfer full): what the text of an event HENJI_EVENT_OUTLAY or _DEFECT says to people. */
char *henji_desk_outlay_words (const HenjiEvent *event, HenjiLanguage language);

/* A notice of the marketplace tells of a refund. */
gboolean _henji_desk_take_refund (
    HenjiDb *db, const HenjiCase *case_, const HenjiMessage *notice, gint64 now, GError **error);
/* Takes one of these events back. */
gboolean _henji_desk_undo_outlay (HenjiDb *db, const HenjiEvent *event, GError **error);

G_END_DECLS
