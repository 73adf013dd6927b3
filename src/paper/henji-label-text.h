/* henji-label-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-label.h"

G_BEGIN_DECLS

/* A label as text, so that it can be printed again as it was, whatever has changed since. */

/* (transfer full): groups of "key=value" lines. */
char *henji_label_to_text (const HenjiLabel *self);
/* (transfer full) (nullable): */
HenjiLabel *henji_label_from_text (const char *text, GError **error);

G_END_DECLS
