/* henji-sync-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-sync.h"

G_BEGIN_DECLS

/* What the log says, in words. */

/* "Orders", "Returns"; the stream itself when it has no name. */
const char *henji_sync_stream_text (const char *stream);
/* "Done", "Stopped"; "" where there is nothing to say of it, as of a reminder. */
const char *henji_sync_outcome_text (const HenjiSyncRun *run);
/* (transfer full): "50 new, 2 changed", only what is not zero; "nothing new" when all are. */
char *henji_sync_run_text (const HenjiSyncRun *run);
/* (transfer full): what came of all that was read, in a sentence. @runs: (element-type
 * HenjiSyncRun), at least one. */
char *henji_sync_runs_text (const GPtrArray *runs);

G_END_DECLS
