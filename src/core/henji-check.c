/* henji-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include "henji-fold.h"

#include <string.h>

#define MAX_FINDINGS 200 /* more help nobody */

static const HenjiCheckRule *
find_rule (const HenjiChecker *self, const char *id)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (strcmp (((const HenjiCheckRule *) self->rules->pdata[i])->id, id) == 0)
      return self->rules->pdata[i];

  return NULL;
}

/* Does the byte stand in somebody else's words? */
static gboolean
is_quoted (const HenjiCheckText *text, gsize byte)
{
  gsize low = 0, high = text->n_f;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (text->f_at[middle] < byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low < text->n_f && text->quoted[low];
}

/* The sentence round the finding, with the blanks behind it. */
static void
propose_remedy (const HenjiCheckText *text, HenjiFinding *finding)
{
  const HenjiCheckSentence *first = henji_check_sentence_at (text, finding->start);
  const HenjiCheckSentence *last = henji_check_sentence_at (text, finding->end - 1);
  gsize end;

  if (first == NULL)
    return;
  end = henji_check_byte_end (text, text->from[last->end - 1] + 1);
  while (end < text->raw_length && text->raw[end] == ' ')
    end++;
  finding->remedy_start = MIN (henji_check_byte_of (text, first->start), finding->start);
  finding->remedy_end = MAX (end, finding->end);
}

void
henji_check_report (HenjiCheckRun *run, const char *id, gsize start, gsize end, const char *detail)
{
  const HenjiCheckRule *rule = find_rule (run->checker, id);
  HenjiFinding finding = { .start = start, .end = end };

  g_assert (start <= end && end <= run->text->raw_length);

  if (rule == NULL || (run->context->to_support && !rule->support)
      || run->findings->len == MAX_FINDINGS || (start < end && is_quoted (run->text, start)))
    return;
  for (guint i = 0; i < run->findings->len; i++)
    {
      HenjiFinding *other = &g_array_index (run->findings, HenjiFinding, i);

      if (other->rule == rule->id && start < other->end && other->start < end)
        {
          other->start = MIN (other->start, start);
          other->end = MAX (other->end, end);
          return;
        }
    }

  finding.rule = rule->id;
  finding.severity = rule->severity;
  finding.detail = g_strdup (detail);
  g_array_append_val (run->findings, finding);
}

void
henji_check_report_f (HenjiCheckRun *run, const char *id, gsize from, gsize to)
{
  henji_check_report (run, id, run->text->f_at[from], henji_check_byte_end (run->text, to), NULL);
}

/* Do both begin in one sentence, or overlap? */
static gboolean
is_beside (const HenjiCheckText *text, const HenjiFinding *a, const HenjiFinding *b)
{
  if (a->start < b->end && b->start < a->end)
    return TRUE;

  return henji_check_sentence_at (text, a->start) == henji_check_sentence_at (text, b->start);
}

/* Takes out what another finding says better. */
static void
yield (HenjiCheckRun *run)
{
  for (guint i = run->findings->len; i-- > 0;)
    {
      const HenjiFinding *finding = &g_array_index (run->findings, HenjiFinding, i);
      const HenjiCheckRule *rule = find_rule (run->checker, finding->rule);
      gboolean said = FALSE;

      for (guint k = 0; k < run->findings->len && rule->yields != NULL && !said; k++)
        {
          const HenjiFinding *other = &g_array_index (run->findings, HenjiFinding, k);

          said = g_strv_contains ((const char *const *) rule->yields, other->rule)
                 && is_beside (run->text, finding, other);
        }
      if (said)
        g_array_remove_index (run->findings, i);
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const HenjiFinding *x = a, *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;

  return strcmp (x->rule, y->rule);
}

static void
finding_clear (gpointer data)
{
  g_free (((HenjiFinding *) data)->detail);
}

const char *
henji_check_message (HenjiCheckRun *run)
{
  const HenjiMessage *message = run->reply->message;

  if (run->message == NULL && message != NULL && message->body != NULL)
    run->message = henji_fold (message->body, -1, NULL);

  return run->message;
}

GArray *
henji_check (const HenjiChecker *self,
             const char *text,
             gssize length,
             HenjiLanguage language,
             const HenjiPolicy *policy,
             const HenjiCheckContext *context)
{
  static const HenjiCheckContext nothing = { 0 };
  static const HenjiReplyContext unknown = { 0 };
  HenjiCheckText prepared;
  HenjiCheckRun run = { self, &prepared, language, policy, context, &unknown, NULL, NULL };

  g_return_val_if_fail (self != NULL && self->sealed, NULL);
  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (context == NULL)
    run.context = &nothing;
  else if (context->reply != NULL)
    run.reply = context->reply;
  run.findings = g_array_new (FALSE, FALSE, sizeof (HenjiFinding));
  g_array_set_clear_func (run.findings, finding_clear);

  henji_check_text_init (&prepared, self, text, length < 0 ? strlen (text) : (gsize) length);
  henji_check_whole (&run);
  henji_check_gaps (&run);
  henji_check_names (&run);
  henji_check_hosts (&run);
  henji_check_phones (&run);
  henji_check_pictures (&run);
  henji_check_language (&run);
  henji_check_amounts (&run);
  henji_check_dates (&run);
  henji_check_phrases (&run);
  henji_check_learned (&run);

  yield (&run);
  for (guint i = 0; i < run.findings->len; i++)
    {
      HenjiFinding *finding = &g_array_index (run.findings, HenjiFinding, i);

      if (finding->end > finding->start && find_rule (self, finding->rule)->remedy)
        propose_remedy (&prepared, finding);
    }
  g_array_sort (run.findings, compare_findings);
  g_free (run.message);
  henji_check_text_clear (&prepared);

  return run.findings;
}

char *
henji_checker_explain (const HenjiChecker *self,
                       const HenjiFinding *finding,
                       const char *text,
                       HenjiLanguage language)
{
  const HenjiCheckRule *rule;
  g_autofree char *piece = NULL;
  GString *out;

  g_return_val_if_fail (self != NULL && finding != NULL && text != NULL, NULL);

  rule = find_rule (self, finding->rule);
  g_return_val_if_fail (rule != NULL, NULL);

  piece = g_utf8_make_valid (text + finding->start, (gssize) (finding->end - finding->start));
  out = g_string_new (NULL);
  for (const char *p = language == HENJI_LANGUAGE_JA ? rule->ja : rule->en; *p != '\0'; p++)
    if (strncmp (p, "{text}", 6) == 0)
      {
        g_string_append (out, piece);
        p += 5;
      }
    else if (strncmp (p, "{detail}", 8) == 0)
      {
        g_string_append (out, finding->detail != NULL ? finding->detail : "");
        p += 7;
      }
    else
      g_string_append_c (out, *p);

  return g_string_free (out, FALSE);
}

const char *
henji_checker_source (const HenjiChecker *self, const char *rule, gboolean *verified)
{
  const HenjiCheckRule *found;

  g_return_val_if_fail (self != NULL && rule != NULL, NULL);

  found = find_rule (self, rule);
  if (verified != NULL)
    *verified = found != NULL && found->verified;

  return found != NULL ? found->source : NULL;
}
