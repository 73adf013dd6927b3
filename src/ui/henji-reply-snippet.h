/* henji-reply-snippet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-case.h"

G_BEGIN_DECLS

/* How words go into a text of paragraphs. Pure: no widget. Offsets in characters. */
typedef enum
{
  HENJI_INSERTION_PARAGRAPH, /* as a paragraph of its own */
  HENJI_INSERTION_INSIDE,    /* as a sentence of the paragraph */
} HenjiInsertion;

/* Inside of a line it is a sentence; at the start or end of one, and between two, a paragraph. */
HenjiInsertion henji_insertion_at (const char *text, int offset);

/* Where the text ends that what is inserted at @offset comes after. */
int henji_insertion_follows (const char *text, int offset);

/* (transfer full): @words with the line breaks or spaces they need at @offset. */
char *henji_insertion_piece (
    const char *text, int offset, HenjiInsertion how, const char *words, HenjiLanguage language);

G_END_DECLS
