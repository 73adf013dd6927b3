/* henji-desk-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-import"

#include "config.h"

#include "henji-desk-import.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "henji-desk-import-private.h"
#include "henji-desk-intake.h"
#include "henji-desk-private.h"
#include "henji-mbox.h"
#include "henji-performance-report.h"
#include "henji-report.h"

/* Mails of one transaction: short enough that a user's action never waits for it. */
#define BATCH 250
/* Batches read ahead of the record, so that memory stays flat. */
#define AHEAD 2
#define BATCH_BYTES (16 * 1024 * 1024)
#define HEAD_SIZE (64 * 1024)

const char *
henji_import_type_id (HenjiImportType type)
{
  static const char *const ids[]
      = { "message", "order", "return", "shipment", "feedback", "performance", "file" };

  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (ids), "file");

  return ids[type];
}

const char *
henji_import_status_id (HenjiImportStatus status)
{
  static const char *const ids[] = { "new", "updated", "unchanged", "duplicate", "rejected" };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (ids), "rejected");

  return ids[status];
}

/* ---- Telling ----------------------------------------------------------------------------------
 */

void
_henji_import_tell (HenjiImport *self, const HenjiImportItem *item)
{
  self->n_items++;
  if (self->sink->item != NULL)
    self->sink->item (item, self->sink->user_data);
}

void
_henji_import_progress (HenjiImport *self, gint64 in_file)
{
  if (self->sink->progress != NULL)
    self->sink->progress (self->done + in_file, self->total, self->n_items, self->sink->user_data);
}

static void
tell_refused (HenjiImport *self, HenjiImportType type, const char *file, const char *reason)
{
  HenjiImportItem item = { .type = type,
                           .status = HENJI_IMPORT_REJECTED,
                           .file = file,
                           .index = type == HENJI_IMPORT_MESSAGE ? 0 : -1,
                           .line = type == HENJI_IMPORT_ORDER ? 1 : 0,
                           .reason = reason };

  _henji_import_tell (self, &item);
}

/* ---- Which files ------------------------------------------------------------------------------
 */

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_path (GPtrArray *files, const char *path, int depth)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) children = NULL;
  const char *name;

  if (depth > 20 || (depth > 0 && g_file_test (path, G_FILE_TEST_IS_SYMLINK)))
    return;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_ptr_array_add (files, g_strdup (path));
      return;
    }

  dir = g_dir_open (path, 0, NULL);
  children = g_ptr_array_new_with_free_func (g_free);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (children, g_build_filename (path, name, NULL));
  g_ptr_array_sort (children, compare_paths);
  for (guint i = 0; i < children->len; i++)
    add_path (files, g_ptr_array_index (children, i), depth + 1);
}

static gint64
size_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? info.st_size : 0;
}

/* ---- Mails: one thread reads and recognises, this one stores ----------------------------------
 */

typedef struct
{
  GPtrArray *intakes; /* (element-type HenjiIntake), a part of one transaction */
  gint64 position;    /* in the file, bytes */
  gboolean last;
} Batch;

typedef struct
{
  HenjiImport *import;
  GPtrArray *files; /* (element-type utf8): mail files to read, in order */
  GMutex lock;
  GCond cond;
  GQueue ready; /* of Batch */
  gboolean stop;
} Reader;

static void
batch_free (Batch *batch)
{
  g_ptr_array_unref (batch->intakes);
  g_free (batch);
}

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->intakes = g_ptr_array_new_with_free_func ((GDestroyNotify) _henji_desk_intake_free);

  return batch;
}

/* Hands a batch over; waits while enough lie ready. FALSE when nobody wants more. */
static gboolean
hand_over (Reader *reader, Batch *batch)
{
  gboolean wanted;

  g_mutex_lock (&reader->lock);
  while (!reader->stop && reader->ready.length >= AHEAD)
    g_cond_wait (&reader->cond, &reader->lock);
  wanted = !reader->stop;
  if (wanted)
    g_queue_push_tail (&reader->ready, batch);
  else
    batch_free (batch);
  g_cond_broadcast (&reader->cond);
  g_mutex_unlock (&reader->lock);

  return wanted;
}

static HenjiIntake *
refused (const char *file, int index, const char *reason)
{
  HenjiIntake *intake = g_new0 (HenjiIntake, 1);

  intake->file = g_strdup (file);
  intake->index = index;
  intake->status = HENJI_IMPORT_REJECTED;
  intake->reason = g_strdup (reason);

  return intake;
}

/* Reads one file of mails into batches; *batch is the one being filled. FALSE to stop. */
static gboolean
read_mail_file (Reader *reader, const char *file, Batch **batch, gsize *bytes)
{
  HenjiImport *import = reader->import;
  g_autoptr (GError) error = NULL;
  g_autoptr (HenjiMbox) mbox = henji_mbox_open (file, import->cancellable, &error);
  GBytes *raw = NULL;
  char *reason = NULL;
  int index = 0;

  if (mbox == NULL)
    {
      g_ptr_array_add ((*batch)->intakes, refused (file, 0, error->message));
      return TRUE;
    }

  while (henji_mbox_next (mbox, &raw, &index, NULL, &reason, &error))
    {
      if (raw != NULL)
        g_ptr_array_add ((*batch)->intakes,
                         _henji_desk_intake_new (import->desk, file, index, raw, import->now));
      else
        g_ptr_array_add ((*batch)->intakes, refused (file, index, reason));
      *bytes += raw != NULL ? g_bytes_get_size (raw) : 0;
      g_clear_pointer (&raw, g_bytes_unref);
      g_clear_pointer (&reason, g_free);

      (*batch)->position = reader->import->read_done + henji_mbox_position (mbox);
      if ((*batch)->intakes->len >= BATCH || *bytes >= BATCH_BYTES)
        {
          if (!hand_over (reader, *batch))
            {
              *batch = NULL;
              return FALSE;
            }
          *batch = batch_new ();
          *bytes = 0;
        }
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_ptr_array_add ((*batch)->intakes, refused (file, index, error->message));

  return error == NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
reader_thread (gpointer user_data)
{
  Reader *reader = user_data;
  Batch *batch = batch_new ();
  gsize bytes = 0;

  for (guint i = 0; i < reader->files->len; i++)
    {
      const char *file = g_ptr_array_index (reader->files, i);

      if (!read_mail_file (reader, file, &batch, &bytes))
        break;
      reader->import->read_done += size_of (file);
      batch->position = reader->import->read_done;
    }

  if (batch == NULL)
    batch = batch_new ();
  batch->last = TRUE;
  hand_over (reader, batch);

  return NULL;
}

typedef struct
{
  HenjiImport *import;
  Batch *batch;
} StoreJob;

static gboolean
store_batch (HenjiDb *db, gpointer user_data, GError **error)
{
  StoreJob *job = user_data;

  for (guint i = 0; i < job->batch->intakes->len; i++)
    {
      HenjiIntake *intake = g_ptr_array_index (job->batch->intakes, i);

      if (intake->message != NULL
          && !_henji_desk_intake_file (job->import->desk, db, intake, job->import->now, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_batch (HenjiImport *self, Batch *batch, GError **error)
{
  StoreJob job = { self, batch };
  gboolean any = FALSE;

  for (guint i = 0; i < batch->intakes->len; i++)
    {
      HenjiIntake *intake = g_ptr_array_index (batch->intakes, i);

      if (intake->message == NULL)
        continue;
      any = TRUE;
      if (!henji_store_put_contents (self->store, intake->message, intake->mail->raw, error))
        return FALSE;
    }
  if (any
      && !henji_store_write (self->store, HENJI_STORE_PRIORITY_BULK, store_batch, &job,
                             self->cancellable, error))
    return FALSE;

  for (guint i = 0; i < batch->intakes->len; i++)
    {
      HenjiIntake *intake = g_ptr_array_index (batch->intakes, i);
      HenjiImportItem item = { .type = HENJI_IMPORT_MESSAGE,
                               .status = intake->status,
                               .file = intake->file,
                               .index = intake->index,
                               .reason = intake->reason,
                               .case_uuid = intake->case_uuid,
                               .message = intake->message };

      _henji_import_tell (self, &item);
    }
  if (self->sink->progress != NULL)
    self->sink->progress (batch->position, self->total, self->n_items, self->sink->user_data);

  return TRUE;
}

/* Takes what the reader reads, until its last batch. */
static gboolean
take_mails (HenjiImport *self, GPtrArray *files, GError **error)
{
  Reader reader = { .import = self, .files = files };
  GThread *thread;
  gboolean fine = TRUE, last = FALSE;

  if (files->len == 0)
    return TRUE;

  g_mutex_init (&reader.lock);
  g_cond_init (&reader.cond);
  self->read_done = self->done;
  thread = g_thread_new ("henji-reader", reader_thread, &reader);

  while (fine && !last)
    {
      Batch *batch;

      g_mutex_lock (&reader.lock);
      while (reader.ready.length == 0)
        g_cond_wait (&reader.cond, &reader.lock);
      batch = g_queue_pop_head (&reader.ready);
      g_cond_broadcast (&reader.cond);
      g_mutex_unlock (&reader.lock);

      last = batch->last;
      fine = !g_cancellable_set_error_if_cancelled (self->cancellable, error)
             && take_batch (self, batch, error);
      batch_free (batch);
    }

  g_mutex_lock (&reader.lock);
  reader.stop = TRUE;
  g_cond_broadcast (&reader.cond);
  g_mutex_unlock (&reader.lock);
  g_thread_join (thread);
  g_queue_clear_full (&reader.ready, (GDestroyNotify) batch_free);
  g_mutex_clear (&reader.lock);
  g_cond_clear (&reader.cond);

  self->done = self->read_done;
  g_ptr_array_set_size (files, 0);

  return fine;
}

/* ---- The whole ---------------------------------------------------------------------------------
 */

static gssize
read_head (const char *path, char *head, gsize size, char **reason)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  gsize length = 0;

  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      *reason = g_strdup (_ ("This is no file that can be read."));
      return -1;
    }

  stream = g_file_read (file, NULL, &error);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, size, &length, NULL, &error))
    {
      *reason = g_strdup_printf (_ ("The file cannot be read: %s"), error->message);
      return -1;
    }

  return length;
}

/* Does the name promise a table? Only for telling what a file that is nothing was meant to be. */
static gboolean
named_like_table (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".txt") || g_str_has_suffix (lower, ".tsv")
         || g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".xlsx")
         || g_str_has_suffix (lower, ".xls") || g_str_has_suffix (lower, ".xml");
}

/* Takes one file: mails are gathered in @mails, so that many small files share a transaction. */
static gboolean
take_file (HenjiImport *self, const char *path, GPtrArray *mails, GError **error)
{
  g_autofree char *head = g_malloc (HEAD_SIZE);
  g_autofree char *reason = NULL;
  gssize length = read_head (path, head, HEAD_SIZE, &reason);
  HenjiMailFormat format;

  if (length < 0)
    {
      if (!take_mails (self, mails, error))
        return FALSE;
      tell_refused (self, HENJI_IMPORT_FILE, path, reason);
      return TRUE;
    }

  if (henji_performance_report_sniff (head, length))
    {
      if (!take_mails (self, mails, error) || !_henji_import_performance (self, path, error))
        return FALSE;
      self->done += size_of (path);
      return TRUE;
    }
  format = henji_mail_sniff ((const guint8 *) head, length);
  if (format != HENJI_MAIL_FORMAT_NONE
      || !(henji_report_sniff (head, length) || named_like_table (path)))
    {
      g_ptr_array_add (mails, g_strdup (path));
      return TRUE;
    }

  if (!take_mails (self, mails, error) || !_henji_import_report (self, path, error))
    return FALSE;
  self->done += size_of (path);

  return TRUE;
}

void
_henji_import_refuse_table (HenjiImport *self, const char *path, const char *reason)
{
  tell_refused (self, HENJI_IMPORT_ORDER, path, reason);
}

gboolean
henji_desk_import (HenjiDesk *desk,
                   const char *const *paths,
                   const HenjiImportSink *sink,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func (g_free);
  HenjiImport self = { .desk = desk, .sink = sink, .cancellable = cancellable };
  gboolean fine = TRUE;

  g_return_val_if_fail (HENJI_IS_DESK (desk) && paths != NULL && sink != NULL, FALSE);

  self.store = _henji_desk_store (desk, error);
  if (self.store == NULL)
    return FALSE;
  self.now = henji_desk_now (desk);

  for (guint i = 0; paths[i] != NULL; i++)
    add_path (files, paths[i], 0);
  for (guint i = 0; i < files->len; i++)
    self.total += size_of (g_ptr_array_index (files, i));

  for (guint i = 0; fine && i < files->len; i++)
    fine = take_file (&self, g_ptr_array_index (files, i), mails, error);
  fine = fine && take_mails (&self, mails, error);
  if (!fine)
    _henji_desk_translate_error (error);

  return fine;
}
