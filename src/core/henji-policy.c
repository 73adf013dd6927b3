/* henji-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-policy"

#include "config.h"

#include "henji-policy.h"

#include "henji-ini.h"
#include "henji-order.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ORDER_ID "{order-id}"

/* A policy is a file of a group [marketplace], and one group per rule, [reply], or per value of a
 * rule that changed, [refund-after-return 2026-01-26], named by the date from which it counts in
 * the marketplace's zone. [order-page] is the address of an order's own page. */

struct _HenjiPolicy
{
  char *id;
  char *marketplace;
  char *currency;
  GTimeZone *zone;
  char *order_page; /* (nullable) address with ORDER_ID in it */
  GPtrArray *rules; /* (element-type HenjiRule) */
  gint64 *starts;   /* of each rule: the first instant that it counts */
};

static void
policy_clear (HenjiPolicy *self)
{
  g_free (self->id);
  g_free (self->marketplace);
  g_free (self->currency);
  g_free (self->order_page);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self->starts);
}

HenjiPolicy *
henji_policy_ref (HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
henji_policy_unref (HenjiPolicy *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) policy_clear);
}

static GPtrArray *
new_rules (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rule_unref);
}

static gboolean
take_marketplace (HenjiPolicy *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  static const char *const keys[] = { "id", "domain", "currency", "zone" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (henji_ini_value (group, keys[i]) == NULL)
      return henji_ini_fail (name, group->line, error, _ ("“%s” is missing in [marketplace]."),
                             keys[i]);

  self->id = g_strdup (henji_ini_value (group, "id"));
  self->marketplace = g_strdup (henji_ini_value (group, "domain"));
  self->currency = g_strdup (henji_ini_value (group, "currency"));
  self->zone = g_time_zone_new_identifier (henji_ini_value (group, "zone"));
  if (strlen (self->currency) != 3)
    return henji_ini_fail (name, group->line, error, _ ("“%s” is no currency."), self->currency);
  if (self->zone == NULL)
    return henji_ini_fail (name, group->line, error, _ ("“%s” is no time zone."),
                           henji_ini_value (group, "zone"));

  return TRUE;
}

/* Whatever is a fact says where it is from. */
static gboolean
check_source (const char *name, const HenjiIniGroup *group, GError **error)
{
  const char *verified = henji_ini_value (group, "verified");

  if (g_strcmp0 (verified, "yes") != 0 && g_strcmp0 (verified, "no") != 0)
    return henji_ini_fail (name, group->line, error, _ ("“verified” must be yes or no in [%s]."),
                           group->name);
  if (g_str_equal (verified, "yes") && henji_ini_value (group, "source") == NULL)
    return henji_ini_fail (name, group->line, error, _ ("[%s] is verified but names no source."),
                           group->name);
  if (!henji_date_is_valid (henji_ini_value (group, "checked")))
    return henji_ini_fail (name, group->line, error, _ ("“checked” must be a date in [%s]."),
                           group->name);

  return TRUE;
}

static gboolean
take_order_page (HenjiPolicy *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  const char *address = henji_ini_value (group, "address");

  if (address == NULL || !g_str_has_prefix (address, "https://")
      || strstr (address, ORDER_ID) == NULL)
    return henji_ini_fail (name, group->line, error,
                           _ ("[%s] needs an address that begins with https:// and holds %s."),
                           group->name, ORDER_ID);
  if (!check_source (name, group, error))
    return FALSE;
  self->order_page = g_strdup (address);

  return TRUE;
}

/* "habit=yes": the shop's own habit. */
static gboolean
take_habit (HenjiRule *rule, const char *name, const HenjiIniGroup *group, GError **error)
{
  const char *habit = henji_ini_value (group, "habit");

  rule->habit = g_strcmp0 (habit, "yes") == 0;
  if (habit != NULL && !rule->habit && !g_str_equal (habit, "no"))
    return henji_ini_fail (name, group->line, error, _ ("“habit” must be yes or no in [%s]."),
                           group->name);
  if (rule->habit && rule->verified)
    return henji_ini_fail (name, group->line, error,
                           _ ("[%s] is a habit of the shop: there is nothing to verify."),
                           group->name);

  return TRUE;
}

static gboolean
take_rule (HenjiPolicy *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  g_auto (GStrv) words = g_strsplit (group->name, " ", 0);
  g_autoptr (HenjiRule) rule = henji_rule_new ();
  g_autoptr (GError) fault = NULL;
  const char *unit = henji_ini_value (group, "unit");
  int line = group->line;

  if (words[0] == NULL || (words[1] != NULL && words[2] != NULL))
    return henji_ini_fail (name, line, error, _ ("[%s] is neither a rule nor a rule with a date."),
                           group->name);
  if (words[1] != NULL && !henji_date_is_valid (words[1]))
    return henji_ini_fail (name, line, error, _ ("“%s” is no date like 2026-01-26."), words[1]);
  if (!henji_unit_from_id (unit, &rule->unit))
    return henji_ini_fail (name, line, error, _ ("“%s” is no unit."), unit != NULL ? unit : "");
  if (!henji_unit_parse (rule->unit, henji_ini_value (group, "value"), &rule->value, &fault))
    return henji_ini_fail (name, line, error, _ ("The value of [%s]: %s"), group->name,
                           fault->message);
  if (!check_source (name, group, error))
    return FALSE;

  rule->id = g_strdup (words[0]);
  rule->valid_from = g_strdup (words[1]);
  rule->source = g_strdup (henji_ini_value (group, "source"));
  rule->checked = g_strdup (henji_ini_value (group, "checked"));
  rule->verified = g_str_equal (henji_ini_value (group, "verified"), "yes");
  if (!take_habit (rule, name, group, error))
    return FALSE;
  g_ptr_array_add (self->rules, g_steal_pointer (&rule));

  return TRUE;
}

static gint64 *
starts_of (const HenjiPolicy *self)
{
  gint64 *starts = g_new (gint64, self->rules->len);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const HenjiRule *rule = g_ptr_array_index (self->rules, i);

      starts[i]
          = rule->valid_from != NULL ? henji_date_start (rule->valid_from, self->zone) : G_MININT64;
    }

  return starts;
}

HenjiPolicy *
henji_policy_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiIni) ini = NULL;
  g_autoptr (HenjiPolicy) self = NULL;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  ini = henji_ini_parse (text, length, name, error);
  if (ini == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (HenjiPolicy);
  self->rules = new_rules ();
  for (guint i = 0; i < ini->groups->len; i++)
    {
      const HenjiIniGroup *group = g_ptr_array_index (ini->groups, i);
      gboolean fine;

      if (g_str_equal (group->name, "marketplace"))
        fine = take_marketplace (self, name, group, error);
      else if (g_str_equal (group->name, "order-page"))
        fine = take_order_page (self, name, group, error);
      else
        fine = take_rule (self, name, group, error);
      if (!fine)
        return NULL;
    }
  if (self->zone == NULL)
    {
      henji_ini_fail (name, 1, error, _ ("the group [marketplace] is missing."));
      return NULL;
    }

  self->starts = starts_of (self);

  return g_steal_pointer (&self);
}

const char *
henji_policy_id (const HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
henji_policy_marketplace (const HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->marketplace;
}

const char *
henji_policy_currency (const HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->currency;
}

GTimeZone *
henji_policy_zone (const HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->zone;
}

char *
henji_policy_order_page (const HenjiPolicy *self, const char *order_id)
{
  const char *place;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->order_page == NULL || order_id == NULL || !henji_order_id_is_valid (order_id))
    return NULL;
  place = strstr (self->order_page, ORDER_ID);

  return g_strdup_printf ("%.*s%s%s", (int) (place - self->order_page), self->order_page, order_id,
                          place + strlen (ORDER_ID));
}

guint
henji_policy_n_rules (const HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rules->len;
}

const HenjiRule *
henji_policy_nth_rule (const HenjiPolicy *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->rules->len, NULL);

  return g_ptr_array_index (self->rules, i);
}

/* The latest of the values that count on @at, of the seller's own or of the others. */
static const HenjiRule *
latest (const HenjiPolicy *self, const char *id, gboolean own, gint64 at)
{
  const HenjiRule *best = NULL;
  gint64 start = 0;

  for (guint i = 0; i < self->rules->len; i++)
    {
      const HenjiRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->own != own || !g_str_equal (rule->id, id))
        continue;
      if (self->starts[i] <= at && (best == NULL || self->starts[i] > start))
        {
          best = rule;
          start = self->starts[i];
        }
    }

  return best;
}

const HenjiRule *
henji_policy_rule (const HenjiPolicy *self, const char *id, gint64 at)
{
  const HenjiRule *own;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  own = latest (self, id, TRUE, at);

  return own != NULL ? own : latest (self, id, FALSE, at);
}

const HenjiRule *
henji_policy_built_in_rule (const HenjiPolicy *self, const char *id, gint64 at)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return latest (self, id, FALSE, at);
}

/* ---- All of them ----------------------------------------------------------------------------- */

GPtrArray *
henji_policy_in_force (const HenjiPolicy *self, gint64 at)
{
  GPtrArray *rules;

  g_return_val_if_fail (self != NULL, NULL);

  rules = new_rules ();
  for (guint i = 0; i < self->rules->len; i++)
    {
      const char *id = henji_policy_nth_rule (self, i)->id;
      const HenjiRule *rule = henji_policy_rule (self, id, at);

      if (rule != NULL && !g_ptr_array_find (rules, rule, NULL))
        g_ptr_array_add (rules, henji_rule_ref ((HenjiRule *) rule));
    }

  return rules;
}

GPtrArray *
henji_policy_old_rules (const HenjiPolicy *self, gint64 at)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autofree char *today = NULL;
  GPtrArray *old;

  g_return_val_if_fail (self != NULL, NULL);

  rules = henji_policy_in_force (self, at);
  today = henji_date_of (at, self->zone);
  old = new_rules ();
  for (guint i = 0; i < rules->len; i++)
    {
      HenjiRule *rule = g_ptr_array_index (rules, i);

      if (!rule->habit && henji_checked_is_old (rule->checked, today))
        g_ptr_array_add (old, henji_rule_ref (rule));
    }

  return old;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const HenjiRule *first = *(HenjiRule *const *) a;
  const HenjiRule *second = *(HenjiRule *const *) b;

  return g_strcmp0 (first->valid_from, second->valid_from);
}

GPtrArray *
henji_policy_own_values (const HenjiPolicy *self, const char *id)
{
  GPtrArray *values;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  values = new_rules ();
  for (guint i = 0; i < self->rules->len; i++)
    {
      HenjiRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->own && g_str_equal (rule->id, id))
        g_ptr_array_add (values, henji_rule_ref (rule));
    }
  g_ptr_array_sort (values, compare_days);

  return values;
}

static gboolean
is_last_of_its_id (const GPtrArray *rules, guint i)
{
  const HenjiRule *rule = g_ptr_array_index (rules, i);

  for (guint j = i + 1; j < rules->len; j++)
    if (g_str_equal (((HenjiRule *) g_ptr_array_index (rules, j))->id, rule->id))
      return FALSE;

  return TRUE;
}

HenjiPolicy *
henji_policy_with_own (HenjiPolicy *self, const GPtrArray *own)
{
  HenjiPolicy *policy;

  g_return_val_if_fail (self != NULL && own != NULL, NULL);

  policy = g_atomic_rc_box_new0 (HenjiPolicy);
  policy->id = g_strdup (self->id);
  policy->marketplace = g_strdup (self->marketplace);
  policy->currency = g_strdup (self->currency);
  policy->order_page = g_strdup (self->order_page);
  policy->zone = g_time_zone_ref (self->zone);
  policy->rules = new_rules ();
  for (guint i = 0; i < self->rules->len; i++)
    {
      HenjiRule *rule = g_ptr_array_index (self->rules, i);

      g_ptr_array_add (policy->rules, henji_rule_ref (rule));
      for (guint j = 0; is_last_of_its_id (self->rules, i) && j < own->len; j++)
        {
          HenjiRule *value = g_ptr_array_index (own, j);

          if (g_str_equal (value->id, rule->id) && henji_unit_fits (rule->unit, value->unit))
            g_ptr_array_add (policy->rules, henji_rule_ref (value));
        }
    }

  policy->starts = starts_of (policy);

  return policy;
}

/* ---- Deadlines ------------------------------------------------------------------------------- */

/* The last instant of the day @days after the day of @since. */
static gint64
end_of_day (const HenjiPolicy *self, gint64 since, int days)
{
  gint64 next = henji_day_start (henji_day_of (since, self->zone) + days + 1, self->zone);

  return next != 0 ? next - 1 : 0;
}

/* How many days from the day of @since it is to the end of @count days from Monday to Friday.
 * National holidays are not known. */
static int
days_of_business (const HenjiPolicy *self, gint64 since, int count)
{
  /* Day 0 was a Thursday; Monday is 0. */
  int weekday = (((henji_day_of (since, self->zone) + 3) % 7) + 7) % 7;
  int days = 0;

  while (count > 0)
    {
      days++;
      weekday = (weekday + 1) % 7;
      if (weekday < 5)
        count--;
    }

  return days;
}

gint64
henji_policy_deadline (const HenjiPolicy *self, const HenjiRule *rule, gint64 since)
{
  g_return_val_if_fail (self != NULL && rule != NULL, 0);

  if (since == 0)
    return 0;

  switch (rule->unit)
    {
    case HENJI_UNIT_HOURS:
      return since + rule->value * HENJI_HOUR;

    case HENJI_UNIT_CALENDAR_DAYS:
      return end_of_day (self, since, rule->value);

    case HENJI_UNIT_BUSINESS_DAYS:
      return end_of_day (self, since, days_of_business (self, since, rule->value));

    case HENJI_UNIT_CHARACTERS:
    case HENJI_UNIT_MEGABYTES:
    case HENJI_UNIT_PERCENT:
    case HENJI_UNIT_DECIMAL_PERCENT:
    case HENJI_UNIT_TIME_OF_DAY:
    case HENJI_UNIT_YES_NO:
    case HENJI_N_UNITS:
    default:
      return 0;
    }
}
