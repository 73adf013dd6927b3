/* henji-case-selection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-case-model.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CASE_SELECTION (henji_case_selection_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCaseSelection, henji_case_selection, HENJI, CASE_SELECTION, GObject)

/**
 * HenjiCaseSelection:
 *
 * A GtkSelectionModel over the list of cases: the one that is chosen (and shown), and those that
 * are selected to be treated together. Both are known by their row, not by their place: whatever
 * comes, goes or moves, they stay what they are, and none is loaded for it.
 *
 * Usually the chosen case is the only one selected. While several are being selected, the choice
 * moves on its own, and only what adds or takes away (Ctrl, Shift, Space) changes the selection;
 * such a wish also begins it, with the chosen case.
 *
 * HenjiCaseSelection::chosen: (gint64 row) the choice was moved by hand.
 * HenjiCaseSelection::changed: other cases are selected, or selecting has begun or ended.
 */
HenjiCaseSelection *henji_case_selection_new (HenjiCaseModel *model);

/* The chosen case, 0 for none; it need not be listed. */
gint64 henji_case_selection_get_chosen (HenjiCaseSelection *self);
void henji_case_selection_choose (HenjiCaseSelection *self, gint64 row);
/* Where the chosen case stands, %GTK_INVALID_LIST_POSITION when it is not listed. */
guint henji_case_selection_get_position (HenjiCaseSelection *self);

gboolean henji_case_selection_is_selecting (HenjiCaseSelection *self);
/* Ctrl or Space is held: what is added then begins selecting. Assistive technology, too, adds a row
 * when it means to choose it. */
void henji_case_selection_set_adding (HenjiCaseSelection *self, gboolean adding);
/* Begins with no case, or leaves the chosen one alone. */
void henji_case_selection_set_selecting (HenjiCaseSelection *self, gboolean selecting);
/* 0 unless several are being selected. */
guint henji_case_selection_count (HenjiCaseSelection *self);
/* How many of them are not listed now. */
guint henji_case_selection_count_hidden (HenjiCaseSelection *self);
/* (transfer full) (element-type gint64): in the order of the list, then those not listed. */
GArray *henji_case_selection_dup_rows (HenjiCaseSelection *self);
/* (element-type gint64): these are selected no more; selecting goes on. */
void henji_case_selection_drop (HenjiCaseSelection *self, const GArray *rows);

/* Where ranges begin, %GTK_INVALID_LIST_POSITION for nowhere. A view remembers it by place and
 * loses it when the list comes anew: it is told again by selecting it while @held, which changes
 * nothing. */
guint henji_case_selection_get_anchor (HenjiCaseSelection *self);
void henji_case_selection_hold (HenjiCaseSelection *self, gboolean held);

G_END_DECLS
