/* train-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the programs that learn from mails have in common.
 */
#pragma once

#include "henji-recognise-private.h"

G_BEGIN_DECLS

/* (transfer full): the lexicon in @folder without what was learned, ready for use. */
HenjiLexicon *train_load_lexicon (const char *folder);

/* (transfer full) (element-type utf8): the words of @text, rows of up to @words of them, beginnings
 * of words as `begin*`; groups of up to @characters Japanese characters. */
GHashTable *
train_find_features (HenjiLexicon *lexicon, const char *text, guint characters, guint words);

G_END_DECLS
