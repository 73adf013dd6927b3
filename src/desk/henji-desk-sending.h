/* henji-desk-sending.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-messaging.h"

G_BEGIN_DECLS

typedef enum
{
  HENJI_RECEIPT_CHECKED, /* it could go out; nothing went */
  HENJI_RECEIPT_SENT,
  HENJI_RECEIPT_REFUSED, /* it did not go out, or the marketplace did not take it */
  HENJI_RECEIPT_UNKNOWN, /* it went out and no answer came: only a look there tells */
} HenjiReceiptOutcome;

const char *henji_receipt_outcome_id (HenjiReceiptOutcome outcome);

HENJI_DECLARE_VALUE (HenjiReceipt, henji_receipt)

/** HenjiReceipt: what came of a message. */
struct _HenjiReceipt
{
  HenjiReceiptOutcome outcome;
  char *reason;     /* (nullable): a sentence, or several, each on a line */
  char *locale;     /* (nullable): of the buyer, "en-US" */
  char *request_id; /* (nullable): what the service's support asks for */
  gint64 event;     /* that tells of it; 0: none does */
};

/** HenjiMessageWish: a message to be sent; borrowed. */
typedef struct
{
  const char *order_id;
  const char *action;       /* "confirmOrderDetails" */
  const char *text;         /* "" for a kind without one */
  const char *const *paths; /* (nullable): files to attach */
  const char *from_date;    /* (nullable): of a warranty, in the marketplace's zone */
  const char *until_date;   /* likewise, its last day */
  gboolean only_check;
  gboolean looked; /* the seller looked: the one before, of which nobody knew, is not there */
} HenjiMessageWish;

/**
 * henji_desk_message_send:
 *
 * Sends a message of a fixed kind to the buyer of an order through the marketplace: only one that
 * is offered for it just now, checked as replies are, in the buyer's language as the marketplace
 * names it. It goes out once at most; one whose answer is lost is never repeated by itself. What
 * went out, or perhaps did, is an event of the order's case, which is opened if there is none.
 * Undo cannot take it back. It answers nothing that the buyer wrote; that goes by mail. Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL with an error when it was not even tried
 */
HenjiReceipt *henji_desk_message_send (HenjiDesk *self,
                                       const HenjiMessageWish *wish,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * henji_desk_message_looked:
 * @there: the message of which nobody knew was found among the order's messages; else it is not
 *   there, and another one of its kind may go out
 *
 * The seller looked at the marketplace. Undo does not take it back. A draft of what was found goes.
 *
 * Returns: the row of the event; 0 on error, also when no message of the kind waits for that
 */
gint64 henji_desk_message_looked (
    HenjiDesk *self, const char *order_id, const char *action, gboolean there, GError **error);

/* What an event says of a message. */
typedef enum
{
  HENJI_SENDING_WORD_SENT,
  HENJI_SENDING_WORD_UNKNOWN, /* nobody knows whether it arrived */
  HENJI_SENDING_WORD_FOUND,   /* one of these turned out to be there */
  HENJI_SENDING_WORD_MISSING, /* or not to be there */
} HenjiSendingWord;

/* @title: (out) (transfer full): of the message's kind */
HenjiSendingWord henji_desk_sending_event (const HenjiEvent *event, gboolean ja, char **title);

G_END_DECLS
