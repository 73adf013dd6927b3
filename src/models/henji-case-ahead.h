/* henji-case-ahead.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CASE_AHEAD (henji_case_ahead_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCaseAhead, henji_case_ahead, HENJI, CASE_AHEAD, GObject)

/**
 * HenjiCaseAhead:
 *
 * Details of the few cases that may be chosen next, read before they are asked for, so that the
 * choice is painted with the data already there. Follows HenjiDesk::changed. Main thread only.
 */
HenjiCaseAhead *henji_case_ahead_new (HenjiDesk *desk);

/* Reads those of @rows that are not here yet and forgets all others; 0 among @rows is no case. */
void henji_case_ahead_want (HenjiCaseAhead *self, const gint64 *rows, guint n_rows);
/* (transfer full) (nullable): %NULL when it was not wanted, is not read yet or has changed. */
HenjiCaseDetail *henji_case_ahead_get (HenjiCaseAhead *self, gint64 row);

G_END_DECLS
