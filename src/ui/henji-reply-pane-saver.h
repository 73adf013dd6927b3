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
 * turn after a later one of the same case is left out.
 */
typedef struct _HenjiReplySaver HenjiReplySaver;

HenjiReplySaver *henji_reply_saver_new (void);
void henji_reply_saver_unref (HenjiReplySaver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiReplySaver, henji_reply_saver_unref)

/**
 * henji_reply_saver_save:
 * @draft: (transfer full): the new version
 * @copied: also note that the text was copied
 */
void henji_reply_saver_save (HenjiReplySaver *self,
                             HenjiDesk *desk,
                             HenjiDraft *draft,
                             gboolean copied,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* (transfer full) (nullable): as stored; %NULL without error when a later version is stored
 * already. */
HenjiDraft *henji_reply_saver_finish (HenjiDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
