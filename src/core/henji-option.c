/* henji-option.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-option"

#include "config.h"

#include "henji-option.h"

#include <string.h>

#include "henji-fold.h"

#define MAX_OPTIONS 9
#define MAX_REPLY 1500 /* bytes of the buyer's own words that are looked at */
#define SHORT_REPLY 150

/* The words of option @number in one of the two texts of an answer. */
static char *
option_words (const char *text, guint number)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autofree char *mark = g_strdup_printf ("%u. ", number);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], mark))
      return g_strdup (lines[i] + strlen (mark));

  return NULL;
}

/* (nullable): the answer in @language. */
static const char *
text_in (const HenjiMessage *sent, HenjiLanguage language)
{
  return sent->language == language ? sent->body : sent->counterpart;
}

/* A choice by its number. Quantities, dates and house numbers are none: behind the number stands
 * what only a choice has, or nothing. */
static const char *const choices[] = {
  "^\\W*([1-9])\\W*(?:で|に|を|が|の方|please|pls|plz|thanks|thank|,|$)",
  "(?:^|[^0-9])([1-9])番(?![地号目])",
  "([1-9])番目の(?:方法|案|選択|もの|で|を)",
  "(?:^|[^0-9a-z])([1-9]) "
  "?(?:で(?:お願|おねが|結構|いい|よろ|大丈夫|構)|を(?:希望|選)|希望|がいい|にします|にしま|にして|"
  "の方(?:法|で)|のほうで)",
  "(?:option|number|choice|nr|no\\.?|#) ?([1-9])\\b(?![0-9])",
  "(?:choose|pick|take|prefer|go (?:with|for)|going (?:with|for)|select|want) (?:option |number "
  "|no\\.? |#)?([1-9])\\b(?! ?(?:of|more|new|x|pcs|pieces|units|items|days|weeks|sets))",
  "(?:^|[^0-9])([1-9]) (?:please|pls|plz)",
};

static const struct
{
  const char *pattern;
  guint number;
} words[] = {
  { "(?:option one|the first (?:option|one|choice)|first option|1st option|最初の方法|1つ目)", 1 },
  { "(?:option two|the second (?:option|one|choice)|second option|2nd option|2つ目)", 2 },
  { "(?:option three|the third (?:option|one|choice)|third option|3rd option|3つ目)", 3 },
};

static gpointer
compile (gpointer data)
{
  GRegex **regexes = g_new (GRegex *, G_N_ELEMENTS (choices) + G_N_ELEMENTS (words));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    regexes[i] = g_regex_new (choices[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    regexes[G_N_ELEMENTS (choices) + i]
        = g_regex_new (words[i].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);

  return regexes;
}

/* 0: none, or not one alone. */
static guint
number_in (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  GRegex **regexes = g_once (&once, compile, NULL);
  guint32 found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (regexes[i], text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_autofree char *digit = g_match_info_fetch (match, 1);

          found |= 1u << (*digit - '0');
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_regex_match (regexes[G_N_ELEMENTS (choices) + i], text, 0, NULL))
      found |= 1u << words[i].number;

  return found != 0 && (found & (found - 1)) == 0 ? (guint) __builtin_ctz (found) : 0;
}

static gboolean
holds_any (const char *text, const char *const *any)
{
  for (guint i = 0; any[i] != NULL; i++)
    if (strstr (text, any[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* Does a short reply name just the one, and deny or ask nothing? */
static gboolean
names_alone (const char *own, const char *const *one, const char *const *other)
{
  static const char *const doubts[]
      = { "?",    "not",  "n't",  "no ",    "never", "still", "wait",
          "when", "yet",  "got",  "receiv", "ない",  "なく",  "ません",
          "不要", "以外", "まだ", "いつ",   "確認",  "届",    NULL };

  return strlen (own) <= SHORT_REPLY && holds_any (own, one) && !holds_any (own, other)
         && !holds_any (own, doubts);
}

/* The one option that offers what is asked for; 0: none, or several. */
static guint
number_of_wish (const HenjiMessage *sent, guint32 told, const char *own)
{
  static const char *const refund[] = { "返金", "キャンセル", "refund", "Cancellation", NULL };
  static const char *const goods[] = { "発送", "shipped", "sent again", "replacement", NULL };
  static const char *const part[] = { "一部", "artial", NULL };
  static const char *const money_words[] = { "refund", "money back", "返金", NULL };
  static const char *const goods_words[]
      = { "replace", "send again", "sent again", "resend", "交換", "再送", "代わり", "代品", NULL };
  gboolean money
      = (told & 1u << HENJI_TOLD_WANTS_REFUND) != 0 || names_alone (own, money_words, goods_words);
  gboolean thing = (told & 1u << HENJI_TOLD_WANTS_REPLACEMENT) != 0
                   || names_alone (own, goods_words, money_words);
  guint found = 0;

  if (money == thing)
    return 0;
  for (guint number = 1; number <= MAX_OPTIONS; number++)
    {
      g_autofree char *option = option_words (sent->body, number);

      if (option == NULL)
        break;
      if (!holds_any (option, money ? refund : goods) || (money && holds_any (option, part)))
        continue;
      if (found != 0)
        return 0;
      found = number;
    }

  return found;
}

char *
henji_option_chosen (const HenjiMessage *sent, const HenjiMessage *reply, HenjiLanguage language)
{
  g_autofree char *own = NULL;
  guint number;

  g_return_val_if_fail (sent != NULL && reply != NULL, NULL);

  if (reply->body == NULL || sent->body == NULL)
    return NULL;
  own = henji_fold (reply->body, (gssize) MIN (reply->own_length, MAX_REPLY), NULL);
  number = number_in (own);
  if (number == 0)
    number = number_of_wish (sent, reply->facts.told, own);

  return number != 0 ? option_words (text_in (sent, language), number) : NULL;
}
