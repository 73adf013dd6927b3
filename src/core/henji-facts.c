/* henji-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers, addresses and names in a buyer's text. Words come from the lexicon; only the shapes of
 * numbers stand here.
 */
#define G_LOG_DOMAIN "henji-facts"

#include "config.h"

#include "henji-recognise-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_ORDERS 50
#define MAX_PART 24 /* characters */
#define NEAR 24     /* characters between a word and the number it announces */

gsize
henji_text_count_digits (const HenjiText *text, gsize i)
{
  gsize n = 0;

  while (n < 40 && henji_is_digit (text->c[i + n]))
    n++;

  return n;
}

gunichar
henji_text_raw_at (const HenjiText *text, gsize i)
{
  gunichar c = g_utf8_get_char_validated (text->raw + text->at[i],
                                          (gssize) (text->raw_length - text->at[i]));

  return c >= (gunichar) -2 ? 0 : c;
}

/* The raw text from character @start up to @end, blanks squeezed to one. */
char *
henji_text_slice (const HenjiText *text, gsize start, gsize end)
{
  GString *out = g_string_new (NULL);
  gboolean blank = FALSE;

  for (guint32 i = text->at[start]; i < text->at[end] && i < text->raw_length; i++)
    {
      guchar c = (guchar) text->raw[i];

      if (c <= ' ')
        {
          blank = out->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (out, ' ');
      blank = FALSE;
      g_string_append_c (out, (char) c);
    }
  if (!g_utf8_validate (out->str, (gssize) out->len, NULL))
    {
      char *valid = g_utf8_make_valid (out->str, (gssize) out->len);

      g_string_free (out, TRUE);
      return valid;
    }

  return g_string_free (out, FALSE);
}

void
henji_text_mark (const HenjiText *text, HenjiFact fact, gsize start, gsize end)
{
  HenjiMark mark = { fact, (guint32) start, (guint32) end };

  if (text->marks != NULL)
    g_array_append_val (text->marks, mark);
}

/* --- order numbers ------------------------------------------------------------------------------
 */

static gsize
skip_joint (const HenjiText *text, gsize i)
{
  gsize start = i;

  if (text->c[i] == ' ')
    i++;
  if (henji_is_dash (text->c[i]))
    i++;
  if (text->c[i] == ' ' && i > start)
    i++;

  return i;
}

/* 3-7-7 digits at @i: the end, or 0. */
static gsize
order_at (const HenjiText *text, gsize i)
{
  static const gsize groups[] = { 3, 7, 7 };

  if (i > 0 && (henji_is_digit (text->c[i - 1]) || text->c[i - 1] == '-'))
    return 0;
  for (guint k = 0; k < G_N_ELEMENTS (groups); k++)
    {
      gsize joint = k == 0 ? i : skip_joint (text, i);

      if ((k > 0 && joint == i) || henji_text_count_digits (text, joint) != groups[k])
        return 0;
      i = joint + groups[k];
    }

  return text->c[i] == '-' && henji_is_digit (text->c[i + 1]) ? 0 : i;
}

void
henji_facts_find_orders (const HenjiText *text, GPtrArray *ids)
{
  for (gsize i = 0; i < text->n && ids->len < MAX_ORDERS; i++)
    {
      gsize end = henji_is_digit (text->c[i]) ? order_at (text, i) : 0;
      char id[20];
      guint n = 0;
      gboolean known = FALSE;

      if (end == 0)
        continue;
      henji_text_mark (text, HENJI_FACT_ORDER_ID, i, end);
      for (gsize k = i; k < end; k++)
        if (henji_is_digit (text->c[k]))
          {
            if (n == 3 || n == 11)
              id[n++] = '-';
            id[n++] = (char) text->c[k];
          }
      id[n] = '\0';
      for (guint k = 0; k < ids->len && !known; k++)
        known = g_str_equal (ids->pdata[k], id);
      if (!known)
        g_ptr_array_add (ids, g_strdup (id));
      i = end - 1;
    }
}

/* --- words near a place -------------------------------------------------------------------------
 */

/* The first match that begins at @i or later. */
guint
henji_match_first_from (const GArray *matches, gsize i)
{
  guint low = 0, high = matches->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (matches, HenjiMatch, middle).start < i)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The last match of @class that begins before @i, at most @distance characters away; -1: none. */
gssize
henji_match_before (const GArray *matches, guint class, gsize i, gsize distance)
{
  guint low = henji_match_first_from (matches, i);

  while (low-- > 0)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, low);

      if (match->start + distance < i)
        break;
      if (match->class == class)
        return low;
    }

  return -1;
}

/* --- phone, amount ------------------------------------------------------------------------------
 */

/* Reads a number in groups from @i: its digits, and where it ends. */
static guint
read_groups (const HenjiText *text, gsize i, char *digits, guint room, guint *n_groups, gsize *end)
{
  guint n = 0;

  *n_groups = 0;
  for (;;)
    {
      gsize more = henji_text_count_digits (text, i);

      if (more == 0 || n + more > room)
        break;
      for (gsize k = 0; k < more; k++)
        digits[n++] = (char) text->c[i + k];
      i += more;
      (*n_groups)++;
      *end = i;
      if (text->c[i] == ')' && text->c[i + 1] == ' ')
        i++;
      if ((henji_is_dash (text->c[i]) || text->c[i] == ' ' || text->c[i] == ')' || text->c[i] == '('
           || text->c[i] == '.')
          && henji_is_digit (text->c[i + 1]))
        i++;
      else
        break;
    }
  digits[n] = '\0';

  return n;
}

static gboolean
is_phone (const char *digits, guint n, guint n_groups, gboolean international, gboolean announced)
{
  if (international)
    return n >= 10 && n <= 13;
  if (digits[0] == '0' && n == 11)
    return strchr ("5789", digits[1]) != NULL && digits[2] == '0' && n_groups <= 3;
  if (digits[0] == '0' && n == 10)
    return digits[1] != '0'
           && (n_groups == 3 || announced || (n_groups == 1 && digits[1] != '0')
               || g_str_has_prefix (digits, "0120"));
  if (n == 10 && digits[0] >= '2' && digits[3] >= '2')
    return n_groups == 3 || announced;
  if (n == 11 && digits[0] == '1' && digits[1] >= '2')
    return n_groups == 4 || announced;

  return FALSE;
}

static gboolean
find_phone (const HenjiText *text, const GArray *matches)
{
  gboolean found = FALSE;

  for (gsize i = 0; i < text->n && (!found || text->marks != NULL); i++)
    {
      char digits[24];
      guint n, n_groups;
      gsize end = i, start = i;
      gboolean international;

      if (!henji_is_digit (text->c[i]))
        continue;
      if ((end = order_at (text, i)) > 0)
        {
          i = end;
          continue;
        }
      n = read_groups (text, i, digits, sizeof digits - 1, &n_groups, &end);
      while (start > 0 && (text->c[start - 1] == '(' || text->c[start - 1] == ' '))
        start--;
      international
          = i > 0
            && (text->c[i - 1] == '+' || (text->c[i - 1] == '(' && i > 1 && text->c[i - 2] == '+'));
      if (n > 0 && !henji_is_letter (start > 0 && start == i ? text->c[start - 1] : ' ')
          && !(i > 0 && text->c[i - 1] == '-') && !henji_is_letter (text->c[end])
          && henji_match_before (matches, HENJI_CLASS_TRACKING, i, NEAR) < 0
          && is_phone (digits, n, n_groups, international,
                       henji_match_before (matches, HENJI_CLASS_PHONE, i, NEAR) >= 0))
        {
          henji_text_mark (text, HENJI_FACT_PHONE, i, end);
          found = TRUE;
        }
      while (henji_is_digit (text->c[end]))
        end++;
      i = MAX (end, i);
    }

  return found;
}

static gsize
number_end (const HenjiText *text, gsize i)
{
  while (henji_is_digit (text->c[i])
         || ((text->c[i] == ',' || text->c[i] == '.' || text->c[i] == 0x4E07 /* 万 */
              || text->c[i] == 0x5343 /* 千 */)
             && henji_is_digit (text->c[i + 1])))
    i++;

  return i;
}

static gboolean
is_money_sign (gunichar c)
{
  return c == '$' || c == 0xA5 || c == 0x20AC || c == 0xA3 || c == '\\';
}

/* Is there a currency word at @i? Its end, or 0. */
static gsize
currency_at (const GArray *matches, gsize i)
{
  gssize k = henji_match_before (matches, HENJI_CLASS_CURRENCY, i + 1, 1);

  return k >= 0 && g_array_index (matches, HenjiMatch, k).start == i
             ? g_array_index (matches, HenjiMatch, k).end
             : 0;
}

static void
take_amount (const HenjiText *text, gsize start, gsize end, char **amount)
{
  henji_text_mark (text, HENJI_FACT_AMOUNT, start, end);
  if (*amount == NULL)
    *amount = henji_text_slice (text, start, end);
}

static char *
find_amount (const HenjiText *text, const GArray *matches)
{
  char *amount = NULL;

  for (gsize i = 0; i < text->n && (amount == NULL || text->marks != NULL); i++)
    {
      gsize end, behind;

      if (is_money_sign (text->c[i]))
        {
          gsize start = text->c[i + 1] == ' ' ? i + 2 : i + 1;

          end = number_end (text, start);
          if (end > start && end - start <= 14)
            take_amount (text, i, end, &amount);
          i = end > i ? end - 1 : i;
          continue;
        }
      if (!henji_is_digit (text->c[i])
          || (i > 0
              && (henji_is_digit (text->c[i - 1]) || henji_is_letter (text->c[i - 1])
                  || text->c[i - 1] == '-')))
        continue;
      end = number_end (text, i);
      behind = currency_at (matches, text->c[end] == ' ' ? end + 1 : end);
      if (behind > 0 && end - i <= 14)
        take_amount (text, i, behind, &amount);
      i = end > i ? end - 1 : i;
    }

  return amount;
}

/* --- the part -----------------------------------------------------------------------------------
 */

/* May @i be inside a Japanese compound noun: kanji, katakana, Latin letters, digits? */
static gboolean
is_noun_char (const HenjiText *text, gsize i)
{
  gunichar c = henji_text_raw_at (text, i);

  return (c >= 0x30A1 && c <= 0x30FF && c != 0x30FB) || (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005
         || (c >= 0xFF66 && c <= 0xFF9F) || henji_is_letter (text->c[i])
         || henji_is_digit (text->c[i])
         || (text->c[i] == '-' && i > 0 && henji_is_letter (text->c[i - 1]));
}

static gboolean
is_covered (const GArray *matches, guint class, gsize i)
{
  gssize k = henji_match_before (matches, class, i + 1, 12);

  return k >= 0 && g_array_index (matches, HenjiMatch, k).end > i;
}

/* Takes the words before the part's name into it: "USB-C" ケーブル, "the left" handle. */
static gsize
part_start (const HenjiText *text, const GArray *matches, const HenjiMatch *part)
{
  gsize i = part->start;

  if (!henji_is_letter (text->c[i]))
    {
      while (i > 0 && part->end - i < MAX_PART && text->breaks[i] == HENJI_BREAK_NONE
             && is_noun_char (text, i - 1) && !is_covered (matches, HENJI_CLASS_NOT_PART, i - 1))
        i--;
      return i;
    }

  for (guint words = 0; words < 3 && i > 1; words++)
    {
      gsize word = i - 1;
      gssize article;

      if (text->c[word] != ' ' || text->breaks[i] != HENJI_BREAK_NONE)
        break;
      while (word > 0
             && (henji_is_letter (text->c[word - 1]) || henji_is_digit (text->c[word - 1])
                 || text->c[word - 1] == '-'))
        word--;
      if (word + 1 >= i)
        break;
      article = henji_match_before (matches, HENJI_CLASS_ARTICLE, word + 1, 1);
      if (article >= 0 && g_array_index (matches, HenjiMatch, article).start == word)
        return i;
      if (is_covered (matches, HENJI_CLASS_NOT_PART, word))
        break;
      i = word;
    }

  return part->start;
}

/* "in the bag", 箱の中: a longer phrase says that it is no part. */
static gboolean
is_denied (const GArray *matches, guint from, guint to, const HenjiMatch *part)
{
  for (guint i = from; i <= to; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      if (match->class == HENJI_CLASS_NOT_PART && match->start <= part->start
          && match->end >= part->end && match->end - match->start > part->end - part->start)
        return TRUE;
    }

  return FALSE;
}

/* The part's name in the sentence of @reason that is nearest to it; what stands before it and in
 * the same clause is nearer. */
static const HenjiMatch *
part_near (const GArray *matches, guint reason)
{
  const HenjiMatch *at = &g_array_index (matches, HenjiMatch, reason);
  const HenjiMatch *best = NULL;
  gsize best_distance = G_MAXSIZE;
  guint from = reason, to = reason;

  while (from > 0 && reason - from < 200
         && g_array_index (matches, HenjiMatch, from - 1).sentence == at->sentence)
    from--;
  while (to + 1 < matches->len && to - reason < 200
         && g_array_index (matches, HenjiMatch, to + 1).sentence == at->sentence)
    to++;
  for (guint i = from; i <= to; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);
      gsize distance;

      if (match->class != HENJI_CLASS_PART
          || (best != NULL && match->start >= best->start && match->end <= best->end)
          || is_denied (matches, from, to, match))
        continue;
      distance = match->start < at->start ? at->start - MIN (match->end, at->start)
                                          : match->start - MIN (at->end, match->start) + 8;
      distance += match->clause != at->clause ? 6 : 0;
      if (best == NULL || distance < best_distance
          || (match->start <= best->start && match->end >= best->end))
        {
          best = match;
          best_distance = distance;
        }
    }

  return best;
}

static char *
take_part (const HenjiText *text, gsize start, gsize end)
{
  henji_text_mark (text, HENJI_FACT_PART, start, end);

  return henji_text_slice (text, start, end);
}

/* A noun the lexicon does not know: what stands before が, は, も in front of @absent. */
static char *
noun_before (const HenjiText *text, const GArray *matches, const HenjiMatch *absent)
{
  gsize end = absent->start, start;
  gunichar c = end > 0 ? text->c[end - 1] : 0;

  if (henji_is_letter (text->c[absent->start]))
    return NULL;
  while (end > 0 && absent->start - end < 8 && text->breaks[end] != HENJI_BREAK_SENTENCE
         && !(c == 0x304C || c == 0x306F || c == 0x3082 || c == 0x3092)) /* が は も を */
    c = --end > 0 ? text->c[end - 1] : 0;
  if (end == 0 || absent->start - end >= 8)
    return NULL;
  end--;
  for (start = end; start > 0 && end - start < MAX_PART && is_noun_char (text, start - 1)
                    && text->breaks[start] == HENJI_BREAK_NONE
                    && !is_covered (matches, HENJI_CLASS_NOT_PART, start - 1);
       start--)
    ;

  return end - start >= 2 ? take_part (text, start, end) : NULL;
}

static gboolean
is_reason (const HenjiMatch *match, guint class)
{
  return !match->negated
         && (match->class == class
             || (class == HENJI_CLASS_ABSENT && match->class == HENJI_CLASS_NONE));
}

static char *
find_part (const HenjiText *text, const GArray *matches, guint reason_class, gboolean any_noun)
{
  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *reason = &g_array_index (matches, HenjiMatch, i);
      const HenjiMatch *part;

      if (!is_reason (reason, reason_class))
        continue;
      part = part_near (matches, i);
      if (part != NULL)
        return take_part (text, part_start (text, matches, part), part->end);
    }

  for (guint i = 0; any_noun && i < matches->len; i++)
    {
      const HenjiMatch *reason = &g_array_index (matches, HenjiMatch, i);
      char *noun = NULL;

      if (is_reason (reason, reason_class))
        noun = noun_before (text, matches, reason);
      if (noun != NULL)
        return noun;
    }

  return NULL;
}

void
henji_facts_find (const HenjiText *text, const GArray *matches, guint32 kinds, HenjiFacts *facts)
{
  facts->phone = find_phone (text, matches);
  facts->amount = find_amount (text, matches);
  if (kinds & 1u << HENJI_KIND_ADDRESS_CHANGE)
    henji_facts_find_address (text, matches, facts);
  if (kinds & 1u << HENJI_KIND_MISSING_PART)
    facts->part = find_part (text, matches, HENJI_CLASS_ABSENT, TRUE);
  if (facts->part == NULL && kinds & (1u << HENJI_KIND_DAMAGED | 1u << HENJI_KIND_DEFECTIVE))
    facts->part = find_part (text, matches, HENJI_CLASS_BROKEN, FALSE);
}
