/* henji-scan-burst.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A barcode scanner is a keyboard that types faster than anybody can: each key within
 * HENJI_SCAN_GAP of the one before, Enter at the end. */

/* Milliseconds from key to key at most. Scanners send every 1 to 20 ms, the fastest typists every
 * 60, a key that is held repeats every 30, but always the same. */
#define HENJI_SCAN_GAP 35
#define HENJI_SCAN_LENGTH 8 /* characters at least */
#define HENJI_SCAN_DIGITS 4 /* digits among them at least */

typedef struct
{
  GString *keys;
  guint32 last;
} HenjiScanBurst;

/* Takes a key at @time (of the event, ms). Returns how many keys in a row came so fast, this one
 * included; 0 when it is no character. */
guint
henji_scan_burst_key (HenjiScanBurst *self, guint keyval, GdkModifierType state, guint32 time);
/* (transfer full) (nullable): what was scanned, when Enter at @time ends a scan. The burst is over
 * in any case. */
char *henji_scan_burst_enter (HenjiScanBurst *self, guint32 time);
void henji_scan_burst_clear (HenjiScanBurst *self);

G_END_DECLS
