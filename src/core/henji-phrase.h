/* henji-phrase.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Phrases as the files of data/lexicon/ and data/rules/ write them: `a(b|c|)d`.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Do its marks pair, and does it stand for a bearable number of texts? */
gboolean henji_phrase_check (const char *pattern, GError **error);

/* Appends to @out (element-type utf8) every text a checked pattern stands for. */
void henji_phrase_expand (const char *pattern, GPtrArray *out);

/* (transfer full): runs of blanks become one, as an empty alternative leaves them. */
char *henji_phrase_squeeze (const char *text);

G_END_DECLS
