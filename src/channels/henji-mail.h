/* henji-mail.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-message.h"
#include "henji-support.h"

G_BEGIN_DECLS

/* The caps on what comes in. What is over the first two is refused; over the others the rest is
 * left out of the readable text, the raw source keeps it, and a warning says so. */
#define HENJI_MAIL_MAX_SIZE (40 * 1024 * 1024)   /* bytes of one message */
#define HENJI_MAIL_MAX_HEADERS 1000              /* header fields of one message */
#define HENJI_MAIL_MAX_VALUE (64 * 1024)         /* bytes of one header field */
#define HENJI_MAIL_MAX_ADDRESS_VALUE (16 * 1024) /* the same for From, To, Cc, ... */
#define HENJI_MAIL_MAX_PARTS 500
#define HENJI_MAIL_MAX_DEPTH 20
#define HENJI_MAIL_MAX_DECODED (100 * 1024 * 1024) /* bytes of all parts, decoded */
#define HENJI_MAIL_MAX_BODY (2 * 1024 * 1024)      /* bytes of readable text */
#define HENJI_MAIL_MAX_LINE 2000                   /* characters of one line of it */

#define HENJI_CHANNEL_ERROR (henji_channel_error_quark ())
GQuark henji_channel_error_quark (void);

/** HenjiChannelError: why a mail or a mail file is not taken; the message is a sentence for the
 * seller. */
typedef enum
{
  HENJI_CHANNEL_ERROR_FILE, /* could not be read */
  HENJI_CHANNEL_ERROR_EMPTY,
  HENJI_CHANNEL_ERROR_NOT_MAIL,     /* no mail: no header block at its beginning */
  HENJI_CHANNEL_ERROR_TOO_LARGE,    /* the message */
  HENJI_CHANNEL_ERROR_TOO_MANY,     /* header fields */
  HENJI_CHANNEL_ERROR_CHARSET,      /* henji_mail_decode_again(): a character set nobody knows */
  HENJI_CHANNEL_ERROR_HEADER_VALUE, /* henji_mail_check_header_value(): it would break the header */
} HenjiChannelError;

/** HenjiMailFormat: what the first bytes of a file look like. */
typedef enum
{
  HENJI_MAIL_FORMAT_NONE,    /* not mail */
  HENJI_MAIL_FORMAT_MESSAGE, /* one message: .eml */
  HENJI_MAIL_FORMAT_MBOX,    /* many: a "From " line first */
} HenjiMailFormat;

/**
 * henji_mail_sniff:
 * @head: the first bytes of a file (64 KiB are plenty); may be %NULL when @length is 0
 *
 * Never refuses what henji_mail_parse() would take.
 */
HenjiMailFormat henji_mail_sniff (const guint8 *head, gsize length);

HENJI_DECLARE_VALUE (HenjiMail, henji_mail)

/**
 * HenjiMail: one mail, read
 *
 * All text is valid UTF-8 without control characters (but for line feeds and tabs in @body).
 * Strings that are not marked nullable are "" when the mail does not say. Nothing in it is
 * verified: headers can be forged.
 */
struct _HenjiMail
{
  /* What sort it is. NOTICE also for mails of unknown sort from the marketplace. */
  HenjiDirection direction;
  HenjiNotification notification;

  /* Who wrote. Addresses are exactly as received, "+suffix" included. */
  char *from_name;
  char *from_address;
  char *reply_to;    /* (nullable) where an answer goes; %NULL when nobody reads it */
  char *alias;       /* (nullable) the buyer's address, lower case, without "+suffix" */
  char *case_suffix; /* (nullable) the UUID after "+", lower case */
  char *marketplace; /* (nullable) "amazon.co.jp" */

  char *subject;
  gint64 date;      /* microseconds UTC; 0 unknown or impossible */
  char *message_id; /* (nullable) without "<>" */
  char **order_ids; /* (nullable) of subject and body, in order of appearance, each once */
  int claim_days;   /* CLAIM_OPENED: the days it gives for an answer; 0 unknown */

  /* SUPPORT: of the marketplace's support, about a case of the seller's own. */
  char *support_id;     /* (nullable) the Case ID, digits */
  char *support_status; /* (nullable) the status it names, small letters */
  HenjiSupportTeam support_team;
  gboolean support_receipt; /* it only says that the question was received */

  /* Readable text. The first @own_length bytes are the writer's own words; then follow, after an
   * empty line, the quoted history, the signature and the marketplace's own frame. */
  char *body;
  gint64 own_length;
  char *charset;          /* (nullable) it was read with: "UTF-8", "CP932", ...; %NULL for ASCII */
  GPtrArray *attachments; /* (element-type HenjiAttachment), each with content; never %NULL */
  char **warnings;        /* (nullable) sentences, translated: what was cut or unreadable */

  /* The source as given. The fingerprint, nullable, stands in for a Message-ID that is not there:
   * the same for two copies of one mail that differ only in line ends, mbox quoting, and what
   * servers on the way added. Both sums: 64 hex digits. */
  GBytes *raw;
  char *raw_sha256;
  char *fingerprint;
};

/**
 * henji_mail_parse:
 * @raw: one message, without a "From " line
 *
 * Reads a mail. Never touches the network or a file. Safe from several threads at once. Takes time
 * in proportion to the length of @raw, whatever it holds.
 *
 * Returns: (transfer full): or %NULL with a #HenjiChannelError
 */
HenjiMail *henji_mail_parse (GBytes *raw, GError **error);

/**
 * henji_mail_decode_again:
 * @charset: "UTF-8", "CP932", "ISO-2022-JP", "EUC-JP", ... taken for all text of the mail that is
 * not ASCII, whatever the mail says
 *
 * "Decode again as…", for a mail that names the wrong character set.
 */
HenjiMail *henji_mail_decode_again (GBytes *raw, const char *charset, GError **error);

/* What to offer for "decode again as…". */
const char *const *henji_mail_charsets (void);

/**
 * henji_mail_check_header_value:
 *
 * The gate for whatever is to stand in a header of a mail we write: refuses CR, LF, NUL (also one
 * within @length), other control characters and broken UTF-8.
 *
 * @length: bytes, or -1 when @value ends with NUL
 */
gboolean henji_mail_check_header_value (const char *value, gssize length, GError **error);

/**
 * henji_mail_safe_name:
 * @name: (nullable): a file name as received
 * @media_type: (nullable): for the extension when there is no name
 *
 * A base name that can be offered for saving: no folders, no control or direction characters, no
 * leading dot, no name that means a device, at most 200 bytes.
 *
 * Returns: (transfer full): never empty
 */
char *henji_mail_safe_name (const char *name, const char *media_type);

G_END_DECLS
