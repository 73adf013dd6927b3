/* henji-trie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-trie"

#include "config.h"

#include "henji-trie.h"

#include <string.h>

typedef struct
{
  guint32 start, n; /* among the letters */
  HenjiTrieOutput output;
} Entry;

/* A node to be filled: the sorted entries that share their first @depth letters. */
typedef struct
{
  guint32 from, to;
  guint32 depth;
} Range;

HenjiTrie *
henji_trie_new (void)
{
  HenjiTrie *self = g_new0 (HenjiTrie, 1);

  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  return self;
}

void
henji_trie_free (HenjiTrie *self)
{
  g_clear_pointer (&self->letters, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self->nodes);
  g_free (self->labels);
  g_free (self->outputs);
  g_free (self->from_root);
  g_free (self);
}

void
henji_trie_add (HenjiTrie *self, const gunichar *c, gsize n, guint32 value, gboolean prefix)
{
  Entry entry = { self->letters->len, (guint32) n, { value, prefix } };

  for (gsize i = 0; i < n; i++)
    if (c[i] > 0xFFFF)
      return;

  g_array_append_vals (self->letters, c, (guint) n);
  g_array_append_val (self->entries, entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *x = a, *y = b;
  const gunichar *letters = data;

  for (guint32 i = 0; i < x->n && i < y->n; i++)
    if (letters[x->start + i] != letters[y->start + i])
      return letters[x->start + i] < letters[y->start + i] ? -1 : 1;
  if (x->n != y->n)
    return x->n < y->n ? -1 : 1;
  if (x->output.value != y->output.value)
    return x->output.value < y->output.value ? -1 : 1;

  return y->output.prefix - x->output.prefix; /* the wider one first */
}

/* The outputs of the phrases that end at this node. */
static void
take_outputs (HenjiTrie *self, GArray *outputs, Range *range)
{
  guint first = outputs->len;

  for (; range->from < range->to; range->from++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, range->from);

      if (entry->n > range->depth)
        break;
      if (outputs->len > first
          && g_array_index (outputs, HenjiTrieOutput, outputs->len - 1).value
                 == entry->output.value)
        continue;
      g_array_append_val (outputs, entry->output);
    }
}

/* An array without the room it kept to grow. */
static gpointer
fit (GArray *array)
{
  gpointer exact = g_memdup2 (array->data, (gsize) array->len * g_array_get_element_size (array));

  g_array_unref (array);

  return exact;
}

void
henji_trie_freeze (HenjiTrie *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (HenjiTrieNode));
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (guint16));
  GArray *outputs = g_array_new (FALSE, FALSE, sizeof (HenjiTrieOutput));
  const gunichar *letters = (const gunichar *) (void *) self->letters->data;
  Range all = { 0, self->entries->len, 0 };
  HenjiTrieNode end;
  guint16 none = 0;

  g_array_sort_with_data (self->entries, compare_entries, self->letters->data);
  g_array_append_val (ranges, all);
  g_array_append_val (labels, none);

  for (guint32 i = 0; i < ranges->len; i++)
    {
      Range range = g_array_index (ranges, Range, i);
      HenjiTrieNode node = { ranges->len, outputs->len };

      take_outputs (self, outputs, &range);
      while (range.from < range.to)
        {
          const Entry *entry = &g_array_index (self->entries, Entry, range.from);
          guint16 label = (guint16) letters[entry->start + range.depth];
          Range child = { range.from, range.from, range.depth + 1 };

          while (child.to < range.to
                 && letters[g_array_index (self->entries, Entry, child.to).start + range.depth]
                        == label)
            child.to++;
          g_array_append_val (ranges, child);
          g_array_append_val (labels, label);
          range.from = child.to;
        }
      g_array_append_val (nodes, node);
    }
  end = (HenjiTrieNode){ ranges->len, outputs->len };
  g_array_append_val (nodes, end);

  /* The root's children are the first nodes behind it, in the order of their labels. */
  if (g_array_index (nodes, HenjiTrieNode, 1).first_child > 1)
    {
      guint32 n = g_array_index (nodes, HenjiTrieNode, 1).first_child;

      self->n_from_root = g_array_index (labels, guint16, n - 1) + 1u;
      self->from_root = g_new0 (guint16, self->n_from_root);
      for (guint32 i = 1; i < n; i++)
        self->from_root[g_array_index (labels, guint16, i)] = (guint16) i;
    }

  self->nodes = fit (nodes);
  self->labels = fit (labels);
  self->outputs = fit (outputs);
  g_clear_pointer (&self->letters, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
}
