/* henji-check-phrases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the rules' classes of phrases meet.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#define AFTER 60    /* characters between two conditions joined by > */
#define NEXT 15     /* by >> */
#define BUDGET 2000 /* conditions looked at per pattern and sentence */

typedef struct
{
  HenjiCheckRun *run;
  const HenjiCheckPattern *pattern;
  const HenjiCheckSentence *sentence;
  guint32 start, end; /* of what matched so far, characters of `c` */
  guint32 last_start; /* of the match that stands last in the text */
  guint n;            /* how many */
  guint32 spans[HENJI_CHECK_MAX_CONDITIONS][2];
  guint *budget;
} Attempt;

static const HenjiCheckMatch *
match_of (const HenjiCheckText *text, guint i)
{
  return &g_array_index (text->matches, HenjiCheckMatch, i);
}

/* Does @condition look at this sentence, and if elsewhere, may it hold? A quick test by classes. */
static gboolean
may_hold (const HenjiCheckText *text,
          const HenjiCheckSentence *sentence,
          const HenjiCheckCondition *condition)
{
  if (condition->absent)
    return TRUE;
  if (condition->scope == HENJI_CHECK_MESSAGE || condition->scope == HENJI_CHECK_NEAR)
    return henji_class_set_meets (&condition->classes, &text->classes);

  return henji_class_set_meets (&condition->classes, &sentence->classes);
}

static gboolean
is_near (const HenjiCheckText *text,
         const HenjiCheckSentence *sentence,
         const HenjiCheckCondition *condition)
{
  const HenjiCheckSentence *all = (const HenjiCheckSentence *) (void *) text->sentences->data;
  gsize i = (gsize) (sentence - all);

  return henji_class_set_meets (&condition->classes, &sentence->classes)
         || (i > 0 && henji_class_set_meets (&condition->classes, &all[i - 1].classes))
         || (i + 1 < text->sentences->len
             && henji_class_set_meets (&condition->classes, &all[i + 1].classes));
}

/* By more than a letter: て may end one phrase and begin the next. */
static gboolean
overlaps (const Attempt *at, const HenjiCheckMatch *match)
{
  for (guint i = 0; i < at->n; i++)
    if (match->start + 1 < at->spans[i][1] && match->end > at->spans[i][0] + 1)
      return TRUE;

  return FALSE;
}

static void
take_span (Attempt *at, const HenjiCheckMatch *match)
{
  at->spans[at->n][0] = match->start;
  at->spans[at->n][1] = match->end;
  at->n++;
}

/* A match of @condition in the sentence from number @k on that stands where it should; -1: none. */
static gssize
find_in_sentence (const Attempt *at, const HenjiCheckCondition *condition, guint k)
{
  const HenjiCheckText *text = at->run->text;
  guint32 clause = text->clause[at->last_start];

  for (; k < at->sentence->last; k++)
    {
      const HenjiCheckMatch *match = match_of (text, k);

      if (!henji_class_set_has (&condition->classes, match->class))
        continue;
      switch (condition->scope)
        {
        case HENJI_CHECK_AFTER:
        case HENJI_CHECK_NEXT:
          if (match->start >= at->end
              && match->start - at->end <= (condition->scope == HENJI_CHECK_AFTER ? AFTER : NEXT))
            return k;
          break;

        case HENJI_CHECK_CLAUSE:
          if (text->clause[match->start] == clause)
            return k;
          break;

        case HENJI_CHECK_SENTENCE:
        case HENJI_CHECK_NEAR:
        case HENJI_CHECK_MESSAGE:
        default:
          if (condition->absent || !overlaps (at, match))
            return k;
          break;
        }
    }

  return -1;
}

static gboolean holds_from (const Attempt *at, guint i, Attempt *out);

/* Condition @i of the pattern and all behind it. */
static gboolean
holds_one (const Attempt *at, guint i, Attempt *out)
{
  const HenjiCheckCondition *condition = &at->pattern->conditions[i];
  const HenjiCheckText *text = at->run->text;
  gboolean elsewhere = TRUE;
  gboolean found = FALSE;

  if (*at->budget == 0)
    return FALSE;
  (*at->budget)--;
  if (condition->scope == HENJI_CHECK_MESSAGE)
    found = henji_class_set_meets (&condition->classes, &text->classes);
  else if (condition->scope == HENJI_CHECK_NEAR)
    found = is_near (text, at->sentence, condition);
  else
    elsewhere = FALSE;
  if (elsewhere)
    return found != condition->absent && holds_from (at, i + 1, out);

  if (condition->absent)
    return find_in_sentence (at, condition, at->sentence->first) < 0 && holds_from (at, i + 1, out);
  for (gssize k = at->sentence->first; (k = find_in_sentence (at, condition, (guint) k)) >= 0; k++)
    {
      const HenjiCheckMatch *match = match_of (text, (guint) k);
      Attempt next = *at;

      next.start = MIN (at->start, match->start);
      next.end = MAX (at->end, match->end);
      next.last_start = MAX (at->last_start, match->start);
      take_span (&next, match);
      if (holds_from (&next, i + 1, out))
        return TRUE;
    }

  return FALSE;
}

static gboolean
holds_from (const Attempt *at, guint i, Attempt *out)
{
  if (i < at->pattern->n)
    return holds_one (at, i, out);
  *out = *at;

  return TRUE;
}

/* Does one of @patterns hold around what was found? */
static gboolean
holds_any (const Attempt *found, const GArray *patterns)
{
  for (guint i = 0; i < patterns->len; i++)
    {
      Attempt at = *found;
      Attempt ignored;

      at.pattern = &g_array_index (patterns, HenjiCheckPattern, i);
      at.n = 0; /* also inside what was found */
      if (holds_from (&at, 0, &ignored))
        return TRUE;
    }

  return FALSE;
}

static gboolean
try_pattern (HenjiCheckRun *run,
             const HenjiCheckPattern *pattern,
             const HenjiCheckRule *rule,
             const HenjiCheckSentence *sentence)
{
  const HenjiCheckText *text = run->text;
  guint budget = BUDGET;

  for (guint i = 0; i < pattern->n; i++)
    if (!may_hold (text, sentence, &pattern->conditions[i]))
      return FALSE;

  for (guint k = sentence->first; k < sentence->last && budget > 0; k++)
    {
      const HenjiCheckMatch *match = match_of (text, k);
      Attempt at = { run,          pattern, sentence,  match->start, match->end,
                     match->start, 0,       { { 0 } }, &budget };
      Attempt found;

      take_span (&at, match);
      if (!henji_class_set_has (&pattern->conditions[0].classes, match->class)
          || !holds_from (&at, 1, &found) || holds_any (&found, rule->unless))
        continue;
      henji_check_report (run, rule->id, henji_check_byte_of (text, found.start),
                          henji_check_byte_end (text, text->from[found.end - 1] + 1), NULL);
      return TRUE;
    }

  return FALSE;
}

gboolean
henji_check_holds (HenjiCheckRun *run, const GArray *patterns, const HenjiCheckSentence *sentence)
{
  guint budget = BUDGET;
  Attempt at = { .run = run, .sentence = sentence, .start = sentence->start, .budget = &budget };

  at.end = at.last_start = sentence->start;

  return holds_any (&at, patterns);
}

/* One finding of a rule in a sentence is enough. */
void
henji_check_phrases (HenjiCheckRun *run)
{
  const HenjiChecker *checker = run->checker;
  const GArray *sentences = run->text->sentences;
  g_autofree guint *found_in = g_new0 (guint, checker->rules->len + 1); /* sentence + 1 */

  for (guint s = 0; s < sentences->len; s++)
    {
      const HenjiCheckSentence *sentence = &g_array_index (sentences, HenjiCheckSentence, s);

      if (sentence->first == sentence->last)
        continue;
      for (guint p = 0; p < checker->patterns->len; p++)
        {
          const HenjiCheckPattern *pattern
              = &g_array_index (checker->patterns, HenjiCheckPattern, p);

          if (found_in[pattern->rule] != s + 1
              && try_pattern (run, pattern, checker->rules->pdata[pattern->rule], sentence))
            found_in[pattern->rule] = s + 1;
        }
    }
}
