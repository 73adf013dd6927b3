/* henji-demo-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-demo.h"

G_BEGIN_DECLS

/* (transfer full): a file of `data/demo/`. */
char *_henji_demo_text (const char *name, GError **error);
/* Takes in the readings of `data/demo/performance.txt`. */
gboolean _henji_demo_performance (HenjiDesk *desk, gint64 now, GError **error);

G_END_DECLS
