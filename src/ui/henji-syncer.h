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
 * Asks the marketplace when the user wants it and, if they like, by itself: never while the network
 * is metered, and after failures ever more seldom. All work is done by threads of the desk.
 *
 * HenjiSyncer::changed: it began, ended or counted; a connection or a setting changed.
 *
 * HenjiSyncer::ended: @words what came of a sync the user asked for; nothing for others.
 */
#define HENJI_TYPE_SYNCER (henji_syncer_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSyncer, henji_syncer, HENJI, SYNCER, GObject)

HenjiSyncer *henji_syncer_new (HenjiDesk *desk);

/* (transfer none) (nullable): as it was read last. */
const HenjiConnectionStatus *henji_syncer_get_status (HenjiSyncer *self);
/* Reads anew how the connection stands: it was made, ended, or a setting changed. */
void henji_syncer_refresh (HenjiSyncer *self);

/* May it be asked now? */
gboolean henji_syncer_can_start (HenjiSyncer *self);
void henji_syncer_start (HenjiSyncer *self);
/* Ends the one under way, and whether it goes on later by itself. */
void henji_syncer_stop (HenjiSyncer *self);
gboolean henji_syncer_is_running (HenjiSyncer *self);
/* What the one under way has counted so far; FALSE while none is. */
gboolean henji_syncer_get_figures (HenjiSyncer *self, HenjiImportFigures *figures);

typedef enum
{
  HENJI_SYNCER_OFF,     /* nothing comes by itself */
  HENJI_SYNCER_WAITS,   /* until an instant */
  HENJI_SYNCER_METERED, /* while the network costs money */
} HenjiSyncerState;

/* @at: (out): when it begins by itself; 0 when it does not. */
HenjiSyncerState henji_syncer_get_next (HenjiSyncer *self, gint64 *at);

G_END_DECLS
