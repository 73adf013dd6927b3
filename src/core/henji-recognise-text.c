/* henji-recognise-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A buyer's text as the lexicon wants it: folded, blanks squeezed, spellings unified, slips of the
 * keyboard in important words mended, and the places marked where clauses and sentences end.
 */
#define G_LOG_DOMAIN "henji-recognise"

#include "config.h"

#include "henji-recognise-private.h"

#include "henji-fold.h"

#include <string.h>

#define WRAPPED_LINE 30 /* characters; a line of at least this length may have been wrapped */

typedef struct
{
  const HenjiLexicon *lexicon;
  HenjiText *text;
  gunichar *c; /* folded input, 0-terminated */
  guint32 *at;
  gsize n;
  gsize room;       /* of the text's arrays */
  gsize line_start; /* in the input */
  HenjiBreak pending;
} Builder;

static inline gboolean
is_latin (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c);

  return c < 0x2E80 && g_unichar_isalnum (c) && !henji_fold_is_cjk (c);
}

gboolean
henji_text_is_word_start (const HenjiText *self, gsize i)
{
  return i == 0 || !is_latin (self->c[i - 1]);
}

gboolean
henji_text_is_word_end (const HenjiText *self, gsize i)
{
  return i >= self->n || !is_latin (self->c[i]);
}

static void
emit (Builder *b, gunichar c, guint32 at)
{
  HenjiText *text = b->text;

  if (text->n + 2 > b->room)
    {
      b->room = b->room * 2 + 16;
      text->c = g_renew (gunichar, text->c, b->room);
      text->at = g_renew (guint32, text->at, b->room);
      text->breaks = g_renew (guint8, text->breaks, b->room);
    }
  text->c[text->n] = c;
  text->at[text->n] = at;
  text->breaks[text->n] = (guint8) b->pending;
  text->n++;
  b->pending = HENJI_BREAK_NONE;
}

static void
separate (Builder *b, HenjiBreak how)
{
  b->pending = MAX (b->pending, how);
}

/* Does a sentence go on after the line break between @before and @after? Mail programs wrap long
 * lines, and a Japanese line that ends in a particle or a comma is not over. */
static gboolean
goes_on (gunichar before, gunichar after, gsize line_length)
{
  static const char particles[] = "はがをにのてでともへや、";

  if (is_latin (before) || before == ',')
    return after < 0x80 && g_ascii_islower ((char) after) && line_length >= WRAPPED_LINE;
  if (!henji_fold_is_cjk (before) && before != 0x3001)
    return FALSE;
  if (line_length >= WRAPPED_LINE && before != 0x3002)
    return henji_fold_is_cjk (after);

  return g_utf8_strchr (particles, -1, before) != NULL;
}

static gsize
take_blanks (Builder *b, gsize i)
{
  gunichar before = b->text->n > 0 ? b->text->c[b->text->n - 1] : 0;
  gsize start = i;
  guint newlines = 0;

  for (; i < b->n && (b->c[i] <= ' ' || b->c[i] == 0x85 || b->c[i] == 0x2028 || b->c[i] == 0x2029);
       i++)
    if (b->c[i] == '\n' || b->c[i] == 0x2028 || b->c[i] == 0x2029)
      newlines++;
  if (before == 0 || i == b->n)
    return i;

  if (newlines > 1 || (newlines == 1 && !goes_on (before, b->c[i], start - b->line_start)))
    {
      emit (b, '\n', b->at[start]);
      separate (b, HENJI_BREAK_SENTENCE);
    }
  else if (henji_fold_is_cjk (before) && henji_fold_is_cjk (b->c[i]))
    separate (b, HENJI_BREAK_CLAUSE);
  else
    emit (b, ' ', b->at[start]);
  if (newlines > 0)
    b->line_start = i;

  return i;
}

/* The longest spelling that begins at @i; its replacement is emitted. 0: none. */
static gsize
take_spelling (Builder *b, gsize i)
{
  const HenjiTrie *trie = b->lexicon->spelling;
  gboolean latin = is_latin (b->c[i]);
  guint32 node = 0;
  const HenjiTrieOutput *found = NULL;
  gsize found_end = i;

  for (gsize j = i; j < b->n; j++)
    {
      const HenjiTrieOutput *outputs;
      guint32 n;

      b->text->steps++;
      node = henji_trie_step (trie, node, b->c[j]);
      if (node == 0)
        break;
      outputs = henji_trie_outputs (trie, node, &n);
      if (n == 0)
        continue;
      if (latin && is_latin (b->c[j])
          && (is_latin (b->c[j + 1]) || (b->c[j + 1] == '\'' && is_latin (b->c[j + 2]))))
        continue;
      found = outputs;
      found_end = j + 1;
    }

  if (found == NULL)
    return 0;

  {
    const char *to = b->lexicon->replacements->pdata[found->value];

    for (; *to != '\0'; to = g_utf8_next_char (to))
      emit (b, g_utf8_get_char (to), b->at[i]);
  }

  return found_end - i;
}

guint
henji_text_hash (const gunichar *c, gsize n)
{
  guint hash = 5381;

  for (gsize i = 0; i < n; i++)
    hash = hash * 33 + c[i];

  return hash;
}

/* One letter changed, added, left out or swapped with its neighbour? */
static gboolean
is_slip_of (const gunichar *a, gsize n_a, const gunichar *b, gsize n_b)
{
  gsize head = 0, tail = 0;

  while (head < n_a && head < n_b && a[head] == b[head])
    head++;
  while (tail < n_a - head && tail < n_b - head && a[n_a - 1 - tail] == b[n_b - 1 - tail])
    tail++;
  n_a -= head + tail;
  n_b -= head + tail;

  return (n_a <= 1 && n_b <= 1)
         || (n_a == 2 && n_b == 2 && a[head] == b[head + 1] && a[head + 1] == b[head]);
}

static const GArray *
find_fuzzy (Builder *b, gsize i, gsize n)
{
  const GArray *bucket;

  if (n < HENJI_MIN_FUZZY || b->c[i] < 'a' || b->c[i] > 'z')
    return NULL;
  bucket = b->lexicon->fuzzy_by_letter[b->c[i] - 'a'];
  if (bucket == NULL
      || g_hash_table_contains (b->lexicon->known,
                                GUINT_TO_POINTER (henji_text_hash (b->c + i, n))))
    return NULL;
  for (guint k = 0; k < bucket->len; k++)
    {
      const GArray *word = b->lexicon->fuzzy->pdata[g_array_index (bucket, guint, k)];

      b->text->steps++;
      if (word->len + 1 >= n && n + 1 >= word->len
          && b->c[i + 1] == g_array_index (word, gunichar, 1)
          && is_slip_of (b->c + i, n, (const gunichar *) word->data, word->len))
        return word;
    }

  return NULL;
}

static gsize
take_word (Builder *b, gsize i)
{
  const GArray *meant;
  gsize end = i;

  while (end < b->n && is_latin (b->c[end]))
    end++;
  meant = find_fuzzy (b, i, end - i);
  if (meant != NULL)
    for (guint k = 0; k < meant->len; k++)
      emit (b, g_array_index (meant, gunichar, k), b->at[i]);
  else
    for (gsize k = i; k < end; k++)
      emit (b, b->c[k], b->at[k]);

  return end - i;
}

static void
take_mark (Builder *b, gsize i)
{
  gunichar c = b->c[i];
  gunichar before = i > 0 ? b->c[i - 1] : 0;
  gunichar after = b->c[i + 1];

  emit (b, c, b->at[i]);
  switch (c)
    {
    case 0x3002: /* 。 */
    case '!':
    case '?':
      separate (b, HENJI_BREAK_SENTENCE);
      break;

    case '.':
      if (before == '.' || after == '.')
        separate (b, HENJI_BREAK_CLAUSE);
      else if (after <= ' ' || henji_fold_is_cjk (after) || henji_fold_is_cjk (before))
        separate (b, HENJI_BREAK_SENTENCE);
      break;

    case ',':
      if (!(g_unichar_isdigit (before) && g_unichar_isdigit (after)))
        separate (b, HENJI_BREAK_CLAUSE);
      break;

    case 0x3001: /* 、 */
    case ';':
    case ':':
    case '(':
    case ')':
    case 0x300C: /* 「 */
    case 0x300D:
    case 0x3010: /* 【 */
    case 0x3011:
      separate (b, HENJI_BREAK_CLAUSE);
      break;

    default:
      if (c == 0x2026 || (c == 0x30FB && before == 0x30FB) || c >= 0x1F000) /* … ・・ emoji */
        separate (b, HENJI_BREAK_CLAUSE);
      break;
    }
}

static void
decode (Builder *b, const char *raw, gsize length)
{
  g_autofree gsize *offsets = NULL;
  g_autofree char *folded = henji_fold (raw, (gssize) length, &offsets);
  gsize room = strlen (folded);

  b->c = g_new (gunichar, room + 3);
  b->at = g_new (guint32, room + 3);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      b->c[b->n] = g_utf8_get_char (p);
      b->at[b->n] = (guint32) offsets[p - folded];
      b->n++;
    }
  memset (b->c + b->n, 0, 3 * sizeof (gunichar));
  b->at[b->n] = (guint32) length;
}

void
henji_text_init (HenjiText *self, const HenjiLexicon *lexicon, const char *raw, gsize length)
{
  Builder b = { .lexicon = lexicon, .text = self };

  memset (self, 0, sizeof *self);
  self->raw = raw;
  self->raw_length = MIN (length, G_MAXINT32);
  decode (&b, raw, self->raw_length);
  b.room = b.n + b.n / 8 + 16;
  self->c = g_new (gunichar, b.room);
  self->at = g_new (guint32, b.room);
  self->breaks = g_new (guint8, b.room);

  for (gsize i = 0; i < b.n;)
    {
      gunichar c = b.c[i];
      gsize taken;

      if (c <= ' ' || c == 0x85 || c == 0x2028 || c == 0x2029)
        i = take_blanks (&b, i);
      else if (is_latin (c))
        i += (taken = take_spelling (&b, i)) > 0 ? taken : take_word (&b, i);
      else if ((taken = take_spelling (&b, i)) > 0)
        i += taken;
      else if (henji_fold_is_cjk (c))
        {
          emit (&b, c, b.at[i]);
          i++;
        }
      else
        take_mark (&b, i++);
    }

  emit (&b, 0, (guint32) self->raw_length); /* the end's own offset and break */
  self->n--;
  g_free (b.c);
  g_free (b.at);
}

void
henji_text_clear (HenjiText *self)
{
  g_clear_pointer (&self->c, g_free);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->breaks, g_free);
  g_clear_pointer (&self->learned, g_array_unref);
  g_clear_pointer (&self->told, g_array_unref);
  self->n = 0;
}
