/* henji-notice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Seconds from a reason for a notification to the notification: while a dialog opens or closes no
 * window is looked at. */
#define HENJI_NOTICE_SETTLE 1

/* Is a window of @app the one that the keyboard is in? */
gboolean henji_notice_is_looked_at (GApplication *app);

G_END_DECLS
