/* henji-mail-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The header is written here and not by gmime, whose own encoder cuts long Japanese subjects where
 * other readers lose the rest.
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail-draft.h"

#include "henji-mail.h"
#include "henji-rfc2047.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_WORD 50      /* bytes between "=?UTF-8?Q?" and "?=": a line has 76 at most (RFC 2047) */
#define MAX_PLAIN 60     /* characters of a header value that needs no folding */
#define MAX_ADDRESS 254  /* RFC 5321 */
#define MAX_SUBJECT 8000 /* bytes: no subject has them, and a header is not endless */
#define DOMAIN "henji.invalid" /* RFC 2606: never anybody's */

/* An address that can stand between "<" and ">" as it is. */
static gboolean
is_address (const char *address)
{
  const char *at = strrchr (address, '@');

  if (at == NULL || at == address || at[1] == '\0' || strlen (address) > MAX_ADDRESS
      || strchr (address, '@') != at)
    return FALSE;
  for (const char *p = address; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && (p > at || strchr ("!#$%&'*+/=?^_`{|}~.@-", *p) == NULL)
        && strchr (".-@", *p) == NULL)
      return FALSE;

  return strstr (address, "..") == NULL && address[0] != '.' && at[-1] != '.' && at[1] != '.';
}

/* May stand in a header as it is: printable ASCII that does not look encoded. */
static gboolean
is_plain (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if (*p < 0x20 || *p > 0x7e)
      return FALSE;

  return strlen (value) <= MAX_PLAIN && strstr (value, "=?") == NULL;
}

/* Words of whole characters, in the encoding that needs no padding. */
static void
append_words (GString *out, const char *value)
{
  static const char hex[] = "0123456789ABCDEF";
  gboolean first = TRUE;

  for (const char *p = value; *p != '\0'; first = FALSE)
    {
      g_autoptr (GString) word = g_string_new (NULL);

      while (*p != '\0')
        {
          const char *next = g_utf8_next_char (p);
          gsize needed = g_ascii_isalnum (*p) || *p == ' ' ? 1 : 3 * (gsize) (next - p);

          if (word->len + needed > MAX_WORD)
            break;
          for (; p < next; p++)
            {
              if (g_ascii_isalnum (*p))
                g_string_append_c (word, *p);
              else if (*p == ' ')
                g_string_append_c (word, '_');
              else
                g_string_append_printf (word, "=%c%c", hex[(guchar) *p >> 4],
                                        hex[(guchar) *p & 15]);
            }
        }
      g_string_append_printf (out, "%s=?UTF-8?Q?%s?=", first ? "" : "\r\n ", word->str);
    }
}

static void
append_base64 (GString *out, const guchar *data, gsize length)
{
  g_autofree char *encoded = g_base64_encode (data, length);

  for (gsize at = 0, all = strlen (encoded); at < all; at += 76)
    {
      g_string_append_len (out, encoded + at, (gssize) MIN (76, all - at));
      g_string_append (out, "\r\n");
    }
}

static void
append_date (GString *out, gint64 date, GTimeZone *zone)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[]
      = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (date / G_USEC_PER_SEC);
  g_autoptr (GDateTime) at = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  int offset;

  if (at == NULL)
    return;
  offset = (int) (g_date_time_get_utc_offset (at) / G_TIME_SPAN_MINUTE);
  g_string_append_printf (out, "Date: %s, %02d %s %04d %02d:%02d:%02d %c%02d%02d\r\n",
                          days[g_date_time_get_day_of_week (at) - 1],
                          g_date_time_get_day_of_month (at), months[g_date_time_get_month (at) - 1],
                          g_date_time_get_year (at), g_date_time_get_hour (at),
                          g_date_time_get_minute (at), g_date_time_get_second (at),
                          offset < 0 ? '-' : '+', ABS (offset) / 60, ABS (offset) % 60);
}

/* "Re: " once, however often it was answered. */
static char *
answer_subject (const char *subject)
{
  g_autofree char *line = henji_text_one_line (subject != NULL ? subject : "");
  const char *rest = line;

  if (strlen (line) > MAX_SUBJECT)
    {
      char *end = g_utf8_find_prev_char (line, line + MAX_SUBJECT);

      *end = '\0';
    }
  if (g_ascii_strncasecmp (rest, "re:", 3) == 0)
    rest += 3;
  else if (g_ascii_strncasecmp (rest, "re：", strlen ("re：")) == 0)
    rest += strlen ("re：");
  while (*rest == ' ')
    rest++;

  return *rest != '\0' ? g_strconcat ("Re: ", rest, NULL) : g_strdup ("Re:");
}

static void
append_subject (GString *out, const char *subject)
{
  g_autofree char *value = answer_subject (subject);

  if (is_plain (value))
    g_string_append_printf (out, "Subject: %s\r\n", value);
  else
    {
      g_string_append (out, "Subject: Re:\r\n ");
      append_words (out, value + strlen ("Re: "));
      g_string_append (out, "\r\n");
    }
}

/* What a Message-ID may hold, else the answer goes without it. */
static gboolean
is_message_id (const char *id)
{
  for (const char *p = id; *p != '\0'; p++)
    if (*p <= 0x20 || *p > 0x7e || strchr ("<>", *p) != NULL)
      return FALSE;

  return strchr (id, '@') != NULL && strlen (id) <= 900;
}

static void
append_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) parts = g_strsplit (valid, "\r\n", -1);
  g_autofree char *unix_lines = g_strjoinv ("\n", parts);
  GString *lines = g_string_new (g_strdelimit (unix_lines, "\r", '\n'));

  if (lines->len == 0 || lines->str[lines->len - 1] != '\n')
    g_string_append_c (lines, '\n');
  g_string_replace (lines, "\n", "\r\n", 0);
  g_string_append (out, "Content-Type: text/plain; charset=UTF-8\r\n"
                        "Content-Transfer-Encoding: base64\r\n\r\n");
  append_base64 (out, (const guchar *) lines->str, lines->len);
  g_string_free (lines, TRUE);
}

static void
append_file (GString *out, const HenjiMailDraft *draft)
{
  g_autofree char *name = henji_mail_safe_name (draft->file_name, draft->file_type);
  gsize length;
  const guchar *data = g_bytes_get_data (draft->file, &length);

  g_string_append_printf (out,
                          "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n"
                          "Content-Disposition: attachment; filename*=UTF-8''",
                          draft->file_type);
  for (const char *p = name; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || strchr (".-_", *p) != NULL)
        g_string_append_c (out, *p);
      else
        g_string_append_printf (out, "%%%02X", (guchar) *p);
    }
  g_string_append (out, "\r\n\r\n");
  append_base64 (out, data, length);
}

static gboolean
check (const HenjiMailDraft *draft, GError **error)
{
  if (draft->to == NULL || !is_address (draft->to))
    {
      g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_HEADER_VALUE,
                           _ ("The buyer has no address that a mail could go to."));
      return FALSE;
    }
  if (draft->from != NULL && !is_address (draft->from))
    {
      g_set_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_HEADER_VALUE,
                   _ ("“%s” is no mail address. Correct it in the preferences."), draft->from);
      return FALSE;
    }

  return (draft->from_name == NULL || henji_mail_check_header_value (draft->from_name, -1, error))
         && (draft->file_type == NULL
             || henji_mail_check_header_value (draft->file_type, -1, error));
}

GBytes *
henji_mail_draft_write (const HenjiMailDraft *draft, GError **error)
{
  GString *out;

  g_return_val_if_fail (draft != NULL && draft->text != NULL && draft->zone != NULL, NULL);
  g_return_val_if_fail (draft->id != NULL && is_plain (draft->id), NULL);

  if (!check (draft, error))
    return NULL;

  out = g_string_new (NULL);
  if (draft->from != NULL)
    {
      g_string_append (out, "From: ");
      if (draft->from_name != NULL && *draft->from_name != '\0')
        append_words (out, draft->from_name);
      g_string_append_printf (out, "%s<%s>\r\n",
                              draft->from_name != NULL && *draft->from_name != '\0' ? "\r\n " : "",
                              draft->from);
    }
  g_string_append_printf (out, "To: <%s>\r\n", draft->to);
  append_subject (out, draft->subject);
  append_date (out, draft->date, draft->zone);
  g_string_append_printf (out, "Message-ID: <%s@" DOMAIN ">\r\n", draft->id);
  if (draft->in_reply_to != NULL && is_message_id (draft->in_reply_to))
    g_string_append_printf (out, "In-Reply-To: <%s>\r\nReferences: <%s>\r\n", draft->in_reply_to,
                            draft->in_reply_to);
  g_string_append (out, "X-Unsent: 1\r\nMIME-Version: 1.0\r\n");
  if (draft->file == NULL)
    append_text (out, draft->text);
  else
    {
      g_string_append_printf (
          out, "Content-Type: multipart/mixed; boundary=\"henji-%s\"\r\n\r\n--henji-%s\r\n",
          draft->id, draft->id);
      append_text (out, draft->text);
      g_string_append_printf (out, "--henji-%s\r\n", draft->id);
      append_file (out, draft);
      g_string_append_printf (out, "--henji-%s--\r\n", draft->id);
    }

  return g_string_free_to_bytes (out);
}
