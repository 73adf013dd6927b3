/* henji-sync.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-value.h"

G_BEGIN_DECLS

HENJI_DECLARE_VALUE (HenjiConnection, henji_connection)

/** HenjiConnection: the seller's application at the marketplace's service. Holds no secret. */
struct _HenjiConnection
{
  char *account;       /* what the Secret Service knows the credentials by */
  char *region;        /* "fe" */
  char **marketplaces; /* ids */
  gint64 since;        /* orders that changed since are wanted */
  gint64 connected_at;
  char *secret_date; /* (nullable): ISO date when the client secret was made */
  char *fault;       /* (nullable): "authorise", "credentials": nobody asks until connected anew */
};

typedef enum
{
  HENJI_SYNC_RUNNING, /* or cut off */
  HENJI_SYNC_DONE,
  HENJI_SYNC_PAUSED,  /* the service wants us to wait; it goes on where it was */
  HENJI_SYNC_STOPPED, /* the user called it off; likewise */
  HENJI_SYNC_FAILED,
} HenjiSyncOutcome;

const char *henji_sync_outcome_id (HenjiSyncOutcome outcome);
/* RUNNING for a word that is none. */
HenjiSyncOutcome henji_sync_outcome_from_id (const char *id);

HENJI_DECLARE_VALUE (HenjiSyncFault, henji_sync_fault)

/** HenjiSyncFault: an order that could not be taken. */
struct _HenjiSyncFault
{
  char *order_id; /* nullable */
  char *reason;   /* a sentence */
};

HENJI_DECLARE_VALUE (HenjiSyncRun, henji_sync_run)

/** HenjiSyncRun: one line of the log. */
struct _HenjiSyncRun
{
  gint64 row;
  char *stream; /* "orders" */
  gint64 started_at;
  gint64 ended_at; /* 0: runs, or was cut off */
  HenjiSyncOutcome outcome;
  gint64 next_at; /* when a paused one may go on; 0 otherwise */
  gint64 pages;
  gint64 n_new;
  gint64 n_updated;
  gint64 n_unchanged;
  gint64 n_rejected;
  char *reason;     /* (nullable): why it failed or paused, or what to look after; a sentence */
  char *request_id; /* (nullable): of the last answer, for the service's support */
};

/**
 * henji_connection_secret_days_left:
 * @today: ISO date
 * @days: how long a secret is valid
 *
 * Days until the client secret ends, negative after it; %G_MAXINT when its day is unknown.
 */
int henji_connection_secret_days_left (const HenjiConnection *self, const char *today, int days);

G_END_DECLS
