/* henji-reading-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-reading.h"
#include "henji-recognise-private.h"

G_BEGIN_DECLS

/* Something that was found: characters of the text. */
typedef struct
{
  guint32 start, end;
  guint32 stem; /* characters without the ending, of a word; 0: all of it */
  HenjiReadingType type;
  HenjiKind kind;
  gboolean denied;
  char *meaning; /* (nullable) */
} HenjiFinding;

static inline gboolean
henji_is_katakana (gunichar c)
{
  return (c >= 0x30A1 && c <= 0x30FC && c != 0x30FB) || (c >= 0xFF66 && c <= 0xFF9F);
}

/* Is the place before @start inside a word of kanji and kana that a spelling cut: 言われて, read as
 * 割れて? */
gboolean henji_reading_is_respelled (const HenjiText *text, gsize start);

/* Appends what the glossary for texts in @language knows to @findings (element-type HenjiFinding);
 * they may overlap. */
void henji_glossary_match (const HenjiGlossary *self,
                           const HenjiLexicon *lexicon,
                           HenjiText *text,
                           HenjiLanguage language,
                           GArray *findings);

/* Appends the dates of the text with what is said of them: "by November 24". @language: of the
 * text, to tell 4/5 from 5/4; @reader: of the meaning. */
void henji_reading_find_dates (const HenjiText *text,
                               HenjiLanguage language,
                               HenjiLanguage reader,
                               GArray *findings);

G_END_DECLS
