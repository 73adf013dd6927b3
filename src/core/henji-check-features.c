/* henji-check-features.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sentence is made of, as the learned weights see it: groups of Japanese characters, words
 * and their beginnings, the classes of the rules in it and beside it. A feature is known by a
 * 32-bit key alone.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#define GROUP 4        /* Japanese characters in a row */
#define STEM 5         /* letters that stand for a word's other forms */
#define MAX_WORDS 120  /* of a sentence */
#define MAX_CLASSES 48 /* of a sentence */

/* What the key of a feature begins with. */
enum
{
  OF_GROUP = 0x9E3779B9u,
  OF_WORDS = 0x7F4A7C15u,
  OF_APART = 0x85EBCA6Bu,
  OF_STEM = 0xC2B2AE35u,
  OF_PAIR = 0x27D4EB2Fu,
  OF_BEFORE = 0x165667B1u,
  OF_BEHIND = 0xD3A2646Cu,
  OF_ROW = 0xFD7046C5u,
};

/* A sentence as a row: a word, or what several words are about. */
typedef struct
{
  guint32 key;
  gboolean concept;
} Token;

static guint32
mix (guint32 key, guint32 more)
{
  return (key ^ more) * 0x01000193u;
}

static void
add (GArray *features, guint32 key)
{
  key ^= key >> 15;
  key *= 0x2C1B3C6Du;
  key ^= key >> 13;
  key = MAX (key, 1u);
  g_array_append_val (features, key);
}

static gunichar
plain (gunichar c)
{
  return henji_check_is_digit (c) ? '0' : c;
}

static gboolean
is_quoted (const HenjiCheckText *text, gsize i)
{
  return text->quoted[text->from[i]];
}

static void
add_groups (const HenjiCheckText *text, gsize i, gsize end, GArray *features)
{
  guint32 key = OF_GROUP;

  for (gsize k = i; k < MIN (i + GROUP, end) && !is_quoted (text, k); k++)
    {
      key = mix (key, plain (text->c[k]));
      add (features, key);
    }
}

/* The key of the word at @i; moves behind it. */
static guint32
take_word (const HenjiCheckText *text, gsize *i, gsize end, GArray *features)
{
  gsize start = *i;
  guint32 key = OF_WORDS, stem = OF_STEM;

  for (; *i < end && (henji_check_is_latin (text->c[*i]) || text->c[*i] == '\''); (*i)++)
    {
      key = mix (key, plain (text->c[*i]));
      if (*i - start < STEM)
        stem = mix (stem, plain (text->c[*i]));
    }
  add (features, key);
  if (*i - start >= STEM)
    add (features, stem);

  return key;
}

static void
add_words (const guint32 *words, guint n, GArray *features)
{
  for (guint i = 0; i + 1 < n; i++)
    {
      guint32 pair = mix (mix (OF_WORDS, words[i]), words[i + 1]);

      add (features, pair);
      if (i + 2 < n)
        {
          add (features, mix (pair, words[i + 2]));
          add (features, mix (mix (OF_APART, words[i]), words[i + 2]));
        }
    }
}

/* In an order that does not go by the order in which files were read. */
static guint
list_classes (const HenjiLearned *learned, const HenjiCheckSentence *sentence, guint32 *keys)
{
  guint n = 0;

  for (guint i = 0; i < learned->n_named && n < MAX_CLASSES; i++)
    if (henji_class_set_has (&sentence->classes, learned->named[i]))
      keys[n++] = learned->class_key[learned->named[i]];

  return n;
}

static void
add_beside (const HenjiLearned *learned,
            const HenjiCheckSentence *sentence,
            guint32 side,
            GArray *features)
{
  guint32 keys[MAX_CLASSES];
  guint n = list_classes (learned, sentence, keys);

  for (guint i = 0; i < n; i++)
    add (features, mix (side, keys[i]));
}

static void
add_classes (const HenjiLearned *learned, const HenjiCheckSentence *sentence, GArray *features)
{
  guint32 keys[MAX_CLASSES];
  guint n = list_classes (learned, sentence, keys);

  for (guint i = 0; i < n; i++)
    {
      add (features, keys[i]);
      for (guint k = i + 1; k < n; k++)
        add (features, mix (mix (OF_PAIR, keys[i]), keys[k]));
    }
}

/* The concept whose phrase begins at @i, 0 without one: the longest of them, of those as long the
 * one with the least key. Its end is moved into @end, @match to the first match behind @i. */
static guint32
concept_at (const HenjiLearned *learned,
            const HenjiCheckText *text,
            const HenjiCheckSentence *sentence,
            guint32 *match,
            gsize i,
            gsize *end)
{
  guint32 key = 0;

  for (; *match < sentence->last; (*match)++)
    {
      const HenjiCheckMatch *m = &g_array_index (text->matches, HenjiCheckMatch, *match);

      if (m->start > i)
        break;
      if (m->start < i || !learned->is_concept[m->class]
          || (key != 0
              && (m->end < *end || (m->end == *end && learned->class_key[m->class] > key))))
        continue;
      key = learned->class_key[m->class];
      *end = m->end;
    }

  return key;
}

static gsize
end_of_word (const HenjiCheckText *text, gsize i, gsize end)
{
  while (i < end && (henji_check_is_latin (text->c[i]) || text->c[i] == '\''))
    i++;

  return i;
}

static guint32
key_of_word (const HenjiCheckText *text, gsize i, gsize end)
{
  guint32 key = OF_WORDS;

  for (; i < end; i++)
    key = mix (key, plain (text->c[i]));

  return key;
}

static guint
list_tokens (const HenjiLearned *learned,
             const HenjiCheckText *text,
             const HenjiCheckSentence *sentence,
             Token *tokens)
{
  guint32 match = sentence->first;
  guint n = 0;

  for (gsize i = sentence->start; i < sentence->end && n < MAX_WORDS;)
    {
      gsize end = i;
      guint32 key;

      if (is_quoted (text, i) || !henji_check_is_latin (text->c[i]))
        {
          if (text->c[i] == '$' || text->c[i] == '%' || text->c[i] == '?')
            tokens[n++] = (Token){ mix (OF_WORDS, text->c[i]), FALSE };
          i++;
          continue;
        }
      key = concept_at (learned, text, sentence, &match, i, &end);
      end = end_of_word (text, end, sentence->end);
      tokens[n].concept = key != 0;
      tokens[n++].key = key != 0 ? key : key_of_word (text, i, end);
      i = end;
    }

  return n;
}

static void
add_rows (const Token *tokens, guint n, GArray *features)
{
  guint32 before[2] = { 0, 0 }; /* the last concepts */

  for (guint i = 0; i < n; i++)
    {
      gboolean two = i + 1 < n, three = i + 2 < n;
      guint32 pair = two ? mix (mix (OF_ROW, tokens[i].key), tokens[i + 1].key) : 0;

      if (two && (tokens[i].concept || tokens[i + 1].concept))
        add (features, pair);
      if (three && (tokens[i].concept || tokens[i + 1].concept || tokens[i + 2].concept))
        add (features, mix (pair, tokens[i + 2].key));
      if (three && (tokens[i].concept || tokens[i + 2].concept))
        add (features, mix (mix (OF_ROW + 1, tokens[i].key), tokens[i + 2].key));
      if (!tokens[i].concept)
        continue;
      if (before[1] != 0)
        add (features, mix (mix (OF_ROW + 2, before[1]), tokens[i].key));
      if (before[0] != 0)
        add (features, mix (mix (mix (OF_ROW + 3, before[0]), before[1]), tokens[i].key));
      before[0] = before[1];
      before[1] = tokens[i].key;
    }
}

void
henji_check_features (const HenjiChecker *checker,
                      const HenjiCheckText *text,
                      guint sentence,
                      GArray *features)
{
  const HenjiCheckSentence *all = (const HenjiCheckSentence *) (void *) text->sentences->data;
  const HenjiCheckSentence *here = &all[sentence];
  guint32 words[MAX_WORDS];
  Token tokens[MAX_WORDS];
  guint n = 0;

  g_array_set_size (features, 0);
  for (gsize i = here->start; i < here->end;)
    if (is_quoted (text, i))
      i++;
    else if (henji_check_is_latin (text->c[i]))
      {
        guint32 word = take_word (text, &i, here->end, features);

        if (n < MAX_WORDS)
          words[n++] = word;
      }
    else
      {
        if (henji_check_is_cjk (text->c[i]) || text->c[i] == '?')
          add_groups (text, i, here->end, features);
        i++;
      }
  add_words (words, n, features);
  add_classes (&checker->learned, here, features);
  add_rows (tokens, list_tokens (&checker->learned, text, here, tokens), features);
  if (sentence > 0)
    add_beside (&checker->learned, here - 1, OF_BEFORE, features);
  if (sentence + 1 < text->sentences->len)
    add_beside (&checker->learned, here + 1, OF_BEHIND, features);
}
