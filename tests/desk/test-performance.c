/* test-performance.c: the marketplace's own figures: kept day by day, and beside our estimate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-chart.h"
#include "henji-desk-outlay.h"
#include "henji-desk-performance.h"
#include "henji-desk-summary.h"
#include "henji-performance-words.h"

#define JAPAN "A1VC38T7YXB528"

/* Members of the entry of amazon.co.jp. */
static void
take (Fixture *f, const char *account, const char *members, const char *came)
{
  g_autofree char *text = g_strdup_printf (
      "{\"accountStatuses\":[{\"marketplaceId\":\"" JAPAN
      "\",\"status\":\"%s\"}],\"performanceMetrics\":[{\"marketplaceId\":\"" JAPAN "\"%s%s}]}",
      account, *members != '\0' ? "," : "", members);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_auto (HenjiPerformanceTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *have = NULL;

  henji_desk_performance_take (f->desk, bytes, 0, &taken, NULL, &error);
  g_assert_no_error (error);
  have = g_strdup_printf ("%u new, %u updated, %u unchanged, %u wrong", taken.n_new,
                          taken.n_updated, taken.n_unchanged, taken.faults->len);
  g_assert_cmpstr (have, ==, came);
}

static void
go_to_day (Fixture *f, int days)
{
  henji_desk_set_now (f->desk, NOW + days * HENJI_DAY);
}

/* (transfer full): the latest of the only marketplace. */
static HenjiPerformance *
latest (Fixture *f, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = henji_desk_performance (f->desk, day, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (all->len, <=, 1);

  return all->len > 0 ? henji_performance_ref (g_ptr_array_index (all, 0)) : NULL;
}

static HenjiSummary *
summary_of (Fixture *f, const char *from, const char *to, const char *marketplace)
{
  g_autoptr (GError) error = NULL;
  HenjiPeriod period;
  HenjiSummary *summary;

  g_assert_true (henji_period_parse (from, to, &period));
  summary = henji_desk_summary (f->desk, &period, marketplace, NULL, &error);
  g_assert_no_error (error);

  return summary;
}

/* (transfer none) (nullable): */
static const HenjiListing *
find_sheet (GPtrArray *sheets, const char *id)
{
  for (guint i = 0; i < sheets->len; i++)
    if (g_str_equal (((HenjiListing *) g_ptr_array_index (sheets, i))->id, id))
      return g_ptr_array_index (sheets, i);

  return NULL;
}

/* (transfer full): the row with this id, a bar between its cells; "" where there is none. */
static char *
row_words (const HenjiListing *sheet, const char *id)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; sheet != NULL && i < sheet->rows->len; i++)
    {
      const HenjiListingRow *row = g_ptr_array_index (sheet->rows, i);

      if (g_strcmp0 (row->id, id) != 0)
        continue;
      for (guint k = 0; k < row->cells->len; k++)
        g_string_append_printf (words, "%s%s", k > 0 ? "|" : "",
                                g_array_index (row->cells, HenjiListingCell, k).text);
    }

  return g_string_free (words, FALSE);
}

static void
assert_row (Fixture *f, const char *sheet, const char *id, const char *want)
{
  g_autoptr (HenjiSummary) summary = summary_of (f, "2026-11-01", "2026-11-30", NULL);
  g_autoptr (GPtrArray) sheets = henji_summary_sheets (summary, HENJI_LANGUAGE_EN);
  g_autofree char *have = row_words (find_sheet (sheets, sheet), id);

  g_assert_cmpstr (have, ==, want);
}

/* ---- Keeping --------------------------------------------------------------------------------- */

static void
test_days (Fixture *f, gconstpointer data)
{
  static const char rate[] = "\"lateShipmentRate\":{\"rate\":0.02}";
  g_autoptr (HenjiPerformance) first = NULL;
  g_autoptr (HenjiPerformance) second = NULL;
  g_autoptr (HenjiPerformance) before = NULL;
  g_autoptr (GPtrArray) course = NULL;

  g_assert_null (latest (f, NULL));
  take (f, "NORMAL", rate, "1 new, 0 updated, 0 unchanged, 0 wrong");
  take (f, "NORMAL", rate, "0 new, 0 updated, 1 unchanged, 0 wrong");
  take (f, "AT_RISK", rate, "0 new, 1 updated, 0 unchanged, 0 wrong");
  first = latest (f, NULL);
  g_assert_cmpstr (first->day, ==, "2026-11-24");
  g_assert_cmpstr (first->account, ==, "AT_RISK");
  g_assert_cmpstr (first->marketplace, ==, "amazon.co.jp");

  go_to_day (f, 1);
  take (f, "AT_RISK", rate, "1 new, 0 updated, 0 unchanged, 0 wrong");
  second = latest (f, NULL);
  g_assert_cmpstr (second->day, ==, "2026-11-25");
  g_assert_cmpint (second->read_at, ==, NOW + HENJI_DAY);
  g_assert_true (henji_performance_equal (first, second));
  before = latest (f, "2026-11-24");
  g_assert_cmpstr (before->day, ==, "2026-11-24");
  g_assert_null (latest (f, "2026-11-23"));
  course = henji_desk_performance_course (f->desk, "2026-11-01", "2026-11-30", NULL);
  g_assert_cmpuint (course->len, ==, 2);

  /* All of it survives. */
  close_desk (f);
  open_desk (f);
  g_clear_pointer (&second, henji_performance_unref);
  second = latest (f, NULL);
  g_assert_true (henji_performance_equal (first, second));
}

/* Whatever is in a reading is there again when it is read from the record. */
static void
test_whole (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiPerformance) have = NULL;
  const HenjiPerformanceFigure *figure;
  const HenjiPerformanceWarning *warning;

  take (f, "NORMAL",
        "\"orderDefectRate\":{\"mfn\":{\"rate\":0.0074,\"orderCount\":812,\"targetValue\":0.01,"
        "\"targetCondition\":\"LESS_THAN\",\"status\":\"GOOD\",\"orderWithDefects\":{\"count\":6},"
        "\"reportingDateRange\":{\"reportingDateFrom\":\"2026-09-11T00:00Z\","
        "\"reportingDateTo\":\"2026-11-09T23:59Z\"}}},\"warningStates\":[{\"warningType\":\"new\","
        "\"status\":\"BAD\"},\"bare\"],\"accountHealthRating\":{\"ahrStatus\":\"GREAT\","
        "\"ahrScore\":428},\"later\":{\"a\":[1,true]}",
        "1 new, 0 updated, 0 unchanged, 0 wrong");
  have = latest (f, NULL);
  g_assert_cmpstr (have->health, ==, "GREAT");
  g_assert_cmpint (have->health_score, ==, 428);
  g_assert_cmpstr (have->extra, ==, "later\t{\"a\":[1,true]}\n");
  g_assert_cmpuint (have->figures->len, ==, 1);
  figure = g_ptr_array_index (have->figures, 0);
  g_assert_cmpstr (figure->id, ==, "order-defect");
  g_assert_cmpint (figure->rate, ==, 7400);
  g_assert_cmpint (figure->count, ==, 6);
  g_assert_cmpint (figure->whole, ==, 812);
  g_assert_cmpint (figure->target, ==, 10000);
  g_assert_cmpstr (figure->condition, ==, "LESS_THAN");
  g_assert_cmpstr (figure->status, ==, "GOOD");
  g_assert_cmpstr (figure->from, ==, "2026-09-11");
  g_assert_cmpstr (figure->to, ==, "2026-11-09");
  g_assert_null (figure->rule_checked);
  g_assert_cmpuint (have->warnings->len, ==, 2);
  warning = g_ptr_array_index (have->warnings, 1);
  g_assert_cmpstr (warning->type, ==, "bare");
  g_assert_null (warning->status);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_auto (HenjiPerformanceTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) wrong = g_bytes_new_static ("order-id\tdate\n", 14);
  g_autofree char *missing = g_build_filename (f->dir, "missing.json", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  static const char text[]
      = "{\"accountStatuses\":[{\"marketplaceId\":\"" JAPAN "\",\"status\":\"NORMAL\"}]}";
  g_autoptr (GBytes) sound = g_bytes_new_static (text, strlen (text));

  g_assert_false (henji_desk_performance_take (f->desk, wrong, 0, &taken, NULL, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (henji_desk_performance_take_file (f->desk, missing, &taken, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (henji_desk_performance_take (f->desk, sound, 0, &taken, cancelled, &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED);
  g_assert_null (latest (f, NULL));
}

/* ---- Beside ours ----------------------------------------------------------------------------- */

static void
test_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiSummary) summary = summary_of (f, "2026-11-01", "2026-11-30", NULL);
  g_autoptr (GPtrArray) sheets = henji_summary_sheets (summary, HENJI_LANGUAGE_EN);

  g_assert_true (henji_summary_is_empty (summary));
  g_assert_null (find_sheet (sheets, "performance"));
  g_assert_null (find_sheet (sheets, "performance-policies"));
  g_assert_null (find_sheet (sheets, "performance-course"));
}

/* A target that the report does not tell is that of the marketplace's rules, and marked. */
static void
test_targets (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  take (f, "NORMAL",
        "\"lateShipmentRate\":{\"rate\":0.05},\"preFulfillmentCancellationRate\":{\"rate\":0.01},"
        "\"validTrackingRate\":{\"rate\":0.9,\"status\":\"GOOD\",\"targetValue\":0.95,"
        "\"targetCondition\":\"GREATER_THAN\"},\"onTimeDeliveryRate\":{\"status\":\"NONE\"},"
        "\"orderDefectRate\":{\"afn\":{\"rate\":0,\"orderCount\":0}}",
        "1 new, 0 updated, 0 unchanged, 0 wrong");
  assert_row (f, "performance", "account", "Account||||Normal||");
  assert_row (f, "performance", "late-shipment",
              "Late shipment rate|5.00 %||below 4 % *|target not met||");
  assert_row (f, "performance", "cancellation", "Cancellation rate|1.00 %||below 2.5 % *|–||");
  assert_row (f, "performance", "valid-tracking",
              "Valid tracking rate|90.00 %||above 95 %|Good; target not met||");
  assert_row (f, "performance", "on-time", "On-time delivery rate|–||–|Not rated||");
  assert_row (f, "performance", "order-defect-fba", "");
  summary = summary_of (f, "2026-11-01", "2026-11-30", NULL);
  sheets = henji_summary_sheets (summary, HENJI_LANGUAGE_EN);
  g_assert_nonnull (strstr (find_sheet (sheets, "performance")->note, "not verified"));
  g_assert_null (strstr (find_sheet (sheets, "performance")->note, "differs"));
}

static void
test_ours (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (HenjiSummary) american = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (HenjiChart) chart = NULL;
  const HenjiListing *sheet;
  gint64 row;

  import (
      f, write_file (
             f, "orders.txt",
             "order-id\torder-item-id\tpurchase-date\tbuyer-name\tsku\tproduct-name\t"
             "quantity-purchased\tcurrency\titem-price\tsales-channel\n" ORDER
             "\t1\t2026-11-20T01:00:00+00:00\tBuyer\tMUG\tMug\t1\tJPY\t1500\tAmazon.co.jp\n" ORDER_2
             "\t2\t2026-11-21T01:00:00+00:00\tBuyer\tMUG\tMug\t1\tJPY\t1500\tAmazon.co.jp\n"));
  import (f, write_mail (f, "a", 10, ORDER, "The mug arrived broken."));
  row = only_case (f);
  henji_desk_defect (f->desk, row, HENJI_DEFECT_FEEDBACK, &error);
  g_assert_no_error (error);
  take (f, "AT_RISK",
        "\"orderDefectRate\":{\"mfn\":{\"rate\":0.25,\"orderCount\":4,\"status\":\"BAD\","
        "\"targetValue\":0.01,\"targetCondition\":\"LESS_THAN\",\"orderWithDefects\":{\"count\":1},"
        "\"negativeFeedback\":{\"count\":1},\"claims\":{\"count\":0}}},"
        "\"listingPolicyViolations\":{\"defectsCount\":2,\"status\":\"BAD\"},"
        "\"otherPolicyViolations\":{\"defectsCount\":0,\"status\":\"GOOD\"}",
        "1 new, 0 updated, 0 unchanged, 0 wrong");
  assert_row (f, "performance", "order-defect",
              "Order defect rate, own shipping|25.00 %|50.00 %|below 1 %|Bad|1 of 4|");
  assert_row (f, "performance", "order-defect-feedback", "· Negative feedback|1|1||–||");
  assert_row (f, "performance", "order-defect-claim", "· A-to-z claims|0|0||–||");
  assert_row (f, "performance-policies", "listing", "Listing policy violations|2|Bad|");
  assert_row (f, "performance-policies", "none", "1 other kind|0|Nothing counted|");

  summary = summary_of (f, "2026-11-01", "2026-11-30", NULL);
  sheets = henji_summary_sheets (summary, HENJI_LANGUAGE_EN);
  sheet = find_sheet (sheets, "performance");
  g_assert_nonnull (strstr (sheet->title, "amazon.co.jp"));
  g_assert_nonnull (strstr (sheet->title, "2026-11-24"));
  g_assert_nonnull (strstr (sheet->note, "Our estimate (1 of 2 orders) differs"));
  {
    g_autofree char *words = henji_performance_attention (
        summary->performance_facts, g_ptr_array_index (summary->performance, 0), HENJI_LANGUAGE_EN);

    g_assert_cmpstr (words, ==,
                     "amazon.co.jp on 2026-11-24: Account: At risk · Order defect rate, own "
                     "shipping 25.00 %: Bad · Listing policy violations 2: Bad");
  }
  chart = henji_chart_rate (summary);
  g_assert_cmpstr (chart->own_words, ==, "amazon.co.jp 25.00 %");
  g_assert_nonnull (strstr (chart->name, "amazon.co.jp itself said 25.00 % last"));

  /* Another marketplace, or a time before it was read, has none of it. */
  american = summary_of (f, "2026-11-01", "2026-11-30", "amazon.com");
  g_assert_cmpuint (american->performance->len, ==, 0);
  g_clear_pointer (&american, henji_summary_unref);
  american = summary_of (f, "2026-10-01", "2026-10-31", NULL);
  g_assert_cmpuint (american->performance->len, ==, 0);
}

/* What was read long before the time that is looked back on says nothing of it. */
static void
test_old (Fixture *f, gconstpointer data)
{
  static const struct
  {
    int days;
    guint shown;
  } rows[] = { { 0, 1 }, { 59, 1 }, { 60, 0 }, { 400, 0 } };

  take (f, "NORMAL", "\"lateShipmentRate\":{\"rate\":0.02}",
        "1 new, 0 updated, 0 unchanged, 0 wrong");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *day = henji_date_add_days ("2026-11-24", rows[i].days);
      g_autoptr (HenjiSummary) summary = NULL;

      go_to_day (f, rows[i].days);
      summary = summary_of (f, day, day, NULL);
      g_assert_cmpuint (summary->performance->len, ==, rows[i].shown);
    }
}

/* Both say the same: nothing is to be explained. */
static void
test_same (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  import (f, write_file (
                 f, "orders.txt",
                 "order-id\torder-item-id\tpurchase-date\tbuyer-name\tsku\tproduct-name\t"
                 "quantity-purchased\tcurrency\titem-price\tsales-channel\n" ORDER
                 "\t1\t2026-11-20T01:00:00+00:00\tBuyer\tMUG\tMug\t1\tJPY\t1500\tAmazon.co.jp\n"));
  take (f, "NORMAL", "\"orderDefectRate\":{\"mfn\":{\"rate\":0,\"orderCount\":900}}",
        "1 new, 0 updated, 0 unchanged, 0 wrong");
  summary = summary_of (f, "2026-11-01", "2026-11-30", NULL);
  sheets = henji_summary_sheets (summary, HENJI_LANGUAGE_EN);
  g_assert_null (strstr (find_sheet (sheets, "performance")->note, "differs"));
  g_assert_null (henji_performance_attention (
      summary->performance_facts, g_ptr_array_index (summary->performance, 0), HENJI_LANGUAGE_EN));
}

/* In the period alone; what is told on one day and not on another is not 0. */
static void
test_course (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GPtrArray) sheets = NULL;
  const HenjiListing *sheet;

  for (int day = -30; day <= 0; day += 10)
    {
      go_to_day (f, day);
      take (f, "NORMAL",
            day == 0 ? "\"validTrackingRate\":{\"rate\":1}"
                     : "\"lateShipmentRate\":{\"rate\":0.01}",
            "1 new, 0 updated, 0 unchanged, 0 wrong");
    }
  summary = summary_of (f, "2026-11-01", "2026-11-30", NULL);
  sheets = henji_summary_sheets (summary, HENJI_LANGUAGE_EN);
  sheet = find_sheet (sheets, "performance-course");
  g_assert_cmpuint (sheet->rows->len, ==, 3);
  g_assert_cmpuint (sheet->columns->len, ==, 5);
  g_assert_cmpstr (henji_listing_cell (sheet, 0, 0)->text, ==, "2026-11-04");
  g_assert_cmpstr (henji_listing_cell (sheet, 0, 3)->text, ==, "1.00 %");
  g_assert_cmpstr (henji_listing_cell (sheet, 0, 4)->text, ==, "–");
  g_assert_cmpstr (henji_listing_cell (sheet, 0, 4)->plain, ==, "");
  g_assert_cmpstr (henji_listing_cell (sheet, 2, 3)->text, ==, "–");
  g_assert_cmpstr (henji_listing_cell (sheet, 2, 4)->text, ==, "100.00 %");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/performance/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("days", test_days);
  ADD ("whole", test_whole);
  ADD ("refused", test_refused);
  ADD ("nothing", test_nothing);
  ADD ("targets", test_targets);
  ADD ("ours", test_ours);
  ADD ("old", test_old);
  ADD ("same", test_same);
  ADD ("course", test_course);
#undef ADD

  return g_test_run ();
}
