/* test-fold.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-fold.h"

#include <string.h>

static void
test_same (void)
{
  /* Pairs that a search must take for the same. */
  static const char *const pairs[][2] = {
    { "ﾃﾞｰﾀｾﾝﾀｰ", "データセンター" },
    { "データセンター", "でーたせんたー" },
    { "ﾊﾞﾊﾟﾌﾞｳﾞ", "ばぱぶゔ" },
    { "か\u3099", "が" },
    { "カ\u3099", "が" },
    { "か゛は゜", "がぱ" },
    { "ＡＢＣ１２３", "abc123" },
    { "STRASSE", "straße" },
    { "Café", "cafe" },
    { "Cafe\u0301", "cafe" },
    { "ÀÉÎÕÜ", "aeiou" },
    { "Ёлка", "елка" },
    { "Άλφα", "αλφα" },
    { "髙橋", "高橋" },
    { "山﨑", "山崎" },
    { "渡邊渡邉", "渡辺渡辺" },
    { "𠮷野", "吉野" },
    { "神\uFE00", "神" },
    { "葛\U000E0100飾", "葛飾" },
    { "㍿", "株式会社" },
    { "㈱", "(株)" },
    { "①", "1" },
    { "ﬃ", "ffi" },
    { "don’t", "don't" },
    { "“x”", "\"x\"" },
    { "1－2‐3‑4–5−6", "1-2-3-4-5-6" },
    { "zero\u200Bwidth\u00ADsoft", "zerowidthsoft" },
    { "　", " " },
    { "𝐁𝐎𝐋𝐃", "bold" },
    { "ヽヾ", "ゝゞ" },
    { "ｶﾞｷﾞｸﾞｹﾞｺﾞ", "がぎぐげご" },
    { "々〆ー", "々〆ー" },
    { "한국어", "한국어" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *a = henji_fold (pairs[i][0], -1, NULL);
      g_autofree char *b = henji_fold (pairs[i][1], -1, NULL);

      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_different (void)
{
  static const char *const pairs[][2] = {
    { "は", "ば" }, { "ハ", "パ" },   { "つ", "っ" },
    { "一", "ー" }, { "abc", "abd" }, { "大", "太" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *a = henji_fold (pairs[i][0], -1, NULL);
      g_autofree char *b = henji_fold (pairs[i][1], -1, NULL);

      g_assert_cmpstr (a, !=, b);
    }
}

static void
test_offsets (void)
{
  const char *text = "箱ﾃﾞｰﾀ Ａé㍿!";
  g_autofree gsize *offsets = NULL;
  g_autofree char *folded = henji_fold (text, -1, &offsets);
  const char *data, *word;

  g_assert_cmpstr (folded, ==, "箱でーた ae株式会社!");
  g_assert_cmpuint (offsets[strlen (folded)], ==, strlen (text));

  /* The joined mark belongs to its kana; the end of a hit is the start of what follows. */
  data = strstr (folded, "でーた");
  g_assert_cmpuint (offsets[data - folded], ==, strlen ("箱"));
  g_assert_cmpuint (offsets[data - folded + strlen ("で")], ==, strlen ("箱ﾃﾞ"));
  g_assert_cmpuint (offsets[data - folded + strlen ("でーた")], ==, strlen ("箱ﾃﾞｰﾀ"));

  word = strstr (folded, "株式会社");
  g_assert_cmpuint (offsets[word - folded], ==, strlen ("箱ﾃﾞｰﾀ Ａé"));
  g_assert_cmpuint (offsets[word - folded + strlen ("株式")], ==, strlen ("箱ﾃﾞｰﾀ Ａé"));
  g_assert_cmpuint (offsets[word - folded + strlen ("株式会社")], ==, strlen ("箱ﾃﾞｰﾀ Ａé㍿"));

  for (gsize i = 0; i < strlen (folded); i++)
    g_assert_cmpuint (offsets[i], <=, offsets[i + 1]);
}

static void
test_char (void)
{
  gunichar out[18];

  g_assert_cmpint (henji_fold_char (0x30C7, out), ==, 1); /* デ */
  g_assert_cmpuint (out[0], ==, 0x3067);
  g_assert_cmpint (henji_fold_char (0xFE0F, out), ==, 0);
  g_assert_cmpint (henji_fold_char (0x0301, out), ==, 0);
  g_assert_cmpint (henji_fold_char (0xDF, out), ==, 2);
  g_assert_cmpint (henji_fold_char (0xFDFA, out), ==, 18);
  g_assert_cmpint (henji_fold_char ('Q', out), ==, 1);
  g_assert_cmpuint (out[0], ==, 'q');

  g_assert_true (henji_fold_is_cjk (g_utf8_get_char ("々")));
  g_assert_true (henji_fold_is_cjk (g_utf8_get_char ("ー")));
  g_assert_true (henji_fold_is_cjk (g_utf8_get_char ("ﾊ")));
  g_assert_true (henji_fold_is_cjk (g_utf8_get_char ("한")));
  g_assert_true (henji_fold_is_cjk (g_utf8_get_char ("𠮷")));
  g_assert_false (henji_fold_is_cjk (g_utf8_get_char ("。")));
  g_assert_false (henji_fold_is_cjk (g_utf8_get_char ("・")));
  g_assert_false (henji_fold_is_cjk ('a'));
}

/* Folding a folded text changes nothing, and one character folds as it does inside a text. */
static void
test_stable (void)
{
  for (gunichar c = 1; c < 0x30000; c++)
    {
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;
      char utf8[7] = { 0 };

      if (c >= 0xD800 && c <= 0xDFFF)
        continue;
      g_unichar_to_utf8 (c, utf8);
      once = henji_fold (utf8, -1, NULL);
      g_assert_true (g_utf8_validate (once, -1, NULL));
      twice = henji_fold (once, -1, NULL);
      if (!g_str_equal (once, twice))
        g_error ("U+%04X folds to “%s” and then to “%s”", c, once, twice);
    }
}

static void
test_garbage (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const char with_nul[] = "a\0b";
  g_autofree char *cut = henji_fold ("\xE3\x81", -1, NULL);
  g_autofree char *nul = henji_fold (with_nul, 3, NULL);

  g_assert_cmpstr (cut, ==, "\uFFFD\uFFFD");
  g_assert_cmpstr (nul, ==, "a b");

  for (int round = 0; round < 2000; round++)
    {
      char bytes[64];
      gsize n = (gsize) g_rand_int_range (rand, 0, sizeof bytes);
      g_autofree gsize *offsets = NULL;
      g_autofree char *folded = NULL;

      for (gsize i = 0; i < n; i++)
        bytes[i] = (char) g_rand_int_range (rand, round % 2 ? 0x80 : 0, 256);
      folded = henji_fold (bytes, (gssize) n, &offsets);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      for (gsize i = 0; i < strlen (folded); i++)
        g_assert_cmpuint (offsets[i], <=, offsets[i + 1]);
      g_assert_cmpuint (offsets[strlen (folded)], ==, n);
    }
}

static void
test_growth (void)
{
  /* The widest expansion, many times: the buffer must grow with it. */
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;
  g_autofree char *one = henji_fold ("\uFDFA", -1, NULL);

  for (int i = 0; i < 5000; i++)
    g_string_append (text, "\uFDFA");
  folded = henji_fold (text->str, (gssize) text->len, NULL);
  g_assert_cmpuint (strlen (folded), ==, 5000 * strlen (one));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/same", test_same);
  g_test_add_func ("/fold/different", test_different);
  g_test_add_func ("/fold/offsets", test_offsets);
  g_test_add_func ("/fold/char", test_char);
  g_test_add_func ("/fold/stable", test_stable);
  g_test_add_func ("/fold/garbage", test_garbage);
  g_test_add_func ("/fold/growth", test_growth);

  return g_test_run ();
}
