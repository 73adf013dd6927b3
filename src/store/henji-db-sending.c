/* henji-db-sending.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-sending"

#include "config.h"

#include "henji-db-sending.h"

#include "henji-store-private.h"

gboolean
henji_db_sending_before (HenjiDb *db,
                         const char *order_id,
                         const char *action,
                         const char *digest,
                         HenjiSendingBefore *before,
                         gint64 *at,
                         GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && before != NULL && at != NULL, FALSE);

  *before = HENJI_SENDING_NONE;
  *at = 0;
  henji_query_begin (&q, db,
                     "SELECT state = 'sent', at FROM sendings WHERE order_id = ? AND action = ? "
                     "AND (state IN ('sending', 'unknown') OR (state = 'sent' AND digest = ?)) "
                     "ORDER BY state = 'sent', id DESC LIMIT 1");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, action);
  henji_query_bind_text (&q, digest);
  if (!henji_query_step (&q, error))
    return !henji_query_failed (&q);
  *before = henji_query_get_int (&q) != 0 ? HENJI_SENDING_SENT : HENJI_SENDING_UNKNOWN;
  *at = henji_query_get_int (&q);

  return TRUE;
}

gint64
henji_db_sending_add (HenjiDb *db,
                      const char *order_id,
                      const char *action,
                      const char *digest,
                      gint64 at,
                      GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL && action != NULL && digest != NULL, 0);

  henji_query_begin (&q, db,
                     "INSERT INTO sendings (order_id, action, digest, at, state) "
                     "VALUES (?, ?, ?, ?, 'sending') RETURNING id");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, action);
  henji_query_bind_text (&q, digest);
  henji_query_bind_int (&q, at);

  return henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
}

gboolean
henji_db_sending_settle (HenjiDb *db, gint64 row, const char *state, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && state != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE sendings SET state = ? WHERE id = ?");
  henji_query_bind_text (&q, state);
  henji_query_bind_int (&q, row);

  return henji_query_run (&q, error);
}

gboolean
henji_db_sendings_looked (
    HenjiDb *db, const char *order_id, const char *action, gboolean there, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL && action != NULL, FALSE);

  henji_query_begin (&q, db,
                     "UPDATE sendings SET state = ? WHERE order_id = ? AND action = ? "
                     "AND state IN ('sending', 'unknown')");
  henji_query_bind_text (&q, there ? "sent" : "looked");
  henji_query_bind_text (&q, order_id);
  henji_query_bind_text (&q, action);

  return henji_query_run (&q, error);
}
