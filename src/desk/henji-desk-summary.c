/* henji-desk-summary.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-summary"

#include "config.h"

#include "henji-desk-summary.h"

#include <string.h>

#include "henji-db-summary.h"
#include "henji-desk-performance-private.h"
#include "henji-desk-private.h"
#include "henji-locale.h"
#include "henji-summary-paper.h"
#include "henji-time.h"

#define LATE_LISTED 500
#define RATE_DAYS 60 /* of the line of the estimate */

typedef struct
{
  HenjiDesk *desk;
  HenjiSummary *summary;
  HenjiSummaryFigures *figures; /* of the period at hand */
  gboolean whole;               /* figures alone otherwise */
  GArray *spans;                /* (element-type gint64): of replies */
  GHashTable *items;            /* "sku kind" → HenjiSummaryTally, borrowed, as the next three */
  GHashTable *reasons;
  GHashTable *marketplaces;
  GHashTable *natures;
  GHashTable *titles;     /* SKU → title */
  GHashTable *sold;       /* SKU → units */
  GHashTable *currencies; /* a set */
  /* Orders by day, for the estimate. */
  GArray *days;   /* (element-type gint64): first instants, ascending, and the end */
  GArray *orders; /* (element-type int) */
  guint day;
  guint window_from; /* the first day of the last window */
} Build;

static gboolean
is_wanted (const Build *build, const char *marketplace)
{
  return build->summary->marketplace == NULL
         || g_strcmp0 (build->summary->marketplace, marketplace) == 0;
}

/* ---- Tallies --------------------------------------------------------------------------------- */

/* @key: (transfer full) */
static HenjiSummaryTally *
tally_of (GHashTable *table, GPtrArray *list, char *key)
{
  HenjiSummaryTally *tally = g_hash_table_lookup (table, key);

  if (tally != NULL)
    {
      g_free (key);
      return tally;
    }
  tally = henji_summary_tally_new ();
  g_hash_table_insert (table, key, tally);
  g_ptr_array_add (list, tally);

  return tally;
}

static HenjiSummaryTally *
item_tally (Build *build, const HenjiSummaryCase *about)
{
  int kind = about->row != 0 ? (int) about->kind : -1;
  char *key
      = g_strdup_printf ("%s\n%d\n%d", about->sku != NULL ? about->sku : "", about->several, kind);
  HenjiSummaryTally *tally = tally_of (build->items, build->summary->items, key);

  if (tally->sku == NULL)
    tally->sku = g_strdup (about->sku);
  tally->several = about->several;
  tally->kind = kind;
  if (about->sku != NULL && about->title != NULL
      && !g_hash_table_contains (build->titles, about->sku))
    g_hash_table_insert (build->titles, g_strdup (about->sku), g_strdup (about->title));

  return tally;
}

static HenjiSummaryTally *
marketplace_tally (Build *build, const char *marketplace)
{
  HenjiSummaryTally *tally = tally_of (build->marketplaces, build->summary->marketplaces,
                                       g_strdup (marketplace != NULL ? marketplace : ""));

  if (tally->marketplace == NULL)
    tally->marketplace = g_strdup (marketplace);

  return tally;
}

/* ---- Cases and replies ----------------------------------------------------------------------- */

static void
note_arrival (Build *build, gint64 at, gboolean late)
{
  HenjiReplyTimes *times = &build->figures->replies;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local
      = utc != NULL ? g_date_time_to_timezone (utc, build->summary->zone) : NULL;
  int day, band;

  if (local == NULL)
    return;
  day = g_date_time_get_day_of_week (local) - 1;
  band = g_date_time_get_hour (local) * HENJI_SUMMARY_BANDS / 24;
  times->arrived[day][band]++;
  times->arrived_late[day][band] += late;
}

static void
list_late (Build *build, const HenjiSummaryCase *about, const HenjiReplySpan *span, gint64 took)
{
  HenjiLateReply *late = g_new0 (HenjiLateReply, 1);

  late->case_uuid = g_strdup (about->uuid);
  late->order_id = g_strdup (about->order_id);
  late->marketplace = g_strdup (about->marketplace);
  late->kind = about->kind;
  late->since = span->since;
  late->until = span->until;
  late->took = took;
  g_ptr_array_add (build->summary->late, late);
}

static gint64
deadline_of (Build *build, const HenjiSummaryCase *about, gint64 since)
{
  HenjiPolicy *policy = henji_desk_policy (build->desk, about->marketplace);
  const HenjiRule *rule = henji_policy_rule (policy, "reply", since);
  gint64 deadline = rule != NULL ? henji_policy_deadline (policy, rule, since) : 0;

  return deadline != 0 ? deadline : G_MAXINT64;
}

static guint
spread_of (gint64 took, gboolean late)
{
  static const int hours[] = { 1, 3, 6, 12 };
  guint i = 0;

  if (late)
    return HENJI_SUMMARY_SPREAD - 1;
  while (i < G_N_ELEMENTS (hours) && took > hours[i] * HENJI_HOUR)
    i++;

  return i;
}

static void
count_span (Build *build, const HenjiSummaryCase *about, const HenjiReplySpan *span)
{
  HenjiReplyTimes *times = &build->figures->replies;
  gint64 deadline = deadline_of (build, about, span->since);
  gint64 until = span->ending == HENJI_REPLY_WAITING ? build->summary->now : span->until;
  gint64 took = until - span->since;
  gboolean counts = span->ending == HENJI_REPLY_ANSWERED || span->ending == HENJI_REPLY_WAITING;
  gboolean late = counts && until > deadline;

  if (span->ending == HENJI_REPLY_ANSWERED)
    {
      times->answered++;
      times->in_time += !late;
      g_array_append_val (build->spans, took);
    }
  if (late || span->ending == HENJI_REPLY_ANSWERED)
    times->spread[spread_of (took, late)]++;
  times->late += late;
  times->waiting += span->ending == HENJI_REPLY_WAITING && !late;
  times->unneeded += span->ending == HENJI_REPLY_UNNEEDED;
  times->closed += span->ending == HENJI_REPLY_CLOSED;
  if (!build->whole)
    return;

  note_arrival (build, span->since, late);
  if (late)
    list_late (build, about, span, took);
  if (late || span->ending == HENJI_REPLY_ANSWERED)
    {
      HenjiSummaryTally *tally = marketplace_tally (build, about->marketplace);

      tally->answered++;
      tally->in_time += !late;
    }
}

static void
count_situation (Build *build, HenjiSummaryTally *tally, const char *id)
{
  g_autoptr (HenjiTemplate) situation = henji_desk_situation (build->desk, id);
  const char *title
      = situation != NULL ? henji_template_title (situation, henji_locale_language ()) : NULL;
  gpointer number;

  if (title == NULL)
    title = id;
  number = g_hash_table_lookup (tally->situations, title);
  g_hash_table_replace (tally->situations, g_strdup (title),
                        GINT_TO_POINTER (GPOINTER_TO_INT (number) + 1));
}

static void
case_cb (const HenjiSummaryCase *about,
         gboolean is_new,
         const HenjiReplySpan *spans,
         guint n_spans,
         gpointer data)
{
  Build *build = data;

  if (!is_wanted (build, about->marketplace))
    return;
  for (guint i = 0; i < n_spans; i++)
    count_span (build, about, &spans[i]);
  if (!is_new)
    return;
  build->figures->cases++;
  if ((guint) about->kind < HENJI_N_KINDS)
    build->figures->cases_by_kind[about->kind]++;
  if (build->whole)
    {
      HenjiSummaryTally *tally = item_tally (build, about);

      tally->cases++;
      if (about->situation != NULL)
        count_situation (build, tally, about->situation);
      marketplace_tally (build, about->marketplace)->cases++;
    }
}

/* ---- Money and returns ----------------------------------------------------------------------- */

/* A case tells why in the words of all cases; without one the report's own have to do. */
static HenjiSummaryTally *
reason_tally (Build *build, const HenjiSummaryCase *about)
{
  int kind = about->row != 0 ? (int) about->kind : -1;
  const char *reason = kind < 0 ? about->return_reason : NULL;
  char *key = g_strdup_printf ("%d\n%s", kind, reason != NULL ? reason : "");
  HenjiSummaryTally *tally = tally_of (build->reasons, build->summary->reasons, key);

  tally->kind = kind;
  if (tally->reason == NULL)
    tally->reason = g_strdup (reason);

  return tally;
}

static void
count_money (HenjiSummaryTally *tally, const HenjiOutlay *outlay)
{
  gboolean refund = henji_outlay_nature_is_refund (outlay->nature);

  henji_sums_add (tally->costs, outlay->amount);
  if (refund)
    {
      tally->refunds++;
      tally->refunds_unknown += !henji_money_is_set (outlay->amount);
      henji_sums_add (tally->refunded, outlay->amount);
    }
  tally->resends += outlay->nature == HENJI_OUTLAY_RESEND;
}

static void
outlay_cb (const HenjiOutlay *outlay, const HenjiSummaryCase *about, gpointer data)
{
  Build *build = data;
  HenjiSummaryFigures *figures = build->figures;
  HenjiSummaryTally *nature;

  if (!is_wanted (build, about->marketplace))
    return;
  henji_sums_add (figures->costs, outlay->amount);
  if (henji_money_is_set (outlay->amount))
    g_hash_table_add (build->currencies, g_strdup (outlay->amount.currency));
  if (henji_outlay_nature_is_refund (outlay->nature))
    {
      figures->refunds++;
      figures->refunds_unknown += !henji_money_is_set (outlay->amount);
      henji_sums_add (figures->refunded, outlay->amount);
    }
  figures->resends += outlay->nature == HENJI_OUTLAY_RESEND;
  if (!build->whole)
    return;

  count_money (item_tally (build, about), outlay);
  count_money (marketplace_tally (build, about->marketplace), outlay);
  if (henji_outlay_nature_is_refund (outlay->nature))
    count_money (reason_tally (build, about), outlay);
  nature = tally_of (build->natures, build->summary->natures,
                     g_strdup (henji_outlay_nature_id (outlay->nature)));
  if (nature->title == NULL)
    nature->title = g_strdup (henji_outlay_nature_title (outlay->nature));
  nature->cases++;
  henji_sums_add (nature->costs, outlay->amount);
}

static void
return_cb (const HenjiSummaryCase *about, gpointer data)
{
  Build *build = data;

  if (is_wanted (build, about->marketplace))
    item_tally (build, about)->returns++;
}

static void
sold_cb (const char *sku, const char *marketplace, gint64 units, gpointer data)
{
  Build *build = data;
  gpointer known = g_hash_table_lookup (build->sold, sku);

  if (is_wanted (build, marketplace))
    g_hash_table_replace (build->sold, g_strdup (sku),
                          GINT_TO_POINTER (GPOINTER_TO_INT (known) + (int) units));
}

/* ---- The estimate ---------------------------------------------------------------------------- */

static void
order_cb (gint64 at, const char *marketplace, gpointer data)
{
  Build *build = data;

  if (!is_wanted (build, marketplace))
    return;
  while (build->day + 2 < build->days->len
         && at >= g_array_index (build->days, gint64, build->day + 1))
    build->day++;
  g_array_index (build->orders, int, build->day)++;
  if (build->day >= build->window_from)
    marketplace_tally (build, marketplace)->orders++;
}

/* The days of the line and of the window before its first day. */
static void
fill_days (Build *build, const char *last)
{
  int n = RATE_DAYS + build->summary->rate_window - 1;
  int none = 0;

  for (int i = 0; i <= n; i++)
    {
      g_autofree char *day = henji_date_add_days (last, i - n + 1);
      gint64 start = henji_date_start (day, build->summary->zone);

      g_array_append_val (build->days, start);
      if (i < n)
        g_array_append_val (build->orders, none);
    }
  build->window_from = RATE_DAYS - 1;
}

static void
fill_rate (Build *build, GPtrArray *joined, const char *last)
{
  HenjiSummary *summary = build->summary;
  int orders = 0;

  for (int i = 0; i < RATE_DAYS + summary->rate_window - 1; i++)
    {
      HenjiRatePoint point = { "", 0, 0 };
      g_autofree char *day = NULL;

      orders += g_array_index (build->orders, int, i);
      if (i < summary->rate_window - 1)
        continue;
      if (i >= summary->rate_window)
        orders -= g_array_index (build->orders, int, i - summary->rate_window);
      day = henji_date_add_days (last, i - (RATE_DAYS + summary->rate_window - 2));
      g_strlcpy (point.day, day, sizeof point.day);
      point.orders = orders;
      point.defects = henji_defects_on (joined, day, summary->zone);
      g_array_append_val (summary->rate, point);
    }
}

static void
keep_defects (Build *build, GPtrArray *joined, const char *last)
{
  for (guint i = 0; i < joined->len; i++)
    {
      HenjiDefect *defect = g_ptr_array_index (joined, i);
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, defect);
      if (henji_defects_on (one, last, build->summary->zone) == 0)
        continue;
      g_ptr_array_add (build->summary->defects, henji_defect_ref (defect));
      marketplace_tally (build, defect->marketplace)->defects++;
    }
}

static gboolean
read_rate (Build *build, HenjiDb *db, GError **error)
{
  HenjiSummary *summary = build->summary;
  g_autofree char *today = henji_date_of (summary->now, summary->zone);
  const char *last = strcmp (summary->period.to, today) < 0 ? summary->period.to : today;
  g_autoptr (GPtrArray) defects = NULL;
  g_autoptr (GPtrArray) joined = NULL;

  if (summary->rate_window <= 0)
    return TRUE;
  fill_days (build, last);
  if (!henji_db_each_order (db, g_array_index (build->days, gint64, 0),
                            g_array_index (build->days, gint64, build->days->len - 1), order_cb,
                            build, error))
    return FALSE;
  defects = henji_db_defects_since (db, g_array_index (build->days, gint64, 0), error);
  if (defects == NULL)
    return FALSE;
  for (guint i = defects->len; i-- > 0;)
    if (!is_wanted (build, ((HenjiDefect *) g_ptr_array_index (defects, i))->marketplace))
      g_ptr_array_remove_index (defects, i);
  joined = henji_defects_join (defects, summary->rate_window, summary->zone);
  fill_rate (build, joined, last);
  keep_defects (build, joined, last);

  return TRUE;
}

/* ---- The marketplaces' own figures ----------------------------------------------------------- */

/* What was read before @first is too old to say how things stand. */
static void
keep_wanted (const Build *build, GPtrArray *readings, const char *first)
{
  for (guint i = readings->len; i-- > 0;)
    {
      const HenjiPerformance *reading = g_ptr_array_index (readings, i);

      if (!is_wanted (build, reading->marketplace) || strcmp (reading->day, first) < 0)
        g_ptr_array_remove_index (readings, i);
    }
}

static gboolean
read_performance (Build *build, HenjiDb *db, GError **error)
{
  HenjiSummary *summary = build->summary;
  g_autofree char *today = henji_date_of (summary->now, summary->zone);
  const char *last = strcmp (summary->period.to, today) < 0 ? summary->period.to : today;
  g_autofree char *line = henji_date_add_days (last, 1 - RATE_DAYS);
  const char *first = strcmp (summary->period.from, line) < 0 ? summary->period.from : line;

  g_clear_pointer (&summary->performance, g_ptr_array_unref);
  summary->performance = _henji_desk_performance_latest (build->desk, db, last, error);
  if (summary->performance == NULL)
    return FALSE;
  g_clear_pointer (&summary->performance_course, g_ptr_array_unref);
  summary->performance_course = _henji_desk_performance_rates (build->desk, db, first, last, error);
  if (summary->performance_course == NULL)
    return FALSE;
  keep_wanted (build, summary->performance, first);
  keep_wanted (build, summary->performance_course, first);

  return TRUE;
}

static void
set_rules (HenjiDesk *desk, HenjiSummary *summary)
{
  HenjiPolicy *policy = henji_desk_policy (desk, summary->marketplace);
  const HenjiRule *window = henji_policy_rule (policy, "defect-window", summary->now);
  const HenjiRule *target = henji_policy_rule (policy, "defect-target", summary->now);

  summary->rate_window = window != NULL ? CLAMP (window->value, 0, 366) : 0;
  if (target == NULL)
    return;
  summary->rate_target = target->value;
  summary->rate_verified = target->verified && window != NULL && window->verified;
  summary->rate_source = g_strdup (target->source);
  summary->rate_checked = g_strdup (target->checked);
}

/* ---- All of it ------------------------------------------------------------------------------- */

static int
compare_tallies (gconstpointer a, gconstpointer b)
{
  const HenjiSummaryTally *x = *(HenjiSummaryTally *const *) a;
  const HenjiSummaryTally *y = *(HenjiSummaryTally *const *) b;
  int order = (y->cases - x->cases) != 0       ? y->cases - x->cases
              : (y->refunds - x->refunds) != 0 ? y->refunds - x->refunds
                                               : y->orders - x->orders;

  if (order == 0)
    order = (x->sku == NULL) - (y->sku == NULL);
  if (order == 0)
    order = g_strcmp0 (x->sku, y->sku);
  if (order == 0)
    order = g_strcmp0 (x->marketplace, y->marketplace);
  if (order == 0)
    order = g_strcmp0 (x->reason, y->reason);
  if (order == 0)
    order = g_strcmp0 (x->title, y->title);

  return order != 0 ? order : x->kind - y->kind;
}

static int
compare_late (gconstpointer a, gconstpointer b)
{
  const HenjiLateReply *x = *(HenjiLateReply *const *) a, *y = *(HenjiLateReply *const *) b;

  if (x->took != y->took)
    return x->took > y->took ? -1 : 1;
  return x->since != y->since ? (x->since < y->since ? -1 : 1)
                              : strcmp (x->case_uuid, y->case_uuid);
}

static gboolean
read_period (Build *build,
             HenjiDb *db,
             const HenjiPeriod *period,
             HenjiSummaryFigures *figures,
             GError **error)
{
  gint64 from = henji_period_start (period, build->summary->zone);
  gint64 to = henji_period_end (period, build->summary->zone);

  build->figures = figures;
  figures->refunded = g_array_new (FALSE, FALSE, sizeof (HenjiMoney));
  figures->costs = g_array_new (FALSE, FALSE, sizeof (HenjiMoney));
  g_array_set_size (build->spans, 0);
  if (!henji_db_each_case_written_in (db, from, to, build->whole, case_cb, build, error)
      || !henji_db_each_outlay (db, from, to, outlay_cb, build, error)
      || !henji_db_count_stars (db, period, build->summary->marketplace, build->summary->zone,
                                figures->stars, error))
    return FALSE;
  henji_reply_times_set_spans (&figures->replies, build->spans);
  if (!build->whole)
    return TRUE;

  return henji_db_each_return (db, period->from, period->to, return_cb, build, error)
         && henji_db_each_item_sold (db, from, to, sold_cb, build, error);
}

static void
finish (Build *build)
{
  HenjiSummary *summary = build->summary;
  guint n;

  for (guint i = 0; i < summary->items->len; i++)
    {
      HenjiSummaryTally *tally = g_ptr_array_index (summary->items, i);

      if (tally->sku == NULL)
        continue;
      tally->title = g_strdup (g_hash_table_lookup (build->titles, tally->sku));
      if (g_hash_table_size (build->sold) > 0)
        tally->sold = GPOINTER_TO_INT (g_hash_table_lookup (build->sold, tally->sku));
    }
  g_ptr_array_sort (summary->items, compare_tallies);
  g_ptr_array_sort (summary->reasons, compare_tallies);
  g_ptr_array_sort (summary->marketplaces, compare_tallies);
  g_ptr_array_sort (summary->natures, compare_tallies);
  g_ptr_array_sort (summary->late, compare_late);
  if (summary->late->len > LATE_LISTED)
    {
      summary->late_left_off = (int) summary->late->len - LATE_LISTED;
      g_ptr_array_set_size (summary->late, LATE_LISTED);
    }
  summary->currencies = (char **) g_hash_table_get_keys_as_array (build->currencies, &n);
  g_hash_table_steal_all (build->currencies);
  for (guint i = 1; i < n; i++)
    for (guint k = i; k > 0 && strcmp (summary->currencies[k - 1], summary->currencies[k]) > 0; k--)
      {
        char *swapped = summary->currencies[k];

        summary->currencies[k] = summary->currencies[k - 1];
        summary->currencies[k - 1] = swapped;
      }
}

static gboolean
do_summary (HenjiDb *db, gpointer data, GError **error)
{
  Build *build = data;
  HenjiSummary *summary = build->summary;

  build->whole = TRUE;
  if (!read_period (build, db, &summary->period, &summary->figures, error)
      || !read_rate (build, db, error) || !read_performance (build, db, error))
    return FALSE;
  build->whole = FALSE;

  return read_period (build, db, &summary->before, &summary->figures_before, error);
}

static HenjiSummary *
summary_new (HenjiDesk *desk, const HenjiPeriod *period, const char *marketplace)
{
  HenjiSummary *summary = henji_summary_new ();

  summary->period = *period;
  summary->before = henji_period_before (period);
  summary->marketplace = g_strdup (marketplace);
  summary->zone = g_time_zone_ref (henji_desk_zone (desk));
  summary->now = henji_desk_now (desk);
  summary->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_summary_tally_free);
  summary->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_summary_tally_free);
  summary->marketplaces
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_summary_tally_free);
  summary->natures = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_summary_tally_free);
  summary->late = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_late_reply_free);
  summary->defects = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_defect_unref);
  summary->rate = g_array_new (FALSE, FALSE, sizeof (HenjiRatePoint));
  summary->performance_facts = henji_performance_facts_ref (henji_desk_performance_facts (desk));
  set_rules (desk, summary);

  return summary;
}

static GHashTable *
table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

HenjiSummary *
henji_desk_summary (HenjiDesk *self,
                    const HenjiPeriod *period,
                    const char *marketplace,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GHashTable) items = table_new (NULL);
  g_autoptr (GHashTable) reasons = table_new (NULL);
  g_autoptr (GHashTable) marketplaces = table_new (NULL);
  g_autoptr (GHashTable) natures = table_new (NULL);
  g_autoptr (GHashTable) titles = table_new (g_free);
  g_autoptr (GHashTable) sold = table_new (NULL);
  g_autoptr (GHashTable) currencies = table_new (NULL);
  Build build = { .desk = self,
                  .spans = spans,
                  .items = items,
                  .reasons = reasons,
                  .marketplaces = marketplaces,
                  .natures = natures,
                  .titles = titles,
                  .sold = sold,
                  .currencies = currencies,
                  .days = days,
                  .orders = orders };

  g_return_val_if_fail (HENJI_IS_DESK (self) && period != NULL, NULL);

  summary = summary_new (self, period, marketplace);
  build.summary = summary;
  if (!_henji_desk_read (self, do_summary, &build, cancellable, error))
    return NULL;
  finish (&build);

  return g_steal_pointer (&summary);
}

GBytes *
henji_desk_summary_pdf (HenjiDesk *self, HenjiSummary *summary, GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self) && summary != NULL, NULL);

  return henji_summary_paper_pdf (summary, henji_locale_language (), error);
}

gboolean
henji_desk_save_summary (
    HenjiDesk *self, const char *path, GBytes *content, gboolean replace, GError **error)
{
  return henji_desk_save_mail (self, path, content, replace, error);
}
