/* test-support.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The seller's own cases with the marketplace.
 */
#include "desk-fixture.h"

#include "henji-desk-clocks.h"
#include "henji-desk-support.h"

#define CASE_ID "12345678901"

/* A mail of support, @hours before NOW. */
static char *
support_mail (Fixture *f,
              const char *id,
              double hours,
              const char *from,
              const char *subject,
              const char *body)
{
  g_autofree char *date = date_of (NOW - (gint64) (hours * HENJI_HOUR));
  g_autofree char *name = g_strconcat (id, ".eml", NULL);
  g_autofree char *text = g_strdup_printf (
      "From: %s\nTo: shop@example.com\nSubject: %s\nDate: %s\nMessage-ID: <%s@example.invalid>\n"
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
      "Content-Transfer-Encoding: 8bit\n\n%s\n",
      from, subject, date, id, body);

  return write_file (f, name, text);
}

#define FROM_SUPPORT "Amazon <seller-support@amazon.co.jp>"

static gint64
buyers_case (Fixture *f)
{
  import (f, write_mail (f, "buyer", 10, ORDER, "It arrived broken."));

  return only_case (f);
}

static gint64
open_case (Fixture *f, const HenjiSupportWish *wish)
{
  g_autoptr (GError) error = NULL;
  gint64 row, event = henji_desk_support_open (f->desk, wish, &row, &error);

  g_assert_no_error (error);
  g_assert_cmpint (event, !=, 0);

  return row;
}

static gint64
found (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 row = henji_desk_support_find (f->desk, CASE_ID, &error);

  g_assert_no_error (error);

  return row;
}

static const HenjiClock *
running (const HenjiCaseDetail *detail, const char *rule)
{
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0 && g_str_equal (clock->rule, rule))
        return clock;
    }

  return NULL;
}

/* Searching may lag a moment behind; closing waits for the index. */
static void
catch_up (Fixture *f)
{
  close_desk (f);
  open_desk (f);
}

static void
undo (Fixture *f, gint64 event)
{
  g_autoptr (GError) error = NULL;

  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
}

/* From a buyer's case: links both ways, the orders, a text to begin with; undo takes it away. */
static void
test_open (Fixture *f, gconstpointer data)
{
  gint64 buyer = buyers_case (f);
  HenjiSupportWish wish = { .about = buyer,
                            .path = "return",
                            .orders = "250-7654321-7654321、２５０－７６５４３２１－７６５４３２１",
                            .problem_ja = "使用済み 4111 1111 1111 1111" };
  g_autoptr (GError) error = NULL;
  gint64 row, event = henji_desk_support_open (f->desk, &wish, &row, &error);
  g_autoptr (HenjiCaseDetail) own = NULL;
  g_autoptr (HenjiCaseDetail) about = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autoptr (HenjiTemplate) situation = NULL;
  g_autoptr (GArray) rows = NULL;

  g_assert_no_error (error);
  own = detail_of (f, row);
  g_assert_nonnull (own->support);
  g_assert_cmpint (own->case_->flags & HENJI_CASE_SUPPORT, !=, 0);
  g_assert_cmpint (own->case_->court, ==, HENJI_COURT_OURS);
  g_assert_cmpint (own->support->about, ==, buyer);
  g_assert_cmpstr (own->support->about_buyer, ==, "Mayu Saeki");
  g_assert_null (own->case_->buyer);
  g_assert_cmpuint (g_strv_length (own->case_->order_ids), ==, 2);
  g_assert_cmpstr (own->support->problem_ja, ==, "使用済み •••• •••• •••• ••••");
  situation = henji_desk_propose_situation (f->desk, own);
  g_assert_cmpstr (henji_template_id (situation), ==, "support-return");
  g_assert_cmpint (henji_desk_propose_language (own), ==, HENJI_LANGUAGE_JA);

  about = detail_of (f, buyer);
  g_assert_null (about->support);
  g_assert_cmpuint (about->supports->len, ==, 1);
  g_assert_cmpint (((HenjiSupport *) g_ptr_array_index (about->supports, 0))->case_row, ==, row);

  undo (f, event);
  rows = all_rows (f);
  g_assert_cmpuint (rows->len, ==, 1);
  after = detail_of (f, buyer);
  g_assert_cmpuint (after->supports->len, ==, 0);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  gint64 buyer = buyers_case (f);
  HenjiSupportWish good = { .support_id = CASE_ID };
  gint64 own = open_case (f, &good);
  HenjiSupportWish wishes[] = {
    { .support_id = "Case ID: " CASE_ID }, /* there already */
    { .support_id = "250-1234567-1234567" },
    { .orders = "250-1234567-123456" },
    { .orders = "no number" },
    { .path = "moon" },
    { .about = own },
    { .about = 9999 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (henji_desk_support_open (f->desk, &wishes[i], NULL, &error), ==, 0);
      g_test_message ("%s", error->message);
      g_assert_true (error->domain == HENJI_DESK_ERROR);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (henji_desk_merge (f->desk, own, buyer, &error), ==, 0);
    g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
    g_clear_error (&error);
    g_assert_cmpint (henji_desk_merge (f->desk, buyer, own, &error), ==, 0);
    g_clear_error (&error);
    g_assert_cmpint (henji_desk_no_reply_needed (f->desk, own, &error), ==, 0);
    g_clear_error (&error);
    g_assert_cmpint (henji_desk_support_set_status (f->desk, buyer, "Answered", &error), ==, 0);
    g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  }
}

/* Marked as sent it is theirs with a clock to ask again; the answer makes it ours. */
static void
test_turns (Fixture *f, gconstpointer data)
{
  HenjiSupportWish wish = { .about = buyers_case (f), .path = "return" };
  gint64 row = open_case (f, &wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (HenjiTemplate) situation = henji_desk_propose_situation (f->desk, detail);
  g_autoptr (HenjiDraft) composed
      = henji_desk_compose (f->desk, detail, situation, NULL, HENJI_LANGUAGE_JA, NULL, &error);
  g_autoptr (HenjiDraft) draft = henji_desk_save_draft (f->desk, composed, &error);
  g_autofree char *before = NULL;
  g_autofree char *back = NULL;
  gint64 event;

  g_assert_no_error (error);
  before = say_case_row (f, row);
  event = henji_desk_support_written (f->desk, row, &error);
  g_assert_no_error (error);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_THEIRS);
  g_assert_nonnull (running (detail, "support-follow-up"));
  g_assert_null (detail->support->status);
  g_assert_true (detail->draft->answered);

  undo (f, event);
  back = say_case_row (f, row);
  g_assert_cmpstr (back, ==, before);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_false (detail->draft->answered);
  g_assert_null (running (detail, "support-follow-up"));

  /* The buyer's ordinary verb does the same here. */
  event = henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_THEIRS);
  g_assert_cmpint (detail->case_->confirmation, ==, HENJI_CONFIRMATION_NONE);

  /* The first mail of support tells the Case ID. */
  henji_desk_set_now (f->desk, NOW + 3 * HENJI_HOUR);
  import (f, support_mail (f, "answer", -2, FROM_SUPPORT, "[CASE " CASE_ID "] Return",
                           "We have reversed the refund for order " ORDER "."));
  g_assert_cmpint (found (f), ==, row);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_OURS);
  g_assert_cmpstr (detail->support->status, ==, "Answered");
  g_assert_cmpint (detail->case_->flags & HENJI_CASE_UNREAD, !=, 0);
  g_assert_cmpuint (detail->messages->len, ==, 1);
  g_assert_nonnull (running (detail, "support-follow-up"));
  g_assert_null (running (detail, "reply"));
  {
    g_autoptr (HenjiTemplate) next = henji_desk_propose_situation (f->desk, detail);

    g_assert_cmpstr (henji_template_id (next), ==, "support-general");
  }

  /* Twice is once. */
  import (f, support_mail (f, "answer", -2, FROM_SUPPORT, "[CASE " CASE_ID "] Return",
                           "We have reversed the refund for order " ORDER "."));
  g_assert_cmpuint (f->n[HENJI_IMPORT_DUPLICATE], ==, 1);
}

/* When the clock to ask again runs out, the case is ours. */
static void
test_follow_up (Fixture *f, gconstpointer data)
{
  HenjiSupportWish wish = { .support_id = CASE_ID };
  gint64 row = open_case (f, &wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCase) case_ = NULL;

  henji_desk_support_written (f->desk, row, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW + HENJI_DAY);
  henji_desk_tick (f->desk, &error);
  case_ = case_of (f, row);
  g_assert_cmpint (case_->court, ==, HENJI_COURT_THEIRS);
  henji_desk_set_now (f->desk, NOW + 7 * HENJI_DAY);
  henji_desk_tick (f->desk, &error);
  g_clear_pointer (&case_, henji_case_unref);
  case_ = case_of (f, row);
  g_assert_cmpint (case_->court, ==, HENJI_COURT_OURS);
}

/* By hand the status moves the court, and undo moves it back. */
static void
test_status (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *status;
    HenjiCourt court;
  } rows[] = {
    { "pending-marketplace", HENJI_COURT_THEIRS },
    { "Answered", HENJI_COURT_OURS },
    { "対応中", HENJI_COURT_THEIRS },
    { "Never heard of", HENJI_COURT_OURS },
    { "Resolved", HENJI_COURT_CLOSED },
  };
  HenjiSupportWish wish = { .support_id = CASE_ID };
  gint64 row = open_case (f, &wish);
  g_autofree char *first = say_case_row (f, row);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 event = henji_desk_support_set_status (f->desk, row, rows[i].status, &error);
      g_autoptr (HenjiCaseDetail) detail = NULL;
      g_autofree char *back = NULL;

      g_assert_no_error (error);
      detail = detail_of (f, row);
      g_test_message ("%s", rows[i].status);
      g_assert_cmpint (detail->case_->court, ==, rows[i].court);
      g_assert_cmpint (running (detail, "support-follow-up") != NULL, ==,
                       rows[i].court != HENJI_COURT_CLOSED);
      g_assert_nonnull (detail->support->status);
      undo (f, event);
      back = say_case_row (f, row);
      g_assert_cmpstr (back, ==, first);
      {
        g_autoptr (HenjiCaseDetail) after = detail_of (f, row);

        g_assert_null (after->support->status);
        g_assert_null (running (after, "support-follow-up"));
      }
    }
}

/* What is changed by hand, and back. */
static void
test_change (Fixture *f, gconstpointer data)
{
  gint64 buyer = buyers_case (f);
  HenjiSupportWish wish = { .support_id = CASE_ID, .category = "Orders" };
  gint64 row = open_case (f, &wish);
  HenjiSupportWish other = { .support_id = "98765432109",
                             .team = HENJI_SUPPORT_PERFORMANCE,
                             .channel = HENJI_SUPPORT_PHONE,
                             .path = "suspicious",
                             .orders = ORDER " " ORDER_2,
                             .about = buyer,
                             .problem_en = "Many orders" };
  g_autoptr (GError) error = NULL;
  gint64 event = henji_desk_support_change (f->desk, row, &other, &error);
  g_autoptr (HenjiCaseDetail) detail = NULL;

  g_assert_no_error (error);
  detail = detail_of (f, row);
  g_assert_cmpstr (detail->support->support_id, ==, "98765432109");
  g_assert_cmpint (detail->support->team, ==, HENJI_SUPPORT_PERFORMANCE);
  g_assert_cmpstr (detail->support->about_buyer, ==, "Mayu Saeki");
  g_assert_cmpuint (g_strv_length (detail->case_->order_ids), ==, 2);
  g_assert_null (detail->support->category);

  undo (f, event);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_cmpstr (detail->support->support_id, ==, CASE_ID);
  g_assert_cmpstr (detail->support->category, ==, "Orders");
  g_assert_cmpint (detail->support->team, ==, HENJI_SUPPORT_SELLER);
  g_assert_null (detail->support->path);
  g_assert_cmpint (detail->support->about, ==, 0);
  g_assert_null (detail->case_->order_ids);
}

/* Its own mails by Case ID; a buyer's and a stranger's never, an order's notices neither. */
static void
test_filing (Fixture *f, gconstpointer data)
{
  gint64 buyer = buyers_case (f);
  HenjiSupportWish wish = { .about = buyer, .support_id = CASE_ID };
  gint64 row = open_case (f, &wish);
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiCase) first = NULL;
  g_autoptr (GArray) rows = NULL;

  import (f, support_mail (f, "b", 5, ALIAS, "Case ID: " CASE_ID,
                           "Amazon gave me Case ID " CASE_ID " for order " ORDER "."));
  import (f, support_mail (f, "p", 5, "Amazon Support <seller-support@example.com>",
                           "[CASE " CASE_ID "] Urgent", "Click here."));
  import (f, write_notice (f, "REFUND_ISSUED", "n", 4, ORDER, "A refund was issued."));
  detail = detail_of (f, row);
  g_assert_cmpuint (detail->messages->len, ==, 0);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, buyer);
  g_assert_cmpuint (detail->messages->len, ==, 3);

  /* A new order of a buyer nobody knows does not end up with the marketplace. */
  import (f, support_mail (f, "n2", 3, "zzzz1234efgh567@marketplace.amazon.co.jp",
                           "Question (Order: " ORDER ")", "Where is it?"));
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_cmpuint (detail->messages->len, ==, 0);

  /* A Case ID nobody opened here makes a case, linked to the buyer's by its order. */
  import (f, support_mail (f, "own", 2, "Amazon <seller-performance@amazon.co.jp>",
                           "[CASE 55555555555] Order " ORDER, "Please explain."));
  {
    g_autoptr (GError) error = NULL;
    gint64 made = henji_desk_support_find (f->desk, "55555555555", &error);

    g_assert_no_error (error);
    g_clear_pointer (&detail, henji_case_detail_unref);
    detail = detail_of (f, made);
    g_assert_cmpint (detail->support->team, ==, HENJI_SUPPORT_PERFORMANCE);
    g_assert_cmpint (detail->support->about, !=, 0);
    g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_OURS);
    g_assert_cmpstr (detail->support->status, ==, "Answered");
  }

  /* A receipt leaves it with them; so does a status that says so. */
  import (f, support_mail (f, "r", 1, FROM_SUPPORT, "[CASE " CASE_ID "] Inquiry",
                           "We have received your inquiry."));
  first = case_of (f, row);
  g_assert_cmpint (first->court, ==, HENJI_COURT_THEIRS);
  import (f, support_mail (f, "s", 0.5, FROM_SUPPORT, "[CASE " CASE_ID "] Inquiry",
                           "Status: Requires attention\nPlease send photos."));
  g_clear_pointer (&first, henji_case_unref);
  first = case_of (f, row);
  g_assert_cmpint (first->court, ==, HENJI_COURT_OURS);
  /* An older mail that comes late changes nothing. */
  import (f, support_mail (f, "old", 0.8, FROM_SUPPORT, "[CASE " CASE_ID "] Inquiry",
                           "Status: Work in progress"));
  g_clear_pointer (&first, henji_case_unref);
  first = case_of (f, row);
  g_assert_cmpint (first->court, ==, HENJI_COURT_OURS);
  g_assert_cmpint (first->n_messages, ==, 3);

  /* Nothing opened is taken away once support has written. */
  {
    g_autoptr (HenjiCaseDetail) own = detail_of (f, row);
    g_autoptr (GError) error = NULL;

    for (guint i = 0; i < own->events->len; i++)
      {
        const HenjiEvent *event = g_ptr_array_index (own->events, i);

        if (event->type == HENJI_EVENT_SUPPORT_OPENED)
          g_assert_cmpint (henji_desk_undo (f->desk, event->row, &error), ==, 0);
      }
    g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  }
}

/* What was said is kept and found, without card numbers; undone it is not. */
static void
test_logs (Fixture *f, gconstpointer data)
{
  HenjiSupportWish wish = { .support_id = CASE_ID };
  gint64 row = open_case (f, &wish);
  g_autoptr (GError) error = NULL;
  gint64 call = henji_desk_support_log_phone (f->desk, row, NOW - HENJI_HOUR, "Tanaka",
                                              "They asked for 4111 1111 1111 1111",
                                              "An answer\ntomorrow", &error);
  gint64 chat = henji_desk_support_log_chat (f->desk, row, "Agent: zebra\nMe: yes", &error);
  g_autoptr (HenjiCaseDetail) detail = NULL;
  guint n_calls = 0;

  g_assert_no_error (error);
  g_assert_cmpint (call, !=, 0);
  detail = detail_of (f, row);
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *event = g_ptr_array_index (detail->events, i);

      if (event->type == HENJI_EVENT_PHONE_LOGGED)
        {
          g_autofree char *with = henji_desk_support_call_with (event);
          g_autofree char *promised = henji_desk_support_call_promised (event);

          n_calls++;
          g_assert_cmpstr (event->text, ==, "They asked for •••• •••• •••• ••••");
          g_assert_cmpstr (with, ==, "Tanaka");
          g_assert_cmpstr (promised, ==, "An answer\ntomorrow");
          g_assert_cmpint (event->at, ==, NOW - HENJI_HOUR);
        }
    }
  g_assert_cmpuint (n_calls, ==, 1);
  catch_up (f);
  {
    g_autoptr (GPtrArray) hits = henji_desk_search (f->desk, "zebra", 10, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (hits->len, ==, 1);
  }
  undo (f, chat);
  catch_up (f);
  {
    g_autoptr (GPtrArray) hits = henji_desk_search (f->desk, "zebra", 10, NULL, &error);

    g_assert_cmpuint (hits->len, ==, 0);
  }
  g_assert_cmpint (
      henji_desk_support_log_phone (f->desk, row, NOW + HENJI_HOUR, NULL, "Later", NULL, &error),
      ==, 0);
  g_clear_error (&error);
  g_assert_cmpint (henji_desk_support_log_chat (f->desk, row, "  ", &error), ==, 0);
  g_clear_error (&error);

  /* A note of any case, likewise. */
  henji_desk_note (f->desk, row, "card 4111111111111111", &error);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_NOTE), ==, 1);
  for (guint i = 0; i < detail->events->len; i++)
    if (((HenjiEvent *) g_ptr_array_index (detail->events, i))->text != NULL)
      g_assert_null (strstr (((HenjiEvent *) g_ptr_array_index (detail->events, i))->text, "4111"));
}

/* The list of them alone, the Case ID as it is typed, the steps that are done. */
static void
test_finding (Fixture *f, gconstpointer data)
{
  static const char *const queries[] = { CASE_ID, "12345", "Account health" };
  HenjiCaseQuery query = { .tab = HENJI_TAB_ALL, .kind = -1, .language = -1, .support = TRUE };
  HenjiSupportWish wish = { .about = buyers_case (f),
                            .support_id = "Case ID: " CASE_ID,
                            .category = "Account health" };
  gint64 row = open_case (f, &wish);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;

  catch_up (f);
  rows = henji_desk_case_rows (f->desk, &query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (g_array_index (rows, gint64, 0), ==, row);
  query.text = "12345678901";
  g_clear_pointer (&rows, g_array_unref);
  rows = henji_desk_case_rows (f->desk, &query, NULL, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GPtrArray) hits = henji_desk_search (f->desk, queries[i], 10, NULL, &error);
      gboolean any = FALSE;

      g_test_message ("%s", queries[i]);
      g_assert_no_error (error);
      for (guint j = 0; j < hits->len; j++)
        any = any || ((HenjiHit *) g_ptr_array_index (hits, j))->case_row == row;
      g_assert_true (any);
    }

  g_assert_true (henji_desk_support_set_step (f->desk, row, "photos", TRUE, &error));
  g_assert_true (henji_desk_support_set_step (f->desk, row, "order", TRUE, &error));
  g_assert_true (henji_desk_support_set_step (f->desk, row, "photos", TRUE, &error));
  g_assert_true (henji_desk_support_set_step (f->desk, row, "order", FALSE, &error));
  detail = detail_of (f, row);
  g_assert_cmpuint (g_strv_length (detail->support->steps), ==, 1);
  g_assert_cmpstr (detail->support->steps[0], ==, "photos");
}

/* On the individual plan there is mail only. */
static void
test_offer (Fixture *f, gconstpointer data)
{
  HenjiSupportWish wish = { .channel = HENJI_SUPPORT_PHONE };
  g_autoptr (GError) error = NULL;
  HenjiSupportOffer offer;
  gint64 row;

  g_assert_true (henji_desk_support_offer (f->desk, "amazon.co.jp", &offer, &error));
  g_assert_cmpint (offer.plan, ==, HENJI_PLAN_PROFESSIONAL);
  g_assert_false (offer.phone_sure);
  g_assert_cmpint (offer.phone.opens, ==, 9 * 60);
  g_assert_cmpint (offer.phone.closes, ==, 18 * 60);
  row = open_case (f, &wish);
  g_assert_cmpint (row, !=, 0);

  g_assert_true (
      henji_desk_set_selling_plan (f->desk, "amazon.co.jp", HENJI_PLAN_INDIVIDUAL, &error));
  g_assert_true (henji_desk_support_offer (f->desk, "amazon.co.jp", &offer, &error));
  g_assert_cmpuint (offer.channels, ==, 1u << HENJI_SUPPORT_MAIL);
  g_assert_cmpint (henji_desk_support_open (f->desk, &wish, NULL, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);
  wish.marketplace = "amazon.com";
  open_case (f, &wish);
}

static void
test_sheet (Fixture *f, gconstpointer data)
{
  HenjiSupportWish wish = { .about = buyers_case (f),
                            .support_id = CASE_ID,
                            .path = "return",
                            .problem_ja = "使用済み",
                            .problem_en = "Used" };
  gint64 row = open_case (f, &wish);
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  g_autofree char *ja = NULL;
  g_autofree char *en = NULL;

  shop->name_ja = g_strdup ("青葉雑貨店");
  shop->name_en = g_strdup ("Aoba Zakka");
  ja = henji_desk_support_sheet (f->desk, detail, shop, HENJI_LANGUAGE_JA);
  en = henji_desk_support_sheet (f->desk, detail, shop, HENJI_LANGUAGE_EN);
  g_assert_nonnull (strstr (ja, "店舗名：青葉雑貨店\n"));
  g_assert_nonnull (strstr (ja, "注文番号：" ORDER "\n"));
  g_assert_nonnull (strstr (ja, "内容：使用済み\n"));
  g_assert_nonnull (strstr (en, "Shop: Aoba Zakka\n"));
  g_assert_nonnull (strstr (en, "Case ID: " CASE_ID "\n"));
  g_assert_nonnull (strstr (en, "Problem: Used\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/support/open", test_open);
  ADD ("/support/refused", test_refused);
  ADD ("/support/turns", test_turns);
  ADD ("/support/follow-up", test_follow_up);
  ADD ("/support/status", test_status);
  ADD ("/support/change", test_change);
  ADD ("/support/filing", test_filing);
  ADD ("/support/logs", test_logs);
  ADD ("/support/finding", test_finding);
  ADD ("/support/offer", test_offer);
  ADD ("/support/sheet", test_sheet);
#undef ADD

  return g_test_run ();
}
