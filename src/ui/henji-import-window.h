/* henji-import-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-import.h"

G_BEGIN_DECLS

#define HENJI_TYPE_IMPORT_WINDOW (henji_import_window_get_type ())
G_DECLARE_FINAL_TYPE (HenjiImportWindow, henji_import_window, HENJI, IMPORT_WINDOW, AdwWindow)

/**
 * HenjiImportWindow:
 *
 * Imports files while the desk stays usable: progress with counts and Cancel, then what was new,
 * known and refused, with file and line.
 *
 * HenjiImportWindow::imported: (guint n_messages) an import has ended; that many messages were new.
 */
HenjiImportWindow *henji_import_window_new (HenjiDesk *desk, GtkWindow *parent);
/* Begins, or goes on with @paths after what is under way. */
void henji_import_window_add (HenjiImportWindow *self, const char *const *paths);
/* The desk goes: cancels what is under way and destroys the window. */
void henji_import_window_abandon (HenjiImportWindow *self);

G_END_DECLS
