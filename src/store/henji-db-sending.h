/* henji-db-sending.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-db.h"

G_BEGIN_DECLS

/* Messages that were sent through the marketplace's service, so that none goes out twice. */

typedef enum
{
  HENJI_SENDING_NONE,    /* nothing stands against sending it */
  HENJI_SENDING_SENT,    /* just this was sent before */
  HENJI_SENDING_UNKNOWN, /* one of its kind was sent, and nobody knows what came of it */
} HenjiSendingBefore;

/* @digest: of text and attachments. @at: (out): when */
gboolean henji_db_sending_before (HenjiDb *db,
                                  const char *order_id,
                                  const char *action,
                                  const char *digest,
                                  HenjiSendingBefore *before,
                                  gint64 *at,
                                  GError **error);
/* A message is about to go out. Returns: its row, 0 on error. */
gint64 henji_db_sending_add (HenjiDb *db,
                             const char *order_id,
                             const char *action,
                             const char *digest,
                             gint64 at,
                             GError **error);
/* @state: "sent", "refused", "unknown" */
gboolean henji_db_sending_settle (HenjiDb *db, gint64 row, const char *state, GError **error);
/* The seller has looked: what nobody knew of arrived, or did not. */
gboolean henji_db_sendings_looked (
    HenjiDb *db, const char *order_id, const char *action, gboolean there, GError **error);

G_END_DECLS
