/* henji-connection-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-syncer.h"

G_BEGIN_DECLS

/**
 * HenjiConnectionWindow:
 *
 * The marketplace's service: whether it is connected, what is asked and when, and the log.
 */
#define HENJI_TYPE_CONNECTION_WINDOW (henji_connection_window_get_type ())
G_DECLARE_FINAL_TYPE (
    HenjiConnectionWindow, henji_connection_window, HENJI, CONNECTION_WINDOW, AdwWindow)

HenjiConnectionWindow *
henji_connection_window_new (HenjiDesk *desk, HenjiSyncer *syncer, GtkWindow *parent);
/* Opens the assistant; the first sync begins in @syncer. */
void henji_connection_assist (HenjiDesk *desk, HenjiSyncer *syncer, GtkWindow *parent);

G_END_DECLS
