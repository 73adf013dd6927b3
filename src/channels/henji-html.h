/* henji-html.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiHtmlRange: bytes of the rendered text. */
typedef struct
{
  gsize start;
  gsize end;
} HenjiHtmlRange;

/**
 * henji_html_to_text:
 * @html: valid UTF-8; anything at all, however malformed
 * @limit: the most bytes to write
 * @anchors: (out) (optional) (transfer full) (element-type HenjiHtmlRange): what came from the
 * element in which the marketplace sets the buyer's own words (a <pre> with "white-space:
 * -o-pre-wrap")
 *
 * Renders a page as plain text: blocks as lines, rows of tables as lines, lists with marks, quoted
 * blocks with "> ", a link as its text with the real host behind it when the text does not show it.
 * Scripts, styles and hidden text are dropped. Nothing is ever fetched. Takes time in proportion to
 * the length.
 *
 * Returns: (transfer full):
 */
char *henji_html_to_text (const char *html, gsize length, gsize limit, GArray **anchors);

/* The character an entity at @p ("&…") means, its length in @length; 0 when it is none. */
gunichar henji_html_entity (const char *p, gsize left, gsize *length);

G_END_DECLS
