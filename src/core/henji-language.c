/* henji-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-language"

#include "config.h"

#include "henji-recognise-private.h"

#include <string.h>

typedef struct
{
  guint hiragana;
  guint katakana;
  guint kanji;
  guint foreign; /* kanji that Japanese does not use */
  guint latin;   /* letters */
  guint accents; /* Latin letters with marks */
  guint others;  /* letters of other scripts: hangul, Cyrillic, Thai ... */
} Letters;

static void
count_letters (const HenjiLexicon *lexicon, const HenjiText *text, Letters *n)
{
  const char *end = text->raw + text->raw_length;

  for (const char *p = text->raw; p < end;)
    {
      gunichar c;

      if ((guchar) *p < 0x80)
        {
          n->latin += g_ascii_isalpha (*p) ? 1 : 0;
          p++;
          continue;
        }
      c = g_utf8_get_char_validated (p, end - p);
      if (c >= (gunichar) -2)
        {
          p++;
          continue;
        }
      p = g_utf8_next_char (p);
      if (c >= 0x3041 && c <= 0x309F)
        n->hiragana++;
      else if ((c >= 0x30A1 && c <= 0x30FA) || (c >= 0xFF66 && c <= 0xFF9D))
        n->katakana++;
      else if (c >= 0x3400 && c <= 0x9FFF)
        {
          n->kanji++;
          if (g_hash_table_contains (lexicon->foreign, GUINT_TO_POINTER (c)))
            n->foreign++;
        }
      else if ((c >= 0xC0 && c <= 0x24F) || (c >= 0x1E00 && c <= 0x1EFF))
        {
          n->latin++;
          n->accents++;
        }
      else if (c >= 0xFF21 && c <= 0xFF5A)
        n->latin++;
      else if ((c >= 0x370 && c <= 0x1FFF) || (c >= 0xAC00 && c <= 0xD7FF))
        n->others++;
    }
}

HenjiLanguage
henji_language_guess (const HenjiLexicon *lexicon, const HenjiText *text)
{
  guint ja = text->language[HENJI_LANGUAGE_JA];
  guint en = text->language[HENJI_LANGUAGE_EN];
  guint other = text->language[HENJI_LANGUAGE_OTHER];
  guint japanese;
  Letters n = { 0 };

  count_letters (lexicon, text, &n);
  if (n.others > 3 && n.others > n.hiragana + n.katakana + n.latin)
    return HENJI_LANGUAGE_OTHER;

  /* Chinese: no kana to speak of, and characters or words that Japanese does not have. */
  if (n.kanji > 0 && n.hiragana * 8 <= n.kanji && (n.foreign * 12 > n.kanji || other > ja)
      && n.kanji > n.latin / 8 && en < 4)
    return HENJI_LANGUAGE_OTHER;

  /* Japanese grammar shows in hiragana and in its frequent endings; an English mail may well hold a
   * Japanese name or address, a Japanese mail an English product title. */
  japanese = n.hiragana + 3 * ja + (n.katakana + n.kanji) / 3;
  if (n.kanji + n.katakana + n.hiragana > 0 && (n.latin == 0 || japanese >= 3 * en))
    {
      if (en >= 3 && n.hiragana <= 2 && ja == 0)
        return other > en ? HENJI_LANGUAGE_OTHER : HENJI_LANGUAGE_EN;
      if (other >= 3 && n.hiragana <= 2 && ja == 0 && n.latin > n.kanji + n.katakana)
        return HENJI_LANGUAGE_OTHER;
      return HENJI_LANGUAGE_JA;
    }

  if (n.latin == 0)
    return HENJI_LANGUAGE_OTHER;
  if (other > en)
    return HENJI_LANGUAGE_OTHER;
  if (en == 0 && other == 0)
    return n.accents > 0 ? HENJI_LANGUAGE_OTHER : HENJI_LANGUAGE_EN;
  if (en == other)
    return n.accents > 0 ? HENJI_LANGUAGE_OTHER : HENJI_LANGUAGE_EN;

  return HENJI_LANGUAGE_EN;
}
