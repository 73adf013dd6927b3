/* henji-primary-menu.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): the menu of the program. */
GMenuModel *henji_primary_menu_new (void);

G_END_DECLS
