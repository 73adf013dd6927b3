/* henji-carrier-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-carrier-sheet.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CARRIER_TABLE (henji_carrier_table_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCarrierTable, henji_carrier_table, HENJI, CARRIER_TABLE, GtkWidget)

/**
 * HenjiCarrierTable:
 *
 * The rows of a carrier's file with what is wrong in them, cell by cell, and a line below in which
 * the chosen cell is changed. Columns with nothing in them are left out.
 *
 * HenjiCarrierTable::edited: (guint row, guint column, const char *text) the cell is to hold @text;
 * %NULL: what was worked out for it.
 *
 * HenjiCarrierTable::removed: (guint row) the row is to be left out.
 */

/* @heads: whose parcel each row is. */
void henji_carrier_table_set_sheet (HenjiCarrierTable *self,
                                    HenjiCarrierSheet *sheet,
                                    const char *const *heads);
/* Chooses the next cell that has a fault, and begins anew behind the last. */
void henji_carrier_table_next_fault (HenjiCarrierTable *self);

G_END_DECLS
