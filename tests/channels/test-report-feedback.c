/* test-report-feedback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-report.h"

#include <glib/gstdio.h>
#include <string.h>

static HenjiReport *
open_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "reports", name, NULL);
  g_autoptr (GError) error = NULL;
  HenjiReport *report = henji_report_open (path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (henji_report_kind (report), ==, HENJI_REPORT_FEEDBACK);
  g_assert_cmpstr (henji_report_flavour (report), ==, "feedback");

  return report;
}

static char *
say (const HenjiFeedback *f)
{
  return g_strdup_printf ("%s|%s|%s|%d|%s|%s", f->order_id, f->date, f->marketplace, f->stars,
                          f->comment, f->answer);
}

static void
expect (HenjiReport *report, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_auto (HenjiReportRow) row = { 0 };
  g_autofree char *said = NULL;

  g_assert_true (henji_report_next (report, &row, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (row.reason, ==, NULL);
  g_assert_cmpint (row.type, ==, HENJI_REPORT_ROW_FEEDBACK);
  g_assert_cmpint (row.first_line, >, 1);
  said = say (row.feedback);
  g_assert_cmpstr (said, ==, words);
}

static void
expect_end (HenjiReport *report)
{
  g_autoptr (GError) error = NULL;
  g_auto (HenjiReportRow) row = { 0 };

  g_assert_false (henji_report_next (report, &row, &error));
  g_assert_no_error (error);
}

static void
test_japan (void)
{
  g_autoptr (HenjiReport) report = open_sample ("feedback-jp.txt");

  expect (report, "250-1111111-0000001|2026-11-03|amazon.co.jp|1|"
                  "届くのが遅く、連絡もありませんでした。|(null)");
  expect (report, "250-1111111-0000002|2026-11-05|amazon.co.jp|2|"
                  "箱がつぶれ、カップの取っ手が取れていました。|申し訳ございません。");
  expect (report, "250-1111111-0000003|2026-11-12|amazon.co.jp|3|普通です。|(null)");
  expect_end (report);
}

static void
test_japanese (void)
{
  g_autoptr (HenjiReport) report = open_sample ("feedback-jp-cp932.txt");

  g_assert_cmpstr (henji_report_charset (report), ==, "CP932");
  expect (report, "250-1111111-0000004|2026-11-03|amazon.co.jp|2|"
                  "①㈱髙～の説明と色が違いました。|(null)");
  expect (report, "250-1111111-0000005|2026-11-09|amazon.co.jp|5|また利用します。|"
                  "ありがとうございます。");
  expect_end (report);
}

static void
test_america (void)
{
  g_autoptr (HenjiReport) report = open_sample ("feedback-us.txt");

  expect (report,
          "111-1111111-0000001|2026-11-03|amazon.com|1|Never \"arrived\", no answer.|(null)");
  expect (report, "111-1111111-0000002|2026-10-25|amazon.com|2|Wrong color|We are sorry.");
  expect_end (report);
}

static void
test_bad_rows (void)
{
  g_autoptr (HenjiReport) report = open_sample ("feedback-bad-rows.txt");
  g_auto (HenjiReportRow) row = { 0 };

  for (int i = 0; i < 8; i++)
    {
      g_assert_true (henji_report_next (report, &row, NULL));
      g_assert_cmpint (row.type, ==, HENJI_REPORT_ROW_BAD);
      g_assert_cmpint (row.first_line, ==, i + 2);
      g_assert_nonnull (row.reason);
      henji_report_row_clear (&row);
    }
  expect (report, "250-1111111-0000009|2026-11-03|(null)|1|good|(null)");
  expect_end (report);
}

static HenjiReport *
open_text (const char *dir, const char *text)
{
  g_autofree char *path = g_build_filename (dir, "feedback.txt", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (henji_report_sniff (text, strlen (text)));

  return henji_report_open (path, NULL);
}

/* Dates of a file | what each is, or the words where it may be one or the other */
static void
test_dates (void)
{
  static const char *const rows[][4] = {
    { "11/3/26 11/25/26", "2026-11-03 2026-11-25" }, /* one says that the month is first */
    { "11/3/26 25/11/26", "2026-03-11 2026-11-25" }, /* that the day is */
    { "3/3/26 3/4/26", "2026-03-03 ?" },             /* the same either way; nobody knows */
    { "3-Nov-2026 2026-11-04", "2026-11-03 2026-11-04" },
    { "2026年11月3日 N/A", "2026-11-03 -" },
  };
  g_autofree char *dir = g_dir_make_tmp ("henji-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new ("Date\tRating\tComments\tOrder ID\n");
      g_auto (GStrv) dates = g_strsplit (rows[i][0], " ", -1);
      g_auto (GStrv) want = g_strsplit (rows[i][1], " ", -1);
      g_autoptr (HenjiReport) report = NULL;

      for (int k = 0; k < 2; k++)
        g_string_append_printf (text, "%s\t1\tx\t250-1111111-000000%d\n", dates[k], k);
      report = open_text (dir, text->str);
      for (int k = 0; k < 2; k++)
        {
          g_auto (HenjiReportRow) row = { 0 };

          g_assert_true (henji_report_next (report, &row, NULL));
          g_assert_cmpstr (row.reason, ==, NULL);
          g_assert_cmpstr (row.feedback->date != NULL         ? row.feedback->date
                           : row.feedback->date_words != NULL ? "?"
                                                              : "-",
                           ==, want[k]);
        }
    }
  {
    g_autofree char *path = g_build_filename (dir, "feedback.txt", NULL);

    g_unlink (path);
  }
  g_rmdir (dir);
}

/* A table that is something else stays so. */
static void
test_others (void)
{
  static const char *const texts[] = {
    "asin\trating\treview\nB000000000\t1\tx\n",
    "order-id\trating\n250-1111111-0000001\t1\n",
    "settlement-id\torder-id\tamount\n1\t250-1111111-0000001\t1\n",
  };
  g_autofree char *dir = g_dir_make_tmp ("henji-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "feedback.txt", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HenjiReport) report = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      report = henji_report_open (path, NULL);
      g_assert_null (report);
    }
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-feedback/japan", test_japan);
  g_test_add_func ("/report-feedback/japanese", test_japanese);
  g_test_add_func ("/report-feedback/america", test_america);
  g_test_add_func ("/report-feedback/bad-rows", test_bad_rows);
  g_test_add_func ("/report-feedback/dates", test_dates);
  g_test_add_func ("/report-feedback/others", test_others);

  return g_test_run ();
}
