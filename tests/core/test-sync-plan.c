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
  enum
  {
    DAY = 24 * 60
  };
  static const struct
  {
    HenjiSyncPlan plan;
    gint64 next;
  } rows[] = {
    { { .last_at = NOW }, 0 },
    { { .failures = 3 }, 0 },
    { { .minutes = 15 }, 1 },
    { { .minutes = DAY, .first_at = NOW }, NOW },
    { { .first_at = NOW }, 0 },
    { { .minutes = 15, .first_at = NOW + 1, .last_at = NOW }, NOW + 15 * HENJI_MINUTE },
    { { .minutes = 5, .last_at = NOW, .failures = 1 }, NOW + 10 * HENJI_MINUTE },
    { { .minutes = 5, .last_at = NOW, .failures = 2 }, NOW + 20 * HENJI_MINUTE },
    { { .minutes = 60, .last_at = NOW, .failures = 2 }, NOW + 4 * HENJI_HOUR },
    { { .minutes = 60, .last_at = NOW, .failures = 3 }, NOW + 6 * HENJI_HOUR },
    { { .minutes = 60, .last_at = NOW, .failures = G_MAXINT }, NOW + 6 * HENJI_HOUR },
    { { .minutes = 360, .last_at = NOW, .failures = 1 }, NOW + 6 * HENJI_HOUR },
    { { .minutes = DAY, .last_at = NOW }, NOW + 24 * HENJI_HOUR },
    { { .minutes = DAY, .last_at = NOW, .failures = 1 }, NOW + HENJI_HOUR },
    { { .minutes = DAY, .last_at = NOW, .failures = 2 }, NOW + 2 * HENJI_HOUR },
    { { .minutes = 7 * DAY, .last_at = NOW, .failures = 9 }, NOW + 6 * HENJI_HOUR },
    /* Paused: it goes on, also where nothing comes by itself. */
    { { .minutes = 60, .last_at = NOW, .resume_at = NOW + 3 }, NOW + 3 },
    { { .last_at = NOW, .resume_at = NOW + 3 }, NOW + 3 },
    /* Cut off: likewise, but not again and again. */
    { { .last_at = NOW, .failures = 1, .cut_off = TRUE }, NOW },
    { { .minutes = DAY, .last_at = NOW, .failures = 1, .cut_off = TRUE }, NOW },
    { { .last_at = NOW, .failures = 2, .cut_off = TRUE }, 0 },
    { { .minutes = DAY, .last_at = NOW, .failures = 2, .cut_off = TRUE }, NOW + 2 * HENJI_HOUR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (henji_sync_plan_next (&rows[i].plan), ==, rows[i].next);
}

/* None is shorter than the service allows; one is always there. */
static void
test_choices (void)
{
  static const int rows[][3] = {
    { 0, 5, 8 }, { 5, 5, 8 }, { 6, 15, 7 }, { 60, 60, 5 }, { 1440, 1440, 2 }, { 99999, 10080, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n;
      const int *choices = henji_sync_choices (rows[i][0], &n);

      g_assert_cmpint (choices[0], ==, rows[i][1]);
      g_assert_cmpuint (n, ==, rows[i][2]);
      for (guint j = 1; j < n; j++)
        g_assert_cmpint (choices[j], >, choices[j - 1]);
    }
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
  g_test_add_func ("/sync-plan/choices", test_choices);
  g_test_add_func ("/sync-plan/reminder", test_reminder);

  return g_test_run ();
}
