/* Figures of the seller's own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "desk-fixture.h"

#include "henji-desk-policies.h"

static HenjiRule *
new_value (const char *id, int value, HenjiUnit unit, const char *from)
{
  HenjiRule *rule = henji_rule_new ();

  rule->id = g_strdup (id);
  rule->value = value;
  rule->unit = unit;
  rule->valid_from = g_strdup (from);

  return rule;
}

/* Takes @rule. */
static void
set (Fixture *f, const char *policy, HenjiRule *rule)
{
  g_autoptr (HenjiRule) taken = rule;
  g_autoptr (GError) error = NULL;

  henji_desk_set_rule (f->desk, policy, taken, &error);
  g_assert_no_error (error);
}

static void
refuse (Fixture *f, const char *policy, HenjiRule *rule, HenjiDeskError code)
{
  g_autoptr (HenjiRule) taken = rule;
  g_autoptr (GError) error = NULL;

  g_assert_false (henji_desk_set_rule (f->desk, policy, taken, &error));
  g_assert_error (error, HENJI_DESK_ERROR, (int) code);
}

static const HenjiRule *
in_force (Fixture *f, const char *id, gint64 at)
{
  return henji_policy_rule (henji_desk_policy (f->desk, "amazon.co.jp"), id, at);
}

static void
reset (Fixture *f, const char *id)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  henji_desk_set_own_values (f->desk, "amazon-jp", id, none, &error);
  g_assert_no_error (error);
}

/* Hours from the case's last message to its clock's end. */
static int
reply_hours (Fixture *f, const char *order)
{
  g_autoptr (GArray) rows = all_rows (f);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HenjiCaseDetail) detail = detail_of (f, g_array_index (rows, gint64, i));
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, 0);

      if (g_strcmp0 (detail->case_->order_ids[0], order) == 0)
        return (int) ((clock->until - clock->since) / HENJI_HOUR);
    }
  g_assert_not_reached ();
}

static void
note_cb (HenjiDesk *desk, guint *n)
{
  (*n)++;
}

static void
test_clocks (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_signal_connect (f->desk, "policies-changed", G_CALLBACK (note_cb), &n);
  import (f, write_mail (f, "a", 2, "250-0000001-0000001", "The mug arrived broken."));
  g_assert_cmpint (reply_hours (f, "250-0000001-0000001"), ==, 24);

  set (f, "amazon-jp", new_value ("reply", 20, HENJI_UNIT_HOURS, NULL));
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (in_force (f, "reply", NOW)->valid_from, ==, "2026-11-24");
  g_assert_cmpstr (in_force (f, "reply", NOW)->checked, ==, "2026-11-24");

  /* What runs goes on; what begins from that day on goes by it; what began before does not. */
  g_assert_cmpint (reply_hours (f, "250-0000001-0000001"), ==, 24);
  import (f, write_mail (f, "b", 1, "250-0000002-0000002", "The mug arrived broken."));
  g_assert_cmpint (reply_hours (f, "250-0000002-0000002"), ==, 20);
  import (f, write_mail (f, "c", 12, "250-0000003-0000003", "The mug arrived broken."));
  g_assert_cmpint (reply_hours (f, "250-0000003-0000003"), ==, 24);

  /* It is still there when the desk is opened again. */
  close_desk (f);
  open_desk (f);
  import (f, write_mail (f, "d", 1, "250-0000004-0000004", "The mug arrived broken."));
  g_assert_cmpint (reply_hours (f, "250-0000004-0000004"), ==, 20);

  own = henji_policy_own_values (henji_desk_policy (f->desk, "amazon.co.jp"), "reply");
  reset (f, "reply");
  import (f, write_mail (f, "e", 1, "250-0000005-0000005", "The mug arrived broken."));
  g_assert_cmpint (reply_hours (f, "250-0000005-0000005"), ==, 24);

  /* The reset taken back. */
  henji_desk_set_own_values (f->desk, "amazon-jp", "reply", own, &error);
  g_assert_no_error (error);
  g_assert_cmpint (in_force (f, "reply", NOW)->value, ==, 20);
  g_assert_cmpint (in_force (f, "reply", NOW - HENJI_DAY)->value, ==, 24);
}

static void
test_values (Fixture *f, gconstpointer data)
{
  g_autoptr (HenjiRule) noted = new_value ("appeal", 14, HENJI_UNIT_CALENDAR_DAYS, "2027-02-01");
  g_autoptr (GPtrArray) own = NULL;
  const HenjiRule *rule;
  g_autofree char *long_note = g_strnfill (3000, 'x');

  /* Nobody who holds the policy of before loses it. */
  HenjiPolicy *before = henji_desk_policy (f->desk, "amazon.co.jp");

  noted->note = g_strdup ("電話で確認 <b>&amp;");
  noted->checked = g_strdup ("2026-11-20");
  set (f, "amazon-jp", henji_rule_ref (noted));
  rule = in_force (f, "appeal", NOW + 100 * HENJI_DAY);
  g_assert_cmpint (rule->value, ==, 14);
  g_assert_cmpstr (rule->note, ==, "電話で確認 <b>&amp;");
  g_assert_cmpstr (rule->checked, ==, "2026-11-20");
  g_assert_cmpint (in_force (f, "appeal", NOW)->value, ==, 30);
  g_assert_cmpint (henji_policy_rule (before, "appeal", NOW + 100 * HENJI_DAY)->value, ==, 30);

  /* A unit of another kind of span; the same day again; other marketplaces are not touched. */
  set (f, "amazon-jp", new_value ("appeal", 48, HENJI_UNIT_HOURS, "2027-02-01"));
  own = henji_policy_own_values (henji_desk_policy (f->desk, "amazon.co.jp"), "appeal");
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpint (in_force (f, "appeal", NOW + 100 * HENJI_DAY)->unit, ==, HENJI_UNIT_HOURS);
  g_assert_cmpint (
      henji_policy_rule (henji_desk_policy (f->desk, "amazon.com"), "appeal", NOW + 100 * HENJI_DAY)
          ->value,
      ==, 30);

  refuse (f, "amazon-jp", new_value ("appeal", 1, HENJI_UNIT_PERCENT, NULL),
          HENJI_DESK_ERROR_REFUSED);
  refuse (f, "amazon-jp", new_value ("appeal", -1, HENJI_UNIT_HOURS, NULL),
          HENJI_DESK_ERROR_REFUSED);
  refuse (f, "amazon-jp", new_value ("appeal", 99999, HENJI_UNIT_CALENDAR_DAYS, NULL),
          HENJI_DESK_ERROR_REFUSED);
  refuse (f, "amazon-jp", new_value ("restocking-used", 101, HENJI_UNIT_PERCENT, NULL),
          HENJI_DESK_ERROR_REFUSED);
  refuse (f, "amazon-jp", new_value ("appeal", 1, HENJI_UNIT_HOURS, "2026-02-30"),
          HENJI_DESK_ERROR_REFUSED);
  refuse (f, "amazon-jp", new_value ("no-such-rule", 1, HENJI_UNIT_HOURS, NULL),
          HENJI_DESK_ERROR_NOT_FOUND);
  refuse (f, "amazon-xx", new_value ("reply", 1, HENJI_UNIT_HOURS, NULL),
          HENJI_DESK_ERROR_NOT_FOUND);
  g_free (noted->note);
  noted->note = g_steal_pointer (&long_note);
  refuse (f, "amazon-jp", henji_rule_ref (noted), HENJI_DESK_ERROR_REFUSED);
  g_assert_cmpint (in_force (f, "appeal", NOW + 100 * HENJI_DAY)->value, ==, 48);
}

static void
write_policy (Fixture *f, const char *unit)
{
  g_autofree char *folder = g_build_filename (f->dir, "record", "facts", "policies", NULL);
  g_autofree char *path = g_build_filename (folder, "amazon-jp.ini", NULL);
  g_autofree char *text = g_strdup_printf (
      "[marketplace]\nid=amazon-jp\ndomain=amazon.co.jp\ncurrency=JPY\n"
      "zone=Asia/Tokyo\n\n[reply]\nvalue=12\nunit=%s\nchecked=2026-11-01\nverified=no\n",
      unit);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A whole file of the seller's goes before the built-in one, and an own value before both. */
static void
test_whole_file (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_false (henji_desk_policy_is_own_file (f->desk, "amazon-jp"));
  set (f, "amazon-jp", new_value ("reply", 8, HENJI_UNIT_HOURS, NULL));
  set (f, "amazon-jp", new_value ("appeal", 8, HENJI_UNIT_HOURS, NULL));
  close_desk (f);
  write_policy (f, "hours");
  open_desk (f);
  g_assert_true (henji_desk_policy_is_own_file (f->desk, "amazon-jp"));
  g_assert_false (henji_desk_policy_is_own_file (f->desk, "amazon-us"));
  g_assert_cmpint (in_force (f, "reply", NOW)->value, ==, 8);
  g_assert_cmpint (in_force (f, "reply", NOW - HENJI_DAY)->value, ==, 12);
  g_assert_null (in_force (f, "appeal", NOW)); /* the file has no such rule */
  reset (f, "reply");
  g_assert_cmpint (in_force (f, "reply", NOW)->value, ==, 12);

  /* A broken one is said with its line and left aside. */
  close_desk (f);
  write_policy (f, "weeks");
  open_desk (f);
  faults = henji_desk_fact_faults (f->desk);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_true (g_str_has_prefix (faults->pdata[0], "amazon-jp.ini, line 8: "));
  g_assert_false (henji_desk_policy_is_own_file (f->desk, "amazon-jp"));
  g_assert_cmpint (in_force (f, "reply", NOW)->value, ==, 24);
  g_assert_cmpint (in_force (f, "appeal", NOW)->value, ==, 8);
}

static int
old_figures (Fixture *f, const char *now)
{
  g_autoptr (GError) error = NULL;
  gint64 at = 0;
  int n;

  g_assert_true (henji_time_parse_rfc3339 (now, &at));
  henji_desk_set_now (f->desk, at);
  n = henji_desk_old_figures (f->desk, &error);
  g_assert_no_error (error);

  return n;
}

static void
test_old (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int n;

  g_assert_cmpint (old_figures (f, "2027-11-23T12:00:00+09:00"), ==, 0);
  n = old_figures (f, "2027-11-24T17:00:00+09:00");
  g_assert_cmpint (n, >, 40);

  /* One that the seller has looked at is not asked for again. */
  set (f, "amazon-jp", new_value ("claim-answer", 48, HENJI_UNIT_HOURS, NULL));
  g_assert_cmpint (old_figures (f, "2027-11-24T17:00:00+09:00"), ==, n - 1);

  henji_desk_put_away_old_figures (f->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (old_figures (f, "2027-11-24T18:00:00+09:00"), ==, 0);
  close_desk (f);
  open_desk (f);
  g_assert_cmpint (old_figures (f, "2027-11-30T23:59:59+09:00"), ==, 0);
  g_assert_cmpint (old_figures (f, "2027-12-01T00:00:00+09:00"), >=, n - 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/policies/clocks", Fixture, NULL, set_up, test_clocks, tear_down);
  g_test_add ("/policies/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/policies/whole-file", Fixture, NULL, set_up, test_whole_file, tear_down);
  g_test_add ("/policies/old", Fixture, NULL, set_up, test_old, tear_down);

  return g_test_run ();
}
