/* henji-performance-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-performance-facts.h"

G_BEGIN_DECLS

/* A figure in words. Each (transfer full). */

/* "0.90 %", "12"; "–" where it is not told. */
char *henji_performance_value (const HenjiPerformanceFacts *facts,
                               const HenjiPerformanceFigure *figure);
/* "below 1 %", with " *" where the report tells none and a rule of ours stands in; "–" for none. */
char *henji_performance_target (const HenjiPerformanceFacts *facts,
                                const HenjiPerformanceFigure *figure);
/* "Good"; with "target not met" where the figure misses what it should be and yet is not rated so.
 */
char *henji_performance_status (const HenjiPerformanceFacts *facts,
                                const HenjiPerformanceFigure *figure,
                                HenjiLanguage language);
/* "12 of 1340" of a share; "" where that is not told. */
char *henji_performance_counted (const HenjiPerformanceFacts *facts,
                                 const HenjiPerformanceFigure *figure);
/* "60 days to 2026-11-24"; "" where that is not told. */
char *henji_performance_days (const HenjiPerformanceFigure *figure);
/* (nullable): all that asks for something to be done, in a line; %NULL when nothing does. */
char *henji_performance_attention (const HenjiPerformanceFacts *facts,
                                   const HenjiPerformance *reading,
                                   HenjiLanguage language);

G_END_DECLS
