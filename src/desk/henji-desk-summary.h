/* henji-desk-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-summary.h"

G_BEGIN_DECLS

/**
 * henji_desk_summary:
 * @period: in the shop's zone
 * @marketplace: (nullable): domain; all of them
 *
 * Looks back on @period and, in figures, on the one before it.
 *
 * Returns: (transfer full) (nullable):
 */
HenjiSummary *henji_desk_summary (HenjiDesk *self,
                                  const HenjiPeriod *period,
                                  const char *marketplace,
                                  GCancellable *cancellable,
                                  GError **error);
/* (transfer full): pages of A4 with the charts and the tables, in the desk's language. */
GBytes *henji_desk_summary_pdf (HenjiDesk *self, HenjiSummary *summary, GError **error);
/* Only its owner may read the file. What is there already is kept unless @replace. */
gboolean henji_desk_save_summary (
    HenjiDesk *self, const char *path, GBytes *content, gboolean replace, GError **error);

G_END_DECLS
