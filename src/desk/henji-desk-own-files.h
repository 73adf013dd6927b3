/* henji-desk-own-files.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* Files of the seller's own under `facts/` in the data folder. */

/* Only the desk that holds the folder writes into it. */
gboolean _henji_desk_may_write (HenjiDesk *self, GError **error);
/* Whatever happens, the file is the old one or the new one; its folder is made. */
gboolean _henji_desk_write_file (const char *path, const char *text, GError **error);
/* One that is not there is removed. */
gboolean _henji_desk_remove_file (const char *path, GError **error);

G_END_DECLS
