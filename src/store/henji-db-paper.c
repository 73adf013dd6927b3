/* henji-db-paper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-db-paper"

#include "config.h"

#include "henji-db-paper.h"

#include "henji-store-private.h"

#define THOUSAND 1e3
#define MILLION 1e6

static gint64
nearest (double number)
{
  return (gint64) (number < 0 ? number - 0.5 : number + 0.5);
}

GHashTable *
henji_db_calibrations (HenjiDb *db, GError **error)
{
  g_autoptr (GHashTable) calibrations = henji_calibrations_new ();
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (
      &q, db, "SELECT printer, stock, offset_x, offset_y, scale_x, scale_y FROM calibrations");
  while (henji_query_step (&q, error))
    {
      g_autofree char *printer = henji_query_get_text (&q);
      g_autofree char *stock = henji_query_get_text (&q);
      HenjiCalibration calibration;

      calibration.offset_x = (double) henji_query_get_int (&q) / THOUSAND;
      calibration.offset_y = (double) henji_query_get_int (&q) / THOUSAND;
      calibration.scale_x = (double) henji_query_get_int (&q) / MILLION;
      calibration.scale_y = (double) henji_query_get_int (&q) / MILLION;
      henji_calibrations_set (calibrations, printer, stock, &calibration);
    }

  return henji_query_failed (&q) ? NULL : g_steal_pointer (&calibrations);
}

gboolean
henji_db_calibration_set (HenjiDb *db,
                          const char *printer,
                          const char *stock,
                          const HenjiCalibration *calibration,
                          GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && printer != NULL && stock != NULL, FALSE);

  henji_query_begin (&q, db,
                     calibration == NULL
                         ? "DELETE FROM calibrations WHERE printer = ? AND stock = ?"
                         : "INSERT OR REPLACE INTO calibrations VALUES (?, ?, ?, ?, ?, ?)");
  henji_query_bind_text (&q, printer);
  henji_query_bind_text (&q, stock);
  if (calibration != NULL)
    {
      henji_query_bind_int (&q, nearest (calibration->offset_x * THOUSAND));
      henji_query_bind_int (&q, nearest (calibration->offset_y * THOUSAND));
      henji_query_bind_int (&q, nearest (calibration->scale_x * MILLION));
      henji_query_bind_int (&q, nearest (calibration->scale_y * MILLION));
    }

  return henji_query_run (&q, error);
}

gboolean
henji_db_printed_label_add (HenjiDb *db, gint64 event, const char *label, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL && label != NULL, FALSE);

  henji_query_begin (&q, db, "INSERT INTO printed_labels VALUES (?, ?)");
  henji_query_bind_int (&q, event);
  henji_query_bind_text (&q, label);

  return henji_query_run (&q, error);
}

char *
henji_db_printed_label_find (HenjiDb *db, gint64 event, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  henji_query_begin (&q, db, "SELECT label FROM printed_labels WHERE event = ?");
  henji_query_bind_int (&q, event);

  return henji_query_step (&q, error) ? henji_query_get_text (&q) : NULL;
}
