/* henji-carrier-flow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-address.h"
#include "henji-carrier-text.h"

G_BEGIN_DECLS

/** HenjiCarrierFlow: a text that is to fill several cells, and where it had better be parted. */
typedef struct _HenjiCarrierFlow HenjiCarrierFlow;

/* The address without name, postal code and country: parted before the building, else after the
 * city, at blanks, before the house number. Letters are as they were written. */
HenjiCarrierFlow *henji_carrier_flow_of_address (const HenjiAddress *address,
                                                 HenjiCarrierLetters letters);
/* (nullable elements): parted between them, where there are cells enough. */
HenjiCarrierFlow *
henji_carrier_flow_of_parts (const char *const *parts, guint n_parts, HenjiCarrierLetters letters);
void henji_carrier_flow_free (HenjiCarrierFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HenjiCarrierFlow, henji_carrier_flow_free)

/**
 * henji_carrier_flow_fill:
 * @widths: half-width places of each cell, 0 for no limit
 *
 * Nothing is left out: what does not fit stands in the last cell, which is then too long.
 *
 * Returns: (transfer full): @n_cells texts, "" for a cell that is not needed
 */
char **henji_carrier_flow_fill (const HenjiCarrierFlow *self, const int *widths, guint n_cells);

G_END_DECLS
