/* lexicon.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "lexicon.h"

#include <string.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GPtrArray *
test_list_files (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);

  return names;
}

HenjiLexicon *
test_lexicon_load (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("HENJI_DATA_SRCDIR"), "lexicon", NULL);
  g_autoptr (GPtrArray) files = test_list_files (folder, ".txt");
  HenjiLexicon *result = henji_lexicon_new ();

  g_assert_cmpuint (files->len, >=, 3);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *name = g_path_get_basename (files->pdata[i]);
      gsize length;

      g_assert_true (g_file_get_contents (files->pdata[i], &text, &length, NULL));
      henji_lexicon_add (result, text, length, name, &error);
      g_assert_no_error (error);
    }
  henji_lexicon_seal (result);

  return result;
}
