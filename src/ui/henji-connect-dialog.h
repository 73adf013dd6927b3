/* henji-connect-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk-connect.h"

G_BEGIN_DECLS

/**
 * HenjiConnectDialog:
 *
 * Takes the seller from what they need to have to a connection that works: it is kept only after it
 * was tried.
 *
 * HenjiConnectDialog::connected: it is.
 *
 * HenjiConnectDialog::first-sync: the first sync is wanted now.
 */
#define HENJI_TYPE_CONNECT_DIALOG (henji_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HenjiConnectDialog, henji_connect_dialog, HENJI, CONNECT_DIALOG, AdwWindow)

/* @before: (nullable): the connection that is to be made anew. */
HenjiConnectDialog *
henji_connect_dialog_new (HenjiDesk *desk, GtkWindow *parent, const HenjiConnection *before);

G_END_DECLS
