/* henji-postal-download.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-postal-list.h"

G_BEGIN_DECLS

/**
 * henji_postal_download:
 * @address: https; an address of this machine may be http, for tests
 *
 * Gets the list whole. Follows the server only to other addresses of the same host; takes no
 * cookies, sends nothing about the shop, stops after five minutes in all and at
 * HENJI_POSTAL_MAX_FILE bytes. Blocks.
 *
 * Returns: (transfer full): %NULL with a sentence; G_IO_ERROR_NOT_FOUND when there is nothing at
 *   the address
 */
GBytes *henji_postal_download (const char *address,
                               HenjiPostalProgress progress,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
