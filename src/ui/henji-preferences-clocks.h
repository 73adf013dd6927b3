/* henji-preferences-clocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* (transfer full): how early the desk warns of a closing; it reads and writes its setting itself.
 */
GtkWidget *henji_preferences_clocks_new (HenjiDesk *desk);

G_END_DECLS
