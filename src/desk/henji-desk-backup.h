/* henji-desk-backup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* Copies the record with all that lies beside it into one file: own texts, label stocks and
 * policies, attachments. Not in it: the search index, which is built anew, the loaded list of
 * postal codes, and secrets, which the record never holds. Another copy at @path is replaced. */
gboolean henji_desk_back_up (HenjiDesk *self, const char *path, GError **error);

/**
 * henji_desk_restore:
 * @dir: (nullable): the data folder, which no desk may have open; %NULL: the usual one
 * @path: a copy, or another data folder
 * @now: instant
 * @kept: (out) (transfer full) (nullable): the folder to which that was moved which was there
 *
 * Makes the copy the record, all or nothing.
 */
gboolean
henji_desk_restore (const char *dir, const char *path, gint64 now, char **kept, GError **error);

G_END_DECLS
