/* henji-recognise-trie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-recognise"

#include "config.h"

#include "henji-recognise-private.h"

static inline guint32
slot_of (guint64 key,
         guint32 size)
{
  return (guint32) ((key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32) & (size - 1);
}

static guint32
add_node (HenjiTrie *self)
{
  gint32 none = -1;

  g_array_append_val (self->heads, none);

  return self->heads->len - 1;
}

HenjiTrie *
henji_trie_new (void)
{
  HenjiTrie *self = g_new0 (HenjiTrie, 1);

  self->size = 1024;
  self->keys = g_new0 (guint64, self->size);
  self->children = g_new0 (guint32, self->size);
  self->heads = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->outputs = g_array_new (FALSE, FALSE, sizeof (HenjiTrieOutput));
  add_node (self);

  return self;
}

void
henji_trie_free (HenjiTrie *self)
{
  g_free (self->keys);
  g_free (self->children);
  g_array_unref (self->heads);
  g_array_unref (self->outputs);
  g_free (self);
}

static void
put_edge (HenjiTrie *self,
          guint64 key,
          guint32 child)
{
  guint32 slot = slot_of (key, self->size);

  while (self->keys[slot] != 0)
    slot = (slot + 1) & (self->size - 1);
  self->keys[slot] = key;
  self->children[slot] = child;
}

static void
grow (HenjiTrie *self)
{
  g_autofree guint64 *keys = self->keys;
  g_autofree guint32 *children = self->children;
  guint32 size = self->size;

  self->size *= 2;
  self->keys = g_new0 (guint64, self->size);
  self->children = g_new0 (guint32, self->size);
  for (guint32 i = 0; i < size; i++)
    if (keys[i] != 0)
      put_edge (self, keys[i], children[i]);
}

guint32
henji_trie_step (const HenjiTrie *self,
                 guint32 node,
                 gunichar c)
{
  guint64 key = (guint64) node << 21 | c;

  if (c == 0)
    return 0;
  for (guint32 slot = slot_of (key, self->size); self->keys[slot] != 0;
       slot = (slot + 1) & (self->size - 1))
    if (self->keys[slot] == key)
      return self->children[slot];

  return 0;
}

void
henji_trie_add (HenjiTrie *self,
                const gunichar *c,
                gsize n,
                guint32 value,
                gboolean prefix)
{
  HenjiTrieOutput output = { value, -1, prefix };
  guint32 node = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint32 child = henji_trie_step (self, node, c[i]);

      if (child == 0)
        {
          child = add_node (self);
          if (++self->used > self->size / 2)
            grow (self);
          put_edge (self, (guint64) node << 21 | c[i], child);
        }
      node = child;
    }

  output.next = g_array_index (self->heads, gint32, node);
  for (gint32 i = output.next; i >= 0;)
    {
      HenjiTrieOutput *other = &g_array_index (self->outputs, HenjiTrieOutput, i);

      if (other->value == value)
        {
          other->prefix = other->prefix || prefix;
          return;
        }
      i = other->next;
    }
  g_array_append_val (self->outputs, output);
  g_array_index (self->heads, gint32, node) = (gint32) self->outputs->len - 1;
}
