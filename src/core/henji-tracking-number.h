/* henji-tracking-number.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers of parcels in Japan end with a check digit called 7DR: the number before it modulo 7.
 * https://gyomu.org/faq/view/7dr , checked 2026-11-26. */

typedef enum
{
  HENJI_TRACKING_UNKNOWN, /* no number of that kind: nothing can be said */
  HENJI_TRACKING_FITS,
  HENJI_TRACKING_WRONG,
} HenjiTrackingCheck;

/* (transfer full): without blanks and hyphens, widths of letters made one. */
char *henji_tracking_number_clean (const char *typed);
/* @number: digits. Returns: 0 to 6; -1 when it is not digits alone. */
int henji_tracking_number_7dr (const char *number);
/* What twelve digits, with or without hyphens, say of themselves. */
HenjiTrackingCheck henji_tracking_number_check (const char *typed);

G_END_DECLS
