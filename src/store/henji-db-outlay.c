/* henji-db-outlay.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What setting cases right has cost, and what counts against orders.
 */
#define G_LOG_DOMAIN "henji-db-outlay"

#include "config.h"

#include "henji-db-outlay.h"

#include "henji-db-order.h"
#include "henji-store-values.h"
#include "henji-time.h"
#include "henji-uuid.h"

/* ---- Outlays --------------------------------------------------------------------------------- */

static HenjiOutlay *
read_outlay (HenjiQuery *q)
{
  HenjiOutlay *outlay = henji_outlay_new ();

  outlay->row = henji_query_get_int (q);
  outlay->case_row = henji_query_get_int (q);
  outlay->order_id = henji_query_get_text (q);
  outlay->sku = henji_query_get_text (q);
  henji_outlay_nature_from_id (henji_query_peek_text (q), &outlay->nature);
  henji_outlay_source_from_id (henji_query_peek_text (q), &outlay->source);
  outlay->amount = henji_query_get_money (q);
  outlay->at = henji_query_get_int (q);
  outlay->counts = henji_query_get_int (q) != 0;

  return outlay;
}

GPtrArray *
henji_db_order_outlays (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GPtrArray) outlays = NULL;
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && order_id != NULL, NULL);

  outlays = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_outlay_unref);
  henji_query_begin (&q, db,
                     "SELECT id, case_id, order_id, sku, nature, source, amount, amount_currency, "
                     "at, counts FROM outlays WHERE order_id = ? ORDER BY at, id");
  henji_query_bind_text (&q, order_id);
  while (henji_query_step (&q, error))
    g_ptr_array_add (outlays, read_outlay (&q));

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&outlays);
}

static gboolean
set_counts (HenjiDb *db, gint64 row, gboolean counts, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "UPDATE outlays SET counts = ?2 WHERE id = ?1 AND counts <> ?2");
  henji_query_bind_int (&q, row);
  henji_query_bind_int (&q, counts != FALSE);
  return henji_query_run (&q, error);
}

static gboolean
settle (HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GPtrArray) outlays = NULL;

  if (order_id == NULL)
    return TRUE;
  outlays = henji_db_order_outlays (db, order_id, error);
  if (outlays == NULL)
    return FALSE;
  henji_outlays_settle (outlays);
  for (guint i = 0; i < outlays->len; i++)
    {
      const HenjiOutlay *outlay = g_ptr_array_index (outlays, i);

      if (!set_counts (db, outlay->row, outlay->counts, error))
        return FALSE;
    }

  return TRUE;
}

static gint64
insert (HenjiDb *db, const HenjiOutlay *outlay, gint64 now, GError **error)
{
  g_autofree char *uuid = henji_uuid_new (now);
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db,
                     "INSERT INTO outlays (uuid, case_id, order_id, sku, nature, source, amount, "
                     "amount_currency, at, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_row (&q, outlay->case_row);
  henji_query_bind_text (&q, outlay->order_id);
  henji_query_bind_text (&q, outlay->sku);
  henji_query_bind_text (&q, henji_outlay_nature_id (outlay->nature));
  henji_query_bind_text (&q, henji_outlay_source_id (outlay->source));
  henji_query_bind_money (&q, &outlay->amount);
  henji_query_bind_int (&q, outlay->at);
  if (!henji_query_run (&q, error))
    return 0;
  henji_db_note_changed (db, outlay->case_row);

  return sqlite3_last_insert_rowid (db->handle);
}

gint64
henji_db_outlay_add (HenjiDb *db, const HenjiOutlay *outlay, gint64 now, GError **error)
{
  gint64 row;

  g_return_val_if_fail (db != NULL && outlay != NULL, 0);

  row = insert (db, outlay, now, error);

  return row != 0 && settle (db, outlay->order_id, error) ? row : 0;
}

gboolean
henji_db_outlay_remove (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *order_id = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "DELETE FROM outlays WHERE id = ? RETURNING case_id, order_id");
  henji_query_bind_int (&q, row);
  while (henji_query_step (&q, error))
    {
      henji_db_note_changed (db, henji_query_get_int (&q));
      g_free (order_id);
      order_id = henji_query_get_text (&q);
    }

  return !henji_query_failed (&q) && settle (db, order_id, error);
}

/* ---- Refunds in reports ---------------------------------------------------------------------- */

/* A report gives the day alone: noon in Greenwich lies on it in every marketplace's zone. */
static gint64
noon_of (const HenjiReturn *r, gint64 otherwise)
{
  const char *date = r->requested_date != NULL ? r->requested_date : r->delivered_date;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 start = date != NULL ? henji_date_start (date, utc) : 0;

  return start != 0 ? start + 12 * HENJI_HOUR : otherwise;
}

static HenjiOutlay *
outlay_of_return (const HenjiReturn *r, gint64 now)
{
  HenjiOutlay *outlay = henji_outlay_new ();

  outlay->case_row = r->case_row;
  outlay->order_id = g_strdup (r->order_id);
  outlay->sku = g_strdup (r->sku);
  outlay->nature = HENJI_OUTLAY_REFUND;
  outlay->source = HENJI_OUTLAY_REPORT;
  outlay->amount = r->refunded;
  outlay->at = noon_of (r, now);

  return outlay;
}

static gboolean
same_outlay (const HenjiOutlay *a, const HenjiOutlay *b)
{
  return a->case_row == b->case_row && henji_money_equal (a->amount, b->amount) && a->at == b->at
         && g_strcmp0 (a->sku, b->sku) == 0;
}

/* Takes one like @outlay out of @known; %FALSE when there is none. */
static gboolean
take_like (GPtrArray *known, const HenjiOutlay *outlay)
{
  for (guint i = 0; i < known->len; i++)
    if (same_outlay (g_ptr_array_index (known, i), outlay))
      {
        g_ptr_array_remove_index_fast (known, i);
        return TRUE;
      }

  return FALSE;
}

static gboolean
drop_row (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "DELETE FROM outlays WHERE id = ?");
  henji_query_bind_int (&q, row);
  return henji_query_run (&q, error);
}

gboolean
henji_db_outlays_follow_returns (HenjiDb *db, const char *order_id, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) returns = NULL;
  g_autoptr (GPtrArray) known = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (db != NULL && order_id != NULL, FALSE);

  returns = henji_db_order_returns (db, order_id, error);
  known = returns != NULL ? henji_db_order_outlays (db, order_id, error) : NULL;
  if (known == NULL)
    return FALSE;
  for (guint i = known->len; i-- > 0;)
    if (((HenjiOutlay *) g_ptr_array_index (known, i))->source != HENJI_OUTLAY_REPORT)
      g_ptr_array_remove_index (known, i);

  for (guint i = 0; i < returns->len; i++)
    {
      const HenjiReturn *r = g_ptr_array_index (returns, i);
      g_autoptr (HenjiOutlay) outlay = NULL;

      if (!henji_money_is_set (r->refunded) || r->refunded.minor <= 0)
        continue;
      outlay = outlay_of_return (r, now);
      if (take_like (known, outlay))
        continue;
      changed = TRUE;
      if (insert (db, outlay, now, error) == 0)
        return FALSE;
    }
  for (guint i = 0; i < known->len; i++)
    if (!drop_row (db, ((HenjiOutlay *) g_ptr_array_index (known, i))->row, error))
      return FALSE;

  return (!changed && known->len == 0) || settle (db, order_id, error);
}

/* ---- Defects --------------------------------------------------------------------------------- */

gint64
henji_db_defect_add (HenjiDb *db, const HenjiDefect *defect, gint64 now, GError **error)
{
  g_autofree char *uuid = henji_uuid_new (now);
  g_auto (HenjiQuery) q = { 0 };
  HenjiDefectNature nature;

  g_return_val_if_fail (db != NULL && defect != NULL, 0);

  nature = defect->natures & 1u << HENJI_DEFECT_FEEDBACK ? HENJI_DEFECT_FEEDBACK
                                                         : HENJI_DEFECT_CHARGEBACK;
  henji_query_begin (&q, db,
                     "INSERT INTO defects (uuid, nature, order_id, case_id, marketplace, at, "
                     "removed_at) VALUES (?, ?, ?, ?, ?, ?, 0)");
  henji_query_bind_text (&q, uuid);
  henji_query_bind_text (&q, henji_defect_nature_id (nature));
  henji_query_bind_text (&q, defect->order_id);
  henji_query_bind_row (&q, defect->case_row);
  henji_query_bind_text (&q, defect->marketplace);
  henji_query_bind_int (&q, defect->at);
  henji_db_note_changed (db, defect->case_row);

  return henji_query_run (&q, error) ? sqlite3_last_insert_rowid (db->handle) : 0;
}

gboolean
henji_db_defect_remove (HenjiDb *db, gint64 row, GError **error)
{
  g_auto (HenjiQuery) feedback = { 0 };
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  /* The row's number may be given to another one. */
  henji_query_begin (&feedback, db, "UPDATE feedback SET defect = NULL WHERE defect = ?");
  henji_query_bind_int (&feedback, row);
  henji_query_begin (&q, db, "DELETE FROM defects WHERE id = ?");
  henji_query_bind_int (&q, row);
  return henji_query_run (&feedback, error) && henji_query_run (&q, error);
}

gint64
henji_db_defect_find (HenjiDb *db, gint64 case_row, HenjiDefectNature nature, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, 0);

  henji_query_begin (&q, db,
                     "SELECT id FROM defects WHERE case_id = ? AND nature = ? AND removed_at = 0 "
                     "ORDER BY id DESC LIMIT 1");
  henji_query_bind_int (&q, case_row);
  henji_query_bind_text (&q, henji_defect_nature_id (nature));
  return henji_query_step (&q, error) ? henji_query_get_int (&q) : 0;
}

gboolean
henji_db_defect_set_removed (HenjiDb *db, gint64 row, gint64 at, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  henji_query_begin (&q, db, "UPDATE defects SET removed_at = ?2 WHERE id = ?1");
  henji_query_bind_int (&q, row);
  henji_query_bind_int (&q, at);
  return henji_query_run (&q, error);
}
