/* henji-mail-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail-head.h"

#include "henji-mail.h"
#include "henji-rfc2047.h"

#include <string.h>

void
henji_mail_head_clear (HenjiMailHead *self)
{
  g_clear_pointer (&self->fields, g_array_unref);
}

static gsize
field_name_length (const char *line, gsize length)
{
  gsize n = 0;

  while (n < length && line[n] > 0x20 && line[n] < 0x7F && line[n] != ':')
    n++;

  return n;
}

gboolean
henji_mail_is_field_line (const char *line, gsize length)
{
  gsize n = field_name_length (line, length);

  if (n == 0 || n > 200)
    return FALSE;
  while (n < length && (line[n] == ' ' || line[n] == '\t'))
    n++;

  return n < length && line[n] == ':';
}

static gboolean
name_is (const HenjiMailField *field, const char *name)
{
  return strlen (name) == field->name_length
         && g_ascii_strncasecmp (field->name, name, field->name_length) == 0;
}

static gboolean
name_is_any (const HenjiMailField *field, const char *const *names)
{
  for (; *names != NULL; names++)
    if (name_is (field, *names))
      return TRUE;

  return FALSE;
}

static const char *const making_a_mail[] = {
  "From",
  "Subject",
  "To",
  "Message-ID",
  "Received",
  "Return-Path",
  "Delivered-To",
  "Sender",
  "Reply-To",
  "Cc",
  "X-Original-To",
  "X-Envelope-To",
  "X-Space-Notification-Type",
  NULL,
};

static const char *const with_addresses[] = {
  "From",        "To",        "Cc",        "Bcc",         "Sender",       "Reply-To",
  "Resent-From", "Resent-To", "Resent-Cc", "Return-Path", "Delivered-To", "X-Original-To",
  NULL,
};

static gsize
line_length (const char *p, const char *end)
{
  const char *newline = memchr (p, '\n', end - p);

  return newline != NULL ? (gsize) (newline - p) + 1 : (gsize) (end - p);
}

static gboolean
is_blank (const char *p, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (p[i] != '\r' && p[i] != '\n')
      return FALSE;

  return TRUE;
}

static void
add_field (HenjiMailHead *self, const char *line, gsize length)
{
  HenjiMailField field = { line, field_name_length (line, length), NULL, 0 };
  const char *colon = memchr (line, ':', length);
  gsize cap;

  field.value = colon + 1;
  field.length = line + length - field.value;
  while (field.length > 0 && (*field.value == ' ' || *field.value == '\t'))
    {
      field.value++;
      field.length--;
    }
  while (field.length > 0 && g_ascii_isspace (field.value[field.length - 1]))
    field.length--;

  cap = name_is_any (&field, with_addresses) ? HENJI_MAIL_MAX_ADDRESS_VALUE : HENJI_MAIL_MAX_VALUE;
  if (field.length > cap)
    {
      field.length = cap;
      self->cut = TRUE;
    }
  self->known |= name_is_any (&field, making_a_mail);
  if (self->fields->len < HENJI_MAIL_MAX_HEADERS)
    g_array_append_val (self->fields, field);
  else
    self->too_many = TRUE;
}

gboolean
henji_mail_head_read (const char *data, gsize length, HenjiMailHead *out)
{
  const char *p = data, *end = data + length;
  const char *field = NULL; /* the one being read */
  const char *field_end = NULL;

  *out = (HenjiMailHead){ g_array_new (FALSE, FALSE, sizeof (HenjiMailField)), 0, FALSE, FALSE,
                          FALSE };

  if (length >= 3 && memcmp (p, "\357\273\277", 3) == 0)
    p += 3;
  while (p < end && (*p == '\n' || *p == '\r' || *p == ' ' || *p == '\t'))
    p++;
  for (int i = 0; i < 2; i++)
    if ((end - p > 5 && memcmp (p, "From ", 5) == 0)
        || (end - p > 6 && memcmp (p, ">From ", 6) == 0))
      p += line_length (p, end);

  while (p < end)
    {
      gsize n = line_length (p, end);

      if (is_blank (p, n))
        {
          p += n;
          break;
        }
      if (field != NULL && (*p == ' ' || *p == '\t'))
        field_end = p + n;
      else
        {
          if (!henji_mail_is_field_line (p, n))
            {
              /* A stray line among the fields, or a body without its blank line. */
              const char *next = p + n;

              if (field == NULL || next >= end
                  || !henji_mail_is_field_line (next, line_length (next, end)))
                break;
            }
          else
            {
              if (field != NULL)
                add_field (out, field, field_end - field);
              field = p;
              field_end = p + n;
            }
        }
      p += n;
    }
  if (field != NULL)
    add_field (out, field, field_end - field);
  out->body = p - data;

  return out->fields->len > 0;
}

const HenjiMailField *
henji_mail_head_find (const HenjiMailHead *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const HenjiMailField *field = &g_array_index (self->fields, HenjiMailField, i);

      if (name_is (field, name))
        return field;
    }

  return NULL;
}

char *
henji_mail_head_text (const HenjiMailHead *self, const char *name, const char *charset)
{
  const HenjiMailField *field = henji_mail_head_find (self, name);

  return field != NULL ? henji_rfc2047_decode (field->value, field->length, charset) : NULL;
}
