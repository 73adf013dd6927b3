/* henji-case-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/* The menus of a case. All (transfer full). */

/* All kinds, for `case.kind`. */
GMenuModel *henji_case_menu_kinds (void);
/* When to be reminded, and whom to ask again. */
GMenuModel *henji_case_menu_remind (HenjiDesk *desk);
/**
 * henji_case_menu_new:
 * @kinds: what henji_case_menu_kinds() gave
 * @no_message: (nullable): why no message goes out through the marketplace, in a few words
 * @state: (inout): what the menu was built for
 *
 * What can be done with the case.
 *
 * Returns: (transfer full) (nullable): %NULL while @state still fits
 */
GMenuModel *henji_case_menu_new (HenjiDesk *desk,
                                 const HenjiCaseDetail *detail,
                                 GMenuModel *kinds,
                                 const char *no_message,
                                 char **state);

G_END_DECLS
