/* henji-mbox.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HenjiMbox: a streaming reader of a mail file
 *
 * Takes an mbox (mboxo, mboxrd, mboxcl, any line ends, cut or without a last line end) and a file
 * with a single message, which is then index 0. Memory is that of the largest message. Not for
 * several threads at once.
 */
typedef struct _HenjiMbox HenjiMbox;

/* (transfer full): or %NULL with HENJI_CHANNEL_ERROR_FILE, _EMPTY or _NOT_MAIL. */
HenjiMbox *henji_mbox_open (const char *path, GCancellable *cancellable, GError **error);
HenjiMbox *
henji_mbox_new_for_stream (GInputStream *stream, GCancellable *cancellable, GError **error);
void henji_mbox_free (HenjiMbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiMbox, henji_mbox_free)

gint64 henji_mbox_size (const HenjiMbox *self);     /* bytes of the file; 0 unknown */
gint64 henji_mbox_position (const HenjiMbox *self); /* bytes read of it so far */

/**
 * henji_mbox_next:
 * @raw: (out) (transfer full): the message, without its "From " line, ">From " unquoted; %NULL when
 * it was too large: it has been skipped and @reason says so
 * @index: (out): 0-based in the file
 * @offset: (out) (optional): where its "From " line, or the message, begins in the file
 * @reason: (out) (transfer full) (nullable): with a %NULL @raw a sentence, translated
 *
 * Returns: %FALSE at the end (@error unset) or when the file could not be read on
 */
gboolean henji_mbox_next (
    HenjiMbox *self, GBytes **raw, int *index, gint64 *offset, char **reason, GError **error);

G_END_DECLS
