/* henji-summary-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-summary.h"

G_BEGIN_DECLS

/* The tables of the marketplaces' own figures; none where none was read. */
void _henji_summary_add_performance (const HenjiSummary *self,
                                     HenjiLanguage language,
                                     GPtrArray *sheets);

G_END_DECLS
