/* henji-mail-guard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may become the name of a file, and what may stand in a header of a mail we write.
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail.h"

#include "henji-rfc2047.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 200
#define MAX_EXTENSION 20

static const struct
{
  const char *type;
  const char *extension;
} extensions[] = {
  { "image/jpeg", ".jpg" },
  { "image/png", ".png" },
  { "image/gif", ".gif" },
  { "image/webp", ".webp" },
  { "image/heic", ".heic" },
  { "image/heif", ".heif" },
  { "image/bmp", ".bmp" },
  { "image/tiff", ".tiff" },
  { "application/pdf", ".pdf" },
  { "application/zip", ".zip" },
  { "application/ms-tnef", ".dat" },
  { "application/msword", ".doc" },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
  { "application/vnd.ms-excel", ".xls" },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx" },
  { "text/plain", ".txt" },
  { "text/html", ".html" },
  { "text/csv", ".csv" },
  { "text/calendar", ".ics" },
  { "video/mp4", ".mp4" },
  { "video/quicktime", ".mov" },
  { "message/rfc822", ".eml" },
};

/* Names that mean a device on Windows, where a shared folder may end up. */
static gboolean
is_device (const char *name)
{
  static const char *const devices[] = { "con", "prn", "aux", "nul", NULL };
  gsize n = strcspn (name, ".");
  g_autofree char *stem = g_ascii_strdown (name, n);

  if (g_strv_contains (devices, stem))
    return TRUE;

  return n == 4 && (g_str_has_prefix (stem, "com") || g_str_has_prefix (stem, "lpt"))
         && g_ascii_isdigit (stem[3]);
}

/* Shortens to @MAX_NAME bytes on a character boundary; a short extension stays. */
static void
shorten (GString *name)
{
  const char *dot = strrchr (name->str, '.');
  g_autofree char *extension = NULL;
  gsize keep = MAX_NAME;

  if (name->len <= MAX_NAME)
    return;
  if (dot != NULL && dot != name->str && strlen (dot) <= MAX_EXTENSION)
    {
      extension = g_strdup (dot);
      keep -= strlen (dot);
    }
  while (keep > 0 && (name->str[keep] & 0xC0) == 0x80)
    keep--;
  g_string_truncate (name, keep);
  if (extension != NULL)
    g_string_append (name, extension);
}

char *
henji_mail_safe_name (const char *name, const char *media_type)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *line = henji_text_one_line (valid);
  GString *out = g_string_new (NULL);
  const char *base = line;

  for (const char *p = line; *p != '\0'; p++)
    if (*p == '/' || *p == '\\')
      base = p + 1;
  for (const char *p = base; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (strchr (":*?\"<>|", *p) != NULL)
        g_string_append_c (out, '_');
      else if (!(out->len == 0 && (c == '.' || g_unichar_isspace (c)))
               && g_unichar_type (c) != G_UNICODE_FORMAT && g_unichar_type (c) != G_UNICODE_CONTROL)
        g_string_append_unichar (out, c);
    }
  /* Windows drops these at the end, and "a.exe " would be another name than it looks. */
  while (out->len > 0 && strchr (". ", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);

  if (out->len == 0)
    {
      g_string_assign (out, "attachment");
      for (guint i = 0; media_type != NULL && i < G_N_ELEMENTS (extensions); i++)
        if (g_ascii_strcasecmp (extensions[i].type, media_type) == 0)
          g_string_append (out, extensions[i].extension);
    }
  if (is_device (out->str))
    g_string_prepend_c (out, '_');
  shorten (out);

  return g_string_free (out, FALSE);
}

gboolean
henji_mail_check_header_value (const char *value, gssize length, GError **error)
{
  gsize n;

  g_return_val_if_fail (value != NULL, FALSE);

  n = length < 0 ? strlen (value) : (gsize) length;
  for (gsize i = 0; i < n; i++)
    if ((guint8) value[i] < 0x20 || value[i] == 0x7F)
      {
        g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_HEADER_VALUE,
                             _ ("A line break or another control character cannot stand here."));
        return FALSE;
      }
  if (!g_utf8_validate_len (value, n, NULL))
    {
      g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_HEADER_VALUE,
                           _ ("This text is damaged: it is not valid UTF-8."));
      return FALSE;
    }

  return TRUE;
}
