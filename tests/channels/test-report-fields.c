/* test-report-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-report-fields.h"

static void
test_times (void)
{
  static const char *const same[] = {
    /* 2026-11-18T03:12:45Z in many spellings */
    "2026-11-18T03:12:45+00:00",
    "2026-11-18T03:12:45Z",
    "2026-11-18 03:12:45",
    "2026-11-18T03:12:45",
    "2026/11/18 12:12:45 JST",
    "2026-11-18T12:12:45+0900",
    "2026-11-18 12:12:45 +9",
    "2026-11-18T03:12:45.000Z",
    "Nov 17, 2026 7:12:45 PM PST",
    "November 17, 2026 19:12:45 PST",
    "18-Nov-2026 03:12:45 UTC",
    "18 Nov 2026 03:12:45 GMT",
    "20261118 03:12:45",
    "2026年11月18日 12:12:45 JST",
    "２０２６／１１／１８　０３：１２：４５",
  };
  static const char *const wrong[] = {
    "",
    "soon",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-11-18T24:00:00Z",
    "2026-11-18T03:60:00Z",
    "11/18/2026",
    "18/11/2026",
    "2026-11-18T03:12:45+25:00",
    "2026-11-18 03:12:45 XYZ",
    "1066-10-14",
    "9999-01-01",
    "2026-11-18T",
    "2026-11-18 03",
    "2026-11-18 03:12:45 extra",
    "Nov 31, 2026",
    "2026-11-18 13:00:00 PM",
    "99999999",
    "4.4E+11",
    "2026-11-1800:00",
    "-2026-11-18",
    "2026--11-18",
    "10-Foo-2025",
    "1234567890123456789012345678901234567890",
  };
  gint64 instant = 0;

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      if (!henji_report_time (same[i], &instant))
        g_error ("%s", same[i]);
      if (instant != G_GINT64_CONSTANT (1794971565000000))
        g_error ("%s: %" G_GINT64_FORMAT, same[i], instant);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    if (henji_report_time (wrong[i], &instant))
      g_error ("%s is a time", wrong[i]);
  g_assert_true (henji_report_time ("2024-02-29T00:00:00.25Z", &instant));
  g_assert_cmpint (instant, ==, G_GINT64_CONSTANT (1709164800250000));
}

static void
test_dates (void)
{
  static const char *const same[] = { "10-Jul-2025",
                                      "10-JUL-2025",
                                      "10 July 2025",
                                      "2025-07-10",
                                      "2025/7/10",
                                      "20250710",
                                      "2025年7月10日",
                                      "Jul 10, 2025",
                                      "2025-07-10T23:59:59Z",
                                      "10-Jul-2025 23:59:59 PST" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *date = henji_report_date (same[i]);

      g_assert_cmpstr (date, ==, "2025-07-10");
    }
  g_assert_null (henji_report_date ("31-Sep-2026"));
  g_assert_null (henji_report_date ("07/10/2025"));
  g_assert_null (henji_report_date ("10-7月-2025"));
}

static void
test_order_ids (void)
{
  static const struct
  {
    const char *text;
    gboolean bare;
    const char *id;
  } ids[] = {
    { "250-1234567-1234567", FALSE, "250-1234567-1234567" },
    { "２５０－１２３４５６７－１２３４５６７", FALSE, "250-1234567-1234567" },
    { "250‐1234567‐1234567", FALSE, "250-1234567-1234567" },
    { "25012345671234567", TRUE, "250-1234567-1234567" },
    { "25012345671234567", FALSE, NULL },
    { "250-1234567-123456", TRUE, NULL },
    { "S01-1234567-1234567", FALSE, NULL },
    { "250-1234567-1234567-1", FALSE, NULL },
    { "", TRUE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *id = henji_report_order_id (ids[i].text, ids[i].bare);

      g_assert_cmpstr (id, ==, ids[i].id);
    }
}

static void
test_headings (void)
{
  static const char *const same[] = { "order-id",
                                      "Order ID",
                                      "order_id",
                                      " ORDER--ID ",
                                      "\"order-id\"",
                                      "ｏｒｄｅｒ－ｉｄ",
                                      "\xef\xbb\xbforder id" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *heading = henji_report_heading (same[i]);

      g_assert_cmpstr (heading, ==, "order-id");
    }
}

static void
test_words (void)
{
  int quantity = 7;
  HenjiMoney money = HENJI_MONEY_NONE;

  g_assert_cmpint (henji_report_yes_no ("Y"), ==, 1);
  g_assert_cmpint (henji_report_yes_no ("true"), ==, 1);
  g_assert_cmpint (henji_report_yes_no ("No"), ==, 0);
  g_assert_cmpint (henji_report_yes_no ("perhaps"), ==, -1);
  g_assert_cmpint (henji_report_yes_no (""), ==, -1);
  g_assert_true (henji_report_quantity ("０", &quantity));
  g_assert_cmpint (quantity, ==, 0);
  g_assert_false (henji_report_quantity ("1.5", &quantity));
  g_assert_false (henji_report_quantity ("1000001", &quantity));
  g_assert_false (henji_report_quantity ("-1", &quantity));
  g_assert_true (henji_report_money ("2,480.00", "JPY", &money));
  g_assert_cmpint (money.minor, ==, 2480);
  g_assert_false (henji_report_money ("2480.50", "JPY", &money));
  g_assert_false (henji_report_money ("24,80", "EUR", &money));
  g_assert_false (henji_report_money ("99999999999999", "JPY", &money));
  g_assert_false (henji_report_money ("1e5", "JPY", &money));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report-fields/times", test_times);
  g_test_add_func ("/report-fields/dates", test_dates);
  g_test_add_func ("/report-fields/order-ids", test_order_ids);
  g_test_add_func ("/report-fields/headings", test_headings);
  g_test_add_func ("/report-fields/words", test_words);

  return g_test_run ();
}
