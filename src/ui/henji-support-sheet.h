/* henji-support-sheet.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_SUPPORT_SHEET (henji_support_sheet_get_type ())
G_DECLARE_FINAL_TYPE (HenjiSupportSheet, henji_support_sheet, HENJI, SUPPORT_SHEET, AdwWindow)

/* What to have at hand when one asks the marketplace's support, in both languages: to be read,
 * copied, printed. */
HenjiSupportSheet *henji_support_sheet_new (HenjiDesk *desk, HenjiCaseDetail *detail);

G_END_DECLS
