/* henji-desk-connection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-sync.h"

G_BEGIN_DECLS

/* The seller's own application at the marketplace's service. All is well without one. What stands
 * here calls the network and the Secret Service and may take long: henjictl calls it straight, the
 * window in a thread of its own or through henji_desk_run_async(), with a GCancellable. */

HENJI_DECLARE_VALUE (HenjiMarketplaceChoice, henji_marketplace_choice)

struct _HenjiMarketplaceChoice
{
  char *id;      /* "A1VC38T7YXB528" */
  char *domain;  /* "amazon.co.jp" */
  char *country; /* "JP" */
  char *region;  /* "fe": those of one connection lie in one region */
};

/* (transfer full) (element-type HenjiMarketplaceChoice): all that can be connected. */
GPtrArray *henji_desk_marketplace_choices (HenjiDesk *self);

/** HenjiConnect: what the seller types in; borrowed. */
typedef struct
{
  const char *client_id;
  const char *client_secret;
  const char *refresh_token;
  const char *const *marketplaces; /* domains or ids, all of one region */
  const char *since_date;          /* ISO date: orders that changed from this day on */
  const char *secret_date;         /* (nullable): ISO date when the client secret was made */
} HenjiConnect;

/**
 * henji_desk_disconnect:
 * @remove_orders: also takes back what the service said of orders: one that no report tells of
 *   goes; the marketplaces' own figures; and messages to buyers that were written and not sent.
 *   Cases, messages, shipments and returns stay
 *
 * Forgets the connection and takes the credentials out of the Secret Service. When it is cut off
 * while orders are taken back, it may simply be called again, connected or not.
 */
gboolean henji_desk_disconnect (HenjiDesk *self,
                                gboolean remove_orders,
                                GCancellable *cancellable,
                                GError **error);

/* (transfer full) (nullable): %NULL without an error when nothing is connected. */
HenjiConnection *henji_desk_connection (HenjiDesk *self, GError **error);
/* Days until the client secret ends, negative after it; %G_MAXINT unknown. @warn: time to say so.
 */
int
henji_desk_secret_days_left (HenjiDesk *self, const HenjiConnection *connection, gboolean *warn);

G_END_DECLS
