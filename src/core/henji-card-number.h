/* henji-card-number.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * henji_card_number_mask:
 * @text: what somebody typed
 * @masked: (out) (optional): whether anything was taken out
 *
 * No number of a payment card may be kept, not even its last four digits: what support asks on the
 * phone is said and forgotten. Takes out numbers of 14 to 19 digits, in the groups cards are
 * printed in, whose check digit fits (ISO/IEC 7812-1), and four digits said to be a card's last.
 * Order numbers, Case IDs and tracking numbers stay.
 *
 * Returns: (transfer full): @text with each such digit as "•"
 */
char *henji_card_number_mask (const char *text, gboolean *masked);

G_END_DECLS
