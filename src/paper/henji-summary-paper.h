/* henji-summary-paper.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "henji-summary.h"

G_BEGIN_DECLS

/** HenjiSummaryPaper: a summary laid out on A4, the charts and then the tables; for the thread that
 * made it. */
typedef struct _HenjiSummaryPaper HenjiSummaryPaper;

HenjiSummaryPaper *henji_summary_paper_new (HenjiSummary *summary, HenjiLanguage language);
void henji_summary_paper_free (HenjiSummaryPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiSummaryPaper, henji_summary_paper_free)

int henji_summary_paper_n_pages (const HenjiSummaryPaper *self);
/* @cr is in points with its origin at the page's corner. */
void henji_summary_paper_draw (const HenjiSummaryPaper *self, int page, cairo_t *cr);

/* (transfer full) (nullable): all pages; the same summary gives the same bytes. */
GBytes *henji_summary_paper_pdf (HenjiSummary *summary, HenjiLanguage language, GError **error);

G_END_DECLS
