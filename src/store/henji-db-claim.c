/* henji-db-claim.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-claim"

#include "config.h"

#include "henji-db-claim.h"
#include "henji-store-private.h"
#include "henji-store-values.h"
#include "henji-uuid.h"

GPtrArray *
henji_db_case_claims (HenjiDb *db, gint64 case_row, GError **error)
{
  g_autoptr (GPtrArray) claims = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  claims = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_claim_unref);
  henji_query_begin (&q, db,
                     "SELECT id, uuid, order_id, stage, stage_at, days, amount, amount_currency, "
                     "opened_at, decided_at FROM claims WHERE case_id = ? "
                     "ORDER BY opened_at DESC, id DESC");
  henji_query_bind_int (&q, case_row);
  while (henji_query_step (&q, error))
    {
      HenjiClaim *claim = henji_claim_new ();

      g_ptr_array_add (claims, claim);
      claim->case_row = case_row;
      claim->row = henji_query_get_int (&q);
      claim->uuid = henji_query_get_text (&q);
      claim->order_id = henji_query_get_text (&q);
      {
        g_autofree char *id = henji_query_get_text (&q);

        /* A stage of a newer program is one that somebody must look at. */
        if (!henji_claim_stage_from_id (id, &claim->stage))
          claim->stage = HENJI_CLAIM_CLOSED;
      }
      claim->stage_at = henji_query_get_int (&q);
      claim->days = (int) henji_query_get_int (&q);
      claim->amount = henji_query_get_money (&q);
      claim->opened_at = henji_query_get_int (&q);
      claim->decided_at = henji_query_get_int (&q);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&claims);
}

gboolean
henji_db_claim_put (HenjiDb *db, const HenjiClaim *claim, gint64 now, GError **error)
{
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && claim != NULL, FALSE);

  uuid = claim->row != 0 ? g_strdup (claim->uuid) : henji_uuid_new (now);
  henji_query_begin (&q, db,
                     "INSERT INTO claims (id, uuid, case_id, order_id, stage, stage_at, days, "
                     "amount, amount_currency, opened_at, decided_at) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                     "stage = excluded.stage, stage_at = excluded.stage_at, days = excluded.days, "
                     "amount = excluded.amount, amount_currency = excluded.amount_currency, "
                     "opened_at = excluded.opened_at, decided_at = excluded.decided_at");
  henji_query_bind_row (&q, claim->row);
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, claim->case_row);
  henji_query_bind_text (&q, claim->order_id);
  henji_query_bind_text (&q, henji_claim_stage_id (claim->stage));
  henji_query_bind_int (&q, claim->stage_at);
  henji_query_bind_int (&q, claim->days);
  henji_query_bind_money (&q, &claim->amount);
  henji_query_bind_int (&q, claim->opened_at);
  henji_query_bind_int (&q, claim->decided_at);
  henji_db_note_changed (db, claim->case_row);

  return henji_query_run (&q, error);
}

gboolean
henji_db_claim_remove (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM claims WHERE id = ?");
  henji_query_bind_int (&q, row);

  return henji_query_run (&q, error);
}
