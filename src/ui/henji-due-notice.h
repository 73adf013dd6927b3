/* henji-due-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * HenjiDueNotice:
 *
 * The desktop's notification that clocks are about to run out: once when one comes under two hours,
 * once more under half an hour, only while the window is not looked at, and withdrawn when nothing
 * is left of what it says. It holds numbers and times, never a name or a word of a buyer.
 */
#define HENJI_TYPE_DUE_NOTICE (henji_due_notice_get_type ())
G_DECLARE_FINAL_TYPE (HenjiDueNotice, henji_due_notice, HENJI, DUE_NOTICE, GObject)

/* @app is not owned and must outlive it. */
HenjiDueNotice *henji_due_notice_new (GApplication *app, HenjiDesk *desk);
/* Time has passed. */
void henji_due_notice_update (HenjiDueNotice *self);

G_END_DECLS
