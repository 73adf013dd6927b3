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
#include <stdlib.h>
#include <string.h>

#define MAX_VALUE 100000
#define MAX_DAYS 3660
#define ORDER_ID "{order-id}"

/* A policy is a file of a group [marketplace], and one group per rule, [reply], or per value of a
 * rule that changed, [refund-after-return 2026-01-26], named by the date from which it counts in
 * the marketplace's zone. [order-page] is the address of an order's own page. */

struct _HenjiPolicy
{
  char *id;
  char *marketplace;
  char *marketplace_id;
  char *currency;
  GTimeZone *zone;
  char *order_page; /* (nullable) address with ORDER_ID in it */
  GPtrArray *rules; /* (element-type HenjiRule) */
};

static const struct
{
  const char *name;
  HenjiUnit unit;
} units[] = {
  { "hours", HENJI_UNIT_HOURS },
  { "calendar-days", HENJI_UNIT_CALENDAR_DAYS },
  { "business-days", HENJI_UNIT_BUSINESS_DAYS },
  { "characters", HENJI_UNIT_CHARACTERS },
  { "megabytes", HENJI_UNIT_MEGABYTES },
  { "percent", HENJI_UNIT_PERCENT },
};

static void
rule_free (HenjiRule *rule)
{
  g_free (rule->id);
  g_free (rule->valid_from);
  g_free (rule->source);
  g_free (rule->checked);
  g_free (rule);
}

static void
policy_clear (HenjiPolicy *self)
{
  g_free (self->id);
  g_free (self->marketplace);
  g_free (self->marketplace_id);
  g_free (self->currency);
  g_free (self->order_page);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
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

static gboolean
take_marketplace (HenjiPolicy *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  static const char *const keys[] = { "id", "domain", "marketplace-id", "currency", "zone" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (henji_ini_value (group, keys[i]) == NULL)
      return henji_ini_fail (name, group->line, error, _ ("“%s” is missing in [marketplace]."),
                             keys[i]);

  self->id = g_strdup (henji_ini_value (group, "id"));
  self->marketplace = g_strdup (henji_ini_value (group, "domain"));
  self->marketplace_id = g_strdup (henji_ini_value (group, "marketplace-id"));
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

static gboolean
take_rule (HenjiPolicy *self, const char *name, const HenjiIniGroup *group, GError **error)
{
  g_auto (GStrv) words = g_strsplit (group->name, " ", 0);
  const char *value = henji_ini_value (group, "value");
  const char *unit = henji_ini_value (group, "unit");
  int line = group->line;
  HenjiRule *rule;
  guint64 number;
  guint i;

  if (words[0] == NULL || (words[1] != NULL && words[2] != NULL))
    return henji_ini_fail (name, line, error, _ ("[%s] is neither a rule nor a rule with a date."),
                           group->name);
  if (words[1] != NULL && !henji_date_is_valid (words[1]))
    return henji_ini_fail (name, line, error, _ ("“%s” is no date like 2026-01-26."), words[1]);
  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 0, MAX_VALUE, &number, NULL))
    return henji_ini_fail (name, line, error, _ ("[%s] has no value from 0 to %d."), group->name,
                           MAX_VALUE);
  for (i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (unit, units[i].name) == 0)
      break;
  if (i == G_N_ELEMENTS (units))
    return henji_ini_fail (name, line, error, _ ("“%s” is no unit."), unit != NULL ? unit : "");
  if ((units[i].unit == HENJI_UNIT_CALENDAR_DAYS || units[i].unit == HENJI_UNIT_BUSINESS_DAYS)
      && number > MAX_DAYS)
    return henji_ini_fail (name, line, error, _ ("[%s] is longer than ten years."), group->name);
  if (!check_source (name, group, error))
    return FALSE;

  rule = g_new0 (HenjiRule, 1);
  rule->id = g_strdup (words[0]);
  rule->value = (int) number;
  rule->unit = units[i].unit;
  rule->valid_from = g_strdup (words[1]);
  rule->source = g_strdup (henji_ini_value (group, "source"));
  rule->checked = g_strdup (henji_ini_value (group, "checked"));
  rule->verified = g_str_equal (henji_ini_value (group, "verified"), "yes");
  g_ptr_array_add (self->rules, rule);

  return TRUE;
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
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
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

  for (guint i = 0; i < self->rules->len; i++)
    {
      HenjiRule *rule = g_ptr_array_index (self->rules, i);

      rule->from
          = rule->valid_from != NULL ? henji_date_start (rule->valid_from, self->zone) : G_MININT64;
    }

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
henji_policy_marketplace_id (const HenjiPolicy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->marketplace_id;
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

const char *
henji_unit_id (HenjiUnit unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].unit == unit)
      return units[i].name;

  g_return_val_if_reached ("");
}

gboolean
henji_checked_is_old (const char *checked, const char *today)
{
  g_autofree char *limit = NULL;

  g_return_val_if_fail (henji_date_is_valid (checked) && henji_date_is_valid (today), FALSE);

  /* The same day a year ago; dates of one shape sort as text. */
  limit = g_strdup_printf ("%04d%s", atoi (today) - 1, today + 4);

  return strcmp (checked, limit) < 0;
}

const HenjiRule *
henji_policy_rule (const HenjiPolicy *self, const char *id, gint64 at)
{
  const HenjiRule *best = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const HenjiRule *rule = g_ptr_array_index (self->rules, i);

      if (!g_str_equal (rule->id, id))
        continue;
      if (rule->from <= at && (best == NULL || rule->from > best->from))
        best = rule;
    }

  return best;
}

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
    default:
      return 0;
    }
}
