/* lexicon.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-recognise.h"

G_BEGIN_DECLS

/* (transfer full) (element-type filename): the files of @folder that end in @suffix, by name. */
GPtrArray *test_list_files (const char *folder, const char *suffix);

/* (transfer full): the lexicon of the data folder. */
HenjiLexicon *test_lexicon_load (void);

G_END_DECLS
