/* henji-carrier-layouts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-layout.h"

G_BEGIN_DECLS

/**
 * henji_carrier_layouts:
 * @own_folder: (nullable): of the seller's own files, which go before the built-in ones of their
 *   name
 * @faults: (nullable) (element-type utf8): gets a sentence for each of the seller's files that is
 *   broken
 *
 * Returns: (transfer full) (element-type HenjiCarrierLayout): of each carrier whose files we can
 * write, by the names of the files
 */
GPtrArray *henji_carrier_layouts (const char *own_folder, GPtrArray *faults);

G_END_DECLS
