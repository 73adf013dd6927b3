/* henji-glossary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-recognise.h"

G_BEGIN_DECLS

/**
 * HenjiGlossary:
 *
 * What buyers' words mean in the seller's other language; built once from the files of
 * `data/glossary/`, then read-only and safe for any thread.
 */
typedef struct _HenjiGlossary HenjiGlossary;

/* Compares as @lexicon does: folding, spellings, slips of the keyboard. */
HenjiGlossary *henji_glossary_new (HenjiLexicon *lexicon);
HenjiGlossary *henji_glossary_ref (HenjiGlossary *self);
void henji_glossary_unref (HenjiGlossary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiGlossary, henji_glossary_unref)

/**
 * henji_glossary_add:
 * @name: the file's name, for error messages
 *
 * Adds one glossary file. A fault is reported with file and line; the entries before it stay.
 */
gboolean henji_glossary_add (
    HenjiGlossary *self, const char *text, gsize length, const char *name, GError **error);

/* Builds the matcher; call once after the last add, before the first reading. */
void henji_glossary_seal (HenjiGlossary *self);

/* How many entries it has for texts in @language. */
guint henji_glossary_size (const HenjiGlossary *self, HenjiLanguage language);

G_END_DECLS
