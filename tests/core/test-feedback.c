/* test-feedback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-feedback.h"

/* Text | year, month, day first: what it is, or - */
static const char *const dates[][4] = {
  { "2026/11/3", "2026-11-03", "-", "-" },
  { "2026-11-03", "2026-11-03", "-", "-" },
  { "11/3/26", "-", "2026-11-03", "2026-03-11" },
  { "11/3/2026", "-", "2026-11-03", "2026-03-11" },
  { "3.11.26", "-", "2026-03-11", "2026-11-03" },
  { "26/11/03", "2026-11-03", "-", "-" },
  { "25/11/26", "2025-11-26", "-", "2026-11-25" },
  { "11/25/26", "-", "2026-11-25", "-" },
  { "２６／１１／０３", "2026-11-03", "-", "-" },
  { "29/2/28", "2029-02-28", "-", "2028-02-29" },
  { "2/30/26", "-", "-", "-" },
  { "2019/11/3", "-", "-", "-" },
  { "2100/11/3", "-", "-", "-" },
  { "0/0/0", "-", "-", "-" },
  { "11/3", "-", "-", "-" },
  { "11/3/26 10:00", "-", "-", "-" },
  { "11/3/26/", "-", "-", "-" },
  { "111/3/26", "-", "-", "-" },
  { "99999999999/3/26", "-", "-", "-" },
  { "-11/3/26", "-", "-", "-" },
  { "Nov 3, 2026", "-", "-", "-" },
  { "", "-", "-", "-" },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      guint ways = 0;

      for (guint way = 0; way < HENJI_N_DATE_WAYS; way++)
        {
          g_autofree char *date = henji_date_read (dates[i][0], (HenjiDateWay) way);

          g_test_message ("%s, %u", dates[i][0], way);
          g_assert_cmpstr (date != NULL ? date : "-", ==, dates[i][way + 1]);
          if (date != NULL)
            ways |= 1u << way;
        }
      g_assert_cmpuint (henji_date_ways (dates[i][0]), ==, ways);
    }
  g_assert_cmpint (henji_date_way_of ("amazon.co.jp"), ==, HENJI_DATE_YEAR_FIRST);
  g_assert_cmpint (henji_date_way_of ("amazon.com"), ==, HENJI_DATE_MONTH_FIRST);
  g_assert_cmpint (henji_date_way_of ("amazon.co.uk"), ==, HENJI_DATE_DAY_FIRST);
}

static HenjiFeedback *
feedback (const char *date, int stars, const char *comment, const char *answer)
{
  HenjiFeedback *self = henji_feedback_new ();

  self->order_id = g_strdup ("250-1111111-0000001");
  self->date = g_strdup (date);
  self->stars = stars;
  self->comment = g_strdup (comment);
  self->answer = g_strdup (answer);

  return self;
}

static void
test_negative (void)
{
  for (int stars = 1; stars <= 5; stars++)
    {
      g_autoptr (HenjiFeedback) one = feedback (NULL, stars, NULL, NULL);

      g_assert_cmpint (henji_feedback_is_negative (one), ==, stars <= 2);
    }
}

/* Two of one order, and what they make, whichever came first. */
static void
test_merge (void)
{
  static const struct
  {
    const char *date;
    int stars;
    const char *comment, *answer;
  } rows[][3] = {
    { { "2026-11-03", 1, "a", NULL },
      { "2026-11-03", 1, "a", NULL },
      { "2026-11-03", 1, "a", NULL } },
    { { "2026-11-03", 1, "a", NULL },
      { "2026-11-03", 1, "a", "b" },
      { "2026-11-03", 1, "a", "b" } },
    { { "2026-11-03", 1, "a", "b" },
      { "2026-11-09", 3, "c", NULL },
      { "2026-11-09", 3, "c", "b" } },
    { { NULL, 1, "a", NULL }, { "2026-11-03", 1, NULL, NULL }, { "2026-11-03", 1, "a", NULL } },
    { { "2026-11-03", 1, "a", NULL },
      { "2026-11-03", 2, "a", NULL },
      { "2026-11-03", 1, "a", NULL } },
    { { "2026-11-03", 5, "a", NULL },
      { "2026-11-09", 1, NULL, NULL },
      { "2026-11-09", 1, NULL, NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int first = 0; first < 2; first++)
      {
        g_autoptr (HenjiFeedback) known = feedback (rows[i][first].date, rows[i][first].stars,
                                                    rows[i][first].comment, rows[i][first].answer);
        g_autoptr (HenjiFeedback) told = feedback (rows[i][!first].date, rows[i][!first].stars,
                                                   rows[i][!first].comment, rows[i][!first].answer);
        g_autoptr (HenjiFeedback) want
            = feedback (rows[i][2].date, rows[i][2].stars, rows[i][2].comment, rows[i][2].answer);
        g_autoptr (HenjiFeedback) merged = NULL;

        known->row = 7;
        known->event = 8;
        known->defect = 9;
        merged = henji_feedback_merge (known, told);
        g_assert_true (henji_feedback_equal (merged, want));
        g_assert_cmpint (merged->row, ==, 7);
        g_assert_cmpint (merged->event, ==, 8);
        g_assert_cmpint (merged->defect, ==, 9);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/feedback/dates", test_dates);
  g_test_add_func ("/feedback/negative", test_negative);
  g_test_add_func ("/feedback/merge", test_merge);

  return g_test_run ();
}
