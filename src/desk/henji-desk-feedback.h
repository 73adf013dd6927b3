/* henji-desk-feedback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db-order.h"
#include "henji-desk.h"
#include "henji-feedback.h"

G_BEGIN_DECLS

/* What buyers said of the seller, as reports tell it. */

/* (transfer full) (element-type HenjiFeedback): of these days, the newest first. @from, @to: ISO
 * dates, both among them */
GPtrArray *henji_desk_feedback (HenjiDesk *self, const char *from, const char *to, GError **error);

/* (transfer full): what an event HENJI_EVENT_FEEDBACK says to people. */
char *henji_desk_feedback_words (const HenjiEvent *event, HenjiLanguage language);

/* (transfer full): stars, day and words of one, in a line. */
char *henji_desk_feedback_line (const HenjiFeedback *feedback, HenjiLanguage language);

/**
 * _henji_desk_take_feedback:
 * @status: (out)
 *
 * Takes what a report tells. Negative feedback counts against its order from its day on and tells
 * the order's case of it, once for all: a case that was not ours is ours again, where there is none
 * one is opened. Other feedback is only kept.
 */
gboolean _henji_desk_take_feedback (HenjiDesk *desk,
                                    HenjiDb *db,
                                    const HenjiFeedback *told,
                                    gint64 now,
                                    HenjiMergeStatus *status,
                                    GError **error);
/* Takes the event back: it counts no more; the case it opened is closed. */
gboolean
_henji_desk_undo_feedback (HenjiDb *db, const HenjiEvent *event, gint64 now, GError **error);

G_END_DECLS
