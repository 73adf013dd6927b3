/* The check digit of parcel numbers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-tracking-number.h"

static void
test_check (void)
{
  static const struct
  {
    const char *typed;
    HenjiTrackingCheck check;
  } rows[] = {
    { "2009-6118-5434", HENJI_TRACKING_FITS },
    { "4907-1495-5706", HENJI_TRACKING_FITS },
    { "２００９－６１１８－５４３４", HENJI_TRACKING_FITS },
    { " 2009 6118 5434 ", HENJI_TRACKING_FITS },
    { "2009ー6118ー5434", HENJI_TRACKING_FITS },
    { "2009-6118-5435", HENJI_TRACKING_WRONG },
    { "2009-6118-5344", HENJI_TRACKING_WRONG }, /* two digits changed places */
    { "2009-6118-5437", HENJI_TRACKING_WRONG }, /* 7 is never a remainder */
    { "000000000000", HENJI_TRACKING_FITS },
    { "2009-6118-543", HENJI_TRACKING_UNKNOWN },
    { "2009-6118-54345", HENJI_TRACKING_UNKNOWN },
    { "1Z999AA10123456784", HENJI_TRACKING_UNKNOWN },
    { "RR123456785JP", HENJI_TRACKING_UNKNOWN },
    { "12345678901A", HENJI_TRACKING_UNKNOWN },
    { "", HENJI_TRACKING_UNKNOWN },
    { "\xff", HENJI_TRACKING_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (henji_tracking_number_check (rows[i].typed), ==, rows[i].check);
    }
}

static void
test_7dr (void)
{
  g_assert_cmpint (henji_tracking_number_7dr ("20096118543"), ==, 4);
  g_assert_cmpint (henji_tracking_number_7dr ("49071495570"), ==, 6);
  g_assert_cmpint (henji_tracking_number_7dr ("7"), ==, 0);
  g_assert_cmpint (henji_tracking_number_7dr (""), ==, -1);
  g_assert_cmpint (henji_tracking_number_7dr ("1-2"), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tracking-number/check", test_check);
  g_test_add_func ("/tracking-number/7dr", test_7dr);

  return g_test_run ();
}
