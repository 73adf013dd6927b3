/* henji-desk-sync-reports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service's reports, each asked for, waited for, and read by whoever its kind names.
 */
#define G_LOG_DOMAIN "henji-desk-sync-reports"

#include "config.h"

#include "henji-desk-sync-reports.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "henji-db-sync.h"
#include "henji-desk-import-private.h"
#include "henji-desk-performance.h"
#include "henji-desk-private.h"
#include "henji-desk-sync-private.h"
#include "henji-spapi-reports.h"

/* Folders of the record in which a report lies while it is read. */
#define FOLDER "report-"
/* How long a report is asked for whose file cannot be read. */
#define GIVE_UP G_TIME_SPAN_DAY

/** Report: one kind while it is read. */
typedef struct
{
  HenjiSync *sync;
  const HenjiSyncReport *kind;
  HenjiSyncCursor cursor; /* search: id of the one under way; token_at: when it was asked for */
} Report;

/**
 * HenjiReportReader:
 * @id: as data/spapi/reports.ini names it
 * @take: takes the file of a report, in UTF-8 where its character set is as it says, into the
 *   record, and counts into HenjiSync.run what it brought; @asked_at: when the report was asked
 * for. What it cannot read at all is %HENJI_DESK_ERROR_REFUSED.
 */
typedef struct
{
  const char *id;
  gboolean (*take) (
      HenjiSync *sync, const HenjiSyncReport *kind, gint64 asked_at, GBytes *text, GError **error);
} HenjiReportReader;

static gboolean take_table (
    HenjiSync *sync, const HenjiSyncReport *kind, gint64 asked_at, GBytes *text, GError **error);

static gboolean take_performance (
    HenjiSync *sync, const HenjiSyncReport *kind, gint64 asked_at, GBytes *text, GError **error);

static const HenjiReportReader readers[] = {
  { "table", take_table },
  { "performance", take_performance },
};

/* (transfer none) (nullable) */
static const HenjiReportReader *
reader_of (const HenjiSyncReport *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].id, kind->reader))
      return &readers[i];

  return NULL;
}

/* ---- How far a kind has been read -------------------------------------------------------------
 */

static gboolean
read_cursor (HenjiDb *db, gpointer data, GError **error)
{
  Report *report = data;

  return henji_db_sync_cursor_get (db, report->kind->stream, &report->cursor, error);
}

static gboolean
write_cursor (HenjiDb *db, gpointer data, GError **error)
{
  Report *report = data;

  return henji_db_sync_cursor_set (db, report->kind->stream, &report->cursor, error);
}

static gboolean
keep_cursor (Report *self, GError **error)
{
  return henji_store_write (self->sync->store, HENJI_STORE_PRIORITY_BULK, write_cursor, self,
                            self->sync->cancellable, error);
}

/* ---- Asking and waiting ---------------------------------------------------------------------- */

static gboolean
create (Report *self, GError **error)
{
  HenjiSync *sync = self->sync;
  HenjiSyncCursor *cursor = &self->cursor;
  gint64 now = g_get_real_time ();
  g_autofree char *question = NULL;
  g_autoptr (GBytes) body = NULL;
  gint64 from, until;

  henji_sync_report_span (self->kind, cursor->cursor, sync->connection->since, now, &from, &until);
  question = henji_spapi_report_body (self->kind->type,
                                      (const char *const *) sync->connection->marketplaces, from,
                                      from == 0 || self->kind->open_end ? 0 : until);
  body = _henji_sync_post (sync, "createReport", HENJI_SPAPI_REPORTS, question, error);
  if (body == NULL)
    return FALSE;
  cursor->search = henji_spapi_report_created (body, error);
  if (cursor->search == NULL)
    return FALSE;
  cursor->token_at = now;
  cursor->until = until;

  return keep_cursor (self, error);
}

/* (transfer full) (nullable): the id of its document; %NULL without an error while it is being
 * made, or when there is nothing to report. */
static char *
wait_for (Report *self, HenjiSpapiReportState *state, GError **error)
{
  HenjiSync *sync = self->sync;
  g_autofree char *place = henji_spapi_report_place (self->cursor.search);
  char *document = NULL;

  for (;;)
    {
      g_autoptr (GBytes) body = _henji_sync_ask (sync, "getReport", place, error);
      gint64 age = ABS (g_get_real_time () - self->cursor.token_at);

      *state = HENJI_SPAPI_REPORT_WAITING;
      if (body == NULL || !henji_spapi_report_state (body, state, &document, error)
          || *state != HENJI_SPAPI_REPORT_WAITING)
        return document;
      if (age > self->kind->making)
        {
          *state = HENJI_SPAPI_REPORT_FATAL;
          return NULL;
        }
      /* The older it is, the more seldom it is asked after, in one run or in many. */
      if (!_henji_sync_sleep (
              sync, CLAMP (age / 2, sync->facts->first_pause, sync->facts->longest_pause), error))
        return NULL;
    }
}

/* ---- The reader of files ----------------------------------------------------------------------
 */

typedef struct
{
  HenjiSync *sync;
  char *refused; /* (nullable): why the whole file cannot be read */
} Table;

static void
item_cb (const HenjiImportItem *item, gpointer user_data)
{
  Table *table = user_data;
  HenjiSync *sync = table->sync;
  HenjiSyncRun *run = sync->run;

  /* Line 1 is the heading: the file as a whole. */
  if (item->status == HENJI_IMPORT_REJECTED && item->line <= 1)
    {
      g_free (table->refused);
      table->refused = g_strdup (item->reason);
      return;
    }
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

/* What a run that was cut off has left behind. One run takes a report at a time. */
static void
sweep (const char *dir)
{
  g_autoptr (GDir) all = g_dir_open (dir, 0, NULL);
  const char *name;

  while (all != NULL && (name = g_dir_read_name (all)) != NULL)
    if (g_str_has_prefix (name, FOLDER))
      {
        g_autofree char *folder = g_build_filename (dir, name, NULL);

        henji_store_remove_tree (folder);
      }
}

/* Into a folder of the record's own, so that it lies where the rest of the buyers' data lies. */
static gboolean
take_table (
    HenjiSync *sync, const HenjiSyncReport *kind, gint64 asked_at, GBytes *text, GError **error)
{
  g_autofree char *pattern = g_build_filename (henji_desk_dir (sync->desk), FOLDER "XXXXXX", NULL);
  g_autofree char *name = g_strconcat (kind->type, ".txt", NULL);
  g_autofree char *path = NULL;
  g_autofree char *refused = NULL;
  Table table = { .sync = sync };
  HenjiImportSink sink = { .item = item_cb, .user_data = &table };
  HenjiImport run = { .desk = sync->desk,
                      .store = sync->store,
                      .sink = &sink,
                      .cancellable = sync->cancellable,
                      .now = henji_desk_now (sync->desk) };
  gboolean fine;

  sweep (henji_desk_dir (sync->desk));
  if (g_mkdtemp_full (pattern, 0700) == NULL)
    {
      g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                           _ ("The report cannot be kept on the disk."));
      return FALSE;
    }
  path = g_build_filename (pattern, name, NULL);
  fine = g_file_set_contents_full (path, g_bytes_get_data (text, NULL), g_bytes_get_size (text),
                                   G_FILE_SET_CONTENTS_NONE, 0600, error)
         && _henji_import_report (&run, path, error);
  g_unlink (path);
  g_rmdir (pattern);
  refused = table.refused;
  if (!fine || refused == NULL)
    return fine;
  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
               _ ("The marketplace's report cannot be read: %s"), refused);

  return FALSE;
}

/* ---- The seller's performance -----------------------------------------------------------------
 */

static gboolean
take_performance (
    HenjiSync *sync, const HenjiSyncReport *kind, gint64 asked_at, GBytes *text, GError **error)
{
  g_auto (HenjiPerformanceTaken) taken = { 0 };

  if (!henji_desk_performance_take (sync->desk, text, asked_at, &taken, sync->cancellable, error))
    return FALSE;
  sync->run->n_new += taken.n_new;
  sync->run->n_updated += taken.n_updated;
  sync->run->n_unchanged += taken.n_unchanged;
  sync->run->n_rejected += taken.faults->len;
  for (guint i = 0; i < taken.faults->len; i++)
    {
      HenjiImportItem item = { .type = HENJI_IMPORT_FILE,
                               .status = HENJI_IMPORT_REJECTED,
                               .index = -1,
                               .reason = g_ptr_array_index (taken.faults, i) };
      HenjiSyncFault *fault = henji_sync_fault_new ();

      fault->reason = g_strdup (item.reason);
      g_ptr_array_add (sync->faults, fault);
      _henji_sync_tell (sync, &item);
    }

  return TRUE;
}

/* ---- The file --------------------------------------------------------------------------------
 */

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
fetch (Report *self, const char *id, GError **error)
{
  HenjiSync *sync = self->sync;
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

  return reader_of (self->kind)->take (sync, self->kind, self->cursor.token_at, text, error);
}

/* ---- A run ----------------------------------------------------------------------------------- */

/* It is the report that cannot be read, and not for a moment. What a new one tells begins where the
 * last one that was read ended, so nothing is lost with it. */
static gboolean
is_stuck (const Report *self, const GError *fault)
{
  return ABS (g_get_real_time () - self->cursor.token_at) > GIVE_UP
         && henji_spapi_is_unreadable (fault);
}

/* Nothing comes of asking after the same report once more. */
static gboolean
is_final (const Report *self, HenjiSpapiReportState state, const GError *fault)
{
  return state == HENJI_SPAPI_REPORT_FATAL || is_stuck (self, fault)
         || g_error_matches (fault, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED)
         || g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_NOT_FOUND)
         || g_error_matches (fault, HENJI_SPAPI_ERROR, HENJI_SPAPI_ERROR_REFUSED);
}

/* One report from the question to the record. */
static gboolean
one_report (Report *self, GError **error)
{
  HenjiSyncCursor *cursor = &self->cursor;
  g_autofree char *document = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiSpapiReportState state;

  if (cursor->search == NULL && !create (self, error))
    return FALSE;
  document = wait_for (self, &state, &fault);
  if (fault == NULL && state == HENJI_SPAPI_REPORT_WAITING)
    return FALSE;
  if (fault == NULL && state == HENJI_SPAPI_REPORT_FATAL)
    g_set_error_literal (&fault, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                         _ ("The marketplace could not make the report. The next time asks anew."));
  else if (fault == NULL && document != NULL && !fetch (self, document, &fault) && fault == NULL)
    return FALSE;
  if (fault != NULL && !is_final (self, state, fault))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  g_clear_pointer (&cursor->search, g_free);
  if (fault == NULL)
    cursor->cursor = MAX (cursor->cursor, cursor->until);
  if (!keep_cursor (self, error))
    return FALSE;
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static void
say_too_soon (Report *self, gint64 next_at)
{
  int minutes = (int) (self->kind->interval / G_TIME_SPAN_MINUTE);

  self->sync->run->next_at = next_at;
  self->sync->run->reason = g_strdup_printf (
      ngettext ("The marketplace made this report less than %d minute ago. It is not asked for "
                "again so soon.",
                "The marketplace made this report less than %d minutes ago. It is not asked for "
                "again so soon.",
                (gulong) minutes),
      minutes);
}

static gboolean
work (Report *self, GError **error)
{
  HenjiSyncCursor *cursor = &self->cursor;
  gint64 began = g_get_real_time ();
  gint64 wait;

  if (!henji_store_read (self->sync->store, read_cursor, self, self->sync->cancellable, error))
    return FALSE;
  if (cursor->search != NULL && ABS (began - cursor->token_at) > self->kind->life)
    g_clear_pointer (&cursor->search, g_free);
  wait = cursor->search == NULL ? henji_sync_report_wait (self->kind, cursor->cursor, began) : 0;
  if (wait > 0)
    {
      say_too_soon (self, began + wait);
      return TRUE;
    }
  do
    if (!one_report (self, error))
      return FALSE;
  while (cursor->cursor < began - self->kind->interval);

  return TRUE;
}

static gboolean
work_report (HenjiSync *sync, gpointer data, GError **error)
{
  Report report = { .sync = sync, .kind = data };
  gboolean fine = work (&report, error);

  henji_sync_cursor_clear (&report.cursor);

  return fine;
}

HenjiSyncRun *
henji_desk_sync_report (HenjiDesk *self,
                        const char *kind,
                        gint64 patience,
                        const HenjiImportSink *sink,
                        GCancellable *cancellable,
                        GError **error)
{
  const HenjiSyncReport *report;

  g_return_val_if_fail (HENJI_IS_DESK (self) && kind != NULL, NULL);

  report = henji_spapi_facts_report (_henji_connector_facts (self->connector), kind);
  if (report == NULL || reader_of (report) == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   _ ("“%s” is no report that Henji reads."), kind);
      return NULL;
    }

  return _henji_sync_run (self, report->stream, work_report, (gpointer) report, patience, sink,
                          cancellable, error);
}

/* ---- The kinds ------------------------------------------------------------------------------- */

static void
status_clear (HenjiReportStatus *self)
{
  g_clear_pointer (&self->kind, henji_sync_report_unref);
}

HENJI_DEFINE_VALUE (HenjiReportStatus, henji_report_status, status_clear)

GPtrArray *
henji_desk_report_kinds (HenjiDesk *self)
{
  GPtrArray *kinds = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_sync_report_unref);
  const HenjiSpapiFacts *facts;

  g_return_val_if_fail (HENJI_IS_DESK (self), kinds);

  facts = _henji_connector_facts (self->connector);
  for (guint i = 0; i < facts->reports->len; i++)
    {
      HenjiSyncReport *kind = g_ptr_array_index (facts->reports, i);

      if (reader_of (kind) != NULL)
        g_ptr_array_add (kinds, henji_sync_report_ref (kind));
    }

  return kinds;
}

static gboolean
read_status (HenjiDb *db, gpointer data, GError **error)
{
  GPtrArray *statuses = data;
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < statuses->len; i++)
    {
      HenjiReportStatus *status = g_ptr_array_index (statuses, i);
      g_auto (HenjiSyncCursor) cursor = { 0 };
      gint64 wait;

      if (!henji_db_sync_cursor_get (db, status->kind->stream, &cursor, error))
        return FALSE;
      wait = henji_sync_report_wait (status->kind, cursor.cursor, now);
      status->known_at = cursor.cursor;
      status->next_at = cursor.search == NULL && wait > 0 ? now + wait : 0;
      status->asked_at = cursor.search != NULL ? cursor.token_at : 0;
    }

  return TRUE;
}

GPtrArray *
henji_desk_report_status (HenjiDesk *self, GError **error)
{
  g_autoptr (GPtrArray) kinds = NULL;
  g_autoptr (GPtrArray) statuses = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  kinds = henji_desk_report_kinds (self);
  statuses = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_report_status_unref);
  for (guint i = 0; i < kinds->len; i++)
    {
      HenjiReportStatus *status = henji_report_status_new ();

      status->kind = henji_sync_report_ref (g_ptr_array_index (kinds, i));
      g_ptr_array_add (statuses, status);
    }

  return _henji_desk_read (self, read_status, statuses, NULL, error) ? g_steal_pointer (&statuses)
                                                                     : NULL;
}
