/* henji-desk-sync-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk-connection-private.h"
#include "henji-desk-import.h"
#include "henji-desk-sync.h"
#include "henji-store.h"
#include "henji-token-bucket.h"

G_BEGIN_DECLS

/** HenjiSync: one run, whatever it asks for. */
typedef struct
{
  HenjiDesk *desk;
  HenjiStore *store;
  HenjiConnection *connection;
  const HenjiSpapiFacts *facts;
  HenjiSpapi *spapi;
  const HenjiImportSink *sink; /* nullable */
  GCancellable *cancellable;   /* the user's, or the desk closes */
  gint64 patience;
  gint64 slept; /* µs of _henji_sync_sleep() in this run */
  HenjiSyncRun *run;
  GPtrArray *faults;       /* (element-type HenjiSyncFault): to be stored at the end */
  HenjiTokenBucket bucket; /* of the call made last */
  HenjiSpapiTrace trace;   /* likewise */
  gint64 skew;             /* the greatest seen */
} HenjiSync;

/* %FALSE with an error, or without one when it is to go on later. */
typedef gboolean (*HenjiSyncWork) (HenjiSync *sync, gpointer data, GError **error);

/* (transfer full) (element-type utf8) (nullable): orders that open cases name and nobody has told
 * of, as many as are asked for in one go; not those that were asked for within a day. */
GPtrArray *_henji_sync_orders_unknown (HenjiDb *db, GError **error);

/* One run from beginning to end, with its line in the log. */
HenjiSyncRun *_henji_sync_run (HenjiDesk *self,
                               const char *stream,
                               HenjiSyncWork work,
                               gpointer data,
                               gint64 patience,
                               const HenjiImportSink *sink,
                               GCancellable *cancellable,
                               GError **error);

/**
 * _henji_sync_ask:
 *
 * Calls the service when its usage plan allows it, and again where it makes sense.
 *
 * Returns: (transfer full) (nullable): the answer; %NULL without an error when it is to wait longer
 * than the user likes
 */
GBytes *_henji_sync_ask (HenjiSync *sync, const char *operation, const char *place, GError **error);

/* The same with a body of JSON. */
GBytes *_henji_sync_post (
    HenjiSync *sync, const char *operation, const char *place, const char *body, GError **error);
/* The same for what must not be done twice: one call, whatever comes of it, told by @sync->trace.
 */
GBytes *_henji_sync_once (
    HenjiSync *sync, const char *operation, const char *place, const char *body, GError **error);
/* Waits for something that the service makes; %FALSE when it is called off, or without an error
 * when all of it in this run is longer than the user likes. */
gboolean _henji_sync_sleep (HenjiSync *sync, gint64 time, GError **error);

/* May it go well the next time? */
gboolean _henji_sync_is_passing (const GError *fault);

void _henji_sync_tell (HenjiSync *sync, const HenjiImportItem *item);
void _henji_sync_progress (HenjiSync *sync, gint64 items);

G_END_DECLS
