/* test-holiday.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"

#include <string.h>

/* Nothing missing, nothing added, in every year that is in the list. */
static void
test_published (void)
{
  g_autoptr (HenjiHolidays) japan = load_holidays ("japan.ini");
  g_autofree char *text = read_table ("holidays-japan.txt");
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);
  g_autoptr (GString) computed = g_string_new (NULL);
  g_autoptr (GString) published = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (*lines[i]))
      g_string_append_printf (published, "%s\n", lines[i]);
  for (int year = 2015; year <= 2027; year++)
    {
      guint n;
      const HenjiHoliday *days = henji_holidays_year (japan, year, &n);

      g_assert_cmpuint (n, >, 0);
      for (guint i = 0; i < n; i++)
        g_string_append_printf (computed, "%s %s\n", days[i].date, days[i].name_ja);
    }
  g_assert_cmpstr (computed->str, ==, published->str);
}

static const struct
{
  const char *date;
  const char *name; /* NULL: no holiday */
  const char *why;
} edges[] = {
  { "1949-01-01", "元日", "the first year" },
  { "1949-05-04", NULL, "nothing lies between yet" },
  { "1954-09-23", "秋分の日", "" },
  { "1959-04-10", "皇太子明仁親王の結婚の儀", "once only" },
  { "1960-04-10", NULL, "once only" },
  { "1960-03-20", "春分の日", "early in a leap year" },
  { "1966-02-11", NULL, "a year before the first" },
  { "1967-02-11", "建国記念の日", "the first" },
  { "1965-09-15", NULL, "" },
  { "1966-09-15", "敬老の日", "the first" },
  { "1966-10-10", "体育の日", "the first" },
  { "1973-02-11", "建国記念の日", "a Sunday" },
  { "1973-02-12", NULL, "before the law of 12 April 1973" },
  { "1973-04-30", "振替休日", "the first of all" },
  { "1979-09-24", "秋分の日", "late" },
  { "1982-03-22", "振替休日", "equinox on a Sunday" },
  { "1985-05-04", NULL, "a Saturday before the law of 1985" },
  { "1986-05-04", NULL, "between, but on a Sunday" },
  { "1987-05-04", "振替休日", "between, and the day after a Sunday" },
  { "1988-05-04", "国民の休日", "the first between" },
  { "1988-04-29", "天皇誕生日", "" },
  { "1989-02-24", "昭和天皇の大喪の礼", "once only" },
  { "1989-04-29", "みどりの日", "" },
  { "1989-12-23", "天皇誕生日", "" },
  { "1990-11-12", "即位礼正殿の儀", "once only" },
  { "1992-05-04", "振替休日", "3 May was a Sunday" },
  { "1993-06-09", "皇太子徳仁親王の結婚の儀", "once only" },
  { "1995-07-20", NULL, "before Marine Day" },
  { "1996-07-20", "海の日", "the first" },
  { "1997-05-04", NULL, "between, but on a Sunday" },
  { "1999-01-15", "成人の日", "the last on a fixed day" },
  { "2000-01-15", NULL, "" },
  { "2000-01-10", "成人の日", "the first Monday rule" },
  { "2000-10-09", "体育の日", "" },
  { "2002-09-16", "振替休日", "15 September was a Sunday" },
  { "2003-07-21", "海の日", "the first Monday rule" },
  { "2003-09-15", "敬老の日", "" },
  { "2006-05-04", "国民の休日", "the last before it became Greenery Day" },
  { "2006-01-02", "振替休日", "" },
  { "2007-04-29", "昭和の日", "a Sunday" },
  { "2007-04-30", "振替休日", "" },
  { "2007-05-04", "みどりの日", "" },
  { "2008-05-06", "振替休日", "4 May was a Sunday: past Children’s Day" },
  { "2009-05-06", "振替休日", "3 May was a Sunday: past two days" },
  { "2009-09-22", "国民の休日", "" },
  { "2010-05-06", NULL, "5 May was a Wednesday" },
  { "2012-09-22", "秋分の日", "for the first time since 1896 on the 22nd" },
  { "2016-08-11", "山の日", "the first" },
  { "2019-12-23", NULL, "2019 had no birthday" },
  { "2019-02-23", NULL, "2019 had no birthday" },
  { "2020-10-12", NULL, "moved to July" },
  { "2021-07-19", NULL, "moved" },
  { "2032-09-21", "国民の休日", "expected" },
  { "2044-09-23", NULL, "the equinox is on the 22nd" },
  { "2044-09-22", "秋分の日", "" },
  { "2092-03-19", "春分の日", "for the first time on the 19th" },
  { "2074-09-23", "秋分の日", "three minutes past midnight" },
  { "2107-09-23", "秋分の日", "half an hour before midnight" },
  { "2136-09-23", "秋分の日", "" },
  { "2100-03-20", "春分の日", "no leap year" },
  { "2150-11-23", "勤労感謝の日", "the last year" },
};

static void
test_edges (void)
{
  g_autoptr (HenjiHolidays) japan = load_holidays ("japan.ini");

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      const HenjiHoliday *day = henji_holidays_on (japan, edges[i].date);

      if (g_strcmp0 (day != NULL ? day->name_ja : NULL, edges[i].name) != 0)
        g_error ("%s is “%s”: %s", edges[i].date, day != NULL ? day->name_ja : "none",
                 edges[i].why);
    }
}

static void
test_years (void)
{
  g_autoptr (HenjiHolidays) japan = load_holidays ("japan.ini");
  guint n;

  g_assert_cmpint (henji_holidays_first_year (japan), ==, 1949);
  g_assert_cmpint (henji_holidays_last_year (japan), ==, 2150);
  henji_holidays_year (japan, 1949, &n);
  g_assert_cmpuint (n, ==, 9);
  g_assert_null (henji_holidays_year (japan, 1948, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (henji_holidays_on (japan, "2151-01-01"));

  for (int year = 1949; year <= 2150; year++)
    {
      const HenjiHoliday *days = henji_holidays_year (japan, year, &n);

      g_assert_cmpuint (n, >=, 9);
      g_assert_cmpuint (n, <=, 24);
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (henji_date_is_valid (days[i].date));
          g_assert_cmpint (atoi (days[i].date), ==, year);
          g_assert_true (i == 0 || strcmp (days[i - 1].date, days[i].date) < 0);
          g_assert_true (*days[i].name_ja != '\0' && *days[i].name_en != '\0');
          /* No substitute day is a Sunday, and every one follows a holiday. */
          if (days[i].nature == HENJI_HOLIDAY_SUBSTITUTE)
            {
              g_assert_cmpint (henji_date_days_between ("0001-01-01", days[i].date) % 7, !=, 6);
              g_assert_cmpint (henji_date_days_between (days[i - 1].date, days[i].date), ==, 1);
            }
        }
      /* The same again, from what was kept. */
      g_assert_true (henji_holidays_year (japan, year, &n) == days);
    }
}

static void
test_announced (void)
{
  g_autoptr (HenjiHolidays) japan = load_holidays ("japan.ini");
  g_autoptr (HenjiHolidays) us = load_holidays ("united-states.ini");

  /* 1 February 2026 was a Sunday: the gazette of the 2nd has the equinoxes of 2027. */
  g_assert_false (henji_holidays_announced (japan, 2027, instant_of ("2026-02-01T23:59:59+09:00")));
  g_assert_true (henji_holidays_announced (japan, 2027, instant_of ("2026-02-02T00:00:00+09:00")));
  g_assert_false (henji_holidays_announced (japan, 2028, instant_of ("2026-11-26T00:00:00+09:00")));
  g_assert_true (henji_holidays_announced (japan, 2026, instant_of ("2026-11-26T00:00:00+09:00")));
  g_assert_true (henji_holidays_announced (japan, 1949, instant_of ("2026-11-26T00:00:00+09:00")));
  /* 1 February 2025 was a Saturday, 2024 a Thursday. */
  g_assert_false (henji_holidays_announced (japan, 2026, instant_of ("2025-02-02T23:00:00+09:00")));
  g_assert_true (henji_holidays_announced (japan, 2026, instant_of ("2025-02-03T00:00:00+09:00")));
  g_assert_true (henji_holidays_announced (japan, 2025, instant_of ("2024-02-01T00:00:00+09:00")));
  g_assert_true (henji_holidays_announced (us, 2149, instant_of ("2026-11-26T00:00:00+09:00")));
}

static void
test_united_states (void)
{
  static const char *const published[]
      = { "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03",
          "2026-07-04", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25" };
  g_autoptr (HenjiHolidays) us = load_holidays ("united-states.ini");
  const HenjiHoliday *days;
  guint n;

  days = henji_holidays_year (us, 2026, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (published));
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (days[i].date, ==, published[i]);
  g_assert_cmpint (days[5].nature, ==, HENJI_HOLIDAY_SUBSTITUTE);
  g_assert_cmpstr (days[5].name_en, ==, "Independence Day");

  /* New Year 2022 was a Saturday: observed in the year before. Of 2023 a Sunday. */
  g_assert_nonnull (henji_holidays_on (us, "2021-12-31"));
  g_assert_null (henji_holidays_on (us, "2022-01-03"));
  g_assert_nonnull (henji_holidays_on (us, "2022-12-26"));
  g_assert_nonnull (henji_holidays_on (us, "2023-01-02"));
  g_assert_null (henji_holidays_on (us, "2020-06-19"));
  g_assert_nonnull (henji_holidays_on (us, "2021-06-18"));
  g_assert_nonnull (henji_holidays_on (us, "1975-10-27"));
  g_assert_null (henji_holidays_on (us, "1975-11-11"));
  g_assert_nonnull (henji_holidays_on (us, "2024-05-27"));
}

#define HEAD                                                                                       \
  "[calendar]\nid=x\ncountry=XX\nzone=Asia/Tokyo\nfirst=2000\nlast=2030\nsource=x\n"               \
  "checked=2026-11-01\n"
#define DAY "[a]\nname-ja=甲\nname-en=A\n"

static const struct
{
  const char *text;
  int line; /* 0: fine */
} broken[] = {
  { HEAD DAY "2000-=01-15\n", 0 },
  { HEAD DAY "2000-2010=02-29\n2011=05 monday last\n2012-=spring-equinox\n", 0 },
  { "", 1 },
  { DAY, 1 },
  { "[calendar]\nid=x\n", 1 },
  { HEAD "[a]\n2000-=01-15\n", 9 },
  { HEAD DAY "1999-=01-15\n", 12 },
  { HEAD DAY "2010-2005=01-15\n", 12 },
  { HEAD DAY "2000-=02-30\n", 12 },
  { HEAD DAY "2000-=1-5\n", 12 },
  { HEAD DAY "2000-=01 someday 2\n", 12 },
  { HEAD DAY "2000-=13 monday 2\n", 12 },
  { HEAD DAY "2000-=01 monday 5\n", 12 },
  { HEAD DAY "2000-2010=01-15\n2010-=01-16\n", 13 },
  { HEAD "[substitute]\nsoon=next-day\n", 10 },
  { HEAD "[substitute]\n2000-01-01=any-day\n", 10 },
  { HEAD "[substitute]\n2000-01-01=next-day\n1999-01-01=next-day\n", 11 },
  { HEAD "[between]\n2000-01-01=any-day\n", 9 },
  { "[calendar]\nid=x\ncountry=XX\nzone=Mars/Base\nfirst=2000\nlast=2030\nsource=x\n"
    "checked=2026-11-01\n",
    1 },
  { "[calendar]\nid=x\ncountry=XX\nzone=Asia/Tokyo\nfirst=1800\nlast=2030\nsource=x\n"
    "checked=2026-11-01\n",
    1 },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiHolidays) holidays
          = henji_holidays_parse (broken[i].text, strlen (broken[i].text), "x.ini", &error);
      g_autofree char *place = g_strdup_printf ("x.ini, line %d: ", broken[i].line);

      if (broken[i].line == 0)
        {
          g_assert_no_error (error);
          g_assert_nonnull (holidays);
          continue;
        }
      g_assert_null (holidays);
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, place))
        g_error ("case %u: %s", i, error->message);
    }
}

/* No change of a byte makes it crash or loop; what is read gives years that are in order. */
static void
test_mutations (void)
{
  static const char *const names[] = { "japan.ini", "united-states.ini" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);

  for (int i = 0; i < 2000; i++)
    {
      gsize length;
      g_autofree char *text = read_data ("holidays", names[i % 2], &length);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiHolidays) holidays = NULL;

      for (int j = 0; j < 3; j++)
        text[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int_range (rand, 32, 127);
      holidays = henji_holidays_parse (text, length, "x.ini", &error);
      g_assert_true ((holidays == NULL) == (error != NULL));
      for (int year = 2020; holidays != NULL && year < 2024; year++)
        {
          guint n;
          const HenjiHoliday *days = henji_holidays_year (holidays, year, &n);

          for (guint j = 1; j < n; j++)
            g_assert_cmpstr (days[j - 1].date, <, days[j].date);
        }
    }
}

static gpointer
ask_all (gpointer data)
{
  gsize sum = 0;
  guint n;

  for (int year = 1949; year <= 2150; year++)
    {
      henji_holidays_year (data, year, &n);
      sum += n;
    }

  return GSIZE_TO_POINTER (sum);
}

/* Several threads asking for the first time get the same days. */
static void
test_threads (void)
{
  g_autoptr (HenjiHolidays) japan = load_holidays ("japan.ini");
  GThread *threads[4];
  gpointer first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("holidays", ask_all, japan);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gpointer sum = g_thread_join (threads[i]);

      g_assert_true (i == 0 || sum == first);
      first = sum;
    }
}

/* Measured by "-m perf" only. */
static void
test_speed (void)
{
  g_autoptr (HenjiHolidays) japan = load_holidays ("japan.ini");
  double first, again;

  if (!g_test_perf ())
    {
      g_test_skip ("not asked for");
      return;
    }

  g_test_timer_start ();
  ask_all (japan);
  first = g_test_timer_elapsed () / 202;
  g_test_timer_start ();
  for (int i = 0; i < 1000; i++)
    ask_all (japan);
  again = g_test_timer_elapsed () / 202000;
  g_test_minimized_result (first, "a year at first: %.2f µs", first * 1e6);
  g_test_minimized_result (again, "a year again: %.4f µs", again * 1e6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/holiday/published", test_published);
  g_test_add_func ("/holiday/edges", test_edges);
  g_test_add_func ("/holiday/years", test_years);
  g_test_add_func ("/holiday/announced", test_announced);
  g_test_add_func ("/holiday/united-states", test_united_states);
  g_test_add_func ("/holiday/broken", test_broken);
  g_test_add_func ("/holiday/mutations", test_mutations);
  g_test_add_func ("/holiday/threads", test_threads);
  g_test_add_func ("/holiday/speed", test_speed);

  return g_test_run ();
}
