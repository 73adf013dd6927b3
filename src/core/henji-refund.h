/* henji-refund.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-inspection.h"
#include "henji-order.h"
#include "henji-policy.h"
#include "henji-return-window.h"

G_BEGIN_DECLS

/* How much a return is refunded. A proposal: the refund itself is made at the marketplace. */

/** HenjiRefundLine: one of the order's lines and what came back of it. */
typedef struct
{
  HenjiMoney price;    /* of the whole line without shipping */
  HenjiMoney tax;      /* of the price */
  HenjiMoney outward;  /* shipping with its tax, and gift wrap, of the whole line */
  HenjiMoney discount; /* with or without a minus sign */
  int ordered;         /* pieces; less than one counts as what came back */
  int returned;        /* pieces that came back */
  HenjiCondition condition;
} HenjiRefundLine;

typedef struct
{
  const HenjiPolicy *policy;
  gint64 at; /* when the return was asked for: the rules of that day hold */
  HenjiWindowState window;
  HenjiFault fault;
  gboolean software; /* what was opened is software or a game */
  HenjiReturnPayer payer;
  HenjiMoney postage;  /* what the buyer paid for the way back; not set: not known */
  HenjiMoney refunded; /* what went back already; not set: nothing */
  int percent;         /* the fee that the seller takes, -1 for what the rule allows at most */
  const HenjiRefundLine *lines;
  guint n_lines;
} HenjiRefundBasis;

typedef enum
{
  HENJI_REFUND_NONE = 0,
  HENJI_REFUND_PART,
  HENJI_REFUND_FULL,
} HenjiRefundKind;

const char *henji_refund_kind_id (HenjiRefundKind kind); /* "part" */

/** HenjiRefund: all amounts in minor units of @currency; rules are borrowed from the policy. */
typedef struct
{
  HenjiRefundKind kind;
  char currency[4];
  gint64 goods;   /* price and tax of what came back, less discounts */
  gint64 fee;     /* taken off */
  gint64 outward; /* shipping to the buyer, refunded */
  gint64 kept;    /* shipping to the buyer, not refunded */
  gint64 postage; /* the buyer's outlay for the way back, refunded */
  gint64 total;
  gint64 paid;           /* for the pieces that came back, with their shipping */
  gint64 rest;           /* the total less what went back already */
  int limit;             /* the fee at most, % of the price without shipping */
  int percent;           /* the fee taken */
  gboolean postage_open; /* the way back is to be refunded; nobody has said how much it was */
  const HenjiRule *rule; /* (nullable): of the fee */
  const HenjiRule *outward_rule; /* (nullable): of the shipping to the buyer */
  const HenjiRule *postage_rule; /* (nullable): of the way back, when the shop owes it */
  gboolean sure;                 /* none of the rules that the amount follows waits to be checked */
} HenjiRefund;

/**
 * henji_refund_propose:
 *
 * - Where the trouble lies at the shop's or the carrier's door there is no fee, and shipping both
 *   ways is refunded (`restocking-transit-damage`, `outward-shipping-at-fault`,
 *   `return-postage-at-fault`).
 * - Else a fee up to `restocking-in-window`, `-out-of-window`, `-used` or `-opened-software` of the
 *   price without shipping; opened but not used counts as sent. Shipping to the buyer goes back as
 *   `outward-shipping-changed-mind` says. A window nobody knows counts as open.
 * - A discount lessens shipping first, then the price, so that no more than what was paid for the
 *   goods is their base. Tax goes back whole.
 * - A share that is no whole yen or cent is rounded in the buyer's favour: what is refunded up, a
 *   fee down.
 *
 * Returns: %FALSE when prices are unknown, of several currencies or too large
 */
gboolean henji_refund_propose (const HenjiRefundBasis *basis, HenjiRefund *refund);

/* The rule of the fee for one line; %NULL when the policy has none. */
const HenjiRule *henji_refund_fee_rule (const HenjiRefundBasis *basis, HenjiCondition condition);

HenjiMoney henji_refund_money (const HenjiRefund *refund, gint64 minor);

G_END_DECLS
