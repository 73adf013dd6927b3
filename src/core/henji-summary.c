/* henji-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-time.h"

void
henji_sums_add (GArray *sums, HenjiMoney money)
{
  g_return_if_fail (sums != NULL);

  if (!henji_money_is_set (money))
    return;
  for (guint i = 0; i < sums->len; i++)
    {
      HenjiMoney *sum = &g_array_index (sums, HenjiMoney, i);

      if (strcmp (sum->currency, money.currency) == 0)
        {
          sum->minor += money.minor;
          return;
        }
    }
  g_array_append_val (sums, money);
}

HenjiMoney
henji_sums_get (const GArray *sums, const char *currency)
{
  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const HenjiMoney *sum = &g_array_index (sums, HenjiMoney, i);

      if (strcmp (sum->currency, currency) == 0)
        return *sum;
    }

  return HENJI_MONEY_NONE;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

void
henji_reply_times_set_spans (HenjiReplyTimes *times, GArray *spans)
{
  guint n = spans->len;

  times->median = times->p90 = 0;
  if (n == 0)
    return;
  g_array_sort (spans, compare_spans);
  times->median
      = (g_array_index (spans, gint64, (n - 1) / 2) + g_array_index (spans, gint64, n / 2)) / 2;
  times->p90 = g_array_index (spans, gint64, (n * 9 + 9) / 10 - 1);
}

int
henji_permille (gint64 part, gint64 whole)
{
  return whole > 0 ? (int) ((part * 2000 + whole) / (2 * whole)) : -1;
}

char *
henji_permille_format (int permille)
{
  return permille < 0 ? g_strdup ("–") : g_strdup_printf ("%d.%d %%", permille / 10, permille % 10);
}

char *
henji_span_format (gint64 span, HenjiLanguage language)
{
  gint64 minutes = span / HENJI_MINUTE;
  gint64 hours = minutes / 60, rest = minutes % 60;
  gboolean ja = language == HENJI_LANGUAGE_JA;

  if (hours >= 100)
    return g_strdup_printf (ja ? "%" G_GINT64_FORMAT "日%" G_GINT64_FORMAT "時間"
                               : "%" G_GINT64_FORMAT " d %" G_GINT64_FORMAT " h",
                            hours / 24, hours % 24);
  if (hours > 0)
    return g_strdup_printf (ja ? "%" G_GINT64_FORMAT "時間%" G_GINT64_FORMAT "分"
                               : "%" G_GINT64_FORMAT " h %" G_GINT64_FORMAT " min",
                            hours, rest);
  return g_strdup_printf (ja ? "%" G_GINT64_FORMAT "分" : "%" G_GINT64_FORMAT " min", rest);
}

/* ---- Values ---------------------------------------------------------------------------------- */

HenjiSummaryTally *
henji_summary_tally_new (void)
{
  HenjiSummaryTally *self = g_new0 (HenjiSummaryTally, 1);

  self->kind = -1;
  self->sold = -1;
  self->refunded = g_array_new (FALSE, FALSE, sizeof (HenjiMoney));
  self->costs = g_array_new (FALSE, FALSE, sizeof (HenjiMoney));
  self->situations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
henji_summary_tally_free (HenjiSummaryTally *self)
{
  g_free (self->sku);
  g_free (self->title);
  g_free (self->marketplace);
  g_free (self->reason);
  g_array_unref (self->refunded);
  g_array_unref (self->costs);
  g_hash_table_unref (self->situations);
  g_free (self);
}

void
henji_late_reply_free (HenjiLateReply *self)
{
  g_free (self->case_uuid);
  g_free (self->order_id);
  g_free (self->marketplace);
  g_free (self);
}

static void
figures_clear (HenjiSummaryFigures *figures)
{
  g_clear_pointer (&figures->refunded, g_array_unref);
  g_clear_pointer (&figures->costs, g_array_unref);
}

static void
summary_clear (HenjiSummary *self)
{
  figures_clear (&self->figures);
  figures_clear (&self->figures_before);
  g_free (self->marketplace);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_clear_pointer (&self->marketplaces, g_ptr_array_unref);
  g_clear_pointer (&self->natures, g_ptr_array_unref);
  g_clear_pointer (&self->late, g_ptr_array_unref);
  g_clear_pointer (&self->defects, g_ptr_array_unref);
  g_clear_pointer (&self->rate, g_array_unref);
  g_free (self->rate_source);
  g_free (self->rate_checked);
  g_strfreev (self->currencies);
  g_clear_pointer (&self->performance_facts, henji_performance_facts_unref);
  g_clear_pointer (&self->performance, g_ptr_array_unref);
  g_clear_pointer (&self->performance_course, g_ptr_array_unref);
}

HENJI_DEFINE_VALUE (HenjiSummary, henji_summary, summary_clear)

gboolean
henji_summary_is_empty (const HenjiSummary *self)
{
  const HenjiReplyTimes *replies = &self->figures.replies;
  int feedback = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->figures.stars); i++)
    feedback += self->figures.stars[i];

  return self->figures.cases == 0 && self->items->len == 0 && self->natures->len == 0
         && self->defects->len == 0 && self->performance->len == 0
         && replies->answered + replies->late + replies->waiting == 0 && feedback == 0;
}

const HenjiRatePoint *
henji_summary_rate (const HenjiSummary *self)
{
  return self->rate->len > 0 ? &g_array_index (self->rate, HenjiRatePoint, self->rate->len - 1)
                             : NULL;
}
