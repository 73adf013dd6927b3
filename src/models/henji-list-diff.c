/* henji-list-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-list-diff"

#include "config.h"

#include "henji-list-diff.h"

#define AT(array, i) (g_array_index (array, gint64, i))

static void
collect (const GArray *array, GHashTable *set)
{
  for (guint i = 0; i < array->len; i++)
    g_hash_table_add (set, &AT (array, i));
}

/* The rows that are in only one of the two. */
static GHashTable *
difference (const GArray *before, const GArray *after)
{
  g_autoptr (GHashTable) old = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) new = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTable *result = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  collect (before, old);
  collect (after, new);
  for (guint i = 0; i < before->len; i++)
    if (!g_hash_table_contains (new, &AT (before, i)))
      g_hash_table_add (result, g_memdup2 (&AT (before, i), sizeof (gint64)));
  for (guint i = 0; i < after->len; i++)
    if (!g_hash_table_contains (old, &AT (after, i)))
      g_hash_table_add (result, g_memdup2 (&AT (after, i), sizeof (gint64)));
  return result;
}

/* How many rows from @i on are skipped, being changed. */
static guint
skip (const GArray *array, guint i, GHashTable *changed, gint64 until, gboolean has_until)
{
  guint n = 0;

  while (i + n < array->len && g_hash_table_contains (changed, &AT (array, i + n))
         && !(has_until && n > 0 && AT (array, i + n) == until))
    n++;
  return n;
}

GArray *
henji_list_diff (const GArray *before, const GArray *after, GHashTable *changed, guint max_runs)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (HenjiListRun));
  g_autoptr (GHashTable) own = NULL;
  guint i = 0, j = 0;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);
  if (changed == NULL)
    changed = own = difference (before, after);

  while (i < before->len || j < after->len)
    {
      HenjiListRun run = { .position = j };

      if (i < before->len && j < after->len && AT (before, i) == AT (after, j))
        {
          i++;
          j++;
          continue;
        }
      if (i < before->len)
        run.removed = skip (before, i, changed, j < after->len ? AT (after, j) : 0, j < after->len);
      i += run.removed;
      if (!(run.removed > 0 && i < before->len && j < after->len
            && AT (before, i) == AT (after, j)))
        run.added = skip (after, j, changed, 0, FALSE);
      j += run.added;
      if (run.removed == 0 && run.added == 0)
        {
          /* Neither was said to have changed, yet they differ: the old one has moved. */
          if (i >= before->len)
            return NULL;
          g_hash_table_add (changed, g_memdup2 (&AT (before, i), sizeof (gint64)));
          continue;
        }
      g_array_append_val (runs, run);
      if (runs->len > max_runs)
        return NULL;
    }
  return g_steal_pointer (&runs);
}
