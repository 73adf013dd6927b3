/* henji-reply-pane-pair.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-reply-pane-pair"

#include "config.h"

#include "henji-reply-pane-pair.h"

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

typedef struct
{
  HenjiReplyPair *self;
  gboolean any;
} Settling;

static void
settle_pair (gpointer data, gpointer user_data)
{
  const Pair *pair = data;
  Settling *settling = user_data;

  if (!has_moved (pair, 0) || !has_moved (pair, 1))
    return;
  confirm_pair (data, settling->self);
  settling->any = TRUE;
}

gboolean
henji_reply_pair_settle (HenjiReplyPair *self)
{
  Settling settling = { self, FALSE };

  g_return_val_if_fail (self != NULL, FALSE);

  each_pair (self, settle_pair, &settling);

  return settling.any;
}

/* ---- Storing --------------------------------------------------------------------------------- */

/* Three strings a pair: its key and both paragraphs as they were agreed upon. */
#define AGREED "agreed"
#define AGREED_STRINGS 3

static const char *const layouts[] = { "layout-ja", "layout-en" };

void
henji_reply_pair_store (const HenjiReplyPair *self, HenjiChoices *choices)
{
  g_autoptr (GPtrArray) stored = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_if_fail (self != NULL && choices != NULL);

  g_hash_table_iter_init (&iter, self->agreed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      char **agreed = value;

      g_ptr_array_add (stored, key);
      g_ptr_array_add (stored, agreed[0]);
      g_ptr_array_add (stored, agreed[1]);
    }
  g_ptr_array_add (stored, NULL);
  henji_choices_set_list (choices, AGREED, (const char *const *) stored->pdata);

  /* The template's own words need no layout. */
  for (int side = 0; side < 2; side++)
    {
      g_auto (GStrv) layout = henji_reply_text_is_edited (self->texts[side])
                                  ? henji_reply_text_layout (self->texts[side])
                                  : NULL;

      henji_choices_set_list (choices, layouts[side], (const char *const *) layout);
    }
}

void
henji_reply_pair_restore (HenjiReplyPair *self,
                          const char *const texts[2],
                          const GPtrArray *const rendered[2],
                          const HenjiChoices *choices)
{
  const char *const *agreed = henji_choices_list (choices, AGREED);
  guint n = agreed != NULL ? g_strv_length ((char **) agreed) : 0;

  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->agreed);
  for (int side = 0; side < 2; side++)
    henji_reply_text_restore (self->texts[side], texts[side], rendered[side],
                              henji_choices_list (choices, layouts[side]));
  for (guint i = 0; i + AGREED_STRINGS <= n; i += AGREED_STRINGS)
    agree (self, agreed[i], agreed[i + 1], agreed[i + 2]);
}
