/* henji-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-policy"

#include "config.h"

#include "henji-policy.h"

#include "henji-order.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_VALUE 100000
#define MAX_DAYS 3660
#define ORDER_ID "{order-id}"

/* A policy is a key file: a group [marketplace], and one group per rule, [reply], or per value of a
 * rule that changed, [refund-after-return 2026-01-26], named by the date from which it counts in
 * the marketplace's zone. [order-page] is the address of an order's own page. It is read line by
 * line, so that what is wrong can be named with its line. */

struct _HenjiPolicy
{
  char *id;
  char *marketplace;
  char *marketplace_id;
  char *currency;
  GTimeZone *zone;
  GPtrArray *rules; /* (element-type HenjiRule) */
  char *order_page; /* (nullable) address with ORDER_ID in it */
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

typedef struct
{
  const char *name; /* of the file */
  GError **error;
  HenjiPolicy *policy;
  GHashTable *values; /* (key, value) of the current group */
  char *group;        /* nullable */
  int group_line;
  gboolean seen_marketplace;
} Reader;

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
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_free (self->order_page);
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

/* Always FALSE. */
static gboolean G_GNUC_PRINTF (3, 4) fail (Reader *reader, int line, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (reader->error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
               _ ("%s, line %d: %s"), reader->name, line, what);

  return FALSE;
}

/* (transfer none) (nullable): what the current group says, blank as nothing */
static const char *
value_of (Reader *reader, const char *key)
{
  const char *value = g_hash_table_lookup (reader->values, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
end_marketplace (Reader *reader)
{
  static const char *const keys[] = { "id", "domain", "marketplace-id", "currency", "zone" };
  HenjiPolicy *policy = reader->policy;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (value_of (reader, keys[i]) == NULL)
      return fail (reader, reader->group_line, _ ("“%s” is missing in [marketplace]."), keys[i]);

  policy->id = g_strdup (value_of (reader, "id"));
  policy->marketplace = g_strdup (value_of (reader, "domain"));
  policy->marketplace_id = g_strdup (value_of (reader, "marketplace-id"));
  policy->currency = g_strdup (value_of (reader, "currency"));
  policy->zone = g_time_zone_new_identifier (value_of (reader, "zone"));
  if (strlen (policy->currency) != 3)
    return fail (reader, reader->group_line, _ ("“%s” is no currency."), policy->currency);
  if (policy->zone == NULL)
    return fail (reader, reader->group_line, _ ("“%s” is no time zone."),
                 value_of (reader, "zone"));
  reader->seen_marketplace = TRUE;

  return TRUE;
}

/* Whatever is a fact says where it is from. */
static gboolean
check_source (Reader *reader)
{
  const char *verified = value_of (reader, "verified");

  if (g_strcmp0 (verified, "yes") != 0 && g_strcmp0 (verified, "no") != 0)
    return fail (reader, reader->group_line, _ ("“verified” must be yes or no in [%s]."),
                 reader->group);
  if (g_str_equal (verified, "yes") && value_of (reader, "source") == NULL)
    return fail (reader, reader->group_line, _ ("[%s] is verified but names no source."),
                 reader->group);
  if (!henji_date_is_valid (value_of (reader, "checked")))
    return fail (reader, reader->group_line, _ ("“checked” must be a date in [%s]."),
                 reader->group);

  return TRUE;
}

static gboolean
end_order_page (Reader *reader)
{
  const char *address = value_of (reader, "address");

  if (address == NULL || !g_str_has_prefix (address, "https://")
      || strstr (address, ORDER_ID) == NULL)
    return fail (reader, reader->group_line,
                 _ ("[%s] needs an address that begins with https:// and holds %s."), reader->group,
                 ORDER_ID);
  if (!check_source (reader))
    return FALSE;
  reader->policy->order_page = g_strdup (address);

  return TRUE;
}

static gboolean
end_rule (Reader *reader)
{
  g_auto (GStrv) words = g_strsplit (reader->group, " ", 0);
  const char *value = value_of (reader, "value");
  const char *unit = value_of (reader, "unit");
  HenjiRule *rule;
  guint64 number;
  guint i;

  if (words[0] == NULL || (words[1] != NULL && words[2] != NULL))
    return fail (reader, reader->group_line, _ ("[%s] is neither a rule nor a rule with a date."),
                 reader->group);
  if (words[1] != NULL && !henji_date_is_valid (words[1]))
    return fail (reader, reader->group_line, _ ("“%s” is no date like 2026-01-26."), words[1]);
  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 0, MAX_VALUE, &number, NULL))
    return fail (reader, reader->group_line, _ ("[%s] has no value from 0 to %d."), reader->group,
                 MAX_VALUE);
  for (i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (unit, units[i].name) == 0)
      break;
  if (i == G_N_ELEMENTS (units))
    return fail (reader, reader->group_line, _ ("“%s” is no unit."), unit != NULL ? unit : "");
  if ((units[i].unit == HENJI_UNIT_CALENDAR_DAYS || units[i].unit == HENJI_UNIT_BUSINESS_DAYS)
      && number > MAX_DAYS)
    return fail (reader, reader->group_line, _ ("[%s] is longer than ten years."), reader->group);
  if (!check_source (reader))
    return FALSE;

  rule = g_new0 (HenjiRule, 1);
  rule->id = g_strdup (words[0]);
  rule->value = (int) number;
  rule->unit = units[i].unit;
  rule->valid_from = g_strdup (words[1]);
  rule->source = g_strdup (value_of (reader, "source"));
  rule->checked = g_strdup (value_of (reader, "checked"));
  rule->verified = g_str_equal (value_of (reader, "verified"), "yes");
  g_ptr_array_add (reader->policy->rules, rule);

  return TRUE;
}

static gboolean
end_group (Reader *reader)
{
  gboolean fine = TRUE;

  if (reader->group == NULL)
    ;
  else if (g_str_equal (reader->group, "marketplace"))
    fine = end_marketplace (reader);
  else if (g_str_equal (reader->group, "order-page"))
    fine = end_order_page (reader);
  else
    fine = end_rule (reader);
  g_clear_pointer (&reader->group, g_free);
  g_hash_table_remove_all (reader->values);

  return fine;
}

static gboolean
take_line (Reader *reader, GHashTable *groups, char *line, int number)
{
  char *equals;

  g_strstrip (line);
  if (*line == '\0' || *line == '#')
    return TRUE;

  if (*line == '[')
    {
      if (!end_group (reader))
        return FALSE;
      if (line[strlen (line) - 1] != ']' || strlen (line) < 3)
        return fail (reader, number, _ ("the name of a group ends with “]”."));
      line[strlen (line) - 1] = '\0';
      reader->group = g_strdup (line + 1);
      reader->group_line = number;
      if (!g_hash_table_add (groups, g_strdup (reader->group)))
        return fail (reader, number, _ ("[%s] is there twice."), reader->group);
      return TRUE;
    }

  equals = strchr (line, '=');
  if (equals == NULL || equals == line)
    return fail (reader, number, _ ("this is no line like “value=24”."));
  if (reader->group == NULL)
    return fail (reader, number, _ ("a group like [reply] must come first."));
  *equals = '\0';
  g_strchomp (line);
  if (!g_hash_table_insert (reader->values, g_strdup (line), g_strdup (g_strchug (equals + 1))))
    return fail (reader, number, _ ("“%s” is there twice."), line);

  return TRUE;
}

HenjiPolicy *
henji_policy_parse (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (HenjiPolicy) policy = NULL;
  g_autoptr (GHashTable) groups = NULL;
  g_autoptr (GHashTable) values = NULL;
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  Reader reader = { .name = name, .error = error };
  gboolean fine = TRUE;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  if (!g_utf8_validate_len (text, length, NULL))
    {
      fail (&reader, 1, _ ("the file is not UTF-8 text."));
      return NULL;
    }
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }

  policy = g_atomic_rc_box_new0 (HenjiPolicy);
  policy->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reader.policy = policy;
  reader.values = values;

  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", 0);
  for (int i = 0; fine && lines[i] != NULL; i++)
    fine = take_line (&reader, groups, lines[i], i + 1);
  fine = fine && end_group (&reader);
  g_free (reader.group);
  if (fine && !reader.seen_marketplace)
    fine = fail (&reader, 1, _ ("the group [marketplace] is missing."));

  return fine ? g_steal_pointer (&policy) : NULL;
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
      if (rule->valid_from != NULL && henji_date_start (rule->valid_from, self->zone) > at)
        continue;
      /* Dates of one shape sort as text; none is before all of them. */
      if (best == NULL || g_strcmp0 (rule->valid_from, best->valid_from) > 0)
        best = rule;
    }

  return best;
}

/* The last instant of the day @days after the day of @since. */
static gint64
end_of_day (const HenjiPolicy *self, gint64 since, int days)
{
  g_autofree char *first = henji_date_of (since, self->zone);
  g_autofree char *next = henji_date_add_days (first, days + 1);
  gint64 start = next != NULL ? henji_date_start (next, self->zone) : 0;

  return start != 0 ? start - 1 : 0;
}

/* How many days from the day of @since it is to the end of @count days from Monday to Friday.
 * National holidays are not known. */
static int
days_of_business (const HenjiPolicy *self, gint64 since, int count)
{
  g_autofree char *date = henji_date_of (since, self->zone);
  /* 2024-01-01 was a Monday. */
  int weekday = ((henji_date_days_between ("2024-01-01", date) % 7) + 7) % 7;
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
