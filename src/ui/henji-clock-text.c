/* henji-clock-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-clock-text"

#include "config.h"

#include "henji-clock-text.h"

#include <stdlib.h>
#include <string.h>

#include "henji-case-pane-text.h"
#include "henji-clocks.h"

#include <glib/gi18n-lib.h>

#define MAX_NAMED 3
#define MAX_DAYS 60 /* holidays further away say nothing about a clock */

static const struct
{
  const char *rule;
  const char *title;
} titles[] = {
  { HENJI_REPLY_RULE, N_ ("Reply") },
  { HENJI_CLAIM_ANSWER_RULE, N_ ("Answer the claim") },
  { "appeal", N_ ("Appeal") },
  { "appeal-answer", N_ ("Answer in the appeal") },
  { HENJI_RETURN_REQUEST_RULE, N_ ("Answer the return request") },
  { HENJI_REFUND_RULE, N_ ("Refund the return") },
  { HENJI_RETURN_WINDOW_RULE, N_ ("Buyer may return") },
  { HENJI_SHIP_BY_RULE, N_ ("Ship") },
  { "csba-question", N_ ("Answer CSBA") },
  { HENJI_PROMISE_RULE, N_ ("Promise") },
  { HENJI_REMINDER_RULE, N_ ("Reminder") },
  { "carrier-follow-up", N_ ("Ask the carrier again") },
  { "support-follow-up", N_ ("Ask the marketplace again") },
};

const char *
henji_clock_title (const char *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].rule, rule) == 0)
      return _ (titles[i].title);

  return rule != NULL ? rule : "";
}

char *
henji_clock_what (const HenjiClock *clock, gboolean several_orders)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (clock != NULL, NULL);

  if (g_str_equal (clock->rule, HENJI_PROMISE_RULE))
    words = henji_pane_promise (clock->note);
  else if (clock->note != NULL && (several_orders || !henji_order_id_is_valid (clock->note)))
    words = g_strdup (clock->note);
  if (words == NULL || *words == '\0')
    return g_strdup (henji_clock_title (clock->rule));

  /* Translators: what a clock waits for, then its note: "Reminder: ask the carrier" */
  return g_strdup_printf (C_ ("clock", "%s: %s"), henji_clock_title (clock->rule), words);
}

gboolean
henji_clock_can_end (const HenjiClock *clock)
{
  g_return_val_if_fail (clock != NULL, FALSE);

  return clock->ours && !g_str_equal (clock->rule, HENJI_REPLY_RULE);
}

gboolean
henji_clock_is_own (const HenjiClock *clock)
{
  g_return_val_if_fail (clock != NULL, FALSE);

  return g_str_equal (clock->rule, HENJI_PROMISE_RULE)
         || g_str_equal (clock->rule, HENJI_REMINDER_RULE)
         || g_str_has_suffix (clock->rule, "-follow-up");
}

const char *
henji_clock_urgency (const HenjiClock *clock, gint64 now)
{
  g_return_val_if_fail (clock != NULL, NULL);

  return clock->ours ? henji_pane_urgency (clock->until, now) : NULL;
}

/* (transfer full): a line breaks before or behind a moment, not in it. */
static char *
unbroken (const char *moment)
{
  g_auto (GStrv) words = g_strsplit (moment, " ", -1);

  return g_strjoinv ("\u00a0", words);
}

/* "26 Nov 07:40 PST"; zones without letters of their own show their offset. */
static char *
moment_there (gint64 until, gint64 now, GTimeZone *zone)
{
  g_autofree char *moment = henji_pane_moment (until, now, zone);
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, until / G_USEC_PER_SEC);
  const char *name = g_time_zone_get_abbreviation (zone, interval);

  return g_strdup_printf ("%s %s", moment, name);
}

char *
henji_clock_when (gint64 until, gint64 now, GTimeZone *zone, GTimeZone *marketplace)
{
  gint64 seconds = until / G_USEC_PER_SEC;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *whole_here = NULL;
  g_autofree char *whole_there = NULL;

  g_return_val_if_fail (zone != NULL, NULL);

  here = henji_pane_moment (until, now, zone);
  if (marketplace == NULL
      || g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds))
             == g_time_zone_get_offset (
                 marketplace,
                 g_time_zone_find_interval (marketplace, G_TIME_TYPE_UNIVERSAL, seconds)))
    return g_steal_pointer (&here);
  there = moment_there (until, now, marketplace);
  whole_here = unbroken (here);
  whole_there = unbroken (there);

  return g_strdup_printf ("%s · %s", whole_here, whole_there);
}

char *
henji_clock_rule_words (const HenjiRule *rule)
{
  int n;

  g_return_val_if_fail (rule != NULL, NULL);

  n = rule->value;
  switch ((int) rule->unit)
    {
    case HENJI_UNIT_HOURS:
      return g_strdup_printf (ngettext ("%d hour elapsed; nights, weekends and holidays count",
                                        "%d hours elapsed; nights, weekends and holidays count",
                                        (gulong) n),
                              n);
    case HENJI_UNIT_CALENDAR_DAYS:
      return g_strdup_printf (
          ngettext ("%d calendar day, to the end of the day at the marketplace",
                    "%d calendar days, to the end of the last at the marketplace", (gulong) n),
          n);
    case HENJI_UNIT_BUSINESS_DAYS:
      return g_strdup_printf (
          ngettext (
              "%d business day (Monday to Friday), to its end at the marketplace",
              "%d business days (Monday to Friday), to the end of the last at the marketplace",
              (gulong) n),
          n);
    default:
      return g_strdup_printf ("%d %s", n, henji_unit_id (rule->unit));
    }
}

/* (transfer full) (nullable): "sellercentral.amazon.com" */
static char *
host_of (const char *address)
{
  const char *host = address != NULL ? strstr (address, "://") : NULL;

  return host != NULL ? g_strndup (host + 3, strcspn (host + 3, "/?#")) : NULL;
}

char *
henji_clock_source_words (const HenjiRule *rule, gint64 now, GTimeZone *zone)
{
  g_autofree char *host = NULL;
  g_autofree char *checked = NULL;

  g_return_val_if_fail (rule != NULL && zone != NULL, NULL);

  host = host_of (rule->source);
  checked = henji_pane_date (rule->checked, now, zone);
  if (host == NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_ ("No page is known that says so; looked for on %s"), checked);

  /* Translators: a web site, a date */
  return g_strdup_printf (_ ("%s, checked %s"), host, checked);
}

char *
henji_clock_origin (const HenjiClock *clock)
{
  g_return_val_if_fail (clock != NULL, NULL);

  if (g_str_equal (clock->rule, HENJI_PROMISE_RULE))
    return g_strdup (_ ("Promised in a reply"));
  if (g_str_equal (clock->rule, HENJI_REMINDER_RULE))
    return g_strdup (_ ("Set by you"));
  if (g_str_equal (clock->rule, HENJI_SHIP_BY_RULE))
    return g_strdup (_ ("The ship-by date in the order report"));

  return g_strdup (_ ("Started by hand"));
}

char *
henji_clock_holiday_name (HenjiHolidays *holidays, const char *date, gint64 now)
{
  const HenjiHoliday *day;
  const char *name;

  g_return_val_if_fail (date != NULL, NULL);

  day = holidays != NULL ? henji_holidays_on (holidays, date) : NULL;
  if (day == NULL)
    return NULL;
  name = henji_pane_language () == HENJI_LANGUAGE_JA || day->name_en == NULL ? day->name_ja
                                                                             : day->name_en;
  if (henji_holidays_announced (holidays, atoi (date), now))
    return g_strdup (name);

  /* Translators: a holiday that the government has not announced yet */
  return g_strdup_printf (_ ("%s (expected)"), name);
}

char *
henji_clock_holidays (
    HenjiHolidays *holidays, gint64 from, gint64 until, gint64 now, GTimeZone *zone)
{
  g_autofree char *first = henji_date_of (from, zone);
  g_autofree char *last = henji_date_of (until, zone);
  g_autoptr (GString) words = g_string_new (NULL);
  int days = MIN (henji_date_days_between (first, last), MAX_DAYS);
  guint n = 0;

  for (int i = 0; i <= days && n < MAX_NAMED; i++)
    {
      g_autofree char *date = henji_date_add_days (first, i);
      g_autofree char *name = henji_clock_holiday_name (holidays, date, now);
      g_autofree char *day = NULL;

      if (name == NULL)
        continue;
      day = henji_pane_weekday (date);
      if (n > 0)
        g_string_append (words, C_ ("holidays", ", "));
      /* Translators: a day, the holiday on it */
      g_string_append_printf (words, _ ("%s is %s"), day, name);
      n++;
    }
  if (n == 0)
    return NULL;

  /* Translators: "Mon is 勤労感謝の日": what follows it */
  return g_strdup_printf (_ ("%s; the clock runs on."), words->str);
}
