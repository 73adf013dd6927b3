/* henji-pdf-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-pdf-file"

#include "config.h"

#include "henji-pdf-file.h"

#include "henji-typeset.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  int fd;
  int code; /* errno of the first failure */
  gint64 size;
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  while (length > 0 && sink->code == 0)
    {
      ssize_t n = write (sink->fd, data, length);

      if (n < 0 && errno != EINTR)
        sink->code = errno;
      else if (n > 0)
        {
          data += n;
          sink->size += n;
          length -= (unsigned int) n;
        }
    }

  return sink->code == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* A sentence for @code, an errno met while @path was written. */
static void
set_save_error (GError **error, int code, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *shown_folder = g_filename_display_name (folder);
  int kind = (int) g_io_error_from_errno (code);

  /* Some file systems say so of a file they will not have. */
  if (code == ENOENT && g_file_test (folder, G_FILE_TEST_IS_DIR))
    code = EACCES;
  switch (code)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, G_IO_ERROR, kind,
                   _ ("The folder “%s” may not be written to. Choose another one."), shown_folder);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, G_IO_ERROR, kind, _ ("The folder “%s” does not exist."), shown_folder);
      break;
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, G_IO_ERROR, kind, _ ("The disk is full: “%s” was not saved."), shown);
      break;
    case EISDIR:
      g_set_error (error, G_IO_ERROR, kind, _ ("“%s” is a folder. Give the PDF a name of its own."),
                   shown);
      break;
    case EINVAL:
      g_set_error (error, G_IO_ERROR, kind,
                   _ ("“%s” is not an ordinary file. Give the PDF a name of its own."), shown);
      break;
    default:
      g_set_error (error, G_IO_ERROR, kind, _ ("“%s” could not be saved: %s."), shown,
                   g_strerror (code));
      break;
    }
}

static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return synced;
}

/* (transfer full) (nullable): the file that will be replaced: the target of a link, not the link.
 */
static char *
real_target (const char *path, GError **error)
{
  struct stat info = { 0 };
  g_autofree char *target = NULL;
  char *resolved = NULL;

  if (stat (path, &info) != 0)
    return g_strdup (path);
  if (!S_ISREG (info.st_mode))
    {
      set_save_error (error, S_ISDIR (info.st_mode) ? EISDIR : EINVAL, path);
      return NULL;
    }

  resolved = realpath (path, NULL);
  target = g_strdup (resolved != NULL ? resolved : path);
  free (resolved);

  return g_steal_pointer (&target);
}

gboolean
henji_pdf_file_save (const char *path,
                     double width,
                     double height,
                     gint64 limit,
                     HenjiPdfDraw draw,
                     gpointer data,
                     gint64 *size,
                     GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *temporary = NULL;
  cairo_surface_t *surface = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;
  Sink sink = { -1, 0, 0 };
  gboolean drawn = FALSE;

  g_return_val_if_fail (path != NULL && *path != '\0' && draw != NULL, FALSE);

  target = real_target (path, error);
  if (target == NULL)
    return FALSE;

  {
    g_autofree char *folder = g_path_get_dirname (target);

    temporary = g_build_filename (folder, ".henji-XXXXXX.pdf", NULL);
  }
  sink.fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (sink.fd < 0)
    {
      set_save_error (error, errno, path);
      return FALSE;
    }

  surface
      = cairo_pdf_surface_create_for_stream (write_cb, &sink, width * HENJI_MM, height * HENJI_MM);
  drawn = draw (surface, data, error);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (sink.code == 0 && fsync (sink.fd) != 0)
    sink.code = errno;
  if (close (sink.fd) != 0 && sink.code == 0)
    sink.code = errno;
  if (drawn && sink.code == 0 && status != CAIRO_STATUS_SUCCESS)
    sink.code = status == CAIRO_STATUS_NO_MEMORY ? ENOMEM : EIO;
  if (drawn && sink.code == 0 && limit > 0 && sink.size > limit)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                           _ ("The PDF would be too large."));
      drawn = FALSE;
    }
  if (drawn && sink.code == 0 && g_rename (temporary, target) != 0)
    sink.code = errno;
  if (drawn && sink.code == 0)
    {
      if (!sync_folder (target))
        g_debug ("The folder was not synced");
      if (size != NULL)
        *size = sink.size;
      return TRUE;
    }

  g_unlink (temporary);
  if (drawn)
    set_save_error (error, sink.code, path);

  return FALSE;
}
