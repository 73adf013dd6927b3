/* henji-db-rma.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Returns that somebody opened.
 */
#define G_LOG_DOMAIN "henji-db-rma"

#include "config.h"

#include "henji-db-rma.h"

#include "henji-db-event.h"
#include "henji-message.h"
#include "henji-store-values.h"
#include "henji-uuid.h"

#include <glib/gi18n-lib.h>

/* ---- Reading --------------------------------------------------------------------------------- */

#define RMA_SELECT                                                                                 \
  "SELECT r.id, r.uuid, r.case_id, c.uuid, r.order_id, coalesce (o.marketplace, c.marketplace), "  \
  "r.number, r.marketplace_number, r.reason, r.reason_words, r.payer, r.requested_date, "          \
  "r.opened_at, r.inspection, r.event FROM rmas r JOIN cases c ON c.id = r.case_id "               \
  "LEFT JOIN orders o ON o.order_id = r.order_id "

static gboolean
is_undone (HenjiDb *db, gint64 event_row, gboolean *undone, gint64 *at, GError **error)
{
  g_autoptr (HenjiEvent) event = henji_db_event_get (db, event_row, error);

  if (event == NULL)
    return FALSE;
  *undone = event->undone;
  if (at != NULL)
    *at = event->at;

  return TRUE;
}

static gboolean
read_items (HenjiDb *db, HenjiRma *rma, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  rma->items = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_item_unref);
  henji_query_begin (&q, db,
                     "SELECT sku, title, quantity FROM rma_items WHERE rma = ? ORDER BY position");
  henji_query_bind_int (&q, rma->row);
  while (henji_query_step (&q, error))
    {
      HenjiRmaItem *item = henji_rma_item_new ();

      item->sku = henji_query_get_text (&q);
      item->title = henji_query_get_text (&q);
      item->quantity = (int) henji_query_get_int (&q);
      g_ptr_array_add (rma->items, item);
    }

  return !henji_query_failed (&q);
}

static gboolean
read_photos (HenjiDb *db, HenjiRma *rma, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  rma->photos = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
  henji_query_begin (&q, db,
                     "SELECT p.name, p.media_type, p.sha256, a.size FROM rma_photos p "
                     "JOIN attachments a ON a.sha256 = p.sha256 WHERE p.rma = ? "
                     "ORDER BY p.at, p.sha256");
  henji_query_bind_int (&q, rma->row);
  while (henji_query_step (&q, error))
    {
      HenjiAttachment *photo = henji_attachment_new ();

      photo->name = henji_query_get_text (&q);
      photo->media_type = henji_query_get_text (&q);
      photo->sha256 = henji_query_get_text (&q);
      photo->size = henji_query_get_int (&q);
      g_ptr_array_add (rma->photos, photo);
    }

  return !henji_query_failed (&q);
}

/* The steps that stand. */
static gboolean
read_steps (HenjiDb *db, HenjiRma *rma, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "SELECT event, stage, date, carrier, tracking_number, amount, "
                     "amount_currency FROM rma_steps WHERE rma = ? ORDER BY event");
  henji_query_bind_int (&q, rma->row);
  while (henji_query_step (&q, error))
    {
      g_autoptr (HenjiReturnStep) step = henji_return_step_new ();
      g_autofree char *stage = NULL;
      gboolean undone;

      step->event_row = henji_query_get_int (&q);
      stage = henji_query_get_text (&q);
      step->date = henji_query_get_text (&q);
      step->carrier = henji_query_get_text (&q);
      step->tracking = henji_query_get_text (&q);
      step->amount = henji_query_get_money (&q);
      if (!is_undone (db, step->event_row, &undone, &step->at, error))
        return FALSE;
      if (undone || !henji_return_stage_from_id (stage, &step->stage))
        continue;
      henji_rma_take_step (rma, g_steal_pointer (&step));
    }

  return !henji_query_failed (&q);
}

/* %NULL without an error when its opening was undone. */
static HenjiRma *
read_rma (HenjiQuery *q, GError **error)
{
  g_autoptr (HenjiRma) rma = henji_rma_new ();
  g_autofree char *reason = NULL;
  g_autofree char *payer = NULL;
  g_autofree char *inspection = NULL;
  gboolean undone;

  rma->row = henji_query_get_int (q);
  rma->uuid = henji_query_get_text (q);
  rma->case_row = henji_query_get_int (q);
  rma->case_uuid = henji_query_get_text (q);
  rma->order_id = henji_query_get_text (q);
  rma->marketplace = henji_query_get_text (q);
  rma->number = henji_query_get_text (q);
  rma->marketplace_number = henji_query_get_text (q);
  reason = henji_query_get_text (q);
  rma->reason_words = henji_query_get_text (q);
  payer = henji_query_get_text (q);
  rma->requested_date = henji_query_get_text (q);
  rma->opened_at = henji_query_get_int (q);
  inspection = henji_query_get_text (q);
  if (!is_undone (q->db, henji_query_get_int (q), &undone, NULL, error) || undone)
    return NULL;
  if (!henji_return_reason_from_id (reason, &rma->reason))
    rma->reason = HENJI_REASON_OTHER;
  henji_return_payer_from_id (payer, &rma->payer);
  if (inspection != NULL)
    rma->inspection = henji_inspection_from_text (inspection);

  return read_items (q->db, rma, error) && read_photos (q->db, rma, error)
                 && read_steps (q->db, rma, error)
             ? g_steal_pointer (&rma)
             : NULL;
}

static GPtrArray *
read_all (HenjiQuery *q, GError **error)
{
  g_autoptr (GPtrArray) rmas = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_rma_unref);

  while (henji_query_step (q, error))
    {
      g_autoptr (GError) local = NULL;
      HenjiRma *rma = read_rma (q, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (rma != NULL)
        g_ptr_array_add (rmas, rma);
    }

  return henji_query_failed (q) ? NULL : g_steal_pointer (&rmas);
}

GPtrArray *
henji_db_case_rmas (HenjiDb *db, gint64 case_row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, RMA_SELECT "WHERE r.case_id = ? ORDER BY r.id");
  henji_query_bind_int (&q, case_row);

  return read_all (&q, error);
}

GPtrArray *
henji_db_order_rmas (HenjiDb *db, const char *order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  henji_query_begin (&q, db, RMA_SELECT "WHERE r.order_id = ? ORDER BY r.id");
  henji_query_bind_text (&q, order_id);

  return read_all (&q, error);
}

GPtrArray *
henji_db_rmas (HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, RMA_SELECT "ORDER BY r.id DESC");

  return read_all (&q, error);
}

GPtrArray *
henji_db_rmas_by_code (HenjiDb *db, const char *code, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && code != NULL, NULL);

  henji_query_begin (&q, db,
                     RMA_SELECT
                     "WHERE r.number = ?1 COLLATE NOCASE OR r.marketplace_number = ?1 COLLATE "
                     "NOCASE OR r.id IN (SELECT rma FROM rma_steps WHERE tracking_number = ?1 "
                     "COLLATE NOCASE) ORDER BY r.id DESC");
  henji_query_bind_text (&q, code);

  return read_all (&q, error);
}

HenjiRma *
henji_db_rma_get (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autoptr (GPtrArray) rmas = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, RMA_SELECT "WHERE r.id = ?");
  henji_query_bind_int (&q, row);
  rmas = read_all (&q, error);
  if (rmas == NULL)
    return NULL;
  if (rmas->len == 0)
    {
      henji_db_set_not_found (error, _ ("There is no such return."));
      return NULL;
    }

  return henji_rma_ref (g_ptr_array_index (rmas, 0));
}

gint64
henji_db_rma_find_case (HenjiDb *db, const char *code, char **order_id, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && code != NULL && order_id != NULL, 0);

  *order_id = NULL;
  henji_query_begin (
      &q, db,
      "SELECT coalesce (r.case_id, (SELECT max (case_id) FROM case_orders WHERE order_id = "
      "r.order_id)), r.order_id FROM returns r WHERE r.rma = ?1 COLLATE NOCASE OR "
      "r.marketplace_rma = ?1 COLLATE NOCASE OR r.tracking_number = ?1 COLLATE NOCASE "
      "UNION ALL SELECT id, NULL FROM cases WHERE rma = ?1 COLLATE NOCASE LIMIT 1");
  henji_query_bind_text (&q, code);
  if (!henji_query_step (&q, error))
    return 0;
  row = henji_query_get_int (&q);
  *order_id = henji_query_get_text (&q);

  return row;
}

gboolean
henji_db_rma_number_is_taken (HenjiDb *db, const char *number, gboolean *taken, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autoptr (GPtrArray) rmas = NULL;

  g_return_val_if_fail (db != NULL && number != NULL && taken != NULL, FALSE);

  henji_query_begin (&q, db, RMA_SELECT "WHERE r.number = ? ORDER BY r.id");
  henji_query_bind_text (&q, number);
  rmas = read_all (&q, error);
  *taken = rmas != NULL && rmas->len > 0;

  return rmas != NULL;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static gboolean
insert_items (HenjiDb *db, gint64 row, const GPtrArray *items, GError **error)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const HenjiRmaItem *item = g_ptr_array_index (items, i);
      g_auto (HenjiQuery) q = { 0 };

      henji_query_begin (&q, db, "INSERT INTO rma_items VALUES (?, ?, ?, ?, ?)");
      henji_query_bind_int (&q, row);
      henji_query_bind_int (&q, i);
      henji_query_bind_text (&q, item->sku);
      henji_query_bind_text (&q, item->title);
      henji_query_bind_int (&q, item->quantity);
      if (!henji_query_run (&q, error))
        return FALSE;
    }

  return TRUE;
}

gint64
henji_db_rma_insert (HenjiDb *db, const HenjiRma *rma, gint64 event, GError **error)
{
  g_autofree char *uuid = NULL;
  g_auto (HenjiQuery) q = { 0 };
  gint64 row;

  g_return_val_if_fail (db != NULL && rma != NULL && rma->number != NULL && event > 0, 0);

  uuid = henji_uuid_new (rma->opened_at);
  henji_query_begin (&q, db,
                     "INSERT INTO rmas (uuid, case_id, order_id, number, marketplace_number, "
                     "reason, reason_words, payer, requested_date, opened_at, event) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_int (&q, rma->case_row);
  henji_query_bind_text (&q, rma->order_id);
  henji_query_bind_text (&q, rma->number);
  henji_query_bind_text (&q, rma->marketplace_number);
  henji_query_bind_text (&q, henji_return_reason_id (rma->reason));
  henji_query_bind_text (&q, rma->reason_words);
  henji_query_bind_text (&q, henji_return_payer_id (rma->payer));
  henji_query_bind_text (&q, rma->requested_date);
  henji_query_bind_int (&q, rma->opened_at);
  henji_query_bind_int (&q, event);
  if (!henji_query_run (&q, error))
    return 0;
  row = sqlite3_last_insert_rowid (db->handle);
  henji_db_note_changed (db, rma->case_row);

  return insert_items (db, row, rma->items, error) ? row : 0;
}

gboolean
henji_db_rma_step_add (HenjiDb *db, gint64 row, const HenjiReturnStep *step, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && step != NULL && step->event_row > 0, FALSE);

  henji_query_begin (&q, db,
                     "INSERT INTO rma_steps (event, rma, stage, date, carrier, tracking_number, "
                     "amount, amount_currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  henji_query_bind_int (&q, step->event_row);
  henji_query_bind_int (&q, row);
  henji_query_bind_text (&q, henji_return_stage_id (step->stage));
  henji_query_bind_text (&q, step->date);
  henji_query_bind_text (&q, step->carrier);
  henji_query_bind_text (&q, step->tracking);
  henji_query_bind_money (&q, &step->amount);

  return henji_query_run (&q, error);
}

static gboolean
note_case_of (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "SELECT case_id FROM rmas WHERE id = ?");
  henji_query_bind_int (&q, row);
  if (!henji_query_step (&q, error))
    return !henji_query_failed (&q);
  henji_db_note_changed (db, henji_query_get_int (&q));

  return TRUE;
}

gboolean
henji_db_rma_set_inspection (HenjiDb *db, gint64 row, const char *inspection, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE rmas SET inspection = ? WHERE id = ?");
  henji_query_bind_text (&q, inspection);
  henji_query_bind_int (&q, row);

  return henji_query_run (&q, error) && note_case_of (db, row, error);
}

gboolean
henji_db_rma_photo_add (
    HenjiDb *db, gint64 row, const HenjiAttachment *photo, gint64 at, GError **error)
{
  g_auto (HenjiQuery) a = { 0 };
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && photo != NULL && photo->sha256 != NULL, FALSE);

  henji_query_begin (&a, db, "INSERT OR IGNORE INTO attachments VALUES (?, ?)");
  henji_query_bind_text (&a, photo->sha256);
  henji_query_bind_int (&a, photo->size);
  if (!henji_query_run (&a, error))
    return FALSE;
  henji_query_begin (&q, db, "INSERT OR IGNORE INTO rma_photos VALUES (?, ?, ?, ?, ?)");
  henji_query_bind_int (&q, row);
  henji_query_bind_text (&q, photo->sha256);
  henji_query_bind_text (&q, photo->name != NULL ? photo->name : "");
  henji_query_bind_text (&q, photo->media_type != NULL ? photo->media_type : "");
  henji_query_bind_int (&q, at);

  return henji_query_run (&q, error) && note_case_of (db, row, error);
}

gboolean
henji_db_rma_photo_remove (HenjiDb *db, gint64 row, const char *sha256, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && sha256 != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM rma_photos WHERE rma = ? AND sha256 = ?");
  henji_query_bind_int (&q, row);
  henji_query_bind_text (&q, sha256);

  return henji_query_run (&q, error) && note_case_of (db, row, error);
}
