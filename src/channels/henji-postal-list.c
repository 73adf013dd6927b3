/* henji-postal-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-postal-list"

#include "config.h"

#include "henji-postal-list.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (64 * 1024)
#define SMALL (10 * 1024 * 1024)
#define N_COLUMNS 15

typedef enum
{
  COLUMN_CODE = 2,
  COLUMN_PREFECTURE = 6,
  COLUMN_CITY = 7,
  COLUMN_TOWN = 8,
} Column;

/** Reading: the list while it comes in block by block. */
typedef struct
{
  HenjiPostalBuilder *builder;
  GString *line; /* begun, not yet ended */
  guint n_lines;
  gint64 done;
  gint64 total;
  HenjiPostalProgress progress; /* nullable */
  gpointer user_data;
  GCancellable *cancellable;
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->builder, henji_postal_builder_free);
  if (self->line != NULL)
    g_string_free (self->line, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);

  return FALSE;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Cuts the row in place; how many cells it has, of which the first N_COLUMNS are set, 0 when a
 * quotation mark is left open. */
static guint
cut_row (char *line, char *cells[N_COLUMNS])
{
  char *in = line, *out = line;
  guint n = 0;

  for (;;)
    {
      gboolean quoted = *in == '"';

      if (n < N_COLUMNS)
        cells[n] = out;
      n++;
      in += quoted;
      while (*in != '\0' && (quoted || *in != ','))
        {
          if (quoted && *in == '"')
            {
              if (in[1] != '"')
                break;
              in++;
            }
          *out++ = *in++;
        }
      if (quoted)
        {
          if (*in != '"' || (in[1] != ',' && in[1] != '\0'))
            return 0;
          in++;
        }
      if (*in == '\0')
        {
          *out = '\0';
          return n;
        }
      in++;
      *out++ = '\0';
    }
}

static gboolean
take_line (Reading *self, GError **error)
{
  char *cells[N_COLUMNS];
  char *line = self->line->str;
  guint n;

  self->n_lines++;
  if (self->line->len > 0 && line[self->line->len - 1] == '\r')
    g_string_truncate (self->line, self->line->len - 1);
  if (self->n_lines == 1 && g_str_has_prefix (line, "\xEF\xBB\xBF"))
    g_string_erase (self->line, 0, 3);
  if (self->line->len == 0)
    return TRUE;
  if (self->n_lines > HENJI_POSTAL_MAX_ROWS)
    return fail (error, _ ("The list has more than %d rows: this is not Japan Post’s."),
                 HENJI_POSTAL_MAX_ROWS);
  if (!g_utf8_validate_len (line, self->line->len, NULL))
    return fail (error,
                 _ ("Line %u is not UTF-8. Japan Post also has an older list in Shift_JIS, "
                    "ken_all.zip; utf_ken_all.zip is needed."),
                 self->n_lines);

  n = cut_row (line, cells);
  if (n < N_COLUMNS)
    return fail (error, _ ("Line %u is no row of Japan Post’s list: it has %u columns, not %d."),
                 self->n_lines, n, N_COLUMNS);
  if (!henji_postal_builder_add (self->builder, g_strstrip (cells[COLUMN_CODE]),
                                 g_strstrip (cells[COLUMN_PREFECTURE]),
                                 g_strstrip (cells[COLUMN_CITY]), g_strstrip (cells[COLUMN_TOWN])))
    return fail (error,
                 _ ("Line %u is no row of Japan Post’s list: there is no postal code with its "
                    "prefecture and city in it."),
                 self->n_lines);

  return TRUE;
}

static gboolean
feed (Reading *self, const char *bytes, gsize length, GError **error)
{
  const char *end = bytes + length;

  while (bytes < end)
    {
      const char *newline = memchr (bytes, '\n', (gsize) (end - bytes));
      const char *until = newline != NULL ? newline : end;

      if (self->line->len + (gsize) (until - bytes) > HENJI_POSTAL_MAX_LINE)
        return fail (error, _ ("Line %u is too long for Japan Post’s list."), self->n_lines + 1);
      g_string_append_len (self->line, bytes, until - bytes);
      bytes = until;
      if (newline == NULL)
        break;
      if (!take_line (self, error))
        return FALSE;
      g_string_truncate (self->line, 0);
      bytes++;
    }
  self->done += (gint64) length;
  if (self->progress != NULL)
    self->progress (self->done, self->total, self->user_data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* ---- The archive ----------------------------------------------------------------------------- */

static gboolean
fail_archive (struct archive *archive, GError **error)
{
  const char *why = archive_error_string (archive);

  g_debug ("The archive could not be read: %s", why != NULL ? why : "?");

  return fail (error, _ ("The archive is damaged or was not loaded to its end."));
}

static gboolean
is_list (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);
  gsize length = name != NULL ? strlen (name) : 0;

  return archive_entry_filetype (entry) == AE_IFREG && length > 4
         && g_ascii_strcasecmp (name + length - 4, ".csv") == 0;
}

/* (transfer full) (nullable): the day on which the list was made, as the archive has it. */
static char *
date_of (struct archive_entry *entry)
{
  g_autoptr (GDateTime) at = archive_entry_mtime_is_set (entry)
                                 ? g_date_time_new_from_unix_local (archive_entry_mtime (entry))
                                 : NULL;

  return at != NULL && g_date_time_get_year (at) >= 2000 ? g_date_time_format (at, "%Y-%m-%d")
                                                         : NULL;
}

static gboolean
read_entry (Reading *self, struct archive *archive, gsize packed, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  la_ssize_t n;

  while ((n = archive_read_data (archive, block, BLOCK)) > 0)
    {
      gint64 unpacked = self->done + n;

      if (unpacked > HENJI_POSTAL_MAX_UNPACKED
          || (unpacked > SMALL && unpacked / HENJI_POSTAL_MAX_RATIO > (gint64) packed))
        return fail (error,
                     _ ("Unpacked, the archive would be far larger than Japan Post’s list."));
      if (!feed (self, block, (gsize) n, error))
        return FALSE;
    }

  return n == 0 || fail_archive (archive, error);
}

static gboolean
read_entries (Reading *self, struct archive *archive, gsize packed, char **date, GError **error)
{
  gboolean found = FALSE;
  int result = ARCHIVE_OK;

  for (guint i = 0; result == ARCHIVE_OK; i++)
    {
      struct archive_entry *entry;

      result = archive_read_next_header (archive, &entry);
      if (result == ARCHIVE_EOF)
        break;
      if (result != ARCHIVE_OK)
        return fail_archive (archive, error);
      if (i == HENJI_POSTAL_MAX_ENTRIES)
        return fail (error, _ ("There are too many files in the archive."));
      if (!is_list (entry))
        continue;
      if (found)
        return fail (error, _ ("There is more than one CSV file in the archive."));
      found = TRUE;
      if (archive_entry_is_encrypted (entry))
        return fail (error, _ ("The archive has a password."));
      self->total = archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;
      *date = date_of (entry);
      if (!read_entry (self, archive, packed, error))
        return FALSE;
    }

  return found
         || fail (error, _ ("There is no CSV file in the archive: this is not utf_ken_all.zip."));
}

static gboolean
read_archive (Reading *self, GBytes *file, char **date, GError **error)
{
  struct archive *archive = archive_read_new ();
  gsize length;
  const char *bytes = g_bytes_get_data (file, &length);
  gboolean read;

  /* With its table of contents: an archive cut off is known at once. */
  archive_read_support_format_zip_seekable (archive);
  read = archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK
             ? read_entries (self, archive, length, date, error)
             : fail_archive (archive, error);
  archive_read_free (archive);

  return read;
}

/* ---- The file -------------------------------------------------------------------------------- */

static gboolean
read_csv (Reading *self, GBytes *file, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (file, &length);

  self->total = (gint64) length;
  for (gsize at = 0; at < length; at += BLOCK)
    if (!feed (self, bytes + at, MIN (BLOCK, length - at), error))
      return FALSE;

  return TRUE;
}

GBytes *
henji_postal_list_open (const char *path, GError **error)
{
  g_autoptr (GMappedFile) map = NULL;
  struct stat info;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 || fstat (fd, &info) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   _ ("The file could not be read: %s"), g_strerror (code));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    fail (error, _ ("This is no file."));
  else if (info.st_size == 0)
    fail (error, _ ("The file is empty."));
  else if (info.st_size > HENJI_POSTAL_MAX_FILE)
    fail (error, _ ("The file is far larger than Japan Post’s list."));
  else
    map = g_mapped_file_new_from_fd (fd, FALSE, error);
  close (fd);

  return map != NULL ? g_mapped_file_get_bytes (map) : NULL;
}

HenjiPostalCodes *
henji_postal_list_read (GBytes *file,
                        const char *source,
                        gint64 now,
                        HenjiPostalProgress progress,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (Reading) reading = {
    .builder = henji_postal_builder_new (),
    .line = g_string_new (NULL),
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  g_autofree char *date = NULL;
  const char *bytes;
  gsize length;
  gboolean packed;

  g_return_val_if_fail (file != NULL && source != NULL, NULL);

  bytes = g_bytes_get_data (file, &length);
  packed = length >= 4 && memcmp (bytes, "PK\3\4", 4) == 0;
  if (!(packed ? read_archive (&reading, file, &date, error) : read_csv (&reading, file, error)))
    return NULL;
  if (reading.line->len > 0 && !take_line (&reading, error))
    return NULL;

  return henji_postal_builder_end (reading.builder, source, date, now, error);
}
