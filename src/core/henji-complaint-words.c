/* henji-complaint-words.c: which items a buyer's words are about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-complaint-words"

#include "config.h"

#include "henji-complaint.h"

#include <stdlib.h>
#include <string.h>

#define MAX_WORDS 4000 /* bytes of a mail that are looked at */

static guint
n_items (const HenjiOrder *order)
{
  return order->items != NULL ? order->items->len : 0;
}

static const HenjiOrderItem *
item_at (const HenjiOrder *order, guint i)
{
  return g_ptr_array_index (order->items, i);
}

/* ---- Words ----------------------------------------------------------------------------------- */

typedef enum
{
  SCRIPT_NONE,
  SCRIPT_LATIN, /* letters and digits */
  SCRIPT_KANJI,
  SCRIPT_KATAKANA,
  SCRIPT_HIRAGANA,
} Script;

static Script
script_of (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) ? SCRIPT_LATIN : SCRIPT_NONE;
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3005)
    return SCRIPT_KANJI;
  if ((c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC)
    return SCRIPT_KATAKANA;
  if (c >= 0x3041 && c <= 0x3096)
    return SCRIPT_HIRAGANA;

  return g_unichar_isalnum (c) ? SCRIPT_LATIN : SCRIPT_NONE;
}

typedef struct
{
  Script script;
  const gunichar *c;
  guint length;
} Word;

typedef struct
{
  gunichar *c;
  GArray *words; /* of Word */
} Words;

static void
words_clear (Words *self)
{
  g_clear_pointer (&self->c, g_free);
  g_clear_pointer (&self->words, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* Runs of one script, width and case folded; katakana stays what it is. */
static void
split_words (const char *text, gssize length, Words *words)
{
  g_autofree char *normal = g_utf8_normalize (text, length, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (normal != NULL ? normal : "", -1);
  glong n = 0;
  glong start = 0;

  words->c = g_utf8_to_ucs4_fast (lower, -1, &n);
  words->words = g_array_new (FALSE, FALSE, sizeof (Word));
  for (glong i = 1; i <= n; i++)
    if (i == n || script_of (words->c[i]) != script_of (words->c[start]))
      {
        Word word = { script_of (words->c[start]), words->c + start, (guint) (i - start) };

        if (word.script != SCRIPT_NONE)
          g_array_append_val (words->words, word);
        start = i;
      }
}

static gboolean
is_word (const Word *word, const char *const *list)
{
  g_autofree char *text = g_ucs4_to_utf8 (word->c, word->length, NULL, NULL, NULL);

  return text != NULL && g_strv_contains (list, text);
}

/* Words that titles hold and that mails hold for another reason. */
static gboolean
says_nothing (const Word *word)
{
  static const char *const common[] = {
    "the",        "and",        "for",      "with",   "from",   "this",   "that",   "not",
    "you",        "was",        "are",      "one",    "two",    "three",  "all",    "both",
    "item",       "items",      "new",      "order",  "set",    "pack",   "size",   "color",
    "colour",     "box",        "package",  "parcel", "piece",  "pieces", "pcs",    "has",
    "its",        "your",       "product",  "type",   "model",  "only",   "case",   "amazon",
    "商品",       "注文",       "返品",     "返金",   "交換",   "写真",   "本日",   "対応",
    "連絡",       "確認",       "届",       "品",     "個",     "点",     "箱",     "用",
    "付",         "入",         "枚",       "本",     "色",     "型",     "袋",     "大",
    "小",         "中",         "セット",   "サイズ", "カラー", "ケース", "タイプ", "アイテム",
    "パッケージ", "ダンボール", "アマゾン", NULL,
  };

  return is_word (word, common);
}

static gboolean
same_latin (const Word *a, const Word *b)
{
  const Word *shorter = a->length <= b->length ? a : b;
  const Word *longer = a->length <= b->length ? b : a;

  return memcmp (a->c, b->c, shorter->length * sizeof (gunichar)) == 0
         && (a->length == b->length
             || (longer->length == shorter->length + 1 && longer->c[shorter->length] == 's'));
}

static guint
longest_common (const Word *a, const Word *b)
{
  guint best = 0;

  for (guint i = 0; i < a->length; i++)
    for (guint j = 0; j < b->length; j++)
      {
        guint n = 0;

        while (i + n < a->length && j + n < b->length && a->c[i + n] == b->c[j + n])
          n++;
        best = MAX (best, n);
      }

  return best;
}

/* How much of @said, a word of the buyer's, a word of a title shares; 0: nothing that counts. */
static guint
shared (const Word *said, const Word *title)
{
  static const guint least[]
      = { [SCRIPT_LATIN] = 0, [SCRIPT_KANJI] = 2, [SCRIPT_KATAKANA] = 3, [SCRIPT_HIRAGANA] = 4 };
  gboolean same;
  guint n;

  if (said->script != title->script)
    return 0;
  if (said->script == SCRIPT_LATIN)
    return same_latin (said, title)
                   && (MIN (said->length, title->length) > 2
                       || (said->length == title->length && g_unichar_isdigit (said->c[0])
                           && said->length > 1))
               ? MIN (said->length, title->length)
               : 0;

  same = said->length == title->length
         && memcmp (said->c, title->c, said->length * sizeof (gunichar)) == 0;
  n = longest_common (said, title);

  return n >= least[said->script] || (same && (said->script != SCRIPT_HIRAGANA || said->length > 2))
             ? n
             : 0;
}

/* Each word of the buyer's names the item whose title shares most of it, if that is but one. */
static void
name_by_title (
    const HenjiOrder *order, const Words *titles, const char *text, gssize length, gboolean *named)
{
  g_auto (Words) said = { NULL };

  split_words (text, length, &said);
  for (guint w = 0; w < said.words->len; w++)
    {
      const Word *word = &g_array_index (said.words, Word, w);
      guint best = 0;
      int of = -1;

      if (says_nothing (word))
        continue;
      for (guint i = 0; i < n_items (order); i++)
        {
          guint most = 0;

          for (guint t = 0; t < titles[i].words->len; t++)
            most = MAX (most, shared (word, &g_array_index (titles[i].words, Word, t)));
          if (most > best)
            of = (int) i;
          else if (most == best)
            of = -1;
          best = MAX (best, most);
        }
      if (of >= 0)
        named[of] = TRUE;
    }
}

/* ---- Codes ----------------------------------------------------------------------------------- */

static gboolean
is_code_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

static gboolean
holds_code (const char *text, gsize length, const char *code)
{
  gsize n = code != NULL ? strlen (code) : 0;

  if (n < 3)
    return FALSE;
  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp (text + i, code, n) == 0 && (i == 0 || !is_code_char (text[i - 1]))
        && (i + n == length || !is_code_char (text[i + n])))
      return TRUE;

  return FALSE;
}

/* ---- Sentences ------------------------------------------------------------------------------- */

static gboolean
holds_any (const char *text, gsize length, const char *const *phrases)
{
  g_autofree char *piece = g_strndup (text, length);
  g_autofree char *lower = g_utf8_strdown (piece, -1);

  for (guint i = 0; phrases[i] != NULL; i++)
    if (strstr (lower, phrases[i]) != NULL)
      return TRUE;

  return FALSE;
}

typedef enum
{
  SENTENCE_TROUBLE,
  SENTENCE_ORDERED, /* tells only what was bought */
  SENTENCE_FINE,    /* tells that all is well with it */
} Sentence;

static Sentence
judge (const char *text, gsize length)
{
  static const char *const fine[] = {
    " is fine",   " are fine",   " was fine",      " were fine",     "no problem",
    " is ok",     " are ok",     " was ok",        " were ok",       "arrived safe",
    "perfect",    "undamaged",   "is good",        "are good",       "in good condition",
    "問題な",     "問題ありません", "問題はな",       "問題はありません",
    "無事",       "大丈夫",      "異常な",         "異常ありません", "きれいでした",
    "綺麗でした", NULL,
  };
  static const char *const ordered[] = {
    "i ordered",  "i bought",       "i purchased",    "we ordered", "we bought",
    "ordered a",  "注文しました",   "購入しました",   "購入させて", "注文させて",
    "買いました", "注文しましたが", "購入しましたが", NULL,
  };

  if (holds_any (text, length, fine))
    return SENTENCE_FINE;

  return holds_any (text, length, ordered) ? SENTENCE_ORDERED : SENTENCE_TROUBLE;
}

/* Bytes up to the end of the sentence, or of a half that begins with a "but". */
static gsize
sentence_length (const char *text, gsize length)
{
  static const char *const ends[]
      = { "。",     "！",     "？",         "\n",     ". ",       "! ",         "? ",
          ".\n",    " but ",  ", and the ", ";",      "ですが、", "ましたが、", "けど、",
          "たが、", "いが、", "せんが、",   "が、他", "が、もう" };

  for (gsize i = 0; i < length; i++)
    for (guint e = 0; e < G_N_ELEMENTS (ends); e++)
      {
        gsize n = strlen (ends[e]);

        if (i + n <= length && memcmp (text + i, ends[e], n) == 0)
          return i + n;
      }

  return length;
}

static gboolean
says_all (const char *text, gsize length)
{
  static const char *const all[] = { "both ",         "all of them", "all of the items",
                                     "everything",    "all items",   "whole order",
                                     "all the items", "両方",        "全部",
                                     "すべて",        "全て",        "どちらも",
                                     "いずれも",      "つとも",      "点とも",
                                     "個とも",        NULL };

  return holds_any (text, length, all);
}

/* ---- How many -------------------------------------------------------------------------------- */

static int
number_of (const char *word)
{
  static const struct
  {
    const char *word;
    int number;
  } numbers[] = {
    { "one", 1 }, { "two", 2 },   { "three", 3 }, { "four", 4 }, { "five", 5 },
    { "six", 6 }, { "seven", 7 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 },
    { "一", 1 },  { "二", 2 },    { "三", 3 },    { "四", 4 },   { "五", 5 },
    { "六", 6 },  { "七", 7 },    { "八", 8 },    { "九", 9 },   { "十", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (numbers[i].word, word))
      return numbers[i].number;

  return g_ascii_isdigit (*word) ? atoi (word) : 0;
}

/* "one of the mugs", "3個のうち1個", "2つだけ"; 0 when nothing is said. */
static int
count_in (const char *text, gsize length, int ordered)
{
#define NUMBER "([0-9]{1,3}|[一二三四五六七八九十])"
#define UNIT "(?:個|つ|点|枚|本|箱|冊|袋|台|足|着|脚|客|セット)"
#define ENGLISH "([0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)"
  static const char *const patterns[] = {
    NUMBER UNIT "?(?:の)?(?:うち|内|中)(?:の)?[、,]?" NUMBER UNIT,
    "(?:うち|内|中)(?:の)?[、,]?()" NUMBER UNIT,
    "()" NUMBER UNIT "(?:だけ|のみ|とも|が|は)",
    "\\b()" ENGLISH " (?:out )?of (?:the|them|these|those|my|[0-9])",
    "\\bonly ()" ENGLISH "\\b",
    "\\b()" ENGLISH " (?:mugs?|cups?|pieces?|units?|items?|bottles?|plates?|glasses|pcs)\\b",
    "\\b()" ENGLISH
    " (?:is|are|was|were|came|arrived) (?:broken|cracked|damaged|missing|defective)",
  };
  g_autofree char *piece = g_strndup (text, length);
  g_autofree char *normal = g_utf8_normalize (piece, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (normal != NULL ? normal : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, lower, 0, &match))
        {
          g_autofree char *word = g_match_info_fetch (match, 2);
          int number = number_of (word != NULL ? word : "");

          if (number >= 1 && number <= ordered)
            return number;
        }
    }

  return 0;
}

/* ---- The whole ------------------------------------------------------------------------------- */

typedef struct
{
  gboolean *named[3]; /* by Sentence: which items */
  GString *trouble;   /* the sentences that tell of one */
  gboolean all;
} Reading;

static void
read_words (const HenjiOrder *order, const char *text, gsize length, Reading *reading)
{
  guint n = n_items (order);
  g_autofree Words *titles = g_new0 (Words, n);

  for (guint i = 0; i < n; i++)
    split_words (item_at (order, i)->title != NULL ? item_at (order, i)->title : "", -1,
                 &titles[i]);
  for (gsize at = 0, step; at < length; at += step)
    {
      Sentence sentence;

      step = sentence_length (text + at, length - at);
      sentence = judge (text + at, step);
      name_by_title (order, titles, text + at, (gssize) step, reading->named[sentence]);
      for (guint i = 0; i < n; i++)
        if (holds_code (text + at, step, item_at (order, i)->sku)
            || holds_code (text + at, step, item_at (order, i)->asin))
          reading->named[sentence][i] = TRUE;
      if (sentence != SENTENCE_TROUBLE)
        continue;
      g_string_append_len (reading->trouble, text + at, (gssize) step);
      reading->all = reading->all || says_all (text + at, step);
    }
  for (guint i = 0; i < n; i++)
    words_clear (&titles[i]);
}

static guint
count_named (const gboolean *named, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += named[i] ? 1 : 0;

  return count;
}

GArray *
henji_complaint_find (const HenjiOrder *order, const char *words, gboolean *sure)
{
  guint n = order != NULL ? n_items (order) : 0;
  g_autofree gboolean *named = g_new0 (gboolean, 3 * MAX (n, 1));
  Reading reading = { { named, named + n, named + 2 * n }, NULL, FALSE };
  g_autoptr (GString) trouble = g_string_new (NULL);
  const gboolean *found = reading.named[SENTENCE_TROUBLE];
  const char *end;
  GArray *quantities;

  g_return_val_if_fail (order != NULL && sure != NULL, NULL);

  *sure = FALSE;
  if (words == NULL || n == 0)
    return NULL;
  reading.trouble = trouble;
  g_utf8_validate (words, (gssize) strnlen (words, MAX_WORDS), &end);
  read_words (order, words, (gsize) (end - words), &reading);

  if (count_named (found, n) == 0)
    found = reading.named[SENTENCE_ORDERED];
  if (count_named (found, n) == 0 && !reading.all && n > 1)
    return NULL;

  quantities = henji_complaint_of_all (order);
  *sure = TRUE;
  for (guint i = 0; i < n; i++)
    {
      int *quantity = &g_array_index (quantities, int, i);
      int said;

      if (n > 1 && count_named (found, n) > 0 && !found[i])
        *quantity = 0;
      if (*quantity <= 1)
        continue;
      said = count_in (trouble->str, trouble->len, *quantity);
      if (said > 0)
        *quantity = said;
      else if (!reading.all)
        *sure = FALSE;
    }

  return quantities;
}
