/* henji-mail-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** HenjiMailDraft: a mail for a mail program to send; all borrowed. */
typedef struct
{
  const char *from;        /* (nullable) the shop's own address; %NULL: the mail program's */
  const char *from_name;   /* (nullable) */
  const char *to;          /* the buyer's address exactly as received */
  const char *subject;     /* (nullable) of the mail that is answered */
  const char *in_reply_to; /* (nullable) its Message-ID, without "<>" */
  const char *id;          /* what the new Message-ID begins with: a UUID */
  gint64 date;             /* microseconds UTC */
  GTimeZone *zone;
  const char *text;

  const char *file_name; /* (nullable) of what is attached */
  const char *file_type; /* "application/pdf" */
  GBytes *file;          /* (nullable) */
} HenjiMailDraft;

/**
 * henji_mail_draft_write:
 *
 * A mail by RFC 5322 in CRLF lines: plain text in UTF-8, base64; `X-Unsent`, by which mail programs
 * open it for sending. The subject is the answered one's with "Re: " before it. Nothing in it can
 * begin a header of its own.
 *
 * Returns: (transfer full): %NULL with a sentence when an address is none, or a header value would
 * break the header
 */
GBytes *henji_mail_draft_write (const HenjiMailDraft *draft, GError **error);

G_END_DECLS
