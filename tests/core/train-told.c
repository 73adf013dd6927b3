/* train-told.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Learns data/lexicon/told-weights.txt: for each thing that buyers tell beside the kind of their
 * matter a logistic regression over the words and character groups of the mails in
 * tests/data/recognise/told, but the held-out ones, beside what the rules of the lexicon say.
 * Always gives the same file for the same input:
 *
 *     train-told data/lexicon tests/data/recognise/told > told-weights.txt
 */
#include "config.h"

#include "henji-recognise-private.h"

#include "lexicon.h"
#include "told-mails.h"
#include "train-files.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define CHARACTERS 4
#define WORDS 3
#define MIN_MAILS 2 /* a feature stands in at least so many mails */
#define ROUNDS 250
#define RATE 0.02
#define PENALTY 0.01 /* on squared weights, by the square root of the number of mails */
#define FOLDS 4      /* the mails are learned without each of their parts, to choose the limits */
#define MISTAKE 2.0  /* what is heard and was not told is as bad as so many that were not heard */
#define UNIT 20      /* steps of a logit in the file */
#define LEAST 3      /* steps; smaller weights are left out */

typedef struct
{
  HenjiLanguage language;
  GArray *features;  /* (element-type guint) */
  guint32 told, may; /* what is labelled, and what may be heard or not */
  guint32 known;     /* what the file is labelled with */
  guint32 ruled;     /* what the rules hear */
} Mail;

/* The weights for one of the things told. */
typedef struct
{
  double *w;
  double bias[2], rules; /* bias by language: ja, en */
} Model;

static HenjiLexicon *lexicon;
static GHashTable *numbers; /* feature → number + 1 */
static GPtrArray *names;
static GArray *counts; /* (element-type guint) mails that hold the feature */
static GPtrArray *mails;

static void
add_mail (const ToldMail *read, gpointer data)
{
  g_autoptr (GHashTable) set = train_find_features (lexicon, read->body, CHARACTERS, WORDS);
  g_auto (HenjiRecognition) found = { 0 };
  Mail *mail = g_new0 (Mail, 1);
  GHashTableIter iter;
  gpointer key;

  mail->language = g_str_has_prefix (read->where, "ja") ? HENJI_LANGUAGE_JA : HENJI_LANGUAGE_EN;
  mail->told = read->told;
  mail->may = read->may;
  mail->known = read->known;
  mail->features = g_array_new (FALSE, FALSE, sizeof (guint));
  henji_recognise (lexicon, NULL, read->body, -1, &found);
  mail->ruled = found.facts.told;
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, key));
      guint zero = 0;

      if (number == 0)
        {
          g_ptr_array_add (names, g_strdup (key));
          g_array_append_val (counts, zero);
          number = names->len;
          g_hash_table_insert (numbers, names->pdata[number - 1], GUINT_TO_POINTER (number));
        }
      number--;
      g_array_index (counts, guint, number)++;
      g_array_append_val (mail->features, number);
    }
  g_ptr_array_add (mails, mail);
}

static int
compare_features (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint *) a - (int) *(const guint *) b;
}

/* Leaves the features that stand in few mails out; the rest in a row that is always the same. */
static void
drop_rare (void)
{
  for (guint i = 0; i < mails->len; i++)
    {
      Mail *mail = mails->pdata[i];
      guint n = 0;

      for (guint k = 0; k < mail->features->len; k++)
        {
          guint number = g_array_index (mail->features, guint, k);

          if (g_array_index (counts, guint, number) >= MIN_MAILS)
            g_array_index (mail->features, guint, n++) = number;
        }
      g_array_set_size (mail->features, n);
      g_array_sort (mail->features, compare_features);
    }
}

/* --- learning -------------------------------------------------------------------------------- */

static double
score (const Model *model, const Mail *mail, guint told)
{
  double z = model->bias[mail->language == HENJI_LANGUAGE_EN]
             + ((mail->ruled & 1u << told) != 0 ? model->rules : 0);

  for (guint k = 0; k < mail->features->len; k++)
    z += model->w[g_array_index (mail->features, guint, k)];

  return z;
}

static gboolean
is_labelled (const Mail *mail, guint told)
{
  return (mail->known & ~mail->may & 1u << told) != 0;
}

typedef struct
{
  double mean, square; /* of the gradients, for Adam */
} Moment;

static void
step (double *w, double gradient, Moment *moment, int round)
{
  moment->mean = 0.9 * moment->mean + 0.1 * gradient;
  moment->square = 0.999 * moment->square + 0.001 * gradient * gradient;
  *w -= RATE * (moment->mean / (1 - pow (0.9, round)))
        / (sqrt (moment->square / (1 - pow (0.999, round))) + 1e-8);
}

/* Learns @told from all mails but those of @left_out (-1: from all). */
static void
learn (Model *model, guint told, int left_out)
{
  guint n_features = names->len;
  g_autofree double *gradient = g_new (double, n_features);
  g_autofree Moment *moments = g_new0 (Moment, n_features + 3);
  guint n = 0;

  memset (model->w, 0, n_features * sizeof *model->w);
  model->bias[0] = model->bias[1] = -2;
  model->rules = 1.5;
  for (guint i = 0; i < mails->len; i++)
    n += (int) (i % FOLDS) != left_out && is_labelled (mails->pdata[i], told);

  for (int round = 1; round <= ROUNDS; round++)
    {
      double bias[2] = { 0 }, rules = 0;

      for (guint k = 0; k < n_features; k++)
        gradient[k] = 2 * PENALTY / sqrt ((double) n) * model->w[k];
      for (guint i = 0; i < mails->len; i++)
        {
          const Mail *mail = mails->pdata[i];
          double g;

          if ((int) (i % FOLDS) == left_out || !is_labelled (mail, told))
            continue;
          g = (1 / (1 + exp (-score (model, mail, told))) - ((mail->told & 1u << told) != 0)) / n;
          bias[mail->language == HENJI_LANGUAGE_EN] += g;
          rules += (mail->ruled & 1u << told) != 0 ? g : 0;
          for (guint k = 0; k < mail->features->len; k++)
            gradient[g_array_index (mail->features, guint, k)] += g;
        }
      for (guint k = 0; k < n_features; k++)
        step (&model->w[k], gradient[k], &moments[k], round);
      step (&model->bias[0], bias[0], &moments[n_features], round);
      step (&model->bias[1], bias[1], &moments[n_features + 1], round);
      step (&model->rules, rules, &moments[n_features + 2], round);
    }
}

typedef struct
{
  double z;
  gboolean told;
} Judged;

static int
compare_judged (gconstpointer a, gconstpointer b)
{
  double x = ((const Judged *) a)->z, y = ((const Judged *) b)->z;

  return x < y ? 1 : x > y ? -1 : 0;
}

/* The score from which something counts as told, best for mails that were not learned from. */
static double
choose_limit (GArray *judged)
{
  double best = 0, won = 0, limit = 1;

  g_array_sort (judged, compare_judged);
  for (guint i = 0; i < judged->len; i++)
    {
      const Judged *one = &g_array_index (judged, Judged, i);

      won += one->told ? 1 : -MISTAKE;
      if (won > best)
        {
          best = won;
          limit = i + 1 < judged->len ? (one->z + one[1].z) / 2 : one->z;
        }
    }

  return limit;
}

static void
train (Model *model, guint told)
{
  GArray *judged[2] = { g_array_new (FALSE, FALSE, sizeof (Judged)),
                        g_array_new (FALSE, FALSE, sizeof (Judged)) };

  for (int fold = 0; fold < FOLDS; fold++)
    {
      learn (model, told, fold);
      for (guint i = (guint) fold; i < mails->len; i += FOLDS)
        {
          const Mail *mail = mails->pdata[i];
          Judged one = { score (model, mail, told), (mail->told & 1u << told) != 0 };

          if (is_labelled (mail, told))
            g_array_append_val (judged[mail->language == HENJI_LANGUAGE_EN], one);
        }
    }
  learn (model, told, -1);
  for (guint i = 0; i < 2; i++)
    {
      double limit = choose_limit (judged[i]);

      fprintf (stderr, "%s %s: from %.2f on\n", henji_told_id (told), i == 0 ? "ja" : "en", limit);
      model->bias[i] -= limit;
      g_array_unref (judged[i]);
    }
}

/* --- the file -------------------------------------------------------------------------------- */

static void
print_row (const char *name, const double *values, int least)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint told = 0; told < HENJI_N_TOLD; told++)
    {
      int value = (int) lround (values[told] * UNIT);

      if (ABS (value) >= least)
        g_string_append_printf (line, "%s%u:%d", line->len > 0 ? " " : "", told,
                                CLAMP (value, -G_MAXINT8, G_MAXINT8));
    }
  if (line->len > 0)
    printf ("%s = %s\n", name, line->str);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) files = NULL;
  Model models[HENJI_N_TOLD];
  double values[HENJI_N_TOLD];

  if (argc != 3)
    {
      fprintf (stderr, "usage: %s LEXICON-FOLDER MAILS-FOLDER\n", argv[0]);
      return 2;
    }
  numbers = g_hash_table_new (g_str_hash, g_str_equal);
  names = g_ptr_array_new_with_free_func (g_free);
  counts = g_array_new (FALSE, FALSE, sizeof (guint));
  mails = g_ptr_array_new ();
  lexicon = train_load_lexicon (argv[1]);
  files = test_list_files (argv[2], ".txt");
  for (guint i = 0; i < files->len; i++)
    if (!g_str_has_suffix (files->pdata[i], "held.txt"))
      told_mails_read (files->pdata[i], add_mail, NULL);
  drop_rare ();
  fprintf (stderr, "%u mails, %u features\n", mails->len, names->len);

  for (guint told = 0; told < HENJI_N_TOLD; told++)
    {
      models[told].w = g_new (double, names->len);
      train (&models[told], told);
    }

  printf (
      "# Learned by tests/core/train-told.c from the mails of tests/data/recognise/told; not for\n"
      "# editing. What is told by its stored number, weights in twentieths of a logit.\n\n"
      "[told weights]\n");
  for (guint i = 0; i < 2; i++)
    {
      for (guint told = 0; told < HENJI_N_TOLD; told++)
        values[told] = models[told].bias[i];
      print_row (i == 0 ? "@bias-ja" : "@bias-en", values, 0);
    }
  for (guint told = 0; told < HENJI_N_TOLD; told++)
    values[told] = models[told].rules;
  print_row ("@rules", values, 0);
  for (guint i = 0; i < names->len; i++)
    {
      for (guint told = 0; told < HENJI_N_TOLD; told++)
        values[told] = models[told].w[i];
      print_row (names->pdata[i], values, LEAST);
    }

  return 0;
}
