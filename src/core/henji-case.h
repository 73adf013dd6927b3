/* henji-case.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-support.h"
#include "henji-value.h"

G_BEGIN_DECLS

/** HenjiConfirmation: what we know of the last answer having reached the marketplace. Stored. */
typedef enum
{
  HENJI_CONFIRMATION_NONE = 0,    /* nothing waits for it */
  HENJI_CONFIRMATION_UNCONFIRMED, /* marked as answered here only */
  HENJI_CONFIRMATION_NOT_MARKED,  /* "no reply needed" set here only */
  HENJI_CONFIRMATION_CONFIRMED,   /* the marketplace's copy came, or the user said so */
} HenjiConfirmation;

enum
{
  HENJI_CASE_A_TO_Z = 1 << 0,      /* a claim is open */
  HENJI_CASE_OPTED_OUT = 1 << 1,   /* a message of ours was not delivered */
  HENJI_CASE_ATTACHMENTS = 1 << 2, /* a buyer's message has attachments */
  HENJI_CASE_DRAFT = 1 << 3,       /* a draft waits */
  HENJI_CASE_UNREAD = 1 << 4,      /* a buyer's message not yet shown */
  HENJI_CASE_SUPPORT = 1 << 5,     /* the seller's own case with the marketplace */
  HENJI_CASE_CSBA = 1 << 6,        /* the marketplace answers its buyer for us */
};

HENJI_DECLARE_VALUE (HenjiCase, henji_case)

/** HenjiCase: one row of the list: all that it shows, and nothing long. */
struct _HenjiCase
{
  gint64 row;
  char *uuid;
  HenjiCourt court;
  HenjiKind kind;
  HenjiLanguage language;
  HenjiConfirmation confirmation;
  guint flags;
  char *marketplace; /* domain, nullable */
  char *buyer;       /* name to show, nullable */
  char *alias;       /* local part without +suffix, "@", domain; lower case; nullable */
  char *subject;
  char *excerpt;    /* first words of the newest message of the buyer, one line */
  char **order_ids; /* (nullable) */
  gint64 due;       /* the next clock that is ours, 0 when none runs */
  char *due_rule;   /* its rule, nullable */
  gint64 last_at;   /* of the newest message */
  int n_messages;   /* of the buyer and of us; notices do not count */

  /* SUPPORT: */
  char *support_id; /* (nullable) the marketplace's Case ID */
  HenjiSupportTeam support_team;
  char **tags; /* (nullable) in the order of the alphabet */
};

HENJI_DECLARE_VALUE (HenjiClock, henji_clock)

struct _HenjiClock
{
  gint64 row;
  gint64 case_row;
  char *rule; /* id in the policy: "reply", "claim-answer", "promise", ... */
  gboolean ours;
  gint64 since;
  gint64 until;
  gint64 stopped_at; /* 0 while it runs */
  char *note;        /* nullable */
};

/* The rules of clocks that the seller sets: what a reply promised, what to think of again. */
#define HENJI_PROMISE_RULE "promise"
#define HENJI_REMINDER_RULE "reminder"

/** HenjiClockRule: what a clock of a rule does to its case. */
typedef struct
{
  const char *rule;
  gboolean ends_with_answer; /* a reply to the buyer is what it waits for */
  gboolean gives_turn;       /* a case that waits is our turn again when it is near */
  gint64 ahead;              /* how near, microseconds */
} HenjiClockRule;

/* (transfer none) (nullable): %NULL for a rule that only runs, until somebody ends it. */
const HenjiClockRule *henji_clock_rule (const char *rule);
/* (transfer none) (array length=n): */
const HenjiClockRule *henji_clock_rules (guint *n);

/* Is it such a clock, and does it run? */
gboolean henji_clock_is_promise (const HenjiClock *clock);

/** HenjiEventType: what happened on a case. Stored: append only. */
typedef enum
{
  HENJI_EVENT_NOTE = 1,
  HENJI_EVENT_KIND_CHANGED,
  HENJI_EVENT_CLOSED,
  HENJI_EVENT_REOPENED,
  HENJI_EVENT_NO_REPLY_NEEDED,
  HENJI_EVENT_ANSWERED,
  HENJI_EVENT_CONFIRMED,
  HENJI_EVENT_LABEL_PRINTED,
  HENJI_EVENT_RETURN_REQUESTED,
  HENJI_EVENT_REFUND_ISSUED,
  HENJI_EVENT_CLAIM_OPENED,
  HENJI_EVENT_CLAIM_CLOSED,
  HENJI_EVENT_OPT_OUT,
  HENJI_EVENT_CANCEL_REQUESTED,
  HENJI_EVENT_MERGED,
  HENJI_EVENT_SPLIT,
  HENJI_EVENT_SHIPMENT_ENTERED,
  HENJI_EVENT_RECOGNISED,
  HENJI_EVENT_UNDONE,
  HENJI_EVENT_PROMISE,
  HENJI_EVENT_COPIED,
  HENJI_EVENT_CHECK_OVERRIDDEN,
  HENJI_EVENT_PROMISE_KEPT,
  HENJI_EVENT_SUPPORT_WRITTEN, /* to the marketplace's support: the buyer has no answer by it */
  HENJI_EVENT_REMINDER_SET,    /* the seller wants to be reminded */
  HENJI_EVENT_REMINDER_DONE,
  HENJI_EVENT_CLOCK_STARTED,  /* by hand */
  HENJI_EVENT_CLOCK_ENDED,    /* by hand */
  HENJI_EVENT_SUPPORT_OPENED, /* a case with the marketplace */
  HENJI_EVENT_SUPPORT_STATUS, /* what the marketplace says of it */
  HENJI_EVENT_PHONE_LOGGED,
  HENJI_EVENT_CHAT_LOGGED,
  HENJI_EVENT_CSBA_FORWARDED,
  HENJI_EVENT_CLAIM_STAGE, /* of an A-to-z claim */
  HENJI_EVENT_EVIDENCE_SAVED,
  HENJI_EVENT_ADDRESS_CHANGED, /* of the order */
  HENJI_EVENT_OUTLAY,          /* what it cost */
  HENJI_EVENT_DEFECT,          /* feedback or chargeback that counts */
  HENJI_EVENT_TAGGED,          /* by a rule or by hand */
  HENJI_EVENT_UNTAGGED,
  HENJI_EVENT_RETURN_ARRIVED,      /* somebody saw it */
  HENJI_EVENT_SUPPORT_CHANGED,     /* its Case ID, team, way, orders, ...: by hand */
  HENJI_EVENT_CSBA_QUESTION,       /* the marketplace's customer service asks us */
  HENJI_EVENT_CSBA_NATURE,         /* what the case is about, said by hand */
  HENJI_EVENT_RULE_RAN,            /* a rule of the seller's own held of a message */
  HENJI_EVENT_RETURN_OPENED,       /* a return as a thing of its own */
  HENJI_EVENT_RETURN_STAGE,        /* it has come further */
  HENJI_EVENT_GOODS_SETTLED,       /* what becomes of what came back */
  HENJI_EVENT_DOCUMENT_PRINTED,    /* a slip, an address label, a packing list */
  HENJI_EVENT_CARRIER_FILE,        /* written for a carrier's program */
  HENJI_EVENT_MARKETPLACE_MESSAGE, /* sent through the marketplace's service, or perhaps so */
  HENJI_EVENT_FEEDBACK,            /* negative, told by a report */
  HENJI_N_EVENTS
} HenjiEventType;

const char *henji_event_type_id (HenjiEventType type);

HENJI_DECLARE_VALUE (HenjiEvent, henji_event)

/** HenjiEvent: append-only; an undo is an event of its own that names the one it takes back. */
struct _HenjiEvent
{
  gint64 row;
  char *uuid;
  gint64 case_row;
  HenjiEventType type;
  gint64 at;
  char *text;    /* the note, the RMA number, the old and new kind: for people */
  char *data;    /* what undo needs, "key=value\n" each; nullable */
  gint64 undoes; /* row of the event taken back, 0 for none */
  gboolean undone;
};

G_END_DECLS
