/* henji-postal-town.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The town field of Japan Post's list of postal codes holds names, ranges, exceptions and remarks.
 */

/**
 * henji_postal_towns:
 * @field: column 9 of the list, whole: "神宮前", "以下に掲載がない場合",
 * "葛巻（第４０地割～第４５地割）"
 * @rough: (out): the field says more than the names, so the city as a whole stands for it
 *
 * What is known to be no part of a town's name is cut off: remarks in brackets, ranges of 地割,
 * 「一円」, 「次に番地がくる場合」. What is then still not a plain name is not guessed at.
 *
 * Returns: (transfer full) (element-type utf8): one or several towns, "" for the city as a whole
 */
GPtrArray *henji_postal_towns (const char *field, gboolean *rough);
/* A bracket is still open: the field goes on in the next row, as the older lists have it. */
gboolean henji_postal_town_goes_on (const char *field);

G_END_DECLS
