/* henji-rule-try.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-rules.h"

G_BEGIN_DECLS

#define HENJI_TYPE_RULE_TRY (henji_rule_try_get_type ())
G_DECLARE_FINAL_TYPE (HenjiRuleTry, henji_rule_try, HENJI, RULE_TRY, AdwWindow)

/**
 * HenjiRuleTry:
 * @rule: a stored one
 *
 * What a rule would do to the cases there are, and a button that does it.
 * HenjiRuleTry::applied: (GArray of gint64): it was done; the events, to be undone.
 */
HenjiRuleTry *henji_rule_try_new (HenjiDesk *desk, GtkWindow *parent, const HenjiUserRule *rule);

G_END_DECLS
