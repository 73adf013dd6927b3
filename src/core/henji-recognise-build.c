/* henji-recognise-build.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the tries and tables of a lexicon from its phrases, when it is first used.
 */
#define G_LOG_DOMAIN "henji-recognise"

#include "config.h"

#include "henji-recognise-private.h"

#include "henji-fold.h"

#include <string.h>

static void
index_rules (HenjiLexicon *self)
{
  guint n_slots = self->class_names->len * 2;
  g_autofree guint32 *next = NULL;

  self->rules_from = g_new0 (guint32, n_slots + 1);
  self->rules_of = g_new0 (guint32, self->rules->len + 1);
  for (guint i = 0; i < self->rules->len; i++)
    {
      const HenjiCondition *first = &g_array_index (self->rules, HenjiRule, i).conditions[0];

      self->rules_from[first->class * 2 + first->negated + 1]++;
    }
  for (guint i = 0; i < n_slots; i++)
    self->rules_from[i + 1] += self->rules_from[i];
  next = g_memdup2 (self->rules_from, (n_slots + 1) * sizeof (guint32));
  for (guint i = 0; i < self->rules->len; i++)
    {
      const HenjiCondition *first = &g_array_index (self->rules, HenjiRule, i).conditions[0];

      self->rules_of[next[first->class * 2 + first->negated]++] = i;
    }
}

static void
index_fuzzy (HenjiLexicon *self)
{
  for (guint i = 0; i < self->fuzzy->len; i++)
    {
      guint letter = g_array_index ((GArray *) self->fuzzy->pdata[i], gunichar, 0) - 'a';

      if (self->fuzzy_by_letter[letter] == NULL)
        self->fuzzy_by_letter[letter] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (self->fuzzy_by_letter[letter], i);
    }
}

/* The words of six letters and more in @text. */
static void
learn_words (HenjiLexicon *self, const HenjiText *text)
{
  for (gsize i = 0, end; i < text->n; i = end + 1)
    {
      for (end = i; end < text->n && text->c[end] >= 'a' && text->c[end] <= 'z'; end++)
        ;
      if (end - i >= HENJI_MIN_FUZZY)
        g_hash_table_add (self->known, GUINT_TO_POINTER (henji_text_hash (text->c + i, end - i)));
    }
}

static void
build_spelling (HenjiLexicon *self)
{
  for (guint i = 0; i < self->spellings->len; i++)
    {
      g_autofree char *replacement = self->replacements->pdata[i];
      g_auto (GStrv) entries = g_strsplit (self->spellings->pdata[i], ",", -1);
      g_autoptr (GPtrArray) expanded = g_ptr_array_new_with_free_func (g_free);

      self->replacements->pdata[i] = henji_fold (replacement, -1, NULL);
      for (guint k = 0; entries[k] != NULL; k++)
        if (*g_strstrip (entries[k]) != '\0')
          henji_phrase_expand (entries[k], expanded);
      for (guint k = 0; k < expanded->len; k++)
        {
          g_autofree char *text = henji_phrase_squeeze (expanded->pdata[k]);
          g_autofree char *folded = henji_fold (text, -1, NULL);
          g_autofree gunichar *c = NULL;
          glong n;

          c = g_utf8_to_ucs4_fast (folded, -1, &n);
          if (n > 0)
            henji_trie_add (self->spelling, c, (gsize) n, i, FALSE);
        }
    }
  henji_trie_freeze (self->spelling);
}

static void
build_phrase (HenjiLexicon *self, const char *phrase, guint32 class)
{
  g_autofree char *squeezed = henji_phrase_squeeze (phrase);
  gsize length = strlen (squeezed);
  gboolean prefix = length > 0 && squeezed[length - 1] == '*';
  HenjiText text;

  henji_text_init (&text, self, squeezed, prefix ? length - 1 : length);
  if (text.n > 0)
    henji_trie_add (class <= HENJI_CLASS_AFFIRMED ? self->tails : self->words, text.c, text.n,
                    class, prefix);
  learn_words (self, &text);
  henji_text_clear (&text);
}

void
henji_lexicon_build (const HenjiLexicon *lexicon)
{
  HenjiLexicon *self = (HenjiLexicon *) lexicon;

  if (!g_once_init_enter (&self->built))
    return;

  build_spelling (self);
  for (guint i = 0; i < self->phrases->len; i++)
    {
      const HenjiPhrase *phrase = &g_array_index (self->phrases, HenjiPhrase, i);
      g_autoptr (GPtrArray) expanded = NULL;

      if (phrase->class >= HENJI_FIRST_LEARNED || strchr (phrase->text, '(') == NULL)
        {
          build_phrase (self, phrase->text, phrase->class);
          continue;
        }
      expanded = g_ptr_array_new_with_free_func (g_free);
      henji_phrase_expand (phrase->text, expanded);
      for (guint k = 0; k < expanded->len; k++)
        build_phrase (self, expanded->pdata[k], phrase->class);
    }
  henji_trie_freeze (self->words);
  henji_trie_freeze (self->tails);
  g_clear_pointer (&self->phrases, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_clear_pointer (&self->spellings, g_ptr_array_unref);
  index_rules (self);
  index_fuzzy (self);
  g_once_init_leave (&self->built, 1);
}
