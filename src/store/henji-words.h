/* henji-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What the index calls a word. Everything here works on text that henji_fold() has folded.
 *
 * Text falls into runs: of letters and digits, or of characters written without spaces. A run of
 * letters is one word. A run of n characters is n - 1 overlapping pairs and its last character, so
 * that any two neighbours can be looked up. */

/* Changes when words come out otherwise: an index made by another version is made anew. */
#define HENJI_WORDS_VERSION 1
/* Between two fields of one document: no phrase goes across. */
#define HENJI_WORDS_BORDER "\x1e"
/* Letters that the short index answers. */
#define HENJI_WORDS_SHORT 3

typedef struct
{
  const char *start;
  gsize length; /* bytes */
  guint n_chars;
  gboolean cjk;
} HenjiRun;

/* The next run at or after *@cursor; *@cursor is left behind it. %FALSE at the end, or at a border.
 */
gboolean henji_run_next (const char **cursor, const char *end, HenjiRun *run);

/** HenjiTerm: one word of a query. */
typedef struct
{
  char *text;     /* folded */
  GArray *runs;   /* (element-type HenjiRun) into @text, at least one */
  char *digits;   /* (nullable): letters and digits alone, to be found within numbers */
  gboolean brief; /* one character, or up to three letters: for the short index */
} HenjiTerm;

/* (transfer full) (element-type HenjiTerm): a query as typed; empty when nothing in it can be
 * found. */
GPtrArray *henji_terms_parse (const char *query);

/* Where @term occurs first in the folded @text as the index would find it; %FALSE when nowhere. */
gboolean henji_term_find (const HenjiTerm *term, const char *text, gsize *start, gsize *length);

/* (transfer full): as the index takes it: a phrase, its last word a beginning. */
char *henji_term_phrase (const HenjiTerm *term);

/* (transfer full): letters and digits of a number, folded: what HenjiTerm.digits is looked up in.
 */
char *henji_digits_of (const char *text);

/* Makes the tokenizers "henji" and "henji_short" known to a connection. */
int henji_words_register (sqlite3 *handle);

G_END_DECLS
