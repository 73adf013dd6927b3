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
  g_clear_pointer (&self->nodes, g_array_unref);
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->outputs, g_array_unref);
  g_free (self->from_root);
  g_free (self);
}

/* Phrases that begin with a character beyond the basic plane are not found. */
void
henji_trie_add (HenjiTrie *self, const gunichar *c, gsize n, guint32 value, gboolean prefix)
{
  Entry entry = { self->letters->len, (guint32) n, { value, prefix } };

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

static void
take_outputs (HenjiTrie *self, HenjiTrieNode *node, Range *range)
{
  node->first_output = self->outputs->len;
  for (; range->from < range->to; range->from++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, range->from);

      if (entry->n > range->depth)
        break;
      if (node->n_outputs > 0
          && g_array_index (self->outputs, HenjiTrieOutput, self->outputs->len - 1).value
                 == entry->output.value)
        continue;
      g_array_append_val (self->outputs, entry->output);
      node->n_outputs++;
    }
}

void
henji_trie_freeze (HenjiTrie *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  const gunichar *letters = (const gunichar *) (void *) self->letters->data;
  Range all = { 0, self->entries->len, 0 };
  gunichar none = 0;

  self->nodes = g_array_new (FALSE, TRUE, sizeof (HenjiTrieNode));
  self->labels = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->outputs = g_array_new (FALSE, FALSE, sizeof (HenjiTrieOutput));
  self->from_root = g_new0 (guint32, 0x10000);
  g_array_sort_with_data (self->entries, compare_entries, self->letters->data);
  g_array_append_val (ranges, all);
  g_array_append_val (self->labels, none);

  for (guint32 i = 0; i < ranges->len; i++)
    {
      Range range = g_array_index (ranges, Range, i);
      HenjiTrieNode node = { 0 };

      take_outputs (self, &node, &range);
      node.first_child = ranges->len;
      while (range.from < range.to)
        {
          const Entry *entry = &g_array_index (self->entries, Entry, range.from);
          gunichar label = letters[entry->start + range.depth];
          Range child = { range.from, range.from, range.depth + 1 };

          while (child.to < range.to
                 && letters[g_array_index (self->entries, Entry, child.to).start + range.depth]
                        == label)
            child.to++;
          if (i == 0 && label < 0x10000)
            self->from_root[label] = ranges->len;
          g_array_append_val (ranges, child);
          g_array_append_val (self->labels, label);
          node.n_children++;
          range.from = child.to;
        }
      g_array_append_val (self->nodes, node);
    }

  g_clear_pointer (&self->letters, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
}
