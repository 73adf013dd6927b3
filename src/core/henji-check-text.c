/* henji-check-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A reply as the rules want it: folded, the blanks and dots taken out that stand between letters of
 * one word, cut into sentences and clauses, with the words of somebody else marked.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-fold.h"

#include <string.h>

#define LONG_SENTENCE 400 /* characters; a longer one is cut */
#define WRAPPED_LINE 24   /* characters; a line of at least this length may go on in the next */
#define CITED 120         /* characters; a longer quotation is no quotation */

typedef struct
{
  HenjiCheckText *text;
  GArray *sentences;
  guint32 clause;
  gsize sentence_start; /* in `c` */
  gsize line_start;     /* in `f` */
} Builder;

gunichar
henji_check_raw_char (const HenjiCheckText *self, gsize i)
{
  gsize at = self->f_at[i];
  gunichar c;

  if (at >= self->raw_length)
    return 0;
  c = g_utf8_get_char_validated (self->raw + at, (gssize) (self->raw_length - at));

  return c >= (gunichar) -2 ? 0xFFFD : c;
}

gboolean
henji_check_continues (const HenjiCheckText *self, gsize i, const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word), i++)
    if (i >= self->n_f || self->f[i] != g_utf8_get_char (word))
      return FALSE;

  return TRUE;
}

gboolean
henji_check_is_any_at (const HenjiCheckText *self, gsize i, const char *const *words)
{
  for (; *words != NULL; words++)
    if (henji_check_is_at (self, i, *words))
      return TRUE;

  return FALSE;
}

gboolean
henji_check_is_any_before (const HenjiCheckText *self, gsize end, const char *const *words)
{
  for (; *words != NULL; words++)
    {
      gsize n = (gsize) g_utf8_strlen (*words, -1);

      if (end >= n && henji_check_is_at (self, end - n, *words))
        return TRUE;
    }

  return FALSE;
}

gsize
henji_check_byte_end (const HenjiCheckText *self, gsize i)
{
  gsize end = i;

  if (i == 0)
    return 0;
  /* One character of the text may have become several. */
  while (end < self->n_f && self->f_at[end] == self->f_at[i - 1])
    end++;

  return self->f_at[end];
}

gsize
henji_check_byte_of (const HenjiCheckText *self, gsize c)
{
  return self->f_at[self->from[c]];
}

static void
decode (HenjiCheckText *self)
{
  g_autofree gsize *offsets = NULL;
  g_autofree char *folded = henji_fold (self->raw, (gssize) self->raw_length, &offsets);
  gsize room = strlen (folded);

  self->f = g_new (gunichar, room + 4);
  self->f_at = g_new (guint32, room + 4);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      self->f[self->n_f] = g_utf8_get_char (p);
      self->f_at[self->n_f] = (guint32) offsets[p - folded];
      self->n_f++;
    }
  for (guint i = 0; i < 4; i++)
    {
      self->f[self->n_f + i] = 0;
      self->f_at[self->n_f + i] = (guint32) self->raw_length;
    }
}

/* --- the words of somebody else -----------------------------------------------------------------
 */

/* Does a phrase of @class begin at @i of `f`? */
static gboolean
begins_at (const HenjiCheckText *self, const HenjiChecker *checker, gsize i, guint32 class)
{
  const HenjiTrie *trie = checker->words;
  guint32 node = 0;

  for (; i < self->n_f; i++)
    {
      const HenjiTrieOutput *outputs;
      guint32 n;

      node = henji_trie_step (trie, node, self->f[i]);
      if (node == 0)
        return FALSE;
      outputs = henji_trie_outputs (trie, node, &n);
      for (guint32 k = 0; k < n; k++)
        if (outputs[k].value == class)
          return TRUE;
    }

  return FALSE;
}

/* A quotation is one when what stands beside it says that somebody else wrote it: 「…」とのこと,
 * you wrote "...". */
static gboolean
is_cited (const HenjiCheckText *self, const HenjiChecker *checker, gsize open, gsize behind)
{
  gsize start = open > 60 ? open - 60 : 0;

  while (self->f[behind] == ')' || self->f[behind] == ' ' || self->f[behind] == ',')
    behind++;
  if (begins_at (self, checker, behind, HENJI_CHECK_CLASS_CITING))
    return TRUE;
  for (gsize i = open; i-- > start && self->f[i] != '\n' && self->f[i] != '.';)
    if ((henji_check_is_letter (self->f[i]) ? i == 0 || self->f[i - 1] == ' ' : open - i <= 10)
        && begins_at (self, checker, i, HENJI_CHECK_CLASS_CITING))
      return TRUE;

  return FALSE;
}

/* A whole sentence between English quotation marks is what somebody said. */
static gboolean
is_sentence (const HenjiCheckText *self, gsize open, gsize close)
{
  gunichar last = self->f[close - 1];
  guint words = 1;

  if (self->f[open] != '"' || (last != '.' && last != '?' && last != '!'))
    return FALSE;
  for (gsize i = open + 1; i < close; i++)
    words += self->f[i] == ' ';

  return words >= 4;
}

static void
mark_quotation (HenjiCheckText *self, const HenjiChecker *checker, gsize open)
{
  gunichar close_mark = self->f[open] == 0x300C ? 0x300D : self->f[open] == 0x300E ? 0x300F : '"';
  gsize close = open + 1;

  while (close < self->n_f && close - open < CITED && self->f[close] != close_mark
         && self->f[close] != '\n')
    close++;
  if (self->f[close] == close_mark && close > open + 1
      && (is_cited (self, checker, open, close + 1) || is_sentence (self, open, close)))
    memset (self->quoted + open, TRUE, close + 1 - open);
}

/* Lines that begin with ">" or "|", and quotations. */
static void
mark_quoted (HenjiCheckText *self, const HenjiChecker *checker)
{
  gboolean line_start = TRUE;

  for (gsize i = 0; i < self->n_f; i++)
    {
      gunichar c = self->f[i];

      if (line_start && c == '>' && self->f[i + 1] != '<' && self->f[i + 1] != '_')
        for (; i < self->n_f && self->f[i] != '\n'; i++)
          self->quoted[i] = TRUE;
      else if ((c == 0x300C || c == 0x300E || c == '"') && !self->quoted[i])
        mark_quotation (self, checker, i);
      line_start = self->f[i] == '\n' || (line_start && henji_check_is_blank (c));
    }
}

/* --- sentences ----------------------------------------------------------------------------------
 */

static void
end_sentence (Builder *b)
{
  HenjiCheckText *text = b->text;
  HenjiCheckSentence sentence = { .start = (guint32) b->sentence_start, .end = (guint32) text->n };

  if (text->n == b->sentence_start)
    return;
  g_array_append_val (b->sentences, sentence);
  b->sentence_start = text->n;
  b->clause++;
}

static void
emit (Builder *b, gunichar c, gsize from)
{
  HenjiCheckText *text = b->text;

  text->c[text->n] = c;
  text->from[text->n] = (guint32) from;
  text->clause[text->n] = b->clause;
  text->n++;
  if (text->n - b->sentence_start >= LONG_SENTENCE)
    end_sentence (b);
}

/* Does a sentence go on after the line break between @before and @after? */
static gboolean
goes_on (gunichar before, gunichar after, gsize line_length)
{
  static const char particles[] = "はがをにのてでともへやり、";

  if (before == '.' || before == '!' || before == '?' || before == 0x3002 || before == ':')
    return FALSE;
  if (before < 0x80)
    return g_ascii_islower ((char) after) && line_length >= WRAPPED_LINE;
  if (g_utf8_strchr (particles, -1, before) != NULL)
    return TRUE;

  return line_length >= WRAPPED_LINE && henji_check_is_cjk (before) && henji_check_is_cjk (after);
}

static gsize
take_blanks (Builder *b, gsize i)
{
  HenjiCheckText *text = b->text;
  gunichar before = text->n > 0 ? text->c[text->n - 1] : 0;
  gsize start = i;
  guint newlines = 0;

  for (; i < text->n_f && henji_check_is_blank (text->f[i]); i++)
    if (text->f[i] == '\n' || text->f[i] == 0x2028 || text->f[i] == 0x2029)
      newlines++;
  if (newlines > 1 || (newlines == 1 && !goes_on (before, text->f[i], start - b->line_start)))
    {
      end_sentence (b);
    }
  else if (henji_check_is_cjk (before) || henji_check_is_cjk (text->f[i]))
    ; /* Japanese writes no blanks; those who hide a word do */
  else if (before != 0 && i < text->n_f)
    emit (b, ' ', start);
  if (newlines > 0)
    b->line_start = i;

  return i;
}

static gboolean
is_abbreviation (const HenjiCheckText *text)
{
  static const char *const words[]
      = { "mr", "mrs", "ms", "dr", "no", "st", "vs", "approx", "inc", "ltd", "e.g", "i.e", "p.o" };
  char word[8] = "";
  gsize n = 0, i = text->n - 1; /* the dot */

  while (i > 0 && n < 7 && (henji_check_is_letter (text->c[i - 1]) || text->c[i - 1] == '.'))
    {
      i--;
      n++;
    }
  for (gsize k = 0; k < n; k++)
    word[k] = (char) text->c[i + k];
  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (strcmp (word, words[k]) == 0)
      return TRUE;

  return FALSE;
}

static void
take_mark (Builder *b, gsize i)
{
  const gunichar *f = b->text->f;
  gunichar c = f[i], before = i > 0 ? f[i - 1] : 0, after = f[i + 1];

  emit (b, c, i);
  switch (c)
    {
    case 0x3002: /* 。 */
    case '!':
    case '?':
      if (after != c)
        end_sentence (b);
      break;

    case '.':
      if ((henji_check_is_blank (after) || henji_check_is_cjk (after)) && before != '.'
          && !is_abbreviation (b->text))
        end_sentence (b);
      break;

    case ',':
      if (!(henji_check_is_digit (before) && henji_check_is_digit (after)))
        b->clause++;
      break;

    case ':':
      if (!(henji_check_is_digit (before) && henji_check_is_digit (after)))
        b->clause++;
      break;

    case 0x3001: /* 、 */
    case ';':
    case '(':
    case ')':
    case 0x300C: /* 「 */
    case 0x300D:
    case 0x2026: /* … */
      b->clause++;
      break;

    default:
      break;
    }
}

/* --- letters kept apart -------------------------------------------------------------------------
 */

static gboolean
is_separator (gunichar c)
{
  return c == ' ' || c == '.' || c == '_' || c == '*' || c == '-' || c == '|' || c == '/'
         || c == '~' || c == 0x30FB || c == 0xB7 || c == '+';
}

/* "r e v i e w": the length of a run of single Latin letters with the same sign between them, 0
 * when there are fewer than four. */
static gsize
spaced_latin (const HenjiCheckText *text, gsize i)
{
  gunichar first = text->f[i], sign = text->f[i + 1];
  gsize n = 1;

  if (!is_separator (sign) || (i > 0 && henji_check_is_latin (text->f[i - 1])))
    return 0;
  while (text->f[i + 1] == sign && henji_check_is_letter (text->f[i + 2]))
    {
      i += 2;
      n++;
    }
  if (henji_check_is_latin (text->f[i + 1]) && n > 0) /* the last one begins a word of its own */
    n--;

  /* "a r e v i e w": the article is a word of its own. */
  return n >= 4 && !(n > 4 && sign == ' ' && (first == 'a' || first == 'i')) ? n : 0;
}

/* A sign between two kana, or between two kanji that stand alone: レ・ビュー, 評.価. */
static gboolean
is_between (const HenjiCheckText *text, gsize i)
{
  gunichar before = i > 0 ? text->f[i - 1] : 0, after = text->f[i + 1];

  if (!is_separator (text->f[i]))
    return FALSE;
  if (henji_check_is_kana (before) && henji_check_is_kana (after))
    return TRUE;

  return henji_check_is_kanji (before) && henji_check_is_kanji (after)
         && (i < 2 || !henji_check_is_cjk (text->f[i - 2]) || text->f[i] == '.')
         && !henji_check_is_kanji (text->f[i + 2]);
}

static void
normalise (HenjiCheckText *text)
{
  Builder b = { .text = text, .sentences = text->sentences };

  for (gsize i = 0; i < text->n_f;)
    {
      gunichar c = text->f[i];
      gsize run;

      if (henji_check_is_blank (c))
        {
          i = take_blanks (&b, i);
          continue;
        }
      if (henji_check_is_letter (c) && (run = spaced_latin (text, i)) > 0)
        {
          for (gsize k = 0; k < run; k++)
            emit (&b, text->f[i + 2 * k], i + 2 * k);
          i += 2 * run - 1;
          continue;
        }
      if (henji_check_is_latin (c) || henji_check_is_cjk (c))
        emit (&b, c, i);
      else if (is_between (text, i))
        ;
      else if ((c == '-' || c == '~') && i > 0 && henji_check_is_kana (text->f[i - 1])
               && !henji_check_is_digit (text->f[i + 1]))
        emit (&b, 0x30FC, i); /* ー, as a keyboard without kana has it */
      else
        take_mark (&b, i);
      i++;
    }
  end_sentence (&b);
  text->c[text->n] = 0;
  text->from[text->n] = (guint32) text->n_f;
}

/* --- phrases ------------------------------------------------------------------------------------
 */

static gboolean
is_written_in_capitals (const HenjiCheckText *text, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (henji_check_is_letter (text->c[i])
        && !g_unichar_isupper (henji_check_raw_char (text, text->from[i])))
      return FALSE;

  return TRUE;
}

typedef struct
{
  const HenjiChecker *checker;
  HenjiCheckText *text;
  gsize sentence_end; /* lines without a mark at their end stand letter to letter in `c` */
  guint32 *not_until; /* per class: up to here it means something else */
  GArray *found;      /* (element-type HenjiCheckMatch) at one place */
} Matcher;

static gboolean
ends_word (const Matcher *m, gsize end)
{
  const gunichar *c = m->text->c;

  return end == m->sentence_end || !henji_check_is_latin (c[end - 1])
         || !henji_check_is_latin (c[end]);
}

static void
take_outputs (Matcher *m, guint32 node, gsize start, gsize end)
{
  guint32 n;
  const HenjiTrieOutput *outputs = henji_trie_outputs (m->checker->words, node, &n);

  for (guint32 k = 0; k < n; k++)
    {
      const HenjiTrieOutput *output = &outputs[k];
      guint32 class = output->value & HENJI_CHECK_CLASS_MASK;
      HenjiCheckMatch match = { class, (guint32) start, (guint32) end };

      if ((!output->prefix && !ends_word (m, end))
          || ((output->value & HENJI_CHECK_CAPS) != 0
              && !is_written_in_capitals (m->text, start, end)))
        continue;
      if ((output->value & HENJI_CHECK_NOT) == 0)
        g_array_append_val (m->found, match);
      else if (m->not_until[class] < end)
        m->not_until[class] = (guint32) end;
    }
}

/* Takes every phrase that begins at @i and lies within the sentence. */
static void
match_at (Matcher *m, gsize i)
{
  const HenjiTrie *trie = m->checker->words;
  guint32 node = 0;

  g_array_set_size (m->found, 0);
  for (gsize j = i; j < m->sentence_end; j++)
    {
      node = henji_trie_step (trie, node, m->text->c[j]);
      if (node == 0)
        break;
      take_outputs (m, node, i, j + 1);
    }
  for (guint k = 0; k < m->found->len; k++)
    {
      const HenjiCheckMatch *match = &g_array_index (m->found, HenjiCheckMatch, k);

      if (match->end > m->not_until[match->class])
        g_array_append_vals (m->text->matches, match, 1);
    }
}

/* Words that begin or end a clause. */
static void
apply_clauses (HenjiCheckText *text)
{
  guint32 add = 0;
  guint next = 0;

  for (gsize i = 0; i < text->n; i++)
    {
      for (; next < text->matches->len; next++)
        {
          const HenjiCheckMatch *match = &g_array_index (text->matches, HenjiCheckMatch, next);
          gboolean latin = henji_check_is_latin (text->c[match->start]);

          if ((latin ? match->start : match->start + 1) > i)
            break;
          if (match->class == HENJI_CHECK_CLASS_CLAUSE)
            add++;
        }
      text->clause[i] += add;
    }
}

static void
find_matches (HenjiCheckText *text, const HenjiChecker *checker)
{
  g_autofree guint32 *not_until = g_new0 (guint32, HENJI_CHECK_MAX_CLASSES);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (HenjiCheckMatch));
  Matcher m = { checker, text, 0, not_until, found };

  for (guint s = 0; s < text->sentences->len; s++)
    {
      HenjiCheckSentence *sentence = &g_array_index (text->sentences, HenjiCheckSentence, s);

      sentence->first = text->matches->len;
      m.sentence_end = sentence->end;
      for (gsize i = sentence->start; i < sentence->end; i++)
        if (!text->quoted[text->from[i]]
            && (i == sentence->start || !henji_check_is_latin (text->c[i])
                || !henji_check_is_latin (text->c[i - 1])))
          match_at (&m, i);
      sentence->last = text->matches->len;
      for (guint k = sentence->first; k < sentence->last; k++)
        {
          guint class = g_array_index (text->matches, HenjiCheckMatch, k).class;

          henji_class_set_add (&sentence->classes, class);
          henji_class_set_add (&text->classes, class);
        }
    }
  apply_clauses (text);
}

void
henji_check_text_init (HenjiCheckText *self,
                       const HenjiChecker *checker,
                       const char *raw,
                       gsize length)
{
  memset (self, 0, sizeof *self);
  self->raw = raw;
  self->raw_length = MIN (length, G_MAXINT32);
  decode (self);
  self->quoted = g_new0 (guint8, self->n_f + 1);
  self->c = g_new (gunichar, self->n_f + 4);
  self->from = g_new (guint32, self->n_f + 4);
  self->clause = g_new0 (guint32, self->n_f + 4);
  self->sentences = g_array_new (FALSE, TRUE, sizeof (HenjiCheckSentence));
  self->matches = g_array_new (FALSE, FALSE, sizeof (HenjiCheckMatch));
  normalise (self);
  if (checker != NULL)
    {
      mark_quoted (self, checker);
      find_matches (self, checker);
    }
}

void
henji_check_text_clear (HenjiCheckText *self)
{
  g_free (self->f);
  g_free (self->f_at);
  g_free (self->quoted);
  g_free (self->c);
  g_free (self->from);
  g_free (self->clause);
  g_array_unref (self->sentences);
  g_array_unref (self->matches);
}

const HenjiCheckSentence *
henji_check_sentence_at (const HenjiCheckText *self, gsize byte)
{
  guint low = 0, high = self->sentences->len;

  /* The last one that begins at @byte or before. */
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      const HenjiCheckSentence *sentence
          = &g_array_index (self->sentences, HenjiCheckSentence, middle);

      if (henji_check_byte_of (self, sentence->start) <= byte)
        low = middle;
      else
        high = middle;
    }

  return low < high ? &g_array_index (self->sentences, HenjiCheckSentence, low) : NULL;
}

gboolean
henji_check_beside (
    const HenjiCheckText *self, guint class, gsize start, gsize end, gsize before, gsize behind)
{
  const HenjiCheckSentence *sentence = henji_check_sentence_at (self, self->f_at[start]);

  if (sentence == NULL || !henji_class_set_has (&sentence->classes, class))
    return FALSE;
  for (guint k = sentence->first; k < sentence->last; k++)
    {
      const HenjiCheckMatch *match = &g_array_index (self->matches, HenjiCheckMatch, k);
      gsize from = self->from[match->start], to = self->from[match->end - 1] + 1;

      if (match->class != class)
        continue;
      if ((to <= start && start - to <= before) || (from >= end && from - end <= behind)
          || (from < end && to > start))
        return TRUE;
    }

  return FALSE;
}

gint64
henji_check_figure (gunichar c)
{
  static const char figures[] = "〇一二三四五六七八九";
  const char *found = c != 0 && c >= 0x3000 ? g_utf8_strchr (figures, -1, c) : NULL;

  if (henji_check_is_digit (c))
    return (gint64) (c - '0');

  return found != NULL ? g_utf8_pointer_to_offset (figures, found) : -1;
}
