/* henji-welcome.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_WELCOME (henji_welcome_get_type ())
G_DECLARE_FINAL_TYPE (HenjiWelcome, henji_welcome, HENJI, WELCOME, GtkWidget)

/* The first window: how to begin, what to expect, what can wait. */
HenjiWelcome *henji_welcome_new (HenjiDesk *desk);

G_END_DECLS
