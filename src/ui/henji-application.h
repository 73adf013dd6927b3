/* henji-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "henji-desk.h"

G_BEGIN_DECLS

#define HENJI_TYPE_APPLICATION (henji_application_get_type ())
G_DECLARE_FINAL_TYPE (HenjiApplication, henji_application, HENJI, APPLICATION, AdwApplication)

/**
 * HenjiApplication:
 *
 * The program: options, the desk it opens, and its one window. When the data folder cannot be
 * opened (locked, newer, foreign) the window says why instead.
 */
HenjiApplication *henji_application_new (void);

/* Runs on throw-away data with a sample shop? */
gboolean henji_application_is_demo (HenjiApplication *self);
/* Was there not a single case when it was opened, and is there no sample shop to come? */
gboolean henji_application_starts_empty (HenjiApplication *self);
/* What was remembered from the last time: "window" is "WIDTHxHEIGHT" or "WIDTHxHEIGHT maximised".
 */
const char *henji_application_get_window_state (HenjiApplication *self);

G_END_DECLS
