/* henji-trie.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A trie over code points: finds every stored phrase that begins at one place. Phrases are
 * collected first; freezing sorts them into nodes in breadth-first order with their children side
 * by side. */
typedef struct
{
  guint32 first_child, n_children;
  guint32 first_output, n_outputs;
} HenjiTrieNode;

typedef struct
{
  guint32 value;
  gboolean prefix; /* may be followed by more letters of the same word */
} HenjiTrieOutput;

typedef struct
{
  GArray *letters;    /* (element-type gunichar) until frozen: all phrases in a row */
  GArray *entries;    /* until frozen */
  GArray *nodes;      /* (element-type HenjiTrieNode) */
  GArray *labels;     /* (element-type gunichar) the code point that leads to each node */
  GArray *outputs;    /* (element-type HenjiTrieOutput) */
  guint32 *from_root; /* the root's child by code point below 65,536 */
} HenjiTrie;

HenjiTrie *henji_trie_new (void);
void henji_trie_free (HenjiTrie *self);
void henji_trie_add (HenjiTrie *self, const gunichar *c, gsize n, guint32 value, gboolean prefix);
void henji_trie_freeze (HenjiTrie *self);

/* The node that @c leads to from @node, 0 if none; the trie is frozen. */
static inline guint32
henji_trie_step (const HenjiTrie *self, guint32 node, gunichar c)
{
  const gunichar *labels = (const gunichar *) (void *) self->labels->data;
  const HenjiTrieNode *at;
  guint32 low, high, end;

  if (node == 0)
    return c < 0x10000 ? self->from_root[c] : 0;
  at = (const HenjiTrieNode *) (void *) self->nodes->data + node;
  low = at->first_child;
  high = end = low + at->n_children;
  while (high - low > 6)
    {
      guint32 middle = (low + high) / 2;

      if (labels[middle] < c)
        low = middle + 1;
      else
        high = middle;
    }
  while (low < end && labels[low] < c)
    low++;

  return low < end && labels[low] == c ? low : 0;
}

G_END_DECLS
