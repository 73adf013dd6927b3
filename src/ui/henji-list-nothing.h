/* henji-list-nothing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* Says on @page why the list of @query is empty; @narrowed: a filter is set. */
void henji_list_nothing_say (AdwStatusPage *page, const HenjiCaseQuery *query, gboolean narrowed);

G_END_DECLS
