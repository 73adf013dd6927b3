/* test-open-days.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data-fixture.h"
#include "henji-open-days.h"
#include "henji-template.h"

#include <string.h>

static HenjiOpenDays *
parse (const char *text)
{
  g_autoptr (HenjiHolidays) holidays = load_holidays ("japan.ini");
  g_autoptr (GError) error = NULL;
  HenjiOpenDays *days = henji_open_days_parse (text, holidays, &error);

  if (days == NULL)
    g_error ("“%s”: %s", text, error->message);

  return days;
}

/* What people write, and the one spelling of it. */
static const struct
{
  const char *written;
  const char *text;
} spellings[] = {
  { "", "" },
  { "sat, sun", "sat, sun" },
  { "Saturday and Sunday", "sat, sun" },
  { "Saturdays, Sundays, public holidays", "sat, sun, holidays" },
  { "weekends", "sat, sun" },
  { "sat/sun", "sat, sun" },
  { "closed on Wednesdays", "wed" },
  { "thu-fri", "thu, fri" },
  { "土日", "sat, sun" },
  { "土・日・祝", "sat, sun, holidays" },
  { "土日祝", "sat, sun, holidays" },
  { "土日祝日", "sat, sun, holidays" },
  { "土曜、日曜、祝祭日", "sat, sun, holidays" },
  { "土曜日曜", "sat, sun" },
  { "土曜日日曜日", "sat, sun" },
  { "毎週水曜日", "wed" },
  { "毎週土日", "sat, sun" },
  { "定休日：火曜日", "tue" },
  { "日月", "mon, sun" },
  { "金～日", "fri, sat, sun" },
  { "月曜から水曜", "mon, tue, wed" },
  { "１２／２９～１／３", "12/29-1/3" },
  { "12/29-1/3", "12/29-1/3" },
  { "12/29 - 1/3", "12/29-1/3" },
  { "12/29 to 1/3", "12/29-1/3" },
  { "12-29..01-03", "12/29-1/3" },
  { "12月29日から1月3日まで", "12/29-1/3" },
  { "12月29日〜1月3日", "12/29-1/3" },
  { "8月13日〜16日", "8/13-8/16" },
  { "8/13-16", "8/13-8/16" },
  { "年末年始 12/29-1/3", "12/29-1/3" },
  { "年末年始（12/29〜1/3）、お盆（8/13〜8/16）", "12/29-1/3, 8/13-8/16" },
  { "お盆：8/13-8/16", "8/13-8/16" },
  { "2026-05-07", "2026-05-07" },
  { "2026/5/7", "2026-05-07" },
  { "2026年5月7日", "2026-05-07" },
  { "2026/12/29-2027/1/3", "2026-12-29~2027-01-03" },
  { "2026/12/29-1/3", "2026-12-29~2027-01-03" },
  { "2026-05-07~2026-05-08", "2026-05-07~2026-05-08" },
  { "臨時休業 2026/5/7〜5/8", "2026-05-07~2026-05-08" },
  { "6/1", "6/1" },
  { "2/29", "2/29" },
  { "土日祝\n年末年始 12/28〜1/4\nお盆 8/12〜8/16\n2026年6月1日",
    "sat, sun, holidays, 12/28-1/4, 8/12-8/16, 2026-06-01" },
};

static void
test_spellings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (HenjiOpenDays) days = parse (spellings[i].written);
      g_autofree char *text = henji_open_days_to_text (days);
      g_autoptr (HenjiOpenDays) again = parse (text);
      g_autofree char *same = henji_open_days_to_text (again);

      g_assert_cmpstr (text, ==, spellings[i].text);
      g_assert_cmpstr (same, ==, text);
    }
}

/* What is refused, and the word that the sentence names. */
static const struct
{
  const char *written;
  const char *names;
} refused[] = {
  { "satday", "satday" },
  { "年末年始", "年末年始" },
  { "お盆、土日", "お盆" },
  { "13/1", "13/1" },
  { "2/30", "2/30" },
  { "2027-02-29", "2027-02-29" },
  { "12/29-13/3", "12/29-13/3" },
  { "2026-05-08~2026-05-07", "2026-05-08~2026-05-07" },
  { "2026-05-08~2028-05-07", "2026-05-08~2028-05-07" },
  { "5/8~2026-05-10", "5/8~2026-05-10" },
  { "第2水曜", "第2水曜" },
  { "土日以外", "土日以外" },
  { "mon tue wed thu fri sat sun", "never" },
  { "月〜日", "never" },
  { "1/1-12/31", "never" },
  { "sun, 1/2-12/31, 1/1", "never" },
  { "月火水木金土, 1/1-12/24", "" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (HenjiHolidays) holidays = load_holidays ("japan.ini");
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiOpenDays) days = henji_open_days_parse (refused[i].written, holidays, &error);

      /* The last row has one Sunday a year left, and so is fine. */
      if (*refused[i].names == '\0')
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (days);
      if (error == NULL || strstr (error->message, refused[i].names) == NULL)
        g_error ("“%s”: %s", refused[i].written, error != NULL ? error->message : "no error");
    }
}

/* Whatever is typed, it is read to the same closing days again, or refused with a sentence. */
static void
test_mutations (void)
{
  static const char *const pieces[]
      = { "土", "日", "祝",       "曜",   "sat",  "sun",  "holidays", "12/29", "1/3", "-",
          "~",  "〜", " ",        ",",    "、",   "2026", "年",       "月",    "8",   "13",
          "(",  ")",  "年末年始", "から", "まで", "to",   "\n",       "/" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);
  guint read = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HenjiOpenDays) days = NULL;
      g_autoptr (HenjiOpenDays) again = NULL;
      g_autofree char *one = NULL;
      g_autofree char *two = NULL;

      for (int n = g_rand_int_range (rand, 0, 7); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      days = henji_open_days_parse (text->str, NULL, &error);
      g_assert_true ((days == NULL) == (error != NULL));
      if (days == NULL)
        continue;
      read++;
      one = henji_open_days_to_text (days);
      again = henji_open_days_parse (one, NULL, &error);
      g_assert_no_error (error);
      two = henji_open_days_to_text (again);
      g_assert_cmpstr (one, ==, two);
    }
  g_assert_cmpuint (read, >, 500);
}

#define OFFICE "土日祝、年末年始 12/29-1/3、お盆 8/13-8/16"

static const struct
{
  const char *closed; /* NULL: said nothing */
  const char *date;
  int n; /* -1: on or after */
  const char *open;
} counts[] = {
  /* Monday to Friday, as before. */
  { NULL, "2026-11-20", 1, "2026-11-23" },
  { NULL, "2026-11-20", 2, "2026-11-24" },
  { NULL, "2026-11-21", 1, "2026-11-23" },
  { NULL, "2026-11-21", 0, "2026-11-21" },
  { NULL, "2026-11-21", -1, "2026-11-23" },
  { NULL, "2026-11-20", -1, "2026-11-20" },
  /* 23 November is a holiday. */
  { OFFICE, "2026-11-20", 1, "2026-11-24" },
  { OFFICE, "2026-11-20", 2, "2026-11-25" },
  { OFFICE, "2026-11-23", -1, "2026-11-24" },
  /* Golden Week 2026: 29 April a Wednesday, 3 to 6 May holidays, 6 May the substitute of 3 May. */
  { OFFICE, "2026-04-28", 1, "2026-04-30" },
  { OFFICE, "2026-04-28", 2, "2026-05-01" },
  { OFFICE, "2026-04-28", 3, "2026-05-07" },
  { OFFICE, "2026-05-02", -1, "2026-05-07" },
  { OFFICE, "2026-05-01", 1, "2026-05-07" },
  /* The ten days of 2019, and Silver Week 2026. */
  { OFFICE, "2019-04-26", 1, "2019-05-07" },
  { OFFICE, "2026-09-18", 1, "2026-09-24" },
  /* Year's end 2026/27: 28 December a Monday, 4 January a Monday. */
  { OFFICE, "2026-12-28", -1, "2026-12-28" },
  { OFFICE, "2026-12-28", 1, "2027-01-04" },
  { OFFICE, "2026-12-28", 2, "2027-01-05" },
  { OFFICE, "2026-12-31", -1, "2027-01-04" },
  { OFFICE, "2027-01-03", -1, "2027-01-04" },
  /* Year's end 2027/28: 3 January a Monday, 10 January a holiday. */
  { OFFICE, "2027-12-28", 1, "2028-01-04" },
  { OFFICE, "2028-01-07", 1, "2028-01-11" },
  /* Obon 2026: 11 August a holiday, 13 a Thursday, 16 a Sunday. */
  { OFFICE, "2026-08-10", 1, "2026-08-12" },
  { OFFICE, "2026-08-12", 1, "2026-08-17" },
  { OFFICE, "2026-08-13", -1, "2026-08-17" },
  /* A shop that works on holidays, closed on Wednesdays. */
  { "wed", "2026-05-02", 1, "2026-05-03" },
  { "wed", "2026-05-05", 1, "2026-05-07" },
  /* Never closed. */
  { "", "2026-12-31", 1, "2027-01-01" },
  /* One dated closing, once only. */
  { "sat sun 2026-06-01~2026-06-05", "2026-05-29", 1, "2026-06-08" },
  { "sat sun 2026-06-01~2026-06-05", "2027-05-31", 1, "2027-06-01" },
  /* Leap day. */
  { "2/29", "2028-02-28", 1, "2028-03-01" },
  { "2/29", "2027-02-28", 1, "2027-03-01" },
};

static void
test_counts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (HenjiOpenDays) days = counts[i].closed != NULL ? parse (counts[i].closed) : NULL;
      g_autofree char *open = counts[i].n < 0
                                  ? henji_open_days_next (days, counts[i].date)
                                  : henji_open_days_add (days, counts[i].date, counts[i].n);

      if (g_strcmp0 (open, counts[i].open) != 0)
        g_error ("%s + %d closed on “%s”: %s instead of %s", counts[i].date, counts[i].n,
                 counts[i].closed, open, counts[i].open);
    }
}

/* Without a calendar "holidays" are kept, but none is known. */
static void
test_no_calendar (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiOpenDays) days = henji_open_days_parse ("sat sun holidays", NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (henji_open_days_is_open (days, "2026-11-23"));
  text = henji_open_days_to_text (days);
  g_assert_cmpstr (text, ==, "sat, sun, holidays");
}

/* Dated closings that follow each other for longer than anybody looks ahead. */
static void
test_closed_for_years (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HenjiOpenDays) days = NULL;
  g_autofree char *next = NULL;

  for (int year = 2026; year < 2040; year++)
    g_string_append_printf (text, "%d-01-01~%d-12-31\n", year, year);
  days = parse (text->str);
  next = henji_open_days_next (days, "2026-03-01");
  g_assert_null (next);
}

static void
test_closings (void)
{
  static const struct
  {
    const char *closed; /* NULL: said nothing */
    const char *date;
    int days;
    const char *first, *reopens; /* NULL: none */
  } closings[] = {
    { NULL, "2026-11-25", 1, "2026-11-28", "2026-11-30" },
    { NULL, "2026-11-28", 1, "2026-11-28", "2026-11-30" },
    { NULL, "2026-11-29", 1, "2026-11-29", "2026-11-30" },
    { NULL, "2026-11-25", 3, NULL, NULL },
    /* A weekend, the long one of 23 November, the year's end, Golden Week. */
    { OFFICE, "2026-11-16", 2, "2026-11-21", "2026-11-24" },
    { OFFICE, "2026-11-24", 3, "2026-12-29", "2027-01-04" },
    { OFFICE, "2026-12-29", 5, "2026-12-29", "2027-01-04" },
    { OFFICE, "2026-04-24", 5, "2026-05-02", "2026-05-07" },
    { OFFICE, "2026-07-25", 4, "2026-08-13", "2026-08-17" },
    { "", "2026-11-25", 1, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (closings); i++)
    {
      g_autoptr (HenjiOpenDays) days
          = closings[i].closed != NULL ? parse (closings[i].closed) : NULL;
      g_autofree char *first = NULL;
      g_autofree char *reopens = NULL;
      gboolean found = henji_open_days_next_closing (days, closings[i].date, closings[i].days,
                                                     &first, &reopens);

      g_assert_cmpint (found, ==, closings[i].first != NULL);
      g_assert_cmpstr (first, ==, closings[i].first);
      g_assert_cmpstr (reopens, ==, closings[i].reopens);
    }
}

/* A promise in a reply counts in the shop's own days. */
static void
test_template (void)
{
  static const char text[]
      = "<situation id=\"x\" kinds=\"other\" order=\"1\">"
        "<title xml:lang=\"ja\">甲</title><title xml:lang=\"en\">A</title>"
        "<hint xml:lang=\"ja\">甲</hint><hint xml:lang=\"en\">A</hint><words>a</words>"
        "<field id=\"by\" type=\"date\" default=\"today+1o\"><label xml:lang=\"ja\">期限</label>"
        "<label xml:lang=\"en\">by</label></field>"
        "<clause id=\"c\" on=\"always\"><label xml:lang=\"ja\">甲</label>"
        "<label xml:lang=\"en\">A</label><text xml:lang=\"ja\">{by}まで</text>"
        "<text xml:lang=\"en\">By {by}</text></clause></situation>";
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiTemplate) situation = henji_template_parse (text, strlen (text), "x.xml", &error);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (HenjiShop) shop = henji_shop_new ();
  HenjiReplyContext context = { .shop = shop, .zone = zone };
  g_autofree char *plain = NULL;
  g_autofree char *own = NULL;

  g_assert_no_error (error);
  /* Tuesday, 28 December 2027, late in the evening. */
  g_assert_true (henji_time_parse_rfc3339 ("2027-12-28T22:00:00+09:00", &context.now));
  plain = henji_template_field_value (situation, 0, NULL, &context);
  shop->open_days = parse (OFFICE);
  own = henji_template_field_value (situation, 0, NULL, &context);
  g_assert_cmpstr (plain, ==, "2027-12-29");
  g_assert_cmpstr (own, ==, "2028-01-04");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/open-days/spellings", test_spellings);
  g_test_add_func ("/open-days/refused", test_refused);
  g_test_add_func ("/open-days/mutations", test_mutations);
  g_test_add_func ("/open-days/counts", test_counts);
  g_test_add_func ("/open-days/no-calendar", test_no_calendar);
  g_test_add_func ("/open-days/closed-for-years", test_closed_for_years);
  g_test_add_func ("/open-days/closings", test_closings);
  g_test_add_func ("/open-days/template", test_template);

  return g_test_run ();
}
