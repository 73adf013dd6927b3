/* henji-desk-import-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-import-report"

#include "config.h"

#include <string.h>

#include "henji-db-intake.h"
#include "henji-db-order.h"
#include "henji-desk-private.h"
#include "henji-desk-csba-private.h"
#include "henji-desk-feedback.h"
#include "henji-desk-import-private.h"
#include "henji-desk-intake.h"
#include "henji-desk-returns-private.h"
#include "henji-desk-rules-private.h"
#include "henji-desk-settle.h"
#include "henji-report.h"

/* Rows of one transaction. */
#define BATCH 500

typedef struct
{
  HenjiReportRow row;
  HenjiMergeStatus status;
} Entry;

typedef struct
{
  HenjiImport *import;
  HenjiReport *report;
  GArray *entries; /* of Entry */
  HenjiImportFile *file;
} Job;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  henji_report_row_clear (&entry->row);
}

gboolean
_henji_desk_teach_cases (HenjiDesk *desk, HenjiDb *db, const char *order_id, GError **error)
{
  g_autoptr (GArray) cases = henji_db_order_cases (db, order_id, error);

  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    {
      gint64 row = g_array_index (cases, gint64, i);

      if (!_henji_desk_case_learn (db, row, NULL, NULL, NULL, error)
          || !_henji_desk_claims_settle (desk, db, row, 0, error)
          || !_henji_desk_settle_clocks (desk, db, row, error)
          || !_henji_desk_csba_mark (desk, db, row, error)
          || !_henji_desk_run_rules (desk, db, row, error))
        return FALSE;
    }

  return TRUE;
}

/* A claim on an order that nobody has written about is a case of its own. */
static gboolean
take_return (HenjiDesk *desk, HenjiDb *db, const HenjiReturn *told, gint64 now, GError **error)
{
  g_autoptr (GArray) cases = henji_db_order_cases (db, told->order_id, error);
  gint64 row;

  if (cases == NULL)
    return FALSE;
  if (cases->len == 0 && told->a_to_z == 1 && told->requested_date != NULL)
    {
      row = _henji_desk_open_silent_case (db, told->order_id, HENJI_KIND_A_TO_Z, NULL, now, error);
      if (row == 0)
        return FALSE;
      g_array_append_val (cases, row);
    }
  for (guint i = 0; i < cases->len; i++)
    if (!_henji_desk_claims_settle (desk, db, g_array_index (cases, gint64, i), 0, error))
      return FALSE;

  return _henji_desk_settle_order (desk, db, told->order_id, error);
}

static gboolean
store_entry (HenjiDb *db, Job *job, Entry *entry, GError **error)
{
  HenjiReportRow *row = &entry->row;

  switch (row->type)
    {
    case HENJI_REPORT_ROW_ORDER:
      return henji_db_order_merge (
                 db, row->order, henji_report_has_item_ids (job->report),
                 row->occurrences != NULL ? (const guint *) row->occurrences->data : NULL,
                 henji_report_flavour (job->report), job->import->now, &entry->status, NULL, error)
             && (entry->status == HENJI_MERGE_UNCHANGED
                 || _henji_desk_teach_cases (job->import->desk, db, row->order_id, error));
    case HENJI_REPORT_ROW_RETURN:
      return henji_db_return_put (db, row->ret, "returns", job->import->now, &entry->status, NULL,
                                  error)
             && (entry->status == HENJI_MERGE_UNCHANGED
                 || take_return (job->import->desk, db, row->ret, job->import->now, error));
    case HENJI_REPORT_ROW_SHIPMENT:
      return henji_db_shipment_put (db, row->order_id, row->shipment, FALSE, &entry->status, error)
             && (entry->status == HENJI_MERGE_UNCHANGED
                 || _henji_desk_settle_order (job->import->desk, db, row->order_id, error));
    case HENJI_REPORT_ROW_FEEDBACK:
      return _henji_desk_take_feedback (job->import->desk, db, row->feedback, job->import->now,
                                        &entry->status, error);
    case HENJI_REPORT_ROW_BAD:
    default:
      return TRUE;
    }
}

static void
count (HenjiImportFile *file, const Entry *entry)
{
  if (entry->row.type == HENJI_REPORT_ROW_BAD)
    file->n_rejected++;
  else if (entry->status == HENJI_MERGE_NEW)
    file->n_new++;
  else if (entry->status == HENJI_MERGE_UPDATED)
    file->n_updated++;
  else
    file->n_unchanged++;
}

static gboolean
store_entries (HenjiDb *db, gpointer user_data, GError **error)
{
  Job *job = user_data;
  gint64 row;

  for (guint i = 0; i < job->entries->len; i++)
    if (!store_entry (db, job, &g_array_index (job->entries, Entry, i), error))
      return FALSE;
  for (guint i = 0; i < job->entries->len; i++)
    count (job->file, &g_array_index (job->entries, Entry, i));

  row = henji_db_import_put (db, job->file, error);
  job->file->row = row;

  return row != 0;
}

static HenjiImportType
type_of (HenjiReportKind kind)
{
  switch (kind)
    {
    case HENJI_REPORT_RETURNS:
      return HENJI_IMPORT_RETURN;
    case HENJI_REPORT_SHIPMENTS:
      return HENJI_IMPORT_SHIPMENT;
    case HENJI_REPORT_FEEDBACK:
      return HENJI_IMPORT_FEEDBACK;
    case HENJI_REPORT_ORDERS:
    default:
      return HENJI_IMPORT_ORDER;
    }
}

static void
tell (Job *job, const char *path, const Entry *entry)
{
  static const HenjiImportStatus statuses[] = { [HENJI_MERGE_NEW] = HENJI_IMPORT_NEW,
                                                [HENJI_MERGE_UPDATED] = HENJI_IMPORT_UPDATED,
                                                [HENJI_MERGE_UNCHANGED] = HENJI_IMPORT_UNCHANGED };
  const HenjiReportRow *row = &entry->row;
  g_autoptr (GString) warnings = g_string_new (NULL);
  HenjiImportItem item = { .type = type_of (henji_report_kind (job->report)),
                           .status = statuses[entry->status],
                           .file = path,
                           .index = -1,
                           .line = row->first_line,
                           .order_id = row->order_id };

  for (guint i = 0; row->warnings != NULL && i < row->warnings->len; i++)
    {
      const HenjiReportWarning *warning = g_ptr_array_index (row->warnings, i);

      g_string_append_printf (warnings, "%s%s", i > 0 ? " " : "", warning->text);
    }
  if (row->type == HENJI_REPORT_ROW_BAD)
    {
      item.status = HENJI_IMPORT_REJECTED;
      item.reason = row->reason;
    }
  else if (warnings->len > 0)
    item.reason = warnings->str;
  if (row->ret != NULL)
    item.rma = row->ret->rma != NULL ? row->ret->rma : row->ret->marketplace_rma;

  _henji_import_tell (job->import, &item);
}

static gboolean
flush (Job *job, const char *path, GError **error)
{
  HenjiImport *import = job->import;

  if (job->entries->len > 0
      && !henji_store_write (import->store, HENJI_STORE_PRIORITY_BULK, store_entries, job,
                             import->cancellable, error))
    return FALSE;

  for (guint i = 0; i < job->entries->len; i++)
    tell (job, path, &g_array_index (job->entries, Entry, i));
  g_array_set_size (job->entries, 0);
  _henji_import_progress (import, henji_report_position (job->report));

  return !g_cancellable_set_error_if_cancelled (import->cancellable, error);
}

static gboolean
run (Job *job, const char *path, GError **error)
{
  g_autoptr (GError) fault = NULL;
  Entry entry = { 0 };

  while (henji_report_next (job->report, &entry.row, &fault))
    {
      g_array_append_val (job->entries, entry);
      memset (&entry, 0, sizeof entry);
      if (job->entries->len >= BATCH && !flush (job, path, error))
        return FALSE;
    }
  if (!flush (job, path, error))
    return FALSE;
  if (fault != NULL)
    _henji_import_refuse_table (job->import, path, fault->message);

  return TRUE;
}

gboolean
_henji_import_report (HenjiImport *self, const char *path, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (HenjiReport) report = henji_report_open (path, &fault);
  g_autoptr (GArray) entries = NULL;
  Job job = { .import = self, .report = report };
  gboolean fine;

  if (report == NULL)
    {
      _henji_import_refuse_table (self, path, fault->message);
      return TRUE;
    }

  entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (entries, entry_clear);
  job.entries = entries;
  job.file = g_new0 (HenjiImportFile, 1);
  job.file->name = g_path_get_basename (path);
  job.file->kind = g_strdup (henji_report_flavour (report));
  job.file->sha256 = g_strdup (henji_report_checksum (report));
  job.file->charset = g_strdup (henji_report_charset (report));
  job.file->size = henji_report_size (report);
  job.file->at = self->now;
  fine = run (&job, path, error);
  henji_import_file_free (job.file);

  return fine;
}
