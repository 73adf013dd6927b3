/* henji-reading-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-reading.h"

G_BEGIN_DECLS

/* Reading help in words, in the desk's language. */

/* (transfer full): what a span means and tells: "broken (Damaged)", "not: refund (wish)". */
char *henji_reading_words (const HenjiReadingSpan *span);

/**
 * henji_reading_line:
 * @text: what @reading was made of
 * @all: everything, or the few that matter most
 * @n_more: (out): how many are left out without @all
 *
 * "cracked: ひび・割れ（破損） · refund: 返金（要望）", in the text's order, each meaning once.
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to say
 */
char *
henji_reading_line (const HenjiReading *reading, const char *text, gboolean all, guint *n_more);

G_END_DECLS
