/* fuzz-performance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entry point for libFuzzer: clang -fsanitize=fuzzer,address,undefined. Also what
 * test-performance-report calls on each of its mutations.
 */
#define G_LOG_DOMAIN "fuzz-performance"

#include "config.h"

#include "henji-performance-report.h"
#include "henji-time.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_figure (const HenjiPerformanceFigure *figure)
{
  g_assert_nonnull (figure->id);
  g_assert_cmpint (figure->rate, >=, -1);
  g_assert_cmpint (figure->rate, <=, HENJI_MILLION);
  g_assert_cmpint (figure->count, >=, -1);
  g_assert_cmpint (figure->whole, >=, -1);
  g_assert_cmpint (figure->target, >=, -1);
  g_assert_true (figure->from == NULL || henji_date_is_valid (figure->from));
  g_assert_true (figure->to == NULL || henji_date_is_valid (figure->to));
  g_assert_true (figure->status == NULL || strlen (figure->status) <= 100);
  g_assert_true (figure->condition == NULL || strlen (figure->condition) <= 100);
}

/* What every reading must be, wherever it came from. */
static void
check (const HenjiPerformance *reading)
{
  g_assert_cmpuint (strlen (reading->marketplace_id), >, 0);
  g_assert_cmpuint (strlen (reading->marketplace_id), <=, 40);
  g_assert_cmpstr (reading->day, ==, "2026-11-27");
  g_assert_cmpint (reading->health_score, >=, -1);
  g_assert_cmpuint (reading->warnings->len, <=, 100);
  if (reading->extra != NULL)
    {
      g_assert_true (g_utf8_validate (reading->extra, -1, NULL));
      g_assert_cmpuint (strlen (reading->extra), <=, 8192);
      g_assert_true (g_str_has_suffix (reading->extra, "\n"));
    }
  for (guint i = 0; i < reading->figures->len; i++)
    check_figure (g_ptr_array_index (reading->figures, i));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static HenjiSpapiFacts *facts;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiPerformanceReport) report = NULL;

  if (facts == NULL)
    facts = henji_spapi_facts_read (NULL, NULL);
  report = henji_performance_report_parse (facts, bytes, "2026-11-27", 1, &error);
  g_assert_true ((report == NULL) == (error != NULL));
  for (guint i = 0; report != NULL && i < report->readings->len; i++)
    check (g_ptr_array_index (report->readings, i));

  return 0;
}
