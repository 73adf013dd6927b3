/* What the seller does with a case, what mails do to it, and that all of it can be taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-db-event.h"
#include "henji-desk-private.h"

#define BROKEN "The mug arrived broken. Please send a replacement."

static void
assert_court (Fixture *f, gint64 row, HenjiCourt court, const char *rule, double due_in_hours)
{
  g_autoptr (HenjiCase) c = case_of (f, row);

  g_assert_cmpstr (henji_court_id (c->court), ==, henji_court_id (court));
  g_assert_cmpstr (c->due_rule, ==, rule);
  g_assert_cmpint (c->due, ==, rule != NULL ? NOW + (gint64) (due_in_hours * HENJI_HOUR) : 0);
}

static void
test_clock (Fixture *f, gconstpointer data)
{
  gint64 row;

  import (f, write_mail (f, "b", 3, ORDER, BROKEN));
  row = only_case (f);
  assert_court (f, row, HENJI_COURT_OURS, "reply", 21);

  /* A newer one does not give more time, an older one takes some away. */
  import (f, write_mail (f, "c", 1, ORDER, "Any news?"));
  assert_court (f, row, HENJI_COURT_OURS, "reply", 21);
  import (f, write_mail (f, "a", 5, ORDER, BROKEN));
  assert_court (f, row, HENJI_COURT_OURS, "reply", 19);
  g_assert_cmpint (only_case (f), ==, row);

  /* A reply between them answers what was before it. */
  import (f, write_notice (f, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", "r1", 2, ORDER,
                           "We are looking into it."));
  assert_court (f, row, HENJI_COURT_OURS, "reply", 23);
  import (f, write_notice (f, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", "r2", 0.5, ORDER,
                           "A new one is on its way."));
  assert_court (f, row, HENJI_COURT_THEIRS, NULL, 0);
}

static void
test_reply_first (Fixture *f, gconstpointer data)
{
  import (f, write_notice (f, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", "r", 1, ORDER,
                           "A new one is on its way."));
  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  assert_court (f, only_case (f), HENJI_COURT_THEIRS, NULL, 0);
  import (f, write_mail (f, "b", 0.5, ORDER, "It did not come."));
  assert_court (f, only_case (f), HENJI_COURT_OURS, "reply", 23.5);
}

static void
test_thanks (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCase) c = NULL;
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  import (f, write_mail (f, "b", 2, ORDER, "Thank you very much!"));
  c = case_of (f, row);
  g_assert_cmpstr (henji_kind_id (c->kind), ==, "damaged"); /* nobody answered it yet */

  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
  henji_desk_set_now (f->desk, NOW + 2 * HENJI_HOUR);
  import (f, write_mail (f, "c", -1, ORDER, "Thank you very much!"));
  g_clear_pointer (&c, henji_case_unref);
  c = case_of (f, row);
  g_assert_cmpstr (henji_kind_id (c->kind), ==, "thanks");
}

static void
test_reopened_by_mail (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  henji_desk_close_case (f->desk, row, &error);
  g_assert_no_error (error);
  assert_court (f, row, HENJI_COURT_CLOSED, NULL, 0);

  henji_desk_set_now (f->desk, NOW + 2 * HENJI_HOUR);
  import (f, write_mail (f, "b", -1, ORDER, "The new one is broken, too."));
  g_assert_cmpint (only_case (f), ==, row);
  assert_court (f, row, HENJI_COURT_OURS, "reply", 25);
}

/* ---- Undo --------------------------------------------------------------------------------------
 */

typedef gint64 (*Act) (Fixture *f, gint64 row, GError **error);

static gint64
act_answered (Fixture *f, gint64 row, GError **error)
{
  return henji_desk_answered (f->desk, row, error);
}

static gint64
act_no_reply (Fixture *f, gint64 row, GError **error)
{
  return henji_desk_no_reply_needed (f->desk, row, error);
}

static gint64
act_close (Fixture *f, gint64 row, GError **error)
{
  return henji_desk_close_case (f->desk, row, error);
}

static gint64
act_kind (Fixture *f, gint64 row, GError **error)
{
  return henji_desk_set_kind (f->desk, row, HENJI_KIND_INVOICE, error);
}

static gint64
act_note (Fixture *f, gint64 row, GError **error)
{
  return henji_desk_note (f->desk, row, "rings in the evening", error);
}

static gint64
act_shipment (Fixture *f, gint64 row, GError **error)
{
  g_autoptr (HenjiShipment) shipment = henji_shipment_new ();

  shipment->carrier = g_strdup ("ヤマト運輸");
  shipment->tracking_number = g_strdup ("123456789012");
  shipment->ship_date = g_strdup ("2026-11-23");

  return henji_desk_set_shipment (f->desk, row, ORDER, shipment, error);
}

static gint64
act_split (Fixture *f, gint64 row, GError **error)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  const HenjiMessage *last = g_ptr_array_index (detail->messages, detail->messages->len - 1);
  gint64 made = 0;
  gint64 event = henji_desk_split (f->desk, last->row, &made, error);
  g_autoptr (GArray) rows = all_rows (f);

  g_assert_cmpint (made, !=, row);
  g_assert_cmpuint (rows->len, ==, 3);

  return event;
}

/* The case of the other order. */
static gint64
other_case (Fixture *f, gint64 row)
{
  g_autoptr (GArray) rows = all_rows (f);

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) != row)
      return g_array_index (rows, gint64, i);

  g_assert_not_reached ();
}

static gint64
act_merge (Fixture *f, gint64 row, GError **error)
{
  gint64 event = henji_desk_merge (f->desk, row, other_case (f, row), error);

  g_assert_cmpint (only_case (f), ==, row);

  return event;
}

static const struct
{
  const char *name;
  Act act;
} acts[] = { { "answered", act_answered }, { "no-reply-needed", act_no_reply },
             { "close", act_close },       { "kind", act_kind },
             { "note", act_note },         { "shipment", act_shipment },
             { "split", act_split },       { "merge", act_merge } };

static char *
order_report (void)
{
  return g_strdup (
      "order-id\torder-item-id\tpurchase-date\tbuyer-email\tbuyer-name\tsku\tproduct-name\t"
      "quantity-purchased\tcurrency\titem-price\trecipient-name\tship-address-1\tship-city\t"
      "ship-state\tship-postal-code\tship-country\n" ORDER
      "\t10001\t2026-11-17T22:30:00+00:00\t" ALIAS "\t佐伯 真由\tMUG-1\tMug A & B <b>\t1\tJPY\t"
      "2480\t佐伯 真由\t神宮前1-2-3\t渋谷区\t東京都\t150-0001\tJP\n");
}

/* Two cases of one buyer, the first with a photo's worth of history. */
static gint64
make_cases (Fixture *f)
{
  g_autofree char *report = order_report ();
  g_autoptr (GArray) rows = NULL;
  g_autoptr (HenjiCase) first = NULL;

  import (f, write_file (f, "orders.txt", report));
  import (f, write_mail (f, "a", 6, ORDER, BROKEN));
  import (f, write_mail (f, "b", 5, ORDER, "When will the new one come?"));
  import (f, write_mail (f, "c", 4, ORDER_2, "Please cancel this order."));
  rows = all_rows (f);
  g_assert_cmpuint (rows->len, ==, 2);
  first = case_of (f, g_array_index (rows, gint64, 0));

  return g_str_equal (first->order_ids[0], ORDER) ? first->row : g_array_index (rows, gint64, 1);
}

static char *
say_all (Fixture *f, gint64 row)
{
  g_autoptr (GArray) rows = all_rows (f);
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  const HenjiOrder *order = g_ptr_array_index (detail->orders, 0);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *said = say_case_row (f, g_array_index (rows, gint64, i));

      g_string_append (out, said);
    }
  g_string_append_printf (out, "shipments %u\n",
                          order->shipments != NULL ? order->shipments->len : 0);
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      g_string_append_printf (out, "clock %s %" G_GINT64_FORMAT " stopped %" G_GINT64_FORMAT "\n",
                              clock->rule, clock->since, clock->stopped_at);
    }

  return g_string_free (out, FALSE);
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  gint64 row = make_cases (f);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *before = say_all (f, row);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiCaseDetail) detail = NULL;
      gint64 event = acts[i].act (f, row, &error);

      g_test_message ("%s", acts[i].name);
      g_assert_no_error (error);
      g_assert_cmpint (event, >, 0);
      if (acts[i].act != act_note)
        {
          g_autofree char *done = say_all (f, row);

          g_assert_cmpstr (done, !=, before);
        }
      g_assert_cmpint (henji_desk_undo (f->desk, event, &error), >, 0);
      g_assert_no_error (error);
      after = say_all (f, row);
      g_assert_cmpstr (after, ==, before);

      /* Once only. */
      g_assert_cmpint (henji_desk_undo (f->desk, event, &error), ==, 0);
      g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
      detail = detail_of (f, row);
      g_assert_cmpuint (count_events (detail, HENJI_EVENT_UNDONE), ==, i + 1);
    }
}

static gboolean
add_message (HenjiDb *db, gpointer data, GError **error)
{
  gint64 *row = data;

  *row = henji_db_event_add (db, *row, HENJI_EVENT_MARKETPLACE_MESSAGE, NOW, "It is on its way.",
                             "sent-outcome=sent\n", 0, error);

  return *row != 0;
}

/* What went to the buyer stays said. */
static void
test_undo_sent (Fixture *f, gconstpointer data)
{
  gint64 row = make_cases (f);
  gint64 event = row;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;

  g_assert_true (_henji_desk_write (f->desk, add_message, &event, &error));
  g_assert_no_error (error);
  g_assert_cmpint (henji_desk_undo (f->desk, event, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "cannot be taken back"));
  detail = detail_of (f, row);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_MARKETPLACE_MESSAGE), ==, 1);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_UNDONE), ==, 0);
}

static void
test_undo_reopen (Fixture *f, gconstpointer data)
{
  gint64 row = make_cases (f);
  g_autoptr (GError) error = NULL;
  g_autofree char *closed = NULL;
  g_autofree char *back = NULL;
  gint64 event;

  henji_desk_close_case (f->desk, row, &error);
  closed = say_all (f, row);
  event = henji_desk_reopen (f->desk, row, &error);
  g_assert_no_error (error);
  assert_court (f, row, HENJI_COURT_OURS, "reply", 18);
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  back = say_all (f, row);
  g_assert_cmpstr (back, ==, closed);
}

/* ---- Our reply coming back, and notices --------------------------------------------------------
 */

static void
answer_with (Fixture *f, gint64 row, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) draft = henji_draft_new ();
  g_autoptr (HenjiDraft) stored = NULL;

  draft->case_row = row;
  draft->language = HENJI_LANGUAGE_EN;
  draft->situation = g_strdup ("general");
  draft->en = g_strdup (text);
  draft->ja = g_strdup ("…");
  stored = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
}

/* The buyer still waits when support was written to, and "answered" does not take that text for the
 * answer. */
static void
test_support_written (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (HenjiDraft) draft = henji_draft_new ();
  g_autoptr (HenjiDraft) stored = NULL;
  g_autoptr (HenjiDraft) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 row, event;

  row = make_cases (f);
  g_assert_cmpint (henji_desk_support_written (f->desk, row, &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED);
  g_clear_error (&error);

  draft->case_row = row;
  draft->language = HENJI_LANGUAGE_JA;
  draft->situation = g_strdup ("support-return");
  draft->ja = g_strdup ("ご確認をお願いいたします。10日以内に交換品を発送いたします。");
  stored = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  before = say_all (f, row);
  event = henji_desk_support_written (f->desk, row, &error);
  g_assert_no_error (error);
  assert_court (f, row, HENJI_COURT_OURS, "reply", 18);
  detail = detail_of (f, row);
  g_assert_true (detail->draft->answered);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_PROMISE), ==, 0);
  g_assert_cmpint (henji_desk_support_written (f->desk, row, &error), ==, 0); /* no second time */
  g_clear_error (&error);
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  after = say_all (f, row);
  g_assert_cmpstr (after, ==, before);

  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
  g_clear_pointer (&detail, henji_case_detail_unref);
  detail = detail_of (f, row);
  g_assert_false (detail->draft->answered);
  for (guint i = 0; i < detail->messages->len; i++)
    g_assert_cmpint (((HenjiMessage *) detail->messages->pdata[i])->direction, !=,
                     HENJI_DIRECTION_OUT);
}

static void
test_copy_confirms (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) before = NULL;
  g_autoptr (HenjiCaseDetail) after = NULL;
  g_autofree char *copy = NULL;
  gint64 row;

  import (f, write_mail (f, "a", 3, ORDER, BROKEN));
  row = only_case (f);
  answer_with (f, row, "A new one is on its way.");
  before = detail_of (f, row);
  g_assert_cmpint (before->case_->confirmation, ==, HENJI_CONFIRMATION_UNCONFIRMED);

  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  copy = write_notice (f, "BBC_MESSAGE_CONFIRMATION_TO_MERCHANT", "r", -0.1, ORDER,
                       "A new one is on its way.");
  import (f, g_strdup (copy));
  after = detail_of (f, row);
  g_assert_cmpint (after->case_->confirmation, ==, HENJI_CONFIRMATION_CONFIRMED);
  g_assert_cmpuint (after->messages->len, ==, before->messages->len);
  g_assert_cmpuint (count_events (after, HENJI_EVENT_CONFIRMED), ==, 1);

  /* The same copy again is known. */
  import (f, g_strdup (copy));
  g_assert_cmpuint (f->n[HENJI_IMPORT_DUPLICATE], ==, 1);
  g_clear_pointer (&after, henji_case_detail_unref);
  after = detail_of (f, row);
  g_assert_cmpuint (count_events (after, HENJI_EVENT_CONFIRMED), ==, 1);
}

static void
test_notices (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = NULL;
  gint64 row;

  import (f, write_mail (f, "a", 30, ORDER, "Where is my parcel?"));
  row = only_case (f);
  import (f,
          write_notice (f, "A_Z_CLAIM_RESPONDENT_NOTIFY", "claim", 2, ORDER,
                        "A buyer has filed an A-to-z Guarantee claim. Reason: item not received."));
  g_assert_cmpint (only_case (f), ==, row);
  detail = detail_of (f, row);
  g_assert_true ((detail->case_->flags & HENJI_CASE_A_TO_Z) != 0);
  g_assert_cmpint (detail->case_->kind, ==, HENJI_KIND_A_TO_Z);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_CLAIM_OPENED), ==, 1);
  g_assert_cmpint (detail->case_->n_messages, ==, 1); /* a notice is no message */
  g_assert_cmpuint (detail->clocks->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/triage/clock", Fixture, NULL, set_up, test_clock, tear_down);
  g_test_add ("/triage/reply-first", Fixture, NULL, set_up, test_reply_first, tear_down);
  g_test_add ("/triage/thanks", Fixture, NULL, set_up, test_thanks, tear_down);
  g_test_add ("/triage/reopened-by-mail", Fixture, NULL, set_up, test_reopened_by_mail, tear_down);
  g_test_add ("/triage/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/triage/undo-sent", Fixture, NULL, set_up, test_undo_sent, tear_down);
  g_test_add ("/triage/undo-reopen", Fixture, NULL, set_up, test_undo_reopen, tear_down);
  g_test_add ("/triage/support-written", Fixture, NULL, set_up, test_support_written, tear_down);
  g_test_add ("/triage/copy-confirms", Fixture, NULL, set_up, test_copy_confirms, tear_down);
  g_test_add ("/triage/notices", Fixture, NULL, set_up, test_notices, tear_down);

  return g_test_run ();
}
