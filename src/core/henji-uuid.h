/* henji-uuid.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a UUIDv7 (RFC 9562) of the instant @now in microseconds, lower case, with
 * hyphens. Ids made within one process ascend, also when the clock stands still or jumps back. */
char *henji_uuid_new (gint64 now);

G_END_DECLS
