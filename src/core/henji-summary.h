/* henji-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-defect.h"
#include "henji-kind.h"
#include "henji-money.h"
#include "henji-performance-facts.h"
#include "henji-period.h"
#include "henji-listing.h"
#include "henji-value.h"

G_BEGIN_DECLS

/* Sums of money, one for each currency, by its code. (element-type HenjiMoney) */
void henji_sums_add (GArray *sums, HenjiMoney money);
HenjiMoney henji_sums_get (const GArray *sums, const char *currency);

/** HenjiReplyEnding: how a buyer's words that waited for an answer ended. */
typedef enum
{
  HENJI_REPLY_WAITING,
  HENJI_REPLY_ANSWERED,
  HENJI_REPLY_UNNEEDED, /* marked as "no reply needed" */
  HENJI_REPLY_CLOSED,   /* the case was closed without an answer */
} HenjiReplyEnding;

/** HenjiReplySpan: from the first message that waited to its answer. */
typedef struct
{
  gint64 since;
  gint64 until; /* 0 while it waits */
  HenjiReplyEnding ending;
} HenjiReplySpan;

#define HENJI_SUMMARY_BANDS 8  /* of three hours each */
#define HENJI_SUMMARY_SPREAD 6 /* answered within 1, 3, 6, 12 hours, later but in time; late */

/** HenjiReplyTimes: what counts is answered or late; what still may be answered in time does not
 * count yet, what needs no answer never does. */
typedef struct
{
  int answered;
  int in_time; /* of those answered: until the deadline, to the microsecond */
  int late;    /* answered late, or not at all by now */
  int waiting; /* not answered, not late yet */
  int unneeded;
  int closed;
  gint64 median; /* microseconds, of those answered; of an even number the mean of the middle two */
  gint64 p90;    /* the smallest span that nine of ten do not exceed */
  int spread[HENJI_SUMMARY_SPREAD];
  int arrived[7][HENJI_SUMMARY_BANDS]; /* Monday first, three hours each, in the shop's zone */
  int arrived_late[7][HENJI_SUMMARY_BANDS];
} HenjiReplyTimes;

/* Sorts @spans (element-type gint64). */
void henji_reply_times_set_spans (HenjiReplyTimes *times, GArray *spans);
/* In tenths of a percent; -1 when there is nothing to go by. */
int henji_permille (gint64 part, gint64 whole);

/** HenjiSummaryFigures: a period in a few numbers. */
typedef struct
{
  int cases;
  HenjiReplyTimes replies;
  int refunds;
  int refunds_unknown; /* of them, without an amount */
  int resends;
  GArray *refunded; /* sums */
  GArray *costs;    /* sums, refunds among them */
  int cases_by_kind[HENJI_N_KINDS];
  int stars[6]; /* feedback that reports told of, by its stars, 1 to 5 */
} HenjiSummaryFigures;

/** HenjiSummaryTally: what belongs together, counted. */
typedef struct
{
  char *sku;         /* (nullable): of no order, or of an order with several items */
  char *title;       /* of the item; nullable */
  char *marketplace; /* (nullable) */
  char *reason;      /* (nullable): as a report of returns words it */
  int kind;          /* HenjiKind, -1 when there is no case */
  gboolean several;  /* an order of several items: nobody knows which one */
  int cases;
  int sold; /* units sold in the period, -1 unknown */
  int refunds;
  int refunds_unknown;
  int resends;
  int returns;
  int answered; /* replies that count */
  int in_time;
  int orders;  /* in the window of defects */
  int defects; /* the same */
  GArray *refunded;
  GArray *costs;
  GHashTable *situations; /* title → number, GINT_TO_POINTER */
} HenjiSummaryTally;

HenjiSummaryTally *henji_summary_tally_new (void);
void henji_summary_tally_free (HenjiSummaryTally *self);

/** HenjiLateReply: one that was or is late. */
typedef struct
{
  char *case_uuid;
  char *order_id; /* nullable */
  char *marketplace;
  HenjiKind kind;
  gint64 since;
  gint64 until; /* 0: not yet */
  gint64 took;
} HenjiLateReply;

void henji_late_reply_free (HenjiLateReply *self);

/** HenjiRatePoint: the estimate on one day. */
typedef struct
{
  char day[11];
  int orders;
  int defects;
} HenjiRatePoint;

HENJI_DECLARE_VALUE (HenjiSummary, henji_summary)

/** HenjiSummary: looking back on a period. */
struct _HenjiSummary
{
  HenjiPeriod period;
  HenjiPeriod before;
  char *marketplace; /* (nullable): all */
  GTimeZone *zone;
  gint64 now;
  HenjiSummaryFigures figures;
  HenjiSummaryFigures figures_before;
  GPtrArray *items;   /* (element-type HenjiSummaryTally): by item and kind, most cases first */
  GPtrArray *reasons; /* (element-type HenjiSummaryTally): refunds by kind or reason */
  GPtrArray *marketplaces; /* (element-type HenjiSummaryTally) */
  GPtrArray *natures;      /* (element-type HenjiSummaryTally): costs, title is the nature */
  GPtrArray *late;         /* (element-type HenjiLateReply): the longest first */
  int late_left_off;       /* more than the list holds */
  GPtrArray *defects;      /* (element-type HenjiDefect): that count on the last day */
  GArray *rate;            /* (element-type HenjiRatePoint): up to the last day */
  int rate_window;         /* days; 0: no policy says */
  int rate_target;         /* percent, below which the rate should be; 0: no policy says */
  gboolean rate_verified;
  char *rate_source;  /* nullable */
  char *rate_checked; /* nullable */
  char **currencies;  /* of all sums, sorted */

  /* The marketplaces' own figures, of the days of the period and of the estimate. */
  HenjiPerformanceFacts *performance_facts; /* nullable */
  GPtrArray *performance;        /* (element-type HenjiPerformance): read last, of each */
  GPtrArray *performance_course; /* (element-type HenjiPerformance): all, the oldest first */
};

/* Did anything at all happen? */
gboolean henji_summary_is_empty (const HenjiSummary *self);
/* The last point of the estimate; %NULL when there is none. */
const HenjiRatePoint *henji_summary_rate (const HenjiSummary *self);
/* (transfer none) (nullable): the figure of a marketplace that the estimate answers to. */
const HenjiPerformanceFigure *henji_summary_defect_figure (const HenjiSummary *self,
                                                           const HenjiPerformance *reading);

/* (transfer full) (element-type HenjiListing): all of it as tables: figures, items, kinds, replies,
 * hours, late, refunds, costs, marketplaces, performance and performance-policies of each
 * marketplace, performance-course, defects, rate. */
GPtrArray *henji_summary_sheets (const HenjiSummary *self, HenjiLanguage language);
/* (transfer full): "3 h 20 min" */
char *henji_span_format (gint64 span, HenjiLanguage language);
/* (transfer full): "91.3 %" of 913; "–" of -1. */
char *henji_permille_format (int permille);

G_END_DECLS
