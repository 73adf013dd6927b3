/* henji-list-diff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** HenjiListRun: at @position (in the list as it then stands) @removed go and @added come. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} HenjiListRun;

/**
 * henji_list_diff:
 * @before: (element-type gint64): each at most once
 * @after: (element-type gint64): each at most once
 * @changed: (nullable): set of gint64 that may have moved, come or gone; %NULL when any may have.
 *   May be added to
 * @max_runs: more runs than this are not worth it
 *
 * What leads from @before to @after, to be applied in order. Walks both lists side by side and
 * skips only what changed, so a million rows with a few changes cost a few small runs.
 *
 * Returns: (transfer full) (nullable) (element-type HenjiListRun): %NULL when there would be too
 * many
 */
GArray *
henji_list_diff (const GArray *before, const GArray *after, GHashTable *changed, guint max_runs);

G_END_DECLS
