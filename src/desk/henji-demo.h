/* henji-demo.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * henji_demo_fill:
 *
 * Fills an empty record with the invented shop of `data/demo/`: writes its orders, shipments and
 * mails as files and imports them as a seller would, with times around now; then answers and closes
 * some cases, and takes in what the marketplace told of the seller's performance over some months.
 * Takes a second or so.
 */
gboolean henji_demo_fill (HenjiDesk *desk, GError **error);
/**
 * henji_demo_remove:
 *
 * Removes the data folder of a sample shop whose desk is closed.
 */
void henji_demo_remove (const char *dir);

G_END_DECLS
