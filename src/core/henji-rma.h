/* henji-rma.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-inspection.h"
#include "henji-return.h"

G_BEGIN_DECLS

/* A return as a thing of its own: from "please send it back" to the refund. What a report says of
 * one of its items is a HenjiReturn. */

/** HenjiReturnStage: how far a return is, in the order in which it gets there. */
typedef enum
{
  HENJI_RETURN_OPENED = 0,
  HENJI_RETURN_AUTHORISED,
  HENJI_RETURN_LABEL_SENT,
  HENJI_RETURN_ON_ITS_WAY,
  HENJI_RETURN_ARRIVED,
  HENJI_RETURN_INSPECTED,
  HENJI_RETURN_REFUSED,
  HENJI_RETURN_REFUNDED,
  HENJI_RETURN_EXCHANGED,
  HENJI_RETURN_CLOSED,
  HENJI_N_RETURN_STAGES
} HenjiReturnStage;

const char *henji_return_stage_id (HenjiReturnStage stage); /* "on-its-way" */
gboolean henji_return_stage_from_id (const char *id, HenjiReturnStage *stage);
const char *henji_return_stage_title (HenjiReturnStage stage); /* translated */
/* May somebody take a return that is at @from to @to? */
gboolean henji_return_stage_may_follow (HenjiReturnStage from, HenjiReturnStage to);
/* Nothing more is to be done about the money. */
gboolean henji_return_stage_is_settled (HenjiReturnStage stage);

/** HenjiReturnReason: why it comes back. */
typedef enum
{
  HENJI_REASON_CHANGED_MIND = 0,
  HENJI_REASON_DAMAGED, /* on the way to the buyer */
  HENJI_REASON_DEFECTIVE,
  HENJI_REASON_WRONG_ITEM,
  HENJI_REASON_NOT_AS_DESCRIBED,
  HENJI_REASON_PARTS_MISSING,
  HENJI_REASON_LATE, /* came too late */
  HENJI_REASON_OTHER,
  HENJI_N_REASONS
} HenjiReturnReason;

const char *henji_return_reason_id (HenjiReturnReason reason);
gboolean henji_return_reason_from_id (const char *id, HenjiReturnReason *reason);
const char *henji_return_reason_title (HenjiReturnReason reason);
/* Of the words or the code that a report gives, "CR-DEFECTIVE"; OTHER when they say nothing. */
HenjiReturnReason henji_return_reason_of_words (const char *words);
HenjiReturnReason henji_return_reason_of_kind (HenjiKind kind);
/* At whose door such a return lies, as long as nobody has looked at what came back. */
HenjiFault henji_return_reason_fault (HenjiReturnReason reason);

/** HenjiReturnPayer: who pays the way back. */
typedef enum
{
  HENJI_PAYER_BUYER = 0,
  HENJI_PAYER_SHOP,
} HenjiReturnPayer;

const char *henji_return_payer_id (HenjiReturnPayer payer);
gboolean henji_return_payer_from_id (const char *id, HenjiReturnPayer *payer);
const char *henji_return_payer_title (HenjiReturnPayer payer);

/** HenjiReturnSource: who told that a return has come so far. */
typedef enum
{
  HENJI_TOLD_BY_HAND = 0,
  HENJI_TOLD_BY_REPORT,
  HENJI_TOLD_BY_NOTICE,
} HenjiReturnSource;

HENJI_DECLARE_VALUE (HenjiReturnStep, henji_return_step)

struct _HenjiReturnStep
{
  HenjiReturnStage stage;
  HenjiReturnSource source;
  gint64 at;         /* when it was said; of a report the start of its day */
  char *date;        /* (nullable): the day it happened in the marketplace's zone */
  char *carrier;     /* (nullable) ON_ITS_WAY */
  char *tracking;    /* (nullable) ON_ITS_WAY */
  HenjiMoney amount; /* REFUNDED */
  gint64 event_row;  /* by hand, to be undone; 0 for what others told */
};

HENJI_DECLARE_VALUE (HenjiRmaItem, henji_rma_item)

struct _HenjiRmaItem
{
  char *sku;    /* (nullable) */
  char *title;  /* (nullable) */
  int quantity; /* pieces that are to come back, at least 1 */
};

HENJI_DECLARE_VALUE (HenjiRma, henji_rma)

struct _HenjiRma
{
  gint64 row; /* 0: told by others only, nobody has opened it yet */
  char *uuid; /* nullable */
  gint64 case_row;
  char *case_uuid; /* nullable */
  char *order_id;
  char *marketplace;        /* (nullable): domain */
  char *number;             /* (nullable): of our own series */
  char *marketplace_number; /* (nullable): the marketplace's */
  HenjiReturnReason reason;
  char *reason_words; /* (nullable): as the report or the buyer says */
  HenjiReturnPayer payer;
  char *requested_date; /* in the marketplace's zone */
  gint64 opened_at;
  GPtrArray *items;            /* (element-type HenjiRmaItem) */
  GPtrArray *steps;            /* (element-type HenjiReturnStep) by time */
  GPtrArray *returns;          /* (element-type HenjiReturn): what reports say of it */
  GPtrArray *photos;           /* (element-type HenjiAttachment) */
  HenjiInspection *inspection; /* (nullable) */

  /* By henji_rma_settle(): */
  HenjiReturnStage stage;
  gint64 stage_at;
  char *arrived_date; /* nullable */
  char *carrier;      /* nullable */
  char *tracking;     /* nullable */
  HenjiMoney refunded;
};

/* Is this report's return the one? By the marketplace's number where both have one, else by the
 * items. */
gboolean henji_rma_fits (const HenjiRma *self, const HenjiReturn *item);
/* Takes what a report says among the steps, and what the return does not know yet. */
void henji_rma_take_report (HenjiRma *self, const HenjiReturn *item, GTimeZone *zone);
void henji_rma_take_step (HenjiRma *self, HenjiReturnStep *step); /* (transfer full) */

/**
 * henji_rma_settle:
 *
 * Works out how far the return is: the furthest that anybody has told, in whatever order it came
 * in. A refusal stands until the seller says something else, or the money went back all the same.
 */
void henji_rma_settle (HenjiRma *self);

/* The number to call it by: ours, else the marketplace's, else the order's. */
const char *henji_rma_name (const HenjiRma *self);
/* Has somebody told this stage, be it the furthest or not? */
gboolean henji_rma_has (const HenjiRma *self, HenjiReturnStage stage);
/* The stage that the seller is to see to next; HENJI_N_RETURN_STAGES when there is none or others
 * are to move. */
HenjiReturnStage henji_rma_next (const HenjiRma *self);

G_END_DECLS
