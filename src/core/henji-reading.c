/* henji-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reading"

#include "config.h"

#include "henji-reading.h"

#include <string.h>

#include "henji-reading-private.h"

#include "henji-fold.h"

#define LEAST_LATIN 4 /* letters of a word that alone is shown as the grounds of a kind */
#define LEAST_CJK 2
#define LEAST_KANA 4    /* hiragana alone */
#define MOST_GROUNDS 28 /* characters */

static void
span_clear (gpointer data)
{
  g_free (((HenjiReadingSpan *) data)->meaning);
}

static void
reading_clear (HenjiReading *self)
{
  g_clear_pointer (&self->spans, g_array_unref);
}

HENJI_DEFINE_VALUE (HenjiReading, henji_reading, reading_clear)

const HenjiReadingSpan *
henji_reading_at (const HenjiReading *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const HenjiReadingSpan *span = &g_array_index (self->spans, HenjiReadingSpan, i);

      if (index >= span->start && index < span->end)
        return span;
    }

  return NULL;
}

/* How much of the text is read: at most HENJI_MAX_READ, ending between two characters. */
static gsize
read_length (const char *text, gssize length)
{
  gsize whole = length < 0 ? strlen (text) : (gsize) length;
  gsize end = MIN (whole, HENJI_MAX_READ);

  while (end > 0 && end < whole && ((guchar) text[end] & 0xc0) == 0x80)
    end--;

  return end;
}

/* --- what is found ------------------------------------------------------------------------------
 */

static void
add_finding (GArray *findings, guint32 start, guint32 end, HenjiReadingType type, HenjiKind kind)
{
  HenjiFinding finding = { .start = start, .end = end, .type = type, .kind = kind };

  g_array_append_val (findings, finding);
}

static void
find_facts (HenjiText *text, const GArray *matches, guint32 kinds, GArray *findings)
{
  static const HenjiReadingType types[] = {
    [HENJI_FACT_ORDER_ID] = HENJI_READING_ORDER_ID,
    [HENJI_FACT_POSTAL_CODE] = HENJI_READING_POSTAL_CODE,
    [HENJI_FACT_ADDRESS] = HENJI_READING_ADDRESS,
    [HENJI_FACT_PHONE] = HENJI_READING_PHONE,
    [HENJI_FACT_PART] = HENJI_READING_PART,
    [HENJI_FACT_AMOUNT] = HENJI_READING_AMOUNT,
  };
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (HenjiMark));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  HenjiFacts facts = { 0 };

  text->marks = marks;
  henji_facts_find_orders (text, ids);
  henji_facts_find (text, matches, kinds, &facts);
  text->marks = NULL;
  henji_facts_clear (&facts);

  for (guint i = 0; i < marks->len; i++)
    {
      const HenjiMark *mark = &g_array_index (marks, HenjiMark, i);

      if (mark->fact != HENJI_FACT_PART || mark->end - mark->start > 1)
        add_finding (findings, mark->start, mark->end, types[mark->fact], HENJI_KIND_OTHER);
    }
}

static inline gboolean
is_kanji (gunichar c)
{
  return c >= 0x4E00 && c <= 0x9FFF;
}

gboolean
henji_reading_is_respelled (const HenjiText *text, gsize start)
{
  return start > 0 && is_kanji (text->c[start]) && !is_kanji (henji_text_raw_at (text, start))
         && is_kanji (henji_text_raw_at (text, start - 1));
}

/* Does a word say enough to stand alone as the grounds of a kind? */
static gboolean
is_telling (const HenjiText *text, const HenjiGround *ground)
{
  guint letters = 0;
  gboolean cjk = FALSE, plain = TRUE; /* nothing but hiragana */

  if (ground->class < HENJI_N_CLASSES && ground->class != HENJI_CLASS_ABSENT
      && ground->class != HENJI_CLASS_NONE && ground->class != HENJI_CLASS_BROKEN
      && ground->class != HENJI_CLASS_PART && ground->class != HENJI_CLASS_NEW_ADDRESS)
    return FALSE;
  if (henji_reading_is_respelled (text, ground->start)
      || ground->end - ground->start > MOST_GROUNDS)
    return FALSE;
  if (ground->start > 0 && henji_is_katakana (henji_text_raw_at (text, ground->start))
      && henji_is_katakana (henji_text_raw_at (text, ground->start - 1)))
    return FALSE;
  for (guint32 i = ground->start; i < ground->end; i++)
    {
      if (text->c[i] == '?')
        return FALSE;
      letters += henji_is_letter (text->c[i]) || henji_fold_is_cjk (text->c[i]) ? 1 : 0;
      cjk |= henji_fold_is_cjk (text->c[i]);
      plain &= text->c[i] < 0x4E00 && !henji_is_katakana (henji_text_raw_at (text, i));
    }

  return letters >= (!cjk ? LEAST_LATIN : plain ? LEAST_KANA : LEAST_CJK);
}

static void
find_grounds (const HenjiLexicon *lexicon,
              HenjiText *text,
              const GArray *matches,
              guint32 kinds,
              GArray *findings)
{
  g_autoptr (GArray) grounds = g_array_new (FALSE, FALSE, sizeof (HenjiGround));

  henji_recognise_grounds (lexicon, text, matches, grounds);
  for (guint i = 0; i < grounds->len; i++)
    {
      const HenjiGround *ground = &g_array_index (grounds, HenjiGround, i);

      if ((kinds & 1u << ground->kind) != 0 && is_telling (text, ground))
        add_finding (findings, ground->start, MIN (ground->end, (guint32) text->n),
                     HENJI_READING_KIND, ground->kind);
    }
}

/* In the reader's own language a date needs no other words. */
static void
find_dates (const HenjiText *text, HenjiLanguage language, HenjiLanguage reader, GArray *findings)
{
  guint first = findings->len;

  henji_reading_find_dates (text, language, reader, findings);
  for (guint i = first; language == reader && i < findings->len; i++)
    g_clear_pointer (&g_array_index (findings, HenjiFinding, i).meaning, g_free);
}

/* --- what is shown ------------------------------------------------------------------------------
 */

/* Facts stand as they are; of words the longest wins; what only told the kind or names a part
 * comes last, to fill what is free. */
static int
rank (const HenjiFinding *finding)
{
  switch (finding->type)
    {
    case HENJI_READING_ORDER_ID:
    case HENJI_READING_POSTAL_CODE:
    case HENJI_READING_ADDRESS:
    case HENJI_READING_PHONE:
    case HENJI_READING_AMOUNT:
      return 0;
    case HENJI_READING_PART:
    case HENJI_READING_KIND:
      return 2;
    case HENJI_READING_WORD:
    case HENJI_READING_MATTER:
    case HENJI_READING_WISH:
    case HENJI_READING_TIME:
    default:
      return 1;
    }
}

static guint32
stem_end (const HenjiFinding *finding)
{
  return finding->stem > 0 ? finding->start + finding->stem : finding->end;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const HenjiFinding *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (stem_end (x) != stem_end (y))
    return stem_end (x) > stem_end (y) ? -1 : 1;

  return (int) x->type - (int) y->type;
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const HenjiFinding *x = a, *y = b;
  guint32 length_x = x->end - x->start, length_y = y->end - y->start;

  if (rank (x) != rank (y))
    return rank (x) - rank (y);
  if (length_x != length_y)
    return length_x > length_y ? -1 : 1;

  return compare_starts (a, b);
}

/* Words that are a piece of a longer one are out, whatever ending follows them: 開封 of 未開封. */
static void
drop_pieces (GArray *findings)
{
  guint32 reach = 0;
  guint n = 0;

  g_array_sort (findings, compare_starts);
  for (guint i = 0; i < findings->len; i++)
    {
      HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);

      if (rank (finding) == 1 && stem_end (finding) <= reach)
        {
          g_free (finding->meaning);
          continue;
        }
      if (rank (finding) == 1)
        reach = stem_end (finding);
      g_array_index (findings, HenjiFinding, n++) = *finding;
    }
  g_array_set_size (findings, n);
}

/* Which finding covers each character, as its number + 1. A finding that meets another one is
 * not shown; it tells that one its kind, or that it names the part. */
static void
place (GArray *findings, gsize n, guint32 *owner)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const HenjiFinding *finding = &g_array_index (findings, HenjiFinding, i);
      gboolean free = finding->start < finding->end && finding->end <= n;

      for (guint32 k = finding->start; k < finding->end && k < n; k++)
        if (owner[k] != 0)
          {
            HenjiFinding *other = &g_array_index (findings, HenjiFinding, owner[k] - 1);

            free = FALSE;
            if (finding->type == HENJI_READING_KIND && rank (other) > 0
                && other->kind == HENJI_KIND_OTHER)
              other->kind = finding->kind;
            else if (finding->type == HENJI_READING_PART && other->type == HENJI_READING_WORD)
              other->type = HENJI_READING_PART;
          }
      for (guint32 k = finding->start; free && k < finding->end; k++)
        owner[k] = i + 1;
    }
}

static HenjiReading *
collect (const HenjiText *text, GArray *findings)
{
  HenjiReading *self = henji_reading_new ();
  g_autofree guint32 *owner = g_new0 (guint32, text->n + 1);

  self->spans = g_array_new (FALSE, FALSE, sizeof (HenjiReadingSpan));
  g_array_set_clear_func (self->spans, span_clear);
  drop_pieces (findings);
  g_array_sort (findings, compare_findings);
  place (findings, text->n, owner);
  for (gsize i = 0; i < text->n; i++)
    if (owner[i] != 0 && (i == 0 || owner[i] != owner[i - 1]))
      {
        HenjiFinding *finding = &g_array_index (findings, HenjiFinding, owner[i] - 1);
        HenjiReadingSpan span = { text->at[finding->start],
                                  text->at[finding->end],
                                  finding->type,
                                  finding->kind,
                                  finding->denied,
                                  g_steal_pointer (&finding->meaning) };
        gsize last = finding->end;

        /* Inside a respelled word all letters have its place: it is taken whole. */
        while (last < text->n && text->at[last] == text->at[last - 1])
          span.end = text->at[++last];
        while (span.end > span.start && g_ascii_isspace (text->raw[span.end - 1]))
          span.end--;
        if (self->spans->len > 0)
          span.start = MAX (
              span.start, g_array_index (self->spans, HenjiReadingSpan, self->spans->len - 1).end);
        if (span.start < span.end)
          g_array_append_val (self->spans, span);
        else
          g_free (span.meaning);
      }
  for (guint i = 0; i < findings->len; i++)
    g_free (g_array_index (findings, HenjiFinding, i).meaning);

  return self;
}

HenjiReading *
henji_reading_find (const HenjiLexicon *lexicon,
                    const HenjiGlossary *glossary,
                    const char *text,
                    gssize length,
                    guint32 kinds,
                    HenjiLanguage language,
                    HenjiLanguage reader)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (HenjiFinding));
  g_autoptr (GArray) matches = NULL;
  g_autofree char *own = NULL;
  HenjiReading *reading;
  HenjiText words;
  gsize end;

  g_return_val_if_fail (lexicon != NULL && glossary != NULL, NULL);
  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (reader != HENJI_LANGUAGE_OTHER, NULL);

  end = text != NULL ? read_length (text, length) : 0;
  own = henji_text_without_quotes (text, end);
  henji_lexicon_build (lexicon);
  henji_text_init (&words, lexicon, own, end);
  matches = henji_match_text (lexicon, &words);
  find_facts (&words, matches, kinds, findings);
  find_grounds (lexicon, &words, matches, kinds, findings);
  if (language != HENJI_LANGUAGE_OTHER && language != reader)
    henji_glossary_match (glossary, lexicon, &words, language, findings);
  if (language != HENJI_LANGUAGE_OTHER)
    find_dates (&words, language, reader, findings);
  reading = collect (&words, findings);
  henji_text_clear (&words);

  return reading;
}
