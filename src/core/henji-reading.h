/* henji-reading.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help for a seller who reads one of the two languages well and the other half: what the words of
 * a buyer's message mean, which of them told its kind, and where its facts stand.
 */
#pragma once

#include "henji-glossary.h"

G_BEGIN_DECLS

#define HENJI_MAX_READ (16 * 1024) /* bytes; what a longer text says behind them is not read */

typedef enum
{
  HENJI_READING_WORD,   /* any word or phrase */
  HENJI_READING_MATTER, /* what is the matter: condition, delivery, order */
  HENJI_READING_WISH,   /* the remedy that is asked for */
  HENJI_READING_TIME,   /* a date, a deadline, a span of time */
  HENJI_READING_KIND,   /* told the kind; the glossary does not know it */
  HENJI_READING_PART,
  HENJI_READING_ORDER_ID,
  HENJI_READING_POSTAL_CODE,
  HENJI_READING_ADDRESS,
  HENJI_READING_PHONE,
  HENJI_READING_AMOUNT,
} HenjiReadingType;

typedef struct
{
  guint start, end; /* bytes of the text; never inside a character */
  HenjiReadingType type;
  HenjiKind kind;  /* that these words told; OTHER: none */
  gboolean denied; /* "not damaged" */
  char *meaning;   /* (nullable) in the reader's language */
} HenjiReadingSpan;

HENJI_DECLARE_VALUE (HenjiReading, henji_reading)

struct _HenjiReading
{
  GArray *spans; /* (element-type HenjiReadingSpan), in the text's order, none overlapping */
};

/**
 * henji_reading_find:
 * @text: the buyer's own words as shown; lines quoted with `>` are passed over
 * @length: bytes of @text, or -1
 * @kinds: the kinds the message was recognised as, bit (1 << kind) each
 * @language: of the message
 * @reader: JA or EN. Words are given their meaning only when this is the other of the two
 * languages; kinds and facts are found in any.
 *
 * Linear in the text's length but for sorting what was found; no locale, no clock, no state.
 *
 * Returns: (transfer full):
 */
HenjiReading *henji_reading_find (const HenjiLexicon *lexicon,
                                  const HenjiGlossary *glossary,
                                  const char *text,
                                  gssize length,
                                  guint32 kinds,
                                  HenjiLanguage language,
                                  HenjiLanguage reader);

/* The span at byte @index of the text; %NULL: none. */
const HenjiReadingSpan *henji_reading_at (const HenjiReading *self, guint index);

G_END_DECLS
