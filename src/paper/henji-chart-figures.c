/* henji-chart-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the charts of a summary show.
 */
#define G_LOG_DOMAIN "henji-chart-figures"

#include "config.h"

#include "henji-chart.h"

#include <glib/gi18n-lib.h>

#define MOST 8 /* bars of a chart; the table has them all */

static void
bar_clear (gpointer data)
{
  HenjiChartBar *bar = data;

  g_free (bar->label);
  g_free (bar->words);
  g_free (bar->search);
}

static void
chart_clear (HenjiChart *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->target_words);
  g_free (self->own_words);
  g_clear_pointer (&self->bars, g_array_unref);
}

HENJI_DEFINE_VALUE (HenjiChart, henji_chart, chart_clear)

static HenjiChart *
chart_create (HenjiChartType type, const char *id)
{
  HenjiChart *self = henji_chart_new ();

  self->type = type;
  self->id = g_strdup (id);
  self->bars = g_array_new (FALSE, TRUE, sizeof (HenjiChartBar));
  g_array_set_clear_func (self->bars, bar_clear);

  return self;
}

/* @words: (transfer full) */
static HenjiChartBar *
add_bar (HenjiChart *self, const char *label, double value, char *words)
{
  HenjiChartBar bar = { g_strdup (label), words, value, -1, FALSE, NULL, -1 };

  g_array_append_val (self->bars, bar);

  return &g_array_index (self->bars, HenjiChartBar, self->bars->len - 1);
}

/* "Title: Damaged 3; Lost 1", with as many as are drawn. */
static void
set_name (HenjiChart *self, const char *title)
{
  GString *name = g_string_new (title);

  for (guint i = 0; i < self->bars->len; i++)
    {
      const HenjiChartBar *bar = &g_array_index (self->bars, HenjiChartBar, i);

      g_string_append_printf (name, "%s %s %s", i == 0 ? ":" : ";", bar->label, bar->words);
    }
  self->name = g_string_free (name, FALSE);
}

static HenjiChart *
if_any (HenjiChart *self, const char *title)
{
  if (self->bars->len == 0)
    {
      henji_chart_unref (self);
      return NULL;
    }
  if (self->name == NULL)
    set_name (self, title);

  return self;
}

static char *
count_words (int n)
{
  return g_strdup_printf ("%d", n);
}

static HenjiChart *
chart_items (const HenjiSummary *summary)
{
  HenjiChart *self = chart_create (HENJI_CHART_BARS, "items");

  for (guint i = 0; i < summary->items->len && self->bars->len < MOST; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (summary->items, i);
      int share = henji_permille (tally->cases, tally->sold);
      g_autofree char *percent = henji_permille_format (share);
      g_autofree char *label = NULL;
      HenjiChartBar *bar;

      if (tally->cases == 0 || tally->sku == NULL)
        continue;
      /* Translators: a kind of case, the item it is about */
      label = g_strdup_printf (_ ("%s: %s"), henji_kind_title ((HenjiKind) tally->kind),
                               tally->title != NULL ? tally->title : tally->sku);
      bar = add_bar (self, label, tally->cases,
                     share >= 0
                         /* Translators: a number of cases, their share of the units sold */
                         ? g_strdup_printf (_ ("%d (%s of those sold)"), tally->cases, percent)
                         : count_words (tally->cases));
      bar->search = g_strdup (tally->sku);
      bar->kind = tally->kind;
    }

  return if_any (self, _ ("What Went Wrong with Which Item"));
}

static HenjiChart *
chart_kinds (const HenjiSummary *summary)
{
  HenjiChart *self = chart_create (HENJI_CHART_BARS, "kinds");
  const int *now = summary->figures.cases_by_kind;
  const int *before = summary->figures_before.cases_by_kind;
  gboolean shown[HENJI_N_KINDS] = { FALSE };

  while (self->bars->len < MOST)
    {
      int most = -1;
      HenjiChartBar *bar;

      for (int k = 0; k < HENJI_N_KINDS; k++)
        if (!shown[k] && now[k] > 0 && (most < 0 || now[k] > now[most]))
          most = k;
      if (most < 0)
        break;
      shown[most] = TRUE;
      /* Translators: cases now, cases in the period before */
      bar = add_bar (self, henji_kind_title ((HenjiKind) most), now[most],
                     g_strdup_printf (_ ("%d (before: %d)"), now[most], before[most]));
      bar->before = before[most];
      bar->kind = most;
    }

  return if_any (self, _ ("New Cases by Kind"));
}

static HenjiChart *
chart_replies (const HenjiSummary *summary)
{
  const char *labels[HENJI_SUMMARY_SPREAD]
      = { _ ("1 h"), _ ("3 h"), _ ("6 h"), _ ("12 h"), _ ("in time"), _ ("late") };
  HenjiChart *self = chart_create (HENJI_CHART_COLUMNS, "replies");
  const HenjiReplyTimes *times = &summary->figures.replies;

  if (times->in_time + times->late > 0)
    for (guint i = 0; i < HENJI_SUMMARY_SPREAD; i++)
      add_bar (self, labels[i], times->spread[i], count_words (times->spread[i]))->bad
          = i == HENJI_SUMMARY_SPREAD - 1;

  return if_any (self, _ ("Answered Within"));
}

static HenjiChart *
chart_hours (const HenjiSummary *summary)
{
  static const char *const days[]
      = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };
  HenjiChart *self = chart_create (HENJI_CHART_HEAT, "hours");
  const HenjiReplyTimes *times = &summary->figures.replies;
  int sum = 0, most = 0, most_day = 0, most_band = 0;

  self->n_columns = HENJI_SUMMARY_BANDS;
  for (int day = 0; day < 7; day++)
    for (int band = 0; band < HENJI_SUMMARY_BANDS; band++)
      {
        int n = times->arrived[day][band];

        add_bar (self, band == 0 ? _ (days[day]) : "", n, n > 0 ? count_words (n) : g_strdup (""))
            ->bad
            = times->arrived_late[day][band] > 0;
        sum += n;
        if (n > most)
          {
            most = n;
            most_day = day;
            most_band = band;
          }
      }
  if (sum == 0)
    g_array_set_size (self->bars, 0);
  else
    /* Translators: a weekday, an hour, an hour, a number of messages */
    self->name = g_strdup_printf (
        _ ("When buyers wrote: most on %s from %d to %d o'clock, %d. The table has all of it."),
        _ (days[most_day]), most_band * 3, most_band * 3 + 3, most);

  return if_any (self, _ ("When Buyers Wrote"));
}

static HenjiChart *
chart_refunds (const HenjiSummary *summary, HenjiLanguage language)
{
  HenjiChart *self = chart_create (HENJI_CHART_BARS, "refunds");

  for (guint i = 0; i < summary->reasons->len && self->bars->len < MOST; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (summary->reasons, i);
      const char *reason = tally->reason != NULL ? tally->reason
                           : tally->kind >= 0    ? henji_kind_title ((HenjiKind) tally->kind)
                                                 : _ ("Without a case");
      GString *words = g_string_new (NULL);
      const char *before = " · ";
      HenjiChartBar *bar;

      g_string_append_printf (words, "%d", tally->refunds);
      for (guint k = 0; summary->currencies[k] != NULL; k++)
        {
          HenjiMoney sum = henji_sums_get (tally->refunded, summary->currencies[k]);
          g_autofree char *money = henji_money_format (sum, language);

          if (!henji_money_is_set (sum))
            continue;
          g_string_append_printf (words, "%s%s", before, money);
          before = " + ";
        }
      bar = add_bar (self, reason, tally->refunds, g_string_free (words, FALSE));
      bar->kind = tally->kind;
    }

  return if_any (self, _ ("Refunds by Reason"));
}

/* (nullable): of the only marketplace that tells of its own; of several no line can be drawn. */
static const HenjiPerformance *
only_reading (const HenjiSummary *summary)
{
  return summary->performance->len == 1 ? g_ptr_array_index (summary->performance, 0) : NULL;
}

/* What the marketplace itself said on the days of the line. Returns: (nullable): its words of the
 * last of them. */
static char *
add_own (HenjiChart *self, const HenjiSummary *summary)
{
  const HenjiPerformance *only = only_reading (summary);
  char *words = NULL;

  for (guint i = 0; only != NULL && i < summary->performance_course->len; i++)
    {
      const HenjiPerformance *reading = g_ptr_array_index (summary->performance_course, i);
      const HenjiPerformanceFigure *figure = henji_summary_defect_figure (summary, reading);

      if (!g_str_equal (reading->marketplace_id, only->marketplace_id) || figure == NULL
          || figure->rate < 0)
        continue;
      for (guint k = 0; k < self->bars->len; k++)
        {
          HenjiChartBar *point = &g_array_index (self->bars, HenjiChartBar, k);

          if (!g_str_equal (point->label, reading->day))
            continue;
          point->before = figure->rate / 10000.0;
          g_free (words);
          words = henji_millionths_format (figure->rate);
        }
    }

  return words;
}

static HenjiChart *
chart_rate (const HenjiSummary *summary)
{
  g_autofree char *own = NULL;
  HenjiChart *self = chart_create (HENJI_CHART_LINE, "rate");
  const HenjiRatePoint *last = henji_summary_rate (summary);
  g_autofree char *rate = NULL;

  for (guint i = 0; i < summary->rate->len; i++)
    {
      const HenjiRatePoint *point = &g_array_index (summary->rate, HenjiRatePoint, i);
      int hundredths = point->orders > 0 ? henji_permille (point->defects * 10, point->orders) : -1;

      add_bar (self, point->day, hundredths / 100.0,
               hundredths < 0 ? g_strdup ("")
                              : g_strdup_printf ("%d.%02d %%", hundredths / 100, hundredths % 100));
    }
  if (last == NULL || last->orders == 0)
    g_array_set_size (self->bars, 0);
  else
    {
      rate = henji_permille_format (henji_permille (last->defects, last->orders));
      self->target = summary->rate_target;
      if (summary->rate_target > 0)
        self->target_words = g_strdup_printf (_ ("Target: below %d %%"), summary->rate_target);
      /* Translators: a percentage, defects, orders */
      self->name = g_strdup_printf (
          _ ("Order defect rate, an estimate: now %s, %d of %d orders. The table has all days."),
          rate, last->defects, last->orders);
      own = add_own (self, summary);
      if (own != NULL)
        {
          g_autofree char *ours = g_steal_pointer (&self->name);

          const char *marketplace = henji_performance_name (only_reading (summary));

          self->own_words = g_strdup_printf ("%s %s", marketplace, own);
          /* Translators: the sentence about our estimate, a marketplace, a percentage */
          self->name = g_strdup_printf (_ ("%s %s itself said %s last."), ours, marketplace, own);
        }
    }

  return if_any (self, _ ("Order Defect Rate, an Estimate"));
}

HenjiChart *
henji_chart_of_sheet (const HenjiSummary *summary, const char *id, HenjiLanguage language)
{
  g_return_val_if_fail (summary != NULL && id != NULL, NULL);

  if (g_str_equal (id, "items"))
    return chart_items (summary);
  if (g_str_equal (id, "kinds"))
    return chart_kinds (summary);
  if (g_str_equal (id, "replies"))
    return chart_replies (summary);
  if (g_str_equal (id, "hours"))
    return chart_hours (summary);
  if (g_str_equal (id, "refunds"))
    return chart_refunds (summary, language);
  if (g_str_equal (id, "rate"))
    return chart_rate (summary);

  return NULL;
}
