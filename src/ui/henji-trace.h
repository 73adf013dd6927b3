/* henji-trace.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With HENJI_TRACE=1, how long the window takes, on standard error; for `./dev bench`:
 *
 * "trace first-frame N": the monotonic clock when the first frame was painted, in microseconds.
 *
 * "trace case-data N C": from choosing a case until the panes have its data, and how much of it the
 * main thread computed, both in microseconds.
 *
 * "trace case-painted N C": the same until the frame after that was painted.
 *
 * With HENJI_TRACE=stalls, "trace stall T N C": until T on the monotonic clock the main loop did
 * not come round for N, of which the main thread computed C, all in microseconds.
 *
 * Without it nothing is connected and nothing is written.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Follows the frames of @window, which must not be realized yet. */
void henji_trace_window (GtkWindow *window);
/* Another case was chosen. */
void henji_trace_chosen (void);
/* The panes have the data of the chosen case. */
void henji_trace_data (void);

G_END_DECLS
