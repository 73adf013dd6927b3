/* henji-new-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "henji-desk.h"

G_BEGIN_DECLS

/**
 * HenjiNewNotice:
 *
 * The desktop's notification of cases that came while no window was looked at: how many, never of
 * whom. Withdrawn when somebody looks, or when none of them is left.
 */
#define HENJI_TYPE_NEW_NOTICE (henji_new_notice_get_type ())
G_DECLARE_FINAL_TYPE (HenjiNewNotice, henji_new_notice, HENJI, NEW_NOTICE, GObject)

/* @app is not owned and must outlive it. */
HenjiNewNotice *henji_new_notice_new (GApplication *app, HenjiDesk *desk);

G_END_DECLS
