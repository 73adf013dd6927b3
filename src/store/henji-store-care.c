/* henji-store-care.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checking the record.
 */
#define G_LOG_DOMAIN "henji-store-care"

#include "config.h"

#include "henji-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* ---- Quickly --------------------------------------------------------------------------------- */

static gboolean
check_quickly (HenjiDb *db, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };

  henji_query_begin (&q, db, "PRAGMA quick_check (1)");
  if (henji_query_step (&q, error) && strcmp (henji_query_peek_text (&q), "ok") == 0)
    return TRUE;
  if (!henji_query_failed (&q))
    henji_store_set_sqlite_error (error, SQLITE_CORRUPT, "quick_check");
  return FALSE;
}

gboolean
henji_db_quick_check (HenjiDb *db, GError **error)
{
  gboolean sound = check_quickly (db, error);

  sqlite3_db_release_memory (db->handle); /* every page of the file was read */

  return sound;
}

/* ---- Verify ---------------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *faults;
  gboolean thorough;
} Verify;

static gboolean
check_integrity (HenjiDb *db, Verify *job, GError **error)
{
  g_auto (HenjiQuery) q = { 0 };
  g_auto (HenjiQuery) keys = { 0 };

  henji_query_begin (&q, db,
                     job->thorough ? "PRAGMA integrity_check (20)" : "PRAGMA quick_check (20)");
  while (henji_query_step (&q, error))
    {
      const char *line = henji_query_peek_text (&q);

      if (g_strcmp0 (line, "ok") != 0)
        g_ptr_array_add (job->faults, g_strdup_printf (_ ("The record is damaged: %s"), line));
    }
  if (henji_query_failed (&q))
    return FALSE;

  henji_query_begin (&keys, db,
                     "SELECT \"table\", count (*) FROM pragma_foreign_key_check GROUP BY 1");
  while (henji_query_step (&keys, error))
    {
      const char *table = henji_query_peek_text (&keys);

      g_ptr_array_add (job->faults,
                       g_strdup_printf (_ ("%d rows of the table %s belong to nothing."),
                                        (int) henji_query_get_int (&keys), table));
    }

  return !henji_query_failed (&keys);
}

static void
check_attachment (HenjiDb *db, Verify *job, const char *sha256, gint64 size)
{
  g_autofree char *path = henji_store_blob_path (db->dir, sha256);
  g_autofree char *data = NULL;
  g_autofree char *found = NULL;
  gsize length;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      g_ptr_array_add (
          job->faults,
          g_strdup_printf (_ ("The attachment %s is missing from the data folder."), sha256));
      return;
    }
  if (info.st_size != size)
    {
      g_ptr_array_add (job->faults, g_strdup_printf (_ ("The attachment %s is damaged."), sha256));
      return;
    }
  if (!job->thorough)
    return;
  if (g_file_get_contents (path, &data, &length, NULL))
    found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  if (g_strcmp0 (found, sha256) != 0)
    g_ptr_array_add (job->faults, g_strdup_printf (_ ("The attachment %s is damaged."), sha256));
}

static gboolean
verify (HenjiDb *db, gpointer data, GError **error)
{
  Verify *job = data;
  g_auto (HenjiQuery) q = { 0 };
  g_autofree char *fault = NULL;

  if (!check_integrity (db, job, error))
    return FALSE;

  henji_query_begin (&q, db, "SELECT sha256, size FROM attachments ORDER BY sha256");
  while (henji_query_step (&q, error))
    {
      g_autofree char *sha256 = henji_query_get_text (&q);

      if (g_cancellable_is_cancelled (db->cancellable))
        {
          henji_store_set_sqlite_error (error, SQLITE_INTERRUPT, NULL);
          return FALSE;
        }
      check_attachment (db, job, sha256, henji_query_get_int (&q));
    }
  if (henji_query_failed (&q) || !henji_index_check (db, &fault, error))
    return FALSE;
  if (fault != NULL)
    g_ptr_array_add (job->faults, g_steal_pointer (&fault));

  return TRUE;
}

GPtrArray *
henji_store_verify (HenjiStore *self, gboolean thorough, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  Verify job = { faults, thorough };
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  henji_store_index_flush (self);
  if (!henji_store_read (self, verify, &job, cancellable, &local))
    {
      if (!g_error_matches (local, HENJI_STORE_ERROR, HENJI_STORE_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_ptr_array_add (faults, g_strdup (local->message));
    }

  return g_steal_pointer (&faults);
}
