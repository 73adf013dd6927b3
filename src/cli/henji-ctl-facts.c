/* henji-ctl-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-time.h"

/* ---- Holidays -------------------------------------------------------------------------------- */

static void
print_holiday (HenjiCtl *ctl,
               const HenjiHolidays *holidays,
               const HenjiHoliday *day,
               gboolean announced)
{
  g_autofree char *written = henji_date_format (day->date, NULL, HENJI_LANGUAGE_JA);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%s  %s  %s / %s%s%s\n", day->date, written, day->name_ja, day->name_en,
               day->nature == HENJI_HOLIDAY_SUBSTITUTE ? " (substitute)" : "",
               announced ? "" : ", expected");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "country", henji_holidays_country (holidays));
  henji_ctl_member_string (builder, "date", day->date);
  json_builder_set_member_name (builder, "name");
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "ja", day->name_ja);
  henji_ctl_member_string (builder, "en", day->name_en);
  json_builder_end_object (builder);
  henji_ctl_member_string (builder, "nature", henji_holiday_nature_id (day->nature));
  henji_ctl_member_boolean (builder, "announced", announced);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_holidays (HenjiCtl *ctl, int argc, char **argv)
{
  char *country;
  HenjiCtlExit status;
  HenjiHolidays *holidays;
  const HenjiHoliday *days;
  gboolean announced;
  guint64 year;
  guint n;

  if (!henji_ctl_take_one (&argc, argv, "--country", &country) || !henji_ctl_no_options (argc, argv)
      || argc != 1 || !g_ascii_string_to_unsigned (argv[0], 10, 1, 9999, &year, NULL))
    return henji_ctl_usage ("holidays");

  status = henji_ctl_open (ctl, HENJI_DESK_FACTS_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  holidays = henji_desk_holidays (ctl->desk, country != NULL ? country : "JP");
  if (holidays == NULL)
    {
      henji_ctl_say ("no holidays of “%s” are known", country != NULL ? country : "JP");
      return HENJI_CTL_REFUSED;
    }

  days = henji_holidays_year (holidays, (int) year, &n);
  if (days == NULL)
    {
      henji_ctl_say ("holidays are known from %d to %d", henji_holidays_first_year (holidays),
                     henji_holidays_last_year (holidays));
      return HENJI_CTL_REFUSED;
    }
  announced = henji_holidays_announced (holidays, (int) year, henji_desk_now (ctl->desk));
  for (guint i = 0; i < n; i++)
    print_holiday (ctl, holidays, &days[i], announced);

  return HENJI_CTL_FINE;
}

const HenjiCtlVerb henji_ctl_fact_verbs[] = {
  { "holidays", "YEAR [--country JP|US]", run_holidays },
  { NULL },
};
