/* henji-spapi-orders.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-order.h"
#include "henji-spapi-facts.h"
#include "henji-sync.h"

G_BEGIN_DECLS

/* Orders API 2026-01-01:
 * https://github.com/amzn/selling-partner-api-models/blob/main/models/orders-api-model */

HENJI_DECLARE_VALUE (HenjiSpapiOrders, henji_spapi_orders)

/** HenjiSpapiOrders: one answer. */
struct _HenjiSpapiOrders
{
  GPtrArray *orders; /* (element-type HenjiOrder) */
  GPtrArray *links;  /* (element-type HenjiOrderLink) */
  GPtrArray *faults; /* (element-type HenjiSyncFault): of orders that cannot be taken */
  char *next_token;  /* (nullable): there is a further page */
  gint64 until;      /* all that was updated before this is in the search; 0: it does not say */
};

/* (transfer full): path and query of a search for all orders updated since; its pages repeat it
 * word for word. */
char *henji_spapi_orders_search (const char *const *marketplaces, gint64 updated_after);
/* (transfer full): the place of the page after it. */
char *henji_spapi_orders_page (const char *search, const char *token);
/* (transfer full): the place of one order. */
char *henji_spapi_orders_one (const char *order_id);

/**
 * henji_spapi_orders_parse:
 * @body: the answer to a search, or to the question for one order
 *
 * Every personal field may be missing. An order with a fault is left out whole and told; an answer
 * with one is an error.
 *
 * Returns: (transfer full) (nullable):
 */
HenjiSpapiOrders *
henji_spapi_orders_parse (const HenjiSpapiFacts *facts, GBytes *body, GError **error);

/* (transfer full): what an answer without the order would be. @reason: (nullable): a fault. */
HenjiSpapiOrders *henji_spapi_orders_none (const char *order_id, const char *reason);

G_END_DECLS
