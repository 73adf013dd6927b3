/* test-clocks.c: clocks in words, in the list and in the strip, going on without a look at the
 * record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-clock-row.h"
#include "henji-clock-strip.h"
#include "henji-clock-text.h"
#include "henji-demo.h"
#include "henji-desk-clocks.h"
#include "henji-list-pane.h"
#include "henji-moments.h"
#include "henji-time.h"
#include "henji-ui-resources.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  HenjiDesk *desk;
  GtkWindow *window;
  GtkWidget *child;
} Fixture;

static gint64
instant_of (const char *text)
{
  gint64 at = 0;

  g_assert_true (henji_time_parse_rfc3339 (text, &at));

  return at;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("henji-test-XXXXXX", &error);

  g_assert_no_error (error);
  f->desk = henji_desk_open (dir, HENJI_DESK_READ_WRITE, &error);
  g_assert_no_error (error);
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (f->window, 420, 700);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  henji_desk_close (f->desk);
  g_object_unref (f->desk);
}

static gboolean
time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

static GtkWidget *
find_class (GtkWidget *widget, const char *class)
{
  if (gtk_widget_has_css_class (widget, class))
    return widget;
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c; c = gtk_widget_get_next_sibling (c))
    {
      GtkWidget *found = find_class (c, class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* What the first row says of the time left. */
static const char *
first_time (Fixture *f)
{
  GtkWidget *time = find_class (f->child, "time");

  return time != NULL ? gtk_inscription_get_text (GTK_INSCRIPTION (time)) : NULL;
}

static void
wait_for (gboolean (*done) (Fixture *f), Fixture *f)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (20, time_over_cb, &over);

  while (!done (f) && !over)
    g_main_context_iteration (NULL, TRUE);
  if (over)
    g_test_message ("the first row says %s", f->child != NULL ? first_time (f) : NULL);
  g_assert_false (over);
  g_source_remove (source);
}

/* ---- The list goes on by itself ---------------------------------------------------------------
 */

static gboolean
says_six_hours (Fixture *f)
{
  return g_strcmp0 (first_time (f), "6 h 00 m") == 0;
}

typedef struct
{
  gint64 left; /* where the clock of the computer goes, before what is due first */
  const char *words;
} Jump;

static const Jump jumps[] = {
  { 6 * HENJI_HOUR - 61 * HENJI_SECOND, "5 h 58 m" }, /* a minute later */
  { 8 * HENJI_HOUR, "8 h 00 m" },                     /* set back */
  { -49 * HENJI_HOUR, "Overdue 2 days" },             /* set ahead */
};
static const char *awaited;

static gboolean
says_awaited (Fixture *f)
{
  return g_strcmp0 (first_time (f), awaited) == 0;
}

/* What has been begun comes to its end. */
static void
settle (void)
{
  gboolean over = FALSE;

  g_timeout_add (300, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* With the record closed nothing can be asked of it: the words come from what the rows hold. The
 * clock of the computer jumps ahead and back. */
static void
test_list (Fixture *f, gconstpointer data)
{
  const Jump *jump = data;
  HenjiCaseQuery query = { .tab = HENJI_TAB_OURS, .kind = -1, .language = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) cases = NULL;
  gint64 due;

  g_assert_true (henji_demo_fill (f->desk, &error));
  rows = henji_desk_case_rows (f->desk, &query, NULL, &error);
  cases = henji_desk_cases (f->desk, &g_array_index (rows, gint64, 0), 1, &error);
  due = ((HenjiCase *) cases->pdata[0])->due;
  g_assert_cmpint (due, !=, 0);

  /* A minute ends in a moment. */
  henji_desk_set_now (f->desk, due - 6 * HENJI_HOUR - 400 * 1000);
  f->child = GTK_WIDGET (henji_list_pane_new (f->desk));
  gtk_window_set_child (f->window, f->child);
  gtk_window_present (f->window);
  wait_for (says_six_hours, f);
  settle ();
  henji_desk_close (f->desk);

  henji_desk_set_now (f->desk, due - jump->left);
  awaited = jump->words;
  wait_for (says_awaited, f);
}

/* ---- The strip --------------------------------------------------------------------------------
 */

static HenjiClock *
clock_new (gint64 row, const char *rule, gboolean ours, gint64 since, gint64 until)
{
  HenjiClock *clock = henji_clock_new ();

  clock->row = row;
  clock->rule = g_strdup (rule);
  clock->ours = ours;
  clock->since = since;
  clock->until = until;

  return clock;
}

/* "Reply|1 h 20 m left|error|-": the words of the visible rows, how urgent, and whether they end by
 * a button. */
static char *
say_strip (Fixture *f)
{
  GtkWidget *rows = gtk_widget_get_first_child (f->child);
  GString *out = g_string_new (NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *left = find_class (row, "left");

      if (!gtk_widget_get_visible (row))
        continue;
      g_string_append_printf (
          out, "%s|%s|%s|%s\n", gtk_label_get_text (GTK_LABEL (find_class (row, "what"))),
          gtk_label_get_text (GTK_LABEL (left)),
          gtk_widget_has_css_class (left, "error")   ? "error"
          : gtk_widget_has_css_class (left, "amber") ? "amber"
                                                     : "",
          gtk_widget_get_visible (gtk_widget_get_last_child (row)) ? "ends" : "-");
    }

  return g_string_free (out, FALSE);
}

static void
assert_strip (Fixture *f, const char *expected)
{
  g_autofree char *said = say_strip (f);

  g_assert_cmpstr (said, ==, expected);
}

static void
test_strip (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = henji_case_detail_new ();
  gint64 now = instant_of ("2026-11-24T11:00:00+09:00");

  henji_desk_set_now (f->desk, now);
  detail->case_ = henji_case_new ();
  detail->case_->marketplace = g_strdup ("amazon.com");
  detail->orders = g_ptr_array_new ();
  detail->clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_clock_unref);
  f->child = GTK_WIDGET (henji_clock_strip_new (f->desk));
  gtk_window_set_child (f->window, f->child);
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  g_assert_false (gtk_widget_get_visible (f->child));

  g_ptr_array_add (detail->clocks, clock_new (1, "reply", TRUE, now - HENJI_HOUR,
                                              now + HENJI_HOUR + 20 * HENJI_MINUTE));
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  g_assert_true (gtk_widget_get_visible (f->child));
  assert_strip (f, "Reply|1 h 20 m left|error|-\n");

  g_ptr_array_add (detail->clocks,
                   clock_new (2, "return-window", FALSE, now - HENJI_DAY, now + 20 * HENJI_DAY));
  g_ptr_array_add (detail->clocks,
                   clock_new (3, "return-window", FALSE, now - 40 * HENJI_DAY, now - HENJI_DAY));
  g_ptr_array_add (detail->clocks,
                   clock_new (4, "reminder", TRUE, now - HENJI_DAY, now + 5 * HENJI_HOUR));
  ((HenjiClock *) detail->clocks->pdata[3])->note = g_strdup ("ask the carrier");
  g_ptr_array_add (detail->clocks,
                   clock_new (5, "ship-by", TRUE, now - HENJI_DAY, now - 3 * HENJI_HOUR));
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  /* Ours first; a window of the buyer's that is over says nothing any more. */
  assert_strip (f, "Reply|1 h 20 m left|error|-\n"
                   "Reminder: ask the carrier|5 h 00 m left|amber|ends\n");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_widget_get_last_child (f->child))), ==,
                   "2 more clocks");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_last_child (f->child)), TRUE);
  assert_strip (f, "Reply|1 h 20 m left|error|-\n"
                   "Reminder: ask the carrier|5 h 00 m left|amber|ends\n"
                   "Ship|Overdue 3 h|error|ends\n"
                   "Buyer may return|20 days left||-\n");

  /* It goes on when it is shown again, by the clock as it is then, and needs no record. */
  henji_desk_close (f->desk);
  henji_desk_set_now (f->desk, now + HENJI_HOUR + 30 * HENJI_MINUTE);
  gtk_window_present (f->window);
  settle ();
  assert_strip (f, "Reply|Overdue 10 m|error|-\n"
                   "Reminder: ask the carrier|3 h 30 m left|amber|ends\n"
                   "Ship|Overdue 4 h|error|ends\n"
                   "Buyer may return|19 days left||-\n");
  gtk_widget_set_visible (GTK_WIDGET (f->window), FALSE);
  henji_desk_set_now (f->desk, now - 2 * HENJI_HOUR);
  gtk_window_present (f->window);
  settle ();
  assert_strip (f, "Reply|3 h 20 m left|amber|-\n"
                   "Reminder: ask the carrier|7 h 00 m left||ends\n"
                   "Ship|Overdue 1 h|error|ends\n"
                   "Buyer may return|20 days left||-\n");
}

/* What was opened at a clock stays open while others come and go before it. */
static void
test_strip_opened (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiCaseDetail) detail = henji_case_detail_new ();
  gint64 now = instant_of ("2026-11-24T11:00:00+09:00");
  GtkMenuButton *rule;

  henji_desk_set_now (f->desk, now);
  detail->case_ = henji_case_new ();
  detail->case_->marketplace = g_strdup ("amazon.com");
  detail->orders = g_ptr_array_new ();
  detail->clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_clock_unref);
  g_ptr_array_add (detail->clocks,
                   clock_new (1, "reply", TRUE, now - HENJI_HOUR, now + 2 * HENJI_HOUR));
  f->child = GTK_WIDGET (henji_clock_strip_new (f->desk));
  gtk_window_set_child (f->window, f->child);
  gtk_window_present (f->window);
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  settle ();
  rule = GTK_MENU_BUTTON (find_class (f->child, "flat"));
  gtk_menu_button_popup (rule);
  settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (rule))));

  g_ptr_array_insert (detail->clocks, 0,
                      clock_new (2, "reminder", TRUE, now - HENJI_DAY, now + HENJI_HOUR));
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  settle ();
  assert_strip (f, "Reminder|1 h 00 m left|error|ends\n"
                   "Reply|2 h 00 m left|amber|-\n");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (rule))));
  g_ptr_array_remove_index (detail->clocks, 0);
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  settle ();
  assert_strip (f, "Reply|2 h 00 m left|amber|-\n");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (rule))));

  /* It goes with its clock. */
  g_ptr_array_remove_index (detail->clocks, 0);
  g_ptr_array_add (detail->clocks,
                   clock_new (3, "ship-by", TRUE, now - HENJI_HOUR, now + 2 * HENJI_HOUR));
  henji_clock_strip_set_detail (HENJI_CLOCK_STRIP (f->child), detail);
  settle ();
  assert_strip (f, "Ship|2 h 00 m left|amber|ends\n");
  g_assert_null (gtk_menu_button_get_popover (rule));
}

/* ---- Words ------------------------------------------------------------------------------------
 */

static void
check_when (
    const char *until, const char *now, const char *zone, const char *there, const char *expected)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_identifier (zone);
  g_autoptr (GTimeZone) marketplace = there != NULL ? g_time_zone_new_identifier (there) : NULL;
  g_autofree char *when
      = henji_clock_when (instant_of (until), instant_of (now), here, marketplace);

  g_strdelimit (when, NULL, ' ');
  for (char *space; (space = strstr (when, "\u00a0")) != NULL;)
    {
      space[0] = ' ';
      memmove (space + 1, space + 2, strlen (space + 2) + 1);
    }
  g_assert_cmpstr (when, ==, expected);
}

static void
test_when (void)
{
  const char *now = "2026-11-26T10:00:00+09:00";

  check_when ("2026-11-27T00:40:00+09:00", now, "Asia/Tokyo", "America/Los_Angeles",
              "27 Nov 00:40 · 26 Nov 07:40 PST");
  check_when ("2026-11-27T00:40:00+09:00", now, "Asia/Tokyo", "Asia/Tokyo", "27 Nov 00:40");
  check_when ("2026-11-27T00:40:00+09:00", now, "Asia/Tokyo", "Asia/Seoul", "27 Nov 00:40");
  check_when ("2026-11-26T18:00:00+09:00", now, "Asia/Tokyo", NULL, "18:00");
  check_when ("2027-01-01T00:40:00+09:00", now, "Asia/Tokyo", "America/Los_Angeles",
              "1 Jan 2027 00:40 · 31 Dec 07:40 PST");
  /* On both sides of the change. */
  check_when ("2026-03-08T18:59:00+09:00", "2026-03-07T10:00:00+09:00", "Asia/Tokyo",
              "America/Los_Angeles", "8 Mar 18:59 · 8 Mar 01:59 PST");
  check_when ("2026-03-08T19:00:00+09:00", "2026-03-07T10:00:00+09:00", "Asia/Tokyo",
              "America/Los_Angeles", "8 Mar 19:00 · 8 Mar 03:00 PDT");
}

static void
test_source (Fixture *f, gconstpointer data)
{
  HenjiPolicy *us = henji_desk_policy (f->desk, "amazon.com");
  HenjiPolicy *jp = henji_desk_policy (f->desk, "amazon.co.jp");
  gint64 now = instant_of ("2026-11-26T10:00:00+09:00");
  GTimeZone *zone = henji_desk_zone (f->desk);
  const HenjiRule *rule = henji_policy_rule (us, "reply", now);
  g_autofree char *words = henji_clock_rule_words (rule);
  g_autofree char *source = henji_clock_source_words (rule, now, zone);
  g_autofree char *unknown
      = henji_clock_source_words (henji_policy_rule (jp, "refund-after-return", now), now, zone);

  g_assert_cmpstr (words, ==, "24 hours elapsed; nights, weekends and holidays count");
  g_assert_true (g_str_has_prefix (source, "sellercentral.amazon.com, checked 2"));
  g_assert_true (g_str_has_prefix (unknown, "No page is known that says so"));
}

static void
check_holidays (
    HenjiDesk *desk, const char *from, const char *until, const char *now, const char *expected)
{
  g_autofree char *said
      = henji_clock_holidays (henji_desk_holidays (desk, "JP"), instant_of (from),
                              instant_of (until), instant_of (now), henji_desk_zone (desk));

  g_assert_cmpstr (said, ==, expected);
}

static void
test_holidays (Fixture *f, gconstpointer data)
{
  check_holidays (f->desk, "2026-11-22T20:00:00+09:00", "2026-11-23T20:00:00+09:00",
                  "2026-11-22T20:00:00+09:00",
                  "23 Nov, Mon is Labor Thanksgiving Day; the clock runs on.");
  check_holidays (f->desk, "2026-11-24T20:00:00+09:00", "2026-11-25T20:00:00+09:00",
                  "2026-11-24T20:00:00+09:00", NULL);
}

static gboolean
has_title (const GPtrArray *presets, const char *begin, const char *end)
{
  for (guint i = 0; i < presets->len; i++)
    {
      const HenjiMomentPreset *preset = presets->pdata[i];

      if (g_str_has_prefix (preset->title, begin) && g_str_has_suffix (preset->title, end))
        return TRUE;
    }

  return FALSE;
}

static void
test_moments (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiShop) shop = henji_desk_shop (f->desk, NULL);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GPtrArray) remind = NULL;
  g_autofree char *expected = NULL;
  gint64 last = 0;

  g_free (shop->closing_days);
  shop->closing_days = g_strdup ("sat, sun, holidays, 12/29-1/3");
  g_assert_true (henji_desk_set_shop (f->desk, shop, NULL));
  /* Friday before three days of rest. */
  henji_desk_set_now (f->desk, instant_of ("2026-11-20T18:00:00+09:00"));
  back = henji_moments_to_be_back (f->desk);
  for (guint i = 0; i < back->len; i++)
    {
      const HenjiMomentPreset *preset = back->pdata[i];

      g_assert_cmpint (preset->at, >, last);
      last = preset->at;
    }
  g_assert_true (has_title (back, "Tonight", "22:00"));
  g_assert_true (has_title (back, "Tomorrow morning", "the shop is closed"));
  g_assert_true (has_title (back, "Sunday night", "the shop is closed"));
  g_assert_true (has_title (back, "Monday morning", "Labor Thanksgiving Day · the shop is closed"));
  g_assert_true (has_title (back, "After Labor Thanksgiving Day", "24 Nov, Tue 09:00"));
  remind = henji_moments_to_remind (f->desk);
  g_assert_true (has_title (remind, "Next open day", "24 Nov, Tue 09:00"));
  /* A year that is not announced yet is only expected. */
  expected = henji_moment_day_marks (f->desk, "2028-11-03");
  g_assert_cmpstr (expected, ==, "Culture Day (expected) · the shop is closed");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  henji_ui_register_resource ();

  g_test_add_func ("/clocks/when", test_when);
  g_test_add ("/clocks/source", Fixture, NULL, set_up, test_source, tear_down);
  g_test_add ("/clocks/holidays", Fixture, NULL, set_up, test_holidays, tear_down);
  g_test_add ("/clocks/moments", Fixture, NULL, set_up, test_moments, tear_down);
  g_test_add ("/clocks/strip", Fixture, NULL, set_up, test_strip, tear_down);
  g_test_add ("/clocks/strip-opened", Fixture, NULL, set_up, test_strip_opened, tear_down);
  g_test_add ("/clocks/list-on", Fixture, &jumps[0], set_up, test_list, tear_down);
  g_test_add ("/clocks/list-back", Fixture, &jumps[1], set_up, test_list, tear_down);
  g_test_add ("/clocks/list-ahead", Fixture, &jumps[2], set_up, test_list, tear_down);

  return g_test_run ();
}
