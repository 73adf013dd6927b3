/* henji-recognise.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message.h"

G_BEGIN_DECLS

/**
 * HenjiLexicon:
 *
 * The weighted phrases that tell what a message is about; built once from the files of
 * `data/lexicon/`, then read-only and safe for any thread.
 */
typedef struct _HenjiLexicon HenjiLexicon;

HenjiLexicon *henji_lexicon_new (void);
HenjiLexicon *henji_lexicon_ref (HenjiLexicon *self);
void henji_lexicon_unref (HenjiLexicon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiLexicon, henji_lexicon_unref)

/**
 * henji_lexicon_add:
 * @name: the file's name, for error messages
 *
 * Adds one lexicon file. A fault is reported with file and line; the entries before it stay.
 */
gboolean henji_lexicon_add (
    HenjiLexicon *self, const char *text, gsize length, const char *name, GError **error);

/* Builds the matcher; call once after the last add, before the first recognise. */
void henji_lexicon_seal (HenjiLexicon *self);

typedef struct
{
  HenjiLanguage language;
  HenjiKind kind;
  guint32 other_kinds; /* bit (1 << kind) each, without @kind */
  gboolean reply_needed;
  HenjiFacts facts;
} HenjiRecognition;

void henji_recognition_clear (HenjiRecognition *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HenjiRecognition, henji_recognition_clear)

/**
 * henji_recognise:
 * @subject: (nullable): the decoded subject
 * @own_words: the buyer's own words, without quoted history
 * @length: bytes of @own_words, or -1
 *
 * Linear in the text's length; no locale, no clock, no state.
 */
void henji_recognise (const HenjiLexicon *lexicon,
                      const char *subject,
                      const char *own_words,
                      gssize length,
                      HenjiRecognition *out);

G_END_DECLS
