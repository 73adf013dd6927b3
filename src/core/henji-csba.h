/* henji-csba.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-kind.h"
#include "henji-order.h"
#include "henji-policy.h"

G_BEGIN_DECLS

/* Customer Service by Amazon: for sellers who enrolled, the marketplace answers the buyers of
 * orders that the seller ships. What it covers: its terms (help page G65T4N3XGC3MJB38) and
 * questions (help page 797533XQVR4S6RG). */

/** HenjiCsbaPeriod: one enrolment with one marketplace. */
typedef struct
{
  char *marketplace; /* domain: "amazon.co.jp" */
  gint64 from;
  gint64 until; /* 0: to this day */
} HenjiCsbaPeriod;

/**
 * henji_csba_parse:
 * @text: one enrolment a line: "amazon.co.jp 2026-10-01T10:00:00+09:00 2026-11-20T00:00:00+09:00",
 *   without the second time for one that lasts; empty lines and lines beginning with # say nothing
 *
 * Returns: (transfer full) (nullable) (element-type HenjiCsbaPeriod): %NULL with a sentence that
 * names the line
 */
GPtrArray *henji_csba_parse (const char *text, GError **error);
/* (transfer full): what henji_csba_parse() reads, times in @zone. */
char *henji_csba_to_text (const GPtrArray *periods, GTimeZone *zone);

/** HenjiCsbaNature: what the buyer's message is about, as far as it matters here. */
typedef enum
{
  HENJI_CSBA_ORDER, /* anything else about an order */
  HENJI_CSBA_INVOICE,
  HENJI_CSBA_CUSTOMISATION,
  HENJI_CSBA_PRE_ORDER,       /* an order of something not yet on sale */
  HENJI_CSBA_BEFORE_PURCHASE, /* there is no order */
  HENJI_N_CSBA_NATURES
} HenjiCsbaNature;

const char *henji_csba_nature_id (HenjiCsbaNature nature); /* "pre-order" */
gboolean henji_csba_nature_from_id (const char *id, HenjiCsbaNature *nature);

/* The nature that a message's kinds tell (bits 1 << kind). Customisation and pre-orders have no
 * kind of their own: words tell them (henji-csba-words.h), or a person. */
HenjiCsbaNature henji_csba_nature_of (guint32 kinds, gboolean has_order);

/** HenjiCsbaReason: why; the first that applies, in this order. */
typedef enum
{
  HENJI_CSBA_NOT_ENROLLED,        /* ours: never enrolled there */
  HENJI_CSBA_NEVER_INVOICES,      /* ours */
  HENJI_CSBA_NEVER_CUSTOMISATION, /* ours */
  HENJI_CSBA_NEVER_PRE_ORDERS,    /* ours */
  HENJI_CSBA_NEVER_BEFORE,        /* ours: no purchase yet */
  HENJI_CSBA_NEVER_ITS_WAREHOUSE, /* ours: the marketplace ships it, which is another service */
  HENJI_CSBA_TIME_UNKNOWN,        /* ours: enrolled, but when was it ordered? */
  HENJI_CSBA_COVERED,             /* theirs: ordered while enrolled */
  HENJI_CSBA_STILL_COVERED,       /* theirs: ordered while enrolled, though we have left since */
  HENJI_CSBA_FIRST_HOUR,          /* ours: ordered after enrolment, before it began to count */
  HENJI_CSBA_BEFORE_ENROLMENT,    /* ours */
  HENJI_CSBA_AFTER_LEAVING,       /* ours: ordered after the last enrolment ended */
  HENJI_N_CSBA_REASONS
} HenjiCsbaReason;

/** HenjiCsbaQuestion: about one buyer's message. */
typedef struct
{
  const char *marketplace; /* domain, nullable */
  gint64 ordered_at;       /* 0: unknown */
  const char *fulfilment;  /* "merchant", "marketplace" or %NULL: taken for the seller's own */
  HenjiCsbaNature nature;
} HenjiCsbaQuestion;

/**
 * henji_csba_decide:
 * @periods: (element-type HenjiCsbaPeriod): all enrolments there have been, in any order
 * @policy: of the question's marketplace; its rule "csba-start" says how long after enrolment the
 *   cover begins
 *
 * Who answers, as of @now: with henji_csba_is_theirs() the marketplace, else we.
 */
HenjiCsbaReason henji_csba_decide (const GPtrArray *periods,
                                   const HenjiPolicy *policy,
                                   const HenjiCsbaQuestion *question,
                                   gint64 now);
gboolean henji_csba_is_theirs (HenjiCsbaReason reason);
const char *henji_csba_reason_id (HenjiCsbaReason reason);       /* "still-covered" */
const char *henji_csba_reason_sentence (HenjiCsbaReason reason); /* for people, translated */
/* The same in few words: "You: ordered before the enrolment". Translated. */
const char *henji_csba_reason_short (HenjiCsbaReason reason);

/** HenjiCsbaOrder: who answers about one order. */
typedef struct
{
  char *order_id;
  gint64 ordered_at; /* 0: unknown */
  HenjiCsbaReason reason;
} HenjiCsbaOrder;

HENJI_DECLARE_VALUE (HenjiCsbaAnswer, henji_csba_answer)

/** HenjiCsbaAnswer: who answers a buyer's case. */
struct _HenjiCsbaAnswer
{
  HenjiCsbaNature nature;
  gboolean by_hand;       /* the seller said what it is about */
  gboolean forwarded;     /* the newest message was passed on to the marketplace */
  HenjiCsbaReason reason; /* of the first order that is ours to answer, else of the first */
  GPtrArray *orders;      /* (element-type HenjiCsbaOrder) of each order number of the case */
  GPtrArray *periods;     /* (element-type HenjiCsbaPeriod) enrolments with its marketplace */
};

/* (transfer none) (nullable): what is said of this order (nullable). */
const HenjiCsbaOrder *henji_csba_answer_find (const HenjiCsbaAnswer *self, const char *order_id);

void henji_csba_period_free (HenjiCsbaPeriod *self);
/* (transfer full) (element-type HenjiCsbaPeriod): those of one marketplace (nullable), copied. */
GPtrArray *henji_csba_periods_of (const GPtrArray *periods, const char *marketplace);
/* Two enrolments with one marketplace at the same time, or a marketplace's with no end that is not
 * its last one, are a fault: %FALSE with a sentence. */
gboolean henji_csba_periods_check (const GPtrArray *periods, GTimeZone *zone, GError **error);

G_END_DECLS
