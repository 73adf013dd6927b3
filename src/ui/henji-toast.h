/* henji-toast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * Toasts, the one way to them: libadwaita 1.2 reads freed memory when a toast goes before it has
 * quite come (mended in 1.3 by its commit 1674ebc9), so one that is to go then stays till it may.
 */

/* Shows @toast (transfer full) after those before it. */
void henji_toast_add (AdwToastOverlay *overlay, AdwToast *toast);
/* The same for @words, plain text. */
void henji_toast_say (AdwToastOverlay *overlay, const char *words);
/* Shows @words, plain text, for @seconds in the place of what was shown so before; with an Undo
 * that does @action (nullable) with @target (nullable, floating is taken). */
void henji_toast_replace (AdwToastOverlay *overlay,
                          const char *words,
                          guint seconds,
                          const char *action,
                          GVariant *target);

G_END_DECLS
