/* henji-desk-returns.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-refund.h"
#include "henji-return-window.h"
#include "henji-rma.h"

G_BEGIN_DECLS

/* Returns as things of their own. A return is opened by hand, or told of by a report, a notice or a
 * label that was made (then HenjiRma.row is 0 until somebody does something about it). How far it
 * is follows from all of that, in whatever order it came in. */

/* ---- Opening and going further: each returns the row of its event, to be undone, or 0 on error --
 */

/** HenjiReturnWish: what is set goes before what reports and the order say. */
typedef struct
{
  gint64 case_row;                /* 0: the order's newest case; one is made when there is none */
  const char *order_id;           /* (nullable): the case's first order */
  const char *marketplace_number; /* (nullable) */
  const GPtrArray
      *items; /* (nullable) (element-type HenjiRmaItem): all of the report's or order's */
  int reason; /* HenjiReturnReason, -1: as the report says, else as the case is about */
  int payer;  /* HenjiReturnPayer, -1: as report or policy say */
  const char *requested_date; /* (nullable): the report's day, else today */
} HenjiReturnWish;

#define HENJI_RETURN_WISH_INIT ((HenjiReturnWish){ .reason = -1, .payer = -1 })

/* @rma_row: (out): the return. Refused while the same items are on their way back already. */
gint64 henji_desk_return_open (HenjiDesk *self,
                               const HenjiReturnWish *wish,
                               gint64 *rma_row,
                               GError **error);

/** HenjiReturnMove: how a return comes to a stage. */
typedef struct
{
  HenjiReturnStage stage;
  const char *date;     /* (nullable): the day in the marketplace's zone; today */
  const char *carrier;  /* (nullable) ON_ITS_WAY */
  const char *tracking; /* (nullable) ON_ITS_WAY */
  HenjiMoney amount;    /* REFUNDED; not set: what the proposal says is left */
} HenjiReturnMove;

/* The arrival starts the clock of the refund; the refund, an exchange or a refusal ends it. */
gint64 henji_desk_return_move (HenjiDesk *self,
                               gint64 rma_row,
                               const HenjiReturnMove *move,
                               GError **error);

/**
 * henji_desk_return_inspect:
 *
 * What was seen is kept, and the return is inspected; it has arrived (today) if nobody has said so
 * before. What becomes of the goods is an event of its own, undone together with this one.
 */
gint64 henji_desk_return_inspect (HenjiDesk *self,
                                  gint64 rma_row,
                                  const HenjiInspection *inspection,
                                  GError **error);
/* Keeps what was seen so far. The parcel is here: @arrived (nullable) is the day when that is new.
 * Returns the event of the arrival, -1 when there is nothing to undo. */
gint64 henji_desk_return_keep (HenjiDesk *self,
                               gint64 rma_row,
                               const HenjiInspection *inspection,
                               const char *arrived,
                               GError **error);

/* Attaches a picture; refused when its first bytes are of no picture or it is over 30 MB. */
gboolean henji_desk_return_add_photo (
    HenjiDesk *self, gint64 rma_row, const char *name, GBytes *content, GError **error);
gboolean henji_desk_return_remove_photo (HenjiDesk *self,
                                         gint64 rma_row,
                                         const char *sha256,
                                         GError **error);

/* ---- Reading --------------------------------------------------------------------------------- */

HENJI_DECLARE_VALUE (HenjiReturnDetail, henji_return_detail)

/** HenjiReturnDetail: a return with what its refund is worked out from. */
struct _HenjiReturnDetail
{
  HenjiRma *rma;
  HenjiOrder *order; /* nullable */
  HenjiCase *case_;
  HenjiPolicy *policy; /* borrowed of the desk */
  HenjiReturnWindow window;
  HenjiClock *due; /* (nullable): the clock of the refund, while it runs */
};

HenjiReturnDetail *henji_desk_return_detail (HenjiDesk *self, gint64 rma_row, GError **error);
/* (transfer full): the return as henji_desk_return_open() would open it; its row is 0. */
HenjiReturnDetail *
henji_desk_return_look (HenjiDesk *self, const HenjiReturnWish *wish, GError **error);
/* (transfer full) (element-type HenjiRma): those that were opened, newest first; @stage -1: that
 * wait for something. HENJI_N_RETURN_STAGES: all. */
GPtrArray *henji_desk_returns (HenjiDesk *self, int stage, GError **error);

/** HenjiReturnFound: what a code stands for. */
typedef struct
{
  gint64 rma_row;    /* 0: nobody has opened a return */
  gint64 case_row;   /* 0: no case */
  char order_id[32]; /* "" when not known */
  char told[64];     /* the marketplace's number of one that was only told of, "" when not known */
} HenjiReturnFound;

/**
 * henji_desk_return_find:
 * @code: as scanned or typed: RMA number, ours or the marketplace's, order number, or tracking
 * number of the way back; full width and lower case are fine
 *
 * Returns: %FALSE without an error when it stands for nothing that is known
 */
gboolean
henji_desk_return_find (HenjiDesk *self, const char *code, HenjiReturnFound *found, GError **error);

/* ---- The refund (no disk) -------------------------------------------------------------------- */

/* Was the return asked for in time? */
void henji_desk_return_window (HenjiDesk *self,
                               const HenjiRma *rma,
                               const HenjiOrder *order,
                               HenjiReturnWindow *window);

/**
 * henji_desk_return_refund:
 * @inspection: (nullable): what was seen, instead of what is kept
 * @window: (nullable): to see what another window would give; else the return's own
 *
 * Returns: %FALSE when the order's prices are not known
 */
gboolean henji_desk_return_refund (const HenjiReturnDetail *detail,
                                   const HenjiInspection *inspection,
                                   const HenjiWindowState *window,
                                   HenjiRefund *refund);

/**
 * henji_desk_return_reply:
 * @choices: (out) (transfer full): amounts, dates and reasons
 *
 * Returns: the id of the situation that tells the buyer of this refund
 */
const char *henji_desk_return_reply (HenjiDesk *self,
                                     const HenjiReturnDetail *detail,
                                     const HenjiInspection *inspection,
                                     const HenjiRefund *refund,
                                     HenjiChoices **choices);

/* What an event of a return tells; %FALSE when it is none. @number: (out) (transfer full). */
gboolean henji_desk_return_event (const HenjiEvent *event, HenjiReturnStage *stage, char **number);

G_END_DECLS
