/* henji-case-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CASE_ITEM (henji_case_item_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCaseItem, henji_case_item, HENJI, CASE_ITEM, GObject)

/**
 * HenjiCaseItem:
 *
 * A place in the list of cases: it knows its row from the start and gets its case a moment later.
 * `notify::case` tells when it came or changed.
 */
HenjiCaseItem *henji_case_item_new (gint64 row);
gint64 henji_case_item_get_row (HenjiCaseItem *self);
/* (transfer none) (nullable): %NULL until it is loaded. */
HenjiCase *henji_case_item_get_case (HenjiCaseItem *self);
void henji_case_item_set_case (HenjiCaseItem *self, HenjiCase *case_);

G_END_DECLS
