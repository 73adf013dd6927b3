/* henji-db-shop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-shop"

#include "config.h"

#include "henji-db-shop.h"
#include "henji-store-values.h"
#include "henji-uuid.h"

#include <string.h>

/* ---- The shop -------------------------------------------------------------------------------- */

static HenjiShop *
default_shop (void)
{
  HenjiShop *shop = henji_shop_new ();

  shop->zone = g_strdup ("Asia/Tokyo");
  shop->rma_prefix = g_strdup ("RMA");
  shop->cheap_limit_jpy = (HenjiMoney){ 3000, "JPY" };
  shop->cheap_limit_usd = (HenjiMoney){ 2500, "USD" };
  shop->return_addresses
      = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_return_address_unref);

  return shop;
}

static gboolean
get_own_addresses (HenjiDb *db, HenjiShop *shop, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (HenjiQuery) q = { 0 };
  gboolean any = FALSE;

  henji_query_begin (&q, db, "SELECT address FROM own_addresses WHERE shop = ? ORDER BY position");
  henji_query_bind_int (&q, shop->row);
  for (; henji_query_step (&q, error); any = TRUE)
    g_strv_builder_add (builder, henji_query_peek_text (&q));
  if (any)
    shop->own_addresses = g_strv_builder_end (builder);

  return !henji_query_failed (&q);
}

/* The schema of a shop is released; what came later stands among the settings. */
#define REGISTRATION "shop-registration-number"
#define CLOSING_DAYS "shop-closing-days"

static gboolean
get_later (HenjiDb *db, HenjiShop *shop, GError **error)
{
  g_autoptr (GError) fault = NULL;

  shop->registration = henji_db_setting_find (db, REGISTRATION, &fault);
  if (fault == NULL)
    shop->closing_days = henji_db_setting_find (db, CLOSING_DAYS, &fault);
  if (fault == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static gboolean
get_return_addresses (HenjiDb *db, HenjiShop *shop, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  HenjiReturnAddress *current = NULL;
  gint64 last = -1;

  henji_query_begin (
      &q, db,
      "SELECT position, language, marketplace, known, name, organisation, line1, line2, "
      "line3, city, state, postal_code, country, phone FROM return_addresses "
      "WHERE shop = ? ORDER BY position, language");
  henji_query_bind_int (&q, shop->row);
  while (henji_query_step (&q, error))
    {
      gint64 position = henji_query_get_int (&q);
      gint64 language = henji_query_get_int (&q);
      g_autofree char *marketplace = henji_query_get_text (&q);
      HenjiAddress *address;

      if (position != last)
        {
          current = henji_return_address_new ();
          current->marketplace = g_steal_pointer (&marketplace);
          g_ptr_array_add (shop->return_addresses, current);
          last = position;
        }
      address = henji_query_get_address (&q);
      if (language == HENJI_LANGUAGE_JA)
        current->ja = address;
      else
        current->en = address;
    }

  return !henji_query_failed (&q);
}

HenjiShop *
henji_db_shop_get (HenjiDb *db, GError **error)
{
  g_autoptr (HenjiShop) shop = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  shop = default_shop ();
  henji_query_begin (
      &q, db,
      "SELECT id, uuid, name_ja, name_en, signature_ja, signature_en, zone, rma_prefix, "
      "cheap_jpy, cheap_jpy_currency, cheap_usd, cheap_usd_currency FROM shops "
      "ORDER BY id LIMIT 1");
  if (!henji_query_step (&q, error))
    return henji_query_failed (&q) ? NULL : g_steal_pointer (&shop);

  shop->row = henji_query_get_int (&q);
  shop->uuid = henji_query_get_text (&q);
  shop->name_ja = henji_query_get_text (&q);
  shop->name_en = henji_query_get_text (&q);
  shop->signature_ja = henji_query_get_text (&q);
  shop->signature_en = henji_query_get_text (&q);
  g_free (shop->zone);
  shop->zone = henji_query_get_text (&q);
  g_free (shop->rma_prefix);
  shop->rma_prefix = henji_query_get_text (&q);
  shop->cheap_limit_jpy = henji_query_get_money (&q);
  shop->cheap_limit_usd = henji_query_get_money (&q);
  if (!get_later (db, shop, error) || !get_own_addresses (db, shop, error)
      || !get_return_addresses (db, shop, error))
    return NULL;

  return g_steal_pointer (&shop);
}

static gboolean
put_return_address (HenjiDb *db,
                    gint64 shop,
                    guint position,
                    HenjiLanguage language,
                    const char *marketplace,
                    const HenjiAddress *address,
                    GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (
      &q, db, "INSERT INTO return_addresses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_int (&q, shop);
  henji_query_bind_int (&q, position);
  henji_query_bind_int (&q, language);
  henji_query_bind_text (&q, marketplace);
  henji_query_bind_address (&q, address);
  return henji_query_run (&q, error);
}

static gboolean
put_addresses (HenjiDb *db, const HenjiShop *shop, gint64 row, GError **error)
{
  static const char *const clear[] = { "DELETE FROM own_addresses WHERE shop = ?",
                                       "DELETE FROM return_addresses WHERE shop = ?" };

  for (guint i = 0; i < G_N_ELEMENTS (clear); i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, clear[i]);
      henji_query_bind_int (&q, row);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  for (guint i = 0; shop->own_addresses != NULL && shop->own_addresses[i] != NULL; i++)
    {
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, "INSERT INTO own_addresses VALUES (?, ?, ?)");
      henji_query_bind_int (&q, row);
      henji_query_bind_int (&q, i);
      henji_query_bind_text (&q, shop->own_addresses[i]);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  for (guint i = 0; shop->return_addresses != NULL && i < shop->return_addresses->len; i++)
    {
      const HenjiReturnAddress *a = g_ptr_array_index (shop->return_addresses, i);

      /* One row at least, so that a marketplace without an address stays. */
      if ((a->ja != NULL || a->en == NULL)
          && !put_return_address (db, row, i, HENJI_LANGUAGE_JA, a->marketplace, a->ja, error))
        return FALSE;
      if (a->en != NULL
          && !put_return_address (db, row, i, HENJI_LANGUAGE_EN, a->marketplace, a->en, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
henji_db_shop_set (HenjiDb *db, const HenjiShop *shop, gint64 now, GError **error)
{
  g_autoptr (HenjiShop) known = NULL;
  g_autofree char *made = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && shop != NULL, FALSE);

  known = henji_db_shop_get (db, error);
  if (known == NULL)
    return FALSE;
  if (known->uuid == NULL)
    made = shop->uuid != NULL ? g_strdup (shop->uuid) : henji_uuid_new (now);

  henji_query_begin (&q, db, "REPLACE INTO shops VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, made != NULL ? made : known->uuid);
  henji_query_bind_text (&q, shop->name_ja);
  henji_query_bind_text (&q, shop->name_en);
  henji_query_bind_text (&q, shop->signature_ja);
  henji_query_bind_text (&q, shop->signature_en);
  henji_query_bind_text (&q, shop->zone);
  henji_query_bind_text (&q, shop->rma_prefix);
  henji_query_bind_money (&q, &shop->cheap_limit_jpy);
  henji_query_bind_money (&q, &shop->cheap_limit_usd);
  if (known->row != 0)
    {
      /* REPLACE deletes first: let go of the children before. */
      g_autoptr (HenjiShop) bare = henji_shop_new ();

      if (!put_addresses (db, bare, known->row, error))
        return FALSE;
    }
  return henji_query_run (&q, error)
         && henji_db_setting_set (db, REGISTRATION, shop->registration, error)
         && henji_db_setting_set (db, CLOSING_DAYS, shop->closing_days, error)
         && put_addresses (db, shop, 1, error);
}

/* ---- Settings -------------------------------------------------------------------------------- */

char *
henji_db_setting_find (HenjiDb *db, const char *key, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && key != NULL, NULL);

  henji_query_begin (&q, db, "SELECT value FROM settings WHERE key = ?");
  henji_query_bind_text (&q, key);
  return henji_query_step (&q, error) ? henji_query_get_text (&q) : NULL;
}

gboolean
henji_db_setting_set (HenjiDb *db, const char *key, const char *value, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && key != NULL, FALSE);

  henji_query_begin (&q, db,
                     value != NULL ? "REPLACE INTO settings VALUES (?, ?)"
                                   : "DELETE FROM settings WHERE key = ?");
  henji_query_bind_text (&q, key);
  if (value != NULL)
    henji_query_bind_text (&q, value);
  return henji_query_run (&q, error);
}

/* ---- RMA numbers ----------------------------------------------------------------------------- */

char *
henji_db_rma_next (HenjiDb *db, const char *date, GError **error)
{
  g_autoptr (HenjiShop) shop = NULL;
  g_autofree char *year = NULL;
  const char *prefix;

  g_return_val_if_fail (db != NULL && date != NULL && strlen (date) >= 4, NULL);

  shop = henji_db_shop_get (db, error);
  if (shop == NULL)
    return NULL;
  prefix = shop->rma_prefix != NULL && shop->rma_prefix[0] != '\0' ? shop->rma_prefix : "RMA";
  year = g_strndup (date, 4);

  for (;;)
    {
      g_autofree char *rma = NULL;
      g_auto (HenjiQuery) q = { 0 };
      g_auto (HenjiQuery) taken = { 0 };

      henji_query_begin (&q, db,
                         "INSERT INTO rma_series VALUES (?, ?, 1) "
                         "ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last");
      henji_query_bind_text (&q, prefix);
      henji_query_bind_text (&q, year);
      if (!henji_query_step (&q, error))
        return NULL;
      rma = g_strdup_printf ("%s-%s-%04" G_GINT64_FORMAT, prefix, year, henji_query_get_int (&q));
      if (!henji_query_run (&q, error))
        return NULL;

      /* Entered by hand or taken over from elsewhere: then the next one. */
      henji_query_begin (&taken, db,
                         "SELECT 1 FROM cases WHERE rma = ?1 UNION ALL "
                         "SELECT 1 FROM returns WHERE rma = ?1 LIMIT 1");
      henji_query_bind_text (&taken, rma);
      if (henji_query_step (&taken, error))
        continue;
      return henji_query_failed (&taken) ? NULL : g_steal_pointer (&rma);
    }
}
