/* henji-recognise.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-recognise"

#include "config.h"

#include "henji-recognise-private.h"

#include <math.h>
#include <string.h>

#define DENIED -10    /* what rules deny so clearly is not heard whatever was learned */
#define PRESENT 3.0f  /* the score from which a kind counts as said */
#define FAINT 1.0f    /* enough when nothing else is said */
#define MORE 0.3f     /* what further evidence adds to the strongest */
#define CLEAR 40      /* twentieths of a logit by which unheard thanks must lead */
#define FEW 3         /* learned features: with fewer the rules decide alone */
#define CHOSEN 2.0f   /* what being the rules' choice adds for the learned weights */
#define TELLING 2.5f  /* the weight from which a rule's words are shown as its grounds */
#define SUPPOSED 0.3f /* what a supposition counts */
#define SUBJECT 0.6f  /* what a buyer's own subject counts beside the body */
#define REACH_CJK 14  /* characters between two matches of one sequence */
#define REACH_LATIN 32
#define MAX_SUBJECT 2000 /* bytes */

typedef struct
{
  float score[HENJI_N_FINDINGS];
  gboolean question;
  gboolean no_reply;
  GArray *grounds; /* (nullable) (element-type HenjiGround) */
} Findings;

/* Where a class was last seen, by class × 2 + negated: stamps instead of sets, so that moving on to
 * the next clause costs nothing. */
typedef struct
{
  guint32 *clause;
  guint32 *sentence;
  guint8 *message;
} Seen;

static gboolean
holds (const HenjiCondition *condition, const HenjiMatch *anchor, const Seen *seen)
{
  guint slot = condition->class * 2 + condition->negated;
  gboolean found;

  switch (condition->scope)
    {
    case HENJI_SCOPE_CLAUSE:
      found = seen->clause[slot] == anchor->clause + 1;
      break;
    case HENJI_SCOPE_SENTENCE:
      found = seen->sentence[slot] == anchor->sentence + 1;
      break;
    case HENJI_SCOPE_MESSAGE:
    case HENJI_SCOPE_NEXT:
    case HENJI_SCOPE_ADJACENT:
    default:
      found = seen->message[slot];
      break;
    }

  return found != (condition->absent != 0);
}

/* Looks for a match of @condition a few words behind *@at; moves *@at there. Denied or not is the
 * same unless the condition asks for a denied one. */
static gboolean
follows (const HenjiCondition *condition,
         const GArray *matches,
         const Seen *seen,
         guint *at,
         guint64 *steps)
{
  const HenjiMatch *from = &g_array_index (matches, HenjiMatch, *at);
  guint32 reach = from->end
                  + (condition->scope == HENJI_SCOPE_ADJACENT ? 1
                     : from->latin                            ? REACH_LATIN
                                                              : REACH_CJK);

  if (seen->sentence[condition->class * 2] != from->sentence + 1
      && seen->sentence[condition->class * 2 + 1] != from->sentence + 1)
    return FALSE;

  for (guint i = *at + 1; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      (*steps)++;
      if (match->start > reach || match->sentence != from->sentence)
        return FALSE;
      if (match->class == condition->class && match->start >= from->end
          && (!condition->negated || match->negated))
        {
          *at = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* The rules that the match @at begins and that hold: their best strength goes to @strength. */
static void
try_rules (const HenjiLexicon *lexicon,
           const GArray *matches,
           guint at,
           const Seen *seen,
           gboolean subject,
           float *strength,
           GArray *grounds,
           guint64 *steps)
{
  const HenjiMatch *anchor = &g_array_index (matches, HenjiMatch, at);
  guint slot = anchor->class * 2 + anchor->negated;

  for (guint32 i = lexicon->rules_from[slot]; i < lexicon->rules_from[slot + 1]; i++)
    {
      guint32 number = lexicon->rules_of[i];
      const HenjiRule *rule = &g_array_index (lexicon->rules, HenjiRule, number);
      gboolean all = !rule->subject_only || subject;
      guint last = at;

      (*steps)++;
      if (strength[number] >= 1.0f)
        continue;
      for (guint k = 1; k < rule->n && all; k++)
        all = rule->conditions[k].scope >= HENJI_SCOPE_NEXT
                  ? follows (&rule->conditions[k], matches, seen, &last, steps)
                  : holds (&rule->conditions[k], anchor, seen);
      if (all && grounds != NULL && rule->finding < HENJI_N_KINDS && rule->weight >= TELLING)
        {
          HenjiGround ground = { rule->finding, anchor->class, anchor->start,
                                 g_array_index (matches, HenjiMatch, last).end };

          g_array_append_val (grounds, ground);
        }
      if (all)
        strength[number] = MAX (strength[number], anchor->supposed ? SUPPOSED : 1.0f);
    }
}

/* The end of the run of matches from @from that share a sentence (or a clause). */
static guint
run_end (const GArray *matches, guint from, gboolean clause)
{
  const HenjiMatch *first = &g_array_index (matches, HenjiMatch, from);
  guint i;

  for (i = from + 1; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      if (clause ? match->clause != first->clause : match->sentence != first->sentence)
        break;
    }

  return i;
}

/* Adds up what the rules say: the strongest evidence counts whole, further evidence in part, and
 * evidence against counts whole. */
static void
add_up (const HenjiLexicon *lexicon,
        const float *strength,
        float share,
        gboolean boilerplate,
        Findings *findings)
{
  float best[HENJI_N_FINDINGS] = { 0 };
  float sum[HENJI_N_FINDINGS] = { 0 };
  float against[HENJI_N_FINDINGS] = { 0 };

  for (guint i = 0; i < lexicon->rules->len; i++)
    {
      const HenjiRule *rule = &g_array_index (lexicon->rules, HenjiRule, i);
      float weight = rule->weight * strength[i];

      if (strength[i] == 0)
        continue;
      if (boilerplate && !rule->subject_only)
        continue;
      if (weight < 0)
        against[rule->finding] += weight;
      else
        {
          best[rule->finding] = MAX (best[rule->finding], weight);
          sum[rule->finding] += weight;
        }
    }

  for (guint i = 0; i < HENJI_N_FINDINGS; i++)
    {
      float more = MIN (MORE * (sum[i] - best[i]), best[i] * 0.8f);

      findings->score[i] += share * (best[i] + more + against[i]);
    }
}

static void
weigh (const HenjiLexicon *lexicon,
       HenjiText *text,
       const GArray *matches,
       gboolean subject,
       float share,
       Findings *findings)
{
  guint n_slots = lexicon->class_names->len * 2;
  g_autofree float *strength = g_new0 (float, lexicon->rules->len + 1);
  g_autofree guint32 *stamps = g_new0 (guint32, n_slots * 2);
  g_autofree guint8 *message = g_new0 (guint8, n_slots);
  Seen seen = { stamps, stamps + n_slots, message };

  for (guint i = 0; i < matches->len; i++)
    {
      const HenjiMatch *match = &g_array_index (matches, HenjiMatch, i);

      message[match->class * 2 + match->negated] = TRUE;
    }

  for (guint i = 0, sentence_end; i < matches->len; i = sentence_end)
    {
      sentence_end = run_end (matches, i, FALSE);
      for (guint k = i; k < sentence_end; k++)
        {
          const HenjiMatch *match = &g_array_index (matches, HenjiMatch, k);

          seen.sentence[match->class * 2 + match->negated] = match->sentence + 1;
        }
      for (guint k = i, clause_end; k < sentence_end; k = clause_end)
        {
          clause_end = run_end (matches, k, TRUE);
          for (guint j = k; j < clause_end; j++)
            {
              const HenjiMatch *match = &g_array_index (matches, HenjiMatch, j);

              seen.clause[match->class * 2 + match->negated] = match->clause + 1;
            }
          for (guint j = k; j < clause_end; j++)
            try_rules (lexicon, matches, j, &seen, subject, strength, findings->grounds,
                       &text->steps);
        }
    }

  findings->question |= message[HENJI_CLASS_QUESTION * 2] && !subject;
  findings->no_reply |= message[HENJI_CLASS_NO_REPLY * 2];
  add_up (lexicon, strength, share, subject && message[HENJI_CLASS_BOILERPLATE * 2], findings);
}

/* Lets the kinds with a right of way pass: what happened goes before what is wanted. */
static HenjiKind
choose (const HenjiLexicon *lexicon, const float *score, float least)
{
  float adjusted[HENJI_N_KINDS];
  HenjiKind top = HENJI_KIND_OTHER;

  memcpy (adjusted, score, sizeof adjusted);
  adjusted[HENJI_KIND_OTHER] = 0;
  for (guint i = 0; i < lexicon->priorities->len; i++)
    {
      const HenjiPriority *priority = &g_array_index (lexicon->priorities, HenjiPriority, i);

      if (priority->type == HENJI_PRIORITY_FACTOR)
        adjusted[priority->a] *= priority->value;
    }
  for (guint kind = 1; kind < HENJI_N_KINDS; kind++)
    if (score[kind] >= least && adjusted[kind] > adjusted[top])
      top = (HenjiKind) kind;

  for (int round = 0; round < 4; round++)
    {
      HenjiKind before = top;

      for (guint i = 0; i < lexicon->priorities->len && top == before; i++)
        {
          const HenjiPriority *priority = &g_array_index (lexicon->priorities, HenjiPriority, i);

          if (priority->type == HENJI_PRIORITY_OVER && priority->b == top
              && score[priority->a] >= least && score[priority->a] >= priority->value * score[top])
            top = priority->a;
        }
      if (top == before)
        break;
    }

  return top;
}

static gboolean
is_absorbed (const HenjiLexicon *lexicon, HenjiKind top, HenjiKind kind, const float *score)
{
  for (guint i = 0; i < lexicon->priorities->len; i++)
    {
      const HenjiPriority *priority = &g_array_index (lexicon->priorities, HenjiPriority, i);

      if (priority->type == HENJI_PRIORITY_ABSORBS && priority->a == top && priority->b == kind
          && score[kind] < priority->value * score[top])
        return TRUE;
    }

  return FALSE;
}

/* The scores as the choice takes them: thanks count only when nothing is asked or told. */
static void
settle (const Findings *findings, float *score)
{
  gboolean something = FALSE;

  memcpy (score, findings->score, HENJI_N_KINDS * sizeof *score);
  for (guint kind = 1; kind < HENJI_N_KINDS; kind++)
    if (kind != HENJI_KIND_THANKS && score[kind] >= PRESENT)
      something = TRUE;
  if (something || (findings->question && !findings->no_reply))
    score[HENJI_KIND_THANKS] = 0;
}

static HenjiKind
choose_by_rules (const HenjiLexicon *lexicon, const float *score)
{
  HenjiKind kind = choose (lexicon, score, PRESENT);

  return kind != HENJI_KIND_OTHER ? kind : choose (lexicon, score, FAINT);
}

static void
weigh_evidence (const HenjiLexicon *lexicon, const float *score, float *evidence)
{
  HenjiKind top = choose_by_rules (lexicon, score);

  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    evidence[kind] = CLAMP (score[kind], -3.0f, 8.0f);
  if (top != HENJI_KIND_OTHER)
    evidence[top] += CHOSEN;
}

/* The rules' choice, corrected by what was learned from many mails: phrases that no rule knows. */
static HenjiKind
choose_by_all (const HenjiLexicon *lexicon, const HenjiText *text, const float *score)
{
  const HenjiLearned *learned = (const HenjiLearned *) lexicon->learned->data;
  g_autofree guint8 *seen = g_new0 (guint8, lexicon->learned->len);
  float sum[HENJI_N_KINDS] = { 0 };
  float evidence[HENJI_N_KINDS];
  float length;
  guint n = 0, top = 0, next = 0;

  for (guint i = 0; i < text->learned->len; i++)
    {
      guint32 feature = g_array_index (text->learned, guint32, i);

      if (seen[feature])
        continue;
      seen[feature] = TRUE;
      n++;
      for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
        sum[kind] += learned[feature].weights[kind];
    }

  if (n < FEW)
    return choose_by_rules (lexicon, score);

  weigh_evidence (lexicon, score, evidence);
  length = sqrtf ((float) n);
  for (guint kind = 0; kind < HENJI_N_KINDS; kind++)
    {
      sum[kind] = sum[kind] / length + learned[0].weights[kind]
                  + learned[1].weights[kind] * evidence[kind];
      if (sum[kind] > sum[top])
        top = kind;
      if (sum[kind] > sum[next] && kind != HENJI_KIND_THANKS)
        next = kind;
    }

  /* The dear mistake is a mail that nobody answers: thanks that no rule heard must stand out. */
  if (top == HENJI_KIND_THANKS && score[top] <= 0 && sum[top] < sum[next] + CLEAR)
    top = next;

  return (HenjiKind) top;
}

/* What is told beside the kind: by the rules, corrected by what was learned. */
static guint32
judge_told (const HenjiLexicon *lexicon,
            const HenjiText *text,
            HenjiLanguage language,
            const float *score)
{
  const HenjiToldLearned *learned = (const HenjiToldLearned *) lexicon->told->data;
  g_autofree guint8 *seen = g_new0 (guint8, lexicon->told->len);
  int sum[HENJI_N_TOLD] = { 0 };
  guint32 told = 0;

  for (guint i = 0; i < text->told->len; i++)
    {
      guint32 feature = g_array_index (text->told, guint32, i);

      if (seen[feature])
        continue;
      seen[feature] = TRUE;
      for (guint k = 0; k < HENJI_N_TOLD; k++)
        sum[k] += learned[feature].weights[k];
    }

  for (guint k = 0; k < HENJI_N_TOLD; k++)
    {
      gboolean ruled = score[HENJI_N_KINDS + k] >= PRESENT;
      guint bias = language == HENJI_LANGUAGE_JA ? HENJI_TOLD_BIAS_JA : HENJI_TOLD_BIAS_EN;

      sum[k] += learned[bias].weights[k] + (ruled ? learned[HENJI_TOLD_RULES].weights[k] : 0);
      if (score[HENJI_N_KINDS + k] > DENIED
          && (lexicon->told->len == HENJI_TOLD_FEATURES ? ruled : sum[k] >= 0))
        told |= 1u << k;
    }

  return told;
}

static void
decide (const HenjiLexicon *lexicon,
        const HenjiText *text,
        const Findings *findings,
        HenjiRecognition *out)
{
  float score[HENJI_N_KINDS];

  settle (findings, score);
  /* Mails in other languages were not learned from. */
  out->kind = out->language == HENJI_LANGUAGE_OTHER ? choose_by_rules (lexicon, score)
                                                    : choose_by_all (lexicon, text, score);
  for (guint kind = 1; kind < HENJI_N_KINDS; kind++)
    if (kind != out->kind && kind != HENJI_KIND_THANKS && score[kind] >= PRESENT
        && !is_absorbed (lexicon, out->kind, (HenjiKind) kind, score))
      out->other_kinds |= 1u << kind;
  /* Nothing of it was learned in other languages. */
  if (out->language != HENJI_LANGUAGE_OTHER)
    out->facts.told = judge_told (lexicon, text, out->language, findings->score);
  out->reply_needed = out->kind != HENJI_KIND_THANKS && !findings->no_reply;
}

char *
henji_text_without_quotes (const char *text, gsize length)
{
  char *copy = g_malloc (length + 1);
  gboolean at_start = TRUE, quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c == '\n')
        {
          at_start = TRUE;
          quoted = FALSE;
        }
      else if (at_start
               && (c == '>' || c == '|' || (i + 2 < length && memcmp (text + i, "＞", 3) == 0)))
        quoted = TRUE;
      if (c != '\n' && c != ' ' && c != '\t')
        at_start = FALSE;
      copy[i] = quoted && c != '\n' ? ' ' : (char) c;
    }
  copy[length] = '\0';

  return copy;
}

/* Reads the own words and the subject. */
static void
collect (const HenjiLexicon *lexicon,
         const char *subject,
         HenjiText *text,
         GPtrArray *order_ids,
         GArray **matches,
         HenjiLanguage *language,
         Findings *findings)
{
  *matches = henji_match_text (lexicon, text);
  weigh (lexicon, text, *matches, FALSE, 1.0f, findings);
  *language = henji_language_guess (lexicon, text);

  if (subject != NULL && *subject != '\0')
    {
      g_autoptr (GArray) subject_matches = NULL;
      HenjiText subject_text;

      henji_text_init (&subject_text, lexicon, subject, strnlen (subject, MAX_SUBJECT));
      subject_matches = henji_match_text (lexicon, &subject_text);
      weigh (lexicon, &subject_text, subject_matches, TRUE, SUBJECT, findings);
      if (text->n == 0)
        *language = henji_language_guess (lexicon, &subject_text);
      henji_facts_find_orders (&subject_text, order_ids);
      text->steps += subject_text.steps;
      henji_text_clear (&subject_text);
    }
  henji_facts_find_orders (text, order_ids);
}

static guint64
recognise (const HenjiLexicon *lexicon,
           const char *subject,
           const char *own_words,
           gsize length,
           HenjiRecognition *out)
{
  g_autofree char *own = henji_text_without_quotes (own_words, length);
  g_autoptr (GPtrArray) order_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) matches = NULL;
  Findings findings = { 0 };
  HenjiText text;
  guint64 steps;

  memset (out, 0, sizeof *out);
  henji_lexicon_build (lexicon);
  henji_text_init (&text, lexicon, own, length);
  collect (lexicon, subject, &text, order_ids, &matches, &out->language, &findings);
  decide (lexicon, &text, &findings, out);
  henji_facts_find (&text, matches, out->other_kinds | 1u << out->kind, &out->facts);
  if (order_ids->len > 0)
    {
      g_ptr_array_add (order_ids, NULL);
      out->facts.order_ids = (char **) g_ptr_array_free (g_steal_pointer (&order_ids), FALSE);
    }
  steps = text.steps;
  henji_text_clear (&text);

  return steps;
}

void
henji_recognise (const HenjiLexicon *lexicon,
                 const char *subject,
                 const char *own_words,
                 gssize length,
                 HenjiRecognition *out)
{
  g_return_if_fail (lexicon != NULL && lexicon->sealed);
  g_return_if_fail (own_words != NULL || length == 0);
  g_return_if_fail (out != NULL);

  if (own_words == NULL)
    own_words = "";
  recognise (lexicon, subject, own_words, length < 0 ? strlen (own_words) : (gsize) length, out);
}

void
henji_recognise_grounds (const HenjiLexicon *lexicon,
                         HenjiText *text,
                         const GArray *matches,
                         GArray *grounds)
{
  Findings findings = { .grounds = grounds };

  weigh (lexicon, text, matches, FALSE, 1.0f, &findings);
}

guint64
henji_recognise_steps (const HenjiLexicon *lexicon, const char *text, gssize length)
{
  g_auto (HenjiRecognition) found = { 0 };

  return recognise (lexicon, NULL, text, length < 0 ? strlen (text) : (gsize) length, &found);
}

void
henji_recognise_evidence (const HenjiLexicon *lexicon,
                          const char *subject,
                          const char *own_words,
                          float evidence[HENJI_N_KINDS])
{
  g_autoptr (GPtrArray) order_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) matches = NULL;
  Findings findings = { 0 };
  HenjiLanguage language;
  HenjiText text;
  float score[HENJI_N_KINDS];

  henji_lexicon_build (lexicon);
  henji_text_init (&text, lexicon, own_words, strlen (own_words));
  collect (lexicon, subject, &text, order_ids, &matches, &language, &findings);
  settle (&findings, score);
  weigh_evidence (lexicon, score, evidence);
  henji_text_clear (&text);
}

void
henji_recognition_clear (HenjiRecognition *self)
{
  g_return_if_fail (self != NULL);

  henji_facts_clear (&self->facts);
}
