/* henji-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-label"

#include "config.h"

#include "henji-label.h"

#include "henji-compose.h"

static void
henji_label_clear (HenjiLabel *self)
{
  if (self->to != NULL)
    henji_address_unref (self->to);
  if (self->from != NULL)
    henji_address_unref (self->from);
  g_free (self->rma);
  g_free (self->order_id);
  g_free (self->from_name);
  g_strfreev (self->items);
  g_free (self->marketplace_rma);
  g_free (self->reason);
}

HENJI_DEFINE_VALUE (HenjiLabel, henji_label, henji_label_clear)

const char *
henji_postage_id (HenjiPostage postage)
{
  static const char *const ids[] = {
    [HENJI_POSTAGE_COLLECT] = "collect",
    [HENJI_POSTAGE_PREPAID] = "prepaid",
    [HENJI_POSTAGE_LABEL] = "label",
  };

  g_return_val_if_fail ((guint) postage < G_N_ELEMENTS (ids), "collect");

  return ids[postage];
}

gboolean
henji_postage_from_id (const char *id, HenjiPostage *postage)
{
  for (int i = HENJI_POSTAGE_COLLECT; id != NULL && i <= HENJI_POSTAGE_LABEL; i++)
    if (g_str_equal (id, henji_postage_id (i)))
      {
        *postage = i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_label_kind_id (HenjiLabelKind kind)
{
  static const char *const ids[HENJI_N_LABELS] = { "return", "slip", "resend" };

  g_return_val_if_fail ((guint) kind < HENJI_N_LABELS, "return");

  return ids[kind];
}

gboolean
henji_label_kind_from_id (const char *id, HenjiLabelKind *kind)
{
  for (int i = 0; id != NULL && i < HENJI_N_LABELS; i++)
    if (g_str_equal (id, henji_label_kind_id (i)))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_label_code (const HenjiLabel *self)
{
  const char *code;

  g_return_val_if_fail (self != NULL, "");

  code = self->kind == HENJI_LABEL_RESEND ? self->order_id : self->rma;

  return code != NULL ? code : "";
}

HenjiLabel *
henji_label_with_postage (const HenjiLabel *self, HenjiPostage postage)
{
  HenjiLabel *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = henji_label_new ();
  copy->kind = self->kind;
  copy->language = self->language;
  copy->to = self->to != NULL ? henji_address_ref (self->to) : NULL;
  copy->from = self->from != NULL ? henji_address_ref (self->from) : NULL;
  copy->rma = g_strdup (self->rma);
  copy->order_id = g_strdup (self->order_id);
  copy->from_name = g_strdup (self->from_name);
  copy->items = g_strdupv (self->items);
  copy->postage = postage;
  copy->marketplace_rma = g_strdup (self->marketplace_rma);
  copy->reason = g_strdup (self->reason);

  return copy;
}

gboolean
henji_label_draw (const HenjiLabel *label,
                  const HenjiStock *stock,
                  double width,
                  double height,
                  cairo_t *cr,
                  GError **error)
{
  g_autoptr (HenjiTypesetter) typesetter = NULL;
  g_autoptr (HenjiComposition) composition = NULL;

  g_return_val_if_fail (label != NULL, FALSE);
  g_return_val_if_fail (stock != NULL, FALSE);
  g_return_val_if_fail (cr != NULL, FALSE);

  typesetter = henji_typesetter_new ();
  composition = henji_compose (typesetter, label, stock, width, height, error);
  if (composition == NULL)
    return FALSE;
  henji_composition_draw (composition, cr, 0, 0);

  return TRUE;
}
