/* henji-desk-policies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-policies"

#include "config.h"

#include "henji-desk-policies.h"

#include "henji-db-policy.h"
#include "henji-db-shop.h"
#include "henji-desk-private.h"
#include "henji-time.h"

#include <glib/gi18n-lib.h>

#define PUT_AWAY "old-figures-put-away" /* a month, "2026-11" */
#define MAX_NOTE 2000

/* ---- What counts ------------------------------------------------------------------------------
 */

GPtrArray *
henji_desk_policies (HenjiDesk *self)
{
  GPtrArray *policies;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  g_mutex_lock (&self->lock);
  policies = self->policies != NULL ? self->policies : self->facts->policies;
  g_mutex_unlock (&self->lock);

  return policies;
}

HenjiPolicy *
henji_desk_policy_by_id (HenjiDesk *self, const char *id)
{
  GPtrArray *policies;

  g_return_val_if_fail (HENJI_IS_DESK (self) && id != NULL, NULL);

  policies = henji_desk_policies (self);
  for (guint i = 0; i < policies->len; i++)
    {
      HenjiPolicy *policy = g_ptr_array_index (policies, i);

      if (g_str_equal (henji_policy_id (policy), id))
        return policy;
    }

  return NULL;
}

HenjiPolicy *
henji_desk_policy (HenjiDesk *self, const char *marketplace)
{
  GPtrArray *policies;
  HenjiPolicy *found = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  policies = henji_desk_policies (self);
  for (guint i = 0; i < policies->len; i++)
    {
      HenjiPolicy *policy = g_ptr_array_index (policies, i);

      if (found == NULL || g_strcmp0 (henji_policy_marketplace (policy), marketplace) == 0)
        found = policy;
    }

  return found;
}

gboolean
henji_desk_policy_is_own_file (HenjiDesk *self, const char *policy)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && policy != NULL, FALSE);

  name = g_strconcat (policy, ".ini", NULL);

  return henji_desk_facts_is_own (self->facts, "policies", name);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef struct
{
  GPtrArray *files;    /* (element-type HenjiPolicy): as the files have them */
  GPtrArray *policies; /* (element-type HenjiPolicy): with the seller's own values */
} Reading;

static gboolean
read_values (HenjiDb *db, gpointer data, GError **error)
{
  Reading *reading = data;

  for (guint i = 0; i < reading->files->len; i++)
    {
      HenjiPolicy *policy = g_ptr_array_index (reading->files, i);
      g_autoptr (GPtrArray) own = henji_db_policy_values (db, henji_policy_id (policy), error);

      if (own == NULL)
        return FALSE;
      g_ptr_array_add (reading->policies, henji_policy_with_own (policy, own));
    }

  return TRUE;
}

gboolean
_henji_desk_read_policies (HenjiDesk *self, GError **error)
{
  g_autoptr (GPtrArray) policies
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_policy_unref);
  Reading reading = { .files = self->facts->policies, .policies = policies };

  if (!_henji_desk_read (self, read_values, &reading, NULL, error))
    return FALSE;

  /* The old ones stay alive: others may hold them. A seller changes figures a few times a year. */
  g_mutex_lock (&self->lock);
  if (self->policies != NULL)
    g_ptr_array_add (self->old_policies, self->policies);
  self->policies = g_steal_pointer (&policies);
  g_mutex_unlock (&self->lock);

  return TRUE;
}

static gboolean
changed_cb (gpointer user_data)
{
  g_signal_emit_by_name (user_data, "policies-changed");

  return G_SOURCE_REMOVE;
}

/* ---- Changing ---------------------------------------------------------------------------------
 */

typedef struct
{
  const char *policy;
  const char *rule;
  const GPtrArray *values;
} Change;

static gboolean
write_values (HenjiDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return henji_db_policy_set_values (db, change->policy, change->rule, change->values, error);
}

/* (nullable): some value of a rule that @policy has. */
static const HenjiRule *
find_rule (HenjiPolicy *policy, const char *id)
{
  for (guint i = 0; i < henji_policy_n_rules (policy); i++)
    if (g_str_equal (henji_policy_nth_rule (policy, i)->id, id))
      return henji_policy_nth_rule (policy, i);

  return NULL;
}

static HenjiPolicy *
known_policy (HenjiDesk *self, const char *id, const char *rule, GError **error)
{
  HenjiPolicy *policy = henji_desk_policy_by_id (self, id);

  if (policy != NULL && find_rule (policy, rule) != NULL)
    return policy;
  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_NOT_FOUND,
               _ ("There is no rule “%s” of “%s”."), rule, id);

  return NULL;
}

gboolean
henji_desk_set_own_values (
    HenjiDesk *self, const char *policy, const char *rule, const GPtrArray *values, GError **error)
{
  Change change = { .policy = policy, .rule = rule, .values = values };

  g_return_val_if_fail (HENJI_IS_DESK (self) && policy != NULL && rule != NULL, FALSE);
  g_return_val_if_fail (values != NULL, FALSE);

  if (known_policy (self, policy, rule, error) == NULL
      || !_henji_desk_write (self, write_values, &change, error)
      || !_henji_desk_read_policies (self, error))
    return FALSE;

  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, changed_cb, g_object_ref (self),
                              g_object_unref);

  return TRUE;
}

static gboolean
refuse (GError **error, const char *format, const char *what)
{
  g_autofree char *sentence = g_strdup_printf (format, what);

  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED, sentence);

  return FALSE;
}

static gboolean
check_value (const HenjiRule *built_in, const HenjiRule *rule, GError **error)
{
  g_autofree char *text = henji_unit_write (rule->unit, rule->value);
  g_autoptr (GError) fault = NULL;
  int value;

  if (!henji_unit_fits (built_in->unit, rule->unit))
    return refuse (error, _ ("“%s” cannot be the unit of this rule."), henji_unit_id (rule->unit));
  if (!henji_unit_parse (rule->unit, text, &value, &fault))
    return refuse (error, "%s", fault->message);
  if (rule->valid_from != NULL && !henji_date_is_valid (rule->valid_from))
    return refuse (error, _ ("“%s” is no date like 2026-01-26."), rule->valid_from);
  if (rule->checked != NULL && !henji_date_is_valid (rule->checked))
    return refuse (error, _ ("“%s” is no date like 2026-01-26."), rule->checked);
  if (rule->note != NULL && g_utf8_strlen (rule->note, -1) > MAX_NOTE)
    return refuse (error, "%s", _ ("The note is too long."));

  return TRUE;
}

gboolean
henji_desk_set_rule (HenjiDesk *self, const char *policy, const HenjiRule *rule, GError **error)
{
  HenjiPolicy *known;
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (HenjiRule) own = NULL;
  g_autofree char *today = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self) && policy != NULL && rule != NULL, FALSE);

  known = known_policy (self, policy, rule->id, error);
  if (known == NULL || !check_value (find_rule (known, rule->id), rule, error))
    return FALSE;

  today = henji_date_of (henji_desk_now (self), henji_policy_zone (known));
  own = henji_rule_new ();
  own->id = g_strdup (rule->id);
  own->value = rule->value;
  own->unit = rule->unit;
  own->valid_from = g_strdup (rule->valid_from != NULL ? rule->valid_from : today);
  own->checked = g_strdup (rule->checked != NULL ? rule->checked : today);
  own->note = rule->note != NULL && *rule->note != '\0' ? g_strdup (rule->note) : NULL;
  own->own = TRUE;

  values = henji_policy_own_values (known, rule->id);
  for (guint i = values->len; i-- > 0;)
    if (g_str_equal (((HenjiRule *) g_ptr_array_index (values, i))->valid_from, own->valid_from))
      g_ptr_array_remove_index (values, i);
  g_ptr_array_add (values, g_steal_pointer (&own));

  return henji_desk_set_own_values (self, policy, rule->id, values, error);
}

/* ---- Age --------------------------------------------------------------------------------------
 */

/* (transfer full): "2026-11" */
static char *
this_month (HenjiDesk *self)
{
  char *month = henji_date_of (henji_desk_now (self), henji_desk_zone (self));

  month[7] = '\0';

  return month;
}

int
henji_desk_old_figures (HenjiDesk *self, GError **error)
{
  g_autofree char *month = NULL;
  g_autofree char *put_away = NULL;
  g_autoptr (GError) fault = NULL;
  GPtrArray *policies;
  int n = 0;

  g_return_val_if_fail (HENJI_IS_DESK (self), -1);

  month = this_month (self);
  put_away = henji_desk_setting (self, PUT_AWAY, &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return -1;
    }
  if (g_strcmp0 (put_away, month) == 0)
    return 0;

  policies = henji_desk_policies (self);
  for (guint i = 0; i < policies->len; i++)
    {
      g_autoptr (GPtrArray) old
          = henji_policy_old_rules (g_ptr_array_index (policies, i), henji_desk_now (self));

      n += (int) old->len;
    }

  return n;
}

gboolean
henji_desk_put_away_old_figures (HenjiDesk *self, GError **error)
{
  g_autofree char *month = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  month = this_month (self);

  return henji_desk_set_setting (self, PUT_AWAY, month, error);
}
