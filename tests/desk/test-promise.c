/* What a reply promises becomes a clock, gives us the turn in time, and can be taken back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"
#include "henji-desk-clocks.h"

#define BROKEN "The mug arrived broken. Please send a replacement."

static gint64
answer (Fixture *f, gint64 row, HenjiLanguage language, const char *sent, const char *other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) draft = henji_draft_new ();
  g_autoptr (HenjiDraft) stored = NULL;
  gint64 event;

  draft->case_row = row;
  draft->language = language;
  draft->situation = g_strdup ("general");
  draft->ja = g_strdup (language == HENJI_LANGUAGE_JA ? sent : other);
  draft->en = g_strdup (language == HENJI_LANGUAGE_JA ? other : sent);
  draft->at = henji_desk_now (f->desk);
  stored = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  event = henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);

  return event;
}

/* "ours promise 2026-11-28 | 代替品…  | *stopped one" */
static void
assert_promises (Fixture *f, gint64 row, const char *expected)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  GString *words = g_string_new (henji_court_id (detail->case_->court));
  g_autofree char *due = detail->case_->due != 0
                             ? henji_date_of (detail->case_->due, henji_desk_zone (f->desk))
                             : g_strdup ("-");
  g_autofree char *got = NULL;

  g_string_append_printf (words, " %s %s",
                          detail->case_->due_rule != NULL ? detail->case_->due_rule : "-", due);
  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = detail->clocks->pdata[i];

      if (g_str_equal (clock->rule, "promise"))
        g_string_append_printf (words, " | %s%s", clock->stopped_at != 0 ? "*" : "", clock->note);
    }
  got = g_string_free (words, FALSE);
  g_assert_cmpstr (got, ==, expected);
}

static gint64
clock_of (Fixture *f, gint64 row, const char *note)
{
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = detail->clocks->pdata[i];

      if (g_strcmp0 (clock->note, note) == 0)
        return clock->row;
    }
  g_assert_not_reached ();
}

static void
tick_at (Fixture *f, gint64 now)
{
  g_autoptr (GError) error = NULL;

  henji_desk_set_now (f->desk, now);
  henji_desk_tick (f->desk, &error);
  g_assert_no_error (error);
}

static gint64
make_case (Fixture *f)
{
  import (f, write_mail (f, "a", 3, ORDER, BROKEN));

  return only_case (f);
}

static void
test_turn (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiCaseQuery waiting = { .tab = HENJI_TAB_THEIRS, .kind = -1, .language = -1 };
  HenjiCaseQuery due
      = { .tab = HENJI_TAB_OURS, .kind = -1, .language = -1, .due_before = NOW + 5 * HENJI_DAY };
  g_autoptr (GArray) rows = NULL;

  answer (f, row, HENJI_LANGUAGE_EN, "We will ship a new one by Saturday, November 28.",
          "11月28日（土）までに新しい品を発送いたします。");
  assert_promises (f, row,
                   "theirs promise 2026-11-28 | We will ship a new one by Saturday, November 28.");
  detail = detail_of (f, row);
  g_assert_cmpuint (count_events (detail, HENJI_EVENT_PROMISE), ==, 1);
  /* The end of that day in the shop's zone. */
  g_assert_cmpint (detail->case_->due, ==,
                   henji_date_start ("2026-11-29", henji_desk_zone (f->desk)) - 1);
  rows = henji_desk_case_rows (f->desk, &waiting, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);

  tick_at (f, NOW + 3 * HENJI_DAY + 12 * HENJI_HOUR); /* Friday, 23:00 */
  assert_promises (f, row,
                   "theirs promise 2026-11-28 | We will ship a new one by Saturday, November 28.");
  tick_at (f, NOW + 4 * HENJI_DAY); /* Saturday, 11:00 */
  assert_promises (f, row,
                   "ours promise 2026-11-28 | We will ship a new one by Saturday, November 28.");
  g_clear_pointer (&rows, g_array_unref);
  rows = henji_desk_case_rows (f->desk, &due, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (GError) error = NULL;
  const char *note = "We will ship a new one today.";
  gint64 event;

  /* Due today: it stays our turn. */
  answer (f, row, HENJI_LANGUAGE_EN, note, "本日発送いたします。");
  assert_promises (f, row, "ours promise 2026-11-24 | We will ship a new one today.");

  event = henji_desk_end_clock (f->desk, row, clock_of (f, row, note), &error);
  g_assert_no_error (error);
  assert_promises (f, row, "theirs - - | *We will ship a new one today.");
  g_assert_cmpint (henji_desk_end_clock (f->desk, row, clock_of (f, row, note), &error), ==, 0);
  g_assert_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND);
  g_clear_error (&error);

  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  assert_promises (f, row, "ours promise 2026-11-24 | We will ship a new one today.");
}

/* Where no mail waits, "no reply needed" is said of what gave us the turn. */
static void
test_no_reply (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (GError) error = NULL;
  gint64 event;

  answer (f, row, HENJI_LANGUAGE_EN, "We will ship a new one today.", "本日発送いたします。");
  event = henji_desk_no_reply_needed (f->desk, row, &error);
  g_assert_no_error (error);
  assert_promises (f, row, "theirs - - | *We will ship a new one today.");
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  assert_promises (f, row, "ours promise 2026-11-24 | We will ship a new one today.");

  /* A mail waits: that one needs no reply. */
  henji_desk_set_now (f->desk, NOW + 2 * HENJI_HOUR);
  import (f, write_mail (f, "b", -1, ORDER, "Thank you!"));
  henji_desk_no_reply_needed (f->desk, row, &error);
  g_assert_no_error (error);
  assert_promises (f, row, "ours promise 2026-11-24 | We will ship a new one today.");
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  guint n_promises = 0;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  g_autoptr (GError) error = NULL;
  gint64 event = answer (f, row, HENJI_LANGUAGE_JA,
                         "11月28日までに発送いたします。11月27日にご連絡いたします。", "…");

  assert_promises (f, row,
                   "theirs promise 2026-11-27 | 11月27日にご連絡いたします。 | "
                   "11月28日までに発送いたします。");
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  detail = detail_of (f, row);
  g_assert_cmpuint (detail->clocks->len, ==, 1);
  for (guint i = 0; i < detail->events->len; i++)
    {
      const HenjiEvent *e = detail->events->pdata[i];

      if (e->type != HENJI_EVENT_PROMISE)
        continue;
      g_assert_true (e->undone);
      n_promises++;
    }
  g_assert_cmpuint (n_promises, ==, 2);
  assert_promises (f, row, "ours reply 2026-11-25");
  g_assert_true ((detail->case_->flags & HENJI_CASE_DRAFT) != 0);
  g_assert_cmpint (detail->case_->court, ==, HENJI_COURT_OURS);
  g_assert_cmpstr (detail->case_->due_rule, ==, "reply");
}

/* What an answer leaves of what was promised before. */
static void
test_next_answer (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (GError) error = NULL;
  gint64 event;

  answer (f, row, HENJI_LANGUAGE_JA,
          "11月28日までに代替品を発送いたします。\n11月26日までに色についてご連絡いたします。",
          "…");
  assert_promises (f, row,
                   "theirs promise 2026-11-26 | 11月26日までに色についてご連絡いたします。"
                   " | 11月28日までに代替品を発送いたします。");

  /* To write again is done by writing; the parcel is still to be sent. */
  henji_desk_set_now (f->desk, NOW + HENJI_HOUR);
  event = answer (f, row, HENJI_LANGUAGE_JA, "色は青です。", "It is blue.");
  assert_promises (f, row,
                   "theirs promise 2026-11-28 | 11月28日までに代替品を発送いたします。"
                   " | *11月26日までに色についてご連絡いたします。");
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  assert_promises (f, row,
                   "theirs promise 2026-11-26 | 11月26日までに色についてご連絡いたします。"
                   " | 11月28日までに代替品を発送いたします。");

  /* A new day for the same. */
  henji_desk_set_now (f->desk, NOW + 2 * HENJI_HOUR);
  answer (f, row, HENJI_LANGUAGE_JA, "申し訳ございません。11月30日に発送いたします。", "…");
  assert_promises (f, row,
                   "theirs promise 2026-11-30 | 11月30日に発送いたします。"
                   " | *11月26日までに色についてご連絡いたします。"
                   " | *11月28日までに代替品を発送いたします。");

  /* Nothing to answer leaves it, closing does not. */
  henji_desk_no_reply_needed (f->desk, row, &error);
  g_assert_no_error (error);
  assert_promises (f, row,
                   "theirs promise 2026-11-30 | 11月30日に発送いたします。"
                   " | *11月26日までに色についてご連絡いたします。"
                   " | *11月28日までに代替品を発送いたします。");
  event = henji_desk_close_case (f->desk, row, &error);
  g_assert_no_error (error);
  assert_promises (f, row,
                   "closed - - | *11月26日までに色についてご連絡いたします。"
                   " | *11月28日までに代替品を発送いたします。 | *11月30日に発送いたします。");
  henji_desk_undo (f->desk, event, &error);
  g_assert_no_error (error);
  assert_promises (f, row,
                   "theirs promise 2026-11-30 | 11月30日に発送いたします。"
                   " | *11月26日までに色についてご連絡いたします。"
                   " | *11月28日までに代替品を発送いたします。");
}

/* The buyer writes while a promise runs: both clocks run, the nearer one counts. */
static void
test_mail_between (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);

  answer (f, row, HENJI_LANGUAGE_EN, "We will ship a new one by November 28.", "…");
  henji_desk_set_now (f->desk, NOW + 2 * HENJI_HOUR);
  import (f, write_mail (f, "b", -1, ORDER, "Which colour will it be?"));
  assert_promises (f, row, "ours reply 2026-11-25 | We will ship a new one by November 28.");
  answer (f, row, HENJI_LANGUAGE_EN, "It will be blue.", "…");
  assert_promises (f, row, "theirs promise 2026-11-28 | We will ship a new one by November 28.");
}

/* A situation's own fields go by their label in both languages, whichever is sent. */
static void
test_situation (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  g_autoptr (HenjiCaseDetail) detail = detail_of (f, row);
  g_autoptr (HenjiChoices) choices = henji_choices_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiDraft) draft = NULL;
  g_autoptr (HenjiDraft) stored = NULL;
  g_autoptr (HenjiTemplate) situation = henji_desk_situation (f->desk, "general");

  g_assert_nonnull (situation);
  henji_choices_set_clause (choices, "checking", TRUE);
  henji_choices_set_field (choices, "reply-by", "2026-11-27");
  draft = henji_desk_compose (f->desk, detail, situation, choices, HENJI_LANGUAGE_EN, NULL, &error);
  g_assert_no_error (error);
  stored = henji_desk_save_draft (f->desk, draft, &error);
  g_assert_no_error (error);
  henji_desk_answered (f->desk, row, &error);
  g_assert_no_error (error);
  assert_promises (f, row, "theirs promise 2026-11-27 | 次の連絡 / We write by");
}

/* The buyer got one language; both stay in the conversation, to the letter. */
static void
test_both_languages (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  const char *sent = "Dear A & B <b>,\n\n100 % sure = yes; {x}\n";
  const char *other = "A & B <b> 様\n\n100 %確実です＝はい。\n\n改行\n";
  g_autoptr (HenjiCaseDetail) detail = NULL;
  const HenjiMessage *message;

  answer (f, row, HENJI_LANGUAGE_EN, sent, other);
  detail = detail_of (f, row);
  g_assert_cmpuint (detail->messages->len, ==, 2);
  message = detail->messages->pdata[1];
  g_assert_cmpint (message->direction, ==, HENJI_DIRECTION_OUT);
  g_assert_cmpstr (message->body, ==, sent);
  g_assert_cmpstr (message->counterpart, ==, other);
  g_assert_cmpint (message->language, ==, HENJI_LANGUAGE_EN);
}

static gpointer
save_slowly (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  g_usleep (50 * 1000);

  return henji_desk_save_draft (desk, data, error);
}

static gpointer
mark_answered (HenjiDesk *desk, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (henji_desk_answered (desk, *(gint64 *) data, error) != 0);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  (*(int *) user_data)++;
}

/* Marked as answered while the reply is still on its way to the record. */
static void
test_order (Fixture *f, gconstpointer data)
{
  gint64 row = make_case (f);
  HenjiDraft *draft = henji_draft_new ();
  int n = 0;

  draft->case_row = row;
  draft->language = HENJI_LANGUAGE_EN;
  draft->situation = g_strdup ("general");
  draft->ja = g_strdup ("-");
  draft->en = g_strdup ("We will ship a new one by 2026-11-28.");
  draft->at = henji_desk_now (f->desk);
  henji_desk_act_async (f->desk, save_slowly, draft, (GDestroyNotify) henji_draft_unref,
                        (GDestroyNotify) henji_draft_unref, NULL, done_cb, &n);
  henji_desk_act_async (f->desk, mark_answered, &row, NULL, NULL, NULL, done_cb, &n);
  while (n < 2)
    g_main_context_iteration (NULL, TRUE);
  assert_promises (f, row, "theirs promise 2026-11-28 | We will ship a new one by 2026-11-28.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/promise/turn", Fixture, NULL, set_up, test_turn, tear_down);
  g_test_add ("/promise/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/promise/no-reply", Fixture, NULL, set_up, test_no_reply, tear_down);
  g_test_add ("/promise/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/promise/next-answer", Fixture, NULL, set_up, test_next_answer, tear_down);
  g_test_add ("/promise/mail-between", Fixture, NULL, set_up, test_mail_between, tear_down);
  g_test_add ("/promise/situation", Fixture, NULL, set_up, test_situation, tear_down);
  g_test_add ("/promise/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/promise/both-languages", Fixture, NULL, set_up, test_both_languages, tear_down);

  return g_test_run ();
}
