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
        tear_down (&f, NULL);
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
  g_test_add_func ("/desk-claim/orders", test_orders);

  return g_test_run ();
}
