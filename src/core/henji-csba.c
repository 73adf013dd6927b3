/* henji-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-csba"

#include "config.h"

#include "henji-csba.h"

#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PERIODS 200

static const struct
{
  const char *id;
  gboolean theirs;
  const char *words;
  const char *sentence;
} reasons[HENJI_N_CSBA_REASONS] = {
  [HENJI_CSBA_NEVER_INVOICES]
  = { "never-invoices", FALSE, N_ ("You: it is about an invoice"),
      N_ ("You answer: the marketplace’s customer service never answers about invoices.") },
  [HENJI_CSBA_NEVER_CUSTOMISATION]
  = { "never-customisation", FALSE, N_ ("You: it is about a customised product"),
      N_ ("You answer: the marketplace’s customer service never answers about customised "
          "products.") },
  [HENJI_CSBA_NEVER_PRE_ORDERS]
  = { "never-pre-orders", FALSE, N_ ("You: it is about a pre-order"),
      N_ ("You answer: the marketplace’s customer service never answers about pre-orders.") },
  [HENJI_CSBA_NEVER_BEFORE]
  = { "never-before-purchase", FALSE, N_ ("You: nothing was bought yet"),
      N_ ("You answer: the marketplace’s customer service never answers before a purchase.") },
  [HENJI_CSBA_NEVER_ITS_WAREHOUSE]
  = { "never-its-warehouse", FALSE, N_ ("The marketplace ships it: not under CSBA"),
      N_ ("You answer: the service covers orders you ship yourself, and this one leaves the "
          "marketplace’s warehouse.") },
  [HENJI_CSBA_NOT_ENROLLED]
  = { "not-enrolled", FALSE, N_ ("You: not enrolled in CSBA"),
      N_ ("You answer: the shop is not enrolled in this marketplace’s customer service.") },
  [HENJI_CSBA_TIME_UNKNOWN]
  = { "time-unknown", FALSE, N_ ("You, to be safe: order time unknown"),
      N_ ("You answer, to be safe: it is not known when this was ordered. Import the order report "
          "to decide it.") },
  [HENJI_CSBA_COVERED]
  = { "covered", TRUE, N_ ("The marketplace (CSBA): ordered while enrolled"),
      N_ ("The marketplace’s customer service answers: this was ordered while the shop is "
          "enrolled.") },
  [HENJI_CSBA_STILL_COVERED]
  = { "still-covered", TRUE, N_ ("The marketplace (CSBA): ordered while enrolled"),
      N_ ("The marketplace’s customer service answers: this was ordered while the shop was "
          "enrolled, and stays covered.") },
  [HENJI_CSBA_FIRST_HOUR]
  = { "first-hour", FALSE, N_ ("You: ordered before the cover began"),
      N_ ("You answer: this was ordered just after the enrolment, before the cover began.") },
  [HENJI_CSBA_BEFORE_ENROLMENT]
  = { "before-enrolment", FALSE, N_ ("You: ordered before the enrolment"),
      N_ ("You answer: this was ordered before the enrolment.") },
  [HENJI_CSBA_AFTER_LEAVING]
  = { "after-leaving", FALSE, N_ ("You: ordered after leaving CSBA"),
      N_ ("You answer: this was ordered after the shop had left the service.") },
};

/* ---- The setting ----------------------------------------------------------------------------- */

void
henji_csba_period_free (HenjiCsbaPeriod *self)
{
  g_free (self->marketplace);
  g_free (self);
}

static gboolean
read_time (const char *text, int line, gint64 *at, GError **error)
{
  if (henji_time_parse_rfc3339 (text, at))
    return TRUE;

  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
               _ ("Line %d: “%s” is no time like 2026-11-24T09:00:00+09:00."), line, text);

  return FALSE;
}

GPtrArray *
henji_csba_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) periods = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  periods = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_csba_period_free);
  lines = g_strsplit (text, "\n", MAX_PERIODS);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = g_strdup (g_strstrip (lines[i]));
      g_auto (GStrv) words = NULL;
      HenjiCsbaPeriod *period;

      if (*clean == '\0' || *clean == '#')
        continue;

      words = g_regex_split_simple ("\\s+", clean, 0, 0);
      if (g_strv_length (words) < 2 || g_strv_length (words) > 3)
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                       _ ("Line %d: write the marketplace, when the enrolment began and, if it is "
                          "over, when it ended."),
                       i + 1);
          return NULL;
        }
      period = g_new0 (HenjiCsbaPeriod, 1);
      period->marketplace = g_ascii_strdown (words[0], -1);
      g_ptr_array_add (periods, period);
      if (!read_time (words[1], i + 1, &period->from, error)
          || (words[2] != NULL && !read_time (words[2], i + 1, &period->until, error)))
        return NULL;
      if (words[2] != NULL && period->until <= period->from)
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                       _ ("Line %d: the enrolment ends before it begins."), i + 1);
          return NULL;
        }
    }

  return g_steal_pointer (&periods);
}

char *
henji_csba_to_text (const GPtrArray *periods, GTimeZone *zone)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (periods != NULL && zone != NULL, NULL);

  for (guint i = 0; i < periods->len; i++)
    {
      const HenjiCsbaPeriod *period = g_ptr_array_index (periods, i);
      g_autofree char *from = henji_time_format_rfc3339 (period->from, zone);
      g_autofree char *until = henji_time_format_rfc3339 (period->until, zone);

      g_string_append_printf (out, "%s %s%s%s\n", period->marketplace, from,
                              until != NULL ? " " : "", until != NULL ? until : "");
    }

  return g_string_free (out, FALSE);
}

GPtrArray *
henji_csba_periods_of (const GPtrArray *periods, const char *marketplace)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_csba_period_free);

  g_return_val_if_fail (periods != NULL, found);

  for (guint i = 0; i < periods->len; i++)
    {
      const HenjiCsbaPeriod *period = g_ptr_array_index (periods, i);
      HenjiCsbaPeriod *copy;

      if (g_strcmp0 (period->marketplace, marketplace) != 0)
        continue;
      copy = g_new (HenjiCsbaPeriod, 1);
      *copy = *period;
      copy->marketplace = g_strdup (period->marketplace);
      g_ptr_array_add (found, copy);
    }

  return found;
}

gboolean
henji_csba_periods_check (const GPtrArray *periods, GTimeZone *zone, GError **error)
{
  g_return_val_if_fail (periods != NULL && zone != NULL, FALSE);

  for (guint i = 0; i < periods->len; i++)
    for (guint j = 0; j < periods->len; j++)
      {
        const HenjiCsbaPeriod *a = g_ptr_array_index (periods, i);
        const HenjiCsbaPeriod *b = g_ptr_array_index (periods, j);
        g_autofree char *date = NULL;

        if (i == j || g_strcmp0 (a->marketplace, b->marketplace) != 0 || a->from > b->from
            || (a->until != 0 && a->until <= b->from))
          continue;
        date = henji_date_of (a->from, zone);
        g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                     a->until == 0
                         ? _ ("The enrolment with %s that began on %s has not ended; end it "
                              "before the next one begins.")
                         : _ ("The enrolment with %s that began on %s and another one lie over "
                              "each other."),
                     a->marketplace, date);
        return FALSE;
      }

  return TRUE;
}

/* ---- The decision ---------------------------------------------------------------------------- */

static const char *const natures[HENJI_N_CSBA_NATURES] = {
  [HENJI_CSBA_ORDER] = "order",
  [HENJI_CSBA_INVOICE] = "invoice",
  [HENJI_CSBA_CUSTOMISATION] = "customisation",
  [HENJI_CSBA_PRE_ORDER] = "pre-order",
  [HENJI_CSBA_BEFORE_PURCHASE] = "before-purchase",
};

const char *
henji_csba_nature_id (HenjiCsbaNature nature)
{
  g_return_val_if_fail ((guint) nature < HENJI_N_CSBA_NATURES, "");

  return natures[nature];
}

gboolean
henji_csba_nature_from_id (const char *id, HenjiCsbaNature *nature)
{
  for (guint i = 0; i < HENJI_N_CSBA_NATURES; i++)
    if (g_strcmp0 (natures[i], id) == 0)
      {
        *nature = (HenjiCsbaNature) i;
        return TRUE;
      }

  return FALSE;
}

HenjiCsbaNature
henji_csba_nature_of (guint32 kinds, gboolean has_order)
{
  /* A mail that also asks for an invoice needs us in any case. */
  if (kinds & (1u << HENJI_KIND_INVOICE))
    return HENJI_CSBA_INVOICE;

  return has_order ? HENJI_CSBA_ORDER : HENJI_CSBA_BEFORE_PURCHASE;
}

/* The instant from which orders are covered. */
static gint64
cover_begins (const HenjiPolicy *policy, const HenjiCsbaPeriod *period)
{
  const HenjiRule *rule = henji_policy_rule (policy, "csba-start", period->from);

  return rule != NULL ? henji_policy_deadline (policy, rule, period->from) : period->from;
}

/* Of an order whose time is known, with all that speaks of its nature done. */
static HenjiCsbaReason
decide_by_time (const GPtrArray *periods,
                const HenjiPolicy *policy,
                const HenjiCsbaQuestion *question,
                gint64 now)
{
  HenjiCsbaReason best = HENJI_CSBA_BEFORE_ENROLMENT;

  for (guint i = 0; i < periods->len; i++)
    {
      const HenjiCsbaPeriod *period = g_ptr_array_index (periods, i);
      gboolean ended = period->until != 0 && period->until <= question->ordered_at;

      if (g_strcmp0 (period->marketplace, question->marketplace) != 0
          || question->ordered_at < period->from)
        continue;
      if (!ended && question->ordered_at >= cover_begins (policy, period))
        return period->until != 0 && period->until <= now ? HENJI_CSBA_STILL_COVERED
                                                          : HENJI_CSBA_COVERED;
      if (!ended)
        best = HENJI_CSBA_FIRST_HOUR;
      else if (best != HENJI_CSBA_FIRST_HOUR)
        best = HENJI_CSBA_AFTER_LEAVING;
    }

  return best;
}

HenjiCsbaReason
henji_csba_decide (const GPtrArray *periods,
                   const HenjiPolicy *policy,
                   const HenjiCsbaQuestion *question,
                   gint64 now)
{
  static const HenjiCsbaReason never[HENJI_N_CSBA_NATURES] = {
    [HENJI_CSBA_INVOICE] = HENJI_CSBA_NEVER_INVOICES,
    [HENJI_CSBA_CUSTOMISATION] = HENJI_CSBA_NEVER_CUSTOMISATION,
    [HENJI_CSBA_PRE_ORDER] = HENJI_CSBA_NEVER_PRE_ORDERS,
    [HENJI_CSBA_BEFORE_PURCHASE] = HENJI_CSBA_NEVER_BEFORE,
  };
  gboolean enrolled = FALSE;

  g_return_val_if_fail (periods != NULL && policy != NULL && question != NULL,
                        HENJI_CSBA_TIME_UNKNOWN);
  g_return_val_if_fail ((guint) question->nature < HENJI_N_CSBA_NATURES, HENJI_CSBA_TIME_UNKNOWN);

  /* Where the shop was never enrolled, nothing more need be said. */
  for (guint i = 0; i < periods->len && !enrolled; i++)
    {
      const HenjiCsbaPeriod *period = g_ptr_array_index (periods, i);

      enrolled = g_strcmp0 (period->marketplace, question->marketplace) == 0 && period->from <= now;
    }
  if (!enrolled)
    return HENJI_CSBA_NOT_ENROLLED;
  if (question->nature != HENJI_CSBA_ORDER)
    return never[question->nature];
  if (g_strcmp0 (question->fulfilment, "marketplace") == 0)
    return HENJI_CSBA_NEVER_ITS_WAREHOUSE;
  if (question->ordered_at == 0)
    return HENJI_CSBA_TIME_UNKNOWN;

  return decide_by_time (periods, policy, question, now);
}

gboolean
henji_csba_is_theirs (HenjiCsbaReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_CSBA_REASONS, FALSE);

  return reasons[reason].theirs;
}

const char *
henji_csba_reason_id (HenjiCsbaReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_CSBA_REASONS, "");

  return reasons[reason].id;
}

const char *
henji_csba_reason_short (HenjiCsbaReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_CSBA_REASONS, "");

  return _ (reasons[reason].words);
}

const char *
henji_csba_reason_sentence (HenjiCsbaReason reason)
{
  g_return_val_if_fail ((guint) reason < HENJI_N_CSBA_REASONS, "");

  return _ (reasons[reason].sentence);
}

/* ---- Of a case ------------------------------------------------------------------------------- */

static void
answer_clear (HenjiCsbaAnswer *self)
{
  g_clear_pointer (&self->orders, g_ptr_array_unref);
  g_clear_pointer (&self->periods, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiCsbaAnswer, henji_csba_answer, answer_clear)

const HenjiCsbaOrder *
henji_csba_answer_find (const HenjiCsbaAnswer *self, const char *order_id)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->orders->len; i++)
    {
      const HenjiCsbaOrder *order = g_ptr_array_index (self->orders, i);

      if (g_strcmp0 (order->order_id, order_id) == 0)
        return order;
    }

  return NULL;
}
