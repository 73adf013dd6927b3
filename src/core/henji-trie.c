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

/* Out of a node, to another. */
typedef struct
{
  guint32 label, target;
} Way;

/* A node on the way to the entry that is being taken, each a letter deeper than the one before. */
typedef struct
{
  guint32 label;     /* leads to it */
  guint32 first_way; /* of its own, among those that are open */
  guint32 from, to;  /* the sorted entries that end here */
} Step;

typedef struct
{
  HenjiTrie *trie;
  GArray *steps;                  /* (element-type Step) */
  GArray *open;                   /* (element-type Way) out of nodes that are not done */
  GArray *nodes, *ways, *outputs; /* what is done; the last node is the end */
  guint32 *table;                 /* done nodes by what they hold; 0: free */
  guint32 mask;
} Freezing;

HenjiTrie *
henji_trie_new (void)
{
  HenjiTrie *self = g_new0 (HenjiTrie, 1);

  self->letters = g_array_new (FALSE, FALSE, sizeof (guint16));
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
  g_free (self->targets);
  g_free (self->outputs);
  g_free (self->from_root);
  g_free (self);
}

void
henji_trie_add (HenjiTrie *self, const gunichar *c, gsize n, guint32 value, gboolean prefix)
{
  Entry entry = { self->letters->len, (guint32) n, { value, prefix != FALSE } };

  for (gsize i = 0; i < n; i++)
    if (c[i] > 0xFFFF)
      return;

  g_array_set_size (self->letters, entry.start + entry.n);
  for (guint32 i = 0; i < entry.n; i++)
    g_array_index (self->letters, guint16, entry.start + i) = (guint16) c[i];
  g_array_append_val (self->entries, entry);
}

/* How many letters two entries have in common at their beginnings. */
static guint32
count_common (const guint16 *letters, const Entry *a, const Entry *b)
{
  guint32 i = 0;

  while (i < a->n && i < b->n && letters[a->start + i] == letters[b->start + i])
    i++;

  return i;
}

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer data)
{
  const Entry *x = a, *y = b;
  const guint16 *letters = data;
  guint32 i = count_common (letters, x, y);

  if (i < x->n && i < y->n)
    return letters[x->start + i] < letters[y->start + i] ? -1 : 1;
  if (x->n != y->n)
    return x->n < y->n ? -1 : 1;
  if (x->output.value != y->output.value)
    return x->output.value < y->output.value ? -1 : 1;

  return (int) y->output.prefix - (int) x->output.prefix; /* the wider one first */
}

/* ---- Nodes ---------------------------------------------------------------------------------- */

static const HenjiTrieNode *
node_at (const Freezing *self, guint32 node)
{
  return &g_array_index (self->nodes, HenjiTrieNode, node);
}

static guint32
hash_node (const Freezing *self, guint32 node)
{
  const HenjiTrieNode *from = node_at (self, node), *to = from + 1;
  guint32 hash = 0x811C9DC5u;

  for (guint32 i = from->first_way; i < to->first_way; i++)
    {
      const Way *way = &g_array_index (self->ways, Way, i);

      hash = ((hash ^ way->label) * 0x01000193u ^ way->target) * 0x01000193u;
    }
  for (guint32 i = from->first_output; i < to->first_output; i++)
    hash = (hash ^ g_array_index (self->outputs, HenjiTrieOutput, i).value) * 0x01000193u;

  return hash ^ hash >> 15;
}

static gboolean
hold_the_same (const Freezing *self, guint32 a, guint32 b)
{
  const HenjiTrieNode *x = node_at (self, a), *y = node_at (self, b);
  gsize n_ways = x[1].first_way - x->first_way;
  gsize n_outputs = x[1].first_output - x->first_output;

  return n_ways == y[1].first_way - y->first_way && n_outputs == y[1].first_output - y->first_output
         && memcmp (&g_array_index (self->ways, Way, x->first_way),
                    &g_array_index (self->ways, Way, y->first_way), n_ways * sizeof (Way))
                == 0
         && memcmp (&g_array_index (self->outputs, HenjiTrieOutput, x->first_output),
                    &g_array_index (self->outputs, HenjiTrieOutput, y->first_output),
                    n_outputs * sizeof (HenjiTrieOutput))
                == 0;
}

/* The place in the table of a node that holds the same as @node, or the free one for it. */
static guint32
place_of (const Freezing *self, guint32 node)
{
  guint32 place = hash_node (self, node) & self->mask;

  while (self->table[place] != 0 && !hold_the_same (self, self->table[place], node))
    place = (place + 1) & self->mask;

  return place;
}

static void
grow (Freezing *self)
{
  g_free (self->table);
  self->mask = 2 * self->mask + 1;
  self->table = g_new0 (guint32, self->mask + 1);
  for (guint32 node = 1; node + 1 < self->nodes->len; node++)
    self->table[place_of (self, node)] = node;
}

/* The number of a node that holds what was added since the last one: it, or one like it. */
static guint32
take_node (Freezing *self)
{
  HenjiTrieNode end = { self->ways->len, self->outputs->len };
  guint32 node = self->nodes->len - 1;
  guint32 place;

  g_array_append_val (self->nodes, end);
  place = place_of (self, node);
  if (self->table[place] != 0)
    {
      g_array_set_size (self->ways, node_at (self, node)->first_way);
      g_array_set_size (self->outputs, node_at (self, node)->first_output);
      g_array_set_size (self->nodes, node + 1);
      return self->table[place];
    }
  self->table[place] = node;
  if (2 * node > self->mask)
    grow (self);

  return node;
}

/* ---- Freezing ------------------------------------------------------------------------------- */

/* What the entries that end in one place stand for; the wider of two comes first and is enough. */
static void
add_outputs (Freezing *self, const Step *step)
{
  for (guint32 i = step->from; i < step->to; i++)
    {
      HenjiTrieOutput output = g_array_index (self->trie->entries, Entry, i).output;

      if (i == step->from
          || g_array_index (self->trie->entries, Entry, i - 1).output.value != output.value)
        g_array_append_val (self->outputs, output);
    }
}

/* The deepest step is done: it becomes a way out of the one before. */
static void
end_step (Freezing *self)
{
  Step step = g_array_index (self->steps, Step, self->steps->len - 1);
  Way way = { .label = step.label };

  g_array_append_vals (self->ways, &g_array_index (self->open, Way, step.first_way),
                       self->open->len - step.first_way);
  add_outputs (self, &step);
  way.target = take_node (self);
  g_array_set_size (self->steps, self->steps->len - 1);
  g_array_set_size (self->open, step.first_way);
  g_array_append_val (self->open, way);
}

/* Goes to entry number @i from the one before it. */
static void
take_entry (Freezing *self, guint32 i)
{
  const guint16 *letters = (const guint16 *) (void *) self->trie->letters->data;
  const Entry *entry = &g_array_index (self->trie->entries, Entry, i);
  guint32 common = i > 0 ? count_common (letters, entry - 1, entry) : 0;
  Step *last;

  while (self->steps->len > common)
    end_step (self);
  for (guint32 k = common; k < entry->n; k++)
    {
      Step step = { letters[entry->start + k], self->open->len, i, i };

      g_array_append_val (self->steps, step);
    }
  if (entry->n == 0)
    return;
  last = &g_array_index (self->steps, Step, self->steps->len - 1);
  last->to = i + 1;
}

/* The ways out of the root lie before all others, found by their code points. */
static void
take_ways (Freezing *self)
{
  HenjiTrie *trie = self->trie;
  const Way *open = (const Way *) (void *) self->open->data;
  const Way *ways = (const Way *) (void *) self->ways->data;
  guint n = self->open->len, first = n + 1;

  trie->n_from_root = n > 0 ? open[n - 1].label + 1 : 0;
  trie->from_root = g_new0 (guint16, trie->n_from_root);
  trie->labels = g_new0 (guint16, first + self->ways->len);
  trie->targets = g_new0 (guint32, first + self->ways->len);
  for (guint i = 0; i < n; i++)
    {
      trie->from_root[open[i].label] = (guint16) (i + 1);
      trie->targets[i + 1] = open[i].target;
    }
  for (guint i = 0; i < self->ways->len; i++)
    {
      trie->labels[first + i] = (guint16) ways[i].label;
      trie->targets[first + i] = ways[i].target;
    }
  for (guint i = 0; i < self->nodes->len; i++)
    g_array_index (self->nodes, HenjiTrieNode, i).first_way += first;
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
  Freezing freezing = {
    .trie = self,
    .steps = g_array_new (FALSE, FALSE, sizeof (Step)),
    .open = g_array_new (FALSE, FALSE, sizeof (Way)),
    .nodes = g_array_new (FALSE, TRUE, sizeof (HenjiTrieNode)),
    .ways = g_array_new (FALSE, FALSE, sizeof (Way)),
    .outputs = g_array_new (FALSE, FALSE, sizeof (HenjiTrieOutput)),
    .table = g_new0 (guint32, 64),
    .mask = 63,
  };

  g_array_set_size (freezing.nodes, 2); /* the root, which is none of them, and the end */
  g_array_sort_with_data (self->entries, compare_entries, self->letters->data);
  for (guint32 i = 0; i < self->entries->len; i++)
    take_entry (&freezing, i);
  while (freezing.steps->len > 0)
    end_step (&freezing);
  take_ways (&freezing);
  g_clear_pointer (&self->letters, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (freezing.table);
  g_array_unref (freezing.steps);
  g_array_unref (freezing.open);
  g_array_unref (freezing.ways);
  self->nodes = fit (freezing.nodes);
  self->outputs = fit (freezing.outputs);
}
