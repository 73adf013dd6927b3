/* test-feedback.c: what buyers said of the seller, as reports tell it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-desk-feedback.h"
#include "henji-desk-outlay.h"
#include "henji-desk-summary.h"

#define HEAD "Date\tRating\tComments\tYour Response\tOrder ID\tRater Email\n"
#define RATER "k1@marketplace.amazon.co.jp"
#define BAD(stars) "2026/11/20\t" stars "\t届きません。\t\t" ORDER "\t" RATER "\n"

static void
take (Fixture *f, const char *text)
{
  import (f, write_file (f, "feedback.txt", text));
}

/* The figure of the estimate. */
static int
defects (Fixture *f, gboolean *told)
{
  g_autoptr (GError) error = NULL;
  HenjiPeriod period = { "2026-11-01", "2026-11-24" };
  g_autoptr (HenjiSummary) summary = henji_desk_summary (f->desk, &period, NULL, NULL, &error);

  g_assert_no_error (error);
  if (told != NULL)
    *told = summary->defects->len > 0 && ((HenjiDefect *) summary->defects->pdata[0])->told;

  return (int) summary->defects->len;
}

static gint64
event_of (Fixture *f, gint64 row, HenjiEventType type)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);

      if (event->type == type && !event->undone)
        return event->row;
    }

  return 0;
}

static void
undo (Fixture *f, gint64 event)
{
  g_autoptr (GError) error = NULL;

  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
}

/* Nobody wrote: a case of its own, about what the words say, once. */
static void
test_opens (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (HenjiCase) case_ = NULL;
  g_autofree char *words = NULL;
  gint64 row, event;
  gboolean told;

  take (f, HEAD BAD ("1"));
  g_assert_cmpuint (f->n[HENJI_IMPORT_NEW], ==, 1);
  row = only_case (f);
  detail = detail_of (f, row);
  g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_OURS);
  g_assert_cmpint (detail->case_->kind, ==, HENJI_KIND_LATE_DELIVERY);
  g_assert_cmpstr (detail->case_->subject, ==, "届きません。");
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_FEEDBACK), ==, 1);
  event = event_of (f, row, HENJI_EVENT_FEEDBACK);
  g_assert_cmpint (defects (f, &told), ==, 1);
  g_assert_true (told);

  take (f, HEAD BAD ("1"));
  g_assert_cmpuint (f->n[HENJI_IMPORT_UNCHANGED], ==, 1);
  take (f, HEAD "2026/11/20\t1\t届きません。\tお詫びします。\t" ORDER "\t" RATER "\n");
  g_assert_cmpuint (f->n[HENJI_IMPORT_UPDATED], ==, 1);
  take (f, HEAD BAD ("1"));
  g_assert_cmpuint (f->n[HENJI_IMPORT_UNCHANGED], ==, 1);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, only_case (f));
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_FEEDBACK), ==, 1);
  g_assert_cmpint (defects (f, NULL), ==, 1);

  undo (f, event);
  case_ = case_of (f, row);
  g_assert_cmpint (case_->court, ==, HENJI_COURT_CLOSED);
  g_assert_cmpint (defects (f, NULL), ==, 0);
  take (f, HEAD "2026/11/20\t1\t届きません。\tお詫びします！\t" ORDER "\t" RATER "\n");
  g_assert_cmpint (defects (f, NULL), ==, 0);
  g_assert_cmpint (event_of (f, row, HENJI_EVENT_FEEDBACK), ==, 0);
}

/* The case of the order gets it back, also when it was closed. */
static void
test_marks (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCase) case_ = NULL;
  gint64 row;

  import (f, write_mail (f, "m1", 30, ORDER, "カップが割れていました。交換してください。"));
  row = only_case (f);
  henji_desk_close_case (f->desk, row, &error);
  g_assert_no_error (error);
  take (f, HEAD BAD ("2"));
  g_assert_cmpint (only_case (f), ==, row);
  case_ = case_of (f, row);
  g_assert_cmpint (case_->court, ==, HENJI_COURT_OURS);
  g_assert_cmpint (case_->kind, ==, HENJI_KIND_DAMAGED);
  g_assert_cmpint (defects (f, NULL), ==, 1);

  undo (f, event_of (f, row, HENJI_EVENT_FEEDBACK));
  g_clear_pointer (&case_, henji_case_unref);
  case_ = case_of (f, row);
  g_assert_cmpint (case_->court, ==, HENJI_COURT_CLOSED);
  g_assert_cmpint (defects (f, NULL), ==, 0);
}

/* A year of them at once: what no longer counts at the marketplace wakes nobody, whether the order
 * has a case or not. */
static void
test_old (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCase) case_ = NULL;
  gint64 row;

  if (GPOINTER_TO_INT (data) == 1)
    {
      import (f, write_mail (f, "m1", 30, ORDER, "カップが割れていました。"));
      henji_desk_close_case (f->desk, only_case (f), &error);
      g_assert_no_error (error);
    }
  take (f, HEAD "2026/02/20\t1\t届きません。\t\t" ORDER "\t" RATER "\n");
  row = only_case (f);
  case_ = case_of (f, row);
  g_assert_cmpint (case_->court, ==, HENJI_COURT_CLOSED);
  g_assert_cmpint (event_of (f, row, HENJI_EVENT_FEEDBACK), !=, 0);
  g_assert_cmpint (defects (f, NULL), ==, 0);
}

/* Recorded by hand before the report came: it counts once; removed by hand, not at all. */
static void
test_by_hand (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean told = TRUE;
  gint64 row;

  import (f, write_mail (f, "m1", 30, ORDER, "カップが割れていました。"));
  row = only_case (f);
  henji_desk_defect (f->desk, row, HENJI_DEFECT_FEEDBACK, &error);
  g_assert_no_error (error);
  g_assert_cmpint (defects (f, &told), ==, 1);
  g_assert_false (told);
  take (f, HEAD BAD ("1"));
  g_assert_cmpint (defects (f, &told), ==, 1);
  g_assert_true (told);

  /* What was recorded by hand stays when the report's word is taken back. */
  undo (f, event_of (f, row, HENJI_EVENT_FEEDBACK));
  g_assert_cmpint (defects (f, &told), ==, 1);
  g_assert_false (told);
  henji_desk_defect_removed (f->desk, row, HENJI_DEFECT_FEEDBACK, &error);
  g_assert_no_error (error);
  g_assert_cmpint (defects (f, NULL), ==, 0);
}

static void
test_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row;

  take (f, HEAD BAD ("1"));
  row = only_case (f);
  henji_desk_defect_removed (f->desk, row, HENJI_DEFECT_FEEDBACK, &error);
  g_assert_no_error (error);
  g_assert_cmpint (defects (f, NULL), ==, 0);
  take (f, HEAD "2026/11/20\t1\t届きません。\tお詫びします。\t" ORDER "\t" RATER "\n");
  g_assert_cmpint (defects (f, NULL), ==, 0);
}

/* Neutral and positive feedback is counted and bothers nobody; more stars later count no more,
 * fewer again do. */
static void
test_others (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HenjiPeriod period = { "2026-11-01", "2026-11-24" };
  g_autoptr (HenjiSummary) summary = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GArray) rows = NULL;

  take (f, HEAD "2026/11/20\t3\t普通。\t\t" ORDER "\t" RATER "\n"
                "2026/11/21\t5\t良い。\t\t" ORDER_2 "\t" RATER "\n"
                "2026/10/31\t1\t古い。\t\t250-1234567-0000001\t" RATER "\n");
  rows = all_rows (f);
  g_assert_cmpuint (rows->len, ==, 1);
  summary = henji_desk_summary (f->desk, &period, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (summary->figures.stars[1], ==, 0);
  g_assert_cmpint (summary->figures.stars[3], ==, 1);
  g_assert_cmpint (summary->figures.stars[5], ==, 1);
  all = henji_desk_feedback (f->desk, "2026-11-01", "2026-11-24", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((HenjiFeedback *) all->pdata[0])->order_id, ==, ORDER_2);

  g_assert_cmpint (defects (f, NULL), ==, 1);
  take (f, HEAD "2026/11/2\t3\t直りました。\t\t250-1234567-0000001\t" RATER "\n");
  g_assert_cmpint (defects (f, NULL), ==, 0);
  take (f, HEAD "2026/11/4\t1\tまた壊れました。\t\t250-1234567-0000001\t" RATER "\n");
  g_assert_cmpint (defects (f, NULL), ==, 1);
}

/* The letter to the marketplace's support quotes it. */
static void
test_quoted (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiTemplate) situation = henji_desk_situation (f->desk, "support-feedback");
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autofree char *quote = NULL;
  HenjiReplyContext context;

  take (f, HEAD BAD ("1"));
  detail = detail_of (f, only_case (f));
  g_assert_cmpuint (detail->feedback->len, ==, 1);
  henji_desk_reply_context (f->desk, detail, shop, &context);
  quote = henji_template_field_value (situation, 1, NULL, &context);
  g_assert_cmpstr (quote, ==, "届きません。");
}

/* The same files in any order make the same record. */
static void
test_any_order (Fixture *f, gconstpointer data)
{
  static const char *const files[]
      = { HEAD BAD ("2"), HEAD "2026/11/21\t1\tまだです。\t\t" ORDER "\t" RATER "\n" };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const HenjiFeedback *one;

  take (f, files[GPOINTER_TO_INT (data)]);
  take (f, files[!GPOINTER_TO_INT (data)]);
  all = henji_desk_feedback (f->desk, "2026-11-01", "2026-11-24", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  one = all->pdata[0];
  g_assert_cmpstr (one->date, ==, "2026-11-21");
  g_assert_cmpint (one->stars, ==, 1);
  g_assert_cmpstr (one->comment, ==, "まだです。");
  g_assert_cmpint (defects (f, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
    int data;
  } tests[] = {
    { "/feedback/opens", test_opens },
    { "/feedback/marks", test_marks },
    { "/feedback/old/0", test_old, 0 },
    { "/feedback/old/1", test_old, 1 },
    { "/feedback/by-hand", test_by_hand },
    { "/feedback/removed", test_removed },
    { "/feedback/others", test_others },
    { "/feedback/quoted", test_quoted },
    { "/feedback/any-order/0", test_any_order, 0 },
    { "/feedback/any-order/1", test_any_order, 1 },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].data), set_up, tests[i].test,
                tear_down);

  return g_test_run ();
}
