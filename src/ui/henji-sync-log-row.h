/* henji-sync-log-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"
#include "henji-sync.h"

G_BEGIN_DECLS

/* A row of a list about one line of the log, with what was skipped below it, and a button that
 * copies the number by which the marketplace's support finds the call. @running: it is under way.
 */
GtkWidget *henji_sync_log_row_new (HenjiDesk *desk, const HenjiSyncRun *run, gboolean running);

G_END_DECLS
