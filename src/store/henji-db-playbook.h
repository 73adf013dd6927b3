/* henji-db-playbook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"
#include "henji-money.h"

G_BEGIN_DECLS

/* (transfer full) (element-type utf8 utf8): question → answer, as the seller said. */
GHashTable *henji_db_playbook_answers (HenjiDb *db, gint64 case_row, GError **error);
/* @answer: (nullable): %NULL to say nothing any more. */
gboolean henji_db_playbook_answer_set (
    HenjiDb *db, gint64 case_row, const char *question, const char *answer, GError **error);

/* (transfer full) (element-type utf8 HenjiMoney): SKU → what it costs the shop. */
GHashTable *henji_db_item_costs (HenjiDb *db, GError **error);
/* (transfer full): the same of @skus (%NULL-terminated) alone. */
GHashTable *henji_db_item_costs_of (HenjiDb *db, const char *const *skus, GError **error);
/* A @cost that is not set takes the item out. */
gboolean henji_db_item_cost_set (HenjiDb *db, const char *sku, HenjiMoney cost, GError **error);

G_END_DECLS
