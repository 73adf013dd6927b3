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

/* ---- Romaji ---------------------------------------------------------------------------------
 *
 * One key for every way of writing a sound in Latin letters, near to Kunrei and without long
 * vowels: "hasshou", "hassyou", "hasshō" and はっしょう are all "hassyo".
 */

static const struct
{
  const char *kana;
  const char *key;
} syllables[] = {
  { "きゃ", "kya" }, { "きゅ", "kyu" }, { "きょ", "kyo" }, { "しゃ", "sya" }, { "しゅ", "syu" },
  { "しょ", "syo" }, { "ちゃ", "tya" }, { "ちゅ", "tyu" }, { "ちょ", "tyo" }, { "にゃ", "nya" },
  { "にゅ", "nyu" }, { "にょ", "nyo" }, { "ひゃ", "hya" }, { "ひゅ", "hyu" }, { "ひょ", "hyo" },
  { "みゃ", "mya" }, { "みゅ", "myu" }, { "みょ", "myo" }, { "りゃ", "rya" }, { "りゅ", "ryu" },
  { "りょ", "ryo" }, { "ぎゃ", "gya" }, { "ぎゅ", "gyu" }, { "ぎょ", "gyo" }, { "じゃ", "zya" },
  { "じゅ", "zyu" }, { "じょ", "zyo" }, { "びゃ", "bya" }, { "びゅ", "byu" }, { "びょ", "byo" },
  { "ぴゃ", "pya" }, { "ぴゅ", "pyu" }, { "ぴょ", "pyo" }, { "ふぁ", "fa" },  { "ふぃ", "fi" },
  { "ふぇ", "fe" },  { "ふぉ", "fo" },  { "てぃ", "ti" },  { "でぃ", "zi" },  { "ちぇ", "tye" },
  { "じぇ", "zye" }, { "しぇ", "sye" }, { "うぃ", "wi" },  { "うぇ", "we" },  { "うぉ", "o" },
  { "ゔ", "bu" },    { "あ", "a" },     { "い", "i" },     { "う", "u" },     { "え", "e" },
  { "お", "o" },     { "か", "ka" },    { "き", "ki" },    { "く", "ku" },    { "け", "ke" },
  { "こ", "ko" },    { "さ", "sa" },    { "し", "si" },    { "す", "su" },    { "せ", "se" },
  { "そ", "so" },    { "た", "ta" },    { "ち", "ti" },    { "つ", "tu" },    { "て", "te" },
  { "と", "to" },    { "な", "na" },    { "に", "ni" },    { "ぬ", "nu" },    { "ね", "ne" },
  { "の", "no" },    { "は", "ha" },    { "ひ", "hi" },    { "ふ", "hu" },    { "へ", "he" },
  { "ほ", "ho" },    { "ま", "ma" },    { "み", "mi" },    { "む", "mu" },    { "め", "me" },
  { "も", "mo" },    { "ら", "ra" },    { "り", "ri" },    { "る", "ru" },    { "れ", "re" },
  { "ろ", "ro" },    { "が", "ga" },    { "ぎ", "gi" },    { "ぐ", "gu" },    { "げ", "ge" },
  { "ご", "go" },    { "ざ", "za" },    { "じ", "zi" },    { "ず", "zu" },    { "ぜ", "ze" },
  { "ぞ", "zo" },    { "ば", "ba" },    { "び", "bi" },    { "ぶ", "bu" },    { "べ", "be" },
  { "ぼ", "bo" },    { "ぱ", "pa" },    { "ぴ", "pi" },    { "ぷ", "pu" },    { "ぺ", "pe" },
  { "ぽ", "po" },    { "だ", "da" },    { "ぢ", "zi" },    { "づ", "zu" },    { "で", "de" },
  { "ど", "do" },    { "や", "ya" },    { "ゆ", "yu" },    { "よ", "yo" },    { "わ", "wa" },
  { "を", "o" },     { "ん", "n" },     { "ぁ", "a" },     { "ぃ", "i" },     { "ぅ", "u" },
  { "ぇ", "e" },     { "ぉ", "o" },     { "ゃ", "ya" },    { "ゅ", "yu" },    { "ょ", "yo" },
};

/* Other spellings of the same, the longest first; what stands in none of them is its own key. */
static const struct
{
  const char *written;
  const char *key;
} spellings[] = {
  { "sha", "sya" }, { "shi", "si" },  { "shu", "syu" }, { "she", "sye" }, { "sho", "syo" },
  { "cha", "tya" }, { "chi", "ti" },  { "chu", "tyu" }, { "che", "tye" }, { "cho", "tyo" },
  { "jya", "zya" }, { "jyu", "zyu" }, { "jyo", "zyo" }, { "tsu", "tu" },  { "dzu", "zu" },
  { "thi", "ti" },  { "dhi", "zi" },  { "mb", "nb" },   { "mp", "np" },   { "mm", "nm" },
  { "cy", "ty" },   { "dy", "zy" },   { "di", "zi" },   { "du", "zu" },   { "fu", "hu" },
  { "wo", "o" },    { "ja", "zya" },  { "ji", "zi" },   { "ju", "zyu" },  { "je", "zye" },
  { "jo", "zyo" },  { "j", "z" },     { "sh", "s" },    { "ch", "t" },    { "ts", "t" },
  { "f", "h" },     { "-", "" },      { "'", "" },
};

/* "juusho" → "zyusyo": as sounds, then without what people write or leave out. */
static char *
romaji_key (const char *latin)
{
  g_autoptr (GString) sounds = g_string_new (NULL);
  GString *key = g_string_new (NULL);

  while (*latin != '\0')
    {
      guint found = 0;

      /* "macchi" is "matchi". */
      if (g_str_has_prefix (latin, "cch"))
        {
          g_string_append_c (sounds, 't');
          latin++;
          continue;
        }
      while (found < G_N_ELEMENTS (spellings)
             && !g_str_has_prefix (latin, spellings[found].written))
        found++;
      if (found < G_N_ELEMENTS (spellings))
        {
          g_string_append (sounds, spellings[found].key);
          latin += strlen (spellings[found].written);
          /* The second letter of "mb" begins the next sound. */
          if (*spellings[found].written == 'm')
            {
              g_string_truncate (sounds, sounds->len - 1);
              latin--;
            }
        }
      else
        g_string_append_c (sounds, *latin++);
    }

  for (const char *p = sounds->str; *p != '\0'; p++)
    {
      char before = key->len > 0 ? key->str[key->len - 1] : '\0';
      gboolean repeated = *p == before && strchr ("aiueon", *p) != NULL;

      if (!repeated && !(*p == 'u' && before == 'o'))
        g_string_append_c (key, *p);
    }

  return g_string_free (key, FALSE);
}

/* (transfer full) (nullable): the key of a folded word in kana or Latin letters, of both when
 * somebody is still typing; %NULL when it holds anything else. */
static char *
sound_key (const char *word)
{
  g_autoptr (GString) latin = g_string_new (NULL);
  gboolean doubled = FALSE;

  while (*word != '\0')
    {
      guint found = 0;

      if (g_str_has_prefix (word, "っ"))
        {
          doubled = TRUE;
          word += strlen ("っ");
          continue;
        }
      if (g_str_has_prefix (word, "ー"))
        {
          word += strlen ("ー");
          continue;
        }
      if (g_ascii_isgraph (*word))
        {
          g_string_append_c (latin, *word++);
          continue;
        }

      while (found < G_N_ELEMENTS (syllables) && !g_str_has_prefix (word, syllables[found].kana))
        found++;
      if (found == G_N_ELEMENTS (syllables))
        return NULL;

      if (doubled)
        g_string_append_c (latin, *syllables[found].key);
      doubled = FALSE;
      g_string_append (latin, syllables[found].key);
      word += strlen (syllables[found].kana);
    }

  return romaji_key (latin->str);
}

static gboolean
is_latin_word (const char *word)
{
  while (g_ascii_isgraph (*word))
    word++;

  return *word == '\0';
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
      add_word (words, g_strdup (split[i]));
      if (!is_latin_word (split[i]))
        add_word (words, sound_key (split[i]));
    }
  g_ptr_array_add (words, NULL);

  return g_strjoinv (" ", (char **) words->pdata);
}

gboolean
henji_template_words_match (const char *words, const char *query)
{
  g_autofree char *folded = henji_fold (query, -1, NULL);
  g_auto (GStrv) asked = g_strsplit_set (folded, " \t\r\n", 32);

  for (guint i = 0; asked[i] != NULL; i++)
    {
      g_autofree char *key = NULL;

      if (strstr (words, asked[i]) != NULL)
        continue;
      key = sound_key (asked[i]);
      if (key == NULL || *key == '\0' || strstr (words, key) == NULL)
        return FALSE;
    }

  return TRUE;
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
gboolean
henji_template_is_hostile (gunichar c)
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
      if (g_unichar_iscntrl (c) || henji_template_is_hostile (c))
        continue;

      if (space && out->len > 0)
        g_string_append_c (out, line && keep_lines ? '\n' : ' ');
      space = line = FALSE;
      g_string_append_unichar (out, c);
      n++;
    }

  return g_string_free (out, FALSE);
}
