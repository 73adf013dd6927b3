/* henji-reply-pane-saver.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * HenjiReplySaver:
 *
 * Stores drafts in the desk's threads, in the order they were written: a save that comes to its
 * turn after a later one of the same case is left out. Remembers the newest of each case until the
 * record shows it, also when it could not be stored.
 */
typedef struct _HenjiReplySaver HenjiReplySaver;

HenjiReplySaver *henji_reply_saver_new (void);
void henji_reply_saver_unref (HenjiReplySaver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiReplySaver, henji_reply_saver_unref)

/* @stored: (nullable): as stored; %NULL without error when a later version is stored already. */
typedef void (*HenjiReplySaved) (HenjiDraft *stored, const GError *error, gpointer user_data);

/**
 * henji_reply_saver_save:
 * @draft: (transfer full): the new version
 * @copied: also note that the text was copied
 */
void henji_reply_saver_save (HenjiReplySaver *self,
                             HenjiDesk *desk,
                             HenjiDraft *draft,
                             gboolean copied,
                             HenjiReplySaved saved,
                             gpointer user_data);

/**
 * henji_reply_saver_newest:
 * @stored: (nullable): the newest version of the case that was read from the record
 *
 * Main thread only, as what follows.
 *
 * Returns: (transfer none) (nullable): @stored, or what was written here since
 */
HenjiDraft *henji_reply_saver_newest (HenjiReplySaver *self, gint64 case_row, HenjiDraft *stored);
/* (transfer none) (nullable): a draft that could not be stored, of any case. */
HenjiDraft *henji_reply_saver_failed (HenjiReplySaver *self);

G_END_DECLS
