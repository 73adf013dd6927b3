/* henji-glossary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the files of data/glossary/ and finds their phrases in a text; the format is described in
 * the README there.
 */
#define G_LOG_DOMAIN "henji-glossary"

#include "config.h"

#include "henji-glossary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-phrase.h"
#include "henji-reading-private.h"

#define MAX_NUMBERS 2 /* in one phrase */
#define N_LANGUAGES 3 /* by HenjiLanguage; the first is empty */
#define SHORT_KANA 3  /* letters; a shorter katakana word must not be a piece of another */

typedef struct
{
  HenjiReadingType type;
  HenjiLanguage language; /* of the phrases */
  char *phrases;          /* until sealed */
  char *meaning;
} Entry;

/* What a trie's value says: the entry's number and how its phrase may go on. */
enum
{
  VALUE_STEM = 1 << 0,     /* an ending may follow */
  VALUE_KATAKANA = 1 << 1, /* a short word that in hiragana would be another: ナット */
  VALUE_SHIFT = 2,
};

struct _HenjiGlossary
{
  gatomicrefcount refs;
  HenjiLexicon *lexicon;
  gboolean sealed;
  GArray *entries;  /* (element-type Entry) */
  GString *endings; /* until sealed */
  HenjiTrie *words[N_LANGUAGES];
  HenjiTrie *tails;
};

typedef struct
{
  const HenjiGlossary *glossary;
  const HenjiText *text;
  const HenjiTrie *trie;
  gsize start;
  gsize numbers[MAX_NUMBERS][2]; /* where the numbers stand */
  guint n_numbers;
  GArray *matches;     /* (element-type HenjiMatch) */
  GArray *stems;       /* (element-type gboolean): may an ending follow? */
  GPtrArray *meanings; /* (element-type utf8) */
} Walk;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->phrases);
  g_free (entry->meaning);
}

HenjiGlossary *
henji_glossary_new (HenjiLexicon *lexicon)
{
  HenjiGlossary *self;

  g_return_val_if_fail (lexicon != NULL, NULL);

  self = g_new0 (HenjiGlossary, 1);
  g_atomic_ref_count_init (&self->refs);
  self->lexicon = henji_lexicon_ref (lexicon);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->endings = g_string_new (NULL);
  for (guint i = 0; i < N_LANGUAGES; i++)
    self->words[i] = henji_trie_new ();
  self->tails = henji_trie_new ();

  return self;
}

HenjiGlossary *
henji_glossary_ref (HenjiGlossary *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
henji_glossary_unref (HenjiGlossary *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  henji_lexicon_unref (self->lexicon);
  g_array_unref (self->entries);
  g_string_free (self->endings, TRUE);
  for (guint i = 0; i < N_LANGUAGES; i++)
    henji_trie_free (self->words[i]);
  henji_trie_free (self->tails);
  g_free (self);
}

guint
henji_glossary_size (const HenjiGlossary *self, HenjiLanguage language)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += g_array_index (self->entries, Entry, i).language == language ? 1 : 0;

  return n;
}

/* --- reading ------------------------------------------------------------------------------------
 */

typedef struct
{
  gboolean endings;
  HenjiReadingType type;
  HenjiLanguage language; /* OTHER: before the first section */
} Section;

/* `[matter en]`, `[endings]`: FALSE if there is no such section. */
static gboolean
read_section (const char *line, Section *section)
{
  static const char *const types[] = {
    [HENJI_READING_WORD] = "[word ",
    [HENJI_READING_MATTER] = "[matter ",
    [HENJI_READING_WISH] = "[wish ",
    [HENJI_READING_TIME] = "[time ",
  };

  section->endings = g_str_equal (line, "[endings]");
  if (section->endings)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (line, types[i]))
      {
        g_autofree char *id = g_strndup (line + strlen (types[i]), 2);

        section->type = (HenjiReadingType) i;
        return strlen (line) == strlen (types[i]) + 3 && g_str_has_suffix (line, "]")
               && henji_language_from_id (id, &section->language)
               && section->language != HENJI_LANGUAGE_OTHER;
      }

  return FALSE;
}

/* `~` and `*` stand at the end of a phrase or of an alternative. */
static gboolean
has_stray_mark (const char *phrase)
{
  for (const char *p = strpbrk (phrase, "~*"); p != NULL; p = strpbrk (p + 1, "~*"))
    if (p[1] != '\0' && strchr ("|) ", p[1]) == NULL)
      return TRUE;

  return FALSE;
}

static guint
count_marks (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '%' ? 1 : 0;

  return n;
}

static gboolean
check_phrases (const char *list, guint numbers, GError **error)
{
  g_auto (GStrv) phrases = g_strsplit (list, ",", -1);

  for (guint i = 0; phrases[i] != NULL; i++)
    {
      if (!henji_phrase_check (phrases[i], error))
        return FALSE;
      if (has_stray_mark (phrases[i]))
        {
          g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                       _ ("“%s” has a “~” or “*” before its end"), phrases[i]);
          return FALSE;
        }
      if (count_marks (phrases[i]) < numbers)
        {
          g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                       _ ("the meaning has more “%%” than “%s”"), phrases[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_line (HenjiGlossary *self, Section *section, const char *line, GError **error)
{
  const char *equals = strstr (line, " = ");
  Entry entry = { section->type, section->language, NULL, NULL };

  if (*line == '[')
    {
      if (read_section (line, section))
        return TRUE;
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, _ ("there is no section “%s”"),
                   line);
      return FALSE;
    }
  if (section->endings)
    {
      if (!check_phrases (line, 0, error))
        return FALSE;
      g_string_append_printf (self->endings, "%s,", line);
      return TRUE;
    }
  if (section->language == HENJI_LANGUAGE_OTHER)
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("the line stands before the first section"));
      return FALSE;
    }
  if (equals == NULL || equals == line || equals[3] == '\0')
    {
      g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                           _ ("an entry is “phrase, phrase = meaning”"));
      return FALSE;
    }

  entry.meaning = g_strdup (equals + 3);
  entry.phrases = g_strndup (line, (gsize) (equals - line));
  if (count_marks (entry.meaning) > MAX_NUMBERS
      || !check_phrases (entry.phrases, count_marks (entry.meaning), error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE,
                     _ ("a meaning has more than %d “%%”"), MAX_NUMBERS);
      entry_clear (&entry);
      return FALSE;
    }
  g_array_append_val (self->entries, entry);

  return TRUE;
}

gboolean
henji_glossary_add (
    HenjiGlossary *self, const char *text, gsize length, const char *name, GError **error)
{
  Section section = { 0 };
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (self != NULL && !self->sealed, FALSE);
  g_return_val_if_fail (text != NULL && name != NULL, FALSE);

  if (memchr (text, '\0', length) != NULL || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8,
                   _ ("%s: the file is not UTF-8 text"), name);
      return FALSE;
    }

  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", -1);
  for (guint i = 0, next; lines[i] != NULL; i = next)
    {
      g_autoptr (GString) line = g_string_new (g_strchomp (lines[i]));
      g_autoptr (GError) fault = NULL;

      for (next = i + 1; *line->str != '#' && lines[next] != NULL && lines[next][0] == ' '; next++)
        g_string_append_printf (line, " %s", g_strstrip (lines[next]));
      if (*line->str == '\0' || *line->str == '#')
        continue;
      if (!read_line (self, &section, line->str, &fault))
        {
          g_set_error (error, fault->domain, fault->code, _ ("%s, line %u: %s"), name, i + 1,
                       fault->message);
          return FALSE;
        }
    }

  return TRUE;
}

/* --- building -----------------------------------------------------------------------------------
 */

static inline gboolean
is_latin (gunichar c)
{
  return henji_is_letter (c) || henji_is_digit (c);
}

static gboolean
is_short_katakana (const char *phrase, gsize length)
{
  guint n = 0;

  for (const char *p = phrase; p < phrase + length; p = g_utf8_next_char (p), n++)
    if (!henji_is_katakana (g_utf8_get_char (p)))
      return FALSE;

  return n <= SHORT_KANA;
}

static void
build_phrases (HenjiGlossary *self, HenjiTrie *trie, const char *list, guint32 value)
{
  g_auto (GStrv) patterns = g_strsplit (list, ",", -1);
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; patterns[i] != NULL; i++)
    henji_phrase_expand (patterns[i], phrases);
  for (guint i = 0; i < phrases->len; i++)
    {
      g_autofree char *phrase = henji_phrase_squeeze (phrases->pdata[i]);
      gsize length = strlen (phrase);
      char last = length > 0 ? phrase[length - 1] : '\0';
      HenjiText text;

      if (last == '*' || last == '~')
        length--;
      henji_text_init (&text, self->lexicon, phrase, length);
      if (text.n > 0)
        henji_trie_add (trie, text.c, text.n,
                        value << VALUE_SHIFT | (last == '~' ? VALUE_STEM : 0)
                            | (is_short_katakana (phrase, length) ? VALUE_KATAKANA : 0),
                        last == '*');
      henji_text_clear (&text);
    }
}

void
henji_glossary_seal (HenjiGlossary *self)
{
  g_return_if_fail (self != NULL && !self->sealed);

  henji_lexicon_build (self->lexicon);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      build_phrases (self, self->words[entry->language], entry->phrases, i);
      g_clear_pointer (&entry->phrases, g_free);
    }
  build_phrases (self, self->tails, self->endings->str, 0);
  for (guint i = 0; i < N_LANGUAGES; i++)
    henji_trie_freeze (self->words[i]);
  henji_trie_freeze (self->tails);
  self->sealed = TRUE;
}

/* --- matching -----------------------------------------------------------------------------------
 */

/* The end of the number at @i, in figures or as a word of English: 0 if there is none. */
static gsize
number_end (const HenjiText *text, gsize i)
{
  static const char *const words[]
      = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve" };
  gsize digits = henji_text_count_digits (text, i);

  if (digits > 0)
    return digits <= 4 && (i == 0 || !is_latin (text->c[i - 1])) ? i + digits : 0;
  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    {
      gsize n = 0;

      while (words[k][n] != '\0' && text->c[i + n] == (guchar) words[k][n])
        n++;
      if (words[k][n] == '\0' && !is_latin (text->c[i + n]))
        return i + n;
    }

  return 0;
}

static void
append_number (GString *out, const HenjiText *text, gsize start, gsize end)
{
  static const char *const words[] = { "one",   "two",   "three", "four", "five", "six",
                                       "seven", "eight", "nine",  "ten",  "",     "twelve" };

  if (henji_is_digit (text->c[start]))
    {
      for (gsize i = start; i < end; i++)
        g_string_append_c (out, (char) text->c[i]);
      return;
    }
  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (*words[k] != '\0' && strlen (words[k]) == end - start
        && text->c[start] == (guchar) words[k][0] && text->c[start + 1] == (guchar) words[k][1])
      {
        g_string_append_printf (out, "%u", k + 1);
        return;
      }
}

static gboolean
is_one (const HenjiText *text, gsize start, gsize end)
{
  return (end - start == 1 && text->c[start] == '1')
         || (end - start == 3 && text->c[start] == 'o' && text->c[start + 1] == 'n');
}

/* The meaning with the numbers as written; "week(s)" is "week" behind a 1. */
static char *
meaning_of (const Walk *walk, const Entry *entry)
{
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = entry->meaning; *p != '\0'; p++)
    if (*p == '%' && n < walk->n_numbers)
      {
        append_number (out, walk->text, walk->numbers[n][0], walk->numbers[n][1]);
        n++;
      }
    else if (g_str_has_prefix (p, "(s)"))
      {
        if (n == 0 || !is_one (walk->text, walk->numbers[n - 1][0], walk->numbers[n - 1][1]))
          g_string_append_c (out, 's');
        p += 2;
      }
    else
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

/* The end of the inflection that stands at @i; @i if there is none. */
static gsize
ending_end (const HenjiGlossary *self, const HenjiText *text, gsize i)
{
  guint32 node = 0, n;
  gsize end = i;

  for (gsize j = i; j < text->n; j++)
    {
      node = henji_trie_step (self->tails, node, text->c[j]);
      if (node == 0)
        break;
      henji_trie_outputs (self->tails, node, &n);
      if (n > 0)
        end = j + 1;
    }

  return end;
}

/* Is a short word in katakana a piece of a longer one (ネジ in ネジレ), or hiragana that means
 * something else? */
static gboolean
is_piece (const HenjiText *text, gsize start, gsize end, gboolean katakana)
{
  gunichar first = henji_text_raw_at (text, start);
  gunichar last = henji_text_raw_at (text, end - 1);

  if (katakana && !henji_is_katakana (first))
    return TRUE;

  return end - start <= SHORT_KANA && henji_is_katakana (first) && henji_is_katakana (last)
         && ((start > 0 && henji_is_katakana (henji_text_raw_at (text, start - 1)))
             || (end < text->n && henji_is_katakana (henji_text_raw_at (text, end))));
}

static void
take (Walk *walk, const HenjiTrieOutput *output, gsize end)
{
  HenjiMatch match = { 0 };
  gboolean stem = (output->value & VALUE_STEM) != 0;
  const Entry *entry
      = &g_array_index (walk->glossary->entries, Entry, output->value >> VALUE_SHIFT);

  if (is_piece (walk->text, walk->start, end, (output->value & VALUE_KATAKANA) != 0)
      || henji_reading_is_respelled (walk->text, walk->start))
    return;
  match.class = HENJI_N_CLASSES + (output->value >> VALUE_SHIFT);
  match.start = (guint32) walk->start;
  match.end = (guint32) end;
  g_array_append_val (walk->matches, match);
  g_array_append_val (walk->stems, stem);
  g_ptr_array_add (walk->meanings, meaning_of (walk, entry));
}

/* Takes the outputs of @node for what ends at @end: whole words, or the beginning of one. */
static void
take_outputs (Walk *walk, guint32 node, gsize end)
{
  guint32 n;
  const HenjiTrieOutput *outputs = henji_trie_outputs (walk->trie, node, &n);
  gboolean whole = !is_latin (walk->text->c[end - 1]) || henji_text_is_word_end (walk->text, end);
  gsize word_end = end;

  while (!whole && word_end < walk->text->n && is_latin (walk->text->c[word_end]))
    word_end++;
  for (guint32 k = 0; k < n; k++)
    if (whole || outputs[k].prefix)
      take (walk, &outputs[k], word_end);
}

static void
follow (Walk *walk, guint32 node, gsize i)
{
  for (; i < walk->text->n; i++)
    {
      guint32 number = walk->n_numbers < MAX_NUMBERS ? henji_trie_step (walk->trie, node, '%') : 0;
      gsize end = number != 0 ? number_end (walk->text, i) : 0;

      if (end > 0)
        {
          walk->numbers[walk->n_numbers][0] = i;
          walk->numbers[walk->n_numbers][1] = end;
          walk->n_numbers++;
          take_outputs (walk, number, end);
          follow (walk, number, end);
          walk->n_numbers--;
        }
      node = walk->text->c[i] != '%' ? henji_trie_step (walk->trie, node, walk->text->c[i]) : 0;
      if (node == 0)
        return;
      take_outputs (walk, node, i + 1);
    }
}

/* Is the ending a question? していただけませんか denies nothing. */
static gboolean
asks (const HenjiText *text, gsize start, gsize end)
{
  return end > start && text->c[end - 1] == 0x304B; /* か */
}

void
henji_glossary_match (const HenjiGlossary *self,
                      const HenjiLexicon *lexicon,
                      HenjiText *text,
                      HenjiLanguage language,
                      GArray *findings)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (HenjiMatch));
  g_autoptr (GArray) stems = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GPtrArray) meanings = g_ptr_array_new ();
  Walk walk = {
    .glossary = self, .text = text, .matches = matches, .stems = stems, .meanings = meanings
  };

  g_return_if_fail (self != NULL && self->sealed);
  g_return_if_fail (language != HENJI_LANGUAGE_OTHER);

  walk.trie = self->words[language];
  for (gsize i = 0; i < text->n; i++)
    if (!is_latin (text->c[i]) || henji_text_is_word_start (text, i))
      {
        walk.start = i;
        follow (&walk, 0, i);
      }
  henji_match_judge (lexicon, text, matches); /* before the endings: they may say "not" */

  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);
      const Entry *entry = &g_array_index (self->entries, Entry, match->class - HENJI_N_CLASSES);
      gboolean stem = g_array_index (stems, gboolean, i);
      gsize end = stem ? ending_end (self, text, match->end) : match->end;
      HenjiFinding finding = { .start = match->start,
                               .end = (guint32) end,
                               .stem = match->end - match->start,
                               .type = entry->type,
                               .denied = match->negated && !asks (text, match->end, end),
                               .meaning = meanings->pdata[i] };

      g_array_append_val (findings, finding);
    }
}
