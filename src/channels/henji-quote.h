/* henji-quote.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * henji_quote_split:
 * @text: valid UTF-8, lines ended by "\n"
 * @anchors: (nullable) (element-type HenjiHtmlRange): where the marketplace set the writer's words
 * @framed: the marketplace sent it and may have set its own words around
 * @own_length: (out): bytes
 *
 * Sorts the lines of a mail: the writer's own words first, then an empty line and the rest in its
 * order: quoted history, the marketplace's frame, a signature after "-- ". Nothing is dropped but
 * blank lines.
 *
 * Returns: (transfer full):
 */
char *
henji_quote_split (const char *text, const GArray *anchors, gboolean framed, gsize *own_length);

G_END_DECLS
