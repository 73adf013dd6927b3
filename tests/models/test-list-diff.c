/* test-list-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-list-diff.h"

static GArray *
rows (const char *text)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        gint64 row = g_ascii_strtoll (words[i], NULL, 10);

        g_array_append_val (array, row);
      }
  return array;
}

static GHashTable *
set (const char *text)
{
  g_autoptr (GArray) array = rows (text);
  GHashTable *result = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < array->len; i++)
    g_hash_table_add (result, g_memdup2 (&g_array_index (array, gint64, i), sizeof (gint64)));
  return result;
}

/* Applies the runs as a view would see them. */
static void
assert_leads_to (GArray *before, GArray *after, GArray *runs)
{
  g_autoptr (GArray) now = g_array_copy (before);

  for (guint i = 0; i < runs->len; i++)
    {
      HenjiListRun *run = &g_array_index (runs, HenjiListRun, i);

      g_assert_cmpuint (run->position + run->removed, <=, now->len);
      if (run->removed > 0)
        g_array_remove_range (now, run->position, run->removed);
      g_assert_cmpuint (run->position + run->added, <=, after->len);
      if (run->added > 0)
        g_array_insert_vals (now, run->position, &g_array_index (after, gint64, run->position),
                             run->added);
    }
  g_assert_cmpuint (now->len, ==, after->len);
  for (guint i = 0; i < now->len; i++)
    g_assert_cmpint (g_array_index (now, gint64, i), ==, g_array_index (after, gint64, i));
}

static void
check (const char *from, const char *to, const char *changed, guint n_runs)
{
  g_autoptr (GArray) before = rows (from);
  g_autoptr (GArray) after = rows (to);
  g_autoptr (GHashTable) set_ = changed != NULL ? set (changed) : NULL;
  g_autoptr (GArray) runs = henji_list_diff (before, after, set_, 64);

  g_assert_nonnull (runs);
  assert_leads_to (before, after, runs);
  if (n_runs != G_MAXUINT)
    g_assert_cmpuint (runs->len, ==, n_runs);
}

static void
test_known (void)
{
  check ("", "", "", 0);
  check ("1 2 3", "1 2 3", "2", 0);
  check ("", "1 2", "1 2", 1);
  check ("1 2", "", "1 2", 1);
  check ("1 2 3 4", "1 3 4", "2", 1);
  check ("1 2 3 4", "2 3 4 1", "1", 2);
  check ("1 2 3 4", "4 1 2 3", "4", 2);
  check ("1 2 3 4", "1 9 3 4", "2 9", 1);
  check ("1 2 3 4", "4 3 2 1", "1 2 3 4", G_MAXUINT);
}

static void
test_unknown (void)
{
  check ("1 2 3 4", "1 3 4", NULL, 1);
  check ("1 2 3", "3 1 2", NULL, G_MAXUINT);
  check ("1 2 3 4 5", "5 4 3 2 1", NULL, G_MAXUINT);
  check ("1 2 3", "4 5 6", NULL, 1);
}

/* What was said to have changed may be less than what did. */
static void
test_incomplete (void)
{
  check ("1 2 3", "3 1 2", "", G_MAXUINT);
  check ("1 2 3 4", "2 1 3 4", "4", G_MAXUINT);
}

static void
test_too_many (void)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 row = 1; row <= 1000; row++)
    {
      g_array_append_val (before, row);
      if (row % 2 == 0)
        g_array_append_val (after, row);
    }
  g_assert_null (henji_list_diff (before, after, NULL, 64));
}

static void
test_random (void)
{
  for (int round = 0; round < 400; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) after = NULL;
      g_autoptr (GHashTable) changed
          = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_autoptr (GArray) runs = NULL;
      int n = g_test_rand_int_range (0, 40);

      for (gint64 row = 1; row <= n; row++)
        g_array_append_val (before, row);
      after = g_array_copy (before);
      for (int i = g_test_rand_int_range (0, 6); i > 0; i--)
        {
          gint64 row = g_test_rand_int_range (1, 60);

          g_hash_table_add (changed, g_memdup2 (&row, sizeof row));
          for (guint j = 0; j < after->len; j++)
            if (g_array_index (after, gint64, j) == row)
              g_array_remove_index (after, j);
          if (g_test_rand_bit ())
            g_array_insert_val (after, (guint) g_test_rand_int_range (0, (int) after->len + 1),
                                row);
        }
      runs = henji_list_diff (before, after, round % 2 ? changed : NULL, G_MAXUINT);
      g_assert_nonnull (runs);
      assert_leads_to (before, after, runs);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-diff/known", test_known);
  g_test_add_func ("/list-diff/unknown", test_unknown);
  g_test_add_func ("/list-diff/incomplete", test_incomplete);
  g_test_add_func ("/list-diff/too-many", test_too_many);
  g_test_add_func ("/list-diff/random", test_random);
  return g_test_run ();
}
