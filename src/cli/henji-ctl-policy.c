/* henji-ctl-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-desk-policies.h"
#include "henji-time.h"

typedef struct
{
  char *marketplace; /* nullable */
  char *at;          /* (nullable): date */
  char *set;         /* (nullable): RULE=VALUE */
  char *from;        /* (nullable): date */
  char *note;        /* nullable */
  char *reset;       /* (nullable): RULE */
} Options;

/* ---- Printing -------------------------------------------------------------------------------- */

static void
print_value (HenjiCtl *ctl, const HenjiPolicy *policy, const HenjiRule *rule, const char *at)
{
  GTimeZone *zone = henji_policy_zone (policy);
  gint64 now = henji_desk_now (ctl->desk);
  gint64 day = at != NULL ? henji_date_start (at, zone) : now;
  g_autofree char *today = henji_date_of (now, zone);
  g_autofree char *text = henji_unit_format (rule->unit, rule->value);
  gboolean in_force = henji_policy_rule (policy, rule->id, day) == rule;
  gboolean old = !rule->habit && henji_checked_is_old (rule->checked, today);
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_print ("%-14s %-26s %s%s%s%s\n    %s\n    %s, checked %s%s%s%s%s%s\n",
               henji_policy_marketplace (policy), rule->id, text,
               rule->valid_from != NULL ? " from " : "",
               rule->valid_from != NULL ? rule->valid_from : "", in_force ? "" : ", not in force",
               henji_rule_title (rule->id),
               rule->own        ? "set by the shop"
               : rule->habit    ? "the shop's own habit"
               : rule->verified ? "built in, verified"
                                : "built in, not verified",
               rule->checked, old ? ", more than a year ago" : "",
               rule->source != NULL ? "\n    " : "", rule->source != NULL ? rule->source : "",
               rule->note != NULL ? "\n    " : "", rule->note != NULL ? rule->note : "");
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "marketplace", henji_policy_marketplace (policy));
  henji_ctl_member_string (builder, "rule", rule->id);
  henji_ctl_member_string (builder, "title", henji_rule_title (rule->id));
  henji_ctl_member_count (builder, "value", rule->value);
  henji_ctl_member_string (builder, "unit", henji_unit_id (rule->unit));
  henji_ctl_member_string (builder, "text", text);
  henji_ctl_member_string (builder, "valid_from", rule->valid_from);
  henji_ctl_member_boolean (builder, "in_force", in_force);
  henji_ctl_member_boolean (builder, "own", rule->own);
  henji_ctl_member_boolean (builder, "habit", rule->habit);
  henji_ctl_member_string (builder, "source", rule->source);
  henji_ctl_member_string (builder, "note", rule->note);
  henji_ctl_member_string (builder, "checked", rule->checked);
  henji_ctl_member_boolean (builder, "verified", rule->verified);
  henji_ctl_member_boolean (builder, "to_check", henji_rule_is_to_check (rule));
  henji_ctl_member_boolean (builder, "old", old);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

/* @rule: (nullable): that one alone */
static void
print_policy (HenjiCtl *ctl, const HenjiPolicy *policy, const char *rule, const char *at)
{
  for (guint i = 0; i < henji_policy_n_rules (policy); i++)
    {
      const HenjiRule *value = henji_policy_nth_rule (policy, i);

      if (rule == NULL || g_str_equal (value->id, rule))
        print_value (ctl, policy, value, at);
    }
}

static gboolean
is_meant (const Options *options, const HenjiPolicy *policy)
{
  return options->marketplace == NULL
         || g_str_equal (options->marketplace, henji_policy_marketplace (policy))
         || g_str_equal (options->marketplace, henji_policy_id (policy));
}

static HenjiCtlExit
not_known (const Options *options)
{
  henji_ctl_say ("no marketplace “%s” is known", options->marketplace);

  return HENJI_CTL_REFUSED;
}

/* Where there is no record yet, the built-in figures are all there is to say. */
static HenjiCtlExit
print_all (HenjiCtl *ctl, const Options *options)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *policies;
  gboolean found = FALSE;

  ctl->desk = henji_desk_open (ctl->data_dir, HENJI_DESK_READ_ONLY, &error);
  if (g_error_matches (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      ctl->desk = henji_desk_open (ctl->data_dir, HENJI_DESK_FACTS_ONLY, &error);
    }
  if (ctl->desk == NULL)
    return henji_ctl_fail (error);
  if (ctl->now != 0)
    henji_desk_set_now (ctl->desk, ctl->now);

  policies = henji_desk_policies (ctl->desk);
  for (guint i = 0; i < policies->len; i++)
    {
      const HenjiPolicy *policy = g_ptr_array_index (policies, i);

      if (!is_meant (options, policy))
        continue;
      found = TRUE;
      print_policy (ctl, policy, NULL, options->at);
    }

  return found ? HENJI_CTL_FINE : not_known (options);
}

/* ---- Changing -------------------------------------------------------------------------------- */

/* "20", "3 calendar-days": without a unit it stays the one of today. */
static HenjiRule *
read_value (HenjiCtl *ctl, const Options *options, const HenjiPolicy *policy, GError **error)
{
  const char *equals = strchr (options->set, '=');
  g_autoptr (HenjiRule) rule = henji_rule_new ();
  const HenjiRule *today;
  g_autofree char *value = g_strstrip (g_strdup (equals + 1));
  char *space = strrchr (value, ' ');

  rule->id = g_strndup (options->set, equals - options->set);
  rule->valid_from = g_strdup (options->from);
  rule->note = g_strdup (options->note);
  today = henji_policy_rule (policy, rule->id, henji_desk_now (ctl->desk));
  if (today != NULL)
    rule->unit = today->unit;
  if (space != NULL && henji_unit_from_id (space + 1, &rule->unit))
    *g_strchomp (space) = '\0';

  return henji_unit_parse (rule->unit, value, &rule->value, error) ? g_steal_pointer (&rule) : NULL;
}

static HenjiCtlExit
change (HenjiCtl *ctl, const Options *options)
{
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);
  HenjiPolicy *policy = NULL;
  GPtrArray *policies;
  g_autofree char *id = NULL;
  g_autoptr (HenjiRule) rule = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (status != HENJI_CTL_FINE)
    return status;
  policies = henji_desk_policies (ctl->desk);
  for (guint i = 0; i < policies->len; i++)
    if (is_meant (options, g_ptr_array_index (policies, i)))
      policy = g_ptr_array_index (policies, i);
  if (policy == NULL)
    return not_known (options);

  id = g_strdup (henji_policy_id (policy));
  if (options->set != NULL)
    {
      rule = read_value (ctl, options, policy, &error);
      done = rule != NULL && henji_desk_set_rule (ctl->desk, id, rule, &error);
    }
  else
    done = henji_desk_set_own_values (ctl->desk, id, options->reset, none, &error);
  if (!done)
    return henji_ctl_fail (error);
  print_policy (ctl, henji_desk_policy_by_id (ctl->desk, id),
                rule != NULL ? rule->id : options->reset, options->at);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_policy (HenjiCtl *ctl, int argc, char **argv)
{
  Options o = { 0 };
  gboolean changes;

  if (!henji_ctl_take_one (&argc, argv, "--marketplace", &o.marketplace)
      || !henji_ctl_take_one (&argc, argv, "--at", &o.at)
      || !henji_ctl_take_one (&argc, argv, "--set", &o.set)
      || !henji_ctl_take_one (&argc, argv, "--from", &o.from)
      || !henji_ctl_take_one (&argc, argv, "--note", &o.note)
      || !henji_ctl_take_one (&argc, argv, "--reset", &o.reset)
      || !henji_ctl_no_options (argc, argv) || argc != 0)
    return henji_ctl_usage ("policy");
  if (o.at != NULL && !henji_date_is_valid (o.at))
    {
      henji_ctl_say ("“%s” is no date like 2026-01-26", o.at);
      return HENJI_CTL_USAGE;
    }

  changes = o.set != NULL || o.reset != NULL;
  if ((o.set != NULL && (o.reset != NULL || strchr (o.set, '=') == NULL))
      || (o.set == NULL && (o.from != NULL || o.note != NULL)))
    return henji_ctl_usage ("policy");
  if (changes && o.marketplace == NULL)
    {
      henji_ctl_say ("which marketplace? give --marketplace");
      return HENJI_CTL_USAGE;
    }

  return changes ? change (ctl, &o) : print_all (ctl, &o);
}

const HenjiCtlVerb henji_ctl_policy_verbs[] = {
  { "policy",
    "[--marketplace M] [--at DATE] [--set RULE=VALUE [--from DATE] [--note TEXT] | --reset RULE]",
    run_policy },
  { NULL },
};
