/* henji-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-words"

#include "config.h"

#include "henji-words.h"

#include "henji-fold.h"

#include <string.h>

/* Bytes of a word that count: beyond, it is no word but data. */
#define LONGEST 96
/* Digits of a fragment of a number. */
#define LEAST_DIGITS 3

/* ---- Runs ------------------------------------------------------------------------------------ */

typedef enum
{
  BREAK,
  LETTER,
  CJK,
} CharClass;

static CharClass
find_class (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) ? LETTER : BREAK;
  if (henji_fold_is_cjk (c))
    return CJK;
  return g_unichar_isalnum (c) || g_unichar_ismark (c) ? LETTER : BREAK;
}

static gpointer
fill_classes (gpointer data)
{
  guint8 *classes = g_new (guint8, 0x10000);

  for (gunichar c = 0; c < 0x10000; c++)
    classes[c] = (guint8) find_class (c);

  return classes;
}

/* The class of each character of the basic plane. */
static const guint8 *
get_classes (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, fill_classes, NULL);
}

/* The character at @p of valid text. */
static inline gunichar
char_at (const char *p)
{
  const guchar *b = (const guchar *) p;

  if (b[0] < 0x80)
    return b[0];
  if (b[0] >= 0xe0 && b[0] < 0xf0)
    return (gunichar) (b[0] & 0x0f) << 12 | (gunichar) (b[1] & 0x3f) << 6 | (b[2] & 0x3f);
  return g_utf8_get_char (p);
}

static inline CharClass
class_at (const guint8 *classes, const char *p)
{
  gunichar c = char_at (p);

  return c < 0x10000 ? (CharClass) classes[c] : find_class (c);
}

gboolean
henji_run_next (const char **cursor, const char *end, HenjiRun *run)
{
  const guint8 *classes = get_classes ();
  const char *p = *cursor;
  CharClass kind = BREAK;

  while (p < end && *p != HENJI_WORDS_BORDER[0] && (kind = class_at (classes, p)) == BREAK)
    p = g_utf8_next_char (p);
  if (kind == BREAK)
    {
      *cursor = p;
      return FALSE;
    }

  *run = (HenjiRun){ .start = p, .cjk = kind == CJK };
  while (p < end && class_at (classes, p) == kind)
    {
      p = g_utf8_next_char (p);
      run->n_chars++;
    }
  run->length = (gsize) (p - run->start);
  *cursor = p;

  return TRUE;
}

/* ---- Tokenizers ------------------------------------------------------------------------------ */

typedef int (*TokenFunc) (void *context, int flags, const char *token, int n, int start, int end);

static int
emit_pairs (
    const HenjiRun *run, const char *text, gboolean last_too, void *context, TokenFunc token)
{
  const char *p = run->start;
  const char *end = run->start + run->length;

  for (;;)
    {
      const char *second = g_utf8_next_char (p);
      const char *after;
      int code;

      if (second >= end)
        break;
      after = g_utf8_next_char (second);
      code = token (context, 0, p, (int) (after - p), (int) (p - text), (int) (after - text));
      if (code != SQLITE_OK)
        return code;
      p = second;
    }
  if (!last_too)
    return SQLITE_OK;

  return token (context, 0, p, (int) (end - p), (int) (p - text), (int) (end - text));
}

static int
emit_word (const HenjiRun *run, const char *text, void *context, TokenFunc token)
{
  gsize n = run->length;

  if (n > LONGEST)
    {
      n = LONGEST;
      while (((guchar) run->start[n] & 0xc0) == 0x80)
        n--;
    }
  return token (context, 0, run->start, (int) n, (int) (run->start - text),
                (int) (run->start - text + (gssize) run->length));
}

static int
tokenize (
    Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int n, TokenFunc token)
{
  const char *p = text;
  const char *end = text + n;
  HenjiRun run;

  while (p < end)
    {
      int code;

      if (!henji_run_next (&p, end, &run))
        {
          if (p >= end)
            break;
          code = token (context, 0, HENJI_WORDS_BORDER, 1, (int) (p - text), (int) (p - text) + 1);
          p++;
        }
      else if (!run.cjk)
        code = emit_word (&run, text, context, token);
      else /* at the end of a query the text may go on */
        code = emit_pairs (&run, text,
                           !((flags & FTS5_TOKENIZE_QUERY) != 0 && p >= end && run.n_chars > 1),
                           context, token);
      if (code != SQLITE_OK)
        return code;
    }

  return SQLITE_OK;
}

#define N_SEEN 2048

/* Has this token been emitted for this document? Tokens have at most three characters. A token that
 * another one pushed out of its place is emitted again, which means nothing to the index. */
static gboolean
is_new (guint64 *seen, const char *token, guint n_chars)
{
  guint64 key = 0;
  guint64 *place;
  const char *p = token;

  for (guint i = 0; i < n_chars; i++, p = g_utf8_next_char (p))
    key = key << 21 | char_at (p);
  place = &seen[(key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 53];
  if (*place == key)
    return FALSE;
  *place = key;

  return TRUE;
}

/* Each character of its own, and the first one, two and three letters of words: once per document.
 */
static int
tokenize_short (
    Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int n, TokenFunc token)
{
  guint64 seen[N_SEEN] = { 0 };
  gboolean query = (flags & FTS5_TOKENIZE_QUERY) != 0;
  const char *p = text;
  const char *end = text + n;
  HenjiRun run;

  while (p < end)
    {
      const char *c;

      if (!henji_run_next (&p, end, &run))
        {
          p++; /* a border means nothing here */
          continue;
        }
      c = run.start;
      for (guint i = 0; i < run.n_chars && (run.cjk || i < HENJI_WORDS_SHORT); i++)
        {
          const char *next = g_utf8_next_char (c);
          const char *start = run.cjk ? c : run.start;
          guint n_chars = run.cjk ? 1 : i + 1;
          int code = SQLITE_OK;

          c = next;
          if (query && !run.cjk && i + 1 < run.n_chars)
            continue; /* only the whole */
          if (is_new (seen, start, n_chars))
            code = token (context, 0, start, (int) (next - start), (int) (start - text),
                          (int) (next - text));
          if (code != SQLITE_OK)
            return code;
        }
    }

  return SQLITE_OK;
}

static int
create_cb (void *data, const char **arguments, int n_arguments, Fts5Tokenizer **out)
{
  *out = (Fts5Tokenizer *) &tokenize; /* no state: any address will do */
  return SQLITE_OK;
}

static void
delete_cb (Fts5Tokenizer *tokenizer)
{
}

int
henji_words_register (sqlite3 *handle)
{
  fts5_tokenizer pairs = { create_cb, delete_cb, tokenize };
  fts5_tokenizer brief = { create_cb, delete_cb, tokenize_short };
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &stmt, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (stmt);
      code = sqlite3_finalize (stmt);
    }
  if (code == SQLITE_OK && api == NULL)
    code = SQLITE_ERROR;
  if (code == SQLITE_OK)
    code = api->xCreateTokenizer (api, "henji", NULL, &pairs, NULL);
  if (code == SQLITE_OK)
    code = api->xCreateTokenizer (api, "henji_short", NULL, &brief, NULL);

  return code;
}

/* ---- Terms ----------------------------------------------------------------------------------- */

static void
term_free (HenjiTerm *term)
{
  g_free (term->text);
  g_free (term->digits);
  g_array_unref (term->runs);
  g_free (term);
}

char *
henji_digits_of (const char *text)
{
  g_autofree char *folded = henji_fold (text, -1, NULL);
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (digits, *p);

  return g_string_free (digits, FALSE);
}

static char *
fragment_of (const char *word)
{
  g_autofree char *digits = NULL;
  gboolean any = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      if ((guchar) *p >= 0x80)
        return NULL; /* no number has such letters */
      any = any || g_ascii_isdigit (*p);
    }
  digits = henji_digits_of (word);
  if (!any || strlen (digits) < LEAST_DIGITS)
    return NULL;

  return g_steal_pointer (&digits);
}

static HenjiTerm *
parse_term (const char *word)
{
  HenjiTerm *term = g_new0 (HenjiTerm, 1);
  const char *p, *end;
  HenjiRun run;

  term->text = g_strdup (word);
  term->runs = g_array_new (FALSE, FALSE, sizeof (HenjiRun));
  p = term->text;
  end = p + strlen (p);
  while (p < end)
    if (henji_run_next (&p, end, &run))
      g_array_append_val (term->runs, run);
    else if (p < end)
      p++; /* a border cannot be typed on purpose */
  if (term->runs->len == 0)
    {
      term_free (term);
      return NULL;
    }
  if (term->runs->len == 1)
    {
      run = g_array_index (term->runs, HenjiRun, 0);
      term->brief = run.n_chars <= (run.cjk ? 1 : HENJI_WORDS_SHORT);
    }
  term->digits = fragment_of (term->text);

  return term;
}

GPtrArray *
henji_terms_parse (const char *query)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) term_free);
  g_autofree char *valid = g_utf8_make_valid (query, -1);
  g_autofree char *folded = henji_fold (valid, -1, NULL);
  const char *p = folded;

  while (*p != '\0')
    {
      const char *start;
      g_autofree char *word = NULL;
      HenjiTerm *term;

      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = g_strndup (start, (gsize) (p - start));
      term = parse_term (word);
      if (term != NULL)
        g_ptr_array_add (terms, term);
    }

  return terms;
}

char *
henji_term_phrase (const HenjiTerm *term)
{
  GString *phrase = g_string_new ("\"");
  const HenjiRun *last = &g_array_index (term->runs, HenjiRun, term->runs->len - 1);

  /* Runs hold letters only, so nothing in them can mean anything to the query language. */
  for (guint i = 0; i < term->runs->len; i++)
    {
      const HenjiRun *run = &g_array_index (term->runs, HenjiRun, i);

      if (i > 0)
        g_string_append_c (phrase, ' ');
      g_string_append_len (phrase, run->start, (gssize) run->length);
    }
  g_string_append_c (phrase, '"');
  if (!last->cjk || last->n_chars == 1)
    g_string_append (phrase, " *");

  return g_string_free (phrase, FALSE);
}

/* ---- Finding a term in a text ------------------------------------------------------------------
 */

/* Do the runs after the first follow in @text from @p on? The last may be the beginning of one. */
static gboolean
follows (const HenjiTerm *term, guint i, const char *p, const char *end, const char **after)
{
  for (; i < term->runs->len; i++)
    {
      const HenjiRun *want = &g_array_index (term->runs, HenjiRun, i);
      gboolean last = i + 1 == term->runs->len;
      HenjiRun run;

      if (!henji_run_next (&p, end, &run) || run.cjk != want->cjk || run.length < want->length
          || (!last && run.length != want->length)
          || memcmp (run.start, want->start, want->length) != 0)
        return FALSE;
      *after = run.start + want->length;
    }

  return TRUE;
}

/* Where the first run of @term lies in @run such that it can go on from there. */
static const char *
find_in_run (const HenjiTerm *term, const HenjiRun *run)
{
  const HenjiRun *want = &g_array_index (term->runs, HenjiRun, 0);
  gboolean alone = term->runs->len == 1;

  if (run->cjk != want->cjk || run->length < want->length)
    return NULL;
  if (!alone && run->cjk) /* the run must end with it */
    {
      const char *start = run->start + run->length - want->length;

      return memcmp (start, want->start, want->length) == 0 ? start : NULL;
    }
  if (!run->cjk) /* letters: the beginning; the whole when more follows */
    return (alone || run->length == want->length)
                   && memcmp (run->start, want->start, want->length) == 0
               ? run->start
               : NULL;

  return memmem (run->start, run->length, want->start, want->length);
}

gboolean
henji_term_find (const HenjiTerm *term, const char *text, gsize *start, gsize *length)
{
  const char *p = text;
  const char *end = text + strlen (text);

  while (p < end)
    {
      HenjiRun run;
      const char *found, *after;

      if (!henji_run_next (&p, end, &run))
        {
          p++;
          continue;
        }
      found = find_in_run (term, &run);
      if (found == NULL)
        continue;
      after = found + g_array_index (term->runs, HenjiRun, 0).length;
      if (!follows (term, 1, p, end, &after))
        continue;
      if (start != NULL)
        *start = (gsize) (found - text);
      if (length != NULL)
        *length = (gsize) (after - found);
      return TRUE;
    }

  return FALSE;
}
