/* henji-versions-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-draft.h"

G_BEGIN_DECLS

#define HENJI_TYPE_VERSIONS_WINDOW (henji_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiVersionsWindow, henji_versions_window, HENJI, VERSIONS_WINDOW, AdwWindow)

/**
 * HenjiVersionsWindow:
 *
 * The versions of a draft, newest first, with both languages of the chosen one.
 *
 * HenjiVersionsWindow::restore: (HenjiDraft *draft): this one is wanted back; the window closes
 */
HenjiVersionsWindow *henji_versions_window_new (GPtrArray *drafts, gint64 now, GTimeZone *zone);

G_END_DECLS
