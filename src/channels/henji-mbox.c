/* henji-mbox.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-mbox"

#include "config.h"

#include "henji-mbox.h"

#include "henji-mail-head.h"
#include "henji-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (256 * 1024)
#define MAX_FROM_LINE 1000

struct _HenjiMbox
{
  GInputStream *stream;
  GCancellable *cancellable;
  GByteArray *buffer;
  gsize start; /* of the current message in the buffer */
  gint64 base; /* the same in the file */
  gint64 size;
  gboolean is_mbox;
  gboolean eof;
  int index;
};

/* What has been read from the beginning of the current message on. */
static const guint8 *
data_of (HenjiMbox *self)
{
  return self->buffer->data + self->start;
}

static gsize
length_of (HenjiMbox *self)
{
  return self->buffer->len - self->start;
}

/* Reads on. Returns: %FALSE on an error; at the end sets @eof. */
static gboolean
fill (HenjiMbox *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  guint old;
  gssize n;

  if (self->eof)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->start > 0)
    g_byte_array_remove_range (self->buffer, 0, self->start);
  self->start = 0;
  old = self->buffer->len;
  g_byte_array_set_size (self->buffer, old + CHUNK);
  n = g_input_stream_read (self->stream, self->buffer->data + old, CHUNK, self->cancellable,
                           &fault);
  g_byte_array_set_size (self->buffer, old + MAX (n, 0));
  if (n < 0)
    {
      if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&fault));
      else
        g_set_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_FILE,
                     _ ("The file could not be read: %s"), fault->message);
      return FALSE;
    }
  self->eof = n == 0;

  return TRUE;
}

static void
drop (HenjiMbox *self, gsize n)
{
  self->start += n;
  self->base += n;
}

HenjiMbox *
henji_mbox_new_for_stream (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (HenjiMbox) self = NULL;
  HenjiMailFormat format;
  gsize skip = 0;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_new0 (HenjiMbox, 1);
  self->stream = g_object_ref (stream);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->buffer = g_byte_array_new ();
  while (!self->eof && self->buffer->len < CHUNK)
    if (!fill (self, error))
      return NULL;
  if (self->buffer->len == 0)
    {
      g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_EMPTY,
                           _ ("This file is empty."));
      return NULL;
    }

  format = henji_mail_sniff (self->buffer->data, self->buffer->len);
  if (format == HENJI_MAIL_FORMAT_NONE)
    {
      g_autoptr (GBytes) head = g_bytes_new (self->buffer->data, self->buffer->len);
      g_autoptr (HenjiMail) mail = henji_mail_parse (head, error);

      /* The sentence is the reader's own; it would take nothing that is not sniffed. */
      if (mail != NULL)
        g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_NOT_MAIL,
                             _ ("This is not a mail: it does not begin with the headers of one."));
      return NULL;
    }
  self->is_mbox = format == HENJI_MAIL_FORMAT_MBOX;
  if (self->is_mbox)
    {
      if (self->buffer->len >= 3 && memcmp (self->buffer->data, "\357\273\277", 3) == 0)
        skip = 3;
      while (skip < self->buffer->len && g_ascii_isspace (self->buffer->data[skip]))
        skip++;
      drop (self, skip);
    }

  return g_steal_pointer (&self);
}

HenjiMbox *
henji_mbox_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) fault = NULL;
  HenjiMbox *self;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, cancellable, &fault);
  if (stream == NULL)
    {
      if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&fault));
      else
        g_set_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_FILE,
                     _ ("The file could not be read: %s"), fault->message);
      return NULL;
    }
  self = henji_mbox_new_for_stream (G_INPUT_STREAM (stream), cancellable, error);
  if (self == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL)
    self->size = g_file_info_get_size (info);

  return self;
}

void
henji_mbox_free (HenjiMbox *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_clear_object (&self->cancellable);
  g_byte_array_unref (self->buffer);
  g_free (self);
}

gint64
henji_mbox_size (const HenjiMbox *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

gint64
henji_mbox_position (const HenjiMbox *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->base;
}

static gboolean
is_blank_line (const guint8 *p, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (p[i] != '\r' && p[i] != '\n')
      return FALSE;

  return TRUE;
}

/* "From somebody Fri Nov 20 10:12:13 2026", zone and order free: a time and a year. */
static gboolean
is_from_line (const guint8 *p, gsize length)
{
  gboolean time = FALSE, year = FALSE;

  if (length < 6 || length > MAX_FROM_LINE || memcmp (p, "From ", 5) != 0)
    return FALSE;
  for (gsize i = 5; i < length; i++)
    {
      if (i + 3 < length && p[i] == ':' && g_ascii_isdigit (p[i - 1]) && g_ascii_isdigit (p[i + 1])
          && g_ascii_isdigit (p[i + 2]))
        time = TRUE;
      if (i + 4 <= length && g_ascii_isdigit (p[i]) && g_ascii_isdigit (p[i + 1])
          && g_ascii_isdigit (p[i + 2]) && g_ascii_isdigit (p[i + 3]) && p[i - 1] == ' '
          && (p[i] == '1' || p[i] == '2') && (i + 4 == length || g_ascii_isspace (p[i + 4])))
        year = TRUE;
    }

  return time && year;
}

/* The line from @start, read whole unless it is beyond all measure. */
static gboolean
read_line (HenjiMbox *self, gsize start, gsize *length, GError **error)
{
  gsize searched = start;

  for (;;)
    {
      const guint8 *newline = NULL;

      if (searched < length_of (self))
        newline = memchr (data_of (self) + searched, '\n', length_of (self) - searched);
      if (newline != NULL)
        {
          *length = newline + 1 - (data_of (self) + start);
          return TRUE;
        }
      if (self->eof || length_of (self) - start > HENJI_MAIL_MAX_SIZE)
        {
          *length = length_of (self) - start;
          return TRUE;
        }
      searched = length_of (self);
      if (!fill (self, error))
        return FALSE;
    }
}

/* Takes the ">" off quoted "From " lines, and the blank line that ends a message in an mbox. */
static GBytes *
unquote (const guint8 *data, gsize length)
{
  GByteArray *out = g_byte_array_sized_new (length);
  const guint8 *p = data, *end = data + length;

  if (length > 0 && end[-1] == '\n')
    {
      const guint8 *q = end - 1;

      if (q > data && q[-1] == '\r')
        q--;
      if (q > data && q[-1] == '\n')
        end = q;
    }
  while (p < end)
    {
      const guint8 *newline = memchr (p, '\n', end - p);
      const guint8 *next = newline != NULL ? newline + 1 : end;

      if (*p == '>')
        {
          const guint8 *q = p;

          while (q < next && *q == '>')
            q++;
          if (next - q >= 5 && memcmp (q, "From ", 5) == 0)
            p++;
        }
      g_byte_array_append (out, p, next - p);
      p = next;
    }

  return g_byte_array_free_to_bytes (out);
}

static char *
too_large (void)
{
  return g_strdup_printf (_ ("This mail is larger than %d MB."),
                          HENJI_MAIL_MAX_SIZE / (1024 * 1024));
}

/* A file that is one message. */
static gboolean
next_single (HenjiMbox *self, GBytes **raw, char **reason, GError **error)
{
  if (self->index > 1)
    return FALSE;
  while (!self->eof && length_of (self) <= HENJI_MAIL_MAX_SIZE)
    if (!fill (self, error))
      return FALSE;
  if (length_of (self) > HENJI_MAIL_MAX_SIZE)
    *reason = too_large ();
  else
    *raw = g_bytes_new (data_of (self), length_of (self));
  drop (self, length_of (self));

  return TRUE;
}

gboolean
henji_mbox_next (
    HenjiMbox *self, GBytes **raw, int *index, gint64 *offset, char **reason, GError **error)
{
  gsize from_line, at, n;
  gboolean blank = FALSE, skipping = FALSE;

  g_return_val_if_fail (self != NULL && raw != NULL && index != NULL && reason != NULL, FALSE);

  *raw = NULL;
  *reason = NULL;
  *index = self->index++;
  if (offset != NULL)
    *offset = self->base;
  if (!self->is_mbox)
    return next_single (self, raw, reason, error);

  if (!read_line (self, 0, &from_line, error))
    return FALSE;
  if (from_line == 0)
    return FALSE;

  at = from_line;
  for (;;)
    {
      const guint8 *line;

      if (!read_line (self, at, &n, error))
        return FALSE;
      if (n == 0)
        break;
      line = data_of (self) + at;
      if (blank && is_from_line (line, n))
        {
          gsize next;

          /* Headers must follow, or it is a sentence that begins with "From". */
          if (!read_line (self, at + n, &next, error))
            return FALSE;
          line = data_of (self) + at;
          if (next == 0 || henji_mail_is_field_line ((const char *) line + n, next)
              || (next > 6 && memcmp (line + n, ">From ", 6) == 0))
            break;
        }
      blank = is_blank_line (line, n);
      at += n;
      if (at > HENJI_MAIL_MAX_SIZE + MAX_FROM_LINE || skipping)
        {
          /* Too large to take: let it go by without keeping it. */
          skipping = TRUE;
          drop (self, at);
          at = 0;
        }
    }

  if (skipping)
    *reason = too_large ();
  else
    *raw = unquote (data_of (self) + from_line, at - from_line);
  drop (self, at);

  return TRUE;
}
