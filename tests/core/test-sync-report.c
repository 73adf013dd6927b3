/* test-sync-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When a report may be made again, and what is asked for.
 */
#include "config.h"

#include "henji-sync-report.h"

#include "henji-time.h"

#define NOW (G_GINT64_CONSTANT (1764201600) * G_TIME_SPAN_SECOND)

static void
test_wait (void)
{
  static const struct
  {
    gint64 known;
    gint64 wait;
  } rows[] = {
    { 0, 0 },
    { NOW, HENJI_HOUR },
    { NOW - HENJI_MINUTE, HENJI_HOUR - HENJI_MINUTE },
    { NOW - HENJI_HOUR, 0 },
    { NOW - 100 * HENJI_DAY, 0 },
    { NOW + HENJI_DAY, 0 }, /* the clock was set back */
  };
  g_autoptr (HenjiSyncReport) kind = henji_sync_report_new ();

  kind->interval = HENJI_HOUR;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (henji_sync_report_wait (kind, rows[i].known, NOW), ==, rows[i].wait);
}

static void
test_span (void)
{
  static const struct
  {
    int span, overlap; /* days */
    gboolean open_end;
    int known, since; /* days before now; -1: never */
    int from, until;  /* days before now; -1: not asked for */
  } rows[] = {
    { 60, 30, FALSE, -1, 50, 50, 0 },      { 60, 30, FALSE, -1, 200, 200, 140 },
    { 60, 30, FALSE, 140, 200, 170, 110 }, { 60, 30, FALSE, 10, 200, 40, 0 },
    { 60, 30, FALSE, 10, 20, 20, 0 },      { 365, 60, TRUE, -1, 1000, 365, 0 },
    { 365, 60, TRUE, 1, 1000, 61, 0 },     { 0, 0, FALSE, 5, 1000, -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HenjiSyncReport) kind = henji_sync_report_new ();
      gint64 from = 1, until = 1;

      kind->span = rows[i].span * HENJI_DAY;
      kind->overlap = rows[i].overlap * HENJI_DAY;
      kind->open_end = rows[i].open_end;
      henji_sync_report_span (kind, rows[i].known < 0 ? 0 : NOW - rows[i].known * HENJI_DAY,
                              NOW - rows[i].since * HENJI_DAY, NOW, &from, &until);
      g_assert_cmpint (from, ==, rows[i].from < 0 ? 0 : NOW - rows[i].from * HENJI_DAY);
      g_assert_cmpint (until, ==, NOW - rows[i].until * HENJI_DAY);
    }
}

/* What is wanted begins after now, or just before it: there is a span all the same. */
static void
test_span_ahead (void)
{
  g_autoptr (HenjiSyncReport) kind = henji_sync_report_new ();
  gint64 from = 0, until = 0;

  kind->span = 60 * HENJI_DAY;
  henji_sync_report_span (kind, 0, NOW + HENJI_DAY, NOW, &from, &until);
  g_assert_cmpint (from, <, until);
  henji_sync_report_span (kind, NOW, 0, NOW, &from, &until);
  g_assert_cmpint (from, <, until);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-report/wait", test_wait);
  g_test_add_func ("/sync-report/span", test_span);
  g_test_add_func ("/sync-report/span-ahead", test_span_ahead);

  return g_test_run ();
}
