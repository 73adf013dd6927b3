/* train-recognise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Learns data/lexicon/weights.txt: logistic regression over the words and character groups of the
 * training sentences and the tuned mails, beside what the rules of the lexicon say. Always gives
 * the same file for the same input:
 *
 *     train-recognise data/lexicon tests/data/recognise > weights.txt && mv weights.txt
 * data/lexicon/
 */
#include "config.h"

#include "henji-recognise-private.h"

#include "lexicon.h"
#include "train-files.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 20
#define AVERAGED 10 /* last rounds whose mean is taken */
#define COPIES 12   /* variants of each training sentence */
#define RATE 0.1f
#define DECAY 4e-5f     /* keeps weights of rare features small */
#define MIN_MAILS 2     /* a feature stands in at least so many different sentences */
#define UNIT 20         /* steps of a logit in the file */
#define LEAST_WEIGHT 6  /* steps; smaller ones are left out */
#define LEAST_BEST 1.5f /* logits: a feature whose best weight is smaller is dropped */

typedef struct
{
  HenjiKind kind;
  GArray *features; /* (element-type guint) */
  float evidence[HENJI_N_KINDS];
} Example;

static HenjiLexicon *lexicon;
static GHashTable *numbers; /* feature → number + 1 */
static GPtrArray *names;
static GArray *counts; /* (element-type guint) sentences that hold the feature */
static GPtrArray *examples;
static GRand *rand_;

/* The company that a sentence keeps in a mail, in Japanese and in English. */
typedef enum
{
  FILLER,        /* greetings and the like */
  WISH,          /* remedies a buyer asks for beside what happened */
  WISH_DELIVERY, /* the same for a parcel that did not come */
  THREAT,        /* what the buyer will do otherwise */
  THANKS,        /* the sentences of that kind */
  N_LISTS
} List;

static const char *const list_ids[N_LISTS] = { "filler", "wish", "wish-delivery", "threat", NULL };
static GPtrArray *lists[N_LISTS][2];

static void
count_features (const char *text)
{
  g_autoptr (GHashTable) set = train_find_features (lexicon, text, 3, 2);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, key));
      guint one = 1;

      if (number == 0)
        {
          g_ptr_array_add (names, g_strdup (key));
          g_hash_table_insert (numbers, g_strdup (key), GUINT_TO_POINTER (names->len));
          g_array_append_val (counts, one);
        }
      else
        g_array_index (counts, guint, number - 1)++;
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (int) *(const guint *) a - (int) *(const guint *) b;
}

static void
add_example (HenjiKind kind, const char *subject, const char *text)
{
  g_autoptr (GHashTable) set = train_find_features (lexicon, text, 3, 2);
  Example *example = g_new0 (Example, 1);
  GHashTableIter iter;
  gpointer key;

  example->kind = kind;
  example->features = g_array_new (FALSE, FALSE, sizeof (guint));
  henji_recognise_evidence (lexicon, subject, text, example->evidence);
  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, key));

      if (number > 0 && g_array_index (counts, guint, number - 1) >= MIN_MAILS)
        {
          number--;
          g_array_append_val (example->features, number);
        }
    }
  g_array_sort (example->features, compare_numbers);
  g_ptr_array_add (examples, example);
}

/* Appends a line of @list, every @times times. */
static void
keep_company (GString *mail, List list, guint language, gint32 times)
{
  const GPtrArray *lines = lists[list][language];

  if (lines->len > 0 && g_rand_int_range (rand_, 0, times) == 0)
    g_string_append_printf (
        mail, "%s\n",
        (const char *) lines->pdata[g_rand_int_range (rand_, 0, (gint32) lines->len)]);
}

/* The sentence in the company that sentences keep: what is said beside it does not change what the
 * mail is about. */
static char *
make_mail (HenjiKind kind, guint language, const char *text)
{
  GString *mail = g_string_new (NULL);
  gboolean event = kind >= HENJI_KIND_DAMAGED && kind <= HENJI_KIND_NOT_AS_DESCRIBED;
  gboolean delivery = kind == HENJI_KIND_LATE_DELIVERY || kind == HENJI_KIND_LOST;

  if (kind == HENJI_KIND_THANKS)
    {
      keep_company (mail, THANKS, language, 1);
      g_string_append (mail, text);
      return g_string_free (mail, FALSE);
    }

  keep_company (mail, THANKS, language, 12);
  keep_company (mail, FILLER, language, 1);
  keep_company (mail, FILLER, language, 2);
  g_string_append_printf (mail, "%s\n", text);
  if (event)
    keep_company (mail, WISH, language, 2);
  if (delivery)
    keep_company (mail, WISH_DELIVERY, language, 2);
  if (event || delivery || kind == HENJI_KIND_REFUND_STATUS)
    keep_company (mail, THREAT, language, 12);
  keep_company (mail, FILLER, language, 2);
  keep_company (mail, FILLER, language, 3);

  return g_string_free (mail, FALSE);
}

static void
add_variants (HenjiKind kind, guint language, const char *text)
{
  add_example (kind, NULL, text);
  for (int i = 1; i < COPIES; i++)
    {
      g_autofree char *mail = make_mail (kind, language, text);

      add_example (kind, NULL, mail);
    }
}

/* One pass over a file of sentences; @examples_too: count first, make examples later. */
static void
read_sentences (const char *path, guint language, gboolean examples_too)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  HenjiKind kind = HENJI_KIND_OTHER;
  GPtrArray *list = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '[')
      {
        g_autofree char *id = g_strndup (lines[i] + 1, strlen (lines[i]) - 2);

        list = NULL;
        for (guint k = 0; k < N_LISTS; k++)
          if (g_strcmp0 (id, list_ids[k]) == 0)
            list = lists[k][language];
        if (list == NULL && !henji_kind_from_id (id, &kind))
          g_error ("%s, line %u: there is no kind “%s”", path, i + 1, id);
      }
    else if (lines[i][0] == '\0' || lines[i][0] == '#')
      continue;
    else if (list != NULL && !examples_too)
      g_ptr_array_add (list, g_strdup (lines[i]));
    else if (list == NULL && !examples_too)
      {
        count_features (lines[i]);
        if (kind == HENJI_KIND_THANKS)
          g_ptr_array_add (lists[THANKS][language], g_strdup (lines[i]));
      }
    else if (list == NULL)
      add_variants (kind, language, lines[i]);
}

static void
finish_mail (HenjiKind kind,
             HenjiLanguage language,
             const char *subject,
             const char *body,
             guint number,
             gboolean examples_too)
{
  if (number == 0 || number % 3 == 0 || language == HENJI_LANGUAGE_OTHER)
    return;
  if (!examples_too)
    count_features (body);
  else
    for (int i = 0; i < 2; i++)
      add_example (kind, subject, body);
}

/* The tuned two thirds of the mails; the numbering runs over all files with the same beginning, as
 * in test-recognise.c. */
static void
read_mails (const char *path, guint *number, gboolean examples_too)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *subject = NULL;
  HenjiKind kind = HENJI_KIND_OTHER;
  HenjiLanguage language = HENJI_LANGUAGE_OTHER;
  gboolean open = FALSE;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0;; i++)
    {
      if (lines[i] == NULL || g_str_has_prefix (lines[i], "@ "))
        {
          if (open)
            finish_mail (kind, language, subject, body->str, *number, examples_too);
          if (lines[i] == NULL)
            break;
        }
      if (g_str_has_prefix (lines[i], "@ "))
        {
          g_auto (GStrv) fields = g_strsplit (lines[i] + 2, " | ", -1);
          g_auto (GStrv) words = g_strsplit (fields[0], " ", 2);

          if (!henji_language_from_id (words[0], &language)
              || !henji_kind_from_id (words[1], &kind))
            g_error ("%s, line %u", path, i + 1);
          g_clear_pointer (&subject, g_free);
          for (guint k = 1; fields[k] != NULL; k++)
            if (g_str_has_prefix (fields[k], "subject="))
              subject = g_strdup (fields[k] + strlen ("subject="));
          g_string_truncate (body, 0);
          (*number)++;
          open = TRUE;
        }
      else if (open)
        g_string_append_printf (body, "%s\n", lines[i]);
    }
}

static void
read_everything (const char *folder, gboolean examples_too)
{
  static const char *const mails[][3] = {
    { "independent-en.txt", "independent-ja.txt", "independent-other.txt" },
    { "mails-en.txt", "mails-ja.txt", NULL },
  };
  g_autofree char *training = g_build_filename (folder, "training", NULL);
  g_autoptr (GPtrArray) files = test_list_files (training, ".txt");

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);

      read_sentences (files->pdata[i], g_str_has_prefix (name, "ja") ? 0 : 1, examples_too);
    }
  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      guint number = 0;

      for (guint k = 0; k < 3 && mails[i][k] != NULL; k++)
        {
          g_autofree char *path = g_build_filename (folder, mails[i][k], NULL);

          read_mails (path, &number, examples_too);
        }
    }
}

/* --- learning
 * ------------------------------------------------------------------------------------- */

typedef struct
{
  float w[HENJI_N_KINDS];
  float squares[HENJI_N_KINDS]; /* of the gradients so far, for AdaGrad */
  float sum[HENJI_N_KINDS];     /* of the weights after the last rounds */
} Row;

static void
learn (Row *row, guint kind, float gradient, float rate)
{
  row->squares[kind] += gradient * gradient;
  row->w[kind] -= rate * gradient / (sqrtf (row->squares[kind]) + 1e-6f);
}

/* Adds @row's weights to its sum, or makes them the mean of the sums. */
static void
average (Row *row, gboolean last)
{
  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    {
      row->sum[kind] += row->w[kind];
      if (last)
        row->w[kind] = row->sum[kind] / AVERAGED;
    }
}

static void
train (Row *rows, Row *bias, Row *rules)
{
  g_autofree guint *order = g_new (guint, examples->len);

  for (guint i = 0; i < examples->len; i++)
    order[i] = i;
  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    rules->w[kind] = 0.4f;

  for (int round = 0; round < ROUNDS; round++)
    {
      for (guint i = 0; i < examples->len; i++)
        {
          guint other = i + (guint) g_rand_int_range (rand_, 0, (gint32) (examples->len - i));
          guint swap = order[i];
          const Example *example;
          float z[HENJI_N_KINDS], most = -1e9f, total = 0, share;

          order[i] = order[other];
          order[other] = swap;
          example = examples->pdata[order[i]];
          share = 1.0f / sqrtf ((float) MAX (example->features->len, 1u));
          for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
            {
              z[kind] = 0;
              for (guint k = 0; k < example->features->len; k++)
                z[kind] += rows[g_array_index (example->features, guint, k)].w[kind];
              z[kind] = z[kind] * share + bias->w[kind] + rules->w[kind] * example->evidence[kind];
              most = MAX (most, z[kind]);
            }
          for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
            total += z[kind] = expf (z[kind] - most);
          for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
            {
              float gradient = z[kind] / total - (kind == example->kind ? 1.0f : 0.0f);

              for (guint k = 0; k < example->features->len; k++)
                {
                  Row *row = &rows[g_array_index (example->features, guint, k)];

                  learn (row, kind, gradient * share + DECAY * row->w[kind], RATE);
                }
              learn (bias, kind, gradient, RATE / 4);
              learn (rules, kind, gradient * example->evidence[kind] * 0.2f, RATE / 20);
              rules->w[kind] = CLAMP (rules->w[kind], 0.15f, 1.0f);
            }
        }
      if (round < ROUNDS - AVERAGED)
        continue;
      for (guint i = 0; i < names->len; i++)
        average (&rows[i], round == ROUNDS - 1);
      average (bias, round == ROUNDS - 1);
      average (rules, round == ROUNDS - 1);
    }
}

/* Drops the features that say little from the examples, so that they can be learned again without
 * them, as they will be recognised. */
static void
drop_weak (const Row *rows)
{
  for (guint i = 0; i < examples->len; i++)
    {
      Example *example = examples->pdata[i];
      guint n = 0;

      for (guint k = 0; k < example->features->len; k++)
        {
          guint number = g_array_index (example->features, guint, k);
          float best = 0;

          for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
            best = MAX (best, fabsf (rows[number].w[kind]));
          if (best >= LEAST_BEST)
            g_array_index (example->features, guint, n++) = number;
        }
      g_array_set_size (example->features, n);
    }
}

static void
print_row (const char *name, const Row *row, int least)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    {
      int value = (int) lroundf (row->w[kind] * UNIT);

      if (ABS (value) >= least)
        g_string_append_printf (line, "%s%u:%d", line->len > 0 ? " " : "", kind,
                                CLAMP (value, -G_MAXINT8, G_MAXINT8));
    }
  if (line->len > 0)
    printf ("%s = %s\n", name, line->str);
}

int
main (int argc, char **argv)
{
  g_autofree Row *rows = NULL;
  Row bias = { { 0 } }, rules = { { 0 } };

  if (argc != 3)
    {
      fprintf (stderr, "usage: %s LEXICON-FOLDER MAILS-FOLDER\n", argv[0]);
      return 2;
    }
  rand_ = g_rand_new_with_seed (20261124);
  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names = g_ptr_array_new_with_free_func (g_free);
  counts = g_array_new (FALSE, FALSE, sizeof (guint));
  examples = g_ptr_array_new ();
  for (guint i = 0; i < N_LISTS; i++)
    for (guint language = 0; language < 2; language++)
      lists[i][language] = g_ptr_array_new_with_free_func (g_free);
  lexicon = train_load_lexicon (argv[1]);
  read_everything (argv[2], FALSE);
  read_everything (argv[2], TRUE);
  rows = g_new0 (Row, names->len);
  train (rows, &bias, &rules);
  drop_weak (rows);
  memset (rows, 0, names->len * sizeof (Row));
  bias = rules = (Row){ { 0 } };
  train (rows, &bias, &rules);

  printf ("# Learned by tests/core/train-recognise.c from the sentences and the tuned mails of\n"
          "# tests/data/recognise; not for editing. Kinds by their stored\n"
          "# number, weights in twentieths of a logit.\n\n[weights]\n");
  print_row ("@bias", &bias, 0);
  print_row ("@rules", &rules, 0);
  for (guint i = 0; i < names->len; i++)
    print_row (names->pdata[i], &rows[i], LEAST_WEIGHT);
  fprintf (stderr, "%u features, %u examples\n", names->len, examples->len);

  return 0;
}
