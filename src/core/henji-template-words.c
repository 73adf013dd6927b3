/* henji-template-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words that find a template, and the script and cleanliness of values.
 */
#define G_LOG_DOMAIN "henji-template"

#include "config.h"

#include "henji-template-private.h"

#include "henji-fold.h"

#include <string.h>

/* ---- Romaji --------------------------------------------------------------------------------- */

/* Kana, Hepburn, and how the same is typed on a keyboard. */
static const struct
{
  const char *kana;
  const char *hepburn;
  const char *typed;
} syllables[] = {
  { "きゃ", "kya", "kya" }, { "きゅ", "kyu", "kyu" }, { "きょ", "kyo", "kyo" },
  { "しゃ", "sha", "sya" }, { "しゅ", "shu", "syu" }, { "しょ", "sho", "syo" },
  { "ちゃ", "cha", "tya" }, { "ちゅ", "chu", "tyu" }, { "ちょ", "cho", "tyo" },
  { "にゃ", "nya", "nya" }, { "にゅ", "nyu", "nyu" }, { "にょ", "nyo", "nyo" },
  { "ひゃ", "hya", "hya" }, { "ひゅ", "hyu", "hyu" }, { "ひょ", "hyo", "hyo" },
  { "みゃ", "mya", "mya" }, { "みゅ", "myu", "myu" }, { "みょ", "myo", "myo" },
  { "りゃ", "rya", "rya" }, { "りゅ", "ryu", "ryu" }, { "りょ", "ryo", "ryo" },
  { "ぎゃ", "gya", "gya" }, { "ぎゅ", "gyu", "gyu" }, { "ぎょ", "gyo", "gyo" },
  { "じゃ", "ja", "zya" },  { "じゅ", "ju", "zyu" },  { "じょ", "jo", "zyo" },
  { "びゃ", "bya", "bya" }, { "びゅ", "byu", "byu" }, { "びょ", "byo", "byo" },
  { "ぴゃ", "pya", "pya" }, { "ぴゅ", "pyu", "pyu" }, { "ぴょ", "pyo", "pyo" },
  { "ふぁ", "fa", "fa" },   { "ふぃ", "fi", "fi" },   { "ふぇ", "fe", "fe" },
  { "ふぉ", "fo", "fo" },   { "てぃ", "ti", "thi" },  { "でぃ", "di", "dhi" },
  { "ちぇ", "che", "che" }, { "じぇ", "je", "je" },   { "しぇ", "she", "she" },
  { "うぃ", "wi", "wi" },   { "うぇ", "we", "we" },   { "あ", "a", "a" },
  { "い", "i", "i" },       { "う", "u", "u" },       { "え", "e", "e" },
  { "お", "o", "o" },       { "か", "ka", "ka" },     { "き", "ki", "ki" },
  { "く", "ku", "ku" },     { "け", "ke", "ke" },     { "こ", "ko", "ko" },
  { "さ", "sa", "sa" },     { "し", "shi", "si" },    { "す", "su", "su" },
  { "せ", "se", "se" },     { "そ", "so", "so" },     { "た", "ta", "ta" },
  { "ち", "chi", "ti" },    { "つ", "tsu", "tu" },    { "て", "te", "te" },
  { "と", "to", "to" },     { "な", "na", "na" },     { "に", "ni", "ni" },
  { "ぬ", "nu", "nu" },     { "ね", "ne", "ne" },     { "の", "no", "no" },
  { "は", "ha", "ha" },     { "ひ", "hi", "hi" },     { "ふ", "fu", "hu" },
  { "へ", "he", "he" },     { "ほ", "ho", "ho" },     { "ま", "ma", "ma" },
  { "み", "mi", "mi" },     { "む", "mu", "mu" },     { "め", "me", "me" },
  { "も", "mo", "mo" },     { "や", "ya", "ya" },     { "ゆ", "yu", "yu" },
  { "よ", "yo", "yo" },     { "ら", "ra", "ra" },     { "り", "ri", "ri" },
  { "る", "ru", "ru" },     { "れ", "re", "re" },     { "ろ", "ro", "ro" },
  { "わ", "wa", "wa" },     { "を", "o", "wo" },      { "ん", "n", "nn" },
  { "が", "ga", "ga" },     { "ぎ", "gi", "gi" },     { "ぐ", "gu", "gu" },
  { "げ", "ge", "ge" },     { "ご", "go", "go" },     { "ざ", "za", "za" },
  { "じ", "ji", "zi" },     { "ず", "zu", "zu" },     { "ぜ", "ze", "ze" },
  { "ぞ", "zo", "zo" },     { "だ", "da", "da" },     { "ぢ", "ji", "di" },
  { "づ", "zu", "du" },     { "で", "de", "de" },     { "ど", "do", "do" },
  { "ば", "ba", "ba" },     { "び", "bi", "bi" },     { "ぶ", "bu", "bu" },
  { "べ", "be", "be" },     { "ぼ", "bo", "bo" },     { "ぱ", "pa", "pa" },
  { "ぴ", "pi", "pi" },     { "ぷ", "pu", "pu" },     { "ぺ", "pe", "pe" },
  { "ぽ", "po", "po" },     { "ぁ", "a", "xa" },      { "ぃ", "i", "xi" },
  { "ぅ", "u", "xu" },      { "ぇ", "e", "xe" },      { "ぉ", "o", "xo" },
};

/* NULL when @word holds anything but kana. @word is folded. */
static char *
romaji (const char *word, gboolean typed)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean doubled = FALSE;

  while (*word != '\0')
    {
      guint found = G_N_ELEMENTS (syllables);
      const char *latin;

      if (g_str_has_prefix (word, "っ"))
        {
          doubled = TRUE;
          word += strlen ("っ");
          continue;
        }
      if (g_str_has_prefix (word, "ー"))
        {
          if (typed)
            g_string_append_c (out, '-');
          word += strlen ("ー");
          continue;
        }

      for (guint i = 0; i < G_N_ELEMENTS (syllables) && found == G_N_ELEMENTS (syllables); i++)
        if (g_str_has_prefix (word, syllables[i].kana))
          found = i;
      if (found == G_N_ELEMENTS (syllables))
        return NULL;

      latin = typed ? syllables[found].typed : syllables[found].hepburn;
      if (doubled)
        g_string_append_c (out, *latin);
      doubled = FALSE;
      g_string_append (out, latin);
      word += strlen (syllables[found].kana);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* "juusho" → "jusho", "houhou" → "hoho": long vowels as most people write them. */
static char *
without_long_vowels (const char *latin)
{
  GString *out = g_string_new (NULL);

  for (const char *p = latin; *p != '\0'; p++)
    {
      char before = p > latin ? p[-1] : '\0';

      if ((*p == 'u' && (before == 'u' || before == 'o')) || (*p == 'o' && before == 'o'))
        continue;
      g_string_append_c (out, *p);
    }

  return g_string_free (out, FALSE);
}

static void
add_word (GPtrArray *words, char *word)
{
  if (word == NULL || *word == '\0'
      || g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_free (word);
  else
    g_ptr_array_add (words, word);
}

char *
henji_template_fold_words (const char *text)
{
  g_autofree char *folded = henji_fold (text, -1, NULL);
  g_auto (GStrv) split = g_strsplit_set (folded, " \t\r\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; split[i] != NULL; i++)
    {
      g_autofree char *hepburn = *split[i] != '\0' ? romaji (split[i], FALSE) : NULL;

      add_word (words, g_strdup (split[i]));
      if (hepburn == NULL)
        continue;

      add_word (words, g_strdup (hepburn));
      add_word (words, romaji (split[i], TRUE));
      add_word (words, without_long_vowels (hepburn));
      /* ん typed once before a consonant */
      {
        g_autofree char *typed = romaji (split[i], TRUE);
        GString *single = g_string_new (typed);

        g_string_replace (single, "nn", "n", 0);
        add_word (words, g_string_free (single, FALSE));
      }
    }
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

/* ---- Values --------------------------------------------------------------------------------- */

static gboolean
is_latin (gunichar c)
{
  return g_unichar_isalpha (c) && g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

gboolean
henji_template_text_fits (const char *text, HenjiLanguage language)
{
  gboolean japanese = FALSE, words = FALSE, strange = FALSE;
  int run = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (henji_fold_is_cjk (c) || c == 0x3005)
        japanese = TRUE;
      else if (g_unichar_isalpha (c) && !is_latin (c)
               && g_unichar_get_script (c) != G_UNICODE_SCRIPT_COMMON
               && g_unichar_get_script (c) != G_UNICODE_SCRIPT_GREEK)
        strange = TRUE;

      /* Three small letters are a word; "USB-C", "M4" and "AC 100V" read the same everywhere. */
      run = is_latin (c) && g_unichar_islower (c) ? run + 1 : 0;
      words = words || run >= 3;
    }

  if (language == HENJI_LANGUAGE_JA)
    return japanese || (!words && !strange);
  if (language == HENJI_LANGUAGE_EN)
    return !japanese && !strange;

  return TRUE;
}

/* Characters that would turn or hide what stands beside them. */
static gboolean
is_hostile (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFC
         || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F)
         || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

char *
henji_template_clean (const char *text, gboolean keep_lines, gsize max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);
  gboolean space = FALSE, line = FALSE;
  gsize n = 0;

  for (const char *p = valid; *p != '\0' && n < max_chars; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x2028 || c == 0x2029 || c == 0x85)
        {
          space = TRUE;
          line = line || c == '\n' || c == 0x2028 || c == 0x2029;
          continue;
        }
      if (g_unichar_iscntrl (c) || is_hostile (c))
        continue;

      if (space && out->len > 0)
        g_string_append_c (out, line && keep_lines ? '\n' : ' ');
      space = line = FALSE;
      g_string_append_unichar (out, c);
      n++;
    }

  return g_string_free (out, FALSE);
}
