/* henji-costs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-order.h"
#include "henji-policy.h"

G_BEGIN_DECLS

/* What setting a case right costs the shop: how much less is left of the sale than if all had gone
 * well. Whole minor units and whole percent; a share is rounded half up. */

/** HenjiOffer: the natures of what may be offered. */
typedef enum
{
  HENJI_OFFER_WORDS,    /* an explanation, a question, a refusal */
  HENJI_OFFER_PART,     /* a part is sent */
  HENJI_OFFER_PARTIAL,  /* part of the price is paid back, the item is kept */
  HENJI_OFFER_RESHIP,   /* what came back leaves once more */
  HENJI_OFFER_RESEND,   /* the same once more, nothing comes back */
  HENJI_OFFER_EXCHANGE, /* the same once more, the first comes back */
  HENJI_OFFER_REFUND,   /* all is paid back, nothing comes back */
  HENJI_OFFER_RETURN,   /* all but what may be kept is paid back once the item has come back */
  HENJI_OFFER_CANCEL,   /* it does not leave */
  HENJI_N_OFFERS
} HenjiOffer;

const char *henji_offer_id (HenjiOffer offer); /* "partial-refund" */
gboolean henji_offer_from_id (const char *id, HenjiOffer *offer);

/** HenjiBack: in what state an item comes back. */
typedef enum
{
  HENJI_BACK_AS_SENT, /* can be sold as new */
  HENJI_BACK_USED,    /* opened or used */
  HENJI_BACK_DAMAGED, /* worth nothing */
  HENJI_N_BACKS
} HenjiBack;

gboolean henji_back_from_id (const char *id, HenjiBack *back);

/** HenjiRate: what the shop reckons with, for one currency. Amounts in minor units. */
typedef enum
{
  HENJI_RATE_ITEM,        /* percent of the price: an item whose cost is not known */
  HENJI_RATE_SHIP_OUT,    /* amount: a parcel to the buyer */
  HENJI_RATE_SHIP_BACK,   /* amount: a parcel back, where the shop pays it */
  HENJI_RATE_FEE,         /* percent of what the buyer paid: the marketplace's fee */
  HENJI_RATE_FEE_KEPT,    /* percent of that fee which the marketplace keeps on a refund */
  HENJI_RATE_RESALE,      /* percent of its cost: an item that came back as sent */
  HENJI_RATE_RESALE_USED, /* percent of its cost: one that came back used */
  HENJI_RATE_CLAIM,       /* amount: the work and the harm of a claim, beside the refund */
  HENJI_N_RATES
} HenjiRate;

const char *henji_rate_id (HenjiRate rate);    /* "ship-out" */
const char *henji_rate_title (HenjiRate rate); /* for people, translated */
gboolean henji_rate_is_amount (HenjiRate rate);

HENJI_DECLARE_VALUE (HenjiCostBook, henji_cost_book)

/**
 * HenjiCostBook:
 *
 * The shop's own estimates. No source says them; where the shop has said nothing the defaults below
 * stand, which are estimates too.
 */
struct _HenjiCostBook
{
  gint64 rates[2][HENJI_N_RATES]; /* of JPY, of USD */
  GHashTable *risks;              /* "damaged.partial" → percent of cases that become a claim */
};

/* (transfer full): the defaults, changed by @text: lines "JPY.ship-out=700",
 * "risk.damaged.partial=8"; %NULL for none. What is no such line is left out. */
HenjiCostBook *henji_cost_book_parse (const char *text);
/* (transfer full): what differs from the defaults. */
char *henji_cost_book_to_text (const HenjiCostBook *self);
/* (transfer full): @self with one value changed. @currency: "JPY" or "USD". */
HenjiCostBook *henji_cost_book_with_rate (const HenjiCostBook *self,
                                          const char *currency,
                                          HenjiRate rate,
                                          gint64 value);
/* @percent: -1 to go back to the playbook's own estimate. */
HenjiCostBook *
henji_cost_book_with_risk (const HenjiCostBook *self, const char *offer, int percent);
/* -1 where the book reckons in no such currency. */
gint64 henji_cost_book_rate (const HenjiCostBook *self, const char *currency, HenjiRate rate);
gint64 henji_cost_book_default (const char *currency, HenjiRate rate);
/* @offer: "damaged.partial"; @otherwise when the shop has said nothing. */
int henji_cost_book_risk (const HenjiCostBook *self, const char *offer, int otherwise);

/**
 * henji_cost_of_items:
 * @costs: (nullable) (element-type utf8 HenjiMoney): what an item of a SKU costs the shop
 * @guessed: (out) (optional): at least one was reckoned from its price
 *
 * Returns: what the order's items cost the shop; not set when it cannot be told
 */
HenjiMoney henji_cost_of_items (const HenjiOrder *order,
                                GHashTable *costs,
                                const HenjiCostBook *book,
                                gboolean *guessed);

/* (transfer none) (nullable): the policy's limit of what may be kept back of a return, by the state
 * it comes back in and whether it was sent back in time; %NULL where no figure is known. */
const HenjiRule *
henji_cost_restocking (const HenjiPolicy *policy, HenjiBack back, gboolean in_window, gint64 at);

/** HenjiFigure: the parts of a cost. */
typedef enum
{
  HENJI_FIGURE_REFUND,
  HENJI_FIGURE_RESTOCKING, /* kept back of the refund */
  HENJI_FIGURE_FEE,        /* of the marketplace's fee, what comes back */
  HENJI_FIGURE_ITEM,       /* what is sent costs; what does not leave is saved */
  HENJI_FIGURE_SHIP_OUT,
  HENJI_FIGURE_SHIP_BACK,
  HENJI_FIGURE_RESALE, /* what came back is worth */
  HENJI_FIGURE_RISK,   /* of a claim */
  HENJI_N_FIGURES
} HenjiFigure;

const char *henji_figure_id (HenjiFigure figure);
const char *henji_figure_title (HenjiFigure figure); /* for people, translated */

typedef struct
{
  HenjiFigure figure;
  gint64 low, high; /* minor units; a gain is negative */
  int percent;      /* what it was reckoned by, -1 for an amount */
  gint64 base;      /* what that is a share of; of the risk: what a claim would cost (low) */
} HenjiCostLine;

typedef struct
{
  HenjiOffer offer;
  HenjiMoney price;     /* the items, without shipping */
  HenjiMoney total;     /* all that the buyer paid */
  HenjiMoney item_cost; /* may be not set: then nothing is reckoned that needs it */
  int share_low;        /* percent: of the price, PARTIAL; of the item's cost, PART (high) */
  int share_high;
  int risk;            /* percent */
  int restocking;      /* percent of the price */
  gboolean pay_return; /* the shop pays the way back */
  HenjiBack back;
} HenjiCostInput;

HENJI_DECLARE_VALUE (HenjiCost, henji_cost)

struct _HenjiCost
{
  char currency[4];  /* empty: it cannot be told, and there are no lines */
  gint64 low, high;  /* the sum of the lines */
  gint64 refund_low; /* what the buyer gets */
  gint64 refund_high;
  GArray *lines; /* of HenjiCostLine */
};

/* (transfer full) */
HenjiCost *henji_cost_reckon (const HenjiCostBook *book, const HenjiCostInput *input);
/* An amount one would offer: a round one. */
gint64 henji_cost_round (gint64 minor, const char *currency);
/* (transfer full): "￥500", "¥500–750" */
char *henji_cost_range (gint64 low, gint64 high, const char *currency, HenjiLanguage language);

G_END_DECLS
