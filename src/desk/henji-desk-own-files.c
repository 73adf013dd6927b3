/* henji-desk-own-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-desk-own-files"

#include "config.h"

#include "henji-desk-own-files.h"

#include "henji-desk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail_file (GError **error, const char *path, const char *sentence)
{
  int code = errno;
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_FAILED, sentence, name, g_strerror (code));

  return FALSE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

gboolean
_henji_desk_may_write (HenjiDesk *self, GError **error)
{
  if (_henji_desk_store (self, error) == NULL)
    return FALSE;
  if (self->mode == HENJI_DESK_READ_WRITE)
    return TRUE;

  g_set_error_literal (error, HENJI_DESK_ERROR, HENJI_DESK_ERROR_UNAVAILABLE,
                       _ ("The data folder is open for reading only."));

  return FALSE;
}

gboolean
_henji_desk_write_file (const char *path, const char *text, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_file (error, path, _ ("“%s” could not be written: %s"));
  if (!g_file_set_contents_full (path, text, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 error))
    return FALSE;
  sync_folder (path);

  return TRUE;
}

gboolean
_henji_desk_remove_file (const char *path, GError **error)
{
  if (g_unlink (path) != 0 && errno != ENOENT)
    return fail_file (error, path, _ ("“%s” could not be removed: %s"));
  sync_folder (path);

  return TRUE;
}
