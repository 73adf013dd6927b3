/* henji-message.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-value.h"

G_BEGIN_DECLS

/** HenjiDirection: who wrote it. Stored. */
typedef enum
{
  HENJI_DIRECTION_IN = 0, /* the buyer, or the marketplace's support, to us */
  HENJI_DIRECTION_OUT,    /* we, to the buyer */
  HENJI_DIRECTION_NOTICE, /* the marketplace, to us */
} HenjiDirection;

/** HenjiNotification: what sort of mail the marketplace sent. Stored: append only. */
typedef enum
{
  HENJI_NOTIFICATION_NONE = 0, /* a mail of unknown sort; kept and shown */
  HENJI_NOTIFICATION_BUYER_MESSAGE,
  HENJI_NOTIFICATION_REPLY_COPY, /* copy of our own reply */
  HENJI_NOTIFICATION_OPT_OUT,
  HENJI_NOTIFICATION_RETURN_REQUEST,
  HENJI_NOTIFICATION_REFUND_ISSUED,
  HENJI_NOTIFICATION_CLAIM_OPENED,
  HENJI_NOTIFICATION_CLAIM_CLOSED,
  HENJI_NOTIFICATION_CANCEL_REQUEST,
  HENJI_NOTIFICATION_SUPPORT,       /* the marketplace's support, on a case of the seller's own */
  HENJI_NOTIFICATION_CSBA_QUESTION, /* the marketplace's customer service asks us */
  HENJI_N_NOTIFICATIONS
} HenjiNotification;

const char *henji_notification_id (HenjiNotification notification);

HENJI_DECLARE_VALUE (HenjiAttachment, henji_attachment)

struct _HenjiAttachment
{
  char *name;       /* safe base name */
  char *media_type; /* "image/jpeg" */
  char *sha256;     /* of the content, 64 hex digits */
  gint64 size;      /* bytes */
  GBytes *content;  /* (nullable) only while it travels in */
};

/**
 * HenjiFacts:
 *
 * What a message says that the desk can use. Empty fields are %NULL.
 */
typedef struct
{
  char **order_ids;  /* (nullable) in order of appearance, each once */
  char *postal_code; /* of a new address: "150-0001", "97205" */
  char *address;     /* the new address on one line, as written */
  gboolean phone;    /* a phone number is present; the number itself is not kept */
  char *part;        /* the missing or broken part, in the buyer's words */
  char *amount;      /* as written: "500円", "$12.50" */
} HenjiFacts;

HENJI_DECLARE_VALUE (HenjiMessage, henji_message)

struct _HenjiMessage
{
  gint64 row;
  char *uuid;
  gint64 case_row;
  HenjiDirection direction;
  HenjiNotification notification;
  gint64 at; /* the mail's own date, or when it came in */
  char *from_name;
  char *from_address; /* exactly as received, +suffix included */
  char *reply_to;     /* where an answer goes, exactly as received */
  char *subject;
  char *body;        /* readable text; own words first, quoted history after @own_length */
  gint64 own_length; /* bytes of @body that are the writer's own words */
  char *counterpart; /* (nullable) what an answer of ours says, in the language not sent */
  HenjiLanguage language;
  HenjiKind kind;
  guint32 other_kinds; /* bit (1 << kind) each */
  gboolean reply_needed;
  HenjiFacts facts;
  char *message_id;
  char *raw_sha256;       /* of the raw source, kept among the attachments */
  GPtrArray *attachments; /* (element-type HenjiAttachment) (nullable) */
};

void henji_facts_clear (HenjiFacts *facts);
void henji_facts_copy (const HenjiFacts *from, HenjiFacts *to);

G_END_DECLS
