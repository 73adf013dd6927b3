/* henji-policy-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_POLICY_EDITOR (henji_policy_editor_get_type ())
G_DECLARE_FINAL_TYPE (HenjiPolicyEditor, henji_policy_editor, HENJI, POLICY_EDITOR, AdwBin)

/**
 * HenjiPolicyEditor:
 *
 * One figure of a marketplace: what the seller sets instead, what counted when, and where it is
 * from.
 *
 * HenjiPolicyEditor::entered: Enter was pressed in a field.
 *
 * HenjiPolicyEditor::reset: the built-in figure is wanted back.
 */
HenjiPolicyEditor *henji_policy_editor_new (HenjiDesk *desk);

/* Shows the figure in force of a rule that @policy has, ready to be changed from today on. */
void henji_policy_editor_set_rule (HenjiPolicyEditor *self, HenjiPolicy *policy, const char *rule);
/* (transfer full) (nullable): what was entered; %NULL when something in it is wrong, which is then
 * said below the fields. */
HenjiRule *henji_policy_editor_read (HenjiPolicyEditor *self);
/* Says what is wrong; @fault %NULL: nothing. */
void henji_policy_editor_set_fault (HenjiPolicyEditor *self, const char *fault);
void henji_policy_editor_focus (HenjiPolicyEditor *self);

G_END_DECLS
