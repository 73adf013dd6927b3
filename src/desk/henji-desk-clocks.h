/* henji-desk-clocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* Clocks that are set and ended by hand. Each returns the row of its event, to be undone, or 0 on
 * error. */

/**
 * henji_desk_start_clock:
 * @rule: of the policy of the case's marketplace
 * @since: when the duty began
 * @until: 0: as the rule says
 * @note: (nullable): for people
 */
gint64 henji_desk_start_clock (HenjiDesk *self,
                               gint64 case_row,
                               const char *rule,
                               gint64 since,
                               gint64 until,
                               const char *note,
                               GError **error);
/* What @clock_row among the case's running clocks waits for is done. */
gint64 henji_desk_end_clock (HenjiDesk *self, gint64 case_row, gint64 clock_row, GError **error);
/* The case is our turn at @until, which must lie ahead. @note: (nullable): what to think of. */
gint64 henji_desk_remind (
    HenjiDesk *self, gint64 case_row, gint64 until, const char *note, GError **error);

/* (transfer full) (nullable): the rule of the clock that an event started or ended. */
char *henji_desk_clock_event_rule (const HenjiEvent *event);
/* A return of @order_id (nullable: the case's first order) arrived on @date (nullable: today): the
 * clock of the refund begins. */
gint64 henji_desk_return_arrived (
    HenjiDesk *self, gint64 case_row, const char *order_id, const char *date, GError **error);

/* ---- What is due ------------------------------------------------------------------------------
 */

HENJI_DECLARE_VALUE (HenjiDue, henji_due)

/** HenjiDue: a clock of ours, or an order without a case that must leave. */
struct _HenjiDue
{
  HenjiClock *clock; /* of an order without a case: not stored, row 0 */
  HenjiCase *case_;  /* nullable */
  HenjiOrder *order; /* (nullable): when there is no case */
};

/* (transfer full) (element-type HenjiDue): all that runs out before @until, what is overdue
 * included, the next first. Orders without a case that are overdue longer than a week are left
 * out: nobody tells the desk of every shipment. */
GPtrArray *henji_desk_due (HenjiDesk *self, gint64 until, GError **error);

/** HenjiClosing: days on which the shop is closed, and what runs out in them. */
typedef struct
{
  char first[11];   /* the first closed day */
  char reopens[11]; /* the open day behind it */
  gint64 from;      /* the first instant of the closing */
  gint64 until;     /* when the shop is back: the morning of @reopens */
  guint n_clocks;   /* clocks of ours that run out in it */
} HenjiClosing;

/* How early the desk warns of a closing, days; "never" is a negative number. */
#define HENJI_CLOSING_AHEAD_SETTING "closing-warning-days"
#define HENJI_CLOSING_AHEAD_DEFAULT 1
/* A closing at least so long is more than a weekend. */
#define HENJI_LONG_CLOSING 3
/* The hour at which a day of work begins. */
#define HENJI_MORNING 9

/**
 * henji_desk_next_closing:
 * @days: how many days it lasts at least
 * @closing: (out): the next one that has not begun
 *
 * Returns: %FALSE without an error when none comes
 */
gboolean henji_desk_next_closing (HenjiDesk *self, int days, HenjiClosing *closing, GError **error);
/* The closing to warn of now: a long one that begins within the days of the setting, and in which
 * clocks run out. %FALSE without an error when there is none. */
gboolean henji_desk_closing_warning (HenjiDesk *self, HenjiClosing *closing, GError **error);

/* The instant of @hour o'clock on @date in @zone; where the clock leaves it out, the first instant
 * behind. */
gint64 henji_desk_hour_of (const char *date, int hour, GTimeZone *zone);

/* What the passing of time does: a case that waits is our turn again once a promise of ours in it
 * is due within a day, or a reminder has come. Called after opening and every minute. */
gboolean henji_desk_tick (HenjiDesk *self, GError **error);

G_END_DECLS
