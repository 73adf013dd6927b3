/* henji-case-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-case-item"

#include "config.h"

#include "henji-case-item.h"

struct _HenjiCaseItem
{
  GObject parent_instance;

  gint64 row;
  HenjiCase *case_;
};

typedef enum
{
  PROP_ROW = 1,
  PROP_LOADED,
  PROP_CASE,
} HenjiCaseItemProperty;

static GParamSpec *properties[PROP_CASE + 1];

G_DEFINE_FINAL_TYPE (HenjiCaseItem, henji_case_item, G_TYPE_OBJECT)

static void
henji_case_item_finalize (GObject *object)
{
  HenjiCaseItem *self = HENJI_CASE_ITEM (object);

  g_clear_pointer (&self->case_, henji_case_unref);
  G_OBJECT_CLASS (henji_case_item_parent_class)->finalize (object);
}

static void
henji_case_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HenjiCaseItem *self = HENJI_CASE_ITEM (object);

  switch ((HenjiCaseItemProperty) id)
    {
    case PROP_ROW:
      g_value_set_int64 (value, self->row);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->case_ != NULL);
      break;
    case PROP_CASE:
      g_value_set_pointer (value, self->case_);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
henji_case_item_class_init (HenjiCaseItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = henji_case_item_finalize;
  object_class->get_property = henji_case_item_get_property;
  properties[PROP_ROW] = g_param_spec_int64 ("row", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_CASE] = g_param_spec_pointer ("case", NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
henji_case_item_init (HenjiCaseItem *self)
{
}

HenjiCaseItem *
henji_case_item_new (gint64 row)
{
  HenjiCaseItem *self = g_object_new (HENJI_TYPE_CASE_ITEM, NULL);

  self->row = row;
  return self;
}

gint64
henji_case_item_get_row (HenjiCaseItem *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_ITEM (self), 0);
  return self->row;
}

HenjiCase *
henji_case_item_get_case (HenjiCaseItem *self)
{
  g_return_val_if_fail (HENJI_IS_CASE_ITEM (self), NULL);
  return self->case_;
}

void
henji_case_item_set_case (HenjiCaseItem *self, HenjiCase *case_)
{
  gboolean first;

  g_return_if_fail (HENJI_IS_CASE_ITEM (self));
  g_return_if_fail (case_ != NULL);
  if (self->case_ == case_)
    return;
  first = self->case_ == NULL;
  g_clear_pointer (&self->case_, henji_case_unref);
  self->case_ = henji_case_ref (case_);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
  if (first)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
}
