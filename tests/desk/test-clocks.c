/* Clocks set and ended by hand: whose turn it is, and back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-clocks.h"

#define BROKEN "The mug arrived broken. Please send a replacement."

/* "ours reminder 3600": the court, the rule that is due next and its seconds from NOW. */
static void
assert_case (Fixture *f, gint64 row, const char *expected)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  const HenjiCase *c = detail->case_;
  g_autofree char *got = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, henji_court_id (c->court),
                                          c->due_rule != NULL ? c->due_rule : "-",
                                          c->due != 0 ? (c->due - NOW) / HENJI_SECOND : 0);

  g_assert_cmpstr (got, ==, expected);
}

static void
tick_at (Fixture *f, gint64 now)
{
  henji_desk_set_now (f->desk, now);
  g_assert_true (henji_desk_tick (f->desk, NULL));
}

static gint64
clock_of (Fixture *f, gint64 row, const char *rule)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = detail->clocks->pdata[i];

      if (clock->stopped_at == 0 && g_str_equal (clock->rule, rule))
        return clock->row;
    }

  return 0;
}

static gint64
waiting_case (Fixture *f)
{
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  g_assert_cmpint (henji_desk_no_reply_needed (f->desk, row, NULL), !=, 0);
  assert_case (f, row, "theirs - 0");

  return row;
}

static void
test_reminder (Fixture *f, gconstpointer data)
{
  gint64 row = waiting_case (f);
  g_autoptr (GError) error = NULL;
  gint64 set = henji_desk_remind (f->desk, row, NOW + HENJI_HOUR, "ask the carrier", &error);
  gint64 done;

  g_assert_no_error (error);
  assert_case (f, row, "theirs reminder 3600");
  tick_at (f, NOW + HENJI_HOUR - 1);
  assert_case (f, row, "theirs reminder 3600");
  tick_at (f, NOW + HENJI_HOUR);
  assert_case (f, row, "ours reminder 3600");

  done = henji_desk_end_clock (f->desk, row, clock_of (f, row, "reminder"), &error);
  g_assert_no_error (error);
  assert_case (f, row, "theirs - 0");
  g_assert_cmpint (henji_desk_undo (f->desk, done, NULL), !=, 0);
  assert_case (f, row, "ours reminder 3600");
  g_assert_cmpint (henji_desk_undo (f->desk, set, NULL), !=, 0);
  assert_case (f, row, "theirs - 0");

  g_assert_cmpint (henji_desk_remind (f->desk, row, NOW, NULL, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

/* A promise that is due first does not hide the reminder behind it. */
static void
test_behind (Fixture *f, gconstpointer data)
{
  gint64 row = waiting_case (f);

  henji_desk_start_clock (f->desk, row, "appeal", NOW, NOW + HENJI_HOUR, NULL, NULL);
  henji_desk_remind (f->desk, row, NOW + 2 * HENJI_HOUR, NULL, NULL);
  tick_at (f, NOW + HENJI_HOUR);
  assert_case (f, row, "theirs appeal 3600");
  tick_at (f, NOW + 2 * HENJI_HOUR);
  assert_case (f, row, "ours appeal 3600");
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  gint64 row = waiting_case (f);
  gint64 event;

  henji_desk_close_case (f->desk, row, NULL);
  event = henji_desk_remind (f->desk, row, NOW + HENJI_HOUR, NULL, NULL);
  assert_case (f, row, "theirs reminder 3600");
  henji_desk_undo (f->desk, event, NULL);
  assert_case (f, row, "closed - 0");
}

/* An answer ends what waits for one, and nothing else. */
static void
test_answer (Fixture *f, gconstpointer data)
{
  gint64 row;
  g_autoptr (GError) error = NULL;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  henji_desk_start_clock (f->desk, row, "appeal", NOW, 0, NULL, &error);
  g_assert_no_error (error);
  henji_desk_remind (f->desk, row, NOW + HENJI_DAY, NULL, NULL);
  henji_desk_answered (f->desk, row, NULL);
  g_assert_cmpint (clock_of (f, row, "reply"), ==, 0);
  g_assert_cmpint (clock_of (f, row, "appeal"), !=, 0);
  g_assert_cmpint (clock_of (f, row, "reminder"), !=, 0);
  henji_desk_close_case (f->desk, row, NULL);
  g_assert_cmpint (clock_of (f, row, "appeal"), ==, 0);

  g_assert_cmpint (henji_desk_start_clock (f->desk, row, "no-such", NOW, 0, NULL, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/clocks/reminder", test_reminder },
    { "/clocks/behind", test_behind },
    { "/clocks/closed", test_closed },
    { "/clocks/answer", test_answer },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
