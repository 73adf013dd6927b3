/* test-deadline.c: limits that a notice names by a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-deadline.h"
#include "henji-time.h"

#include <locale.h>

static const struct
{
  const char *zone;
  const char *text;
  const char *until; /* NULL: none */
} rows[] = {
  { "Asia/Tokyo", "11月30日までにご回答ください。", "2026-11-30T23:59:59+09:00" },
  { "Asia/Tokyo", "２０２６年１１月３０日（月）までにご回答ください。",
    "2026-11-30T23:59:59+09:00" },
  { "Asia/Tokyo", "2026/11/30 18:00まで", "2026-11-30T18:00:00+09:00" },
  { "Asia/Tokyo", "11/30迄にお願いいたします。", "2026-11-30T23:59:59+09:00" },
  { "Asia/Tokyo", "回答期限：2026年11月30日 23:59（日本時間）", "2026-11-30T23:59:59+09:00" },
  { "Asia/Tokyo", "11月28日（土）午後5時までに", "2026-11-28T17:00:00+09:00" },
  { "Asia/Tokyo", "1月5日までにご連絡ください。", "2027-01-05T23:59:59+09:00" },
  { "Asia/Tokyo", "注文日: 2026年11月20日。12月1日までに、または11月27日までに。",
    "2026-11-27T23:59:59+09:00" },
  { "Asia/Tokyo", "11月20日までにお届け予定でした。", NULL },
  { "Asia/Tokyo", "ご注文は11月30日に発送予定です。", NULL },
  { "Asia/Tokyo", "2月30日までに", NULL },
  { "America/Los_Angeles", "Please respond by November 30, 2026.", "2026-11-30T23:59:59-08:00" },
  { "America/Los_Angeles", "You have until Nov. 30 to respond.", "2026-11-30T23:59:59-08:00" },
  { "America/Los_Angeles", "no later than 30 November 2026", "2026-11-30T23:59:59-08:00" },
  { "America/Los_Angeles", "by Monday, November 30th, 2026 at 5:00 PM PST",
    "2026-11-30T17:00:00-08:00" },
  { "America/Los_Angeles", "by 11:59 PM PST on November 30", "2026-11-30T23:59:59-08:00" },
  { "America/Los_Angeles", "Respond by: 2026-11-30", "2026-11-30T23:59:59-08:00" },
  { "America/Los_Angeles", "respond by 11/30/2026 or the claim", "2026-11-30T23:59:59-08:00" },
  { "America/Los_Angeles", "The item shipped by November 12, 2026.", NULL },
  { "America/Los_Angeles", "Your order of November 30, 2026", NULL },
  { "America/Los_Angeles", "Please respond within 4 days.", NULL },
  { "America/Los_Angeles", "by May 3", "2027-05-03T23:59:59-07:00" },
  { "America/Los_Angeles", "by October 3", NULL },
};

static void
test_named (void)
{
  gint64 at;

  g_assert_true (henji_time_parse_rfc3339 ("2026-11-24T03:00:00Z", &at));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      gint64 until = henji_deadline_named (rows[i].text, at, zone);
      g_autofree char *text = henji_time_format_rfc3339 (until, zone);

      if (g_strcmp0 (text, rows[i].until) != 0)
        {
          g_test_message ("“%s”: %s instead of %s", rows[i].text, text, rows[i].until);
          g_test_fail ();
        }
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/named", test_named);

  return g_test_run ();
}
