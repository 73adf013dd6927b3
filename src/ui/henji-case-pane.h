/* henji-case-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"
#include "henji-window.h"

G_BEGIN_DECLS

#define HENJI_TYPE_CASE_PANE (henji_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (HenjiCasePane, henji_case_pane, HENJI, CASE_PANE, GtkWidget)

/* The order and the conversation of the chosen case. */
HenjiCasePane *henji_case_pane_new (HenjiDesk *desk);
/* (nullable) */
void henji_case_pane_set_detail (HenjiCasePane *self, HenjiCaseDetail *detail);
/* (nullable): why no message goes out through the marketplace, in a few words. */
void henji_case_pane_set_no_message (HenjiCasePane *self, const char *words);
void henji_case_pane_set_controls (HenjiCasePane *self, gboolean show_window_controls);
void henji_case_pane_set_folding (HenjiCasePane *self, HenjiFolding folding);
/* Opens the menu of the case. */
void henji_case_pane_show_menu (HenjiCasePane *self);
/* Opens the playbook for the keyboard, or closes it. */
void henji_case_pane_show_playbook (HenjiCasePane *self);
/* (transfer none): the conversation, for shortcuts. */
GtkWidget *henji_case_pane_get_timeline (HenjiCasePane *self);

/* Is there a page at the marketplace where the seller sees the order? Then it opens in the browser.
 */
gboolean henji_case_pane_has_order_page (HenjiCasePane *self);
void henji_case_pane_open_order_page (HenjiCasePane *self);

G_END_DECLS
