/* henji-facts-address.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The new address in a request to change it: not the one it replaces.
 */
#define G_LOG_DOMAIN "henji-facts"

#include "config.h"

#include "henji-recognise-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_ADDRESS 160 /* characters */
#define MAX_TRIES 30    /* addresses looked at */

typedef struct
{
  gsize start, end; /* of the code itself */
  char code[12];
} Postal;

/* A Japanese postal code at @i. Seven digits in a row need a mark or a word before them. */
static gboolean
japanese_postal_at (const HenjiText *text, const GArray *matches, gsize i, Postal *out)
{
  gboolean marked = i > 0
                    && (text->c[i - 1] == 0x3012
                        || (text->c[i - 1] == ' ' && i > 1 && text->c[i - 2] == 0x3012));
  gsize first = henji_text_count_digits (text, i);
  gsize second = i + first;

  if (i > 0
      && (henji_is_digit (text->c[i - 1]) || henji_is_dash (text->c[i - 1])
          || henji_is_letter (text->c[i - 1])))
    return FALSE;
  if (i > 1
      && (text->c[i - 1] == ')' || text->c[i - 2] == ')'
          || (text->c[i - 1] == ' ' && henji_is_digit (text->c[i - 2]))))
    return FALSE; /* the rest of a phone number */
  if (first == 3 && henji_is_dash (text->c[second])
      && henji_text_count_digits (text, second + 1) == 4)
    out->end = ++second + 4;
  else if (first == 7
           && (marked || henji_match_before (matches, HENJI_CLASS_ZIP, i, 20) >= 0
               || henji_match_before (matches, HENJI_CLASS_PREFECTURE, i + 10, 2) >= 0))
    out->end = (second = i + 3) + 4;
  else
    return FALSE;
  if (henji_is_dash (text->c[out->end]))
    return FALSE;

  out->start = i;
  for (guint k = 0; k < 3; k++)
    out->code[k] = (char) text->c[i + k];
  out->code[3] = '-';
  for (guint k = 0; k < 4; k++)
    out->code[4 + k] = (char) text->c[second + k];
  out->code[8] = '\0';

  return TRUE;
}

/* A ZIP code at @i: five digits (and four) behind a state's two letters or an announcing word. */
static gboolean
american_postal_at (const HenjiText *text, const GArray *matches, gsize i, Postal *out)
{
  gsize p = i;
  guint n = 5;
  gboolean state;

  if (henji_text_count_digits (text, i) != 5
      || (i > 0 && (henji_is_dash (text->c[i - 1]) || henji_is_digit (text->c[i - 1]))))
    return FALSE;
  while (p > 0 && (text->c[p - 1] == ' ' || text->c[p - 1] == ',' || text->c[p - 1] == '.'))
    p--;
  state = p < i && p >= 2 && henji_is_letter (text->c[p - 1]) && henji_is_letter (text->c[p - 2])
          && (p == 2 || !henji_is_letter (text->c[p - 3]));
  if (state && g_utf8_strchr ("abcdefghijklmnopqrstuvwxyz", -1, text->raw[text->at[p - 2]]) != NULL
      && p >= 3 && text->c[p - 3] == ' '
      && henji_match_before (matches, HENJI_CLASS_STREET, i, 60) < 0)
    state = FALSE; /* a small-letter word such as "is 12345" */
  if (!state && henji_match_before (matches, HENJI_CLASS_ZIP, i, 28) < 0
      && henji_match_before (matches, HENJI_CLASS_STREET, i, 60) < 0)
    return FALSE;

  out->start = i;
  for (guint k = 0; k < 5; k++)
    out->code[k] = (char) text->c[i + k];
  if (henji_is_dash (text->c[i + 5]) && henji_text_count_digits (text, i + 6) == 4)
    {
      out->code[n++] = '-';
      for (guint k = 0; k < 4; k++)
        out->code[n++] = (char) text->c[i + 6 + k];
    }
  out->code[n] = '\0';
  out->end = i + n;

  return !henji_is_letter (text->c[out->end]) && !henji_is_digit (text->c[out->end]);
}

/* A Canadian or British code at @i, in capital letters, in the company of an address: "M4K 2P8",
 * "LS6 2AB". */
static gboolean
lettered_postal_at (const HenjiText *text, const GArray *matches, gsize i, Postal *out)
{
  char shape[9];
  gsize k = 0;

  for (; k < 8
         && (henji_is_letter (text->c[i + k]) || henji_is_digit (text->c[i + k])
             || (text->c[i + k] == ' ' && k > 1 && strchr (shape, ' ') == NULL));
       k++)
    {
      char raw = text->raw[text->at[i + k]];

      if (g_ascii_islower (raw))
        return FALSE;
      shape[k] = raw == ' ' ? ' ' : henji_is_digit (text->c[i + k]) ? '0' : 'A';
      shape[k + 1] = '\0';
      out->code[k]
          = henji_is_letter (text->c[i + k]) ? g_ascii_toupper (raw) : (char) text->c[i + k];
    }
  if (k > 0 && shape[k - 1] == ' ')
    shape[--k] = '\0';
  if (k == 0 || !henji_text_is_word_end (text, i + k)
      || !g_strv_contains (
          ((const char *const[]){ "A0A 0A0", "A0A0A0", "A0 0AA", "A00 0AA", "AA0 0AA", "AA00 0AA",
                                  "A0A 0AA", "AA0A 0AA", NULL }),
          shape)
      || (henji_match_before (matches, HENJI_CLASS_STREET, i, 60) < 0
          && henji_match_before (matches, HENJI_CLASS_ZIP, i, 28) < 0))
    return FALSE;

  out->code[k] = '\0';
  out->start = i;
  out->end = i + k;

  return TRUE;
}

/* Is what stands at @i announced as the old address? The nearest announcement decides. */
static gboolean
is_old (const GArray *matches, gsize i)
{
  gssize old = henji_match_before (matches, HENJI_CLASS_OLD_ADDRESS, i + 1, 120);
  gssize new = henji_match_before (matches, HENJI_CLASS_NEW_ADDRESS, i + 1, 120);

  if (old < 0 || new < 0)
    return old >= 0;

  return g_array_index (matches, HenjiMatch, old).end
         >= g_array_index (matches, HenjiMatch, new).end;
}

/* Does a word follow at @i that says: not this one (any longer)? */
static gboolean
is_left_behind (const GArray *matches, gsize i)
{
  gssize k = henji_match_before (matches, HENJI_CLASS_OLD_BEHIND, i + 1, 1);

  return k >= 0 && g_array_index (matches, HenjiMatch, k).start == i;
}

static gboolean
is_announced (const GArray *matches, gsize i)
{
  return henji_match_before (matches, HENJI_CLASS_NEW_ADDRESS, i + 1, 1) >= 0
         || henji_match_before (matches, HENJI_CLASS_OLD_ADDRESS, i + 1, 1) >= 0;
}

/* Where the address that begins at @start stops: a full stop, a word that no address has, or the
 * line's end when the next line does not look like its continuation. */
static gsize
address_end (const HenjiText *text, const GArray *matches, gsize start, gsize at_least)
{
  gsize limit = MIN (text->n, start + MAX_ADDRESS);
  guint k = henji_match_first_from (matches, at_least);

  for (; k < matches->len && g_array_index (matches, HenjiMatch, k).start < limit; k++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, k);

      if ((match->class == HENJI_CLASS_ADDRESS_END || match->class == HENJI_CLASS_PHONE
           || match->class == HENJI_CLASS_OLD_ADDRESS || match->class == HENJI_CLASS_NEW_ADDRESS))
        {
          limit = match->start;
          break;
        }
    }

  for (gsize i = at_least; i < limit; i++)
    {
      gunichar c = text->c[i];

      if (c == 0x3002 || c == 0x300D || c == '!' || c == '?' || c == ';' || c == '"'
          || (c == '.' && (text->breaks[i + 1] == HENJI_BREAK_SENTENCE)
              && !henji_is_letter (text->c[i + 1])
              && (i + 1 >= limit || text->c[i + 1] != ' ' || !henji_is_digit (text->c[i + 2]))))
        return i;
      if (c == '(' || c == ')')
        return i;
      if (c == ' ' && text->c[i + 1] == '0' && henji_text_count_digits (text, i + 1) <= 4
          && henji_is_dash (text->c[i + 1 + henji_text_count_digits (text, i + 1)]))
        return i; /* a phone number */
      if (c == '\n')
        {
          gsize digits = 0, hiragana = 0, k2 = i + 1;

          for (; k2 < limit && text->c[k2] != '\n'; k2++)
            {
              gunichar raw = g_utf8_get_char_validated (text->raw + text->at[k2],
                                                        (gssize) (text->raw_length - text->at[k2]));

              digits += henji_is_digit (text->c[k2]) ? 1 : 0;
              hiragana += raw >= 0x3041 && raw <= 0x309F ? 1 : 0;
            }
          if (digits == 0 || digits > 8 || hiragana > 3 || k2 - i > 60)
            return i;
        }
    }

  return limit;
}

static gsize
trim_end (const HenjiText *text, gsize start, gsize end)
{
  while (end > start
         && (text->c[end - 1] <= ' ' || text->c[end - 1] == ',' || text->c[end - 1] == '.'
             || text->c[end - 1] == 0x3001 || text->c[end - 1] == ':'
             || henji_is_dash (text->c[end - 1])))
    end--;

  return end;
}

static gsize
skip_marks (const HenjiText *text, gsize i, gsize end)
{
  while (i < end
         && (text->c[i] <= ' ' || text->c[i] == ':' || text->c[i] == ',' || text->c[i] == 0x3001
             || text->c[i] == '(' || text->c[i] == ')' || text->c[i] == 0x3012
             || text->c[i] == 0x300C || text->c[i] == 0x2192))
    i++;

  return i;
}

/* "on Dec 3 and will …", "5D, same street": announced like an address, and none. */
static gboolean
is_no_address (const HenjiText *text, gsize start, gsize end)
{
  g_autofree char *words = henji_text_slice (text, start, end);
  g_autofree char *small = g_utf8_strdown (words, -1);

  return g_str_has_prefix (small, "on ") || g_str_has_prefix (small, "in ")
         || g_str_has_prefix (small, "at the ") || strstr (small, "same street") != NULL;
}

/* Skips the verb or particle between an announcement and the address: "is", は. */
static gsize
skip_link (const HenjiText *text, gsize i, gsize end)
{
  i = skip_marks (text, i, end);
  if (i + 3 < end && text->c[i] == 'i' && text->c[i + 1] == 's' && text->c[i + 2] == ' ')
    i += 3;
  else if (i + 1 < end && (text->c[i] == 0x306F || text->c[i] == 0x30CF)
           && (text->c[i + 1] == ' ' || text->c[i + 1] == 0x3001 || text->c[i + 1] >= 0x4E00))
    i++;

  return skip_marks (text, i, end);
}

static gboolean
take_address (const HenjiText *text, gsize start, gsize end, HenjiFacts *facts)
{
  gboolean digit = FALSE;
  guint letters = 0;

  start = skip_link (text, start, end);
  end = trim_end (text, start, end);
  for (gsize i = start; i < end; i++)
    {
      digit |= henji_is_digit (text->c[i]) || text->c[i] == 0x4E01; /* 丁 */
      letters += henji_is_letter (text->c[i]) || henji_fold_is_cjk (text->c[i]) ? 1 : 0;
    }
  if (!digit || letters < 2 || end < start + 5 || is_no_address (text, start, end))
    return FALSE;

  facts->address = henji_text_slice (text, start, end);
  henji_text_mark (text, HENJI_FACT_ADDRESS, start, end);

  return TRUE;
}

/* A street address in English: the house number before the street's word, up to the postal code
 * or the end of the line. */
static gboolean
take_street (const HenjiText *text,
             const GArray *matches,
             const HenjiMatch *street,
             const Postal *postal,
             HenjiFacts *facts)
{
  gsize start = street->start, number = 0;
  guint words = 0;
  gboolean found = FALSE;

  while (start > 0 && words <= 6)
    {
      gunichar c = text->c[start - 1];

      if (c == '\n' || c == ':' || c == ';')
        break;
      start--;
      if (c == ' ')
        words++;
      if (is_announced (matches, start))
        break;
      if (henji_is_digit (c)
          && (start == 0 || text->c[start - 1] <= ' ' || text->c[start - 1] == ':'
              || text->c[start - 1] == ','))
        {
          number = start;
          found = TRUE;
        }
    }
  if (!found || is_old (matches, number))
    return FALSE;
  if (postal != NULL && postal->start > street->start && postal->start < number + MAX_ADDRESS)
    return take_address (text, number, postal->end, facts);

  return take_address (text, number, address_end (text, matches, number, street->end), facts);
}

void
henji_facts_find_address (const HenjiText *text, const GArray *matches, HenjiFacts *facts)
{
  Postal postal = { 0 };
  gboolean japanese = FALSE;
  guint tries = 0;

  for (gsize i = 0; i < text->n && *postal.code == '\0'; i++)
    {
      Postal found = { 0 };
      gboolean is_code = FALSE;

      if (henji_is_digit (text->c[i]) && (i == 0 || !henji_is_digit (text->c[i - 1])))
        is_code = japanese_postal_at (text, matches, i, &found)
                  || american_postal_at (text, matches, i, &found);
      else if (henji_is_letter (text->c[i]) && henji_text_is_word_start (text, i))
        is_code = lettered_postal_at (text, matches, i, &found);
      if (is_code && !is_old (matches, i))
        {
          postal = found;
          japanese = postal.code[3] == '-';
        }
    }
  if (*postal.code != '\0')
    {
      facts->postal_code = g_strdup (postal.code);
      henji_text_mark (text, HENJI_FACT_POSTAL_CODE, postal.start, postal.end);
    }

  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      gsize end;

      if (match->class != HENJI_CLASS_PREFECTURE || tries++ > MAX_TRIES
          || is_old (matches, match->start))
        continue;
      end = address_end (text, matches, match->start, match->end);
      if (!is_left_behind (matches, end) && take_address (text, match->start, end, facts))
        return;
    }
  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      if (match->class == HENJI_CLASS_STREET && tries++ <= MAX_TRIES
          && take_street (text, matches, match, *postal.code != '\0' ? &postal : NULL, facts))
        return;
    }

  /* What stands behind the code, or else between the announcement and the code. */
  if (japanese && henji_fold_is_cjk (text->c[skip_marks (text, postal.end, text->n)])
      && take_address (
          text, postal.end,
          address_end (text, matches, postal.end, skip_marks (text, postal.end, text->n)), facts))
    return;
  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);
      gsize end;

      if (match->class != HENJI_CLASS_NEW_ADDRESS || match->end - match->start < 3
          || tries++ > MAX_TRIES)
        continue;
      end = postal.start > match->end && postal.start < match->end + MAX_ADDRESS
                ? postal.end
                : address_end (text, matches, match->end, skip_marks (text, match->end, text->n));
      if (take_address (text, match->end, end, facts))
        return;
    }
}
