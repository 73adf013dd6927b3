/* henji-pane-box.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-window.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PANE_BOX (henji_pane_box_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPaneBox, henji_pane_box, HENJI, PANE_BOX, GtkWidget)

typedef enum
{
  HENJI_PANE_LIST,
  HENJI_PANE_ORDER,
  HENJI_PANE_REPLY,
  HENJI_N_PANES
} HenjiPane;

/**
 * HenjiPaneBox:
 *
 * Three panes side by side, the borders between them to be dragged; folds by the width it gets, so
 * that nothing is ever cut off. Never asks for more than the narrowest folding needs.
 *
 * HenjiPaneBox::folded: folding or the shown pane changed.
 */
HenjiPaneBox *henji_pane_box_new (GtkWidget *list, GtkWidget *order, GtkWidget *reply);

HenjiFolding henji_pane_box_get_folding (HenjiPaneBox *self);
/* Brings @pane to the front where panes share a place. */
void henji_pane_box_show_pane (HenjiPaneBox *self, HenjiPane pane);
/* The last pane that is visible: the one with the window's controls. */
HenjiPane henji_pane_box_get_last (HenjiPaneBox *self);

/* How large the user wants text, 1.0 for 100 %: widths that words need grow with it. */
double henji_pane_box_text_scale (GtkWidget *widget);

G_END_DECLS
