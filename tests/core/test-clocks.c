/* test-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"

#include <string.h>

#define MIN_ROWS 250

/* A marketplace of @zone with one rule, "it". */
static HenjiPolicy *
invent (const char *unit, const char *value, const char *zone)
{
  g_autofree char *text
      = g_strdup_printf ("[marketplace]\nid=x\ndomain=x.example\ncurrency=JPY\n"
                         "zone=%s\n[it]\nvalue=%s\nunit=%s\nchecked=2026-11-26\nverified=no\n",
                         zone, value, unit);
  g_autoptr (GError) error = NULL;
  HenjiPolicy *policy = henji_policy_parse (text, strlen (text), "x.ini", &error);

  g_assert_no_error (error);

  return policy;
}

/* (transfer full): what the row's fourth column should be */
static char *
work_out (const char *what, const char *since, GTimeZone *zone)
{
  g_auto (GStrv) words = g_strsplit (what, " ", 0);
  g_autofree char *id = NULL;
  g_autoptr (HenjiPolicy) policy = NULL;
  const HenjiRule *rule;

  if (g_str_equal (what, "date-of"))
    return henji_date_of (instant_of (since), zone);
  if (g_str_equal (what, "date-start"))
    return henji_time_format_rfc3339 (henji_date_start (since, zone), zone);

  if (words[2] == NULL)
    id = g_strconcat ("amazon-", words[0], NULL);
  policy = id != NULL ? load_policy (id) : invent (words[0], words[1], words[2]);
  rule = henji_policy_rule (policy, words[2] != NULL ? "it" : words[1], instant_of (since));
  if (rule == NULL)
    g_error ("there is no rule “%s”", what);

  return henji_time_format_rfc3339 (henji_policy_deadline (policy, rule, instant_of (since)), zone);
}

static void
test_table (void)
{
  g_autofree char *text = read_table ("clocks.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  guint rows = 0, wrong = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], " | ", 0);
      g_autoptr (GTimeZone) zone = NULL;
      g_autofree char *got = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_assert_cmpuint (g_strv_length (columns), ==, 5);
      zone = g_time_zone_new_identifier (columns[2]);
      g_assert_nonnull (zone);
      got = work_out (columns[0], columns[1], zone);
      rows++;
      if (g_strcmp0 (got, columns[3]) != 0)
        {
          g_test_message ("line %u: %s since %s is %s, not %s: %s", i + 1, columns[0], columns[1],
                          got, columns[3], columns[4]);
          wrong++;
        }
    }
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (rows, >=, MIN_ROWS);
}

static const char *const zones[] = { "Asia/Tokyo",          "America/Los_Angeles",
                                     "America/New_York",    "Europe/London",
                                     "Europe/Berlin",       "Asia/Kolkata",
                                     "Asia/Kathmandu",      "Pacific/Apia",
                                     "Pacific/Niue",        "America/Santiago",
                                     "Australia/Lord_Howe", "Africa/Casablanca",
                                     "America/Havana",      "Etc/UTC" };

typedef struct
{
  gint64 until;
  guint rule;
} Due;

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const Due *x = a, *y = b;

  return x->until < y->until ? -1 : x->until > y->until;
}

/* A time of 2024 to 2029, more often than not near a clock change. */
static gint64
some_time (GRand *rand)
{
  static const char *const changes[]
      = { "2026-03-08T10:00:00Z", "2026-11-01T09:00:00Z", "2026-01-26T08:00:00Z",
          "2027-03-14T10:00:00Z", "2028-02-29T12:00:00Z", "2026-12-31T15:00:00Z" };

  if (g_rand_boolean (rand))
    return instant_of (changes[g_rand_int_range (rand, 0, G_N_ELEMENTS (changes))])
           + g_rand_int_range (rand, -6 * 86400, 6 * 86400) * HENJI_SECOND;

  return instant_of ("2024-01-01T00:00:00Z")
         + g_rand_int_range (rand, 0, 5 * 365 * 86400) * HENJI_SECOND;
}

/* All clocks of many cases, sorted; shown in any zone and read back, they stand in the same order.
 */
static void
test_order (void)
{
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  HenjiPolicy *const policies[] = { jp, us };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);
  g_autoptr (GArray) dues = g_array_new (FALSE, FALSE, sizeof (Due));

  for (guint i = 0; i < 400; i++)
    {
      HenjiPolicy *policy = policies[i % 2];
      gint64 since = some_time (rand);

      for (guint j = 0; j < henji_policy_n_rules (policy); j++)
        {
          const char *id = henji_policy_nth_rule (policy, j)->id;
          const HenjiRule *rule = henji_policy_rule (policy, id, since);
          Due due = { rule != NULL ? henji_policy_deadline (policy, rule, since) : 0, j };

          if (due.until != 0)
            g_array_append_val (dues, due);
        }
    }
  g_array_sort (dues, compare_due);
  g_assert_cmpuint (dues->len, >, 3000);

  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[z]);
      gint64 last = G_MININT64;

      g_assert_nonnull (zone);
      for (guint i = 0; i < dues->len; i++)
        {
          gint64 until = g_array_index (dues, Due, i).until;
          g_autofree char *shown = henji_time_format_rfc3339 (until, zone);
          gint64 read = instant_of (shown);

          /* Only the fraction of a second is not shown. */
          g_assert_cmpint (read, ==, until - until % HENJI_SECOND);
          g_assert_cmpint (read, >=, last);
          last = read;
        }
    }
}

/* By one and the same rule, who begins later is never due earlier, and nobody before he begins. */
static void
test_monotonic (void)
{
  g_autoptr (HenjiPolicy) jp = load_policy ("amazon-jp");
  g_autoptr (HenjiPolicy) us = load_policy ("amazon-us");
  HenjiPolicy *const policies[] = { jp, us };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < 2000; i++)
    {
      HenjiPolicy *policy = policies[i % 2];
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) henji_policy_n_rules (policy));
      const HenjiRule *rule = henji_policy_nth_rule (policy, j);
      gint64 since = some_time (rand);
      gint64 later = since + g_rand_int_range (rand, 1, 4 * 86400) * HENJI_SECOND;
      gint64 a = henji_policy_deadline (policy, rule, since);
      gint64 b = henji_policy_deadline (policy, rule, later);

      if (a == 0)
        continue;
      g_assert_cmpint (a, >=, since);
      g_assert_cmpint (b, >=, a);
    }
}

/* Days follow each other without a gap in every zone, and each begins within itself. */
static void
test_days (void)
{
  for (guint z = 0; z < G_N_ELEMENTS (zones); z++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[z]);
      g_autofree char *date = g_strdup ("2025-12-25");

      for (guint i = 0; i < 400; i++)
        {
          char *next = henji_date_add_days (date, 1);
          gint64 start = henji_date_start (date, zone);
          gint64 end = henji_date_start (next, zone);
          g_autofree char *first = henji_date_of (start, zone);
          g_autofree char *last = henji_date_of (end - 1, zone);
          g_autofree char *before = henji_date_of (start - 1, zone);

          if (!g_str_equal (first, date) || !g_str_equal (last, date) || g_str_equal (before, date))
            g_error ("%s in %s begins on %s and ends on %s", date, zones[z], first, last);
          g_free (date);
          date = next;
        }
    }
}

static void
test_old (void)
{
  g_assert_false (henji_checked_is_old ("2026-11-23", "2026-11-26"));
  g_assert_false (henji_checked_is_old ("2026-11-23", "2027-11-23"));
  g_assert_true (henji_checked_is_old ("2026-11-23", "2027-11-24"));
  g_assert_false (henji_checked_is_old ("2027-02-28", "2028-02-28"));
  g_assert_true (henji_checked_is_old ("2027-02-28", "2028-02-29"));
  g_assert_false (henji_checked_is_old ("2028-02-29", "2029-02-28"));
  g_assert_true (henji_checked_is_old ("2028-02-29", "2029-03-01"));
  g_assert_false (henji_checked_is_old ("2026-11-23", "2020-01-01"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clocks/table", test_table);
  g_test_add_func ("/clocks/order", test_order);
  g_test_add_func ("/clocks/monotonic", test_monotonic);
  g_test_add_func ("/clocks/days", test_days);
  g_test_add_func ("/clocks/old", test_old);

  return g_test_run ();
}
