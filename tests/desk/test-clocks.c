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

  henji_desk_start_clock (f->desk, row, "return-window", NOW, NOW + HENJI_HOUR, NULL, NULL);
  henji_desk_remind (f->desk, row, NOW + 2 * HENJI_HOUR, NULL, NULL);
  tick_at (f, NOW + HENJI_HOUR);
  assert_case (f, row, "theirs return-window 3600");
  tick_at (f, NOW + 2 * HENJI_HOUR);
  assert_case (f, row, "ours return-window 3600");
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

/* ---- By themselves ----------------------------------------------------------------------------
 */

#define ORDER_HEAD                                                                                 \
  "order-id\torder-item-id\tpurchase-date\tpromise-date\tbuyer-email\tsku\tproduct-name\t"         \
  "quantity-purchased\tsales-channel\n"
#define ORDER_ROW(id, promise)                                                                     \
  id "\t1"                                                                                         \
     "\t2026-11-22T22:30:00+00:00\t" promise "\t" ALIAS "\tMUG-1\tMug\t1\tAmazon.co.jp\n"
#define SHIPMENT                                                                                   \
  "order-id\torder-item-id\tquantity\tship-date\tcarrier-code\tcarrier-name\ttracking-number\t"    \
  "ship-method\n" ORDER "\t1\t\t2026-11-23\t\tヤマト運輸\t307366383004\t\n"
#define RETURN_HEAD                                                                                \
  "Order ID\tReturn request date\tReturn request status\tAmazon RMA ID\tMerchant SKU\t"            \
  "Return delivery date\tRefunded Amount\n"
#define ARRIVED RETURN_HEAD ORDER "\t20-Nov-2026\tApproved\tDrm1\tMUG-1\t23-Nov-2026\t\n"
#define PENDING RETURN_HEAD ORDER "\t23-Nov-2026\tPending approval\tDrm1\tMUG-1\t\t\n"

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "reply -180 1260 *0": every clock, from and to in minutes from NOW, and when it stopped. */
static char *
say_clocks (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *c = detail->clocks->pdata[i];
      GString *line = g_string_new (NULL);

      g_string_append_printf (line, "%s%s %d %d", c->ours ? "" : "theirs ", c->rule,
                              (int) ((c->since - NOW) / HENJI_MINUTE),
                              (int) ((c->until - NOW) / HENJI_MINUTE));
      if (c->stopped_at != 0)
        g_string_append_printf (line, " *%d", (int) ((c->stopped_at - NOW) / HENJI_MINUTE));
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " | " : "", (char *) lines->pdata[i]);

  return g_string_free (out, FALSE);
}

static void
assert_clocks (Fixture *f, gint64 row, const char *expected)
{
  g_autofree char *said = say_clocks (f, row);

  g_assert_cmpstr (said, ==, expected);
}

/* NOW is Tuesday 11:00 in Tokyo. */
static void
test_ship_by (Fixture *f, gconstpointer data)
{
  HenjiShipment *shipment = henji_shipment_new ();
  gint64 row, event;

  import (f, write_mail (f, "a", 3, ORDER, "When will it leave?"));
  row = only_case (f);
  import (f,
          write_file (f, "orders.txt", ORDER_HEAD ORDER_ROW (ORDER, "2026-11-26T05:00:00+00:00")));
  assert_clocks (f, row, "reply -180 1260 | ship-by -1650 3060");
  g_assert_cmpint (henji_desk_no_reply_needed (f->desk, row, NULL), !=, 0);
  assert_case (f, row, "theirs ship-by 183600");
  tick_at (f, NOW + 27 * HENJI_HOUR - 1);
  assert_case (f, row, "theirs ship-by 183600");
  /* A day before it our turn comes. */
  tick_at (f, NOW + 27 * HENJI_HOUR);
  assert_case (f, row, "ours ship-by 183600");

  shipment->carrier = g_strdup ("ヤマト運輸");
  shipment->tracking_number = g_strdup ("307366383004");
  event = henji_desk_set_shipment (f->desk, row, ORDER, shipment, NULL);
  g_assert_cmpint (event, >, 0);
  assert_case (f, row, "theirs - 0");
  assert_clocks (f, row, "reply -180 1260 *0");
  g_assert_cmpint (henji_desk_undo (f->desk, event, NULL), !=, 0);
  assert_case (f, row, "ours ship-by 183600");
  import (f, write_file (f, "shipments.txt", SHIPMENT));
  assert_case (f, row, "theirs - 0");
  henji_shipment_unref (shipment);
}

/* Who writes after the promise has passed has the parcel, or its reply clock says enough. */
static void
test_ship_by_past (Fixture *f, gconstpointer data)
{
  import (f,
          write_file (f, "orders.txt", ORDER_HEAD ORDER_ROW (ORDER, "2026-11-23T05:00:00+00:00")));
  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  assert_clocks (f, only_case (f), "reply -180 1260");
}

static void
test_refund (Fixture *f, gconstpointer data)
{
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, "I would like to send it back."));
  row = only_case (f);
  /* Pending since Monday 0:00: a day; it ends with the report's word that it was approved. */
  import (f, write_file (f, "pending.txt", PENDING));
  assert_clocks (f, row, "reply -180 1260 | return-request -2100 -660");
  import (f, write_file (f, "arrived.txt", ARRIVED));
  /* Two business days from Monday: to the end of Wednesday. */
  assert_clocks (f, row, "refund-after-return -2100 2219 | reply -180 1260");
  import (f, write_notice (f, "REFUND_ISSUED", "r", 1, ORDER,
                           "A refund was issued for order " ORDER "."));
  assert_clocks (f, row, "refund-after-return -2100 2219 *-60 | reply -180 1260");
}

static void
test_arrived_by_hand (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row, event;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  event = henji_desk_return_arrived (f->desk, row, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_clocks (f, row, "refund-after-return -660 3659 | reply -180 1260");
  g_assert_cmpint (henji_desk_undo (f->desk, event, NULL), !=, 0);
  assert_clocks (f, row, "reply -180 1260");

  g_assert_cmpint (henji_desk_return_arrived (f->desk, row, ORDER_2, NULL, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (henji_desk_return_arrived (f->desk, row, NULL, "24.11.", &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

/* The buyer's days to return run against nobody here. */
static void
test_window (Fixture *f, gconstpointer data)
{
  HenjiShipment *shipment = henji_shipment_new ();
  gint64 row;

  import (f, write_file (f, "orders.txt", ORDER_HEAD ORDER_ROW (ORDER, "")));
  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  shipment->tracking_number = g_strdup ("307366383004");
  shipment->delivered_date = g_strdup ("2026-11-23");
  henji_desk_set_shipment (f->desk, row, ORDER, shipment, NULL);
  assert_clocks (f, row, "reply -180 1260 | theirs return-window -2100 42539");
  assert_case (f, row, "ours reply 75600");
  henji_shipment_unref (shipment);
}

/* A closed case has no clocks; one that is opened again has those that follow from what is known.
 */
static void
test_reopened (Fixture *f, gconstpointer data)
{
  gint64 row, closed, reopened;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  closed = henji_desk_close_case (f->desk, row, NULL);
  assert_clocks (f, row, "reply -180 1260 *0");
  import (f, write_file (f, "arrived.txt", ARRIVED));
  assert_clocks (f, row, "reply -180 1260 *0");
  reopened = henji_desk_reopen (f->desk, row, NULL);
  assert_clocks (f, row, "refund-after-return -2100 2219 | reply -180 1260");
  g_assert_cmpint (henji_desk_undo (f->desk, reopened, NULL), !=, 0);
  g_assert_cmpint (henji_desk_undo (f->desk, closed, NULL), !=, 0);
  assert_clocks (f, row, "refund-after-return -2100 2219 | reply -180 1260");
}

/* ---- In any order -----------------------------------------------------------------------------
 */

#define N_FILES 9

static void
test_any_order (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *expected = NULL;

  for (guint round = 0; round < 20; round++)
    {
      Fixture f;
      g_autoptr (GPtrArray) files = g_ptr_array_new ();
      g_autofree char *said = NULL;

      set_up (&f, NULL);
      g_ptr_array_add (files, write_mail (&f, "a", 60, ORDER, "When will it leave?"));
      g_ptr_array_add (files, write_notice (&f, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", "b", 50,
                                            ORDER, "It leaves tomorrow."));
      g_ptr_array_add (files, write_mail (&f, "c", 30, ORDER, BROKEN));
      g_ptr_array_add (files, write_mail (&f, "d", 29, ORDER, "Please answer."));
      g_ptr_array_add (
          files, write_notice (&f, "A_Z_CLAIM_RESPONDENT_NOTIFY", "e", 20, ORDER,
                               "A buyer has filed an A-to-z Guarantee claim on order " ORDER));
      g_ptr_array_add (files, write_notice (&f, "A_Z_CLAIM_RESPONDENT_CLOSE", "f", 10, ORDER,
                                            "The A-to-z Guarantee claim on order " ORDER
                                            " has been closed."));
      g_ptr_array_add (
          files,
          write_file (&f, "orders.txt", ORDER_HEAD ORDER_ROW (ORDER, "2026-11-23T05:00:00+00:00")));
      g_ptr_array_add (files, write_file (&f, "shipments.txt", SHIPMENT));
      g_ptr_array_add (files, write_file (&f, "arrived.txt", ARRIVED));
      g_assert_cmpuint (files->len, ==, N_FILES);
      for (guint i = N_FILES - 1; round > 0 && i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
          gpointer held = files->pdata[i];

          files->pdata[i] = files->pdata[j];
          files->pdata[j] = held;
        }
      for (guint i = 0; i < N_FILES; i++)
        import (&f, files->pdata[i]);

      said = say_clocks (&f, only_case (&f));
      /* That a claim's clock ran is known only to whom its notice came before the end of it. */
      if (g_str_has_prefix (said, "claim-answer -1200 1680 *-600 | "))
        memmove (said, strchr (said, '|') + 2, strlen (strchr (said, '|') + 2) + 1);
      if (expected == NULL)
        {
          g_assert_cmpstr (said, ==,
                           "refund-after-return -2100 2219 | reply -1800 -360 | "
                           "reply -3600 -2160 *-3000");
          expected = g_steal_pointer (&said);
        }
      else
        g_assert_cmpstr (said, ==, expected);
      tear_down (&f, NULL);
    }
}

/* ---- The computer's clock, the seller's zone --------------------------------------------------
 */

/* The clock is set a week ahead by mistake, and back: nothing is lost, and what is due says so
 * anew. */
static void
test_jump (Fixture *f, gconstpointer data)
{
  gint64 row = waiting_case (f);
  g_autoptr (GPtrArray) due = NULL;

  henji_desk_remind (f->desk, row, NOW + 2 * HENJI_DAY, NULL, NULL);
  tick_at (f, NOW + 7 * HENJI_DAY);
  assert_case (f, row, "ours reminder 172800");
  tick_at (f, NOW - HENJI_DAY);
  assert_case (f, row, "ours reminder 172800");
  due = henji_desk_due (f->desk, henji_desk_now (f->desk) + 4 * HENJI_DAY, NULL);
  g_assert_cmpuint (due->len, ==, 1);
  /* Done before its time by the clock that is right again. */
  g_assert_cmpint (henji_desk_end_clock (f->desk, row, clock_of (f, row, "reminder"), NULL), !=, 0);
  g_assert_cmpint (clock_of (f, row, "reminder"), ==, 0);
}

/* A seller who moves sees other hours; no clock moves, and the order of the list is the same. */
static void
test_zone (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiShop) shop = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const zones[] = { "America/Los_Angeles", "Europe/London", "Asia/Kathmandu" };

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  import (f, write_mail (f, "b", 20, ORDER_2, "Please issue an invoice for this order."));
  import (f, write_file (f, "arrived.txt", ARRIVED));
  first = all_rows (f);
  before = say_clocks (f, g_array_index (first, gint64, 0));
  shop = henji_desk_shop (f->desk, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *after = NULL;

      g_free (shop->zone);
      shop->zone = g_strdup (zones[i]);
      g_assert_true (henji_desk_set_shop (f->desk, shop, NULL));
      g_clear_pointer (&second, g_array_unref);
      second = all_rows (f);
      g_assert_cmpmem (first->data, first->len * sizeof (gint64), second->data,
                       second->len * sizeof (gint64));
      after = say_clocks (f, g_array_index (second, gint64, 0));
      g_assert_cmpstr (after, ==, before);
      /* Not even one that is worked out anew. */
      import (f, write_file (f, "again.txt", ARRIVED));
      g_free (after);
      after = say_clocks (f, g_array_index (second, gint64, 0));
      g_assert_cmpstr (after, ==, before);
    }
}

/* ---- What is due ------------------------------------------------------------------------------
 */

static void
test_due (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) due = NULL;
  g_autofree char *said = NULL;
  GString *out = g_string_new (NULL);
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  import (f,
          write_file (f, "orders.txt",
                      ORDER_HEAD ORDER_ROW ("250-0000001-0000001", "2026-11-24T05:00:00+00:00")
                          ORDER_ROW ("250-0000002-0000002", "2026-11-20T05:00:00+00:00")
                              ORDER_ROW ("250-0000003-0000003", "2026-11-10T05:00:00+00:00")
                                  ORDER_ROW ("250-0000004-0000004", "2026-12-24T05:00:00+00:00")));
  henji_desk_remind (f->desk, row, NOW + HENJI_HOUR, "look", NULL);
  due = henji_desk_due (f->desk, NOW + HENJI_DAY, NULL);
  for (guint i = 0; i < due->len; i++)
    {
      const HenjiDue *item = due->pdata[i];

      g_string_append_printf (out, "%s %s | ", item->clock->rule,
                              item->case_ != NULL ? "case" : item->order->order_id);
    }
  said = g_string_free (out, FALSE);
  /* The one that was to leave two weeks ago has left, told or not. */
  g_assert_cmpstr (said, ==,
                   "ship-by 250-0000002-0000002 | reminder case | ship-by 250-0000001-0000001 | "
                   "reply case | ");
}

static void
set_closing_days (Fixture *f, const char *days)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiShop) shop = henji_desk_shop (f->desk, &error);

  g_assert_no_error (error);
  g_free (shop->closing_days);
  shop->closing_days = g_strdup (days);
  henji_desk_set_shop (f->desk, shop, &error);
  g_assert_no_error (error);
}

static void
test_closing (Fixture *f, gconstpointer data)
{
  HenjiClosing closing;
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
  g_autoptr (GArray) rows = NULL;
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  g_assert_false (henji_desk_closing_warning (f->desk, &closing, NULL));

  /* From tomorrow to Saturday; the reply is due tomorrow at 8:00. */
  set_closing_days (f, "sun, 11/25-11/28");
  g_assert_true (henji_desk_closing_warning (f->desk, &closing, NULL));
  g_assert_cmpstr (closing.first, ==, "2026-11-25");
  g_assert_cmpstr (closing.reopens, ==, "2026-11-30");
  g_assert_cmpuint (closing.n_clocks, ==, 1);
  henji_desk_remind (f->desk, row, NOW + 6 * HENJI_DAY - 3 * HENJI_HOUR, NULL, NULL);
  henji_desk_remind (f->desk, row, NOW + HENJI_HOUR, NULL, NULL);
  g_assert_true (henji_desk_closing_warning (f->desk, &closing, NULL));
  /* Monday 8:00 is before anybody is back; today's is not in it. */
  g_assert_cmpuint (closing.n_clocks, ==, 2);
  query.due_before = closing.until;
  query.due_from = closing.from;
  rows = henji_desk_case_rows (f->desk, &query, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  query.due_from = closing.until - 1;
  g_clear_pointer (&rows, g_array_unref);
  rows = henji_desk_case_rows (f->desk, &query, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 0);

  henji_desk_set_setting (f->desk, HENJI_CLOSING_AHEAD_SETTING, "-1", NULL);
  g_assert_false (henji_desk_closing_warning (f->desk, &closing, NULL));
  henji_desk_set_setting (f->desk, HENJI_CLOSING_AHEAD_SETTING, "3", NULL);
  set_closing_days (f, "11/28-12/2");
  g_assert_false (henji_desk_closing_warning (f->desk, &closing, NULL));
  set_closing_days (f, "11/27-12/2");
  g_assert_true (henji_desk_closing_warning (f->desk, &closing, NULL));
  /* A weekend is said more quietly. */
  set_closing_days (f, "wed, thu");
  g_assert_false (henji_desk_closing_warning (f->desk, &closing, NULL));
  g_assert_true (henji_desk_next_closing (f->desk, 1, &closing, NULL));
  g_assert_cmpstr (closing.first, ==, "2026-11-25");
  g_assert_cmpuint (closing.n_clocks, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/clocks/reminder", test_reminder }, { "/clocks/behind", test_behind },
    { "/clocks/closed", test_closed },     { "/clocks/answer", test_answer },
    { "/clocks/ship-by", test_ship_by },   { "/clocks/ship-by-past", test_ship_by_past },
    { "/clocks/refund", test_refund },     { "/clocks/arrived-by-hand", test_arrived_by_hand },
    { "/clocks/window", test_window },     { "/clocks/reopened", test_reopened },
    { "/clocks/jump", test_jump },         { "/clocks/zone", test_zone },
    { "/clocks/due", test_due },           { "/clocks/closing", test_closing },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/clocks/any-order", test_any_order);

  return g_test_run ();
}
