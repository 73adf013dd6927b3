/* henji-inspection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-inspection"

#include "config.h"

#include "henji-inspection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GROUP "inspection"
#define MAX_PIECES 100000

static const struct
{
  const char *id;
  const char *title;
} conditions[HENJI_N_CONDITIONS] = {
  [HENJI_CONDITION_UNKNOWN] = { "unknown", N_ ("Not inspected") },
  [HENJI_CONDITION_AS_SENT] = { "as-sent", N_ ("As sent") },
  [HENJI_CONDITION_OPENED] = { "opened", N_ ("Opened") },
  [HENJI_CONDITION_USED] = { "used", N_ ("Used") },
  [HENJI_CONDITION_DAMAGED] = { "damaged", N_ ("Damaged") },
  [HENJI_CONDITION_PARTS_MISSING] = { "parts-missing", N_ ("Parts missing") },
  [HENJI_CONDITION_OTHER_ITEM] = { "other-item", N_ ("Other item") },
};

const char *
henji_condition_id (HenjiCondition condition)
{
  g_return_val_if_fail ((guint) condition < HENJI_N_CONDITIONS, "unknown");

  return conditions[condition].id;
}

gboolean
henji_condition_from_id (const char *id, HenjiCondition *condition)
{
  g_return_val_if_fail (condition != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_CONDITIONS; i++)
    if (g_strcmp0 (id, conditions[i].id) == 0)
      {
        *condition = (HenjiCondition) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_condition_title (HenjiCondition condition)
{
  g_return_val_if_fail ((guint) condition < HENJI_N_CONDITIONS, "");

  return _ (conditions[condition].title);
}

static const struct
{
  const char *id;
  const char *title;
} fates[HENJI_N_GOODS] = {
  [HENJI_GOODS_UNDECIDED] = { "undecided", N_ ("Not decided yet") },
  [HENJI_GOODS_RESELL] = { "resell", N_ ("Back to stock") },
  [HENJI_GOODS_RELABEL] = { "relabel", N_ ("Back to stock with a new label") },
  [HENJI_GOODS_DISPOSE] = { "dispose", N_ ("Dispose of it") },
  [HENJI_GOODS_SEND_BACK] = { "send-back", N_ ("Send it back to the buyer") },
  [HENJI_GOODS_WAREHOUSE] = { "warehouse", N_ ("To a third-party warehouse") },
};

const char *
henji_goods_id (HenjiGoods goods)
{
  g_return_val_if_fail ((guint) goods < HENJI_N_GOODS, "undecided");

  return fates[goods].id;
}

gboolean
henji_goods_from_id (const char *id, HenjiGoods *goods)
{
  g_return_val_if_fail (goods != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_GOODS; i++)
    if (g_strcmp0 (id, fates[i].id) == 0)
      {
        *goods = (HenjiGoods) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_goods_title (HenjiGoods goods)
{
  g_return_val_if_fail ((guint) goods < HENJI_N_GOODS, "");

  return _ (fates[goods].title);
}

/* ---- The value ------------------------------------------------------------------------------- */

static void
inspection_clear (HenjiInspection *self)
{
  g_free (self->missing);
  g_free (self->note);
}

HENJI_DEFINE_VALUE (HenjiInspection, henji_inspection, inspection_clear)

HenjiInspection *
henji_inspection_new_for (guint n_items, HenjiFault fault)
{
  HenjiInspection *self = henji_inspection_new ();

  self->n_items = MIN (n_items, HENJI_INSPECTION_ITEMS);
  self->fault = fault;
  self->percent = -1;
  for (guint i = 0; i < self->n_items; i++)
    self->items[i].arrived = -1;

  return self;
}

HenjiInspection *
henji_inspection_copy (const HenjiInspection *self)
{
  HenjiInspection *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = henji_inspection_new ();
  memcpy (copy->items, self->items, sizeof copy->items);
  copy->n_items = self->n_items;
  copy->software = self->software;
  copy->missing = g_strdup (self->missing);
  copy->fault = self->fault;
  copy->note = g_strdup (self->note);
  copy->goods = self->goods;
  copy->percent = self->percent;
  copy->postage = self->postage;

  return copy;
}

gboolean
henji_inspection_is_complete (const HenjiInspection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_items; i++)
    if (self->items[i].arrived != 0 && self->items[i].condition == HENJI_CONDITION_UNKNOWN)
      return FALSE;

  return self->n_items > 0;
}

/* ---- As text --------------------------------------------------------------------------------- */

char *
henji_inspection_to_text (const HenjiInspection *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (self != NULL, NULL);

  g_key_file_set_string (file, GROUP, "fault", henji_fault_id (self->fault));
  g_key_file_set_string (file, GROUP, "goods", henji_goods_id (self->goods));
  g_key_file_set_integer (file, GROUP, "percent", self->percent);
  g_key_file_set_boolean (file, GROUP, "software", self->software);
  if (self->missing != NULL)
    g_key_file_set_string (file, GROUP, "missing", self->missing);
  if (self->note != NULL)
    g_key_file_set_string (file, GROUP, "note", self->note);
  if (henji_money_is_set (self->postage))
    {
      g_key_file_set_int64 (file, GROUP, "postage", self->postage.minor);
      g_key_file_set_string (file, GROUP, "postage-currency", self->postage.currency);
    }
  for (guint i = 0; i < self->n_items; i++)
    {
      g_autofree char *group = g_strdup_printf ("item %u", i);

      g_key_file_set_integer (file, group, "arrived", self->items[i].arrived);
      g_key_file_set_string (file, group, "condition",
                             henji_condition_id (self->items[i].condition));
    }

  return g_key_file_to_data (file, NULL, NULL);
}

static int
get_integer (GKeyFile *file, const char *group, const char *key, int min, int max, int otherwise)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (file, group, key, &error);

  return error == NULL && value >= min && value <= max ? value : otherwise;
}

static void
get_items (GKeyFile *file, HenjiInspection *self)
{
  for (guint i = 0; i < HENJI_INSPECTION_ITEMS; i++)
    {
      g_autofree char *group = g_strdup_printf ("item %u", i);
      g_autofree char *condition = NULL;

      if (!g_key_file_has_group (file, group))
        return;
      condition = g_key_file_get_string (file, group, "condition", NULL);
      henji_condition_from_id (condition, &self->items[i].condition);
      self->items[i].arrived = get_integer (file, group, "arrived", -1, MAX_PIECES, -1);
      self->n_items = i + 1;
    }
}

HenjiInspection *
henji_inspection_from_text (const char *text)
{
  HenjiInspection *self = henji_inspection_new_for (0, HENJI_FAULT_NONE);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *fault = NULL;
  g_autofree char *goods = NULL;
  g_autofree char *currency = NULL;

  if (text == NULL || !g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return self;

  fault = g_key_file_get_string (file, GROUP, "fault", NULL);
  goods = g_key_file_get_string (file, GROUP, "goods", NULL);
  henji_fault_from_id (fault, &self->fault);
  henji_goods_from_id (goods, &self->goods);
  self->percent = get_integer (file, GROUP, "percent", -1, 100, -1);
  self->software = g_key_file_get_boolean (file, GROUP, "software", NULL);
  self->missing = g_key_file_get_string (file, GROUP, "missing", NULL);
  self->note = g_key_file_get_string (file, GROUP, "note", NULL);
  currency = g_key_file_get_string (file, GROUP, "postage-currency", NULL);
  if (currency != NULL && strlen (currency) == 3)
    {
      self->postage.minor = MAX (g_key_file_get_int64 (file, GROUP, "postage", NULL), 0);
      g_strlcpy (self->postage.currency, currency, sizeof self->postage.currency);
    }
  get_items (file, self);

  return self;
}
