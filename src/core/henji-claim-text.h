/* henji-claim-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is pasted into the marketplace's box for an answer to an A-to-z claim: it takes text alone,
 * so files go to the buyer as a message, and the text says so.
 * https://sellercentral.amazon.com/gp/help/external/1781?language=en_US
 */
#pragma once

#include "henji-claim.h"

G_BEGIN_DECLS

/** HenjiClaimQuote: what somebody wrote, word for word. */
typedef struct
{
  gint64 at;
  gboolean ours;
  gboolean translated; /* @text is our translation of what was sent */
  char *text;
} HenjiClaimQuote;

void henji_claim_quote_free (HenjiClaimQuote *self);

/** HenjiClaimBrief: the facts of a claim. Borrowed; what is unknown is %NULL, 0 or not set. */
typedef struct
{
  HenjiLanguage language; /* JA or EN: of the text */
  HenjiClaimStage stage;
  const char *order_id;
  const char *item; /* "1 × Ceramic mug" */
  HenjiMoney amount;
  const char *ordered; /* dates */
  const char *shipped;
  const char *delivered;
  const char *carrier;
  const char *tracking;
  HenjiMoney refunded;
  const char *refund_date;
  const char *label_date; /* a return label was made */
  const char *rma;
  guint n_photos;          /* that the buyer sent */
  const GPtrArray *quotes; /* (element-type HenjiClaimQuote), oldest first */
  gboolean files;          /* the evidence went out as a file */
  GTimeZone *zone;         /* the marketplace's */
} HenjiClaimBrief;

/**
 * henji_claim_text:
 * @limit: characters it may have
 *
 * The newest and most telling facts first, then the messages from the newest on, as far as they
 * fit. Never ends inside a sentence.
 *
 * Returns: (transfer full):
 */
char *henji_claim_text (const HenjiClaimBrief *brief, int limit);

/* (transfer full) (nullable): as many whole sentences of @text as have room in @limit characters;
 * %NULL when not even the first has. */
char *henji_claim_text_cut (const char *text, int limit);

G_END_DECLS
