/* henji-html-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiHtmlTag: what an element does to the text. */
typedef enum
{
  HENJI_TAG_OTHER,
  HENJI_TAG_INLINE_SPACE, /* cells of a row */
  HENJI_TAG_LINE,         /* begins and ends a line */
  HENJI_TAG_PARAGRAPH,    /* the same with a blank line */
  HENJI_TAG_BREAK,
  HENJI_TAG_RULE,
  HENJI_TAG_ITEM,
  HENJI_TAG_LIST,
  HENJI_TAG_NUMBERED,
  HENJI_TAG_QUOTE,
  HENJI_TAG_PRE,
  HENJI_TAG_LINK,
  HENJI_TAG_IMAGE,
  HENJI_TAG_RAW, /* script, style: text up to its own end tag is none */
  HENJI_TAG_DROP,
  HENJI_TAG_VOID,
} HenjiHtmlTag;

HenjiHtmlTag henji_html_kind (const char *name); /* lower case */

/* All take the inside of a start tag, from behind its name to its ">". */

/* (transfer full) (nullable): the value of an attribute, entities decoded. */
char *henji_html_attribute (const char *p, const char *end, const char *name);
gboolean henji_html_is_hidden (const char *inside, const char *end);
/* Is it a block that a mail program sets history in? */
gboolean henji_html_is_quoting (const char *inside, const char *end);

/* (transfer full) (nullable): the host of a web address, letters beyond ASCII as punycode. */
char *henji_html_host (const char *href);
/* Does the text name the host, as the host and not as a part of something longer? */
gboolean henji_html_shows_host (const char *text, const char *host);

G_END_DECLS
