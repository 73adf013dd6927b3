/* henji-syncer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "henji-desk-connect.h"
#include "henji-import-tally.h"

G_BEGIN_DECLS

/**
 * HenjiSyncer:
 *
 * Asks the marketplace when the user wants it and, if they like, by itself: one thing after the
 * other, never by itself while the network is metered, and after failures ever more seldom. Orders
 * that a case names and nobody has told of are asked for soon after they are named. All work is
 * done by threads of the desk.
 *
 * HenjiSyncer::changed: it began, ended or counted; a connection or a setting changed.
 *
 * HenjiSyncer::ended: @words what came of what the user asked for; nothing for others.
 */
#define HENJI_TYPE_SYNCER (henji_syncer_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSyncer, henji_syncer, HENJI, SYNCER, GObject)

HenjiSyncer *henji_syncer_new (HenjiDesk *desk);
/* (transfer full) @self: nothing begins any more, and nobody is told. What is under way ends in the
 * desk's own time, or with the desk. */
void henji_syncer_close (HenjiSyncer *self);

/* (transfer none) (nullable): as it was read last. */
const HenjiConnectionStatus *henji_syncer_get_status (HenjiSyncer *self);
/* Reads anew how the connection stands: it was made, ended, or a setting changed. */
void henji_syncer_refresh (HenjiSyncer *self);

/* May the user begin now? */
gboolean henji_syncer_can_start (HenjiSyncer *self);
/* The orders, and every report that comes by itself and may be asked for again. */
void henji_syncer_start (HenjiSyncer *self);
/* This alone, now or after what is under way. */
void henji_syncer_read (HenjiSyncer *self, const char *stream);
/* Ends what is under way and what waits for it, and that it goes on later by itself. */
void henji_syncer_stop (HenjiSyncer *self);
/* One that has paused does not go on. */
void henji_syncer_call_off (HenjiSyncer *self, const char *stream);

gboolean henji_syncer_is_running (HenjiSyncer *self);
/* (transfer none) (nullable): what is under way. */
const char *henji_syncer_get_stream (HenjiSyncer *self);
/* What the one under way has counted so far; FALSE while none is. */
gboolean henji_syncer_get_figures (HenjiSyncer *self, HenjiImportFigures *figures);

typedef enum
{
  HENJI_SYNCER_OFF,     /* it does not come by itself */
  HENJI_SYNCER_WAITS,   /* until an instant */
  HENJI_SYNCER_PAUSED,  /* likewise, then it goes on */
  HENJI_SYNCER_METERED, /* while the network costs money */
  HENJI_SYNCER_QUEUED,  /* for what is under way */
  HENJI_SYNCER_READING,
} HenjiSyncerState;

/* @at: (out) (nullable): when it begins by itself; 0 when it does not, or has begun. */
HenjiSyncerState henji_syncer_get_state (HenjiSyncer *self, const char *stream, gint64 *at);

/* ---- Single orders --------------------------------------------------------------------------- */

typedef enum
{
  HENJI_SYNCER_ORDER_NEVER, /* nothing is connected, or it is turned off */
  HENJI_SYNCER_ORDER_FREE,  /* it may be asked for */
  HENJI_SYNCER_ORDER_QUEUED,
  HENJI_SYNCER_ORDER_ASKED, /* just now */
} HenjiSyncerOrder;

/* @words: (out) (transfer none) (nullable): why the last question found no answer. */
HenjiSyncerOrder
henji_syncer_get_order (HenjiSyncer *self, const char *order_id, const char **words);
void henji_syncer_ask_order (HenjiSyncer *self, const char *order_id);

G_END_DECLS
