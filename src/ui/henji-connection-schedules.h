/* henji-connection-schedules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-syncer.h"

G_BEGIN_DECLS

/**
 * HenjiConnectionSchedules:
 *
 * What is read from the marketplace: how often by itself, when it was and will be, and a button
 * that reads it now. Shows what @syncer knows.
 *
 * HenjiConnectionSchedules::failed: @words why a choice could not be kept.
 */
#define HENJI_TYPE_CONNECTION_SCHEDULES (henji_connection_schedules_get_type ())
G_DECLARE_FINAL_TYPE (HenjiConnectionSchedules,
                      henji_connection_schedules,
                      HENJI,
                      CONNECTION_SCHEDULES,
                      AdwPreferencesGroup)

HenjiConnectionSchedules *henji_connection_schedules_new (HenjiDesk *desk, HenjiSyncer *syncer);

G_END_DECLS
