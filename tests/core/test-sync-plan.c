/* test-sync-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-sync-plan.h"
#include "henji-time.h"

#define NOW (G_GINT64_CONSTANT (1795000000) * HENJI_SECOND)

static void
test_next (void)
{
  static const struct
  {
    HenjiSyncPlan plan;
    gint64 next;
  } rows[] = {
    { { 0, NOW, 0, 0 }, 0 },
    { { 0, 0, 3, 0 }, 0 },
    { { 15, 0, 0, 0 }, 1 },
    { { 15, NOW, 0, 0 }, NOW + 15 * HENJI_MINUTE },
    { { 5, NOW, 1, 0 }, NOW + 10 * HENJI_MINUTE },
    { { 5, NOW, 2, 0 }, NOW + 20 * HENJI_MINUTE },
    { { 60, NOW, 2, 0 }, NOW + 4 * HENJI_HOUR },
    { { 60, NOW, 3, 0 }, NOW + 6 * HENJI_HOUR },
    { { 60, NOW, G_MAXINT, 0 }, NOW + 6 * HENJI_HOUR },
    { { 60, NOW, 0, NOW + 3 * HENJI_MINUTE }, NOW + 3 * HENJI_MINUTE },
    { { 0, NOW, 0, NOW + 3 * HENJI_MINUTE }, NOW + 3 * HENJI_MINUTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (henji_sync_plan_next (&rows[i].plan), ==, rows[i].next);
}

static void
test_reminder (void)
{
  static const int rows[][3] = {
    { G_MAXINT, 30, -1 }, { 31, 30, -1 }, { 30, 30, 30 }, { 15, 30, 30 },
    { 14, 30, 14 },       { 4, 30, 14 },  { 3, 30, 3 },   { 1, 30, 3 },
    { 0, 30, 0 },         { -5, 30, 0 },  { 11, 10, -1 }, { 9, 10, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (henji_secret_reminder (rows[i][0], rows[i][1]), ==, rows[i][2]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-plan/next", test_next);
  g_test_add_func ("/sync-plan/reminder", test_reminder);

  return g_test_run ();
}
