/* henji-check-phones.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Telephone numbers, in figures of any width, with letters for figures, in kanji or spelled out.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_DIGITS 20
#define MAX_GAP 3    /* signs between two figures */
#define HOUR 3       /* figures that an hour has not */
#define LABEL 3      /* signs between a number and what it is: 」は部品番号 */
#define BEHIND 32    /* characters to an owner who is named behind it */
#define LINES_BACK 2 /* sentences in which the number's owner may be named */

static const struct
{
  gunichar first; /* character */
  const char *word;
  const char *digits;
} spelled[] = {
  /* Longer ones first where one begins another. */
  { 'z', "zero", "0" },      { 'o', "one", "1" },        { 't', "two", "2" },
  { 't', "three", "3" },     { 'f', "four", "4" },       { 'f', "five", "5" },
  { 's', "six", "6" },       { 's', "seven", "7" },      { 'e', "eight", "8" },
  { 'n', "nine", "9" },      { 'o', "oh", "0" },         { 0x305C, "ぜろ", "0" },
  { 0x308C, "れい", "0" },   { 0x307E, "まる", "0" },    { 0x3044, "いち", "1" },
  { 0x3055, "さん", "3" },   { 0x3088, "よん", "4" },    { 0x308D, "ろく", "6" },
  { 0x306A, "なな", "7" },   { 0x3057, "しち", "7" },    { 0x306F, "はち", "8" },
  { 0x304D, "きゅー", "9" }, { 0x304D, "きゅう", "9" },  { 0x306B, "に", "2" },
  { 0x3057, "し", "4" },     { 0x3054, "ご", "5" },      { 0x304F, "く", "9" },
  { 0x3007, "〇", "0" },     { 0x96F6, "零", "0" },      { 0x4E00, "一", "1" },
  { 0x4E8C, "二", "2" },     { 0x4E09, "三", "3" },      { 0x56DB, "四", "4" },
  { 0x4E94, "五", "5" },     { 0x516D, "六", "6" },      { 0x4E03, "七", "7" },
  { 0x516B, "八", "8" },     { 0x4E5D, "九", "9" },      { 0x25CB, "○", "0" },
  { 0x25EF, "◯", "0" },      { 'o', "o", "0" },          { 'n', "nought", "0" },
  { 'n', "naught", "0" },    { 'h', "hundred", "00" },   { 't', "thousand", "000" },
  { 't', "ten", "10" },      { 'e', "eleven", "11" },    { 't', "twelve", "12" },
  { 't', "thirteen", "13" }, { 'f', "fourteen", "14" },  { 'f', "fifteen", "15" },
  { 's', "sixteen", "16" },  { 's', "seventeen", "17" }, { 'e', "eighteen", "18" },
  { 'n', "nineteen", "19" }, { 't', "twenty", "20" },    { 't', "thirty", "30" },
  { 'f', "forty", "40" },    { 'f', "fifty", "50" },     { 's', "sixty", "60" },
  { 's', "seventy", "70" },  { 'e', "eighty", "80" },    { 'n', "ninety", "90" },
};

/* A row of figures with what stands between them. */
typedef struct
{
  gsize start, end; /* characters of `f` */
  char digits[MAX_DIGITS + 1];
  guint n;
  guint groups[MAX_DIGITS]; /* figures per group */
  gsize from[MAX_DIGITS];   /* where each begins, character of `f` */
  guint n_groups;
  guint n_spelled;
  gboolean compound; /* spelled by more than a figure: "fifty" */
  gboolean plus;
  gboolean brackets;
} Row;

/* Letters that are written for figures. */
static gboolean
is_lookalike (gunichar c)
{
  return c == 'o' || c == 'l' || c == 'i';
}

static gunichar
after_lookalikes (const HenjiCheckText *text, gsize i)
{
  while (is_lookalike (text->f[i]))
    i++;

  return text->f[i];
}

static gboolean
read_figure (const HenjiCheckText *text,
             gsize i,
             gboolean inside,
             gboolean is_spelled,
             const char **digits,
             gsize *length)
{
  static const char *const figures[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
  gunichar c = text->f[i];

  *length = 1;
  if (henji_check_is_digit (c))
    {
      *digits = figures[c - '0'];
      return TRUE;
    }
  /* O9O-1234: a letter between figures. */
  if (inside && is_lookalike (c) && !henji_check_is_letter (after_lookalikes (text, i)))
    {
      *digits = c == 'o' ? "0" : "1";
      return TRUE;
    }
  if (c < 0x80 && !henji_check_is_letter (c))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (spelled); k++)
    if (spelled[k].first == c && henji_check_is_at (text, i, spelled[k].word))
      {
        gsize n = g_utf8_strlen (spelled[k].word, -1);

        if (henji_check_is_letter (c)
            && ((i > 0 && henji_check_is_latin (text->f[i - 1]))
                || henji_check_is_latin (text->f[i + n])))
          continue;
        /* に and the like are particles, too. */
        if (n == 1 && henji_check_is_kana (c) && inside && !is_spelled)
          return FALSE;
        *digits = spelled[k].digits;
        *length = n;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_gap (gunichar c)
{
  return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '_'
         || c == '~' || c == '*' || c == 0x30FC || c == 0x30FB || c == 0x3001 || c == ','
         || c == 0x3000 || c == 0x306E; /* の */
}

/* Words between figures: "045, then 0000", 045のあと. */
static gsize
gap_word (const HenjiCheckText *text, gsize i)
{
  static const char *const words[]
      = { "then ",   "and then ", "and ",   "double ",  "triple ",  "double-", "triple-",
          "(dash) ", "(hyphen) ", "dash ",  "hyphen ",  "のあとに", "のあと",  "の後に",
          "の後",    "次に",      "続けて", "はいふん", "それから" };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (henji_check_is_at (text, i, words[k]))
      return (gsize) g_utf8_strlen (words[k], -1);

  return 0;
}

/* Reads the row that begins at @i; where it ends is in @row. */
static gboolean
read_row (const HenjiCheckText *text, gsize i, Row *row)
{
  gsize length;
  const char *digits;

  memset (row, 0, sizeof *row);
  row->start = i;
  if (i > 0 && text->f[i - 1] == '(')
    row->brackets = TRUE;
  row->plus = i > 0 && text->f[i - 1] == '+';
  if (!read_figure (text, i, text->f[i] == 'o' && henji_check_is_digit (text->f[i + 1]), FALSE,
                    &digits, &length))
    return FALSE;

  while (row->n + 3 <= MAX_DIGITS)
    {
      gboolean is_spelled = !henji_check_is_digit (text->f[i]);
      gsize gap = 0;

      row->compound |= digits[1] != '\0';
      row->n_spelled += is_spelled;
      if (row->n_groups == 0)
        {
          row->n_groups = 1;
          row->from[0] = i;
        }
      for (; *digits != '\0'; digits++)
        {
          row->digits[row->n++] = *digits;
          row->groups[row->n_groups - 1]++;
        }
      i += length;
      row->end = i;

      for (guint signs = 0; signs <= MAX_GAP; signs++)
        {
          gsize word = gap_word (text, i + gap);

          if (word == 0 && !is_gap (text->f[i + gap]))
            break;
          row->brackets |= text->f[i + gap] == ')';
          gap += MAX (word, 1);
        }
      if (is_gap (text->f[i + gap])
          || !read_figure (text, i + gap, TRUE, is_spelled, &digits, &length))
        break;
      i += gap;
      if (gap > 0)
        row->from[row->n_groups++] = i;
    }

  return TRUE;
}

/* Is it the shape of a telephone number? @sure: also without a word that says so. */
static gboolean
has_shape (const Row *row, gboolean *sure)
{
  const char *d = row->digits;
  gboolean grouped = row->n_groups >= 3 && row->n_groups <= 5;

  *sure = TRUE;
  if (row->n_spelled >= 4)
    {
      *sure = !row->compound || row->n_spelled >= 7;
      return row->n >= 7 && row->n <= 15;
    }
  if (row->plus || (d[0] == '0' && d[1] == '0' && row->n >= 11))
    return row->n >= 9 && row->n <= 15;
  if (d[0] == '0' && (row->n == 10 || row->n == 11))
    {
      gboolean mobile = row->n == 11 && d[2] == '0' && strchr ("5789", d[1]) != NULL;
      gboolean free_call = g_str_has_prefix (d, "0120") || g_str_has_prefix (d, "0800")
                           || g_str_has_prefix (d, "0570");

      *sure = grouped || row->brackets || mobile || free_call || row->n_groups == row->n;
      return TRUE;
    }
  if (row->n == 11 && d[0] == '1' && row->n_groups == 4 && row->groups[1] == 3
      && row->groups[2] == 3)
    return d[1] >= '2';
  if (row->n == 11 && d[0] == '1' && row->n_groups >= 3)
    {
      *sure = FALSE;
      return d[1] >= '2';
    }
  if (row->n == 10 && d[0] >= '2')
    {
      *sure = row->n_groups == 3 && row->groups[0] == 3 && row->groups[1] == 3;
      *sure |= row->n_spelled >= 3;
      return TRUE;
    }
  *sure = FALSE;

  return row->n == 7 && d[0] != '0' && row->n_groups == 2 && row->groups[0] == 3;
}

/* Is it a carrier's for everybody, or the buyer's own, as the order or the message has it? */
static gboolean
is_known (HenjiCheckRun *run, const Row *row)
{
  const GPtrArray *phones = run->checker->lists[HENJI_LIST_PHONES];
  const HenjiOrder *order = run->reply->order;
  const char *const places[] = {
    henji_check_message (run),
    order != NULL ? order->buyer_phone : NULL,
    order != NULL && order->ship_to != NULL ? order->ship_to->phone : NULL,
  };

  for (guint i = 0; i < phones->len; i++)
    if (strcmp (row->digits + (row->digits[0] == '1'), phones->pdata[i]) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (places) && row->n > 0; i++)
    {
      g_autofree char *digits = NULL;
      char *to;

      if (places[i] == NULL)
        continue;
      to = digits = i == 0 ? g_strdup (places[i]) : henji_fold (places[i], -1, NULL);
      for (const char *p = digits; *p != '\0'; p++)
        if (g_ascii_isdigit (*p))
          *to++ = *p;
      *to = '\0';
      if (strstr (digits, row->digits) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Who is named nearest before the number in its sentence, else first behind it. */
static int
owner_of (const HenjiCheckText *text, const HenjiCheckSentence *sentence, const Row *row)
{
  int owner = -1;

  for (guint k = sentence->first; k < sentence->last; k++)
    {
      const HenjiCheckMatch *match = &g_array_index (text->matches, HenjiCheckMatch, k);

      if (match->class != HENJI_CHECK_CLASS_OWN_CONTACT
          && match->class != HENJI_CHECK_CLASS_ALLOWED_PHONE
          && match->class != HENJI_CHECK_CLASS_BUYER_CONTACT)
        continue;
      if (text->from[match->start] > row->start
          && (owner >= 0 || text->from[match->start] > row->end + BEHIND))
        break;
      owner = (int) match->class;
    }

  return owner;
}

/* Whose number is it? Carriers', makers' and the buyer's may be given. */
static gboolean
is_allowed (HenjiCheckRun *run, const Row *row)
{
  const HenjiCheckText *text = run->text;
  const HenjiCheckSentence *all = (const HenjiCheckSentence *) (void *) text->sentences->data;
  const HenjiCheckSentence *sentence = henji_check_sentence_at (text, text->f_at[row->start]);

  if (sentence == NULL || is_known (run, row))
    return TRUE;
  /* A number often stands alone in its line, below the name. */
  for (guint back = 0; back <= LINES_BACK; back++, sentence--)
    {
      int owner = owner_of (text, sentence, row);

      if (owner >= 0)
        return owner != HENJI_CHECK_CLASS_OWN_CONTACT;
      if (sentence == all)
        break;
    }

  return FALSE;
}

static gboolean
is_phone (HenjiCheckRun *run, const Row *row)
{
  const HenjiCheckText *text = run->text;
  gunichar before = row->start > 0 ? text->f[row->start - 1] : 0;
  gboolean sure, named;

  if (!has_shape (row, &sure))
    return FALSE;
  /* Part of a model number, or of a longer one. */
  if (henji_check_is_latin (before)
      || (before == '-' && row->start > 1 && henji_check_is_latin (text->f[row->start - 2]))
      || henji_check_is_latin (text->f[row->end])
      || (text->f[row->end] == '-' && henji_check_is_latin (text->f[row->end + 1])))
    return FALSE;
  named = henji_check_beside (text, HENJI_CHECK_CLASS_PHONE_WORD, row->start, row->end, 24, 12);
  if (!named
      && henji_check_beside (text, HENJI_CHECK_CLASS_NO_PHONE, row->start, row->end, 48, LABEL))
    return FALSE;

  return (sure || named) && !is_allowed (run, row);
}

/* --- words for figures --------------------------------------------------------------------------
 */

static gboolean
is_vanity_gap (gunichar c)
{
  return c == '-' || c == ' ' || c == '.';
}

/* Behind the prefix of a number that is free to call, 0 when there is none: "1-800-", 0120-. */
static gsize
free_prefix (const HenjiCheckText *text, gsize i)
{
  const gunichar *f = text->f;

  if (henji_check_is_at (text, i, "0120") && is_vanity_gap (f[i + 4]))
    return i + 5;
  if (f[i] != '1' || !is_vanity_gap (f[i + 1]) || f[i + 2] != '8' || f[i + 3] != f[i + 4]
      || !henji_check_is_digit (f[i + 3]) || !is_vanity_gap (f[i + 5]))
    return 0;

  return i + 6;
}

/* 1-800-555-LAMP: reads what is dialled by the letters on the keys. */
static gboolean
read_vanity (const HenjiCheckText *text, gsize i, Row *row)
{
  guint letters = 0, signs = 0;
  gsize at = free_prefix (text, i);

  memset (row, 0, sizeof *row);
  if (at == 0 || (i > 0 && henji_check_is_latin (text->f[i - 1])))
    return FALSE;
  row->start = i;
  for (;; at++)
    {
      gunichar raw = henji_check_raw_char (text, at);

      if (henji_check_is_letter (text->f[at]) && !g_unichar_islower (raw))
        letters++;
      else if (!henji_check_is_digit (text->f[at]))
        {
          if (signs == 0 || !is_vanity_gap (text->f[at]) || !henji_check_is_latin (text->f[at + 1])
              || g_unichar_islower (henji_check_raw_char (text, at + 1)))
            break;
          continue;
        }
      signs++;
      row->end = at + 1;
    }

  return letters >= 3 && signs >= 6 && signs <= 10;
}

/* Takes off what is no part of the number: the hours of "between 9 and 5 415-555-0132, 9 to 5". */
static void
trim (const HenjiCheckText *text, Row *row)
{
  guint first = 0, taken = 0, last = row->n_groups;

  for (guint k = last - 1; k > 0 && row->groups[k] < HOUR; k--)
    if (text->f[row->from[k] - 1] == ' ')
      last = k;
  if (last < row->n_groups)
    row->end = row->from[last] - 1;
  while (row->n_groups > last)
    row->n -= row->groups[--row->n_groups];
  while (is_gap (text->f[row->end - 1]))
    row->end--;
  for (guint k = 1; k < row->n_groups && row->groups[k - 1] < HOUR; k++)
    if (text->f[row->from[k] - 1] == ' ' || text->f[row->from[k] - 1] == '(')
      first = k;
  for (guint k = 0; k < first; k++)
    taken += row->groups[k];
  row->n -= taken;
  row->n_groups -= first;
  row->start = row->from[first];
  memmove (row->digits, row->digits + taken, row->n);
  memmove (row->groups, row->groups + first, row->n_groups * sizeof *row->groups);
  row->digits[row->n] = '\0';
}

void
henji_check_phones (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;

  for (gsize i = 0; i < text->n_f;)
    {
      Row row, part;

      if (read_vanity (text, i, &row))
        {
          if (!is_allowed (run, &row))
            henji_check_report_f (run, "phone-number", row.start, row.end);
          i = row.end;
          continue;
        }
      if (!read_row (text, i, &row))
        {
          i++;
          continue;
        }
      part = row;
      if (row.n_spelled == 0)
        trim (text, &part);
      if (is_phone (run, &row))
        henji_check_report_f (run, "phone-number", row.plus ? row.start - 1 : row.start, row.end);
      else if (part.n < row.n && is_phone (run, &part))
        henji_check_report_f (run, "phone-number", part.start, part.end);
      /* The に of "際に 050-…" begins no number. */
      else if (!henji_check_is_digit (text->f[i]))
        {
          i++;
          continue;
        }
      i = row.n >= 7 || row.n_spelled == 0 ? row.end : i + 1;
    }
}
