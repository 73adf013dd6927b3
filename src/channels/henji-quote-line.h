/* henji-quote-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line of a mail is, told from itself alone. All take a line as henji_quote_canon() makes
 * it: trimmed, lower case, full-width ASCII as ASCII, dashes of all sorts as "-". */

#define HENJI_QUOTE_CANON 400

/* Writes at most @HENJI_QUOTE_CANON bytes with the NUL; the end of a longer line is what counts
 * least. */
void henji_quote_canon (const char *line, gsize length, char *out);

typedef enum
{
  HENJI_MARK_NONE,
  HENJI_MARK_DASHES, /* nothing but dashes */
  HENJI_MARK_WORDS,  /* unknown words between dashes */
  HENJI_MARK_BEGIN,  /* here the writer's words begin */
  HENJI_MARK_END,
  HENJI_MARK_HISTORY, /* "-----Original Message-----" */
} HenjiMark;

HenjiMark henji_quote_mark (const char *canon);
/* "On … wrote:", 「2026年11月20日(金) 10:12 … <…>:」, 「…のメッセージ:」, ...; also several lines
 * joined. */
gboolean henji_quote_is_attribution (const char *canon);
/* Which field of a header block the line names: bits of HENJI_BLOCK_*; 0 none. */
guint henji_quote_block_field (const char *canon);
#define HENJI_BLOCK_FROM 1
#define HENJI_BLOCK_DATE 2
#define HENJI_BLOCK_TO 4
#define HENJI_BLOCK_SUBJECT 8
#define HENJI_BLOCK_CC 16
/* The order line ("# 249-…:"), or an item ("1 / … [ASIN: B0…]") of the marketplace's frame. */
gboolean henji_quote_is_frame_head (const char *canon);
gboolean henji_quote_is_frame_foot (const char *canon);

G_END_DECLS
