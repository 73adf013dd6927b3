/* henji-playbook-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_PLAYBOOK_CARD (henji_playbook_card_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPlaybookCard, henji_playbook_card, HENJI, PLAYBOOK_CARD, GtkWidget)

/**
 * HenjiPlaybookCard:
 *
 * The playbook of the case shown: one line, or opened what to find out, what may be offered and
 * what is never to be written. Hides itself where there is none. Uses the actions
 * `case.playbook-use`, `case.playbook-plan`, `case.address`, `case.label`, `case.evidence`.
 */
void henji_playbook_card_set_desk (HenjiPlaybookCard *self, HenjiDesk *desk);
/* (nullable) */
void henji_playbook_card_set_detail (HenjiPlaybookCard *self, HenjiCaseDetail *detail);
/* Opens it and moves the keyboard to its first question; closes it when it is open. */
void henji_playbook_card_toggle (HenjiPlaybookCard *self);

G_END_DECLS
