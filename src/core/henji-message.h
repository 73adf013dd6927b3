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

/** HenjiTold: what a buyer says beside the kind of the matter. Stored as bits: append only. */
typedef enum
{
  HENJI_TOLD_WANTS_REFUND = 0,  /* asks for the money back */
  HENJI_TOLD_WANTS_REPLACEMENT, /* asks to be sent something: in exchange, again, what is missing */
  HENJI_TOLD_WANTS_PART_REFUND, /* asks for some money and keeps the goods */
  HENJI_TOLD_LOOKED_AROUND,     /* has looked for the parcel where it may lie, in vain */
  HENJI_TOLD_DANGER,            /* the goods smoked, sparked, swelled, gave a shock */
  HENJI_TOLD_HURT,              /* somebody was injured or became ill */
  HENJI_TOLD_SENT_BACK,         /* the parcel goes back to us, or is back, undelivered */
  HENJI_TOLD_MISSED_DELIVERY,   /* nobody was in; it waits to be brought again or picked up */
  HENJI_TOLD_CANCELS_PART,      /* some of the order, not all */
  HENJI_TOLD_CANCELS_IF,        /* only if something is so */
  HENJI_TOLD_KEEPS_ORDER,       /* asks not to cancel */
  HENJI_TOLD_HOLD,              /* asks to ship later */
  HENJI_TOLD_COMBINE,           /* asks to send things together */
  HENJI_TOLD_CHANGES_ORDER,     /* another quantity, colour, size than was ordered */
  HENJI_TOLD_EXTRA_ITEM,        /* more came than was ordered */
  HENJI_TOLD_CHARGE,            /* charged twice or wrongly, the price fell, duties */
  HENJI_TOLD_RETURNED_GOODS,    /* has sent the goods back to us */
  HENJI_TOLD_GIFT_WISH,         /* wrapping, card, no prices in the parcel */
  HENJI_TOLD_CARRIER_LOST,      /* the carrier says that it cannot find the parcel */
  HENJI_TOLD_FOUND,             /* the parcel turned up, or the trouble is over */
  HENJI_TOLD_NO_ACTION,         /* only wanted to tell */
  HENJI_TOLD_UNANSWERED,        /* earlier messages had no answer */
  HENJI_TOLD_CONTENTS_FINE,     /* only the box suffered */
  HENJI_TOLD_RECEIVED,          /* the goods have arrived */
  HENJI_N_TOLD
} HenjiTold;

const char *henji_told_id (HenjiTold told);
gboolean henji_told_from_id (const char *id, HenjiTold *told);

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
  guint32 told;      /* bit (1 << HenjiTold) each */
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
