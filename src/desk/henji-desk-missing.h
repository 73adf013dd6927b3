/* henji-desk-missing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-sync.h"

G_BEGIN_DECLS

/* Orders that a case names and nobody has told of. The service can be asked for each of them. */

#define HENJI_STREAM_ORDER "order"

/* (transfer full) (element-type utf8) (nullable): numbers of such orders of open cases that were
 * not asked for within a day, as many as may be asked for in one go. */
GPtrArray *henji_desk_orders_missing (HenjiDesk *self, GError **error);

/**
 * henji_desk_sync_missing:
 *
 * Asks for all of them, like henji_desk_sync_some(); what the service does not know is refused, and
 * not asked for again within a day.
 */
HenjiSyncRun *henji_desk_sync_missing (HenjiDesk *self,
                                       gint64 patience,
                                       const HenjiImportSink *sink,
                                       GCancellable *cancellable,
                                       GError **error);

HENJI_DECLARE_VALUE (HenjiOrderMissed, henji_order_missed)

/** HenjiOrderMissed: an order that the service was asked for and did not bring. */
struct _HenjiOrderMissed
{
  gint64 at;    /* 0: it was not asked for, or it was brought */
  char *reason; /* (nullable): why it could not be taken; %NULL: the service did not know it */
};

/* (transfer full) (nullable): %NULL with an error. */
HenjiOrderMissed *henji_desk_order_missed (HenjiDesk *self, const char *order_id, GError **error);

G_END_DECLS
