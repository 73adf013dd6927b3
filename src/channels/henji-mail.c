/* henji-mail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "henji-mail"

#include "config.h"

#include "henji-mail.h"

#include "henji-charset.h"
#include "henji-html.h"
#include "henji-mail-head.h"
#include "henji-mail-parts.h"
#include "henji-notification.h"
#include "henji-quote.h"
#include "henji-rfc2047.h"
#include "henji-support-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (henji - channel - error - quark, henji_channel_error)

static void
mail_clear (HenjiMail *self)
{
  g_free (self->from_name);
  g_free (self->from_address);
  g_free (self->reply_to);
  g_free (self->alias);
  g_free (self->case_suffix);
  g_free (self->marketplace);
  g_free (self->subject);
  g_free (self->message_id);
  g_strfreev (self->order_ids);
  g_free (self->support_id);
  g_free (self->support_status);
  g_free (self->body);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_strfreev (self->warnings);
  g_free (self->charset);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_free (self->raw_sha256);
  g_free (self->fingerprint);
}

HENJI_DEFINE_VALUE (HenjiMail, henji_mail, mail_clear)

/* ---- Is it mail? ---- */

HenjiMailFormat
henji_mail_sniff (const guint8 *head, gsize length)
{
  const char *p = (const char *) head;
  const char *end;
  g_auto (HenjiMailHead) fields = { 0 };
  g_autofree char *unix_ends = NULL;

  g_return_val_if_fail (head != NULL || length == 0, HENJI_MAIL_FORMAT_NONE);

  if (length == 0)
    return HENJI_MAIL_FORMAT_NONE;
  end = p + length;
  if (length >= 3 && memcmp (p, "\357\273\277", 3) == 0)
    p += 3;
  while (p < end && g_ascii_isspace (*p))
    p++;
  if (memchr (p, '\n', end - p) == NULL && memchr (p, '\r', end - p) != NULL)
    {
      unix_ends = g_strndup (p, end - p);
      g_strdelimit (unix_ends, "\r", '\n');
      end = unix_ends + (end - p);
      p = unix_ends;
    }
  if (end - p > 5 && memcmp (p, "From ", 5) == 0)
    {
      const char *newline = memchr (p, '\n', end - p);
      const char *next = newline != NULL ? newline + 1 : end;
      const char *next_end = next < end ? memchr (next, '\n', end - next) : NULL;

      if (next < end && henji_mail_is_field_line (next, (next_end ? next_end : end) - next))
        return HENJI_MAIL_FORMAT_MBOX;
      if (henji_mail_head_read (p, end - p, &fields) && fields.known)
        return HENJI_MAIL_FORMAT_MBOX;
      return HENJI_MAIL_FORMAT_NONE;
    }
  if (!henji_mail_head_read (p, end - p, &fields) || !fields.known)
    return HENJI_MAIL_FORMAT_NONE;

  return HENJI_MAIL_FORMAT_MESSAGE;
}

/* What a file that is no mail most likely is, in a sentence. */
static const char *
not_mail_reason (const char *data, gsize length)
{
  if (length >= 8 && memcmp (data, "\320\317\021\340\241\261\032\341", 8) == 0)
    return _ ("This is an Outlook .msg file. Save the mail as .eml and import that.");
  if (length >= 5 && memcmp (data, "%PDF-", 5) == 0)
    return _ ("This is a PDF, not a mail.");
  if (length >= 4 && memcmp (data, "PK\003\004", 4) == 0)
    return _ ("This is an archive, not a mail. Unpack it and import what is in it.");
  if (length >= 1 && data[strspn (data, " \t\r\n")] == '<')
    return _ ("This is a web page, not a mail. Save the mail with its headers, as .eml.");

  return _ ("This is not a mail: it does not begin with the headers of one.");
}

/* ---- Text ---- */

static inline gboolean
is_letter (const char *p)
{
  guint8 c = *p;

  return (c >= 0x20 && c < 0x7F) || (c >= 0xE3 && c < 0xEF);
}

/* Line ends made "\n", control characters dropped, long lines wrapped, all of it capped. Consumes
 * nothing; @anchors are moved along. */
static char *
clean_text (const char *text, GArray *anchors, gsize limit, gboolean *cut)
{
  GString *out = g_string_sized_new (MIN (strlen (text), limit) + 64);
  guint column = 0;
  guint a = 0;
  gboolean in_range = FALSE;

  for (const char *p = text;;)
    {
      gunichar c;
      const char *next;

      while (anchors != NULL && a < anchors->len)
        {
          HenjiHtmlRange *range = &g_array_index (anchors, HenjiHtmlRange, a);
          gsize at = p - text;

          if (!in_range && at >= range->start)
            {
              gsize end = range->end;

              range->start = out->len;
              range->end = end;
              in_range = TRUE;
            }
          if (!(in_range && at >= range->end))
            break;
          range->end = out->len;
          in_range = FALSE;
          a++;
        }
      if (*p == '\0')
        break;
      if (out->len >= limit)
        {
          *cut = TRUE;
          break;
        }
      /* Letters, kana and kanji as they are, as many as stand together. */
      next = p;
      while (is_letter (next) && column < HENJI_MAIL_MAX_LINE && next - p < 3000)
        {
          next += (guint8) *next < 0x80 ? 1 : 3;
          column++;
        }
      if (next > p)
        {
          /* No further than to where an anchor begins or ends. */
          if (anchors != NULL && a < anchors->len)
            {
              const HenjiHtmlRange *range = &g_array_index (anchors, HenjiHtmlRange, a);
              gsize stop = in_range ? range->end : range->start;

              if ((gsize) (next - text) > stop && stop > (gsize) (p - text))
                {
                  column -= g_utf8_strlen (text + stop, next - text - stop);
                  next = text + stop;
                }
            }
          g_string_append_len (out, p, next - p);
          p = next;
          continue;
        }

      if ((guint8) *p < 0x80)
        {
          c = *p;
          next = p + 1;
        }
      else
        {
          c = g_utf8_get_char (p);
          next = g_utf8_next_char (p);
        }
      if (c == '\r')
        {
          if (*next == '\n')
            next++;
          c = '\n';
        }
      else if (c == 0x2028 || c == 0x2029 || c == 0x85 || c == 0x0B || c == 0x0C)
        c = '\n';
      if (c == '\n')
        {
          g_string_append_c (out, '\n');
          column = 0;
        }
      else if (c == '\t' || (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0) && c != 0xFEFF))
        {
          if (column == HENJI_MAIL_MAX_LINE)
            {
              g_string_append_c (out, '\n');
              column = 0;
            }
          g_string_append_unichar (out, c);
          column++;
        }
      p = next;
    }
  if (anchors != NULL && a < anchors->len)
    {
      if (in_range)
        g_array_index (anchors, HenjiHtmlRange, a++).end = out->len;
      g_array_set_size (anchors, a);
    }

  return g_string_free (out, FALSE);
}

/* Loading a "no response needed" link is the act itself. The readable text, which is searched,
 * shown and copied, holds it only without what makes it work; the raw source keeps it. */
static void
append_disarmed (GString *out, const char *text, gsize length)
{
  static const char action[] = "no-response-needed?";
  const char *p = text, *end = text + length;
  const char *at;

  while ((at = memmem (p, end - p, action, sizeof action - 1)) != NULL)
    {
      at += sizeof action - 1;
      g_string_append_len (out, p, at - p);
      g_string_append (out, "…");
      p = at;
      while (p < end && strchr (" \t\n<>\"'", *p) == NULL)
        p++;
    }
  g_string_append_len (out, p, end - p);
}

/* ---- Putting the body together ---- */

static void
read_body (HenjiMail *self, const HenjiMailParts *parts, gboolean framed, gboolean *cut)
{
  g_autoptr (GString) own = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);
  gsize left = HENJI_MAIL_MAX_BODY;

  for (guint i = 0; i < parts->texts->len; i++)
    {
      const HenjiMailText *piece = g_ptr_array_index (parts->texts, i);
      g_autoptr (GArray) anchors = NULL;
      g_autofree char *rendered = NULL;
      g_autofree char *text = NULL;
      g_autofree char *sorted = NULL;
      gsize own_length = 0;

      if (left == 0)
        {
          *cut = TRUE;
          break;
        }
      if (piece->html)
        {
          rendered = henji_html_to_text (piece->text, strlen (piece->text), left, &anchors);
          *cut |= strlen (rendered) >= left;
        }
      text = clean_text (rendered != NULL ? rendered : piece->text, anchors, left, cut);
      left -= MIN (left, strlen (text));
      sorted = henji_quote_split (text, anchors, framed, &own_length);
      if (piece->attached)
        own_length = 0;
      if (own_length > 0)
        {
          if (own->len > 0)
            g_string_append (own, "\n\n");
          append_disarmed (own, sorted, own_length);
        }
      {
        const char *tail = sorted + own_length;

        while (*tail == '\n')
          tail++;
        if (*tail != '\0')
          {
            if (rest->len > 0)
              g_string_append (rest, "\n\n");
            append_disarmed (rest, tail, strlen (tail));
          }
      }
    }

  self->own_length = own->len;
  if (own->len > 0 && rest->len > 0)
    g_string_append (own, "\n\n");
  g_string_append (own, rest->str);
  self->body = g_strndup (own->str, own->len);
}

/* ---- Who and what ---- */

static const HenjiMailField *
find_any (const HenjiMailHead *head, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      const HenjiMailField *field = henji_mail_head_find (head, *names);

      if (field != NULL && field->length > 0)
        return field;
    }

  return NULL;
}

static gboolean
is_recipient (const HenjiMailField *field)
{
  static const char *const names[] = { "to", "cc", "bcc", "delivered-to" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (field->name_length == strlen (names[i])
        && g_ascii_strncasecmp (field->name, names[i], field->name_length) == 0)
      return TRUE;

  return FALSE;
}

/* The marketplace puts its own name behind the buyer's: "花子 - Amazon マーケットプレイス". */
static void
trim_store_name (char *name)
{
  char *dash = g_strrstr (name, " - ");

  if (dash != NULL && dash > name && g_ascii_strncasecmp (dash + 3, "amazon", 6) == 0)
    *dash = '\0';
}

/* The buyer's address: of the sender, else of whatever other header holds one. */
static void
find_alias (HenjiMail *self, const HenjiMailHead *head, gboolean *from_buyer, gboolean *to_buyer)
{
  g_autofree char *best_address = NULL;

  *from_buyer = *to_buyer = FALSE;
  self->alias = henji_mail_alias_find (self->from_address, strlen (self->from_address),
                                       &self->case_suffix, &self->marketplace, NULL);
  *from_buyer = self->alias != NULL;
  if (*from_buyer)
    trim_store_name (self->from_name);

  for (guint i = 0; i < head->fields->len; i++)
    {
      const HenjiMailField *field = &g_array_index (head->fields, HenjiMailField, i);
      g_autofree char *suffix = NULL;
      g_autofree char *marketplace = NULL;
      g_autofree char *address = NULL;
      g_autofree char *alias = NULL;

      if (memchr (field->value, '@', field->length) == NULL
          || (field->name_length == 7 && g_ascii_strncasecmp (field->name, "subject", 7) == 0))
        continue;
      alias = henji_mail_alias_find (field->value, field->length, &suffix, &marketplace, &address);
      if (alias == NULL)
        continue;
      if (self->alias == NULL)
        {
          self->alias = g_steal_pointer (&alias);
          self->case_suffix = g_steal_pointer (&suffix);
          self->marketplace = g_steal_pointer (&marketplace);
          *to_buyer = is_recipient (field);
          best_address = g_steal_pointer (&address);
        }
      else if (g_str_equal (self->alias, alias) && self->case_suffix == NULL && suffix != NULL)
        {
          self->case_suffix = g_steal_pointer (&suffix);
          g_free (best_address);
          best_address = g_steal_pointer (&address);
        }
    }

  /* Reply-To, else From; the form with the case in it when only another header has that. */
  {
    static const char *const reply_to[] = { "Reply-To", NULL };
    const HenjiMailField *field = find_any (head, reply_to);
    g_autofree char *name = NULL;
    g_autofree char *address = NULL;
    g_autofree char *alias = NULL;

    if (field != NULL)
      henji_mail_address_read (field, NULL, &name, &address);
    if (address == NULL || strchr (address, '@') == NULL)
      {
        g_free (address);
        address = g_strdup (self->from_address);
      }
    alias = henji_mail_alias_find (address, strlen (address), NULL, NULL, NULL);
    if (best_address != NULL && !*to_buyer
        && (alias == NULL ? !*from_buyer : strchr (address, '+') == NULL))
      self->reply_to = g_steal_pointer (&best_address);
    else if (*to_buyer)
      self->reply_to = g_strdup (best_address);
    else if (strchr (address, '@') != NULL && !henji_notification_is_no_reply (address))
      self->reply_to = g_steal_pointer (&address);
  }
}

/* Of the marketplace itself, not of a sort that names itself, not about a buyer's thread, and with
 * a Case ID: its support. A notice that is recognised by its words alone gives way only to a Case
 * ID in the subject. */
static void
read_support (HenjiMail *self)
{
  gboolean known = self->notification != HENJI_NOTIFICATION_NONE;
  g_autofree char *id = NULL;

  if (self->alias != NULL || g_ascii_strncasecmp (self->from_address, "atoz-", 5) == 0)
    return;
  id = henji_support_mail_case_id (self->subject, known ? NULL : self->body);
  if (id == NULL)
    return;

  self->notification = HENJI_NOTIFICATION_SUPPORT;
  self->support_id = g_steal_pointer (&id);
  self->support_status = henji_support_mail_status (self->body);
  self->support_team = henji_support_mail_team (self->from_address, self->subject, self->body);
  self->support_receipt = henji_support_mail_is_receipt (self->subject, self->body);
}

static void
classify (HenjiMail *self,
          const HenjiMailHead *head,
          gboolean from_buyer,
          gboolean to_buyer,
          const char *store)
{
  g_autofree char *type = henji_mail_head_text (head, "X-Space-Notification-Type", NULL);
  gboolean from_store = store != NULL && !from_buyer;

  self->direction = HENJI_DIRECTION_IN;
  self->notification = HENJI_NOTIFICATION_NONE;
  if (from_buyer || from_store)
    self->notification = henji_notification_from_type (type);
  if (self->notification == HENJI_NOTIFICATION_NONE && from_buyer)
    self->notification = HENJI_NOTIFICATION_BUYER_MESSAGE;
  else if (self->notification == HENJI_NOTIFICATION_NONE && from_store)
    {
      self->notification = henji_notification_guess (self->from_address, self->subject, self->body);
      read_support (self);
    }

  if (self->notification == HENJI_NOTIFICATION_REPLY_COPY)
    self->direction = HENJI_DIRECTION_OUT;
  else if (self->notification == HENJI_NOTIFICATION_BUYER_MESSAGE
           || self->notification == HENJI_NOTIFICATION_SUPPORT)
    self->direction = HENJI_DIRECTION_IN;
  else if (from_store || self->notification != HENJI_NOTIFICATION_NONE)
    self->direction = HENJI_DIRECTION_NOTICE;
  else if (to_buyer)
    self->direction = HENJI_DIRECTION_OUT;

  if (self->notification == HENJI_NOTIFICATION_CLAIM_OPENED)
    {
      g_autofree char *start = g_strndup (self->body, 20000);
      g_autofree char *valid = g_utf8_make_valid (start, -1);

      self->claim_days = henji_notification_claim_days (valid);
    }
}

static gint64
read_date (const HenjiMailHead *head)
{
  const HenjiMailField *field = henji_mail_head_find (head, "Date");
  gint64 date = field != NULL ? henji_mail_date_read (field->value, field->length) : 0;

  if (date != 0)
    return date;
  field = henji_mail_head_find (head, "Received");
  if (field != NULL)
    {
      const char *semicolon = memrchr (field->value, ';', field->length);

      if (semicolon != NULL)
        return henji_mail_date_read (semicolon + 1, field->value + field->length - semicolon - 1);
    }

  return 0;
}

static char *
read_message_id (const HenjiMailHead *head)
{
  g_autofree char *text = henji_mail_head_text (head, "Message-ID", NULL);
  const char *open;
  gsize n;

  if (text == NULL)
    return NULL;
  open = strchr (text, '<');
  open = open != NULL ? open + 1 : text;
  n = strcspn (open, "> ");

  return n > 0 ? g_strndup (open, n) : NULL;
}

static void
read_order_ids (HenjiMail *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint n_subject;

  henji_notification_order_ids (self->subject, TRUE, ids);
  n_subject = ids->len;
  henji_notification_order_ids (self->body, FALSE, ids);
  if (ids->len == n_subject && n_subject == 0)
    henji_notification_order_ids (self->body, TRUE, ids);
  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      return;
    }
  g_ptr_array_add (ids, NULL);
  self->order_ids = (char **) g_ptr_array_free (ids, FALSE);
}

/* ---- The same mail twice ---- */

static void
hash_field (GChecksum *sum, const HenjiMailHead *head, const char *name)
{
  const HenjiMailField *field = henji_mail_head_find (head, name);

  g_checksum_update (sum, (const guchar *) name, strlen (name));
  for (gsize i = 0, start = 0; field != NULL && i <= field->length; i++)
    if (i == field->length || g_ascii_isspace (field->value[i]))
      {
        if (i > start)
          g_checksum_update (sum, (const guchar *) field->value + start, i - start);
        start = i + 1;
      }
}

static char *
fingerprint (const HenjiMailHead *head, const char *data, gsize length)
{
  static const char *const names[] = { "Date", "From", "Subject" };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *p = data + head->body, *end = data + length;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    hash_field (sum, head, names[i]);
  while (end > p && g_ascii_isspace (end[-1]))
    end--;
  while (p < end)
    {
      const char *newline = memchr (p, '\n', end - p);
      const char *stop = newline != NULL ? newline : end;
      const char *start = p;

      p = newline != NULL ? newline + 1 : end;
      if (stop > start && stop[-1] == '\r')
        stop--;
      if (*start == '>')
        {
          const char *q = start;

          while (q < stop && *q == '>')
            q++;
          if (stop - q >= 5 && memcmp (q, "From ", 5) == 0)
            start = q;
        }
      g_checksum_update (sum, (const guchar *) start, stop - start);
      g_checksum_update (sum, (const guchar *) "\n", 1);
    }

  return g_strdup (g_checksum_get_string (sum));
}

/* ---- Reading ---- */

static void
add_warning (GPtrArray *warnings, gboolean when, const char *sentence)
{
  if (when)
    g_ptr_array_add (warnings, g_strdup (sentence));
}

static void
read_warnings (HenjiMail *self, const HenjiMailParts *parts, gboolean cut)
{
  GPtrArray *warnings = g_ptr_array_new ();

  add_warning (warnings, parts->unreadable,
               _ ("Some characters could not be read; the mail itself is kept as it came."));
  add_warning (warnings, parts->cut_head, _ ("Headers that were far too long were cut."));
  add_warning (warnings, parts->too_many,
               _ ("This mail has too many parts; the last ones were left out."));
  add_warning (warnings, parts->too_deep,
               _ ("This mail is nested too deeply; the innermost parts were left out."));
  add_warning (warnings, parts->too_much,
               _ ("This mail is too large unpacked; parts were left out."));
  add_warning (warnings, cut, _ ("The text is very long; its end was left out."));
  if (warnings->len == 0)
    {
      g_ptr_array_unref (warnings);
      return;
    }
  g_ptr_array_add (warnings, NULL);
  self->warnings = (char **) g_ptr_array_free (warnings, FALSE);
}

static HenjiMail *
read_mail (GBytes *raw, const char *charset, GError **error)
{
  static const char *const senders[] = { "From", "Sender", "Return-Path", NULL };
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);
  g_autoptr (HenjiMail) self = NULL;
  g_autofree char *unix_ends = NULL;
  g_autofree char *store = NULL;
  g_autofree char *marketplace_id = NULL;
  g_auto (HenjiMailHead) head = { 0 };
  g_auto (HenjiMailParts) parts = { 0 };
  const HenjiMailField *from;
  gboolean from_buyer, to_buyer, cut = FALSE;

  if (length == 0)
    {
      g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_EMPTY,
                           _ ("This file is empty."));
      return NULL;
    }
  if (length > HENJI_MAIL_MAX_SIZE)
    {
      g_set_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_TOO_LARGE,
                   _ ("This mail is larger than %d MB."), HENJI_MAIL_MAX_SIZE / (1024 * 1024));
      return NULL;
    }
  /* Line ends of an old Macintosh. */
  if (memchr (data, '\n', length) == NULL && memchr (data, '\r', length) != NULL)
    {
      unix_ends = g_memdup2 (data, length);
      for (gsize i = 0; i < length; i++)
        if (unix_ends[i] == '\r')
          unix_ends[i] = '\n';
      data = unix_ends;
    }
  if (!henji_mail_head_read (data, length, &head) || !head.known)
    {
      g_autofree char *start = g_strndup (data, MIN (length, 64));

      g_set_error_literal (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_NOT_MAIL,
                           not_mail_reason (start, MIN (length, 64)));
      return NULL;
    }
  if (head.too_many)
    {
      g_set_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_TOO_MANY,
                   _ ("This mail has more than %d header lines; that is no real mail."),
                   HENJI_MAIL_MAX_HEADERS);
      return NULL;
    }

  self = henji_mail_new ();
  self->raw = g_bytes_ref (raw);
  self->raw_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, raw);
  from = find_any (&head, senders);
  if (from != NULL)
    henji_mail_address_read (from, charset, &self->from_name, &self->from_address);
  else
    {
      self->from_name = g_strdup ("");
      self->from_address = g_strdup ("");
    }
  self->subject = henji_mail_head_text (&head, "Subject", charset);
  if (self->subject == NULL)
    self->subject = g_strdup ("");
  self->message_id = read_message_id (&head);
  if (self->message_id == NULL)
    self->fingerprint = fingerprint (&head, data, length);
  self->date = read_date (&head);
  find_alias (self, &head, &from_buyer, &to_buyer);

  store = from_buyer ? g_strdup (self->marketplace)
                     : henji_mail_store_of_address (self->from_address);
  henji_mail_parts_read (data, length, &head, charset, &parts);
  read_body (self, &parts, store != NULL, &cut);
  classify (self, &head, from_buyer, to_buyer, store);

  marketplace_id = henji_mail_head_text (&head, "X-Marketplace-ID", NULL);
  if (self->marketplace == NULL)
    self->marketplace = g_strdup (henji_mail_store_of_id (marketplace_id));
  /* amazon.com sends for other stores too. */
  if (self->marketplace == NULL && store != NULL
      && !(g_str_equal (store, "amazon.com")
           && henji_notification_is_no_reply (self->from_address)))
    self->marketplace = g_steal_pointer (&store);

  self->attachments = g_steal_pointer (&parts.attachments);
  self->charset = g_strdup (parts.charset);
  read_order_ids (self);
  read_warnings (self, &parts, cut || parts.cut_text);

  return g_steal_pointer (&self);
}

HenjiMail *
henji_mail_parse (GBytes *raw, GError **error)
{
  g_return_val_if_fail (raw != NULL, NULL);

  return read_mail (raw, NULL, error);
}

HenjiMail *
henji_mail_decode_again (GBytes *raw, const char *charset, GError **error)
{
  const char *name;

  g_return_val_if_fail (raw != NULL && charset != NULL, NULL);

  name = henji_charset_canonical (charset);
  if (name == NULL)
    {
      g_set_error (error, HENJI_CHANNEL_ERROR, HENJI_CHANNEL_ERROR_CHARSET,
                   _ ("There is no character set called \"%s\"."), charset);
      return NULL;
    }

  return read_mail (raw, name, error);
}

const char *const *
henji_mail_charsets (void)
{
  static const char *const names[] = {
    "UTF-8",   "CP932",      "ISO-2022-JP", "EUC-JP", "WINDOWS-1252",
    "GB18030", "BIG5-HKSCS", "CP949",       NULL,
  };

  return names;
}
