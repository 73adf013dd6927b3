/* henji-check-language.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines in another language than the reply's. Names, addresses and titles of goods may be in any;
 * sentences and greetings may not.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include <string.h>

typedef struct
{
  HenjiCheckRun *run;
  const HenjiCheckText *text;
  guint next_match;             /* none before it lies in what is still to come */
  gsize found_start, found_end; /* of the lines in a row that are wrong */
} Lines;

static gboolean
is_quote_mark (gunichar c)
{
  return c == 0x300C || c == 0x300D || c == 0x300E || c == 0x300F || c == '"';
}

/* How many words of @class stand in [@start, @end) of `f`. */
static guint
count_words (Lines *self, guint class, gsize start, gsize end)
{
  const HenjiCheckText *text = self->text;
  guint n = 0;
  gsize last_end = 0;

  while (self->next_match < text->matches->len
         && text->from[g_array_index (text->matches, HenjiCheckMatch, self->next_match).start]
                < start)
    self->next_match++;
  for (guint k = self->next_match; k < text->matches->len; k++)
    {
      const HenjiCheckMatch *match = &g_array_index (text->matches, HenjiCheckMatch, k);

      if (text->from[match->start] >= end)
        break;
      if (match->class == class && match->start >= last_end)
        {
          n++;
          last_end = match->end;
        }
    }

  return n;
}

static void
flush (Lines *self)
{
  if (self->found_end > self->found_start)
    henji_check_report_f (self->run, "wrong-language", self->found_start, self->found_end);
  self->found_start = self->found_end = 0;
}

static void
take (Lines *self, gsize start, gsize end)
{
  if (self->found_end == 0)
    self->found_start = start;
  self->found_end = end;
}

static gboolean
is_japanese_sign (gunichar c)
{
  return henji_check_is_cjk (c) || (c >= 0x3000 && c <= 0x303F);
}

static gboolean
belongs (gunichar c, gboolean japanese)
{
  return japanese ? !henji_check_is_letter (c) && c != '\n' && c != ' '
                  : !is_japanese_sign (c) && c != '\n';
}

/* Is there anything written beside [@start, @end) in the line? */
static gboolean
is_whole_line (const HenjiCheckText *text, gsize line, gsize line_end, gsize start, gsize end)
{
  for (gsize i = line; i < line_end; i++)
    if ((i < start || i >= end)
        && (henji_check_is_latin (text->f[i]) || henji_check_is_cjk (text->f[i])))
      return FALSE;

  return TRUE;
}

/* English in a Japanese line. */
static gboolean
is_english (Lines *self, gsize line, gsize line_end, gsize start, gsize end)
{
  const HenjiCheckText *text = self->text;
  guint words = count_words (self, HENJI_CHECK_CLASS_WORD_EN, start, end);
  gunichar last;

  if (words == 0)
    return FALSE;
  if (is_whole_line (text, line, line_end, start, end))
    return TRUE;
  while (end > start && text->f[end - 1] == ' ')
    end--;
  last = text->f[end - 1];

  return words >= 3 || (words == 2 && (last == '.' || last == '?' || last == '!' || last == ','));
}

/* Japanese in an English line. */
static gboolean
is_japanese (Lines *self, gsize line, gsize line_end, gsize start, gsize end)
{
  const HenjiCheckText *text = self->text;
  guint kana = 0, n = 0;

  for (gsize i = start; i < end; i++)
    {
      gunichar raw = henji_check_raw_char (text, i);

      kana += raw >= 0x3041 && raw <= 0x3096;
      n += henji_check_is_cjk (text->f[i]);
    }
  if (n < 2)
    return FALSE;
  if (count_words (self, HENJI_CHECK_CLASS_WORD_JA, start, end) > 0)
    return n >= 5 || is_whole_line (text, line, line_end, start, end);

  return kana >= 8;
}

/* French, Spanish, Chinese ...: by their frequent words. */
static gboolean
is_other (Lines *self, gsize line, gsize line_end)
{
  guint words = count_words (self, HENJI_CHECK_CLASS_WORD_OTHER, line, line_end);

  /* "Buenos días, Verna," greets. */
  return words >= 3
         || (words == 2 && self->text->f[line_end - 1] != ','
             && count_words (self, HENJI_CHECK_CLASS_WORD_EN, line, line_end) == 0
             && count_words (self, HENJI_CHECK_CLASS_WORD_JA, line, line_end) == 0);
}

/* Letters that neither language has. */
static gboolean
is_foreign (gunichar c)
{
  return (c >= 0x370 && c < 0x1E00 && g_unichar_isalpha (c)) || (c >= 0xAC00 && c <= 0xD7A3);
}

static void
check_line (Lines *self, gsize line, gsize line_end)
{
  const HenjiCheckText *text = self->text;
  gboolean japanese = self->run->language == HENJI_LANGUAGE_EN;
  gboolean quoted = FALSE, wrong = FALSE, blank = TRUE;
  guint foreign = 0;

  for (gsize i = line; i < line_end;)
    {
      gsize start = i;

      blank &= henji_check_is_blank (text->f[i]);
      foreign += is_foreign (text->f[i]);
      if (is_quote_mark (text->f[i]))
        {
          quoted = text->f[i] == '"' ? !quoted : text->f[i] == 0x300C || text->f[i] == 0x300E;
          i++;
          continue;
        }
      if (quoted || text->quoted[i]
          || !(japanese ? henji_check_is_cjk (text->f[i]) : henji_check_is_letter (text->f[i])))
        {
          i++;
          continue;
        }
      while (i < line_end && belongs (text->f[i], japanese) && !is_quote_mark (text->f[i]))
        foreign += is_foreign (text->f[i++]);
      if (japanese ? is_japanese (self, line, line_end, start, i)
                   : is_english (self, line, line_end, start, i))
        {
          take (self, start, i);
          wrong = TRUE;
        }
    }
  if ((foreign >= 6 || is_other (self, line, line_end)) && !text->quoted[line])
    {
      take (self, line, line_end);
      wrong = TRUE;
    }
  if (!wrong && !blank)
    flush (self);
}

void
henji_check_language (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  Lines self = { .run = run, .text = text };

  for (gsize i = 0, end; i < text->n_f; i = end + 1)
    {
      for (end = i; end < text->n_f && text->f[end] != '\n'; end++)
        ;
      check_line (&self, i, end);
    }
  flush (&self);
}
