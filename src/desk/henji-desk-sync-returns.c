/* henji-desk-sync-returns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report of returns by date, asked for, waited for, and read by the reader of files.
 */
#define G_LOG_DOMAIN "henji-desk-sync-returns"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "henji-db-sync.h"
#include "henji-desk-import-private.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-private.h"
#include "henji-spapi-reports.h"

#define STREAM "returns"
#define TYPE "GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE"
/* A report of returns covers no more:
 * https://developer-docs.amazon.com/sp-api/docs/returns-reports-attributes */
#define LONGEST (60 * G_TIME_SPAN_DAY)
/* What became of a return is told by later reports of its day. */
#define OVERLAP (30 * G_TIME_SPAN_DAY)
/* A report that is not made by then will not be. */
#define REPORT_LIFE G_TIME_SPAN_DAY

/* ---- The cursor: search holds the id of the report under way ----------------------------------
 */

static gboolean
read_cursor (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_sync_cursor_get (db, STREAM, data, error);
}

static gboolean
write_cursor (HenjiDb *db, gpointer data, GError **error)
{
  return henji_db_sync_cursor_set (db, STREAM, data, error);
}

static gboolean
keep_cursor (HenjiSync *sync, HenjiSyncCursor *cursor, GError **error)
{
  return henji_store_write (sync->store, HENJI_STORE_PRIORITY_BULK, write_cursor, cursor,
                            sync->cancellable, error);
}

/* ---- The steps ------------------------------------------------------------------------------- */

static gboolean
create (HenjiSync *sync, HenjiSyncCursor *cursor, GError **error)
{
  gint64 now = g_get_real_time ();
  gint64 from = cursor->cursor != 0 ? MAX (cursor->cursor - OVERLAP, sync->connection->since)
                                    : sync->connection->since;
  gint64 until = MIN (from + LONGEST, now);
  g_autofree char *question = henji_spapi_report_body (
      TYPE, (const char *const *) sync->connection->marketplaces, from, until);
  g_autoptr (GBytes) body
      = _henji_sync_post (sync, "createReport", HENJI_SPAPI_REPORTS, question, error);

  if (body == NULL)
    return FALSE;
  cursor->search = henji_spapi_report_created (body, error);
  if (cursor->search == NULL)
    return FALSE;
  cursor->token_at = now;
  cursor->until = until;

  return keep_cursor (sync, cursor, error);
}

/* (transfer full) (nullable): the id of its document; %NULL without an error while it is being
 * made, or when there is nothing to report. */
static char *
wait_for (HenjiSync *sync, HenjiSyncCursor *cursor, HenjiSpapiReportState *state, GError **error)
{
  g_autofree char *place = henji_spapi_report_place (cursor->search);
  gint64 pause = sync->facts->first_pause;
  char *document = NULL;

  for (;;)
    {
      g_autoptr (GBytes) body = _henji_sync_ask (sync, "getReport", place, error);

      *state = HENJI_SPAPI_REPORT_WAITING;
      if (body == NULL || !henji_spapi_report_state (body, state, &document, error)
          || *state != HENJI_SPAPI_REPORT_WAITING)
        return document;
      if (!_henji_sync_sleep (sync, pause, error))
        return NULL;
      pause = MIN (pause * 2, MIN (sync->facts->longest_pause, G_TIME_SPAN_MINUTE));
    }
}

static void
item_cb (const HenjiImportItem *item, gpointer user_data)
{
  HenjiSync *sync = user_data;
  HenjiSyncRun *run = sync->run;

  if (item->status == HENJI_IMPORT_NEW)
    run->n_new++;
  else if (item->status == HENJI_IMPORT_UPDATED)
    run->n_updated++;
  else if (item->status == HENJI_IMPORT_REJECTED)
    {
      HenjiSyncFault *fault = henji_sync_fault_new ();

      fault->order_id = g_strdup (item->order_id);
      fault->reason = g_strdup (item->reason);
      g_ptr_array_add (sync->faults, fault);
      run->n_rejected++;
    }
  else
    run->n_unchanged++;
  _henji_sync_tell (sync, item);
}

/* Into a folder of the record's own, so that it lies where the rest of the buyers' data lies. */
static gboolean
import (HenjiSync *sync, GBytes *text, GError **error)
{
  g_autofree char *pattern = g_build_filename (henji_desk_dir (sync->desk), "report-XXXXXX", NULL);
  g_autofree char *path = NULL;
  HenjiImportSink sink = { .item = item_cb, .user_data = sync };
  HenjiImport run = { .desk = sync->desk,
                      .store = sync->store,
                      .sink = &sink,
                      .cancellable = sync->cancellable,
                      .now = henji_desk_now (sync->desk) };
  gboolean fine;

  if (g_mkdtemp_full (pattern, 0700) == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                           _ ("The report cannot be kept on the disk."));
      return FALSE;
    }
  path = g_build_filename (pattern, TYPE ".txt", NULL);
  fine = g_file_set_contents_full (path, g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                                   G_FILE_SET_CONTENTS_NONE, 0600, error)
         && _henji_import_report (&run, path, error);
  g_unlink (path);
  g_rmdir (pattern);

  return fine;
}

/* (transfer full) (nullable): the file. Its URI is good for five minutes: it is asked for just
 * before and never kept. */
static GBytes *
download (HenjiSync *sync, const char *place, char **charset, GError **error)
{
  g_autoptr (GBytes) body = _henji_sync_ask (sync, "getReportDocument", place, error);
  g_autoptr (HenjiSpapiDocument) document
      = body != NULL ? henji_spapi_document_parse (body, error) : NULL;

  return document != NULL ? henji_spapi_download (sync->spapi, document->uri, document->gzip,
                                                  charset, &sync->trace, sync->cancellable, error)
                          : NULL;
}

/* Once more with a new URI when the file did not come. */
static gboolean
fetch (HenjiSync *sync, const char *id, GError **error)
{
  g_autofree char *place = henji_spapi_document_place (id);
  g_autofree char *charset = NULL;
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) bytes = download (sync, place, &charset, &fault);
  g_autoptr (GBytes) text = NULL;

  if (bytes == NULL && fault != NULL && _henji_sync_is_passing (fault))
    {
      g_clear_error (&fault);
      bytes = download (sync, place, &charset, &fault);
    }
  if (bytes == NULL)
    {
      if (fault != NULL)
        g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  sync->run->pages++;
  if (g_bytes_get_size (bytes) == 0)
    return TRUE;
  text = henji_spapi_document_text (bytes, charset);

  return import (sync, text, error);
}

/* One report from the question to the record. */
static gboolean
one_report (HenjiSync *sync, HenjiSyncCursor *cursor, GError **error)
{
  g_autofree char *document = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiSpapiReportState state;

  if (cursor->search == NULL && !create (sync, cursor, error))
    return FALSE;
  document = wait_for (sync, cursor, &state, &fault);
  if (fault == NULL && state == HENJI_SPAPI_REPORT_WAITING)
    return FALSE;
  if (fault == NULL && state == HENJI_SPAPI_REPORT_FATAL)
    g_set_error_literal (&fault, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                         _ ("The marketplace could not make the report. The next time asks anew."));
  else if (fault == NULL && document != NULL && !fetch (sync, document, &fault) && fault == NULL)
    return FALSE;
  if (fault != NULL && state != HENJI_SPAPI_REPORT_FATAL
      && !g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_NOT_FOUND)
      && !g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  g_clear_pointer (&cursor->search, g_free);
  if (fault == NULL)
    cursor->cursor = MAX (cursor->cursor, cursor->until);
  if (!keep_cursor (sync, cursor, error))
    return FALSE;
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static gboolean
work_returns (HenjiSync *sync, gpointer data, GError **error)
{
  g_auto (HenjiSyncCursor) cursor = { 0 };
  gint64 began = g_get_real_time ();

  if (!henji_store_read (sync->store, read_cursor, &cursor, sync->cancellable, error))
    return FALSE;
  if (cursor.search != NULL && ABS (began - cursor.token_at) > REPORT_LIFE)
    g_clear_pointer (&cursor.search, g_free);
  do
    if (!one_report (sync, &cursor, error))
      return FALSE;
  while (cursor.cursor < began - G_TIME_SPAN_HOUR);

  return TRUE;
}

HenjiSyncRun *
henji_desk_sync_returns (HenjiDesk *self,
                         gint64 patience,
                         const HenjiImportSink *sink,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_sync_run (self, STREAM, work_returns, NULL, patience, sink, cancellable, error);
}
