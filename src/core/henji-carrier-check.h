/* henji-carrier-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-carrier-sheet.h"

G_BEGIN_DECLS

/* (transfer full): a postal code as 150-0001, a telephone number of Japan in ASCII without its
 * country's number; whatever is neither stays as it is. */
char *henji_carrier_shape (HenjiCarrierForm form, const char *text);

/* What is wrong with a cell; @faults (element-type HenjiCarrierFault) gets it, at row 0, column 0.
 */
void henji_carrier_check (const HenjiCarrierLayout *layout,
                          const HenjiCarrierColumn *column,
                          const char *text,
                          GPtrArray *faults);
void henji_carrier_check_abroad (const HenjiAddress *address, GPtrArray *faults);

/* @sentence: (transfer full) */
void henji_carrier_fault_add (GPtrArray *faults,
                              guint row,
                              guint column,
                              HenjiCarrierFaultKind kind,
                              gunichar letter,
                              char *sentence);

G_END_DECLS
