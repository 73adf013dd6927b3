/* henji-trie.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a phrase stands for. */
typedef struct
{
  guint32 value : 31;
  guint32 prefix : 1; /* may be followed by more letters of the same word */
} HenjiTrieOutput;

/* Where the ways out of a node and its outputs begin; those of the next node begin where they end.
 */
typedef struct
{
  guint32 first_way;
  guint32 first_output;
} HenjiTrieNode;

/* A trie over the code points of the basic plane: finds every stored phrase that begins at one
 * place. Phrases are collected first; freezing sorts them into nodes. What several phrases have in
 * common at their ends, and stand for, is kept once: a node may be reached on many ways. */
typedef struct
{
  GArray *letters;      /* (element-type guint16) until frozen: all phrases in a row */
  GArray *entries;      /* until frozen */
  HenjiTrieNode *nodes; /* one more than there are, for the end; the first stands for the root */
  guint16 *labels;      /* the code point of each way */
  guint32 *targets;     /* the node it leads to; the root's come first, behind one to nowhere */
  HenjiTrieOutput *outputs;
  guint16 *from_root; /* by code point the way out of the root, 0 if none */
  guint32 n_from_root;
} HenjiTrie;

HenjiTrie *henji_trie_new (void);
void henji_trie_free (HenjiTrie *self);
/* A phrase with a character beyond the basic plane is left out. */
void henji_trie_add (HenjiTrie *self, const gunichar *c, gsize n, guint32 value, gboolean prefix);
void henji_trie_freeze (HenjiTrie *self);

/* The node that @c leads to from @node, 0 if none; the trie is frozen. */
static inline guint32
henji_trie_step (const HenjiTrie *self, guint32 node, gunichar c)
{
  const guint16 *labels = self->labels;
  guint32 low, high, end;

  if (node == 0)
    return c < self->n_from_root ? self->targets[self->from_root[c]] : 0;
  low = self->nodes[node].first_way;
  high = end = self->nodes[node + 1].first_way;
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

  return low < end && labels[low] == c ? self->targets[low] : 0;
}

/* What the phrases that end at @node stand for. */
static inline const HenjiTrieOutput *
henji_trie_outputs (const HenjiTrie *self, guint32 node, guint32 *n)
{
  *n = self->nodes[node + 1].first_output - self->nodes[node].first_output;

  return self->outputs + self->nodes[node].first_output;
}

G_END_DECLS
