/* henji-recognise-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the lexicon's phrases and says of each whether it is denied ("not damaged", 傷はありません)
 * or only supposed ("if it is damaged", 届かない場合). Japanese denies behind the word, English
 * before it; between the two only glue may stand.
 */
#define G_LOG_DOMAIN "henji-recognise"

#include "config.h"

#include "henji-recognise-private.h"

#include "henji-fold.h"

#define MAX_TAIL 10 /* pieces of glue between a word and what denies it */

enum
{
  FLAG_NEGATED = 1 << 0,
  FLAG_SUPPOSED = 1 << 1,
};

static inline gboolean
is_latin_at (const HenjiText *text, gsize i)
{
  gunichar c = text->c[i];

  return c < 0x80 ? g_ascii_isalnum ((char) c)
                  : c < 0x2E80 && g_unichar_isalnum (c) && !henji_fold_is_cjk (c);
}

static void
take_output (HenjiText *text,
             const HenjiTrieOutput *output,
             gsize start,
             gsize end,
             gboolean whole,
             guint32 language_ends[3],
             GArray *out)
{
  if (output->value >= HENJI_FIRST_TOLD)
    {
      guint32 feature = output->value - HENJI_FIRST_TOLD;

      g_array_append_val (text->told, feature);
    }
  else if (output->value >= HENJI_FIRST_LEARNED)
    {
      guint32 feature = output->value - HENJI_FIRST_LEARNED;

      g_array_append_val (text->learned, feature);
    }
  else if (output->value >= HENJI_CLASS_LANGUAGE_JA && output->value < HENJI_N_CLASSES)
    {
      HenjiLanguage language = output->value == HENJI_CLASS_LANGUAGE_JA   ? HENJI_LANGUAGE_JA
                               : output->value == HENJI_CLASS_LANGUAGE_EN ? HENJI_LANGUAGE_EN
                                                                          : HENJI_LANGUAGE_OTHER;

      if (start >= language_ends[language])
        {
          text->language[language]++;
          language_ends[language] = (guint32) end;
        }
    }
  else
    {
      HenjiMatch *match;

      while (!whole && end < text->n && is_latin_at (text, end))
        end++;
      g_array_set_size (out, out->len + 1);
      match = &g_array_index (out, HenjiMatch, out->len - 1);
      match->class = output->value;
      match->start = (guint32) start;
      match->end = (guint32) end;
      match->negated = match->supposed = FALSE;
      match->latin = is_latin_at (text, end - 1);
    }
}

/* Takes every phrase that begins at @i. */
static void
match_at (
    const HenjiLexicon *lexicon, HenjiText *text, gsize i, guint32 language_ends[3], GArray *out)
{
  const HenjiTrie *trie = lexicon->words;
  guint32 node = 0;

  for (gsize j = i; j < text->n; j++)
    {
      const HenjiTrieOutput *outputs;
      guint32 n;
      gboolean whole;

      text->steps++;
      node = henji_trie_step (trie, node, text->c[j]);
      if (node == 0)
        return;
      outputs = henji_trie_outputs (trie, node, &n);
      if (n == 0)
        continue;
      whole = !is_latin_at (text, j) || henji_text_is_word_end (text, j + 1);
      for (guint32 k = 0; k < n; k++)
        {
          text->steps++;
          if (whole || outputs[k].prefix)
            take_output (text, &outputs[k], i, j + 1, whole, language_ends, out);
        }
    }
}

/* The longest entry of the tails at @i: its class and end. */
static gboolean
tail_at (const HenjiLexicon *lexicon, HenjiText *text, gsize i, HenjiClass *class, gsize *end)
{
  const HenjiTrie *trie = lexicon->tails;
  gboolean found = FALSE;
  guint32 node = 0;

  for (gsize j = i; j < text->n; j++)
    {
      const HenjiTrieOutput *outputs;
      guint32 n;

      text->steps++;
      node = henji_trie_step (trie, node, text->c[j]);
      if (node == 0)
        break;
      outputs = henji_trie_outputs (trie, node, &n);
      if (n == 0 || (is_latin_at (text, j) && !henji_text_is_word_end (text, j + 1)))
        continue;
      *class = (HenjiClass) outputs->value;
      *end = j + 1;
      found = TRUE;
    }

  return found;
}

/* English: what stands before. Fills @flags for each word's start, clause by clause. */
static void
look_before (const HenjiLexicon *lexicon, HenjiText *text, guint8 *flags)
{
  gboolean denied = FALSE, last_denied = FALSE, supposed = FALSE;

  for (gsize i = 0; i < text->n;)
    {
      HenjiClass class = HENJI_N_CLASSES;
      gsize end = i + 1;

      if (text->breaks[i] != HENJI_BREAK_NONE)
        {
          denied = last_denied = FALSE;
          supposed = FALSE;
        }
      if (!is_latin_at (text, i))
        {
          i++;
          continue;
        }
      flags[i] = (denied ? FLAG_NEGATED : 0) | (supposed ? FLAG_SUPPOSED : 0);
      if (!tail_at (lexicon, text, i, &class, &end))
        while (end < text->n && is_latin_at (text, end))
          end++;
      switch ((int) class)
        {
        case HENJI_CLASS_NEGATION:
          denied = TRUE;
          break;
        case HENJI_CLASS_SUPPOSED:
          supposed = TRUE;
          break;
        case HENJI_CLASS_CHAIN:
          denied = denied || last_denied;
          break;
        case HENJI_CLASS_GLUE:
        case HENJI_CLASS_AFFIRMED:
          break;
        default:
          last_denied = denied;
          denied = FALSE;
          break;
        }
      for (gsize j = i + 1; j < end; j++) /* words inside a tail of several words */
        flags[j] = flags[i];
      i = end;
    }
}

/* Japanese: what stands behind the word that ends at @i; @behind knows the flags of later words. */
static guint8
look_behind (const HenjiLexicon *lexicon, HenjiText *text, gsize i, const guint8 *behind)
{
  guint8 flags = 0;

  for (int piece = 0; piece < MAX_TAIL && i < text->n; piece++)
    {
      HenjiClass class;
      gsize end;

      if (text->breaks[i] == HENJI_BREAK_SENTENCE || !tail_at (lexicon, text, i, &class, &end))
        return flags;
      switch ((int) class)
        {
        case HENJI_CLASS_AFFIRMED:
          return flags;
        case HENJI_CLASS_SUPPOSED:
          return flags | FLAG_SUPPOSED;
        case HENJI_CLASS_NEGATION:
          flags |= FLAG_NEGATED;
          break;
        case HENJI_CLASS_CHAIN:
          if (flags == 0 && behind[end] != 0)
            return behind[end];
          break;
        default:
          break;
        }
      i = end;
    }

  return flags;
}

/* Adds the breaks that words make, and cuts the text where quoted history begins. */
static void
apply_words (HenjiText *text, GArray *matches)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      if (match->class == HENJI_CLASS_CLAUSE)
        {
          gsize at = is_latin_at (text, match->start) ? match->start : match->end;

          text->breaks[at] = MAX (text->breaks[at], HENJI_BREAK_CLAUSE);
        }
      else if (match->class == HENJI_CLASS_QUOTE && match->start > 0
               && text->c[match->start - 1] == '\n')
        {
          text->n = match->start;
          text->c[text->n] = 0;
          text->breaks[text->n] = HENJI_BREAK_SENTENCE;
          g_array_set_size (matches, i);
          return;
        }
    }
}

void
henji_match_judge (const HenjiLexicon *lexicon, HenjiText *text, GArray *matches)
{
  g_autofree guint8 *before = g_new0 (guint8, text->n + 1);
  g_autofree guint8 *behind = g_new0 (guint8, text->n + 1);

  look_before (lexicon, text, before);
  for (guint i = matches->len; i-- > 0;)
    {
      HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);
      guint8 flags;

      if (match->end > text->n) /* reaches into the quotation */
        match->end = (guint32) text->n;
      if (match->class < HENJI_N_CLASSES && match->class != HENJI_CLASS_ABSENT
          && match->class != HENJI_CLASS_NONE && match->class != HENJI_CLASS_BROKEN)
        continue;
      if (is_latin_at (text, match->start))
        flags = before[match->start];
      else
        {
          flags = look_behind (lexicon, text, match->end, behind);
          behind[match->start] |= flags;
        }
      match->negated = (flags & FLAG_NEGATED) != 0;
      match->supposed = (flags & FLAG_SUPPOSED) != 0;
    }
}

GArray *
henji_match_text (const HenjiLexicon *lexicon, HenjiText *text)
{
  GArray *matches = g_array_sized_new (FALSE, FALSE, sizeof (HenjiMatch), (guint) text->n * 2 + 16);
  guint32 language_ends[3] = { 0 };
  guint32 clause = 0, sentence = 0;
  gsize at = 0;

  text->learned = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) text->n + 16);
  text->told = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) text->n + 16);
  for (gsize i = 0; i < text->n; i++)
    if (!is_latin_at (text, i) || henji_text_is_word_start (text, i))
      match_at (lexicon, text, i, language_ends, matches);
  apply_words (text, matches);
  henji_match_judge (lexicon, text, matches);

  for (guint i = 0; i < matches->len; i++)
    {
      HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      for (; at <= match->start; at++)
        if (text->breaks[at] != HENJI_BREAK_NONE)
          {
            clause++;
            if (text->breaks[at] == HENJI_BREAK_SENTENCE)
              sentence++;
          }
      match->clause = clause;
      match->sentence = sentence;
    }

  return matches;
}
