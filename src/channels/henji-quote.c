/* henji-quote.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whose words are whose. Every line is the writer's until something shows that it is not; what is
 * not goes behind, in its order.
 */
#define G_LOG_DOMAIN "henji-quote"

#include "config.h"

#include "henji-quote.h"

#include "henji-html.h"
#include "henji-quote-line.h"

#include <string.h>

#define MAX_SIGNATURE 12  /* lines after "-- " */
#define MAX_BLOCK 8       /* lines of a header block */
#define MAX_FRAME_HEAD 60 /* lines above the writer's words */

typedef struct
{
  const char *text;
  gsize length;
  gboolean own;
  gboolean blank;
  gboolean quoted; /* begins with ">" */
  char *canon;     /* made when first asked for */
} Line;

/* ">" sets off quoted lines, but ">_<" and "> <" are faces. */
static gboolean
is_quoted (const char *p, gsize length)
{
  gsize i = 0;

  while (i < length && i < 4 && (p[i] == ' ' || p[i] == '\t'))
    i++;
  if (i < length && p[i] == '>')
    {
      for (gsize j = i + 1; j < length && j < i + 8; j++)
        if (p[j] == '<')
          return memchr (p + j, '>', length - j) != NULL;
      return TRUE;
    }

  return length - i >= 3 && memcmp (p + i, "\357\274\236", 3) == 0
         && memmem (p + i, MIN (length - i, 16), "\357\274\234", 3) == NULL;
}

static gboolean
is_blank (const char *p, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (p[i]))
      {
        /* An ideographic space. */
        if (length - i >= 3 && memcmp (p + i, "\343\200\200", 3) == 0)
          {
            i += 2;
            continue;
          }
        return FALSE;
      }

  return TRUE;
}

static void
line_clear (gpointer data)
{
  g_free (((Line *) data)->canon);
}

static GArray *
split_lines (const char *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  g_array_set_clear_func (lines, line_clear);
  for (const char *p = text;;)
    {
      gsize n = strcspn (p, "\n");
      Line line = { p, n, TRUE, is_blank (p, n), is_quoted (p, n), NULL };

      g_array_append_val (lines, line);
      if (p[n] == '\0')
        break;
      p += n + 1;
    }

  return lines;
}

#define LINE(i) (&g_array_index (lines, Line, i))

static const char *
canon_of (GArray *lines, guint i)
{
  Line *line = LINE (i);

  if (line->canon == NULL)
    {
      char canon[HENJI_QUOTE_CANON];

      henji_quote_canon (line->text, line->length, canon);
      line->canon = g_strdup (canon);
    }

  return line->canon;
}

static void
disown (GArray *lines, guint from, guint to)
{
  for (guint i = from; i < to && i < lines->len; i++)
    LINE (i)->own = FALSE;
}

static gboolean
any_own (GArray *lines, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (LINE (i)->own && !LINE (i)->blank && !LINE (i)->quoted)
      return TRUE;

  return FALSE;
}

/* ---- The marketplace's frame ---- */

static gboolean
keep_anchors (GArray *lines, const GArray *anchors)
{
  const char *text = LINE (0)->text;
  guint a = 0;
  gboolean found = FALSE;

  if (anchors == NULL || anchors->len == 0)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = LINE (i);
      gsize start = line->text - text, end = start + line->length;
      const HenjiHtmlRange *range;

      while (a < anchors->len && g_array_index (anchors, HenjiHtmlRange, a).end <= start)
        a++;
      range = a < anchors->len ? &g_array_index (anchors, HenjiHtmlRange, a) : NULL;
      line->own = range != NULL && range->start <= end && start < range->end;
      found |= line->own && !line->blank;
    }
  if (!found)
    for (guint i = 0; i < lines->len; i++)
      LINE (i)->own = TRUE;

  return found;
}

/* The last line of "# order", "1 / title [ASIN: …]" near the top, or -1. */
static int
frame_head (GArray *lines)
{
  const char *canon;
  int last = -1;

  for (guint i = 0; i < lines->len && i < MAX_FRAME_HEAD; i++)
    {
      if (LINE (i)->blank || LINE (i)->quoted)
        continue;
      canon = canon_of (lines, i);
      if (henji_quote_is_attribution (canon) || henji_quote_mark (canon) == HENJI_MARK_HISTORY)
        break;
      if (henji_quote_is_frame_head (canon))
        last = i;
    }

  return last;
}

static guint next_filled (GArray *lines, guint i);

/* The word that begins the message between two lines of dashes. Returns: the last of these lines,
 * or -1. */
static int
begin_on_three_lines (GArray *lines, guint i)
{
  guint word = next_filled (lines, i + 1);
  guint below = word < lines->len ? next_filled (lines, word + 1) : lines->len;
  g_autofree char *marked = NULL;

  if (below >= lines->len || LINE (word)->length > 60 || LINE (below)->length > 300)
    return -1;
  marked = g_strconcat ("---", canon_of (lines, word), "---", NULL);
  if (henji_quote_mark (marked) != HENJI_MARK_BEGIN
      || henji_quote_mark (canon_of (lines, below)) != HENJI_MARK_DASHES)
    return -1;

  return below;
}

static gboolean
keep_marked (GArray *lines, int head)
{
  const char *canon;
  int begin = -1, end = -1, words = -1, dashes = -1;
  gboolean begin_known = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      HenjiMark mark;

      if (LINE (i)->blank || LINE (i)->quoted || LINE (i)->length > 300)
        continue;
      canon = canon_of (lines, i);
      mark = henji_quote_mark (canon);
      if (begin < 0)
        {
          if (mark == HENJI_MARK_HISTORY)
            return FALSE;
          begin_known = mark == HENJI_MARK_BEGIN;
          if (begin_known || (mark == HENJI_MARK_WORDS && head >= 0 && (int) i > head))
            begin = i;
          else if (mark == HENJI_MARK_DASHES && (begin = begin_on_three_lines (lines, i)) >= 0)
            {
              begin_known = TRUE;
              i = begin;
            }
        }
      else if (mark == HENJI_MARK_END)
        {
          end = i;
          break;
        }
      else if (mark == HENJI_MARK_WORDS && words < 0)
        words = i;
      else if (mark == HENJI_MARK_DASHES)
        dashes = i;
    }
  if (begin < 0)
    return FALSE;
  if (end < 0)
    end = words >= 0 ? words : dashes;
  if (end < 0 && !begin_known)
    return FALSE;
  if (end < 0)
    end = lines->len;
  if (!any_own (lines, begin + 1, end))
    return FALSE;
  disown (lines, 0, begin + 1);
  disown (lines, end, lines->len);

  return TRUE;
}

static void
fold_foot (GArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      if (!LINE (i)->own || LINE (i)->blank || LINE (i)->quoted)
        continue;
      if (henji_quote_is_frame_foot (canon_of (lines, i)))
        {
          disown (lines, i, lines->len);
          return;
        }
    }
}

static void
fold_frame (GArray *lines, const GArray *anchors)
{
  int head;

  if (keep_anchors (lines, anchors))
    return;
  head = frame_head (lines);
  if (!keep_marked (lines, head) && head >= 0 && any_own (lines, head + 1, lines->len))
    disown (lines, 0, head + 1);
  fold_foot (lines);
}

/* ---- Quoted history ---- */

static guint
next_filled (GArray *lines, guint i)
{
  while (i < lines->len && LINE (i)->blank)
    i++;

  return i;
}

/* How many lines from @i are a header block ("From: … Sent: … To: … Subject: …"); 0 when none. */
static guint
block_length (GArray *lines, guint i)
{
  const char *canon;
  guint bits = 0, last = i;

  for (guint j = i; j < lines->len && j < i + MAX_BLOCK; j++)
    {
      guint bit;

      if (LINE (j)->blank)
        break;
      canon = canon_of (lines, j);
      bit = henji_quote_block_field (canon);
      if (bit == 0 && j == i)
        return 0;
      bits |= bit;
      if (bit != 0)
        last = j + 1;
    }
  if ((bits & HENJI_BLOCK_FROM) == 0 || __builtin_popcount (bits) < 3)
    return 0;

  return last - i;
}

/* How many lines from @i are an attribution; mail programs break it over up to three. */
static guint
attribution_length (GArray *lines, guint i)
{
  char joined[3 * HENJI_QUOTE_CANON + 4] = "";
  const char *canon;

  for (guint n = 0; n < 3 && i + n < lines->len; n++)
    {
      if (LINE (i + n)->blank || LINE (i + n)->quoted || LINE (i + n)->length > 300)
        return 0;
      canon = canon_of (lines, i + n);
      if (n == 0
          && !(g_ascii_isdigit (*canon) || g_str_has_prefix (canon, "on ")
               || strchr (canon, ':') != NULL || strpbrk (canon, "0123456789") != NULL))
        return 0;
      if (n > 0)
        g_strlcat (joined, " ", sizeof joined);
      g_strlcat (joined, canon, sizeof joined);
      if (henji_quote_is_attribution (joined))
        return n + 1;
      /* Only a line that looks like the beginning of one may go on. */
      if (n == 0 && !g_str_has_prefix (canon, "on ")
          && !(g_ascii_isdigit (*canon)
               && (strstr (canon, "年") != NULL || strchr (canon, '/') != NULL
                   || strchr (canon, ':') != NULL)))
        return 0;
    }

  return 0;
}

/* Where history begins at @i: the number of lines that say so, 0 when it does not. */
static guint
opening_length (GArray *lines, guint i)
{
  const char *canon;
  HenjiMark mark;
  guint n;

  if (LINE (i)->length > 300)
    return 0;
  n = attribution_length (lines, i);
  if (n > 0)
    return n;
  n = block_length (lines, i);
  if (n > 0)
    return n;
  canon = canon_of (lines, i);
  mark = henji_quote_mark (canon);
  if (mark == HENJI_MARK_HISTORY || mark == HENJI_MARK_DASHES)
    {
      guint next = next_filled (lines, i + 1);
      guint block = next < lines->len ? block_length (lines, next) : 0;

      if (block > 0)
        return next + block - i;
      return mark == HENJI_MARK_HISTORY ? 1 : 0;
    }

  return 0;
}

static gboolean
is_signature (GArray *lines, guint i)
{
  const Line *line = LINE (i);
  guint n = 0;

  if (!(line->length == 2 && memcmp (line->text, "--", 2) == 0)
      && !(line->length == 3 && memcmp (line->text, "-- ", 3) == 0))
    return FALSE;
  for (guint j = i + 1; j < lines->len && n <= MAX_SIGNATURE; j++)
    n += LINE (j)->own && !LINE (j)->blank && !LINE (j)->quoted;

  return n <= MAX_SIGNATURE;
}

static void
fold_history (GArray *lines)
{
  guint first_opening = 0, first_end = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      guint n;

      if (!LINE (i)->own || LINE (i)->blank)
        continue;
      if (LINE (i)->quoted)
        {
          LINE (i)->own = FALSE;
          continue;
        }
      n = opening_length (lines, i);
      if (n > 0)
        {
          guint next = next_filled (lines, i + n);

          disown (lines, i, i + n);
          if (next < lines->len && LINE (next)->quoted)
            {
              /* The quoted lines say themselves what they are; an answer may stand below them. */
              i += n - 1;
              continue;
            }
          first_opening = i + 1;
          first_end = i + n;
          disown (lines, i, lines->len);
          break;
        }
      if (is_signature (lines, i) && any_own (lines, 0, i))
        {
          /* History may follow it: that is not the writer's either. */
          disown (lines, i, lines->len);
          break;
        }
    }

  /* Passed on without a word of one's own: then what was passed on is the message. */
  if (first_opening > 0 && !any_own (lines, 0, lines->len))
    for (guint i = first_end; i < lines->len; i++)
      if (!LINE (i)->quoted)
        LINE (i)->own = TRUE;
}

/* ---- Putting together ---- */

static void
append_lines (GArray *lines, gboolean own, GString *out)
{
  gsize start = out->len;
  guint n_blank = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = LINE (i);
      gsize n = line->length;

      if (line->own != own)
        continue;
      if (line->blank)
        {
          n_blank++;
          continue;
        }
      if (out->len > start)
        for (guint j = 0; j < MIN (n_blank, 2) + 1; j++)
          g_string_append_c (out, '\n');
      n_blank = 0;
      while (n > 0 && g_ascii_isspace (line->text[n - 1]))
        n--;
      g_string_append_len (out, line->text, n);
    }
}

char *
henji_quote_split (const char *text, const GArray *anchors, gboolean framed, gsize *own_length)
{
  g_autoptr (GArray) lines = NULL;
  GString *out;
  gsize own;

  g_return_val_if_fail (text != NULL && own_length != NULL, NULL);

  lines = split_lines (text);
  if (framed)
    fold_frame (lines, anchors);
  fold_history (lines);

  out = g_string_sized_new (strlen (text) + 2);
  append_lines (lines, TRUE, out);
  own = out->len;
  append_lines (lines, FALSE, out);
  if (own > 0 && out->len > own)
    g_string_insert (out, own, "\n\n");
  *own_length = own;

  return g_string_free (out, FALSE);
}
