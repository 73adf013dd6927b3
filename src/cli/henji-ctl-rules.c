/* henji-ctl-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-ctl.h"

#include <string.h>

#include "henji-desk-rules.h"

static void
add_rule_members (JsonBuilder *builder, const HenjiUserRule *rule)
{
  g_autofree char *terms = henji_user_rule_terms (rule);
  g_autofree char *acts = henji_user_rule_acts (rule);

  henji_ctl_member_string (builder, "rule", rule->uuid);
  henji_ctl_member_string (builder, "name", rule->name);
  henji_ctl_member_boolean (builder, "enabled", rule->enabled);
  henji_ctl_member_string (builder, "terms", g_strchomp (terms));
  henji_ctl_member_string (builder, "acts", g_strchomp (acts));
}

static void
print_rule (HenjiCtl *ctl, const HenjiUserRule *rule)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_autofree char *terms = henji_user_rule_terms (rule);
      g_autofree char *acts = henji_user_rule_acts (rule);

      g_strdelimit (g_strchomp (terms), "\n", ' ');
      g_strdelimit (g_strchomp (acts), "\n", ' ');
      g_print ("%s  %s  %s  [%s]  [%s]\n", rule->uuid, rule->enabled ? "on " : "off", rule->name,
               terms, acts);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_rule_members (builder, rule);
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

/* (transfer full) (nullable): the rule whose UUID begins so, or whose name it is. */
static HenjiUserRule *
find_rule (HenjiCtl *ctl, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rules = henji_desk_rules (ctl->desk, error);
  HenjiUserRule *found = NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      HenjiUserRule *rule = g_ptr_array_index (rules, i);

      if (g_strcmp0 (rule->name, name) != 0
          && (strlen (name) < 4 || !g_str_has_prefix (rule->uuid, name)))
        continue;
      if (found != NULL)
        {
          g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_AMBIGUOUS,
                       "several rules are called “%s”", name);
          return NULL;
        }
      found = rule;
    }
  if (rules != NULL && found == NULL)
    g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND, "there is no rule “%s”",
                 name);

  return found != NULL ? henji_user_rule_ref (found) : NULL;
}

/* (transfer full) (nullable): what "--if" and "--then" say. */
static HenjiUserRule *
make_rule (const char *name, const GPtrArray *terms, const GPtrArray *acts, GError **error)
{
  g_autoptr (HenjiUserRule) rule = henji_user_rule_new_empty (name);

  for (guint i = 0; i < terms->len; i++)
    if (!henji_user_rule_set_terms (rule, g_ptr_array_index (terms, i), error))
      return NULL;
  for (guint i = 0; i < acts->len; i++)
    if (!henji_user_rule_set_acts (rule, g_ptr_array_index (acts, i), error))
      return NULL;

  return g_steal_pointer (&rule);
}

static HenjiCtlExit
list_rules (HenjiCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = NULL;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);

  if (status != HENJI_CTL_FINE)
    return status;
  rules = henji_desk_rules (ctl->desk, &error);
  if (rules == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < rules->len; i++)
    print_rule (ctl, g_ptr_array_index (rules, i));

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
add_rule (HenjiCtl *ctl, const HenjiUserRule *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiUserRule) stored = NULL;
  g_autoptr (GPtrArray) rules = NULL;
  gint64 row;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  if (status != HENJI_CTL_FINE)
    return status;
  if (!henji_desk_save_rule (ctl->desk, rule, &row, &error))
    return henji_ctl_fail (error);
  rules = henji_desk_rules (ctl->desk, &error);
  if (rules == NULL)
    return henji_ctl_fail (error);
  for (guint i = 0; i < rules->len; i++)
    if (((HenjiUserRule *) g_ptr_array_index (rules, i))->row == row)
      print_rule (ctl, g_ptr_array_index (rules, i));

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
remove_rule (HenjiCtl *ctl, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiUserRule) rule = NULL;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  if (status != HENJI_CTL_FINE)
    return status;
  rule = find_rule (ctl, name, &error);
  if (rule == NULL || !henji_desk_remove_rule (ctl->desk, rule->row, &error))
    return henji_ctl_fail (error);

  return HENJI_CTL_FINE;
}

static void
print_hit (HenjiCtl *ctl, const HenjiRuleHit *hit)
{
  JsonBuilder *builder;

  if (!ctl->json)
    {
      g_autofree char *tags = hit->tags != NULL ? g_strjoinv (", ", hit->tags) : g_strdup ("");

      g_print ("%s  %-16s  %s  %s\n", hit->case_->uuid, henji_kind_id (hit->case_->kind),
               hit->case_->buyer != NULL ? hit->case_->buyer : "", tags);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  henji_ctl_member_string (builder, "case", hit->case_->uuid);
  henji_ctl_member_count (builder, "messages", hit->n_messages);
  henji_ctl_member_strv (builder, "tags", hit->tags);
  henji_ctl_member_string (builder, "situation", hit->situation);
  henji_ctl_member_time (builder, "remind", hit->remind_at, henji_desk_zone (ctl->desk));
  json_builder_end_object (builder);
  henji_ctl_print (builder);
}

/* @name: of a stored rule, or %NULL for @rule */
static HenjiCtlExit
try_rule (HenjiCtl *ctl, const char *name, const HenjiUserRule *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiUserRule) stored = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  guint n_cases = 0;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_ONLY);

  if (status != HENJI_CTL_FINE)
    return status;
  stored = name != NULL ? find_rule (ctl, name, &error) : NULL;
  if (name != NULL && stored == NULL)
    return henji_ctl_fail (error);
  hits = henji_desk_try_rule (ctl->desk, stored != NULL ? stored : rule, &n_cases, NULL, &error);
  if (hits == NULL)
    return henji_ctl_fail (error);

  for (guint i = 0; i < hits->len; i++)
    print_hit (ctl, g_ptr_array_index (hits, i));
  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      henji_ctl_member_count (builder, "matches", hits->len);
      henji_ctl_member_count (builder, "of", n_cases);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }
  else
    g_print ("%u of %u cases match\n", hits->len, n_cases);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
apply_rule (HenjiCtl *ctl, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiUserRule) rule = NULL;
  g_autoptr (GArray) events = NULL;
  HenjiCtlExit status = henji_ctl_open (ctl, HENJI_DESK_READ_WRITE);

  if (status != HENJI_CTL_FINE)
    return status;
  rule = find_rule (ctl, name, &error);
  events = rule != NULL ? henji_desk_apply_rule (ctl->desk, rule->row, &error) : NULL;
  if (events == NULL)
    return henji_ctl_fail (error);
  if (ctl->json)
    {
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      henji_ctl_member_count (builder, "applied", events->len);
      json_builder_end_object (builder);
      henji_ctl_print (builder);
    }

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_rules (HenjiCtl *ctl, int argc, char **argv)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new ();
  g_autoptr (GPtrArray) acts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiUserRule) rule = NULL;
  const char *what, *name;

  if (!henji_ctl_take_option (&argc, argv, "--if", terms)
      || !henji_ctl_take_option (&argc, argv, "--then", acts) || !henji_ctl_no_options (argc, argv)
      || argc < 1 || argc > 2)
    return henji_ctl_usage ("rules");
  what = argv[0];
  name = argc == 2 ? argv[1] : NULL;
  rule = make_rule (name != NULL ? name : "", terms, acts, &error);
  if (rule == NULL)
    return henji_ctl_fail (error);

  if (g_str_equal (what, "list") && name == NULL)
    return list_rules (ctl);
  if (g_str_equal (what, "add") && name != NULL)
    return add_rule (ctl, rule);
  if (g_str_equal (what, "remove") && name != NULL)
    return remove_rule (ctl, name);
  if (g_str_equal (what, "dry-run") && (name != NULL || terms->len + acts->len > 0))
    return try_rule (ctl, name, rule);
  if (g_str_equal (what, "apply") && name != NULL)
    return apply_rule (ctl, name);

  return henji_ctl_usage ("rules");
}

static HenjiCtlExit
change_tag (HenjiCtl *ctl, const char *verb, gboolean add, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  HenjiCtlExit status;
  gint64 row;

  status = henji_ctl_begin (ctl, verb, argc, argv, 2, HENJI_DESK_READ_WRITE);
  if (status != HENJI_CTL_FINE)
    return status;
  row = henji_desk_find_case (ctl->desk, argv[0], &error);
  if (row == 0
      || (add ? henji_desk_tag (ctl->desk, row, argv[1], &error)
              : henji_desk_untag (ctl->desk, row, argv[1], &error))
             == 0)
    return henji_ctl_fail (error);

  return HENJI_CTL_FINE;
}

static HenjiCtlExit
run_tag (HenjiCtl *ctl, int argc, char **argv)
{
  return change_tag (ctl, "tag", TRUE, argc, argv);
}

static HenjiCtlExit
run_untag (HenjiCtl *ctl, int argc, char **argv)
{
  return change_tag (ctl, "untag", FALSE, argc, argv);
}

const HenjiCtlVerb henji_ctl_rule_verbs[] = {
  { "rules", "list | add NAME [--if TERM]… --then ACT… | remove RULE | dry-run RULE | apply RULE",
    run_rules },
  { "tag", "CASE TAG", run_tag },
  { "untag", "CASE TAG", run_untag },
  { NULL },
};
