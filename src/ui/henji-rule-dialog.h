/* henji-rule-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-rules.h"

G_BEGIN_DECLS

#define HENJI_TYPE_RULE_DIALOG (henji_rule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiRuleDialog, henji_rule_dialog, HENJI, RULE_DIALOG, AdwWindow)

/**
 * HenjiRuleDialog:
 * @rule: (nullable): the one to change, %NULL for a new one
 *
 * One rule in simple rows. HenjiRuleDialog::saved: it was stored.
 */
HenjiRuleDialog *
henji_rule_dialog_new (HenjiDesk *desk, GtkWindow *parent, const HenjiUserRule *rule);

G_END_DECLS
