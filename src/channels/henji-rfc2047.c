/* henji-rfc2047.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-rfc2047"

#include "config.h"

#include "henji-rfc2047.h"

#include "henji-charset.h"

#include <string.h>

#define MAX_SEGMENTS 200

/* ---- Transfer encodings ---- */

gsize
henji_base64_decode (const char *in, gsize length, guint8 *out)
{
  static gint8 table[256];
  static gsize ready = 0;
  guint8 *start = out;
  guint32 bits = 0;
  guint n = 0;

  if (g_once_init_enter (&ready))
    {
      static const char letters[]
          = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

      memset (table, -1, sizeof table);
      for (int i = 0; i < 64; i++)
        table[(guint8) letters[i]] = i;
      g_once_init_leave (&ready, 1);
    }

  for (gsize i = 0; i < length; i++)
    {
      gint8 v = table[(guint8) in[i]];

      if (v >= 0)
        {
          bits = bits << 6 | v;
          if (++n == 4)
            {
              *out++ = bits >> 16;
              *out++ = bits >> 8;
              *out++ = bits;
              n = 0;
            }
        }
      else if (in[i] == '=' && n > 0)
        {
          /* The end of a group; another block may follow. */
          if (n == 3)
            {
              *out++ = bits >> 10;
              *out++ = bits >> 2;
            }
          else if (n == 2)
            *out++ = bits >> 4;
          n = 0;
        }
    }
  if (n == 3)
    {
      *out++ = bits >> 10;
      *out++ = bits >> 2;
    }
  else if (n == 2)
    *out++ = bits >> 4;

  return out - start;
}

gsize
henji_qp_decode (const char *in, gsize length, guint8 *out, gboolean header)
{
  guint8 *start = out;

  for (gsize i = 0; i < length; i++)
    {
      if (in[i] == '=' && i + 2 < length && g_ascii_isxdigit (in[i + 1])
          && g_ascii_isxdigit (in[i + 2]))
        {
          *out++ = g_ascii_xdigit_value (in[i + 1]) << 4 | g_ascii_xdigit_value (in[i + 2]);
          i += 2;
        }
      else if (in[i] == '=' && !header)
        {
          gsize j = i + 1;

          /* A soft line break, white space before the line end allowed; else a bare "=". */
          while (j < length && (in[j] == ' ' || in[j] == '\t' || in[j] == '\r'))
            j++;
          if (j >= length || in[j] == '\n')
            i = j;
          else
            *out++ = '=';
        }
      else if (in[i] == '_' && header)
        *out++ = ' ';
      else
        *out++ = in[i];
    }

  return out - start;
}

/* ---- Text on one line ---- */

static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F
         || c == 0x061C;
}

char *
henji_text_one_line (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  gboolean space = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      const char *next;
      gunichar c;

      if ((guint8) *p > 0x20 && (guint8) *p < 0x7F)
        {
          if (space && out->len > 0)
            g_string_append_c (out, ' ');
          space = FALSE;
          g_string_append_c (out, *p++);
          continue;
        }
      next = g_utf8_next_char (p);
      c = g_utf8_get_char (p);
      if (c <= 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
        space = TRUE;
      else if (!turns_direction (c) && c != 0xFEFF)
        {
          if (space && out->len > 0)
            g_string_append_c (out, ' ');
          space = FALSE;
          g_string_append_len (out, p, next - p);
        }
      p = next;
    }

  return g_string_free (out, FALSE);
}

/* ---- Encoded words ---- */

typedef struct
{
  char *label; /* of the pending bytes; %NULL: none pending */
  GByteArray *bytes;
  GString *base64; /* the pending words as written, when all are base64 and one has a cut group */
  gboolean cut;
} Pending;

static char *
decode_bytes (
    const guint8 *data, gsize length, const char *label, const char *charset, gsize *n_bad)
{
  HenjiCharsetResult result = { NULL, FALSE, 0 };
  char *text;

  if (charset != NULL)
    return henji_charset_decode_as (data, length, charset, n_bad);
  text = henji_charset_decode (data, length, label, &result);
  *n_bad = result.n_bad;

  return text;
}

static void
flush (Pending *pending, const char *charset, GString *out)
{
  g_autofree char *text = NULL;
  gsize n_bad = 0;

  if (pending->label == NULL)
    return;

  text = decode_bytes (pending->bytes->data, pending->bytes->len, pending->label, charset, &n_bad);
  if (pending->cut && pending->base64 != NULL && n_bad > 0)
    {
      /* Perhaps somebody cut the base64 text itself anywhere: read it as one. */
      g_autofree guint8 *bytes = g_malloc (pending->base64->len + 1);
      gsize n = henji_base64_decode (pending->base64->str, pending->base64->len, bytes);
      gsize joined_bad = 0;
      g_autofree char *joined = decode_bytes (bytes, n, pending->label, charset, &joined_bad);

      if (joined_bad < n_bad)
        {
          g_free (text);
          text = g_steal_pointer (&joined);
        }
    }
  g_string_append (out, text);

  g_clear_pointer (&pending->label, g_free);
  g_byte_array_set_size (pending->bytes, 0);
  if (pending->base64 != NULL)
    g_string_free (pending->base64, TRUE);
  pending->base64 = NULL;
  pending->cut = FALSE;
}

static gboolean
same_set (const char *a, const char *b)
{
  const char *ca = henji_charset_canonical (a);
  const char *cb = henji_charset_canonical (b);

  return ca != NULL && cb != NULL ? g_str_equal (ca, cb) : g_ascii_strcasecmp (a, b) == 0;
}

/* An encoded word at @p: =?set?B?text?=. Returns: its length, 0 when it is none. */
static gsize
parse_word (const char *p,
            const char *end,
            const char **label_end,
            char *encoding,
            const char **text,
            const char **text_end)
{
  const char *q = p + 2;

  while (q < end && *q != '?' && g_ascii_isgraph (*q) && q - p < 80)
    q++;
  if (q == p + 2 || end - q < 5 || *q != '?' || q[2] != '?')
    return 0;
  *label_end = q;
  *encoding = g_ascii_toupper (q[1]);
  if (*encoding != 'B' && *encoding != 'Q')
    return 0;
  *text = q + 3;
  for (q = *text; q + 1 < end; q++)
    {
      if (q[0] == '?' && q[1] == '=')
        {
          *text_end = q;
          return q + 2 - p;
        }
      if (q[0] == '=' && q[1] == '?' && *encoding == 'Q')
        return 0;
    }

  /* A cut header may end within the word. */
  *text_end = end;
  return *encoding == 'B' ? (gsize) (end - p) : 0;
}

static void
add_word (Pending *pending,
          const char *label,
          gsize label_length,
          char encoding,
          const char *text,
          gsize length,
          const char *charset,
          GString *out)
{
  g_autofree char *name = g_strndup (label, label_length);
  guint start;
  gsize n;

  if (pending->label != NULL && !same_set (pending->label, name))
    flush (pending, charset, out);
  if (pending->label == NULL)
    {
      pending->label = g_steal_pointer (&name);
      if (encoding == 'B')
        pending->base64 = g_string_new (NULL);
    }
  if (encoding == 'Q' && pending->base64 != NULL)
    {
      g_string_free (pending->base64, TRUE);
      pending->base64 = NULL;
    }
  if (pending->base64 != NULL)
    {
      gsize before = pending->base64->len;

      for (gsize i = 0; i < length; i++)
        if (!g_ascii_isspace (text[i]))
          g_string_append_c (pending->base64, text[i]);
      pending->cut |= (pending->base64->len - before) % 4 != 0;
    }

  start = pending->bytes->len;
  g_byte_array_set_size (pending->bytes, start + length + 1);
  if (encoding == 'B')
    n = henji_base64_decode (text, length, pending->bytes->data + start);
  else
    n = henji_qp_decode (text, length, pending->bytes->data + start, TRUE);
  g_byte_array_set_size (pending->bytes, start + n);
}

static gboolean
is_simple (const char *raw, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guint8) raw[i] >= 0x7F
        || ((guint8) raw[i] < 0x20 && raw[i] != '\r' && raw[i] != '\n' && raw[i] != '\t')
        || (raw[i] == '=' && i + 1 < length && raw[i + 1] == '?'))
      return FALSE;

  return TRUE;
}

/* The value without its folds: a line end before white space goes, any other becomes a space. */
static char *
unfold (const char *raw, gsize length, gsize *n)
{
  char *out = g_malloc (length + 1);
  gsize j = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (raw[i] == '\r' || raw[i] == '\n')
        {
          if (i + 1 < length && strchr (" \t\r\n", raw[i + 1]) == NULL)
            out[j++] = ' ';
        }
      else
        out[j++] = raw[i];
    }
  out[j] = '\0';
  *n = j;

  return out;
}

static gboolean
only_space (const char *from, const char *to)
{
  for (; from < to; from++)
    if (*from != ' ' && *from != '\t')
      return FALSE;

  return TRUE;
}

char *
henji_rfc2047_decode (const char *raw, gsize length, const char *charset)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *value = NULL;
  Pending pending = { NULL, NULL, NULL, FALSE };
  const char *p, *plain, *end;
  gsize n;

  g_return_val_if_fail (raw != NULL || length == 0, NULL);

  value = unfold (raw, length, &n);
  if (is_simple (value, n))
    return henji_text_one_line (value);

  out = g_string_sized_new (n + 1);
  pending.bytes = g_byte_array_new ();
  p = plain = value;
  end = value + n;
  for (;;)
    {
      const char *label_end = NULL, *text = NULL, *text_end = NULL;
      char encoding = 'Q';
      gsize word = 0;

      while (p < end)
        {
          p = memchr (p, '=', end - p);
          if (p == NULL)
            p = end;
          else if (p + 1 < end && p[1] == '?'
                   && (word = parse_word (p, end, &label_end, &encoding, &text, &text_end)) > 0)
            break;
          else
            p++;
        }

      /* What stands between words; white space alone between two words means nothing. */
      if (!(only_space (plain, p) && (p == end || pending.label != NULL)))
        {
          g_autofree char *decoded = NULL;
          gsize n_bad;

          flush (&pending, charset, out);
          decoded = decode_bytes ((const guint8 *) plain, p - plain, NULL, charset, &n_bad);
          g_string_append (out, decoded);
        }
      if (p >= end)
        break;
      add_word (&pending, p + 2, label_end - (p + 2), encoding, text, text_end - text, charset,
                out);
      p += word;
      plain = p;
    }
  flush (&pending, charset, out);
  g_byte_array_unref (pending.bytes);

  return henji_text_one_line (out->str);
}

/* ---- Parameters ---- */

typedef struct
{
  guint number;
  gboolean extended; /* percent-encoded */
  char *value;       /* bytes */
  gsize length;
} Segment;

static void
segment_clear (gpointer data)
{
  g_free (((Segment *) data)->value);
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const Segment *sa = a, *sb = b;

  return sa->number < sb->number ? -1 : sa->number > sb->number;
}

/* Is the byte at @q the second of a two-byte character of a bare CP932 string? */
static gboolean
is_trail_byte (const char *start, const char *q)
{
  gsize n = 0;

  while (q > start
         && (((guint8) q[-1] >= 0x81 && (guint8) q[-1] <= 0x9F) || (guint8) q[-1] >= 0xE0))
    {
      n++;
      q--;
    }

  return n % 2 == 1;
}

/* The value at @p, quoted or not. Returns: where it ends. */
static const char *
read_value (const char *p, const char *end, char **value, gsize *length)
{
  GString *out = g_string_new (NULL);
  gboolean two_bytes
      = FALSE; /* bare ISO-2022-JP: quotes and backslashes are halves of characters */
  gboolean quoted = p < end && *p == '"';
  const char *start;

  if (quoted)
    p++;
  start = p;
  for (; p < end; p++)
    {
      if (*p == 0x1B && p + 1 < end)
        two_bytes = p[1] == '$';
      if (!two_bytes && quoted && *p == '"')
        {
          p++;
          break;
        }
      if (!two_bytes && !quoted && *p == ';')
        break;
      if (!two_bytes && quoted && *p == '\\' && p + 1 < end && (p[1] == '"' || p[1] == '\\')
          && !is_trail_byte (start, p))
        p++;
      g_string_append_c (out, *p);
    }
  if (!quoted)
    while (out->len > 0 && g_ascii_isspace (out->str[out->len - 1]))
      g_string_truncate (out, out->len - 1);
  *length = out->len;
  *value = g_string_free (out, FALSE);

  return p;
}

static char *
join_segments (GArray *segments, const char *charset)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  gsize n_bad;

  g_array_sort (segments, by_number);
  for (guint i = 0; i < segments->len; i++)
    {
      Segment *segment = &g_array_index (segments, Segment, i);
      const char *p = segment->value;
      const char *end = p + segment->length;

      if (!segment->extended)
        {
          g_byte_array_append (bytes, (const guint8 *) p, end - p);
          continue;
        }
      if (i == 0)
        {
          const char *first = memchr (p, '\'', end - p);
          const char *second = first != NULL ? memchr (first + 1, '\'', end - first - 1) : NULL;

          if (second != NULL)
            {
              label = g_strndup (p, first - p);
              p = second + 1;
            }
        }
      for (; p < end; p++)
        {
          guint8 c = *p;

          if (c == '%' && p + 2 < end && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
            {
              c = g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]);
              p += 2;
            }
          g_byte_array_append (bytes, &c, 1);
        }
    }

  /* A program that knows only half of the rules puts encoded words into the pieces. */
  if (label == NULL && bytes->len > 2 && memmem (bytes->data, bytes->len, "=?", 2) != NULL)
    return henji_rfc2047_decode ((const char *) bytes->data, bytes->len, charset);

  text = decode_bytes (bytes->data, bytes->len, label, charset, &n_bad);

  return henji_text_one_line (text);
}

char *
henji_rfc2231_param (const char *raw, gsize length, const char *name, const char *charset)
{
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autofree char *whole = NULL;
  g_autofree char *value = NULL;
  gsize whole_length = 0, n, name_length = strlen (name);
  const char *p, *end;

  g_array_set_clear_func (segments, segment_clear);
  value = unfold (raw, length, &n);
  p = value;
  end = value + n;

  /* The first word is the value itself, unless somebody left it out. */
  while (p < end && *p != ';' && *p != '=')
    p++;
  if (p < end && *p == '=')
    p = value;

  while (p < end)
    {
      const char *key, *key_end;
      g_autofree char *piece = NULL;
      gsize piece_length;

      while (p < end && (*p == ';' || g_ascii_isspace (*p)))
        p++;
      key = p;
      while (p < end && *p != '=' && *p != ';')
        p++;
      if (p >= end || *p == ';')
        continue;
      key_end = p++;
      while (key_end > key && g_ascii_isspace (key_end[-1]))
        key_end--;
      while (p < end && g_ascii_isspace (*p))
        p++;
      p = read_value (p, end, &piece, &piece_length);
      while (p < end && *p != ';')
        p++;

      if ((gsize) (key_end - key) < name_length
          || g_ascii_strncasecmp (key, name, name_length) != 0)
        continue;
      key += name_length;
      if (key == key_end)
        {
          if (whole == NULL)
            {
              whole = g_steal_pointer (&piece);
              whole_length = piece_length;
            }
        }
      else if (*key == '*' && segments->len < MAX_SEGMENTS)
        {
          Segment segment = { 0, FALSE, NULL, 0 };

          key++;
          if (key == key_end)
            segment.extended = TRUE;
          else
            {
              while (key < key_end && g_ascii_isdigit (*key) && segment.number < 100000)
                segment.number = segment.number * 10 + (*key++ - '0');
              segment.extended = key < key_end && *key == '*';
            }
          segment.value = g_steal_pointer (&piece);
          segment.length = piece_length;
          g_array_append_val (segments, segment);
        }
    }

  if (segments->len > 0)
    return join_segments (segments, charset);
  if (whole != NULL)
    return henji_rfc2047_decode (whole, whole_length, charset);

  return NULL;
}
