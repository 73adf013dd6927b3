/* Returns: told of in any order, taken further and back, inspected, and their clocks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-returns.h"

#define BROKEN "I do not need the mug any more. How can I send it back?"
#define HEAD                                                                                       \
  "Order ID\tReturn request date\tReturn request status\tAmazon RMA ID\tLabel type\tCurrency "     \
  "code\tMerchant SKU\tReturn quantity\tReturn Reason\tReturn delivery date\tRefunded Amount\n"

static gint64
open_return (Fixture *f, gint64 case_row, gint64 *event)
{
  g_autoptr (GError) error = NULL;
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  gint64 row = 0, opened;

  wish.case_row = case_row;
  opened = henji_desk_return_open (f->desk, &wish, &row, &error);
  g_assert_no_error (error);
  g_assert_cmpint (opened, !=, 0);
  if (event != NULL)
    *event = opened;

  return row;
}

static gint64
move_to (Fixture *f, gint64 row, HenjiReturnStage stage)
{
  g_autoptr (GError) error = NULL;
  HenjiReturnMove to = { .stage = stage };
  gint64 event = henji_desk_return_move (f->desk, row, &to, &error);

  g_assert_no_error (error);

  return event;
}

/* "arrived refund-after-return": the stage of the case's first return, the clocks that run. */
static void
assert_return (Fixture *f, gint64 case_row, const char *expected)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, case_row);
  g_autoptr (GString) got = g_string_new ("none");

  if (detail->rmas->len > 0)
    g_string_assign (
        got, henji_return_stage_id (((HenjiRma *) g_ptr_array_index (detail->rmas, 0))->stage));
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0 && !g_str_equal (clock->rule, "reply"))
        g_string_append_printf (got, " %s", clock->rule);
    }
  g_assert_cmpstr (got->str, ==, expected);
}

static void
undo (Fixture *f, gint64 event)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (henji_desk_undo (f->desk, event, &error), !=, 0);
  g_assert_no_error (error);
}

/* Every stage by hand, and every one of them taken back. */
static void
test_there_and_back (Fixture *f, gconstpointer data)
{
  static const HenjiReturnStage way[]
      = { HENJI_RETURN_AUTHORISED, HENJI_RETURN_LABEL_SENT, HENJI_RETURN_ON_ITS_WAY,
          HENJI_RETURN_ARRIVED,    HENJI_RETURN_INSPECTED,  HENJI_RETURN_REFUNDED,
          HENJI_RETURN_CLOSED };
  gint64 events[G_N_ELEMENTS (way)];
  gint64 row, opened, rma;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  assert_return (f, row, "none");
  rma = open_return (f, row, &opened);
  assert_return (f, row, "opened");
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    events[i] = move_to (f, rma, way[i]);
  assert_return (f, row, "closed");
  for (guint i = G_N_ELEMENTS (way); i-- > 1;)
    {
      g_autofree char *expected = NULL;

      undo (f, events[i]);
      expected
          = g_strconcat (henji_return_stage_id (way[i - 1]),
                         way[i - 1] == HENJI_RETURN_ARRIVED || way[i - 1] == HENJI_RETURN_INSPECTED
                             ? " refund-after-return"
                             : "",
                         NULL);
      assert_return (f, row, expected);
    }
  undo (f, events[0]);
  assert_return (f, row, "opened");
  undo (f, opened);
  assert_return (f, row, "none");
  /* The number is the case's, and is taken up again. */
  open_return (f, row, NULL);
  assert_return (f, row, "opened");
}

static void
test_refused_moves (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HenjiReturnMove to = { .stage = HENJI_RETURN_INSPECTED };
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  gint64 row, rma;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  rma = open_return (f, row, NULL);
  g_assert_cmpint (henji_desk_return_move (f->desk, rma, &to, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  wish.case_row = row;
  g_assert_cmpint (henji_desk_return_open (f->desk, &wish, NULL, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  to = (HenjiReturnMove){ .stage = HENJI_RETURN_ARRIVED, .date = "yesterday" };
  g_assert_cmpint (henji_desk_return_move (f->desk, rma, &to, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  assert_return (f, row, "opened");
}

/* What was seen, and what becomes of it, goes back with the inspection. */
static void
test_inspection (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiInspection) first = henji_inspection_new_for (1, HENJI_FAULT_BUYER);
  g_autoptr (HenjiInspection) second = NULL;
  g_autoptr (HenjiReturnDetail) after = NULL;
  gint64 row, rma, event;
  guint goods = 0;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  rma = open_return (f, row, NULL);
  g_assert_cmpint (henji_desk_return_inspect (f->desk, rma, first, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  first->items[0].condition = HENJI_CONDITION_USED;
  first->goods = HENJI_GOODS_RESELL;
  g_assert_cmpint (henji_desk_return_inspect (f->desk, rma, first, &error), >, 0);
  g_assert_no_error (error);
  assert_return (f, row, "inspected refund-after-return");
  second = henji_inspection_copy (first);
  second->items[0].condition = HENJI_CONDITION_OTHER_ITEM;
  second->goods = HENJI_GOODS_SEND_BACK;
  event = henji_desk_return_inspect (f->desk, rma, second, &error);
  undo (f, event);
  after = henji_desk_return_detail (f->desk, rma, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->rma->inspection->items[0].condition, ==, HENJI_CONDITION_USED);
  g_assert_cmpint (after->rma->inspection->goods, ==, HENJI_GOODS_RESELL);
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

    for (guint i = 0; i < detail->events->len; i++)
      {
        const HenjiEvent *e = g_ptr_array_index (detail->events, i);

        goods += e->type == HENJI_EVENT_GOODS_SETTLED && !e->undone;
      }
  }
  g_assert_cmpuint (goods, ==, 1);
}

/* Mail, reports and notices in every order: the same return, the same clocks. */
static void
test_shuffled (Fixture *f, gconstpointer data)
{
  static const int orders[][4]
      = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 1, 3, 0, 2 }, { 2, 0, 3, 1 }, { 3, 0, 1, 2 } };
  g_autofree char *seen = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      Fixture own;
      g_autoptr (GString) got = g_string_new (NULL);
      g_autoptr (HenjiCaseDetail) detail = NULL;
      const HenjiRma *rma;

      set_up (&own, NULL);
      for (guint k = 0; k < 4; k++)
        switch (orders[i][k])
          {
          case 0:
            import (&own, write_mail (&own, "a", 100, ORDER, BROKEN));
            break;
          case 1:
            import (&own, write_file (&own, "r1.txt",
                                      HEAD ORDER "\t20-Nov-2026\tPending\tDx1\t\tJPY\tMUG\t1\t"
                                                 "CR-UNWANTED_ITEM\t\t\n"));
            break;
          case 2:
            import (&own, write_file (&own, "r2.txt",
                                      HEAD ORDER "\t20-Nov-2026\tApproved\tDx1\tUnPaid\tJPY\tMUG\t"
                                                 "1\tCR-UNWANTED_ITEM\t22-Nov-2026\t\n"));
            break;
          default:
            import (&own, write_file (&own, "r3.txt",
                                      HEAD ORDER "\t20-Nov-2026\tApproved\tDx1\tUnPaid\tJPY\tMUG\t"
                                                 "1\tCR-UNWANTED_ITEM\t22-Nov-2026\t1980\n"));
            break;
          }
      detail = detail_of (&own, only_case (&own));
      g_assert_cmpuint (detail->rmas->len, ==, 1);
      rma = g_ptr_array_index (detail->rmas, 0);
      g_string_append_printf (got, "%s %s %s %s %" G_GINT64_FORMAT,
                              henji_return_stage_id (rma->stage), rma->arrived_date,
                              rma->marketplace_number, henji_return_reason_id (rma->reason),
                              rma->refunded.minor);
      for (guint k = 0; k < detail->clocks->len; k++)
        {
          const HenjiClock *clock = g_ptr_array_index (detail->clocks, k);

          if (clock->stopped_at == 0)
            g_string_append_printf (got, " %s", clock->rule);
        }
      if (seen == NULL)
        seen = g_strdup (got->str);
      g_assert_cmpstr (got->str, ==, seen);
      tear_down (&own, NULL);
    }
  g_assert_true (g_str_has_prefix (seen, "refunded 2026-11-22 Dx1 changed-mind 1980"));
}

/* The return label says what its return lays down: who pays the way back. */
static void
test_label (Fixture *f, gconstpointer data)
{
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiLabel) before = NULL;
  g_autoptr (HenjiLabel) label = NULL;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  wish.case_row = only_case (f);
  wish.payer = HENJI_PAYER_BUYER;
  before = henji_desk_label (f->desk, wish.case_row, HENJI_LANGUAGE_JA, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->postage, ==, HENJI_POSTAGE_COLLECT);
  g_assert_cmpint (henji_desk_return_open (f->desk, &wish, NULL, &error), !=, 0);
  g_assert_no_error (error);
  label = henji_desk_label (f->desk, wish.case_row, HENJI_LANGUAGE_JA, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label->rma, ==, before->rma);
  g_assert_cmpint (label->postage, ==, HENJI_POSTAGE_PREPAID);
}

/* "250-… R1 R2": what the running refund clocks are about, sorted. */
static char *
refunds_of (Fixture *f, gint64 case_row)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, case_row);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0 && g_str_equal (clock->rule, "refund-after-return"))
        g_string_append_printf (got, "%s%s", got->len > 0 ? " " : "", clock->note);
    }

  return g_string_free (g_steal_pointer (&got), FALSE);
}

/* Each of an order's returns has a refund clock of its own, and ends no other's. */
static void
test_two_of_one_order (Fixture *f, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *both = NULL;
  g_autofree char *left = NULL;
  g_autofree char *again = NULL;
  g_autofree char *none = NULL;
  g_autofree char *reported = NULL;
  g_autoptr (GError) error = NULL;
  HenjiReturnWish wish = HENJI_RETURN_WISH_INIT;
  gint64 first, second, event;

  import (f, write_mail (f, "a", 100, ORDER, BROKEN));
  import (f, write_file (f, "r1.txt",
                         HEAD ORDER
                         "\t20-Nov-2026\tApproved\tDx1\tUnPaid\tJPY\tMUG\t1\tCR-UNWANTED_ITEM\t"
                         "22-Nov-2026\t\n"));
  wish.case_row = only_case (f);
  one = refunds_of (f, wish.case_row);
  g_assert_cmpstr (one, ==, ORDER);
  import (f, write_file (f, "r2.txt",
                         HEAD ORDER
                         "\t20-Nov-2026\tApproved\tDx2\tUnPaid\tJPY\tCUP\t1\tCR-UNWANTED_ITEM\t"
                         "22-Nov-2026\t\n"));
  both = refunds_of (f, wish.case_row);
  g_assert_cmpstr (both, ==, "Dx1 Dx2");

  wish.marketplace_number = "Dx1";
  g_assert_cmpint (henji_desk_return_open (f->desk, &wish, &first, &error), !=, 0);
  g_assert_no_error (error);
  wish.marketplace_number = "Dx2";
  g_assert_cmpint (henji_desk_return_open (f->desk, &wish, &second, &error), !=, 0);
  g_assert_no_error (error);
  event = move_to (f, first, HENJI_RETURN_REFUNDED);
  left = refunds_of (f, wish.case_row);
  g_assert_cmpstr (left, !=, "");
  g_assert_null (strchr (left, ' '));
  undo (f, event);
  again = refunds_of (f, wish.case_row);
  g_assert_nonnull (strstr (again, left));
  g_assert_nonnull (strchr (again, ' '));

  /* The report tells of the second one's money, the seller of the first one's. */
  import (f, write_file (f, "r3.txt",
                         HEAD ORDER
                         "\t20-Nov-2026\tApproved\tDx2\tUnPaid\tJPY\tCUP\t1\tCR-UNWANTED_ITEM\t"
                         "22-Nov-2026\t900\n"));
  reported = refunds_of (f, wish.case_row);
  g_assert_cmpstr (reported, !=, "");
  g_assert_null (strstr (reported, left));
  move_to (f, first, HENJI_RETURN_REFUNDED);
  none = refunds_of (f, wish.case_row);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/returns/there-and-back", test_there_and_back },
    { "/returns/refused-moves", test_refused_moves },
    { "/returns/inspection", test_inspection },
    { "/returns/shuffled", test_shuffled },
    { "/returns/label", test_label },
    { "/returns/two-of-one-order", test_two_of_one_order },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
