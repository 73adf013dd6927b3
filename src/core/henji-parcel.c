/* henji-parcel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "henji-parcel.h"

#include <glib/gi18n-lib.h>

static void
parcel_clear (HenjiParcel *self)
{
  g_free (self->case_uuid);
  g_free (self->order_id);
  g_free (self->rma);
  g_clear_pointer (&self->buyer, henji_address_unref);
  g_free (self->buyer_phone);
  g_clear_pointer (&self->shop, henji_address_unref);
  g_free (self->shop_phone);
  g_strfreev (self->contents);
  g_free (self->note);
}

HENJI_DEFINE_VALUE (HenjiParcel, henji_parcel, parcel_clear)

static const char *const ids[HENJI_N_PARCEL_KINDS] = { "return", "resend" };

const char *
henji_parcel_kind_id (HenjiParcelKind kind)
{
  g_return_val_if_fail ((guint) kind < HENJI_N_PARCEL_KINDS, "");

  return ids[kind];
}

gboolean
henji_parcel_kind_from_id (const char *id, HenjiParcelKind *kind)
{
  g_return_val_if_fail (id != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < HENJI_N_PARCEL_KINDS; i++)
    if (g_str_equal (ids[i], id))
      {
        *kind = (HenjiParcelKind) i;
        return TRUE;
      }

  return FALSE;
}

const char *
henji_parcel_kind_title (HenjiParcelKind kind)
{
  static const char *const titles[HENJI_N_PARCEL_KINDS] = {
    /* Translators: a parcel from the buyer to the shop, paid by the shop */
    N_ ("Return to the shop"),
    /* Translators: a parcel from the shop to the buyer */
    N_ ("Sent again to the buyer"),
  };

  g_return_val_if_fail ((guint) kind < HENJI_N_PARCEL_KINDS, "");

  return _ (titles[kind]);
}
