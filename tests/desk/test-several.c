/* One thing done with several cases, what is left out of it, and that it is taken back as one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-demo.h"
#include "henji-desk-returns.h"
#include "henji-desk-rules.h"
#include "henji-desk-several.h"

static GArray *
rows_of (Fixture *f, HenjiTab tab, guint n)
{
  g_autoptr (GError) error = NULL;
  HenjiCaseQuery query = { .tab = tab, .kind = -1, .language = -1 };
  GArray *rows = henji_desk_case_rows (f->desk, &query, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >=, n);
  g_array_set_size (rows, n);

  return rows;
}

static void
set_up_demo (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_up (f, data);
  henji_demo_fill (f->desk, &error);
  g_assert_no_error (error);
}

static gint64
row_at (const GArray *rows, guint i)
{
  return g_array_index (rows, gint64, i);
}

static void
assert_courts (Fixture *f, const GArray *rows, HenjiCourt court)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HenjiCase) c = case_of (f, row_at (rows, i));

      g_assert_cmpint (c->court, ==, court);
    }
}

static void
assert_left (const GPtrArray *left, const char *wanted)
{
  g_autofree char *words = henji_left_out_words (left);

  g_assert_cmpstr (words, ==, wanted);
}

static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = rows_of (f, HENJI_TAB_OURS, 4);
  g_autoptr (GArray) events = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) before
      = henji_desk_cases (f->desk, (const gint64 *) (gpointer) rows->data, 4, &error);
  g_autofree char *words = NULL;

  henji_desk_close_case (f->desk, row_at (rows, 1), &error);
  g_assert_no_error (error);
  events = henji_desk_several (f->desk, rows, HENJI_SEVERAL_CLOSE, NULL, 0, &left);
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_cmpint (g_array_index (events, HenjiSeveralEvent, 1).case_row, ==, row_at (rows, 2));
  assert_courts (f, rows, HENJI_COURT_CLOSED);
  words = g_strdup_printf ("Closed already: %s", ((HenjiCase *) before->pdata[1])->buyer);
  assert_left (left, words);

  henji_desk_undo_several (f->desk, events, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const HenjiCase *was = before->pdata[i];
      g_autoptr (HenjiCase) c = case_of (f, was->row);

      g_assert_cmpint (c->court, ==, i == 1 ? HENJI_COURT_CLOSED : HENJI_COURT_OURS);
      g_assert_cmpint (c->due, ==, i == 1 ? 0 : was->due);
      g_assert_cmpuint (c->flags, ==, i == 1 ? c->flags : was->flags);
    }
}

/* One of them was taken back by itself: the others still go together. */
static void
test_passed_over (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = rows_of (f, HENJI_TAB_OURS, 4);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GArray) events = NULL;

  g_array_remove_index (rows, 1); /* its claim keeps it our turn */
  events = henji_desk_several (f->desk, rows, HENJI_SEVERAL_NO_REPLY, NULL, 0, &left);
  g_assert_cmpuint (events->len, ==, 3);
  assert_left (left, NULL);
  assert_courts (f, rows, HENJI_COURT_THEIRS);
  henji_desk_undo (f->desk, g_array_index (events, HenjiSeveralEvent, 1).event, &error);
  g_assert_no_error (error);
  g_assert_true (henji_desk_undo_several (f->desk, events, &error));
  g_assert_no_error (error);
  assert_courts (f, rows, HENJI_COURT_OURS);

  /* The disk refuses: that is said. */
  henji_desk_close (f->desk);
  g_assert_false (henji_desk_undo_several (f->desk, events, &error));
  g_assert_nonnull (error);
}

static guint
count (Fixture *f, const GArray *rows, HenjiSeveralAct act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) left = NULL;
  gint64 tomorrow = henji_desk_now (f->desk) + 24 * HENJI_HOUR;
  g_autoptr (GArray) events = henji_desk_several (f->desk, rows, act, NULL, tomorrow, &left);

  g_assert_cmpuint (events->len + left->len, ==, rows->len);
  henji_desk_undo_several (f->desk, events, &error);
  g_assert_no_error (error);

  return events->len;
}

static void
test_others (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) rows = rows_of (f, HENJI_TAB_OURS, 10);
  g_autoptr (GPtrArray) none = NULL, left = NULL;
  g_autoptr (GArray) events = NULL, nothing = NULL;
  g_autofree char *words = NULL;
  gint64 gone = 999999;

  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_REOPEN), ==, 0);
  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_CONFIRM), ==, 0);
  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_ANSWERED), ==, 10);
  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_REMIND), ==, 10);
  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_NO_REPLY), ==, 10);
  assert_courts (f, rows, HENJI_COURT_OURS);

  g_array_remove_range (rows, 0, 2);
  events = henji_desk_several (f->desk, rows, HENJI_SEVERAL_NO_REPLY, NULL, 0, &none);
  g_assert_cmpuint (events->len, ==, 8);
  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_CONFIRM), ==, 8);
  g_assert_cmpuint (count (f, rows, HENJI_SEVERAL_REOPEN), ==, 8);

  /* Many names are a few and a number; a case that is gone is one of those left out. */
  g_array_append_val (rows, gone);
  nothing = henji_desk_several (f->desk, rows, HENJI_SEVERAL_NO_REPLY, NULL, 0, &left);
  g_assert_cmpuint (nothing->len, ==, 0);
  words = henji_left_out_words (left);
  g_assert_true (g_str_has_prefix (words, "Not our turn: "));
  g_assert_true (g_str_has_suffix (words, " and 2 more\nNo longer there: Unknown buyer"));
}

static void
test_tags (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = rows_of (f, HENJI_TAB_OURS, 3);
  g_autoptr (GPtrArray) left = NULL, none = NULL;
  g_autoptr (GArray) events = NULL, nothing = NULL;
  g_autoptr (HenjiCase) c = NULL;

  henji_desk_tag (f->desk, row_at (rows, 0), "monday", &error);
  g_assert_no_error (error);
  events = henji_desk_several (f->desk, rows, HENJI_SEVERAL_TAG, "monday", 0, &left);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((HenjiLeftOut *) left->pdata[0])->why, ==,
                   "The case has the tag “monday” already.");
  henji_desk_undo_several (f->desk, events, &error);
  g_assert_no_error (error);
  c = case_of (f, row_at (rows, 1));
  g_assert_true (c->tags == NULL || !g_strv_contains ((const char *const *) c->tags, "monday"));
  nothing = henji_desk_several (f->desk, rows, HENJI_SEVERAL_TAG, " ", 0, &none);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 3);
}

static void
test_paper (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = rows_of (f, HENJI_TAB_OURS, 3);
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  static const struct
  {
    HenjiSeveralPaper paper;
    guint n_rows;
    const char *left;
  } papers[] = {
    { HENJI_SEVERAL_LABELS, 4, "No order: Mayu Saeki" },
    { HENJI_SEVERAL_RESENDS, 3, "Order not imported yet: Mayu Saeki\nNo order: Mayu Saeki" },
    { HENJI_SEVERAL_PACKING, 3, "Order not imported yet: Mayu Saeki\nNo order: Mayu Saeki" },
    { HENJI_SEVERAL_RETURNS, 1, NULL },
  };
  gint64 rma;

  /* Of the fourth the order is only mentioned, the fifth names none. */
  import (f, write_mail (f, "a", 3, ORDER, "It arrived broken."));
  {
    g_autofree char *text
        = mail_text ("BBC_MESSAGE_SENT_TO_MERCHANT", "b", 2, NULL, "Do you sell mugs?");
    g_auto (GStrv) parts = g_strsplit (text, ALIAS, -1);
    g_autofree char *other = g_strjoinv ("zyxw9876vuts543@marketplace.amazon.co.jp", parts);

    import (f, write_file (f, "b.eml", other));
  }
  {
    HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
    g_autoptr (GArray) all = henji_desk_case_rows (f->desk, &query, NULL, &error);
    gint64 newest = 0;

    for (guint i = 0; i < all->len; i++)
      newest = MAX (newest, row_at (all, i));
    newest--;
    g_array_append_val (rows, newest);
    newest++;
    g_array_append_val (rows, newest);
  }
  wish.case_row = row_at (rows, 1);
  g_assert_cmpint (henji_desk_return_open (f->desk, &wish, &rma, &error), !=, 0);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (HenjiSeveralFit) fit = henji_desk_several_fit (f->desk, rows, papers[i].paper);

      g_assert_cmpuint (fit->rows->len, ==, papers[i].n_rows);
      g_assert_cmpuint (fit->left->len, ==, 5 - papers[i].n_rows);
      if (papers[i].left != NULL)
        assert_left (fit->left, papers[i].left);
      g_assert_cmpuint (fit->orders->len, >=, MIN (papers[i].n_rows, 3));
      g_assert_cmpint (row_at (fit->rows, 0), ==,
                       row_at (rows, papers[i].paper == HENJI_SEVERAL_RETURNS ? 1 : 0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/desk/several/closed", Fixture, NULL, set_up_demo, test_closed, tear_down);
  g_test_add ("/desk/several/passed-over", Fixture, NULL, set_up_demo, test_passed_over, tear_down);
  g_test_add ("/desk/several/others", Fixture, NULL, set_up_demo, test_others, tear_down);
  g_test_add ("/desk/several/tags", Fixture, NULL, set_up_demo, test_tags, tear_down);
  g_test_add ("/desk/several/paper", Fixture, NULL, set_up_demo, test_paper, tear_down);

  return g_test_run ();
}
