/* henji-case-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-case.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CASE_ROW (henji_case_row_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCaseRow, henji_case_row, HENJI, CASE_ROW, GtkWidget)

/* One row of the list: 56 px, two lines. */
HenjiCaseRow *henji_case_row_new (void);
/* (nullable): %NULL while it is not loaded. */
void henji_case_row_set_case (HenjiCaseRow *self, HenjiCase *case_, gint64 now);
/* While several cases are being selected a check mark says whether this one is, and a bar at its
 * edge whether it is the one that is shown. */
void henji_case_row_set_selecting (HenjiCaseRow *self,
                                   gboolean selecting,
                                   gboolean selected,
                                   gboolean shown);
/* Words and colour of the time left, and the accessible name. Returns when to call it again, 0 for
 * never. */
gint64 henji_case_row_tick (HenjiCaseRow *self, gint64 now);

G_END_DECLS
