/* henji-desk-evidence-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-claim.h"
#include "henji-message.h"
#include "henji-policy.h"

G_BEGIN_DECLS

/** HenjiEvidenceWords: what a packet says, in its own language, whatever the window speaks. */
typedef struct
{
  const char *title;       /* order number */
  const char *title_claim; /* the same of a claim */
  const char *head, *head_claim;
  const char *facts, *timeline, *messages, *shipment, *photos, *policy;
  const char *order, *marketplace, *seller, *ordered, *item, *items_total, *shipping, *total;
  const char *claim_opened, *claim_amount, *claim_decided, *zone, *made;
  const char *carrier, *tracking, *shipped, *delivered, *rma, *return_status, *refunded;
  const char *placed, *shipped_with, *was_delivered, *label_made;
  const char *buyer, *we, *buyer_wrote, *we_wrote;
  const char *other_ja, *other_en; /* over what an answer says in the other language */
  const char *no_messages, *left_out, *attachment, *sent_apart;
  const char *photo_buyer, *photo_ours, *photo_damaged, *photos_shrunk;
  const char *policy_note, *checked; /* the date of the check */
  const char *phone, *mail;          /* what stands for one */
  const char *notices[HENJI_N_NOTIFICATIONS];
  const char *stages[HENJI_N_CLAIM_STAGES];
  const char *hours, *calendar_days, *business_days, *percent;
} HenjiEvidenceWords;

const HenjiEvidenceWords *henji_evidence_words (HenjiLanguage language);

/* (nullable): the rules that a packet may quote, in their order: id, and what it is about. */
const char *henji_evidence_rule (guint i, HenjiLanguage language, const char **id);

G_END_DECLS
