/* test-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"

static const struct
{
  const char *unit;
  const char *text;
  int value; /* -1: refused */
  const char *written;
  const char *said;
} rows[] = {
  { "hours", "24", 24, "24", "24 hours" },
  { "hours", " 1 ", 1, "1", "1 hour" },
  { "hours", "２４", 24, "24", "24 hours" },
  { "hours", "0", 0, "0", "0 hours" },
  { "hours", "87840", 87840, "87840", "87840 hours" },
  { "hours", "87841", -1, NULL, NULL },
  { "hours", "", -1, NULL, NULL },
  { "hours", "-1", -1, NULL, NULL },
  { "hours", "1.5", -1, NULL, NULL },
  { "hours", "24 hours", -1, NULL, NULL },
  { "hours", "99999999999999999999", -1, NULL, NULL },
  { "calendar-days", "1", 1, "1", "1 calendar day" },
  { "calendar-days", "3660", 3660, "3660", "3660 calendar days" },
  { "calendar-days", "3661", -1, NULL, NULL },
  { "business-days", "2", 2, "2", "2 business days" },
  { "characters", "2000", 2000, "2000", "2000 characters" },
  { "characters", "100001", -1, NULL, NULL },
  { "megabytes", "10", 10, "10", "10 MB" },
  { "percent", "20", 20, "20", "20 %" },
  { "percent", "20 %", 20, "20", "20 %" },
  { "percent", "２０％", 20, "20", "20 %" },
  { "percent", "101", -1, NULL, NULL },
  { "percent", "2.5", -1, NULL, NULL },
  { "decimal-percent", "2.5", 25, "2.5", "2.5 %" },
  { "decimal-percent", "2.5%", 25, "2.5", "2.5 %" },
  { "decimal-percent", "4", 40, "4", "4 %" },
  { "decimal-percent", "4.0", 40, "4", "4 %" },
  { "decimal-percent", "0.1", 1, "0.1", "0.1 %" },
  { "decimal-percent", "100", 1000, "100", "100 %" },
  { "decimal-percent", "100.1", -1, NULL, NULL },
  { "decimal-percent", "2.55", -1, NULL, NULL },
  { "decimal-percent", "2.", -1, NULL, NULL },
  { "decimal-percent", ".5", -1, NULL, NULL },
  { "decimal-percent", "2.5.1", -1, NULL, NULL },
  { "decimal-percent", "%", -1, NULL, NULL },
  { "time-of-day", "9:00", 540, "9:00", "9:00" },
  { "time-of-day", "09:05", 545, "9:05", "9:05" },
  { "time-of-day", "１８：００", 1080, "18:00", "18:00" },
  { "time-of-day", "0:00", 0, "0:00", "0:00" },
  { "time-of-day", "24:00", 1440, "24:00", "24:00" },
  { "time-of-day", "24:01", -1, NULL, NULL },
  { "time-of-day", "9", -1, NULL, NULL },
  { "time-of-day", "9:5", -1, NULL, NULL },
  { "time-of-day", "9:60", -1, NULL, NULL },
  { "time-of-day", "9:00:00", -1, NULL, NULL },
  { "yes-no", "yes", 1, "yes", "Yes" },
  { "yes-no", "NO", 0, "no", "No" },
  { "yes-no", "1", -1, NULL, NULL },
  { "yes-no", "", -1, NULL, NULL },
};

static void
test_units (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;
      g_autofree char *said = NULL;
      HenjiUnit unit;
      int value = -1, again = -1;

      g_assert_true (henji_unit_from_id (rows[i].unit, &unit));
      g_assert_cmpstr (henji_unit_id (unit), ==, rows[i].unit);
      if (rows[i].value < 0)
        {
          if (henji_unit_parse (unit, rows[i].text, &value, &error))
            g_error ("“%s” was taken as %s", rows[i].text, rows[i].unit);
          g_assert_nonnull (error);
          continue;
        }
      if (!henji_unit_parse (unit, rows[i].text, &value, &error))
        g_error ("“%s”: %s", rows[i].text, error->message);
      g_assert_cmpint (value, ==, rows[i].value);
      written = henji_unit_write (unit, value);
      g_assert_cmpstr (written, ==, rows[i].written);
      said = henji_unit_format (unit, value);
      g_assert_cmpstr (said, ==, rows[i].said);
      g_assert_true (henji_unit_parse (unit, written, &again, NULL));
      g_assert_cmpint (again, ==, value);
    }
}

static void
test_fits (void)
{
  HenjiUnit unit = HENJI_UNIT_HOURS;

  for (guint a = 0; a < HENJI_N_UNITS; a++)
    {
      for (guint b = 0; b < HENJI_N_UNITS; b++)
        g_assert_cmpint (henji_unit_fits (a, b), ==,
                         a == b || (henji_unit_is_span (a) && henji_unit_is_span (b)));
      g_assert_true (henji_unit_from_id (henji_unit_id (a), &unit));
      g_assert_cmpint (unit, ==, a);
    }
  g_assert_false (henji_unit_from_id ("weeks", &unit));
  g_assert_false (henji_unit_from_id (NULL, &unit));
  g_assert_true (henji_unit_fits (HENJI_UNIT_HOURS, HENJI_UNIT_BUSINESS_DAYS));
  g_assert_false (henji_unit_fits (HENJI_UNIT_PERCENT, HENJI_UNIT_DECIMAL_PERCENT));
}

/* No figure is shown without saying what it is. */
static void
test_words (void)
{
  static const char *const policies[] = { "amazon-jp", "amazon-us" };

  for (guint p = 0; p < G_N_ELEMENTS (policies); p++)
    {
      g_autoptr (HenjiPolicy) policy = load_policy (policies[p]);

      for (guint i = 0; i < henji_policy_n_rules (policy); i++)
        {
          const HenjiRule *rule = henji_policy_nth_rule (policy, i);

          if (g_str_equal (henji_rule_title (rule->id), rule->id)
              || henji_rule_meaning (rule->id) == NULL
              || henji_rule_section (rule->id) == HENJI_RULES_OTHER)
            g_error ("%s: [%s] has no title or meaning in henji-rule.c", policies[p], rule->id);
        }
    }
  for (guint i = 0; i < HENJI_N_RULE_SECTIONS; i++)
    g_assert_cmpstr (henji_rule_section_title (i), !=, "");
  g_assert_cmpstr (henji_rule_title ("my-own"), ==, "my-own");
  g_assert_null (henji_rule_meaning ("my-own"));
  g_assert_cmpint (henji_rule_section ("my-own"), ==, HENJI_RULES_OTHER);
}

static void
test_to_check (void)
{
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  g_autoptr (HenjiRule) own = henji_rule_new ();

  g_assert_true (henji_rule_is_to_check (henji_policy_rule (jp, "reply", 1)));
  g_assert_false (henji_rule_is_to_check (henji_policy_rule (jp, "claim-answer", 1)));
  g_assert_false (henji_rule_is_to_check (henji_policy_rule (jp, "support-follow-up", 1)));
  own->own = TRUE;
  g_assert_false (henji_rule_is_to_check (own));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rule/units", test_units);
  g_test_add_func ("/rule/fits", test_fits);
  g_test_add_func ("/rule/words", test_words);
  g_test_add_func ("/rule/to-check", test_to_check);

  return g_test_run ();
}
