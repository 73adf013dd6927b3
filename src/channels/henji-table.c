/* henji-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-table"

#include "config.h"

#include "henji-table.h"

#include "henji-report.h"
#include "henji-table-scan.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (256 * 1024)
/* A quoted cell may hold line breaks, but one forgotten quotation mark must not eat the file. */
#define MAX_LINES_PER_ROW 50

struct _HenjiTable
{
  int fd;
  char *name;
  gint64 size;
  gint64 position;
  HenjiTableScan scan;
  GIConv iconv;

  char delimiter;
  gboolean quoted;

  GByteArray *buffer; /* bytes read and, from UTF-16, already made UTF-8 */
  gsize begin;        /* where the next line begins in it */
  gboolean at_end;
  guint8 half[4]; /* UTF-16: bytes of a unit or pair that the next block completes */
  guint n_half;

  int next_line; /* number of the line at @begin */
  int line;
  int last_line;
  GString *text; /* the row in UTF-8, cut into cells by NULs */
  gsize *cells;  /* offsets into @text */
  gboolean *clean;
  guint n_cells;
  char *reason;
};

static gboolean
fail_errno (HenjiTable *self, int number, GError **error)
{
  g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_FILE,
               _ ("“%s” could not be read: %s."), self->name, g_strerror (number));

  return FALSE;
}

/* One block from the file; 0 at its end, -1 with @error. */
static gssize
read_block (HenjiTable *self, guint8 *block, GError **error)
{
  gssize n;

  do
    n = read (self->fd, block, BLOCK);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    fail_errno (self, errno, error);
  else
    self->position += n;

  return n;
}

int
henji_table_foreign (const char *head, gsize length)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } signatures[] = {
    { "PK\x03\x04", 4 },
    { "\xd0\xcf\x11\xe0", 4 },
    { "%PDF", 4 },
    { "\x89PNG", 4 },
    { "\xff\xd8\xff", 3 },
    { "GIF8", 4 },
    { "\x1f\x8b", 2 },
    { "{\\rtf", 5 },
    { "SQLite format 3", 15 },
    { "7z\xbc\xaf\x27\x1c", 6 },
    { "Rar!", 4 },
  };
  gsize at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (length >= signatures[i].length
        && memcmp (head, signatures[i].bytes, signatures[i].length) == 0)
      return HENJI_REPORT_ERROR_BINARY;

  if (length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0)
    at = 3;
  while (at < length && g_ascii_isspace (head[at]))
    at++;
  if (length - at >= 5 && memcmp (head + at, "<?xml", 5) == 0)
    return HENJI_REPORT_ERROR_XML;
  if (length - at >= 15 && memcmp (head + at, "<AmazonEnvelope", 15) == 0)
    return HENJI_REPORT_ERROR_XML;

  return -1;
}

static void
set_foreign (HenjiTable *self, int code, const char *head, GError **error)
{
  if (code == HENJI_REPORT_ERROR_XML)
    g_set_error (error, HENJI_REPORT_ERROR, code,
                 _ ("“%s” is an XML report. Download the same report as a tab-separated text file "
                    "(.txt) and import that."),
                 self->name);
  else if (strncmp (head, "PK", 2) == 0 || (guchar) head[0] == 0xd0)
    g_set_error (error, HENJI_REPORT_ERROR, code,
                 _ ("“%s” is a spreadsheet or an archive. Import the text file as it was "
                    "downloaded."),
                 self->name);
  else
    g_set_error (error, HENJI_REPORT_ERROR, code,
                 _ ("“%s” is not a text file and cannot be a report."), self->name);
}

/* The first reading: size, checksum, character set, and whether it is text at all. */
static gboolean
scan_file (HenjiTable *self, GError **error)
{
  g_autofree guint8 *block = g_malloc (BLOCK);
  gboolean first = TRUE;
  gssize n;

  henji_table_scan_init (&self->scan);
  while ((n = read_block (self, block, error)) > 0)
    {
      if (first)
        {
          int code = henji_table_foreign ((char *) block, n);

          if (code >= 0)
            {
              set_foreign (self, code, (char *) block, error);
              return FALSE;
            }
          first = FALSE;
        }
      if (self->position > HENJI_TABLE_MAX_FILE)
        {
          g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_TOO_LARGE,
                       _ ("“%s” is larger than %d MiB. Ask for a report of fewer days."),
                       self->name, HENJI_TABLE_MAX_FILE / (1024 * 1024));
          return FALSE;
        }
      henji_table_scan_feed (&self->scan, block, n);
    }
  if (n < 0)
    return FALSE;

  self->size = self->position;
  henji_table_scan_finish (&self->scan);
  if (self->scan.blank)
    {
      g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_EMPTY, _ ("“%s” is empty."),
                   self->name);
      return FALSE;
    }
  if (self->scan.charset == NULL)
    {
      set_foreign (self, HENJI_REPORT_ERROR_BINARY, "", error);
      return FALSE;
    }

  return TRUE;
}

HenjiTable *
henji_table_open (const char *path, GError **error)
{
  g_autoptr (HenjiTable) self = g_new0 (HenjiTable, 1);
  struct stat info;

  g_return_val_if_fail (path != NULL, NULL);

  self->name = g_filename_display_basename (path);
  self->iconv = (GIConv) -1;
  self->buffer = g_byte_array_new ();
  self->text = g_string_new (NULL);
  self->cells = g_new0 (gsize, HENJI_TABLE_MAX_CELLS);
  self->clean = g_new0 (gboolean, HENJI_TABLE_MAX_CELLS);

  /* Not blocking: a pipe must not hold us up, only to be refused. */
  self->fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  if (self->fd < 0 || fstat (self->fd, &info) != 0)
    {
      fail_errno (self, errno, error);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_FILE, _ ("“%s” is not a file."),
                   self->name);
      return NULL;
    }
  if (info.st_size > HENJI_TABLE_MAX_FILE)
    {
      g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_TOO_LARGE,
                   _ ("“%s” is larger than %d MiB. Ask for a report of fewer days."), self->name,
                   HENJI_TABLE_MAX_FILE / (1024 * 1024));
      return NULL;
    }
  if (!scan_file (self, error))
    return NULL;

  if (g_str_equal (self->scan.charset, "CP932") || g_str_equal (self->scan.charset, "WINDOWS-1252"))
    {
      self->iconv = g_iconv_open ("UTF-8", self->scan.charset);
      if (self->iconv == (GIConv) -1)
        {
          g_set_error (error, HENJI_REPORT_ERROR, HENJI_REPORT_ERROR_FILE,
                       _ ("This computer cannot read the character set %s of “%s”."),
                       self->scan.charset, self->name);
          return NULL;
        }
    }
  if (!henji_table_rewind (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
henji_table_free (HenjiTable *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    g_close (self->fd, NULL);
  if (self->iconv != (GIConv) -1)
    g_iconv_close (self->iconv);
  henji_table_scan_clear (&self->scan);
  g_byte_array_unref (self->buffer);
  g_string_free (self->text, TRUE);
  g_free (self->cells);
  g_free (self->clean);
  g_free (self->reason);
  g_free (self->name);
  g_free (self);
}

void
henji_table_set_delimiter (HenjiTable *self, char delimiter, gboolean quoted)
{
  g_return_if_fail (self != NULL);

  self->delimiter = delimiter;
  self->quoted = quoted;
}

gboolean
henji_table_rewind (HenjiTable *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (lseek (self->fd, 0, SEEK_SET) < 0)
    return fail_errno (self, errno, error);

  self->position = 0;
  g_byte_array_set_size (self->buffer, 0);
  self->begin = 0;
  self->at_end = FALSE;
  self->n_half = 0;
  self->next_line = 1;
  self->line = 0;
  self->last_line = 0;
  self->n_cells = 0;

  return TRUE;
}

/* Makes the UTF-16 in @block UTF-8. Half a pair becomes a byte that is no UTF-8, so that its line
 * is reported. */
static void
append_utf16 (HenjiTable *self, const guint8 *block, gsize length)
{
  gboolean big = g_str_equal (self->scan.charset, "UTF-16BE");
  static const guint8 wrong = 0xff;

  for (gsize i = 0; i < length; i++)
    {
      gunichar c, low;
      char utf8[6];

      self->half[self->n_half++] = block[i];
      if (self->n_half % 2 != 0)
        continue;

      c = big ? self->half[0] << 8 | self->half[1] : self->half[1] << 8 | self->half[0];
      if (c >= 0xd800 && c < 0xdc00)
        {
          if (self->n_half < 4)
            continue;
          low = big ? self->half[2] << 8 | self->half[3] : self->half[3] << 8 | self->half[2];
          if (low < 0xdc00 || low > 0xdfff)
            {
              g_byte_array_append (self->buffer, &wrong, 1);
              self->half[0] = self->half[2];
              self->half[1] = self->half[3];
              self->n_half = 2;
              c = low;
              if (c >= 0xd800 && c < 0xdc00)
                continue;
            }
          else
            {
              c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            }
        }
      self->n_half = 0;
      if (c >= 0xdc00 && c <= 0xdfff)
        g_byte_array_append (self->buffer, &wrong, 1);
      else
        g_byte_array_append (self->buffer, (guint8 *) utf8, g_unichar_to_utf8 (c, utf8));
    }
}

/* Reads another block into the buffer; FALSE only with @error. */
static gboolean
fill (HenjiTable *self, GError **error)
{
  g_autofree guint8 *block = NULL;
  gboolean wide = g_str_has_prefix (self->scan.charset, "UTF-16");
  gsize skip = 0;
  gint64 before = self->position;
  gssize n;

  if (self->begin > 0)
    {
      g_byte_array_remove_range (self->buffer, 0, self->begin);
      self->begin = 0;
    }

  block = g_malloc (BLOCK);
  n = read_block (self, block, error);
  if (n < 0)
    return FALSE;
  if (n == 0)
    {
      if (self->n_half > 0)
        g_byte_array_append (self->buffer, (const guint8 *) "\xff", 1);
      self->n_half = 0;
      self->at_end = TRUE;
      return TRUE;
    }

  if (before == 0)
    skip = MIN (self->scan.bom, (gsize) n);
  if (wide)
    append_utf16 (self, block + skip, n - skip);
  else
    g_byte_array_append (self->buffer, block + skip, n - skip);

  return TRUE;
}

/* Finds the end of the line that begins @from bytes into the buffer, reading on as needed.
 * @length leaves out the line end, @next is where the following line begins. Both are relative to
 * the row's beginning. FALSE with no @error when the line is longer than the cap. */
static gboolean
find_line (HenjiTable *self, gsize from, gsize *length, gsize *next, GError **error)
{
  char end = self->scan.has_lf ? '\n' : '\r';
  gsize searched = from;

  for (;;)
    {
      const char *start = (const char *) self->buffer->data + self->begin;
      gsize have = self->buffer->len - self->begin;
      const char *found = have > searched ? memchr (start + searched, end, have - searched) : NULL;

      if (found != NULL || self->at_end)
        {
          *length = found != NULL ? (gsize) (found - start) : have;
          *next = found != NULL ? *length + 1 : have;
          if (end == '\n' && *length > from && start[*length - 1] == '\r')
            (*length)--;
          return *length <= HENJI_TABLE_MAX_LINE;
        }
      if (have > HENJI_TABLE_MAX_LINE)
        return FALSE;
      searched = have;
      if (!fill (self, error))
        return FALSE;
    }
}

/* Goes past the end of a line that is too long. */
static gboolean
skip_line (HenjiTable *self, GError **error)
{
  char end = self->scan.has_lf ? '\n' : '\r';

  for (;;)
    {
      const char *start = (const char *) self->buffer->data + self->begin;
      gsize have = self->buffer->len - self->begin;
      const char *found = have > 0 ? memchr (start, end, have) : NULL;

      if (found != NULL)
        {
          self->begin += found - start + 1;
          return TRUE;
        }
      self->begin = self->buffer->len;
      if (self->at_end)
        return TRUE;
      if (!fill (self, error))
        return FALSE;
    }
}

static HenjiTableState
bad (HenjiTable *self, char *reason)
{
  g_free (self->reason);
  self->reason = reason;
  self->n_cells = 0;

  return HENJI_TABLE_BAD;
}

/* Puts @length bytes of the file into the row as UTF-8. */
static gboolean
decode (HenjiTable *self, const char *bytes, gsize length)
{
  char *in = (char *) bytes;
  gsize in_left = length;
  gsize out_left;
  char *out;
  gboolean ascii = TRUE;

  g_string_truncate (self->text, 0);
  for (gsize i = 0; ascii && i < length; i++)
    ascii = (guchar) bytes[i] < 0x80;
  if (self->iconv == (GIConv) -1 || ascii)
    {
      if (!g_utf8_validate_len (bytes, length, NULL))
        return FALSE;
      g_string_append_len (self->text, bytes, length);
      return TRUE;
    }

  /* No character of either set takes more than three bytes of UTF-8 per byte. */
  g_string_set_size (self->text, length * 3);
  out = self->text->str;
  out_left = length * 3;
  g_iconv (self->iconv, NULL, NULL, NULL, NULL);
  if (g_iconv (self->iconv, &in, &in_left, &out, &out_left) == (gsize) -1 || in_left > 0)
    return FALSE;
  g_string_truncate (self->text, out - self->text->str);

  return g_utf8_validate_len (self->text->str, self->text->len, NULL);
}

/* Cuts the row into cells. FALSE when a quotation mark is not closed, which another line may do. */
static gboolean
split (HenjiTable *self, gboolean *too_many)
{
  char *text = self->text->str;
  gsize length = self->text->len;
  gsize in = 0, out = 0;

  *too_many = FALSE;
  self->n_cells = 0;
  for (;;)
    {
      if (self->n_cells == HENJI_TABLE_MAX_CELLS)
        {
          /* Empty columns beyond the cap do no harm. */
          while (in < length && text[in] == self->delimiter)
            in++;
          *too_many = in < length;
          return TRUE;
        }
      self->clean[self->n_cells] = FALSE;
      self->cells[self->n_cells++] = out;

      if (self->delimiter == '\0')
        {
          text[length] = '\0';
          return TRUE;
        }
      if (!self->quoted)
        {
          char *found = memchr (text + in, self->delimiter, length - in);

          if (found == NULL)
            return TRUE;
          *found = '\0';
          in = out = found - text + 1;
          continue;
        }

      while (in < length && text[in] == ' ')
        in++;
      if (in < length && text[in] == '"')
        {
          in++;
          for (;;)
            {
              if (in == length)
                return FALSE;
              if (text[in] == '"' && text[in + 1] != '"')
                break;
              if (text[in] == '"')
                in++;
              text[out++] = text[in++];
            }
          in++;
        }
      while (in < length && text[in] != self->delimiter)
        text[out++] = text[in++];
      if (in == length)
        {
          text[out] = '\0';
          return TRUE;
        }
      in++;
      text[out++] = '\0';
    }
}

static gboolean
is_blank (HenjiTable *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    if (*henji_table_cell (self, i) != '\0')
      return FALSE;

  return TRUE;
}

HenjiTableState
henji_table_next (HenjiTable *self, GError **error)
{
  g_return_val_if_fail (self != NULL, HENJI_TABLE_ERROR);

  for (;;)
    {
      gsize length = 0, next = 0;
      gsize first_next = 0;
      int lines = 0;
      gboolean too_many = FALSE;
      gboolean closed = FALSE;
      GError *local_error = NULL;

      self->line = self->last_line = self->next_line;
      while (!closed)
        {
          if (!find_line (self, next, &length, &next, &local_error))
            {
              if (local_error != NULL)
                {
                  g_propagate_error (error, local_error);
                  return HENJI_TABLE_ERROR;
                }
              if (lines > 0)
                break;
              if (!skip_line (self, error))
                return HENJI_TABLE_ERROR;
              self->next_line++;
              return bad (self, g_strdup_printf (_ ("Line %d is longer than 1 MiB."), self->line));
            }
          if (lines == 0)
            {
              if (length == 0 && next == 0)
                return HENJI_TABLE_END;
              first_next = next;
            }
          lines++;

          if (!decode (self, (const char *) self->buffer->data + self->begin, length))
            {
              self->begin += first_next;
              self->next_line++;
              if (self->at_end && self->begin == self->buffer->len)
                return bad (self, g_strdup_printf (_ ("Line %d, the last one, breaks off inside a "
                                                      "character: the file is not complete."),
                                                   self->line));
              return bad (self, g_strdup_printf (_ ("Line %d is not valid %s."), self->line,
                                                 self->scan.charset));
            }
          closed = split (self, &too_many);
          if (!closed
              && (lines == MAX_LINES_PER_ROW
                  || (self->at_end && self->begin + next == self->buffer->len)))
            break;
        }

      if (!closed)
        {
          self->begin += first_next;
          self->next_line++;
          return bad (self, g_strdup_printf (_ ("Line %d has a quotation mark that is never "
                                                "closed."),
                                             self->line));
        }
      self->begin += next;
      self->next_line += lines;
      self->last_line = self->next_line - 1;
      if (too_many)
        return bad (self, g_strdup_printf (_ ("Line %d has more than %d columns."), self->line,
                                           HENJI_TABLE_MAX_CELLS));
      if (!is_blank (self))
        return HENJI_TABLE_ROW;
    }
}

int
henji_table_line (const HenjiTable *self)
{
  return self->line;
}

int
henji_table_last_line (const HenjiTable *self)
{
  return self->last_line;
}

guint
henji_table_n_cells (const HenjiTable *self)
{
  return self->n_cells;
}

static gboolean
is_space (gunichar c)
{
  return c <= 0x20 || c == 0x7f || c == 0xa0 || c == 0x3000 || c == 0x200b || c == 0xfeff
         || (c >= 0x80 && c < 0xa0);
}

/* Trims the cell where it lies. */
static char *
tidy (char *cell)
{
  char *end;

  while (*cell != '\0' && is_space (g_utf8_get_char (cell)))
    cell = g_utf8_next_char (cell);
  end = cell + strlen (cell);
  while (end > cell)
    {
      char *last = g_utf8_prev_char (end);

      if (!is_space (g_utf8_get_char (last)))
        break;
      end = last;
    }
  *end = '\0';
  for (char *p = cell; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  return cell;
}

const char *
henji_table_cell (HenjiTable *self, guint column)
{
  g_return_val_if_fail (self != NULL, "");

  if (column >= self->n_cells)
    return "";
  if (!self->clean[column])
    {
      self->cells[column] = tidy (self->text->str + self->cells[column]) - self->text->str;
      self->clean[column] = TRUE;
    }

  return self->text->str + self->cells[column];
}

const char *
henji_table_reason (const HenjiTable *self)
{
  return self->reason;
}

const char *
henji_table_charset (const HenjiTable *self)
{
  return self->scan.charset;
}

const char *
henji_table_checksum (const HenjiTable *self)
{
  return g_checksum_get_string (self->scan.checksum);
}

gint64
henji_table_size (const HenjiTable *self)
{
  return self->size;
}

gint64
henji_table_position (const HenjiTable *self)
{
  gint64 waiting = self->buffer->len - self->begin;

  /* What waits in the buffer counts as read only when it was handed out. */
  return CLAMP (self->position - waiting, 0, self->size);
}
