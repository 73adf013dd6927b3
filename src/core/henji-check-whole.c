/* henji-check-whole.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What concerns the message as a whole: its length, attachments and subject, an apology that is
 * due, a newer message of the buyer.
 */
#define G_LOG_DOMAIN "henji-check"

#include "config.h"

#include "henji-check-private.h"

#include <string.h>

/* The value of a rule of the policy, @fallback without one. */
static int
limit_of (const HenjiCheckRun *run, const char *rule, int fallback)
{
  const HenjiRule *found
      = run->policy != NULL ? henji_policy_rule (run->policy, rule, run->reply->now) : NULL;

  return found != NULL ? found->value : fallback;
}

static void
check_length (HenjiCheckRun *run)
{
  const HenjiCheckText *text = run->text;
  int limit = limit_of (run, "message-limit", 4000);
  int warn = limit_of (run, "message-warn", 2000);
  gsize n = 0, warn_at = 0, limit_at = 0;
  g_autofree char *count = NULL;

  for (gsize i = 0; i < text->raw_length; i++)
    {
      if (((guchar) text->raw[i] & 0xC0) == 0x80)
        continue;
      if (n == (gsize) warn)
        warn_at = i;
      if (n == (gsize) limit)
        limit_at = i;
      n++;
    }

  count = g_strdup_printf ("%" G_GSIZE_FORMAT, n);
  if (limit_at > 0)
    henji_check_report (run, "too-long", limit_at, text->raw_length, count);
  else if (warn_at > 0)
    henji_check_report (run, "long", warn_at, text->raw_length, count);
}

static gboolean
is_known_type (const HenjiChecker *checker, const char *name)
{
  const GPtrArray *types = checker->lists[HENJI_LIST_TYPES];
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (guint i = 0; dot != NULL && i < types->len; i++)
    if (g_ascii_strcasecmp (dot + 1, types->pdata[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
check_attachments (HenjiCheckRun *run)
{
  const GPtrArray *attachments = run->context->attachments;
  int limit = limit_of (run, "attachment-limit", 10);
  gint64 size = 0;

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const HenjiAttachment *attachment = attachments->pdata[i];

      size += attachment->size;
      if (!is_known_type (run->checker, attachment->name))
        henji_check_report (run, "attachment-type", 0, 0, attachment->name);
    }
  if (size > (gint64) limit * 1000 * 1000)
    {
      g_autofree char *detail = g_strdup_printf ("%d", limit);

      henji_check_report (run, "attachment-size", 0, 0, detail);
    }
}

/* [重要] in a thread of the buyer's is never needed; otherwise the order must depend on it. */
static void
check_subject (HenjiCheckRun *run)
{
  static const char *const prefixes[] = { "[重要]", "[important]", "【重要】", "(重要)" };
  const char *subject = run->context->subject;
  HenjiCheckText text;
  gboolean found = FALSE;

  if (subject == NULL || run->context->to_support)
    return;
  henji_check_text_init (&text, NULL, subject, strlen (subject));
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    found |= henji_check_is_at (&text, 0, prefixes[i]);
  henji_check_text_clear (&text);
  if (found
      && (run->reply->message != NULL
          || !henji_class_set_has (&run->text->classes, HENJI_CHECK_CLASS_URGENT)))
    henji_check_report (run, "subject-prefix", 0, 0, NULL);
}

static void
check_apology (HenjiCheckRun *run)
{
  const HenjiClassSet *classes = &run->text->classes;
  HenjiCheckFault fault = run->context->fault;

  if (fault == HENJI_CHECK_FAULT_UNKNOWN && henji_class_set_has (classes, HENJI_CHECK_CLASS_FAULT))
    fault = HENJI_CHECK_FAULT_OURS;
  if (fault == HENJI_CHECK_FAULT_OURS && run->text->n > 0
      && !henji_class_set_has (classes, HENJI_CHECK_CLASS_APOLOGY))
    henji_check_report (run, "no-apology", 0, 0, NULL);
}

void
henji_check_whole (HenjiCheckRun *run)
{
  check_length (run);
  check_attachments (run);
  check_subject (run);
  if (!run->context->to_support)
    check_apology (run);
  if (run->context->out_of_step > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", run->context->out_of_step);

      henji_check_report (run, "out-of-step", 0, 0, count);
    }
  if (run->context->newer_message)
    henji_check_report (run, "newer-message", 0, 0, NULL);
}
