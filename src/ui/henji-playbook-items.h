/* henji-playbook-items.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* (transfer floating): asks which of the order's items the case is about, and how many of each; a
 * click is stored at once. The case must have a path with something to choose. */
GtkWidget *henji_playbook_items_new (HenjiDesk *desk, HenjiCaseDetail *detail);

G_END_DECLS
