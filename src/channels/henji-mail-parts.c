/* henji-mail-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of a mail, by gmime. gmime 3.2.13 can be brought to overflow its stack by an
 * address header and to build objects without end by tiny parts, and it loses text in many
 * character sets. So it sees a copy that holds no headers but those of structure and no more parts
 * than we take; it is told to treat an attached mail as one closed part, which then passes the same
 * gate; and what it hands back are ranges of bytes, which are decoded here.
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail-parts.h"

#include "henji-charset.h"
#include "henji-mail.h"
#include "henji-message.h"
#include "henji-rfc2047.h"

#include <gmime/gmime.h>
#include <string.h>

#define MAX_TEXT (8 * 1024 * 1024) /* bytes of one text that are read */
#define MAX_BOUNDARIES 64
#define BOUNDARY_KEY 24

static void
text_free (gpointer data)
{
  HenjiMailText *self = data;

  g_free (self->text);
  g_free (self);
}

void
henji_mail_parts_clear (HenjiMailParts *self)
{
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
}

static void
init_gmime (void)
{
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      static const char *const closed[] = {
        "rfc822",  "rfc2822",       "global",          "global-headers",           "news",
        "partial", "external-body", "delivery-status", "disposition-notification", "*",
      };

      g_mime_init ();
      for (guint i = 0; i < G_N_ELEMENTS (closed); i++)
        g_mime_object_register_type ("message", closed[i], GMIME_TYPE_PART);
      g_mime_object_register_type ("application", "*", GMIME_TYPE_PART);
      g_mime_object_register_type ("text", "*", GMIME_TYPE_PART);
      g_once_init_leave (&ready, 1);
    }
}

/* ---- The gate before gmime ---- */

typedef struct
{
  char key[MAX_BOUNDARIES][BOUNDARY_KEY];
  guint length[MAX_BOUNDARIES];
  guint n;
} Boundaries;

/* Every "boundary=" that stands anywhere, by its beginning. What is written in a rarer way counts
 * as one that any line may match. */
static void
find_boundaries (const char *data, gsize length, Boundaries *out)
{
  const char *end = data + length;

  out->n = 0;
  for (const char *p = data; (p = memchr (p, '=', end - p)) != NULL; p++)
    {
      const char *name = p;
      char key[BOUNDARY_KEY];
      guint n = 0;
      gboolean plain, known = FALSE;

      while (name > data && (name[-1] == ' ' || name[-1] == '\t'))
        name--;
      plain = name - data >= 8 && g_ascii_strncasecmp (name - 8, "boundary", 8) == 0;
      if (!plain)
        {
          const char *star = name;

          while (star > data && name - star < 12 && (g_ascii_isdigit (star[-1]) || star[-1] == '*'))
            star--;
          if (star == name || star - data < 8 || g_ascii_strncasecmp (star - 8, "boundary", 8) != 0)
            continue;
        }
      else
        {
          const char *q = p + 1;

          while (q < end && g_ascii_isspace (*q))
            q++;
          if (q < end && *q == '"')
            q++;
          while (q < end && n < BOUNDARY_KEY && *q != '"' && *q != ';' && *q != '\\'
                 && !g_ascii_isspace (*q))
            key[n++] = *q++;
        }
      for (guint i = 0; i < out->n && !known; i++)
        known = out->length[i] <= n && memcmp (out->key[i], key, out->length[i]) == 0;
      if (known)
        continue;
      if (out->n == MAX_BOUNDARIES)
        {
          out->n = 1;
          out->length[0] = 0;
          return;
        }
      if (n > 0)
        memcpy (out->key[out->n], key, n);
      out->length[out->n++] = n;
      p += plain ? 1 : 0;
      if (p >= end)
        return;
    }
}

static gboolean
is_boundary (const Boundaries *self, const char *line, gsize length)
{
  if (length < 3 || line[0] != '-' || line[1] != '-')
    return FALSE;
  for (guint i = 0; i < self->n; i++)
    if (length - 2 >= self->length[i] && memcmp (line + 2, self->key[i], self->length[i]) == 0)
      return TRUE;

  return FALSE;
}

/* How much of a body gmime may see: up to the part that is one too many, or whose header block is
 * beyond all measure. */
static gsize
measure (const Boundaries *boundaries, const char *data, gsize length, HenjiMailParts *out)
{
  const char *end = data + length;
  guint n_parts = 0, n_fields = 0;
  gsize block = 0;
  gboolean in_head = FALSE;
  const char *line_end;

  for (const char *p = data; p < end; p = line_end)
    {
      const char *newline = memchr (p, '\n', end - p);
      gsize n;

      line_end = newline != NULL ? newline + 1 : end;
      n = line_end - p;
      if (*p == '-' && is_boundary (boundaries, p, n))
        {
          if (++n_parts > 2 * HENJI_MAIL_MAX_PARTS)
            {
              out->too_many = TRUE;
              return p - data;
            }
          in_head = TRUE;
          block = 0;
          n_fields = 0;
        }
      else if (in_head)
        {
          block += n;
          n_fields++;
          if (block > HENJI_MAIL_MAX_VALUE || n_fields > HENJI_MAIL_MAX_HEADERS)
            {
              /* A long text that only begins with such a line is none of this. */
              if (henji_mail_is_field_line (p, n) || *p == ' ' || *p == '\t')
                {
                  out->cut_head = TRUE;
                  return p - data;
                }
              in_head = FALSE;
            }
          if (n <= 2 && (*p == '\n' || *p == '\r'))
            in_head = FALSE;
        }
    }

  return length;
}

static void
append_field (const HenjiMailHead *head, const char *name, GByteArray *out)
{
  const HenjiMailField *field = henji_mail_head_find (head, name);

  if (field == NULL)
    return;
  g_byte_array_append (out, (const guint8 *) name, strlen (name));
  g_byte_array_append (out, (const guint8 *) ": ", 2);
  for (gsize i = 0; i < field->length; i++)
    {
      guint8 c = field->value[i];

      if (c == '\r' || c == '\n' || c == '\0')
        c = ' ';
      g_byte_array_append (out, &c, 1);
    }
  g_byte_array_append (out, (const guint8 *) "\n", 1);
}

/* ---- Parts ---- */

typedef struct
{
  HenjiMailParts *out;
  GByteArray *bytes; /* what gmime reads */
  guint depth;
  gboolean attached;
} Walk;

static void walk_object (Walk *walk, GMimeObject *object, GPtrArray *texts);
static void read_message (const char *data,
                          gsize length,
                          const HenjiMailHead *head,
                          guint depth,
                          gboolean attached,
                          HenjiMailParts *out,
                          GPtrArray *texts);

static char *
param (GMimeObject *object, const char *header, const char *name, const char *charset)
{
  GMimeHeader *field
      = g_mime_header_list_get_header (g_mime_object_get_header_list (object), header);
  const char *raw = field != NULL ? g_mime_header_get_raw_value (field) : NULL;

  return raw != NULL ? henji_rfc2231_param (raw, strlen (raw), name, charset) : NULL;
}

static char *
header_word (GMimeObject *object, const char *header)
{
  GMimeHeader *field
      = g_mime_header_list_get_header (g_mime_object_get_header_list (object), header);
  const char *raw = field != NULL ? g_mime_header_get_raw_value (field) : NULL;
  gsize n = 0;

  if (raw == NULL)
    return g_strdup ("");
  while (g_ascii_isspace (*raw) || *raw == '"')
    raw++;
  while (g_ascii_isgraph (raw[n]) && strchr (";\"", raw[n]) == NULL && n < 100)
    n++;

  return g_ascii_strdown (raw, n);
}

static char *
media_type (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  const char *major = g_mime_content_type_get_media_type (type);
  const char *minor = g_mime_content_type_get_media_subtype (type);
  g_autofree char *all = NULL;

  if (major == NULL || minor == NULL)
    return g_strdup ("application/octet-stream");
  all = g_strdup_printf ("%s/%s", major, minor);
  for (char *p = all; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/-+._", *p) == NULL)
      return g_strdup ("application/octet-stream");

  return g_ascii_strdown (all, 100);
}

/* The old way to send files: "begin 644 name", lines that begin with their length, "end". */
static gsize
uudecode (const char *p, gsize length, guint8 *out)
{
  const char *end = p + length;
  gboolean begun = FALSE;
  gsize n_out = 0;

  while (p < end)
    {
      const char *newline = memchr (p, '\n', end - p);
      const char *stop = newline != NULL ? newline : end;
      guint n = (*p - ' ') & 0x3F;

      if (!begun)
        begun = stop - p > 6 && memcmp (p, "begin ", 6) == 0;
      else if (stop - p >= 3 && memcmp (p, "end", 3) == 0)
        break;
      else
        for (p++; n > 0 && stop - p >= 2; p += 4)
          {
            guint32 bits = 0;
            guint got = MIN (3, n);

            for (int i = 0; i < 4; i++)
              bits = bits << 6 | (p + i < stop ? (p[i] - ' ') & 0x3F : 0);
            for (guint i = 0; i < got; i++)
              out[n_out++] = bits >> (16 - 8 * i);
            n -= got;
            if (stop - p < 4)
              break;
          }
      p = newline != NULL ? newline + 1 : end;
    }

  return n_out;
}

/* The part's bytes as they stand, and decoded. */
static GBytes *
content (Walk *walk, GMimePart *part)
{
  GMimeDataWrapper *wrapper = g_mime_part_get_content (part);
  GMimeStream *stream = wrapper != NULL ? g_mime_data_wrapper_get_stream (wrapper) : NULL;
  g_autofree char *encoding = header_word (GMIME_OBJECT (part), "Content-Transfer-Encoding");
  gint64 from, to;
  const char *data;
  gsize length, n;
  guint8 *bytes;

  if (stream == NULL)
    return g_bytes_new_static ("", 0);
  from = CLAMP (stream->bound_start, 0, (gint64) walk->bytes->len);
  to = stream->bound_end < 0 ? (gint64) walk->bytes->len
                             : CLAMP (stream->bound_end, from, (gint64) walk->bytes->len);
  data = (const char *) walk->bytes->data + from;
  length = to - from;
  if (walk->out->n_decoded + (gint64) length > HENJI_MAIL_MAX_DECODED)
    {
      walk->out->too_much = TRUE;
      return g_bytes_new_static ("", 0);
    }

  bytes = g_malloc (length + 1);
  if (g_str_equal (encoding, "base64"))
    n = henji_base64_decode (data, length, bytes);
  else if (g_str_equal (encoding, "quoted-printable"))
    n = henji_qp_decode (data, length, bytes, FALSE);
  else if (strstr (encoding, "uue") != NULL || g_str_equal (encoding, "uuencode"))
    n = uudecode (data, length, bytes);
  else
    {
      memcpy (bytes, data, length);
      n = length;
    }
  walk->out->n_decoded += n;

  return g_bytes_new_take (bytes, n);
}

static void
add_attachment (Walk *walk, const char *name, const char *type, GBytes *bytes)
{
  HenjiAttachment *attachment = henji_attachment_new ();

  attachment->name = henji_mail_safe_name (name, type);
  attachment->media_type = g_strdup (type);
  attachment->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  attachment->size = g_bytes_get_size (bytes);
  attachment->content = g_bytes_ref (bytes);
  g_ptr_array_add (walk->out->attachments, attachment);
}

/* "format=flowed": a line that ends with a space goes on in the next. */
static char *
unflow (const char *text, gboolean delete_space)
{
  GString *out = g_string_sized_new (strlen (text) + 1);

  for (const char *line = text; *line != '\0';)
    {
      gsize n = strcspn (line, "\n");
      gsize shown = n;
      gboolean last = line[n] == '\0';
      gboolean quoted = *line == '>';
      gboolean flows;

      if (shown > 0 && line[shown - 1] == '\r')
        shown--;
      flows = shown > 0 && line[shown - 1] == ' ' && !last && !quoted
              && !(shown == 3 && memcmp (line, "-- ", 3) == 0);
      if (!quoted && *line == ' ' && shown > 1)
        g_string_append_len (out, line + 1, shown - 1 - (flows && delete_space));
      else
        g_string_append_len (out, line, shown - (flows && delete_space));
      if (!last && !(flows && line[n + 1] != '>' && line[n + 1] != '\n' && line[n + 1] != '\r'))
        g_string_append_c (out, '\n');
      line += n + !last;
    }

  return g_string_free (out, FALSE);
}

/* The set a page names in its own head, for a part that names none. */
static char *
charset_of_page (const guint8 *data, gsize length)
{
  g_autofree char *head = g_ascii_strdown ((const char *) data, MIN (length, 1024));
  const char *at = strstr (head, "charset=");
  gsize n;

  if (at == NULL)
    return NULL;
  at += strlen ("charset=");
  at += *at == '"' || *at == '\'';
  n = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789-_");

  return n > 0 ? g_strndup (at, n) : NULL;
}

static void
add_text (Walk *walk, GMimeObject *object, gboolean html, GBytes *bytes, GPtrArray *texts)
{
  g_autofree char *label = param (object, "Content-Type", "charset", NULL);
  HenjiCharsetResult result = { NULL, FALSE, 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  HenjiMailText *piece = g_new0 (HenjiMailText, 1);

  if (length > MAX_TEXT)
    {
      length = MAX_TEXT;
      walk->out->cut_text = TRUE;
    }
  if (label == NULL && html && length > 0)
    label = charset_of_page (data, length);
  if (walk->out->forced != NULL)
    {
      result.name = walk->out->forced;
      piece->text = henji_charset_decode_as (data, length, walk->out->forced, &result.n_bad);
    }
  else
    piece->text = henji_charset_decode (data, length, label, &result);
  if (!html)
    {
      g_autofree char *format = param (object, "Content-Type", "format", NULL);

      if (format != NULL && g_ascii_strcasecmp (format, "flowed") == 0)
        {
          g_autofree char *delsp = param (object, "Content-Type", "delsp", NULL);
          char *joined
              = unflow (piece->text, delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0);

          g_free (piece->text);
          piece->text = joined;
        }
    }
  piece->html = html;
  piece->attached = walk->attached;
  if (walk->out->charset == NULL && !walk->attached)
    walk->out->charset = result.name;
  walk->out->guessed |= result.guessed;
  walk->out->unreadable |= result.n_bad > (walk->out->cut_text ? 3 : 0);
  g_ptr_array_add (texts, piece);
}

static gboolean
is_blank_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static gboolean
any_text (GPtrArray *texts, gboolean html)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiMailText *piece = g_ptr_array_index (texts, i);

      if (piece->html == html && !is_blank_text (piece->text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_anchor (GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const HenjiMailText *piece = g_ptr_array_index (texts, i);

      if (piece->html && strstr (piece->text, "-o-pre-wrap") != NULL)
        return TRUE;
    }

  return FALSE;
}

/* One of several forms of the same: plain text, unless the page is the one that shows where the
 * buyer's own words are. */
static void
walk_alternative (Walk *walk, GMimeMultipart *multipart, GPtrArray *texts)
{
  g_autoptr (GPtrArray) plain = NULL, html = NULL;
  int n = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) here = g_ptr_array_new_with_free_func (text_free);

      walk_object (walk, g_mime_multipart_get_part (multipart, i), here);
      if (any_text (here, TRUE))
        {
          g_clear_pointer (&html, g_ptr_array_unref);
          html = g_ptr_array_ref (here);
        }
      else if (any_text (here, FALSE) && plain == NULL)
        plain = g_ptr_array_ref (here);
    }

  if (html != NULL && (plain == NULL || has_anchor (html)))
    g_ptr_array_extend_and_steal (texts, g_steal_pointer (&html));
  else if (plain != NULL)
    g_ptr_array_extend_and_steal (texts, g_steal_pointer (&plain));
}

static void
walk_mail (Walk *walk, const char *type, GBytes *bytes, GPtrArray *texts)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_auto (HenjiMailHead) head = { 0 };
  static const char *const shown[] = { "From", "Date", "Subject" };
  GString *about;
  HenjiMailText *piece;

  if (!henji_mail_head_read (data, length, &head) || !head.known)
    {
      add_attachment (walk, NULL, type, bytes);
      return;
    }

  about = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *value = henji_mail_head_text (&head, shown[i], walk->out->forced);

      if (value != NULL)
        g_string_append_printf (about, "%s: %s\n", shown[i], value);
    }
  piece = g_new0 (HenjiMailText, 1);
  piece->attached = TRUE;
  piece->text = g_string_free (about, FALSE);
  g_ptr_array_add (texts, piece);
  read_message (data, length, &head, walk->depth + 1, TRUE, walk->out, texts);
}

static void
walk_part (Walk *walk, GMimePart *part, GPtrArray *texts)
{
  GMimeObject *object = GMIME_OBJECT (part);
  g_autofree char *type = media_type (object);
  g_autofree char *disposition = header_word (object, "Content-Disposition");
  g_autofree char *name = param (object, "Content-Disposition", "filename", walk->out->forced);
  g_autoptr (GBytes) bytes = content (walk, part);
  gboolean plain = g_str_equal (type, "text/plain") || g_str_equal (type, "text");
  gboolean html = g_str_equal (type, "text/html") || g_str_equal (type, "application/xhtml+xml");
  gboolean attachment = g_str_equal (disposition, "attachment");

  if (name == NULL)
    name = param (object, "Content-Type", "name", walk->out->forced);

  if (g_str_equal (type, "message/rfc822") || g_str_equal (type, "message/global"))
    walk_mail (walk, type, bytes, texts);
  else if ((plain || html) && !attachment && (name == NULL || texts->len == 0))
    add_text (walk, object, html, bytes, texts);
  else if (g_bytes_get_size (bytes) > 0 || name != NULL)
    add_attachment (walk, name, type, bytes);
}

static void
walk_object (Walk *walk, GMimeObject *object, GPtrArray *texts)
{
  if (walk->out->n_parts >= HENJI_MAIL_MAX_PARTS)
    {
      walk->out->too_many = TRUE;
      return;
    }
  if (walk->depth >= HENJI_MAIL_MAX_DEPTH)
    {
      walk->out->too_deep = TRUE;
      return;
    }
  walk->out->n_parts++;

  if (GMIME_IS_MULTIPART (object))
    {
      GMimeMultipart *multipart = GMIME_MULTIPART (object);
      GMimeContentType *type = g_mime_object_get_content_type (object);

      walk->depth++;
      if (g_mime_content_type_is_type (type, "multipart", "alternative"))
        walk_alternative (walk, multipart, texts);
      else
        for (int i = 0, n = g_mime_multipart_get_count (multipart); i < n; i++)
          walk_object (walk, g_mime_multipart_get_part (multipart, i), texts);
      walk->depth--;
    }
  else if (GMIME_IS_PART (object))
    walk_part (walk, GMIME_PART (object), texts);
}

/* A mail whose structure holds nothing, as when its boundary is missing: its body as it stands. */
static void
add_bare_body (
    const char *data, gsize length, gboolean attached, HenjiMailParts *out, GPtrArray *texts)
{
  HenjiCharsetResult result = { NULL, FALSE, 0 };
  HenjiMailText *piece = g_new0 (HenjiMailText, 1);

  out->cut_text |= length > MAX_TEXT;
  length = MIN (length, MAX_TEXT);
  piece->attached = attached;
  if (out->forced != NULL)
    piece->text
        = henji_charset_decode_as ((const guint8 *) data, length, out->forced, &result.n_bad);
  else
    piece->text = henji_charset_decode ((const guint8 *) data, length, NULL, &result);
  out->unreadable |= result.n_bad > (out->cut_text ? 3 : 0);
  g_ptr_array_add (texts, piece);
}

static void
read_message (const char *data,
              gsize length,
              const HenjiMailHead *head,
              guint depth,
              gboolean attached,
              HenjiMailParts *out,
              GPtrArray *texts)
{
  static const char *const structure[] = {
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
  };
  g_autoptr (GByteArray) bytes = NULL;
  GMimeStream *stream;
  GMimeParser *parser;
  GMimeObject *object;
  Walk walk = { out, NULL, depth, attached };
  Boundaries boundaries;
  guint n_texts = texts->len, n_attachments = out->attachments->len;
  gsize body;

  if (depth >= HENJI_MAIL_MAX_DEPTH)
    {
      out->too_deep = TRUE;
      return;
    }
  out->cut_head |= head->cut || head->too_many;

  bytes = g_byte_array_sized_new (length - head->body + 512);
  for (guint i = 0; i < G_N_ELEMENTS (structure); i++)
    append_field (head, structure[i], bytes);
  g_byte_array_append (bytes, (const guint8 *) "\n", 1);
  body = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) data + head->body, length - head->body);

  find_boundaries ((const char *) bytes->data, bytes->len, &boundaries);
  if (boundaries.n > 0)
    g_byte_array_set_size (
        bytes,
        body + measure (&boundaries, (const char *) bytes->data + body, bytes->len - body, out));

  init_gmime ();
  stream = g_mime_stream_mem_new_with_byte_array (bytes);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  parser = g_mime_parser_new_with_stream (stream);
  g_mime_parser_set_persist_stream (parser, TRUE);
  object = g_mime_parser_construct_part (parser, NULL);
  if (object != NULL)
    {
      walk.bytes = bytes;
      walk_object (&walk, object, texts);
      g_object_unref (object);
    }
  if (texts->len == n_texts && out->attachments->len == n_attachments && !out->too_deep)
    add_bare_body (data + head->body, length - head->body, attached, out, texts);
  g_object_unref (parser);
  g_object_unref (stream);
}

void
henji_mail_parts_read (const char *data,
                       gsize length,
                       const HenjiMailHead *head,
                       const char *charset,
                       HenjiMailParts *out)
{
  *out = (HenjiMailParts){ 0 };
  out->texts = g_ptr_array_new_with_free_func (text_free);
  out->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) henji_attachment_unref);
  out->forced = charset;
  read_message (data, length, head, 0, FALSE, out, out->texts);
}
