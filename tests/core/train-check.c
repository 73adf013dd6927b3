/* train-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Learns data/rules/learned.txt from the sentences of tests/data/replies/training and the tuned
 * replies beside them: one logistic regression a rule. A reply is known to break a rule, not where:
 * the sentence that looks most like it is taken for the one. The limits are chosen on sentences
 * and letters that were left out of learning, a fifth at a time. The same input gives the same
 * output.
 */
#include "config.h"

#include "henji-check-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define UNIT 20.0f /* of a logit, see HenjiLearnedWeight */
#define SEED 20261126
#define ROUNDS 14       /* over all examples */
#define AVERAGED 5      /* of them, the last */
#define RATE 0.5f       /* of AdaGrad */
#define DECAY 1e-4f     /* of the weights, for an example */
#define LEAST_GROUPS 10 /* groups of lines that have a feature, or it is not learned */
#define LEAST_WEIGHT 13 /* twentieths; below it a weight is not written */
#define COPIES 4        /* of a line with alternatives */
#define LINES_A_GROUP 6 /* neighbours in a file are alike: they are left out together */
#define FOLDS 5         /* of all groups */
#define MISTAKE 6.0     /* a good letter stopped is as bad as so many bad ones passed */
#define LOWEST_LIMIT -2.0f
#define HIGHEST_LIMIT 2.0f
#define LIMIT_STEP 0.1f
#define CLOSE 0.3              /* to a limit, in logits */
#define DOUBT_MISTAKE 0.035    /* that may be doubted */
#define HARMLESS_MISTAKE 0.050 /* share of what the rules stop that may be taken for harmless */
#define N_RULES 8              /* and what they have in common, first */

#define ANY 0
#define POINTER 7

static const char *const rule_ids[N_RULES] = {
  "any",        "review-request", "review-reward",   "feedback-change", "claim-withdraw",
  "ask-cancel", "marketing",      "contact-pointer",
};

/* What says one of these often says the other in passing: neither teaches what the other is not. */
static const guint8 alike[][2] = { { 1, 2 }, { 1, 3 }, { 2, 3 }, { 4, 5 }, { 6, 7 }, { 2, 6 } };

typedef enum
{
  NO,
  YES,
  UNKNOWN,
} Label;

typedef struct
{
  guint *features; /* numbers; those that are learned */
  guint n;
  float share; /* 1 / the root of how many there are */
} Sentence;

typedef struct
{
  guint first, last; /* sentences */
  guint8 labels[N_RULES];
  guint group;
  guint fold;
  char *text;
  gboolean ruled; /* stopped by the rules alone */
  guint8 language;
  gboolean letter; /* a whole one, as sellers write them */
  gboolean copy;   /* of a line that was there before: does not count in the figures */
} Example;

typedef struct
{
  float w[N_RULES];
  float squares[N_RULES]; /* of the gradients, for AdaGrad */
  float sum[N_RULES];     /* of the weights after the last rounds */
} Row;

static HenjiChecker *checker;
static GRand *rand_;
static GArray *sentences;     /* (element-type Sentence) */
static GArray *examples;      /* (element-type Example) */
static GHashTable *numbers;   /* key → number + 1 */
static GArray *keys;          /* (element-type guint32) */
static GArray *last_group;    /* (element-type guint): that had the feature, by number */
static GArray *n_groups;      /* (element-type guint) */
static GPtrArray *company[2]; /* harmless sentences, by language */
static guint group_;
static const HenjiLanguage languages[] = { HENJI_LANGUAGE_JA, HENJI_LANGUAGE_EN };

/* --- reading ------------------------------------------------------------------------------------
 */

static guint
number_of (guint32 key)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, GUINT_TO_POINTER (key)));
  guint nothing = 0;

  if (number == 0)
    {
      g_array_append_val (keys, key);
      g_array_append_val (last_group, nothing);
      g_array_append_val (n_groups, nothing);
      number = keys->len;
      g_hash_table_insert (numbers, GUINT_TO_POINTER (key), GUINT_TO_POINTER (number));
    }
  if (g_array_index (last_group, guint, number - 1) != group_)
    {
      g_array_index (last_group, guint, number - 1) = group_;
      g_array_index (n_groups, guint, number - 1)++;
    }

  return number - 1;
}

/* Do the rules stop it without learned weights? */
static gboolean
is_ruled (const char *text, HenjiLanguage language)
{
  g_autoptr (GArray) findings = henji_check (checker, text, -1, language, NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, HenjiFinding, i).severity == HENJI_SEVERITY_BLOCKING)
      return TRUE;

  return FALSE;
}

static void
add_example (
    const char *text, HenjiLanguage language, const guint8 *labels, gboolean letter, gboolean copy)
{
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (guint32));
  Example example = { .first = sentences->len,
                      .group = group_,
                      .language = language == HENJI_LANGUAGE_EN,
                      .letter = letter,
                      .copy = copy };
  HenjiCheckText prepared;

  henji_check_text_init (&prepared, checker, text, strlen (text));
  for (guint s = 0; s < prepared.sentences->len; s++)
    {
      Sentence sentence = { 0 };

      henji_check_features (checker, &prepared, s, features);
      sentence.features = g_new (guint, features->len + 1);
      sentence.n = features->len;
      sentence.share = 1.0f / sqrtf ((float) features->len + 40);
      for (guint i = 0; i < features->len; i++)
        sentence.features[i] = number_of (g_array_index (features, guint32, i));
      g_array_append_val (sentences, sentence);
    }
  henji_check_text_clear (&prepared);
  example.last = sentences->len;
  memcpy (example.labels, labels, N_RULES);
  example.text = g_strdup (text);
  example.ruled = is_ruled (text, language);
  g_array_append_val (examples, example);
}

static void
mark (guint8 *labels, const char *id)
{
  if (g_str_equal (id, "off-platform"))
    id = "contact-pointer";
  for (guint r = 0; r < N_RULES; r++)
    if (g_str_equal (rule_ids[r], id))
      labels[r] = YES;
  if (g_str_equal (id, "external-link") || g_str_equal (id, "mail-address")
      || g_str_equal (id, "phone-number"))
    labels[POINTER] = labels[POINTER] == YES ? YES : UNKNOWN;
}

static void
mark_alike (guint8 *labels)
{
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    for (guint k = 0; k < 2; k++)
      if (labels[alike[i][k]] == YES && labels[alike[i][1 - k]] == NO)
        labels[alike[i][1 - k]] = UNKNOWN;
  labels[ANY] = memchr (labels, YES, N_RULES) != NULL       ? YES
                : memchr (labels, UNKNOWN, N_RULES) != NULL ? UNKNOWN
                                                            : NO;
}

/* Takes one of the alternatives of each "(a|b|)", by chance. */
static char *
choose_alternatives (const char *line)
{
  GString *out = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p++)
    {
      const char *close = *p == '(' ? strchr (p, ')') : NULL;
      g_autofree char *inside = close != NULL ? g_strndup (p + 1, (gsize) (close - p - 1)) : NULL;
      g_auto (GStrv) choices = NULL;

      if (inside == NULL || strchr (inside, '|') == NULL)
        {
          g_string_append_c (out, *p);
          continue;
        }
      choices = g_strsplit (inside, "|", -1);
      g_string_append (out, choices[g_rand_int_range (rand_, 0, (gint32) g_strv_length (choices))]);
      p = close;
    }

  return g_string_free (out, FALSE);
}

static const char *
any_of (const GPtrArray *list)
{
  return list->pdata[g_rand_int_range (rand_, 0, (gint32) list->len)];
}

/* The line alone, or among harmless ones as in a letter. */
static char *
keep_company (const char *line, guint language)
{
  const GPtrArray *list = company[language];

  if (list->len == 0 || g_rand_int_range (rand_, 0, 2) == 0)
    return g_strdup (line);

  return g_strdup_printf ("%s\n%s\n%s", any_of (list), line, any_of (list));
}

/* Twice over a file: first only the company is taken. */
static void
read_lines (const char *path, guint language, gboolean company_only)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint8 labels[N_RULES] = { 0 };
  gboolean harmless = FALSE;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] == '[')
      {
        g_autofree char *id = g_strndup (lines[i] + 1, strlen (lines[i]) - 2);

        memset (labels, 0, sizeof labels);
        harmless = g_str_equal (id, "harmless");
        mark (labels, id);
        if (!harmless && memchr (labels, YES, N_RULES) == NULL)
          g_error ("%s, line %u: there is no rule “%s”", path, i + 1, id);
        mark_alike (labels);
        n = 0;
      }
    else if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    else if (company_only && harmless)
      g_ptr_array_add (company[language], choose_alternatives (lines[i]));
    else if (!company_only)
      {
        if (n++ % LINES_A_GROUP == 0)
          group_++;
        for (guint k = 0; k < (strchr (lines[i], '|') != NULL ? COPIES : 2); k++)
          {
            g_autofree char *line = choose_alternatives (lines[i]);
            g_autofree char *letter = k == 0 ? g_strdup (line) : keep_company (line, language);

            add_example (letter, languages[language], labels, FALSE, k > 0);
          }
      }
}

/* The tuned replies, numbered as in test-check-replies.c. */
static void
read_replies (const char *path, gboolean held_out)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  guint8 labels[N_RULES] = { 0 };
  guint number = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0;; i++)
    {
      gboolean head = lines[i] != NULL && g_str_has_prefix (lines[i], "== ");

      if ((head || lines[i] == NULL) && number > 0 && !(held_out && (number - 1) % 3 == 2))
        {
          group_++;
          mark_alike (labels);
          add_example (body->str, languages[strstr (path, "-en") != NULL], labels, TRUE, FALSE);
        }
      if (lines[i] == NULL)
        break;
      if (head)
        {
          g_auto (GStrv) ids = g_strsplit (strstr (lines[i], "| rules: ") + 9, " ", -1);

          memset (labels, 0, sizeof labels);
          for (guint k = 0; ids[k] != NULL; k++)
            mark (labels, ids[k]);
          g_string_truncate (body, 0);
          number++;
        }
      else if (!g_str_has_prefix (lines[i], "@ "))
        g_string_append_printf (body, "%s\n", lines[i]);
    }
}

/* --- our own texts ------------------------------------------------------------------------------
 */

typedef struct
{
  GString *text; /* nullable: in no <text> */
  guint language;
  gboolean skipped; /* goes to the marketplace, to which other rules apply */
} Reading;

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **keys_,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  Reading *reading = data;

  for (guint i = 0; keys_[i] != NULL; i++)
    if (g_str_equal (keys_[i], "to") && g_str_equal (values[i], "support"))
      reading->skipped = TRUE;
  if (reading->text != NULL)
    g_string_append_c (reading->text, '\n');
  else if (g_str_equal (name, "text") && keys_[0] != NULL)
    {
      reading->text = g_string_new (NULL);
      reading->language = g_str_equal (values[0], "en");
    }
}

static void
text_cb (
    GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->text != NULL)
    g_string_append_len (reading->text, text, (gssize) length);
}

static void
end_element_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  static const guint8 no[N_RULES] = { 0 };
  static const char *const samples[] = { "11月26日", "November 26" };
  Reading *reading = data;
  g_auto (GStrv) parts = NULL;
  GString *out;

  if (!g_str_equal (name, "text") || reading->text == NULL)
    return;
  /* Something for each field. */
  parts = g_strsplit_set (reading->text->str, "{}", -1);
  out = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append (out, i % 2 == 0 ? parts[i] : samples[reading->language]);
  group_++;
  for (guint i = 0; i < COPIES && !reading->skipped; i++)
    add_example (out->str, languages[reading->language], no, FALSE, TRUE);
  g_string_free (out, TRUE);
  g_string_free (g_steal_pointer (&reading->text), TRUE);
}

/* The texts of situations and snippets are harmless. None of them will be new to the weights, so
 * they do not count for the limits. */
static void
read_texts (const char *path)
{
  static const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  Reading reading = { NULL, 0, FALSE };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reading, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error)
      || !g_markup_parse_context_parse (context, text, (gssize) length, &error))
    g_error ("%s: %s", path, error->message);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_files (const char *folder, const char *ending)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  return names;
}

static void
read_everything (const char *data, const char *folder)
{
  static const char *const texts[] = { "templates", "snippets" };
  g_autofree char *training = g_build_filename (folder, "training", NULL);
  g_autoptr (GPtrArray) files = list_files (training, ".txt");
  g_autoptr (GPtrArray) replies = list_files (folder, ".txt");

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < files->len; i++)
      {
        g_autofree char *path = g_build_filename (training, files->pdata[i], NULL);

        read_lines (path, g_str_has_prefix (files->pdata[i], "ja") ? 0 : 1, pass == 0);
      }
  for (guint i = 0; i < replies->len; i++)
    {
      const char *name = replies->pdata[i];
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_prefix (name, "unseen"))
        read_replies (path, !g_str_has_prefix (name, "own-"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *texts_folder = g_build_filename (data, texts[i], NULL);
      g_autoptr (GPtrArray) names = list_files (texts_folder, ".xml");

      for (guint k = 0; k < names->len; k++)
        {
          g_autofree char *path = g_build_filename (texts_folder, names->pdata[k], NULL);

          read_texts (path);
        }
    }
}

static void
load_rules (const char *data)
{
  g_autofree char *folder = g_build_filename (data, "rules", NULL);
  g_autoptr (GPtrArray) names = list_files (folder, ".txt");

  checker = henji_checker_new ();
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < names->len; i++)
      {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autofree char *text = NULL;
        g_autoptr (GError) error = NULL;
        gsize length;

        if (g_str_equal (name, "learned.txt") || (pass == 0) != g_str_equal (name, "common.txt"))
          continue;
        if (!g_file_get_contents (path, &text, &length, &error)
            || !henji_checker_add (checker, text, length, name, &error))
          g_error ("%s", error->message);
      }
  henji_checker_seal (checker);
}

/* --- learning -----------------------------------------------------------------------------------
 */

/* Takes out the features that too few lines have, and those that a sentence has twice. */
static void
drop_rare (void)
{
  g_autofree guint *seen_in = g_new0 (guint, keys->len); /* sentence + 1 */

  for (guint i = 0; i < sentences->len; i++)
    {
      Sentence *sentence = &g_array_index (sentences, Sentence, i);
      guint n = 0;

      for (guint k = 0; k < sentence->n; k++)
        if (g_array_index (n_groups, guint, sentence->features[k]) >= LEAST_GROUPS
            && seen_in[sentence->features[k]] != i + 1)
          {
            seen_in[sentence->features[k]] = i + 1;
            sentence->features[n++] = sentence->features[k];
          }
      sentence->n = n;
    }
}

static float
score (const Row *rows, const Row *bias, guint s, guint r)
{
  const Sentence *sentence = &g_array_index (sentences, Sentence, s);
  float sum = 0;

  for (guint k = 0; k < sentence->n; k++)
    sum += rows[sentence->features[k]].w[r];

  return sum * sentence->share + bias->w[r];
}

static guint
most_like (const Row *rows, const Row *bias, const Example *example, guint r, float *most)
{
  guint best = example->first;

  *most = -1e9f;
  for (guint s = example->first; s < example->last; s++)
    {
      float z = score (rows, bias, s, r);

      if (z > *most)
        {
          *most = z;
          best = s;
        }
    }

  return best;
}

static void
learn (Row *row, guint r, float gradient, float rate)
{
  row->squares[r] += gradient * gradient;
  row->w[r] -= rate * gradient / (sqrtf (row->squares[r]) + 1e-3f);
}

static void
learn_sentence (Row *rows, Row *bias, guint s, guint r, float z, float aim)
{
  const Sentence *sentence = &g_array_index (sentences, Sentence, s);
  float gradient = 1.0f / (1.0f + expf (-z)) - aim;

  for (guint k = 0; k < sentence->n; k++)
    {
      Row *row = &rows[sentence->features[k]];

      learn (row, r, gradient * sentence->share + DECAY * row->w[r], RATE);
    }
  learn (bias, r, gradient, RATE / 4);
}

static void
average (Row *row, gboolean last)
{
  for (guint r = 0; r < N_RULES; r++)
    {
      row->sum[r] += row->w[r];
      if (last)
        row->w[r] = row->sum[r] / AVERAGED;
    }
}

/* Learns from all examples but those of @left_out. */
static void
train (Row *rows, Row *bias, guint left_out)
{
  g_autofree guint *order = g_new (guint, examples->len);

  memset (rows, 0, keys->len * sizeof *rows);
  *bias = (Row){ { 0 } };
  for (guint i = 0; i < examples->len; i++)
    order[i] = i;
  for (guint round = 0; round < ROUNDS; round++)
    {
      for (guint i = 0; i < examples->len; i++)
        {
          guint other = i + (guint) g_rand_int_range (rand_, 0, (gint32) (examples->len - i));
          guint swap = order[i];
          const Example *example;

          order[i] = order[other];
          order[other] = swap;
          example = &g_array_index (examples, Example, order[i]);
          if (example->fold == left_out || example->first == example->last)
            continue;
          for (guint r = 0; r < N_RULES; r++)
            if (example->labels[r] == YES)
              {
                float z;
                guint s = most_like (rows, bias, example, r, &z);

                learn_sentence (rows, bias, s, r, z, 1);
              }
            else if (example->labels[r] == NO)
              for (guint s = example->first; s < example->last; s++)
                learn_sentence (rows, bias, s, r, score (rows, bias, s, r), 0);
        }
      if (round < ROUNDS - AVERAGED)
        continue;
      for (guint i = 0; i < keys->len; i++)
        average (&rows[i], round == ROUNDS - 1);
      average (bias, round == ROUNDS - 1);
    }
}

/* --- limits -------------------------------------------------------------------------------------
 */

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* The score that the share @mistakes of the harmless reaches. */
static float
limit (GArray *harmless, double mistakes)
{
  guint above = (guint) (mistakes * harmless->len);

  return g_array_index (harmless, float, harmless->len - 1 - MIN (above, harmless->len - 1));
}

/* What the checker will say of an example: of its sentences, the most that any rule gets. */
static float
most_said (const Row *rows, const Row *bias, const Example *example, guint *rule)
{
  float most = -1e9f;

  for (guint s = example->first; s < example->last; s++)
    {
      float common = score (rows, bias, s, ANY);

      for (guint r = ANY + 1; r < N_RULES; r++)
        if (common + score (rows, bias, s, r) > most)
          {
            most = common + score (rows, bias, s, r);
            *rule = r;
          }
    }

  return most;
}

/* What was said of an example that was left out of learning. */
typedef struct
{
  float z;
  guint rule;
  const Example *example;
} Said;

/* From which score on is a sentence of @language stopped by @rule? Where most is won: the share of
 * what is to be stopped and no rule finds, less what good letters are stopped. What lies close to
 * the limit counts by half, or a single letter would move it far. */
static float
choose_sure (const GArray *said, guint language, guint rule)
{
  double n_bad = 0, n_good = 0, best = 0;
  float chosen = HIGHEST_LIMIT;

  for (guint i = 0; i < said->len; i++)
    {
      const Said *one = &g_array_index (said, Said, i);

      if (one->example->language != language)
        continue;
      n_bad += one->example->labels[ANY] == YES && !one->example->ruled;
      n_good += one->example->labels[ANY] == NO && one->example->letter;
    }
  for (float limit = LOWEST_LIMIT; limit <= HIGHEST_LIMIT; limit += LIMIT_STEP)
    {
      double won = 0;

      for (guint i = 0; i < said->len; i++)
        {
          const Said *one = &g_array_index (said, Said, i);
          double above;

          if (one->example->language != language || one->rule != rule)
            continue;
          above = 1 / (1 + exp ((limit - one->z) / CLOSE));
          if (one->example->labels[ANY] == YES && !one->example->ruled)
            won += above / n_bad;
          else if (one->example->labels[ANY] == NO && one->example->letter)
            won -= MISTAKE * above / n_good;
        }
      if (won > best)
        {
          best = won;
          chosen = limit;
        }
    }

  return chosen;
}

/* How many good letters of @language, and how many bad examples that no rule finds, are stopped? */
static void
print_stopped (const GArray *said, float sure[][N_RULES], guint language)
{
  guint n_good = 0, n_bad = 0, good = 0, bad = 0;

  for (guint i = 0; i < said->len; i++)
    {
      const Said *one = &g_array_index (said, Said, i);
      gboolean stopped = one->z >= sure[language][one->rule];

      if (one->example->language != language)
        continue;
      if (one->example->labels[ANY] == NO && one->example->letter)
        {
          n_good++;
          good += stopped;
        }
      else if (one->example->labels[ANY] == YES && !one->example->ruled)
        {
          n_bad++;
          bad += stopped;
        }
    }
  fprintf (stderr, "%s: %.1f %% of %u good letters stopped, %.1f %% of %u that no rule finds\n",
           language == 0 ? "ja" : "en", 100.0 * good / n_good, n_good, 100.0 * bad / n_bad, n_bad);
}

static void
choose_limits (Row *rows, Row *bias, float sure[][N_RULES], float *doubt, float *harmless)
{
  g_autoptr (GArray) said = g_array_new (FALSE, FALSE, sizeof (Said));
  g_autoptr (GArray) no = g_array_new (FALSE, FALSE, sizeof (float));
  g_autoptr (GArray) ruled = g_array_new (FALSE, FALSE, sizeof (float));
  gboolean show = g_getenv ("SHOW_MISTAKES") != NULL;

  for (guint fold = 1; fold <= FOLDS; fold++)
    {
      train (rows, bias, fold);
      for (guint i = 0; i < examples->len; i++)
        {
          const Example *example = &g_array_index (examples, Example, i);
          Said one = { 0, ANY, example };

          if (example->fold != fold || example->labels[ANY] == UNKNOWN || example->copy)
            continue;
          one.z = most_said (rows, bias, example, &one.rule);
          g_array_append_val (said, one);
          if (example->labels[ANY] == NO)
            g_array_append_val (no, one.z);
          else if (example->ruled)
            g_array_append_val (ruled, one.z);
          if (show && (one.z >= 0) != (example->labels[ANY] == YES))
            fprintf (stderr, "%s %.2f %s: %s\n", one.z >= 0 ? "--" : "++", (double) one.z,
                     rule_ids[one.rule], example->text);
        }
    }
  g_array_sort (no, compare_floats);
  *doubt = limit (no, DOUBT_MISTAKE);
  g_array_sort (ruled, compare_floats);
  *harmless = limit (ruled, 1 - HARMLESS_MISTAKE);
  for (guint language = 0; language < G_N_ELEMENTS (languages); language++)
    {
      for (guint r = ANY + 1; r < N_RULES; r++)
        sure[language][r] = choose_sure (said, language, r);
      print_stopped (said, sure, language);
    }
  fprintf (stderr, "%u harmless: doubted from %.2f on, never stopped below %.2f\n", no->len,
           (double) *doubt, (double) *harmless);
}

/* --- writing ------------------------------------------------------------------------------------
 */

static int
in_units (float value)
{
  return (int) lroundf (value * UNIT);
}

static void
print_weights (const Row *rows)
{
  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint r = 0; r < N_RULES; r++)
        if (ABS (in_units (rows[i].w[r])) >= LEAST_WEIGHT)
          g_string_append_printf (line, "%c%d", 'a' + r,
                                  CLAMP (in_units (rows[i].w[r]), -G_MAXINT8, G_MAXINT8));
      if (line->len > 0)
        printf ("%x %s\n", g_array_index (keys, guint32, i), line->str);
    }
}

int
main (int argc, char **argv)
{
  g_autofree Row *rows = NULL;
  Row bias;
  float sure[2][N_RULES] = { { 0 } };
  float doubt, harmless;

  if (argc != 3)
    {
      fprintf (stderr, "usage: %s DATA-FOLDER REPLIES-FOLDER\n", argv[0]);
      return 2;
    }
  rand_ = g_rand_new_with_seed (SEED);
  numbers = g_hash_table_new (NULL, NULL);
  keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  last_group = g_array_new (FALSE, FALSE, sizeof (guint));
  n_groups = g_array_new (FALSE, FALSE, sizeof (guint));
  sentences = g_array_new (FALSE, FALSE, sizeof (Sentence));
  examples = g_array_new (FALSE, FALSE, sizeof (Example));
  company[0] = g_ptr_array_new_with_free_func (g_free);
  company[1] = g_ptr_array_new_with_free_func (g_free);
  load_rules (argv[1]);
  read_everything (argv[1], argv[2]);
  drop_rare ();
  for (guint i = 0; i < examples->len; i++)
    {
      Example *example = &g_array_index (examples, Example, i);

      example->fold = 1 + (example->group * 2654435761u >> 16) % FOLDS;
    }
  fprintf (stderr, "%u features, %u sentences, %u examples\n", keys->len, sentences->len,
           examples->len);
  rows = g_new0 (Row, keys->len);
  choose_limits (rows, &bias, sure, &doubt, &harmless);
  train (rows, &bias, 0);

  printf (
      "# Learned by tests/core/train-check.c from the sentences of tests/data/replies; not for\n"
      "# editing. Scores and weights in twentieths of a logit; a letter is a rule by its place.\n"
      "\n[learned rules]\ndoubt %d harmless %d\n",
      in_units (doubt), in_units (harmless));
  for (guint r = 0; r < N_RULES; r++)
    printf ("%s bias %d sure %d %d\n", rule_ids[r], in_units (bias.w[r]), in_units (sure[0][r]),
            in_units (sure[1][r]));
  printf ("\n[learned weights]\n");
  print_weights (rows);

  return 0;
}
