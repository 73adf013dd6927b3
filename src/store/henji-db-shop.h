/* henji-db-shop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-shop.h"

G_BEGIN_DECLS

/* (transfer full): the shop; one with nothing set but defaults (zone Asia/Tokyo, prefix RMA, limits
 * 3,000 JPY and 25.00 USD) while none was ever stored: then its row is 0. */
HenjiShop *henji_db_shop_get (HenjiDb *db, GError **error);

/* Stores the shop, its own addresses and its return addresses. @now makes the UUID the first time.
 */
gboolean henji_db_shop_set (HenjiDb *db, const HenjiShop *shop, gint64 now, GError **error);

/* (transfer full) (nullable): %NULL without an error when never set. */
char *henji_db_setting_find (HenjiDb *db, const char *key, GError **error);
/* @value %NULL removes it. */
gboolean henji_db_setting_set (HenjiDb *db, const char *key, const char *value, GError **error);

/* (transfer full): takes the next number of the shop's RMA series: PREFIX-2026-0001, counting anew
 * each year; @date is today in the shop's zone, "2026-11-24". Never the same twice. */
char *henji_db_rma_next (HenjiDb *db, const char *date, GError **error);

G_END_DECLS
