/* henji-ctl-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include "henji-desk-clocks.h"
#include "henji-time.h"

/* What is due within a day, when nothing else is said. */
#define DUE_AHEAD HENJI_DAY

static void
print_clock (HenjiCtl *ctl,
             const HenjiClock *clock,
             const char *case_uuid,
             const char *order_id,
             const char *marketplace)
{
  GTimeZone *zone = henji_desk_zone (ctl->desk);
  gint64 now = henji_desk_now (ctl->desk);
  HenjiPolicy *policy = henji_desk_policy (ctl->desk, marketplace);
  const HenjiRule *rule = henji_policy_rule (policy, clock->rule, clock->since);
  gint64 left = (clock->until - now) / HENJI_SECOND;
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_autofree char *until = henji_time_format_rfc3339 (clock->until, zone);
      g_autofree char *there = henji_time_format_rfc3339 (clock->until, henji_policy_zone (policy));

      g_print ("%s  %-20s %-6s %s", case_uuid != NULL ? case_uuid : order_id, clock->rule,
               clock->ours ? "ours" : "theirs", until);
      if (!g_str_equal (until, there))
        g_print (" (%s)", there);
      if (clock->stopped_at != 0)
        g_print ("  stopped");
      else
        g_print ("  %s%" G_GINT64_FORMAT " h %02" G_GINT64_FORMAT " m", left < 0 ? "-" : "",
                 ABS (left) / 3600, ABS (left) / 60 % 60);
      g_print ("%s%s\n", clock->note != NULL ? "  " : "", clock->note != NULL ? clock->note : "");
      if (rule != NULL)
        g_print ("    %d %s%s%s, %s, checked %s%s%s\n", rule->value, henji_unit_id (rule->unit),
                 rule->valid_from != NULL ? " from " : "",
                 rule->valid_from != NULL ? rule->valid_from : "",
                 rule->verified ? "verified" : "not verified: check this", rule->checked,
                 rule->source != NULL ? "\n    " : "", rule->source != NULL ? rule->source : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", case_uuid);
  henji_ctl_member_string (builder, "order_id", order_id);
  henji_ctl_member_string (builder, "marketplace", marketplace);
  henji_ctl_member_string (builder, "rule", clock->rule);
  henji_ctl_member_boolean (builder, "ours", clock->ours);
  henji_ctl_member_time (builder, "since", clock->since, zone);
  henji_ctl_member_time (builder, "until", clock->until, zone);
  henji_ctl_member_time (builder, "marketplace_until", clock->until, henji_policy_zone (policy));
  henji_ctl_member_time (builder, "stopped", clock->stopped_at, zone);
  json_builder_set_member_name (builder, "left_seconds");
  if (clock->stopped_at == 0)
    json_builder_add_int_value (builder, left);
  else
    json_builder_add_null_value (builder);
  henji_ctl_member_string (builder, "source", rule != NULL ? rule->source : NULL);
  henji_ctl_member_string (builder, "checked", rule != NULL ? rule->checked : NULL);
  json_builder_set_member_name (builder, "verified");
  if (rule != NULL)
    json_builder_add_boolean_value (builder, rule->verified);
  else
    json_builder_add_null_value (builder);
  henji_ctl_member_string (builder, "valid_from", rule != NULL ? rule->valid_from : NULL);
  henji_ctl_member_string (builder, "note", clock->note);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

static HenjiCtlExit
run_clocks (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiCtlExit status;
  gint64 row;

  status = henji_ctl_begin (ctl, "clocks", argc, argv, 1, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;

  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  detail = row != 0 ? henji_desk_case_detail (ctl->desk, row, &error) : NULL;
  if (detail == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < detail->clocks->len; i++)
    print_clock (ctl, g_ptr_array_index (detail->clocks, i), detail->case_->uuid, NULL,
                 detail->case_->marketplace);

  return HENJI_CTL_FINE;
}

/* "2026-11-24T18:00:00+09:00", or a date: to its end in the shop's zone. */
static gboolean
take_until (HenjiCtl *ctl, const char *typed, gint64 *until)
{
  g_autofree char *next = NULL;

  if (typed == NULL)
    {
      *until = henji_desk_now (ctl->desk) + DUE_AHEAD;
      return TRUE;
    }
  if (!henji_date_is_valid (typed))
    return henji_time_parse_rfc3339 (typed, until);
  next = henji_date_add_days (typed, 1);
  if (next == NULL)
    return FALSE;
  *until = henji_date_start (next, henji_desk_zone (ctl->desk));

  return TRUE;
}

static HenjiCtlExit
run_due (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = NULL;
  HenjiCtlExit status;
  gint64 until;
  char *typed;

  if (!henji_ctl_take_one (&argc, argv, "--until", &typed) || !henji_ctl_no_options (argc, argv)
      || argc != 0)
    return henji_ctl_usage ("due");
  status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);
  if (status != HENJI_CTL_FINE)
    return status;
  if (!take_until (ctl, typed, &until))
    {
      henji_ctl_say ("“%s” is no time like 2026-11-24T18:00:00+09:00 and no date", typed);
      return HENJI_CTL_USAGE;
    }

  due = henji_desk_due (ctl->desk, until, &error);
  if (due == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < due->len; i++)
    {
      const HenjiDue *item = g_ptr_array_index (due, i);

      print_clock (ctl, item->clock, item->case_ != NULL ? item->case_->uuid : NULL,
                   item->order != NULL ? item->order->order_id : NULL,
                   item->case_ != NULL ? item->case_->marketplace : item->order->marketplace);
    }

  return HENJI_CTL_FINE;
}

/* ---- Set and ended by hand ------------------------------------------------------------------- */

/* Opens the desk for writing; the row of the case, or 0 with @status saying how it ended. */
static gint64
open_case (HenjiCtl *ctl, const char *prefix, HenjiCtlExit *status)
{
  g_autoptr (GError) error = NULL;
  gint64 row;

  *status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  if (*status != HENJI_CTL_FINE)
    return 0;
  row = henji_desk_find_case (ctl->desk, prefix, &error);
  if (row == 0)
    *status = henji_ctl_fail (error);

  return row;
}

static HenjiCtlExit
run_remind (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  gint64 row, at;

  if (!henji_ctl_no_options (argc, argv) || argc < 2 || argc > 3
      || !henji_time_parse_rfc3339 (argv[1], &at))
    return henji_ctl_usage ("remind");
  row = open_case (ctl, argv[0], &status);
  if (row == 0)
    return status;

  return henji_desk_remind (ctl->desk, row, at, argc == 3 ? argv[2] : NULL, &error) != 0
             ? HENJI_CTL_FINE
             : henji_ctl_fail (error);
}

/* Ends the running clock of a rule that ends first. */
static HenjiCtlExit
run_clock_done (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiCaseDetail) detail = NULL;
  HenjiCtlExit status;
  gint64 row;

  if (!henji_ctl_no_options (argc, argv) || argc != 2)
    return henji_ctl_usage ("clock-done");
  row = open_case (ctl, argv[0], &status);
  if (row == 0)
    return status;
  detail = henji_desk_case_detail (ctl->desk, row, &error);
  if (detail == NULL)
    return henji_ctl_fail (error);

  for (guint i = 0; i < detail->clocks->len; i++)
    {
      const HenjiClock *clock = g_ptr_array_index (detail->clocks, i);

      if (clock->stopped_at == 0 && g_str_equal (clock->rule, argv[1]))
        return henji_desk_end_clock (ctl->desk, row, clock->row, &error) != 0
                   ? HENJI_CTL_FINE
                   : henji_ctl_fail (error);
    }
  henji_ctl_say ("no clock “%s” runs in this case", argv[1]);

  return HENJI_CTL_REFUSED;
}

static HenjiCtlExit
run_return_arrived (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  char *order_id, *date;
  gint64 row;

  if (!henji_ctl_take_one (&argc, argv, "--order", &order_id)
      || !henji_ctl_take_one (&argc, argv, "--date", &date) || !henji_ctl_no_options (argc, argv)
      || argc != 1)
    return henji_ctl_usage ("return-arrived");
  row = open_case (ctl, argv[0], &status);
  if (row == 0)
    return status;

  return henji_desk_return_arrived (ctl->desk, row, order_id, date, &error) != 0
             ? HENJI_CTL_FINE
             : henji_ctl_fail (error);
}

const HenjiCtlVerb henji_ctl_clock_verbs[] = {
  { "clocks", "CASE", run_clocks },
  { "due", "[--until TIME|DATE]", run_due },
  { "remind", "CASE TIME [NOTE]", run_remind },
  { "clock-done", "CASE RULE", run_clock_done },
  { "return-arrived", "CASE [--order ID] [--date DATE]", run_return_arrived },
  { NULL },
};
