/* henji-check-learned.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-learned.h"

#include "henji-check-private.h"

#include <stdio.h>
#include <string.h>

#define FEW 40   /* features; fewer say little, whatever they are */
#define FAR 40   /* from doubting, in twentieths of a logit */
#define SHIFT 16 /* keys with the same bits from here on stand together */
#define N_STARTS (1u << (32 - SHIFT))
#define NONE G_MAXUINT32

static void
rule_clear (gpointer data)
{
  g_free (((HenjiLearnedRule *) data)->rule);
}

void
henji_learned_init (HenjiLearned *self)
{
  self->rules = g_array_new (FALSE, TRUE, sizeof (HenjiLearnedRule));
  g_array_set_clear_func (self->rules, rule_clear);
  self->weights = g_array_new (FALSE, TRUE, sizeof (HenjiLearnedWeight));
}

void
henji_learned_clear (HenjiLearned *self)
{
  g_array_unref (self->rules);
  g_clear_pointer (&self->weights, g_array_unref);
  g_free (self->starts);
  g_free (self->keys);
  g_free (self->rows);
  g_free (self->class_key);
  g_free (self->named);
  g_free (self->is_concept);
}

gboolean
henji_learned_read_rule (HenjiLearned *self, const char *line)
{
  HenjiLearnedRule rule = { 0 };
  char id[64];

  if (sscanf (line, "doubt %d harmless %d", &self->doubt, &self->harmless) == 2)
    return TRUE;
  if (self->rules->len == HENJI_LEARNED_MAX
      || sscanf (line, "%63s bias %d sure %d %d", id, &rule.bias, &rule.sure[0], &rule.sure[1])
             != 4)
    return FALSE;
  rule.rule = g_strdup (id);
  g_array_append_val (self->rules, rule);

  return TRUE;
}

/* "1f3a5c07 a12c-5": the key, then a letter for the rule by its place and its weight. */
gboolean
henji_learned_read_weight (HenjiLearned *self, const char *line)
{
  HenjiLearnedWeight weight = { 0 };
  char *p;
  guint64 key = g_ascii_strtoull (line, &p, 16);

  if (key == 0 || key > G_MAXUINT32 || *p != ' ')
    return FALSE;
  weight.key = (guint32) key;
  for (p++; *p != '\0';)
    {
      guint rule = (guint) (*p - 'a');
      gint64 value = g_ascii_strtoll (p + 1, &p, 10);

      if (rule >= self->rules->len || ABS (value) > G_MAXINT8)
        return FALSE;
      weight.for_rule[rule] = (gint8) value;
    }
  g_array_append_val (self->weights, weight);

  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const HenjiLearnedWeight *x = a, *y = b;

  return x->key < y->key ? -1 : x->key > y->key;
}

/* The row of a key, or %NONE. */
static guint32
row_of (const HenjiLearned *self, guint32 key)
{
  guint32 row = self->starts[key >> SHIFT];
  guint32 end = self->starts[(key >> SHIFT) + 1];

  while (row < end && self->keys[row] < key)
    row++;

  return row < end && self->keys[row] == key ? row : NONE;
}

static int
compare_named (gconstpointer a, gconstpointer b, gpointer class_key)
{
  guint32 x = ((const guint32 *) class_key)[*(const guint32 *) a];
  guint32 y = ((const guint32 *) class_key)[*(const guint32 *) b];

  return x < y ? -1 : x > y;
}

/* Classes go by their names, which outlast a change of the files; those written in a rule have
 * none. */
static void
list_named (HenjiLearned *self, const GPtrArray *class_names)
{
  self->class_key = g_new0 (guint32, HENJI_CHECK_MAX_CLASSES);
  self->is_concept = g_new0 (gboolean, HENJI_CHECK_MAX_CLASSES);
  self->named = g_new (guint32, class_names->len);
  for (guint32 i = 0; i < class_names->len; i++)
    if (*(const char *) class_names->pdata[i] != '"')
      {
        self->class_key[i] = g_str_hash (class_names->pdata[i]);
        self->is_concept[i] = g_str_has_prefix (class_names->pdata[i], "c-");
        self->named[self->n_named++] = i;
      }
  g_qsort_with_data (self->named, (int) self->n_named, sizeof *self->named, compare_named,
                     self->class_key);
}

void
henji_learned_seal (HenjiLearned *self, const GPtrArray *class_names)
{
  guint32 n = self->weights->len;

  g_array_sort (self->weights, compare_keys);
  self->starts = g_new0 (guint32, N_STARTS + 1);
  self->keys = g_new (guint32, n);
  self->rows = g_new (gint8, (gsize) n * HENJI_LEARNED_MAX);
  self->n_rows = n;
  for (guint32 i = 0; i < n; i++)
    {
      const HenjiLearnedWeight *weight = &g_array_index (self->weights, HenjiLearnedWeight, i);

      self->starts[(weight->key >> SHIFT) + 1]++;
      self->keys[i] = weight->key;
      memcpy (self->rows + (gsize) i * HENJI_LEARNED_MAX, weight->for_rule, HENJI_LEARNED_MAX);
    }
  for (guint32 i = 0; i < N_STARTS; i++)
    self->starts[i + 1] += self->starts[i];
  g_clear_pointer (&self->weights, g_array_unref);

  list_named (self, class_names);
}

static guint
root (guint square)
{
  guint low = 0, high = 65535;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;

      if (middle * middle <= square)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

/* The scores of a sentence with @features; what it has twice counts once. @counted has a bit for
 * each row. */
static void
score (const HenjiLearned *self, const GArray *features, guint8 *counted, int *scores)
{
  /* Long sentences have more features, each of which says less. */
  int share = (int) root (256 * (features->len + FEW));

  memset (counted, 0, self->n_rows / 8 + 1);
  memset (scores, 0, HENJI_LEARNED_MAX * sizeof *scores);
  for (guint i = 0; i < features->len; i++)
    {
      guint32 row = row_of (self, g_array_index (features, guint32, i));
      guint8 bit = (guint8) (1u << (row % 8));

      if (row == NONE || (counted[row / 8] & bit) != 0)
        continue;
      counted[row / 8] |= bit;
      for (guint r = 0; r < HENJI_LEARNED_MAX; r++)
        scores[r] += self->rows[(gsize) row * HENJI_LEARNED_MAX + r];
    }
  for (guint r = 0; r < self->rules->len; r++)
    scores[r] = scores[r] * 16 / share + g_array_index (self->rules, HenjiLearnedRule, r).bias;
}

/* The rule that the sentence breaks most clearly; its score is moved into @most. */
static const HenjiLearnedRule *
choose (const HenjiLearned *self, const int *scores, int *most)
{
  guint best = 1;

  for (guint r = 2; r < self->rules->len; r++)
    if (scores[r] > scores[best])
      best = r;
  *most = scores[0] + scores[best];

  return &g_array_index (self->rules, HenjiLearnedRule, best);
}

static void
report (HenjiCheckRun *run, const char *rule, gboolean sure, gsize start, gsize end)
{
  g_autofree char *doubt = g_strconcat ("doubt-", rule, NULL);

  henji_check_report (run, sure ? rule : doubt, start, end, NULL);
}

static const HenjiCheckRule *
rule_of (const HenjiCheckRun *run, const char *id)
{
  for (guint i = 0; i < run->checker->rules->len; i++)
    {
      const HenjiCheckRule *rule = g_ptr_array_index (run->checker->rules, i);

      if (strcmp (rule->id, id) == 0)
        return rule;
    }

  return NULL;
}

/* Is there something that makes a doubt of it, as the rule says? */
static gboolean
is_doubtful (HenjiCheckRun *run, const char *id, const HenjiCheckSentence *sentence)
{
  const HenjiCheckRule *rule = rule_of (run, id);

  return rule != NULL && henji_check_holds (run, rule->doubt, sentence);
}

/* Is it said so plainly that no weights excuse it? */
static gboolean
is_plain (HenjiCheckRun *run, const char *id, const HenjiCheckSentence *sentence)
{
  const HenjiCheckRule *rule = rule_of (run, id);

  return rule != NULL && henji_check_holds (run, rule->plain, sentence);
}

static gboolean
is_learned (const HenjiLearned *self, const char *rule)
{
  for (guint r = 1; r < self->rules->len; r++)
    if (strcmp (g_array_index (self->rules, HenjiLearnedRule, r).rule, rule) == 0)
      return TRUE;

  return FALSE;
}

/* Has a rule stopped something in the sentence? Where the weights say clearly that it is harmless,
 * what was found only becomes a doubt, and nothing at all where they are far from doubting it,
 * unless it is said plainly. */
static gboolean
is_stopped (
    HenjiCheckRun *run, const HenjiCheckSentence *sentence, gsize start, gsize end, int most)
{
  const HenjiLearned *learned = &run->checker->learned;
  gboolean nothing = most < learned->doubt - FAR;
  gboolean stopped = FALSE;

  for (guint i = run->findings->len; i-- > 0;)
    {
      HenjiFinding finding = g_array_index (run->findings, HenjiFinding, i);
      guint n = run->findings->len;

      if (finding.severity != HENJI_SEVERITY_BLOCKING || finding.start >= end
          || start >= finding.end)
        continue;
      stopped = TRUE;
      if (most > learned->harmless || !is_learned (learned, finding.rule)
          || is_plain (run, finding.rule, sentence))
        continue;
      if (!nothing)
        report (run, finding.rule, FALSE, finding.start, finding.end);
      if (nothing || run->findings->len > n) /* there is a rule for the doubt */
        g_array_remove_index (run->findings, i);
    }

  return stopped;
}

void
henji_check_learned (HenjiCheckRun *run)
{
  const HenjiLearned *learned = &run->checker->learned;
  const HenjiCheckText *text = run->text;
  g_autofree guint8 *counted = NULL;
  g_autoptr (GArray) features = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 2048);

  if (learned->rules->len < 2)
    return;
  counted = g_malloc (learned->n_rows / 8 + 1);
  for (guint s = 0; s < text->sentences->len; s++)
    {
      const HenjiCheckSentence *sentence = &g_array_index (text->sentences, HenjiCheckSentence, s);
      gsize start = henji_check_byte_of (text, sentence->start + (text->c[sentence->start] == ' '));
      gsize end = henji_check_byte_end (text, text->from[sentence->end - 1] + 1);
      const HenjiLearnedRule *rule;
      int scores[HENJI_LEARNED_MAX];
      int most, sure;

      henji_check_features (run->checker, text, s, features);
      score (learned, features, counted, scores);
      rule = choose (learned, scores, &most);
      sure = rule->sure[run->language == HENJI_LANGUAGE_EN];
      if (!is_stopped (run, sentence, start, end, most) && most >= MIN (learned->doubt, sure))
        report (run, rule->rule, most >= sure && !is_doubtful (run, rule->rule, sentence), start,
                end);
    }
}
