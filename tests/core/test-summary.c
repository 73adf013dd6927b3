/* test-summary.c: what looking back works out by itself: periods, refunds told twice, files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"

#include <string.h>

#include "henji-outlay.h"
#include "henji-summary.h"
#include "henji-time.h"

#define DAY_0 (G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC)

/* Calls @func for each row that is no remark; returns how many there were. */
static guint
each_row (const char *name, void (*func) (const char *line))
{
  g_autofree char *text = read_table (name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  guint rows = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      {
        func (lines[i]);
        rows++;
      }

  return rows;
}

/* ---- Periods --------------------------------------------------------------------------------- */

static void
check_period (const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, " | ", 0);
  g_auto (GStrv) dates = NULL;
  HenjiPeriod given, period;

  g_assert_cmpuint (g_strv_length (columns), ==, 4);
  if (g_str_has_prefix (columns[0], "week "))
    period = henji_period_week (columns[1], columns[0][5] - '0');
  else if (g_str_equal (columns[0], "month"))
    period = henji_period_month (columns[1]);
  else
    {
      dates = g_strsplit (columns[1], " ", 2);
      g_assert_true (henji_period_parse (dates[0], dates[1], &given));
      period = henji_period_before (&given);
    }
  if (strcmp (period.from, columns[2]) != 0 || strcmp (period.to, columns[3]) != 0)
    {
      g_test_message ("%s: %s to %s", line, period.from, period.to);
      g_test_fail ();
    }
}

static void
test_periods (void)
{
  HenjiPeriod period;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Los_Angeles");

  g_assert_cmpuint (each_row ("summary/periods.txt", check_period), >=, 20);

  g_assert_false (henji_period_parse ("2026-11-02", "2026-11-01", &period));
  g_assert_false (henji_period_parse ("2026-11-31", "2026-12-01", &period));
  g_assert_false (henji_period_parse ("0001-01-01", "2026-12-01", &period));
  g_assert_false (henji_period_parse ("2026-11-01", "9999-12-31", &period));
  g_assert_false (henji_period_parse (NULL, "2026-12-01", &period));
  g_assert_false (henji_period_parse ("2026-11-1", "2026-12-01", &period));

  /* The clocks go back on the first of November there: the month has an hour more. */
  g_assert_true (henji_period_parse ("2026-11-01", "2026-11-30", &period));
  g_assert_cmpint (henji_period_end (&period, zone) - henji_period_start (&period, zone), ==,
                   30 * HENJI_DAY + HENJI_HOUR);
  g_assert_cmpint (henji_period_days (&period), ==, 30);
}

static void
test_period_words (void)
{
  static const struct
  {
    const char *from, *to, *en, *ja;
  } rows[] = {
    { "2026-11-01", "2026-11-30", "November 2026", "2026年11月" },
    { "2026-11-23", "2026-11-29", "23 – 29 November 2026", "2026年11月23日～29日" },
    { "2026-11-30", "2026-12-06", "30 November – 6 December 2026", "2026年11月30日～12月6日" },
    { "2026-12-28", "2027-01-03", "28 December 2026 – 3 January 2027",
      "2026年12月28日～2027年1月3日" },
    { "2026-11-24", "2026-11-24", "24 November 2026", "2026年11月24日" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      HenjiPeriod period;
      g_autofree char *en = NULL;
      g_autofree char *ja = NULL;

      g_assert_true (henji_period_parse (rows[i].from, rows[i].to, &period));
      en = henji_period_format (&period, HENJI_LANGUAGE_EN);
      ja = henji_period_format (&period, HENJI_LANGUAGE_JA);
      g_assert_cmpstr (en, ==, rows[i].en);
      g_assert_cmpstr (ja, ==, rows[i].ja);
    }
}

/* ---- Refunds told twice ---------------------------------------------------------------------- */

static HenjiOutlay *
read_outlay (char *text, gboolean *counts)
{
  HenjiOutlay *outlay = henji_outlay_new ();
  g_auto (GStrv) words = NULL;

  g_strstrip (text);
  *counts = strchr (text, '!') == NULL;
  g_strdelimit (text, "!", ' ');
  words = g_strsplit (g_strstrip (text), " ", 0);
  outlay->nature = HENJI_OUTLAY_REFUND;
  if (g_str_equal (words[0], "resend"))
    outlay->nature = HENJI_OUTLAY_RESEND;
  else
    g_assert_true (henji_outlay_source_from_id (words[0], &outlay->source));
  outlay->at = DAY_0 + g_ascii_strtoll (words[1], NULL, 10) * HENJI_DAY;
  if (*words[2] != '?')
    g_assert_true (
        henji_money_parse (words[2], words[3] != NULL ? words[3] : "JPY", &outlay->amount));

  return outlay;
}

static char *
say (GPtrArray *outlays)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < outlays->len; i++)
    {
      const HenjiOutlay *o = g_ptr_array_index (outlays, i);

      if (o->counts)
        g_ptr_array_add (lines, g_strdup_printf ("%s %s %" G_GINT64_FORMAT "%s",
                                                 henji_outlay_source_id (o->source),
                                                 henji_outlay_nature_id (o->nature),
                                                 o->amount.minor, o->amount.currency));
    }
  for (guint i = 1; i < lines->len; i++)
    for (guint k = i;
         k > 0 && strcmp (g_ptr_array_index (lines, k - 1), g_ptr_array_index (lines, k)) > 0; k--)
      {
        gpointer swapped = lines->pdata[k];

        lines->pdata[k] = lines->pdata[k - 1];
        lines->pdata[k - 1] = swapped;
      }
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (", ", (char **) lines->pdata);
}

static void
check_settled (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ",", 0);
  g_autoptr (GPtrArray) outlays
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_outlay_unref);
  g_autofree char *wanted = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean counts;
      HenjiOutlay *outlay = read_outlay (parts[i], &counts);

      outlay->counts = counts;
      g_ptr_array_add (outlays, outlay);
    }
  wanted = say (outlays);

  /* Whichever came in first. */
  for (guint turn = 0; turn < outlays->len * 2; turn++)
    {
      g_autofree char *got = NULL;

      g_ptr_array_add (outlays,
                       g_ptr_array_steal_index (outlays, turn % 2 == 0 ? 0 : outlays->len / 2));
      henji_outlays_settle (outlays);
      got = say (outlays);
      if (strcmp (got, wanted) != 0)
        {
          g_test_message ("%s: “%s” instead of “%s”", line, got, wanted);
          g_test_fail ();
        }
    }
}

static void
test_settle (void)
{
  g_assert_cmpuint (each_row ("summary/settle.txt", check_settled), >=, 20);
}

static void
check_notice (const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, " | ", 0);
  g_autofree char *text = NULL;
  g_autofree char *got = NULL;
  HenjiMoney money;

  g_assert_cmpuint (g_strv_length (columns), ==, 3);
  text = g_strcompress (columns[1]);
  money = henji_refund_amount (text);
  got = henji_money_is_set (money) ? g_strdup_printf ("%" G_GINT64_FORMAT, money.minor)
                                   : g_strdup ("none");
  if (henji_money_is_set (money))
    g_assert_cmpstr (money.currency, ==, columns[0]);
  if (strcmp (got, columns[2]) != 0)
    {
      g_test_message ("%s: %s", line, got);
      g_test_fail ();
    }
}

static void
test_notices (void)
{
  g_assert_cmpuint (each_row ("summary/notices.txt", check_notice), >=, 18);
}

static void
test_typed (void)
{
  HenjiMoney money = HENJI_MONEY_NONE;

  g_assert_true (henji_amount_typed ("￥１，２００", "JPY", &money));
  g_assert_cmpint (money.minor, ==, 1200);
  g_assert_true (henji_amount_typed (" 1200円", "JPY", &money));
  g_assert_true (henji_amount_typed ("$12.50", "USD", &money));
  g_assert_cmpint (money.minor, ==, 1250);
  g_assert_true (henji_amount_typed ("12.50 USD", "USD", &money));
  g_assert_false (henji_amount_typed ("0", "JPY", &money));
  g_assert_false (henji_amount_typed ("-5", "JPY", &money));
  g_assert_false (henji_amount_typed ("12.5", "JPY", &money));
  g_assert_false (henji_amount_typed ("", "JPY", &money));
  g_assert_false (henji_amount_typed ("about 500", "JPY", &money));
  g_assert_false (henji_amount_typed ("99999999999999999999", "JPY", &money));
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static void
check_spans (const gint64 *hours, guint n, gint64 median_minutes, gint64 p90)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (gint64));
  HenjiReplyTimes times = { 0 };

  for (guint i = 0; i < n; i++)
    {
      gint64 span = hours[i] * HENJI_HOUR;

      g_array_append_val (spans, span);
    }
  henji_reply_times_set_spans (&times, spans);
  g_assert_cmpint (times.median, ==, median_minutes * HENJI_MINUTE);
  g_assert_cmpint (times.p90, ==, p90 * HENJI_HOUR);
}

static void
test_spans (void)
{
  static const gint64 hours[] = { 30, 1, 2, 9, 3, 8, 4, 7, 5, 6, 100 };

  check_spans (hours, 0, 0, 0);
  check_spans (hours, 1, 30 * 60, 30);
  check_spans (hours, 2, 15 * 60 + 30, 30);
  check_spans (hours, 10, 5 * 60 + 30, 9);
  check_spans (hours, 11, 6 * 60, 30);
}

static void
test_permille (void)
{
  g_assert_cmpint (henji_permille (0, 0), ==, -1);
  g_assert_cmpint (henji_permille (1, -1), ==, -1);
  g_assert_cmpint (henji_permille (1, 3), ==, 333);
  g_assert_cmpint (henji_permille (2, 3), ==, 667);
  g_assert_cmpint (henji_permille (1, 2000), ==, 1); /* a half is rounded up */
  g_assert_cmpint (henji_permille (5, 5), ==, 1000);
}

static void
test_sums (void)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (HenjiMoney));

  henji_sums_add (sums, (HenjiMoney){ 500, "JPY" });
  henji_sums_add (sums, (HenjiMoney){ 2480, "USD" });
  henji_sums_add (sums, (HenjiMoney){ 700, "JPY" });
  henji_sums_add (sums, HENJI_MONEY_NONE);
  g_assert_cmpuint (sums->len, ==, 2);
  g_assert_cmpint (henji_sums_get (sums, "JPY").minor, ==, 1200);
  g_assert_cmpint (henji_sums_get (sums, "USD").minor, ==, 2480);
  g_assert_false (henji_money_is_set (henji_sums_get (sums, "EUR")));
}

/* ---- Defects --------------------------------------------------------------------------------- */

static void
add_defect (
    GPtrArray *defects, const char *order, guint nature, const char *at, const char *purchased)
{
  HenjiDefect *defect = henji_defect_new ();

  defect->order_id = g_strdup (order);
  defect->natures = 1u << nature;
  defect->at = instant_of (at);
  defect->purchased_at = purchased != NULL ? instant_of (purchased) : 0;
  g_ptr_array_add (defects, defect);
}

static void
test_defects (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GPtrArray) defects
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_defect_unref);
  g_autoptr (GPtrArray) joined = NULL;
  const HenjiDefect *first;

  /* One order for two reasons, the second known first; one without a purchase date. */
  add_defect (defects, "A", HENJI_DEFECT_CLAIM, "2026-11-20T10:00:00+09:00",
              "2026-11-01T00:00:00+09:00");
  add_defect (defects, "B", HENJI_DEFECT_CHARGEBACK, "2026-11-10T00:30:00+09:00", NULL);
  add_defect (defects, "A", HENJI_DEFECT_FEEDBACK, "2026-11-15T10:00:00+09:00",
              "2026-11-01T00:00:00+09:00");
  joined = henji_defects_join (defects, 60, zone);
  g_assert_cmpuint (joined->len, ==, 2);
  first = g_ptr_array_index (joined, 0);
  g_assert_cmpstr (first->order_id, ==, "A");
  g_assert_cmpuint (first->natures, ==, 1u << HENJI_DEFECT_CLAIM | 1u << HENJI_DEFECT_FEEDBACK);
  g_assert_cmpstr (first->day, ==, "2026-11-01");
  g_assert_cmpstr (first->leaves, ==, "2026-12-31"); /* November has 30 days */
  g_assert_cmpstr (((HenjiDefect *) g_ptr_array_index (joined, 1))->day, ==, "2026-11-10");

  g_assert_cmpint (henji_defects_on (joined, "2026-11-09", zone), ==, 0); /* not happened yet */
  g_assert_cmpint (henji_defects_on (joined, "2026-11-10", zone), ==, 1);
  g_assert_cmpint (henji_defects_on (joined, "2026-11-15", zone), ==, 2);
  g_assert_cmpint (henji_defects_on (joined, "2026-12-30", zone), ==, 2); /* its sixtieth day */
  g_assert_cmpint (henji_defects_on (joined, "2026-12-31", zone), ==, 1);
  g_assert_cmpint (henji_defects_on (joined, "2027-01-09", zone), ==, 0);
}

/* ---- Files ----------------------------------------------------------------------------------- */

static void
check_csv (const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, " | ", 2);
  g_autoptr (HenjiListing) sheet = henji_listing_create ("x", "Table");
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  g_autofree char *words = NULL;
  g_autofree char *written = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *got = NULL;

  words = g_strcompress (columns[0]);
  written = g_strcompress (columns[1]);
  henji_listing_add_column (sheet, "a", "A", FALSE);
  henji_listing_row_add (henji_listing_add_row (sheet), words);
  g_ptr_array_add (sheets, sheet);
  got = henji_listings_csv (sheets);
  wanted = g_strdup_printf ("\xEF\xBB\xBFTable\r\nA\r\n%s\r\n", written);
  if (strcmp (got, wanted) != 0)
    {
      g_test_message ("%s: %s", line, got);
      g_test_fail ();
    }
}

static void
test_csv (void)
{
  g_assert_cmpuint (each_row ("summary/csv.txt", check_csv), >=, 20);
}

/* Titles and heads are words of ours or of a shop: they are guarded as well; numbers are not. */
static void
test_csv_whole (void)
{
  g_autoptr (HenjiListing) a = henji_listing_create ("a", "=A");
  g_autoptr (HenjiListing) b = henji_listing_create ("b", "B");
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  g_autofree char *got = NULL;
  HenjiListingRow *row;

  henji_listing_add_column (a, "x", "X", FALSE);
  henji_listing_add_column (a, "y", "+Y", TRUE);
  row = henji_listing_add_row (a);
  henji_listing_row_add (row, "-");
  henji_listing_row_take (row, g_strdup ("−￥1,200"), g_strdup ("-1200"));
  row = henji_listing_add_row (a);
  henji_listing_row_add (row, NULL);
  henji_listing_row_take (row, g_strdup ("–"), g_strdup (""));
  henji_listing_add_column (b, "z", "Z", FALSE);
  henji_listing_row_add (henji_listing_add_row (b), "\xff=");
  g_ptr_array_add (sheets, a);
  g_ptr_array_add (sheets, b);
  got = henji_listings_csv (sheets);
  g_assert_cmpstr (got, ==,
                   "\xEF\xBB\xBF\"'=A\",\r\nX,\"'+Y\"\r\n\"'-\",-1200\r\n,\r\n,\r\nB,\r\nZ,\r\n"
                   "\xEF\xBF\xBD=,\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/summary/periods", test_periods);
  g_test_add_func ("/summary/period-words", test_period_words);
  g_test_add_func ("/summary/settle", test_settle);
  g_test_add_func ("/summary/notices", test_notices);
  g_test_add_func ("/summary/typed", test_typed);
  g_test_add_func ("/summary/spans", test_spans);
  g_test_add_func ("/summary/permille", test_permille);
  g_test_add_func ("/summary/sums", test_sums);
  g_test_add_func ("/summary/defects", test_defects);
  g_test_add_func ("/summary/csv", test_csv);
  g_test_add_func ("/summary/csv-whole", test_csv_whole);

  return g_test_run ();
}
