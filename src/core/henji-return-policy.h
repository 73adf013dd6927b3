/* henji-return-policy.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-policy.h"

G_BEGIN_DECLS

/** HenjiReturnPostage: who pays for sending an item back. */
typedef enum
{
  HENJI_RETURN_POSTAGE_SHOP,     /* always the shop */
  HENJI_RETURN_POSTAGE_AT_FAULT, /* the shop where the item came damaged, defective or wrong */
  HENJI_RETURN_POSTAGE_BUYER,    /* always the buyer */
  HENJI_N_RETURN_POSTAGES
} HenjiReturnPostage;

const char *henji_return_postage_id (HenjiReturnPostage postage); /* "shop", "at-fault", "buyer" */

HENJI_DECLARE_VALUE (HenjiReturnPolicy, henji_return_policy)

/** HenjiReturnPolicy: what the shop grants the buyers of one marketplace. */
struct _HenjiReturnPolicy
{
  char *marketplace; /* domain */
  int days;          /* in which a buyer may ask for a return */
  HenjiReturnPostage postage;
  int restocking; /* percent of the item's price, sent back in time and as it was */
};

/**
 * henji_return_policies_parse:
 * @text: one marketplace a line: "amazon.co.jp days=30 postage=at-fault restocking=0", each of the
 *   three at most once; what is not said is 30, at-fault and 0; empty lines and lines beginning
 *   with # say nothing
 *
 * Returns: (transfer full) (nullable) (element-type HenjiReturnPolicy): %NULL with a sentence that
 * names the line
 */
GPtrArray *henji_return_policies_parse (const char *text, GError **error);
/* (transfer full): what henji_return_policies_parse() reads. */
char *henji_return_policies_to_text (const GPtrArray *policies);

/**
 * henji_return_policy_faults:
 * @policy: of the same marketplace
 *
 * A seller's policy must equal the marketplace's or be better for the buyer:
 * https://sellercentral.amazon.co.jp/gp/help/external/help.html?itemID=200708210
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each point in which it is worse, on
 * the day of @at; says where the marketplace's figure is only assumed
 */
GPtrArray *
henji_return_policy_faults (const HenjiReturnPolicy *self, const HenjiPolicy *policy, gint64 at);

G_END_DECLS
