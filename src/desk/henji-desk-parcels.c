/* henji-desk-parcels.c: cases as parcels of a carrier's file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-parcels"

#include "config.h"

#include "henji-desk-carrier.h"

#include "henji-desk-private.h"

#include <glib/gi18n-lib.h>

#define PHONE_SETTING "carrier.phone"

/* ---- What the seller says once ----------------------------------------------------------------
 */

char *
henji_desk_carrier_phone (HenjiDesk *self, GError **error)
{
  return henji_desk_setting (self, PHONE_SETTING, error);
}

gboolean
henji_desk_set_carrier_phone (HenjiDesk *self, const char *phone, GError **error)
{
  return henji_desk_set_setting (self, PHONE_SETTING, phone, error);
}

static char *
answer_key (const char *layout_id, const char *ask)
{
  return g_strdup_printf ("carrier.%s.%s", layout_id, ask);
}

GHashTable *
henji_desk_carrier_answers (HenjiDesk *self, const HenjiCarrierLayout *layout, GError **error)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (HENJI_IS_DESK (self) && layout != NULL, NULL);

  for (guint i = 0; i < layout->asks->len; i++)
    {
      const HenjiCarrierChoice *ask = layout->asks->pdata[i];
      g_autofree char *key = answer_key (layout->id, ask->id);
      g_autoptr (GError) local = NULL;
      char *answer = henji_desk_setting (self, key, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (answer != NULL)
        g_hash_table_insert (answers, g_strdup (ask->id), answer);
    }

  return g_steal_pointer (&answers);
}

gboolean
henji_desk_set_carrier_answer (
    HenjiDesk *self, const char *layout_id, const char *ask, const char *answer, GError **error)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (layout_id != NULL && ask != NULL, FALSE);

  key = answer_key (layout_id, ask);

  return henji_desk_set_setting (self, key, answer, error);
}

/* ---- Parcels ----------------------------------------------------------------------------------
 */

/* A copy, with a name where the address itself has none. */
static HenjiAddress *
address_with_name (const HenjiAddress *from, const char *name)
{
  HenjiAddress *to = henji_address_new ();

  if (from != NULL)
    {
      to->name = g_strdup (from->name);
      to->organisation = g_strdup (from->organisation);
      to->line1 = g_strdup (from->line1);
      to->line2 = g_strdup (from->line2);
      to->line3 = g_strdup (from->line3);
      to->city = g_strdup (from->city);
      to->state = g_strdup (from->state);
      to->postal_code = g_strdup (from->postal_code);
      to->country = g_strdup (from->country);
    }
  if (to->name == NULL || *to->name == '\0')
    {
      g_free (to->name);
      to->name = g_strdup (name);
    }

  return to;
}

static void
add_content (GPtrArray *contents, const char *title, const char *sku, int quantity)
{
  const char *name = title != NULL && *title != '\0' ? title : sku;

  if (name == NULL || *name == '\0')
    return;
  g_ptr_array_add (contents,
                   quantity > 1 ? g_strdup_printf ("%s ×%d", name, quantity) : g_strdup (name));
}

static char **
contents_of (const HenjiOrder *order, const HenjiRma *rma)
{
  GPtrArray *contents = g_ptr_array_new ();

  for (guint i = 0; rma != NULL && i < rma->items->len; i++)
    {
      const HenjiRmaItem *item = rma->items->pdata[i];

      add_content (contents, item->title, item->sku, item->quantity);
    }
  for (guint i = 0;
       contents->len == 0 && order != NULL && order->items != NULL && i < order->items->len; i++)
    {
      const HenjiOrderItem *item = order->items->pdata[i];

      add_content (contents, item->title, item->sku, item->quantity);
    }
  g_ptr_array_add (contents, NULL);

  return (char **) g_ptr_array_free (contents, FALSE);
}

static const HenjiOrder *
order_of (const HenjiCaseDetail *detail, const char *order_id)
{
  for (guint i = 0; i < detail->orders->len; i++)
    {
      const HenjiOrder *order = detail->orders->pdata[i];

      if (order_id == NULL || g_strcmp0 (order->order_id, order_id) == 0)
        return order;
    }

  return NULL;
}

typedef struct
{
  HenjiDesk *desk;
  const HenjiShop *shop;
  const char *phone; /* (nullable): what was entered for carriers */
  HenjiParcelKind kind;
  GPtrArray *parcels;
} Packing;

static void
pack (const Packing *packing, const HenjiCaseDetail *detail, const HenjiRma *rma)
{
  const HenjiCase *case_ = detail->case_;
  const HenjiOrder *order = order_of (detail, rma != NULL ? rma->order_id : NULL);
  const char *marketplace
      = order != NULL && order->marketplace != NULL ? order->marketplace : case_->marketplace;
  const HenjiAddress *own
      = henji_shop_return_address (packing->shop, marketplace, HENJI_LANGUAGE_JA);
  const HenjiAddress *ship_to = order != NULL ? order->ship_to : NULL;
  HenjiParcel *parcel = henji_parcel_new ();

  parcel->kind = packing->kind;
  parcel->case_row = case_->row;
  parcel->case_uuid = g_strdup (case_->uuid);
  parcel->order_id = g_strdup (rma != NULL        ? rma->order_id
                               : order != NULL    ? order->order_id
                               : case_->order_ids ? case_->order_ids[0]
                                                  : NULL);
  if (packing->kind == HENJI_PARCEL_RETURN)
    parcel->rma = g_strdup (rma == NULL           ? detail->rma
                            : rma->number != NULL ? rma->number
                                                  : rma->marketplace_number);
  parcel->buyer = address_with_name (
      ship_to, order != NULL && order->buyer_name != NULL ? order->buyer_name : case_->buyer);
  parcel->buyer_phone
      = g_strdup (ship_to != NULL && ship_to->phone != NULL && *ship_to->phone != '\0'
                      ? ship_to->phone
                      : (order != NULL ? order->buyer_phone : NULL));
  parcel->shop = address_with_name (own, henji_shop_name (packing->shop, HENJI_LANGUAGE_JA));
  parcel->shop_phone = g_strdup (packing->phone != NULL && *packing->phone != '\0' ? packing->phone
                                 : own != NULL                                     ? own->phone
                                                                                   : NULL);
  parcel->contents = contents_of (order, rma);
  parcel->note = _henji_desk_postal_doubt (packing->desk, ship_to);
  g_ptr_array_add (packing->parcels, parcel);
}

static void
pack_case (const Packing *packing, const HenjiCaseDetail *detail)
{
  guint before = packing->parcels->len;

  for (guint i = 0; packing->kind == HENJI_PARCEL_RETURN && i < detail->rmas->len; i++)
    {
      const HenjiRma *rma = detail->rmas->pdata[i];

      if (rma->stage < HENJI_RETURN_ARRIVED)
        pack (packing, detail, rma);
    }
  if (packing->parcels->len == before)
    pack (packing, detail, NULL);
}

GPtrArray *
henji_desk_parcels (
    HenjiDesk *self, const gint64 *case_rows, guint n_cases, HenjiParcelKind kind, GError **error)
{
  g_autoptr (GPtrArray) parcels
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_parcel_unref);
  g_autoptr (HenjiShop) shop = NULL;
  g_autofree char *phone = NULL;
  g_autoptr (GError) local = NULL;
  Packing packing = { .desk = self, .kind = kind, .parcels = parcels };

  g_return_val_if_fail (HENJI_IS_DESK (self) && (case_rows != NULL || n_cases == 0), NULL);

  packing.shop = shop = henji_desk_shop (self, error);
  if (shop == NULL)
    return NULL;
  packing.phone = phone = henji_desk_carrier_phone (self, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (HenjiCaseDetail) detail = henji_desk_case_detail (self, case_rows[i], error);

      if (detail == NULL)
        return NULL;
      if ((detail->case_->flags & HENJI_CASE_SUPPORT) != 0)
        {
          g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                               _ ("A case with the marketplace has no parcel to send."));
          return NULL;
        }
      pack_case (&packing, detail);
    }

  return g_steal_pointer (&parcels);
}
