/* test-csba.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-csba.h"

#define HEAD                                                                                       \
  "amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\t"         \
  "sales-channel\tsku\tproduct-name\tquantity\tcurrency\titem-price\n"

#define SINCE_OCTOBER "amazon.co.jp 2026-10-01T10:00:00+09:00\n"

/* One order of the shop's own, made at @at (RFC 3339). */
static char *
write_order (Fixture *f, const char *name, const char *order, const char *at, const char *title)
{
  g_autofree char *text = g_strdup_printf (
      HEAD "%s\t%s\t%s\tShipped\tMerchant\tAmazon.co.jp\tMUG-1\t%s\t1\tJPY\t2480\n", order, at, at,
      title);

  return write_file (f, name, text);
}

static void
set_periods (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;

  henji_desk_set_csba_periods (f->desk, text, &error);
  g_assert_no_error (error);
}

static gboolean
is_marked (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCase) c = case_of (f, row);

  return (c->flags & HENJI_CASE_CSBA) != 0;
}

/* The reason of the case, -1 when nothing is said; the mark agrees with it. */
static int
reason_of (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  int reason = detail->csba != NULL ? (int) detail->csba->reason : -1;

  g_assert_cmpint ((detail->case_->flags & HENJI_CASE_CSBA) != 0, ==,
                   reason >= 0 && henji_csba_is_theirs (reason));

  return reason;
}

static char *
proposed (Fixture *f, gint64 row)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (HenjiTemplate) situation = henji_desk_propose_situation (f->desk, detail);

  return g_strdup (henji_template_id (situation));
}

#define assert_proposed(f, row, id)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *is = proposed (f, row);                                                       \
    g_assert_cmpstr (is, ==, id);                                                                  \
  }                                                                                                \
  G_STMT_END

static void
test_any_order (Fixture *f, gconstpointer data)
{
  static const char *const orders[]
      = { "mail report periods", "mail periods report", "report mail periods",
          "report periods mail", "periods mail report", "periods report mail" };
  g_auto (GStrv) steps = g_strsplit (orders[GPOINTER_TO_UINT (data)], " ", -1);

  for (guint i = 0; steps[i] != NULL; i++)
    if (g_str_equal (steps[i], "mail"))
      import (f, write_mail (f, "a", 2, ORDER, "届いたマグカップが割れていました。"));
    else if (g_str_equal (steps[i], "report"))
      import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
    else
      set_periods (f, SINCE_OCTOBER);

  g_assert_cmpint (reason_of (f, only_case (f)), ==, HENJI_CSBA_COVERED);
  assert_proposed (f, only_case (f), "csba-forward");
}

static void
test_periods (Fixture *f, gconstpointer data)
{
  gint64 row;

  import (f, write_mail (f, "a", 2, ORDER, "届いたマグカップが割れていました。"));
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
  row = only_case (f);
  g_assert_cmpint (reason_of (f, row), ==, -1);
  assert_proposed (f, row, "damaged");

  set_periods (f, "amazon.com 2026-10-01T10:00:00+09:00\n");
  g_assert_cmpint (reason_of (f, row), ==, -1);
  /* To the second: the order was made at nine. */
  set_periods (f, "amazon.co.jp 2026-11-02T08:00:00+09:00\n");
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_COVERED);
  set_periods (f, "amazon.co.jp 2026-11-02T08:00:01+09:00\n");
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_FIRST_HOUR);
  set_periods (f, "amazon.co.jp 2026-11-02T09:00:01+09:00\n");
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_BEFORE_ENROLMENT);
  set_periods (f, "amazon.co.jp 2026-10-01T10:00:00+09:00 2026-11-02T09:00:01+09:00\n");
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_STILL_COVERED);
  set_periods (f, "amazon.co.jp 2026-10-01T10:00:00+09:00 2026-11-02T09:00:00+09:00\n");
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_AFTER_LEAVING);
  set_periods (f, SINCE_OCTOBER);
  g_assert_true (is_marked (f, row));
  set_periods (f, "");
  g_assert_cmpint (reason_of (f, row), ==, -1);
}

static void
test_bad_periods (Fixture *f, gconstpointer data)
{
  static const char *const bad[] = { "amazon.co.jp", "amazon.co.jp tomorrow",
                                     SINCE_OCTOBER "amazon.co.jp 2026-11-01T10:00:00+09:00\n" };
  g_autoptr (GPtrArray) kept = NULL;

  set_periods (f, SINCE_OCTOBER);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (henji_desk_set_csba_periods (f->desk, bad[i], &error));
      g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
    }
  kept = henji_desk_csba_periods (f->desk, NULL);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
test_natures (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row, event;

  set_periods (f, SINCE_OCTOBER);
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
  import (f, write_mail (f, "a", 5, ORDER, "領収書を発行していただけますか。"));
  row = only_case (f);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_NEVER_INVOICES);
  assert_proposed (f, row, "invoice");

  /* Answered, and then something else: the invoice is over. */
  henji_desk_no_reply_needed (f->desk, row, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  import (f, write_mail (f, "b", -0.5, ORDER, "届いたマグカップが割れていました。"));
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_COVERED);

  event = henji_desk_set_csba_nature (f->desk, row, "pre-order", &error);
  g_assert_no_error (error);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_NEVER_PRE_ORDERS);
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_COVERED);
  g_assert_cmpint (henji_desk_set_csba_nature (f->desk, row, "invoice", &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

static void
test_words (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row;

  set_periods (f, SINCE_OCTOBER);
  import (f, write_mail (f, "a", 2, ORDER, "届いたマグカップが割れていました。"));
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "【名入れ】マグカップ"));
  row = only_case (f);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_NEVER_CUSTOMISATION);
  /* The seller knows better, and may go back to what was recognised. */
  henji_desk_set_csba_nature (f->desk, row, "order", &error);
  g_assert_no_error (error);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_COVERED);
  henji_desk_set_csba_nature (f->desk, row, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_NEVER_CUSTOMISATION);
}

/* Two orders in one case: one that is ours makes the case ours. */
static void
test_several_orders (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  const HenjiCsbaOrder *one;
  gint64 row;

  set_periods (f, SINCE_OCTOBER);
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
  import (f, write_mail (f, "a", 2, ORDER,
                         "届いたマグカップが割れていました。前の注文 " ORDER_2 " も同じでした。"));
  row = only_case (f);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_TIME_UNKNOWN);
  import (f, write_order (f, "p.txt", ORDER_2, "2026-09-30T09:00:00+09:00", "皿"));
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_BEFORE_ENROLMENT);
  detail = detail_of (f, row);
  one = henji_csba_answer_find (detail->csba, ORDER);
  g_assert_cmpint (one->reason, ==, HENJI_CSBA_COVERED);
}

static void
test_forward (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 row, event;

  set_periods (f, SINCE_OCTOBER);
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
  import (f, write_mail (f, "a", 2, ORDER, "届いたマグカップが割れていました。"));
  row = only_case (f);
  before = say_case_row (f, row);

  /* The reply clock runs until somebody says that it was passed on. */
  g_assert_nonnull (strstr (before, "court ours"));
  g_assert_nonnull (strstr (before, "rule reply"));
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
    g_autoptr (HenjiTemplate) situation = henji_desk_propose_situation (f->desk, detail);
    g_autoptr (HenjiDraft) draft = NULL;
    g_autoptr (HenjiDraft) stored = NULL;
    HenjiLanguage language = henji_desk_language_for (f->desk, detail, situation);

    g_assert_cmpint (language, ==, HENJI_LANGUAGE_JA);
    draft = henji_desk_compose (f->desk, detail, situation, NULL, language, NULL, &error);
    g_assert_no_error (error);
    g_assert_nonnull (strstr (draft->ja, ORDER));
    g_assert_nonnull (strstr (draft->ja, "破損"));
    stored = henji_desk_save_draft (f->desk, draft, &error);
    g_assert_no_error (error);
  }
  event = henji_desk_support_written (f->desk, row, &error);
  g_assert_no_error (error);
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

    g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_THEIRS);
    g_assert_cmpint (detail->case_->due, ==, 0);
    g_assert_cmpint (detail->case_->confirmation, ==, HENJI_CONFIRMATION_NOT_MARKED);
    g_assert_true (detail->csba->forwarded);
    g_assert_cmpuint (count_events (detail, HENJI_EVENT_CSBA_FORWARDED), ==, 1);
    g_assert_cmpuint (count_events (detail, HENJI_EVENT_SUPPORT_WRITTEN), ==, 0);
  }
  assert_proposed (f, row, "csba-buyer");

  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  after = say_case_row (f, row);
  g_assert_nonnull (strstr (after, "court ours"));
  g_assert_nonnull (strstr (after, "rule reply"));

  /* By hand, without a text; the buyer's next mail is our turn again. */
  henji_desk_csba_forwarded (f->desk, row, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  import (f, write_mail (f, "b", -0.5, ORDER, "まだ返事がありません。"));
  {
    g_autofree char *again = say_case_row (f, row);

    g_assert_nonnull (strstr (again, "court ours"));
    g_assert_nonnull (strstr (again, "rule reply"));
  }

  /* A case that is ours cannot be passed on. */
  set_periods (f, "");
  g_assert_cmpint (henji_desk_csba_forwarded (f->desk, row, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

static char *
write_question (Fixture *f, const char *id, double hours)
{
  g_autofree char *date = date_of (NOW - (gint64) (hours * HENJI_HOUR));
  g_autofree char *text = g_strdup_printf (
      "From: Amazon <csba-noreply@amazon.co.jp>\nTo: shop@example.com\n"
      "Subject: [CSBA] ご注文 " ORDER " についてのご質問\nDate: %s\n"
      "Message-ID: <%s@example.invalid>\nMIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n"
      "商品はいつ発送されましたか。24時間以内にご回答ください。\n",
      date, id);
  g_autofree char *name = g_strconcat (id, ".eml", NULL);

  return write_file (f, name, text);
}

static void
test_question (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row;

  set_periods (f, SINCE_OCTOBER);
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
  import (f, write_mail (f, "a", 4, ORDER, "届いたマグカップが割れていました。"));
  row = only_case (f);
  henji_desk_csba_forwarded (f->desk, row, &error);
  g_assert_no_error (error);

  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  import (f, write_question (f, "q", -0.5));
  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
    const HenjiClock *clock = g_ptr_array_index (detail->clocks, 0);

    g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_OURS);
    g_assert_cmpint (detail->case_->kind, ==, HENJI_KIND_DAMAGED);
    g_assert_cmpstr (clock->rule, ==, "csba-question");
    g_assert_cmpint (clock->until - clock->since, ==, 24 * HENJI_HOUR);
  }
  assert_proposed (f, row, "csba-answer");

  /* The buyer asks again, and what we write to the buyer is no answer to the marketplace. */
  import (f, write_mail (f, "b", -0.7, ORDER, "いつ返事をもらえますか。"));
  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
  {
    g_autoptr (HenjiCase) c = case_of (f, row);

    g_assert_cmpint (c->court, ==, HENJI_COURT_OURS);
    g_assert_cmpstr (c->due_rule, ==, "csba-question");
  }

  {
    g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
    g_autoptr (HenjiTemplate) situation = henji_desk_situation (f->desk, "csba-answer");
    g_autoptr (HenjiChoices) choices = henji_choices_new ();
    g_autoptr (HenjiDraft) draft = NULL;
    g_autoptr (HenjiDraft) stored = NULL;
    gint64 event;

    henji_choices_set_field (choices, "answer", "11月20日に発送しました。");
    draft
        = henji_desk_compose (f->desk, detail, situation, choices, HENJI_LANGUAGE_JA, NULL, &error);
    g_assert_no_error (error);
    stored = henji_desk_save_draft (f->desk, draft, &error);
    g_assert_no_error (error);
    event = henji_desk_support_written (f->desk, row, &error);
    g_assert_no_error (error);
    {
      g_autoptr (HenjiCase) c = case_of (f, row);

      g_assert_cmpint (c->court, ==, HENJI_COURT_THEIRS);
      g_assert_cmpint (c->due, ==, 0);
    }
    henji_desk_undo (f->desk, event, &error);
    g_assert_no_error (error);
    {
      g_autoptr (HenjiCase) c = case_of (f, row);

      g_assert_cmpint (c->court, ==, HENJI_COURT_OURS);
      g_assert_cmpstr (c->due_rule, ==, "csba-question");
    }
  }
}

/* The marketplace decides about refunds: one that nobody here made is a fact. */
static void
test_refund (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  gint64 row;

  set_periods (f, SINCE_OCTOBER);
  import (f, write_order (f, "o.txt", ORDER, "2026-11-02T09:00:00+09:00", "マグカップ"));
  import (f, write_mail (f, "a", 4, ORDER, "届いたマグカップが割れていました。"));
  row = only_case (f);
  henji_desk_csba_forwarded (f->desk, row, &error);
  g_assert_no_error (error);
  import (f, write_notice (f, "REFUND_ISSUED", "r", 1, ORDER, "返金いたしました。"));

  detail = detail_of (f, row);
  g_assert_cmpuint (f->n[HENJI_IMPORT_NEW], ==, 1);
  g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_THEIRS);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_REFUND_ISSUED), ==, 1);
  g_assert_cmpint (reason_of (f, row), ==, HENJI_CSBA_COVERED);
  faults = henji_desk_verify (f->desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_returns (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_true (henji_desk_set_return_policies (f->desk, "amazon.co.jp days=14\n", &error));
  own = henji_desk_return_policies (f->desk, &error);
  g_assert_cmpuint (own->len, ==, 1);
  faults = henji_desk_return_policy_faults (f->desk, own);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_false (henji_desk_set_return_policies (f->desk, "amazon.co.jp days=soon\n", &error));
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *path = g_strdup_printf ("/csba/any-order/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_any_order, tear_down);
    }
  g_test_add ("/csba/periods", Fixture, NULL, set_up, test_periods, tear_down);
  g_test_add ("/csba/bad-periods", Fixture, NULL, set_up, test_bad_periods, tear_down);
  g_test_add ("/csba/natures", Fixture, NULL, set_up, test_natures, tear_down);
  g_test_add ("/csba/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/csba/several-orders", Fixture, NULL, set_up, test_several_orders, tear_down);
  g_test_add ("/csba/forward", Fixture, NULL, set_up, test_forward, tear_down);
  g_test_add ("/csba/question", Fixture, NULL, set_up, test_question, tear_down);
  g_test_add ("/csba/refund", Fixture, NULL, set_up, test_refund, tear_down);
  g_test_add ("/csba/returns", Fixture, NULL, set_up, test_returns, tear_down);

  return g_test_run ();
}
