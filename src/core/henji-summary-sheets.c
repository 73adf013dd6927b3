/* henji-summary-sheets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-summary-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "henji-time.h"

static const char *const weekdays[]
    = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };

/* ---- Cells ----------------------------------------------------------------------------------- */

/* (transfer full): "24.80", as a spreadsheet reads it. */
static char *
plain_money (HenjiMoney money)
{
  guint64 n = money.minor < 0 ? -(guint64) money.minor : (guint64) money.minor;
  const char *sign = money.minor < 0 ? "-" : "";

  if (henji_money_decimals (money.currency) == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, n);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02d", sign, n / 100, (int) (n % 100));
}

static void
add_unknown (HenjiListingRow *row)
{
  henji_listing_row_take (row, g_strdup ("–"), g_strdup (""));
}

static void
add_permille (HenjiListingRow *row, int permille)
{
  if (permille < 0)
    add_unknown (row);
  else
    henji_listing_row_take (row, henji_permille_format (permille),
                            g_strdup_printf ("%d.%d", permille / 10, permille % 10));
}

/* In hours with two decimals for programs. */
static void
add_span (HenjiListingRow *row, gint64 span, HenjiLanguage language)
{
  gint64 hundredths = (span * 100 + HENJI_HOUR / 2) / HENJI_HOUR;

  henji_listing_row_take (
      row, henji_span_format (span, language),
      g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", hundredths / 100, (int) (hundredths % 100)));
}

/* As the seller's clock said, "2026-11-24 09:30". */
static void
add_moment (HenjiListingRow *row, const HenjiSummary *summary, gint64 at)
{
  g_autofree char *text = henji_time_format_rfc3339 (at, summary->zone);

  if (text != NULL && strlen (text) > 16)
    {
      text[10] = ' ';
      text[16] = '\0';
    }
  henji_listing_row_add (row, text);
}

/* One cell for each currency there is, so that no two are ever mixed. */
static void
add_sums (HenjiListingRow *row,
          const HenjiSummary *summary,
          const GArray *sums,
          HenjiLanguage language)
{
  for (guint i = 0; summary->currencies[i] != NULL; i++)
    {
      HenjiMoney sum = henji_sums_get (sums, summary->currencies[i]);

      if (henji_money_is_set (sum))
        henji_listing_row_take (row, henji_money_format (sum, language), plain_money (sum));
      else
        henji_listing_row_take (row, g_strdup (""), g_strdup (""));
    }
}

static void
add_sum_columns (HenjiListing *sheet,
                 const HenjiSummary *summary,
                 const char *id,
                 const char *title)
{
  for (guint i = 0; summary->currencies[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (summary->currencies[i], -1);
      g_autofree char *column = g_strconcat (id, "_", lower, NULL);
      g_autofree char *words = summary->currencies[1] == NULL
                                   ? g_strdup (title)
                                   : g_strdup_printf ("%s (%s)", title, summary->currencies[i]);

      henji_listing_add_column (sheet, column, words, TRUE);
    }
}

static const char *
kind_title (int kind)
{
  return kind >= 0 ? henji_kind_title ((HenjiKind) kind) : _ ("Without a case");
}

/* ---- Figures --------------------------------------------------------------------------------- */

static HenjiListingRow *
add_figure (HenjiListing *sheet, const char *id, const char *title)
{
  HenjiListingRow *row = henji_listing_add_row (sheet);

  row->id = g_strdup (id);
  henji_listing_row_add (row, title);

  return row;
}

static void
add_counts (HenjiListing *sheet, const char *id, const char *title, int now, int before)
{
  HenjiListingRow *row = add_figure (sheet, id, title);

  henji_listing_row_add_count (row, now);
  henji_listing_row_add_count (row, before);
}

static void
add_spans (HenjiListing *sheet,
           const char *id,
           const char *title,
           const HenjiSummary *summary,
           gint64 now,
           gint64 before,
           HenjiLanguage language)
{
  HenjiListingRow *row = add_figure (sheet, id, title);

  if (summary->figures.replies.answered > 0)
    add_span (row, now, language);
  else
    add_unknown (row);
  if (summary->figures_before.replies.answered > 0)
    add_span (row, before, language);
  else
    add_unknown (row);
}

static int
share_in_time (const HenjiReplyTimes *replies)
{
  return henji_permille (replies->in_time, replies->in_time + replies->late);
}

static void
add_money_figures (HenjiListing *sheet,
                   const HenjiSummary *summary,
                   const char *stem,
                   const char *format,
                   const GArray *now,
                   const GArray *before,
                   HenjiLanguage language)
{
  for (guint i = 0; summary->currencies[i] != NULL; i++)
    {
      const char *currency = summary->currencies[i];
      g_autofree char *title = g_strdup_printf (format, currency);
      g_autofree char *lower = g_ascii_strdown (currency, -1);
      g_autofree char *id = g_strconcat (stem, "_", lower, NULL);
      HenjiListingRow *row = add_figure (sheet, id, title);
      const GArray *sums[] = { now, before };

      for (guint k = 0; k < 2; k++)
        {
          HenjiMoney sum = henji_sums_get (sums[k], currency);

          if (!henji_money_is_set (sum))
            g_strlcpy (sum.currency, currency, sizeof sum.currency);
          henji_listing_row_take (row, henji_money_format (sum, language), plain_money (sum));
        }
    }
}

/* Only where reports have told of any. */
static void
add_feedback (HenjiListing *sheet, const int *now, const int *before)
{
  int told = 0;

  for (int i = 1; i <= 5; i++)
    told += now[i] + before[i];
  if (told == 0)
    return;
  add_counts (sheet, "feedback_negative", _ ("Negative feedback, 1 or 2 stars"), now[1] + now[2],
              before[1] + before[2]);
  add_counts (sheet, "feedback_neutral", _ ("Neutral feedback, 3 stars"), now[3], before[3]);
  add_counts (sheet, "feedback_positive", _ ("Positive feedback, 4 or 5 stars"), now[4] + now[5],
              before[4] + before[5]);
}

static HenjiListing *
figures_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet = henji_listing_create ("figures", _ ("In Figures"));
  const HenjiSummaryFigures *now = &s->figures, *before = &s->figures_before;
  g_autofree char *period = henji_period_format (&s->period, language);
  g_autofree char *earlier = henji_period_format (&s->before, language);
  HenjiListingRow *row;

  henji_listing_add_column (sheet, "figure", _ ("Figure"), FALSE);
  henji_listing_add_column (sheet, "value", period, TRUE);
  henji_listing_add_column (sheet, "before", earlier, TRUE);
  add_counts (sheet, "cases", _ ("New cases"), now->cases, before->cases);
  add_counts (sheet, "answered", _ ("Answered"), now->replies.answered, before->replies.answered);
  row = add_figure (sheet, "in_time_percent", _ ("Of them in time, %"));
  add_permille (row, share_in_time (&now->replies));
  add_permille (row, share_in_time (&before->replies));
  add_counts (sheet, "late", _ ("Late, or late and still open"), now->replies.late,
              before->replies.late);
  add_counts (sheet, "waiting", _ ("Still to be answered in time"), now->replies.waiting,
              before->replies.waiting);
  add_counts (sheet, "unneeded", _ ("No reply needed"), now->replies.unneeded,
              before->replies.unneeded);
  add_counts (sheet, "closed", _ ("Closed without an answer"), now->replies.closed,
              before->replies.closed);
  add_spans (sheet, "median_hours", _ ("Half were answered within, h"), s, now->replies.median,
             before->replies.median, language);
  add_spans (sheet, "p90_hours", _ ("Nine of ten were answered within, h"), s, now->replies.p90,
             before->replies.p90, language);
  add_feedback (sheet, now->stars, before->stars);
  add_counts (sheet, "refunds", _ ("Refunds"), now->refunds, before->refunds);
  add_counts (sheet, "refunds_unknown", _ ("Of them of unknown amount"), now->refunds_unknown,
              before->refunds_unknown);
  add_money_figures (sheet, s, "refunded", _ ("Refunded, %s"), now->refunded, before->refunded,
                     language);
  add_counts (sheet, "resends", _ ("Sent again"), now->resends, before->resends);
  add_money_figures (sheet, s, "cost", _ ("Cost in all, %s"), now->costs, before->costs, language);

  return sheet;
}

/* ---- Items, kinds ---------------------------------------------------------------------------- */

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): "Damaged 3, Refund made 1" */
static char *
situation_words (GHashTable *situations)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer title, number;

  g_hash_table_iter_init (&iter, situations);
  while (g_hash_table_iter_next (&iter, &title, &number))
    g_ptr_array_add (words,
                     /* Translators: a situation and how often it was answered with */
                     g_strdup_printf (_ ("%s × %d"), (char *) title, GPOINTER_TO_INT (number)));
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);

  return g_strjoinv (_ (", "), (char **) words->pdata);
}

static const char *
item_title (const HenjiSummaryTally *tally)
{
  if (tally->sku == NULL)
    return tally->several ? _ ("An order of several items") : _ ("No order, or one not known");
  return tally->title != NULL ? tally->title : "";
}

static HenjiListing *
items_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet = henji_listing_create ("items", _ ("What Went Wrong with Which Item"));

  henji_listing_add_column (sheet, "sku", _ ("SKU"), FALSE);
  henji_listing_add_column (sheet, "title", _ ("Item"), FALSE);
  henji_listing_add_column (sheet, "kind", _ ("Kind"), FALSE);
  henji_listing_add_column (sheet, "cases", _ ("Number of cases"), TRUE);
  henji_listing_add_column (sheet, "sold", _ ("Units sold"), TRUE);
  henji_listing_add_column (sheet, "percent", _ ("Of these, %"), TRUE);
  henji_listing_add_column (sheet, "refunds", _ ("Refunds"), TRUE);
  henji_listing_add_column (sheet, "resends", _ ("Sent again"), TRUE);
  henji_listing_add_column (sheet, "returns", _ ("Returns"), TRUE);
  add_sum_columns (sheet, s, "cost", _ ("Cost"));
  henji_listing_add_column (sheet, "answered_with", _ ("Answered with"), FALSE);
  for (guint i = 0; i < s->items->len; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (s->items, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);

      henji_listing_row_add (row, tally->sku);
      henji_listing_row_add (row, item_title (tally));
      henji_listing_row_add (row, kind_title (tally->kind));
      henji_listing_row_add_count (row, tally->cases);
      if (tally->sold >= 0)
        henji_listing_row_add_count (row, tally->sold);
      else
        add_unknown (row);
      add_permille (row, henji_permille (tally->cases, tally->sold));
      henji_listing_row_add_count (row, tally->refunds);
      henji_listing_row_add_count (row, tally->resends);
      henji_listing_row_add_count (row, tally->returns);
      add_sums (row, s, tally->costs, language);
      henji_listing_row_take (row, situation_words (tally->situations), NULL);
      row->search = g_strdup (tally->sku);
      row->kind = tally->kind;
    }
  sheet->note = g_strdup (_ ("A case counts where its first message lies in the period, money and "
                             "returns by their own day. Units sold are those of orders of the "
                             "period."));

  return sheet;
}

static HenjiListing *
kinds_sheet (const HenjiSummary *s)
{
  HenjiListing *sheet = henji_listing_create ("kinds", _ ("New Cases by Kind"));
  gboolean shown[HENJI_N_KINDS] = { FALSE };

  henji_listing_add_column (sheet, "kind", _ ("Kind"), FALSE);
  henji_listing_add_column (sheet, "cases", _ ("Number of cases"), TRUE);
  henji_listing_add_column (sheet, "before", _ ("Before"), TRUE);
  for (int i = 0; i < HENJI_N_KINDS; i++)
    {
      int most = -1;
      HenjiListingRow *row;

      for (int k = 0; k < HENJI_N_KINDS; k++)
        if (!shown[k] && (most < 0 || s->figures.cases_by_kind[k] > s->figures.cases_by_kind[most]))
          most = k;
      shown[most] = TRUE;
      if (s->figures.cases_by_kind[most] + s->figures_before.cases_by_kind[most] == 0)
        continue;
      row = henji_listing_add_row (sheet);
      henji_listing_row_add (row, henji_kind_title ((HenjiKind) most));
      henji_listing_row_add_count (row, s->figures.cases_by_kind[most]);
      henji_listing_row_add_count (row, s->figures_before.cases_by_kind[most]);
      row->kind = most;
    }

  return sheet;
}

/* ---- Replies --------------------------------------------------------------------------------- */

static HenjiListing *
replies_sheet (const HenjiSummary *s)
{
  const char *titles[HENJI_SUMMARY_SPREAD]
      = { _ ("1 hour"),   _ ("3 hours"),        _ ("6 hours"),
          _ ("12 hours"), _ ("later, in time"), _ ("late, or late and open") };
  static const char *const ids[HENJI_SUMMARY_SPREAD] = { "1", "3", "6", "12", "in-time", "late" };
  HenjiListing *sheet = henji_listing_create ("replies", _ ("Answered Within"));

  henji_listing_add_column (sheet, "within", _ ("Within"), FALSE);
  henji_listing_add_column (sheet, "replies", _ ("Replies"), TRUE);
  if (s->figures.replies.in_time + s->figures.replies.late > 0)
    for (guint i = 0; i < HENJI_SUMMARY_SPREAD; i++)
      {
        HenjiListingRow *row = henji_listing_add_row (sheet);

        row->id = g_strdup (ids[i]);
        henji_listing_row_add (row, titles[i]);
        henji_listing_row_add_count (row, s->figures.replies.spread[i]);
      }

  return sheet;
}

static HenjiListing *
hours_sheet (const HenjiSummary *s)
{
  HenjiListing *sheet = henji_listing_create ("hours", _ ("When Buyers Wrote"));

  henji_listing_add_column (sheet, "hours", _ ("Hours"), FALSE);
  for (guint day = 0; day < 7; day++)
    {
      static const char *const ids[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

      henji_listing_add_column (sheet, ids[day], _ (weekdays[day]), TRUE);
    }
  henji_listing_add_column (sheet, "late", _ ("Answered late"), TRUE);
  for (int band = 0; band < HENJI_SUMMARY_BANDS; band++)
    {
      HenjiListingRow *row = henji_listing_add_row (sheet);
      g_autofree char *hours = g_strdup_printf ("%02d:00–%02d:00", band * 3, band * 3 + 3);
      int late = 0;

      henji_listing_row_add (row, hours);
      for (guint day = 0; day < 7; day++)
        {
          henji_listing_row_add_count (row, s->figures.replies.arrived[day][band]);
          late += s->figures.replies.arrived_late[day][band];
        }
      henji_listing_row_add_count (row, late);
    }

  return sheet;
}

static HenjiListing *
late_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet = henji_listing_create ("late", _ ("Late Replies"));

  henji_listing_add_column (sheet, "case", _ ("Case"), FALSE);
  henji_listing_add_column (sheet, "order_id", _ ("Order"), FALSE);
  henji_listing_add_column (sheet, "kind", _ ("Kind"), FALSE);
  henji_listing_add_column (sheet, "since", _ ("Buyer wrote"), FALSE);
  henji_listing_add_column (sheet, "until", _ ("Answered"), FALSE);
  henji_listing_add_column (sheet, "hours", _ ("After, h"), TRUE);
  for (guint i = 0; i < s->late->len; i++)
    {
      const HenjiLateReply *late = g_ptr_array_index (s->late, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);
      g_autofree char *name = g_strndup (late->case_uuid, 13);

      henji_listing_row_add (row, name);
      henji_listing_row_add (row, late->order_id);
      henji_listing_row_add (row, henji_kind_title (late->kind));
      add_moment (row, s, late->since);
      if (late->until != 0)
        add_moment (row, s, late->until);
      else
        henji_listing_row_add (row, _ ("not yet"));
      add_span (row, late->took, language);
      row->case_uuid = g_strdup (late->case_uuid);
    }
  if (s->late_left_off > 0)
    sheet->note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d more is left off.",
                                                "%d more are left off.", (gulong) s->late_left_off),
                                   s->late_left_off);

  return sheet;
}

/* ---- Money ----------------------------------------------------------------------------------- */

static HenjiListing *
reasons_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet = henji_listing_create ("refunds", _ ("Refunds by Reason"));

  henji_listing_add_column (sheet, "reason", _ ("Reason"), FALSE);
  henji_listing_add_column (sheet, "refunds", _ ("Refunds"), TRUE);
  henji_listing_add_column (sheet, "unknown", _ ("Of unknown amount"), TRUE);
  add_sum_columns (sheet, s, "refunded", _ ("Refunded"));
  for (guint i = 0; i < s->reasons->len; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (s->reasons, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);

      henji_listing_row_add (row, tally->reason != NULL ? tally->reason : kind_title (tally->kind));
      henji_listing_row_add_count (row, tally->refunds);
      henji_listing_row_add_count (row, tally->refunds_unknown);
      add_sums (row, s, tally->refunded, language);
      row->kind = tally->kind;
    }

  return sheet;
}

static HenjiListing *
costs_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet = henji_listing_create ("costs", _ ("What It Cost"));

  henji_listing_add_column (sheet, "nature", _ ("For"), FALSE);
  henji_listing_add_column (sheet, "number", _ ("Number"), TRUE);
  add_sum_columns (sheet, s, "cost", _ ("Cost"));
  for (guint i = 0; i < s->natures->len; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (s->natures, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);

      henji_listing_row_add (row, tally->title);
      henji_listing_row_add_count (row, tally->cases);
      add_sums (row, s, tally->costs, language);
    }

  return sheet;
}

static HenjiListing *
marketplaces_sheet (const HenjiSummary *s, HenjiLanguage language)
{
  HenjiListing *sheet = henji_listing_create ("marketplaces", _ ("By Marketplace"));

  henji_listing_add_column (sheet, "marketplace", _ ("Marketplace"), FALSE);
  henji_listing_add_column (sheet, "cases", _ ("New cases"), TRUE);
  henji_listing_add_column (sheet, "in_time_percent", _ ("In time, %"), TRUE);
  henji_listing_add_column (sheet, "refunds", _ ("Refunds"), TRUE);
  add_sum_columns (sheet, s, "cost", _ ("Cost"));
  henji_listing_add_column (sheet, "orders", _ ("Orders in the window"), TRUE);
  henji_listing_add_column (sheet, "defects", _ ("Defects"), TRUE);
  henji_listing_add_column (sheet, "rate_percent", _ ("Estimate, %"), TRUE);
  for (guint i = 0; i < s->marketplaces->len; i++)
    {
      const HenjiSummaryTally *tally = g_ptr_array_index (s->marketplaces, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);

      henji_listing_row_add (row,
                             tally->marketplace != NULL ? tally->marketplace : _ ("Not known"));
      henji_listing_row_add_count (row, tally->cases);
      add_permille (row, henji_permille (tally->in_time, tally->answered));
      henji_listing_row_add_count (row, tally->refunds);
      add_sums (row, s, tally->costs, language);
      henji_listing_row_add_count (row, tally->orders);
      henji_listing_row_add_count (row, tally->defects);
      add_permille (row, henji_permille (tally->defects, tally->orders));
    }

  return sheet;
}

/* ---- Defects --------------------------------------------------------------------------------- */

static char *
why (const HenjiDefect *defect)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < HENJI_N_DEFECTS; i++)
    if (defect->natures & 1u << i)
      g_string_append_printf (words, "%s%s", words->len > 0 ? _ (", ") : "",
                              i == HENJI_DEFECT_FEEDBACK && defect->told
                                  ? _ ("Negative feedback, told by a report")
                                  : henji_defect_nature_title ((HenjiDefectNature) i));

  return g_string_free (words, FALSE);
}

static HenjiListing *
defects_sheet (const HenjiSummary *s)
{
  HenjiListing *sheet = henji_listing_create ("defects", _ ("What Feeds the Estimate"));

  henji_listing_add_column (sheet, "order_id", _ ("Order"), FALSE);
  henji_listing_add_column (sheet, "marketplace", _ ("Marketplace"), FALSE);
  henji_listing_add_column (sheet, "why", _ ("Why"), FALSE);
  henji_listing_add_column (sheet, "counts_from", _ ("Counts from"), FALSE);
  henji_listing_add_column (sheet, "leaves", _ ("Leaves on"), FALSE);
  for (guint i = 0; i < s->defects->len; i++)
    {
      const HenjiDefect *defect = g_ptr_array_index (s->defects, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);

      henji_listing_row_add (row, defect->order_id != NULL ? defect->order_id : _ ("not known"));
      henji_listing_row_add (row, defect->marketplace);
      henji_listing_row_take (row, why (defect), NULL);
      henji_listing_row_add (row, defect->day);
      henji_listing_row_add (row, defect->leaves);
      row->case_uuid = g_strdup (defect->case_uuid);
    }

  return sheet;
}

static HenjiListing *
rate_sheet (const HenjiSummary *s)
{
  HenjiListing *sheet = henji_listing_create ("rate", _ ("Order Defect Rate, an Estimate"));

  henji_listing_add_column (sheet, "day", _ ("Day"), FALSE);
  henji_listing_add_column (sheet, "orders", _ ("Orders in the window"), TRUE);
  henji_listing_add_column (sheet, "defects", _ ("Defects"), TRUE);
  henji_listing_add_column (sheet, "rate_percent", _ ("Estimate, %"), TRUE);
  for (guint i = 0; i < s->rate->len; i++)
    {
      const HenjiRatePoint *point = &g_array_index (s->rate, HenjiRatePoint, i);
      HenjiListingRow *row = henji_listing_add_row (sheet);
      int hundredths = point->orders > 0 ? henji_permille (point->defects * 10, point->orders) : -1;

      henji_listing_row_add (row, point->day);
      henji_listing_row_add_count (row, point->orders);
      henji_listing_row_add_count (row, point->defects);
      if (hundredths < 0)
        add_unknown (row);
      else
        henji_listing_row_take (row,
                                g_strdup_printf ("%d.%02d %%", hundredths / 100, hundredths % 100),
                                g_strdup_printf ("%d.%02d", hundredths / 100, hundredths % 100));
    }
  if (s->rate_window > 0)
    {
      g_autofree char *target
          = s->rate_target > 0 ? g_strdup_printf (
                s->rate_verified
                    ? _ ("The marketplace asks for less than %d %% (checked %s).")
                    : _ ("The target of less than %d %% is not verified for this marketplace "
                         "(checked %s)."),
                s->rate_target, s->rate_checked != NULL ? s->rate_checked : "")
                               : NULL;

      sheet->note = g_strdup_printf (
          _ ("An estimate from what this desk knows: orders with negative feedback, an A-to-z "
             "claim "
             "not denied, or a chargeback, each order once, of the orders bought within %d days. "
             "An order counts from its purchase; where that is not known, from the defect. Only "
             "the "
             "marketplace knows its own figure.%s%s"),
          s->rate_window, target != NULL ? " " : "", target != NULL ? target : "");
    }

  return sheet;
}

GPtrArray *
henji_summary_sheets (const HenjiSummary *self, HenjiLanguage language)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_listing_unref);

  g_return_val_if_fail (self != NULL, sheets);

  g_ptr_array_add (sheets, figures_sheet (self, language));
  g_ptr_array_add (sheets, items_sheet (self, language));
  g_ptr_array_add (sheets, kinds_sheet (self));
  g_ptr_array_add (sheets, replies_sheet (self));
  g_ptr_array_add (sheets, hours_sheet (self));
  g_ptr_array_add (sheets, late_sheet (self, language));
  g_ptr_array_add (sheets, reasons_sheet (self, language));
  g_ptr_array_add (sheets, costs_sheet (self, language));
  g_ptr_array_add (sheets, marketplaces_sheet (self, language));
  _henji_summary_add_performance (self, language, sheets);
  g_ptr_array_add (sheets, defects_sheet (self));
  g_ptr_array_add (sheets, rate_sheet (self));

  return sheets;
}
