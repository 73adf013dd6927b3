/* henji-ctl-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-time.h"

/* ---- Policies -------------------------------------------------------------------------------- */

static void
print_rule (HenjiCtl *ctl, const HenjiPolicy *policy, const HenjiRule *rule)
{
  gint64 now = henji_desk_now (ctl->desk);
  g_autofree char *today = henji_date_of (now, henji_policy_zone (policy));
  gboolean in_force = henji_policy_rule (policy, rule->id, now) == rule;
  gboolean old = henji_checked_is_old (rule->checked, today);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%-14s %-24s %d %s%s%s%s\n    %s, checked %s%s%s%s\n",
               henji_policy_marketplace (policy), rule->id, rule->value, henji_unit_id (rule->unit),
               rule->valid_from != NULL ? " from " : "",
               rule->valid_from != NULL ? rule->valid_from : "", in_force ? "" : ", not in force",
               rule->verified ? "verified" : "not verified", rule->checked,
               old ? ", more than a year ago" : "", rule->source != NULL ? "\n    " : "",
               rule->source != NULL ? rule->source : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "marketplace", henji_policy_marketplace (policy));
  henji_ctl_member_string (builder, "rule", rule->id);
  henji_ctl_member_count (builder, "value", rule->value);
  henji_ctl_member_string (builder, "unit", henji_unit_id (rule->unit));
  henji_ctl_member_string (builder, "valid_from", rule->valid_from);
  henji_ctl_member_boolean (builder, "in_force", in_force);
  henji_ctl_member_string (builder, "source", rule->source);
  henji_ctl_member_string (builder, "checked", rule->checked);
  henji_ctl_member_boolean (builder, "verified", rule->verified);
  henji_ctl_member_boolean (builder, "old", old);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_policy (HenjiCtl *ctl, int argc, char **argv)
{
  char *marketplace;
  HenjiCtlExit status;
  GPtrArray *policies;
  gboolean found = FALSE;

  if (!henji_ctl_take_one (&argc, argv, "--marketplace", &marketplace)
      || !henji_ctl_no_options (argc, argv) || argc != 0)
    return henji_ctl_usage ("policy");

  status = henji_ctl_open (ctl, HENJI_DESK_FACTS_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  policies = henji_desk_policies (ctl->desk);
  for (guint i = 0; i < policies->len; i++)
    {
      const HenjiPolicy *policy = g_ptr_array_index (policies, i);

      if (marketplace != NULL && !g_str_equal (marketplace, henji_policy_marketplace (policy))
          && !g_str_equal (marketplace, henji_policy_id (policy)))
        continue;
      found = TRUE;
      for (guint j = 0; j < henji_policy_n_rules (policy); j++)
        print_rule (ctl, policy, henji_policy_nth_rule (policy, j));
    }
  if (!found)
    {
      henji_ctl_say ("no marketplace “%s” is known", marketplace != NULL ? marketplace : "");
      return HENJI_CTL_REFUSED;
    }

  return HENJI_CTL_FINE;
}

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
  { "policy", "[--marketplace M]", run_policy },
  { NULL },
};
