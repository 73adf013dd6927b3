/* henji-evidence-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/** HenjiEvidenceWindow: a case's evidence as PDF, page by page as it will be saved, and the text
 * for the marketplace's box in both languages. */
#define HENJI_TYPE_EVIDENCE_WINDOW (henji_evidence_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiEvidenceWindow, henji_evidence_window, HENJI, EVIDENCE_WINDOW, AdwWindow)

/* @text: the text is shown first. */
HenjiEvidenceWindow *henji_evidence_window_new (HenjiDesk *desk, gint64 case_row, gboolean text);

G_END_DECLS
