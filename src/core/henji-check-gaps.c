/* henji-check-gaps.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a template left open: ○○様, 【金額】, [NAME], {date}, XXXX, "Dear ,". Whether brackets are a
 * gap or a heading, an emphasis, a part of a product's name shows in what stands in and behind
 * them.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_GAP 40   /* characters between brackets */
#define MAX_LOOKS 20 /* for one and the same sign */
#define NOT_LOOKED G_MAXSIZE

typedef struct
{
  HenjiCheckRun *run;
  const HenjiCheckText *text;
  const gunichar *f;
  guint looked; /* times the whole text was searched */
  gsize asks;   /* where the buyer is first asked to write something, once that was looked for */
} Gaps;

/* What is said to be missing, behind a gap: ○月, ○○円, XX様. */
static gboolean
is_counter (gunichar c)
{
  static const char counters[] = "様月日円時分個番年%点本枚台回頃号";

  return c != 0 && g_utf8_strchr (counters, -1, c) != NULL;
}

static gboolean
is_word_char (gunichar c)
{
  return henji_check_is_latin (c) || henji_check_is_cjk (c);
}

static gboolean
is_kanji_figure (gunichar c)
{
  return c != 0 && g_utf8_strchr ("〇一二三四五六七八九十百千", -1, c) != NULL;
}

static gboolean
begins_line (const Gaps *g, gsize i)
{
  while (i > 0 && (g->f[i - 1] == ' ' || g->f[i - 1] == 0x3000))
    i--;

  return i == 0 || g->f[i - 1] == '\n';
}

static gboolean
ends_line (const Gaps *g, gsize i)
{
  while (g->f[i] == ' ' || g->f[i] == '\r')
    i++;

  return g->f[i] == '\n' || g->f[i] == 0;
}

static void
report (const Gaps *g, gsize start, gsize end)
{
  henji_check_report_f (g->run, "placeholder", start, end);
}

/* Does the title of something ordered hold these characters? */
static gboolean
is_in_title (const Gaps *g, gsize start, gsize end)
{
  const GPtrArray *orders = g->run->context->orders;
  g_autofree char *piece = g_ucs4_to_utf8 (g->f + start, (glong) (end - start), NULL, NULL, NULL);
  guint n = orders != NULL ? orders->len : g->run->reply->order != NULL ? 1 : 0;

  for (guint i = 0; piece != NULL && i < n; i++)
    {
      const HenjiOrder *order = orders != NULL ? orders->pdata[i] : g->run->reply->order;

      for (guint k = 0; order->items != NULL && k < order->items->len; k++)
        {
          const HenjiOrderItem *item = order->items->pdata[k];
          g_autofree char *title = item->title != NULL ? henji_fold (item->title, -1, NULL) : NULL;

          if (title != NULL && strstr (title, piece) != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

/* Do the characters hold nothing but the name of a field, or something that says: put it in here?
 */
static gboolean
is_label (const Gaps *g, gsize start, gsize end)
{
  const HenjiCheckText *text = g->text;
  const HenjiCheckSentence *sentence;

  while (start < end && g->f[start] == ' ')
    start++;
  while (end > start && g->f[end - 1] == ' ')
    end--;
  sentence = henji_check_sentence_at (text, text->f_at[start]);
  for (guint k = sentence != NULL ? sentence->first : 0; sentence != NULL && k < sentence->last;
       k++)
    {
      const HenjiCheckMatch *match = &g_array_index (text->matches, HenjiCheckMatch, k);
      gsize from = text->from[match->start], to = text->from[match->end - 1] + 1;

      if ((match->class == HENJI_CHECK_CLASS_LABEL && from == start && to == end)
          || (match->class == HENJI_CHECK_CLASS_FILL_IN && from >= start && to <= end))
        return TRUE;
    }

  return FALSE;
}

/* --- rows of one sign ---------------------------------------------------------------------------
 */

static gboolean
is_circle (gunichar c)
{
  return c == 0x25CB || c == 0x3007 || c == 0x25EF || c == 0x25CF || c == 0x25B3 || c == 0x25A1
         || c == 0x25CE || c == 0x2B55;
}

/* ○○様, 〇月〇日; not 二〇二六年, not a row of ● as a line. */
static gsize
take_circles (const Gaps *g, gsize i)
{
  gsize end = i;
  gunichar before = i > 0 ? g->f[i - 1] : 0;

  while (is_circle (g->f[end]))
    end++;
  if (is_kanji_figure (before) || (g->f[i] == 0x3007 && is_kanji_figure (g->f[end])))
    return end;
  if ((begins_line (g, i) && ends_line (g, end))
      || (before == 0x300C && henji_check_is_at (g->text, end, "」と"))) /* 「○○」と書いて */
    return end;
  if ((end - i >= 2 && end - i <= 8) || (end - i == 1 && is_counter (g->f[end])))
    report (g, i, is_counter (g->f[end]) ? end + 1 : end);

  return end;
}

/* A sign that makes one word, a model or a path of what stands beside it. */
static gboolean
joins_word (gunichar c)
{
  return henji_check_is_latin (c) || c == '-' || c == '_' || c == '\\';
}

/* Does the text speak of the very letters, between quotation marks or as the end of another word
 * (REV_XXX)? Then they are no gap. */
static gboolean
is_spoken_of (Gaps *g, gsize start, gsize end)
{
  if (g->looked++ > MAX_LOOKS)
    return FALSE;
  for (gsize i = 0; i + (end - start) < g->text->n_f; i++)
    {
      gunichar before = i > 0 ? g->f[i - 1] : 0;

      if ((before == '"' || before == 0x300C || before == 0x3010 || before == '_' || before == '-')
          && memcmp (g->f + i, g->f + start, (end - start) * sizeof (gunichar)) == 0
          && !henji_check_is_latin (g->f[i + (end - start)]))
        return TRUE;
    }

  return FALSE;
}

/* "Visa XXXX XXXX XXXX 1881": the rest of a number whose figures are masked. */
static gboolean
is_masked (const Gaps *g, gsize end)
{
  gsize n = 0;

  while (g->f[end] == ' ' || g->f[end] == 'x')
    end++;
  while (henji_check_is_digit (g->f[end + n]))
    n++;

  return n == 4 && g->f[end - 1] == ' ' && !joins_word (g->f[end + n]);
}

/* 番号は××です, "it will arrive on ??.": a value is missing; not "色は??". */
static gboolean
is_value_place (const Gaps *g, gsize start, gsize end)
{
  static const char *const before[]
      = { "dear ", "hello ", "hi ", "is ", "on ", "by ", "was ", NULL };
  static const char *const behind[] = { ".", ",", "\n", NULL };
  static const char *const behind_topic[] = { "です", "でし", "を", "に", NULL };

  if (start > 0 && g->f[start - 1] == 0x306F) /* は */
    return henji_check_is_any_at (g->text, end, behind_topic);

  return henji_check_is_any_before (g->text, start, before)
         && (g->f[end] == 0 || henji_check_is_any_at (g->text, end, behind));
}

/* XXXX, xx-xxxx; not RX-2000XXL. */
static gsize
take_crosses (Gaps *g, gsize i)
{
  gsize end = i, n = 0;
  gunichar before = i > 0 ? g->f[i - 1] : 0;
  gboolean currency = before == '$' || before == 0xA5;

  while (g->f[end] == 'x' || g->f[end] == 0xD7
         || ((g->f[end] == '-' || g->f[end] == ',' || g->f[end] == '.' || g->f[end] == '/')
             && (g->f[end + 1] == 'x' || g->f[end + 1] == 0xD7)))
    n += g->f[end++] != '-';
  if ((n >= 3 || currency || (n == 1 && (g->f[end] == 0x6708 || g->f[end] == 0x65E5 /* 日 */))
       || (n >= 2 && (is_counter (g->f[end]) || g->f[end] == '/' || is_value_place (g, i, end))))
      && !joins_word (before) && !joins_word (g->f[end]) && !is_masked (g, end)
      && !is_spoken_of (g, i, end) && !is_in_title (g, i, end))
    report (g, i, is_counter (g->f[end]) ? end + 1 : end);

  return end;
}

/* *NAME*, *お名前*様; not an *emphasis*. */
static gboolean
is_starred_label (const Gaps *g, gsize open, gsize close)
{
  gunichar after = g->f[close + 1];

  if (!is_label (g, open + 1, close))
    return FALSE;
  if (henji_check_is_cjk (g->f[open + 1]))
    return is_counter (after) || after == 0x3092 /* を */;
  for (gsize i = open + 1; i < close; i++)
    if (g_unichar_islower (henji_check_raw_char (g->text, i)))
      return FALSE;

  return TRUE;
}

/* Where the next line with something in it begins; the end of the text when there is none. */
static gsize
next_line (const Gaps *g, gsize i)
{
  while (i < g->text->n_f && henji_check_is_blank (g->f[i]))
    i++;

  return i;
}

static gboolean
ends_text (const Gaps *g, gsize i)
{
  return next_line (g, i) == g->text->n_f;
}

/* ____, ＊＊様, ??円, ・・様, ?月?日; a line of strokes parts what stands above from what stands
 * below it, and as the last one it waits for a name. */
static gsize
take_strokes (const Gaps *g, gsize i)
{
  gunichar c = g->f[i];
  gsize end = i, close;

  while (g->f[end] == c)
    end++;
  if (begins_line (g, i) && ends_line (g, end))
    {
      if (c == '_' && end - i >= 2 && ends_text (g, end))
        report (g, i, end);
      return end;
    }
  if (c == '?' && henji_check_is_at (g->text, end, "月?日"))
    {
      report (g, i, end + 3);
      return end + 3;
    }
  if (c == '*' && end == i + 1)
    {
      for (close = end; g->f[close] != 0 && g->f[close] != '\n' && g->f[close] != c;)
        close++;
      if (g->f[close] == c && close - end <= MAX_GAP && is_starred_label (g, i, close))
        {
          report (g, i, close + 1);
          return close + 1;
        }
    }
  if (end - i >= 2
      && (is_counter (g->f[end]) || is_value_place (g, i, end)
          || (end - i >= 3 && (c == '_' || (c == '#' && !begins_line (g, i))))))
    report (g, i, is_counter (g->f[end]) ? end + 1 : end);

  return end;
}

/* --- brackets -----------------------------------------------------------------------------------
 */

static gunichar
closing_of (gunichar open)
{
  switch (open)
    {
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    case '(':
      return ')';
    case 0x3010: /* 【 */
      return 0x3011;
    case 0x3008: /* 〈 */
      return 0x3009;
    case 0x3014: /* 〔 */
      return 0x3015;
    case 0xAB: /* « */
      return 0xBB;
    case 0x300A: /* 《 */
      return 0x300B;
    default:
      return 0;
    }
}

static gboolean
has_digit (const Gaps *g, gsize open, gsize close)
{
  for (gsize i = open + 1; i < close; i++)
    if (henji_check_is_digit (g->f[i]))
      return TRUE;

  return FALSE;
}

/* Small letters with - or _ between them, as programs name things: {order-id}. */
static gboolean
is_identifier (const Gaps *g, gsize open, gsize close)
{
  gboolean joined = FALSE;

  for (gsize i = open + 1; i < close; i++)
    {
      gunichar raw = henji_check_raw_char (g->text, i);

      joined |= raw == '_' || raw == '-' || raw == '.';
      if (!(raw == '_' || raw == '-' || raw == '.' || (raw < 0x80 && g_ascii_islower ((char) raw))))
        return FALSE;
    }

  return joined || close - open > 1;
}

/* <br>, </b>, <a href=...> */
static gboolean
is_tag (const Gaps *g, gsize open, gsize close)
{
  static const char *const tags[]
      = { "br",   "b",   "i",    "p",     "a",  "u",  "div", "span", "strong", "em", "html",
          "body", "img", "font", "table", "tr", "td", "ul",  "li",   "h1",     "h2" };
  char word[12] = "";
  gsize i = open + 1 + (g->f[open + 1] == '/'), n = 0;

  while (n < 10 && henji_check_is_latin (g->f[i]) && g->f[i] < 0x80)
    word[n++] = (char) g->f[i++];
  if (g->f[i] != '>' && g->f[i] != ' ' && g->f[i] != '/')
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (tags); k++)
    if (strcmp (word, tags[k]) == 0)
      return close > open + 1;

  return FALSE;
}

/* What follows makes a word of the brackets: 【金額】を, [氏名] 様. */
static gboolean
is_used_as_word (const Gaps *g, gsize close)
{
  static const char particles[] = "をにがはのまでへとでも様円月日個、。";
  gunichar after = g->f[close + 1];

  if ((after == ' ' || after == 0x3000) && g->f[close + 2] == 0x69D8)
    return TRUE;

  return after != 0 && g_utf8_strchr (particles, -1, after) != NULL;
}

/* このたびは（商品名）に; not ID（RMA番号）を. */
static gboolean
follows_particle (const Gaps *g, gsize open)
{
  gunichar before = open > 0 ? henji_check_raw_char (g->text, open - 1) : 0;

  return begins_line (g, open) || (before >= 0x3041 && before <= 0x3096)
         || !is_word_char (g->f[open - 1]);
}

/* "お名前：（お名前）" */
static gboolean
is_after_colon (const Gaps *g, gsize open, gsize close)
{
  return open > 0 && g->f[open - 1] == ':' && ends_line (g, close + 1);
}

/* "your (product name)" */
static gboolean
follows_article (const Gaps *g, gsize open)
{
  static const char *const words[]
      = { " your ", " the ", " a ", " an ", "dear ", "hi ", "hello ", " of ", " by ", " on " };

  for (guint k = 0; k < G_N_ELEMENTS (words); k++)
    if (open >= strlen (words[k])
        && henji_check_is_at (g->text, open - strlen (words[k]), words[k]))
      return TRUE;

  return FALSE;
}

static gboolean
is_blank_inside (const Gaps *g, gsize open, gsize close)
{
  for (gsize i = open + 1; i < close; i++)
    if (g->f[i] != ' ' && g->f[i] != 0x3000)
      return FALSE;

  return TRUE;
}

/* 【送料無料】, 【訳あり】: as titles of goods have it. */
static gboolean
is_title_mark (const Gaps *g, gsize open, gsize close)
{
  const GPtrArray *marks = g->run->checker->lists[HENJI_LIST_TITLE_MARKS];

  for (guint k = 0; k < marks->len; k++)
    {
      const char *mark = marks->pdata[k];
      gsize n = (gsize) g_utf8_strlen (mark, -1);

      if (close - open > n && henji_check_is_at (g->text, close - n, mark))
        return TRUE;
    }

  return FALSE;
}

/* A line of nothing but the brackets, with nothing below that they could be the heading of. */
static gboolean
stands_alone (const Gaps *g, gsize close)
{
  gsize i = close + 1;

  if (!ends_line (g, i))
    return FALSE;
  while (g->f[i] == ' ' || g->f[i] == '\r')
    i++;

  return g->f[i] == 0 || ends_line (g, i + 1);
}

static gboolean
is_gap_in_brackets (const Gaps *g, gsize open, gsize close)
{
  gboolean label = is_label (g, open + 1, close);
  gboolean heading = begins_line (g, open) && !is_used_as_word (g, close);
  gunichar first = g->f[open + 1];

  if (g->f[open] == '{' && open > 0 && g->f[open - 1] == 0x300C && is_blank_inside (g, open, close))
    return FALSE; /* 「{ }型」 speaks of the sign */
  if (is_blank_inside (g, open, close))
    return !heading
           && (g->f[open] == '(' || g->f[open] == '<' ? close > open + 2
                                                      : g->f[open] != '{' || !heading);
  switch (g->f[open])
    {
    case '{':
      return first == '{'
             || (!has_digit (g, open, close) && (label || is_identifier (g, open, close)));

    case '[':
      return label && !has_digit (g, open, close) && (!heading || stands_alone (g, close));

    case '<':
      return is_tag (g, open, close)
             || (label && (!heading || stands_alone (g, close)) && !has_digit (g, open, close));

    case '(':
      return label
             && (henji_check_is_cjk (first)
                     ? is_after_colon (g, open, close)
                           || (is_used_as_word (g, close) && follows_particle (g, open))
                     : follows_article (g, open));

    case 0x3010:
      if (heading || has_digit (g, open, close))
        return FALSE;
      return label || (is_used_as_word (g, close) && !is_title_mark (g, open, close))
             || (g->run->language == HENJI_LANGUAGE_EN && !henji_check_is_cjk (first));

    case 0xAB:
      return label;

    default:
      return label && !heading && is_used_as_word (g, close);
    }
}

static gsize
take_brackets (const Gaps *g, gsize open)
{
  gunichar mark = closing_of (g->f[open]);
  gsize close = open + 1;

  if (g->f[open] == '{' && g->f[close] == '{')
    close++;
  while (close < g->text->n_f && close - open <= MAX_GAP && g->f[close] != mark
         && g->f[close] != '\n' && g->f[close] != g->f[open])
    close++;
  if (g->f[close] != mark || g->f[open + 1] == 'x')
    return open + 1;
  if (is_gap_in_brackets (g, open, close) && !is_in_title (g, open, close + 1))
    {
      while (mark == '}' && g->f[close + 1] == '}')
        close++;
      report (g, open, close + 1);
      return close + 1;
    }

  return open + 1;
}

/* --- nothing where something should be ----------------------------------------------------------
 */

static gsize
end_of_line (const Gaps *g, gsize i)
{
  while (i < g->text->n_f && g->f[i] != '\n')
    i++;

  return i;
}

/* "Please fill in:", 下記をお知らせください: what stands open below is for the buyer to write. */
static gboolean
asks_before (Gaps *g, gsize i)
{
  static const char *const words[]
      = { "記入",    "返信",    "知らせ", "書き",   "教え",   "連絡",    "下記",
          "以下",    "次の",    "fill",   "reply",  "follow", "below",   "tell",
          "send us", "send me", "let us", "let me", "need",   "provide", NULL };

  if (g->asks == NOT_LOOKED)
    for (g->asks = 0; g->asks < g->text->n_f && !henji_check_is_any_at (g->text, g->asks, words);)
      g->asks++;

  return g->asks < i;
}

/* "Order number:" with nothing behind it, at the end or before another such line. */
static gboolean
lacks_value (const Gaps *g, gsize i)
{
  gsize end = end_of_line (g, i), next, next_end;

  if (end == i || g->f[end - 1] != ':' || !is_label (g, i, end - 1))
    return FALSE;
  next = next_line (g, end);
  next_end = end_of_line (g, next);

  return next == g->text->n_f || is_label (g, next, next_end - (g->f[next_end - 1] == ':'));
}

/* "Your Name", 店舗名 where the letter is signed: in one of its two last lines. */
static gboolean
is_open_signature (const Gaps *g, gsize i)
{
  static const char *const names[] = { "name", "署名", "名", "signature", NULL };
  gsize end = end_of_line (g, i);

  return end > i && henji_check_is_any_before (g->text, end, names) && is_label (g, i, end)
         && ends_text (g, end_of_line (g, next_line (g, end)));
}

/* "Dear ,", "Hi ,", a line that begins with 様. */
static void
check_line_start (Gaps *g, gsize i)
{
  static const char *const greetings[] = { "dear", "hi", "hello", "hey" };
  static const char *const titles[] = { "mr.", "ms.", "mrs.", "mr", "ms", "mrs", "dr.", "mx." };

  while (g->f[i] == ' ' || g->f[i] == 0x3000)
    i++;
  if ((lacks_value (g, i) || is_open_signature (g, i)) && !asks_before (g, i))
    report (g, i, end_of_line (g, i));
  i += g->f[i] == '~' && g->f[i + 1] == 0x69D8;
  if ((g->f[i] == 0x69D8
       && (henji_check_is_blank (g->f[i + 1]) || g->f[i + 1] == 0 || g->f[i + 1] == 0x3001))
      || (henji_check_is_at (g->text, i, "御中") && ends_line (g, i + 2)))
    report (g, i, i + 1);
  for (guint k = 0; k < G_N_ELEMENTS (greetings); k++)
    {
      gsize end = i + strlen (greetings[k]), name;

      if (!henji_check_is_at (g->text, i, greetings[k]) || henji_check_is_latin (g->f[end]))
        continue;
      for (name = end; g->f[name] == ' ' || (g->f[name] == '.' && name > end);)
        name++;
      for (guint t = 0; t < G_N_ELEMENTS (titles); t++)
        if (henji_check_is_at (g->text, name, titles[t])
            && !henji_check_is_latin (g->f[name + strlen (titles[t])]))
          {
            name += strlen (titles[t]);
            while (g->f[name] == ' ')
              name++;
            if (g->f[name] == ',' || g->f[name] == '\n' || g->f[name] == 0)
              report (g, i, name);
            return;
          }
      if ((g->f[name] == ',' || g->f[name] == ':') && (name > end || k == 0))
        report (g, i, name + 1);
      else if (k == 0 && (g->f[name] == '\n' || g->f[name] == 0))
        report (g, i, end);
      return;
    }
}

/* "refund of $ to", "は 月 日". */
static void
check_value (const Gaps *g, gsize i)
{
  gsize end = i + 1;

  while (g->f[end] == ' ' || g->f[end] == 0x3000)
    end++;
  if (g->f[i] == '$' || g->f[i] == 0xA5)
    {
      if (!henji_check_is_digit (g->f[end]) && g->f[end] != '.' && g->f[end] != '-'
          && g->f[end] != 'x' && (i == 0 || !henji_check_is_latin (g->f[i - 1])))
        report (g, i, i + 1);
    }
  else if (g->f[end] == 0x65E5 && (end > i + 1 || begins_line (g, i)) && i > 0
           && !is_word_char (g->f[i - 1]) && !is_circle (g->f[i - 1]) && g->f[i - 1] != ']'
           && g->f[i - 1] != 0x3011)
    report (g, i, end + 1);
}

/* "%s", "${", "#{". */
static void
check_format (const Gaps *g, gsize i)
{
  gunichar c = g->f[i], after = g->f[i + 1];

  gsize end = i + 1;

  while (henji_check_is_latin (g->f[end]) || g->f[end] == '_')
    end++;
  /* %NAME%, $first_name */
  if (end > i + 3 && henji_check_is_letter (after)
      && (g->f[end] == c || (c == '$' && henji_check_raw_char (g->text, i + 1) >= 'a')))
    report (g, i, end + (g->f[end] == c));
  else if ((c == '$' || c == '#' || c == '%') && after == '{')
    report (g, i, i + 2);
  else if (c == '%' && (after == 's' || after == 'd' || after == '@')
           && !henji_check_is_latin (g->f[i + 2])
           && (i == 0 || !henji_check_is_digit (g->f[i - 1])))
    report (g, i, i + 2);
}

/* FIRST_NAME, ORDER_NUMBER_HERE: capitals as programs name fields. */
static void
check_capitals (const Gaps *g, gsize i)
{
  static const char *const words[]
      = { "name",  "order",   "date",   "customer", "buyer", "product",
          "price", "address", "amount", "tracking", "here",  "insert" };
  gsize end = i;
  gboolean joined = FALSE, named = FALSE;

  for (; g_unichar_isupper (henji_check_raw_char (g->text, end)) || g->f[end] == '_'; end++)
    {
      joined |= g->f[end] == '_' && end > i;
      for (guint k = 0; k < G_N_ELEMENTS (words) && !named; k++)
        named = henji_check_is_at (g->text, end, words[k]);
    }
  if (joined && named && !joins_word (g->f[end]) && !henji_check_is_digit (g->f[end]))
    report (g, i, end);
}

void
henji_check_gaps (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  Gaps g = { run, text, text->f, 0, NOT_LOOKED };
  guint before = run->findings->len;
  gboolean line_start = TRUE;

  for (gsize i = 0; i < text->n_f;)
    {
      gunichar c = g.f[i];
      gsize next = i + 1;

      if (line_start)
        check_line_start (&g, i);
      line_start = c == '\n';
      if (is_circle (c))
        next = take_circles (&g, i);
      else if ((c == 'x' || c == 0xD7) && (i == 0 || (g.f[i - 1] != 'x' && g.f[i - 1] != 0xD7)))
        next = MAX (take_crosses (&g, i), i + 1);
      else if (c == '_' || c == '*' || c == '#' || c == '?' || c == 0x30FB)
        next = take_strokes (&g, i);
      else if (closing_of (c) != 0)
        next = take_brackets (&g, i);
      if (c == '$' || c == '%' || c == '#')
        check_format (&g, i);
      if (c == '$' || c == 0xA5 || c == 0x6708)
        check_value (&g, i);
      if (henji_check_is_letter (c) && c < 0x80 && (i == 0 || !joins_word (g.f[i - 1])))
        check_capitals (&g, i);
      i = next;
    }

  /* Fields that the caller knows to be open, when they do not show in the text. */
  if (run->context->open_fields > 0 && run->findings->len == before)
    {
      g_autofree char *count = g_strdup_printf ("%u", run->context->open_fields);

      henji_check_report (run, "open-field", 0, 0, count);
    }
}
