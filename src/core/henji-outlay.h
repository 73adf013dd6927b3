/* henji-outlay.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-money.h"
#include "henji-value.h"

G_BEGIN_DECLS

/** HenjiOutlayNature: what setting a case right cost money for. Stored by its id. */
typedef enum
{
  HENJI_OUTLAY_REFUND,
  HENJI_OUTLAY_PARTIAL_REFUND,
  HENJI_OUTLAY_RESEND,
  HENJI_OUTLAY_RETURN_SHIPPING,
  HENJI_OUTLAY_GIFT,
  HENJI_N_OUTLAYS
} HenjiOutlayNature;

const char *henji_outlay_nature_id (HenjiOutlayNature nature); /* "partial-refund" */
gboolean henji_outlay_nature_from_id (const char *id, HenjiOutlayNature *nature);
const char *henji_outlay_nature_title (HenjiOutlayNature nature);
/* Money back to the buyer, wholly or in part? */
gboolean henji_outlay_nature_is_refund (HenjiOutlayNature nature);

/** HenjiOutlaySource: who told it; a later one knows better. Stored by its id. */
typedef enum
{
  HENJI_OUTLAY_HAND,
  HENJI_OUTLAY_NOTICE, /* a mail of the marketplace */
  HENJI_OUTLAY_REPORT, /* the report of returns */
  HENJI_N_OUTLAY_SOURCES
} HenjiOutlaySource;

const char *henji_outlay_source_id (HenjiOutlaySource source);
gboolean henji_outlay_source_from_id (const char *id, HenjiOutlaySource *source);

HENJI_DECLARE_VALUE (HenjiOutlay, henji_outlay)

struct _HenjiOutlay
{
  gint64 row;
  gint64 case_row; /* 0 when no case is known */
  char *order_id;  /* nullable */
  char *sku;       /* nullable */
  HenjiOutlayNature nature;
  HenjiOutlaySource source;
  HenjiMoney amount; /* not set when nobody said how much */
  gint64 at;
  gboolean counts; /* %FALSE: a better source tells of the same refund */
};

/**
 * henji_outlays_settle:
 * @outlays: (element-type HenjiOutlay): all of one order, not shared yet
 *
 * Sets `counts`. Refunds of the same amount from two sources within 30 days are one, and so are
 * one amount and the several it is the sum of; a refund without an amount is any refund of
 * another source. The better source counts. The outcome depends on the outlays alone, not on
 * their order.
 */
void henji_outlays_settle (GPtrArray *outlays);

/* An amount as people type it: "1,200", "￥１，２００", "12.50 USD"; above zero. */
gboolean henji_amount_typed (const char *text, const char *currency, HenjiMoney *money);

/**
 * henji_refund_amount:
 * @text: a notice that a refund was issued, either language
 *
 * The amount that a line about the refund names, a total before others; else the only amount
 * there is. In yen or dollars, as its own sign or word says: the marketplace may not be known yet.
 * Not set when that leaves a doubt.
 */
HenjiMoney henji_refund_amount (const char *text);

G_END_DECLS
