/* test-trie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-trie.h"

#include <string.h>

#define N_PHRASES 800
#define LONGEST 8

typedef struct
{
  gunichar c[LONGEST];
  gsize n;
  guint32 value;
  gboolean prefix;
} Phrase;

/* The node that a text ends at, 0 when no phrase begins so. */
static guint32
walk (const HenjiTrie *trie, const gunichar *c, gsize n)
{
  guint32 node = 0;

  for (gsize i = 0; i < n; i++)
    {
      node = henji_trie_step (trie, node, c[i]);
      if (node == 0)
        return 0;
    }

  return node;
}

static gboolean
begins (const Phrase *phrases, const gunichar *c, gsize n)
{
  for (guint i = 0; i < N_PHRASES; i++)
    if (phrases[i].n >= n && memcmp (phrases[i].c, c, n * sizeof *c) == 0)
      return TRUE;

  return FALSE;
}

/* What the phrases say by themselves: how many values end with this text, and is @value one of
 * them, in its wider form if there are two? */
static guint
count_values (const Phrase *phrases, const gunichar *c, gsize n, guint32 value, gboolean *prefix)
{
  g_autoptr (GHashTable) values = g_hash_table_new (NULL, NULL);

  *prefix = FALSE;
  for (guint i = 0; i < N_PHRASES; i++)
    if (phrases[i].n == n && memcmp (phrases[i].c, c, n * sizeof *c) == 0)
      {
        g_hash_table_add (values, GUINT_TO_POINTER (phrases[i].value + 1));
        if (phrases[i].value == value)
          *prefix = *prefix || phrases[i].prefix;
      }

  return g_hash_table_size (values);
}

static void
check_text (const HenjiTrie *trie, const Phrase *phrases, const gunichar *c, gsize n)
{
  guint32 node = walk (trie, c, n);
  const HenjiTrieOutput *outputs;
  guint32 n_outputs;

  g_assert_cmpint (node != 0, ==, begins (phrases, c, n));
  if (node == 0)
    return;
  outputs = henji_trie_outputs (trie, node, &n_outputs);
  for (guint32 i = 0; i < n_outputs; i++)
    {
      gboolean prefix;

      g_assert_cmpuint (count_values (phrases, c, n, outputs[i].value, &prefix), ==, n_outputs);
      g_assert_cmpint (outputs[i].prefix, ==, prefix);
      if (i > 0)
        g_assert_cmpuint (outputs[i].value, >, outputs[i - 1].value);
    }
  if (n_outputs == 0)
    {
      gboolean prefix;

      g_assert_cmpuint (count_values (phrases, c, n, 0, &prefix), ==, 0);
    }
}

/* Few letters and values, so that beginnings, ends and whole phrases coincide. */
static void
test_random (void)
{
  static const gunichar letters[] = { 'a', 'b', ' ', 0x3042, 0x6771, 0xFFFF };
  g_autofree Phrase *phrases = g_new0 (Phrase, N_PHRASES);
  HenjiTrie *trie = henji_trie_new ();

  for (guint i = 0; i < N_PHRASES; i++)
    {
      Phrase *phrase = &phrases[i];

      phrase->n = (gsize) g_test_rand_int_range (1, LONGEST + 1);
      for (gsize k = 0; k < phrase->n; k++)
        phrase->c[k] = letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))];
      phrase->value = (guint32) g_test_rand_int_range (0, 4) << 27;
      phrase->prefix = g_test_rand_bit ();
      henji_trie_add (trie, phrase->c, phrase->n, phrase->value, phrase->prefix);
    }
  henji_trie_freeze (trie);
  for (guint i = 0; i < N_PHRASES; i++)
    {
      gunichar c[LONGEST];

      for (gsize n = 1; n <= phrases[i].n; n++)
        check_text (trie, phrases, phrases[i].c, n);
      memcpy (c, phrases[i].c, sizeof c);
      c[g_test_rand_int_range (0, (gint32) phrases[i].n)]
          = letters[g_test_rand_int_range (0, G_N_ELEMENTS (letters))];
      check_text (trie, phrases, c, phrases[i].n);
    }
  henji_trie_free (trie);
}

static void
test_edges (void)
{
  static const gunichar plain[] = { 'a', 'b' }, beyond[] = { 'a', 0x1F600 };
  HenjiTrie *trie = henji_trie_new ();
  guint32 n;

  henji_trie_freeze (trie);
  g_assert_cmpuint (henji_trie_step (trie, 0, 'a'), ==, 0);
  henji_trie_free (trie);

  trie = henji_trie_new ();
  henji_trie_add (trie, beyond, 2, 1, FALSE);
  henji_trie_add (trie, plain, 0, 1, FALSE);
  henji_trie_add (trie, plain, 2, 2, TRUE);
  henji_trie_freeze (trie);
  g_assert_cmpuint (walk (trie, beyond, 2), ==, 0);
  g_assert_cmpuint (henji_trie_step (trie, 0, 0x1F600), ==, 0);
  g_assert_cmpuint (henji_trie_outputs (trie, walk (trie, plain, 2), &n)->value, ==, 2);
  g_assert_cmpuint (n, ==, 1);
  henji_trie_free (trie);
}

/* A whole vocabulary of one meaning ends in one place. */
static void
test_shared (void)
{
  static const gunichar one[] = { 'x', 'e', 'd' }, two[] = { 'y', 'z', 'e', 'd' },
                        other[] = { 'w', 'e', 'd' };
  HenjiTrie *trie = henji_trie_new ();

  henji_trie_add (trie, one, 3, 7, FALSE);
  henji_trie_add (trie, two, 4, 7, FALSE);
  henji_trie_add (trie, other, 3, 8, FALSE);
  henji_trie_freeze (trie);
  g_assert_cmpuint (walk (trie, one, 3), ==, walk (trie, two, 4));
  g_assert_cmpuint (walk (trie, one, 1), ==, walk (trie, two, 2));
  g_assert_cmpuint (walk (trie, one, 3), !=, walk (trie, other, 3));
  henji_trie_free (trie);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/trie/random", test_random);
  g_test_add_func ("/core/trie/edges", test_edges);
  g_test_add_func ("/core/trie/shared", test_shared);

  return g_test_run ();
}
