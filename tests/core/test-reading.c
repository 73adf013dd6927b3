/* test-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading help over the real lexicon and glossary, and over small glossaries of its own.
 */
#include "config.h"

#include "data-fixture.h"
#include "henji-reading.h"

#include <string.h>

static HenjiLexicon *lexicon;
static HenjiGlossary *glossary;

static void
load (void)
{
  static const char *const files[]
      = { "en.txt", "ja.txt", "languages.txt", "other.txt", "priorities.txt", "weights.txt" };
  g_autoptr (GError) error = NULL;

  lexicon = henji_lexicon_new ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      gsize length;
      g_autofree char *text = read_data ("lexicon", files[i], &length);

      henji_lexicon_add (lexicon, text, length, files[i], &error);
      g_assert_no_error (error);
    }
  henji_lexicon_seal (lexicon);
  glossary = henji_glossary_new (lexicon);
  for (guint i = 0; i < 2; i++)
    {
      gsize length;
      g_autofree char *text = read_data ("glossary", files[i], &length);

      henji_glossary_add (glossary, text, length, files[i], &error);
      g_assert_no_error (error);
    }
  henji_glossary_seal (glossary);
}

/* Whatever was read: the spans lie in the text, in order, apart, on characters, with words. */
static void
check (const HenjiReading *reading, const char *text, gsize length)
{
  guint last = 0;

  for (guint i = 0; i < reading->spans->len; i++)
    {
      const HenjiReadingSpan *span = &g_array_index (reading->spans, HenjiReadingSpan, i);

      g_assert_cmpuint (span->start, >=, last);
      g_assert_cmpuint (span->end, >, span->start);
      g_assert_cmpuint (span->end, <=, length);
      g_assert_cmpint ((guchar) text[span->start] & 0xc0, !=, 0x80);
      if (span->end < length)
        g_assert_cmpint ((guchar) text[span->end] & 0xc0, !=, 0x80);
      if (span->type <= HENJI_READING_WISH)
        g_assert_nonnull (span->meaning);
      if (span->type == HENJI_READING_KIND)
        g_assert_cmpint (span->kind, !=, HENJI_KIND_OTHER);
      if (span->meaning != NULL)
        {
          g_assert_true (g_utf8_validate (span->meaning, -1, NULL));
          g_assert_null (strpbrk (span->meaning, "%~*"));
        }
      last = span->end;
    }
}

static HenjiReading *
read_as (const char *text, HenjiKind kind, HenjiLanguage language, HenjiLanguage reader)
{
  HenjiReading *reading
      = henji_reading_find (lexicon, glossary, text, -1, 1u << kind, language, reader);

  check (reading, text, strlen (text));

  return reading;
}

/* What a reader of the other language is told. */
static HenjiReading *
help (const char *text, HenjiKind kind)
{
  HenjiLanguage language = g_str_is_ascii (text) ? HENJI_LANGUAGE_EN : HENJI_LANGUAGE_JA;

  return read_as (text, kind, language,
                  language == HENJI_LANGUAGE_EN ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);
}

/* The span that stands on exactly these words. */
static const HenjiReadingSpan *
span_of (const HenjiReading *reading, const char *text, const char *words)
{
  const char *at = strstr (text, words);
  const HenjiReadingSpan *span;

  g_assert_nonnull (at);
  span = henji_reading_at (reading, (guint) (at - text));
  if (span == NULL || span->start != (guint) (at - text)
      || span->end - span->start != strlen (words))
    g_error ("“%s” is no span of “%s”: %s", words, text,
             span != NULL ? g_strndup (text + span->start, span->end - span->start) : "nothing");

  return span;
}

#define assert_means(text, words, meant)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (HenjiReading) r_ = help (text, HENJI_KIND_OTHER);                                   \
    g_assert_cmpstr (span_of (r_, text, words)->meaning, ==, meant);                               \
  }                                                                                                \
  G_STMT_END

static void
assert_untouched (const char *text, const char *words)
{
  g_autoptr (HenjiReading) reading = help (text, HENJI_KIND_OTHER);
  const char *at = strstr (text, words);

  g_assert_nonnull (at);
  for (gsize i = 0; i < strlen (words); i++)
    if (henji_reading_at (reading, (guint) ((gsize) (at - text) + i)) != NULL)
      g_error ("“%s” is read in “%s”", words, text);
}

static void
test_size (void)
{
  g_assert_cmpuint (henji_glossary_size (glossary, HENJI_LANGUAGE_EN), >, 500);
  g_assert_cmpuint (henji_glossary_size (glossary, HENJI_LANGUAGE_JA), >, 500);
}

static void
test_kind (void)
{
  const char *english = "Hello, the handle arrived cracked.";
  const char *japanese = "届いたマグカップの取っ手が割れていました。";
  g_autoptr (HenjiReading) a = help (english, HENJI_KIND_DAMAGED);
  g_autoptr (HenjiReading) b = help (japanese, HENJI_KIND_DAMAGED);
  g_autoptr (HenjiReading) c = help (english, HENJI_KIND_LATE_DELIVERY);
  const HenjiReadingSpan *span = span_of (a, english, "arrived cracked");

  g_assert_cmpint (span->kind, ==, HENJI_KIND_DAMAGED);
  g_assert_cmpint (span->type, ==, HENJI_READING_MATTER);
  g_assert_cmpstr (span->meaning, ==, "割れて届いた");
  g_assert_cmpint (span_of (a, english, "handle")->type, ==, HENJI_READING_PART);
  span = span_of (b, japanese, "割れていました");
  g_assert_cmpint (span->kind, ==, HENJI_KIND_DAMAGED);
  g_assert_cmpstr (span->meaning, ==, "broken, cracked");
  g_assert_cmpint (span_of (b, japanese, "取っ手")->type, ==, HENJI_READING_PART);
  /* The kind is what the message was filed as, not whatever its words could mean. */
  g_assert_cmpint (span_of (c, english, "arrived cracked")->kind, ==, HENJI_KIND_OTHER);
}

/* Words of the lexicon that the glossary does not know are still shown as what told the kind. */
static void
test_kind_alone (void)
{
  const char *text = "Opened the box and heard the tinkle inside.";
  g_autoptr (HenjiReading) reading = help (text, HENJI_KIND_DAMAGED);
  const HenjiReadingSpan *span = span_of (reading, text, "tinkle");

  g_assert_cmpint (span->type, ==, HENJI_READING_KIND);
  g_assert_cmpint (span->kind, ==, HENJI_KIND_DAMAGED);
  g_assert_null (span->meaning);
}

static void
test_longest (void)
{
  assert_means ("It never showed up.", "never showed up", "まったく届かない");
  assert_means ("I want a partial refund.", "partial refund", "一部返金");
  assert_means ("There was a missed delivery notice on the door.", "missed delivery notice",
                "不在票");
  assert_means ("まだ届いていません。", "まだ届いていません", "has still not arrived");
  assert_means ("未開封です。", "未開封です", "unopened");
  assert_means ("取扱説明書がありません。", "取扱説明書", "instruction manual");
  assert_means ("返金をお願いします。", "返金をお願いします", "refund");
  assert_means ("全額返金してください。", "全額返金してください", "full refund");
}

static void
test_inflected (void)
{
  static const char *const english[][2] = {
    { "The lid is CHIPPED.", "CHIPPED" },
    { "Two chips in it.", "chips" },
    { "It is dented.", "dented" },
    { "a few dents here", "dents" },
    { "The parcel was cancelled.", "cancelled" },
    { "It was canceled.", "canceled" },
    { "It's discoloured", "discoloured" },
    { "I'm dissapointed, disappointed", "disappointed" },
    { "The neighbour took it", "neighbour" },
    { "the neighbor took it", "neighbor" },
    { "It doesn't work", "It doesn't work" },
    { "it does not work", "it does not work" },
    { "leave it at the door", "leave it at the door" },
    { "left at the porch", "left at the porch" },
  };
  static const char *const japanese[][2] = {
    { "皿が割れてた。", "割れてた" },
    { "皿が割れており困る。", "割れており" },
    { "皿がわれています。", "われています" },
    { "ヘコミがありました。", "ヘコミがありました" },
    { "へこんでいた。", "へこんでいた" },
    { "ﾘﾓｺﾝがない。", "ﾘﾓｺﾝ" },
    { "りもこんがない。", "りもこん" },
    { "がっかりしました。", "がっかりしました" },
    { "ガッカリです。", "ガッカリです" },
    { "困っています。", "困っています" },
    { "宅配ＢＯＸに。", "宅配ＢＯＸ" },
    { "交換していただけませんか。", "交換していただけませんか" },
    { "キズが付いていました。", "キズが付いていました" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    {
      g_autoptr (HenjiReading) reading = help (english[i][0], HENJI_KIND_OTHER);

      g_assert_nonnull (span_of (reading, english[i][0], english[i][1])->meaning);
    }
  for (guint i = 0; i < G_N_ELEMENTS (japanese); i++)
    {
      g_autoptr (HenjiReading) reading = help (japanese[i][0], HENJI_KIND_OTHER);

      g_assert_nonnull (span_of (reading, japanese[i][0], japanese[i][1])->meaning);
    }
}

/* A word that only looks like one of the glossary. */
static void
test_not_there (void)
{
  assert_untouched ("There is a chipmunk on it.", "chipmunk");
  assert_untouched ("そう言われています。", "言われています");
  assert_untouched ("ネジレている。", "ネジレ");
  assert_untouched ("納豆となっとう。", "なっとう");
  assert_untouched ("The screwdriver is fine.", "screwdriver");
}

static void
test_denied (void)
{
  static const struct
  {
    const char *text, *words;
    gboolean denied;
  } all[] = {
    { "The mug is not damaged.", "damaged", TRUE },
    { "I do not want a refund.", "refund", TRUE },
    { "The mug is damaged.", "damaged", FALSE },
    { "It has not arrived.", "has not arrived", FALSE },
    { "箱に傷はありませんでした。", "傷", TRUE },
    { "箱に傷がありました。", "傷がありました", FALSE },
    { "交換していただけませんか。", "交換していただけませんか", FALSE },
    { "返金はできませんか。", "返金はできませんか", FALSE },
    { "交換していただくことはできませんか。", "交換していただくことはできませんか", FALSE },
    { "壊れてはいません。", "壊れて", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (HenjiReading) reading = help (all[i].text, HENJI_KIND_OTHER);
      const char *at = strstr (all[i].text, all[i].words);
      const HenjiReadingSpan *span = henji_reading_at (reading, (guint) (at - all[i].text));

      g_assert_nonnull (span);
      if (span->denied != all[i].denied)
        g_error ("“%s”: %d", all[i].text, span->denied);
    }
}

static void
test_numbers (void)
{
  assert_means ("I ordered it two weeks ago.", "two weeks ago", "2週間前");
  assert_means ("I ordered it 12 days ago.", "12 days ago", "12日前");
  assert_means ("Refund me within 3 days!", "within 3 days", "3日以内に");
  assert_means ("3日以内に返信がない場合", "3日以内に", "within 3 days");
  assert_means ("1週間前に注文しました。", "1週間前", "1 week ago");
  assert_means ("３週間前に注文しました。", "３週間前", "3 weeks ago");
  assert_means ("ネジが4本足りません。", "4本足りません", "4 short");
}

static void
test_dates (void)
{
  assert_means ("I need it by November 30, please.", "by November 30", "11月30日まで");
  assert_means ("I need it before Nov. 30th 2026.", "before Nov. 30th 2026", "2026年11月30日まで");
  assert_means ("It came on the 3rd of March", "on the 3rd of March", "3月3日");
  assert_means ("It is due by 12/24.", "by 12/24", "12月24日まで");
  assert_means ("Sent on 2026-11-24.", "on 2026-11-24", "2026年11月24日");
  assert_means ("11月30日までにお願いします。", "11月30日までに", "by November 30");
  assert_means ("2026年11月30日（月）以降で。", "2026年11月30日（月）以降",
                "after November 30, 2026");
  assert_means ("24日までに必要です。", "24日までに", "by the 24th");
  assert_means ("12/5までに。", "12/5までに", "by December 5");
  /* Which of the two is the month? */
  assert_untouched ("It is due by 4/5.", "4/5");
  assert_untouched ("Only 1/2 of the screws", "1/2");
  assert_untouched ("3日です。", "3日です");
  assert_untouched ("13月40日まで", "13月40日");
}

static void
test_facts (void)
{
  const char *text = "Order 112-7734015-2204418: please ship to 418 Alder Court, Apt 6, Portland, "
                     "OR 97205. Call 503-555-0148. You owe me $12.50 and $3.";
  const char *own
      = "〒464-0075 愛知県名古屋市千種区内山3-18-7 に変更してください。電話 090-5550-1832、"
        "注文番号250-4410827-1930655、11月30日まで。";
  g_autoptr (HenjiReading) a = help (text, HENJI_KIND_ADDRESS_CHANGE);
  g_autoptr (HenjiReading) b
      = read_as (own, HENJI_KIND_ADDRESS_CHANGE, HENJI_LANGUAGE_JA, HENJI_LANGUAGE_JA);
  g_autoptr (HenjiReading) c = read_as ("Je vous dois $5, 112-7734015-2204418", HENJI_KIND_OTHER,
                                        HENJI_LANGUAGE_OTHER, HENJI_LANGUAGE_EN);

  g_assert_cmpint (span_of (a, text, "112-7734015-2204418")->type, ==, HENJI_READING_ORDER_ID);
  g_assert_cmpint (span_of (a, text, "418 Alder Court, Apt 6, Portland, OR 97205")->type, ==,
                   HENJI_READING_ADDRESS);
  g_assert_cmpint (span_of (a, text, "503-555-0148")->type, ==, HENJI_READING_PHONE);
  g_assert_cmpint (span_of (a, text, "$12.50")->type, ==, HENJI_READING_AMOUNT);
  g_assert_cmpint (span_of (a, text, "$3")->type, ==, HENJI_READING_AMOUNT);

  /* In the reader's own language facts alone. */
  g_assert_cmpint (span_of (b, own, "464-0075")->type, ==, HENJI_READING_POSTAL_CODE);
  g_assert_cmpint (span_of (b, own, "愛知県名古屋市千種区内山3-18-7")->type, ==,
                   HENJI_READING_ADDRESS);
  g_assert_cmpint (span_of (b, own, "090-5550-1832")->type, ==, HENJI_READING_PHONE);
  g_assert_cmpint (span_of (b, own, "11月30日まで")->type, ==, HENJI_READING_TIME);
  for (guint i = 0; i < b->spans->len; i++)
    g_assert_null (g_array_index (b->spans, HenjiReadingSpan, i).meaning);
  g_assert_cmpuint (c->spans->len, ==, 2);
}

static void
test_wish (void)
{
  static const char *const all[][2] = { { "Can I get a refund?", "refund" },
                                        { "Please send a replacement.", "replacement" },
                                        { "How about a discount?", "discount" },
                                        { "交換を希望します。", "交換を希望します" },
                                        { "値引きしてください。", "値引きしてください" },
                                        { "返品したいです。", "返品したいです" } };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (HenjiReading) reading = help (all[i][0], HENJI_KIND_OTHER);

      g_assert_cmpint (span_of (reading, all[i][0], all[i][1])->type, ==, HENJI_READING_WISH);
    }
}

static void
test_quotes (void)
{
  const char *text = "It is broken.\n> Your refund was cracked\n＞ refund\nStill broken.\n"
                     "-----Original Message-----\nThe refund is broken.";
  g_autoptr (HenjiReading) reading = help ("It is broken.\n> refund\nIt leaks.", HENJI_KIND_OTHER);
  g_autoptr (HenjiReading) long_one
      = read_as (text, HENJI_KIND_OTHER, HENJI_LANGUAGE_EN, HENJI_LANGUAGE_JA);

  g_assert_cmpuint (reading->spans->len, ==, 2);
  for (guint i = 0; i < long_one->spans->len; i++)
    g_assert_cmpint (g_array_index (long_one->spans, HenjiReadingSpan, i).type, !=,
                     HENJI_READING_WISH);
}

/* Spaces and line breaks inside a phrase, and spellings that are longer or shorter than written. */
static void
test_offsets (void)
{
  const char *wrapped = "I would like to have a partial\nrefund for this, and a good one of those";
  const char *accents = "Ｔｈｅ ｈａｎｄｌｅ is ｃｒａｃｋｅｄ!";
  const char *emoji = "😭😭割れてました😭";
  g_autoptr (HenjiReading) a
      = read_as (wrapped, HENJI_KIND_OTHER, HENJI_LANGUAGE_EN, HENJI_LANGUAGE_JA);
  g_autoptr (HenjiReading) b
      = read_as (accents, HENJI_KIND_OTHER, HENJI_LANGUAGE_EN, HENJI_LANGUAGE_JA);
  g_autoptr (HenjiReading) c = help (emoji, HENJI_KIND_OTHER);

  g_assert_cmpstr (span_of (a, wrapped, "partial\nrefund")->meaning, ==, "一部返金");
  g_assert_nonnull (span_of (b, accents, "ｃｒａｃｋｅｄ")->meaning);
  g_assert_nonnull (span_of (c, emoji, "割れてました")->meaning);
}

static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "割れて", "broken",  " ",   "\n",   "\xff",         "\xe3\x81",  "%",  "<b>&amp;", "~*#",
    "250-",   "1234567", "11/", "24日", "\xe2\x80\x8b", "まで",      "が", "ﾊﾞ",       "㌔",
    "not ",   "3 ",      "😭",   ">",    "within ",      "within 3 ", "\r", "ー",       "\x01"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261124);

  for (guint round = 0; round < 400; round++)
    for (HenjiLanguage language = HENJI_LANGUAGE_OTHER; language <= HENJI_LANGUAGE_EN; language++)
      {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (HenjiReading) reading = NULL;

        for (int i = g_rand_int_range (rand, 0, 40); i > 0; i--)
          g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        reading = henji_reading_find (lexicon, glossary, text->str, (gssize) text->len,
                                      g_rand_int (rand), language,
                                      round % 2 ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN);
        if (g_utf8_validate (text->str, (gssize) text->len, NULL))
          check (reading, text->str, text->len);
      }
}

/* A long text is read as far as HENJI_MAX_READ. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HenjiReading) reading = NULL;
  const HenjiReadingSpan *last;

  while (text->len < 4 * HENJI_MAX_READ)
    g_string_append (text, "皿が割れていました。");
  reading = read_as (text->str, HENJI_KIND_DAMAGED, HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN);
  g_assert_cmpuint (reading->spans->len, >, 400);
  last = &g_array_index (reading->spans, HenjiReadingSpan, reading->spans->len - 1);
  g_assert_cmpuint (last->end, <=, HENJI_MAX_READ);
  g_assert_cmpuint (last->end, >, HENJI_MAX_READ - 100);
}

static void
test_empty (void)
{
  g_autoptr (HenjiReading) a
      = henji_reading_find (lexicon, glossary, NULL, 0, ~0u, HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN);
  g_autoptr (HenjiReading) b = help ("", HENJI_KIND_OTHER);

  g_assert_cmpuint (a->spans->len, ==, 0);
  g_assert_cmpuint (b->spans->len, ==, 0);
  g_assert_null (henji_reading_at (b, 0));
}

static void
refuse (const char *text, const char *place)
{
  g_autoptr (HenjiGlossary) one = henji_glossary_new (lexicon);
  g_autoptr (GError) error = NULL;

  g_assert_false (henji_glossary_add (one, text, strlen (text), "own.txt", &error));
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, place))
    g_error ("“%s” does not begin with “%s”", error->message, place);
  henji_glossary_seal (one);
}

static void
test_files (void)
{
  const char *text
      = "# a comment\n[matter en]\nglorp(s|), glorp* = グロープ\n  る\n[endings]\nzz\n";
  g_autoptr (HenjiGlossary) one = henji_glossary_new (lexicon);
  g_autoptr (HenjiReading) reading = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (henji_glossary_add (one, text, strlen (text), "own.txt", &error));
  g_assert_no_error (error);
  henji_glossary_seal (one);
  reading = henji_reading_find (lexicon, one, "two glorpings", -1, 0, HENJI_LANGUAGE_EN,
                                HENJI_LANGUAGE_JA);
  g_assert_cmpuint (reading->spans->len, ==, 1);
  g_assert_cmpstr (g_array_index (reading->spans, HenjiReadingSpan, 0).meaning, ==, "グロープ る");

  refuse ("glorp = x\n", "own.txt, line 1:");
  refuse ("\n[matter fr]\n", "own.txt, line 2:");
  refuse ("[matter enx]\n", "own.txt, line 1:");
  refuse ("[mat en]\n", "own.txt, line 1:");
  refuse ("[word en]\n\nglorp\n", "own.txt, line 3:");
  refuse ("[word en]\nglo(rp = x\n", "own.txt, line 2:");
  refuse ("[word en]\nglo~rp = x\n", "own.txt, line 2:");
  refuse ("[word en]\nglorp = % x\n", "own.txt, line 2:");
  refuse ("[word en]\n% % % = % % %\n", "own.txt, line 2:");
  refuse ("[word en]\n\xff = x\n", "own.txt:");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  load ();
  g_test_add_func ("/reading/size", test_size);
  g_test_add_func ("/reading/kind", test_kind);
  g_test_add_func ("/reading/kind-alone", test_kind_alone);
  g_test_add_func ("/reading/longest", test_longest);
  g_test_add_func ("/reading/inflected", test_inflected);
  g_test_add_func ("/reading/not-there", test_not_there);
  g_test_add_func ("/reading/denied", test_denied);
  g_test_add_func ("/reading/numbers", test_numbers);
  g_test_add_func ("/reading/dates", test_dates);
  g_test_add_func ("/reading/facts", test_facts);
  g_test_add_func ("/reading/wish", test_wish);
  g_test_add_func ("/reading/quotes", test_quotes);
  g_test_add_func ("/reading/offsets", test_offsets);
  g_test_add_func ("/reading/hostile", test_hostile);
  g_test_add_func ("/reading/long", test_long);
  g_test_add_func ("/reading/empty", test_empty);
  g_test_add_func ("/reading/files", test_files);

  return g_test_run ();
}
