/* test-list-words.c: the words of the list and of an import's result
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-import-tally.h"
#include "henji-time-left.h"
#include "henji-time.h"

#include <string.h>

#define NOW (G_GINT64_CONSTANT (1795000000) * HENJI_SECOND)

static HenjiCase *
case_due (gint64 left)
{
  HenjiCase *case_ = henji_case_new ();

  case_->court = HENJI_COURT_OURS;
  case_->due = NOW + left;
  return case_;
}

static void
check_left (gint64 left, const char *text, HenjiUrgency urgency)
{
  g_autoptr (HenjiCase) case_ = case_due (left);
  g_autofree char *words = henji_time_left_text (case_, NOW);

  g_assert_cmpstr (words, ==, text);
  g_assert_cmpint (henji_time_left_urgency (case_, NOW), ==, urgency);
}

static void
test_left (void)
{
  check_left (-49 * HENJI_HOUR, "Overdue 2 days", HENJI_URGENCY_NOW);
  check_left (-3 * HENJI_HOUR, "Overdue 3 h", HENJI_URGENCY_NOW);
  check_left (-HENJI_MINUTE, "Overdue 1 m", HENJI_URGENCY_NOW);
  check_left (0, "0 m", HENJI_URGENCY_NOW);
  check_left (HENJI_HOUR + 20 * HENJI_MINUTE, "1 h 20 m", HENJI_URGENCY_NOW);
  check_left (2 * HENJI_HOUR - 1, "1 h 59 m", HENJI_URGENCY_NOW);
  check_left (2 * HENJI_HOUR, "2 h 00 m", HENJI_URGENCY_SOON);
  check_left (6 * HENJI_HOUR - 1, "5 h 59 m", HENJI_URGENCY_SOON);
  check_left (6 * HENJI_HOUR, "6 h 00 m", HENJI_URGENCY_NONE);
  check_left (14 * HENJI_HOUR + 50 * HENJI_MINUTE, "14 h", HENJI_URGENCY_NONE);
  check_left (25 * HENJI_HOUR, "1 day", HENJI_URGENCY_NONE);
  check_left (50 * HENJI_HOUR, "2 days", HENJI_URGENCY_NONE);
}

/* Between now and the next change nothing changes; at the change something does. */
static void
test_next_change (void)
{
  const gint64 lefts[] = { -3 * HENJI_HOUR - 7,
                           -1,
                           5 * HENJI_MINUTE,
                           2 * HENJI_HOUR,
                           6 * HENJI_HOUR,
                           10 * HENJI_HOUR,
                           10 * HENJI_HOUR + 30 * HENJI_MINUTE,
                           30 * HENJI_HOUR };

  for (guint i = 0; i < G_N_ELEMENTS (lefts); i++)
    {
      g_autoptr (HenjiCase) case_ = case_due (lefts[i]);
      gint64 change = henji_time_left_next_change (case_, NOW);
      g_autofree char *now = henji_time_left_text (case_, NOW);
      g_autofree char *before = henji_time_left_text (case_, change - 1);

      g_assert_cmpint (change, >, NOW);
      g_assert_cmpint (change - NOW, <=, HENJI_HOUR + 1);
      g_assert_cmpstr (now, ==, before);
      g_assert_cmpint (henji_time_left_urgency (case_, NOW), ==,
                       henji_time_left_urgency (case_, change - 1));
    }
}

static void
test_standing (void)
{
  g_autoptr (HenjiCase) case_ = case_due (0);
  g_autofree char *answered = NULL;
  g_autofree char *unmarked = NULL;
  g_autofree char *waiting = NULL;

  case_->due = 0;
  case_->court = HENJI_COURT_THEIRS;
  waiting = henji_time_left_text (case_, NOW);
  g_assert_cmpstr (waiting, ==, "Waiting");
  case_->confirmation = HENJI_CONFIRMATION_UNCONFIRMED;
  answered = henji_time_left_text (case_, NOW);
  g_assert_cmpstr (answered, ==, "Answered, unconfirmed");
  case_->confirmation = HENJI_CONFIRMATION_NOT_MARKED;
  unmarked = henji_time_left_text (case_, NOW);
  g_assert_cmpstr (unmarked, ==, "Not yet marked at the marketplace");
  g_assert_cmpint (henji_time_left_next_change (case_, NOW), ==, 0);
}

static void
say (HenjiImportSink *sink,
     HenjiImportType type,
     HenjiImportStatus status,
     int line,
     int index,
     const char *file,
     const char *reason)
{
  HenjiImportItem item = {
    .type = type, .status = status, .file = file, .index = index, .line = line, .reason = reason
  };

  sink->item (&item, sink->user_data);
}

static void
test_tally (void)
{
  g_autoptr (HenjiImportTally) tally = henji_import_tally_new ();
  HenjiImportSink sink = henji_import_tally_sink (tally);
  HenjiImportFigures figures;
  g_autofree char *messages = NULL;
  g_autofree char *orders = NULL;
  g_autofree char *complaints = NULL;

  say (&sink, HENJI_IMPORT_MESSAGE, HENJI_IMPORT_NEW, 0, 0, "/tmp/a.mbox", NULL);
  say (&sink, HENJI_IMPORT_MESSAGE, HENJI_IMPORT_DUPLICATE, 0, 1, "/tmp/a.mbox", NULL);
  say (&sink, HENJI_IMPORT_MESSAGE, HENJI_IMPORT_REJECTED, 0, 2, "/tmp/a.mbox",
       "no <b>mail</b>\nat all");
  say (&sink, HENJI_IMPORT_ORDER, HENJI_IMPORT_UPDATED, 7, -1, "orders.txt",
       "Line 7: no such date");
  sink.progress (10, 40, 4, sink.user_data);

  henji_import_tally_get (tally, &figures);
  g_assert_cmpuint (figures.n_items, ==, 4);
  g_assert_cmpint (figures.done, ==, 10);
  g_assert_cmpint (figures.total, ==, 40);
  messages = henji_import_figures_text (&figures, HENJI_IMPORT_MESSAGE);
  g_assert_cmpstr (messages, ==, "1 new, 1 known, 1 refused");
  orders = henji_import_figures_text (&figures, HENJI_IMPORT_ORDER);
  g_assert_cmpstr (orders, ==, "1 changed");
  g_assert_null (henji_import_figures_text (&figures, HENJI_IMPORT_RETURN));
  complaints = henji_import_tally_complaints (tally);
  g_assert_cmpstr (complaints, ==,
                   "a.mbox, message 3: no <b>mail</b> at all\n"
                   "orders.txt: Line 7: no such date\n");
}

/* Any number of refusals, with any bytes in them. */
static void
test_tally_bounds (void)
{
  g_autoptr (HenjiImportTally) tally = henji_import_tally_new ();
  HenjiImportSink sink = henji_import_tally_sink (tally);
  g_autofree char *complaints = NULL;
  char reason[5000];

  memset (reason, 0xe3, sizeof reason - 1);
  reason[sizeof reason - 1] = '\0';
  for (int i = 0; i < 3000; i++)
    say (&sink, HENJI_IMPORT_ORDER, HENJI_IMPORT_REJECTED, i + 1, -1, "\xff/x\ny", reason);
  complaints = henji_import_tally_complaints (tally);
  g_assert_true (g_utf8_validate (complaints, -1, NULL));
  g_assert_true (g_str_has_suffix (complaints, "… and 2000 more\n"));
  g_assert_cmpuint (strlen (complaints), <, 3 * 1000 * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-left/left", test_left);
  g_test_add_func ("/time-left/next-change", test_next_change);
  g_test_add_func ("/time-left/standing", test_standing);
  g_test_add_func ("/import-tally/counts", test_tally);
  g_test_add_func ("/import-tally/bounds", test_tally_bounds);
  return g_test_run ();
}
