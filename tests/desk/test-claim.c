/* test-claim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-desk-claim.h"

#define OPENED "A_Z_CLAIM_RESPONDENT_NOTIFY"
#define CLOSED "A_Z_CLAIM_RESPONDENT_CLOSE"

static void
take (Fixture *f, const char *type, const char *id, double hours, const char *body)
{
  import (f, write_notice (f, type, id, hours, ORDER, body));
}

static const HenjiClaim *
only_claim (const HenjiCaseDetail *detail)
{
  g_assert_cmpuint (detail->claims->len, ==, 1);

  return g_ptr_array_index (detail->claims, 0);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The running clocks of a case, the flag and the turn, in words. */
static char *
say (Fixture *f)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, only_case (f));
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < detail->claims->len; i++)
    {
      const HenjiClaim *claim = g_ptr_array_index (detail->claims, i);

      g_string_append_printf (out, "%s %" G_GINT64_FORMAT "%s", henji_claim_stage_id (claim->stage),
                              claim->amount.minor, claim->decided_at != 0 ? " decided" : "");
    }
  g_string_append_printf (out, ", %s%s", henji_court_id (detail->case_->court),
                          (detail->case_->flags & HENJI_CASE_A_TO_Z) != 0 ? ", open" : "");
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0)
        g_string_append_printf (out, ", %s %d..%d", clock->rule,
                                (int) ((clock->since - NOW) / HENJI_HOUR),
                                (int) ((clock->until - NOW) / HENJI_HOUR));
    }

  return g_string_free (out, FALSE);
}

/* All claim clocks the case ever had, those that ended too. */
static char *
history (Fixture *f)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, only_case (f));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (henji_claim_is_rule (clock->rule))
        g_ptr_array_add (
            lines,
            g_strdup_printf (
                "%s %d..%d%s%d", clock->rule, (int) ((clock->since - NOW) / HENJI_HOUR),
                (int) ((clock->until - NOW) / HENJI_HOUR),
                clock->stopped_at != 0 ? " ended " : " runs ",
                clock->stopped_at != 0 ? (int) ((clock->stopped_at - NOW) / HENJI_HOUR) : 0));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv (", ", (char **) lines->pdata);
}

static void
assert_case (Fixture *f, const char *want)
{
  g_autofree char *is = say (f);

  g_assert_cmpstr (is, ==, want);
}

static gint64
set (Fixture *f, const char *stage_id)
{
  g_autoptr (GError) error = NULL;
  HenjiClaimStage stage = HENJI_CLAIM_NONE;
  gint64 event;

  g_assert_true (henji_claim_stage_from_id (stage_id, &stage));
  event = henji_desk_set_claim (f->desk, only_case (f), NULL, stage, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (event, >, 0);

  return event;
}

static void
undo (Fixture *f, gint64 event)
{
  g_autoptr (GError) error = NULL;

  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
}

/* Each stage with its clock, to the end and back. */
static void
test_path (Fixture *f, gconstpointer data)
{
  gint64 events[5];

  take (f, OPENED, "1", 2, "申請額：4,980円。4日以内にご回答ください。");
  assert_case (f, "opened 4980, ours, open, claim-answer -2..46");
  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  events[0] = set (f, "answered");
  assert_case (f, "answered 4980, theirs, open");
  henji_desk_set_now (f->desk, NOW + 10 * HENJI_HOUR);
  events[1] = set (f, "information");
  assert_case (f, "information 4980, ours, open, claim-information 10..58");
  henji_desk_set_now (f->desk, NOW + 11 * HENJI_HOUR);
  events[2] = set (f, "answered");
  assert_case (f, "answered 4980, theirs, open");

  /* thirty days to the end of the last, 24 December in Tokyo */
  henji_desk_set_now (f->desk, NOW + 12 * HENJI_HOUR);
  take (f, CLOSED, "2", -12, "申請が認められました。購入者様に返金いたしました。");
  assert_case (f, "granted 4980 decided, ours, appeal 12..732");
  events[3] = set (f, "appealed");
  assert_case (f, "appealed 4980, theirs, open");
  henji_desk_set_now (f->desk, NOW + 20 * HENJI_HOUR);
  events[4] = set (f, "appeal-question");
  assert_case (f, "appeal-question 4980, ours, open, appeal-answer 20..92");

  undo (f, events[4]);
  assert_case (f, "appealed 4980, theirs, open");
  undo (f, events[3]);
  assert_case (f, "granted 4980 decided, ours, appeal 12..732");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  gint64 answered, information;

  take (f, OPENED, "1", 2, "A claim was filed. Claim amount: $45.00");
  answered = set (f, "answered");
  henji_desk_set_now (f->desk, NOW + 5 * HENJI_HOUR);
  information = set (f, "information");
  assert_case (f, "information 4500, ours, open, claim-information 5..53");
  undo (f, information);
  assert_case (f, "answered 4500, theirs, open");
  undo (f, answered);
  assert_case (f, "opened 4500, ours, open, claim-answer -2..46");
}

/* What the mail gives, when that is less than the policy's 48 hours. */
static void
test_days (Fixture *f, gconstpointer data)
{
  take (f, OPENED, "1", 2, "1日以内にご回答ください。");
  assert_case (f, "opened 0, ours, open, claim-answer -2..36");
}

/* A refund of all ends the claim; of a part, nothing. */
static void
test_refund (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autofree char *count = NULL;

  take (f, OPENED, "1", 4, "申請額：4,980円");
  take (f, "REFUND_ISSUED", "2", 3, "返金額：500円");
  assert_case (f, "opened 4980, ours, open, claim-answer -4..44");
  take (f, "REFUND_ISSUED", "3", 2, "返金額：4,980円");
  assert_case (f, "accepted 4980 decided, closed");
  detail = detail_of (f, only_case (f));
  count = henji_desk_claim_count (only_claim (detail));
  g_assert_nonnull (strstr (count, "even though"));
}

static const struct
{
  const char *type, *id;
  double hours;
  const char *body;
} notices[] = {
  { OPENED, "1", 90, "申請額：4,980円。4日以内にご回答ください。" },
  { OPENED, "2", 60, "審査のため、追加情報をご提供ください。" },
  { CLOSED, "3", 30, "申請が認められました。" },
  { CLOSED, "4", 2, "異議申し立てが認められました。" },
};

/* Every order of the notices makes the same claim, clocks and turn. */
static void
test_orders (void)
{
  for (guint n = 2, orders = 2; n <= 4; n++, orders *= n)
    for (guint order = 0; order < orders; order++)
      {
        static const char *const want[] = {
          "information 4980, ours, open, claim-information -60..-12",
          "granted 4980 decided, ours, appeal -30..708",
          "appeal-granted 4980 decided, closed",
        };
        static const char *const ended[] = {
          "claim-answer -90..-42 ended -60, claim-information -60..-12 runs 0",
          "appeal -30..708 runs 0, claim-answer -90..-42 ended -60, claim-information -60..-12 "
          "ended "
          "-30",
          "appeal -30..708 ended -2, claim-answer -90..-42 ended -60, claim-information -60..-12 "
          "ended -30",
        };
        g_autofree char *is = NULL;
        Fixture f;
        guint left[] = { 0, 1, 2, 3 }, rest = order;

        set_up (&f, NULL);
        for (guint k = n; k > 0; k--)
          {
            guint pick = rest % k, which = left[pick];

            rest /= k;
            left[pick] = left[k - 1];
            take (&f, notices[which].type, notices[which].id, notices[which].hours,
                  notices[which].body);
          }
        assert_case (&f, want[n - 2]);
        is = history (&f);
        g_assert_cmpstr (is, ==, ended[n - 2]);
        tear_down (&f, NULL);
      }
}

/* A day that the notice names, by the marketplace's calendar; never later than the policy's. */
static void
test_named_day (Fixture *f, gconstpointer data)
{
  take (f, OPENED, "1", 2, "11月24日までにご回答ください。");
  assert_case (f, "opened 0, ours, open, claim-answer -2..12");
}

static void
test_far_day (Fixture *f, gconstpointer data)
{
  take (f, OPENED, "1", 2, "Please respond by November 30, 2026.");
  assert_case (f, "opened 0, ours, open, claim-answer -2..46");
}

#define RETURNS                                                                                    \
  "Order ID\tOrder date\tReturn request date\tReturn request status\tAmazon RMA ID\tMerchant RMA " \
  "ID\t"                                                                                           \
  "Label type\tReturn carrier\tTracking ID\tA-to-Z Claim\tASIN\tMerchant SKU\tItem Name\t"         \
  "Return quantity\tReturn Reason\tRefunded Amount\tCurrency code\n"
#define RETURN_OF(order, claim, refunded)                                                          \
  RETURNS order "\t18-Nov-2026\t22-Nov-2026\tApproved\tDabc1RRMA\t\tAmazonUnPaidLabel\t\t\t" claim \
                "\tB000000001\tMUG-1\tMug\t1\tCR-DEFECTIVE\t" refunded "\tJPY\n"

static void
take_report (Fixture *f, const char *name, const char *text)
{
  import (f, write_file (f, name, text));
}

/* The returns report alone says that there is a claim: it runs from the day of the request. */
static void
test_report (Fixture *f, gconstpointer data)
{
  take_report (f, "r.txt", RETURN_OF (ORDER, "Y", ""));
  assert_case (f, "opened 0, ours, open, claim-answer -59..-11");
  /* The same again is nothing new; taken back, it is gone. */
  take_report (f, "r2.txt", RETURN_OF (ORDER, "Y", ""));
  assert_case (f, "opened 0, ours, open, claim-answer -59..-11");
  set (f, "answered");
  assert_case (f, "answered 0, theirs, open");
}

/* Report and notice are one claim, whichever came first; the notice knows when it began. */
static void
test_report_and_notice (void)
{
  for (guint order = 0; order < 6; order++)
    {
      static const guint orders[6][3]
          = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
      g_autofree char *is = NULL;
      Fixture f;

      set_up (&f, NULL);
      for (guint i = 0; i < 3; i++)
        if (orders[order][i] == 0)
          take_report (&f, "r.txt", RETURN_OF (ORDER, "Y", ""));
        else if (orders[order][i] == 1)
          take (&f, OPENED, "1", 6, "Claim amount: ￥4,980");
        else
          take (&f, CLOSED, "2", 2, "申請が却下されました。");
      assert_case (&f, "denied 4980 decided, closed");
      is = history (&f);
      g_assert_cmpstr (is, ==, "claim-answer -6..42 ended -2");
      tear_down (&f, NULL);
    }
}

/* A claim that the report says was paid back in full is over. */
static void
test_report_refunded (Fixture *f, gconstpointer data)
{
  take_report (f, "r.txt", RETURN_OF (ORDER, "N", ""));
  {
    g_autoptr (GError) error = NULL;
    HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1 };
    g_autoptr (GArray) rows = henji_desk_case_rows (f->desk, &query, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (rows->len, ==, 0);
  }
  import (f, write_mail (f, "0", 5, ORDER, "マグカップが割れていました。"));
  take_report (f, "r2.txt", RETURN_OF (ORDER, "Y", "2480"));
  {
    g_autofree char *is = say (f);

    g_assert_true (g_str_has_prefix (is, "opened 0, ours, open"));
  }
  take_report (f, "o.txt",
               "order-id\torder-item-id\tpurchase-date\tsku\tproduct-name\tquantity-purchased\t"
               "currency\titem-price\n" ORDER
               "\t11\t2026-11-18T10:00:00+09:00\tMUG-1\tMug\t1\tJPY\t2480\n");
  {
    g_autofree char *is = say (f);

    g_assert_true (g_str_has_prefix (is, "accepted 0 decided, ours"));
  }
}

/* An answer to the buyer is none to the marketplace. */
static void
test_reply (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  import (f, write_mail (f, "0", 5, ORDER, "The mug is broken."));
  take (f, OPENED, "1", 2, "Claim amount: $45.00");
  henji_desk_answered (f->desk, only_case (f), &error);
  g_assert_no_error (error);
  assert_case (f, "opened 4500, ours, open, claim-answer -2..46");
  set (f, "answered");
  assert_case (f, "answered 4500, theirs, open");
}

static void
test_by_hand (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HenjiMoney amount = { 2480, "JPY" };
  gint64 row, event;

  import (f, write_mail (f, "0", 5, ORDER, "The mug is broken."));
  row = only_case (f);
  g_assert_cmpint (henji_desk_set_claim (f->desk, row, NULL, HENJI_CLAIM_GRANTED, NULL, &error), ==,
                   0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  event = henji_desk_set_claim (f->desk, row, NULL, HENJI_CLAIM_OPENED, &amount, &error);
  g_assert_no_error (error);
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

    g_assert_cmpstr (only_claim (detail)->order_id, ==, ORDER);
    g_assert_cmpint (only_claim (detail)->amount.minor, ==, 2480);
    g_assert_cmpint (detail->case_->kind, ==, HENJI_KIND_A_TO_Z);
    g_assert_true (henji_desk_claim_of (detail) == only_claim (detail));
  }
  g_assert_cmpint (henji_desk_set_claim (f->desk, row, NULL, HENJI_CLAIM_APPEALED, NULL, &error),
                   ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (henji_desk_set_claim (f->desk, row, NULL, HENJI_CLAIM_OPENED, NULL, &error), ==,
                   0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  amount.minor = 0;
  g_assert_cmpint (henji_desk_set_claim (f->desk, row, NULL, HENJI_CLAIM_NONE, &amount, &error), ==,
                   0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);

  undo (f, event);
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

    g_assert_cmpuint (detail->claims->len, ==, 0);
    g_assert_cmpint (detail->case_->flags & HENJI_CASE_A_TO_Z, ==, 0);
    g_assert_cmpint (detail->case_->kind, ==, HENJI_KIND_DAMAGED);
    for (guint i = 0; i < detail->clocks->len; i++)
      g_assert_false (henji_claim_is_rule (((HenjiClock *) detail->clocks->pdata[i])->rule));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/desk-claim/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (path);
  ADD (undo);
  ADD (days);
  ADD (refund);
  ADD (reply);
  ADD (by_hand);
  ADD (named_day);
  ADD (far_day);
  ADD (report);
  ADD (report_refunded);
  g_test_add_func ("/desk-claim/report-and-notice", test_report_and_notice);
  g_test_add_func ("/desk-claim/orders", test_orders);

  return g_test_run ();
}
