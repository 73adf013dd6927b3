/* henji-desk-csba-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-desk-csba.h"

G_BEGIN_DECLS

/**
 * _henji_desk_csba_answer:
 * @orders: (element-type HenjiOrder)
 * @messages: (element-type HenjiMessage): at least the newest ones, oldest first
 * @events: (element-type HenjiEvent): all of the case
 *
 * Returns: (transfer full) (nullable): who answers; %NULL without an error where the shop was never
 * enrolled, and for cases with the marketplace
 */
HenjiCsbaAnswer *_henji_desk_csba_answer (HenjiDesk *desk,
                                          HenjiDb *db,
                                          const HenjiCase *case_,
                                          const GPtrArray *orders,
                                          const GPtrArray *messages,
                                          const GPtrArray *events,
                                          GError **error);
/* Brings %HENJI_CASE_CSBA of a case up to date. */
gboolean _henji_desk_csba_mark (HenjiDesk *desk, HenjiDb *db, gint64 case_row, GError **error);

G_END_DECLS
