/* henji-json-scan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-glib 1.6 crashes on deep nesting, takes an empty text for a document, a huge number for -1
 * and the last of two equal names. So nothing reaches it that has not gone through here.
 */
#define G_LOG_DOMAIN "henji-json-scan"

#include "config.h"

#include "henji-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  const char *at; /* of the name, after its quotation mark */
  gsize length;
} Name;

typedef struct
{
  const char *start;
  const char *p;
  const char *end;
  GArray *names; /* (element-type Name): of the objects that are open */
  int depth;
  GError **error;
} Scan;

static gboolean scan_value (Scan *scan);

static gboolean
fail_with (Scan *scan, HenjiJsonError code, const char *what)
{
  if (scan->error != NULL && *scan->error == NULL)
    g_set_error (scan->error, HENJI_JSON_ERROR, code,
                 _ ("What the marketplace sent cannot be read: %s (at byte %d)."), what,
                 (int) (scan->p - scan->start));

  return FALSE;
}

static gboolean
fail (Scan *scan, const char *what)
{
  return fail_with (scan, HENJI_JSON_ERROR_SYNTAX, what);
}

static gboolean
fail_end (Scan *scan)
{
  return fail_with (scan, HENJI_JSON_ERROR_TRUNCATED, _ ("it ends before its end"));
}

static void
skip_blanks (Scan *scan)
{
  while (scan->p < scan->end && strchr (" \t\r\n", *scan->p) != NULL && *scan->p != '\0')
    scan->p++;
}

/* Four hex digits, -1 when they are none. */
static int
hex4 (const char *p)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }

  return value;
}

static gboolean
scan_escape (Scan *scan)
{
  int unit;

  if (scan->end - scan->p < 2)
    return fail_end (scan);
  if (strchr ("\"\\/bfnrt", scan->p[1]) != NULL && scan->p[1] != '\0')
    {
      scan->p += 2;
      return TRUE;
    }
  if (scan->p[1] != 'u')
    return fail (scan, _ ("an escape that does not exist"));
  if (scan->end - scan->p < 6)
    return fail_end (scan);

  unit = hex4 (scan->p + 2);
  if (unit <= 0)
    return fail (scan, _ ("a character that may not stand there"));
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return fail (scan, _ ("a character that may not stand there"));
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      int low = scan->end - scan->p >= 12 && scan->p[6] == '\\' && scan->p[7] == 'u'
                    ? hex4 (scan->p + 8)
                    : -1;

      if (low < 0xdc00 || low > 0xdfff)
        return fail (scan, _ ("a character that may not stand there"));
      scan->p += 6;
    }
  scan->p += 6;

  return TRUE;
}

/* On the quotation mark. */
static gboolean
scan_string (Scan *scan, gboolean *escaped)
{
  scan->p++;
  while (scan->p < scan->end && *scan->p != '"')
    {
      if ((guchar) *scan->p < 0x20)
        return fail (scan, _ ("a character that may not stand there"));
      if (*scan->p != '\\')
        {
          scan->p++;
          continue;
        }
      if (escaped != NULL)
        *escaped = TRUE;
      if (!scan_escape (scan))
        return FALSE;
    }
  if (scan->p >= scan->end)
    return fail_end (scan);
  scan->p++;

  return TRUE;
}

static gboolean
scan_digits (Scan *scan)
{
  const char *from = scan->p;

  while (scan->p < scan->end && g_ascii_isdigit (*scan->p))
    scan->p++;

  return scan->p > from;
}

static gboolean
fail_number (Scan *scan)
{
  return fail_with (scan,
                    scan->p < scan->end ? HENJI_JSON_ERROR_SYNTAX : HENJI_JSON_ERROR_TRUNCATED,
                    _ ("a number that is none"));
}

static gboolean
scan_number (Scan *scan)
{
  const char *from = scan->p;
  g_autofree char *text = NULL;
  gboolean whole = TRUE;

  if (*scan->p == '-')
    scan->p++;
  if (scan->p < scan->end && *scan->p == '0')
    scan->p++;
  else if (!scan_digits (scan))
    return fail_number (scan);
  if (scan->p < scan->end && *scan->p == '.')
    {
      whole = FALSE;
      scan->p++;
      if (!scan_digits (scan))
        return fail_number (scan);
    }
  if (scan->p < scan->end && (*scan->p == 'e' || *scan->p == 'E'))
    {
      whole = FALSE;
      scan->p++;
      if (scan->p < scan->end && (*scan->p == '+' || *scan->p == '-'))
        scan->p++;
      if (!scan_digits (scan))
        return fail_number (scan);
    }

  if (scan->p - from > 64)
    return fail (scan, _ ("a number that is too large"));
  text = g_strndup (from, scan->p - from);
  if (whole ? !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL)
            : !isfinite (g_ascii_strtod (text, NULL)))
    return fail (scan, _ ("a number that is too large"));

  return TRUE;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->p) < length)
    return strncmp (scan->p, word, scan->end - scan->p) == 0 ? fail_end (scan)
                                                             : fail (scan, _ ("it is no JSON"));
  if (strncmp (scan->p, word, length) != 0)
    return fail (scan, _ ("it is no JSON"));
  scan->p += length;

  return TRUE;
}

/* The names of the object from @first on hold none twice. */
static gboolean
add_name (Scan *scan, guint first, Name name)
{
  for (guint i = first; i < scan->names->len; i++)
    {
      const Name *other = &g_array_index (scan->names, Name, i);

      if (other->length == name.length && memcmp (other->at, name.at, name.length) == 0)
        return fail (scan, _ ("a name stands twice"));
    }
  if (scan->names->len - first >= HENJI_JSON_MEMBERS)
    return fail (scan, _ ("an object has too many members"));
  g_array_append_val (scan->names, name);

  return TRUE;
}

static gboolean
scan_member (Scan *scan, guint first)
{
  Name name = { scan->p + 1, 0 };
  gboolean escaped = FALSE;

  if (scan->p >= scan->end)
    return fail_end (scan);
  if (*scan->p != '"')
    return fail (scan, _ ("it is no JSON"));
  if (!scan_string (scan, &escaped))
    return FALSE;
  /* Two spellings of one name would look like two names. */
  if (escaped)
    return fail (scan, _ ("a name is spelled in escapes"));
  name.length = scan->p - 1 - name.at;
  if (!add_name (scan, first, name))
    return FALSE;

  skip_blanks (scan);
  if (scan->p >= scan->end)
    return fail_end (scan);
  if (*scan->p != ':')
    return fail (scan, _ ("it is no JSON"));
  scan->p++;

  return scan_value (scan);
}

/* An object or array, on its bracket. */
static gboolean
scan_list (Scan *scan, char close)
{
  guint first = scan->names->len;

  if (++scan->depth > HENJI_JSON_DEPTH)
    return fail (scan, _ ("it is nested too deeply"));
  scan->p++;
  skip_blanks (scan);
  if (scan->p < scan->end && *scan->p == close)
    {
      scan->p++;
      scan->depth--;
      return TRUE;
    }

  for (;;)
    {
      skip_blanks (scan);
      if (!(close == '}' ? scan_member (scan, first) : scan_value (scan)))
        return FALSE;
      skip_blanks (scan);
      if (scan->p >= scan->end)
        return fail_end (scan);
      if (*scan->p == close)
        break;
      if (*scan->p != ',')
        return fail (scan, _ ("it is no JSON"));
      scan->p++;
    }
  scan->p++;
  scan->depth--;
  g_array_set_size (scan->names, first);

  return TRUE;
}

static gboolean
scan_value (Scan *scan)
{
  skip_blanks (scan);
  if (scan->p >= scan->end)
    return fail_end (scan);

  switch (*scan->p)
    {
    case '{':
      return scan_list (scan, '}');
    case '[':
      return scan_list (scan, ']');
    case '"':
      return scan_string (scan, NULL);
    case 't':
      return scan_word (scan, "true");
    case 'f':
      return scan_word (scan, "false");
    case 'n':
      return scan_word (scan, "null");
    default:
      if (*scan->p != '-' && !g_ascii_isdigit (*scan->p))
        return fail (scan, _ ("it is no JSON"));
      return scan_number (scan);
    }
}

gboolean
henji_json_scan (const char *text, gsize length, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr (GError) fault = NULL;
  Scan scan = { .start = text, .p = text, .end = text + length, .names = names, .error = &fault };

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length == 0)
    fail_with (&scan, HENJI_JSON_ERROR_TRUNCATED, _ ("it is empty"));
  else if (!g_utf8_validate (text, (gssize) length, NULL))
    fail (&scan, _ ("it is no UTF-8"));
  else if (scan_value (&scan))
    {
      skip_blanks (&scan);
      if (scan.p < scan.end)
        fail (&scan, _ ("something follows its end"));
    }
  if (fault == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* ---- Mending ---------------------------------------------------------------------------------
 */

/* At a backslash: the length of the escape; 0 where it stands for no character. */
static int
escape_length (const char *p, const char *end)
{
  int unit, low;

  if (end - p < 6 || p[1] != 'u' || (unit = hex4 (p + 2)) < 0)
    return MIN ((int) (end - p), 2);
  if (unit == 0 || (unit >= 0xdc00 && unit <= 0xdfff))
    return 0;
  if (unit < 0xd800 || unit > 0xdbff)
    return 6;
  low = end - p >= 12 && p[6] == '\\' && p[7] == 'u' ? hex4 (p + 8) : -1;

  return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

GBytes *
henji_json_mend (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *valid = NULL;
  GString *out;
  const char *end;
  gboolean in_string = FALSE;

  if (length == 0)
    return g_bytes_ref (bytes);
  if (!g_utf8_validate (data, (gssize) length, NULL))
    {
      valid = g_utf8_make_valid (data, (gssize) length);
      data = valid;
      length = strlen (valid);
    }
  out = g_string_sized_new (length);
  end = data + length;
  while (data < end)
    {
      if (in_string && *data == '\\')
        {
          int escape = escape_length (data, end);

          g_string_append_len (out, escape > 0 ? data : "\\ufffd", escape > 0 ? escape : 6);
          data += escape > 0 ? escape : 6;
          continue;
        }
      if (*data == '"')
        in_string = !in_string;
      g_string_append_c (out, in_string && (guchar) *data < 0x20 ? ' ' : *data);
      data++;
    }

  return g_string_free_to_bytes (out);
}
