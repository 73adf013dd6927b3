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

#define FEW 40 /* features; fewer say little, whatever they are */

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
  g_free (self->keys);
  g_free (self->rows);
  g_free (self->class_key);
  g_free (self->is_concept);
}

gboolean
henji_learned_read_rule (HenjiLearned *self, const char *line)
{
  HenjiLearnedRule rule = { 0 };
  char id[64];

  if (sscanf (line, "sure %d doubt %d harmless %d", &self->sure, &self->doubt, &self->harmless)
      == 3)
    return TRUE;
  if (self->rules->len == HENJI_LEARNED_MAX || sscanf (line, "%63s bias %d", id, &rule.bias) != 2)
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

static guint32
place_of (const HenjiLearned *self, guint32 key)
{
  guint32 place = key & self->mask;

  while (self->keys[place] != 0 && self->keys[place] != key)
    place = (place + 1) & self->mask;

  return place;
}

void
henji_learned_seal (HenjiLearned *self, const GPtrArray *class_names)
{
  guint32 size = 16;

  while (size < 2 * self->weights->len)
    size *= 2;
  self->mask = size - 1;
  self->keys = g_new0 (guint32, size);
  self->rows = g_new0 (gint8, size * HENJI_LEARNED_MAX);
  for (guint i = 0; i < self->weights->len; i++)
    {
      const HenjiLearnedWeight *weight = &g_array_index (self->weights, HenjiLearnedWeight, i);
      guint32 place = place_of (self, weight->key);

      self->keys[place] = weight->key;
      memcpy (self->rows + place * HENJI_LEARNED_MAX, weight->for_rule, HENJI_LEARNED_MAX);
    }
  g_clear_pointer (&self->weights, g_array_unref);

  /* Classes go by their names, which outlast a change of the files; those written in a rule have
   * none. */
  self->class_key = g_new0 (guint32, HENJI_CHECK_MAX_CLASSES);
  self->is_concept = g_new0 (gboolean, HENJI_CHECK_MAX_CLASSES);
  for (guint i = 0; i < class_names->len; i++)
    if (*(const char *) class_names->pdata[i] != '"')
      {
        self->class_key[i] = MAX (g_str_hash (class_names->pdata[i]), 1u);
        self->is_concept[i] = g_str_has_prefix (class_names->pdata[i], "c-");
      }
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

/* The scores of sentence number @sentence with @features; what it has twice counts once.
 * @counted_in is beside the table. */
static void
score (const HenjiLearned *self,
       const GArray *features,
       guint sentence,
       guint32 *counted_in,
       int *scores)
{
  /* Long sentences have more features, each of which says less. */
  int share = (int) root (256 * (features->len + FEW));

  memset (scores, 0, HENJI_LEARNED_MAX * sizeof *scores);
  for (guint i = 0; i < features->len; i++)
    {
      guint32 place = place_of (self, g_array_index (features, guint32, i));

      if (self->keys[place] == 0 || counted_in[place] == sentence + 1)
        continue;
      counted_in[place] = sentence + 1;
      for (guint r = 0; r < HENJI_LEARNED_MAX; r++)
        scores[r] += self->rows[place * HENJI_LEARNED_MAX + r];
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

static gboolean
is_learned (const HenjiLearned *self, const char *rule)
{
  for (guint r = 1; r < self->rules->len; r++)
    if (strcmp (g_array_index (self->rules, HenjiLearnedRule, r).rule, rule) == 0)
      return TRUE;

  return FALSE;
}

/* Has a rule stopped something in the sentence? Where the weights say clearly that it is harmless,
 * what was found only becomes a doubt. */
static gboolean
is_stopped (HenjiCheckRun *run, gsize start, gsize end, gboolean harmless)
{
  gboolean stopped = FALSE;

  for (guint i = run->findings->len; i-- > 0;)
    {
      HenjiFinding finding = g_array_index (run->findings, HenjiFinding, i);
      guint n = run->findings->len;

      if (finding.severity != HENJI_SEVERITY_BLOCKING || finding.start >= end
          || start >= finding.end)
        continue;
      stopped = TRUE;
      if (!harmless || !is_learned (&run->checker->learned, finding.rule))
        continue;
      report (run, finding.rule, FALSE, finding.start, finding.end);
      if (run->findings->len > n) /* there is a rule for the doubt */
        g_array_remove_index (run->findings, i);
    }

  return stopped;
}

void
henji_check_learned (HenjiCheckRun *run)
{
  const HenjiLearned *learned = &run->checker->learned;
  const HenjiCheckText *text = run->text;
  g_autofree guint32 *counted_in = NULL;
  g_autoptr (GArray) features = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 2048);

  if (learned->rules->len < 2)
    return;
  counted_in = g_new0 (guint32, learned->mask + 1);
  for (guint s = 0; s < text->sentences->len; s++)
    {
      const HenjiCheckSentence *sentence = &g_array_index (text->sentences, HenjiCheckSentence, s);
      gsize start = henji_check_byte_of (text, sentence->start + (text->c[sentence->start] == ' '));
      gsize end = henji_check_byte_end (text, text->from[sentence->end - 1] + 1);
      const HenjiLearnedRule *rule;
      int scores[HENJI_LEARNED_MAX];
      int most;

      henji_check_features (run->checker, text, s, features);
      score (learned, features, s, counted_in, scores);
      rule = choose (learned, scores, &most);
      if (!is_stopped (run, start, end, most <= learned->harmless) && most >= learned->doubt)
        report (run, rule->rule, most >= learned->sure, start, end);
    }
}
