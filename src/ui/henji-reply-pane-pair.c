/* henji-reply-pane-pair.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-pair"

#include "config.h"

#include "henji-reply-pane-pair.h"

#include <string.h>

struct _HenjiReplyPair
{
  HenjiReplyText *texts[2];
  GHashTable *agreed; /* key -> char *[3], both paragraphs as they were agreed upon */
};

HenjiReplyPair *
henji_reply_pair_new (HenjiReplyText *first, HenjiReplyText *second)
{
  HenjiReplyPair *self = g_new0 (HenjiReplyPair, 1);

  self->texts[0] = first;
  self->texts[1] = second;
  self->agreed
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  return self;
}

void
henji_reply_pair_free (HenjiReplyPair *self)
{
  g_hash_table_unref (self->agreed);
  g_free (self);
}

void
henji_reply_pair_clear (HenjiReplyPair *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->agreed);
}

/* ---- Pairs of paragraphs --------------------------------------------------------------------- */

/* A pair as it stands and as it was agreed upon; "" for a paragraph that is not there. */
typedef struct
{
  const char *key;
  HenjiReplyParagraph paragraphs[2];
  const char *standing[2];
  const char *agreed[2];
} Pair;

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
look_at (const HenjiReplyPair *self, const char *key, Pair *pair)
{
  char **agreed = g_hash_table_lookup (self->agreed, key);

  pair->key = key;
  for (int side = 0; side < 2; side++)
    {
      if (!henji_reply_text_find (self->texts[side], key, &pair->paragraphs[side]))
        pair->paragraphs[side] = (HenjiReplyParagraph){ .key = key };
      pair->standing[side] = or_empty (pair->paragraphs[side].standing);
      pair->agreed[side]
          = agreed != NULL ? agreed[side] : or_empty (pair->paragraphs[side].rendered);
    }
}

static gboolean
has_moved (const Pair *pair, int side)
{
  return !g_str_equal (pair->standing[side], pair->agreed[side]);
}

/* Every pair once, those of the first text before those that only the second has. */
static void
each_pair (const HenjiReplyPair *self, GFunc func, gpointer user_data)
{
  for (int side = 0; side < 2; side++)
    for (guint i = 0; i < henji_reply_text_n_paragraphs (self->texts[side]); i++)
      {
        HenjiReplyParagraph paragraph;
        Pair pair;

        henji_reply_text_paragraph (self->texts[side], i, &paragraph);
        if (side == 1 && henji_reply_text_find (self->texts[0], paragraph.key, NULL))
          continue;
        look_at (self, paragraph.key, &pair);
        func (&pair, user_data);
      }
}

static void
step_free (HenjiReplyStep *step)
{
  g_free (step->key);
  g_free (step->before);
  g_free (step->after);
  g_free (step);
}

static void
add_step (gpointer data, gpointer user_data)
{
  const Pair *pair = data;
  HenjiReplyStep *step;
  int changed;

  if (has_moved (pair, 0) == has_moved (pair, 1))
    return;

  changed = has_moved (pair, 0) ? 0 : 1;
  step = g_new0 (HenjiReplyStep, 1);
  step->key = g_strdup (pair->key);
  step->changed = changed;
  step->before = g_strdup (pair->agreed[changed]);
  step->after = g_strdup (pair->standing[changed]);
  for (int side = 0; side < 2; side++)
    {
      step->start[side] = pair->paragraphs[side].start;
      step->end[side] = pair->paragraphs[side].end;
    }
  g_ptr_array_add (user_data, step);
}

GPtrArray *
henji_reply_pair_steps (const HenjiReplyPair *self)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);

  g_return_val_if_fail (self != NULL, steps);

  each_pair (self, add_step, steps);

  return steps;
}

/* ---- Agreeing -------------------------------------------------------------------------------- */

static void
agree (HenjiReplyPair *self, const char *key, const char *first, const char *second)
{
  const char *both[] = { first, second, NULL };

  g_hash_table_replace (self->agreed, g_strdup (key), g_strdupv ((char **) both));
}

static void
confirm_pair (gpointer data, gpointer user_data)
{
  const Pair *pair = data;

  if (has_moved (pair, 0) || has_moved (pair, 1))
    agree (user_data, pair->key, pair->standing[0], pair->standing[1]);
}

void
henji_reply_pair_confirm (HenjiReplyPair *self, const char *key)
{
  Pair pair;

  g_return_if_fail (self != NULL);

  if (key == NULL)
    {
      each_pair (self, confirm_pair, self);
      return;
    }
  look_at (self, key, &pair);
  confirm_pair (&pair, self);
}

static void
settle_pair (gpointer data, gpointer user_data)
{
  const Pair *pair = data;

  if (has_moved (pair, 0) && has_moved (pair, 1))
    confirm_pair (data, user_data);
}

void
henji_reply_pair_settle (HenjiReplyPair *self)
{
  g_return_if_fail (self != NULL);

  each_pair (self, settle_pair, self);
}

/* ---- Storing --------------------------------------------------------------------------------- */

/* Four strings a pair: its key; "1", "2" or "12" for the texts changed by hand, with "=" when the
 * two were agreed upon; and both as they were then. */
#define STORED 4

static gboolean
is_by_hand (const HenjiReplyParagraph *paragraph)
{
  return g_strcmp0 (paragraph->rendered, paragraph->standing) != 0;
}

typedef struct
{
  const HenjiReplyPair *self;
  GPtrArray *stored;
} Storing;

static void
store_pair (gpointer data, gpointer user_data)
{
  const Pair *pair = data;
  Storing *storing = user_data;
  gboolean first = is_by_hand (&pair->paragraphs[0]);
  gboolean second = is_by_hand (&pair->paragraphs[1]);
  gboolean agreed = g_hash_table_contains (storing->self->agreed, pair->key);

  if (!first && !second && !agreed)
    return;
  g_ptr_array_add (storing->stored, g_strdup (pair->key));
  g_ptr_array_add (storing->stored,
                   g_strconcat (first ? "1" : "", second ? "2" : "", agreed ? "=" : "", NULL));
  for (int side = 0; side < 2; side++)
    g_ptr_array_add (storing->stored, g_strdup (agreed ? pair->agreed[side] : ""));
}

char **
henji_reply_pair_store (const HenjiReplyPair *self)
{
  Storing storing = { self, NULL };

  g_return_val_if_fail (self != NULL, NULL);

  storing.stored = g_ptr_array_new ();
  each_pair (self, store_pair, &storing);
  g_ptr_array_add (storing.stored, NULL);

  return (char **) g_ptr_array_free (storing.stored, FALSE);
}

void
henji_reply_pair_restore (HenjiReplyPair *self,
                          const char *const texts[2],
                          const GPtrArray *const rendered[2],
                          const char *const *stored)
{
  guint n = stored != NULL ? g_strv_length ((char **) stored) : 0;

  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->agreed);
  for (int side = 0; side < 2; side++)
    {
      g_autoptr (GHashTable) by_hand = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint i = 0; i + STORED <= n; i += STORED)
        if (strchr (stored[i + 1], side == 0 ? '1' : '2') != NULL)
          g_hash_table_add (by_hand, (gpointer) stored[i]);
      henji_reply_text_restore (self->texts[side], texts[side], rendered[side], by_hand);
    }
  for (guint i = 0; i + STORED <= n; i += STORED)
    if (strchr (stored[i + 1], '=') != NULL)
      agree (self, stored[i], stored[i + 2], stored[i + 3]);
}
