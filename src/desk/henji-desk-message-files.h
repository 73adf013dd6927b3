/* henji-desk-message-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"
#include "henji-message-action.h"

G_BEGIN_DECLS

/* Files that go with a message through the marketplace. What it takes is data/spapi/messages.ini.
 */

/* (transfer full): how many, how large, of which kinds; a sentence. */
char *henji_desk_attached_rule (HenjiDesk *self);
/* (transfer full): endings of names that it takes, "doc docx gif". */
char *henji_desk_attached_endings (HenjiDesk *self);
/* May this file be attached, as far as can be told without reading it? @size: (out): in bytes.
 * Blocks. */
gboolean
henji_desk_attached_check (HenjiDesk *self, const char *path, goffset *size, GError **error);
/* (transfer full) (nullable): what stands against so many files of so many bytes together. */
char *henji_desk_attached_fault (HenjiDesk *self,
                                 const HenjiMessageAction *action,
                                 guint n,
                                 goffset bytes);

G_END_DECLS
