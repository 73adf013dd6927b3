/* henji-complaint.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-order.h"

G_BEGIN_DECLS

/* Which of an order's items a case is about, and how many of each: an array of int, one for each
 * item of the order in its order; 0: it is not about that one. */

/* Is there anything to choose: several items, or several of one? */
gboolean henji_complaint_arises (const HenjiOrder *order);
/* How many of an item were ordered; 1 where it is not known. */
int henji_complaint_ordered (const HenjiOrder *order, guint item);
/* (transfer full) of int: all of everything. */
GArray *henji_complaint_of_all (const HenjiOrder *order);

/**
 * henji_complaint_find:
 * @words: what the buyer wrote
 * @sure: (out): the words tell how many, too
 *
 * An item is named by its SKU, its ASIN, or words of its title that no other item's title shares.
 * What is only said to be fine, or only to have been ordered, is not complained of.
 *
 * Returns: (transfer full) (nullable) of int: %NULL when the words name no item. Not @sure: how
 * many of it is not said, and all are assumed.
 */
GArray *henji_complaint_find (const HenjiOrder *order, const char *words, gboolean *sure);
/* (transfer full) (nullable) of int: the item of that SKU, ASIN or title, @quantity of it; 0 for
 * all of it. %NULL when the order has no such item, or not so many. */
GArray *henji_complaint_of_item (const HenjiOrder *order, const char *key, int quantity);

/* (transfer full): lines "2 SKU", as they are stored. */
char *henji_complaint_to_text (const HenjiOrder *order, const GArray *quantities);
/* (transfer full) (nullable) of int: %NULL when @text says nothing of this order's items. */
GArray *henji_complaint_from_text (const HenjiOrder *order, const char *text);

/* (transfer full): the order with only those items, and of a line's amounts the share of as many:
 * halves of a minor unit up. */
HenjiOrder *henji_order_part (const HenjiOrder *order, const GArray *quantities);

G_END_DECLS
