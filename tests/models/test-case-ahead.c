/* test-case-ahead.c: details read before they are asked for are never older than the record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "henji-case-ahead.h"

#include "../desk/desk-fixture.h"

/* Runs the main loop until the detail of @row is there; %NULL after ten seconds without it. */
static HenjiCaseDetail *
wait_for (HenjiCaseAhead *ahead, gint64 row, guint n_events)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < until)
    {
      g_autoptr (HenjiCaseDetail) detail = henji_case_ahead_get (ahead, row);

      if (detail != NULL && detail->events->len >= n_events)
        return g_steal_pointer (&detail);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }

  return NULL;
}

static void
test_ahead (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseAhead) ahead = henji_case_ahead_new (f->desk);
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row, none = 0;

  import (f, write_mail (f, "a", 3, ORDER, "The mug arrived broken."));
  row = only_case (f);
  g_assert_null (henji_case_ahead_get (ahead, row));

  henji_case_ahead_want (ahead, &row, 1);
  before = wait_for (ahead, row, 0);
  g_assert_nonnull (before);
  g_assert_cmpint (before->case_->row, ==, row);

  /* What changes is read again. */
  henji_desk_note (f->desk, row, "two are left", &error);
  g_assert_no_error (error);
  after = wait_for (ahead, row, before->events->len + 1);
  g_assert_nonnull (after);

  henji_case_ahead_want (ahead, &none, 1);
  g_assert_null (henji_case_ahead_get (ahead, row));
  g_assert_null (henji_case_ahead_get (ahead, 0));
}

/* An answer on its way to somebody who is gone, or who wants others by now, is dropped. */
static void
test_forgotten (Fixture *f, gconstpointer data)
{
  HenjiCaseAhead *ahead = henji_case_ahead_new (f->desk);
  gint64 row, missing = 4711;

  import (f, write_mail (f, "a", 3, ORDER, "The mug arrived broken."));
  row = only_case (f);
  henji_case_ahead_want (ahead, &row, 1);
  henji_case_ahead_want (ahead, &missing, 1);
  for (int i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  g_assert_null (henji_case_ahead_get (ahead, row));
  g_assert_null (henji_case_ahead_get (ahead, missing));
  henji_case_ahead_want (ahead, &row, 1);
  g_object_unref (ahead);
  for (int i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/models/case-ahead/read", Fixture, NULL, set_up, test_ahead, tear_down);
  g_test_add ("/models/case-ahead/forgotten", Fixture, NULL, set_up, test_forgotten, tear_down);

  return g_test_run ();
}
