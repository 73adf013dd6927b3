/* henji-moments.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* Moments that one is likely to mean: for a reminder, or for the time of coming back. */

typedef struct
{
  gint64 at;
  char *title; /* "Tomorrow morning, 27 Nov, Fri 09:00" */
} HenjiMomentPreset;

/* (transfer full) (element-type HenjiMomentPreset): tomorrow morning, the next open day, in three
 * days, in a week; none twice. */
GPtrArray *henji_moments_to_remind (HenjiDesk *desk);
/* The same: tonight, tomorrow morning, Sunday night, Monday morning, after the next public holiday,
 * after the shop's next closing. */
GPtrArray *henji_moments_to_be_back (HenjiDesk *desk);

/* (transfer full): "27 Nov, Fri 09:00" and what is special about that day. */
char *henji_moment_words (HenjiDesk *desk, gint64 at);
/* (transfer full) (nullable): "勤労感謝の日 · the shop is closed", %NULL for an ordinary day. A
 * holiday that is not announced yet is marked as expected. */
char *henji_moment_day_marks (HenjiDesk *desk, const char *date);

G_END_DECLS
