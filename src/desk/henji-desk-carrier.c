/* henji-desk-carrier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-carrier"

#include "config.h"

#include "henji-desk-carrier.h"

#include "henji-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "henji-db-carrier.h"
#include "henji-db-event.h"

#define KEEP_SETTING "carrier.keep-days"
#define KEEP_DAYS 7
#define MAX_KEEP_DAYS 366
#define MAX_READ (64 * 1024 * 1024) /* a larger file is none of ours */

/* ---- Layouts ----------------------------------------------------------------------------------
 */

GPtrArray *
henji_desk_carriers (HenjiDesk *self)
{
  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return henji_desk_facts_carriers (self->facts);
}

HenjiCarrierLayout *
henji_desk_carrier (HenjiDesk *self, const char *id)
{
  GPtrArray *layouts = henji_desk_carriers (self);

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < layouts->len; i++)
    if (g_str_equal (((HenjiCarrierLayout *) layouts->pdata[i])->id, id))
      return layouts->pdata[i];

  return NULL;
}

/* ---- Saving -----------------------------------------------------------------------------------
 */

typedef struct
{
  HenjiCarrierFile *file;
  const GPtrArray *parcels;         /* (nullable) */
  const HenjiCarrierLayout *layout; /* nullable */
  gint64 at;
} FileJob;

/* Before anything is on the disk: no file shall be forgotten. */
static gboolean
do_remember (HenjiDb *db, gpointer data, GError **error)
{
  FileJob *job = data;

  job->file->row = henji_db_carrier_file_add (db, job->file, error);

  return job->file->row != 0;
}

static gboolean
do_end (HenjiDb *db, gpointer data, GError **error)
{
  FileJob *job = data;

  return henji_db_carrier_file_end (db, job->file->row, job->at, error);
}

/* Once it is there: earlier files at its place are no more, and the cases say so. */
static gboolean
do_written (HenjiDb *db, gpointer data, GError **error)
{
  FileJob *job = data;
  const HenjiCarrierFile *file = job->file;
  g_autofree char *words
      = g_strdup_printf ("carrier-kind=%s\ncarrier-rows=%d\ncarrier-ja=%s\ncarrier-en=%s\n",
                         henji_parcel_kind_id (file->kind), file->parcels,
                         henji_carrier_layout_title (job->layout, HENJI_LANGUAGE_JA),
                         henji_carrier_layout_title (job->layout, HENJI_LANGUAGE_EN));

  for (guint i = 0; i < job->parcels->len; i++)
    {
      gint64 row = ((HenjiParcel *) job->parcels->pdata[i])->case_row;
      gboolean told = FALSE;

      for (guint j = 0; j < i && !told; j++)
        told = ((HenjiParcel *) job->parcels->pdata[j])->case_row == row;
      if (!told
          && henji_db_event_add (db, row, HENJI_EVENT_CARRIER_FILE, file->at, file->layout, words,
                                 0, error)
                 == 0)
        return FALSE;
    }

  return henji_db_carrier_files_end_at (db, file->path, file->row, file->at, error);
}

/* What is there is not written over unless that was said. */
static gboolean
claim_path (const char *path, gboolean replace, gboolean *made, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  int fd;

  *made = FALSE;
  if (replace && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   errno == EEXIST ? _ ("“%s” is there already.") : _ ("“%s” cannot be written."),
                   name);
      return FALSE;
    }
  close (fd);
  *made = TRUE;

  return TRUE;
}

static gboolean
write_content (const char *path, GBytes *content, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *data = g_bytes_get_data (content, &length);

  if (g_file_set_contents_full (path, data, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &local))
    return TRUE;
  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
               g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                   ? _ ("“%s” cannot be written: the disk is full.")
                   : _ ("“%s” cannot be written."),
               name);

  return FALSE;
}

HenjiCarrierFile *
henji_desk_save_carrier_file (HenjiDesk *self,
                              const HenjiCarrierSheet *sheet,
                              const GPtrArray *parcels,
                              const char *path,
                              gboolean replace,
                              GError **error)
{
  g_autoptr (HenjiCarrierFile) file = NULL;
  g_autoptr (GBytes) content = NULL;
  FileJob job = { .parcels = parcels };
  gboolean made;

  g_return_val_if_fail (HENJI_IS_DESK (self) && sheet != NULL && parcels != NULL, NULL);
  g_return_val_if_fail (path != NULL && parcels->len == sheet->n_rows, NULL);

  content = henji_carrier_sheet_write (sheet);
  if (content == NULL)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
                   sheet->n_rows == 0
                       ? _ ("There is no row to write.")
                       : g_dngettext (GETTEXT_PACKAGE, "%u cell cannot be written as it is.",
                                      "%u cells cannot be written as they are.",
                                      sheet->faults->len),
                   sheet->faults->len);
      return NULL;
    }

  file = henji_carrier_file_new ();
  file->path = g_canonicalize_filename (path, NULL);
  file->layout = g_strdup (sheet->layout->id);
  file->kind = sheet->kind;
  file->parcels = (int) sheet->n_rows;
  file->phones = (int) sheet->n_phones;
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  file->at = job.at = henji_desk_now (self);
  job.file = file;
  job.layout = sheet->layout;

  if (!claim_path (file->path, replace, &made, error))
    return NULL;
  if (!_henji_desk_write (self, do_remember, &job, error))
    {
      if (made)
        g_unlink (file->path);
      return NULL;
    }
  if (!write_content (file->path, content, error))
    {
      if (made)
        g_unlink (file->path);
      _henji_desk_write (self, do_end, &job, NULL);
      return NULL;
    }

  return _henji_desk_write (self, do_written, &job, error) ? g_steal_pointer (&file) : NULL;
}

/* ---- Deleting ---------------------------------------------------------------------------------
 */

HenjiCarrierFileState
henji_desk_carrier_file_state (const HenjiCarrierFile *file)
{
  g_autofree char *content = NULL;
  g_autofree char *sum = NULL;
  GStatBuf info;
  gsize length;

  g_return_val_if_fail (file != NULL, HENJI_CARRIER_FILE_GONE);

  if (g_lstat (file->path, &info) != 0)
    return errno == ENOENT || errno == ENOTDIR ? HENJI_CARRIER_FILE_GONE
                                               : HENJI_CARRIER_FILE_CHANGED;
  if (!S_ISREG (info.st_mode) || info.st_size > MAX_READ
      || !g_file_get_contents (file->path, &content, &length, NULL))
    return HENJI_CARRIER_FILE_CHANGED;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) content, length);

  return g_strcmp0 (sum, file->sha256) == 0 ? HENJI_CARRIER_FILE_THERE : HENJI_CARRIER_FILE_CHANGED;
}

typedef struct
{
  gint64 row;
  gint64 before;
  HenjiCarrierFile *file;
  GPtrArray *files;
} ReadJob;

static gboolean
read_file (HenjiDb *db, gpointer data, GError **error)
{
  ReadJob *job = data;

  job->file = henji_db_carrier_file_get (db, job->row, error);

  return job->file != NULL;
}

static gboolean
read_files (HenjiDb *db, gpointer data, GError **error)
{
  ReadJob *job = data;

  job->files = henji_db_carrier_files (db, job->before, error);

  return job->files != NULL;
}

GPtrArray *
henji_desk_carrier_files (HenjiDesk *self, GError **error)
{
  ReadJob job = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self), NULL);

  return _henji_desk_read (self, read_files, &job, NULL, error) ? job.files : NULL;
}

/* Of @file, which is in the state @state. */
static gboolean
delete_file (HenjiDesk *self, HenjiCarrierFile *file, HenjiCarrierFileState state, GError **error)
{
  FileJob job = { .file = file, .at = henji_desk_now (self) };
  g_autofree char *name = g_filename_display_basename (file->path);

  if (state == HENJI_CARRIER_FILE_CHANGED)
    {
      g_set_error (
          error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_REFUSED,
          _ ("“%s” was changed after it was written, or is another file by now. Look at it "
             "and delete it yourself."),
          name);
      return FALSE;
    }
  if (state == HENJI_CARRIER_FILE_THERE && g_unlink (file->path) != 0 && errno != ENOENT)
    {
      g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED,
                   _ ("“%s” cannot be deleted: %s"), name, g_strerror (errno));
      return FALSE;
    }

  return _henji_desk_write (self, do_end, &job, error);
}

gboolean
henji_desk_delete_carrier_file (HenjiDesk *self, gint64 row, GError **error)
{
  ReadJob job = { .row = row };
  g_autoptr (HenjiCarrierFile) file = NULL;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  if (!_henji_desk_read (self, read_file, &job, NULL, error))
    return FALSE;
  file = job.file;

  return delete_file (self, file, henji_desk_carrier_file_state (file), error);
}

gboolean
henji_desk_forget_carrier_file (HenjiDesk *self, gint64 row, GError **error)
{
  ReadJob job = { .row = row };
  g_autoptr (HenjiCarrierFile) file = NULL;
  FileJob end = { 0 };

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  if (!_henji_desk_read (self, read_file, &job, NULL, error))
    return FALSE;
  end.file = file = job.file;
  end.at = henji_desk_now (self);

  return _henji_desk_write (self, do_end, &end, error);
}

/* ---- By themselves ----------------------------------------------------------------------------
 */

int
henji_desk_carrier_keep_days (HenjiDesk *self, GError **error)
{
  g_autofree char *text = henji_desk_setting (self, KEEP_SETTING, error);

  return text != NULL ? CLAMP (atoi (text), 0, MAX_KEEP_DAYS) : KEEP_DAYS;
}

gboolean
henji_desk_set_carrier_keep_days (HenjiDesk *self, int days, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", CLAMP (days, 0, MAX_KEEP_DAYS));

  return henji_desk_set_setting (self, KEEP_SETTING, text, error);
}

gboolean
henji_desk_expire_carrier_files (HenjiDesk *self, GError **error)
{
  ReadJob job = { 0 };
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) local = NULL;
  int days;

  g_return_val_if_fail (HENJI_IS_DESK (self), FALSE);

  days = henji_desk_carrier_keep_days (self, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (days == 0)
    return TRUE;
  job.before = henji_desk_now (self) - days * G_TIME_SPAN_DAY;
  if (!_henji_desk_read (self, read_files, &job, NULL, error))
    return FALSE;
  files = job.files;
  for (guint i = 0; i < files->len; i++)
    {
      HenjiCarrierFileState state = henji_desk_carrier_file_state (files->pdata[i]);

      /* One that cannot be deleted now is tried again; the list still shows it. */
      if (state != HENJI_CARRIER_FILE_CHANGED && !delete_file (self, files->pdata[i], state, NULL))
        g_message ("A carrier's file could not be deleted yet");
    }

  return TRUE;
}

char *
henji_desk_carrier_event (const HenjiEvent *event, HenjiLanguage language, int *rows)
{
  g_autofree char *count = NULL;

  g_return_val_if_fail (event != NULL && rows != NULL, NULL);

  if (event->type != HENJI_EVENT_CARRIER_FILE)
    return NULL;
  count = _henji_desk_event_value (event->data, "carrier-rows");
  *rows = count != NULL ? atoi (count) : 0;

  return _henji_desk_event_value (event->data,
                                  language == HENJI_LANGUAGE_JA ? "carrier-ja" : "carrier-en");
}
