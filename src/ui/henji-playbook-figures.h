/* henji-playbook-figures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

/* (transfer floating): a popover with the figures by which an offer of the case's path (its number
 * among them) was reckoned, and entries for what the shop knows better. */
GtkWidget *henji_playbook_figures_new (HenjiDesk *desk, HenjiCaseDetail *detail, guint offer);
/* (transfer full): an amount as one types it: "2480", "24.80". */
char *henji_playbook_plain (gint64 minor, const char *currency);

G_END_DECLS
