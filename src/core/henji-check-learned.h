/* henji-check-learned.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the words of a sentence say by experience, beside the rules: a linear classifier over groups
 * of characters, words, and the rules' classes. Its weights are learned by tests/core/train-check.c
 * and stand in data/rules/learned.txt.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HENJI_LEARNED_MAX 8 /* rules */

/* A feature of a sentence, and how much it speaks for each rule, in twentieths of a logit. */
typedef struct
{
  guint32 key;
  gint8 for_rule[HENJI_LEARNED_MAX];
} HenjiLearnedWeight;

typedef struct
{
  char *rule; /* the first stands for what all have in common */
  int bias;
  int sure[2]; /* Japanese, English: from this score on a sentence is stopped */
} HenjiLearnedRule;

typedef struct
{
  GArray *rules;      /* (element-type HenjiLearnedRule) */
  GArray *weights;    /* (element-type HenjiLearnedWeight) until sealed */
  guint32 *keys;      /* sorted */
  gint8 *rows;        /* HENJI_LEARNED_MAX for each key */
  guint32 n_rows;     /* how many keys */
  guint32 *starts;    /* the first row of the keys that begin with the same bits */
  guint32 *class_key; /* by class */
  guint32 *named;     /* classes that have a name, in the order of their keys */
  guint32 n_named;
  gboolean *is_concept; /* by class: says what words are about, see data/rules/concepts.txt */
  /* From this score on a sentence had better be read again; up to this it is harmless even if a
   * rule stopped it. */
  int doubt, harmless;
} HenjiLearned;

void henji_learned_init (HenjiLearned *self);
void henji_learned_clear (HenjiLearned *self);
/* A line of the sections `[learned rules]` and `[learned weights]`; FALSE when it is malformed. */
gboolean henji_learned_read_rule (HenjiLearned *self, const char *line);
gboolean henji_learned_read_weight (HenjiLearned *self, const char *line);
void henji_learned_seal (HenjiLearned *self, const GPtrArray *class_names);

G_END_DECLS
