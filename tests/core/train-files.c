/* train-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "train-files.h"

#include "henji-fold.h"

#include "lexicon.h"

#include <string.h>

HenjiLexicon *
train_load_lexicon (const char *folder)
{
  g_autoptr (GPtrArray) files = test_list_files (folder, ".txt");
  HenjiLexicon *lexicon = henji_lexicon_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const char *path = files->pdata[i];
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;

      if (g_str_has_suffix (name, "weights.txt"))
        continue;
      if (!g_file_get_contents (path, &text, &length, &error)
          || !henji_lexicon_add (lexicon, text, length, name, &error))
        g_error ("%s", error->message);
    }
  henji_lexicon_seal (lexicon);
  henji_lexicon_build (lexicon);

  return lexicon;
}

static void
add_feature (GHashTable *set, const gunichar *c, gsize n, gboolean prefix)
{
  g_autofree char *text = g_ucs4_to_utf8 (c, (glong) n, NULL, NULL, NULL);

  g_hash_table_add (set, prefix ? g_strconcat (text, "*", NULL) : g_steal_pointer (&text));
}

static gboolean
is_word_char (gunichar c)
{
  return c < 0x80 && g_ascii_isalpha ((char) c);
}

GHashTable *
train_find_features (HenjiLexicon *lexicon, const char *text, guint characters, guint words)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (gsize)); /* starts of its words */
  gsize last_end = 0;
  HenjiText normal;

  henji_text_init (&normal, lexicon, text, strlen (text));
  for (gsize i = 0; i < normal.n;)
    {
      gsize end = i;

      if (henji_fold_is_cjk (normal.c[i]))
        {
          for (gsize n = 1;
               n <= characters && i + n <= normal.n && henji_fold_is_cjk (normal.c[i + n - 1]); n++)
            if ((n > 1 || normal.c[i] >= 0x4E00))
              add_feature (set, normal.c + i, n, FALSE);
          i++;
          continue;
        }
      while (end < normal.n && is_word_char (normal.c[end]))
        end++;
      if (end == i || (end < normal.n && !henji_text_is_word_end (&normal, end))
          || !henji_text_is_word_start (&normal, i))
        {
          i = MAX (end, i + 1);
          continue;
        }
      if (row->len > 0 && (last_end + 1 != i || normal.c[last_end] != ' '))
        g_array_set_size (row, 0);
      if (row->len == words)
        g_array_remove_index (row, 0);
      g_array_append_val (row, i);
      for (guint k = 0; k < row->len; k++)
        {
          gsize start = g_array_index (row, gsize, k);

          add_feature (set, normal.c + start, end - start, FALSE);
        }
      if (end - i >= 6)
        add_feature (set, normal.c + i, 5, TRUE);
      last_end = end;
      i = end;
    }
  henji_text_clear (&normal);

  return set;
}
