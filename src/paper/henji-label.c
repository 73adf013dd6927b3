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
  g_free (self->rma);
  g_free (self->order_id);
  g_free (self->from_name);
  g_strfreev (self->items);
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

char **
henji_label_payloads (const HenjiLabel *label)
{
  const char *payloads[3] = { NULL };

  g_return_val_if_fail (label != NULL, NULL);

  payloads[0] = label->rma != NULL ? label->rma : "";
  payloads[1] = payloads[0];

  return g_strdupv ((char **) payloads);
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
