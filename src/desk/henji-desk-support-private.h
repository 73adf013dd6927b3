/* henji-desk-support-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-intake.h"
#include "henji-desk-support.h"

G_BEGIN_DECLS

/* Reads what the case and the cases about it say of support. */
gboolean
_henji_desk_support_read (HenjiDesk *desk, HenjiDb *db, HenjiCaseDetail *detail, GError **error);
gboolean _henji_desk_support_read_offer (HenjiDesk *desk,
                                         HenjiDb *db,
                                         const char *marketplace,
                                         HenjiSupportOffer *offer,
                                         GError **error);

/**
 * _henji_desk_support_turn:
 * @since: when the follow-up clock begins
 * @data: (nullable): gets the clocks stopped and started, for undo
 *
 * Gives the case to @court: its follow-up clock begins anew, a closed case has none.
 */
gboolean _henji_desk_support_turn (HenjiDesk *desk,
                                   HenjiDb *db,
                                   const HenjiCase *case_,
                                   HenjiCourt court,
                                   gint64 since,
                                   GString *data,
                                   GError **error);
/* A line "support-status=…" for undo, then the new status (nullable). */
gboolean _henji_desk_support_put_status (
    HenjiDb *db, gint64 case_row, const char *status, GString *data, GError **error);
/* Puts back what an event changed beside the case itself. */
gboolean _henji_desk_support_take_back (HenjiDb *db, const HenjiEvent *event, GError **error);

/* Files a mail of the marketplace's support in its case, which it makes when there is none. */
gboolean _henji_desk_support_file (
    HenjiDesk *desk, HenjiDb *db, HenjiIntake *intake, gint64 now, gint64 *row, GError **error);
/* What the mail, now filed, does to the case. */
gboolean _henji_desk_support_take_mail (HenjiDesk *desk,
                                        HenjiDb *db,
                                        const HenjiIntake *intake,
                                        const HenjiCase *case_,
                                        GError **error);

G_END_DECLS
