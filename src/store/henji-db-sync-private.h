/* henji-db-sync-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define HENJI_SYNC_OLD_FAULTS                                                                      \
  "DELETE FROM sync_faults WHERE run IN (SELECT id FROM sync_runs WHERE started_at < ?)"
#define HENJI_SYNC_OLD_RUNS "DELETE FROM sync_runs WHERE started_at < ?"
